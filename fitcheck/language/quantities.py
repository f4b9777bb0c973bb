"""Amounts in a line of text: spans of time ("3-5 years", "two (2) years")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitcheck.documents.document import Span

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "ein": 1, "eine": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10, "zwölf": 12, "un": 1, "deux": 2, "trois": 3,
    "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10, "dos": 2, "tres": 3, "cuatro": 4,
    "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10,
}  # fmt: skip
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_HALF = r"(?: and (?:a |one[- ])?half| 1/2|½)"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[.,]\d)?(?:{_HALF})?|(?:twenty|thirty)[- ]{_UNITS}|(?:{_WORD})(?:{_HALF})?)"
)
_YEAR = r"years?|yrs?|yoe|jahre?n?|jährigen?|jähriger|années?|années|ans|años?|anos"
_MONTH = r"months?|mos?|mths?|monate?n?|mois|meses"
_DURATION = re.compile(
    rf"(?<![\w.,$€£/-])(?P<low>{_NUMBER})(?:[ ]?\((?:(?P<digits>\d{{1,3}})|[a-z]{{3,9}})\+?\))?"
    r"(?:[ -]?(?P<plus>\+|plus|or more|or greater|and above|and up))?"
    rf"(?:[ ]?(?P<lowunit>{_YEAR}|{_MONTH})?[ ]?(?P<join>-|–|—|~|/|to|and|bis|und|à|et|a|y|or)[ ]?"
    rf"(?P<high>{_NUMBER})(?:[ ]?\(\d{{1,3}}(?: ?[-–] ?\d{{1,3}})?\))?[ ]?\+?)?"
    rf"[ ]?-?[ ]?(?:(?:or more|or greater|plus|full|complete|consecutive|additional|solid)[ ])?"
    rf"(?P<unit>(?P<year>{_YEAR})|(?P<month>{_MONTH}))(?![\w])(?:[ ]?\+)?",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    rf"(?:years?|yrs?)[ ](?:of[ ])?(?:exp(?:erience)?|exp\.)?[ ]?[:\-–][ ]?(?P<low>{_NUMBER})"
    rf"(?:[ ]?(?:-|–|to)[ ]?(?P<high>{_NUMBER}))?[ ]?\+?(?![\w%])",
    re.IGNORECASE,
)
_DECADES = re.compile(
    r"\b(?P<many>an?|one|two|three) decades?(?!['’]s)(?= (?:of|in|or|as|with|working|leading)\b)",
    re.IGNORECASE,
)
_LOOSE = (
    (6, re.compile(r"\bhalf a year(?=['’]s | (?:of|in|as|with|on|at|working)\b)", re.IGNORECASE)),
    (
        24,
        re.compile(
            r"\ba couple of years(?=['’] | (?:of|in|as|with|on|at|working)\b)", re.IGNORECASE
        ),
    ),
    (
        12,
        re.compile(
            r"(?:(?<=d['’])|(?<=moins )|(?<=minimum ))un an\b|\bun an(?= d['’]exp)", re.IGNORECASE
        ),
    ),
)
"""Spans of time without a number, in months."""
_A_YEAR = re.compile(
    r"(?<![\w-])(?P<year>an? (?:full )?year(?:['’]s)?)(?:"
    r"(?: or (?:more|two|so))? (?:of )?"
    r"(?:(?!and\b|or\b|with\b|to\b|for\b)[\w-]+ ){0,3}?experience\b"
    r"| (?:in|of) (?:the|this|a similar|an?) (?:role|job|post|position|trade)\b"
    r"| or (?:more|longer)\b| or (?:two|so) (?:of|as|in|on|at|with)\b| (?:as an?|working)\b)",
    re.IGNORECASE,
)
_WITH_DEGREE = re.compile(
    r"(?:\b(?:BS|BA|MS|MA|PhD|BSc|MSc)|B\.S\.|M\.S\.|Ph\.D\.|\b(?:[Bb]achelor|[Mm]aster)(?:['’]s"
    r"|s)?|[Dd]egree)"
    r"(?: [Dd]egree)? ?(?:\+|plus) ?(?P<low>\d{1,2})(?=[ ]?(?:or\b|,|;|/|\)|\Z|\.))"
)
_ELIDED = re.compile(
    r"(?:\b(?:BS|BA|MS|MA|PhD|BSc|MSc|[Bb]achelor|[Mm]aster|[Aa]ssociate)(?:['’]s|s)?|\b[Dd]egree)"
    rf"(?: [Dd]egree)? (?:and|with) (?P<low>{_NUMBER})(?=[ ]?(?:or\b|,|;|/|\)|\.|\Z))"
)
"""Years of which only the number is said again ("…with eight years, or a master's with twelve")."""
_NOT_BEFORE = re.compile(
    r"(?:\bfor (?:over|more than|nearly|almost|the (?:last|past)|the next)?|\b(?:last|past|next"
    r"|every|once a|within(?: the)?|in the|alle|tous les"
    r"|since|(?<!no )(?<!not )less than|(?<!no )(?<!not )fewer than|under|up ?to|no more than"
    r"|(?:not |no )?older than|(?:nicht )?älter als|lapsed \(|dans les|innerhalb von|dentro de"
    r"|há(?: mais de)?|seit(?: über"
    r"| mehr als)?|depuis(?: plus de)?|hace(?: más de)?|celebrat\w+|after|previous|preceding"
    r"|coming|first|age[ds]?|founded|grow\w*|minimum age|maximum(?: of)?|max\.?)"
    r"|\bage limit\W{0,8}(?:of )?|\bprobation\w*(?: period)?(?: is| of| lasts|:)?"
    r"|\b(?:lasts|attend|complete) (?:an? )?"
    r"|\b(?:alter|age[ds]?|edad|âgée?s?)(?: (?:von|zwischen|between|from|entre|de)){0,2}"
    r"|\b(?:internship|apprenticeship|traineeship|course|agreement|bond|notice)(?: period)?"
    r" (?:of|for)"
    r"|\b(?:hasta|jusqu['’]à|bis zu|höchstens|maximal|references? (?:\w+ ){0,2}(?:covering|for))"
    r"|\bcontrat (?:de|d['’])|\bcontrato de|\blleva(?:mos|n)?"
    r"|\b(?:extend|renew|prolong)\w* (?:by|for)"
    r"|\b(?:(?:takes?|took)(?: you| us| them| people)?|the (?:entire|full|whole|above|required))"
    r"|\bcontract(?: length)?(?: of)?:?|\b(?:duration|length|term|period)(?: of)?:?)[ ]?\Z",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:(?:liv(?:ed|ing)|resided?)\b(?:(?!experience)[^.;]){0,24}\bfor|valid for"
    r"|(?:commit\w*|stay|remain)(?: to| for| of)?"
    r"|(?:no (?!less|fewer|more)\w+|points|convictions|accidents)\b[^.;]{0,16}"
    r"\b(?:in|for|within|over))"
    r" (?:at least |over |more than )?(?:an? |the )?\Z",
    re.IGNORECASE,
)
"""What is so for some time and is no work: a score that is valid, a place lived in."""
_OF_A_PERSON = re.compile(
    r"\b(?:you|you['’](?:ve|re)|someone|somebody|anyone|candidates?|applicants?|must|held"
    r"|experience"
    r"|worked|vous|tu|sie|du)\b",
    re.IGNORECASE,
)
"""Before such words "for four years" tells how long a person has done something."""
_FUTURE = re.compile(r"\bwill\b|['’]ll\b|\bwerden\b|\bserez\b", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:we|us|our|the company|founded|established|in business)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:for|seit|depuis)(?: \w+){0,2} ?\Z", re.IGNORECASE)
_NO_END = re.compile(
    r"[ ]?(?:or (?:more|longer|so)|ou (?:plus|davantage)|oder (?:mehr|länger))\b", re.IGNORECASE
)
_COURSE = re.compile(
    r"\)?(?:,? (?!experience|of\b|with\b|or\b)[\w-]+){0,7}[ ]"
    r"(?:diploma|degree|apprenticeship|program(?:me)?|course|contract|training|ausbildung|lehre|period|outlook"
    r"|plan|horizon|instruments?|investments?)\b",
    re.IGNORECASE,
)
"""What makes "3-year", with a hyphen or without an s, the length of a thing ("3-year diploma")."""
_SINGULAR = re.compile(r"(?:year|month)\Z", re.IGNORECASE)
_NOT_AFTER = re.compile(
    r"[' ’s-]{0,3}(?:(?:of[ ])?(?:age\b|olds?\b|(?:as )?on \d|history\b"
    r"|ago\b|serving (?:the|our|as the)\b|or (?:older|over|above)\b|residen\w+"
    r"|bis zu[mr]?\b|references?\b|(?:[\w-]+ )?(?:address|employment|work|credit) history\b"
    r"|(?:high[- ]school|course ?work|schooling|stud(?:y|ies)|full[- ]time (?:study|education))\b"
    r"|in (?:the|an?|our) (?:[\w'’-]+ ){0,4}(?:training|apprenticeship|probation\w*)\b"
    r"|warranty\b|contract\b|degree\b"
    r"|(?:\w+ ){0,2}apprenticeship\b|training\b|college\b(?!-)|university\b(?!-)"
    r"|diploma\b|program(?:me)?\b"
    r"|course\b|accredited\b|record\b|running\b"
    r"|in business\b|in a row\b|probation\w*|maternity|paternity|parental|paid (?:leave|time"
    r"|vacation|parental|sabbatical|holiday)|salary\b|bonus\b"
    r"|engagement\b|assignment\b|fixed[- ]term|renewable|initial\b|rolling\b|project\b|internship\b"
    r"|anniversary\b|growth\b|roadmap\b|plan\b|vesting\b|from (?:the )?(?:date|start)"
    r"|to (?:finish|complete)\b|of (?:starting|joining|appointment|hire)\b|à l['’]avance\b"
    r"|(?:with )?(?:the )?(?:possib|extend|prolong)"
    r"|including (?:an? |the )?(?:\w+ )?(?:internship|placement|residency)\b)"
    r"|,? ?(?:extend|renew|prolong)\w*)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:we(?:'ve| have|’ve)|our (?:company|firm|team|clients?)|the company|family[- ]owned"
    r"|founded|established|has been|have been|in business|heritage|legacy"
    r"|(?:industry|market|global|world|category) leaders?|leading (?:provider|supplier|maker))\b",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"\b(?:you|your|candidates?|applicants?|require[ds]?|requirements?|minimum|at least|must"
    r"|preferred|someone|qualif\w+|looking for|seeking)\b",
    re.IGNORECASE,
)
_HORIZON = re.compile(r"\b(?:with)?in(?: (?:your|the) (?:first|next))? ?\Z", re.IGNORECASE)
_PROMISED = re.compile(r",? (?:you|we)(?:['’]ll| will| should have)\b", re.IGNORECASE)
"""Around "in six months, you'll have …": what comes then, and nothing that is asked now."""
_OPENS = re.compile(r"\W{0,3}\d{1,2}\+? ?(?:years?|yrs)(?:['’]s?)? (?:of )?(?:\w+ ){0,3}experience")
"""A line that opens with the experience itself asks for it, whoever "has been" what after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDuration:
    """A span of time: `months` is its lower bound, `upper` its upper bound or None."""

    span: Span
    months: int
    upper: int | None = None


def find_durations(text: str) -> tuple[FoundDuration, ...]:
    """Every span of time in years or months, in order of text.

    "3-5 years" gives 36 months with upper 60, "two (2) years" and "at least two years" 24,
    "5+ yrs" 60, "Years of experience: 3" 36. Nothing is said about what the time is of.
    """
    found = [
        FoundDuration(span=Span(start=m.start(), end=m.end()), months=months)
        for months, pattern in _LOOSE
        for m in pattern.finditer(text)
    ]
    found += [
        FoundDuration(
            span=Span(start=m.start(), end=m.end()), months=round(120 * _value(m["many"]))
        )
        for m in _DECADES.finditer(text)
    ]
    found += [
        one
        for one in map(_duration, _DURATION.finditer(text))
        if not any(one.span.overlaps(other.span) for other in found)
    ]
    for match in _NAMED_FIRST.finditer(text):
        span = Span(start=match.start(), end=match.end())
        if not any(span.overlaps(other.span) for other in found):
            found.append(_years_named_first(match, span))
    for match in _A_YEAR.finditer(text):
        span = Span(start=match.start("year"), end=match.end("year"))
        if not any(span.overlaps(other.span) for other in found):
            found.append(FoundDuration(span=span, months=12))
    again = _ELIDED.finditer(text) if found else iter(())
    for match in (*_WITH_DEGREE.finditer(text), *again):
        span = Span(start=match.start("low"), end=match.end("low"))
        if not any(span.overlaps(other.span) for other in found):
            found.append(FoundDuration(span=span, months=round(12 * _value(match["low"]))))
    return tuple(sorted(found, key=lambda item: item.span))


def find_experience(text: str) -> tuple[FoundDuration, ...]:
    """The spans of time that are asked as experience.

    Left out are ages, the age of a company ("30 years serving …"), lengths of a contract or a
    course of study, records and dates ("within the last 36 months").
    """
    return tuple(d for d in find_durations(text) if _is_experience(text, d))


def _value(word: str) -> float:
    lowered = word.lower()
    half = re.search(rf"{_HALF}\Z", lowered)
    lowered = lowered[: half.start()] if half else lowered
    parts = re.split(r"[- ]", lowered)
    if lowered in ("a", "an"):
        return 1.0
    whole = (
        float(sum(_WORDS[part] for part in parts))
        if all(part in _WORDS for part in parts)
        else float(lowered.replace(",", "."))
    )
    return whole + 0.5 if half else whole


def _duration(match: re.Match[str]) -> FoundDuration:
    per = 12 if match["year"] else 1
    per_low = per
    if match["lowunit"]:
        per_low = 12 if re.fullmatch(_YEAR, match["lowunit"], re.IGNORECASE) else 1
    low = _value(match["digits"] or match["low"])
    months = round(low * per_low)
    upper = round(_value(match["high"]) * per) if match["high"] else None
    start = match.start()
    if upper is not None and upper < months:
        # "in 2020 and 3 years": not a range, the nearer number carries the unit.
        start, months, upper = match.start("high"), upper, None
    return FoundDuration(span=Span(start=start, end=match.end()), months=months, upper=upper)


def _years_named_first(match: re.Match[str], span: Span) -> FoundDuration:
    upper = round(_value(match["high"]) * 12) if match["high"] else None
    return FoundDuration(span=span, months=round(_value(match["low"]) * 12), upper=upper)


def _is_experience(text: str, found: FoundDuration) -> bool:
    if not 0 < found.months <= 480:
        return False
    before = text[max(0, found.span.start - 40) : found.span.start]
    after = text[found.span.end : found.span.end + 60]
    told = found.span.slice(text)
    length = ("-" in told and found.upper is None) or (
        (found.upper or found.months) > 12 and _SINGULAR.search(told) is not None
    )
    if _NOT_AFTER.match(after) or (length and _COURSE.match(text[found.span.end :][:80])):
        return False
    if _STATE.search(text[: found.span.start][-80:]):
        return False
    if _HORIZON.search(before) and _PROMISED.match(after):
        return False
    if _NOT_BEFORE.search(before) and not _of_a_person(text, found):
        return False
    asked = _CANDIDATE.search(text) or _OPENS.match(text)
    return bool(asked) or not _COMPANY.search(text)


def _of_a_person(text: str, found: FoundDuration) -> bool:
    """Whether "for four years" tells how long the reader has done something, and no future."""
    before = text[: found.span.start]
    sentence = before[max(before.rfind(stop) for stop in (". ", "; ", "! ", "? ")) + 1 :]
    if not _SINCE.search(before) or _FUTURE.search(sentence) or _FIRM.search(sentence):
        return False
    return bool(_OF_A_PERSON.search(sentence)) or bool(_NO_END.match(text, found.span.end))
