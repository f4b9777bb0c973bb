"""Scores honest resumes, attacks and controls with several scorers and sums up who is fooled."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.baselines import BM25, keyword_coverage, tfidf_cosine

if TYPE_CHECKING:
    from benchmarks.attacks import Base

SCORERS = ("fitcheck", "keywords", "tfidf", "bm25")
FIT_BANDS = ("partial", "strong")
_ROUNDING = 1e-12
"""Sums of the same numbers may differ by so much, and by no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a scorer says of one resume; `band` is None for scorers without bands."""

    value: float
    band: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """A named function of posting and resume."""

    name: str
    score: Callable[[str, str], Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The score of one attack, and whether the honest resume stands strictly above it."""

    attack: str
    score: Score
    outranked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The score of one control, and whether it is the honest resume's own."""

    control: str
    score: Score
    unchanged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One base under one scorer."""

    base: str
    trade: str
    honest: Score
    attacks: tuple[Judged, ...]
    controls: tuple[Kept, ...] = ()

    @property
    def held(self) -> bool:
        """True where the honest resume outranks every attack."""
        return all(judged.outranked for judged in self.attacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All bases under one scorer."""

    scorer: str
    outcomes: tuple[Outcome, ...]

    @property
    def held(self) -> int:
        """Bases in which the honest resume outranks every attack."""
        return sum(outcome.held for outcome in self.outcomes)

    @property
    def has_bands(self) -> bool:
        """True where the scorer gives bands."""
        return any(outcome.honest.band is not None for outcome in self.outcomes)

    def judged(self, attack: str) -> tuple[Judged, ...]:
        """This attack in all bases that have it."""
        return tuple(j for o in self.outcomes for j in o.attacks if j.attack == attack)

    def outranked(self, attack: str) -> int:
        """Bases in which the honest resume outranks this attack."""
        return sum(judged.outranked for judged in self.judged(attack))

    def fooled(self, attack: str) -> int:
        """Bases in which this attack reaches band partial or strong."""
        return sum(judged.score.band in FIT_BANDS for judged in self.judged(attack))

    def kept(self, control: str) -> tuple[Kept, ...]:
        """This control in all bases."""
        return tuple(k for o in self.outcomes for k in o.controls if k.control == control)


def scorers(names: Sequence[str], family: Sequence[Base], as_of: date) -> tuple[Scorer, ...]:
    """The scorers of these names, in their order. Raises KeyError for an unknown name."""
    makers: dict[str, Callable[[], Scorer]] = {
        "fitcheck": lambda: fitcheck_scorer(as_of),
        "keywords": lambda: _plain("keywords", keyword_coverage),
        "tfidf": lambda: _plain("tfidf", tfidf_cosine),
        "bm25": lambda: _plain("bm25", _bm25(family)),
    }
    return tuple(makers[name]() for name in names)


def _plain(name: str, score: Callable[[str, str], float]) -> Scorer:
    return Scorer(name=name, score=lambda posting, resume: Score(value=score(posting, resume)))


def _bm25(family: Sequence[Base]) -> BM25:
    """BM25 with all resumes of the family, honest and attacking, as its corpus."""
    return BM25([text for b in family for text in (b.honest, *(a.resume for a in b.attacks))])


def fitcheck_scorer(as_of: date) -> Scorer:
    """The product itself; a score that could not be judged counts as 0."""
    from fitcheck import Analyzer

    analyzer = Analyzer()

    def score(posting: str, resume: str) -> Score:
        report = analyzer.analyze_texts(resume, posting, as_of=as_of).report
        return Score(value=report.score or 0.0, band=report.band.value)

    return Scorer(name="fitcheck", score=score)


def measure(family: Sequence[Base], scorer: Scorer) -> Result:
    """Every resume of every base, scored."""
    return Result(scorer=scorer.name, outcomes=tuple(_outcome(base, scorer) for base in family))


def _outcome(base: Base, scorer: Scorer) -> Outcome:
    honest = scorer.score(base.posting, base.honest)
    attacks = []
    for attacked in base.attacks:
        score = scorer.score(base.posting, attacked.resume)
        outranked = honest.value > score.value
        attacks.append(Judged(attack=attacked.attack.value, score=score, outranked=outranked))
    controls = []
    for controlled in base.controls:
        score = scorer.score(base.posting, controlled.resume)
        same = abs(score.value - honest.value) <= _ROUNDING and score.band == honest.band
        controls.append(Kept(control=controlled.control.value, score=score, unchanged=same))
    return Outcome(
        base=base.name,
        trade=base.trade,
        honest=honest,
        attacks=tuple(attacks),
        controls=tuple(controls),
    )


def as_table(results: Sequence[Result]) -> str:
    """Two Markdown tables: attacks outranked by the honest resume, and controls that moved nothing.

    One column a scorer; the bands that attacks reached stand beside those that have bands.
    """
    names = [result.scorer for result in results]
    banded = [result for result in results if result.has_bands]
    rows = [["attack outranked", *names, *(f"{r.scorer}: partial or strong" for r in banded)]]
    for attack in _attacks(results[0]):
        outranked = [f"{r.outranked(attack)}/{len(r.judged(attack))}" for r in results]
        rows.append([attack, *outranked, *(str(result.fooled(attack)) for result in banded)])
    total = len(results[0].outcomes)
    held = [f"{result.held}/{total} ({result.held / total:.0%})" for result in results]
    rows.append(["**every attack**", *held, *(str(_all_fooled(result)) for result in banded)])
    tables = [_laid_out(rows)]
    controls = list(dict.fromkeys(k.control for o in results[0].outcomes for k in o.controls))
    if controls:
        tables.append(
            _laid_out([["score unchanged", *names], *(_unchanged(c, results) for c in controls)])
        )
    return "\n\n".join([*tables, *map(_honest_bands, banded)])


def _attacks(result: Result) -> list[str]:
    """All attacks that any base has, in the order of the fullest base."""
    fullest = max(result.outcomes, key=lambda outcome: len(outcome.attacks))
    judged = (*fullest.attacks, *(j for outcome in result.outcomes for j in outcome.attacks))
    return list(dict.fromkeys(j.attack for j in judged))


def _unchanged(control: str, results: Sequence[Result]) -> list[str]:
    kept = [result.kept(control) for result in results]
    return [control, *(f"{sum(k.unchanged for k in row)}/{len(row)}" for row in kept)]


def _laid_out(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of rows, the first being its head."""
    heads = rows[0]
    widths = [max(3, *(len(row[k]) for row in rows)) for k in range(len(heads))]
    drawn = [heads, ["-" * width for width in widths], *rows[1:]]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in drawn]
    return "\n".join(f"| {line} |" for line in lines)


def failures(result: Result) -> list[str]:
    """One line for everything that should not be: who was not outranked, fitted, or moved."""
    lines = []
    for outcome in result.outcomes:
        honest = f"honest {outcome.honest.value:.3f} {outcome.honest.band}"
        for judged in outcome.attacks:
            fits = judged.score.band in FIT_BANDS
            if fits or not judged.outranked:
                what = "fits" if fits else "not outranked"
                told = f"{judged.score.value:.3f} {judged.score.band}"
                lines.append(f"{outcome.base} {judged.attack}: {what} ({told}; {honest})")
        lines += [
            f"{outcome.base} {kept.control}: moved to {kept.score.value:.3f} ({honest})"
            for kept in outcome.controls
            if not kept.unchanged
        ]
    return lines or [f"{result.scorer}: no failure"]


def _all_fooled(result: Result) -> int:
    return sum(j.score.band in FIT_BANDS for o in result.outcomes for j in o.attacks)


def _honest_bands(result: Result) -> str:
    bands = [outcome.honest.band or "" for outcome in result.outcomes]
    counts = ", ".join(f"{bands.count(band)} {band}" for band in sorted(set(bands)))
    return f"Honest resumes under {result.scorer}: {counts}."


def as_json(results: Sequence[Result], as_of: date) -> str:
    """Every score, and the share of bases held per scorer."""
    data = {
        "schema": "fitcheck.benchmark.adversarial/1",
        "as_of": as_of.isoformat(),
        "held": {r.scorer: round(r.held / len(r.outcomes), 4) for r in results},
        "fooled": {r.scorer: _all_fooled(r) for r in results if r.has_bands},
        "results": [asdict(result) for result in results],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
