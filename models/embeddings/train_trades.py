"""Find the directions of the table of meanings in which lines of work differ.

usage: python models/embeddings/train_trades.py ../shared/data/vocabularies

Linear discriminant analysis over the vectors of all titles and tasks that O*NET knows, a class for
each of its 460 broad occupations. Writes trades.npy (dimensions x DIRECTIONS, float16) beside this
file and its digest into fitcheck/data/digests.toml, and prints how well held-out occupations are
told apart. No randomness but in that test, whose seed is fixed. Needs scikit-learn.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from fitcheck.language.embeddings import Embeddings

HERE = Path(__file__).parent
DIGESTS = HERE.parents[1] / "fitcheck" / "data" / "digests.toml"
DIRECTIONS = 64
"""More tell unseen occupations apart a little better (.987 at 64, .989 at 96), real resumes and
postings a little worse (.926 and .918, `benchmarks posting_swap`)."""
SHRINKAGE = 0.1
BROAD, MINOR = 6, 4  # letters of a SOC code that name a broad occupation, and a minor group
FOLDS, TASKS, DRAWS, SEED = 5, 6, 4, 20261128
Floats = NDArray[np.float64]
Rows = list[tuple[str, str]]


def rows(folder: Path) -> tuple[Rows, Rows]:
    """Titles, and tasks and descriptions, each with the code of its occupation."""

    def read(name: str, column: str) -> Rows:
        with (folder / name).open(encoding="utf-8", newline="") as handle:
            found = csv.DictReader(handle, delimiter="\t")
            return [(row["O*NET-SOC Code"], row[column]) for row in found]

    titles = read("Alternate Titles.txt", "Alternate Title") + read("Occupation Data.txt", "Title")
    tasks = read("Task Statements.txt", "Task") + read("Occupation Data.txt", "Description")
    return titles, tasks


def directions(vectors: Floats, codes: list[str]) -> Floats:
    """The projection, shape (dimensions, DIRECTIONS)."""
    analysis = LinearDiscriminantAnalysis(
        solver="eigen", shrinkage=SHRINKAGE, n_components=DIRECTIONS
    )
    analysis.fit(vectors, [code[:BROAD] for code in codes])
    found: Floats = analysis.scalings_[:, :DIRECTIONS]
    return found


def held_out(titles: Rows, tasks: Rows, vectors: Floats) -> float:
    """AUROC of a title with six tasks for another such of its occupation against another's.

    Averaged over five folds of minor groups: the analysis has seen none of the occupations.
    """
    codes = [code for code, _ in titles + tasks]
    random = np.random.default_rng(SEED)
    groups = random.permutation(sorted({code[:MINOR] for code in codes})).tolist()
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    titled, tasked = defaultdict(list), defaultdict(list)
    for number, code in enumerate(codes):
        (titled if number < len(titles) else tasked)[code].append(number)

    def job(code: str, seen: Floats) -> Floats:
        told = vectors[random.choice(tasked[code], TASKS)].mean(axis=0)
        both = np.stack([vectors[random.choice(titled[code])], told]) @ seen
        unit: Floats = both / np.linalg.norm(both, axis=1, keepdims=True)
        return unit

    found = []
    for number in range(FOLDS):
        train = [n for n, code in enumerate(codes) if fold[code[:MINOR]] != number]
        seen = directions(vectors[train], [codes[n] for n in train])
        test = sorted(c for c in titled if c in tasked and fold[c[:MINOR]] == number)
        own, other = [], []
        for code in test:
            for _ in range(DRAWS):
                one = job(code, seen)
                own.append(float((one * job(code, seen)).sum()))
                other.append(float((one * job(str(random.choice(test)), seen)).sum()))
        below = np.searchsorted(np.sort(other), own)
        found.append(float(below.mean() / len(other)))
    return float(np.mean(found))


def main() -> int:
    """Train, store, test, print."""
    titles, tasks = rows(Path(sys.argv[1]) / "onet_29_2")
    vectors = Embeddings.load().encode([text for _, text in titles + tasks]).astype(np.float64)
    made = directions(vectors, [code for code, _ in titles + tasks])
    path = HERE / "trades.npy"
    np.save(path, (made / np.abs(made).max()).astype(np.float16))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    text = DIGESTS.read_text(encoding="utf-8")
    line = f'"embeddings/trades.npy" = "{digest}"\n'
    text = re.sub(r'^"embeddings/trades\.npy" = .*\n', "", text, flags=re.MULTILINE)
    DIGESTS.write_text(text + line, encoding="utf-8")
    print(len(titles), "titles", len(tasks), "tasks", made.shape, digest)
    print(f"held-out occupations: AUROC {held_out(titles, tasks, vectors):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
