"""A line as it is compared by meaning: without years, names of schools and forms of one gender.

When and where somebody learned, and whether they say "waitress" or "waiter", says who they are, not
what they can do; vectors and words in common would take it in. Degrees, dates of jobs and months of
experience are read from the line as it is.
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


_FORMS = {
    "actress": "actor", "barmaid": "barman", "conductress": "conductor",
    "headmistress": "headmaster", "hostess": "host", "manageress": "manager",
    "masseuse": "masseur", "proprietress": "proprietor", "stewardess": "steward",
    "usherette": "usher", "waitress": "waiter",
}  # fmt: skip
"""Titles of women that have another form, own reading; those in -woman are told by their ending."""
_GENDERED = re.compile(
    r"\b(?:(?P<title>"
    + "|".join(_FORMS)
    + r")(?P<many>e?s)?|(?P<trade>[a-z]{3,12})wom(?P<end>[ae]n))"
    r"\b",
    re.IGNORECASE,
)


def ungendered(text: str) -> str:
    """The text with titles of women ("waitress", "saleswoman") in the form that men use too.

    One form for all, whichever: "Saleswoman" and "Salesman" then mean the same.
    """
    return _GENDERED.sub(_one_form, text)


def _one_form(match: re.Match[str]) -> str:
    if match["title"] is None:
        return f"{match['trade']}m{match['end']}"
    return _FORMS[match["title"].lower()] + ("s" if match["many"] else "")


def impartial(text: str, *, schooling: bool) -> str:
    """The line without years and in one form for all genders.

    Where it tells of `schooling` names of schools are left out too.
    """
    text = ungendered(_YEAR.sub(" ", text))
    return " ".join((_SCHOOL.sub(" ", text) if schooling else text).split())
