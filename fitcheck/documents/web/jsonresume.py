"""Files of JSON: a JSON Resume, its job schema, a schema.org JobPosting or an export of one.

The values become the lines that a person would write from them, under ordinary headings, so that
the same understanding runs over them as over any other resume or posting.
Source of names: https://jsonresume.org/schema (v1.0.0) and its job description schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from fitcheck.documents.assembly import Piece, assemble
from fitcheck.documents.document import BlockKind, Document, PostingFields
from fitcheck.documents.encoding import decode
from fitcheck.documents.text import document_from_text
from fitcheck.documents.web.html import description_pieces
from fitcheck.documents.web.jobposting import find_job_posting
from fitcheck.errors import ErrorCode, LimitExceededError, UnsupportedInputError
from fitcheck.settings import ReadingSettings

Values = Mapping[str, object]
"""An object of JSON."""

MEDIA_TYPE = "application/json"
MAX_ENTRIES = 500
"""Entries of one list that are read; a long career has fifty positions."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-\d{1,2})?")
_RESUME_KEYS = frozenset(("basics", "work", "education", "volunteer"))
_JOB_KEYS = frozenset(("responsibilities", "qualifications", "description", "content", "body"))


def read_json(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of a JSON file; text in braces that is no JSON is read as text.

    Raises UnsupportedInputError for JSON of another kind.
    """
    text = decode(data, source=source)
    try:
        value = json.loads(text, strict=False)
    except ValueError:
        return document_from_text(text, source=source, settings=settings)
    except RecursionError as problem:
        raise LimitExceededError(
            "the JSON nests too deeply", code=ErrorCode.TOO_COMPLEX, source=source
        ) from problem
    fields: PostingFields | None = None
    posting = find_job_posting([text])
    if posting is not None:
        fields = posting.fields
        pieces = [*_title(fields.title), *description_pieces(posting.description or "", source)]
    elif isinstance(value, dict) and _RESUME_KEYS & value.keys():
        pieces = list(_resume(value))
    elif isinstance(value, dict) and _JOB_KEYS & value.keys():
        pieces, fields = list(_job(value, source)), _job_fields(value)
    else:
        raise UnsupportedInputError(
            "the JSON is neither a JSON Resume nor a job posting: give the resume or posting as "
            "a document or text",
            source=source,
        )
    return assemble(pieces, source=source, media_type=MEDIA_TYPE, settings=settings, fields=fields)


def _resume(value: Values) -> Iterator[Piece]:
    basics = _object(value.get("basics"))
    yield from _title(_text(basics.get("name")))
    yield from _lines(_text(basics.get("label")))
    place = _object(basics.get("location"))
    yield from _lines(
        _joined(_texts(place, "city", "region", "countryCode")),
        _joined(_texts(basics, "email", "phone", "url")),
    )
    yield from _section("Summary", _lines(_text(basics.get("summary"))))
    for heading, key, entry in _SECTIONS:
        pieces = [piece for item in _objects(value.get(key)) for piece in entry(item)]
        yield from _section(heading, pieces)


def _position(item: Values) -> Iterator[Piece]:
    employer = _text(item.get("name")) or _text(item.get("company"))
    employer = employer or _text(item.get("organization")) or _text(item.get("entity"))
    # a bar, for commas stand inside of titles and employers too ("Nurse, Intensive Care")
    place = _joined((employer, _text(item.get("location"))))
    head = " | ".join(part for part in (_text(item.get("position")), place) if part)
    roles = _joined(_strings(item.get("roles")))
    yield from _head(head, _dates(item))
    yield from _lines(roles, _text(item.get("description")), _text(item.get("summary")))
    yield from _items(item.get("highlights"))
    yield from _lines(_joined(_strings(item.get("keywords"))))


def _study(item: Values) -> Iterator[Piece]:
    studied = " in ".join(_texts(item, "studyType", "area"))
    yield from _head(_joined((studied, _text(item.get("institution")))), _dates(item))
    score = _text(item.get("score")) or _text(item.get("gpa"))
    yield from _lines(f"GPA: {score}" if score else None)
    yield from _items(item.get("courses"))


def _credential(item: Values) -> Iterator[Piece]:
    given = _date(item.get("date")) or _date(item.get("releaseDate"))
    by = _text(item.get("issuer")) or _text(item.get("awarder")) or _text(item.get("publisher"))
    named = _text(item.get("name")) or _text(item.get("title"))
    yield from _head(_joined((named, by)), given)
    yield from _lines(_text(item.get("summary")))


def _skill(item: Values) -> Iterator[Piece]:
    named = _joined(_strings(item.get("keywords")))
    parts = [part for part in (_text(item.get("name")), named) if part]
    yield from _lines(": ".join(parts))


def _language(item: Values) -> Iterator[Piece]:
    yield from _lines(": ".join(_texts(item, "language", "fluency")))


def _reference(item: Values) -> Iterator[Piece]:
    yield from _lines(": ".join(_texts(item, "name", "reference")))


_SECTIONS: tuple[tuple[str, str, Callable[[Values], Iterator[Piece]]], ...] = (
    ("Work Experience", "work", _position),
    ("Volunteer Experience", "volunteer", _position),
    ("Projects", "projects", _position),
    ("Education", "education", _study),
    ("Certifications", "certificates", _credential),
    ("Awards", "awards", _credential),
    ("Publications", "publications", _credential),
    ("Skills", "skills", _skill),
    ("Languages", "languages", _language),
    ("Interests", "interests", _skill),
    ("References", "references", _reference),
)


def _job(value: Values, source: str) -> Iterator[Piece]:
    """A posting in the job description schema, or as boards export it."""
    yield from _title(_text(value.get("title")) or _text(value.get("name")))
    yield from _lines(_text(value.get("company")))
    for key in ("description", "content", "body"):
        yield from description_pieces(_text(value.get(key)) or "", source)
    yield from _section("Responsibilities", _items(value.get("responsibilities")))
    yield from _section("Qualifications", _items(value.get("qualifications")))
    skills = [piece for item in _objects(value.get("skills")) for piece in _skill(item)]
    yield from _section("Skills", [piece._replace(kind=BlockKind.LIST_ITEM) for piece in skills])


def _job_fields(value: Values) -> PostingFields:
    place = _object(value.get("location"))
    where = _joined(_texts(place, "city", "region", "countryCode")) or _text(value.get("location"))
    return PostingFields(
        title=_text(value.get("title")) or _text(value.get("name")),
        employer=_text(value.get("company")),
        locations=(where,) if where else (),
        remote=True if (_text(value.get("remote")) or "").lower() == "full" else None,
    )


def _title(text: str | None) -> Iterator[Piece]:
    if text:
        yield Piece(text=text, kind=BlockKind.HEADING, level=1)


def _section(heading: str, pieces: Iterator[Piece] | list[Piece]) -> Iterator[Piece]:
    found = list(pieces)
    if found:
        yield Piece(text=heading, kind=BlockKind.HEADING, level=2)
        yield from found


def _head(text: str | None, dates: str | None) -> Iterator[Piece]:
    line = "\t".join(part for part in (text, dates) if part)
    if line:
        yield Piece(text=line, emphasis=True)


def _lines(*texts: str | None) -> Iterator[Piece]:
    for text in texts:
        if text:
            yield Piece(text=text)


def _items(value: object) -> Iterator[Piece]:
    for text in _strings(value):
        yield Piece(text=" ".join(text.split()), kind=BlockKind.LIST_ITEM)


def _dates(item: Values) -> str | None:
    start, end = _date(item.get("startDate")), _date(item.get("endDate"))
    if start and not item.get("endDate"):
        return f"{start} – Present"
    return " – ".join(part for part in (start, end) if part) or None


def _date(value: object) -> str | None:
    """A date of ISO 8601 as people write it: "Dec 2013" or "2013"; other texts as they are."""
    text = _text(value)
    found = _DATE.fullmatch(text or "")
    if not found or not found[2] or not 1 <= int(found[2]) <= 12:
        return found[1] if found else text
    return f"{_MONTHS[int(found[2]) - 1]} {found[1]}"


def _object(value: object) -> Values:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Values]:
    """The objects in a list; a bare text counts as an object with that name."""
    if not isinstance(value, list):
        return []
    made = ({"name": e, "language": e} if isinstance(e, str) else e for e in value[:MAX_ENTRIES])
    return [entry for entry in made if isinstance(entry, dict)]


def _text(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value.strip() or None if isinstance(value, str) else None


def _texts(item: Values, *keys: str) -> list[str]:
    return [text for key in keys if (text := _text(item.get(key)))]


def _strings(value: object) -> list[str]:
    listed = value[:MAX_ENTRIES] if isinstance(value, list) else [value]
    return [text for entry in listed if (text := _text(entry))]


def _joined(texts: tuple[str | None, ...] | list[str]) -> str:
    return ", ".join(text for text in texts if text)
