"""The items of a resume with all that their own words and dates tell, found once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from fitcheck.documents.document import Span
from fitcheck.language.dates import DateRange, merged_months
from fitcheck.language.detect import detect_language
from fitcheck.language.sections import Section
from fitcheck.matching.echo import Lines, words_of
from fitcheck.matching.match import Evidence
from fitcheck.profiles.profile import Item, PositionKind, Resume

# Where a line that shows something stands, best first: a job's line says more than a course's.
_SECTION_RANK = {
    Section.EXPERIENCE: 0,
    Section.PROJECTS: 1,
    Section.CERTIFICATIONS: 2,
    Section.EDUCATION: 3,
    Section.VOLUNTEERING: 4,
    Section.SUMMARY: 5,
    Section.SKILLS: 6,
}

_Said = TypeVar("_Said")

_MOST_KEPT = 1 << 11
"""Patterns of postings whose finds one resume remembers, some 200 bytes each."""

# Sections in which people claim: what stands only there is listed, whatever it is.
_CLAIMS = frozenset({Section.SUMMARY, Section.SKILLS, Section.INTERESTS})


class Items:
    """What depends on no posting and on no concept; `quotes` are the words of the items."""

    def __init__(self, resume: Resume, *, as_of: date) -> None:
        self.resume = resume
        self.as_of = as_of
        self.quotes = tuple(resume.document.quote(item.span) for item in resume.items)
        self._matching: dict[tuple[str, int], tuple[int, ...]] = {}
        self._told: dict[Callable[[str], Any], tuple[Any, ...]] = {}
        self._claimed: dict[Span, bool] = {}
        self._months: dict[frozenset[int], int | None] = {}
        self._alone: dict[int, Evidence] = {}

    @cached_property
    def language(self) -> str | None:
        """The language that the resume is written in, None where that cannot be told."""
        return detect_language(self.resume.document.text)

    @cached_property
    def said(self) -> str:
        """The words of all items, one a line."""
        return "\n".join(self.quotes)

    @cached_property
    def lines(self) -> Lines:
        """The words of its items, to find copies of the posting."""
        return Lines(words_of(quote) for quote in self.quotes)

    def matching(self, pattern: re.Pattern[str]) -> tuple[int, ...]:
        """Items in which a pattern is found; each pattern is searched once a resume."""
        # Not the pattern itself: to hash and to compare one takes as long as some searches.
        key = (pattern.pattern, pattern.flags)
        found = self._matching.get(key)
        if found is None:
            if len(self._matching) >= _MOST_KEPT:
                self._matching.clear()
            items = (n for n, quote in enumerate(self.quotes) if pattern.search(quote))
            found = self._matching[key] = tuple(items)
        return found

    def told(self, read: Callable[[str], _Said]) -> tuple[_Said, ...]:
        """What `read` finds in the words of each item; it must depend on these alone."""
        if read not in self._told:
            self._told[read] = tuple(read(quote) for quote in self.quotes)
        return self._told[read]

    def ranked(self, items: Iterable[int]) -> tuple[int, ...]:
        """Item indices without repeats: jobs first, whole lines before lists, then by place."""
        chosen = dict.fromkeys(items)

        def order(index: int) -> tuple[int, int, int]:
            item = self.resume.items[index]
            return (_SECTION_RANK.get(item.section, 9), 0 if len(item.terms) > 3 else 1, index)

        return tuple(sorted(chosen, key=order))

    def claimed(self, span: Span) -> bool:
        """True where the text under `span` stands in a summary or a list of skills only."""
        known = self._claimed.get(span)
        if known is None:
            over = [item for item in self.resume.items if item.span.overlaps(span)]
            claims = all(item.section in _CLAIMS and not item.placed for item in over)
            known = self._claimed[span] = bool(over) and claims
        return known

    def months(self, items: Iterable[int]) -> int | None:
        """Merged months of the jobs and internships that these items stand in; None if undated."""
        positions = {self.resume.items[i].position for i in items} - {None}
        return self.months_of_positions(p for p in positions if p is not None)

    def months_of_positions(self, positions: Iterable[int]) -> int | None:
        """Merged months of these positions, overlaps counted once; None where none is dated."""
        chosen = frozenset(positions)
        if chosen not in self._months:
            self._months[chosen] = self._merged(chosen)
        return self._months[chosen]

    def _merged(self, positions: frozenset[int]) -> int | None:
        ranges: list[DateRange] = []
        for index in sorted(positions):
            position = self.resume.positions[index]
            worked = position.kind in (PositionKind.JOB, PositionKind.INTERNSHIP)
            if worked and position.dates is not None and position.months is not None:
                ranges.append(position.dates)
        return merged_months(tuple(ranges), self.as_of) if ranges else None

    def item(self, index: int) -> Item:
        """The item with that index."""
        return self.resume.items[index]

    @cached_property
    def _numbers(self) -> Mapping[Span, int]:
        found = enumerate(item.span for item in self.resume.items)
        return {span: number for number, span in reversed(tuple(found))}

    def number_of(self, span: Span) -> int:
        """Index of the item with exactly that span. Raises KeyError where none has it."""
        return self._numbers[span]

    def evidence(self, items: Iterable[int], *, months: int | None = None) -> tuple[Evidence, ...]:
        """At most three items as evidence, in the order given; equal lines only once."""
        chosen: dict[str, Evidence] = {}
        for number in items:
            chosen.setdefault(self.quotes[number], self.alone(number))
            if len(chosen) == 3:
                break
        if months is None:
            return tuple(chosen.values())
        return tuple(
            Evidence(span=found.span, section=found.section, page=found.page, months=months)
            for found in chosen.values()
        )

    def alone(self, number: int) -> Evidence:
        """One item as evidence, with the months of its own position."""
        found = self._alone.get(number)
        if found is None:
            item = self.resume.items[number]
            found = self._alone[number] = Evidence(
                span=item.span,
                section=item.section,
                page=item.page,
                months=self.months((number,)),
            )
        return found
