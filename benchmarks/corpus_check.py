"""Validates the corpus and its labels and prints what is in it.

usage: python -m benchmarks corpus_check [--pin] [--quick]

Checks the index, ids, splits, digests, licence, telephone numbers and e-mail addresses, texts that
stand in two splits, that every resume's rendering is read back whole, and that labels are complete.
`--pin` writes the digests anew; `--quick` leaves the renderings out. Exit status 1: a problem.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.agreement import agreement_report
from benchmarks.corpus import FOLDER, CorpusPosting, Split, load_corpus, read_index
from benchmarks.corpus_files import SUFFIXES, render
from benchmarks.label_check import label_problems

DIGESTS = FOLDER / "digests.txt"
SHARES = {Split.TRAIN: 0.60, Split.DEV: 0.15, Split.TEST: 0.25}
SHARE_SLACK = 0.02
READ_BACK = 0.96
"""Share of a resume's words that its rendering must give back; hyphens at line ends cost some."""
SHINGLE = 8
"""Words in a row that no two splits may share; set phrases of the trade are shorter."""
SHINGLE_SLACK = 6
"""Shared runs that two documents of different splits may have: names of laws and degrees, and the
set phrases of equal-opportunity clauses and declarations, the longest of which has 13 words."""

_LICENCE = "SPDX-License-Identifier: CC0-1.0"
_E_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_RESERVED = re.compile(r"@(?:[\w-]+\.)*example\.(?:com|org|net)$")
_TELEPHONE = re.compile(r"(?<![\w.,/–-])\+?\(?\d[\d ()./-]{6,}\d(?![\w-])")
_FICTIONAL = re.compile(
    r"555[ -]?01\d\d|7700 ?900|7946 ?0|496 ?0|0?491 ?570|5550|20 ?91\d|23125|0?1 99 00|0?6 39 98"
)
"""Number ranges that regulators keep for films: North America, UK, Australia, Ireland, Germany,
France."""
_TWO_YEARS = re.compile(r"(?:19|20)\d\d.*(?:19|20)\d\d")
_WORD = re.compile(r"[^\W_]+")


def structure_problems(folder: Path = FOLDER) -> Iterator[str]:
    """Ids that are not unique or have no file, files without an id, a missing licence line."""
    rows = read_index(folder)
    postings = [str(row["id"]) for row in rows]
    resumes = [str(resume["id"]) for row in rows for resume in row["resumes"]]
    for name, ids in (("postings", postings), ("resumes", resumes)):
        files = {path.stem for path in (folder / name).glob("*.md")}
        yield from (f"{id_}: stands twice in the index" for id_, n in Counter(ids).items() if n > 1)
        yield from (f"{id_}: no file in {name}" for id_ in sorted(set(ids) - files))
        yield from (f"{id_}: a file in {name} without an entry" for id_ in sorted(files - set(ids)))
    for row in rows:
        for resume in row["resumes"]:
            if not str(resume["id"]).startswith(str(row["id"]) + "R"):
                yield f"{resume['id']}: does not belong to {row['id']}"
            if resume["layout"] not in SUFFIXES:
                yield f"{resume['id']}: unknown layout {resume['layout']}"
    first = (folder / "index.toml").read_text(encoding="utf-8").splitlines()[0]
    if _LICENCE not in first:
        yield "index.toml: the first line does not state the licence"


def split_problems(postings: Sequence[CorpusPosting]) -> Iterator[str]:
    """Splits whose share is off, and runs of words that two splits share."""
    for split, share in SHARES.items():
        found = sum(posting.split is split for posting in postings) / max(1, len(postings))
        if abs(found - share) > SHARE_SLACK:
            yield f"{split.value}: {found:.2f} of the postings, {share:.2f} wanted"
    places: defaultdict[tuple[str, ...], set[tuple[str, Split]]] = defaultdict(set)
    for posting in postings:
        texts = [(posting.id, posting.text), *((r.id, r.source) for r in posting.resumes)]
        for name, text in texts:
            for shingle in _shingles(text):
                places[shingle].add((name, posting.split))
    shared: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for shingle, where in places.items():
        if len({split for _, split in where}) > 1:
            names = sorted(name for name, _ in where)
            shared[names[0], names[-1]] += 1
            example.setdefault((names[0], names[-1]), " ".join(shingle))
    for (one, other), count in sorted(shared.items()):
        if count > SHINGLE_SLACK:
            yield f"{one} and {other} share {count} runs of words: {example[one, other]!r}"


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def contact_problems(name: str, text: str) -> Iterator[str]:
    """E-mail addresses outside the reserved domains, telephone numbers that could be real."""
    for found in _E_MAIL.findall(text):
        if not _RESERVED.search(found):
            yield f"{name}: the e-mail address {found} could be real"
    for found in _TELEPHONE.findall(text):
        digits = sum(char.isdigit() for char in found)
        if digits >= 9 and not _FICTIONAL.search(found) and not _TWO_YEARS.search(found):
            yield f"{name}: the telephone number {found} could be real"


def rendering_problems(postings: Iterable[CorpusPosting]) -> Iterator[str]:
    """Resumes whose file is not read back with (nearly) all of its words."""
    from fitcheck.documents.reader import read_bytes
    from fitcheck.errors import InputError
    from fitcheck.settings import ReadingSettings

    for posting in postings:
        for resume in posting.resumes:
            suffix, data = render(resume, language=posting.language)
            try:
                document = read_bytes(data, source=resume.id + suffix, settings=ReadingSettings())
            except InputError as problem:
                yield f"{resume.id}: the rendering is not read: {problem.message}"
                continue
            wanted = Counter(_WORD.findall(" ".join(resume.lines.values()).lower()))
            found = Counter(_WORD.findall(document.text.lower()))
            share = sum((wanted & found).values()) / max(1, sum(wanted.values()))
            if share < READ_BACK:
                yield f"{resume.id}: {share:.2f} of its words are read back from {suffix}"


def digest_lines(folder: Path = FOLDER) -> list[str]:
    """SHA-256 and path of every text and of the index, in the order of the paths."""
    paths = [folder / "index.toml", *folder.glob("postings/*.md"), *folder.glob("resumes/*.md")]
    return [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in sorted(paths)
    ]


def counts(postings: Sequence[CorpusPosting]) -> str:
    """How many postings and resumes there are, by what they are."""
    resumes = [resume for posting in postings for resume in posting.resumes]
    words = sum(len(_WORD.findall(resume.source)) for resume in resumes)
    tables = {
        "split": Counter(posting.split.value for posting in postings),
        "language": Counter(posting.language for posting in postings),
        "region": Counter(posting.region for posting in postings),
        "major group": Counter(posting.isco[0] for posting in postings),
        "seniority": Counter(posting.seniority for posting in postings),
        "employer": Counter(posting.employer for posting in postings),
        "form": Counter(posting.form for posting in postings),
        "grade": Counter(resume.grade.value for resume in resumes),
        "format": Counter(SUFFIXES[resume.layout][1:] for resume in resumes),
    }
    occupations = len({posting.isco for posting in postings})
    lines = [
        (
            f"{len(postings)} postings of {occupations} occupations "
            f"({sum(len(_WORD.findall(p.text)) for p in postings):,} words), "
            f"{len(resumes)} resumes ({words:,} words)"
        )
    ]
    for name, table in tables.items():
        row = ", ".join(f"{key} {count}" for key, count in sorted(table.items()))
        lines.append(f"{name:<12} {row}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true", help="write the digests of the texts anew")
    parser.add_argument("--quick", action="store_true", help="leave the renderings out")
    options = parser.parse_args(arguments)
    problems = list(structure_problems())
    if not problems:
        postings = load_corpus()
        if options.pin:
            DIGESTS.write_text("\n".join(digest_lines()) + "\n", encoding="utf-8")
        problems += text_problems(postings)
        problems += [] if options.quick else rendering_problems(postings)
        problems += label_problems(postings)
        print(counts(postings))
        print(agreement_report(postings))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


def text_problems(postings: Sequence[CorpusPosting]) -> list[str]:
    """All that is wrong with the texts themselves."""
    problems = list(split_problems(postings))
    for posting in postings:
        problems += contact_problems(posting.id, posting.text)
        for resume in posting.resumes:
            problems += contact_problems(resume.id, resume.source)
    pinned = DIGESTS.read_text(encoding="utf-8").splitlines() if DIGESTS.exists() else []
    changed = sorted({line.split()[-1] for line in set(pinned) ^ set(digest_lines())})
    problems += [f"{name}: not the text whose digest is pinned" for name in changed]
    return problems


if __name__ == "__main__":
    raise SystemExit(main())
