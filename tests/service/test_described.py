"""The service does what its description says, for whatever the description allows or forbids."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fitcheck.documents.isolation.launching import Ended
from fitcheck.service.app import create_app
from fitcheck.service.judges import Judges
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.tasks import TaskKind, encode_answer, read_task
from tests.conftest import ROOT
from tests.service.conftest import DAY, DOORS, KEY

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
"""Every status is documented, with its media type and the shape of its body."""
HEADERS = {"Host": "localhost"}
EXAMPLES = json.loads((ROOT / "fitcheck/service/examples.json").read_text(encoding="utf-8"))
SHOWN = {TaskKind.CHECK: "analysis", TaskKind.FOLLOWUP: "followup", TaskKind.DUE: "due"}
LIMITS = ServiceLimits(judges=1)


class Example:
    """A judge without a process that answers every task with the example of its kind."""

    process = 0

    def ask(self, head: bytes, data: bytes, *, deadline: float) -> bytes:  # noqa: ARG002
        task = read_task(io.BytesIO(head + data).read)
        assert task is not None
        return encode_answer(json.dumps(EXAMPLES[SHOWN[task.kind]]))

    def end(self) -> Ended:
        return Ended(status=0)


def app(judges: Judges) -> FastAPI:
    folder = ROOT / "examples/job_search"
    return create_app(
        today=lambda: DAY, doors=DOORS, key=KEY, folder=folder, limits=LIMITS, judges=judges
    )


def described(judges: Judges) -> Any:
    """The description, with what calls the application that it is of."""
    return schemathesis.openapi.from_asgi("/openapi.json", app(judges), headers=HEADERS)


doubles = described(Judges(LIMITS, start=lambda _: Example()))
real = described(Judges(LIMITS))
relaxed: Callable[[int], settings] = lambda count: settings(  # noqa: E731 - one line says it
    max_examples=count, suppress_health_check=list(HealthCheck), deadline=None
)


def conforms(case: Any) -> None:
    """Fail where an answer is not one that is described, or is a fault of ours."""
    keys = [{}, {"X-Fitcheck-Key": KEY}] if case.operation.path == "/v1/due" else [{}]
    for key in keys:
        answer = case.call(headers={**HEADERS, **key})
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code < 500 or answer.status_code in (503, 504)
        assert b'"crashed"' not in answer.content  # no input of words may end a judge


@doubles.parametrize()  # type: ignore[untyped-decorator]
@relaxed(10)
def test_every_answer_is_one_that_is_described(case: Any) -> None:
    conforms(case)


@pytest.mark.long
@real.parametrize()  # type: ignore[untyped-decorator]
@relaxed(200)
def test_every_answer_of_real_judges_is_one_that_is_described(case: Any) -> None:
    conforms(case)
