"""What passes between the serving process and those that judge: length-prefixed JSON and bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from fitcheck.documents.isolation.exchange import REQUEST_HEAD
from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.matching.match import Band

READY: Final = b"r"
"""What a process says once it has loaded all that it needs."""


class TaskKind(StrEnum):
    """What a process can be asked for."""

    CHECK = "check"
    FOLLOWUP = "followup"
    DUE = "due"


class Form(StrEnum):
    """How the answer is written."""

    JSON = "json"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file or a text as it came: its bytes, and what the client calls it."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `folder` is named by whoever started the service, never by a client."""

    kind: TaskKind
    as_of: date
    form: Form = Form.JSON
    resume: Given | None = None
    posting: Given | None = None
    application: Given | None = None
    fit: Band | None = None
    folder: str | None = None


def encode_task(task: Task) -> tuple[bytes, bytes]:
    """Head and data of a task, to be sent one after the other."""
    files = {
        name: given
        for name in ("resume", "posting", "application")
        if (given := getattr(task, name)) is not None
    }
    told = {
        "kind": task.kind.value,
        "as_of": task.as_of.isoformat(),
        "form": task.form.value,
        "fit": task.fit.value if task.fit else None,
        "folder": task.folder,
        "files": {name: [given.name, len(given.data)] for name, given in files.items()},
    }
    header = json.dumps(told).encode("ascii")
    data = b"".join(given.data for given in files.values())
    return REQUEST_HEAD.pack(len(header), len(data)) + header, data


def read_task(read: Callable[[int], bytes]) -> Task | None:
    """The next task; `read` gives so many bytes, or fewer at the end. None at the end."""
    head = read(REQUEST_HEAD.size)
    if len(head) < REQUEST_HEAD.size:
        return None
    header_size, data_size = REQUEST_HEAD.unpack(head)
    told: dict[str, Any] = json.loads(read(header_size))
    data = memoryview(read(data_size))
    files, start = {}, 0
    for role, (name, size) in told["files"].items():
        files[role] = Given(data=bytes(data[start : start + size]), name=name)
        start += size
    return Task(
        kind=TaskKind(told["kind"]),
        as_of=date.fromisoformat(told["as_of"]),
        form=Form(told["form"]),
        fit=Band(told["fit"]) if told["fit"] else None,
        folder=told["folder"],
        **files,
    )


def encode_answer(answer: str | FitcheckError) -> bytes:
    """An answer: its text, or the deliberate error that stands in its place."""
    if isinstance(answer, str):
        return b"t" + answer.encode("utf-8", "backslashreplace")
    told = {"code": answer.code.value, "message": answer.message, "source": answer.source}
    return b"e" + json.dumps(told).encode("ascii")


def decode_answer(answer: bytes) -> bytes:
    """The text of an answer, in UTF-8. Raises the FitcheckError in it."""
    if answer[:1] == b"t":
        return answer[1:]
    told = json.loads(answer[1:])
    raise FitcheckError(told["message"], code=ErrorCode(told["code"]), source=told["source"])
