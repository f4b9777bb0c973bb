"""Which zone each line of a posting belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.language.cues import Cue, LineCues, Opening, cues_of, is_work_verb
from fitcheck.language.headings import Heading, Topic, heading_of, run_in
from fitcheck.language.sentences import sentences


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonedLine:
    """A sentence or list item with its zone.

    `block` is the index of its block; `item` is True inside a list; `heading` is True for a
    heading itself (its zone is then `other` or `title`); `topic` is what the heading above says.
    """

    span: Span
    zone: Zone
    block: int
    item: bool = False
    heading: bool = False
    topic: Topic = Topic.ROLE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A piece of a block before its zone is known."""

    span: Span
    block: int
    item: bool
    topic: Topic


_LONG_ITEM = 45
"""Words from which a list item of several sentences is judged sentence by sentence (own reading:
items of bulletins that hold a paragraph are longer, bullets of requirements shorter)."""

_LABEL_WORDS = 8
"""Words up to which a list item that ends with a colon introduces others (own reading)."""

_FIRST_PROSE = 9
"""Words from which a line at the top is text and no longer title, employer or place."""

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
_CONTINUES = re.compile(r"(?:this person|they|he or she|he/she|she|he)\b", re.IGNORECASE)
_GERUND = re.compile(r"\w+ing\b")
_BINDS = re.compile(
    r"\b(?:you(?:'re|’re|'ve|’ve)?(?: will| should)? (?:have|are|must|need|possess|bring|know|understand)"
    r"|you(?:'re|’re|'ve|’ve)|must|required|(?:candidates?|applicants?) (?:must|should|will)"
    r"|will (?:have|be driven|possess|demonstrate))\b",
    re.IGNORECASE,
)
_OF_TEAM = re.compile(
    r"(?:the|our|this|its|we)\b(?:(?! you| will\b)[^.]){0,70}?\b(?:teams?|group|organi[sz]ation|company"
    r"|department|division|platform|products?|engineers|squads?|office)\b[^.]{0,30}"
    r" (?:is|are) (?:\w+ )?(?:responsible|accountable|in charge)",
    re.IGNORECASE,
)
_YEARS_ASKED = re.compile(
    r"\A(?:(?:at least|minimum|a minimum of|required:?|total) )?(?:\w+ ){0,3}\d{1,2}\+? ?(?:-|–|to)? ?\d{0,2}\+? ?"
    r"(?:years?|yrs)\b[^.]{0,60}\bexperience\b",
    re.IGNORECASE,
)
_PAPER_ASKED = re.compile(
    r"\b(?:certificate|certification|licen[sc]e|registration)\b[^.]{0,120}\b(?:is|are|may be) required\b",
    re.IGNORECASE,
)
_SUBSTITUTES = re.compile(r"\b(?:may|can|will|might) (?:also )?be substituted\b", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"\b(?:who|skilled|experienced|qualified|passionate|motivated|talented and|driven)\b"
    r"|\bwith (?:an? )?(?:strong|proven|solid|deep|experience|background|passion|good|excellent|\d|at least"
    r"|expertise|knowledge|track|extensive|hands|demonstrated|minimum|proficien)",
    re.IGNORECASE,
)
_TAG = re.compile(r"#\S+(?: #?\S+){0,6}\Z|(?:LI|IND)-\S+\Z")
_INLINE_BULLET = re.compile(r"[•●▪◦‣➢➤►]")
_BARE_URL = re.compile(r"\S*(?:https?://|www\.)\S+\Z")


def zone_lines(document: Document) -> tuple[ZonedLine, ...]:
    """Every sentence and list item of a posting with its zone, in the order of the text.

    A heading governs what follows until the next one; strong cues of a line itself win over its
    heading; where the heading is weak ("Job description") the wording decides, and the items of
    one list that say nothing themselves follow their neighbours.
    """
    lines: list[ZonedLine] = []
    for unit in _units(document):
        if isinstance(unit, ZonedLine):
            lines.append(unit)
            continue
        text = unit.span.slice(document.text)
        zone = _zone(text, unit)
        if lines and unit.topic is Topic.ROLE and _follows_candidate(text, lines[-1]):
            zone = lines[-1].zone
        lines.append(
            ZonedLine(span=unit.span, zone=zone, block=unit.block, item=unit.item, topic=unit.topic)
        )
    return tuple(_settle_lists(lines))


def _follows_candidate(text: str, before: ZonedLine) -> bool:
    return bool(_CONTINUES.match(text)) and before.zone.asks


def _units(document: Document) -> Iterator[_Unit | ZonedLine]:
    """Headings as finished lines, everything else cut into sentences and items with its topic."""
    topic, rank = Topic.TITLE, 1
    listed = False
    for index, block in enumerate(document.blocks):
        text = document.quote(block.span)
        heading = heading_of(block, text)
        if topic is Topic.TITLE and heading is None and len(text.split()) >= _FIRST_PROSE:
            topic, rank = Topic.ROLE, 9
        if heading is not None:
            topic, rank = _next_topic(topic, rank, heading)
            listed = False
            zone = Zone.TITLE if topic is Topic.TITLE else Zone.OTHER
            yield ZonedLine(span=block.span, zone=zone, block=index, heading=True, topic=topic)
            continue
        item = block.kind is BlockKind.LIST_ITEM
        listed = listed or item
        # What follows a list of asks as plain text mostly closes the page.
        closing = listed and not item and topic.asks and block.kind is BlockKind.PARAGRAPH
        yield from _block_units(document.text, block, index, Topic.ROLE if closing else topic)


def _next_topic(topic: Topic, rank: int, heading: Heading) -> tuple[Topic, int]:
    """The topic that holds below a heading, given the one that held above it."""
    if heading.topic is not None:
        return heading.topic, heading.rank
    if topic is Topic.TITLE or heading.rank > rank or heading.rank >= 7:
        return topic, rank
    # An unknown heading as large as the one that governs opens something new.
    return Topic.ROLE, heading.rank


def _block_units(text: str, block: Block, index: int, topic: Topic) -> Iterator[_Unit]:
    start = block.span.start
    body = block.span.slice(text)
    spans = sentences(body)
    listed = block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    flattened = bool(_INLINE_BULLET.search(body))
    short = 1 < len(spans) <= 3 and len(body.split()) <= _LONG_ITEM
    if listed and short and not flattened and (topic.asks or topic is Topic.ROLE):
        spans = (Span(start=spans[0].start, end=spans[-1].end),)
    local = _local_topic(topic, run_in(body))
    for span in spans:
        yield _Unit(
            span=Span(start=start + span.start, end=start + span.end),
            block=index,
            item=listed or flattened,
            topic=Topic.TITLE if flattened and _is_label(span.slice(body)) else local,
        )


def _is_label(text: str) -> bool:
    """A label left over from a flattened list ("Rewards Management • Compensation …")."""
    words = [word for word in text.split() if word[0].isalpha()]
    return 0 < len(words) <= 3 and text[-1].isalnum() and all(w[0].isupper() for w in words)


def _local_topic(topic: Topic, opened: tuple[Topic, int] | None) -> Topic:
    """The topic of one block that opens with a heading of its own ("Nice to have: Go")."""
    if opened is None or topic is Topic.BENEFITS:
        return topic
    label = opened[0]
    if label in (Topic.ROLE, Topic.ABOUT, Topic.TITLE, Topic.NOTES):
        return topic
    if topic.asks:
        return label if label in (Topic.PREFERRED, Topic.BENEFITS, Topic.CONDITION) else topic
    if topic in (Topic.NOTES, Topic.ABOUT) and label is Topic.DUTY:
        return topic
    return label


def _zone(text: str, unit: _Unit) -> Zone:
    """The zone of one sentence or item under a topic."""
    if _TAG.match(text) or _BARE_URL.fullmatch(text) or len(text) < 3:
        return Zone.OTHER
    if _SUBSTITUTES.search(text):
        return Zone.OTHER
    cues = cues_of(text)
    if text.rstrip().endswith(":") and not cues.has(Cue.YEARS):
        if not unit.item or len(text.split()) <= _LABEL_WORDS:
            return Zone.OTHER
    topic = unit.topic
    if cues.has(Cue.LEGAL) and not (topic.asks and unit.item and cues.opening is not Opening.OTHER):
        return Zone.CONDITION if _sponsors(text, cues) else Zone.LEGAL
    if topic in _LOCAL:
        return _zone_outside(text, topic, cues)
    if topic is Topic.NOTES:
        return _zone_in_notes(text, unit, cues)
    if topic is Topic.ROLE:
        return _zone_in_role(text, unit, cues)
    return _zone_under_ask(text, unit, cues)


def _sponsors(text: str, cues: LineCues) -> bool:
    return cues.has(Cue.CONDITION) and "sponsor" in text.lower()


def _zone_outside(text: str, topic: Topic, cues: LineCues) -> Zone:
    """Lines under about, benefits, process, legal: only what clearly binds the applicant."""
    if topic is Topic.TITLE:
        return Zone.TITLE
    if cues.has(Cue.CONDITION) and cues.has(Cue.OBLIGE) and not cues.has(Cue.BENEFITS):
        if topic is not Topic.PROCESS or not cues.has(Cue.PROCESS):
            return Zone.CONDITION
    if topic is Topic.ABOUT:
        if re.match(r"as an? [^,]{2,60}, you(?:'ll|’ll| will) ", text, re.IGNORECASE) or re.match(
            r"you(?:'ll|’ll| will) (?:be responsible|lead|design|develop|build|own|manage)",
            text,
            re.IGNORECASE,
        ):
            return Zone.DUTY
        if cues.has(Cue.CANDIDATE) and cues.has(Cue.YEARS) and cues.has(Cue.REQUIRED):
            return Zone.REQUIRED
    return _LOCAL[topic]


def _zone_in_notes(text: str, unit: _Unit, cues: LineCues) -> Zone:
    opened = run_in(text)
    if cues.has(Cue.BENEFITS) and not cues.has(Cue.OBLIGE):
        return Zone.OTHER
    if cues.has(Cue.CONDITION) and (cues.has(Cue.OBLIGE) or unit.item or "may" in text.split()):
        return Zone.CONDITION
    if _PAPER_ASKED.search(text):
        return Zone.CONDITION
    if cues.has(Cue.PROCESS, Cue.BENEFITS):
        return Zone.OTHER
    if cues.has(Cue.PREFERRED) and cues.has(Cue.REQUIRED):
        return Zone.PREFERRED
    if opened and opened[0] is Topic.REQUIRED or _YEARS_ASKED.search(text):
        return Zone.REQUIRED
    if unit.item and re.match(r"(?:mandatory|required|must)\b", text, re.IGNORECASE):
        return Zone.REQUIRED
    return Zone.OTHER


def _zone_in_role(text: str, unit: _Unit, cues: LineCues) -> Zone:
    """Lines under a weak heading or none: the wording decides."""
    noise = _noise(text, unit, cues)
    if noise is not None:
        return noise
    if cues.has(Cue.CONDITION) and not (cues.has(Cue.DUTY) and not cues.has(Cue.OBLIGE)):
        return Zone.CONDITION
    if cues.has(Cue.CANDIDATE) and not _we_do(text):
        return _zone_of_candidate(text, cues)
    if unit.item:
        return _zone_of_item(text, cues)
    if _describes_worker(text):
        return Zone.DUTY
    if cues.has(Cue.DUTY):
        return Zone.ABOUT if _OF_TEAM.match(text) else Zone.DUTY
    if cues.has(Cue.PREFERRED) and cues.has(Cue.REQUIRED):
        return Zone.PREFERRED
    if cues.opening is Opening.VERB and not _OURS.match(text) and not _GERUND.match(text):
        return Zone.DUTY
    if cues.has(Cue.YEARS) or cues.opening is Opening.ASK:
        return Zone.REQUIRED
    if cues.has(Cue.REQUIRED) and _BINDS.search(text) and not cues.has(Cue.INVITATION):
        return Zone.REQUIRED
    return Zone.ABOUT


def _describes_worker(text: str) -> bool:
    """Whether the line says what one who holds the job does ("An Accountant prepares …")."""
    words = text.split()[:7]
    if len(words) < 4 or words[0].lower() not in ("a", "an", "the") or words[1].lower() == "team":
        return False
    return any(w.endswith("s") and is_work_verb(w.strip(",").lower()) for w in words[2:]) or (
        "does" in words
    )


def _zone_of_candidate(text: str, cues: LineCues) -> Zone:
    """Sentences about whom the employer looks for."""
    if cues.has(Cue.DUTY) and not re.search(r"\b(?:ideal|looking for|seeking)\b", text, re.I):
        return Zone.DUTY
    if cues.has(Cue.PREFERRED):
        return Zone.PREFERRED
    if re.search(r"\b(?:requires|calls for|needs)\b", text, re.IGNORECASE):
        return Zone.REQUIRED if cues.has(Cue.REQUIRED) or cues.has(Cue.YEARS) else Zone.DUTY
    described = cues.has(Cue.YEARS, Cue.REQUIRED) or _DESCRIBED.search(text)
    return Zone.REQUIRED if described else Zone.ABOUT


def _zone_of_item(text: str, cues: LineCues) -> Zone:
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


def _noise(text: str, unit: _Unit, cues: LineCues) -> Zone | None:
    """Benefits, process and company talk between asking lines, or None."""
    works = unit.item and cues.opening is Opening.VERB
    if cues.has(Cue.BENEFITS) and not works and not cues.has(Cue.YEARS):
        return Zone.BENEFITS
    if cues.has(Cue.PROCESS) and not works:
        return Zone.CONDITION if _sponsors(text, cues) else Zone.PROCESS
    if cues.has(Cue.INVITATION) and not cues.has(Cue.DUTY, Cue.CANDIDATE, Cue.YEARS, Cue.CONDITION):
        if not (unit.item and cues.opening is not Opening.OTHER):
            return Zone.ABOUT
    return None


def _we_do(text: str) -> bool:
    """Whether the employer describes itself ("We are seeking new markets")."""
    return bool(re.match(r"our \w+ (?:is|are)\b", text, re.IGNORECASE))


def _zone_under_ask(text: str, unit: _Unit, cues: LineCues) -> Zone:
    """Lines under duties, requirements, preferred things or conditions."""
    topic = unit.topic
    prose = not unit.item
    if prose and (noise := _noise(text, unit, cues)) is not None and not _asks_anyway(cues):
        return noise
    if cues.has(Cue.CONDITION) and _condition_rules(topic, cues):
        return Zone.CONDITION
    if topic is Topic.DUTY:
        return _zone_under_duty(text, unit, cues)
    if cues.has(Cue.PREFERRED) and not (topic is Topic.CONDITION):
        return Zone.PREFERRED
    if topic is Topic.CONDITION:
        return Zone.CONDITION if unit.item or cues.has(Cue.OBLIGE) else Zone.OTHER
    if prose and cues.has(Cue.DUTY) and not cues.has(Cue.YEARS) and cues.opening is not Opening.ASK:
        return Zone.DUTY
    if prose and _OURS.match(text) and not cues.has(Cue.REQUIRED, Cue.YEARS, Cue.CANDIDATE):
        return Zone.ABOUT
    return Zone.PREFERRED if topic is Topic.PREFERRED else Zone.REQUIRED


def _asks_anyway(cues: LineCues) -> bool:
    return cues.has(Cue.YEARS) or cues.opening is Opening.ASK


def _condition_rules(topic: Topic, cues: LineCues) -> bool:
    """Whether a condition phrase decides; a duty that merely mentions one stays a duty."""
    if topic is Topic.DUTY:
        return cues.opening is not Opening.VERB and not cues.has(Cue.DUTY)
    # "Two years of experience and a driving licence" asks for the experience first.
    return not cues.has(Cue.YEARS)


def _zone_under_duty(text: str, unit: _Unit, cues: LineCues) -> Zone:
    if cues.opening is Opening.ASK or (cues.has(Cue.YEARS) and cues.has(Cue.REQUIRED)):
        return Zone.PREFERRED if cues.has(Cue.PREFERRED) else Zone.REQUIRED
    if unit.item or cues.has(Cue.DUTY) or cues.opening is Opening.VERB:
        return Zone.DUTY
    if cues.has(Cue.CANDIDATE):
        return _zone_of_candidate(text, cues)
    return Zone.ABOUT if _OURS.match(text) else Zone.DUTY


def _settle_lists(lines: list[ZonedLine]) -> list[ZonedLine]:
    """Give items without a zone of their own the zone that most items of their list have."""
    settled = list(lines)
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and lines[end].item and lines[start].item and not lines[end].heading:
            end += 1
        run = lines[start:end]
        votes = [
            line.zone for line in run if line.zone in (Zone.DUTY, Zone.REQUIRED, Zone.PREFERRED)
        ]
        if run[0].item and len(votes) * 2 > len(run):
            best = max(dict.fromkeys(votes), key=votes.count)
            settled[start:end] = [
                replace(line, zone=best)
                if line.zone is Zone.OTHER and line.topic is Topic.ROLE
                else line
                for line in run
            ]
        start = end
    return settled
