"""The stages that `performance` times, each beside its baseline in the same loop."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.baselines import BM25, keyword_coverage, tfidf_cosine
from benchmarks.corpus import Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.judged import AS_OF
from benchmarks.reading_speed import read_pdfium
from benchmarks.timing import Timed, against, children_in_turns, in_turns
from fitcheck.advice.gaps import find_gaps
from fitcheck.advice.verdict import decide
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.documents.reader import read_document
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import find_alone, find_beside
from fitcheck.matching.context import Context
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge_found
from fitcheck.matching.stack import stacks
from fitcheck.profiles.profile import Posting, Resume

ROOT = Path(__file__).resolve().parents[1]


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
        *against("cold start", children_in_turns(starts, 3 * rounds), "bare interpreter"),
        *against("cold start", children_in_turns(full, rounds), "import spacy, blank('en')"),
    ]


def _process(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)


# ------------------------------------------------------------------ read, understand


@cache
def files_at_hand() -> tuple[tuple[str, bytes], ...]:
    """The resumes of the corpus' dev split as files of all formats."""
    return tuple(
        (resume.id + suffix, data)
        for posting in load_corpus(split=Split.DEV)
        for resume in posting.resumes
        for suffix, data in (render(resume, language=posting.language),)
    )


@cache
def documents_at_hand() -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The same resumes read, and the postings of the split."""
    return (
        tuple(read_document(data, name=name) for name, data in files_at_hand()),
        tuple(
            read_document(posting.text.encode(), name="posting.md")
            for posting in load_corpus(split=Split.DEV)
        ),
    )


@cache
def warm_analyzer() -> Analyzer:
    made = Analyzer(isolate=False)
    made.load()
    return made


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: statistics.fmean(row[name] for row in rows) for name in rows[0]}


def reading(rounds: int) -> list[Timed]:
    """Every PDF file, ours and PDFium's bare text in turns, file by file."""
    pdf = [(name, data) for name, data in files_at_hand() if name.endswith(".pdf")]
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
    return against("read", _mean(rows), "pypdfium2 text")


def understanding(rounds: int) -> list[Timed]:
    """Resumes and postings, beside spaCy's tokeniser on the same text."""
    import spacy

    blank, analyzer = spacy.blank("en"), warm_analyzer()
    resumes, postings = documents_at_hand()
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
        told += against("understand", _mean(rows), "spaCy tokeniser")
    return told


# ------------------------------------------------------------------ judge


@cache
def profiles_at_hand() -> tuple[tuple[Resume, ...], tuple[Posting, ...]]:
    analyzer = warm_analyzer()
    resumes, postings = documents_at_hand()
    return (
        tuple(analyzer.resume(document, as_of=AS_OF) for document in resumes),
        tuple(analyzer.posting(document, as_of=AS_OF) for document in postings),
    )


class Held:
    """An analyzer that keeps the indexes of all profiles, as a batch does block by block."""

    def __init__(self, resumes: Sequence[Resume], postings: Sequence[Posting]) -> None:
        base = warm_analyzer()
        self._indexes = {
            id(r): ResumeIndex(r, base.vocabulary, base.embeddings, as_of=AS_OF) for r in resumes
        }
        self._asked = {id(p): PostingIndex(p, base.weights, base.embeddings) for p in postings}
        self._settings = base.settings
        self._stacks = stacks([self._asked[id(p)] for p in postings])

    def judge(self, resume: Resume, posting: Posting) -> object:
        """The full judgement of a pair: every requirement, the score, the decision, the gaps."""
        index, asked = self._indexes[id(resume)], self._asked[id(posting)]
        return self._judge(find_alone(asked, index, self._settings))

    def judge_all(self, resume: Resume) -> list[object]:
        """The same of a resume against all postings, in stacks, as a batch does it."""
        index = self._indexes[id(resume)]
        return [
            self._judge(found)
            for stack in self._stacks
            for found in find_beside(stack, index, self._settings)
        ]

    def _judge(self, found: Context) -> object:
        report = judge_found(found, self._settings)
        return decide(report, found.posting, self._settings), find_gaps(report)


def judging(rounds: int) -> list[Timed]:
    """A pair of profiles at hand, beside peers' formulas on the same two texts."""
    resumes, postings = profiles_at_hand()
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
        *against("judge", taken, "TF-IDF cosine"),
        *against("judge", {k: v / pairs for k, v in many.items()}, "judge a pair"),
    ]


def whole_pair(rounds: int) -> dict[str, float]:
    """Milliseconds of one warm pair, read, understood and judged: median and 90th percentile."""
    analyzer = warm_analyzer()
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
