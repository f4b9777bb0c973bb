"""Lines that stand below the heading of another section: certificates, degrees, languages."""

from __future__ import annotations

import re

from fitcheck.language.degrees import find_degrees
from fitcheck.language.sections import Section, exact_section
from fitcheck.language.spoken import find_spoken

_CERTIFIED = re.compile(
    r"\b(?:certified|certs?|licen[cs]e[ds]?|licensure|first aid|cpr|bls|acls|webinars?|workshops?"
    r"|accredited|accreditation|chartered|permit|registered|registration|forklift|refresher|badge"
    r"|food (?:handler|hygiene|safety)|manual handling|awareness|osha|renewed|expires"
    r"|führerschein|permis|habilitation|carn[eé])\b",
    re.IGNORECASE,
)
"""What is said of a certificate and hardly of a course of study. The word "certificate" itself is
said of both: of 36 such lines of the corpus' dev split 19 are education."""
_SCHOOL = re.compile(
    r"\b(?:universit\w{1,5}|univ|college|school|institut\w{0,4}|academy|polytechnic|hochschule"
    r"|faculty|lyc[ée]e|escuela|école|course|semesters?|gpa|grade|thesis|hours)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;•|](?![^()]*\))|\s(?:and|und|et|y|&)\s(?![^()]*\))")
_LABEL = re.compile(
    r"\A\W{0,3}(?:spoken |foreign )?languages?(?: skills)?\b[\s:–-]{1,4}", re.IGNORECASE
)
_LONGEST = 12  # words; a longer line tells what a course was about


def own_section(section: Section, text: str) -> Section:
    """The section that a line of `section` belongs to for what it says.

    >>> own_section(Section.EDUCATION, "Registered Nurse, state board, 2019").value
    'certifications'
    >>> own_section(Section.OTHER, "French (mother tongue), English").value
    'languages'
    """
    if len(text.split()) > 2 and exact_section(text.rstrip(" .")) is Section.REFERENCES:
        return Section.REFERENCES  # "References are available upon request."
    if section in (Section.EDUCATION, Section.OTHER):
        told = len(text.split()) <= _LONGEST and _CERTIFIED.search(text)
        if told and not _SCHOOL.search(text) and not find_degrees(text, held=True):
            return Section.CERTIFICATIONS
    if section in (Section.OTHER, Section.SKILLS) and _lists_languages(text):
        return Section.LANGUAGES
    if section is Section.CERTIFICATIONS and find_degrees(text, held=True):
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
