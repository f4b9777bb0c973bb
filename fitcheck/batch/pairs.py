"""One judged pair in a journal: short columns with one place for each requirement of the posting.

Most requirements find nothing in a resume, and few weights and sentences are different ones. So
levels are letters of one text, weights are places in a short list, sentences are places in a list
that all pairs of a record share, and lines of evidence stand only where there are some.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fitcheck.advice.verdict import Decision, Verdict
from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import Json
from fitcheck.documents.document import DocumentWarning
from fitcheck.matching.match import Band, FitReport, Level
from fitcheck.matching.weights import credits_of
from fitcheck.settings import MatchingSettings

_LEVELS: Final = {level.sign: level for level in Level}
_PLACES: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Places in the list of weights; kinds and necessities have nine different weights at most."""


class Reasons:
    """Sentences that a record says often, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The index of a sentence, from now on if not before."""
        return self._places.setdefault(text, len(self._places))

    def places(self, texts: Iterable[str]) -> list[int]:
        """The indices of several."""
        known = self._places
        return [known.setdefault(text, len(known)) for text in texts]

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
    matches = report.matches
    weights = [weighed.weight for weighed in report.contributions]
    places = {weight: _PLACES[n] for n, weight in enumerate(dict.fromkeys(weights))}
    stops = []
    if report.hard_stops:
        stops = [n for n, m in enumerate(matches) if m.requirement.id in report.hard_stops]
    judged = [match for match in matches if match.judged is not None]
    return [
        _rounded(report.score), report.band.value, verdict.decision.value,
        _rounded(report.required), _rounded(report.duties), _rounded(report.coverage),
        stops,
        "" if first is None else first.rule,
        reasons.place("" if first is None else first.text),
        "".join([match.level.sign for match in matches]),
        [round(weight, 6) for weight in places],
        "".join([places[weight] for weight in weights]),
        reasons.places([match.reason for match in matches]),
        [
            [number, *(end for e in match.evidence for end in (e.span.start, e.span.end))]
            for number, match in enumerate(matches)
            if match.evidence
        ],
        sum(m.judged is not None and m.judged.level is not m.level for m in judged),
        list(dict.fromkeys([warning.code.value for warning in warnings])),
    ]  # fmt: skip


def crashed_pair(message: str) -> list[Any]:
    """A pair on which judging itself failed."""
    return [message]


def earned_values(settings: MatchingSettings) -> Json:
    """What each level earns, by its letter."""
    return {level.sign: round(credit, 6) for level, credit in credits_of(settings).items()}


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
class Columns:
    """What a pair says of the requirements of the posting, in their order.

    `levels` has a letter for each, `places` a place in `weights`, `reasons` one in `sentences`.
    `evidence` holds a requirement's number and the ends of its lines. `earned` is what each level
    earns, by its letter.
    """

    levels: str = ""
    weights: Sequence[float] = ()
    places: str = ""
    reasons: Sequence[int] = ()
    evidence: Sequence[Sequence[int]] = ()
    sentences: Sequence[str] = ()
    earned: Mapping[str, float]

    def __len__(self) -> int:
        return len(self.levels)

    def told(self, number: int) -> Told:
        """One requirement. Raises IndexError."""
        sign = self.levels[number]
        ends = next((found[1:] for found in self.evidence if found[0] == number), ())
        return Told(
            level=_LEVELS[sign],
            reason=self.sentences[self.reasons[number]],
            weight=self.weights[_PLACES.index(self.places[number])],
            credit=self.earned[sign],
            evidence=tuple(zip(ends[::2], ends[1::2], strict=True)),
        )

    def count(self, level: Level) -> int:
        """How many requirements have a level."""
        return self.levels.count(level.sign)

    def lost(self) -> list[float]:
        """What showing each requirement in full would add to the score, in [0, 1]."""
        weights = dict(zip(_PLACES, self.weights, strict=False))
        owed = {sign: 1.0 - credit for sign, credit in self.earned.items()}
        return [
            weights[place] * owed[sign]
            for place, sign in zip(self.places, self.levels, strict=True)
        ]


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
    columns: Columns | None = None
    corrections: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


def pairs_of(record: Json) -> tuple[Pair, ...]:
    """The pairs of a result's record. Raises CodecError where they are not such."""
    try:
        reasons, earned = record["reasons"], record["earned"]
        return tuple([_pair(values, reasons, earned) for values in record["pairs"]])
    except (KeyError, IndexError, TypeError, ValueError) as problem:
        raise CodecError("no result") from problem


def _pair(values: list[Any], sentences: list[str], earned: Json) -> Pair:
    if len(values) == 1:
        return Pair(error=str(values[0]))
    (score, band, decision, required, duties, coverage, stops, rule, reason, levels, weights,
     places, reasons, evidence, corrections, warnings) = values  # fmt: skip
    if not len(levels) == len(places) == len(reasons):
        raise CodecError("columns of different lengths")
    return Pair(
        score=score,
        band=Band(band),
        decision=Decision(decision),
        required=required,
        duties=duties,
        coverage=coverage,
        hard_stops=tuple(stops),
        rule=rule,
        reason=sentences[reason],
        columns=Columns(
            levels=levels,
            weights=weights,
            places=places,
            reasons=reasons,
            evidence=evidence,
            sentences=sentences,
            earned=earned,
        ),
        corrections=int(corrections),
        warnings=tuple(map(str, warnings)),
    )
