"""Levels of education and fields of study, as postings and resumes name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from fitcheck.documents.document import Span
from fitcheck.language.patterns import Phrase, load_phrases


class Degree(StrEnum):
    """Levels of education, ordered from low to high by `rank`."""

    rank: int
    """0 for high school to 4 for a doctorate."""

    def __new__(cls, value: str, rank: int = 0) -> Self:
        """A level with what is asked of it too often to be looked up."""
        degree = str.__new__(cls, value)
        degree._value_ = value
        degree.rank = rank
        return degree

    HIGH_SCHOOL = "high_school", 0
    ASSOCIATE = "associate", 1
    BACHELOR = "bachelor", 2
    MASTER = "master", 3
    DOCTORATE = "doctorate", 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDegree:
    """A level of education in a line; `fields` are the fields of study named with it.

    `fields` are lower case, in the order of the text, without "or related field"; `span` covers
    the name of the degree, `end` is where its fields end (an offset into the text).
    """

    level: Degree
    span: Span
    fields: tuple[str, ...] = ()
    end: int = 0


_CONNECTOR = re.compile(
    r"[ ,]{0,2}(?:\((?:or (?:higher|equivalent|above|foreign equivalent)|hons\.?|honou?rs"
    r"|[a-z.]{2,5}(?:/[a-z.]{2,5})?)\)[ ,]{0,2})?"
    r"(?:[ ]?(?:or|and|/)[ ]?(?:(?:a[ ])?(?:higher|advanced|above|foreign equivalent"
    r"|equivalent))(?:[ ]degree)?)?"
    r"(?:[ ]?(?:degree|diploma|qualification|level|abschluss|studium)(?: programs?"
    r"| programmes?)?)?[ ]?"
    r"(?:required[ ]|preferred[ ])?"
    r"(?:,?[ ]?(?:in|with (?:a )?(?:major|concentration|specialization|focus|emphasis) (?:in|on)"
    r"|majoring in|in the areas? of|of|der|en|im bereich)[ ])"
    r"(?:the (?:field|area)s? of |fields? (?:of|such as|like) |(?:an?|one of the following"
    r"|any of the following)[ ])?",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"[ ]?(?:degree)?[,:]?[ ]?(?:\(hons\.?\) ?)?(?=[A-Z][a-zA-Z&]{2})")
_STOP = re.compile(
    r"[.;:()\t•|]|--| [-–—] |,? (?:or|and) (?:an? )?(?:(?:foreign )?equivalent|equal|comparable"
    r"|\d|any (?:other)?|at least|an?other)"
    r"|,? (?:required|preferred|is|are|plus|with|from|and/or equivalent|from|by|who|that|to|for"
    r"|on|at|as|including|will|not|desired|desirable)\b"
    r"|,? (?:combined|minimum|or (?:more|higher|above|master|bachelor|phd|ph\.d|ms\b|bs\b"
    r"|graduate|advanced|significant|relevant experience|work|experience|commensurate|military"
    r"|high school|completion))"
    r"|,? and (?:at least|\d|a minimum|minimum|experience|relevant|demonstrated|proven|strong"
    r"|several|two|three|four|five|six|eight|ten|one)\b"
    r"|,? (?:\d|experience|license|licence|certification|work experience|years?)\b|, ?(?:a |an "
    r"|preferred|ideally|preferably|plus|master|bachelor|ms |phd|ph\.d|mba)",
    re.IGNORECASE,
)
_PART = re.compile(r",? and/or |,? or |,? and |[,/] ?", re.IGNORECASE)
_NO_FIELD = re.compile(
    r"(?:(?:an?|the|any|another|other|some|closely|similarly|directly|relevant|related|similar"
    r"|applicable|technical|equivalent|appropriate|associated|adjacent|quantitative|analytical"
    r"|such|field|fields|area|areas|subject|subjects|discipline|disciplines|study|studies|degree"
    r"|degrees|major|domain|course|specialty|relevant|comparable|science or arts|in|of"
    r"|stem-?related|business-?related|your|their|its|this)[ ]?){1,8}",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([A-Za-z]+(?: [A-Z][a-z]+)?)[ ](?=degrees?\b)")
_DIGIT = re.compile(r"\d")
_MAX_FIELDS = 12
_MAX_FIELD_WORDS = 6


def find_degrees(text: str, *, held: bool = False) -> tuple[FoundDegree, ...]:
    """Every level of education named in a line, in order of text, with its fields of study.

    "BS/BA in Finance or Accounting" gives two bachelors, each with both fields: alternatives of
    one phrase share what follows. Nothing is said about whether the degree is asked or held;
    `held` is True for a line of education in a resume, where bare abbreviations and diplomas
    count too (`data/qualifications.toml`).
    """
    spans = _level_spans(text, held=held)
    found: list[FoundDegree] = []
    for index in range(len(spans) - 1, -1, -1):
        level, span = spans[index]
        fields, end = _fields_after(text, span.end)
        school = level is Degree.HIGH_SCHOOL
        if not (fields or school) and found and _joined(text[span.end : found[0].span.start]):
            fields, end = found[0].fields, found[0].end
        if not fields:
            fields = _field_inside(text[span.start : span.end])
        found.insert(0, FoundDegree(level=level, span=span, fields=fields, end=end))
    return tuple(found)


def _phrases(*, held: bool) -> tuple[Phrase, ...]:
    asked = load_phrases("degrees", frozenset(Degree))
    return asked + load_phrases("qualifications", frozenset(Degree)) if held else asked


def _level_spans(text: str, *, held: bool) -> list[tuple[Degree, Span]]:
    """Longest phrases first where two overlap; in order of text."""
    if not held and not _HINT.search(text):
        return []
    hits = [
        (m.end() - m.start(), -m.start(), Degree(phrase.group), Span(start=m.start(), end=m.end()))
        for phrase in _phrases(held=held)
        for m in phrase.pattern.finditer(text)
    ]
    kept: list[tuple[Degree, Span]] = []
    for _, _, level, span in sorted(hits, key=lambda hit: (hit[0], hit[1]), reverse=True):
        if span.start < span.end and not any(span.overlaps(other) for _, other in kept):
            kept.append((level, span))
    return sorted(kept, key=lambda item: item[1])


_HINT = re.compile(
    r"degree|bachel|bacc|école|master|third[- ]level|level [78]|diplomatura"
    r"|doct|ph\.? ?d|graduat|mba|m\.b\.a|school|ged\b|diplom|college"
    r"|universi"
    r"|educat|associate|studi|abschluss|licen|matur|abitur|grade 12|12th|twelfth|matric|gcse"
    r"|levels|hn[dc]"
    r"|bac ?\+|maestr|máster|mestrado|titul|títul|grado|técnico|bts|llb|llm|bba|magister|mastère"
    r"|promotion"
    r"|\b[BM]\.? ?(?:[SAE]|Sc|sc|SC|Tech|TECH|tech|Eng|eng|Com|com|COM|Ed|Phil|phil|CA|ca|FA|PH"
    r"|PA|SW|CS)\b"
    r"|\b[BM]S[A-Z]{1,2}\b|\b[bm]\.? ?(?:sc|tech|eng)\b|\bb\.?[ae]\.?/|\bDNP\b|\bJ\.?D\b"
    r"|\bM\.?D\b|\bM\.?L\.?I\.?S|\b[BM](?:Soc)?Sc[A-Z]|\blic\. en|Dr\.|dphil|d\.phil|ed\.d|pharm",
    re.IGNORECASE,
)


def _joined(between: str) -> bool:
    """Whether only "or", a slash or a comma parts two degrees."""
    return bool(
        re.fullmatch(
            r"[ ,/()]*(?:(?:or|and|and/or|preferred|required|degree)[ ,/()]*){0,3}(?:an? )?",
            between,
        )
    )


def _fields_after(text: str, at: int) -> tuple[tuple[str, ...], int]:
    connector = _CONNECTOR.match(text, at)
    named = connector is not None
    connector = connector or _DIRECT.match(text, at)
    if connector is None:
        return (), at
    rest = text[connector.end() : connector.end() + 300]
    stop = _STOP.search(rest)
    body = rest[: stop.start()] if stop else rest
    if not named:
        # "B.S. Computer Science, Northfield College": without "in" only the first name is a field.
        body = body.split(",", 1)[0]
    fields = _fields(body)
    return fields, connector.end() + len(body.rstrip()) if fields else at


def _fields(body: str) -> tuple[str, ...]:
    parts = []
    for part in _PART.split(body)[:_MAX_FIELDS]:
        name = re.sub(
            r"^(?:an?|the|such as|e\.g\.) ", "", part.strip(" ,'\"’"), flags=re.IGNORECASE
        )
        name = re.sub(r" (?:field|fields|discipline|degree|studies|majors?)$", "", name)
        if (
            name
            and not _DIGIT.search(name)
            and not _NO_FIELD.fullmatch(name + " ")
            and len(name.split()) <= _MAX_FIELD_WORDS
        ):
            parts.append(name.lower())
    return tuple(dict.fromkeys(parts))


def _field_inside(phrase: str) -> tuple[str, ...]:
    """The field in front of the word degree ("engineering degree"), where it names one."""
    match = _BEFORE.match(phrase)
    word = match[1].lower() if match else ""
    return (word,) if word in _NAMED_BEFORE else ()


_NAMED_BEFORE = frozenset(
    {"engineering", "science", "business", "finance", "accounting", "marketing", "stem", "cs",
     "computer science", "design", "law", "nursing", "teaching"}
)  # fmt: skip
