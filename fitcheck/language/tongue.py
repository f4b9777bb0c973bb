"""Which language a text is written in, by its function words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_PROFILES = {
    "English": frozenset(
        {"the", "and", "of", "to", "with", "for", "you", "in", "our", "will", "is", "are", "your",
         "we", "or", "as", "be", "this", "that", "on", "have", "an", "at", "from", "by"}
    ),
    "German": frozenset(
        {"und", "der", "die", "das", "mit", "für", "von", "wir", "sie", "ist", "ein", "eine",
         "zu", "den", "im", "des", "bei", "oder", "auf", "unser", "unsere", "dein", "deine", "ihre",
         "du", "sowie", "werden", "dich", "uns", "einer", "als", "zum", "zur"}
    ),
    "French": frozenset(
        {"et", "de", "la", "le", "les", "des", "vous", "nous", "pour", "une", "un", "du", "dans",
         "est", "en", "au", "aux", "avec", "sur", "votre", "vos", "notre", "nos", "par", "qui",
         "ou", "être", "êtes", "sont"}
    ),
    "Spanish": frozenset(
        {"y", "de", "la", "el", "los", "las", "que", "en", "con", "para", "una", "un", "del",
         "por", "nuestro", "nuestra", "tu", "se", "es", "su", "al", "como", "o", "más", "sus"}
    ),
    "Portuguese": frozenset(
        {"e", "de", "da", "do", "das", "dos", "que", "em", "com", "para", "uma", "um", "por",
         "nosso", "nossa", "você", "não", "os", "as", "na", "no", "se", "seu", "sua", "mais"}
    ),
    "Italian": frozenset(
        {"e", "di", "il", "la", "che", "in", "con", "per", "una", "un", "del", "della", "dei",
         "nel", "le", "gli", "sono", "nostro", "nostra", "si", "alla", "delle", "non"}
    ),
    "Dutch": frozenset(
        {"en", "de", "het", "van", "een", "voor", "met", "je", "jij", "wij", "op", "zijn", "bij",
         "naar", "ons", "onze", "als", "aan", "te", "dat", "om", "jouw", "ook"}
    ),
}  # fmt: skip
_MIN_WORDS = 40
"""Fewer words than this are not judged: headings and tool names look alike in all languages."""
_MARGIN = 1.5
"""How many times more function words another language needs than English; real mixed postings
(English text with a German legal note) stay below 1, others lie above 4."""


def foreign_language(text: str) -> str | None:
    """The English name of the language of `text` where it is clearly not English, else None.

    Looks at the first 20,000 characters; texts of fewer than 40 words give None.
    """
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if len(words) < _MIN_WORDS:
        return None
    counts = {name: sum(w in profile for w in words) for name, profile in _PROFILES.items()}
    best = max(counts, key=lambda name: counts[name])
    enough = counts[best] >= len(words) * 0.1
    return best if enough and counts[best] > _MARGIN * counts["English"] else None
