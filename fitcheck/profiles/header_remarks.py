"""What a header says of the terms of a job: its days and hours, what came before and after."""

from __future__ import annotations

import re

from fitcheck.language.dates import find_ranges
from fitcheck.language.titles import employer_score, title_score, word_group
from fitcheck.profiles.header_parts import is_one_ended

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|%")
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]{2,80})\)")
_LAST_BRACKET = re.compile(r"(?<=\w)\s*\((?P<inner>[^()]{2,80})\)\Z")
_HALF = re.compile(r"\b(?:since|until|till|seit|bis|depuis|jusqu|desde|hasta)\b", re.IGNORECASE)
_TOLD = 4
"""Words from which a bracket behind a title tells about the job ("site gateman on some days") and
is no part of its name ("contract", "Person in Charge"): the labels of the corpus' train and dev
splits leave 9 of 12 of them out of the title, of the shorter ones 13 of 79."""
_LONGEST = 14  # words; what is longer is a sentence and no remark


def is_term(text: str) -> bool:
    """Whether `text` names days, hours or a share of full time only ("evenings", "60 %")."""
    words = [word.lower() for word in _WORD.findall(text) if not word.isdigit()]
    terms, measures = word_group("terms").words, word_group("measures")
    if " ".join(words) in measures.phrases or words == ["%"]:
        return True
    known = all(word in terms or word in measures.words or word == "%" for word in words)
    return known and len(words) <= _LONGEST and any(word in terms for word in words)


def is_remark(text: str) -> bool:
    """Whether a part of a header that stands by itself adds to the dates and names nobody.

    "on and off", "then part-time in the school year", "two days a week", but not "then Lead Cook".
    """
    words = text.split()
    if not words or len(words) > _LONGEST:
        return False
    if is_term(text):
        return True
    turns = word_group("turns").words
    if words[0] not in turns:  # compared as written: "With Care Ltd" is a name
        return False
    return title_score(text) < 2 and employer_score(text) < 2


def turns_on(text: str) -> bool:
    """Whether a piece between commas goes on with the title before it ("later Senior")."""
    first, _, rest = text.partition(" ")
    return first in word_group("turns").words and 0 < len(rest.split()) <= 5


def without_changes(line: str) -> str:
    """`line` without brackets that tell how a title changed ("Clerk II (from Clerk I, 09/2024)").

    A bracket that holds the dates of the job stays: "(from 2019 to 2021)".
    """
    for match in reversed(list(_BRACKET.finditer(line))):
        inner = match["inner"]
        words = inner.lower().split()
        opened = bool(words) and words[0].strip(":") in word_group("changes").words
        told = opened or (find_ranges(inner) and not _HALF.match(inner) and _HALF.search(inner))
        if told and all(is_one_ended(inner, one) for one in find_ranges(inner)):
            line = line[: match.start()] + line[match.end() :]
    return line


def without_remark(title: str) -> str:
    """`title` without a bracket behind it that tells about the job in many words."""
    match = _LAST_BRACKET.search(title)
    inner = match["inner"] if match else ""
    # "(Load and Stress Team)" names a unit; "(40 hours per week)" is written with titles
    words = len(_WORD.findall(inner))
    if match is None or words < _TOLD or employer_score(inner) == 2 or is_term(inner):
        return title
    return title[: match.start()]
