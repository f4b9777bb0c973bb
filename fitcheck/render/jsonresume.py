"""A resume, understood, as JSON Resume (https://jsonresume.org/schema, version 1).

What is not held is left out; nothing is made up to fill a field. Reading the result gives the same
positions, dates, education, certificates and languages again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fitcheck.documents.document import Span
from fitcheck.language.dates import DateRange
from fitcheck.language.degrees import Degree
from fitcheck.language.sections import Section
from fitcheck.profiles.contact_data import ContactData
from fitcheck.profiles.profile import Education, Position, PositionKind, Resume
from fitcheck.render.json_text import dumps

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
Json = dict[str, Any]

_STUDIES = {
    Degree.HIGH_SCHOOL: "High School Diploma",
    Degree.ASSOCIATE: "Associate Degree",
    Degree.BACHELOR: "Bachelor",
    Degree.MASTER: "Master",
    Degree.DOCTORATE: "Doctorate",
}
_LABEL = re.compile(r"([^:,;]{2,40}):\s+(.+)", re.DOTALL)
_LISTED = re.compile(r"\s*[,;|•·\t]\s*")


def resume_json(resume: Resume, *, contact: ContactData | None = None) -> str:
    """The JSON text; `contact` only where the person wants their contact data in it."""
    return dumps(resume_object(resume, contact=contact))


def resume_object(resume: Resume, *, contact: ContactData | None = None) -> Json:
    """The resume as plain values, empty parts left out."""
    numbered = list(enumerate(resume.positions))
    worked = (PositionKind.JOB, PositionKind.INTERNSHIP)
    value: Json = {
        "$schema": SCHEMA,
        "basics": _basics(resume, contact),
        "work": [entry for n, p in numbered if p.kind in worked for entry in _work(n, p, resume)],
        "volunteer": [
            entry
            for n, p in numbered
            if p.kind is PositionKind.VOLUNTEER
            for entry in _work(n, p, resume, employer="organization")
        ],
        "education": [_education(entry) for entry in resume.education],
        "certificates": [
            _filled({"name": _flat(c.name), "date": None if c.date is None else str(c.date)})
            for c in resume.certifications
            if not any(entry.span.overlaps(c.span) for entry in resume.education)
        ],
        "skills": [_skill(text) for text in _texts(resume, Section.SKILLS)],
        "languages": [_filled({"language": s.name, "fluency": s.level}) for s in resume.languages],
        "projects": list(_projects(resume)),
    }
    return _filled(value)


def _basics(resume: Resume, contact: ContactData | None) -> Json:
    summary = " ".join(_texts(resume, Section.SUMMARY))
    if contact is None:
        return _filled({"summary": summary})
    place = resume.residence
    location = {} if place is None else {"region": place.region, "countryCode": place.country}
    links = [link if "://" in link else f"https://{link}" for link in contact.links]
    return _filled(
        {
            "name": contact.name,
            "email": contact.email,
            "phone": contact.phone,
            "url": links[0] if links else None,
            "summary": summary,
            "location": _filled(location),
        }
    )


def _work(
    number: int, position: Position, resume: Resume, *, employer: str = "name"
) -> Iterator[Json]:
    """One entry, or one for each of several stretches of time, the latest first and with the work.

    An entry of JSON Resume has one start and one end.
    """
    highlights = _lines(number, position, resume)
    dates = position.dates
    for stretch in reversed(dates.parts) if dates is not None and dates.parts else (dates,):
        yield _filled(
            {
                employer: _flat(position.employer),
                "position": _flat(position.title),
                "location": _flat(position.location) if employer == "name" else None,
                **_dates(stretch),
                "highlights": highlights,
            }
        )
        highlights = []


def _projects(resume: Resume) -> Iterator[Json]:
    """Positions in projects, and what a section of projects says outside of them."""
    for number, position in enumerate(resume.positions):
        if position.kind is PositionKind.PROJECT:
            yield _filled(
                {
                    "name": _flat(position.title),
                    "entity": _flat(position.employer),
                    **_dates(position.dates),
                    "highlights": _lines(number, position, resume),
                }
            )
    loose = list(_texts(resume, Section.PROJECTS))
    if loose:
        yield {"highlights": loose}


def _dates(dates: DateRange | None) -> Json:
    """Start and end; without an end JSON Resume means "until today", so then the start too."""
    if dates is None:
        return {}
    start = None if dates.start is None else str(dates.start)
    if dates.current:
        return {"startDate": start}
    if dates.end is None:
        return {}
    return {"startDate": start, "endDate": str(dates.end)}


def _education(entry: Education) -> Json:
    ended = entry.date if entry.completed is not False else None
    return _filled(
        {
            "institution": _flat(entry.institution),
            "area": _flat(entry.field),
            "studyType": None if entry.level is None else _STUDIES[entry.level],
            "endDate": None if ended is None else str(ended),
        }
    )


def _lines(number: int, position: Position, resume: Resume) -> list[str]:
    """What is told below the header of a position."""
    return [
        text
        for item in resume.items
        if item.position == number and not item.span.overlaps(position.span)
        for text in _quoted(resume, item.span)
    ]


def _texts(resume: Resume, section: Section) -> list[str]:
    """The lines of a section outside all positions."""
    return [
        text
        for item in resume.items
        if item.section is section and item.position is None
        for text in _quoted(resume, item.span)
    ]


def _quoted(resume: Resume, span: Span) -> list[str]:
    text = _flat(resume.document.quote(span))
    return [text] if text else []


def _skill(text: str) -> Json:
    """A line such as "Databases: Redis, MySQL" as name and keywords, a list as keywords."""
    labelled = _LABEL.fullmatch(text)
    name, rest = (labelled[1], labelled[2]) if labelled else (None, text)
    words = [part for part in _LISTED.split(rest) if part]
    if name is None and len(words) == 1:
        return {"name": text}
    return _filled({"name": name, "keywords": words})


def _flat(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _filled(value: Json) -> Json:
    """The keys that hold something."""
    return {key: held for key, held in value.items() if held not in (None, "", [], {})}
