"""How a certificate or licence stands where a resume names it: held, open, or only claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from fitcheck.documents.document import Span
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import ConceptKind
from fitcheck.language.words import stem
from fitcheck.matching.index import ResumeIndex


class Standing(StrEnum):
    """What the words around a certificate say of it."""

    HELD = "held"
    OPEN = "open"


_OPEN = re.compile(
    r"\b(?:in progress|pending|on ?going|working to?wards?|work(?:ing)? on|enrolled|registered for"
    r"|studying|study (?:group|for)|prepar(?:ing|ation|atory)|eligible to (?:sit|take)"
    r"|exams? (?:is |are )?(?:planned|expected|scheduled|booked|pending|not|in)|not yet|booked"
    r"|to be (?:re-?sat|renewed|taken|booked|completed|confirmed)|appl(?:ied|ying) for|candidate"
    r"|application in|(?:has |is |are )?(?:expired|lapsed|suspended|withdrawn)|needs? renew\w+"
    r"|renewal due|not (?:renewed|kept|official|held|given|done|current|ticketed|finished"
    r"|completed)|(?:refresher|renewal) (?:not|due)|kept up|learner|due to (?:sit|take|complete)"
    r"|waiting (?:for|on)|awaiting|planned|planning|to get my|would like|hope to|want to"
    r"|first (?:paper|part|module) passed|video course|mid-course|nearly all|units? to go"
    r"|courses? completed"
    r"|en cours|en préparation|périmée?|expirée?|à renouveler|en trámite|en curso|vencid[oa]"
    r"|caducad[oa]|in arbeit|in vorbereitung|abgelaufen|angemeldet|läuft)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;•|\n\t]|\.\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_LABEL = re.compile(
    r"\A\W{0,3}(?:cards?|tickets?|certificat\w{1,5}|certs?|licen[cs]es?|registrations?|credentials?"
    r"|qualifications?|zertifikate?|bescheinigungen|scheine|habilitations?|certificados?)\s*:",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:passed|obtained|obtenue?|held|registered (?:since|with)|valid (?:until|to|through)"
    r"|have the|issued|erworben|bestanden|vigente)\b",
    re.IGNORECASE,
)
_CREDENTIALS = (ConceptKind.CERTIFICATION, ConceptKind.LICENSE)


def standing(line: str, at: Span) -> Standing:
    """Whether the part of `line` around `at` says that it is held or still open (or lapsed)."""
    starts = [m.end() for m in _BREAK.finditer(line, 0, at.start)]
    end = _BREAK.search(line, at.end)
    part = line[starts[-1] if starts else 0 : end.start() if end else len(line)]
    return Standing.OPEN if _OPEN.search(part) else Standing.HELD


def is_entry(line: str, names: Sequence[Span], index: ResumeIndex, *, section: Section) -> bool:
    """Whether a line outside all sections for certificates lists some rather than boasts of one.

    A label, a year, or hardly any other words make an entry ("NEBOSH, Feb 2014"), and so does a
    list of several; "PMP certified manager of projects" stays a claim, and so does a bare name
    among skills.
    """
    if _LABEL.match(line) or _YEAR.search(line) or _HELD.search(line):
        return True
    named = sum(len(line[s.start : s.end].split()) for s in names)
    found = {
        known.concept
        for known in index.vocabulary.find(line)
        if (concept := index.vocabulary.get(known.concept)) and concept.kind in _CREDENTIALS
    }
    words = len(line.split())
    bare = section is not Section.SKILLS and 2 * named >= words
    return bare or (len(found) >= 2 and words <= _MOST_WORDS)


_MOST_WORDS = 12
"""Words of the longest line that is read as a bare list of certificates."""


def things_asked(asking: str) -> list[frozenset[str]]:
    """The telling words of each thing that an asking line names; single words tell too little."""
    return [want for part in _PARTS.split(asking) if len(want := telling(part)) >= _LEAST_WORDS]


def telling(text: str) -> frozenset[str]:
    """Stems of the words that name a certificate, without those that any certificate has."""
    return frozenset(
        stem(word) for word in _WORD.findall(text) if len(word) > 2 and word.lower() not in _EMPTY
    )


_LEAST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[,;/()]|\. |\b(?:or|and|such as|preferably|oder|ou)\b")
_EMPTY = frozenset(
    [
        "the",
        "for",
        "with",
        "certificate",
        "certificates",
        "certification",
        "certified",
        "certs",
        "card",
        "ticket",
        "licence",
        "license",
        "licensed",
        "current",
        "valid",
        "equivalent",
        "recognised",
        "recognized",
        "required",
        "preferred",
        "must",
        "have",
        "hold",
        "holding",
        "holder",
        "level",
        "completed",
        "completion",
        "registration",
        "registered",
        "good",
        "standing",
        "ideally",
        "plus",
        "desirable",
        "essential",
        "advantage",
        "date",
        "your",
        "you",
        "training",
        "course",
        "qualification",
        "qualified",
        "from",
        "any",
        "one",
        "will",
        "need",
        "full",
        "clean",
        "similar",
        "relevant",
        "experience",
        "work",
        "job",
        "member",
        "membership",
    ]
)
