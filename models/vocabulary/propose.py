"""Propose names that the vocabulary lacks, from postings without labels; a person accepts them.

usage: python models/vocabulary/propose.py FOLDER... [--least 3] [--most 400] > proposals.tsv
       python models/vocabulary/propose.py --take proposals.tsv

Reads every posting of the folders, takes the lines that ask for something, and counts names that
the vocabulary does not find there: names written like names (capitals, signs, digits), what stands
behind "experience with", "knowledge of" and the like, long names with their short form in brackets
("Applicant Tracking System (ATS)"), and, with `--spans`, what the span model takes for knowledge.
A row is written for each name of at least `--least` postings, the most frequent first:

    verdict, name, postings, lines, how, nearest concepts, an example line

A person fills in the first column: a kind ("tool", "knowledge", …) for a new concept, "= Concept"
for another name of a known one, nothing otherwise. `--take` prints the accepted rows as entries
for the tables in `fitcheck/data/vocabulary`, where an example that a test runs stands beside them.
The examples are read, never kept: of the postings only the names go into the tables.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fitcheck.documents.reader import read_document
from fitcheck.errors import FitcheckError
from fitcheck.language.degrees import find_degrees
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.linking import Linker
from fitcheck.language.spelling import key_of
from fitcheck.language.vocabulary import ConceptKind, Vocabulary
from fitcheck.profiles.posting import parse_posting

AS_OF = date(2026, 11, 27)
SUFFIXES = frozenset({".md", ".txt", ".html", ".htm"})
MOST_WORDS = 5
NAME = re.compile(
    r"(?<![\w.@/-])(?:[A-Z][\w+#&'-]{0,30}|[a-z]+[A-Z]\w{0,30})"
    r"(?:[ .](?:[A-Z][\w+#&'-]{0,30}|[A-Z0-9]{1,6}\b)){0,4}(?![\w@])"
)
ASKED = re.compile(
    r"\b(?:experience (?:with|in|using)|knowledge of|proficien(?:t|cy) (?:in|with)|skills in"
    r"|familiar(?:ity)? with|understanding of|expertise in|background in|certified in)"
    r" (?P<name>[^.,;:()\n]{3,60}?)(?= and\b| or\b|[.,;:()]|$)",
    re.IGNORECASE,
)
DEFINED = re.compile(r"(?P<long>(?:[A-Z][\w-]+[ ]){1,5})\((?P<short>[A-Z][A-Za-z&]{1,7})\)")
EDGES = frozenset(
    ["a", "an", "the", "and", "or", "of", "in", "with", "for", "to", "our", "your", "their",
     "its", "various", "strong", "other", "all", "at", "on", "as", "is", "are", "this", "that"]
)  # fmt: skip
OPENS = re.compile(r"(?:\A|[.!?:;•]|\n)[\s*_•–-]*\Z")
"""What stands before the first word of a sentence, whose capital says nothing."""
PRONOUNS = frozenset(["you", "we", "it", "i", "they", "he", "she", "this", "that", "these"])
OPENERS = frozenset(
    ["you", "we", "i", "experience", "ability", "strong", "proven", "excellent", "knowledge",
     "understanding", "bachelor", "master", "degree", "must", "minimum", "preferred", "required"]
)  # fmt: skip


@dataclass
class Seen:
    """What is known of one name that the vocabulary lacks."""

    spellings: Counter[str] = field(default_factory=Counter)
    postings: set[str] = field(default_factory=set)
    lines: int = 0
    hows: Counter[str] = field(default_factory=Counter)
    example: str = ""
    other: Counter[str] = field(default_factory=Counter)
    """The long form of a short one, or the short form of a long one."""


def asking_lines(path: Path, vocabulary: Vocabulary) -> list[str]:
    """The lines of a posting that ask for something; none where it cannot be read."""
    try:
        document = read_document(path)
    except FitcheckError as problem:
        print(f"{path.name}: {problem}", file=sys.stderr)
        return []
    posting = parse_posting(document, as_of=AS_OF, vocabulary=vocabulary)
    return list(dict.fromkeys(document.quote(one.span) for one in posting.requirements))


def candidates(line: str, *, spans: bool) -> Iterator[tuple[str, int, str]]:
    """Names in a line with their place and how they were told; one name may come twice."""
    for match in DEFINED.finditer(line):
        long = match["long"].strip()
        if "".join(word[0] for word in long.split() if word[0].isupper()) == match["short"]:
            yield match["short"], match.start("short"), f"short for {long}"
            yield long, match.start("long"), f"long for {match['short']}"
    for match in NAME.finditer(line):
        first = match.group().split()[0]
        opens = bool(OPENS.search(line[: match.start()]))
        plain = first[1:].islower() and len(match.group().split()) == 1
        if first.lower() not in PRONOUNS and not (opens and (plain or first.lower() in OPENERS)):
            yield match.group(), match.start(), "written as a name"
    for match in ASKED.finditer(line):
        yield match["name"], match.start("name"), "asked for"
    if spans:
        from fitcheck.language.spans import SpanKind, find_spans

        for one in find_spans(line):
            if one.kind is SpanKind.KNOWLEDGE:
                yield one.span.slice(line), one.span.start, "span model"


def trimmed(name: str) -> str:
    """A name without empty words at its ends; empty where it is too long or no name."""
    words = name.strip(" -–—'\"*").split()
    while words and words[0].lower() in EDGES:
        words = words[1:]
    while words and words[-1].lower() in EDGES:
        words = words[:-1]
    letters = any(letter.isalpha() for letter in name)
    if len(words) == 1 and (words[0].islower() or words[0].lower() in PRONOUNS):
        return ""
    return " ".join(words) if letters and 0 < len(words) <= MOST_WORDS else ""


def collect(paths: list[Path], *, spans: bool) -> dict[str, Seen]:
    """Every unknown name by its folded form."""
    vocabulary = Vocabulary.load()
    seen: dict[str, Seen] = defaultdict(Seen)
    for path in paths:
        for line in asking_lines(path, vocabulary):
            known = [found.span for found in vocabulary.find(line)]
            known += [found.span for found in vocabulary.occupations(line)]
            known += [found.span for found in find_degrees(line)]
            for raw, start, how in candidates(line, spans=spans):
                name = trimmed(raw)
                end = start + len(raw)
                inside = any(one.start < end and start < one.end for one in known)
                if len(name) < 2 or inside or vocabulary.get(name) is not None:
                    continue
                one = seen[key_of(name)]
                one.spellings[name] += 1
                one.postings.add(str(path))
                one.lines += 1
                one.hows[how.split(" for ")[0]] += 1
                one.example = one.example or line
                if how.startswith(("short", "long")):
                    one.other[how.split(" for ", 1)[1]] += 1
    return seen


def write(seen: dict[str, Seen], *, least: int, most: int) -> None:
    """Print the rows, the names of most postings first."""
    vocabulary = Vocabulary.load()
    names = vocabulary.names()
    linker = Linker({concept.name: names.get(concept.name, ()) for concept in vocabulary},
                    Embeddings.load())  # fmt: skip
    often = sorted(
        (one for one in seen.values() if len(one.postings) >= least),
        key=lambda one: (-len(one.postings), one.spellings.most_common(1)[0][0]),
    )
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    out.writerow(["verdict", "name", "postings", "lines", "how", "nearest", "example"])
    for one in often[:most]:
        name = one.spellings.most_common(1)[0][0]
        full = one.other.most_common(1)[0][0] if one.other else name
        near = "; ".join(link.concept for link in linker.link(full, most=3))
        how = ", ".join(f"{how} {n}" for how, n in one.hows.most_common())
        how += f" ({full})" if full != name else ""
        row = [name, len(one.postings), one.lines, how, near, one.example[:160]]
        out.writerow(["", *row])


def take(path: Path) -> None:
    """Print the rows with a verdict as entries of our tables; raises SystemExit for a wrong one."""
    vocabulary = Vocabulary.load()
    kinds = {str(kind) for kind in ConceptKind}
    fresh: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle, delimiter="\t"), start=2):
            verdict = (row["verdict"] or "").strip()
            if verdict.startswith("="):
                concept = vocabulary.get(verdict[1:].strip())
                if concept is None:
                    sys.exit(f"line {number}: the vocabulary has no {verdict[1:].strip()!r}")
                other[concept.name].append(row["name"])
            elif verdict in kinds:
                fresh[verdict].append(row["name"])
            elif verdict:
                sys.exit(f"line {number}: {verdict!r} is no kind: {', '.join(sorted(kinds))}")
    for kind, names in sorted(fresh.items()):
        print(f'[grown_{kind}]\nkind = "{kind}"\nsource = "own"\n[grown_{kind}.concepts]')
        print("\n".join(f"{json.dumps(name, ensure_ascii=False)} = []" for name in sorted(names)))
    for name, names in sorted(other.items()):
        print(f"# more names of {name}: {json.dumps(sorted(names), ensure_ascii=False)}")


def main() -> None:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--least", type=int, default=3, help="postings that name it (3)")
    ask.add_argument("--most", type=int, default=400, help="rows (400)")
    ask.add_argument("--spans", action="store_true", help="ask the span model too")
    ask.add_argument("--take", type=Path, metavar="FILE", help="print what was accepted")
    chosen = ask.parse_args()
    if chosen.take:
        take(chosen.take)
        return
    paths = sorted(
        path for folder in chosen.folders for path in folder.rglob("*") if path.suffix in SUFFIXES
    )
    if not paths:
        sys.exit("no postings: name folders with .md, .txt or .html files")
    write(collect(paths, spans=chosen.spans), least=chosen.least, most=chosen.most)


if __name__ == "__main__":
    main()
