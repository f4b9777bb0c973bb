"""What kind of thing a line asks for, by its words."""

from __future__ import annotations

import re

from fitcheck.documents.document import Span
from fitcheck.language.degrees import find_degrees
from fitcheck.language.patterns import load_phrases
from fitcheck.language.quantities import find_experience
from fitcheck.profiles.profile import Kind

_CERTIFICATE = re.compile(
    r"(?<!leaving )\bcertificat(?:e|es|ion|ions)\b|\bcertified\b|\bcredential", re.IGNORECASE
)
_KNOWLEDGE = re.compile(
    r"\b(?:knowledge|understanding|familiar(?:ity)?|awareness|fundamentals|foundations?"
    r"|principles|theory"
    r"|grasp|concepts|know your way|literacy|understand)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(?:experienced?|track record|background|portfolio|hands[- ]on|worked|exposure|years)\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\b(?:fluen\w*|native|speak\w*|spoken|written|verbal|oral|level|proficien\w*|languages?"
    r"|bilingual|communicat\w*"
    r"|conversational|upper|intermediate|advanced|professional|command|excellent|skills|read"
    r"|mother tongue|[abc][12]|good enough to)\b"
    r"|\b(?:writ|draft|correspond|present)\w* (?:(?!in\b)[\w,-]+ ){0,3}in (?:\w+ )?(?-i:[A-Z])",
    re.IGNORECASE,
)
_CEFR = (
    ("native", re.compile(r"\b(?:native|mother tongue)\b", re.IGNORECASE)),
    ("C2", re.compile(r"\bC2\b")),
    ("C1", re.compile(r"\bC1\b|\b(?:fluent|fluency|full professional)\b", re.IGNORECASE)),
    ("B2", re.compile(r"\bB2\b|\bupper[- ]intermediate\b", re.IGNORECASE)),
    ("B1", re.compile(r"\bB1\b|\b(?<!upper[- ])intermediate\b|\bconversational\b", re.IGNORECASE)),
    ("A2", re.compile(r"\bA2\b|\bbasic (?:knowledge of |level of )?(?=[A-Z])")),
)


_EQUIVALENT = re.compile(
    r"\bor (?:an? |any |the |other )?(?:(?!foreign\b|u\.?s\b|ged\b|overseas\b)\w+[ -]){0,3}?"
    r"(?:equivalent|equiv\b|comparable|commensurate|equal)"
    r"(?! (?:in |u\.s|foreign)| (?:\w+ ){0,2}(?:degrees?|qualifications?|diplomas?|certificat\w+"
    r"|fields?|disciplines?|subjects?|majors?|courses?|programs?|programmes?)\b)"
    r"|\bequivalent (?:\w+ ){0,3}experience\b|\bin lieu of\b|\bexperience (?:may|can"
    r"|will) (?:be )?substitut"
    r"|\bor (?:\w+ ){0,4}(?:work|practical|relevant|related|professional|industry) experience\b"
    r"|\bcombination of (?:\w+ ){0,3}(?:education|training|experience)"
    r"|\b(?:and/or|(?<!coursework )or) experience\b"
    r"|\bequivalent combination\b|\bor self[- ]taught\b"
    r"|\bor (?:the |an )?equivalent in \w+|\bor (?:by |through |equal by )(?:\w+ )?experience\b"
    r"|\blearn(?:ed|t) (?:the (?:trade|job|work) )?(?:in practice|on the job|by doing)"
    r"|\bor comparable self[- ]study|\bso (?:is|are|do|does) (?:\w+ ){0,3}years\b"
    r"|\b(?:came|come) up another way\b|\bplain \w+ with the right experience\b"
    r"|\b(?:may|can) (?:sub|stand in) for\b"
    r"(?! (?:up to |at most |about )?(?:\d|one|two|three|four|five|half|some|part)\b)"
    r"|\bin place of (?:the |a )?(?:degree|diploma|bachelor)"
    r"|\b(?:years|experience|service|training) (?:\w+ ){0,2}(?:instead\b|(?:may|can|will)"
    r" (?:also )?be (?:considered|accepted|counted) (?:instead|in (?:its )?(?:place|lieu)))"
    r"|\bor (?:an? )?(?:\w+ )?portfolio\b|\boder (?:\w+ ){0,2}(?:Berufserfahrung|gleichwertig\w*)"
    r"|\bou (?:une )?expérience\b|\bo experiencia\b",
    re.IGNORECASE,
)
_NO_DEGREE = re.compile(
    r"\bno (?:\w+ ){0,3}(?:degree|diploma|formal education)\b|\b(?:degree|diploma)s? (?:is |are )?"
    r"(?:not|n't) (?:\w+ )?(?:required|necessary|needed|mandatory|essential)|without a degree"
    r"|\b(?:don['’]t|do not|doesn['’]t) (?:care|mind|worry|ask)\b[^.]{0,20}\b(?:degree|diploma)",
    re.IGNORECASE,
)


_WORDS_AHEAD = 2
"""Words that may stand before the years with which a line opens ("At least five years …")."""
_SENTENCES = re.compile(r"\S(?:[^.;]|[.;](?! ))*[.;]?")
_INSTEAD = re.compile(
    r"\b(?:may|can|will|might) (?:also )?(?:be substituted|substitute|sub|be counted)"
    r" (?:for|towards?)\b"
    r"|(?<!only )\b(?:[\w-]+ )?(?:candidates?|applicants?|people) with [^.;]{2,120}?"
    r" (?:may|can|might) (?:also )?(?:be considered|be accepted|apply)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:should|must|need to|ought to) (?:have|hold|possess)\b"
    r"|\bwould suit (?:someone|somebody|a person|people|candidates|anyone) with\b",
    re.IGNORECASE,
)


def kind_by_words(text: str) -> Kind | None:
    """Experience or knowledge where the line says so, else None."""
    if _EXPERIENCE.search(text):
        return Kind.EXPERIENCE
    return Kind.KNOWLEDGE if _KNOWLEDGE.search(text) else None


def trait_spans(text: str) -> tuple[Span, ...]:
    """Where soft skills and attitudes are named (`data/traits.toml`)."""
    return tuple(
        Span(start=match.start(), end=match.end())
        for phrase in load_phrases("traits", frozenset({"trait"}))
        for match in phrase.pattern.finditer(text)
    )


def names_certificate(text: str) -> bool:
    """Whether a certificate is asked in words, known or not."""
    return bool(_CERTIFICATE.search(text))


def certificate_spans(text: str) -> tuple[Span, ...]:
    """Where a line speaks of a certificate in words."""
    return tuple(Span(start=m.start(), end=m.end()) for m in _CERTIFICATE.finditer(text))


def is_about_speaking(text: str) -> bool:
    """Whether a language named in the line is one to speak or write."""
    return bool(_SPEAKING.search(text))


def language_level(text: str) -> str | None:
    """The level asked of a language, as CEFR or "native", None where the line names none."""
    return next((name for name, pattern in _CEFR if pattern.search(text)), None)


def accepts_equivalent(text: str) -> bool:
    """Whether experience may stand in for the degree ("or equivalent experience")."""
    return bool(_EQUIVALENT.search(text))


def waives_degree(text: str) -> bool:
    """Whether the line says that no degree is needed."""
    return bool(_NO_DEGREE.search(text))


def asks_to_have(text: str) -> bool:
    """Whether what was taken for a duty asks to have a degree or years ("you should have …").

    What opens with the years themselves ("Five years in a clinic") does so too.
    """
    years = find_experience(text)
    if years and len(text[: years[0].span.start].split()) <= _WORDS_AHEAD:
        return True
    return bool(_HAVING.search(text) and (find_degrees(text) or years))


def substitutes(text: str) -> tuple[Span, ...]:
    """The sentences of a line that only tell what is taken in place of what it asks.

    "Two years of baking. A diploma may be substituted for one of them" asks for no diploma.
    """
    spans = [Span(start=m.start(), end=m.end()) for m in _SENTENCES.finditer(text)]
    found = [span for span in spans if _INSTEAD.search(span.slice(text))]
    return tuple(found) if len(found) < len(spans) else ()
