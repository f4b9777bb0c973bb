"""Fit the model that tells the zones of posting lines, and report how well it does.

usage: python models/lines/train.py [--test]

Fits on the corpus' train split, chooses the strength of the regularisation on dev, writes
zones.npz beside this file and its digest into fitcheck/data/digests.toml. `--test` also reports on
the test split (once a release) and on the labelled real lines (needs ../shared/data).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
from saving import save
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import Split  # noqa: E402
from benchmarks.posting_zones import labelled_postings  # noqa: E402
from fitcheck.documents.reader import read_document  # noqa: E402
from fitcheck.language.embeddings import Embeddings  # noqa: E402
from fitcheck.language.headings import Topic  # noqa: E402
from fitcheck.language.lines import zone_lines  # noqa: E402
from fitcheck.language.zone_features import HASHED, line_features  # noqa: E402
from fitcheck.language.zones import zone_of  # noqa: E402

STRENGTHS = (0.1, 0.2, 0.3, 0.5, 1.0)
SENTENCE = 0.3
"""Weight of a sentence in a paragraph of several: the paragraph was labelled, not the sentence."""
HEADLESS = 0.3
"""Weight of a line that is learnt a second time without its heading, as where no table knows it. At
0, .1, .3, .6 accuracy on dev is .949, .944, .946, .947, and without headings .64, .76, .79, .80."""
UNTOLD = {"other": ""}
"""What the rules leave over is not learnt as such."""
WEAK = {"postings/remote/*.md": 240, "postings/la_city/*.txt": 40, "postings/uk_dfe/*.md": 15}
"""How many real postings of each source are labelled by the rules alone."""
WEAK_WEIGHT = 0.1
"""Weight of a line that only the rules labelled; .05 to .3 differ by under .005 on dev."""


class Example:
    """One posting: features, wanted zones ("" where a line was not labelled), weights."""

    def __init__(self, document, wanted_by_block, language: str, *, headless: bool = False) -> None:
        lines = zone_lines(document)
        if headless:
            lines = tuple(without_heading(document, line) for line in lines if not line.heading)
        counts = defaultdict(int)
        for line in lines:
            counts[line.block] += 1
        self.features = line_features(document, lines, Embeddings.load())
        asked = {line.block for line in lines if wanted_by_block.get(line.block) == line.zone.value}
        self.wanted, self.weights = [], []
        for line in lines:
            zone = wanted_by_block.get(line.block, "")
            weight = 1.0 if counts[line.block] == 1 else SENTENCE
            weight *= HEADLESS if headless else 1.0
            if counts[line.block] > 1 and zone in ASKING and line.block in asked:
                # Some sentence asks; the rules know which, and mostly what the others are for.
                zone = zone if line.zone.asks else UNTOLD.get(line.zone.value, line.zone.value)
            self.wanted.append(zone)
            self.weights.append(weight)
        self.rules = [line.zone.value for line in lines]
        self.headings = [line.heading for line in lines]
        self.languages = [language] * len(lines)


def without_heading(document, line):
    """A line as the rules take it where no table knows the heading above it."""
    zone = zone_of(document.quote(line.span), Topic.ROLE, item=line.item)
    return replace(line, topic=Topic.ROLE, zone=zone)


def corpus_examples(split: Split, *, headless: bool = False) -> list[Example]:
    """The postings of a split; with `headless` each a second time without its headings."""
    found = []
    for document, labelled, language in labelled_postings(split):
        wanted = {n: labelled.get(n, "") for n in range(len(document.blocks))}
        found.append(Example(document, wanted, language))
        if headless:
            found.append(Example(document, wanted, language, headless=True))
    return found


ASKING = ("required", "preferred", "condition", "duty")


def matrix(examples: list[Example]):
    dense = np.vstack([example.features.dense for example in examples])
    rows, columns, values, row = [], [], [], 0
    for example in examples:
        for words in example.features.words:
            rows += [row] * len(words)
            columns += list(words)
            values += list(words.values())
            row += 1
    words = csr_matrix((values, (rows, columns)), shape=(row, 2 * HASHED))
    return hstack([csr_matrix(dense), words]).tocsr(), dense.shape[1]


def column(examples: list[Example], name: str) -> np.ndarray:
    return np.array([value for example in examples for value in getattr(example, name)])


def measured(examples: list[Example]) -> np.ndarray:
    """Lines that count: labelled whole, and no headings."""
    return (
        (column(examples, "weights") == 1.0)
        & ~column(examples, "headings").astype(bool)
        & (column(examples, "wanted") != "")
    )


def report(name: str, examples: list[Example], said: np.ndarray) -> None:
    kept = measured(examples)
    wanted, languages = column(examples, "wanted"), column(examples, "languages")
    rules = column(examples, "rules")
    said = np.asarray(said)
    for language in ("all", *sorted(set(languages))):
        chosen = kept & ((languages == language) | (language == "all"))
        if chosen.sum():
            figures = [
                f"{who}: accuracy {accuracy_score(wanted[chosen], zones[chosen]):.3f}, macro F1 "
                f"{f1_score(wanted[chosen], zones[chosen], average='macro', zero_division=0):.3f}"
                for who, zones in (("rules", rules), ("model", said))
            ]
            print(f"{name} {language} ({chosen.sum()} lines)  {'  '.join(figures)}")


def real_examples() -> list[Example]:
    from benchmarks.real_lines import labelled_paths, line_digest

    found = []
    for path, labels in labelled_paths("posting"):
        document = read_document(path)
        wanted = {
            n: labels.get(line_digest(document.quote(block.span)), "")
            for n, block in enumerate(document.blocks)
        }
        found.append(Example(document, wanted, "en"))
    return found


def weak_examples(data: Path) -> list[Example]:
    """Real postings with the rules' own zones as labels.

    They keep the model near what the rules get right on corporate boilerplate. No text of them is
    in the weights: words are hashed.
    """
    from benchmarks.real_lines import sampled_paths

    left_out = set(sampled_paths("posting"))
    found = []
    for pattern, most in WEAK.items():
        paths = [p for p in sorted(data.glob(pattern)) if p not in left_out]
        for path in paths[:: max(1, len(paths) // most)][:most]:
            document = read_document(path)
            example = Example(document, {}, "en")
            example.wanted = example.rules
            example.weights = [WEAK_WEIGHT] * len(example.rules)
            found.append(example)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true")
    options = parser.parse_args()
    train, dev = corpus_examples(Split.TRAIN, headless=True), corpus_examples(Split.DEV)
    train += weak_examples(ROOT.parent / "shared" / "data")
    x, size = matrix(train)
    y, weights = column(train, "wanted"), column(train, "weights")
    kept = y != ""
    x_dev, _ = matrix(dev)
    best = None
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=500)
        model.fit(x[kept], y[kept], sample_weight=weights[kept])
        said = model.predict(x_dev)
        right = measured(dev)
        accuracy = accuracy_score(column(dev, "wanted")[right], said[right])
        print(f"C {strength}: dev accuracy {accuracy:.3f}")
        if best is None or accuracy > best[0]:
            best = (accuracy, model)
    model = best[1]
    report("dev", dev, model.predict(x_dev))
    save("zones", model, size)
    if options.test:
        test = corpus_examples(Split.TEST)
        report("test", test, model.predict(matrix(test)[0]))
        real = real_examples()
        report("real", real, model.predict(matrix(real)[0]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
