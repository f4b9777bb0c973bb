"""Bases of the adversarial family that are made from the corpus' train split.

For each English posting with a resume that its reader found to fit strongly and to be worth an
application. What the attacks are made of comes from the labels: keywords are the concepts that the
asking lines name, and the "paraphrase" is the hardest there is, the very lines of the honest resume
that prove the asks, only pasted below "Skills" of somebody else's resume.
"""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.attacks import Case
from benchmarks.baselines import words
from benchmarks.corpus import FOLDER, CorpusPosting, CorpusResume, Grade, Split, load_corpus
from benchmarks.labels import ASK_ZONES, Reading, load_reading

LEAST_KEYWORDS = 8
MOST_KEYWORDS = 14
"""What stuffers paste: fewer would be no attack, more no resume."""
LONGEST_KEYWORD = 40
LEAST_PARAPHRASE = 3
RUN = 6
"""So many words in a row that stand in the posting make a line a copy and no paraphrase."""

# Carriers that have nothing in common with the major group of ISCO-08; the others take turns.
_CARRIERS = {"5": "gardener", "6": "dog_walker", "9": "dog_walker"}
_TURNS = ("cashier", "gardener", "dog_walker")


def corpus_cases(carriers: Mapping[str, str]) -> tuple[Case, ...]:
    """All cases that the train split gives, in the order of their postings."""
    found = []
    for number, posting in enumerate(load_corpus(split=Split.TRAIN)):
        carrier = carriers[_CARRIERS.get(posting.isco[0], _TURNS[number % len(_TURNS)])]
        reading = load_reading(FOLDER / "labels" / "A" / f"{posting.id}.json")
        case = _case(posting, reading, carrier) if posting.language == "en" else None
        if case is not None:
            found.append(case)
    return tuple(found)


def _case(posting: CorpusPosting, reading: Reading, carrier: str) -> Case | None:
    """The case of one posting; None without an honest resume or enough keywords."""
    honest = next((r for r in posting.resumes if _fits(r, reading)), None)
    keywords = _keywords(posting, reading, carrier)
    if honest is None or len(keywords) < LEAST_KEYWORDS:
        return None
    title = reading.title or posting.occupation
    return Case(
        name=posting.id,
        trade=posting.occupation,
        title=title,
        posting=posting.text,
        honest=_text(honest),
        carrier=carrier,
        keywords=keywords,
        claim=f"{title} with 14 years of {keywords[0]}, {keywords[1]} and {keywords[2]}.",
        paraphrase=_paraphrase(posting, honest, reading),
        stuffed=_stuffed(posting, reading),
    )


def _key(resume: CorpusResume) -> str:
    """The name of a resume in the labels ("R1")."""
    return "R" + resume.id.rpartition("R")[2]


def _fits(resume: CorpusResume, reading: Reading) -> bool:
    pair = reading.pairs[_key(resume)]
    return pair.fit == "strong" and pair.worth


def _text(resume: CorpusResume) -> str:
    """The resume as Markdown: what stands at the right margin goes behind a dot."""
    return resume.source.replace(" || ", " · ")


def _keywords(posting: CorpusPosting, reading: Reading, carrier: str) -> tuple[str, ...]:
    """Concepts of the asking lines that stand in the posting as they are, and not in the carrier.

    One of each asking line in turn, so that few lines do not give all of them.
    """
    text, spoken = posting.text.lower(), set(words(carrier))
    rows = [
        [
            concept
            for concept in ask.concepts
            if len(concept) <= LONGEST_KEYWORD
            and concept.lower() in text
            and concept.lower() not in spoken
        ]
        for ask in reading.asks.values()
        if ask.zone in ASK_ZONES and ask.zone != "condition"
    ]
    longest = max(map(len, rows), default=0)
    in_turn = [row[place] for place in range(longest) for row in rows if place < len(row)]
    distinct = {concept.lower(): concept for concept in reversed(in_turn)}
    kept = list(reversed(distinct.values()))
    return tuple(kept[:MOST_KEYWORDS])


def _paraphrase(posting: CorpusPosting, honest: CorpusResume, reading: Reading) -> tuple[str, ...]:
    """Lines of the honest resume that prove an ask, without those that copy the posting."""
    lines, asked = honest.lines, _runs(posting.text)
    proofs = dict.fromkeys(
        number
        for shown in reading.pairs[_key(honest)].lines.values()
        if shown.status in ("demonstrated", "partial")
        for number in shown.evidence[:1]
    )
    said = [lines[n].lstrip("- ") for n in proofs if lines[n].startswith("- ")]
    kept = tuple(line for line in said if not asked & _runs(line))
    return kept if len(kept) >= LEAST_PARAPHRASE else ()


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of `RUN` words."""
    said = words(text)
    return frozenset(tuple(said[k : k + RUN]) for k in range(len(said) - RUN + 1))


def _stuffed(posting: CorpusPosting, reading: Reading) -> str | None:
    """A resume that was written to be stuffed and that the reader did not fall for."""
    for resume in posting.resumes:
        if resume.grade is Grade.STUFFED and reading.pairs[_key(resume)].fit in ("none", "weak"):
            return _text(resume)
    return None
