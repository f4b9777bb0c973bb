"""What the interface says of itself: OpenAPI with examples, every error with its codes."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from fitcheck.errors import ErrorCode
from fitcheck.matching.match import Band
from fitcheck.service.problems import MEDIA_TYPE, STATUS, Problem, ServiceCode
from fitcheck.service.requests import CheckRequest, FileInput, FollowupRequest, TextInput

Json = dict[str, Any]

DESCRIPTION: Final = """\
Does this resume show what this posting asks, and is applying or following up worth it?
Offline and deterministic; nothing is stored. The JSON is the wire schema (docs/wire-schema.md);
every refusal is a problem document (RFC 9457) that holds a `fitcheck.error/1`.

`Host` must be a name of the service, and `Origin`, where it is sent, its own. A form
(`multipart/form-data`) needs the header `X-Fitcheck: 1`, which no page from elsewhere can send.
"""
_REF: Final = "#/components/schemas/{model}"
_MODELS: Final = (CheckRequest, FollowupRequest, TextInput, FileInput)

RESUME_TEXT: Final = """\
Noor Example

Experience
Cook, Cafe Lumen, Jan 2019 - Dec 2023
- Cooked lunch for 80 guests a day

Skills
Pastry
"""
POSTING_TEXT: Final = """\
Cook

Requirements
- 2+ years of experience as a cook
- Pastry
- Driving licence
"""
APPLICATION: Final[Json] = {
    "channel": "ats",
    "title": "Cook",
    "employer": "Cafe Imagined",
    "applied_on": "2026-11-02",
    "fit": "strong",
}
CHECK_EXAMPLE: Final[Json] = {
    "resume": {"text": RESUME_TEXT, "name": "noor.txt"},
    "posting": {"text": POSTING_TEXT},
    "as_of": "2026-11-22",
}
FOLLOWUP_EXAMPLE: Final[Json] = {"application": APPLICATION, "as_of": "2026-11-22"}

_ALWAYS: Final = (ServiceCode.FOREIGN_HOST, ServiceCode.FOREIGN_ORIGIN, ServiceCode.METHOD)
_TAKING: Final = (
    ServiceCode.MALFORMED,
    ServiceCode.SLOW_BODY,
    ServiceCode.BODY_TOO_LARGE,
    ServiceCode.CONTENT_TYPE,
    ServiceCode.INVALID,
    ServiceCode.BUSY,
    ServiceCode.DEADLINE,
)
_ROUTES: Final[dict[str, tuple[str, str, str, tuple[ServiceCode, ...]]]] = {
    "/v1/check": ("check", "analysis", "One resume against one posting", _TAKING),
    "/v1/followup": ("followup", "followup", "What to do next with one application", _TAKING),
    "/v1/due": (
        "due",
        "due",
        "What is due over the folder of applications that the service was started with",
        (ServiceCode.KEY, ServiceCode.NOT_FOUND, ServiceCode.BUSY, ServiceCode.DEADLINE),
    ),
    "/v1/health": ("health", "health", "Whether the service runs", ()),
}
"""Per path: the operation, the schema of its answer, its summary, what it may refuse."""


def route(path: str) -> Json:
    """The arguments that describe a route to the framework."""
    operation, schema, summary, codes = _ROUTES[path]
    answer = {
        "description": "the answer",
        "content": {"application/json": {"schema": _ref(schema), "example": _examples()[schema]}},
    }
    return {
        "operation_id": operation,
        "summary": summary,
        "responses": {200: answer, **_refusals((*_ALWAYS, *codes), judges=codes != ())},
        "openapi_extra": _asked(operation),
    }


def described(app: FastAPI) -> Json:
    """The whole description, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _described(app)
    return app.openapi_schema


def _described(app: FastAPI) -> Json:
    made: Json = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
    )
    _, models = models_json_schema([(model, "validation") for model in _MODELS], ref_template=_REF)
    for path, methods in made["paths"].items():
        for operation in methods.values():  # the framework drops every null of an example
            for status, told in route(path)["responses"].items():
                operation["responses"][str(status)]["content"] = told["content"]
    made["components"] = {"schemas": {**wire_schemas(), **models["$defs"]}}
    return made


@cache
def wire_schemas() -> Json:
    """The schemas of the answers, by name; references among them fit OpenAPI.

    What stands under `followup` in an analysis is called `plan` here: `followup` is an answer.
    """
    analysis = _schema(files("fitcheck.data") / "analysis.schema.json", followup="plan")
    own = _schema(files("fitcheck.service") / "wire.schema.json")
    parts = {
        ("plan" if name == "followup" else name): told for name, told in analysis["$defs"].items()
    }
    whole = {name: told for name, told in analysis.items() if name[:1] != "$"}
    return {**parts, "analysis": whole, **own["$defs"]}


def _schema(path: Traversable, **renamed: str) -> Json:
    """A JSON Schema whose references lead to the components of the description."""
    text = path.read_text(encoding="utf-8")
    for old, new in renamed.items():
        text = text.replace(f'"#/$defs/{old}"', f'"#/$defs/{new}"')
    schema: Json = json.loads(text.replace("#/$defs/", "#/components/schemas/"))
    return schema


@cache
def _examples() -> dict[str, Json]:
    """One example of each answer, by the name of its schema."""
    text = (files("fitcheck.service") / "examples.json").read_text(encoding="utf-8")
    examples: dict[str, Json] = json.loads(text)
    return examples


def _asked(operation: str) -> Json:
    """What a route takes."""
    if operation == "due":
        key = {
            "name": "X-Fitcheck-Key",
            "in": "header",
            "required": True,
            "schema": {"type": "string"},
            "description": "the key that `fitcheck serve` printed",
        }
        return {"parameters": [key]}
    if operation == "health":
        return {}
    model, example = ("CheckRequest", CHECK_EXAMPLE)
    if operation == "followup":
        model, example = ("FollowupRequest", FOLLOWUP_EXAMPLE)
    mark = {
        "name": "X-Fitcheck",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "enum": ["1"]},
        "description": "needed with multipart/form-data",
    }
    body = {
        "required": True,
        "content": {
            "application/json": {"schema": _ref(model), "example": example},
            "multipart/form-data": {"schema": _form(operation)},
        },
    }
    return {"parameters": [mark], "requestBody": body}


def _form(operation: str) -> Json:
    file: Json = {"type": "string", "contentMediaType": "application/octet-stream"}
    properties: Json = {"resume": file, "posting": file}
    if operation == "check":
        properties["posting_text"] = {"type": "string", "description": "instead of `posting`"}
        required = ["resume"]
    else:
        properties |= {"application": {**file, "description": "a TOML or JSON file"}}
        properties |= {"fit": {"enum": [band.value for band in Band]}}
        required = ["application"]
    properties["as_of"] = {"type": "string", "format": "date"}
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _refusals(codes: tuple[ServiceCode, ...], *, judges: bool) -> dict[int | str, Json]:
    """One entry a status, which names its codes and shows the first of them."""
    by_status: dict[int, list[str]] = {}
    first: dict[int, ServiceCode | ErrorCode] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code.value)
        first.setdefault(STATUS[code], code)
    if judges:
        for error in ErrorCode:
            status = Problem(error, "").status
            if status != 500:
                by_status.setdefault(status, []).append(error.value)
                first.setdefault(status, error)
    return {
        status: {
            "description": f"refused: {', '.join(dict.fromkeys(names))}",
            "content": {
                MEDIA_TYPE: {
                    "schema": _ref("error"),
                    "example": Problem(first[status], "what was found and what to do").value(),
                }
            },
        }
        for status, names in sorted(by_status.items())
    }


def _ref(name: str) -> Json:
    return {"$ref": _REF.format(model=name)}
