"""Parts of one asking line that differ in necessity: "Go required, Rust a plus"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitcheck.documents.document import Span
from fitcheck.language.cues import Cue, cues_of
from fitcheck.language.lines import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a line: `span` into the line, and the zone that holds for it."""

    span: Span
    zone: Zone


_CUT = re.compile(
    r"; (?:and |or |plus )?|\. (?=[A-Z0-9])|, (?:but |and |with |plus )?"
    r"|\((?!(?:\w+ )?preferred\))(?=[^)]{0,80}\b(?:prefer|plus|desir|ideal))"
    r"| (?:but|while|though|although) (?=\w)"
)
_ASIDE = re.compile(
    r"\((?:(?:preferably|ideally) [^)]{2,80}|(?!strongly|highly|is|it)[^)]{2,60}?\w (?:is |are )?"
    r"(?:preferred|a plus|a bonus|desirable)(?: but [^)]{2,40})?)\)[.;,]?\s*\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]? (?:and |but )?(?:preferably|ideally) (?!have|has|you|with an? \w+ degree)"
    r"[^.;]{2,80}[.;]?\s*\Z",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r"; (?:and |or |plus )?")
_MEASURED = re.compile(r"\d|\b(?:minimum|at least|required|must|mandatory)\b", re.IGNORECASE)
"""What a head of a list never says of things that are only preferred."""
_LEAST_HEAD = 3
"""Words before a closing "preferably …" from which they ask for something by themselves."""
_SELF_STANDING = re.compile(
    r"\b(?:experience|knowledge|degree|bachelor|b\.?sc\b|m\.?sc\b|diploma|master|mba|ph\.?d|certifi|licen|years?|yrs"
    r"|skills?|proficien"
    r"|familiar|understanding|ability|fluen|background|expertise|exposure|interest)",
    re.IGNORECASE,
)


def clauses(text: str, zone: Zone, *, wished: bool = False) -> tuple[Clause, ...]:
    """The parts of a required or preferred line, in order; one part where nothing differs.

    A part is preferred where it says so itself and both it and what stands before it ask for
    something by themselves; otherwise the cue holds for the whole line. Nothing is parted where
    `wished` says that the heading above makes all of it preferred.
    """
    whole = (Clause(span=Span(start=0, end=len(text)), zone=zone),)
    if wished or zone not in (Zone.REQUIRED, Zone.PREFERRED):
        return whole
    if not cues_of(text).has(Cue.PREFERRED):
        return whole
    aside = _ASIDE.search(text) or _closing(text)
    if aside and not cues_of(text[: aside.start()]).has(Cue.PREFERRED):
        return _parted(text, aside.start())
    turn = _turn(text)
    if turn is not None:
        return _parted(text, turn)
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    for at in range(1, len(cuts) - 1):
        before, after = text[: cuts[at]], text[cuts[at] :]
        part = text[cuts[at] : cuts[at + 1]]
        if cues_of(before).has(Cue.PREFERRED):
            break
        parted = before.rstrip(" ,;.(").lower().endswith(("required", "a must", "mandatory"))
        if not parted and not (_SELF_STANDING.search(before) and _SELF_STANDING.search(part)):
            continue
        if cues_of(part).has(Cue.PREFERRED) or (
            cues_of(after).has(Cue.PREFERRED) and at == len(cuts) - 2
        ):
            return _parted(text, cuts[at])
    return whole


def _parted(text: str, at: int) -> tuple[Clause, ...]:
    """What stands before `at` as required, the rest as preferred."""
    return (
        Clause(span=Span(start=0, end=at), zone=Zone.REQUIRED),
        Clause(span=Span(start=at, end=len(text)), zone=Zone.PREFERRED),
    )


def _turn(text: str) -> int | None:
    """Where the last part of a line begins, if that part alone says that it is preferred.

    A semicolon parts what differs ("Docker; Kubernetes is helpful"). A single comma does where
    the head states a measure ("HACCP level 2 minimum, level 3 preferred"); else a cue at the end
    holds for the whole list ("Python, Go preferred").
    """
    stops = list(_SEMICOLON.finditer(text))
    if stops:
        head, tail = text[: stops[-1].start()], text[stops[-1].end() :]
    elif text.count(", ") == 1 and _MEASURED.search(text[: text.index(", ")]):
        head, _, tail = text.partition(", ")
    else:
        return None
    if len(head.split()) < 2 or cues_of(head).has(Cue.PREFERRED):
        return None
    return len(text) - len(tail) if cues_of(tail).has(Cue.PREFERRED) else None


def _closing(text: str) -> re.Match[str] | None:
    """A closing "preferably …" that narrows an ask which stands by itself."""
    tail = _TAIL.search(text)
    head = text[: tail.start()] if tail else ""
    asks = len(head.split()) >= _LEAST_HEAD and _SELF_STANDING.search(head)
    return tail if asks else None
