"""Driving licences: which classes a text names, whatever the country and notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from fitcheck.documents.document import Span
from fitcheck.language.places import find_places


class Vehicle(IntEnum):
    """What a licence lets one drive; of the four-wheeled ones each covers those before it."""

    TWO_WHEELS = 0
    CAR = 1
    TRAILER = 2
    RIGID = 3
    ARTICULATED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivingLicence:
    """The vehicles that one mention names, and whether it is a learner's or lapsed.

    `vehicles` holds `CAR` alone where no class is named. `span` covers the words that name it.
    """

    vehicles: frozenset[Vehicle]
    provisional: bool
    span: Span


_NAMED = re.compile(
    r"\b(?:driv(?:er|ing)(?:['’]?s|s['’]?)? ?licen[cs]es?"
    r"|(?:full|clean|valid|regular|current|two[- ]?wheeler|four[- ]?wheeler|scooter|motorcycle"
    r"|car|manual|uk|irish|eu|state|[a-z]+-class|(?:class|category|cat\.?|code"
    r"|grade) ?[a-z0-9]{1,3}"
    r"|(?-i:[A-G]\d?E?|MR|HR|HC|MC|LR|(?P<place>[A-Z][a-z]{3,12})))(?:,? (?:and|&|plus|or|clean"
    r"|full|valid|(?-i:[A-Z]{1,3}\d?E?))){0,3} ?(?:driver )?licen[cs]es?"
    r"|licen[cs]e (?:class |category |code )?[A-G]\d?E?\b(?! )"
    r"|licen[cs]e [BC](?:E)?\b|(?:driving|drive)(?=: |, clean)"
    r"|two[- ]?wheeler(?:\s\(\w+\))? with (?:a )?(?:valid )?licen[cs]e|with (?:valid )?licen[cs]e"
    r"|class ?[A-G0-9][A-Z]?(?=, (?:clean|full|no))|DL (?:for|no)|(?:heavy rigid|medium rigid)\b"
    r"|\bH?G?M?V endorsement|H[GT]MV\b|HTV\b|HMV\b|LMV\b|MCWG\b"
    r"|CDL(?:[- ]?(?:class )?[ABC])?|class [AB] CDL|commercial driver['’]?s? licen[cs]e"
    r"|(?:HGV|LGV)(?: (?:class )?(?:[12]|C ?\+ ?E|CE|C))?|C ?\+ ?E|full UK licence"
    r"|führerscheine?|fahrerlaubnis|führerschein(?:klassen?|inhaber)"
    r"|permis (?:de conduire|[A-E]\d?E?\b)|(?:carn[ée]t?|permiso|licencia) (?:de )?(?:conducir"
    r"|conducción|manejo|[ABCD]\d?\b)"
    r"|rijbewijs|patente (?:di guida|[ABC]\b)|prawo jazdy|green P['’]?s|P[- ]plates)",
    re.IGNORECASE,
)
# Bare "licence" of another trade is none of a driver: "hygiene licence", "RN license".
_OTHER = re.compile(
    r"\b(?:nurs\w*|rn|lpn|lvn|medical|pharmac\w*|teach\w*|law|bar|personal|premises|software"
    r"|pilot|boat"
    r"|forklift|electric\w*|plumb\w*|contract\w*|alcohol|liquor|real estate|practi[cs]\w*"
    r"|cosmetolog\w*|security|gun|hunting|import|export|sia|gas|state|professional|counsel\w*)"
    r"(?: \w+)? ?licen[cs]es?",
    re.IGNORECASE,
)
_PROVISIONAL = re.compile(
    r"\b(?:provisional|learner|learning to drive|lessons?|L[- ]plates|P[- ]plates|permit|lapsed"
    r"|expired"
    r"|suspended|road test|test (?:booked|scheduled)|G2|in arbeit|en cours|en trámite|not yet)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|without|kein(?:en)?|sans|sin|pas de|non)\s+(?:\w+\s){0,2}\Z", re.IGNORECASE
)
_REACH = 60
"""Characters behind the name of a licence in which its classes stand ("Führerscheine: B BE C1")."""
_CLASSES: tuple[tuple[re.Pattern[str], Vehicle], ...] = tuple(
    (re.compile(pattern), vehicle)
    for pattern, vehicle in (
        ((r"\bC ?\+ ?E\b|\bCE\b|\bCDL[- ]?(?:[Cc]lass )?A\b|\b[Cc]lass A\b|\bHC\b|\bMC\b"
         r"|\bH?GV (?:[Cc]lass )?1\b|\b[Cc]lass 1\b|\b[Aa]rticulated\b"), Vehicle.ARTICULATED),
        ((r"(?<![+] )\bC\b(?!-| ?\+)|\bCDL\b|\b[Cc]lass B\b|\bH[GL]?[GT]?M?V\b|\bLGV\b|\bHTV\b"
         r"|\bHR\b|\bMR\b|\b[Hh]eavy [Rr]igid\b|\b[Mm]edium [Rr]igid\b|\bD\b"
         r"|\b[Cc]lass [23]\b"), Vehicle.RIGID),
        (r"\bBE\b|\bB ?\+ ?E\b|\bC1E?\b|\bB96\b|\bLR\b", Vehicle.TRAILER),
        ((r"\bB\b|\b[Cc]lass ?(?:C|D|G|5|E)\b|\bC-class\b|\bG\b|\bLMV\b|\b[Ff]our[- ]?wheeler\b"
         r"|\b[Cc]ar\b|\bGDL\b"), Vehicle.CAR),
        ((r"(?<!lass )(?<!CDL )\bA[12M]?\b|\bAM\b|\bMCWG\b|\b[Tt]wo[- ]?wheeler\b|\b[Ss]cooter\b"
         r"|\b[Mm]otor(?:cycle|bike)\b|\bmoto\b|\b[Cc]lass M\b"), Vehicle.TWO_WHEELS),
    )
)  # fmt: skip


def find_driving(text: str) -> tuple[DrivingLicence, ...]:
    """The driving licences that a text names, in its order; a denied one ("no CDL") is left out."""
    found = []
    text = text[:3000]
    named = list(_NAMED.finditer(text))
    others = [(o.start(), o.end()) for o in _OTHER.finditer(text)] if named else []
    for match in named:
        if _NONE.search(text[: match.start()]):
            continue
        if any(start < match.end() and match.start() < end for start, end in others):
            continue
        place = match["place"]
        if place and not any(found_place.country for found_place in find_places(place)):
            continue
        # "Scooter, with licence" names the vehicle before it.
        back = 25 if match.group().lower().startswith("with") else 0
        near = text[max(0, match.start() - back) : match.end() + _REACH]
        near = re.split(r"(?<!\d)[.;](?:\s|\Z)|\b(?:but|no)\b", near)[0]
        before = text[: match.start()]
        around = before[max(before.rfind(","), before.rfind("."), 0) :]
        around += text[match.start() :].split(",", 1)[0][: _REACH * 2]
        found.append(
            DrivingLicence(
                vehicles=_vehicles(near),
                provisional=bool(_PROVISIONAL.search(around)),
                span=Span(start=match.start(), end=match.end()),
            )
        )
    return tuple(found)


def _vehicles(near: str) -> frozenset[Vehicle]:
    # "Class C" is a car in America and on Australian cards; a bare "C" is a lorry in Europe.
    near = re.sub(r"\A[Aa] (?=[a-z])", "", near)
    plain = re.sub(r"\b[Cc]lass C\b(?! CDL)|\bC-class\b", "Class 5", near)
    plain = re.sub(r"\b[Cc]lass A CDL\b|\bCDL[- ]?(?:[Cc]lass )?A\b", "CE", plain)
    named = frozenset(vehicle for pattern, vehicle in _CLASSES if pattern.search(plain))
    return named or frozenset({Vehicle.CAR})


def covers(held: frozenset[Vehicle], asked: frozenset[Vehicle]) -> bool:
    """Whether what is held reaches the least that is asked."""
    if Vehicle.TWO_WHEELS in asked and Vehicle.TWO_WHEELS in held:
        return True
    least = min((v for v in asked if v is not Vehicle.TWO_WHEELS), default=Vehicle.TWO_WHEELS)
    best = max((v for v in held if v is not Vehicle.TWO_WHEELS), default=None)
    if least is Vehicle.TWO_WHEELS:
        return Vehicle.TWO_WHEELS in held
    return best is not None and best >= least
