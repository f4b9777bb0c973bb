"""A line as it is compared by meaning: without years and without the names of schools.

When and where somebody learned says who they are, not what they can do; vectors and words in common
would take it in. Degrees, dates of jobs and months of experience are read from the line as it is.
"""

from __future__ import annotations

import re

_YEAR = re.compile(
    r"(?<![\d$€£.,])(?:(?:0?[1-9]|1[0-2])[./-])?(?:19|20)\d\d"
    r"(?:\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d))?(?![\d%])"
)
_WORD = r"[A-Z][\w.'’&-]*"
_KIND = r"(?:University|College|Institute|Academy|Polytechnic|School)"
_SCHOOL = re.compile(
    rf"\b(?!High School)(?:{_WORD} ){{1,4}}(?<!High ){_KIND}\b(?! of\b)"
    rf"|\b(?:{_WORD} ){{1,3}}High School\b(?! [Dd]iploma)"
    rf"|\b(?:University|College) of {_WORD}(?:,? {_WORD})?"
)
"""A name that ends in the kind of school, or "University of …"; never "high school diploma"."""


def impartial(text: str, *, schooling: bool) -> str:
    """The line without years, and without names of schools where it tells of `schooling`."""
    text = _YEAR.sub(" ", text)
    return " ".join((_SCHOOL.sub(" ", text) if schooling else text).split())
