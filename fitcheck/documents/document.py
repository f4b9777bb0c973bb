"""What every reader gives: one visible text, cut into blocks with spans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of character offsets into `Document.text`, 0 ≤ start ≤ end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not a range")

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def slice(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph, list item or table row: whole, unwrapped, without line feeds.

    `page` counts from 1 and is None where the format has no pages. `level` is 1-6 for a heading
    marked as such by the format or by size and weight (1 is the largest), else None. `emphasis`
    is True where the whole block is bold, small capitals or clearly larger than the body text
    (position titles often are). `depth` is the nesting of a list item, from 0.
    """

    span: Span
    kind: BlockKind
    page: int | None = None
    level: int | None = None
    emphasis: bool = False
    depth: int = 0


class WarningCode(StrEnum):
    """Recoverable troubles of reading and things that a person should know."""

    HIDDEN_TEXT = "hidden_text"
    WRONG_EXTENSION = "wrong_extension"
    SECOND_READER = "second_reader"
    TRUNCATED = "truncated"
    PARTLY_SCANNED = "partly_scanned"
    PARTLY_UNMAPPED = "partly_unmapped"
    DAMAGED = "damaged"
    RECOGNISED_TEXT = "recognised_text"
    MACHINE_INSTRUCTION = "machine_instruction"
    FIELD_CONFLICT = "field_conflict"
    OTHER_LANGUAGE = "other_language"
    LOOKS_LIKE_RESUME = "looks_like_resume"
    LOOKS_LIKE_POSTING = "looks_like_posting"
    PROTECTED_ATTRIBUTE = "protected_attribute"
    CLOSED_POSTING = "closed_posting"
    NO_REQUIREMENTS = "no_requirements"
    NO_POSITIONS = "no_positions"
    CONFLICTING_DATES = "conflicting_dates"
    STALE_CORRECTION = "stale_correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWarning:
    """One thing to tell the reader; `quote` is short and may be None."""

    code: WarningCode
    message: str
    quote: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFields:
    """Facts that a posting states itself as schema.org `JobPosting` (JSON-LD, microdata or JSON).

    They fill only what the text leaves open: publishers often get them wrong.
    `min_months` is the smallest experience asked, in months; `degree` one of high_school,
    associate, bachelor, master, doctorate; `employees` the number of people employed.
    """

    title: str | None = None
    employer: str | None = None
    employees: int | None = None
    locations: tuple[str, ...] = ()
    remote: bool | None = None
    posted_on: date | None = None
    valid_through: date | None = None
    min_months: int | None = None
    degree: str | None = None
    experience_in_place_of_education: bool | None = None
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as a person sees it.

    `text` is what is visible, in reading order: exactly the texts of `blocks`, joined by single
    line feeds. A wrapped paragraph is one block without line feeds; a wide horizontal gap inside
    a line and a border between table cells are one tab character. Bullet glyphs are not part of
    the text. `source` is the name that the caller gave ("-" for standard input); `pages` is None
    where the format has none.
    """

    source: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    fields: PostingFields | None = None
    warnings: tuple[DocumentWarning, ...] = ()

    def quote(self, span: Span) -> str:
        """The verbatim text under `span`."""
        return span.slice(self.text)
