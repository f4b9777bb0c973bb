"""What a posting says about itself: title, places, deadline, size, contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from fitcheck.documents.document import Document
from fitcheck.language.headings import topic_of
from fitcheck.language.lines import Zone, ZonedLine
from fitcheck.language.places import find_places
from fitcheck.profiles.profile import ContactPolicy

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN = {"mär": "mar", "mai": "may", "okt": "oct", "dez": "dec"}
_MONTH = r"(?P<month>jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]{0,6}\.?"
_DAY_DATES = (
    re.compile(
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>20\d\d)\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?{_MONTH},? (?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)\b"),
)
_DEADLINE = re.compile(
    r"\b(?:deadline|(?:apply|send|submit)\b[^.]{0,60} (?:by|before|until)(?= \w+ \w+)"
    r"|closing date|closes? (?:on|at)|apply (?:by|before|until)"
    r"|applications? (?:close|due|must be received|will be accepted (?:until|through|on))"
    r"|accepted (?:until|through)|open until|no later than|valid (?:through|until)"
    r"|bewerbungsfrist|bewerbungsschluss|date limite|fecha límite"
    r"|filing (?:closes|period)|expires?)\b",
    re.IGNORECASE,
)
_DEADLINE_HEADING = re.compile(r"deadline|closing date|filing (?:period|dates?)", re.IGNORECASE)
_ROLLING = re.compile(
    r"\b(?:filing will (?:\w+ ){1,4}re-?open|re-?opens? (?:on|periodically|the following)"
    r"|(?:on an? )?(?:rolling|ongoing) basis|until (?:the (?:position|role|job) is )?filled"
    r"|applications are accepted (?:continuously|year[- ]round))\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:no longer accepting applications|(?:this )?(?:position|job|role|vacancy|posting"
    r"|requisition) (?:has been|is|was) (?:now )?"
    r"(?:filled|closed|expired)|applications? (?:are|is) (?:now )?closed"
    r"|this job (?:has )?expired|no longer available)\b",
    re.IGNORECASE,
)
_NO_CALLS = re.compile(
    r"\b(?:no (?:phone |telephone )?calls|(?:please )?(?:do not|don't) (?:call|phone|telephone)"
    r"|no telephone (?:calls|inquiries|enquiries))\b",
    re.IGNORECASE,
)
_NO_CONTACT = re.compile(
    r"\b(?:(?:do not|don't) (?:contact|email|e-mail|message|reach out to) (?:us|the|our|hiring"
    r"|any)|no (?:follow[- ]?ups?|inquiries|enquiries|emails)"
    r"|no (?:phone )?calls or e?-?mails)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?P<n>\d{1,3}(?:[,.]\d{3}){1,2}|\d{1,6})(?P<k>k)?"
_SIZES = (
    re.compile(rf"\b{_NUMBER} ?\+? (?:\w+ ){{0,2}}(?:employees|people strong|staff members"
    rf"|team members|colleagues|teammates)\b", re.IGNORECASE),
    re.compile(rf"\b(?:team|company|workforce|staff) of (?:over |more than |about |around "
    rf"|approximately |nearly )?{_NUMBER} ?\+?(?! ?%)\b(?! (?:years|countries"
    rf"|offices))", re.IGNORECASE),
    re.compile(rf"\bemploy(?:s|ing) (?:over |more than |about |around |approximately "
    rf"|nearly )?{_NUMBER}\b", re.IGNORECASE),
)  # fmt: skip
_SMALL_TEAM = re.compile(
    r"\b(?:your|this|engineering|small|data|product|sales|lead\w*|manag\w*"
    r"|supervis\w*) (?:a )?team of\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:job title|position title|position|title|role|class title|stelle"
    r"|poste) ?: ?(?P<title>.{3,100})",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"(?:job |work |office )?(?:locations?|place of work|standort|lieu|ubicación"
    r"|duty station) ?[:\-–] ?(?P<place>.{2,120})",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:remote|work from home|home[- ]based|telecommut\w*|work from anywhere)\b", re.IGNORECASE
)
_ONSITE = re.compile(
    r"\b(?:not (?:a )?remote|no remote|on-?site only|fully on-?site|100% on-?site"
    r"|in[- ]office only|not eligible for remote)\b",
    re.IGNORECASE,
)
_ROLE_REMOTE = re.compile(
    r"\b(?:fully remote|100% remote|remote[- ](?:first|only|position|role|job|opportunity"
    r"|work(?:ing)?|based)|(?:role|position|job|work) (?:is|can be) (?:\w+ )?remote(?:ly)?"
    r"|remotely from)\b",
    re.IGNORECASE,
)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:.{0,40}\binterviews? only|revised\b.{0,20}|reposted\b.{0,20})\Z", re.IGNORECASE
)


def find_title(document: Document, lines: Sequence[ZonedLine]) -> str | None:
    """The job title: what stands first, or what a label names."""
    stated = document.fields.title if document.fields else None
    if stated and stated in document.text:
        return stated
    for line in lines[:40]:
        labelled = _LABEL.match(line.span.slice(document.text))
        if labelled and line.zone in (Zone.OTHER, Zone.TITLE, Zone.ABOUT):
            return _clean(labelled["title"])
    for line in lines[:3]:
        text = line.span.slice(document.text)
        if line.zone is not Zone.TITLE or _NOTICE.match(text.strip(" *_")):
            continue
        if 1 <= len(text.split()) <= 16 and topic_of(text) is None:
            return _clean(text)
    if document.fields and document.fields.title:
        return document.fields.title
    return None


def find_locations(document: Document, lines: Sequence[ZonedLine]) -> tuple[str, ...]:
    """Places of work as written: those under the title and after "Location:"."""
    found: list[str] = []
    for line in lines[:8]:
        text = line.span.slice(document.text)
        if line.zone is Zone.TITLE and "🌎" in text:
            found.append(_clean(text.split("🌎", 1)[1]))
    for line in lines:
        labelled = _LOCATION.match(line.span.slice(document.text))
        if labelled:
            found.append(_clean(labelled["place"]))
    top = [line for line in lines[1:6] if line.zone is Zone.TITLE]
    if not found:
        texts = (line.span.slice(document.text) for line in top)
        found = [_clean(text) for text in texts if find_places(text) and len(text) < 80]
    if not found and document.fields:
        found = list(document.fields.locations)
    return tuple(dict.fromkeys(found))


def find_remote(document: Document, lines: Sequence[ZonedLine]) -> bool | None:
    """Whether the work is done remotely; None where the text does not say."""
    text = document.text
    if _ONSITE.search(text):
        return False
    top = " ".join(line.span.slice(text) for line in lines[:8] if line.zone is Zone.TITLE)
    if _HYBRID.search(top):
        return False
    if _REMOTE.search(top) or _ROLE_REMOTE.search(text):
        return True
    return document.fields.remote if document.fields else None


def find_deadline(document: Document, lines: Sequence[ZonedLine]) -> date | None:
    """The last day to apply that the text gives, else what the page states as data.

    None where applications are taken on a rolling basis or filing reopens.
    """
    if _ROLLING.search(document.text):
        return None
    under_heading = False
    found: list[date] = []
    for line in lines:
        text = line.span.slice(document.text)
        if line.heading and topic_of(text) is not None:
            under_heading = bool(_DEADLINE_HEADING.search(text))
        if under_heading or _DEADLINE.search(text):
            found.extend(_day_dates(text))
    if found:
        return max(found)
    return document.fields.valid_through if document.fields else None


def says_closed(text: str) -> str | None:
    """The words that say the posting is closed, or None."""
    match = _CLOSED.search(text)
    return match.group() if match else None


def find_contact_policy(text: str) -> ContactPolicy | None:
    """Whether the posting asks not to be called or contacted; agencies are not meant."""
    if _NO_CONTACT.search(text):
        return ContactPolicy.NO_CONTACT
    return ContactPolicy.NO_CALLS if _NO_CALLS.search(text) else None


def find_employer_size(document: Document) -> int | None:
    """The number of people employed, where the posting states it."""
    for pattern in _SIZES:
        for match in pattern.finditer(document.text):
            before = document.text[max(0, match.start() - 30) : match.start() + 12]
            size = int(re.sub(r"[,.]", "", match["n"])) * (1000 if match["k"] else 1)
            if 1 < size < 5_000_000 and not _SMALL_TEAM.search(before):
                return size
    return document.fields.employees if document.fields else None


def _day_dates(text: str) -> list[date]:
    found = []
    for pattern in _DAY_DATES:
        for match in pattern.finditer(text):
            raw = match["month"].lower()
            month = int(raw) if raw.isdigit() else _MONTHS.index(_GERMAN.get(raw, raw)) + 1
            day, year = int(match["day"]), int(match["year"])
            if 1 <= month <= 12 and 1 <= day <= _days_in(year, month):
                found.append(date(year, month, day))
    return found


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" `*_#:|\t")
