"""Headings that no table knows ("Earning years"): found by their looks, told by what they head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from fitcheck.documents.document import BlockKind, Document
from fitcheck.language.contact import is_contact
from fitcheck.language.dates import find_ranges
from fitcheck.language.degrees import find_degrees
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.pieces import WORK, SectionBlock
from fitcheck.language.section_model import SectionModel
from fitcheck.language.sections import Section, is_core, is_sublabel
from fitcheck.language.stretches import Stretch
from fitcheck.language.titles import employer_score, title_score, word_group

_MOST_WORDS: Final = 9
"""Words of a heading of a section at most; the longest of the corpus' train split has ten."""
_SAME_LEVEL: Final = 3
"""Lines of one level that make headings of sections where the words of none are known."""

_SURE_WITHIN_WORK: Final = 0.6
"""How sure the model must be of a section before a line ends a section for jobs: an employer that
is marked like a heading must not; .6 costs the corpus nothing and keeps those of the templates."""

_LISTING: Final = re.compile(r"\b(?:highlights?|qualifications?)\b", re.IGNORECASE)
_YEARS: Final = re.compile(r"\byears?\b", re.IGNORECASE)
_LEAST_ITEMS: Final = 3
_ITEM_WORDS: Final = 6
"""Words between the commas of a list of skills on average, at most; sentences of a summary have
twelve and more."""

_DOUBTFUL: Final = frozenset(
    {Section.EDUCATION, Section.SUMMARY, Section.SKILLS, Section.OTHER, Section.AWARDS}
)
"""Sections whose headings stand over other things at times: "Training", "Qualifications"."""
_SURE_OF_KNOWN: Final = 0.65
"""How sure the model must be to overrule the words of a known heading that is not the plainest; .65
and .8 were tried: macro F1 of the corpus' dev split .892 and .885, of real lines the same."""


def with_untold(document: Document, pieces: Sequence[SectionBlock]) -> list[SectionBlock]:
    """The pieces, with lines that look like the headings of sections made headings.

    Their section is what the model tells from their words and the lines below. Within a section
    for jobs a line that may name an employer or a title heads an entry and stays what it is.
    """
    found = list(pieces)
    likely = headings_by_looks(document, pieces)
    stretches = stretches_of(document, pieces, likely)
    model = SectionModel.load()
    told = model.told([stretch for _, stretch in stretches], Embeddings.load())
    current = Section.CONTACT
    for (index, stretch), (section, sure) in zip(stretches, told, strict=True):
        if index not in likely:
            if _overrules(section, sure, stretch) and not pieces[index].part:
                found[index] = replace(found[index], section=section)
            elif _lists_skills(stretch):
                found[index] = replace(found[index], section=Section.SKILLS)
            current = found[index].section
            continue
        if current in WORK and (
            sure < _SURE_WITHIN_WORK or (section in WORK and _may_name(stretch.heading))
        ):
            continue
        if current is Section.EDUCATION and _may_be_studied(stretch.heading):
            continue
        if section is Section.EXPERIENCE and word_group("volunteering").holds(stretch.heading):
            section = Section.VOLUNTEERING  # noqa: PLW2901
        found[index] = replace(found[index], section=section, heading=True, told=True)
        current = section
    return found


def _overrules(section: Section, sure: float, stretch: Stretch) -> bool:
    """Whether what stands below a known heading says more than its words ("Courses")."""
    return (
        stretch.rule in _DOUBTFUL
        and section is not stretch.rule
        and sure >= _SURE_OF_KNOWN
        and not is_core(stretch.heading)
    )


def _lists_skills(stretch: Stretch) -> bool:
    """Whether short items stand below "Highlights" or "Qualifications": skills, no summary.

    A line that counts years of experience sums up a career.
    """
    if stretch.rule is not Section.SUMMARY or not _LISTING.search(stretch.heading):
        return False
    words = sum(len(line.split()) for line in stretch.lines)
    parts = sum(1 + line.count(",") for line in stretch.lines)
    if any(find_ranges(line) or _YEARS.search(line) for line in stretch.lines):
        return False
    return stretch.items >= _LEAST_ITEMS and words <= _ITEM_WORDS * parts


def headings_by_looks(document: Document, pieces: Sequence[SectionBlock]) -> frozenset[int]:
    """The indices of pieces that are no known headings, but are marked as those are."""
    known = Counter(
        _looks(document, piece) for piece in pieces[1:] if piece.heading and not piece.part
    )
    marked = [look for look, _ in known.most_common() if look[0] is not None or look[1]]
    # One "Awards" among the entries of another section is marked like these: they are no sections.
    wanted = {look for look in marked if known[look] > 1 or _above(look, marked[0])}
    if sum(known[look] for look in wanted) < _SAME_LEVEL - 1:
        levels = Counter(
            _looks(document, piece)
            for piece in pieces[1:]
            if piece.block.level is not None and _may_head(document, piece)
        )
        often = [look for look, count in levels.items() if count >= _SAME_LEVEL]
        wanted |= set(sorted(often, key=lambda look: look[0] or 0)[:1])
    return frozenset(
        index
        for index, piece in enumerate(pieces)
        if index and _looks(document, piece) in wanted and _may_head(document, piece)
    )


def stretches_of(
    document: Document, pieces: Sequence[SectionBlock], likely: frozenset[int]
) -> list[tuple[int, Stretch]]:
    """Every heading, known or `likely`, by index, with the lines down to the next."""
    cuts = [i for i, piece in enumerate(pieces) if piece.heading or i in likely]
    found = []
    for number, (start, end) in enumerate(pairwise([*cuts, len(pieces)])):
        below = pieces[start + 1 : end]
        stretch = Stretch(
            heading=pieces[start].span.slice(document.text),
            lines=tuple(piece.span.slice(document.text) for piece in below),
            items=sum(piece.block.kind is BlockKind.LIST_ITEM for piece in below),
            rule=pieces[start].section if pieces[start].heading else None,
            place=number / max(1, len(cuts) - 1),
        )
        found.append((start, stretch))
    return found


def _looks(document: Document, piece: SectionBlock) -> tuple[int | None, bool, bool]:
    """Level, whether the format marks a heading, whether it is in capitals."""
    block = piece.block
    upper = piece.span.slice(document.text).isupper()
    return block.level, block.kind is BlockKind.HEADING, upper


def _above(look: tuple[int | None, bool, bool], usual: tuple[int | None, bool, bool]) -> bool:
    """Whether a line is marked at least as high as the usual heading."""
    return look == usual or (look[0] or 9) < (usual[0] or 9)


def _may_head(document: Document, piece: SectionBlock) -> bool:
    """Whether a piece that is no known heading could be one, for what it says."""
    text = piece.span.slice(document.text)
    words = text.split()
    return (
        not piece.heading
        and not piece.part
        and 0 < len(words) <= _MOST_WORDS
        and not text.rstrip().endswith((".", ";"))
        and any(c.isalpha() for c in text)
        and not is_sublabel(text)
        and not is_contact(text)
        and not find_ranges(text, single=True)
    )


_STUDIED = re.compile(
    r"\s(?:university|college|institute|academy|school|polytechnic)\b(?:\s?[,(].*)?\Z",
    re.IGNORECASE,
)


def _may_be_studied(text: str) -> bool:
    """Whether a line below "Education" names a degree or a school: an entry and no heading."""
    return bool(_STUDIED.search(text) or find_degrees(text, held=True))


def _may_name(text: str) -> bool:
    """Whether a line could be a title or the name of an employer: capitals, or words of either."""
    if title_score(text) > 0 or employer_score(text) > 0:
        return True
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return all(word[0].isupper() for word in words)
