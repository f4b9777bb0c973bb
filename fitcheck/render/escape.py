"""Text from files, made safe to show on a terminal or in Markdown."""

from __future__ import annotations

import unicodedata

_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|~"})


def terminal(text: str) -> str:
    r"""`text` on one line: white space folded, control and format characters as \\xNN or \\uNNNN.

    Nothing in a file may move the cursor, change a colour or reorder what is read.
    """
    return "".join(_visible(c) for c in " ".join(text.split()))


def _visible(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def markdown(text: str) -> str:
    """`terminal` text with the signs of Markdown and HTML escaped."""
    return terminal(text).translate(_MARKDOWN)
