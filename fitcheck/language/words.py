"""Words, stems and content terms of a line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from fitcheck.documents.document import Span
from fitcheck.errors import TableError
from fitcheck.settings import load_table

_TOKEN = re.compile(
    r"\d{1,6}\(k\)"  # 401(k)
    r"|(?<![^\W_])(?:CI/CD|TCP/IP|PL/SQL|T-SQL|UI/UX|UX/UI|A/B|I/O|N/A|OS/2|z/OS|24/7|and/or)(?![^\W_])"
    r"|(?<![^\W_])[A-Z]{1,2}&[A-Z]{1,2}(?![^\W_])"  # R&D, P&L, M&A
    r"|(?<![^\W_.])\.[A-Za-z]{2}[^\W_]{0,40}"  # .NET
    r"|[^\W_]{1,60}(?:['’][^\W_]{1,20})?"
    r"(?:\.(?:js|ts|py|net|io|ai)(?![^\W_]))?"  # Node.js, ASP.NET
    r"(?:\+\+|\#(?![^\W_])|\+(?![^\W_]))?",  # C++, C#, 3+
    re.IGNORECASE,
)
"""One word with the symbols that belong to it. Only bounded repeats: linear on any input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word of a text: as written, where it stands, and in lower case."""

    text: str
    span: Span
    lower: str


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order; punctuation that belongs to no word is left out.

    Symbols stay with their name ("C++", "C#", ".NET", "Node.js", "R&D", "401(k)", "3+"); hyphens
    and slashes part words, except in a few fixed forms ("CI/CD", "TCP/IP", "24/7").
    """
    return tuple(
        Token(
            text=match.group(),
            span=Span(start=match.start(), end=match.end()),
            lower=match.group().lower(),
        )
        for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The English (Snowball) stem of `word`, in lower case: "Responsibilities" → "respons"."""
    stemmed: str = _stemmer().stemWord(word.lower().replace("’", "'"))
    return stemmed


def is_boilerplate(word: str) -> bool:
    """True for stop words and for words that nearly every posting or resume holds.

    They are compared by stem: "skills" and "skilled" are as empty as "skill".
    """
    return word.lower() in _boilerplate().words or stem(word) in _boilerplate().stems


def content_terms(text: str) -> tuple[str, ...]:
    """Stems of the words that say something, in the order of the text, repeats kept.

    Left out: stop words, boilerplate ("experience", "strong", "ability"), numbers, and single
    letters other than the names of programming languages ("C", "R" stay where they are capital).
    """
    table = _boilerplate()
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if (len(word) == 1 and word not in "CR") or not _speaks(word):
            continue
        lowered = word.lower()
        stemmed = stem(lowered)
        if lowered not in table.words and stemmed not in table.stems:
            found.append(stemmed)
    return tuple(found)


def _speaks(word: str) -> bool:
    """False for bare numbers, which mean nothing out of their place ("3", "2019", "5+")."""
    return any(character.isalpha() for character in word)


@dataclass(frozen=True, slots=True)
class _Boilerplate:
    words: frozenset[str]
    stems: frozenset[str]


_GROUP_KEYS = frozenset({"id", "source", "accept", "reject", "words"})


@cache
def _boilerplate() -> _Boilerplate:
    words: set[str] = set()
    stems: set[str] = set()
    for name, group in load_table("boilerplate").items():
        listed = _group_words(name, group)
        words.update(listed)
        # Function words are compared as written: "others" is empty, "being" is not "be".
        if name != "stop_words":
            stems.update(stem(word) for word in listed)
    return _Boilerplate(words=frozenset(words), stems=frozenset(stems))


def _group_words(name: str, group: dict[str, Any]) -> list[str]:
    """The words of one group of the table; raises TableError where it breaks the rules."""
    if set(group) != _GROUP_KEYS:
        raise TableError(f"boilerplate.toml: [{name}] must have exactly {sorted(_GROUP_KEYS)}")
    listed: list[str] = group["words"].split()
    if not listed:
        raise TableError(f"boilerplate.toml: [{name}] is empty")
    return listed


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english")
