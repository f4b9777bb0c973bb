"""Fit how far a duty is shown (work.json), then which lines tell most of an ask (telling.json).

usage: python models/judge/train.py [work | telling]

Fits on the train splits of the corpus and of the real pairs (needs ../shared/data), writes the
weights beside this file and their digests into fitcheck/data/digests.toml, and prints them. Which
traits count, and the constants below, were chosen on the dev splits and the development pairs.
No randomness. Needs scipy (extra `train`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pairs import AskedLine, Floats, FoundPair, found_pairs, store
from scipy.optimize import minimize

from benchmarks.corpus import Split
from benchmarks.leaderboard import labelled, real
from fitcheck.analyzer import Analyzer
from fitcheck.matching import comparisons, telling, work
from fitcheck.matching.concepts import concept_level
from fitcheck.matching.silence import COUNTED
from fitcheck.matching.support import decided_by
from fitcheck.profiles.profile import Kind

INVENTED = 0.6
"""Weight of a duty of the corpus: its resumes show far more of what is asked than real ones do. At
.3, .45, .6, .8, 1 accuracy on the duties of real pairs is .671, .675, .667, .663, .646 (dev) and
.571, .567, .586, .586, .552 (development pairs), on those of the corpus .351 to .384."""
SURE = 0.3
"""How much more than likeliest "demonstrated" must be. From 0 to .6 the statuses agree as well with
readers; the order of applications is told best between (worth AUROC on the development pairs .906,
.922, .938 at 0, .3, .6, on real dev pairs .833, .837, .833)."""
RIDGE = {"work": 1.0, "telling": 20.0}
"""Strength of the ridge on standardised weights, per thousand labels. 5 for `work` and 1 for
`telling` change no figure of the dev splits by .005."""
MODELS = ("work", "telling")
RANKS = {"absent": 0, "listed": 0, "partial": 1, "demonstrated": 2}
WORDED = (*COUNTED, Kind.DUTY, Kind.TRAIT)
OF_RESUME = ("best", "words", "kinship", "demonstrated", "shown")
OF_DUTY = ("concepts", "several", "length")
OF_PAIR = ("meaning", "words", "common", "relevant", "decides", "named")


def duties(pairs: Iterable[FoundPair], neutral: float) -> tuple[Floats, NDArray[np.int64]]:
    """Traits of all labelled duties, in the order of `OF_RESUME` and `OF_DUTY`, and their ranks."""
    rows, ranks = [], []
    for pair in pairs:
        context, asked = pair.context, pair.context.asked
        if not len(context.index.placed_numbers):
            continue
        near = work.kindred(context.kinship, neutral=neutral)
        told = work.told_traits(asked.duties, pair.strengths, pair.shared, context.index)
        of_itself = work.asked_traits(asked)
        places = {row: place for place, row in enumerate(asked.duties.tolist())}
        for line in pair.lines:
            for requirement in line.requirements:
                place = places.get(asked.rows[requirement.id])
                if place is None or line.status not in RANKS:
                    continue
                named = None
                if requirement.concepts:
                    named = concept_level(requirement.concepts, requirement.logic, context)
                rows.append((*told[place], near, *work.named_traits(named), *of_itself[place]))
                ranks.append(RANKS[line.status])
    return np.array(rows), np.array(ranks)


def fit_work(traits: Floats, ranks: NDArray[np.int64], weights: Floats) -> dict[str, float]:
    """Cumulative logit with weights of what a resume can add bounded below by 0."""
    middle, spread = traits.mean(axis=0), traits.std(axis=0)
    scaled = (traits - middle) / spread
    count, ridge = scaled.shape[1], RIDGE["work"] * len(ranks) / 1000

    def loss(at: Floats) -> tuple[float, Floats]:
        first, gap = at[count], np.exp(at[count + 1])
        told = scaled @ at[:count]
        part, full = _logistic(told - first), _logistic(told - first - gap)
        chance = np.choose(ranks, [1 - part, part - full, full]).clip(1e-9)
        of_part, of_full = part * (1 - part), full * (1 - full)
        slope = weights * np.choose(ranks, [-of_part, of_part - of_full, of_full]) / chance
        to_part = (weights * np.choose(ranks, [of_part, -of_part, 0 * part]) / chance).sum()
        to_full = (weights * np.choose(ranks, [0 * part, of_full, -of_full]) / chance).sum()
        grad = np.append(
            ridge * at[:count] - scaled.T @ slope, [-to_part - to_full, -to_full * gap]
        )
        return float(ridge * at[:count] @ at[:count] / 2 - (weights * np.log(chance)).sum()), grad

    bounds = [(0, None)] * len(OF_RESUME) + [(None, None)] * (len(OF_DUTY) + 1) + [(-3, 3)]
    start = np.zeros(count + 2)
    at = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    found = at[:count] / spread
    first = at[count] + middle @ found
    part, full = _cuts(first, first + np.exp(at[count + 1]))
    return {
        **dict(zip((*OF_RESUME, *OF_DUTY), found.tolist(), strict=True)),
        "part": part,
        "full": full + SURE,
    }


def _cuts(first: float, second: float) -> tuple[float, float]:
    """From where on partial, and demonstrated, is the likeliest of the three levels."""
    sums = np.linspace(first - 5, second + 5, 100_001)
    part, full = _logistic(sums - first), _logistic(sums - second)
    likeliest = np.argmax([1 - part, part - full, full], axis=0)
    return float(sums[np.argmax(likeliest >= 1)]), float(sums[np.argmax(likeliest == 2)])


def _logistic(sums: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-sums.clip(-30, 30)))
    return found


def choices(pairs: Iterable[FoundPair]) -> Iterator[tuple[Floats, NDArray[np.bool_], float]]:
    """For each labelled ask the traits of all items, which of them readers chose, and a weight."""
    for pair in pairs:
        index = pair.context.index
        of_line = telling.traits_of(index, placed=index.placed, headers=index.headers)
        common = pair.meant.mean(axis=0)
        relevant = np.zeros(len(index.quotes))
        relevant[index.standing_in(pair.context.relevant)] = 1.0
        for line in pair.lines:
            if not line.chosen.any() or line.chosen.all():
                continue
            for beside in _beside(pair, line):
                columns = [beside[0], beside[1], common, relevant, beside[2], beside[3]]
                traits = np.hstack([np.stack(columns, axis=1), of_line])
                yield traits, line.chosen, 1 / len(line.requirements)


def _beside(pair: FoundPair, line: AskedLine) -> Iterator[tuple[Floats, Floats, Floats, Floats]]:
    """Of each requirement: meaning, words, and the items that decide it and that it names."""
    context = pair.context
    for requirement in line.requirements:
        if requirement.kind not in WORDED:
            continue
        row = context.asked.rows[requirement.id]
        match = comparisons.decide(requirement, context)
        decides, named = np.zeros(pair.meant.shape[1]), np.zeros(pair.meant.shape[1])
        decides[list(decided_by(match, context.index))] = 1.0
        for concept in requirement.concepts:
            named[list(context.index.showing(concept).items)] = 1.0
        yield pair.meant[row], pair.shared[row], decides, named


def fit_telling(asks: Sequence[tuple[Floats, NDArray[np.bool_], float]]) -> dict[str, float]:
    """The weights under which a line that readers chose is likeliest to be drawn (softmax)."""
    everything = np.vstack([traits for traits, _, _ in asks])
    spread = everything.std(axis=0)
    scaled = everything / spread
    sizes = [len(chosen) for _, chosen, _ in asks]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(asks)), sizes)
    chosen = np.concatenate([chosen for _, chosen, _ in asks]).astype(float)
    weight = np.array([weight for _, _, weight in asks])
    ridge = RIDGE["telling"] * len(asks) / 1000

    def loss(at: Floats) -> tuple[float, Floats]:
        sums = scaled @ at
        raised = np.exp(sums - np.maximum.reduceat(sums, starts)[owner])
        total = np.add.reduceat(raised, starts)
        right = np.add.reduceat(raised * chosen, starts) + 1e-12
        slope = weight[owner] * raised * (1 / total[owner] - chosen / right[owner])
        value = weight @ (np.log(total) - np.log(right)) + ridge * at @ at
        return float(value), scaled.T @ slope + 2 * ridge * at

    at = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    return dict(zip((*OF_PAIR, *telling.LINE_TRAITS), (at / spread).tolist(), strict=True))


def found_in(analyzer: Analyzer) -> list[tuple[tuple[FoundPair, ...], float]]:
    """The pairs to fit on, real ones first, with the weight of their duties."""
    pairs = real(Split.TRAIN)
    if not pairs:
        raise SystemExit("the real pairs are not there: ../shared/data is needed")
    sources = ((pairs, 1.0), (labelled(Split.TRAIN), INVENTED))
    return [(tuple(found_pairs(each, analyzer)), weight) for each, weight in sources]


def main(what: Sequence[str]) -> int:
    if not what:
        # One after the other: which lines decide a level depends on the first model.
        runs = [subprocess.call([sys.executable, __file__, each]) for each in MODELS]  # noqa: S603
        return max(runs)
    analyzer = Analyzer(isolate=False)
    found = found_in(analyzer)
    if what[0] == "work":
        neutral = analyzer.settings.matching.kindred_neutral
        parts = [(*duties(pairs, neutral), weight) for pairs, weight in found]
        print("duties:", [len(ranks) for _, ranks, _ in parts])
        fitted = fit_work(
            np.vstack([traits for traits, _, _ in parts]),
            np.concatenate([ranks for _, ranks, _ in parts]),
            np.concatenate([np.full(len(ranks), weight) for _, ranks, weight in parts]),
        )
    else:
        asks = [ask for pairs, _ in found for ask in choices(pairs)]
        print("asks with a chosen line:", len(asks))
        fitted = fit_telling(asks)
    print(what[0], {name: round(value, 3) for name, value in fitted.items()})
    store(what[0], fitted)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
