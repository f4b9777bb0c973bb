"""Where the time of reading PDF files goes, stage by stage, against PDFium's bare text.

    python -m benchmarks.reading_stages [FILE_OR_FOLDER ...] [--rounds N]

The files are those of `reading_speed`. Times are those of the processor (other programs do not
count), the least of the rounds for each file and stage, as multiples of bare pypdfium2 text.
"""

from __future__ import annotations

import argparse
import ctypes
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading_speed import chosen_files, pages_of, read_fitcheck, read_pdfium
from fitcheck.documents.assembly import assemble
from fitcheck.documents.layout.blocks import blocks_of
from fitcheck.documents.layout.lines import page_lines
from fitcheck.documents.pdf.pdfium import LOCK, load
from fitcheck.documents.pdf.words import read_words
from fitcheck.settings import ReadingSettings


def open_and_take_text(data: bytes) -> None:
    """What PDFium must do for any reader: open, load pages, make their text."""
    pdfium = load()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        pdfium.FPDFText_GetText(text, 0, count, ctypes.create_string_buffer(4 * count + 4))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def survey(data: bytes) -> None:
    """The same, and every drawing operation and its kind: no fill that hides text is missed."""
    pdfium = load()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        for order in range(pdfium.FPDFPage_CountObjects(page)):
            pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, order))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def every_character(data: bytes) -> None:
    """The same as the first, and the box of every character: what a reader by characters pays."""
    pdfium = load()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    box = (ctypes.c_float * 4)()
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        text = pdfium.FPDFText_LoadPage(page)
        for char in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetLooseCharBox(text, char, box)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def stages(data: bytes) -> dict[str, Callable[[], object]]:
    """The stages of reading one file, each by itself."""
    settings = ReadingSettings()
    file = read_words(data, source="file.pdf", settings=settings)
    pieces = blocks_of([page_lines(page) for page in file.pages])
    return {
        "bare pypdfium2 text": lambda: read_pdfium(data),
        "PDFium: open, load, text": lambda: open_and_take_text(data),
        " and every operation's kind": lambda: survey(data),
        " and every character's box": lambda: every_character(data),
        "fitcheck: words, visibility": lambda: read_words(data, source="", settings=settings),
        "fitcheck: lines": lambda: [page_lines(page) for page in file.pages],
        "fitcheck: lines, blocks": lambda: blocks_of([page_lines(page) for page in file.pages]),
        "fitcheck: assembly": lambda: assemble(pieces, source="", media_type="application/pdf"),
        "fitcheck: all": lambda: read_fitcheck(data),
    }


def least_seconds(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the processor that the quickest of the rounds took."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading_stages")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    contents = [file.read_bytes() for file in chosen_files(options.paths)]
    readable = [data for data in contents if pages_of(data)]
    if not readable:
        print("no PDF files: name some, or put the development data beside the checkout")
        return 2
    totals: dict[str, float] = {}
    with LOCK:
        for data in readable:
            for name, work in stages(data).items():
                totals[name] = totals.get(name, 0.0) + least_seconds(work, options.rounds)
    bare = totals["bare pypdfium2 text"]
    print(f"{len(readable)} files, least of {options.rounds} rounds")
    for name, taken in totals.items():
        print(f"{name:30} {taken:7.3f} s {taken / bare:6.2f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
