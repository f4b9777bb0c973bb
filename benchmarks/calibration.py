"""Whether the probability means what it says, and what is gained by judging only where it is sure.

usage: python -m benchmarks calibration [--on dev] [--score] [--plot] [--json FILE]

On labelled pairs of the corpus, through the rendered files: the probability that fitcheck gives
against the readers' "worth an application". Printed: expected calibration error (ECE, ten bins of
equal counts), its noise floor (the ECE that a perfectly calibrated judge has on as many pairs: mean
and 95th percentile of simulated outcomes), Brier score beside that of the base rate, AUROC, and the
share of wrong answers where only the surest half or quarter is answered. `--plot` draws the
reliability and the risk-coverage curve into docs/plots.

A report without `probability` is left out and counted. `--score` measures the score instead, mapped
by a logistic regression that is fitted on the other postings (ten folds): what calibrating the
score alone would give. Exit status 2: no probability to measure.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.judged import AS_OF
from benchmarks.label_check import best_reading
from benchmarks.posting_swap import auroc
from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = 10
"""Bins of equal counts: with 68 pairs some seven in each."""
SIMULATED, SEED = 2000, 20261127
FOLDS = 10
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One labelled pair: its posting, the score, the probability (None: not given), the label."""

    posting: str
    score: float
    probability: float | None
    worth: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasts:
    """Probabilities and outcomes (0 or 1) of the same pairs, in the same order."""

    p: Floats
    y: Floats

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.p)


def judged_pairs(split: Split) -> Iterator[Judged]:
    """All English pairs of a split with a label, as fitcheck judges their files."""
    analyzer = Analyzer()
    for posting in load_corpus(split=split):
        reading = best_reading(posting)
        if reading is None or posting.language != "en":
            continue
        for resume in posting.resumes:
            key = "R" + resume.id.rpartition("R")[2]
            suffix, data = render(resume, language=posting.language)
            analysis = analyzer.analyze(
                analyzer.read(data, name=resume.id + suffix),
                analyzer.read(posting.text.encode(), name="posting.md"),
                as_of=AS_OF,
            )
            yield Judged(
                posting=posting.id,
                score=analysis.report.score or 0.0,
                probability=probability_of(analysis),
                worth=reading.pairs[key].worth,
            )


def probability_of(analysis: Analysis) -> float | None:
    """The calibrated probability of a report: the one place where it is taken from."""
    return analysis.report.probability


def told(pairs: Sequence[Judged]) -> Forecasts:
    """The probabilities that were given, with their outcomes."""
    kept = [(pair.probability, pair.worth) for pair in pairs if pair.probability is not None]
    return Forecasts(p=np.array([p for p, _ in kept]), y=np.array([float(y) for _, y in kept]))


def from_scores(pairs: Sequence[Judged]) -> Forecasts:
    """Probabilities from the score alone, each fitted on the pairs of other postings."""
    from sklearn.linear_model import LogisticRegression

    x = np.array([[pair.score] for pair in pairs])
    y = np.array([float(pair.worth) for pair in pairs])
    names = sorted({pair.posting for pair in pairs})
    fold = np.array([names.index(pair.posting) % FOLDS for pair in pairs])
    p = np.zeros(len(pairs))
    for number in range(FOLDS):
        held = fold == number
        if held.any():
            fitted = LogisticRegression(C=10.0).fit(x[~held], y[~held])
            p[held] = fitted.predict_proba(x[held])[:, 1]
    return Forecasts(p=p, y=y)


def ece(p: Floats, y: Floats, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal counts, in [0, 1]."""
    parts = np.array_split(np.argsort(p, kind="stable"), min(bins, len(p)))
    return float(sum(len(part) * abs(p[part].mean() - y[part].mean()) for part in parts) / len(p))


def noise_floor(p: Floats, bins: int = BINS) -> tuple[float, float]:
    """Mean and 95th percentile of the ECE where outcomes are drawn with these probabilities."""
    random = np.random.default_rng(SEED)
    drawn = [ece(p, (random.random(len(p)) < p).astype(float), bins) for _ in range(SIMULATED)]
    return float(np.mean(drawn)), float(np.percentile(drawn, 95))


def risk_coverage(found: Forecasts) -> tuple[Floats, Floats]:
    """Share answered, the surest first, and share of wrong answers among these."""
    surest = np.argsort(-np.abs(found.p - 0.5), kind="stable")
    wrong = ((found.p >= 0.5) != (found.y > 0.5))[surest]
    count = np.arange(1, len(found) + 1)
    return count / len(found), np.cumsum(wrong) / count


def figures(found: Forecasts) -> dict[str, float]:
    """All figures by name."""
    floor, limit = noise_floor(found.p)
    coverage, risk = risk_coverage(found)
    base = float(found.y.mean())
    return {
        "pairs": len(found),
        "worth": base,
        "ece": ece(found.p, found.y),
        "noise_floor": floor,
        "noise_floor_95": limit,
        "brier": float(np.mean((found.p - found.y) ** 2)),
        "brier_of_base_rate": base * (1 - base),
        "auroc": auroc(found.p[found.y > 0.5].tolist(), found.p[found.y < 0.5].tolist()),
        "risk": float(risk[-1]),
        "risk_surest_half": float(risk[np.searchsorted(coverage, 0.5)]),
        "risk_surest_quarter": float(risk[np.searchsorted(coverage, 0.25)]),
        "area_under_risk": float(risk.mean()),
    }


def plot(found: Forecasts, *, what: str) -> tuple[Path, Path]:
    """The reliability diagram and the risk-coverage curve."""
    from benchmarks.plots import ACCENT, FAINT, FOLDER, OTHER, draw

    floor, limit = noise_floor(found.p)
    parts = np.array_split(np.argsort(found.p, kind="stable"), min(BINS, len(found)))
    said, seen = (np.array([v[part].mean() for part in parts]) for v in (found.p, found.y))
    spread = np.array(
        [1.96 * np.sqrt(s * (1 - s) / len(q)) for s, q in zip(said, parts, strict=True)]
    )

    def reliability(axes: Axes) -> None:
        low, high = np.clip(said - spread, 0, 1), np.clip(said + spread, 0, 1)
        axes.fill_between(said, low, high, color=FAINT, alpha=0.4, linewidth=0, label="noise, 95 %")
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=0.8)
        axes.plot(said, seen, "o-", color=ACCENT, markersize=4)
        axes.set_xlabel(f"{what} said")
        axes.set_ylabel("worth an application, by the readers")
        told = f"ECE {ece(found.p, found.y):.3f}\nnoise floor {floor:.3f} (95 %: {limit:.3f})"
        axes.text(0.98, 0.04, told, transform=axes.transAxes, ha="right")

    def risks(axes: Axes) -> None:
        coverage, risk = risk_coverage(found)
        axes.plot(coverage, risk, color=ACCENT)
        axes.axhline(risk[-1], color=FAINT, linewidth=0.8)
        best = np.maximum(0.0, 1 - (1 - risk[-1]) / coverage)
        axes.plot(coverage, best, color=OTHER, linewidth=0.8, label="best possible order")
        axes.set_xlabel("share of pairs answered, the surest first")
        axes.set_ylabel("wrong answers among them")
        axes.set_ylim(bottom=0)
        axes.legend(frameon=False, loc="upper left")

    count = f"{len(found)} pairs"
    return (
        draw(FOLDER / "reliability.svg", reliability, title=f"Calibration ({count})"),
        draw(FOLDER / "risk_coverage.svg", risks, title=f"Risk and coverage ({count})"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, print, draw; write the figures where `--json` says."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.calibration",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--on", type=Split, default=Split.DEV, help="train, dev or test (dev)")
    parser.add_argument("--score", action="store_true", help="the score, mapped across postings")
    parser.add_argument("--plot", action="store_true", help="draw into docs/plots")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    options = parser.parse_args(arguments)
    pairs = list(judged_pairs(options.on))
    found = from_scores(pairs) if options.score else told(pairs)
    if not len(found):
        print("no report gives a probability; --score measures the score", file=sys.stderr)
        return 2
    numbers = figures(found)
    print(
        f"{len(pairs)} pairs of {options.on.value}, {len(pairs) - len(found)} without probability\n"
    )
    print("\n".join(f"{name:<22}{value:>8.3f}" for name, value in numbers.items()))
    below = "below" if numbers["ece"] <= numbers["noise_floor_95"] else "above"
    print(f"\nThe calibration error is {below} the noise floor of {len(found)} pairs.")
    if options.plot:
        what = "what the score, mapped," if options.score else "probability"
        print("drawn:", ", ".join(path.name for path in plot(found, what=what)))
    if options.json is not None:
        options.json.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
