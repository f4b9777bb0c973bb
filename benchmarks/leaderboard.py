"""Who reads a pair best: simple judges and fitcheck on the corpus' labels, or on real pairs.

usage: python -m benchmarks leaderboard [--on dev|cv|test|real] [--json FILE] [--only NAME …]

`dev` fits on train and reports on dev; `cv` splits train and dev five times by posting; `test`
fits on train and dev and is run once a release (its figures are written to `results/`); `real`
fits on the train split of the real pairs and reports on their dev split (`real_pairs`). Each
figure has the 95 % interval of 1,000 bootstrap samples of postings. A status or fit is right where
it agrees with either reader; kappa is the mean over the readers. `readers` is their agreement with
each other, on the pairs that both have read.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

import fitcheck
from benchmarks.agreement import kappa, share
from benchmarks.contenders import SEED, Contender, LabelledPair, contenders
from benchmarks.corpus import CorpusPosting, CorpusResume, Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.judged import Judgement, PairFiles
from benchmarks.label_check import readings
from benchmarks.labels import FITS, SHOWN, STATUSES
from benchmarks.line_matching import points_at
from benchmarks.real_lines import DATA, NO_DATA
from benchmarks.real_pairs_texts import found_sets, lost

RESULTS = Path(__file__).parent / "results"
SAMPLES = 1000
FOLDS = 5
UNSEEN = "cannot_tell"
"""What a judge says of an asking line that it did not find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One pair with what a contender said of it, in the order of the labels.

    `found` tells of each asking line whether the contender took it for one, `kinds` what it asks;
    `hits`, for the lines where both show something, whether one of the quotes is a labelled line.
    """

    posting: str
    statuses: tuple[tuple[str, tuple[str, ...]], ...]
    found: tuple[bool, ...]
    kinds: tuple[tuple[str, ...], ...]
    hits: tuple[bool, ...]
    fit: tuple[str, tuple[str, ...]]
    score: float
    worths: tuple[bool, ...]


def labelled(*splits: Split) -> tuple[LabelledPair, ...]:
    """The labelled pairs of some splits."""
    found = []
    for posting in load_corpus():
        if posting.split not in splits:
            continue
        read = tuple(readings(posting).values())
        for resume in posting.resumes if read else ():
            files = partial(rendered, posting, resume)
            key = resume.id[len(posting.id) :]
            pair = LabelledPair(posting=posting, resume=resume, key=key, readings=read, files=files)
            found.append(pair)
    return tuple(found)


def rendered(posting: CorpusPosting, resume: CorpusResume) -> PairFiles:
    """A pair of the corpus as files."""
    suffix, data = render(resume, language=posting.language)
    return PairFiles(
        resume=data,
        resume_name=resume.id + suffix,
        posting=posting.text.encode(),
        posting_name="posting.md",
    )


def real(split: Split) -> tuple[LabelledPair, ...]:
    """The labelled pairs of a split of the real pairs; says how many labels were not found."""
    sets = tuple(found_sets(split))
    print(f"{split.value}: {lost(sets)}", file=sys.stderr)
    return tuple(pair for found in sets for pair in found.pairs)


def held(pair: LabelledPair, said: Judgement) -> Judged:
    """A judgement beside the labels of all readers; only lines that all readers take as asks."""
    common = [n for n in pair.asks if all(n in reading.asks for reading in pair.readings)]
    labels = [reading.pairs[pair.key] for reading in pair.readings]
    return Judged(
        posting=pair.posting.id,
        statuses=tuple(
            (said.statuses.get(n, UNSEEN), tuple(label.lines[n].status for label in labels))
            for n in common
        ),
        found=tuple(n in said.statuses for n in common),
        kinds=tuple(pair.readings[0].asks[n].kinds for n in common),
        hits=tuple(_hits(pair, said, common)),
        fit=(said.fit, tuple(label.fit for label in labels)),
        score=said.score,
        worths=tuple(label.worth for label in labels),
    )


def _hits(pair: LabelledPair, said: Judgement, numbers: Sequence[str]) -> Iterator[bool]:
    """Whether one of the quotes is a line that a reader chose, where both show something."""
    for number in numbers:
        labels = [reading.pairs[pair.key].lines[number] for reading in pair.readings]
        lines = [pair.resume.lines[name] for label in labels for name in label.evidence]
        if lines and said.statuses.get(number) in SHOWN:
            quotes = said.evidence.get(number, ())
            yield any(points_at(quote, line) for quote in quotes for line in lines)


def accuracy(rows: Sequence[Judged]) -> float:
    """Share of line statuses that agree with either reader."""
    hits = [said in labels for row in rows for said, labels in row.statuses]
    return sum(hits) / len(hits) if hits else math.nan


def _by_reader(
    pairs: Sequence[tuple[str, tuple[str, ...]]],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs beside the first and beside the last reader (the same where one read alone)."""
    return [(s, labels[0]) for s, labels in pairs], [(s, labels[-1]) for s, labels in pairs]


def status_kappa(rows: Sequence[Judged]) -> float:
    """Cohen's kappa of the line statuses, mean over readers."""
    first, last = _by_reader([pair for row in rows for pair in row.statuses])
    return (kappa(first, STATUSES) + kappa(last, STATUSES)) / 2


def fit_kappa(rows: Sequence[Judged]) -> float:
    """Quadratic kappa of the fit, mean over readers."""
    first, last = _by_reader([row.fit for row in rows])
    return (kappa(first, FITS, quadratic=True) + kappa(last, FITS, quadratic=True)) / 2


def worth_auroc(rows: Sequence[Judged]) -> float:
    """AUROC of the score for "worth it" by any reader; NaN where all labels are equal."""
    from sklearn.metrics import roc_auc_score

    labels = [any(row.worths) for row in rows]
    if len(set(labels)) < 2:
        return math.nan
    return float(roc_auc_score(labels, [row.score for row in rows]))


METRICS: dict[str, Callable[[Sequence[Judged]], float]] = {
    "status accuracy": accuracy,
    "status kappa": status_kappa,
    "fit kappa": fit_kappa,
    "worth AUROC": worth_auroc,
}


def interval(rows: Sequence[Judged], metric: Callable[[Sequence[Judged]], float]) -> list[float]:
    """The metric and its 95 % bootstrap interval over postings."""
    groups: dict[str, list[Judged]] = {}
    for row in rows:
        groups.setdefault(row.posting, []).append(row)
    names = list(groups)
    generator = np.random.default_rng(SEED)
    drawn = []
    for _ in range(SAMPLES):
        sample = generator.integers(0, len(names), len(names))
        drawn.append(metric([row for n in sample for row in groups[names[n]]]))
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return [metric(rows), float(low), float(high)]


def run(contender: Contender, folds: Sequence[tuple[Sequence[LabelledPair], ...]]) -> list[Judged]:
    """What a contender says of the second part of each fold after a look at the first."""
    rows = []
    for fitted, asked in folds:
        contender.fit(fitted)
        rows += [held(pair, contender.judge(pair)) for pair in asked]
    return rows


def folds_of(on: str) -> list[tuple[Sequence[LabelledPair], ...]]:
    """What to fit on and what to judge."""
    if on == "dev":
        return [(labelled(Split.TRAIN), labelled(Split.DEV))]
    if on == "real":
        return [(real(Split.TRAIN), real(Split.DEV))]
    known = labelled(Split.TRAIN, Split.DEV)
    if on == "test":
        return [(known, labelled(Split.TEST))]
    names = sorted({pair.posting.id for pair in known})
    np.random.default_rng(SEED).shuffle(names)
    folds: list[tuple[Sequence[LabelledPair], ...]] = []
    for part in range(FOLDS):
        out = set(names[part::FOLDS])
        folds.append(
            (
                [pair for pair in known if pair.posting.id not in out],
                [pair for pair in known if pair.posting.id in out],
            )
        )
    return folds


def readers(pairs: Sequence[LabelledPair]) -> dict[str, float]:
    """How far the two readers agree, in the same figures; empty where nothing was read twice."""
    twice = [pair for pair in pairs if len(pair.readings) > 1]
    if not twice:
        return {}
    statuses = []
    fits = []
    for pair in twice:
        one, other = (reading.pairs[pair.key] for reading in pair.readings[:2])
        common = [n for n in one.lines if n in other.lines]
        statuses += [(one.lines[n].status, other.lines[n].status) for n in common]
        fits.append((one.fit, other.fit))
    return {
        "status accuracy": share(statuses),
        "status kappa": kappa(statuses, STATUSES),
        "fit kappa": kappa(fits, FITS, quadratic=True),
    }


def table(figures: dict[str, dict[str, list[float]]], ceiling: dict[str, float]) -> str:
    """The leaderboard as text."""
    lines = [f"{'':<10}" + "".join(f"{name:>22}" for name in METRICS)]
    for name, row in figures.items():
        cells = [f"{v:.2f} ({low:.2f}-{high:.2f})" for v, low, high in row.values()]
        lines.append(f"{name:<10}" + "".join(f"{cell:>22}" for cell in cells))
    if ceiling:
        cells = [f"{ceiling[m]:.2f}" if m in ceiling else "" for m in METRICS]
        lines.append(f"{'readers':<10}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--on", choices=("dev", "cv", "test", "real"), default="dev")
    parser.add_argument("--json", type=Path, metavar="FILE", help="store the figures")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="only these contenders")
    options = parser.parse_args(arguments)
    if options.on == "real" and not DATA.is_dir():
        print(NO_DATA, file=sys.stderr)
        return 2
    folds = folds_of(options.on)
    asked = [pair for _, part in folds for pair in part]
    figures = {}
    for contender in contenders():
        if options.only and contender.name not in options.only:
            continue
        print(f"running {contender.name} …", file=sys.stderr)
        rows = run(contender, folds)
        figures[contender.name] = {name: interval(rows, m) for name, m in METRICS.items()}
    count = sum(len(pair.asks) for pair in asked)
    print(f"{options.on}: {len(asked)} pairs, {count} line statuses")
    print(table(figures, readers(asked)))
    if options.on == "test":
        RESULTS.mkdir(exist_ok=True)
        options.json = RESULTS / f"leaderboard-test-{fitcheck.__version__}.json"
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
