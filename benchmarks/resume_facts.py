"""How well resumes are read: positions, dates, degrees and the section of every line.

usage: python -m benchmarks resume_facts [--on dev] [--show]
       python -m benchmarks resume_facts --real

Renders every resume of a split of the corpus to its file, reads the file, and compares what was
read with the labels, resumes in English and in other languages apart. A labelled position and one
that was read belong together where dates, title or employer are alike; each is used once. Figures:

- dates: both dates exactly those of the label, of the positions whose label has both (labels give
  a season as its year);
- title, title alike, employer alike: letters and digits the same; half of the words shared;
- precision: dated positions that were read and belong to a labelled one;
- months: all positions together within half a year of the labels, counted by the same rules;
- degrees: labelled levels that were read; lines: those found again in what was read;
- section of lines, without the name and the headings: accuracy and macro F1.

`--real` reports the sections of the labelled lines of real resumes (`real_lines`) instead.
Labels hold volunteer work and internships too. The test split is run once a release,
and errors are shown of the train split only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus import CorpusResume, Split, load_corpus
from benchmarks.corpus_files import render
from benchmarks.fact_matching import (
    agrees,
    alike,
    bare,
    dates_of,
    labelled_months,
    pairs_of,
    shared,
    words_of,
)
from benchmarks.label_check import best_reading
from benchmarks.labels import SECTIONS, Facts
from benchmarks.real_lines import labelled_paths, line_digest
from fitcheck.documents.reader import read_bytes, read_document
from fitcheck.language.dates import merged_months
from fitcheck.language.outline import WORK, section_blocks
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Resume
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import ReadingSettings

AS_OF = date(2026, 11, 22)
HALF_A_YEAR = 6
_LINE_FOUND = 0.6
"""The share of a labelled line's words that the line that was read must have."""
_NAMED: Mapping[Section, str] = {
    Section.CONTACT: "contact",
    Section.SUMMARY: "summary",
    Section.EDUCATION: "education",
    Section.SKILLS: "skills",
    Section.CERTIFICATIONS: "certification",
    Section.LANGUAGES: "language",
}
"""The label of a section's lines; lines of jobs are headers or items, all others "other".

Volunteering outside any position ("Coach of the under-12s") is a remark and no item of a job.
"""
_JOBS = WORK - {Section.VOLUNTEERING}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One line as it was read: its text, its words, the label that its section amounts to."""

    text: str
    words: frozenset[str]
    label: str


def read_lines(resume: Resume) -> tuple[ReadLine, ...]:
    """Every line of a resume that was read, headings left out, in order."""
    document = resume.document
    found = []
    for block in section_blocks(document):
        if block.heading:
            continue
        label = _NAMED.get(block.section, "item" if block.section in _JOBS else "other")
        for position in resume.positions:
            if position.span.overlaps(block.span):
                label = "header"
                break
            if position.body.overlaps(block.span):
                label = "item"
        text = document.quote(block.span)
        found.append(ReadLine(text=text, words=words_of(text), label=label))
    return tuple(found)


def sections_of(
    resume: CorpusResume, facts: Facts, lines: Sequence[ReadLine]
) -> Iterator[tuple[str, str | None]]:
    """The label of each line with what was read, None where the line was not found again."""
    texts = resume.lines
    for number, wanted in facts.sections.items():
        if number == "r001" or number in resume.headings:
            continue
        words = words_of(texts[number])
        if not words:
            continue
        best = max(lines, key=lambda line: shared(words, line.words), default=None)
        found = best is not None and len(words & best.words) >= _LINE_FOUND * len(words)
        yield wanted, best.label if best is not None and found else None


def count(resume: CorpusResume, facts: Facts, read: Resume, tally: Counter[str]) -> None:
    """Add the figures of one resume to the tally."""
    tally["resumes"] += 1
    pairs = list(pairs_of(facts.positions, read.positions))
    for held, position in pairs:
        tally["positions"] += 1
        if held.start and held.end:
            tally["dated"] += 1
            tally["dates_ok"] += position is not None and agrees(
                held, position, read.document.quote(position.span)
            )
        if held.employer:
            tally["employers"] += 1
            tally["employer_ok"] += position is not None and alike(held.employer, position.employer)
        if position is not None:
            tally["title_ok"] += bare(held.title) == bare(position.title)
            tally["title_alike"] += alike(held.title, position.title)
    matched = {id(position) for _, position in pairs if position is not None}
    for position in read.positions:
        if position.dates is not None:
            tally["said"] += 1
            tally["said_ok"] += id(position) in matched
    ours = merged_months([p.dates for p in read.positions if p.dates is not None], AS_OF)
    tally["months_ok"] += abs(ours - labelled_months(facts.positions, AS_OF)) <= HALF_A_YEAR
    levels = Counter(degree.level for degree in facts.degrees)
    had = Counter(entry.level.value for entry in read.education if entry.level is not None)
    tally["degrees"] += levels.total()
    tally["degrees_ok"] += (levels & had).total()
    tally["degrees_said"] += had.total()
    for wanted, said in sections_of(resume, facts, read_lines(read)):
        tally["lines"] += 1
        tally["lines_found"] += said is not None
        if said is not None:
            tally[f"section {wanted} {said}"] += 1


def macro_f1(tally: Counter[str]) -> tuple[float, float]:
    """Accuracy and macro F1 of the sections, over the labels that occur."""
    pairs = {
        (a, b): n
        for key, n in tally.items()
        if key.startswith("section ")
        for _, a, b in [key.split()]
    }
    right = sum(n for (a, b), n in pairs.items() if a == b)
    scores = []
    for label in SECTIONS:
        wanted = sum(n for (a, _), n in pairs.items() if a == label)
        said = sum(n for (_, b), n in pairs.items() if b == label)
        if wanted:
            scores.append(2 * pairs.get((label, label), 0) / (wanted + said))
    return right / max(1, sum(pairs.values())), sum(scores) / max(1, len(scores))


def figures(tally: Counter[str]) -> dict[str, float]:
    """The figures of a tally by name, shares but for the counts."""

    def share(name: str, of: str) -> float:
        return tally[name] / max(1, tally[of])

    accuracy, f1 = macro_f1(tally)
    return {
        "resumes": tally["resumes"],
        "positions": tally["positions"],
        "dates": share("dates_ok", "dated"),
        "title": share("title_ok", "positions"),
        "title alike": share("title_alike", "positions"),
        "employer alike": share("employer_ok", "employers"),
        "precision": share("said_ok", "said"),
        "months": share("months_ok", "resumes"),
        "degrees": share("degrees_ok", "degrees"),
        "degrees precision": share("degrees_ok", "degrees_said"),
        "lines found": share("lines_found", "lines"),
        "section accuracy": accuracy,
        "section macro F1": f1,
    }


def measure(split: Split, *, show: bool = False) -> dict[str, Counter[str]]:
    """The tallies of a split by language group; `show` prints what was missed (train only)."""
    tallies: dict[str, Counter[str]] = {"en": Counter(), "other": Counter()}
    vocabulary = Vocabulary.load()
    for posting in load_corpus(split=split):
        reading = best_reading(posting)
        if reading is None:
            continue
        tally = tallies["en" if posting.language == "en" else "other"]
        for resume in posting.resumes:
            facts = reading.resumes[resume.id[len(posting.id) :]]
            suffix, data = render(resume, language=posting.language)
            document = read_bytes(data, source=resume.id + suffix, settings=ReadingSettings())
            read = parse_resume(document, as_of=AS_OF, vocabulary=vocabulary)
            count(resume, facts, read, tally)
            if show:
                _show(resume, facts, read)
    return tallies


def measure_real() -> Counter[str]:
    """The tally of the sections of the labelled lines of real resumes (needs ../shared/data)."""
    tally: Counter[str] = Counter()
    vocabulary = Vocabulary.load()
    for path, labels in labelled_paths("resume"):
        read = parse_resume(read_document(path), as_of=AS_OF, vocabulary=vocabulary)
        seen: set[str] = set()
        for line in read_lines(read):
            digest = line_digest(line.text)
            wanted = labels.get(digest)
            if wanted is not None and wanted != "heading" and digest not in seen:
                seen.add(digest)
                tally[f"section {wanted} {line.label}"] += 1
                tally["lines"] += 1
    return tally


def _show(resume: CorpusResume, facts: Facts, read: Resume) -> None:
    pairs = list(pairs_of(facts.positions, read.positions))
    for held, position in pairs:
        if position is None or not agrees(held, position, read.document.quote(position.span)):
            said = None if position is None else (position.title, *dates_of(position))
            print(f"{resume.id} {held.line} {held.title} | {held.start} | {held.end}: {said}")
            print(f"    {resume.lines[held.line]}")
    matched = {id(position) for _, position in pairs if position is not None}
    for position in read.positions:
        if id(position) not in matched and position.dates is not None:
            print(f"{resume.id} spare: {position.title} | {position.employer}", dates_of(position))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    splits = [str(split) for split in Split]
    parser.add_argument("--on", choices=splits, default="dev", help="the split (dev)")
    parser.add_argument("--show", action="store_true", help="print what was missed (train only)")
    parser.add_argument("--real", action="store_true", help="labelled lines of real resumes")
    options = parser.parse_args(arguments)
    if options.real:
        tally = measure_real()
        accuracy, f1 = macro_f1(tally)
        print(f"{tally['lines']} real lines: section accuracy {accuracy:.3f}, macro F1 {f1:.3f}")
        return 0 if tally["lines"] else 2
    if options.show and options.on != "train":
        parser.error("errors are looked at on the train split only")
    tallies = measure(Split(options.on), show=options.show)
    columns = {name: figures(tally) for name, tally in tallies.items()}
    print(f"{'':20s}" + "".join(f"{name:>10s}" for name in columns))
    for figure in columns["en"]:
        cells = (column[figure] for column in columns.values())
        print(
            f"{figure:20s}"
            + "".join(f"{c:10.3f}" if isinstance(c, float) else f"{c:10d}" for c in cells)
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
