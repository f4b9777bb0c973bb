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
    r"| [-–—] (?=(?:bonus|plus|ideally|preferably|nice)\b)"
    r"|\((?!(?:\w+ )?preferred\))(?=[^)]{0,80}\b(?:prefer|plus|desir|ideal))"
    r"| (?:but|while|though|although) (?=\w)"
)
_ASIDE = re.compile(
    r"\((?:(?:preferably|ideally) [^)]{2,80}|(?!strongly|highly|is|it)[^)]{2,60}?\w (?:is |are )?"
    r"(?:preferred|a plus|a bonus|desirable|preferable|an? (?:advantage|asset)|nice[- ]to[- ]have"
    r"|helpful|optional|beneficial|advantageous)(?: but [^)]{2,40})?)\)[.;,]?\s*\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]? (?:and |but )?(?:preferably|ideally|idealerweise|vorzugsweise|bestenfalls|idéalement"
    r"|de préférence|preferiblemente|idealmente) (?!have|has|you|vous|haben|with an? \w+ degree)"
    r"[^.;]{2,80}[.;]?\s*\Z",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r"; (?:and |or |plus )?")
_SENTENCE = re.compile(
    r"(?<=\w[\w)])(?<!Sc)(?<!Eng)(?<!Tech)(?<!etc)(?<!min)(?<!max)(?<!approx)(?<!Dr)(?<!No)(?<!St)"
    r"\s?\. (?=[A-Z0-9])"
)
"""The end of a sentence within a line, and none of an abbreviation ("U.S. citizen")."""
_REFERS = re.compile(
    r"(?:it|they|this|that|these|those|which|both|either|any|all|one|preferred|not|if|though|but|or"
    r"|and|ideally|preferably|desirable)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:required|essential|mandatory|a must|necessary|needed)(?P<and> and )(?=\w)", re.IGNORECASE
)
_MUST_FIRST = re.compile(
    r"\b(?:required|essential|mandatory|a must|necessary|needed)[,;] (?=\w)", re.IGNORECASE
)
"""What is still required in the last part of a line ("licence; BLS required, ACLS preferred")."""
_STATED = re.compile(
    r"(?:fluent|native|excellent|strong|solid|proven|perfect|very good|good|advanced|clear)\b",
    re.IGNORECASE,
)
_COMPLETE = re.compile(
    r"(?:degree|bachelor|master|diploma|licen|certifi|skills|years|kenntnis|ausbildung|studium"
    r"|führerschein|diplôme|permis|título|carnet)",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(r"\bexperience (?:with|in|of|working)\b", re.IGNORECASE)
"""Things that no comma goes on with; "experience with X, Y preferred" may go on with Y."""
_SHORT_WISH = re.compile(
    r", (?!(?:or|and|und|ou|y|o|a|an|but) )(?:(?!(?:or|and|und|ou|et|y)\b)[\w'’-]+ ){1,3}"
    r"(?:(?:is |are |ist )?"
    r"(?:strongly |highly )?(?:preferred|a plus|desirable|advantageous|preferable|wünschenswert"
    r"|von vorteil|erwünscht|souhaitée?|appréciée?|deseable|valorable))\W{0,2}\Z",
    re.IGNORECASE,
)
"""A last part of one to three words with a word of its own ("…, Master's preferred")."""
_MEASURED = re.compile(r"\d|\b(?:minimum|at least|required|must|mandatory)\b", re.IGNORECASE)
"""What a head of a list never says of things that are only preferred."""
_LEAST_HEAD = 3
"""Words before a closing "preferably …" from which they ask for something by themselves."""
_SAYS_MUST = ("required", "a must", "mandatory", "essential", "necessary", "needed", "compulsory")
_WISHED = re.compile(
    r"(?:desirable|desired|preferred|nice to have|good to have|ideal(?:ly)?|bonus|plus|optional)"
    r"(?: ?[:–—-]| (?:points )?(?:if|for)\b)",
    re.IGNORECASE,
)
"""Labels that open the preferred part of a line ("Essential: German. Desirable: Polish")."""
_SELF_STANDING = re.compile(
    r"\b(?:experience|knowledge|degree|bachelor|b\.?sc\b|m\.?sc\b|diploma|master|mba|ph\.?d|certifi|licen|years?|yrs"
    r"|skills?|proficien"
    r"|familiar|understanding|ability|fluen|background|expertise|exposure|interest|erfahrung"
    r"|kenntnis|ausbildung|studium|führerschein|expérience|connaissance|diplôme|formation|maîtrise"
    r"|permis|experiencia|conocimiento|formación|título|carnet)",
    re.IGNORECASE,
)


def clauses(text: str, zone: Zone, *, wished: bool = False) -> tuple[Clause, ...]:
    """The parts of a required or preferred line, in order; one part where nothing differs.

    A part is preferred where it says so itself and both it and what stands before it ask for
    something by themselves; otherwise the cue holds for the whole line. Nothing is parted where
    `wished` says that the heading above makes all of it preferred.
    """
    whole = (Clause(span=Span(start=0, end=len(text)), zone=zone),)
    if wished or zone not in (Zone.REQUIRED, Zone.PREFERRED, Zone.CONDITION):
        return whole
    must = Zone.CONDITION if zone is Zone.CONDITION else Zone.REQUIRED
    if not cues_of(text).has(Cue.PREFERRED):
        return whole
    aside = _ASIDE.search(text) or _closing(text)
    if aside and not cues_of(text[: aside.start()]).has(Cue.PREFERRED):
        return _parted(text, aside.start(), must)
    turn = _turn(text)
    if turn is not None:
        return _parted(text, turn, must)
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    for at in range(1, len(cuts) - 1):
        before, after = text[: cuts[at]], text[cuts[at] :]
        part = text[cuts[at] : cuts[at + 1]]
        if cues_of(before).has(Cue.PREFERRED):
            break
        parted = before.rstrip(" ,;.()").lower().endswith(_SAYS_MUST) or _WISHED.match(part)
        if not parted and not (_SELF_STANDING.search(before) and _SELF_STANDING.search(part)):
            continue
        if cues_of(part).has(Cue.PREFERRED) or (
            cues_of(after).has(Cue.PREFERRED) and (parted or at == len(cuts) - 2)
        ):
            return _parted(text, cuts[at], must)
    return whole


def _parted(text: str, at: int, must: Zone) -> tuple[Clause, ...]:
    """What stands before `at` in the zone `must`, the rest as preferred."""
    return (
        Clause(span=Span(start=0, end=at), zone=must),
        Clause(span=Span(start=at, end=len(text)), zone=Zone.PREFERRED),
    )


def _turn(text: str) -> int | None:
    """Where the last part of a line begins, if that part alone says that it is preferred.

    A semicolon or a full stop parts what differs ("Docker; Kubernetes is helpful"), unless the
    sentence only refers back ("This is a plus"), and so does "and" behind a thing that is said to
    be required. A single comma does where the head states a measure ("HACCP level 2 minimum, level
    3 preferred"), how well ("Fluent German, Polish is a plus"), or asks by itself and the rest is
    one thing ("Degree in law, LLM preferred"); else a cue at the end holds for the whole list
    ("Python, Go preferred").
    """
    stops = list(_SEMICOLON.finditer(text))
    sentences = list(_SENTENCE.finditer(text))
    both = _BOTH.search(text)
    if stops:
        head, tail = text[: stops[-1].start()], text[stops[-1].end() :]
    elif sentences and not _REFERS.match(text, sentences[-1].end()):
        head, tail = text[: sentences[-1].start()], text[sentences[-1].end() :]
    elif both:
        head, tail = text[: both.start("and")], text[both.end() :]
    elif text.count(", ") == 1 and (
        _MEASURED.search(text[: text.index(", ")])
        or _STATED.match(text)
        or (_complete(text[: text.index(", ")]) and _SHORT_WISH.search(text))
    ):
        head, _, tail = text.partition(", ")
    else:
        return None
    still = _MUST_FIRST.search(tail)
    head, tail = text[: len(text) - len(tail)], tail[still.end() if still else 0 :]
    if len(head.split()) < (1 if stops else 2) or cues_of(head).has(Cue.PREFERRED):
        return None
    return len(text) - len(tail) if cues_of(tail).has(Cue.PREFERRED) else None


def _complete(head: str) -> bool:
    """Whether the part before a comma names a thing that the comma does not go on with."""
    return bool(_COMPLETE.search(head)) and not _OPEN_ENDED.search(head)


def _closing(text: str) -> re.Match[str] | None:
    """A closing "preferably …" that narrows an ask which stands by itself."""
    tail = _TAIL.search(text)
    head = text[: tail.start()] if tail else ""
    asks = len(head.split()) >= _LEAST_HEAD and _SELF_STANDING.search(head)
    return tail if asks else None
