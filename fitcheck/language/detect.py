"""The language of a text, by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from fitcheck.errors import TableError
from fitcheck.settings import load_table

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
)
"""One common language a script: who reads the warning knows which it is."""
_OF_A_SCRIPT = re.compile("|".join(pattern.pattern for _, pattern in _SCRIPTS))
_NAMES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "he": "Hebrew", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "zh": "Chinese",
}  # fmt: skip
_ENOUGH = 8
"""Function words from which a guess is made; lists of skills hold fewer."""
_LEAD = 1.3
"""How many times as many function words as the next language has (own reading of 200 texts)."""


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where too little speaks for any.

    Knows English, German, French, Spanish, Italian, Portuguese, Dutch and Polish by their
    function words, and some other scripts by their letters. Reads the first 20,000 characters.
    """
    text = text[:20_000]
    if (code := _by_script(text)) is not None:
        return code
    words = Counter(map(str.lower, _WORD.findall(text)))
    counts = sorted(
        ((sum(words[w] for w in known & words.keys()), code) for code, known in _profiles()),
        reverse=True,
    )
    (best, code), (second, _) = counts[0], counts[1]
    return code if best >= _ENOUGH and best >= _LEAD * second else None


def _by_script(text: str) -> str | None:
    """The language that most letters of a text are of, where it has a script of its own."""
    if not _OF_A_SCRIPT.search(text):
        return None
    letters = sum(map(str.isalpha, text))
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(text)) > 0.4 * letters > 0:
            return code
    return None


def language_name(code: str | None) -> str | None:
    """The English name of an ISO 639-1 code that `detect_language` gives; None for None."""
    return None if code is None else _NAMES[code]


@cache
def _profiles() -> tuple[tuple[str, frozenset[str]], ...]:
    table = load_table("function_words")
    profiles = []
    for entry in table.get("language", []):
        if set(entry) != {"id", "source", "words"} or not entry["words"]:
            raise TableError(f"function_words.toml, {entry.get('id', '?')}: wrong or empty keys")
        profiles.append((str(entry["id"]), frozenset(entry["words"])))
    if len(profiles) < 2:
        raise TableError("function_words.toml needs at least two [[language]] tables")
    return tuple(profiles)
