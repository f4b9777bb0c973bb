"""What a journal holds: the head, one record a document, one a resume and block of postings.

Documents are named by `id`, a digest of their path, their bytes and the corrections beside them;
blocks by a digest of their postings' ids. `said` is the digest of the corrections that a record
rests on. A record that was made of other bytes or corrections, or beside other postings, is never
found.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fitcheck.advice.verdict import Decision, Verdict
from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import SCHEMA, Json, canonical
from fitcheck.batch.packed import Packed
from fitcheck.documents.document import DocumentWarning
from fitcheck.errors import ErrorCode
from fitcheck.matching.match import Band, FitReport, Level
from fitcheck.profiles.profile import Logic, Posting, Resume

RESUME: Final = "resume"
POSTING: Final = "posting"
_LEVELS: Final = tuple(Level)
_PLACES: Final = {level: place for place, level in enumerate(_LEVELS)}
_JOINED: Final = {Logic.ALL: " and ", Logic.ANY: " or "}
_DIGITS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells whether a file is still the same: its size, and when or as what it was changed."""

    size: int
    changed: str


def document_id(path: str, sha256: str, said: str = "") -> str:
    """The name of a document in a journal."""
    told = f"{path}\0{sha256}\0{said}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:_DIGITS]


def block_id(postings: Iterable[str]) -> str:
    """The name of a block of postings, given their ids in order."""
    return hashlib.sha256(" ".join(postings).encode("ascii")).hexdigest()[:_DIGITS]


def understood(
    profile: Resume | Posting,
    packed: Packed,
    *,
    stamp: Stamp,
    sha256: str,
    keep: bool,
    said: str = "",
    more: Json | None = None,
) -> bytes:
    """The record of a document that was understood; `keep` puts the whole profile in it."""
    document = profile.document
    codes = [w.code.value for w in (*document.warnings, *profile.warnings)]
    record: Json = {
        "t": "document",
        "role": RESUME if isinstance(profile, Resume) else POSTING,
        "path": document.source,
        "id": document_id(document.source, sha256, said),
        "said": said,
        "corrections": sum(one.changes for one in profile.applied),
        "sha256": sha256,
        "size": stamp.size,
        "changed": stamp.changed,
        "warnings": list(dict.fromkeys(codes)),
        "text": base64.b64encode(packed.text).decode("ascii"),
    }
    if isinstance(profile, Posting):
        record["title"], record["employer"] = profile.title, profile.employer
        record["asks"] = [
            [
                r.id, r.kind.value, r.necessity.value, r.span.start, r.span.end,
                _JOINED[r.logic].join(r.concepts),
            ]
            for r in profile.requirements
        ]  # fmt: skip
    if keep:
        record["rest"] = base64.b64encode(packed.rest).decode("ascii")
    return canonical({**record, **(more or {})})


def failed(
    role: str,
    path: str,
    *,
    code: ErrorCode,
    message: str,
    stamp: Stamp | None,
    sha256: str | None,
    said: str = "",
) -> bytes:
    """The record of a document that could not be read or understood."""
    return canonical(
        {
            "t": "document",
            "role": role,
            "path": path,
            "id": document_id(path, sha256 or "", said),
            "said": said,
            "sha256": sha256,
            "size": None if stamp is None else stamp.size,
            "changed": None if stamp is None else stamp.changed,
            "error": {"code": code.value, "message": message},
        }
    )


def packed_of(record: Json) -> Packed:
    """The profile of a document's record that was kept. Raises CodecError."""
    return Packed(text=_bytes(record, "text"), rest=_bytes(record, "rest"))


def text_bytes(record: Json) -> bytes:
    """The packed text of a document's record. Raises CodecError."""
    return _bytes(record, "text")


def _bytes(record: Json, name: str) -> bytes:
    try:
        return base64.b64decode(record[name], validate=True)
    except (KeyError, TypeError, ValueError) as problem:
        raise CodecError(f"no {name} in this record") from problem


class Reasons:
    """Sentences that a record says often, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The index of a sentence, from now on if not before."""
        return self._places.setdefault(text, len(self._places))

    def told(self) -> list[str]:
        """All sentences in the order of their indices."""
        return list(self._places)


def pair_values(
    report: FitReport,
    verdict: Verdict,
    reasons: Reasons,
    *,
    warnings: Iterable[DocumentWarning] = (),
) -> list[Any]:
    """One judged pair as plain values; `Pair` reads them. `warnings` are those of the pair."""
    first = verdict.reasons[0] if verdict.reasons else None
    matches = []
    stops = []
    for number, (match, weighed) in enumerate(
        zip(report.matches, report.contributions, strict=True)
    ):
        if match.requirement.id in report.hard_stops:
            stops.append(number)
        spans = [place for e in match.evidence for place in (e.span.start, e.span.end)]
        matches.append(
            [
                _PLACES[match.level],
                reasons.place(match.reason),
                round(weighed.weight, 6),
                round(weighed.credit, 6),
                spans,
            ]
        )
    return [
        _rounded(report.score), report.band.value, verdict.decision.value,
        _rounded(report.required), _rounded(report.duties), _rounded(report.coverage),
        stops,
        "" if first is None else first.rule, "" if first is None else first.text, matches,
        sum(m.judged is not None and m.judged.level is not m.level for m in report.matches),
        list(dict.fromkeys(warning.code.value for warning in warnings)),
    ]  # fmt: skip


def crashed_pair(message: str) -> list[Any]:
    """A pair on which judging itself failed."""
    return [message]


def head(*, version: str, signature: str, as_of: date, nearest: int | None = None) -> bytes:
    """The first record: what all others were made with."""
    record = {"t": "head", "schema": SCHEMA, "version": version, "signature": signature,
              "as_of": as_of.isoformat()}  # fmt: skip
    return canonical(record if nearest is None else {**record, "nearest": nearest})


def result(
    resume: str,
    block: str,
    pairs: Sequence[list[Any]],
    reasons: Reasons,
    *,
    said: str = "",
    chosen: Sequence[int] | None = None,
) -> bytes:
    """The record of a resume against a block of postings, one pair a posting in their order.

    `said` is the digest of the corrected levels (`beside.said_of`), `chosen` the numbers of the
    postings within the block where not all of it was judged.
    """
    record = {"t": "result", "resume": resume, "block": block, "reasons": reasons.told(),
              "said": said, "pairs": list(pairs)}  # fmt: skip
    return canonical(record if chosen is None else {**record, "chosen": list(chosen)})


def chosen_of(record: Json, readable: Sequence[int]) -> list[int]:
    """Which of the readable postings of a block a result is about. Raises CodecError."""
    if "chosen" not in record:
        return list(readable)
    try:
        return [readable[number] for number in record["chosen"]]
    except (IndexError, TypeError) as problem:
        raise CodecError("no result") from problem


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One requirement of a pair: level, reason, weight, credit, ends of the resume's lines."""

    level: Level
    reason: str
    weight: float
    credit: float
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair as a journal tells it; `error` is a message, and all else then empty.

    `corrections` counts levels that are not the judged ones, `warnings` are codes of the pair.
    """

    score: float | None = None
    band: Band | None = None
    decision: Decision | None = None
    required: float | None = None
    duties: float | None = None
    coverage: float | None = None
    hard_stops: tuple[int, ...] = ()
    rule: str = ""
    reason: str = ""
    matches: tuple[Told, ...] = ()
    corrections: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


def pairs_of(record: Json) -> tuple[Pair, ...]:
    """The pairs of a result's record. Raises CodecError where they are not such."""
    try:
        reasons = record["reasons"]
        return tuple(_pair(values, reasons) for values in record["pairs"])
    except (KeyError, IndexError, TypeError, ValueError) as problem:
        raise CodecError("no result") from problem


def _pair(values: list[Any], reasons: list[str]) -> Pair:
    if len(values) == 1:
        return Pair(error=str(values[0]))
    (score, band, decision, required, duties, coverage, stops, rule, reason, matches,
     corrections, warnings) = values  # fmt: skip
    return Pair(
        score=score,
        band=Band(band),
        decision=Decision(decision),
        required=required,
        duties=duties,
        coverage=coverage,
        hard_stops=tuple(stops),
        rule=rule,
        reason=reason,
        matches=tuple(
            Told(
                level=_LEVELS[level],
                reason=reasons[place],
                weight=weight,
                credit=credit,
                evidence=tuple(zip(spans[::2], spans[1::2], strict=True)),
            )
            for level, place, weight, credit, spans in matches
        ),
        corrections=int(corrections),
        warnings=tuple(map(str, warnings)),
    )
