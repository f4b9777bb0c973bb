"""Certificates and registrations: held, still open, claimed, or not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from fitcheck.documents.document import Span
from fitcheck.language.hedges import credit_at
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import ConceptKind, Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.certificate_asks import CertificateAsks, asks_of, stems_of
from fitcheck.matching.concepts import concept_level
from fitcheck.matching.context import Context
from fitcheck.matching.credentials import degree_instead
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.lines import find_lines
from fitcheck.matching.match import Evidence, Level, Match
from fitcheck.matching.standing import Standing, is_entry, standing, telling
from fitcheck.matching.wording import place
from fitcheck.profiles.profile import Logic, Requirement

_CREDENTIALS = (ConceptKind.CERTIFICATION, ConceptKind.LICENSE)
_CERTIFICATE = re.compile(
    r"\b(?:(?:pg)?cert(?!ain)\w*|zertifi\w*|diploma|card|licen[cs]e|ticket|endorsement|brevet)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 16
"""Words of the longest line that is read as an entry where nothing but its wording says so."""
_LEVEL = re.compile(r"\b(?:level|niveau|stufe|nivel) ?(\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """One place that names what is asked: its level, and the words for the reason."""

    level: Level
    evidence: tuple[Evidence, ...]
    reason: str


def compare_certification(requirement: Requirement, context: Context) -> Match:
    """A certificate: an entry shows it, an open or lapsed one is part, a bare name lists it."""
    asks = asks_of(requirement, context.asked)
    if _is_unnamed(requirement, asks, context):
        return _unnamed(requirement, asks, context.asked)
    named = _held(requirement, context)
    if not named:
        named = [*_elsewhere(requirement, context)]
    best = max(named, key=lambda one: one.level.rank, default=None)
    missing = _missing(requirement, context)
    if best is not None and best.level is Level.DEMONSTRATED and missing:
        best = replace(best, level=Level.PARTIAL, reason=f"{best.reason}; nothing shows {missing}")
    if best is None or best.level is not Level.DEMONSTRATED:
        degree = degree_instead(requirement, context)
        if degree is not None:
            return degree
    if best is None:
        return _unnamed(requirement, asks, context.asked)
    return Match(
        requirement=requirement, level=best.level, reason=best.reason, evidence=best.evidence
    )


def _is_unnamed(requirement: Requirement, asks: CertificateAsks, context: Context) -> bool:
    """True where no entry, no line and no degree can stand for what is asked: most often so."""
    index = context.index
    concepts, stems = index.once(_certified)
    _, words = index.once(_naming)
    if asks.degree or not concepts.isdisjoint(requirement.concepts):
        return False
    if any(want <= stems for want in asks.wanted) or any(want <= words for want in asks.things):
        return False
    if any(name in index.said for name in asks.letters):
        return False
    if requirement.concepts:
        return not any(index.showing(name).items for name in requirement.concepts)
    return find_lines(requirement, context).level is Level.ABSENT


def _unnamed(requirement: Requirement, asks: CertificateAsks, asked: PostingIndex) -> Match:
    if asks.check:
        return asked.bare(requirement, Level.UNKNOWN, "the resume does not say; ask yourself")
    return asked.bare(requirement, Level.ABSENT, "no such certificate in the resume")


def held_certificate(requirement: Requirement, context: Context) -> Match | None:
    """The best place that names it as held or open; None where only other lines may mean it."""
    named = _held(requirement, context)
    best = max(named, key=lambda one: one.level.rank, default=None)
    if best is None or best.level.rank < Level.PARTIAL.rank:
        return None
    return Match(
        requirement=requirement, level=best.level, reason=best.reason, evidence=best.evidence
    )


def _held(requirement: Requirement, context: Context) -> list[_Named]:
    named = [*_entries(requirement, context), *_acronyms(requirement, context)]
    if all(one.level is not Level.DEMONSTRATED for one in named):
        named += _worded(requirement, context)
    return named


def _entries(requirement: Requirement, context: Context) -> Iterator[_Named]:
    """Certificates of the resume that are asked."""
    index = context.index
    known, words = index.once(_certified)
    asks = asks_of(requirement, context.asked)
    wanted = [want for want in asks.wanted if want <= words]
    if not wanted and known.isdisjoint(requirement.concepts):
        return
    asked_level = _level_asked(requirement, context)
    for certificate in index.resume.certifications:
        if index.copied(certificate.span):
            continue
        stems = stems_of(certificate.name)
        named = certificate.concept in requirement.concepts if certificate.concept else False
        if not named and not any(want <= stems for want in wanted):
            continue
        line = index.resume.document.quote(certificate.span)
        at = max(0, line.find(certificate.name))
        where = Span(start=at, end=min(len(line), at + len(certificate.name)))
        level, said = Level.DEMONSTRATED, ""
        claimed = certificate.date is None and index.claimed(certificate.span)
        if standing(line, where) is Standing.OPEN:
            level, said = Level.PARTIAL, ", not (or no longer) held"
        elif claimed and not is_entry(
            line, [where], index, section=_section(certificate.span, index)
        ):
            level, said = Level.LISTED, " claimed, no entry"
        elif _is_lower(line, asked_level):
            level, said = Level.PARTIAL, f"; level {asked_level} asked"
        dated = f", {certificate.date}" if certificate.date else ""
        yield _Named(
            level,
            (Evidence(span=certificate.span, section=Section.CERTIFICATIONS),),
            f"{certificate.name}{dated}{said}",
        )


def _level_asked(requirement: Requirement, context: Context) -> int:
    """The lowest level that the line names, 0 where it names none."""
    return min(map(int, context.asked.told(_LEVEL.findall, requirement)), default=0)


def _is_lower(line: str, asked: int) -> bool:
    """Whether a line names levels, and none as high as the one asked."""
    return max(map(int, _LEVEL.findall(line)), default=asked) < asked


def _certified(index: ResumeIndex) -> tuple[frozenset[str], frozenset[str]]:
    """The concepts of all certificates of the resume, and the stems of all their names."""
    held = index.resume.certifications
    concepts = frozenset(one.concept for one in held if one.concept)
    return concepts, frozenset().union(*(stems_of(one.name) for one in held))


def _section(span: Span, index: ResumeIndex) -> Section:
    """Where a certificate stands."""
    over = (item.section for item in index.resume.items if item.span.overlaps(span))
    return next(over, Section.CERTIFICATIONS)


def _acronyms(requirement: Requirement, context: Context) -> Iterator[_Named]:
    """Registers, examiners and certificates that the asking line names by their letters."""
    index = context.index
    asked_level = _level_asked(requirement, context)
    for name in asks_of(requirement, context.asked).letters:
        if name not in index.said:  # most are not, and to search every line takes long
            continue
        pattern = _lettered(name, index.vocabulary)
        if pattern is None:
            continue
        for number in index.ranked(index.matching(pattern)):
            line, item = index.quotes[number], index.item(number)
            match = pattern.search(line)
            if match is None or index.copied(item.span) or item.hedge <= 0.0:
                continue
            where = Span(start=match.start(), end=match.end())
            if credit_at(line, where) <= 0.0:
                continue
            level, said = Level.DEMONSTRATED, ""
            if standing(line, where) is Standing.OPEN:
                level, said = Level.PARTIAL, ", not (or no longer) held"
            elif _is_lower(line, asked_level):
                level, said = Level.PARTIAL, f"; level {asked_level} asked"
            elif not index.placed[number] and not is_entry(
                line, [where], index, section=item.section
            ):
                level = Level.LISTED
            yield _Named(level, index.evidence((number,)), f"{name} in {place(item.section)}{said}")


@lru_cache(maxsize=1 << 12)
def _lettered(name: str, vocabulary: Vocabulary) -> re.Pattern[str] | None:
    """What finds a name in capitals; None for one that stands for something else."""
    known = [vocabulary.get(found.concept) for found in vocabulary.find(name)]
    if any(concept and concept.kind not in _CREDENTIALS for concept in known):
        return None
    return re.compile(rf"(?<![\w&]){re.escape(name)}(?![\w&])")


def _worded(requirement: Requirement, context: Context) -> Iterator[_Named]:
    """Lines among certificates and education that hold every telling word of one thing asked."""
    index = context.index
    lines, all_words = index.once(_naming)
    things = asks_of(requirement, context.asked).things
    wanted = [want for want in things if want <= all_words]
    if not wanted:
        return
    asked_level = _level_asked(requirement, context)
    for number, words in lines:
        if any(want <= words for want in wanted):
            item, line = index.item(number), index.quotes[number]
            level, said = Level.DEMONSTRATED, ""
            if standing(line, Span(start=0, end=min(1, len(line)))) is Standing.OPEN:
                level, said = Level.PARTIAL, ", not (or no longer) held"
            elif _is_lower(line, asked_level):
                level, said = Level.PARTIAL, f"; level {asked_level} asked"
            yield _Named(level, index.evidence((number,)), f"{place(item.section)} names it{said}")


def _naming(index: ResumeIndex) -> tuple[tuple[tuple[int, frozenset[str]], ...], frozenset[str]]:
    """The placed items that may name certificates with the telling words of each, and of all."""
    words = index.told(telling)
    lines = tuple(
        (number, words[number])
        for number, item in enumerate(index.resume.items)
        if item.section in _SHOWN_IN and index.placed[number]
    )
    return lines, frozenset().union(*(said for _, said in lines))


_SHOWN_IN = frozenset({Section.CERTIFICATIONS, Section.EDUCATION, Section.OTHER, Section.AWARDS})


def _elsewhere(requirement: Requirement, context: Context) -> Iterator[_Named]:
    """The concept in other lines, or lines that say what the asking line says."""
    index = context.index
    if requirement.concepts:
        finding = concept_level(requirement.concepts, Logic.ANY, context)
        level, items = finding.level, finding.items
    else:
        lines = find_lines(requirement, context)
        level, items = lines.level, tuple(n for n in lines.items if _may_certify(n, index))
    if level is Level.ABSENT or not items:
        return
    shown = index.evidence(items)
    if not shown:
        return
    first = index.quotes[items[0]]
    spans = [
        found.span
        for found in index.vocabulary.find(first)
        if found.concept in requirement.concepts
    ]
    where = spans[0] if spans else Span(start=0, end=len(first))
    if level is Level.DEMONSTRATED and standing(first, where) is Standing.OPEN:
        level = Level.PARTIAL
    told = spans or (_CERTIFICATE.search(first) and len(first.split()) <= _MOST_WORDS)
    if level is Level.LISTED and told and is_entry(first, spans, index, section=shown[0].section):
        level = Level.DEMONSTRATED
    yield _Named(level, shown, f"named in {place(shown[0].section)}, no certificate entry")


def _may_certify(number: int, index: ResumeIndex) -> bool:
    """Whether a line stands among certificates or speaks of one; work near by is none."""
    among = index.item(number).section is Section.CERTIFICATIONS
    return among or bool(_CERTIFICATE.search(index.quotes[number]))


def _missing(requirement: Requirement, context: Context) -> str | None:
    """The first of several certificates, all asked, that the resume names nowhere."""
    if requirement.logic is not Logic.ALL or len(requirement.concepts) < 2:
        return None
    held = {c.concept for c in context.index.resume.certifications}
    for name in requirement.concepts:
        if name not in held and not context.index.showing(name).items:
            return name
    return None
