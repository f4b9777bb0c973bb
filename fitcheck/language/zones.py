"""What one line of a posting is for, by its heading and its own wording."""

from __future__ import annotations

import re
from enum import StrEnum

from fitcheck.language.cues import Cue, LineCues, Opening, cues_of, is_aside, is_wish, is_work_verb
from fitcheck.language.headings import Topic, run_in


class Zone(StrEnum):
    """What a line of a posting is for."""

    TITLE = "title"
    ABOUT = "about"
    DUTY = "duty"
    REQUIRED = "required"
    PREFERRED = "preferred"
    CONDITION = "condition"
    BENEFITS = "benefits"
    PROCESS = "process"
    LEGAL = "legal"
    OTHER = "other"

    @property
    def asks(self) -> bool:
        """True for the zones whose lines are requirements."""
        return self in (Zone.DUTY, Zone.REQUIRED, Zone.PREFERRED, Zone.CONDITION)


_LABEL_WORDS = 8
"""Words up to which a list item that ends with a colon introduces others (own reading)."""
_LOCAL = {
    Topic.ABOUT: Zone.ABOUT,
    Topic.BENEFITS: Zone.BENEFITS,
    Topic.PROCESS: Zone.PROCESS,
    Topic.LEGAL: Zone.LEGAL,
    Topic.TITLE: Zone.TITLE,
}
_OURS = re.compile(
    r"(?:we|our|us|it|this|these|those|at [A-Z]|there|i|the (?:team|company|platform|product"
    r"|position|role|job|salary|city|department|successful applicant will be)|while|please|if"
    r"|whether|by|join|note|learn|come|want|don't|are you|ready|why)\b",
    re.IGNORECASE,
)
_GROUPS = frozenset(
    {"team", "teams", "group", "company", "department", "division", "platform", "organization"}
)
_GERUND = re.compile(r"\w+ing\b")
_BINDS = re.compile(
    r"\b(?:you(?:'re|’re|'ve|’ve)?(?: will| should)? (?:have|are|must|need|possess|bring|know"
    r"|understand)|you(?:'re|’re|'ve|’ve)|must|required|(?:candidates?|applicants?) (?:must|should"
    r"|will|need)|mandatory|we(?:'d|’d| would)? expect|will (?:have|be driven|possess|demonstrate)"
    r"|you (?:hold|speak)|you (?:should|(?:will )?need to) be|it is \w+ (?:that|to)|non-negotiable"
    r"|without an?|no way (?:a?round)|only (?:candidates|applicants|people)|the least)\b",
    re.IGNORECASE,
)
_WE_ALONE = re.compile(r"we\b(?![^.]{0,400}\byou\b)", re.IGNORECASE)
OF_TEAM = re.compile(
    r"(?:the|our|this|its|we)\b(?:(?! you| will\b)[^.]){0,70}?\b(?:teams?|group|organi[sz]ation"
    r"|company|department|division|platform|products?|engineers|squads?|office)\b"
    r"(?:(?! you| will\b)[^.]){0,90}? (?:is|are) (?:\w+ )?(?:responsible|accountable|in charge)",
    re.IGNORECASE,
)
"""What a team answers for; none of it is asked of the reader."""
_TEAM_DOES = re.compile(
    r"(?:the|our|this) (?:[\w&-]+ ){0,4}(?:team|group|division|department|company|platform)"
    r" (?:also )?\w{2,14}s\b(?![^.]{0,400}\byou\b)",
    re.IGNORECASE,
)
_YEARS_ASKED = re.compile(
    r"\A(?:(?:at least|minimum|a minimum of|required:?|total) )?(?:\w+ ){0,3}\d{1,2}\+? ?(?:-|–"
    r"|to)? ?\d{0,2}\+? ?(?:years?|yrs)\b[^.]{0,60}\bexperience\b",
    re.IGNORECASE,
)
_PAPER_ASKED = re.compile(
    r"\b(?:certificate|certification|licen[sc]e|registration|endorsement|credential)s?\b[^.]{0,120}"
    r"\b(?:is|are|may be) required\b|\bmay require [^.]{0,100}\b(?:credential|certificate"
    r"|certification|endorsement|registration)s?\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"\b(?:who|skilled|experienced|qualified|passionate|motivated|talented and|driven)\b"
    r"|\bwith (?:an? )?(?:strong|proven|solid|deep|experience|background|passion|good|excellent"
    r"|\d|at least"
    r"|expertise|knowledge|track|extensive|hands|demonstrated|minimum|proficien)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"if you(?:'re|’re| are) (?:an? |the )?\w", re.IGNORECASE)
_YOU_WORK = re.compile(
    r"as an? [^,]{2,60}, you(?:'ll|’ll| will) "
    r"|you(?:'ll|’ll| will) (?:be responsible|lead|design|develop|build|own|manage)", re.IGNORECASE
)  # fmt: skip
_SOUGHT = re.compile(r"\b(?:ideal|looking for|seeking)\b", re.IGNORECASE)
_SEEKS = re.compile(r"\b(?:is|are) (?:\w+ )?(?:seeking|looking for|hiring) an?\b", re.IGNORECASE)


def zone_of(text: str, topic: Topic, *, item: bool) -> Zone:
    """The zone of one sentence (or list item) under a heading of that topic.

    Strong cues of the line win over the heading; where the heading is weak the wording decides.
    """
    if len(text) < 3 or is_aside(text):
        return Zone.OTHER
    cues = cues_of(text)
    introduces = not item or len(text.split()) <= _LABEL_WORDS
    if _ADDRESSED.match(text) and cues.has(Cue.PROCESS):
        return Zone.PROCESS
    if introduces and text.rstrip().endswith(":") and not cues.has(Cue.YEARS):
        return Zone.OTHER
    if cues.has(Cue.LEGAL) and not (topic.asks and item and cues.opening is not Opening.OTHER):
        return Zone.CONDITION if _sponsors(text, cues) else Zone.LEGAL
    if topic in _LOCAL:
        return _zone_outside(text, topic, cues, item=item)
    if topic is Topic.NOTES:
        return _zone_in_notes(text, cues, item=item)
    if topic is Topic.ROLE:
        return _zone_in_role(text, cues, item=item)
    return _zone_under_ask(text, topic, cues, item=item)


def _sponsors(text: str, cues: LineCues) -> bool:
    return cues.has(Cue.CONDITION) and "sponsor" in text.lower()


def _zone_outside(text: str, topic: Topic, cues: LineCues, *, item: bool) -> Zone:
    """Lines under about, benefits, process, legal: only what clearly binds the applicant."""
    if topic is Topic.TITLE:
        return Zone.TITLE
    binds = cues.has(Cue.CONDITION) and cues.has(Cue.OBLIGE) and not cues.has(Cue.BENEFITS)
    if binds and not (topic is Topic.PROCESS and cues.has(Cue.PROCESS)):
        return Zone.CONDITION
    if topic is Topic.ABOUT:
        if _YOU_WORK.match(text):
            return Zone.DUTY
        if cues.has(Cue.CANDIDATE) and cues.has(Cue.YEARS) and cues.has(Cue.REQUIRED):
            return Zone.REQUIRED
        if item and cues.has(Cue.BENEFITS):
            return Zone.BENEFITS
    return _LOCAL[topic]


def _zone_in_notes(text: str, cues: LineCues, *, item: bool) -> Zone:
    opened = run_in(text)
    if cues.has(Cue.BENEFITS) and not cues.has(Cue.OBLIGE):
        return Zone.OTHER
    if cues.has(Cue.CONDITION) and (cues.has(Cue.OBLIGE) or item or "may" in text.split()):
        return Zone.CONDITION
    if _PAPER_ASKED.search(text):
        return Zone.CONDITION
    if cues.has(Cue.PROCESS, Cue.BENEFITS):
        return Zone.OTHER
    if cues.has(Cue.PREFERRED) and (cues.has(Cue.REQUIRED) or cues.opening is Opening.ASK):
        return Zone.PREFERRED
    if (opened and opened[0] is Topic.REQUIRED) or _YEARS_ASKED.search(text):
        return Zone.REQUIRED
    if item and re.match(r"(?:mandatory|required|must)\b", text, re.IGNORECASE):
        return Zone.REQUIRED
    if cues.has(Cue.CANDIDATE) and re.match(r"(?:looking|searching) for\b", text, re.IGNORECASE):
        return Zone.REQUIRED
    return Zone.OTHER


def _zone_in_role(text: str, cues: LineCues, *, item: bool) -> Zone:
    """Lines under a weak heading or none: the wording decides."""
    noise = _noise(text, cues, item=item)
    if noise is not None:
        return noise
    if is_wish(text) and not cues.has(Cue.INVITATION) and not (item and cues.has(Cue.DUTY)):
        return Zone.PREFERRED
    if cues.has(Cue.CONDITION) and not (cues.has(Cue.DUTY) and not cues.has(Cue.OBLIGE)):
        return Zone.CONDITION
    if cues.has(Cue.CANDIDATE) and not _we_do(text):
        return _zone_of_candidate(text, cues)
    if item:
        return _zone_of_item(cues)
    if _describes_worker(text):
        return Zone.DUTY
    if cues.has(Cue.DUTY):
        return Zone.ABOUT if OF_TEAM.match(text) or _WE_ALONE.match(text) else Zone.DUTY
    if cues.has(Cue.PREFERRED) and cues.has(Cue.REQUIRED):
        return Zone.PREFERRED
    calls = text.rstrip().endswith("!") or _OURS.match(text) or _GERUND.match(text)
    if cues.opening is Opening.VERB and not calls:
        return Zone.DUTY
    if cues.has(Cue.YEARS) or (cues.opening is Opening.ASK and not _TEAM_DOES.match(text)):
        return Zone.REQUIRED
    if cues.has(Cue.REQUIRED) and _BINDS.search(text) and not cues.has(Cue.INVITATION):
        return Zone.REQUIRED
    return Zone.ABOUT


def _describes_worker(text: str) -> bool:
    """Whether the line says what one who holds the job does ("An Accountant prepares …")."""
    words = text.split()[:7]
    if len(words) < 4 or words[0].lower() not in ("a", "an", "the"):
        return False
    if _GROUPS.intersection(word.strip(",").lower() for word in words[1:]):
        return False
    return any(w.endswith("s") and is_work_verb(w.strip(",").lower()) for w in words[2:]) or (
        "does" in words
    )


def _zone_of_candidate(text: str, cues: LineCues) -> Zone:
    """Sentences about whom the employer looks for."""
    if cues.has(Cue.DUTY) and not _SOUGHT.search(text):
        return Zone.DUTY
    if cues.has(Cue.PREFERRED):
        return Zone.PREFERRED
    if re.search(r"\b(?:requires|calls for|needs)\b", text, re.IGNORECASE):
        return Zone.REQUIRED if cues.has(Cue.REQUIRED) or cues.has(Cue.YEARS) else Zone.DUTY
    described = cues.has(Cue.YEARS, Cue.REQUIRED) or _DESCRIBED.search(text)
    return Zone.REQUIRED if described else Zone.ABOUT


def _zone_of_item(cues: LineCues) -> Zone:
    if cues.has(Cue.PREFERRED) and (cues.has(Cue.REQUIRED) or cues.opening is Opening.ASK):
        return Zone.PREFERRED
    if cues.opening is Opening.VERB:
        return Zone.DUTY
    if cues.opening is Opening.ASK or cues.has(Cue.YEARS):
        return Zone.REQUIRED
    if cues.has(Cue.DUTY):
        return Zone.DUTY
    if cues.has(Cue.REQUIRED):
        return Zone.REQUIRED
    return Zone.OTHER


def _noise(text: str, cues: LineCues, *, item: bool) -> Zone | None:
    """Benefits, process and company talk between asking lines, or None."""
    works = item and cues.opening is Opening.VERB
    if cues.has(Cue.BENEFITS) and not works and not cues.has(Cue.YEARS):
        return Zone.BENEFITS
    if cues.has(Cue.PROCESS) and not works:
        return Zone.CONDITION if _sponsors(text, cues) else Zone.PROCESS
    invites = cues.has(Cue.INVITATION) and not (item and cues.opening is not Opening.OTHER)
    if invites and not cues.has(Cue.DUTY, Cue.CANDIDATE, Cue.YEARS, Cue.CONDITION):
        return Zone.ABOUT
    return None


def _we_do(text: str) -> bool:
    """Whether the employer describes itself ("We are seeking new markets")."""
    return bool(re.match(r"our \w+ (?:is|are)\b", text, re.IGNORECASE))


def _zone_under_ask(text: str, topic: Topic, cues: LineCues, *, item: bool) -> Zone:
    """Lines under duties, requirements, preferred things or conditions."""
    prose = not item
    if prose and (noise := _noise(text, cues, item=item)) is not None and not _asks_anyway(cues):
        return noise
    if cues.has(Cue.CONDITION) and _condition_rules(topic, cues):
        return Zone.CONDITION
    process = cues.has(Cue.PROCESS) and cues.cues <= {Cue.PROCESS, Cue.OBLIGE}
    if item and process and cues.opening is Opening.OTHER and topic is not Topic.CONDITION:
        return Zone.PROCESS
    if topic is Topic.DUTY:
        return _zone_under_duty(text, cues, item=item)
    if cues.has(Cue.PREFERRED) and topic is not Topic.CONDITION:
        return Zone.PREFERRED
    if topic is Topic.CONDITION:
        return Zone.CONDITION if item or cues.has(Cue.OBLIGE) else Zone.OTHER
    if prose and cues.has(Cue.DUTY) and not cues.has(Cue.YEARS) and cues.opening is not Opening.ASK:
        return Zone.DUTY
    if prose and _OURS.match(text) and not cues.has(Cue.REQUIRED, Cue.YEARS, Cue.CANDIDATE):
        return Zone.ABOUT
    if prose and _SEEKS.search(text) and not cues.has(Cue.YEARS):
        return _zone_of_candidate(text, cues)
    return Zone.PREFERRED if topic is Topic.PREFERRED else Zone.REQUIRED


def _asks_anyway(cues: LineCues) -> bool:
    return cues.has(Cue.YEARS) or cues.opening is Opening.ASK


def _condition_rules(topic: Topic, cues: LineCues) -> bool:
    """Whether a condition phrase decides; a duty that merely mentions one stays a duty."""
    if topic is Topic.DUTY:
        return cues.opening is not Opening.VERB and not cues.has(Cue.DUTY)
    # "Two years of experience and a driving licence" asks for the experience first.
    return not cues.has(Cue.YEARS)


def _zone_under_duty(text: str, cues: LineCues, *, item: bool) -> Zone:
    asks = cues.opening is Opening.ASK and not re.match(r"be\b", text, re.IGNORECASE)
    if asks or (cues.has(Cue.YEARS) and cues.has(Cue.REQUIRED)):
        return Zone.PREFERRED if cues.has(Cue.PREFERRED) else Zone.REQUIRED
    if is_wish(text) and not item and not cues.has(Cue.INVITATION):
        return Zone.PREFERRED
    if item or cues.has(Cue.DUTY) or cues.opening is Opening.VERB:
        return Zone.DUTY
    if cues.has(Cue.CANDIDATE):
        return _zone_of_candidate(text, cues)
    return Zone.ABOUT if _OURS.match(text) else Zone.DUTY
