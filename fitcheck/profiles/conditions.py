"""Which yes-or-no conditions a line of a posting states, and what they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitcheck.language.cues import condition_phrases
from fitcheck.language.places import find_places
from fitcheck.profiles.profile import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition; for places `detail` holds codes parted by spaces ("US", "US-NY")."""

    kind: Kind
    detail: str | None = None


_PLACE_ASKED = re.compile(
    r"\b(?:located|based|resid\w*|living?|domiciled|situated|anywhere|office|relocat\w*|commut\w*"
    r"|on-?site|location|remote(?:ly)?|work from|hybrid)\b",
    re.IGNORECASE,
)


def find_conditions(text: str) -> tuple[Condition, ...]:
    """The conditions that a line states, one of each kind, in the order of the text.

    A place is named in `detail` only where the line ties the applicant to it.
    """
    first: dict[Kind, int] = {}
    for phrase in condition_phrases():
        match = phrase.search(text)
        if match:
            kind = Kind(phrase.group)
            first[kind] = min(match.start(), first.get(kind, match.start()))
    if Kind.LICENSE in first:
        # A driving record is part of the licence that the line asks for.
        first.pop(Kind.AUTHORIZATION, None)
    kinds = sorted(first, key=lambda kind: (first[kind], kind))
    return tuple(
        Condition(kind=kind, detail=_codes(text) if kind is Kind.LOCATION else None)
        for kind in kinds
    )


def _codes(text: str) -> str | None:
    if not _PLACE_ASKED.search(text) or re.search(r"\btravel", text, re.IGNORECASE):
        return None
    codes = dict.fromkeys(
        f"{place.country}-{place.region}" if place.region else place.country
        for place in find_places(text)
        if place.country
    )
    return " ".join(codes) or None
