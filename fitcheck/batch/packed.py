"""An understood document as bytes without contact data, for caches, journals, other machines.

What matching does not read is left out: blocks, structured fields, quotes of warnings, and all
text that no line of the profile covers (contact lines, references, headings), which becomes
blanks, so that every span stays right. Judging a reduced profile gives the same answer.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from fitcheck.batch.codec import CodecError, decoder, encode
from fitcheck.documents.document import Document, DocumentWarning, Span
from fitcheck.language.contact import has_contact
from fitcheck.language.detect import detect_language
from fitcheck.profiles.profile import Applied, Posting, Resume

MOST_UNPACKED = 32_000_000
"""Bytes of one profile; the longest text that is read (400,000 characters) gives 8 MB."""
_REACHABLE = re.compile(
    r"[\w.+*-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<!\d)\+?\d[\d ().\u2010-\u2015/-]{7,18}\d"
)
_SEEN = re.compile(r"\S")

Profile = TypeVar("Profile", Resume, Posting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A reduced profile: its text and the rest, each compressed.

    They are apart so that quotes can be cut from the text without making the profile.
    """

    text: bytes
    rest: bytes


def reduced_resume(resume: Resume) -> Resume:
    """The resume with nothing but what matching reads."""
    kept = [item.span for item in resume.items]
    kept += [position.span for position in resume.positions]
    for entries in (resume.education, resume.certifications, resume.languages):
        kept += [entry.span for entry in entries]
    kept += resume.declared
    if resume.residence is not None and resume.residence.span is not None:
        kept.append(resume.residence.span)
    return replace(
        resume,
        applied=_unreasoned(resume.applied),
        document=_reduced(resume.document, _blanked(resume.document.text, kept)),
        warnings=_unquoted(resume.warnings),
    )


def reduced_posting(posting: Posting) -> Posting:
    """The posting without what reaches a person, outside the lines that ask."""
    kept = [requirement.span for requirement in posting.requirements]
    text = posting.document.text
    out = [m.span() for m in _REACHABLE.finditer(text)]
    gone = [
        Span(start=s, end=e)
        for s, e in out
        if not any(k.start < e and s < k.end for k in kept) and has_contact(text[s:e])
    ]
    for span in gone:
        text = text[: span.start] + _blanks(text[span.start : span.end]) + text[span.end :]
    return replace(
        posting,
        applied=_unreasoned(posting.applied),
        document=_reduced(posting.document, text),
        warnings=_unquoted(posting.warnings),
    )


def may_be_kept(whole: Resume | Posting, reduced: Resume | Posting) -> bool:
    """Whether a reduced profile may outlive the run: it names no way to reach anybody.

    False too where the language would be told differently without the lines left out.
    """
    text = reduced.document.text
    corrected = [told for one in reduced.applied for told in (one.computed, one.corrected) if told]
    if any(has_contact(line) for line in (*text.split("\n"), *corrected)):
        return False
    return detect_language(text) == detect_language(whole.document.text)


def _reduced(document: Document, text: str) -> Document:
    return replace(
        document, text=text, blocks=(), fields=None, warnings=_unquoted(document.warnings)
    )


def _unreasoned(applied: tuple[Applied, ...]) -> tuple[Applied, ...]:
    """What was corrected without the person's reasons, which may say anything."""
    return tuple(replace(one, reason=None) for one in applied)


def _unquoted(warnings: tuple[DocumentWarning, ...]) -> tuple[DocumentWarning, ...]:
    return tuple(replace(warning, quote=None) for warning in warnings)


def _blanked(text: str, kept: Iterable[Span]) -> str:
    """The text with blanks in place of all that no kept span covers; line feeds stay."""
    parts, place = [], 0
    for span in sorted(kept):
        if span.start > place:
            parts.append(_blanks(text[place : span.start]))
        if span.end > place:
            parts.append(text[max(span.start, place) : span.end])
            place = span.end
    parts.append(_blanks(text[place:]))
    return "".join(parts)


def _blanks(text: str) -> str:
    return _SEEN.sub(" ", text)


def pack(profile: Resume | Posting) -> Packed:
    """The profile, which should be a reduced one, as bytes. `unpack` gives it back."""
    bare = replace(profile, document=replace(profile.document, text="", source=""))
    rest = json.dumps(encode(bare), separators=(",", ":"))
    return Packed(
        text=zlib.compress(profile.document.text.encode("utf-8", "surrogatepass"), 6),
        rest=zlib.compress(rest.encode("ascii"), 6),
    )


def unpack(packed: Packed, kind: type[Profile], *, source: str) -> Profile:
    """The profile; `source` is what the document is called now. Raises CodecError."""
    text = unpack_text(packed.text)
    try:
        values = json.loads(_inflated(packed.rest))
    except (ValueError, RecursionError) as problem:
        raise CodecError("no JSON") from problem
    try:
        profile = cast("Profile", decoder(cast("Hashable", kind))(values))
    except RecursionError as problem:
        raise CodecError("values within values without end") from problem
    _check(profile, len(text))
    return replace(profile, document=replace(profile.document, text=text, source=source))


def unpack_text(data: bytes) -> str:
    """The text of a packed profile. Raises CodecError."""
    try:
        return _inflated(data).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as problem:
        raise CodecError("no text") from problem


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        whole = unpacker.decompress(data, MOST_UNPACKED)
    except zlib.error as problem:
        raise CodecError("not compressed by us") from problem
    if not unpacker.eof:
        raise CodecError("too long or cut off")
    return whole


def _check(profile: Resume | Posting, length: int) -> None:
    """Raise CodecError where a span or an index leads out of the profile."""
    for span in _spans(profile):
        if span.end > length:
            raise CodecError("a span outside the text")
    if isinstance(profile, Resume):
        places = [item.position for item in profile.items if item.position is not None]
        if any(not 0 <= place < len(profile.positions) for place in places):
            raise CodecError("an item of no position")
        if any(not 0 <= mention.item < len(profile.items) for mention in profile.mentions):
            raise CodecError("a mention in no item")


def _spans(profile: Resume | Posting) -> Iterable[Span]:
    groups: tuple[tuple[Any, ...], ...]
    if isinstance(profile, Posting):
        groups = (profile.requirements,)
    else:
        groups = (
            profile.items, profile.mentions, profile.positions, profile.education,
            profile.certifications, profile.languages,
        )  # fmt: skip
        yield from profile.declared
        yield from (position.body for position in profile.positions)
        if profile.residence is not None and profile.residence.span is not None:
            yield profile.residence.span
    yield from (one.span for one in profile.applied if one.span is not None)
    for group in groups:
        yield from (entry.span for entry in group)
