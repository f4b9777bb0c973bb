"""Levels of education and fields of study, as postings and resumes name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


_ALIKE = (
    r"(?:related|relevant|similar|equivalent|comparable|adjacent|applicable|appropriate|suitable"
    r"|corresponding|allied)"
)
_CONNECTOR = re.compile(
    r"[ ,]{0,2}(?:\((?:or (?:higher|equivalent|above|foreign equivalent)|hons\.?|honou?rs"
    r"|2[:.][12](?: or (?:above|higher|better))?|[a-z.]{2,5}(?:/[a-z.]{2,5})?)\)[ ,]{0,2})?"
    r"(?:[ ]?(?:or|and|/)[ ]?(?:(?:a[ ])?(?:higher|advanced|above|better|foreign equivalent"
    r"|u\.?s\.? equivalent|equivalent))(?:[ ]degree)?)?"
    r"(?:[ ]?(?:degree|diploma|qualification|level|abschluss|studium)(?: programs?"
    r"| programmes?)?)?[ ]?"
    r"(?:required[ ]|preferred[ ])?"
    r"(?:,?[ ]?(?:in|with (?:a )?(?:major|concentration|specialization|focus|emphasis) (?:in|on)"
    r"|majoring in|in the areas? of|of|der|en|im bereich)[ ]|[ ]?:[ ])"
    r"(?:the (?:field|area)s? of |(?:an? )?(?:[a-z]+ or )?[a-z]+ fields?: "
    r"|fields? (?:of|such as|like) |(?:an?|either|one of the following|any of the following)[ ])?",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"[ ]?(?:degree)?,?[ ]?(?:\(hons\.?\) ?)?(?=[A-Z][a-zA-Z&]{2})")
_STOP = re.compile(
    r"[.;:()+\t•|]|--| [-–—] "
    r"|,? (?:or|and|oder|ou|o) (?:an? |an other |eine[nr]? |une )?"
    r"(?:(?:foreign |u\.s\. )?equivalent|equal|comparable"
    r"|vergleichbar|gleichwertig|ähnlich|équivalent|similaire|similar|equivalente"
    r"|\d|any (?:other)?|at least|another)"
    rf"|,? (?:or|and) (?:an? )?(?:closely[ -]|other )?{_ALIKE}"
    r"|,? (?:required|preferred|is|are|plus|with|from|and/or equivalent|from|by|who|that|to|for"
    r"|on|at|as|such|grade|including|which|will|not|desired|desirable|valorable|deseable|erforderlich"
    r"|wünschenswert)\b"
    r"|,? (?:combined|minimum|or (?:more|higher|above|master|bachelor|phd|ph\.d|ms\b|bs\b"
    r"|graduate|advanced|significant|relevant experience|work|experience|commensurate|military"
    r"|high school|completion|(?:one|two|three|four|five|six|seven|eight|ten)\b))"
    r"|,? and (?:at least|\d|a minimum|minimum|experience|relevant|demonstrated|proven|strong"
    r"|several|two|three|four|five|six|eight|ten|one|have|has|hold|you)\b"
    r"|,? and/or (?:significant|extensive|relevant|proven|experience)\b"
    r"|,? (?:\d|experience|license|licence|certification|work experience|years?)\b|, ?(?:a |an "
    r"|preferred|ideally|preferably|plus|master|bachelor|ms |phd|ph\.d|mba|vous |you )",
    re.IGNORECASE,
)
_PART = re.compile(r",? (?:and/or|or|and|oder|und|ou|et|o|y) |[,/] ?", re.IGNORECASE)
_NO_FIELD = re.compile(
    r"(?:(?:an?|the|any|another|other|some|closely|similarly|directly|relevant|related|similar"
    r"|applicable|technical|equivalent|appropriate|associated|adjacent|quantitative|analytical"
    r"|numerate"
    r"|such|field|fields|area|areas|subject|subjects|discipline|disciplines|study|studies|degree"
    r"|degrees|major|domain|course|specialty|relevant|comparable|science or arts|in|of"
    r"|stem-?related|business-?related|your|their|its|this)[ ]?){1,8}",
    re.IGNORECASE,
)
_UNNAMED_FIELD = re.compile(
    rf"(?:an? |the )?(?:any |some )?(?:other |another )?(?:closely[ -]|directly )?{_ALIKE}\b",
    re.IGNORECASE,
)
"""A field that is only said to be like the others ("related STEM field") is none."""
_BEFORE = re.compile(r"([A-Za-z]+(?: [A-Z][a-z]+)?)[ ](?=degrees?\b)")
_NAMED_AHEAD = re.compile(
    rf"(?:\A|[\s(:,])((?:[A-Z][A-Za-z&]+)(?:(?:,? (?:or|and) |, | ?/ ?| )[A-Z][A-Za-z&]+){{0,9}})"
    rf"(?:,? or(?: an?)?(?: closely)?(?: {_ALIKE}(?: [a-z]+)?)?)?[ ]\Z"
)
"""Fields in front of "degree" or "related degree", as names are written."""
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
        level, span, kind = spans[index]
        until = spans[index + 1][1].start if index + 1 < len(spans) else len(text)
        fields, end = _fields_after(text, span.end, until)
        school = level is Degree.HIGH_SCHOOL
        if not (fields or school) and found and _joined(text[span.end : found[0].span.start]):
            fields, end = found[0].fields, found[0].end
        if not fields:
            fields = _field_inside(text[span.start : span.end])
        if not fields and kind == _UNNAMED:
            fields = _fields_ahead(text, span)
        found.insert(0, FoundDegree(level=level, span=span, fields=fields, end=end))
    return tuple(found)


def _phrases(*, held: bool) -> tuple[Phrase, ...]:
    asked = load_phrases("degrees", frozenset(Degree))
    return asked + load_phrases("qualifications", frozenset(Degree)) if held else asked


_UNNAMED = "unnamed"
"""The entry of the table for a degree without a level ("degree in law")."""
_ATTACHED = re.compile(
    r"[\s).,'’]{0,3}(?:\([^()]{1,20}\) ?)?(?:level |honou?rs |university |college )?", re.IGNORECASE
)
_MENTIONED = re.compile(
    r"\b(?:the|this|that|such|such an?|said|your|their|or higher|or a higher) \Z",
    re.IGNORECASE,
)


def _level_spans(text: str, *, held: bool) -> list[tuple[Degree, Span, str]]:
    """Levels with their places and entries, in order of text; where two overlap, the longest.

    A degree without a level gives way: to one that it overlaps, to one that it only closes
    ("J.D. degree"), and where it refers to one ("PhD or related degree").
    """
    if not held and not _HINT.search(text):
        return []
    hits = [
        (phrase.id != _UNNAMED, m.end() - m.start(), -m.start(), phrase)
        for phrase in _phrases(held=held)
        for m in phrase.pattern.finditer(text)
        if m.start() < m.end()
    ]
    kept: list[tuple[Degree, Span, str]] = []
    for named, length, place, phrase in sorted(hits, key=lambda hit: hit[:3], reverse=True):
        span = Span(start=-place, end=length - place)
        if any(span.overlaps(other) for _, other, _ in kept):
            continue
        if named or not _refers(text, span, [other for _, other, _ in kept]):
            kept.append((Degree(phrase.group), span, phrase.id))
    return sorted(kept, key=lambda item: item[1])


def _refers(text: str, span: Span, others: Sequence[Span]) -> bool:
    """Whether a degree without a level only refers to one of the others."""
    if not others:
        return False
    if _UNNAMED_FIELD.match(span.slice(text)) or _MENTIONED.search(text[: span.start]):
        return True
    return any(
        other.end <= span.start and _ATTACHED.fullmatch(text[other.end : span.start])
        for other in others
    )


_HINT = re.compile(
    r"degree|bachel|bacc|école|master|third[- ]level|level [78]|diplomatura"
    r"|doct|ph\.? ?d|graduat|mba|m\.b\.a|school|ged\b|diplom|college"
    r"|universi"
    r"|educat|associate|studi|abschluss|licen|matur|abitur|grade 12|12th|twelfth|matric|gcse"
    r"|levels|hn[dc]"
    r"|bac ?\+|maestr|máster|mestrado|titul|títul|grado|técnico|bts|llb|llm|bba|magister|mastère"
    r"|promotion|bachiller|ingenier|carrera|hochschul|fh-abschl|mbbs|psy\.?d|llb|ll\.[bm]"
    r"|leaving cert|baccalaur|bac pro|estudios|graduad|staatsexamen|dipl\.|cfgs|msci"
    r"|bpt|bds|b[ah]ms|bsw|mpt|mds"
    r"|\bh\.?s\.? |\bA\.?A\.?S?\b|\bADN\b|\bD\.?V\.?M|a-level"
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


def _fields_after(text: str, at: int, until: int) -> tuple[tuple[str, ...], int]:
    """The fields named behind a level and where they end; `until` is where the next level is."""
    connector = _CONNECTOR.match(text, at)
    named = connector is not None
    connector = connector or _DIRECT.match(text, at)
    if connector is None:
        return (), at
    rest = text[connector.end() : min(until, connector.end() + 300)]
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
            r"^(?:an?|the|either|such as|e\.g\.) ", "", part.strip(" ,'\"’"), flags=re.IGNORECASE
        )
        name = re.sub(r" (?:field|fields|discipline|degree|studies|majors?)$", "", name)
        if (
            len(name) > 1
            and not _DIGIT.search(name)
            and not _UNNAMED_FIELD.match(name)
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


def _fields_ahead(text: str, span: Span) -> tuple[str, ...]:
    """Fields written as names in front of a degree ("Computer Science or related degree")."""
    match = _NAMED_AHEAD.search(text[max(0, span.start - 120) : span.start])
    return tuple(f for f in _fields(match[1]) if f not in _NO_NAME) if match else ()


_NO_NAME = frozenset(
    {"university", "college", "technical", "required", "preferred", "minimum", "honours",
     "honors", "first", "accredited", "education", "related", "relevant", "no", "or",
     "and", "ordinary", "good"}
)  # fmt: skip
_NAMED_BEFORE = frozenset(
    {"engineering", "science", "business", "finance", "accounting", "marketing", "stem", "cs",
     "computer science", "design", "law", "nursing", "teaching"}
)  # fmt: skip
