"""Real resumes and real postings by occupation, told by their titles.

Titles decide, not the folders that the files lie in: the collections sort by a search word ("an
advocate" is a lawyer there, or a nurse). What no pattern or more than one fits is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

PATTERNS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "software": r"software|\bai (?:engineer|modeler)|full[ -]?stack|front[ -]?end|back[ -]?end"
        r"|\.net\b|programmer|devops|developer\b|data engineer|site reliability|database"
        r"|\b(?:java|python|php|go|react|web|mobile|ios|android) engineer"
        r"|\b(?:information technology|it) (?:manager|specialist|consultant|analyst)"
        r"|systems? (?:administrator|engineer|analyst)",
        "accounting": r"account(?:ant|ing)|auditor|bookkeep|payable|payroll|fiscal",
        "personnel": r"\bhr\b|human resources|personnel|recruit(?:er|ing|ment)|talent acquisition",
        "construction": r"carpent|construction|roofer|painter|cement|foreman"
        r"|building (?:repair|inspector|main)|pipefitter|superintendent of building",
        "engineering": r"(?:civil|mechanical|electrical|environmental|structural) engineer",
        "vehicles": r"automotive|(?:equipment|diesel|auto\w*) (?:mechanic|technician)|fleet",
        "aviation": r"airport|aircraft|avionics|aviation|flight",
        "health": r"nurse|medical assistant|patient|clinical|pharmac|physician",
        "relations": r"public relations|communications (?:manager|director|specialist)"
        r"|media relations|information (?:officer|representative)",
        "graphics": r"graphics?\b|photograph|illustrat|visual designer",
        "art": r"\bart (?:teacher|instructor|center|director|curator)|arts manager|curator|museum",
        "finance": r"financ|investment|portfolio manager|treasur",
        "sales": r"\bsales (?!engineer)(?<!pre sales )|account (?:executive|manager|development)"
        r"|business development",
        "recreation": r"fitness|personal trainer|aquatic|recreation|lifeguard",
        "service": r"customer (?:service|care)|call cent",
        "clerical": r"\bclerk|secretary|administrative assistant|office assistant",
        "policing": r"police|security officer|detention|investigator",
        "animals": r"animal|veterinar|zoo\b|farm|agricultur|gardener",
    }.items()
}
"""Patterns of titles by occupation."""


def occupation(title: str) -> str | None:
    """The one occupation that a title names, None for none or several."""
    found = [name for name, pattern in PATTERNS.items() if pattern.search(title)]
    return found[0] if len(found) == 1 else None


def posting_title(path: Path) -> str:
    """What a posting's file is named for, without numbers and dates."""
    name = path.stem.rsplit("__", 1)[-1]
    return " ".join(re.findall(r"[A-Za-z.]+", name.replace("_", " ").replace("-", " ")))


def postings_by_occupation(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The real postings of each occupation, in the order of their names."""
    wanted = ("la_city/*.txt", "remote/*.md", "uk_dfe/*.md", "html_jsonld/*.html")
    paths = [path for pattern in wanted for path in sorted(folder.glob(pattern))]
    return _grouped((path, posting_title(path)) for path in paths if path.stem != "SOURCE")


def resume_paths(folder: Path) -> tuple[Path, ...]:
    """The real resumes, in the order of their names."""
    wanted = ("livecareer_sample/*/*.pdf", "anonymised_docx/*.docx")
    return tuple(path for pattern in wanted for path in sorted(folder.glob(pattern)))


def resume_title(text: str) -> str:
    """The first lines of a resume, where its title stands."""
    lines = [line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2}", line)]
    return " ".join(lines[:1])[:120]


def _grouped(titled: Iterable[tuple[Path, str]]) -> dict[str, tuple[Path, ...]]:
    groups: defaultdict[str, list[Path]] = defaultdict(list)
    for path, title in titled:
        name = occupation(title)
        if name is not None:
            groups[name].append(path)
    return {name: tuple(paths) for name, paths in sorted(groups.items())}


def spread(values: Sequence[Path], most: int) -> tuple[Path, ...]:
    """At most so many of the values, evenly spread."""
    if len(values) <= most:
        return tuple(values)
    return tuple(values[number * len(values) // most] for number in range(most))
