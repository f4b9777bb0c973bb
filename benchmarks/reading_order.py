"""Positions and skills read from resumes whose truth was written by hand.

    python -m benchmarks.reading_order [--json] [--show] [FOLDER]

FOLDER holds PDFs with a `NAME.truth.json` beside them (default: the OfflineCV fixtures under
../shared). A position is right where title, employer and both dates are exactly those of the
truth (case, dashes and blanks aside); dates written as "20XX" state nothing and are right where
nothing was read. A skill is read where it stands, whole, in a line of a skills section, and known
where a concept of the vocabulary names it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fitcheck.documents.reader import read_document
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Position, Resume
from fitcheck.profiles.resume import parse_resume

AS_OF = date(2026, 11, 22)
FIXTURES = (
    Path(__file__).resolve().parents[1]
    / "../shared/data/resumes/offlinecv_fixtures/tests/fixtures/pdfs"
)
TARGETS = {"positions_exact": 0.88, "dates_exact": 0.93, "skills_read": 0.95}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading_order",
        description=__doc__.splitlines()[0] if __doc__ else None,
    )
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    args = parser.parse_args(arguments)
    truths = sorted(args.folder.rglob("*.truth.json"))
    if not truths:
        print(f"there is no *.truth.json under {args.folder}", file=sys.stderr)
        return 2
    figures = measure(truths, show=args.show)
    if args.json:
        print(json.dumps(figures, indent=1, sort_keys=True))
    else:
        for name, value in figures.items():
            target = f"   target {TARGETS[name]:.2f}" if name in TARGETS else ""
            print(
                f"{name:22s} {value:.3f}{target}"
                if isinstance(value, float)
                else f"{name:22s} {value}"
            )
    return 0


def measure(truths: Iterable[Path], *, show: bool = False) -> dict[str, float | int]:
    """The figures over the PDFs of these truths."""
    vocabulary = Vocabulary.load()
    counts: Counter[str] = Counter()
    for path in truths:
        truth = json.loads(path.read_text(encoding="utf-8"))
        document = read_document(path.with_name(path.name.removesuffix(".truth.json") + ".pdf"))
        resume = parse_resume(document, as_of=AS_OF, vocabulary=vocabulary)
        counts["files"] += 1
        _count_positions(counts, truth.get("experience", []), resume, path.name if show else None)
        _count_skills(counts, truth.get("skills", []), resume, path.name if show else None)
    return {
        "files": counts["files"],
        "positions": counts["positions"],
        "positions_said": counts["said"],
        "positions_exact": counts["exact"] / max(1, counts["positions"]),
        "titles_exact": counts["titles"] / max(1, counts["positions"]),
        "employers_exact": counts["employers"] / max(1, counts["positions"]),
        "dates_exact": counts["dates"] / max(1, counts["positions"]),
        "positions_precision": counts["exact"] / max(1, counts["said"]),
        "skills": counts["skills"],
        "skills_read": counts["skills_read"] / max(1, counts["skills"]),
        "skills_known": counts["skills_known"] / max(1, counts["skills"]),
    }


def _count_positions(
    counts: Counter[str], truth: list[dict[str, Any]], resume: Resume, name: str | None
) -> None:
    counts["positions"] += len(truth)
    counts["said"] += len(resume.positions)
    free = list(resume.positions)
    for wanted in truth:
        best = max(free, key=lambda p: sum(_agrees(p, wanted)), default=None)
        if best is None:
            continue
        title, employer, dates = _agrees(best, wanted)
        counts["titles"] += title
        counts["employers"] += employer
        counts["dates"] += dates
        counts["exact"] += title and employer and dates
        if title or dates:
            free.remove(best)
        if name and not (title and employer and dates):
            print(f"{name}: {wanted} was read as {best.title!r}, {best.employer!r}, {_said(best)}")


def _agrees(position: Position, truth: dict[str, Any]) -> tuple[bool, bool, bool]:
    return (
        _plain(position.title) == _plain(truth.get("title")),
        _plain(position.employer) == _plain(truth.get("company")),
        _said(position) == _stated(truth.get("dates")),
    )


def _plain(text: str | None) -> str:
    dashes = re.sub(r"\s*[\u2010-\u2015-]\s*", "-", (text or "").lower())
    return " ".join(dashes.split()).rstrip(".,")


def _said(position: Position) -> tuple[str, str] | None:
    if position.dates is None:
        return None
    end = "present" if position.dates.current else str(position.dates.end)
    return str(position.dates.start), end


def _stated(dates: str | None) -> tuple[str, str] | None:
    """The two ends of a truth's dates; written apart from the package, which is what is tested."""
    ends = [_end(part) for part in re.split(r"\s*[\u2010-\u2015-]\s*", dates or "") if part.strip()]
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


def _count_skills(
    counts: Counter[str], skills: list[str], resume: Resume, name: str | None
) -> None:
    document = resume.document
    listed = "\n".join(
        document.quote(item.span) for item in resume.items if item.section is Section.SKILLS
    ).lower()
    known = {mention.concept.lower() for mention in resume.mentions}
    known |= {document.quote(mention.span).lower() for mention in resume.mentions}
    for skill in skills:
        found = re.search(rf"(?<!\w){re.escape(skill.lower())}(?![\w+#])", listed) is not None
        counts["skills"] += 1
        counts["skills_read"] += found
        counts["skills_known"] += skill.lower() in known
        if name and not found:
            print(f"{name}: the skill {skill!r} was not read")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
