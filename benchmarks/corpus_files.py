"""Renders the corpus' resumes to PDF, DOCX, HTML and text; writes a split as a folder of pairs.

usage: python -m benchmarks corpus_files FOLDER [--split dev]

FOLDER gets one folder a posting (posting.md, posting.numbered.txt, each resume as a file and as
numbered lines) and the labels: the form that the evaluation script of the development pairs reads.
The same sources give the same bytes for one version of the rendering libraries.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

from benchmarks.corpus import FOLDER, CorpusPosting, CorpusResume, Split, load_corpus
from examples.make_examples import LAYOUTS
from examples.papers.source import Part, Source

SUFFIXES: Mapping[str, str] = {
    "one_column": ".pdf",
    "sidebar": ".pdf",
    "rows": ".pdf",
    "styled": ".docx",
    "table": ".docx",
    "page": ".html",
    "wrapped": ".txt",
    "plain": ".txt",
    "markdown": ".md",
}
"""The layouts that a resume of the corpus may have, with the ending of their files."""

_FONTS = ("Helvetica", "Times-Roman")
_BULLETS = ("•", "-", "–", "·")
_SCALES = (1.0, 0.95, 0.9, 1.05)
_LANGUAGES = {"en": "en", "de": "de", "fr": "fr", "es": "es"}
_SIDE = re.compile(
    r"skill|educat|qualif|languag|certif|training|licen|contact|interest|hobb|referen|tools"
    r"|kenntnis|ausbildung|sprach|weiterbildung|f(?:ü|ue)hrerschein|zertifi|interessen"
    r"|compétenc|formation|langue|diplôm|permis|loisir|informatique|centres"
    r"|idioma|habilidad|competenc|educaci|formaci|certificac|carn[eé]|aficion|informática",
    re.IGNORECASE,
)
"""Headings whose sections templates put into a side bar."""


def render(resume: CorpusResume, *, language: str = "en") -> tuple[str, bytes]:
    """The ending and the bytes of the resume's file."""
    layout = _layout(resume)
    source = Source(
        name=resume.id,
        file=resume.id + SUFFIXES[layout],
        layout=layout,
        options=_options(resume, language),
        body=resume.source,
        pieces=resume.pieces,
    )
    return SUFFIXES[layout], LAYOUTS[layout](source)


def _layout(resume: CorpusResume) -> str:
    """The layout asked for; two columns need something to put into the narrow one."""
    side = _side_headings(resume)
    sections = sum(piece.part is Part.HEADING for piece in resume.pieces)
    if resume.layout in ("sidebar", "rows", "table") and not 0 < len(side) < sections:
        return "styled" if resume.layout == "table" else "one_column"
    return resume.layout


def _side_headings(resume: CorpusResume) -> list[str]:
    return [p.text for p in resume.pieces if p.part is Part.HEADING and _SIDE.search(p.text)]


def _options(resume: CorpusResume, language: str) -> dict[str, object]:
    """Font, bullet and size vary with the resume's id, the same at every run."""
    draw = crc32(resume.id.encode())
    return {
        "font": _FONTS[draw % 2],
        "bullet": _BULLETS[draw // 2 % 4],
        "scale": _SCALES[draw // 8 % 4],
        "width": (72, 78, 84, 96)[draw // 32 % 4],
        "page_header": False,
        "sidebar": _side_headings(resume),
        "lang": _LANGUAGES.get(language, "en"),
    }


def write_pairs(postings: Sequence[CorpusPosting], folder: Path) -> None:
    """Write postings, resumes and their labels; `folder` is made where it is missing."""
    for posting in postings:
        place = folder / posting.id
        place.mkdir(parents=True, exist_ok=True)
        (place / "posting.md").write_text(posting.text, encoding="utf-8")
        write_numbered(place / "posting.numbered.txt", posting.lines)
        for resume in posting.resumes:
            suffix, data = render(resume, language=posting.language)
            (place / (resume.id + suffix)).write_bytes(data)
            write_numbered(place / f"{resume.id}.numbered.txt", resume.lines)
        for labels in sorted((FOLDER / "labels").glob(f"*/{posting.id}.json")):
            target = folder / "labels" / labels.parent.name / labels.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(labels, target)


def write_numbered(path: Path, lines: Mapping[str, str]) -> None:
    """Write each line behind its number."""
    text = "".join(f"{number} {line}\n" for number, line in lines.items())
    path.write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where to write")
    parser.add_argument("--split", type=Split, default=None, help="train, dev or test (all)")
    options = parser.parse_args(arguments)
    postings = load_corpus(split=options.split)
    write_pairs(postings, options.folder)
    print(f"{len(postings)} postings, {sum(len(p.resumes) for p in postings)} resumes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
