"""Which zone each line of a posting belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.language.headings import Heading, Topic, heading_of, run_in
from fitcheck.language.sentences import sentences
from fitcheck.language.zones import Zone as Zone  # noqa: PLC0414  part of this contract
from fitcheck.language.zones import zone_of


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


_FIRST_PROSE = 9
"""Words from which a line at the top is text and no longer title, employer or place."""

_CONTINUES = re.compile(r"(?:this person|they|he or she|he/she|she|he)\b", re.IGNORECASE)
_TELLS_ABOUT = re.compile(r"about (?:the |our |us\b)", re.IGNORECASE)
_INLINE_BULLET = re.compile(r"[•●▪◦‣➢➤►]")


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
        zone = zone_of(text, unit.topic, item=unit.item)
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
    local = _local_topic(topic, run_in(body), told_about=bool(_TELLS_ABOUT.match(body)))
    labelled = not listed and topic.asks and _opens_with_label(body, spans)
    for number, span in enumerate(spans):
        label = (labelled and number == 0) or (flattened and _is_label(span.slice(body)))
        yield _Unit(
            span=Span(start=start + span.start, end=start + span.end),
            block=index,
            item=listed or flattened,
            topic=Topic.TITLE if label else local,
        )


def _opens_with_label(body: str, spans: Sequence[Span]) -> bool:
    """Whether a paragraph starts with the name of a skill ("Consultancy. You can advise …")."""
    if len(spans) < 2 or not re.match(r"you\b", spans[1].slice(body), re.IGNORECASE):
        return False
    return len(re.sub(r"\([^()]{0,40}\)", "", spans[0].slice(body)).split()) <= 4


def _is_label(text: str) -> bool:
    """A label left over from a flattened list ("Rewards Management • Compensation …")."""
    words = [word for word in text.split() if word[0].isalpha()]
    return 0 < len(words) <= 3 and text[-1].isalnum() and all(w[0].isupper() for w in words)


def _local_topic(
    topic: Topic, opened: tuple[Topic, int] | None, *, told_about: bool = False
) -> Topic:
    """The topic of one block that opens with a heading of its own ("Nice to have: Go")."""
    if opened is None or topic is Topic.BENEFITS:
        return topic
    label = opened[0]
    if topic is Topic.ROLE and label is Topic.ABOUT and told_about:
        return label
    if label in (Topic.ROLE, Topic.ABOUT, Topic.TITLE, Topic.NOTES):
        return topic
    if topic.asks:
        return label if label in (Topic.PREFERRED, Topic.BENEFITS, Topic.CONDITION) else topic
    if topic in (Topic.NOTES, Topic.ABOUT) and label is Topic.DUTY:
        return topic
    return label


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
