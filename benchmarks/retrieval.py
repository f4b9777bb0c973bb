"""How much of what is worth it a resume's K nearest postings hold, and what finding them costs.

usage: python -m benchmarks retrieval [--on real corpus] [--resumes 120] [--postings 400]
       [--json FILE]

Every resume is judged in full against every posting; then the same postings are ranked by `fitcheck
batch --nearest` and by the cosine of TF-IDF vectors fitted on them. Printed for several K: the
share of the pairs worth it (apply, or mend the resume first; of all such pairs, and the mean of the
resumes' own shares), of a resume's ten best by score, and of the ten that stand first where what is
worth it comes first, that the K nearest hold, with 95 % intervals over resumes drawn again; and the
processor time of ranking against that of judging all, taken in turns, resume by resume. `real` are
real resumes and postings of ../shared/data, without the 80 and 400 on which the weights were
chosen; `corpus` resumes of the dev split against the English postings of train and dev. Postings
and resumes of which nothing can be told are judged in any case and left out here. Texts are not
stored. Exit status 2: the data is not there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.judged import AS_OF
from benchmarks.occupations import resume_paths, spread
from benchmarks.posting_swap import DATA, Reader
from fitcheck.advice.verdict import decide
from fitcheck.analyzer import Analyzer
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge
from fitcheck.matching.retrieval import Shelf, gist_of, tells
from fitcheck.profiles.profile import Posting, Resume

NEAREST = (10, 20, 50, 100, 200)
BEST = 10
WANTED = ("worth", "best", "first")
"""Masks of `Ranked` of which shares are told."""
CHOSEN_ON = (80, 400)
"""Resumes and postings, evenly spread, that the weights of `Shelf` were chosen on."""
DRAWS, SEED = 1000, 20261127
Floats = NDArray[np.float64]
Read = tuple[list[Resume], list[Posting]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One resume against all postings: what judging says, and their places (0 is nearest).

    `worth`, `best` (ten by score) and `first` (ten, what is worth it first) are masks, shape
    (postings,); `places` one array a ranking, by its name;
    `seconds` of processor time for ranking and for judging.
    """

    worth: NDArray[np.bool_]
    best: NDArray[np.bool_]
    first: NDArray[np.bool_]
    places: dict[str, NDArray[np.int64]]
    seconds: tuple[float, float]


def measure(read: Read, analyzer: Analyzer) -> list[Ranked]:
    """All resumes of which something can be told against all such postings."""
    resumes, postings = read
    indexed = [PostingIndex(p, analyzer.weights, analyzer.embeddings) for p in postings]
    asked = [index for index in indexed if gist_of(index) is not None]
    shelf = Shelf([gist_of(index) for index in asked])
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # as in a worker; idle threads would count as processor time
        return list(_ranked(resumes, asked, shelf, analyzer))


def _ranked(
    resumes: Sequence[Resume], asked: Sequence[PostingIndex], shelf: Shelf, analyzer: Analyzer
) -> Iterator[Ranked]:
    alike = _tfidf([index.posting.document.text for index in asked])
    for resume in resumes:
        index = ResumeIndex(resume, analyzer.vocabulary, analyzer.embeddings, as_of=AS_OF)
        if not tells(index):
            continue
        began = time.process_time()
        nearness = shelf.nearness(index)
        ranked = time.process_time()
        scores, worth = _judged(index, asked, analyzer)
        seconds = (ranked - began, time.process_time() - ranked)
        best, first = (_places(values) < BEST for values in (scores, scores + 10.0 * worth))
        places = {"fitcheck": _places(nearness), "tfidf": _places(alike(resume.document.text))}
        yield Ranked(worth=worth, best=best, first=first, places=places, seconds=seconds)


def _judged(
    index: ResumeIndex, asked: Sequence[PostingIndex], analyzer: Analyzer
) -> tuple[Floats, NDArray[np.bool_]]:
    scores, worth = np.zeros(len(asked)), np.zeros(len(asked), dtype=np.bool_)
    for place, posting in enumerate(asked):
        report = judge(index, posting, analyzer.settings)
        verdict = decide(report, posting.posting, analyzer.settings)
        scores[place] = -1.0 if report.score is None else report.score
        worth[place] = verdict.decision.worth_it
    return scores, worth


def _tfidf(texts: Sequence[str]) -> Callable[[str], Floats]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english")
    held = vectorizer.fit_transform(texts)

    def alike(text: str) -> Floats:
        cosines: Floats = (held @ vectorizer.transform([text]).T).toarray()[:, 0]
        return cosines

    return alike


def _places(values: Floats) -> NDArray[np.int64]:
    places = np.empty(len(values), dtype=np.int64)
    places[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return places


def held(ranked: Sequence[Ranked], name: str, most: int, wanted: str) -> Floats:
    """Of each resume how many of the wanted pairs are among the nearest, and how many there are."""
    pairs = [(getattr(r, wanted), r.places[name] < most) for r in ranked]
    return np.array([[(w & near).sum(), w.sum()] for w, near in pairs], dtype=np.float64)


def share(counts: Floats) -> float:
    """The share of all pairs; 0 where there are none."""
    return float(counts[:, 0].sum() / max(1.0, counts[:, 1].sum()))


def interval(counts: Floats) -> tuple[float, float]:
    """The middle 95 % of the share over draws of resumes with replacement."""
    random = np.random.default_rng(SEED)
    drawn = [share(counts[random.integers(0, len(counts), len(counts))]) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def figures(ranked: Sequence[Ranked]) -> dict[str, Any]:
    """All that is printed."""
    postings, times = len(ranked[0].worth), np.array([r.seconds for r in ranked])
    rows = []
    for most in (k for k in NEAREST if k < postings):
        for name in ranked[0].places:
            row: dict[str, Any] = {"nearest": most, "of": most / postings, "by": name}
            for wanted in WANTED:
                counts = held(ranked, name, most, wanted)
                row[wanted] = [share(counts), *interval(counts)]
            counts = held(ranked, name, most, "worth")
            some = counts[counts[:, 1] > 0]
            row["by_resume"] = float((some[:, 0] / some[:, 1]).mean()) if len(some) else 0.0
            rows.append(row)
    return {
        "resumes": len(ranked),
        "postings": postings,
        "worth": int(sum(r.worth.sum() for r in ranked)),
        "rank_ms": float(times[:, 0].mean() * 1000),
        "judge_ms": float(times[:, 1].mean() * 1000),
        "ratio": float(times[:, 0].sum() / times[:, 1].sum()),
        "rows": rows,
    }


def as_table(told: dict[str, Any]) -> str:
    """One row a K and ranking."""
    head = (
        f"{told['resumes']} resumes x {told['postings']} postings, {told['worth']} pairs worth it; "
        f"ranking {told['rank_ms']:.1f} ms a resume, judging all {told['judge_ms']:.0f} ms: "
        f"ratio {told['ratio']:.4f}"
    )
    columns = f"{'K':>4}{'of all':>8}  {'by':<10}{'worth it':<18}{'by resume':<11}"
    lines = [head, columns + f"{f'best {BEST}':<18}first {BEST}"]
    for row in told["rows"]:
        worth, best, first = (
            f"{value:.2f} ({low:.2f}-{high:.2f})" for value, low, high in map(row.get, WANTED)
        )
        lines.append(
            f"{row['nearest']:>4}{row['of']:>8.1%}  {row['by']:<10}{worth:<18}"
            f"{row['by_resume']:<11.2f}{best:<18}{first}"
        )
    return "\n".join(lines)


# ---------------------------------------------------------------- documents


def read_real(reader: Reader, resumes: int, postings: int) -> Read:
    """Real files, none of those that the weights were chosen on."""
    wanted = ("la_city/*.txt", "remote/*.md", "uk_dfe/*.md", "html_jsonld/*.html")
    found = [p for w in wanted for p in sorted((DATA / "postings").glob(w)) if p.stem != "SOURCE"]
    chosen = [
        spread([p for p in paths if p not in set(spread(paths, before))], most)
        for paths, before, most in (
            (resume_paths(DATA / "resumes"), CHOSEN_ON[0], resumes),
            (found, CHOSEN_ON[1], postings),
        )
    ]
    read = [list(_documents(reader, paths)) for paths in chosen]
    return (
        [reader.analyzer.resume(document, as_of=AS_OF) for document in read[0]],
        [reader.analyzer.posting(document, as_of=AS_OF) for document in read[1]],
    )


def _documents(reader: Reader, paths: Sequence[Path]) -> Iterator[Any]:
    return (document for path in paths if (document := reader.read(path)) is not None)


def read_corpus(reader: Reader) -> Read:
    """Resumes of the dev split as files, the postings of train and dev; English ones."""
    analyzer = reader.analyzer
    postings = [p for s in (Split.TRAIN, Split.DEV) for p in load_corpus(split=s)]
    postings = [p for p in postings if p.language == "en"]
    resumes = []
    for posting in (p for p in postings if p.split is Split.DEV):
        for resume in posting.resumes:
            suffix, data = render(resume)
            document = analyzer.read(data, name=resume.id + suffix)
            resumes.append(analyzer.resume(document, as_of=AS_OF))
    asked = [analyzer.read(p.text.encode(), name="posting.md") for p in postings]
    return resumes, [analyzer.posting(document, as_of=AS_OF) for document in asked]


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, rank, print; write the figures where `--json` says."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.retrieval",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--on", nargs="+", choices=("real", "corpus"), default=["real", "corpus"])
    parser.add_argument("--resumes", type=int, default=120, help="real resumes, at most")
    parser.add_argument("--postings", type=int, default=400, help="real postings, at most")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    options = parser.parse_args(arguments)
    if "real" in options.on and not (DATA / "postings").is_dir():
        print("the development data (../shared) is not beside this checkout", file=sys.stderr)
        return 2
    reader, told = Reader(), {}
    for name in options.on:
        real = name == "real"
        read = read_real(reader, options.resumes, options.postings) if real else read_corpus(reader)
        told[name] = figures(measure(read, reader.analyzer))
        print(f"{name}: {as_table(told[name])}\n", flush=True)
    if options.json is not None:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
