"""Job titles, names of employers and departments, told apart by the words they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from fitcheck.errors import TableError
from fitcheck.settings import load_table

GROUPS = (
    "heads",
    "leading",
    "compounds",
    "modifiers",
    "employers",
    "houses",
    "forms",
    "departments",
    "placeholders",
    "internships",
    "volunteering",
    "terms",
    "measures",
    "turns",
    "changes",
    "gaps",
    "schooling",
)
_KEYS = frozenset({"source", "names", "accept", "reject"})
_WORD = re.compile(r"[^\W_]+(?:[.&'’/-][^\W_]+)*")
_PARTING = re.compile(
    r"\s(?:of|for|to|at|in|on|with|und|de|des|du|der|für|en|im|am|bei|beim|zur|zum|mit|nach|dann"
    r"|then|later|später|puis)\s|[,(–—|:·•∙@\t\0]|\s[-/&]\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """A group of words and phrases, lower case."""

    words: frozenset[str]
    phrases: tuple[str, ...]

    def holds(self, text: str) -> bool:
        """Whether any word or phrase of the group stands in `text`."""
        lowered = f" {' '.join(_words(text))} "
        return bool(self.count(text)) or any(f" {phrase} " in lowered for phrase in self.phrases)

    def count(self, text: str) -> int:
        """How many words of `text` are in the group."""
        return sum(
            _in(piece, self.words) for word in _words(text) for piece in {word, *word.split("/")}
        )


@cache
def word_group(name: str) -> WordGroup:
    """The group `name` of `titles.toml`. Raises TableError where the table breaks its rules."""
    table = load_table("titles")
    if set(table) != set(GROUPS):
        raise TableError(f"titles.toml must hold the groups {', '.join(GROUPS)}")
    entry: dict[str, Any] = table[name]
    if set(entry) != _KEYS or not entry["names"] or not entry["accept"]:
        raise TableError(f"titles.toml, group {name}: wrong or empty keys")
    names = [str(item) for item in entry["names"]]
    return WordGroup(
        words=frozenset(n for n in names if " " not in n),
        phrases=tuple(n for n in names if " " in n),
    )


def title_score(text: str) -> float:
    """How much `text` looks like a job title: 0 not at all, 1 a word of it, 2 surely.

    Surely is where the head of the phrase, the last word before "of", "for", a comma or the end,
    is the name of a doer ("Director of Engineering", "Registered Nurse").
    """
    text = _bare(text)
    if not text.strip() or len(text) > 160:
        return 0.0
    heads, employers = word_group("heads"), word_group("employers")
    for part in _PARTING.split(text):
        words = _without_field([w for w in _words(part) if w not in _GRADES and not w.isdigit()])
        last = {words[-1], *re.split(r"[/&-]", words[-1])} if words else set()
        if " ".join(words[-2:]) in heads.phrases:
            return 2.0
        if any(_is_head(piece, heads.words) for piece in last):
            unlike = _in(words[-1], employers.words) or _names_many(part, words)
            return 1.0 if unlike or len(words) > 7 else 2.0
        if _joins_doers(part, heads.words):
            return 2.0
    if _leads_title(text):
        return 2.0
    return 1.0 if heads.holds(text) or word_group("modifiers").holds(text) else 0.0


def employer_score(text: str) -> float:
    """How much `text` looks like the name of an employer: 0, 1 (a word of it) or 2 (surely).

    Surely is where a legal form stands in it or its last word or first part is one of those that
    names of organisations are made of.
    """
    text = _bare(text)
    words = _words(text)
    if not words or len(text) > 160:
        return 0.0
    if len(words) > 1 and any(_in(w, word_group("forms").words) for w in words[1:]):
        return 2.0
    employers = word_group("employers")
    for part in _PARTS.split(text):
        named = _words(part)
        if " ".join(named[-2:]) in word_group("heads").phrases:
            continue  # "Pharmacy Tech" is a person, "Northwind Tech" a firm
        if named and (_in(named[-1], employers.words) or _names_many(part, named)):
            return 2.0
        if " ".join(named[-2:]) in employers.phrases:
            return 2.0
        if _is_house(part, named):
            return 2.0
    return 1.0 if employers.holds(text) else 0.0


def _bare(text: str) -> str:
    """`text` without what stands in brackets behind it ("Operative (agency, then direct)")."""
    return _BRACKETED.sub(" ", text) if "(" in text and not text.lstrip().startswith("(") else text


def _without_field(words: list[str]) -> list[str]:
    """The words without those of departments at the end: "Senior Executive HR"."""
    departments, employers = word_group("departments").words, word_group("employers").words
    end = len(words)
    while end > 1 and words[end - 1] in departments and words[end - 1] not in employers:
        end -= 1
    doer = end < len(words) and _is_head(words[end - 1], word_group("heads").words)
    return words[:end] if doer else words


def _joins_doers(part: str, heads: frozenset[str]) -> bool:
    """Whether the name of a doer stands before "and" and what is written small ("Cook and driver").

    "Baker and Sons" is a name.
    """
    match = _AND.search(part)
    if match is None:
        return False
    before = _words(part[: match.start()])
    return bool(before) and len(_words(part)) <= _JOINED and _is_head(before[-1], heads)


def _names_many(part: str, words: list[str]) -> bool:
    """Whether a part is a name that ends with doers, as those of firms do ("Ward Architects")."""
    last = words[-1]
    written = part.split()
    return (
        len(words) > 1
        and last.endswith("s")
        and last not in word_group("heads").words
        and last[:-1] in word_group("heads").words
        and words[0] not in word_group("modifiers").words
        and all(word[:1].isupper() or word in _SMALL for word in written)
    )


def _is_house(part: str, words: list[str]) -> bool:
    """Whether a part starts with a word for a house or a firm and is the name of one.

    "Hotel Post", "Hospital comarcal en Aragón", but not "Hotel Manager" or "Kitchen porter".
    """
    houses = word_group("houses")
    if not words or not (words[0] in houses.words or " ".join(words[:2]) in houses.phrases):
        return False
    heads = word_group("heads").words
    written = part.split()
    if (
        words[0] in _EVERYDAY
        and min(len(written), len(words)) > 1
        and written[1][0].islower()
        and words[1] not in _OF
    ):
        return False  # "Hotel reception", "Bar work"
    return not any(_is_head(word, heads) for word in words[1:]) and not _in(words[0], heads)


def is_placeholder(text: str) -> bool:
    """Whether `text` stands for an employer or a place whose name was taken out."""
    letters = re.sub(r"[^a-z ]", "", text.lower().replace("\u200b", "")).strip()
    names = word_group("placeholders")
    return " ".join(letters.split()) in names.words | set(names.phrases)


def is_department(text: str) -> bool:
    """Whether `text` is made of words for departments and grades only."""
    words = [w for w in _words(text) if w not in {"and", "of", "the"}]
    group = word_group("departments")
    lowered = " ".join(words)
    if lowered in group.phrases:
        return True
    return bool(words) and all(_in(w, group.words) for w in words)


def is_qualifier(text: str) -> bool:
    """Whether a piece between commas belongs to a title: a department, a grade, a modifier."""
    if is_department(text):
        return True
    words = text.lower().split()
    return bool(words) and all(w in word_group("modifiers").words for w in words)


_EVERYDAY = frozenset(
    {"hotel", "bar", "pub", "hostel", "restaurant", "café", "boutique", "salon", "studio"}
)
_OF = frozenset(
    {"in", "at", "of", "de", "du", "des", "del", "der", "zum", "zur", "am", "im", "near"}
)
_AND = re.compile(r"\s(?:and|und|et|y|&|/)\s(?=[a-zà-ÿ])")
_JOINED = 7  # words of a title of two
_BRACKETED = re.compile(r"\s\([^()]*\)?")
_PARTS = re.compile(r"\s(?:of|for|at|in|-|–|—)\s|[,(|:·•∙\t\0]")
_SMALL = frozenset({"&", "+", "and", "of", "the", "for", "und", "et", "y"})
"""Words that names of firms may write small."""
_LONGEST_TITLE = 12  # words; a line that begins like a title and runs on is a sentence
_GRADES = frozenset({"i", "ii", "iii", "iv", "v", "vi", "level", "grade", "sr", "jr", "senior"})


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[:400])]


def _is_head(word: str, heads: frozenset[str]) -> bool:
    """Whether a word names a doer; German ones do so at the end of a compound too."""
    if _in(word, heads):
        return True
    bare = word.removesuffix("nen").removesuffix("in") if word.endswith(("in", "innen")) else word
    return bare.endswith(_compounds()) or word.endswith(_compounds())


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(sorted(word_group("compounds").words))


def _leads_title(text: str) -> bool:
    """Whether the first word is the head of a title, as in French ("Chargée d'études")."""
    words = _words(text)
    first = re.split(r"[/-]", words[0])[0] if words else ""
    leading = word_group("leading").words
    if not 0 < len(words) <= _LONGEST_TITLE:
        return False
    if words[0] in leading or first in leading:
        return True
    # "Teamleiterin Kundendienst": German titles may have their field behind them
    return first.removesuffix("in").endswith(_compounds()) and text[:1].isupper()


def _in(word: str, names: frozenset[str]) -> bool:
    if word in names or (word.endswith("s") and word[:-1] in names):
        return True
    # German titles in the female form: "Pflegerin", "Pflegerinnen".
    return word.endswith(("in", "innen")) and word.removesuffix("nen")[:-2] in names
