"""Lines that stand below the heading of another section: degrees, languages, references."""

from __future__ import annotations

import re

from fitcheck.language.degrees import find_degrees
from fitcheck.language.sections import Section, exact_section
from fitcheck.language.spoken import find_spoken

_PARTS = re.compile(r"[,;•|](?![^()]*\))|\s(?:and|und|et|y|&)\s(?![^()]*\))")
_LABEL = re.compile(
    r"\A\W{0,3}(?:spoken |foreign )?languages?(?: skills)?\b[\s:–-]{1,4}", re.IGNORECASE
)
_MOST = 300  # characters; three printed lines are a paragraph
_LONGEST = 12  # languages of one line


def own_section(section: Section, text: str) -> Section:
    """The section that a line of `section` belongs to for what it says.

    Certificates below "Education" stay there: the labels of the corpus put as many of them in one
    section as in the other, whatever their words.

    >>> own_section(Section.OTHER, "French (mother tongue), English").value
    'languages'
    """
    if len(text) > _MOST:
        return section
    if len(text.split()) > 2 and exact_section(text.rstrip(" .")) is Section.REFERENCES:
        return Section.REFERENCES  # "References are available upon request."
    if section in (Section.OTHER, Section.SKILLS) and _lists_languages(text):
        return Section.LANGUAGES
    if section is Section.CERTIFICATIONS and find_degrees(text):
        return Section.EDUCATION
    return section


def _lists_languages(text: str) -> bool:
    """Whether every part between commas begins with a language that people speak, two or more."""
    told = _LABEL.sub("", text)
    parts = [part.strip() for part in _PARTS.split(told) if part.strip(" .")]
    if not 1 < len(parts) <= _LONGEST:
        return False
    spoken = [find_spoken(part) for part in parts]
    return all(found and found[0].span.start == 0 for found in spoken)
