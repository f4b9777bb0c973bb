"""Sections of a resume and the words of their headings (`fitcheck/data/sections.toml`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from fitcheck.errors import TableError
from fitcheck.settings import load_table


class Section(StrEnum):
    """Sections of a resume."""

    CONTACT = "contact"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    PROJECTS = "projects"
    VOLUNTEERING = "volunteering"
    EDUCATION = "education"
    SKILLS = "skills"
    CERTIFICATIONS = "certifications"
    LANGUAGES = "languages"
    PUBLICATIONS = "publications"
    AWARDS = "awards"
    INTERESTS = "interests"
    REFERENCES = "references"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headings:
    whole: dict[str, Section]
    endings: tuple[tuple[str, Section], ...]
    sublabels: frozenset[str]
    core: frozenset[str]


_KEYS = frozenset({"id", "section", "source", "headings", "endings", "accept", "reject"})
_ORNAMENT = re.compile(r"\A[^\w]{0,12}|[\s:：.\-–—_|•*#=~►▪·]{0,12}\Z")


@cache
def _headings() -> _Headings:
    table = load_table("sections")
    if set(table) != {"section", "sublabels"}:
        raise TableError("sections.toml must hold [[section]] and [sublabels]")
    whole: dict[str, Section] = {}
    endings: list[tuple[str, Section]] = []
    core = frozenset(
        _squash(entry["headings"][0]) for entry in table["section"] if entry["headings"]
    )
    for entry in table["section"]:
        section = _checked(entry)
        for name in entry["headings"]:
            whole.setdefault(_squash(name), section)
        endings += [(name, section) for name in entry["endings"]]
    labels = frozenset(_squash(name) for name in table["sublabels"]["names"])
    return _Headings(whole=whole, endings=tuple(endings), sublabels=labels, core=core)


def _checked(entry: dict[str, Any]) -> Section:
    label = f"sections.toml, entry {entry.get('id', '?')}"
    if set(entry) != _KEYS or not entry["headings"] or not entry["accept"]:
        raise TableError(f"{label}: wrong or empty keys")
    try:
        return Section(entry["section"])
    except ValueError as problem:
        raise TableError(f"{label}: there is no section {entry['section']}") from problem


def heading_section(text: str, *, marked: bool = False) -> Section | None:
    """The section that `text` names as a heading, or None where it is none.

    `marked` says that the format shows it as a heading: then any qualifier before the last word
    counts ("Nursing experience"); else it has to be written like one.
    """
    bare = _ORNAMENT.sub("", text)
    words = bare.split()
    if len(words) > 4 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # "E X P E R I E N C E"
    if not words or len(bare) > 60 or len(words) > 7 or not (bare[0].isupper() or marked):
        return None
    exact = exact_section(bare)
    if text.rstrip().endswith("."):
        return exact if exact is Section.REFERENCES else None  # "References available on request."
    if exact is not None or any(c.isdigit() for c in bare) or "," in bare:
        return exact
    lowered = " ".join(words).lower()
    if marked or _is_title_case(words):
        for ending, section in _headings().endings:
            if lowered.endswith(" " + ending):
                return section
    return None


def exact_section(text: str) -> Section | None:
    """The section of a whole heading in the table, whatever its case and spacing, or None."""
    whole = _headings().whole
    squashed = _squash(text)
    if squashed in whole:
        return whole[squashed]
    # Two headings of columns that were merged: "SKILLS ACCOMPLISHMENTS".
    words = text.split()
    for cut in range(1, min(len(words), 5)):
        first, second = _squash(" ".join(words[:cut])), _squash(" ".join(words[cut:]))
        if text.isupper() and first in whole and second in whole:
            # "OTHER WORK EXPERIENCE" is one heading
            return whole[second] if whole[first] is Section.OTHER else whole[first]
    return None


def is_sublabel(text: str) -> bool:
    """Whether the words also label a part of a job ("Responsibilities", "Technologies")."""
    return _squash(text) in _headings().sublabels


def is_core(text: str) -> bool:
    """Whether the words are the plainest heading of a section ("Experience")."""
    return _squash(text) in _headings().core


@lru_cache(maxsize=4096)
def _squash_cached(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", "and")
    return "".join(c for c in folded if c.isalnum())


def _squash(text: str) -> str:
    return _squash_cached(text) if len(text) <= 80 else text


def _is_title_case(words: list[str]) -> bool:
    small = {"and", "of", "the", "in", "for", "&", "or", "to", "with"}
    return len(words) <= 6 and all(w[:1].isupper() or w.lower() in small for w in words)
