"""What a person says was understood wrongly, and what became of it.

A correction names its line by the words (`Anchor`); None for a value means that it stands as it
was understood, and an empty text that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fitcheck.language.dates import PartialDate
from fitcheck.language.degrees import Degree
from fitcheck.language.lines import Zone
from fitcheck.profiles.anchors import Anchor
from fitcheck.profiles.profile import Applied as Applied  # noqa: PLC0414  part of this contract
from fitcheck.profiles.profile import Kind, Necessity
from fitcheck.profiles.profile import Subject as Subject  # noqa: PLC0414


class Present(StrEnum):
    """The end of what goes on."""

    PRESENT = "present"


class NoDay(StrEnum):
    """A day that was read and is none."""

    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionCorrection:
    """A position, named by its header, with its true title, employer or dates."""

    anchor: Anchor
    title: str | None = None
    employer: str | None = None
    start: PartialDate | None = None
    end: PartialDate | Present | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationCorrection:
    """An entry of education with its true level, field or completion."""

    anchor: Anchor
    level: Degree | None = None
    field: str | None = None
    completed: bool | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingCorrection:
    """What the posting says about itself."""

    title: str | None = None
    employer: str | None = None
    deadline: date | NoDay | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCorrection:
    """A line of the posting: what it is for (`zone`), and how much what it asks is needed.

    `kind` and `concepts` narrow the necessity to some of the requirements of the line.
    """

    anchor: Anchor
    zone: Zone | None = None
    necessity: Necessity | None = None
    kind: Kind | None = None
    concepts: tuple[str, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCorrections:
    """All that is corrected of a resume, in the order of the files."""

    positions: tuple[PositionCorrection, ...] = ()
    education: tuple[EducationCorrection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingCorrections:
    """All that is corrected of a posting, in the order of the files."""

    facts: tuple[PostingCorrection, ...] = ()
    lines: tuple[LineCorrection, ...] = ()


def as_text(value: object) -> str | None:
    """A value as reports show it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
