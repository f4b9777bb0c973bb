"""What a line that asks a certificate names: by these a resume's certificates are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fitcheck.language.words import content_terms
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.credentials import takes_degree
from fitcheck.matching.standing import things_asked
from fitcheck.profiles.profile import Requirement

_CHECK = re.compile(
    r"\b(?:dbs|crb|criminal record|police (?:check|certificate|clearance)|background check"
    r"|disclosure|certificate of (?:good )?conduct|vog|führungszeugnis|casier judiciaire"
    r"|worker screening|working with children)\b",
    re.IGNORECASE,
)
_WILLING = re.compile(
    r"\b(?:willing(?:ness)?|prepared|happy|ready|agree\w*|commit\w*) to "
    r"(?:\w+ ){0,2}(?:complete|obtain|gain|get|acquire|earn|achieve|undertake|take|work towards?"
    r"|become|be|study|pursue|train)\b"
    r"|\b(?:will be|is|are) (?:provided|offered|given) (?:\w+ )?training\b",
    re.IGNORECASE,
)
"""What a line takes that nobody writes into a resume: the will to get the certificate."""
_ACRONYM = re.compile(r"(?<![\w&])[A-Z]{3,7}(?:-?[A-Z0-9]{1,3})?(?![\w&])")
_NO_NAMES = frozenset([
    "AND", "THE", "FOR", "WITH", "MUST", "NOT", "HAVE", "YOUR", "YOU", "ARE", "USA", "EEA",
    "EFTA", "NVQ", "QCF", "QQI", "RQF", "ALL", "ANY", "ONE", "TWO", "GED", "PLUS", "REQUIRED",
    "VALID", "CURRENT", "CERTIFICATE", "CERTIFICATION", "LICENSE", "LICENCE", "HND", "HNC",
    "BSC", "MSC", "MBA", "PHD", "NQF", "SVQ", "GCSE", "OSHA", "TAFE", "NHS", "III", "VII",
    "VIII",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class CertificateAsks:
    """What one requirement asks, by which a certificate could be told.

    `wanted` are the stems of its concepts' names, `things` those of the things that its line names,
    `letters` the names in capitals. `check` is True for what nobody writes into a resume (a
    clean record, or the will to get the certificate),
    `degree` where the line takes a degree instead.
    """

    wanted: tuple[frozenset[str], ...]
    things: tuple[frozenset[str], ...]
    letters: tuple[str, ...]
    check: bool
    degree: bool


def asks_of(requirement: Requirement, asked: PostingIndex) -> CertificateAsks:
    """What a requirement of a posting asks, found once."""
    known = asked.once(_all_asks)
    if requirement.id not in known:
        line = asked.quote(requirement)
        known[requirement.id] = CertificateAsks(
            wanted=tuple(stems for name in requirement.concepts if (stems := stems_of(name))),
            things=tuple(things_asked(line)),
            letters=_letters(line),
            check=bool(_CHECK.search(line) or _WILLING.search(line)),
            degree=takes_degree(requirement, asked),
        )
    return known[requirement.id]


def _all_asks(_: PostingIndex) -> dict[str, CertificateAsks]:
    return {}


def _letters(asking: str) -> tuple[str, ...]:
    """The names in capitals that a line has, each once."""
    return tuple(n for n in dict.fromkeys(_ACRONYM.findall(asking)) if n not in _NO_NAMES)


@lru_cache(maxsize=1 << 12)
def stems_of(name: str) -> frozenset[str]:
    """The stems of a certificate's name."""
    return frozenset(content_terms(name))
