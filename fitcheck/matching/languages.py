"""Natural languages: those stated, those studied, and the one that a resume is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fitcheck.language.detect import language_name
from fitcheck.language.sections import Section
from fitcheck.language.spoken import find_spoken
from fitcheck.matching.context import Context
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Evidence, Level, Match
from fitcheck.matching.wording import duration, listing
from fitcheck.profiles.profile import LanguageSkill, Logic, Requirement

# CEFR in order; words for levels are mapped to it where a resume is understood.
_CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
_IMPLIED = "B1"
"""What a posting means that asks a language and no level: more than the beginner's words."""
_WORKED = 12
"""Months of dated work told in a language from which it shows that one works in it."""
_UMBRELLA = "Bilingual"
_SECOND = re.compile(r"\b(?:second|another|other|additional|further) language", re.IGNORECASE)
_OTHERS = re.compile(r"\bnative speakers\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Finding:
    """How one language is shown; `exact` where the resume states the level.

    `own` is True where nothing but the resume's being written in it shows it.
    """

    level: Level
    reason: str
    evidence: tuple[Evidence, ...] = ()
    exact: bool = False
    own: bool = False


def compare_language(requirement: Requirement, context: Context) -> Match:
    """Languages at the levels asked: the worst of several that are all asked, else the best."""
    names = [n for n in requirement.concepts if n != _UMBRELLA] or list(requirement.concepts)
    levels = _levels_asked(requirement, names, context)
    found = [_shown(name, levels[name], context.index) for name in names]
    if not found:
        reason = "the resume does not say which languages"
        return Match(requirement=requirement, level=Level.UNKNOWN, reason=reason)
    bilingual = _UMBRELLA in requirement.concepts
    several = requirement.logic is Logic.ALL or bilingual
    if several and language_name(context.index.language) not in names:
        # "A second language, such as Urdu or Polish": one beside the resume's own will do.
        several = not (bilingual and context.asked.told(_SECOND.search, requirement))
    others = [one for one in found if not one.own]
    if several and others and all(one.level is Level.ABSENT for one in others):
        # What hardly anybody states is no part of an ask that means the other language.
        found = others
    best = max(found, key=lambda one: (one.level.rank, one.level is Level.ABSENT))
    level = best.level
    if several and len(found) > 1:
        worst = min(found, key=lambda one: one.level.rank)
        if level is Level.DEMONSTRATED and worst.level is not Level.DEMONSTRATED:
            level = Level.PARTIAL
        if _UMBRELLA in requirement.concepts and not worst.level.rank:
            # One language alone is no part of being bilingual.
            level = worst.level
        shown = [one for one in found if one.evidence]
        reason = "; ".join(dict.fromkeys(one.reason for one in found[:3]))
        evidence = tuple(dict.fromkeys(e for one in shown for e in one.evidence))[:3]
        return Match(requirement=requirement, level=level, reason=reason, evidence=evidence)
    return Match(requirement=requirement, level=level, reason=best.reason, evidence=best.evidence)


def _levels_asked(
    requirement: Requirement, names: list[str], context: Context
) -> dict[str, str | None]:
    """The level asked of each language, None where the line names none for it."""
    spoken = context.asked.told(find_spoken, requirement)
    said = {s.name: s.level for s in spoken if s.level is not None}
    detail = requirement.detail if requirement.detail in _CEFR else None
    if context.asked.told(_OTHERS.search, requirement):
        # "Half of our crew are native speakers" says who they are, not what is asked.
        said = {name: level for name, level in said.items() if level != "native"}
        detail = None if detail == "native" else detail
    if _UMBRELLA in requirement.concepts:
        said = {name: "C1" if level == "native" else level for name, level in said.items()}
    return {name: said.get(name, detail if len(names) == 1 or not said else None) for name in names}


def _shown(name: str, asked: str | None, index: ResumeIndex) -> _Finding:
    """How a resume shows a language, found once for each level."""
    known = index.once(_findings)
    if (name, asked) not in known:
        known[name, asked] = _show(name, asked, index)
    return known[name, asked]


def _findings(_: ResumeIndex) -> dict[tuple[str, str | None], _Finding]:
    return {}


def _show(name: str, asked: str | None, index: ResumeIndex) -> _Finding:
    stated = _stated(name, asked, index)
    own = None if stated and stated.exact else _own_language(name, index)
    candidates = [one for one in (stated, own, _studied(name, index)) if one is not None]
    if candidates:
        best = max(candidates, key=lambda one: one.level.rank)
        return replace(best, own=False) if stated else best
    listed = [s.name for s in index.resume.languages if not index.copied(s.span)]
    if listed and any(i.section is Section.LANGUAGES for i in index.resume.items):
        # A section for languages is meant to be complete; a word in passing is not.
        return _Finding(Level.ABSENT, f"{listing(listed, most=3)} stated, not {name}")
    if language_name(index.language) == name:
        return _Finding(Level.UNKNOWN, f"the resume does not say {name}")
    return _Finding(Level.ABSENT, f"the resume does not say {name}")


def _stated(name: str, asked: str | None, index: ResumeIndex) -> _Finding | None:
    skills = [skill for skill in index.resume.languages if not index.copied(skill.span)]
    found = [skill for skill in skills if skill.name.lower() == name.lower()]
    if name == _UMBRELLA:
        found = skills if len({skill.name for skill in skills}) > 1 else []
    if not found:
        return None
    best = max(found, key=lambda skill: (_rank(skill) or 0, -skill.span.start))
    rank = _rank(best)
    least = _CEFR.index(asked or _IMPLIED)
    # A language without a level answers an ask of everyday use, and part of an ask of more.
    low = asked is not None and least > _CEFR.index(_IMPLIED) if rank is None else rank < least
    said = f" ({best.level})" if best.level else ""
    wanted = f"; {asked or _IMPLIED} asked" if low else ""
    return _Finding(
        Level.PARTIAL if low else Level.DEMONSTRATED,
        f"{best.name}{said}{wanted}",
        (Evidence(span=best.span, section=Section.LANGUAGES),),
        exact=rank is not None,
    )


def _studied(name: str, index: ResumeIndex) -> _Finding | None:
    """A degree in the language shows it."""
    for entry in index.resume.education:
        words = re.findall(r"\w+", entry.field or "")
        if entry.level is not None and name in words and entry.completed is not False:
            evidence = Evidence(span=entry.span, section=Section.EDUCATION)
            return _Finding(Level.DEMONSTRATED, f"a degree in {name}", (evidence,))
    return None


def _own_language(name: str, index: ResumeIndex) -> _Finding | None:
    """The language of the resume: shown by years of work told in it, else in part.

    Hardly anybody lists the first language; a resume alone shows the writing and not the speaking.
    """
    if language_name(index.language) != name:
        return None
    evidence = index.evidence(_longest(index))
    if not evidence:
        return None
    months = index.resume.experience_months
    if months >= _WORKED:
        reason = f"the resume and {duration(months)} of work are told in {name}"
        return _Finding(Level.DEMONSTRATED, reason, evidence, own=True)
    reason = f"the resume is written in {name}; it does not say how well you speak it"
    return _Finding(Level.PARTIAL, reason, evidence, own=True)


def _longest(index: ResumeIndex) -> Iterator[int]:
    """The item of a job, project or course that says most."""
    sentences = [n for n, placed in enumerate(index.placed) if placed]
    if sentences:
        yield min(sentences, key=lambda n: (-len(index.item(n).terms), n))


def _rank(skill: LanguageSkill) -> int | None:
    """Place in CEFR; None for a language without a level."""
    return _CEFR.index(skill.level) if skill.level in _CEFR else None
