"""schema.org `JobPosting`: the facts that a posting states itself, and its description.

Source of names and value shapes: https://schema.org/JobPosting and the structured data guide for
job postings that search engines publish. Publishers put text where objects belong and the other
way round; every field is read in all the shapes met in real pages.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fitcheck.documents.document import PostingFields
from fitcheck.documents.web.markup import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Node = Mapping[str, object]
"""An object of JSON-LD with its keys in lower case."""

MAX_NODES = 20_000
"""Objects and lists of one JSON text that are looked at; a large page has a few thousand."""
MAX_VALUE = 500
"""Longest name, title or place that is kept, in characters."""

_DEGREES = (
    (re.compile(r"high.?school|secondary", re.IGNORECASE), "high_school"),
    (re.compile(r"associate", re.IGNORECASE), "associate"),
    (re.compile(r"bachelor|undergraduate", re.IGNORECASE), "bachelor"),
    (re.compile(r"master|post.?graduate", re.IGNORECASE), "master"),
    (re.compile(r"doctor|ph\.?d", re.IGNORECASE), "doctorate"),
)
_DATE = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPosting:
    """What a page states: typed facts, and the description (HTML or plain text) or None."""

    fields: PostingFields
    description: str | None = None


def find_job_posting(texts: Iterable[str], *, heading: str = "") -> JobPosting | None:
    """The job posting in JSON-LD texts, or None.

    Where a page lists several, only the one whose title stands in `heading` (the page's title
    and headings) is meant; without such a one there is none.
    """
    nodes = [node for text in texts for node in _postings(_parse(text))]
    if len(nodes) > 1:
        lowered = heading.lower()
        named = [n for n in nodes if (t := _title(n)) is not None and t.lower() in lowered]
        nodes = named[:1]
    return job_posting(nodes[0]) if nodes else None


def job_posting(node: Node) -> JobPosting:
    """The facts of one JSON-LD object; whatever has an unknown shape is left out."""
    description = _text(node.get("description"), limit=None)
    remote = "TELECOMMUTE" in " ".join(_strings(node.get("joblocationtype"))).upper()
    places = [*_places(node.get("joblocation"))]
    places += [] if places else _places(node.get("applicantlocationrequirements"))
    education = node.get("educationrequirements")
    fields = PostingFields(
        title=_title(node),
        employer=_name(node.get("hiringorganization")),
        employees=_employees(node.get("hiringorganization")),
        locations=tuple(dict.fromkeys(places)),
        remote=True if remote else None,
        posted_on=_date(node.get("dateposted")),
        valid_through=_date(node.get("validthrough")),
        min_months=_months(node.get("experiencerequirements")),
        degree=_degree(education),
        experience_in_place_of_education=_truth(node.get("experienceinplaceofeducation")),
        skills=tuple(dict.fromkeys(_names(node.get("skills")))),
    )
    return JobPosting(fields=fields, description=description)


def microdata_posting(root: _Element) -> tuple[JobPosting, _Element | None] | None:
    """The posting that a page marks up as microdata, with the element of its description."""
    scopes = [
        element
        for element in root.iter()
        if isinstance(element.tag, str) and "schema.org/JobPosting" in element.get("itemtype", "")
    ]
    if len(scopes) != 1:
        return None
    node: dict[str, object] = {}
    description: _Element | None = None
    for element in scopes[0].iterdescendants():
        name = (element.get("itemprop") or "").lower()
        if name == "description" and description is None:
            description = element
        elif name and name not in node:
            value = element.get("content") or element.get("datetime")
            node[name] = value or " ".join(text_of(element).split())
    posting = job_posting(node)
    return posting, description


def _parse(text: str) -> object:
    """The JSON value of a script's text, or None where it is none."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    for candidate in (text, html.unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _postings(value: object) -> Iterator[Node]:
    """The objects of type JobPosting in a JSON value, without recursion."""
    waiting = [value]
    seen = 0
    while waiting and seen < MAX_NODES:
        seen += 1
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here))
        elif isinstance(here, dict):
            kinds = _strings(here.get("@type"))
            if any(kind.rpartition("/")[2].rpartition(":")[2] == "JobPosting" for kind in kinds):
                yield {str(key).lower(): entry for key, entry in here.items()}
            else:
                waiting.extend(reversed([v for v in here.values() if isinstance(v, dict | list)]))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _lower(value: object) -> Node:
    return {str(k).lower(): v for k, v in value.items()} if isinstance(value, dict) else {}


def _strings(value: object) -> list[str]:
    return [entry for entry in _listed(value) if isinstance(entry, str)]


def _text(value: object, *, limit: int | None = MAX_VALUE) -> str | None:
    """A text without entities, or None where there is none."""
    for entry in _strings(value):
        text = html.unescape(entry).strip()
        if text:
            return text if limit is None else " ".join(text[:limit].split())
    return None


def _title(node: Node) -> str | None:
    return _text(node.get("title")) or _text(node.get("name"))


def _name(value: object) -> str | None:
    """The name of a thing that is given as text or as an object."""
    for entry in _listed(value):
        found = _text(entry) or _text(_lower(entry).get("name"))
        if found:
            return found
    return None


def _names(value: object) -> Iterator[str]:
    for entry in _listed(value):
        found = _name(entry)
        if found:
            # One text often holds the whole list.
            yield from filter(None, (part.strip() for part in re.split(r"[,;\n]", found)))


def _places(value: object) -> Iterator[str]:
    for entry in _listed(value):
        node = _lower(entry)
        address = node.get("address", entry if "addresslocality" in node else None)
        if isinstance(address, str):
            yield " ".join(address[:MAX_VALUE].split())
            continue
        parts = _lower(address)
        keys = ("addresslocality", "addressregion", "addresscountry")
        named = [_name(parts.get(key)) for key in keys]
        place = ", ".join(dict.fromkeys(filter(None, named))) or _name(entry)
        if place:
            yield place


def _date(value: object) -> date | None:
    found = _DATE.match(_text(value) or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _number(value: object) -> int | None:
    """A whole number, given as a number or as text, in 0 to a million."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and re.fullmatch(r"\s{0,9}\d{1,7}(?:\.\d{1,9})?\s{0,9}", value):
        value = float(value)
    if isinstance(value, int | float) and 0 <= value <= 1_000_000:
        return int(value)
    return None


def _months(value: object) -> int | None:
    """The least experience asked, in months; 0 says nothing."""
    found = [_number(_lower(entry).get("monthsofexperience")) for entry in _listed(value)]
    return min((months for months in found if months), default=None)


def _employees(value: object) -> int | None:
    for entry in _listed(value):
        count = _lower(entry).get("numberofemployees")
        node = _lower(count)
        for candidate in (count, node.get("value"), node.get("maxvalue"), node.get("minvalue")):
            number = _number(candidate)
            if number:
                return number
    return None


def _degree(value: object) -> str | None:
    """The lowest degree named."""
    texts: list[str] = []
    for entry in _listed(value):
        texts += _strings(entry) + _strings(_lower(entry).get("credentialcategory"))
    found = [degree for pattern, degree in _DEGREES if any(pattern.search(t[:200]) for t in texts)]
    return found[0] if found else None


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    text = (_text(value) or "").lower()
    return {"true": True, "false": False}.get(text)
