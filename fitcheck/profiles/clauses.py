"""Parts of one asking line that differ in necessity: "Go required, Rust a plus"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitcheck.language.cues import Cue, cues_of
from fitcheck.language.lines import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a line: its words, without what another part says, and its zone."""

    text: str
    zone: Zone


_CUT = re.compile(
    r"; (?:and |or |plus )?|\. (?=[A-Z0-9])|, (?:but |and |with |plus )?"
    r"| [-–—] (?=(?:bonus|plus|ideally|preferably|nice)\b)"
    r"|\((?!(?:\w+ )?preferred\))(?=[^)]{0,80}\b(?:prefer|plus|desir|ideal))"
    r"| (?:but|while|though|although) (?=\w)"
)
_ASIDE = re.compile(
    r"\((?:(?:preferably|ideally) [^()]{2,80}"
    r"|(?!(?:strongly|highly|is|it|not|if|where|but|very|much|also|this|these|both|all) )"
    r"[^()]{2,60}?\w (?:is |are )?(?:(?:strongly |highly )?"
    r"preferred|a plus|a bonus|desirable|preferable|an? (?:advantage|asset)|nice[- ]to[- ]have"
    r"|helpful|optional|beneficial|advantageous)(?: but [^()]{2,40})?)\)",
    re.IGNORECASE,
)
"""Brackets that wish for a thing of their own ("timber (oak preferred) and planing")."""
_TAIL = re.compile(
    r"(?P<stop>[,;]| [-–—])? (?:and |but )?(?:preferably|ideally|idealerweise|vorzugsweise"
    r"|bestenfalls|idéalement|de préférence|preferiblemente|idealmente)"
    r" (?!have|has|you|vous|haben|with an? \w+ degree)"
    r"(?P<wish>[^.;]{2,80}?)(?P<rest>, (?:including|as well as) [^.;]{2,80})?[.;]?\s*\Z",
    re.IGNORECASE,
)
"""A closing wish; what "including" adds behind it goes on with the ask before it."""
_YOU_TOO = re.compile(
    r"[,;] (?:and |but )?(?:preferably|ideally),? (?=you\b)[^.;]{2,120}[.;]?\s*\Z", re.IGNORECASE
)
"""A closing wish that begins anew ("You have hired people, and ideally you have let some go")."""
_WAIVED = re.compile(
    r"\b(?:none|not all) of (?:that|this|these|those|them|it|the above) (?:is|are)"
    r" (?:\w+ ){0,2}(?:required|needed|necessary|essential|a must|mandatory)\b",
    re.IGNORECASE,
)
"""What says of all that stands before it that nobody needs it."""
_PERMITS = re.compile(
    r"(?:[;,.(]| [-–—]) ?(?:and )?(?:recent |new |fresh )?(?:freshers?|graduates|grads|beginners"
    r"|juniors|school[- ]leavers|students|career[- ](?:changers|switchers)|trainees|newcomers"
    r"|applicants|returners)\b(?: [\w/-]+){0,7}(?: are| is)?(?: also| very| most)? welcome\b"
    r"[^.;]{0,40}\Z",
    re.IGNORECASE,
)
"""Who may come all the same asks for nothing ("0-1 year; freshers of the last batch welcome")."""
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
    r"(?:strongly |highly )?(?:preferred|a plus|an? (?:advantage|asset|bonus)|desirable"
    r"|advantageous|preferable|wünschenswert"
    r"|von vorteil|erwünscht|souhaitée?|appréciée?|deseable|valorable))\W{0,2}\Z",
    re.IGNORECASE,
)
"""A last part of one to three words with a word of its own ("…, Master's preferred")."""
_CLOSED_LIST = re.compile(r"\w (?:and|or|und|oder) (?:[\w'’+#-]+ ){0,2}[\w'’+#-]+\Z", re.IGNORECASE)
"""A list that "and" or "or" has closed: a comma behind it begins another thing."""
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
    whole = (Clause(text=text, zone=zone),)
    if wished or zone not in (Zone.REQUIRED, Zone.PREFERRED, Zone.CONDITION):
        return whole
    if not cues_of(text).has(Cue.PREFERRED) or _WAIVED.search(text):
        return whole
    must = Zone.CONDITION if zone is Zone.CONDITION else Zone.REQUIRED
    permitted = _PERMITS.search(text)
    if permitted and not cues_of(text[: permitted.start()]).has(Cue.PREFERRED):
        return (Clause(text=text[: permitted.start()], zone=must),)
    aside = _aside(text)
    if aside is not None:
        kept, wish = aside
        return (Clause(text=kept, zone=must), Clause(text=wish, zone=Zone.PREFERRED))
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
        Clause(text=text[:at], zone=must),
        Clause(text=text[at:], zone=Zone.PREFERRED),
    )


def _aside(text: str) -> tuple[str, str] | None:
    """What a line asks and what an aside of it wishes, where nothing else in it is a wish."""
    brackets = list(_ASIDE.finditer(text))
    if brackets:
        kept = _ASIDE.sub("", text)
        wish = " ".join(one.group() for one in brackets)
    else:
        tail = _closing(text)
        if tail is None:
            return None
        end = tail.start("rest") if tail.re is _TAIL and tail["rest"] else len(text)
        kept, wish = text[: tail.start()] + text[end:], text[tail.start() : end]
    if not re.search(r"\w", kept) or cues_of(kept).has(Cue.PREFERRED):
        return None
    return kept, wish


def _turn(text: str) -> int | None:
    """Where the last part of a line begins, if that part alone says that it is preferred.

    A semicolon or a full stop parts what differs ("Docker; Kubernetes is helpful"), unless the
    sentence only refers back ("This is a plus"), and so does "and" behind a thing that is said to
    be required. A single comma does where the head states a measure ("HACCP level 2 minimum, level
    3 preferred"), how well ("Fluent German, Polish is a plus"), or asks by itself or is a closed
    list and the rest is one thing ("Degree in law, LLM preferred", "Python or Go, Rust a plus");
    else a cue at the end holds for the whole list ("Python, Go preferred").
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
        or (_CLOSED_LIST.search(text[: text.index(", ")]) and _SHORT_WISH.search(text))
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
    tail = _TAIL.search(text) or _YOU_TOO.search(text)
    if tail is None:
        return None
    head = text[: tail.start()]
    parted = tail.re is _YOU_TOO or tail["stop"] is not None
    asks = len(head.split()) >= _LEAST_HEAD and (parted or _SELF_STANDING.search(head))
    return tail if asks else None
