"""Which requirements a resume may speak to; all others have one match, whoever is judged.

Nine of ten requirements of a pair find nothing in the resume. What could speak to them is known
beforehand: the concepts that show what is asked, names, lines that come near, a job of this kind.
Where nothing of that is there, the comparison would say what it said of every other such resume.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from typing import Final

from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.conditions import asks_to_drive
from fitcheck.matching.named import names_asked
from fitcheck.matching.weights import asks_schooling
from fitcheck.profiles.profile import Kind, Requirement

COUNTED: Final = frozenset({Kind.SKILL, Kind.KNOWLEDGE, Kind.EXPERIENCE})
"""Kinds whose years are counted where some are asked."""
_WORDED: Final = COUNTED | {Kind.DUTY}
_STATED: Final = frozenset({Kind.AUTHORIZATION, Kind.CLEARANCE, Kind.LOCATION, Kind.SCHEDULE})


class Way(Enum):
    """How a resume can speak to a requirement.

    `WORDS`: by a concept or a name asked, or a line that comes near. `YEARS`: by a concept whose
    years are asked, or a job of the posting's kind. `STATED`: by a concept, or by stating anything
    on conditions of its kind. `OTHERS`: in ways of its own, so it is always compared.
    """

    WORDS = auto()
    YEARS = auto()
    STATED = auto()
    OTHERS = auto()


def way_of(requirement: Requirement, asked: PostingIndex) -> Way:
    """How a resume can speak to one requirement of a posting."""
    kind = requirement.kind
    if kind in COUNTED and requirement.min_months is not None:
        # An occupation that the line names makes other jobs count: which ones, their titles say.
        return Way.OTHERS if requirement.id in asked.occupations else Way.YEARS
    if kind in _STATED or (kind is Kind.LICENSE and asks_to_drive(requirement, asked)):
        return Way.STATED
    bare = (
        kind is Kind.EDUCATION
        and requirement.degree is None
        and not requirement.degree_fields
        and not asks_schooling(requirement)
    )
    return Way.WORDS if kind in _WORDED or bare else Way.OTHERS


class Wanted:
    """The concepts that the requirements of some postings ask, and those that would show them.

    Requirements are told by their rows in a stack of these postings.
    """

    def __init__(self, postings: Iterable[PostingIndex], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        rows: defaultdict[str, list[int]] = defaultdict(list)
        named: defaultdict[str, list[int]] = defaultdict(list)
        concepts: dict[str, None] = {}
        for row, (requirement, asked) in enumerate(_requirements(postings)):
            concepts.update(dict.fromkeys(asked.concepts))
            way = way_of(requirement, asked)
            if way is not Way.OTHERS:
                names = requirement.months_of if way is Way.YEARS else requirement.concepts
                for name in dict.fromkeys(names):
                    rows[name].append(row)
            if way is Way.WORDS:
                for name in names_asked(requirement, asked, vocabulary):
                    named[name].append(row)
        self._rows: Mapping[str, Sequence[int]] = dict(rows)
        self._named: Mapping[str, Sequence[int]] = dict(named)
        shown: defaultdict[str, list[str]] = defaultdict(list)
        for concept in {**concepts, **dict.fromkeys(rows)}:
            names = (concept, *vocabulary.shown_by(concept), *vocabulary.related(concept))
            for name in dict.fromkeys(names):
                shown[name].append(concept)
        self._shown: Mapping[str, Sequence[str]] = dict(shown)

    def spoken(self, names: AbstractSet[str]) -> set[str]:
        """The concepts asked of which a resume that names these may show something."""
        return {concept for name in self._shown.keys() & names for concept in self._shown[name]}

    def rows_of(self, concepts: AbstractSet[str]) -> Iterator[int]:
        """The requirements to which these concepts speak, some more than once."""
        for concept in self._rows.keys() & concepts:
            yield from self._rows[concept]

    def rows_named(self, names: AbstractSet[str]) -> Iterator[int]:
        """The requirements that ask for one of these names (`named`), some more than once."""
        for name in self._named.keys() & names:
            yield from self._named[name]


def _requirements(postings: Iterable[PostingIndex]) -> Iterator[tuple[Requirement, PostingIndex]]:
    for asked in postings:
        for requirement in asked.posting.requirements:
            yield requirement, asked
