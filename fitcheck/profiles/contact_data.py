"""Name and ways to reach a person as the resume's own text states them.

Read for one purpose: an export that the person asks for. Nothing else imports this module, and
nothing of it is part of a `Resume` (house rule 6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitcheck.documents.document import Document
from fitcheck.language.contact import is_contact, is_phone
from fitcheck.language.outline import section_blocks
from fitcheck.language.sections import Section

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LINK = re.compile(
    r"https?://[^\s|,;<>\"]{3,200}"
    r"|(?<![\w@.])(?:[\w-]{1,40}\.){1,3}(?:com|net|org|io|me|dev|co|example)(?:/[^\s|,;<>\"]{0,200})?"
)
_PHONE = re.compile(r"(?<![\w.@/])\+?\(?\d[\d ().\u2010-\u2015/-]{5,22}\d(?!\w)")
_NAME = re.compile(r"[^\W\d_][\w.’'-]{0,30}(?: [^\W\d_][\w.’'-]{0,30}){1,4}")
_LOOKED_AT = 4
"""Blocks from the top among which the name stands."""
_LARGEST = 2
"""Headings of the first level that are looked at where the top holds no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactData:
    """What the contact block states; None and empty where it states nothing."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    links: tuple[str, ...] = ()


def find_contact_data(document: Document) -> ContactData:
    """What the lines above and in the contact section say; nothing is looked for elsewhere."""
    blocks = [b for b in section_blocks(document) if b.section is Section.CONTACT]
    texts = [document.quote(block.span) for block in blocks]
    whole = "\n".join(texts)
    emails = _EMAIL.findall(whole)
    rest = _EMAIL.sub(" ", whole)
    # a sidebar may be read first; the name is then the largest line of the page
    largest = [document.quote(b.span) for b in document.blocks if b.level == 1][:_LARGEST]
    phones = [p.strip() for p in _PHONE.findall(_LINK.sub(" ", rest)) if is_phone(p)]
    return ContactData(
        name=next((t for t in map(_name, (*texts[:_LOOKED_AT], *largest)) if t), None),
        email=emails[0] if emails else None,
        phone=phones[0] if phones else None,
        links=tuple(dict.fromkeys(link.rstrip(".)/") for link in _LINK.findall(rest))),
    )


def _name(text: str) -> str | None:
    """A line, or its first part, that is nothing but two to five words of a name."""
    first = re.split(r"\t|[|•·,]| [-–—] ", text.strip())[0].strip()
    if is_contact(first) or _NAME.fullmatch(first) is None:
        return None
    words = first.split()
    return first if all(w[0].isupper() or len(w) <= 3 for w in words) else None
