"""How fast PDF files are read, against what else could read them.

    python -m benchmarks.reading_speed [FILE_OR_FOLDER ...] [--rounds N] [--json PATH]

Measured are the files that fitcheck reads by itself: those that it refuses, and those that need
its second reader, are counted and left out. Every reader reads the same files, one after the other
and file by file, so that a busy machine slows all of them alike; the median of the rounds counts.
Prints pages per second, and for each other reader its time against fitcheck's: the ratio of the
sums over all files and the median of the ratios of single files. The last two lines are the goals.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fitcheck.documents.document import WarningCode
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.errors import InputError
from fitcheck.settings import ReadingSettings

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "resumes"
Reader = Callable[[bytes], object]
LEAST_FASTER, MOST_SLOWER = 8.0, 2.5
"""Goals: times as fast as pdfminer.six with its layout, and time against PDFium's bare text."""


def read_fitcheck(data: bytes) -> object:
    return read_pdf(data, source="file.pdf", settings=ReadingSettings())


def read_pdfium(data: bytes) -> object:
    """Bare text of every page, without places, order or visibility."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return texts


def read_pdfminer(data: bytes) -> object:
    from pdfminer.high_level import extract_pages

    return list(extract_pages(io.BytesIO(data)))


def read_pdfplumber(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]


def read_pdftotext(data: bytes) -> object:
    """The process is started for each file, as a caller would have to."""
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)


def readers() -> dict[str, Reader]:
    """The readers that are installed; fitcheck first."""
    found: dict[str, Reader] = {
        "fitcheck": read_fitcheck,
        "pypdfium2 text": read_pdfium,
        "pdfminer.six extract_pages": read_pdfminer,
    }
    if find_spec("pdfplumber"):
        found["pdfplumber extract_text"] = read_pdfplumber
    if shutil.which("pdftotext"):
        found["pdftotext"] = read_pdftotext
    return found


def chosen_files(paths: list[Path]) -> list[Path]:
    """The files to read: those given, or a fixed choice from the development data."""
    if paths:
        folders = [sorted(path.rglob("*.pdf")) if path.is_dir() else [path] for path in paths]
        return [file for files in folders for file in files]
    templates = sorted(SHARED.glob("published_templates/**/*.pdf"))
    fixtures = sorted(SHARED.glob("offlinecv_fixtures/**/*.pdf"))
    return templates + fixtures[::3] + sorted(SHARED.glob("livecareer_sample/*/*.pdf"))[::12]


def pages_of(data: bytes) -> int | None:
    """The pages of a file; 0 for one that needs the second reader, None for one that is refused."""
    try:
        document = read_pdf(data, source="file.pdf", settings=ReadingSettings())
    except InputError:
        return None
    if any(warning.code is WarningCode.SECOND_READER for warning in document.warnings):
        return 0
    return document.pages


def seconds(reader: Reader, data: bytes) -> float:
    start = time.perf_counter()
    reader(data)
    return time.perf_counter() - start


def measure(files: list[Path], rounds: int) -> dict[str, Any]:
    """Seconds of each reader for each file (median of the rounds), summed up."""
    known = readers()
    contents = [(data, pages_of(data)) for data in (file.read_bytes() for file in files)]
    readable = [(data, pages) for data, pages in contents if pages]
    taken: dict[str, list[list[float]]] = {name: [[] for _ in readable] for name in known}
    for _ in range(rounds):
        for index, (data, _) in enumerate(readable):
            for name, reader in known.items():
                taken[name][index].append(seconds(reader, data))
    usual = {name: [statistics.median(all_) for all_ in rows] for name, rows in taken.items()}
    pages = sum(count for _, count in readable)
    return {
        "files": len(readable),
        "refused": sum(count is None for _, count in contents),
        "second_reader": sum(count == 0 for _, count in contents),
        "pages": pages,
        "rounds": rounds,
        "readers": {name: _row(times, usual["fitcheck"], pages) for name, times in usual.items()},
    }


def _row(times: list[float], ours: list[float], pages: int) -> dict[str, float]:
    return {
        "seconds": round(sum(times), 4),
        "pages_per_second": round(pages / sum(times), 1),
        "ratio_of_sums": round(sum(times) / sum(ours), 3),
        "median_ratio": round(
            statistics.median(t / o for t, o in zip(times, ours, strict=True)), 3
        ),
    }


def goals(readers: dict[str, dict[str, float]]) -> list[str]:
    """What was set as goals, as it was measured: over all files, and for the median file."""
    miner, pdfium = readers["pdfminer.six extract_pages"], readers["pypdfium2 text"]
    faster = [miner[key] for key in ("ratio_of_sums", "median_ratio")]
    slower = [1 / pdfium[key] for key in ("ratio_of_sums", "median_ratio")]
    first = f"{faster[0]:.2f}x as fast, median file {faster[1]:.2f}x"
    second = f"{slower[0]:.2f}x its time, median file {slower[1]:.2f}x"
    return [
        f"against pdfminer.six extract_pages: {first} (goal: at least {LEAST_FASTER:g}x)",
        f"against bare pypdfium2 text: {second} (goal: at most {MOST_SLOWER:g}x)",
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading_speed")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(arguments)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it logs every fault of a font
    files = chosen_files(options.paths)
    if not files:
        print("no PDF files: name some, or put the development data beside the checkout")
        return 2
    figures = measure(files, options.rounds)
    print(
        f"{figures['files']} files, {figures['pages']} pages, median of {options.rounds} rounds; "
        f"left out: {figures['refused']} refused, {figures['second_reader']} for the second reader"
    )
    print(f"{'reader':28} {'pages/s':>8} {'seconds':>8} {'x fitcheck':>10} {'median':>8}")
    for name, row in figures["readers"].items():
        print(
            f"{name:28} {row['pages_per_second']:8.1f} {row['seconds']:8.3f} "
            f"{row['ratio_of_sums']:10.2f} {row['median_ratio']:8.2f}"
        )
    print(*goals(figures["readers"]), sep="\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
