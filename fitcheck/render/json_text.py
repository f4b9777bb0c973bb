"""JSON that is safe to show as it stands."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Controls, format characters, halves of characters, private ones and odd line ends: what moves a
cursor, reorders what is read, or cannot be written. Control characters up to U+001F are escaped
by JSON itself."""


def dumps(value: dict[str, Any]) -> str:
    """JSON text that is equal for equal values, on lines of their own, keys in their order.

    Nothing in it commands a terminal or fails to be encoded; reading it gives the same values.
    """
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=1))


def _escaped(found: re.Match[str]) -> str:
    # unseen characters stand in strings only, and JSON's own escapes know 16 bits at a time
    return json.dumps(found[0])[1:-1]


def line(value: dict[str, Any]) -> str:
    """The same on one line, without blanks, ended by a line feed."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSEEN.sub(_escaped, text) + "\n"
