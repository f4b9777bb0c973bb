"""Titles and employers that nothing tells apart, told by the order of the resume's other headers.

Whoever writes "Counter help, Quabbin Roasters" after three headers of title and employer does
not turn the order round for the fourth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fitcheck.documents.document import Document
from fitcheck.language.titles import employer_score, title_score
from fitcheck.profiles.profile import Position

_LEAST = 2
"""Headers of a known order that settle it; all must agree."""


def in_one_order(document: Document, positions: Sequence[Position]) -> tuple[Position, ...]:
    """The positions, title and employer changed places where both were guesses against the order.

    A header is sure of its order where its title names a doer and its employer does not.
    """
    orders = [_title_first(document, one) for one in positions if _sure(one)]
    known = [order for order in orders if order is not None]
    if len(known) < _LEAST or len(set(known)) > 1:
        return tuple(positions)
    return tuple(
        replace(one, title=one.employer, employer=one.title)
        if _guessed(one) and _title_first(document, one) not in (None, known[0])
        else one
        for one in positions
    )


def _sure(position: Position) -> bool:
    return (
        position.title is not None
        and position.employer is not None
        and title_score(position.title) == 2
        and title_score(position.employer) < 2
    )


def _guessed(position: Position) -> bool:
    """Whether nothing in the words told the title from the employer."""
    return (
        position.title is not None
        and position.employer is not None
        and title_score(position.title) < 2
        and title_score(position.employer) < 2
        and employer_score(position.employer) < 2
    )


def _title_first(document: Document, position: Position) -> bool | None:
    """Whether the title stands before the employer; None where one does not stand there whole."""
    header = document.quote(position.span)
    title, employer = header.find(position.title or "\0"), header.find(position.employer or "\0")
    return None if title < 0 or employer < 0 or title == employer else title < employer
