"""What a run of characters looks like to a person: the one cleaning that every reader applies.

Invisible characters (Unicode's default ignorables, tag and bidi controls, other controls) go;
letters that only look different (ligatures, fullwidth and mathematical letters, Cyrillic or Greek
letters inside a Latin word) become the plain letter that a person sees. Text hidden in such
characters is given back apart, so that it can be reported and never scores.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_MARKS = 4
"""Combining marks kept on one letter; no written language needs more (Vietnamese needs two)."""
MAX_RUN = 16
"""Longest run of one sign that is no letter or digit; ruled lines and dot leaders are longer, and
such runs cost the tokenizers of the field quadratic time."""
MAX_TOKEN = 200
"""Longest run of characters without a blank; longer ones are cut. The longest word of development
is an address of 112 characters, and patterns that look for the end of a word at each of its
letters take quadratic time over giant ones."""

_SIMPLE = re.compile(r"[\n\t -~\u2013\u2014\u2018\u2019\u201c\u201d\u2022]*")
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]{0,64}[ -/]{0,16}[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\))")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HYPHENS = re.compile("[\u2010\u2011\ufe63]")
_LOOKS_PLAIN = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5,}")
_GIANT = re.compile(rf"\S{{{MAX_TOKEN}}}(?=\S)")
_RUNS = re.compile(r"([^\w\s])\1{16,}|(_)_{16,}")
_SIGNS, _RULE = re.compile(r"[^\w\s]{17}"), "_" * 17
"""What any run that is cut needs; quicker to look for."""
_MIXED = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]{2,}")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_OVERRIDES = re.compile("[\u202d\u202e]")
_TURNED = re.compile("\u202e([^\u202a-\u202e\u2066-\u2069\n]*)")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")

_LOOK_ALIKES = str.maketrans(
    "АВСЕНІЈКМОРЅТХУаеіјорсѕухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
    "ABCEHIJKMOPSTXYaeijopcsyxhdqwABEZHIKMNOPTYXovp",
)
"""Cyrillic and Greek letters drawn like Latin ones (a subset of Unicode TR 39, confusables.txt)."""


class Cleaned(NamedTuple):
    """Text as a person sees it, and what stood in it unseen.

    `hidden` are texts written in invisible characters; `reordered` is True where an override
    character makes the text show in another order than it is stored.
    """

    text: str
    hidden: tuple[str, ...] = ()
    reordered: bool = False


def clean(text: str) -> Cleaned:
    """`text` without what nobody sees; line feeds and tabs stay. Linear in its length."""
    if (text.isascii() and text.replace("\t", " ").isprintable()) or _SIMPLE.fullmatch(text):
        return Cleaned(text=_cut(text))
    text = _NEWLINES.sub("\n", _ANSI.sub("", text))
    hidden = tuple(_smuggled(run) for run in _TAGS.findall(text) if not _is_flag(run))
    reordered = _OVERRIDES.search(text) is not None
    text = _TURNED.sub(_as_shown, text)
    text = _IGNORABLE.sub(_without_ignorables, text)
    text = _HYPHENS.sub("-", _SPACES.sub(" ", _CONTROLS.sub("", text)))
    text = _LOOKS_PLAIN.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _MARKS.sub(lambda found: found[0][:MAX_MARKS], text)
    text = _MIXED.sub(_plain_letters, unicodedata.normalize("NFC", text))
    text = _cut(text)
    return Cleaned(text=text, hidden=tuple(filter(None, hidden)), reordered=reordered)


def split_lines(text: str) -> list[str]:
    """The lines of `text` by every line end in use; nothing else is changed."""
    return _NEWLINES.sub("\n", text).split("\n")


def has_letters(text: str) -> bool:
    """True where at least one letter or digit stands in `text`."""
    return any(char.isalnum() for char in text)


def _cut(text: str) -> str:
    """`text` without long runs of one sign, and with giant words cut."""
    if len(text) <= MAX_RUN:
        return text
    # of 17 signs that follow each other one stands at a 17th place
    may_run = not text[MAX_RUN :: MAX_RUN + 1].replace(" ", "x").isalnum()
    if may_run and (_SIGNS.search(text) or _RULE in text):
        text = _RUNS.sub(_shorten, text)
    if len(text) > MAX_TOKEN and max(map(len, text.split()), default=0) > MAX_TOKEN:
        return _GIANT.sub(r"\g<0> ", text)
    return text


def _shorten(found: re.Match[str]) -> str:
    return found[0][:MAX_RUN]


def _as_shown(found: re.Match[str]) -> str:
    """Letters that an override turns around in the order in which they stand on screen."""
    return found[1] if _RIGHT_TO_LEFT.search(found[1]) else found[1][::-1]


def _without_ignorables(found: re.Match[str]) -> str:
    """Nothing; but a joiner stays where a script needs it (Arabic, Indic) or an emoji is built."""
    if found[0] not in ("\u200c", "\u200d"):
        return ""
    text, start, end = found.string, found.start(), found.end()
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    return found[0] if min(before, after) > "\u0600" else ""


def _plain_letters(found: re.Match[str]) -> str:
    """The Latin look of a word in which all foreign letters are drawn like Latin ones."""
    word = found[0]
    if not _FOREIGN.search(word) or not _LATIN.search(word):
        return word
    plain = word.translate(_LOOK_ALIKES)
    return plain if not _FOREIGN.search(plain) else word


def _smuggled(run: str) -> str:
    """What a run of tag characters says in ASCII."""
    return "".join(chr(ord(char) - 0xE0000) for char in run).strip()


def _is_flag(run: str) -> bool:
    """True for the tags of a regional flag (gbeng, gbsct, ustx), which are no message."""
    return len(run) <= 6 and _smuggled(run).isalnum()
