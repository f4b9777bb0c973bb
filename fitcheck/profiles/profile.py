"""What a resume states and what a posting asks: the values that matching reads.

Contact data (name, address, photo, age) has no place here; the exceptions are the country and
region that the resume states, which may answer a location condition, and a licence or right to
work stated there, which may answer that condition, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from fitcheck.documents.document import Document, DocumentWarning, Span
from fitcheck.language.dates import DateRange, PartialDate
from fitcheck.language.degrees import Degree as Degree  # noqa: PLC0414  part of this contract
from fitcheck.language.lines import Zone
from fitcheck.language.sections import Section


class Kind(StrEnum):
    """What a requirement is about (`wire_schema`)."""

    is_condition: bool
    """True for the yes-or-no kinds that gate an application and stand outside the score."""

    def __new__(cls, value: str, is_condition: bool = False) -> Self:
        """A kind with what is asked of it too often to be looked up."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.is_condition = is_condition
        return kind

    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    CERTIFICATION = "certification"
    LANGUAGE = "language"
    TRAIT = "trait"
    DUTY = "duty"
    AUTHORIZATION = "authorization", True
    CLEARANCE = "clearance", True
    LOCATION = "location", True
    SCHEDULE = "schedule", True
    LICENSE = "license", True


class Necessity(StrEnum):
    """Must have, or would ideally have."""

    REQUIRED = "required"
    PREFERRED = "preferred"


class Logic(StrEnum):
    """Whether all concepts of a requirement have to be shown, or any one is enough."""

    ALL = "all"
    ANY = "any"


class Subject(StrEnum):
    """What a person's correction speaks of."""

    POSITION = "position"
    EDUCATION = "education"
    POSTING = "posting"
    LINE = "line"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """One correction that was made: the value that was read beside the person's, both as texts.

    `span` is the line it speaks of (None for a fact of the whole posting), in the resume for
    positions and education, else in the posting; `requirement` its id for necessity and level.
    """

    subject: Subject
    field: str
    span: Span | None
    computed: str | None
    corrected: str | None
    reason: str | None = None
    requirement: str | None = None

    @property
    def changes(self) -> bool:
        """False where the person says what was understood anyway."""
        return self.computed != self.corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that a posting asks.

    `span` is the smallest whole sentence or list item that asks. `concepts` are canonical names
    from the vocabulary, in the order of the text; `terms` are the stemmed content words of the
    asking line that are no boilerplate (for duties and whatever the vocabulary does not know).
    `min_months` is the least experience asked, in months, and `months_of` names what it is asked
    of (canonical concepts; empty means experience in total). `degree_fields` are the fields of
    study named, lower case. `any_of` names a group of alternatives of different kinds: the best
    member counts. `inferred` is True where the text does not ask in so many words (a structured
    field only): an inferred requirement never makes a hard stop.
    """

    id: str
    kind: Kind
    necessity: Necessity
    zone: Zone
    span: Span
    concepts: tuple[str, ...] = ()
    logic: Logic = Logic.ALL
    terms: tuple[str, ...] = ()
    any_of: str | None = None
    min_months: int | None = None
    months_of: tuple[str, ...] = ()
    degree: Degree | None = None
    degree_fields: tuple[str, ...] = ()
    or_equivalent: bool = False
    detail: str | None = None
    inferred: bool = False


class ContactPolicy(StrEnum):
    """What the posting says about being contacted."""

    NO_CALLS = "no_calls"
    NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A posting, understood. `title`, `employer`, … are None where the text does not say.

    `applied` are the person's corrections that its values rest on.
    """

    document: Document
    title: str | None
    employer: str | None
    employer_size: int | None
    locations: tuple[str, ...]
    remote: bool | None
    deadline: date | None
    contact_policy: ContactPolicy | None
    requirements: tuple[Requirement, ...]
    warnings: tuple[DocumentWarning, ...] = ()
    applied: tuple[Applied, ...] = ()


class PositionKind(StrEnum):
    """What kind of work a position was."""

    JOB = "job"
    INTERNSHIP = "internship"
    VOLUNTEER = "volunteer"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One position held. `span` covers its header lines, `body` header and items.

    `dates` is None where the resume gives none; `months` is then None (unknown, not zero).
    """

    title: str | None
    employer: str | None
    location: str | None
    dates: DateRange | None
    months: int | None
    kind: PositionKind
    span: Span
    body: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Education:
    """One entry of education; `completed` is None where the resume does not say."""

    level: Degree | None
    field: str | None
    institution: str | None
    completed: bool | None
    date: PartialDate | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """One certificate or licence; `concept` is its canonical name where the vocabulary has it."""

    name: str
    concept: str | None
    date: PartialDate | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSkill:
    """One language; `level` as CEFR (A1-C2) or "native", None where not said."""

    name: str
    level: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a resume with the place it stands in.

    `position` is an index into `Resume.positions`. `placed` is True where the line is part of a
    dated or clearly placed job, project, education or certificate item, so that what it says is
    demonstrated and not just listed. `terms` are its stemmed content words, without those
    that the line takes back ("no experience with …"). `hedge` is the strongest credit the wording
    allows, in {0.0, 0.25, 1.0}: aspiration ("eager to learn") and negation are 0, "familiar with"
    is 0.25.
    """

    span: Span
    section: Section
    position: int | None
    placed: bool
    page: int | None
    terms: tuple[str, ...]
    hedge: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptMention:
    """A concept named in the resume: canonical name, where, and in which item (an index)."""

    concept: str
    span: Span
    item: int
    hedge: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Country (ISO 3166-1 alpha-2) and region that the resume states; either may be None.

    `span` is the line that states it, so that an answer about a location can be quoted.
    """

    country: str | None = None
    region: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """A resume, understood. `experience_months` counts overlapping jobs once.

    `declared` are the parts of contact lines that state a licence, a right to work or when one is
    free to work: they may answer a condition and nothing else. `applied` are the person's
    corrections that its values rest on.
    """

    document: Document
    positions: tuple[Position, ...]
    education: tuple[Education, ...]
    certifications: tuple[Certification, ...]
    languages: tuple[LanguageSkill, ...]
    items: tuple[Item, ...]
    mentions: tuple[ConceptMention, ...]
    experience_months: int
    residence: Residence | None = None
    declared: tuple[Span, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()
    applied: tuple[Applied, ...] = ()
