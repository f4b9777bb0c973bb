"""What a case of hidden text is: one file that hides a phrase, and a twin that shows it."""

from __future__ import annotations

from dataclasses import dataclass

PHRASE = "Quartz Lantern"
"""The words that are hidden or shown."""
CARRIER = "Plain words stand here that anybody who opens the file can read at once."
"""What every file shows besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """A file in which `PHRASE` cannot be seen and one, made like it, in which it can.

    `suffix` names the format. `warned` is False where what is hidden is no text of the page (a
    comment, a deletion, metadata): it is left out without a word.
    """

    name: str
    suffix: str
    hidden: bytes
    shown: bytes
    warned: bool = True
