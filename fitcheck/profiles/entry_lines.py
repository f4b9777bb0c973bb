"""Lines that by their place and their writing could name the employer of an entry."""

from __future__ import annotations

import re

from fitcheck.language.degrees import find_degrees
from fitcheck.language.places import trailing_place
from fitcheck.language.titles import employer_score, title_score, word_group
from fitcheck.profiles.header_lines import Line
from fitcheck.profiles.header_parts import SITE

_MOST_STATED = 200  # characters of a line that are looked at
_LONG_TITLE = 8  # words; 2 of 1,211 titles in the labels of the corpus' train split have more
_SHORT_NAME = 4  # words of an employer that is told by its place alone
_MOST_COMMAS = 3  # of an employer with its town and country; a list has more
_WITH_PLACE = re.compile(r", [A-Z\u00c0-\u00dd][^\s,]+(?: [^,.]{2,30})?\Z")
"""A name with its town behind it ("Parcel subcontractor, Wroclaw")."""


_STATED = re.compile(
    r"\A\W{0,3}(?:I\s)?(?:was\s|have\s(?:been\s)?)?(?:work(?:ed|ing|s)?|serv(?:ed?|es|ing)|act(?:ed|ing|s)|employed)"
    r"\s(?:here\s|there\s)?as\s(?:an?\s|the\s)?(?P<title>[^,.;:()]{3,60}?)"
    r"(?:\s(?:at|with|for|in|on|of\sthe|where|and)\s(?P<rest>.*)|\s?[,.;:(].*|\s?)\Z",
    re.IGNORECASE,
)
"""A line that says what somebody worked as, and what stands behind the small word after it."""
_NAME = re.compile(r"(?:[A-Z][\w&.'’/-]*)(?:\s(?:(?:of|and|the|&)\s)?[A-Z][\w&.'’/-]*){0,6}")


def stated_job(text: str) -> tuple[str | None, str | None]:
    """Title and employer of "Worked as a line cook at The Red Lion"; None where none is stated."""
    match = _STATED.match(text[:_MOST_STATED])
    if match is None or title_score(match["title"]) < 2:
        return None, None
    name = _NAME.match(match["rest"] or "")
    return match["title"].strip(), name.group().rstrip(".") if name else None


def is_own_title(text: str) -> bool:
    """Whether a line is a title by itself; "Before that, kitchen porter" goes on with others."""
    words = text.split()
    opening = words[0].strip(",").lower() if words else ""
    goes_on = opening in word_group("turns").words | word_group("changes").words
    short = len(words) <= _LONG_TITLE and not goes_on
    return short and title_score(text) == 2 and employer_score(text) < 2


def heads_section(first: Line, second: Line) -> bool:
    """Whether the first two lines of a section are the title and the employer of its first entry.

    Nothing but the first entry can own what stands above all dates.
    """
    named = title_score(second.text) < 2 and is_named(second.text)
    return named and is_own_title(first.text)


def before_list(lines: tuple[Line, ...], last: int) -> bool:
    """Whether items of a list start right behind a line that is none itself and could be a name."""
    line = lines[last]
    if line.item or last + 1 >= len(lines) or not lines[last + 1].item:
        return False
    words = line.text.split()
    return len(words) <= _SHORT_NAME or bool(_WITH_PLACE.search(line.text)) or is_named(line.text)


def behind_list(lines: tuple[Line, ...], first: int) -> bool:
    """Whether a line that is no item is the first at all, or the first behind a list."""
    line = lines[first]
    if line.item or (first and not lines[first - 1].item):
        return False
    return line.text.count(",") <= _MOST_COMMAS and not find_degrees(line.text)


def is_named(text: str) -> bool:
    """Whether a line without a telling word is written like a name: capitals, few words."""
    place = trailing_place(text)
    bare = text[: place.span.start] if place else text
    words = [
        w
        for w in bare.replace(",", " ").replace("(", " ").split()
        if any(c.isalnum() for c in w) and not SITE.match(w)
    ]
    capitals = sum(
        w[:1].isupper() or w[:1].isdigit() or w.lower() in {"of", "and", "the", "&"} for w in words
    )
    return 0 < len(words) <= 6 and capitals == len(words) and not text.rstrip().endswith((".", ":"))
