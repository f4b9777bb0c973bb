"""What each step of a batch costs in processor time, on real files."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.reading_speed import SHARED, read_pdfium
from fitcheck.advice.verdict import decide
from fitcheck.analyzer import Analyzer
from fitcheck.batch import records
from fitcheck.batch.journal import Journal
from fitcheck.batch.packed import pack, reduced_posting, reduced_resume, unpack
from fitcheck.batch.pairs import Reasons, earned_values, pair_values, pairs_of
from fitcheck.batch.rows import pair_row, reported
from fitcheck.batch.tables import csv_lines, json_lines
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.errors import InputError
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import find_beside
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge, judge_found
from fitcheck.matching.retrieval import Shelf, gist_of, tells
from fitcheck.matching.stack import HEIGHT, Stack, alone, stacks
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import ReadingSettings, Settings

DAY = date(2026, 11, 27)
POSTINGS = SHARED.parent / "postings"
_COLUMNS = HEIGHT
"""Postings that each resume is judged against when costs are taken: one stack of them."""
_SHELVED = 20_000
"""Postings of which the nearest are found when that is timed."""


class Stopwatch:
    """Processor milliseconds of named steps, and bytes of named things."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def time(self, name: str, work: Callable[[], Any], *, share: int = 1) -> Any:
        """What `work` gives; its time, over `share`, is noted."""
        begin = time.process_time()
        made = work()
        self.note(name, 1000 * (time.process_time() - begin) / share)
        return made

    def note(self, name: str, value: float) -> None:
        """Keep one value of a name."""
        self.taken.setdefault(name, []).append(value)

    def medians(self) -> dict[str, float]:
        """The median of each name."""
        return {name: statistics.median(values) for name, values in self.taken.items()}

    def means(self) -> dict[str, float]:
        """The mean of each name."""
        return {name: statistics.fmean(values) for name, values in self.taken.items()}


def spread(paths: Sequence[Path], most: int) -> list[Path]:
    return list(paths[:: max(1, len(paths) // most)][:most])


def measure_costs(files: int) -> dict[str, dict[str, float]]:
    """Medians and means in milliseconds of processor time, and in bytes (names end in _bytes)."""
    analyzer, watch = Analyzer(isolate=False), Stopwatch()
    analyzer.load()
    postings = _postings(analyzer, watch, files)
    shelf = _shelf([index for index, _ in postings])
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "journal") as journal:
        for path in spread(sorted(SHARED.rglob("*.pdf")), files):
            try:
                index = _one_resume(analyzer, watch, path, postings, journal)
            except InputError:
                continue
            if tells(index):
                watch.time("rank", partial(shelf.nearness, index), share=len(shelf.told))
    return {"median": watch.medians(), "mean": watch.means()}


def _postings(
    analyzer: Analyzer, watch: Stopwatch, files: int
) -> list[tuple[PostingIndex, dict[str, Any]]]:
    made = []
    for path in spread(sorted(POSTINGS.rglob("*.html")), max(_COLUMNS, files)):
        try:
            document = watch.time("posting_read", partial(analyzer.read, path))
        except InputError:
            continue
        whole = watch.time(
            "posting_understand",
            partial(parse_posting, document, as_of=DAY, vocabulary=analyzer.vocabulary),
        )
        packed = pack(reduced_posting(whole))
        again = watch.time("posting_unpack", partial(unpack, packed, Posting, source="p"))
        index = watch.time(
            "posting_index",
            partial(PostingIndex, again, analyzer.weights, analyzer.embeddings),
        )
        record = records.understood(
            again, packed, stamp=records.Stamp(size=1, changed=""), sha256="0" * 64, keep=True
        )
        watch.note("posting_record_bytes", len(record))
        made.append((index, json.loads(record)))
    return made


def _one_resume(
    analyzer: Analyzer,
    watch: Stopwatch,
    path: Path,
    postings: Sequence[tuple[PostingIndex, dict[str, Any]]],
    journal: Journal,
) -> ResumeIndex:
    data = path.read_bytes()
    watch.time("pdfium_text", lambda: read_pdfium(data))
    document = watch.time(
        "resume_read", lambda: read_pdf(data, source=path.name, settings=ReadingSettings())
    )
    whole = watch.time(
        "resume_understand",
        lambda: parse_resume(document, as_of=DAY, vocabulary=analyzer.vocabulary),
    )
    packed = watch.time("resume_pack", lambda: pack(reduced_resume(whole)))
    again = watch.time("resume_unpack", lambda: unpack(packed, Resume, source=path.name))
    index: ResumeIndex = watch.time(
        "resume_index",
        lambda: ResumeIndex(again, analyzer.vocabulary, analyzer.embeddings, as_of=DAY),
    )
    document_record = records.understood(
        again, packed, stamp=records.Stamp(size=1, changed=""), sha256="0" * 64, keep=False
    )
    watch.note("profile_bytes", len(packed.text) + len(packed.rest))
    watch.note("resume_record_bytes", len(document_record))
    watch.note("file_bytes", len(data))
    reasons = Reasons()
    some = postings[:: max(1, len(postings) // _COLUMNS)][:_COLUMNS]
    judge(index, some[0][0], analyzer.settings)  # what is made once a resume is made here
    chosen = [asked for asked, _ in some]
    (stack,) = stacks(chosen)
    pairs = watch.time(
        "pair", lambda: _judged(index, stack, analyzer.settings, reasons), share=len(some)
    )
    fresh = ResumeIndex(again, analyzer.vocabulary, analyzer.embeddings, as_of=DAY)
    judge(fresh, chosen[0], analyzer.settings)
    watch.time(
        "pair_alone",
        lambda: [_judged(fresh, alone(one), analyzer.settings, Reasons()) for one in chosen],
        share=len(some),
    )
    earned = earned_values(analyzer.settings.matching)
    record = records.result("0" * 24, "0" * 24, pairs, reasons, earned=earned)
    watch.time("append", lambda: journal.append(record), share=len(some))
    watch.note("pair_bytes", len(record) / len(some))
    told = reported(json.loads(document_record))
    posting_told = [reported(value) for _, value in some]
    rows = watch.time(
        "row",
        lambda: [
            pair_row(told, posting, pair)
            for posting, pair in zip(posting_told, pairs_of(json.loads(record)), strict=True)
        ],
        share=len(some),
    )
    text = watch.time("csv", lambda: "".join(csv_lines(rows)), share=len(some))
    watch.note("csv_bytes", len(text) / len(some))
    watch.note("jsonl_bytes", len("".join(json_lines(rows)).encode()) / len(some))
    return index


def _shelf(postings: Sequence[PostingIndex]) -> Shelf:
    """The postings again and again, until there are so many that ranking them takes a while."""
    gists = [gist for index in postings if (gist := gist_of(index)) is not None]
    return Shelf((gists * _SHELVED)[:_SHELVED])


def _judged(
    index: ResumeIndex, stack: Stack, settings: Settings, reasons: Reasons
) -> list[list[Any]]:
    pairs = []
    for found in find_beside(stack, index, settings):
        report = judge_found(found, settings)
        verdict = decide(report, found.posting, settings, brief=True)
        pairs.append(pair_values(report, verdict, reasons))
    return pairs
