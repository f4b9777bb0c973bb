"""Fit the model that tells the sections of resumes whose headings no table knows.

usage: python models/lines/train_sections.py

Fits on the stretches (a heading and the lines below) of the corpus' train split, chooses the
strength of the regularisation on dev, writes sections.npz beside this file and its digest into
fitcheck/data/digests.toml. Prints accuracy and macro F1 on dev, as if no heading were known.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from saving import save
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import Split, load_corpus  # noqa: E402
from benchmarks.corpus_files import render  # noqa: E402
from benchmarks.fact_matching import words_of  # noqa: E402
from benchmarks.label_check import best_reading  # noqa: E402
from fitcheck.documents.reader import read_bytes  # noqa: E402
from fitcheck.language.embeddings import Embeddings  # noqa: E402
from fitcheck.language.outline import heading_pieces  # noqa: E402
from fitcheck.language.stretches import HASHED, Stretch, stretch_features  # noqa: E402
from fitcheck.language.untold import headings_by_looks, stretches_of  # noqa: E402
from fitcheck.settings import ReadingSettings  # noqa: E402

STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0)
SECTION = {
    "contact": "contact",
    "summary": "summary",
    "header": "experience",
    "item": "experience",
    "education": "education",
    "skills": "skills",
    "certification": "certifications",
    "language": "languages",
    "other": "other",
}


class Examples:
    """Stretches with the section that most of their labelled lines have."""

    def __init__(self, split: Split) -> None:
        self.stretches: list[Stretch] = []
        self.wanted: list[str] = []
        self.languages: list[str] = []
        for posting in load_corpus(split=split):
            reading = best_reading(posting)
            if reading is None:
                continue
            for resume in posting.resumes:
                facts = reading.resumes[resume.id[len(posting.id) :]]
                suffix, data = render(resume, language=posting.language)
                self.add(resume, facts, resume.id + suffix, data, posting.language)

    def add(self, resume, facts, name, data, language) -> None:
        """Add the stretches of one resume, read from its file."""
        document = read_bytes(data, source=name, settings=ReadingSettings())
        pieces = heading_pieces(document)
        labels = [
            (words_of(resume.lines[number]), SECTION[label])
            for number, label in facts.sections.items()
            if number in resume.lines
        ]
        for _, stretch in stretches_of(document, pieces, headings_by_looks(document, pieces)):
            counts = Counter()
            for line in stretch.lines:
                words = words_of(line)
                score, label = max(
                    ((len(words & w) / max(1, len(words | w)), s) for w, s in labels),
                    default=(0, ""),
                )
                if score >= 0.5:
                    counts[label] += 1
            if counts:
                self.stretches.append(stretch)
                self.wanted.append(counts.most_common(1)[0][0])
                self.languages.append(language)


def matrix(stretches):
    features = stretch_features(stretches, Embeddings.load())
    rows, columns, values = [], [], []
    for row, words in enumerate(features.words):
        rows += [row] * len(words)
        columns += list(words)
        values += list(words.values())
    words = csr_matrix((values, (rows, columns)), shape=(len(stretches), 2 * HASHED))
    return hstack([csr_matrix(features.dense), words]).tocsr(), features.dense.shape[1]


def main() -> int:
    train, dev = Examples(Split.TRAIN), Examples(Split.DEV)
    # A known heading is seen once with and once without what the table says of it.
    bare = [replace(stretch, rule=None) for stretch in train.stretches]
    x, size = matrix(train.stretches + bare)
    y = np.array(train.wanted * 2)
    x_dev, _ = matrix([replace(stretch, rule=None) for stretch in dev.stretches])
    x_ruled, _ = matrix(dev.stretches)
    wanted = np.array(dev.wanted)
    unknown = np.array([stretch.rule is None for stretch in dev.stretches])
    best = None
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=1000)
        model.fit(x, y)
        said, ruled = model.predict(x_dev), model.predict(x_ruled)
        accuracy = accuracy_score(wanted, said)
        print(
            f"C {strength}: {len(y) // 2} stretches; dev accuracy {accuracy:.3f}, macro F1 "
            f"{f1_score(wanted, said, average='macro'):.3f}; unknown headings "
            f"{accuracy_score(wanted[unknown], said[unknown]):.3f} of {unknown.sum()}; with the "
            f"table {accuracy_score(wanted, ruled):.3f}"
        )
        if best is None or accuracy > best[0]:
            best = (accuracy, model)
    save("sections", best[1], size)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
