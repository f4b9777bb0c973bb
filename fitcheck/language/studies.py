"""Lines below "Education" that name a certificate, and degrees among certificates."""

from __future__ import annotations

import re

from fitcheck.language.degrees import find_degrees
from fitcheck.language.sections import Section

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
_LONGEST = 12  # words; a longer line tells what a course was about


def studied(section: Section, text: str) -> Section:
    """The section of a line of `section`: certificates stand below "Education", and the reverse.

    >>> studied(Section.EDUCATION, "Registered Nurse, state board, 2019").value
    'certifications'
    """
    if section is Section.EDUCATION:
        told = len(text.split()) <= _LONGEST and _CERTIFIED.search(text)
        if told and not _SCHOOL.search(text) and not find_degrees(text, held=True):
            return Section.CERTIFICATIONS
    elif section is Section.CERTIFICATIONS and find_degrees(text):
        return Section.EDUCATION
    return section
