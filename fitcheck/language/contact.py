"""Lines that say who a person is and how to reach them: they never get near the matcher."""

from __future__ import annotations

import re

from fitcheck.language.dates import find_ranges
from fitcheck.language.places import is_place

_EMAIL = re.compile(
    r"[\w.+*-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\bE-?mail\s{0,3}[:|]"
    r"|\bE-?mail me on Indeed\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S{3,200}|\b(?:linkedin|github|gitlab|behance|dribbble|medium|twitter"
    r"|facebook|instagram|stackoverflow|skype|telegram|whatsapp|xing)\b(?:\.com|\.net)?(?:/\S{0,200})?"
    r"|\b[\w-]{2,40}\.(?:com|net|org|io|me|dev|co|edu)(?:/\S{0,100})?(?=[\s|,;)]|\Z)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w$€£.,-])(?:\+|00)?(?:\(?\d{1,4}\)?[ .\u2010-\u2015/-]{0,3}){2,6}\d{2,5}(?![\w%])"
)
_YEARS = re.compile(r"\W*(?:(?:19|20)\d\d(?:\W+|\Z))+")
_STREET = re.compile(
    r"\b\d{1,5}[A-Za-z]?\s(?:[A-Z0-9][\w.'’]{0,20}\s){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard"
    r"|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Circle|Cir|Terrace|Parkway|Pkwy|Hwy|Square|Trail|Loop)\b\.?"
    r"|\b[A-ZÄÖÜ][a-zäöüß]{2,20}(?:straße|strasse|str\.|weg|allee|platz)\s\d{1,4}|\bP\.?\s?O\.?\s?Box\s\d"
    r"|\b(?:Apt|Apartment|Unit|Suite)\b\.?\s?#?\s?\d",
)
_POSTCODE = re.compile(
    r"\b[A-Z]{2}\s{1,3}\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b\d{5}\s[A-ZÄÖÜ][a-zäöüß]{2,20}\b"
)
_LABEL = re.compile(
    r"\A\W{0,4}(?:phone|mobile|mob|cell|tel|telephone|fax|e-?mail|address|home address"
    r"|linkedin|github"
    r"|website|portfolio|location|residence|place of birth"
    r"|birthplace|wohnort|skype|telegram|date of birth|d\.?o\.?b|birth ?date|born"
    r"|age|gender"
    r"|sex|nationality|marital status|civil status|family status|religion|passport|father'?s name"
    r"|mother'?s name|geburtsdatum|geboren|familienstand|staatsangehörigkeit|adresse|anschrift"
    r"|telefon"
    r"|nationalité|né(?:e)? le|fecha de nacimiento|nacionalidad|dirección|teléfono|citizenship"
    r"|weight)"
    r"\b\s{0,3}(?:[:|\t*]|no\b|number\b|#|\Z)",
    re.IGNORECASE,
)
_NATION = re.compile(
    r"(?:born|geboren|geburtsjahr|jahrgang|née?|nacid[oa])\s(?:in|on|am|en|el|le|à|\d{1,4})\b.{0,50}"
    r"|(?:\w{3,20} (?:and|und|et|y) )?\w{3,20} (?:nationality|national|citizen(?:ship)?)"
    r"|(?:\w{3,20} )?(?:staatsangehörigkeit|staatsbürger(?:in)?|nationalité|nacionalidad)\b.{0,30}",
    re.IGNORECASE,
)
"""What says of which nation or age somebody is, without a label before it."""
_TOWN = r"[A-ZÀ-Ý][\w.'’-]{1,24}(?:[ -][A-ZÀ-Ýa-z][\w.'’-]{0,24}){0,3}"
_HOME = re.compile(
    rf"{_TOWN},? (?:[A-Z]{{1,2}}\d{{1,2}}[A-Z]?|\(\d{{2,3}}\)|\d{{6}}"
    r"|(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)(?: \d{4})?)"
    rf"|\d{{4,5}} {_TOWN}(?:, {_TOWN})?"
    rf"|{_TOWN}(?:, {_TOWN})?,? (?:/ )?"
    r"(?:moving to|ready to|willing to (?:move|relocate)|barrio|umzug)\b.{0,40}"
)
"""A town with the code of its region, or with where its inhabitant would move."""
_HOME_WORDS = 9
_FILLED = re.compile(r"[\s|•·,;:/()*☎✉⌂🎁📞📧📍🏠-]+")


def is_contact(text: str, *, bare: bool = False) -> bool:
    """Whether a line is about reaching or identifying the person and nothing else.

    True for lines made of e-mail addresses, phone numbers, links, street addresses and labelled
    personal data; False for sentences that merely hold a link or a number. With `bare`, not even
    a name may stand beside them ("Globex globex.example").
    """
    if len(text) > 300:
        return False
    if _LABEL.match(text) and len(text.split()) <= 14:
        return True
    rest = text
    hits = 0
    for pattern in (_EMAIL, _LINK, _STREET, _POSTCODE):
        rest, count = pattern.subn(" ", rest)
        hits += count
    rest, phones = _PHONE.subn(_without_phone, rest)
    hits += phones if rest.count("\0") else 0
    if not hits:
        return not _FILLED.sub("", text)
    words = [w for w in _FILLED.split(rest.replace("\0", " ")) if w]
    if bare:
        return not words
    # A few words beside it are the name, the town or a label ("Springfield, IL", "Mobile").
    return len(words) <= 3 * hits + 2 and not re.search(r"\b[a-z]{2,12}ed\b", rest)


def is_home(text: str) -> bool:
    """Whether a short line says where somebody lives, or of which nation, and nothing else."""
    if len(text.split()) > _HOME_WORDS:
        return False
    return bool(_HOME.fullmatch(text) or _NATION.fullmatch(text)) or is_place(text)


def has_contact(text: str) -> bool:
    """Whether an e-mail address or a phone number stands in `text`."""
    if _EMAIL.search(text):
        return True
    return any(is_phone(m.group(), least=9, most=99) for m in _PHONE.finditer(text[:1000]))


def is_phone(text: str, *, least: int = 7, most: int = 15) -> bool:
    """Whether a stretch of digits has as many as a phone number, and is no list or range of years.

    "2016/2019/2022" are versions of a product, "2014-2018" is a time.
    """
    digits = sum(c.isdigit() for c in text)
    return least <= digits <= most and not _YEARS.fullmatch(text) and not find_ranges(text)


def _without_phone(match: re.Match[str]) -> str:
    return "\0" if is_phone(match.group()) else match.group()
