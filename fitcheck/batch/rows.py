"""One row of a report: a judged pair with its evidence, or a file or pair that failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, overload

from fitcheck.advice.verdict import Decision
from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import Json
from fitcheck.batch.packed import unpack_text
from fitcheck.batch.pairs import Columns, Pair
from fitcheck.batch.records import text_bytes
from fitcheck.documents.document import Span
from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.matching.match import Band, Level
from fitcheck.profiles.profile import Kind, Necessity

_LEVELS: Final = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMatch:
    """One requirement: the posting's words, the level, and the resume's lines, best first.

    `weight` is its share of all that was judged, `credit` what its level earns, both in [0, 1].
    `concepts` are the concepts asked, in words; empty where the vocabulary knows none.
    """

    requirement: str
    kind: Kind
    necessity: Necessity
    quote: str
    concepts: str
    level: Level
    reason: str
    weight: float
    credit: float
    evidence: tuple[str, ...]

    @property
    def lost(self) -> float:
        """What showing it in full would add to the score, in [0, 1]."""
        return self.weight * (1.0 - self.credit)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One row. A file that failed has a row with its own path only and `error`.

    `score`, `required`, `duties`, `coverage` lie in [0, 1] or are None as in a report.
    `corrections` counts the person's corrections that the row rests on: those that differ from
    what was read or judged. `warnings` are codes of both documents and of their corrections.
    """

    resume: str | None
    posting: str | None
    title: str | None = None
    employer: str | None = None
    score: float | None = None
    band: Band | None = None
    decision: Decision | None = None
    required: float | None = None
    duties: float | None = None
    coverage: float | None = None
    rule: str = ""
    reason: str = ""
    hard_stops: tuple[str, ...] = ()
    matches: Sequence[RowMatch] = ()
    corrections: int = 0
    warnings: tuple[str, ...] = ()
    error: ErrorCode | None = None
    message: str = ""

    @property
    def levels(self) -> Mapping[Level, int]:
        """How many requirements have which level."""
        if isinstance(self.matches, PairMatches):
            return {level: self.matches.columns.count(level) for level in _LEVELS}
        found = Counter(match.level for match in self.matches)
        return {level: found[level] for level in _LEVELS}

    def missing(self, most: int) -> tuple[RowMatch, ...]:
        """What would add most to the score if it were shown, at most so many, each line once."""
        return tuple([self.matches[number] for number in self._missing(most).values()])

    def missing_lines(self, most: int) -> tuple[str, ...]:
        """The posting's words for the same."""
        return tuple(self._missing(most))

    def _missing(self, most: int) -> dict[str, int]:
        """Lines with the number of the match that each stands for."""
        matches = self.matches
        if isinstance(matches, PairMatches):
            lost, lines = matches.columns.lost(), matches.lines
        else:
            lost, lines = [one.lost for one in matches], [one.quote for one in matches]
        first: dict[str, int] = {}
        for number in sorted(range(len(lost)), key=lost.__getitem__, reverse=True):
            if lost[number] <= 0.0 or len(first) == most:
                break
            first.setdefault(lines[number], number)
        return first


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One requirement of a posting: its words' place, and its concepts in words (may be empty)."""

    id: str
    kind: Kind
    necessity: Necessity
    span: Span
    concepts: str


def _asks_of(record: Json) -> tuple[Ask, ...]:
    """The requirements of a posting's record. Raises CodecError."""
    try:
        return tuple(
            Ask(
                id=str(name),
                kind=Kind(kind),
                necessity=Necessity(necessity),
                span=Span(start=start, end=end),
                concepts=str(concepts),
            )
            for name, kind, necessity, start, end, concepts in record["asks"]
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise CodecError("no requirements in this record") from problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDocument:
    """What a report tells of a document: its path, words to quote, title, what it asks.

    `corrections` counts the person's that differ from what was read.
    `asked` are the words of what it asks; `quoted` remembers what was quoted, since the lines that
    are evidence in one pair are so in many.
    """

    path: str
    text: str
    corrections: int
    warnings: tuple[str, ...]
    title: str | None
    employer: str | None
    asks: tuple[Ask, ...]
    asked: tuple[str, ...]
    quoted: dict[tuple[int, int], str]

    def quote(self, ends: tuple[int, int]) -> str:
        """The words between two places, on one line."""
        words = self.quoted.get(ends)
        if words is None:
            words = self.quoted[ends] = _on_one_line(self.text[ends[0] : ends[1]])
        return words


class PairMatches(Sequence[RowMatch]):
    """The matches of a pair, each made when it is wanted: a table wants few of them."""

    __slots__ = ("_posting", "_resume", "columns")

    def __init__(
        self, resume: ReportedDocument, posting: ReportedDocument, columns: Columns
    ) -> None:
        """Raises CodecError where the pair is not about this posting."""
        if len(columns) != len(posting.asks):
            raise CodecError("a pair of another posting")
        self._resume, self._posting, self.columns = resume, posting, columns

    @property
    def lines(self) -> Sequence[str]:
        """The posting's words for each requirement."""
        return self._posting.asked

    def __len__(self) -> int:
        return len(self.columns)

    @overload
    def __getitem__(self, at: int) -> RowMatch: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[RowMatch, ...]: ...

    def __getitem__(self, at: int | slice) -> RowMatch | tuple[RowMatch, ...]:
        numbers = range(len(self))
        if isinstance(at, slice):
            return tuple(self._match(number) for number in numbers[at])
        return self._match(numbers[at])

    def _match(self, number: int) -> RowMatch:
        ask, told = self._posting.asks[number], self.columns.told(number)
        return RowMatch(
            requirement=ask.id,
            kind=ask.kind,
            necessity=ask.necessity,
            quote=self._posting.asked[number],
            concepts=ask.concepts,
            level=told.level,
            reason=told.reason,
            weight=told.weight,
            credit=told.credit,
            evidence=tuple(map(self._resume.quote, told.evidence)),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def reported(record: Json) -> ReportedDocument:
    """A document's record, made ready to be quoted. Raises CodecError."""
    text = unpack_text(text_bytes(record))
    asks = _asks_of(record) if "asks" in record else ()
    return ReportedDocument(
        path=str(record["path"]),
        text=text,
        corrections=record["corrections"],
        warnings=tuple(record["warnings"]),
        title=record.get("title"),
        employer=record.get("employer"),
        asks=asks,
        asked=tuple(_on_one_line(ask.span.slice(text)) for ask in asks),
        quoted={},
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def failed_row(record: Json, *, resume: bool) -> BatchRow:
    """The row of a document that failed."""
    path = str(record["path"])
    return BatchRow(
        resume=path if resume else None,
        posting=None if resume else path,
        error=ErrorCode(record["error"]["code"]),
        message=str(record["error"]["message"]),
    )


def pair_row(resume: ReportedDocument, posting: ReportedDocument, pair: Pair) -> BatchRow:
    """The row of a judged pair."""
    if pair.error is not None:
        problem = FitcheckError(pair.error, code=ErrorCode.CRASHED)
        return failed_pair_row(resume, posting, problem)
    return BatchRow(
        resume=resume.path,
        posting=posting.path,
        title=posting.title,
        employer=posting.employer,
        score=pair.score,
        band=pair.band,
        decision=pair.decision,
        required=pair.required,
        duties=pair.duties,
        coverage=pair.coverage,
        rule=pair.rule,
        reason=pair.reason,
        hard_stops=tuple(posting.asked[n] for n in pair.hard_stops),
        matches=() if pair.columns is None else PairMatches(resume, posting, pair.columns),
        corrections=resume.corrections + posting.corrections + pair.corrections,
        warnings=_codes(resume.warnings, posting.warnings, pair.warnings),
    )


def failed_pair_row(
    resume: ReportedDocument, posting: ReportedDocument, problem: FitcheckError
) -> BatchRow:
    """The row of a pair that could not be judged though both documents were understood."""
    return BatchRow(
        resume=resume.path,
        posting=posting.path,
        title=posting.title,
        employer=posting.employer,
        warnings=_codes(resume.warnings, posting.warnings),
        error=problem.code,
        message=problem.message,
    )


def _codes(*groups: tuple[str, ...]) -> tuple[str, ...]:
    if not any(groups):
        return ()
    return tuple(dict.fromkeys(code for codes in groups for code in codes))
