"""Positions, skills and the order of columns, read from resumes whose truth was written by hand.

    python -m benchmarks.reading_order [--json] [--show [fixtures|open|blind ...]]

Reads resumes under ../shared: the OfflineCV fixtures with their own `*.truth.json`, and files whose
truths are ours, committed as digests only (`reading_truths`). Of these, 29 published templates are
in two halves by publisher: rules were fixed with the open half in sight; of the blind half no
output was looked at before its first figures were written down (docs/accuracy.md), and its errors
were fixed then; so were those of 16 fresh OfflineCV layouts, after both.

A position is right where title, employer and both dates are exactly those of the truth (case,
dashes and blanks aside); dates written as "20XX" state nothing and are right where nothing was
read. Entries of work, research and volunteer experience are positions, projects and clubs are not
(what is read as volunteering beyond the truth counts neither way). A skill is read where it
stands, whole, in a line of a skills section. A file is interleaved where words of two columns of a
page alternate, out of order where a column's own markers do. The plain engines give bare text: of
them only the order and the skills that stand in the text can be told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.plain_engines import engines
from benchmarks.reading_truths import (
    Phrase,
    TruePosition,
    Truth,
    Words,
    digest,
    load_truths,
    plain,
)
from fitcheck.documents.reader import read_document
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Position, PositionKind, Resume
from fitcheck.profiles.resume import parse_resume

AS_OF = date(2026, 11, 22)
RESUMES = Path(__file__).resolve().parents[1].parent / "shared/data/resumes"
FIXTURES = RESUMES / "offlinecv_fixtures/tests/fixtures/pdfs"
TEMPLATES = RESUMES / "published_templates"
GROUPS = ("fixtures", "open", "blind", "fresh")
TARGETS = {"positions_exact": 0.88, "dates_exact": 0.93, "skills_read": 0.95}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
Show = Callable[[str], None]


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading_order",
        description=__doc__.splitlines()[0] if __doc__ else None,
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--show", nargs="*", choices=GROUPS, help="print what is wrong in these")
    args = parser.parse_args(arguments)
    truths = all_truths()
    if not truths:
        print(f"there are no resumes under {RESUMES}", file=sys.stderr)
        return 2
    shown = GROUPS if args.show == [] else args.show or ()
    figures = measure(truths, shown=shown)
    plain_figures = measure_engines(truths)
    if args.json:
        print(json.dumps({"fitcheck": figures, "plain": plain_figures}, indent=1))
    else:
        _print_figures(figures)
        _print_figures(plain_figures)
    return 0


def _print_figures(table: dict[str, dict[str, float | int]]) -> None:
    """One column of `table` (what → figure → value) beside the other."""
    print(f"{'':22s}" + "".join(f"{name:>14s}" for name in table))
    for figure in next(iter(table.values())):
        cells = [values[figure] for values in table.values()]
        shown = "".join(f"{c:14.3f}" if isinstance(c, float) else f"{c:14d}" for c in cells)
        target = f"   target {TARGETS[figure]:.2f}" if figure in TARGETS else ""
        print(f"{figure:22s}{shown}{target}")
    print()


def all_truths() -> list[Truth]:
    """The truths whose files are here, unchanged."""
    found = [_fixture(path) for path in sorted(FIXTURES.rglob("*.truth.json"))]
    for truth in load_truths(TEMPLATES):
        if not truth.file.is_file():
            continue
        if hashlib.sha256(truth.file.read_bytes()).hexdigest() != truth.sha256:
            raise ValueError(f"{truth.file} is not the file whose truth was written")
        found.append(truth)
    return found


def _fixture(path: Path) -> Truth:
    truth = json.loads(path.read_text(encoding="utf-8"))
    positions = [
        TruePosition.of([wanted.get("title")], [wanted.get("company")], [_stated(wanted)])
        for wanted in truth.get("experience", [])
    ]
    return Truth(
        file=path.with_name(path.name.removesuffix(".truth.json") + ".pdf"),
        sha256=None,
        group="fixtures",
        positions=tuple(positions),
        skills=tuple(Phrase.of(skill) for skill in truth.get("skills", [])),
        columns=(),
    )


def measure(
    truths: Iterable[Truth], *, shown: Sequence[str] = ()
) -> dict[str, dict[str, float | int]]:
    """The figures of each group and of all files."""
    vocabulary = Vocabulary.load()
    counts: dict[str, Counter[str]] = {group: Counter() for group in (*GROUPS, "all")}
    for truth in truths:
        document = read_document(truth.file)
        resume = parse_resume(document, as_of=AS_OF, vocabulary=vocabulary)
        show = _printer(truth) if truth.group in shown else _silent
        count: Counter[str] = Counter(files=1)
        _count_positions(count, truth, resume, show)
        _count_skills(count, truth, resume, show)
        _count_order(count, truth, document.text, show)
        for group in (truth.group, "all"):
            counts[group].update(count)
    return {group: _figures(count) for group, count in counts.items()}


def _printer(truth: Truth) -> Show:
    name = truth.file.resolve().relative_to(RESUMES.resolve())
    return lambda line: print(f"{name}: {line}")


def _silent(line: str) -> None:
    """Print nothing of `line`."""


def _figures(counts: Counter[str]) -> dict[str, float | int]:
    positions, skills = max(1, counts["positions"]), max(1, counts["skills"])
    return {
        "files": counts["files"],
        "positions": counts["positions"],
        "positions_said": counts["said"],
        "positions_exact": counts["exact"] / positions,
        "titles_exact": counts["titles"] / positions,
        "employers_exact": counts["employers"] / positions,
        "dates_exact": counts["dates"] / positions,
        "positions_precision": counts["exact"] / max(1, counts["said"]),
        "skills": counts["skills"],
        "skills_read": counts["skills_read"] / skills,
        **_order_figures(counts),
    }


def _order_figures(counts: Counter[str]) -> dict[str, float | int]:
    return {
        "skills_in_text": counts["skills_in_text"] / max(1, counts["skills"]),
        "markers": counts["markers"],
        "markers_found": counts["markers_found"] / max(1, counts["markers"]),
        "files_out_of_order": counts["disordered"],
        "files_interleaved": counts["interleaved"],
    }


def measure_engines(truths: Sequence[Truth]) -> dict[str, dict[str, float | int]]:
    """Order and skills in the bare text of every engine here, over the PDFs; fitcheck's first."""
    files = [truth for truth in truths if truth.file.suffix == ".pdf"]
    readers = {"fitcheck": lambda data: read_document(data).text, **engines()}
    figures = {}
    for name, read in readers.items():
        counts: Counter[str] = Counter(files=len(files))
        for truth in files:
            _count_order(counts, truth, read(truth.file.read_bytes()), _silent)
            counts["skills"] += len(truth.skills)
        figures[name] = {"pdfs": counts["files"], **_order_figures(counts)}
    return figures


def _count_positions(counts: Counter[str], truth: Truth, resume: Resume, show: Show) -> None:
    counts["positions"] += len(truth.positions)
    free = list(resume.positions)
    for number, wanted in enumerate(truth.positions, start=1):
        best = max(free, key=lambda p: sum(_agrees(p, wanted)), default=None)
        if best is None:
            show(f"position {number} was not read")
            continue
        title, employer, dates = _agrees(best, wanted)
        counts["titles"] += title
        counts["employers"] += employer
        counts["dates"] += dates
        counts["exact"] += title and employer and dates
        if title or dates:
            free.remove(best)
        if not (title and employer and dates):
            wrong = [
                name
                for name, right in (("title", title), ("employer", employer), ("dates", dates))
                if not right
            ]
            said = f"{best.title!r}, {best.employer!r}, {_said(best)}"
            show(f"position {number} was read as {said} (wrong: {', '.join(wrong)})")
    # The truths leave out clubs, of which one may hold that they are positions too.
    extras = [position for position in free if position.kind is not PositionKind.VOLUNTEER]
    counts["said"] += len(resume.positions) - len(free) + len(extras)
    for extra in extras:
        show(f"not in the truth: {extra.title!r}, {extra.employer!r}, {_said(extra)}")


def _agrees(position: Position, truth: TruePosition) -> tuple[bool, bool, bool]:
    return (
        digest(plain(position.title)) in truth.titles,
        digest(plain(position.employer)) in truth.employers,
        digest("/".join(_said(position) or ())) in truth.dates,
    )


def _said(position: Position) -> tuple[str, str] | None:
    if position.dates is None:
        return None
    end = "present" if position.dates.current else str(position.dates.end)
    return str(position.dates.start), end


def _stated(wanted: dict[str, Any]) -> tuple[str, str] | None:
    """The two ends of a truth's dates; written apart from the package, which is what is tested."""
    dates = wanted.get("dates") or ""
    ends = [_end(part) for part in re.split(r"\s*[\u2010-\u2015-]\s*", dates) if part.strip()]
    if not ends or None in ends:
        return None
    return str(ends[0]), str(ends[-1])


def _end(text: str) -> str | None:
    if re.match(r"(?:present|current|now)", text.strip(), re.IGNORECASE):
        return "present"
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    if year is None:
        return None
    named = re.search(r"[a-z]{3}", text.lower())
    if named and named.group() in _MONTHS:
        return f"{year.group()}-{_MONTHS.index(named.group()) + 1:02d}"
    number = re.match(r"\s*(\d{1,2})/", text)
    return f"{year.group()}-{int(number[1]):02d}" if number else year.group()


def _count_skills(counts: Counter[str], truth: Truth, resume: Resume, show: Show) -> None:
    document = resume.document
    lines = [
        Words(document.quote(item.span)) for item in resume.items if item.section is Section.SKILLS
    ]
    for number, skill in enumerate(truth.skills, start=1):
        found = any(line.place(skill) is not None for line in lines)
        counts["skills"] += 1
        counts["skills_read"] += found
        if not found:
            show(f"skill {number} was not read")


def _count_order(counts: Counter[str], truth: Truth, text: str, show: Show) -> None:
    words = Words(text)
    counts["skills_in_text"] += sum(words.place(skill) is not None for skill in truth.skills)
    ranges: list[tuple[int, int]] = []
    disordered = False
    for number, column in enumerate(truth.columns, start=1):
        places = [words.place(marker) for marker in column]
        for at, place in enumerate(places, start=1):
            if place is None:
                show(f"marker {at} of column {number} was not found")
        found = [place for place in places if place is not None]
        counts["markers"] += len(column)
        counts["markers_found"] += len(found)
        if found != sorted(found):
            disordered = True
            show(f"column {number} is out of order: {places}")
        if found:
            ranges.append((min(found), max(found)))
    ranges.sort()
    interleaved = any(later[0] <= before[1] for before, later in pairwise(ranges))
    if interleaved:
        show(f"columns are interleaved: {ranges}")
    counts["disordered"] += disordered
    counts["interleaved"] += interleaved


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
