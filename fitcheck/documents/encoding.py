"""Bytes of a text file become characters."""

from __future__ import annotations

import codecs
import re

from fitcheck.errors import ErrorCode, UnreadableInputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 32_768
"""Bytes from which an encoding is guessed: more costs time and changes no guess on real files."""
_ZERO_SHARE = 0.05
"""Share of zero bytes from which an encoding of two or four bytes is looked for; English text in
UTF-16 has half."""
_CONTROL_SHARE = 0.02
"""Share of control bytes from which a file is no text; terminal logs in colour stay below."""
_NO_TEXT_ENCODINGS = frozenset(
    ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")
)
_CONTROL_BYTES = tuple(code for code in range(32) if code not in b"\t\n\r\f\x1b")


_ESCAPED = re.compile(r"(?:\\x[89a-f][0-9a-f]){2,64}")
"""Bytes of UTF-8 beyond ASCII as programs print them: backslash, x and two digits each."""


def decode(data: bytes, *, source: str) -> str:
    """The characters of `data`: by its byte order mark, else UTF-8, else the likeliest encoding.

    Raises UnreadableInputError (not_text) where the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if data[:_SAMPLE].count(0) > _ZERO_SHARE * len(data[:_SAMPLE]):
        return _decode_wide(data, source)
    data = data.replace(b"\0", b"")  # a stray one
    controls = sum(data[:_SAMPLE].count(code) for code in _CONTROL_BYTES)
    if controls > _CONTROL_SHARE * len(data[:_SAMPLE]):
        raise _no_text(source)
    if b"\x1b$" not in data[:_SAMPLE]:  # ISO-2022 looks like ASCII
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as problem:
            if _is_mostly_utf8(data, problem):
                return data.decode("utf-8", errors="replace")
    return _decode_guessed(data)


def unescaped(text: str) -> str:
    r"""`text` with the characters that a program printed as escaped bytes ("\xe2\x80\xa2").

    What is no UTF-8 stays as it is; no character of ASCII is made.
    """
    return _ESCAPED.sub(_unescaped, text) if "\\x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    found = bytes.fromhex(match.group().replace("\\x", ""))
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def decode_as(data: bytes, name: str) -> str | None:
    """The characters of `data` in the encoding that the file names, or None where they are not.

    Only encodings of whole texts count: Python also knows some for single names, whose decoding
    takes quadratic time (punycode, idna), or that run what escapes say.
    """
    try:
        encoding = codecs.lookup(name).name
        return None if encoding in _NO_TEXT_ENCODINGS else data.decode(encoding)
    except (LookupError, ValueError):  # unknown, with a zero character in its name, or wrong
        return None


def _is_mostly_utf8(data: bytes, problem: UnicodeDecodeError) -> bool:
    """True where only a few bytes are no UTF-8 among many sequences that are."""
    multibyte = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", data))
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    return multibyte > 4 * broken or (problem.start > 0 and data[problem.start] in b"\xc0\xc1\xff")


def _decode_wide(data: bytes, source: str) -> str:
    """UTF-16 or UTF-32 without a mark: by where the zero bytes stand."""
    sample = data[:_SAMPLE]
    zeros = [sample[place::4].count(0) / max(len(sample[place::4]), 1) for place in range(4)]
    high, low = 0.7, 0.3
    for encoding, wanted in (
        ("utf-32-le", (0, 1, 1, 1)),
        ("utf-32-be", (1, 1, 1, 0)),
        ("utf-16-le", (0, 1, 0, 1)),
        ("utf-16-be", (1, 0, 1, 0)),
    ):
        fits = (z > high if w else z < low for z, w in zip(zeros, wanted, strict=True))
        if all(fits):
            return data.decode(encoding, errors="replace")
    raise _no_text(source)


def _decode_guessed(data: bytes) -> str:
    """The likeliest 8-bit or East Asian encoding; cp1252 where nothing is likelier."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best is not None else "cp1252"
    return data.decode(encoding, errors="replace")


def _no_text(source: str) -> UnreadableInputError:
    return UnreadableInputError(
        "the file is no text: it holds binary data; give a PDF, DOCX, HTML or text file",
        code=ErrorCode.NOT_TEXT,
        source=source,
    )
