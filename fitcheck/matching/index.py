"""A resume made searchable: which item shows which concept, and for how many months."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from fitcheck.documents.document import Span
from fitcheck.language.embeddings import Embeddings, middle, on_grid
from fitcheck.language.hedges import told_text
from fitcheck.language.impartial import impartial, ungendered
from fitcheck.language.padding import core
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.matching.items import Items
from fitcheck.matching.match import Evidence, Level
from fitcheck.matching.pasting import without_items
from fitcheck.matching.telling import traits_of, worth
from fitcheck.profiles.profile import Resume

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Said = TypeVar("_Said")

_MOST_KEPT = 1 << 11
"""Concepts of postings whose showings one resume remembers, some 200 bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How a resume shows one concept.

    `items` are indices into `Resume.items`, best first; `via` names the concept that was found
    where it is not the asked one itself (an implication or a close relative); `months` is the
    merged experience of the jobs that show it, None where none of them is dated.
    """

    concept: str
    level: Level
    items: tuple[int, ...] = ()
    via: str | None = None
    months: int | None = None


class ResumeIndex(Items):
    """One resume, indexed by concept, stem and meaning: made once, held against any posting.

    `placed` tells of each item whether it can demonstrate; `vectors` has one row an item;
    `exact` are these on a grid (`on_grid`); `worth` is what each item is worth as evidence beside
    what it says.
    `placed_numbers` are the placed items, `told_numbers` all that the resume does not deny.
    `names` are the concepts that it names, placed or not.
    """

    def __init__(
        self, resume: Resume, vocabulary: Vocabulary, embeddings: Embeddings, *, as_of: date
    ) -> None:
        super().__init__(resume, as_of=as_of)
        self.vocabulary = vocabulary
        self._embeddings = embeddings
        self.vectors = embeddings.encode(
            [
                core(impartial(told_text(quote), schooling=item.section is Section.EDUCATION))
                for quote, item in zip(self.quotes, resume.items, strict=True)
            ]
        )
        self.exact = on_grid(self.vectors)
        self.titles = embeddings.encode([ungendered(p.title or "") for p in resume.positions])
        concepts: defaultdict[int, list[str]] = defaultdict(list)
        for mention in resume.mentions:
            if mention.hedge > 0.0:
                concepts[mention.item].append(mention.concept)
        terms = [self._expanded(n, concepts[n]) for n in range(len(resume.items))]
        by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(terms):
            for stem in stems:
                by_stem[stem].append(number)
        self.by_stem: Mapping[str, tuple[int, ...]] = {k: tuple(v) for k, v in by_stem.items()}
        self._by_position: dict[int, tuple[int, ...]] = {}
        for number, item in enumerate(resume.items):
            if item.position is not None:
                held = self._by_position.get(item.position, ())
                self._by_position[item.position] = (*held, number)
        self.bare = frozenset(self._bare_items())
        self._stating: dict[Callable[[str], Any], tuple[tuple[Any, Evidence], ...]] = {}
        self.told_numbers = _numbers(n for n, item in enumerate(resume.items) if item.hedge > 0.0)
        self._place(frozenset())

    def without(self, echoes: frozenset[int]) -> ResumeIndex:
        """The same resume with some items taken for copies of the posting: they list only."""
        if not echoes:
            return self
        view = copy.copy(self)
        view._place(echoes)  # noqa: SLF001 - a copy of itself
        return view

    def lacking(self, dropped: frozenset[int]) -> ResumeIndex:
        """The same resume as if these items, and whatever was read from them, were not there."""
        rest = without_items(self.resume, dropped)
        return ResumeIndex(rest, self.vocabulary, self._embeddings, as_of=self.as_of)

    def _place(self, echoes: frozenset[int]) -> None:
        """Tell items and mentions that demonstrate from those that only list."""
        resume = self.resume
        self.placed = tuple(
            item.placed and item.hedge >= 1.0 and number not in echoes
            for number, item in enumerate(resume.items)
        )
        self.placed_numbers = _numbers(n for n, placed in enumerate(self.placed) if placed)
        self.worth = worth(traits_of(self, placed=self.placed, headers=self.headers))
        self._meanings: Mapping[int | None, NDArray[np.float32]] | None = None
        self._showings: dict[str, Showing] = {}
        self._places: dict[str, tuple[int, ...]] = {}
        self._made: dict[Callable[[ResumeIndex], Any], Any] = {}
        self._copied = tuple(resume.items[number].span for number in sorted(echoes))
        placed: defaultdict[str, list[int]] = defaultdict(list)
        listed: defaultdict[str, list[int]] = defaultdict(list)
        for mention in resume.mentions:
            if mention.hedge <= 0.0:
                continue
            full = self.placed[mention.item] and mention.hedge >= 1.0
            (placed if full else listed)[mention.concept].append(mention.item)
        self._placed = {name: tuple(dict.fromkeys(found)) for name, found in placed.items()}
        self._listed = {name: tuple(dict.fromkeys(found)) for name, found in listed.items()}
        self.names = frozenset((*placed, *listed))

    @property
    def meanings(self) -> Mapping[int | None, NDArray[np.float32]]:
        """What all placed items tell of in the middle (None), and those of each position."""
        if self._meanings is None:
            told = self.placed_numbers.tolist()
            groups: dict[int | None, list[int]] = {None: told}
            for number in told:
                position = self.resume.items[number].position
                if position is not None:
                    groups.setdefault(position, []).append(number)
            found = {place: middle(self.vectors[numbers]) for place, numbers in groups.items()}
            self._meanings = {k: meant for k, meant in found.items() if meant is not None}
        return self._meanings

    def once(self, make: Callable[[ResumeIndex], _Said]) -> _Said:
        """What `make` makes of this resume, made once; its copies of a posting only list."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Said = self._made[make]
        return made

    def stating(self, read: Callable[[str], _Said]) -> tuple[tuple[_Said, Evidence], ...]:
        """What `read` finds in every line that may state something, and that line as evidence.

        Lines in which it finds nothing are left out, and so are copies of the posting. Parts of
        contact lines that state something come last. `read` must depend on the line alone: each
        is called once for a line of a resume.
        """
        if read not in self._stating:
            lines = [(quote, self.alone(number)) for number, quote in enumerate(self.quotes)]
            for span in self.resume.declared:
                contact = Evidence(span=span, section=Section.CONTACT)
                lines.append((self.resume.document.quote(span), contact))
            self._stating[read] = tuple((s, found) for line, found in lines if (s := read(line)))
        told = self._stating[read]
        if not self._copied:
            return told
        return tuple((said, found) for said, found in told if not self.copied(found.span))

    def showing(self, concept: str) -> Showing:
        """The best that the resume has for `concept`.

        Demonstrated: the concept, or one that implies it, in a placed item. Partial: a close
        relative in a placed item, or nothing but the title of a job of which nothing is told.
        Listed: any of these outside placed items.
        """
        known = self._showings.get(concept)
        if known is None:
            if len(self._showings) >= _MOST_KEPT:
                self._showings.clear()
            known = self._showings[concept] = self._shown(concept)
        return known

    def _shown(self, concept: str) -> Showing:
        names = (concept, *self.vocabulary.shown_by(concept))
        if self.names.isdisjoint(names) and self.names.isdisjoint(self.vocabulary.related(concept)):
            return Showing(concept=concept, level=Level.ABSENT)
        for level, table in ((Level.DEMONSTRATED, self._placed), (Level.LISTED, self._listed)):
            if level is Level.LISTED:
                near = self._relative(concept)
                if near is not None:
                    return near
            hits = [name for name in names if name in table]
            if hits:
                items = self.ranked(i for name in hits for i in table[name])
                via = None if hits[0] == concept else hits[0]
                months = self.months(items) if level is Level.DEMONSTRATED else None
                bare = level is Level.DEMONSTRATED and self.bare.issuperset(items)
                reached = Level.PARTIAL if bare else level
                return Showing(concept=concept, level=reached, items=items, via=via, months=months)
        return Showing(concept=concept, level=Level.ABSENT)

    def _relative(self, concept: str) -> Showing | None:
        for name in self.vocabulary.related(concept):
            if name in self._placed:
                items = self.ranked(self._placed[name])
                months = self.months(items)
                return Showing(
                    concept=concept, level=Level.PARTIAL, items=items, via=name, months=months
                )
        return None

    @cached_property
    def headers(self) -> frozenset[int]:
        """Items that stand in the header of their position."""
        positions = self.resume.positions
        return frozenset(
            number
            for number, item in enumerate(self.resume.items)
            if item.position is not None and item.span.overlaps(positions[item.position].span)
        )

    def _bare_items(self) -> Iterator[int]:
        """Header lines of positions that have nothing but a header: a title alone shows little."""
        for numbers in self._by_position.values():
            if self.headers.issuperset(numbers):
                yield from numbers

    def _expanded(self, number: int, concepts: Iterable[str]) -> tuple[str, ...]:
        """Stems of an item and of the concepts it shows, so that "Postgres" meets "SQL"."""
        item = self.resume.items[number]
        stems = dict.fromkeys(item.terms)
        for name in concepts:
            for shown in (name, *self.vocabulary.implies(name)):
                stems.update(dict.fromkeys(content_terms(shown)))
        return tuple(stems)

    def items_of(self, position: int) -> tuple[int, ...]:
        """Indices of the items of one position, in order of the text."""
        return self._by_position.get(position, ())

    def standing_in(self, positions: Iterable[int]) -> list[int]:
        """Indices of the items of some positions."""
        return [number for position in positions for number in self.items_of(position)]

    def positions_with(self, concept: str) -> tuple[int, ...]:
        """Positions with a placed item that shows the concept or something that implies it."""
        known = self._places.get(concept)
        if known is None:
            if len(self._places) >= _MOST_KEPT:
                self._places.clear()
            names = (concept, *self.vocabulary.shown_by(concept))
            if self.names.isdisjoint(names):
                self._places[concept] = ()
                return ()
            items = {i for name in names for i in self._placed.get(name, ())}
            places = {self.resume.items[i].position for i in items} - {None}
            known = self._places[concept] = tuple(sorted(p for p in places if p is not None))
        return known

    def copied(self, span: Span) -> bool:
        """True where any of the text under `span` is copied from the posting."""
        return any(span.overlaps(part) for part in self._copied)


def _numbers(found: Iterable[int]) -> NDArray[np.int64]:
    import numpy as np

    return np.fromiter(found, dtype=np.int64)
