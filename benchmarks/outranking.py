"""Scores honest resumes and attacks with several scorers and sums up who outranks whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.baselines import BM25, keyword_coverage, tfidf_cosine

if TYPE_CHECKING:
    from benchmarks.adversarial import Base

SCORERS = ("fitcheck", "keywords", "tfidf", "bm25")
FIT_BANDS = ("partial", "strong")


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
class Outcome:
    """One base under one scorer."""

    base: str
    trade: str
    honest: Score
    attacks: tuple[Judged, ...]

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

    def outranked(self, attack: str) -> int:
        """Bases in which the honest resume outranks this attack."""
        return sum(j.outranked for o in self.outcomes for j in o.attacks if j.attack == attack)

    def fooled(self, attack: str) -> int:
        """Bases in which this attack reaches band partial or strong."""
        judged = (j for o in self.outcomes for j in o.attacks if j.attack == attack)
        return sum(j.score.band in FIT_BANDS for j in judged)


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
    return Outcome(base=base.name, trade=base.trade, honest=honest, attacks=tuple(attacks))


def as_table(results: Sequence[Result]) -> str:
    """A Markdown table: attacks outranked by the honest resume, per scorer; all of them last."""
    names = [result.scorer for result in results]
    banded = [result for result in results if result.has_bands]
    total = len(results[0].outcomes)
    heads = ["attack outranked", *names, *(f"{r.scorer}: partial or strong" for r in banded)]
    rows = [heads, ["---"] * len(heads)]
    for attack in (judged.attack for judged in results[0].outcomes[0].attacks):
        outranked = [f"{result.outranked(attack)}/{total}" for result in results]
        rows.append([attack, *outranked, *(str(result.fooled(attack)) for result in banded)])
    held = [f"{result.held}/{total} ({result.held / total:.0%})" for result in results]
    rows.append(["**every attack**", *held, *(str(_all_fooled(result)) for result in banded)])
    widths = [max(len(row[k]) for row in rows) for k in range(len(heads))]
    lines = [" | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    table = "\n".join(f"| {line} |" for line in lines)
    return table + "".join(f"\n\n{_honest_bands(result)}" for result in banded)


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
