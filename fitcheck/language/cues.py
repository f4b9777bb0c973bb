"""What the wording of one line says about its zone: cue phrases, and the form it opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from fitcheck.language.patterns import Phrase, load_phrases
from fitcheck.language.quantities import find_experience


class Cue(StrEnum):
    """What a phrase in a line points to."""

    LEGAL = "legal"
    BENEFITS = "benefits"
    PROCESS = "process"
    PREFERRED = "preferred"
    REQUIRED = "required"
    CANDIDATE = "candidate"
    DUTY = "duty"
    OBLIGE = "oblige"
    INVITATION = "invitation"
    CONDITION = "condition"
    YEARS = "years"


class Opening(StrEnum):
    """The form that a line opens with: a verb of work, what is asked, or neither."""

    VERB = "verb"
    ASK = "ask"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCues:
    """The cues of one line."""

    cues: frozenset[Cue]
    opening: Opening

    def has(self, *wanted: Cue) -> bool:
        """True where any of the cues stands in the line."""
        return any(cue in self.cues for cue in wanted)


CUE_GROUPS = frozenset(
    {"legal", "benefits", "process", "preferred", "required", "candidate", "duty", "oblige"}
    | {"invitation", "verb", "head", "modifier"}
)
CONDITION_GROUPS = frozenset(
    {"authorization", "clearance", "education", "license", "location", "schedule"}
)
_WORD = re.compile(r"[\w'’&/.+#-]+")
_STRONG_HEADS = frozenset(
    {"experience", "knowledge", "skills", "skill", "proficiency", "expertise", "understanding",
     "familiarity", "exp", "fluency", "ability", "background", "abilities", "mindset", "attitude"}
)  # fmt: skip
_LABEL = re.compile(r"[^:.!?]{2,50}: (?=\S)")
_SUBSTITUTES = re.compile(
    r"\A[^;]{0,400}?\b(?:may|can|will|might) (?:also )?(?:be substituted|substitute for)\b"
    r"(?!.{0,400}?(?:; (?!(?:or|and)\W{0,4}\Z)\w|\. [A-Z][a-z]))",
    re.IGNORECASE,
)
"""A line that only tells what stands in place of an ask; one that also asks tells it in passing."""
_TAG = re.compile(r"#\S+(?: #?\S+){0,6}\Z|(?:LI|IND)-\S+\Z")
_REMARK = re.compile(r"\([^():]{2,30}: [^():]{1,30}\)\.?|\[[^\[\]]{3,300}\]")
_BARE_URL = re.compile(r"\S*(?:https?://|www\.)\S+\Z")
_OWNED = frozenset({"your", "our", "their", "the", "its", "his", "her"})
_LOOK_AHEAD = 7
_BRACKETS = re.compile(r"\([^()]{1,120}\)(?!\W{0,3}\Z)")
_LEAST_OUTSIDE = 4
"""Words outside brackets from which they say by themselves what the line asks."""
_TEAM_ASKS = (["player"], ["players"], ["spirit"], ["worker"], ["oriented"], ["skills"], ["work"])
"""What makes "team" the opening of an ask; "The team is growing" asks for nothing."""


@lru_cache(maxsize=8192)
def cues_of(text: str) -> LineCues:
    """The cues in a line and the form it opens with."""
    found = {Cue(group) for group, phrases in _cue_phrases() if _any(phrases, text)}
    if is_wish(text):
        found.add(Cue.PREFERRED)
    if _any(condition_phrases(), text):
        found.add(Cue.CONDITION)
    if find_experience(text):
        found.add(Cue.YEARS)
    return LineCues(cues=frozenset(found), opening=opening_of(text))


def opening_of(text: str) -> Opening:
    """Whether a line opens with a verb of work ("Design …", "Managing …") or with an ask."""
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else ""
    labelled = _opening(rest) if len(rest.split()) > 2 else Opening.OTHER
    return labelled if labelled is not Opening.OTHER else _opening(text)


def _opening(text: str) -> Opening:
    words = [w.strip(".").lower() for w in _WORD.findall(text[:160])]
    words = [w for w in words if w and not (len(w) == 1 and w in "•o-–")][:12]
    while words and re.fullmatch(r"\d{1,2}|[a-h]", words[0]) and not text.lower().startswith("a "):
        words = words[1:]
    if not words:
        return Opening.OTHER
    heads, modifiers = _words("head"), _words("modifier")
    first = next((w for w in words if w not in modifiers and not _is_adverb(w)), "")
    after = words[words.index(first) + 1 :][:1] if first else []
    if first == "knowledge" and after and after[0] in ("transfer", "sharing", "management"):
        return Opening.VERB
    if first == "team" and after not in _TEAM_ASKS:
        return Opening.OTHER
    if first == "track" and after[:1] != ["record"] and after[:1] != ["records"]:
        return Opening.VERB
    if first in heads or re.match(r"\d{1,2}\+|\d{1,2}[-–]\d", first):
        return Opening.ASK
    lead = next((w for w in words if not _is_adverb(w)), "")
    if is_work_verb(lead):
        return Opening.VERB
    ahead = words[:_LOOK_AHEAD]
    place = next((n for n, w in enumerate(ahead) if w in _STRONG_HEADS), None)
    # "Level up your skills" and "grow the skills of others" ask for nothing.
    asks = place is not None and not _OWNED.intersection(ahead[:place])
    return Opening.ASK if asks else Opening.OTHER


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _words("verb")


def is_work_verb(word: str) -> bool:
    """Whether a lower-case word is a form of a verb that opens duties (base, -ing, -s)."""
    verbs = _words("verb")
    if word in verbs:
        return True
    if word.endswith("ing") and len(word) > 5:
        stem = word[:-3]
        return stem in verbs or stem + "e" in verbs or (stem[-1] == stem[-2] and stem[:-1] in verbs)
    if word.endswith("s") and len(word) > 3:
        return (
            word[:-1] in verbs
            or (word.endswith("es") and word[:-2] in verbs)
            or (word.endswith("ies") and word[:-3] + "y" in verbs)
        )
    return False


def is_aside(text: str) -> bool:
    """Whether a line is a tag, an address or a remark, or only tells what stands for an ask."""
    mark = _REMARK.fullmatch(text) or _TAG.match(text) or _BARE_URL.fullmatch(text)
    return bool(mark) or only_substitutes(text)


def is_wish(text: str) -> bool:
    """Whether a line says in so many words that what it names is wished and not required.

    What stands in brackets within it ("cloud (AWS preferable) and Linux") is no such word.
    """
    bare = _BRACKETS.sub(" ", text)
    told = bare if len(bare.split()) >= _LEAST_OUTSIDE else text
    return _any(load_phrases("wishes", frozenset({"wish"})), told)


def only_substitutes(text: str) -> bool:
    """Whether a line asks nothing and only tells what is taken in place of an ask."""
    before = text[: text.lower().rfind("substitut")]
    return bool(_SUBSTITUTES.match(text)) and not re.search(r"\. [A-Z][a-z]", before)


def condition_phrases() -> tuple[Phrase, ...]:
    """The phrases of yes-or-no conditions; the group of each is a kind of requirement."""
    return load_phrases("conditions", CONDITION_GROUPS)


@cache
def _cue_phrases() -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
    table = load_phrases("cues", CUE_GROUPS)
    groups = [g for g in dict.fromkeys(p.group for p in table) if g in set(Cue)]
    return tuple((g, tuple(p for p in table if p.group == g)) for g in groups)


@cache
def _words(group: str) -> frozenset[str]:
    table = load_phrases("cues", CUE_GROUPS)
    return frozenset(w for phrase in table if phrase.group == group for w in phrase.words)


def _any(phrases: tuple[Phrase, ...], text: str) -> bool:
    return any(phrase.pattern.search(text) for phrase in phrases)
