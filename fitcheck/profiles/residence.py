"""Where the person says to live: country and region, for location conditions and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fitcheck.documents.document import Document, Span
from fitcheck.language.contact import is_contact
from fitcheck.language.outline import SectionBlock
from fitcheck.language.places import is_place, trailing_place
from fitcheck.language.sections import Section
from fitcheck.profiles.profile import Residence

_SEGMENTS = re.compile(r"\t+|\s*[|•·∙;☎✉]\s*|\s{3,}|\s[-–—]\s|:\s+")
_STREET = re.compile(r"\d{1,5}[A-Za-z]?\s|\b\d{4,6}\b")
_LABEL = re.compile(
    r"\A\W{0,4}(?:home |current |permanent )?(?:address|location|residence|lives? in|based in"
    r"|city|adresse|wohnort|dirección)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 14
"""Lines from the top that may be the contact block; sidebars have more lines than headers."""


def find_residence(document: Document, blocks: Sequence[SectionBlock]) -> Residence | None:
    """The first place that the contact block states, or None."""
    for index, block in enumerate(blocks):
        text = document.quote(block.span)
        labelled = bool(_LABEL.match(text))
        contact = block.section is Section.CONTACT and (
            index < _LOOKED_AT or block.opened_by is not None
        )
        if block.heading or not (contact or labelled or (index < 6 and is_place(text))):
            continue
        for segment in _SEGMENTS.split(text[:400]):
            bare = _LABEL.sub("", segment).strip(" :,.⌂📍")
            place = trailing_place(re.sub(r"\s\d{5}(?:-\d{4})?\Z", "", bare)) if bare else None
            if place is None or place.country is None:
                continue
            whole = place.span.start == 0 and (labelled or "," in bare or is_contact(text))
            if whole or labelled or _STREET.search(bare):
                # The place alone is quoted: what else stands in the line is nobody's business.
                at = block.span.start + max(0, text.find(bare)) + place.span.start
                span = Span(start=at, end=at + place.span.end - place.span.start)
                return Residence(country=place.country, region=place.region, span=span)
    return None
