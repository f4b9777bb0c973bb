"""The stages that `performance` times, each beside its baseline in the same loop."""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.baselines import BM25, keyword_coverage, tfidf_cosine
from benchmarks.corpus import Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.judged import AS_OF
from benchmarks.reading_speed import read_pdfium
from fitcheck.advice.gaps import find_gaps
from fitcheck.advice.verdict import decide
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.documents.reader import read_document
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import Beside, find_beside
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge
from fitcheck.matching.stack import stacks
from fitcheck.profiles.profile import Posting, Resume

ROOT = Path(__file__).resolve().parents[1]
SIZES = ((4, 4), (8, 8), (16, 16), (32, 32), (64, 34))
"""Resumes and postings of the runs that show growth."""
_SEED = 10
"""Of the order in which documents come there; any would do."""
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Processor milliseconds of one thing, and of the baseline timed in turns with it."""

    stage: str
    what: str
    milliseconds: float
    baseline: str
    baseline_milliseconds: float

    @property
    def ratio(self) -> float:
        """How many times the baseline's time it takes."""
        return self.milliseconds / self.baseline_milliseconds


def in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Processor milliseconds of each task, the median of the rounds; one task after the other."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            taken[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(times) for name, times in taken.items()}


def _against(stage: str, taken: Mapping[str, float], baseline: str) -> list[Timed]:
    return [
        Timed(
            stage=stage, what=name, milliseconds=spent, baseline=baseline,
            baseline_milliseconds=taken[baseline],
        )
        for name, spent in taken.items()
        if name != baseline
    ]  # fmt: skip


# ------------------------------------------------------------------ cold start

_CHECK = [
    "check",
    str(ROOT / "examples/resumes/backend_engineer.pdf"),
    str(ROOT / "examples/postings/backend_engineer.html"),
    "--as-of",
    AS_OF.isoformat(),
]
_STARTS = {
    "bare interpreter": "pass",
    "import argparse, parse": "import argparse; argparse.ArgumentParser().parse_args([])",
    "import fitcheck": "import fitcheck",
    "fitcheck --help": "from fitcheck.cli import main; main(['--help'])",
    "fitcheck --version": "from fitcheck.cli import main; main(['--version'])",
    "fitcheck chek (an error)": "from fitcheck.cli import main; main(['chek'])",
}
_FULL = {
    "import spacy, blank('en')": "import spacy; spacy.blank('en')",
    "fitcheck check, PDF + HTML": f"from fitcheck.cli import main; main({_CHECK})",
}


def cold_start(rounds: int) -> list[Timed]:
    """Processor time of whole processes, their own children included."""
    starts = {name: _process(code) for name, code in _STARTS.items()}
    full = {name: _process(code) for name, code in _FULL.items()}
    return [
        *_against("cold start", _children_in_turns(starts, 3 * rounds), "bare interpreter"),
        *_against("cold start", _children_in_turns(full, rounds), "import spacy, blank('en')"),
    ]


def _process(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children_in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = _children()
            task()
            taken[name].append(1000 * (_children() - start))
    return {name: statistics.median(times) for name, times in taken.items()}


# ------------------------------------------------------------------ read, understand


@cache
def _files() -> tuple[tuple[str, bytes], ...]:
    """The resumes of the corpus' dev split as files of all formats."""
    return tuple(
        (resume.id + suffix, data)
        for posting in load_corpus(split=Split.DEV)
        for resume in posting.resumes
        for suffix, data in (render(resume, language=posting.language),)
    )


@cache
def _documents() -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The same resumes read, and the postings of the split."""
    return (
        tuple(read_document(data, name=name) for name, data in _files()),
        tuple(
            read_document(posting.text.encode(), name="posting.md")
            for posting in load_corpus(split=Split.DEV)
        ),
    )


@cache
def _analyzer() -> Analyzer:
    made = Analyzer(isolate=False)
    made.load()
    return made


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: statistics.fmean(row[name] for row in rows) for name in rows[0]}


def reading(rounds: int) -> list[Timed]:
    """Every PDF file, ours and PDFium's bare text in turns, file by file."""
    pdf = [(name, data) for name, data in _files() if name.endswith(".pdf")]
    rows = [
        in_turns(
            {
                "pypdfium2 text": lambda data=data: read_pdfium(data),  # type: ignore[misc]
                "read a resume (PDF)": lambda data=data, name=name: read_document(data, name=name),  # type: ignore[misc]
            },
            rounds,
        )
        for name, data in pdf
    ]
    return _against("read", _mean(rows), "pypdfium2 text")


def understanding(rounds: int) -> list[Timed]:
    """Resumes and postings, beside spaCy's tokeniser on the same text."""
    import spacy

    blank, analyzer = spacy.blank("en"), _analyzer()
    resumes, postings = _documents()
    told = []
    for name, documents, make in (
        ("understand a resume", resumes, analyzer.resume),
        ("understand a posting", postings, analyzer.posting),
    ):
        rows = [
            in_turns(
                {
                    "spaCy tokeniser": lambda d=document: blank(d.text),  # type: ignore[misc]
                    name: lambda d=document, make=make: make(d, as_of=AS_OF),  # type: ignore[misc]
                },
                rounds,
            )
            for document in documents
        ]
        told += _against("understand", _mean(rows), "spaCy tokeniser")
    return told


# ------------------------------------------------------------------ judge


@cache
def _profiles() -> tuple[tuple[Resume, ...], tuple[Posting, ...]]:
    analyzer = _analyzer()
    resumes, postings = _documents()
    return (
        tuple(analyzer.resume(document, as_of=AS_OF) for document in resumes),
        tuple(analyzer.posting(document, as_of=AS_OF) for document in postings),
    )


class Held:
    """An analyzer that keeps the indexes of all profiles, as a batch does block by block."""

    def __init__(self, resumes: Sequence[Resume], postings: Sequence[Posting]) -> None:
        base = _analyzer()
        self._indexes = {
            id(r): ResumeIndex(r, base.vocabulary, base.embeddings, as_of=AS_OF) for r in resumes
        }
        self._asked = {id(p): PostingIndex(p, base.weights, base.embeddings) for p in postings}
        self._settings = base.settings
        self._stacks = stacks([self._asked[id(p)] for p in postings])

    def judge(self, resume: Resume, posting: Posting) -> object:
        """The full judgement of a pair: every requirement, the score, the decision, the gaps."""
        return self._judge(self._indexes[id(resume)], self._asked[id(posting)])

    def judge_all(self, resume: Resume) -> list[object]:
        """The same of a resume against all postings, in stacks, as a batch does it."""
        index, settings = self._indexes[id(resume)], self._settings.matching
        return [
            self._judge(index, asked, beside)
            for stack in self._stacks
            for asked, beside in zip(
                stack.postings, find_beside(stack, index, settings), strict=True
            )
        ]

    def _judge(
        self, index: ResumeIndex, asked: PostingIndex, beside: Beside | None = None
    ) -> object:
        report = judge(index, asked, self._settings, beside=beside)
        return decide(report, asked.posting, self._settings), find_gaps(report)


def judging(rounds: int) -> list[Timed]:
    """A pair of profiles at hand, beside peers' formulas on the same two texts."""
    resumes, postings = _profiles()
    held = Held(resumes, postings)
    chosen = resumes[:: max(1, len(resumes) // 8)]

    def over(text: str, score: Callable[[str, str], float]) -> Callable[[], object]:
        return lambda: [score(text, resume.document.text) for resume in chosen]

    def ours(posting: Posting) -> Callable[[], object]:
        return lambda: [held.judge(resume, posting) for resume in chosen]

    bm25 = BM25([resume.document.text for resume in resumes])
    rows = []
    for posting in postings:
        text = posting.document.text

        rows.append(
            in_turns(
                {
                    "TF-IDF cosine": over(text, tfidf_cosine),
                    "keyword coverage": over(text, keyword_coverage),
                    "BM25": over(text, bm25),
                    "judge a pair": ours(posting),
                },
                rounds,
            )
        )  # fmt: skip
    taken = {name: spent / len(chosen) for name, spent in _mean(rows).items()}
    many = in_turns(
        {
            "judge a pair": lambda: [held.judge(r, p) for r in resumes for p in postings],
            "judge a pair among many": lambda: [held.judge_all(r) for r in resumes],
        },
        rounds,
    )
    pairs = len(resumes) * len(postings)
    return [
        *_against("judge", taken, "TF-IDF cosine"),
        *_against("judge", {k: v / pairs for k, v in many.items()}, "judge a pair"),
    ]


def whole_pair(rounds: int) -> dict[str, float]:
    """Milliseconds of one warm pair, read, understood and judged: median and 90th percentile."""
    analyzer = _analyzer()
    spent = []
    for posting in load_corpus(split=Split.DEV):
        for resume in posting.resumes:
            suffix, data = render(resume, language=posting.language)
            sources = (data, resume.id + suffix), (posting.text.encode(), "posting.md")

            def run(sources: Any = sources) -> object:
                first, second = (read_document(data, name=name) for data, name in sources)
                return analyzer.analyze(first, second, as_of=AS_OF)

            spent.append(in_turns({"pair": run}, rounds)["pair"])
    return {"median": statistics.median(spent), "p90": statistics.quantiles(spent, n=10)[8]}


# ------------------------------------------------------------------ growth, memory, batch


def growth(rounds: int) -> dict[str, Any]:
    """Time by size, and the slopes on logarithmic axes: judging in N x M, reading in N + M.

    Documents come in a shuffled order, always the same: later ones of the corpus are longer, and
    their length would be taken for growth.
    """
    resumes, postings = (_shuffled(profiles) for profiles in _profiles())
    base = _analyzer()
    documents = tuple(_shuffled(read) for read in _documents())
    points = []
    for rows, columns in SIZES:
        some, asks = resumes[:rows], postings[:columns]

        def judge_all(some: Any = some, asks: Any = asks) -> object:
            held = Held(some, asks)
            return [held.judge_all(resume) for resume in some]

        def understand_all(rows: int = rows, columns: int = columns) -> object:
            for document in documents[0][:rows]:
                base.resume(document, as_of=AS_OF)
            for document in documents[1][:columns]:
                base.posting(document, as_of=AS_OF)
            return None

        taken = in_turns({"judge": judge_all, "understand": understand_all}, rounds)
        points.append({"resumes": len(some), "postings": len(asks), **taken})
    return {
        "points": points,
        "judge_slope": slope([(p["resumes"] * p["postings"], p["judge"]) for p in points]),
        "understand_slope": slope(
            [(p["resumes"] + p["postings"], p["understand"]) for p in points]
        ),
    }


def _shuffled(values: Sequence[_Value]) -> tuple[_Value, ...]:
    order = random.Random(_SEED)  # noqa: S311 - no secret
    return tuple(order.sample(values, len(values)))


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Slope of the least-squares line through the logarithms of sizes and times."""
    sizes, times = [log(size) for size, _ in points], [log(spent) for _, spent in points]
    return statistics.linear_regression(sizes, times).slope


def worker_memory() -> dict[str, float]:
    """The most memory, in megabytes, of a process that judges all pairs of the split."""
    code = (
        "from benchmarks.performance_stages import Held, _profiles; import resource\n"
        "r, p = _profiles(); h = Held(r, p); [h.judge(a, b) for b in p for a in r]\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {"megabytes": float(done.stdout)}


def batches() -> list[dict[str, Any]]:
    """`fitcheck.batch` over the split's files by workers, at first and with cached profiles."""
    from fitcheck.batch.engine import Batch

    told = []
    with tempfile.TemporaryDirectory() as name:
        resumes, postings = _written(Path(name))
        for workers in (1, 2):
            for run in ("first", "cached"):
                before, begin = _children() + time.process_time(), time.monotonic()
                with Batch(
                    resumes, postings, as_of=AS_OF,
                    cache=Path(name) / f"cache{workers}", workers=workers,
                ) as batch:  # fmt: skip
                    batch.finish()
                    pairs = batch.progress().pairs
                spent = _children() + time.process_time() - before
                wall = time.monotonic() - begin
                told.append(
                    {
                        "workers": workers, "run": run, "pairs": pairs, "resumes": len(resumes),
                        "processor_seconds": spent, "wall_seconds": wall,
                        "pairs_per_processor_second": pairs / spent,
                        "resumes_per_second": len(resumes) / wall,
                    }
                )  # fmt: skip
    return told


def _written(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of the split in a folder: resumes and postings."""
    resumes, postings = [], []
    for name, data in _files():
        resumes.append(folder / name)
        resumes[-1].write_bytes(data)
    for posting in load_corpus(split=Split.DEV):
        postings.append(folder / f"{posting.id}.md")
        postings[-1].write_text(posting.text, encoding="utf-8")
    return resumes, postings
