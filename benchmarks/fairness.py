"""Whether a name, a pronoun, an address, a school, a graduation year or a gap moves any judgement.

usage: python -m benchmarks fairness [--every N] [--files] [--json FILE]

Every English resume of the corpus' train and dev splits is judged against its posting, then again
with one thing swapped (`swaps.py`), some fifty times. Printed: swaps by kind, how many changed the
score, the level of any requirement, or the verdict; the share of labelled positions that are read
right, by group of names; and every swap that moved something. `--files` renders each copy to the
resume's own format (PDF, DOCX, HTML, text) and reads the file. Exit status 1: something moved.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from benchmarks.corpus import CorpusPosting, CorpusResume, Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.fact_matching import agrees, pairs_of
from benchmarks.judged import AS_OF
from benchmarks.label_check import best_reading
from benchmarks.labels import Facts
from benchmarks.swaps import Swap, SwapKind, swaps
from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.documents.text import document_from_text
from fitcheck.language.contact import has_contact, is_contact
from fitcheck.language.dates import find_ranges
from fitcheck.language.degrees import find_degrees
from fitcheck.language.sections import heading_section, is_sublabel
from fitcheck.language.titles import employer_score, title_score
from fitcheck.language.words import content_terms, tokens
from fitcheck.profiles.profile import Posting, Resume

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A swap that moved something: what it was, and the scores and decisions before and after."""

    resume: str
    kind: str
    group: str
    scores: tuple[float | None, float | None]
    decisions: tuple[str, str]
    levels: int

    def __str__(self) -> str:
        """One line."""
        before, after = (f"{s:.4f}" if s is not None else "none" for s in self.scores)
        told = f"{before} → {after}, {self.decisions[0]} → {self.decisions[1]}"
        return f"{self.resume} {self.kind} ({self.group}): {told}, {self.levels} levels"


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was counted over all swaps. `read` is (right, labelled) positions by group of names."""

    resumes: int = 0
    swaps: Counter[str] = field(default_factory=Counter)
    scores: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    read: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    moved: list[Moved] = field(default_factory=list)

    @property
    def recalls(self) -> dict[str, float]:
        """Share of the labelled positions that are read with both dates right, by group."""
        return {group: right / max(1, total) for group, (right, total) in self.read.items()}

    @property
    def clean(self) -> bool:
        """Whether nothing moved and every group of names is read alike."""
        return not self.moved and len(set(self.recalls.values())) <= 1


_REMEMBERED = (
    title_score,
    employer_score,
    find_degrees,
    find_ranges,
    is_contact,
    has_contact,
    is_sublabel,
    heading_section,
    content_terms,
    tokens,
)
"""Functions of one line alone, which the copies of a resume ask again and again."""


def remember() -> None:
    """Let every module of fitcheck keep what these functions said of a line: half of the time."""
    modules = [module for name, module in sys.modules.items() if name.startswith("fitcheck.")]
    for function in _REMEMBERED:
        kept = lru_cache(maxsize=1 << 15)(function)
        for module in modules:
            for name, value in list(vars(module).items()):
                if value is function:
                    setattr(module, name, kept)


class Judge:
    """Reads copies of resumes and judges them against one posting after the other."""

    def __init__(self, *, files: bool = False) -> None:
        self.analyzer = Analyzer()
        self.files = files

    def posting(self, posting: CorpusPosting) -> Posting:
        """The posting, understood."""
        document = document_from_text(posting.text, source="posting", media_type="text/markdown")
        return self.analyzer.posting(document, as_of=AS_OF)

    def read(self, resume: CorpusResume, text: str) -> Resume:
        """A copy of a resume, as Markdown or through a file of the resume's own layout."""
        return self.analyzer.resume(self._document(resume, text), as_of=AS_OF)

    def _document(self, resume: CorpusResume, text: str) -> Document:
        if not self.files:
            return document_from_text(text, source="resume", media_type="text/markdown")
        suffix, data = render(replace(resume, source=text))
        return self.analyzer.read(data, name=resume.id + suffix)

    def analysis(self, read: Resume, posting: Posting) -> Analysis:
        """The judgement of one copy."""
        return self.analyzer.analyze_pair(read, posting, as_of=AS_OF)


def source_of(resume: CorpusResume) -> str:
    """The resume as Markdown: what stands at the right margin goes behind a dot."""
    return resume.source.replace(" || ", " · ")


def pairs(splits: Sequence[Split], *, every: int = 1) -> Iterator[tuple[CorpusPosting, int]]:
    """English postings with the index of one of their resumes; each n-th pair."""
    chosen = [
        (posting, number)
        for split in splits
        for posting in load_corpus(split=split)
        if posting.language == "en"
        for number in range(len(posting.resumes))
    ]
    return iter(chosen[::every])


def measure(judge: Judge, chosen: Sequence[tuple[CorpusPosting, int]]) -> Tally:
    """All swaps of these resumes, counted."""
    tally = Tally()
    for number, (posting, place) in enumerate(chosen):
        resume = posting.resumes[place]
        asked = judge.posting(posting)
        text = resume.source if judge.files else source_of(resume)
        read = judge.read(resume, text)
        before = judge.analysis(read, asked)
        reading = best_reading(posting)
        if reading is None:
            continue
        facts = reading.resumes[f"R{place + 1}"]
        tally.resumes += 1
        for swap in swaps(text, read, number):
            copy = judge.read(resume, swap.text)
            after = judge.analysis(copy, asked)
            _count(tally, resume.id, swap, before, after)
            if swap.kind is SwapKind.NAME:
                right, total = positions_read(facts, copy)
                tally.read[swap.group][0] += right
                tally.read[swap.group][1] += total
    return tally


def positions_read(facts: Facts, read: Resume) -> tuple[int, int]:
    """How many labelled positions with both dates are read with these dates, and how many are."""
    right = total = 0
    for held, position in pairs_of(facts.positions, read.positions):
        if held.start and held.end:
            total += 1
            header = "" if position is None else read.document.quote(position.span)
            right += position is not None and agrees(held, position, header)
    return right, total


def _count(tally: Tally, name: str, swap: Swap, before: Analysis, after: Analysis) -> None:
    kind = swap.kind.value
    scores = (before.report.score, after.report.score)
    decisions = (before.verdict.decision.value, after.verdict.decision.value)
    flips = decisions[0] != decisions[1] or before.verdict.band is not after.verdict.band
    changed = sum(
        one.level is not other.level
        for one, other in zip(before.report.matches, after.report.matches, strict=True)
    )
    tally.swaps[kind] += 1
    tally.scores[kind] += scores[0] != scores[1]
    tally.levels[kind] += changed > 0
    tally.verdicts[kind] += flips
    if scores[0] != scores[1] or flips or changed:
        tally.moved.append(
            Moved(
                resume=name,
                kind=kind,
                group=swap.group,
                scores=scores,
                decisions=decisions,
                levels=changed,
            )
        )


def as_table(tally: Tally) -> str:
    """Swaps and changes by kind, then the recall of positions by group of names."""
    rows = [f"{'swapped':<14}{'swaps':>8}{'score':>8}{'levels':>8}{'verdict':>9}"]
    for kind in (k.value for k in SwapKind):
        counts = (c[kind] for c in (tally.swaps, tally.scores, tally.levels, tally.verdicts))
        rows.append(_row(kind, *counts))
    totals = (c.total() for c in (tally.swaps, tally.scores, tally.levels, tally.verdicts))
    rows += [_row("all", *totals), "", "positions with both dates right, by group of names:"]
    rows += [f"  {group:<30}{recall:.4f}" for group, recall in tally.recalls.items()]
    return "\n".join(rows)


def _row(name: str, swapped: int, scores: int, levels: int, verdicts: int) -> str:
    return f"{name:<14}{swapped:>8}{scores:>8}{levels:>8}{verdicts:>9}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Swap, judge, print; write the figures where `--json` says."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.fairness",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th resume")
    parser.add_argument("--files", action="store_true", help="through rendered files")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    options = parser.parse_args(arguments)
    started = time.process_time()
    remember()
    chosen = list(pairs((Split.TRAIN, Split.DEV), every=options.every))
    tally = measure(Judge(files=options.files), chosen)
    print(f"{tally.resumes} resumes, {tally.swaps.total()} swaps\n")
    print(as_table(tally))
    if tally.moved:
        print("", *tally.moved[:MOST_SHOWN], sep="\n")
    print(f"{time.process_time() - started:.0f} s of one core", file=sys.stderr)
    if options.json is not None:
        data = {
            "schema": "fitcheck.benchmark.fairness/1",
            "resumes": tally.resumes,
            "swaps": dict(tally.swaps),
            "score_changes": tally.scores.total(),
            "verdict_flips": tally.verdicts.total(),
            "recall_by_group": {g: round(r, 6) for g, r in tally.recalls.items()},
            "moved": [str(moved) for moved in tally.moved],
        }
        options.json.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if tally.clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
