"""Changes of an honest resume that should move no score at all: it is told twice, or padded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

STOP_WORDS = "and the of to in a with for on at by from as is are was"
"""What padding pads with."""


class Control(StrEnum):
    """Changes of the honest resume that say nothing new."""

    STOP_WORD_LINES = "stop_word_lines"
    STOP_WORDS_IN_LINES = "stop_words_in_lines"
    ITEMS_TWICE = "items_twice"
    WHOLE_TWICE = "whole_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """One control, ready to score."""

    control: Control
    resume: str


def _stop_word_lines(resume: str) -> str:
    """A line of stop words below every item, and one at the end."""
    lines = []
    for line in resume.rstrip("\n").split("\n"):
        lines += [line, f"- {STOP_WORDS}"] if line.startswith("- ") else [line]
    return "\n".join([*lines, STOP_WORDS, ""])


def _stop_words_in_lines(resume: str) -> str:
    """Every item with stop words behind it."""
    lines = resume.split("\n")
    return "\n".join(f"{line} {STOP_WORDS}" if line.startswith("- ") else line for line in lines)


def _items_twice(resume: str) -> str:
    """Every item said again right below itself."""
    lines = resume.split("\n")
    return "\n".join(f"{line}\n{line}" if line.startswith("- ") else line for line in lines)


def _whole_twice(resume: str) -> str:
    return resume.rstrip("\n") + "\n\n" + resume.lstrip("\n")


CONTROLS: dict[Control, Callable[[str], str]] = {
    Control.STOP_WORD_LINES: _stop_word_lines,
    Control.STOP_WORDS_IN_LINES: _stop_words_in_lines,
    Control.ITEMS_TWICE: _items_twice,
    Control.WHOLE_TWICE: _whole_twice,
}


def controls_of(honest: str) -> tuple[Controlled, ...]:
    """Every control of an honest resume, in order."""
    return tuple(
        Controlled(control=control, resume=CONTROLS[control](honest)) for control in Control
    )
