"""Natural languages that an asking line names: to be spoken, or as a bare item of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from fitcheck.documents.document import Span
from fitcheck.language.degrees import find_degrees
from fitcheck.language.patterns import load_phrases
from fitcheck.language.spoken import SpokenLanguage, find_spoken
from fitcheck.language.vocabulary import Found
from fitcheck.profiles.asked import is_about_speaking, language_level
from fitcheck.profiles.profile import Logic


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagesAsked:
    """Languages by the names of their concepts, in the order of the text.

    `level` is CEFR, "native" or None; `logic` is ANY where one of them is enough.
    """

    names: tuple[str, ...]
    level: str | None
    logic: Logic


# "A language other than English" does not ask for English.
_EXCEPTED = re.compile(r"\b(?:other than|besides|apart from)\s{1,3}\w{2,30}", re.IGNORECASE)
_CUT = re.compile(r"[,;:./()|•\n+&–—]|\s-\s|\b(?:and|or|und|oder|et|ou|y|o)\b", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:/|&|\b(?:and|or|und|oder|et|ou|y|o)\b)\s*\Z", re.IGNORECASE)
_IN_WRITING = re.compile(r"\b(?:written|spoken|verbal|oral) \Z", re.IGNORECASE)
_SUFFIX = re.compile(r"kenntnisse?n?", re.IGNORECASE)
_FOREIGN = re.compile(
    r"kenntnis|sprache|langue|idioma|maîtris|dominio|nivel|niveau|parlé|wort und schrift"
    r"|verhandlungssicher|fließend|sehr gut|courant|muttersprach|maternelle|bilingu",
    re.IGNORECASE,
)


def languages_asked(text: str, concepts: Callable[[str], Sequence[Found]]) -> LanguagesAsked | None:
    """The languages that a line asks one to know, None where it names none or other things.

    `concepts` finds the concepts of languages in a text. A language counts where the line is about
    speaking ("fluent in Spanish"), and where it stands bare ("Spanish", "English and French",
    "Spanish a plus"); in "French cuisine", "the German team" or "Irish or EU citizens" it is part
    of another name.
    """
    told = _EXCEPTED.sub(lambda match: " " * len(match[0]), text)
    found = [(one.concept, one.span) for one in concepts(told)]
    foreign = [one for one in find_spoken(told) if _is_foreign(one, told, found)]
    named = sorted(found + [(one.name, one.span) for one in foreign], key=lambda pair: pair[1])
    if not named:
        return None
    said = is_about_speaking(told) or (foreign and _FOREIGN.search(told))
    written = all(span.slice(told)[0].isupper() for _, span in found)
    if not said and not (written and _bare(told, [span for _, span in named])):
        return None
    return LanguagesAsked(
        names=tuple(dict.fromkeys(name for name, _ in named)),
        level=language_level(told) or next((one.level for one in foreign if one.level), None),
        logic=_joined(told, [span for _, span in named]),
    )


_OR = re.compile(r"\b(?:or|oder|ou|o)\b|\A\s?/\s?\Z", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:bi|tri|multi)lingual\b|\bboth\b", re.IGNORECASE)
_FOR_INSTANCE = re.compile(
    r"\b(?:such as|like|e\.?g\.?|for example|for instance|one of|any of|another)\b", re.IGNORECASE
)


def _joined(text: str, spans: Sequence[Span]) -> Logic:
    """Whether all of the languages at `spans` are asked, or any one of them.

    Only what stands between them counts ("English at B2 or better" asks for English), and whoever
    is bilingual speaks both.
    """
    if len(spans) < 2 or _BOTH.search(text):
        return Logic.ALL
    if _FOR_INSTANCE.search(text[: spans[0].start]):
        return Logic.ANY
    either = any(_OR.search(text[a.end : b.start]) for a, b in pairwise(spans))
    return Logic.ANY if either else Logic.ALL


def _is_foreign(one: SpokenLanguage, text: str, found: Sequence[tuple[str, Span]]) -> bool:
    """Whether a language is named by no concept: in another language than English, or as written.

    "Written English" is the name of a skill, too, which hides the language in it.
    """
    known = any(one.span.overlaps(span) for _, span in found)
    english = one.span.slice(text).lower().startswith(one.name.lower())
    return not known and (not english or _IN_WRITING.search(text[: one.span.start]) is not None)


def _bare(text: str, spans: Sequence[Span]) -> bool:
    """Whether every language is an item of its own, joined to nothing but other languages."""
    if find_degrees(text):
        return False
    pieces = _pieces(text)
    bare = [_is_bare(text, piece, spans) for piece in pieces]
    empty = [not _words(text, piece, spans) for piece in pieces]
    for number, piece in enumerate(pieces):
        names = any(map(piece.overlaps, spans))
        if not names:
            continue
        if not bare[number]:
            return False
        for other in (number - 1, number + 1):
            if not 0 <= other < len(pieces):
                continue
            first, second = sorted((piece, pieces[other]))
            joined = _JOINT.fullmatch(text[first.end : second.start])
            if joined and not (bare[other] or empty[other]):
                return False
    return True


def _pieces(text: str) -> list[Span]:
    """The parts of a line between marks and conjunctions, without the spaces around them."""
    edges = [0, *(at for m in _CUT.finditer(text) for at in (m.start(), m.end())), len(text)]
    spans = [Span(start=a, end=b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    return [span for span in spans if text[span.start : span.end].strip()]


def _words(text: str, piece: Span, spans: Sequence[Span]) -> list[str]:
    """The words of a part that are neither a language nor may stand around one."""
    kept = list(text)
    for one in spans:
        suffix = _SUFFIX.match(text, one.end)
        end = suffix.end() if suffix else one.end
        kept[one.start : end] = " " * (end - one.start)
    words = re.findall(r"[^\W\d_][\w'’]*", "".join(kept)[piece.start : piece.end].lower())
    return [word for word in words if word.replace("’", "'") not in _around()]


@cache
def _around() -> frozenset[str]:
    """The words of `data/around_languages.toml`."""
    table = load_phrases("around_languages", frozenset({"around"}))
    return frozenset(word for phrase in table for word in phrase.words)


def _is_bare(text: str, piece: Span, spans: Sequence[Span]) -> bool:
    names = any(map(piece.overlaps, spans))
    return names and not _words(text, piece, spans)
