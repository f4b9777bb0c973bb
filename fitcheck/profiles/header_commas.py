"""Title and employer that nothing but commas part."""

from __future__ import annotations

import re

from fitcheck.language.titles import employer_score, is_qualifier, title_score, word_group
from fitcheck.profiles.header_remarks import is_term, turns_on

_FORM = re.compile(
    r"(?:inc|llc|ltd|corp|co|gmbh|l\.l\.c|plc|llp|pvt|pllc|n\.a|s\.a|p\.c|jr|sr|r\.n)\b(?!-)\.?",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+(?![^()]*\))")
_SOME = re.compile(
    r"(?:an?|the|my|our|various|several|different|eine?[mnrs]?|de[rmn]|die|das|mein\w*|verschiedene\w*"
    r"|une?|l[ea]s?|mon|ma|divers\w*|una?|el|los|las|mi|varios|varias)\s|l['’]"
)
"""How an employer that is not named begins, always small: "a public school district"."""
_ARTICLES = frozenset({"The", "La", "Le", "El", "Der", "Die", "Das"})
_TITLE_WORDS = 5  # of what stands before a comma and could be a title without a word of one


def pieces_of(text: str) -> list[str]:
    """The pieces between commas outside brackets; "Inc." stays with the name before it."""
    pieces: list[str] = []
    for piece in _COMMA.split(text):
        if pieces and _FORM.match(piece):
            pieces[-1] += ", " + piece
        else:
            pieces.append(piece)
    return pieces


def split_comma(text: str) -> tuple[str, str | None]:
    """Title and employer that only a comma parts; the employer is None where there is none."""
    pieces = pieces_of(text)
    kinds = [title_score(piece) == 2 or is_qualifier(piece) for piece in pieces]
    if len(pieces) == 1 or all(kinds):
        return text, None
    if kinds[0]:
        cut = _title_end(pieces, kinds)
        titled = [pieces[0], *(piece for piece in pieces[1:cut] if not is_term(piece))]
        rest = [piece for piece in pieces[cut:] if not is_term(piece)]
        return ", ".join(titled), ", ".join(rest) or None
    named = [employer_score(piece) == 2 for piece in pieces]
    if word_group("heads").holds(pieces[0]) and any(named[1:]):
        # "General Manager Clinics, Tamar Valley Medical Centres, Launceston"
        cut = named.index(True, 1)
        return ", ".join(pieces[:cut]), ", ".join(pieces[cut:])
    if _opens_as_title(pieces[0]) and not any(named):
        return pieces[0], ", ".join(pieces[1:])  # "Leading Hand Diesel, Milltown ferry operator"
    if title_score(pieces[-1]) == 2 and not is_qualifier(pieces[0]):
        cut = len(kinds) - kinds[::-1].index(False)
        return ", ".join(pieces[cut:]), ", ".join(pieces[:cut])
    return text, None


def _opens_as_title(piece: str) -> bool:
    """Whether the first two words of a piece are a title and its field stands behind them."""
    words = piece.split()
    return len(words) > 2 and words[0] not in _ARTICLES and title_score(" ".join(words[:2])) == 2


def _title_end(pieces: list[str], kinds: list[bool]) -> int:
    """How many pieces belong to a title that stands first.

    Between it and an employer that is known as one stands its field: "Lecturer, Statistics,
    Springfield State University".
    """
    cut = kinds.index(False)
    while cut < len(pieces) and (kinds[cut] or turns_on(pieces[cut])):
        cut += 1
    for number in range(cut, len(pieces)):
        if is_unnamed(pieces[number]) or _is_sure(pieces[number]):
            return number
        if _is_name(pieces[number]):
            break
    return cut


def is_unnamed(text: str) -> bool:
    """Whether an employer is told without its name ("a public school district")."""
    return bool(_SOME.match(text))


def _is_sure(piece: str) -> bool:
    """Whether a piece is an employer; "personnel administration", written small, is a field."""
    if employer_score(piece) < 2:
        return False
    last = piece.rpartition(" ")[2]
    return not (piece[0].islower() and word_group("departments").holds(last))


def _is_name(piece: str) -> bool:
    """Whether a piece is written like the name of a firm: capitals, and no word for a field."""
    words = piece.split()
    capitals = all(word[:1].isupper() or word in _SMALL for word in words)
    return len(words) > 1 and capitals and not word_group("departments").count(piece)


def before_employer(text: str) -> tuple[str | None, str]:
    """Title and employer of one line whose later parts alone have words of organisations.

    "Weekend shift, family restaurant" has a title before the comma; "Globex, Boston" has none.
    Without such words a title is told by its small letters: "Bar work, The Red Lion".
    """
    pieces = pieces_of(text)
    first, rest = pieces[0], ", ".join(pieces[1:])
    if not rest or len(first.split()) > _TITLE_WORDS or employer_score(first) == 2:
        return None, text
    small = [word for word in first.split()[1:] if word[:1].islower()]
    named = " " in rest  # one word alone is mostly the town: "Open days, Chester"
    if employer_score(rest) == 2 or (named and any(word not in _SMALL for word in small)):
        return first, rest
    return None, text


_SMALL = frozenset(
    {"and", "of", "the", "&", "for", "und", "et", "y", "de", "des", "du", "la", "del"}
)
"""Words that names of firms write small."""
