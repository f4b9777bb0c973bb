"""Whether a real resume scores higher on a posting of its own occupation than on another's.

usage: python -m benchmarks posting_swap [--own 12] [--plot] [--json FILE]

Occupations are told by titles (`occupations.py`). Each resume is judged against some postings of
its occupation and as many of other occupations, drawn evenly over these. Printed: the AUROC of the
score over all pairs, its 95 % interval over resumes drawn again, the same averaged over occupations
(software is half of the pairs), the share of swaps in which the own posting stands higher, and the
same for the nearness of the lines of work alone ("trade") and for formulas of peers. `--plot` draws
the curves into docs/plots. Texts are read from ../shared/data and nothing of them is stored. Exit
status 2: not there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines import BM25, keyword_coverage, tfidf_cosine
from benchmarks.judged import AS_OF
from benchmarks.occupations import (
    occupation,
    postings_by_occupation,
    resume_paths,
    resume_title,
    spread,
)
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.errors import InputError
from fitcheck.settings import Settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OWN = 12
"""Postings of its occupation that a resume is held against, at most: more than 1,000 pairs."""
DRAWS, SEED = 1000, 20261127
UNTOLD = Settings().matching.kindred_neutral
"""The nearness of lines of work where it cannot be told: for and against nobody."""
GOAL = 0.92
FORMULAS = ("keywords", "tfidf", "bm25")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swapped:
    """One resume against one posting; `own` where the posting is of the resume's occupation."""

    resume: str
    occupation: str
    own: bool
    scores: Mapping[str, float]


def auroc(own: Sequence[float], other: Sequence[float]) -> float:
    """The chance that one of `own` is greater than one of `other`, ties as half; in [0, 1]."""
    sorted_other = np.sort(np.asarray(other, dtype=np.float64))
    below = np.searchsorted(sorted_other, own, side="left")
    upto = np.searchsorted(sorted_other, own, side="right")
    return float((below + upto).mean() / (2 * len(sorted_other)))


def interval(values: Sequence[Swapped], name: str) -> tuple[float, float]:
    """The middle 95 % of the AUROC over draws of resumes with replacement."""
    by_resume: defaultdict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for value in values:
        by_resume[value.resume][not value.own].append(value.scores[name])
    held = list(by_resume.values())
    random = np.random.default_rng(SEED)
    found = []
    for _ in range(DRAWS):
        drawn = [held[k] for k in random.integers(0, len(held), len(held))]
        own, other = ([s for pair in drawn for s in pair[side]] for side in (0, 1))
        found.append(auroc(own, other))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def higher(values: Sequence[Swapped], name: str) -> float:
    """Share of swaps (own against other, same resume) in which the own posting stands higher."""
    by_resume: defaultdict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for value in values:
        by_resume[value.resume][not value.own].append(value.scores[name])
    return float(np.mean([auroc(own, other) for own, other in by_resume.values() if own and other]))


def split(values: Sequence[Swapped], name: str) -> tuple[list[float], list[float]]:
    """The scores of own and of other postings."""
    own, other = ([v.scores[name] for v in values if v.own is side] for side in (True, False))
    return own, other


def by_occupation(values: Sequence[Swapped], name: str) -> dict[str, tuple[int, float]]:
    """Pairs and AUROC of every occupation."""
    found = {}
    for wanted in sorted({v.occupation for v in values}):
        chosen = [v for v in values if v.occupation == wanted]
        own, other = split(chosen, name)
        found[wanted] = (len(own), auroc(own, other))
    return found


class Reader:
    """Reads real files once each; what cannot be read is left out and counted."""

    def __init__(self) -> None:
        self.analyzer = Analyzer()
        self.failed = 0

    def read(self, path: Path) -> Document | None:
        """The document, None where it cannot be read."""
        try:
            return self.analyzer.read(path)
        except InputError:
            self.failed += 1
            return None


def measure(reader: Reader, data: Path, own: int) -> list[Swapped]:
    """All pairs of all resumes whose title names an occupation that has postings."""
    chosen = {
        name: spread(paths, 3 * own)
        for name, paths in postings_by_occupation(data / "postings").items()
    }
    read = {path: reader.read(path) for paths in chosen.values() for path in paths}
    postings = {
        path: reader.analyzer.posting(document, as_of=AS_OF)
        for path, document in read.items()
        if document is not None
    }
    held = {name: [p for p in paths if p in postings] for name, paths in chosen.items()}
    texts = {path: posting.document.text for path, posting in postings.items()}
    resumes = list(_resumes(reader, data, held))
    formulas = _formulas([document.text for _, _, document in resumes])
    found = []
    for path, name, document in resumes:
        resume = reader.analyzer.resume(document, as_of=AS_OF)
        for posting, fits in _drawn(path, name, held, own):
            report = reader.analyzer.analyze_pair(resume, postings[posting], as_of=AS_OF).report
            scores = {k: score(texts[posting], document.text) for k, score in formulas.items()}
            scores["fitcheck"] = report.score or 0.0
            scores["trade"] = report.kinship.nearness if report.kinship else UNTOLD
            found.append(Swapped(resume=str(path), occupation=name, own=fits, scores=scores))
    return found


def _resumes(
    reader: Reader, data: Path, held: Mapping[str, Sequence[Path]]
) -> Iterator[tuple[Path, str, Document]]:
    for path in resume_paths(data / "resumes"):
        document = reader.read(path)
        if document is None:
            continue
        name = occupation(resume_title(document.text))
        if name is not None and held.get(name):
            yield path, name, document


def _drawn(
    resume: Path, name: str, held: Mapping[str, Sequence[Path]], own: int
) -> Iterator[tuple[Path, bool]]:
    """Postings of the occupation and as many of others, one of each in turn; always the same."""
    draw = np.random.default_rng(crc32(resume.name.encode()))
    mine = held[name]
    count = min(own, len(mine))
    for number in draw.permutation(len(mine))[:count].tolist():
        yield mine[number], True
    others = [other for other in held if other != name and held[other]]
    for turn in range(count):
        paths = held[others[(int(draw.integers(len(others))) + turn) % len(others)]]
        yield paths[int(draw.integers(len(paths)))], False


def _formulas(resumes: Sequence[str]) -> dict[str, Callable[[str, str], float]]:
    made = (keyword_coverage, tfidf_cosine, BM25(resumes))
    return dict(zip(FORMULAS, made, strict=True))


def as_table(values: Sequence[Swapped]) -> str:
    """AUROC with interval, mean over occupations and share of swaps, one row a scorer."""
    names = sorted(values[0].scores, key=["fitcheck", "trade", *FORMULAS].index)
    rows = [f"{'':<10}{'AUROC':>7}{'95 % interval':>17}{'by occupation':>15}{'swaps':>7}"]
    for name in names:
        low, high = interval(values, name)
        mean = np.mean([score for _, score in by_occupation(values, name).values()])
        area = auroc(*split(values, name))
        span = f"{low:.3f} - {high:.3f}"
        rows.append(f"{name:<10}{area:>7.3f}{span:>17}{mean:>15.3f}{higher(values, name):>7.3f}")
    rows += ["", "fitcheck by occupation (pairs with own postings, AUROC):"]
    found = by_occupation(values, "fitcheck")
    rows += [f"  {name:<14}{count:>5}{area:>8.3f}" for name, (count, area) in found.items()]
    return "\n".join(rows)


def plot(values: Sequence[Swapped]) -> Path:
    """The receiver operating curves of all scorers."""
    from benchmarks.plots import ACCENT, FAINT, FOLDER, OTHER, draw

    colours = {
        "fitcheck": ACCENT, "trade": "#8a5fa8",
        "keywords": OTHER, "tfidf": "#777777", "bm25": "#3a7d44",
    }  # fmt: skip

    def paint(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=FAINT, linewidth=0.8)
        for name, colour in colours.items():
            own, other = split(values, name)
            x, y = _curve(own, other)
            label = f"{name} {auroc(own, other):.2f}"
            axes.plot(x, y, color=colour, label=label, linewidth=2 if name == "fitcheck" else 1)
        axes.set_xlabel("other postings above the cut")
        axes.set_ylabel("own postings above the cut")
        axes.legend(frameon=False, loc="lower right")

    count = sum(v.own for v in values)
    title = f"Own posting against another's ({count} pairs each)"
    return draw(FOLDER / "posting_swap.svg", paint, title=title)


def _curve(own: Sequence[float], other: Sequence[float]) -> tuple[Floats, Floats]:
    """Shares of `other` and of `own` at or above every cut, from the highest down, 200 points."""
    cuts = np.quantile(np.concatenate([own, other]), np.linspace(1, 0, 200))
    x, y = (np.array([(np.asarray(v) >= cut).mean() for cut in cuts]) for v in (other, own))
    return np.concatenate([[0.0], x]), np.concatenate([[0.0], y])


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, print, draw; write the figures where `--json` says."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.posting_swap",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--own", type=int, default=OWN, help="own postings a resume, at most")
    parser.add_argument("--plot", action="store_true", help="draw docs/plots/posting_swap.svg")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    options = parser.parse_args(arguments)
    if not (DATA / "postings").is_dir():
        print("the development data (../shared) is not beside this checkout", file=sys.stderr)
        return 2
    reader = Reader()
    values = measure(reader, DATA, options.own)
    own = sum(v.own for v in values)
    resumes = len({v.resume for v in values})
    print(f"{resumes} resumes, {own} own and {len(values) - own} other postings\n")
    print(as_table(values))
    if options.plot:
        print(f"\n{plot(values).name} drawn")
    if options.json is not None:
        area, (low, high) = auroc(*split(values, "fitcheck")), interval(values, "fitcheck")
        figures = {"pairs": own, "auroc": area, "low": low, "high": high, "goal": GOAL}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
