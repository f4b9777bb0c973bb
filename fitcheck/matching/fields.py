"""Whether a field of study is the one asked, or one that "or a related field" would take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from fitcheck.errors import TableError
from fitcheck.language.words import stem
from fitcheck.settings import load_table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_KNOWN = 1 << 12
"""Fields of study, and lines that name one, which are remembered."""
_ALTERNATIVES = re.compile(r"\s+(?:or|o|ou|oder|and|und|et|y|e)\s+|[,/;&]\s*", re.IGNORECASE)
# Words that stand beside a field and name none: "related social science", "with emphasis on".
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "and",
        "or",
        "for",
        "with",
        "related",
        "similar",
        "relevant",
        "comparable",
        "other",
        "field",
        "fields",
        "area",
        "science",
        "sciences",
        "studies",
        "study",
        "degree",
        "applied",
        "general",
        "discipline",
        "disciplines",
        "de",
        "la",
        "el",
        "en",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "du",
        "des",
        "le",
        "programme",
        "program",
        "technology",
        "technologies",
        "diploma",
        "bca",
        "mca",
        "mit",
        "schwerpunkt",
        "soutenu",
        "soutenue",
    ]
)
_RELATED = re.compile(
    r"\b(?:(?:closely[ -])?(?:related|similar|relevant|comparable|cognate|allied|equivalent"
    r"|adjacent|other|neighbou?ring|any|another)(?: \w+){0,2} (?:field|discipline|subject|area"
    r"|degree|stud(?:y|ies)|program|course|science|qualification|major)s?|or (?:related|similar)\b"
    r"|related (?:field|discipline)|affines?\b|afín|connexe|similaire|équivalent"
    r"|vergleichbar\w*|verwandt\w*|ähnlich\w*|equivalente|carreras? af)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Tables:
    aliases: Mapping[str, str]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    examples: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


@cache
def _tables() -> _Tables:
    table = load_table("kindred_fields")
    groups = table.get("group", [])
    if set(table) != {"aliases", "group"} or not groups:
        raise TableError("kindred_fields.toml must hold [aliases] and [[group]]")
    for group in groups:
        if set(group) != {"id", "source", "words", "accept", "reject"} or not group["words"]:
            raise TableError(f"kindred_fields.toml, {group.get('id')}: wrong or empty keys")
    return _Tables(
        aliases={k: v for k, v in table["aliases"].items() if k != "source"},
        groups=tuple(
            (g["id"], re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, g['words']))})(?!\w)"))
            for g in groups
        ),
        examples=tuple((g["id"], tuple(g["accept"]), tuple(g["reject"])) for g in groups),
    )


def examples() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Of each group its id, fields that belong to it and fields that do not, for the tests."""
    return _tables().examples


@lru_cache(maxsize=_MOST_KNOWN)
def groups_of(text: str) -> frozenset[str]:
    """The ids of the groups that a text about a field of study names."""
    # Software engineers are taken for computing, never for "or a related field" of builders.
    plain = _plain(text).replace("software engineering", "software")
    return frozenset(name for name, pattern in _tables().groups if pattern.search(plain))


def accepts_related(asking: str) -> bool:
    """Whether an asking line takes related fields ("or a related discipline")."""
    return bool(_RELATED.search(asking))


def same_field(studied: str, asked: Iterable[str]) -> bool:
    """Whether `studied`, a field or the line that names it, holds all words of one field asked."""
    have = _stems(studied)
    for field in asked:
        for part in _ALTERNATIVES.split(field):
            want = _stems(part)
            if want and want <= have:
                return True
    return False


def kindred_field(studied: str, asked: Iterable[str]) -> bool:
    """Whether `studied` shares a group with one of the fields asked, or with all of science."""
    mine = groups_of(studied)
    return any(mine & groups_of(field) for field in asked)


def _plain(text: str) -> str:
    aliases = _tables().aliases
    words = (w.lower().replace("’", "'") for w in _WORD.findall(text))
    return " ".join(aliases.get(word, word) for word in words)


@lru_cache(maxsize=_MOST_KNOWN)
def _stems(text: str) -> frozenset[str]:
    """Stems without a closing vowel, which in Spanish and French tells gender and number only."""
    return frozenset(stem(w).rstrip("aeo") for w in _plain(text).split() if w not in _EMPTY)
