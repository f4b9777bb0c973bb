"""A body becomes a `Task`, or the problem that says which part of it is wrong.

No message quotes a value of the body, and no name in it is ever a path to us.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import AsyncGenerator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from fitcheck.matching.match import Band
from fitcheck.records.fields import FIRST_DAY, LAST_DAY
from fitcheck.service.problems import Problem, ServiceCode
from fitcheck.service.tasks import Form, Given, Task, TaskKind

LONGEST_NAME = 300
_MOST_PARTS = 8
"""Parts of a form: each has its own name, and there are fewer names than that."""

Name = Annotated[str, Field(max_length=LONGEST_NAME, description="what you call it: only shown")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class TextInput(_Model):
    """A pasted text: plain, Markdown or HTML."""

    text: Annotated[str, Field(min_length=1, max_length=5_000_000)]
    name: Name | None = None


class FileInput(_Model):
    """The bytes of a file of any format that is read."""

    base64: Annotated[str, Field(min_length=4, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]
    name: Name | None = None


Input = TextInput | FileInput
_Day = Annotated[
    date | None,
    Field(description="the day that counts as today (default: the day of the machine)"),
]


class CheckRequest(_Model):
    """One resume against one posting."""

    resume: Input
    posting: Input
    as_of: _Day = None


class FollowupRequest(_Model):
    """One application, and what it takes to judge its fit."""

    application: Annotated[
        dict[str, Any] | str,
        Field(description="the keys of an application file (docs/followup.md), or its TOML text"),
    ]
    resume: Input | None = None
    posting: Input | None = None
    fit: Annotated[Band | None, Field(description="the band of the fit, instead of a check")] = None
    as_of: _Day = None


def task_of_json(kind: TaskKind, body: bytes, *, today: date) -> Task:
    """The task in a JSON body. Raises Problem."""
    try:
        if kind is TaskKind.CHECK:
            asked: CheckRequest | FollowupRequest = CheckRequest.model_validate_json(body)
        else:
            asked = FollowupRequest.model_validate_json(body)
    except ValidationError as error:
        raise _problem(error) from None
    application = asked.application if isinstance(asked, FollowupRequest) else None
    return _task(
        kind,
        resume=_given(asked.resume, "resume"),
        posting=_given(asked.posting, "posting"),
        application=_application(application),
        fit=asked.fit if isinstance(asked, FollowupRequest) else None,
        as_of=asked.as_of or today,
    )


async def task_of_form(
    kind: TaskKind, headers: Headers, body: bytes, *, today: date, form: Form = Form.JSON
) -> Task:
    """The task in a multipart body. Raises Problem."""
    parts = await read_form(headers, body)
    known = {"resume", "posting", "as_of"}
    known |= {"application", "fit"} if kind is TaskKind.FOLLOWUP else {"posting_text"}
    unknown = set(parts) - known
    if unknown:
        raise Problem(
            ServiceCode.INVALID, f"a part has an unknown name: give {', '.join(sorted(known))}"
        )
    posting, text = parts.get("posting"), parts.get("posting_text")
    if posting is not None and text is not None:
        raise Problem(ServiceCode.INVALID, "the posting stands there twice: as file and as text")
    return _task(
        kind,
        resume=parts.get("resume"),
        posting=posting or text,
        application=parts.get("application"),
        fit=_band(parts.get("fit")),
        as_of=_day(parts.get("as_of")) or today,
        form=form,
    )


async def read_form(headers: Headers, body: bytes) -> dict[str, Given]:
    """The parts of a multipart body that hold anything, by name. Raises Problem.

    Everything stays in memory: the parser of the framework would put large parts on the disk.
    """
    parser = _InMemory(
        headers,
        _once(body),
        max_files=_MOST_PARTS,
        max_fields=_MOST_PARTS,
        max_part_size=len(body) + 1,
    )
    parser.spool_max_size = len(body) + 1
    try:
        form = await parser.parse()
    except MultiPartException:
        raise _malformed("multipart/form-data") from None
    except (KeyError, ValueError, LookupError):  # no boundary, or a charset that nobody knows
        raise _malformed("multipart/form-data") from None
    try:
        return await _parts(form)
    finally:
        await form.close()


class _InMemory(MultiPartParser):
    """The parser with a limit of its own on what may stay in memory."""


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


async def _parts(form: FormData) -> dict[str, Given]:
    parts: dict[str, Given] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            given = Given(data=await value.read(), name=(value.filename or name)[:LONGEST_NAME])
            empty = not value.filename and not given.data  # how a browser sends no file
        else:
            given = Given(data=value.encode("utf-8", "replace"), name=name[:LONGEST_NAME])
            empty = not value.strip()
        if empty:
            continue
        if name in parts:
            raise Problem(ServiceCode.INVALID, "two parts have the same name")
        parts[name] = given
    return parts


def _task(
    kind: TaskKind,
    *,
    resume: Given | None,
    posting: Given | None,
    application: Given | None,
    fit: Band | None,
    as_of: date,
    form: Form = Form.JSON,
) -> Task:
    """A task with all that its kind needs. Raises Problem."""
    if not FIRST_DAY <= as_of <= LAST_DAY:
        raise Problem(ServiceCode.INVALID, f"as_of: give a day from {FIRST_DAY} to {LAST_DAY}")
    if kind is TaskKind.CHECK and resume is None:
        raise Problem(ServiceCode.INVALID, "resume: there is none; choose a file")
    if kind is TaskKind.CHECK and posting is None:
        raise Problem(ServiceCode.INVALID, "posting: there is none; paste its text or give a file")
    if kind is TaskKind.FOLLOWUP and application is None:
        raise Problem(ServiceCode.INVALID, "application: there is none")
    if kind is TaskKind.FOLLOWUP and posting is not None and resume is None:
        raise Problem(ServiceCode.INVALID, "resume: a posting alone cannot be judged; give both")
    return Task(
        kind=kind,
        as_of=as_of,
        form=form,
        resume=resume,
        posting=posting,
        application=application,
        fit=fit,
    )


def _given(asked: Input | None, role: str) -> Given | None:
    if asked is None:
        return None
    name = asked.name or role
    if isinstance(asked, TextInput):
        return Given(data=asked.text.encode("utf-8", "replace"), name=name)
    try:
        return Given(data=base64.b64decode(asked.base64, validate=True), name=name)
    except binascii.Error:
        raise Problem(ServiceCode.INVALID, f"{role}.base64: this is not base64") from None


def _application(asked: Mapping[str, Any] | str | None) -> Given | None:
    """An application as the bytes of a file, one key a line, so that errors name its place."""
    if asked is None:
        return None
    if isinstance(asked, str):
        return Given(data=asked.encode("utf-8", "replace"), name="application")
    return Given(data=json.dumps(asked, indent=1).encode("ascii"), name="application.json")


def _band(given: Given | None) -> Band | None:
    if given is None:
        return None
    try:
        return Band(given.data.decode("ascii", "replace").strip())
    except ValueError:
        raise Problem(
            ServiceCode.INVALID, f"fit: give one of {', '.join(band.value for band in Band)}"
        ) from None


def _day(given: Given | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given.data.decode("ascii", "replace").strip())
    except ValueError:
        raise Problem(ServiceCode.INVALID, "as_of: give a date as YYYY-MM-DD") from None


def _problem(error: ValidationError) -> Problem:
    """What is wrong first, by the names that we know; nothing of the body is quoted."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return _malformed("JSON")
    known = {"resume", "posting", "application", "fit", "as_of", "text", "base64", "name"}
    path = ".".join(part for part in first["loc"] if isinstance(part, str) and part in known)
    if first["type"] == "extra_forbidden":
        what = "there is an unknown key"
    elif first["type"] == "missing":
        what = "the key is missing"
    else:
        what = first["msg"][:1].lower() + first["msg"][1:]
    return Problem(ServiceCode.INVALID, f"{path}: {what}" if path else what)


def _malformed(what: str) -> Problem:
    return Problem(ServiceCode.MALFORMED, f"the body is not valid {what}")
