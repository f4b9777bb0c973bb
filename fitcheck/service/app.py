"""The application: the page, the interface under `/v1`, and its description."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

import fitcheck
from fitcheck.errors import FitcheckError
from fitcheck.render.json_text import dumps
from fitcheck.render.web.page import content_policy
from fitcheck.service import openapi
from fitcheck.service.guard import Doors, Guard, query_value
from fitcheck.service.judges import Judges
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.page import home_page, page_policy
from fitcheck.service.problems import MEDIA_TYPE, Problem, ServiceCode, problem_of
from fitcheck.service.requests import read_form, task_of_form, task_of_json
from fitcheck.service.tasks import Form, Task, TaskKind

Today = Callable[[], date]


def create_app(
    *,
    today: Today,
    doors: Doors,
    key: str,
    folder: Path | None = None,
    limits: ServiceLimits | None = None,
    judges: Judges | None = None,
) -> FastAPI:
    """The application; `today` gives the day of the machine.

    `folder` holds applications whose due list is shown to who knows `key`.
    """
    limits = limits or ServiceLimits()
    service = _Service(
        judges=judges or Judges(limits),
        limits=limits,
        doors=doors,
        key=key,
        folder=folder,
        today=today,
    )
    app = FastAPI(
        title="fitcheck",
        version=fitcheck.__version__,
        description=openapi.DESCRIPTION,
        docs_url=None,  # the pages of the framework load scripts from elsewhere
        redoc_url=None,
        lifespan=service.lifespan,
        separate_input_output_schemas=False,
    )
    app.add_middleware(Guard, doors=doors, limits=limits, render=service.refusal)
    app.add_exception_handler(HTTPException, _not_served)
    _add_pages(app, service)
    _add_interface(app, service)
    app.openapi = partial(openapi.described, app)  # type: ignore[method-assign]
    return app


def _add_pages(app: FastAPI, service: _Service) -> None:
    app.add_api_route("/", service.home, methods=["GET"], include_in_schema=False)
    app.add_api_route("/check", service.home, methods=["GET"], include_in_schema=False)
    app.add_api_route("/check", service.check_page, methods=["POST"], include_in_schema=False)
    app.add_api_route("/due", service.due_page, methods=["GET"], include_in_schema=False)


def _add_interface(app: FastAPI, service: _Service) -> None:
    for path, method, endpoint in (
        ("/v1/check", "POST", service.check),
        ("/v1/followup", "POST", service.followup),
        ("/v1/due", "GET", service.due),
        ("/v1/health", "GET", service.health),
    ):
        app.add_api_route(path, endpoint, methods=[method], **openapi.route(path))


class _Service:
    """What the routes share."""

    def __init__(
        self,
        *,
        judges: Judges,
        limits: ServiceLimits,
        doors: Doors,
        key: str,
        folder: Path | None,
        today: Today,
    ) -> None:
        self._judges, self._limits, self._doors = judges, limits, doors
        self._key, self._folder, self._today = key, folder, today

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Processes begin and end with the service."""
        self._judges.begin()
        yield
        self._judges.close()

    async def home(self, request: Request) -> Response:
        """The page with the form."""
        key = query_value(request.url.query, "key")
        return self._home(key=key if self._knows(key) else None)

    async def check_page(self, request: Request) -> Response:
        """The report page, or the form again with what is wrong."""
        body, day = await request.body(), self._today()
        posting = ""
        try:
            parts = await read_form(request.headers, body)
            if "posting_text" in parts:
                posting = parts["posting_text"].data.decode("utf-8", "replace")
            task = await task_of_form(
                TaskKind.CHECK, request.headers, body, today=day, form=Form.PAGE
            )
            report = await self._ask(task)
        except Problem as problem:
            return self._home(problem=problem, posting=posting)
        except FitcheckError as error:
            return self._home(problem=problem_of(error), posting=posting)
        policy = f"{content_policy()}; frame-ancestors 'none'"
        return Response(report, media_type="text/html", headers={"content-security-policy": policy})

    async def due_page(self, request: Request) -> Response:
        """The due list as a page, for who knows the key."""
        page = await self._ask(self._due(query_value(request.url.query, "key"), Form.PAGE))
        from fitcheck.render.pipeline_page import pipeline_policy

        policy = f"{pipeline_policy()}; frame-ancestors 'none'"
        return Response(page, media_type="text/html", headers={"content-security-policy": policy})

    async def check(self, request: Request) -> Response:
        """Judge one resume against one posting."""
        return _json(await self._ask(await self._task(TaskKind.CHECK, request)))

    async def followup(self, request: Request) -> Response:
        """Plan one application."""
        return _json(await self._ask(await self._task(TaskKind.FOLLOWUP, request)))

    async def due(self, request: Request) -> Response:
        """Say what is due over the folder that the service was started with."""
        return _json(await self._ask(self._due(request.headers.get("x-fitcheck-key"), Form.JSON)))

    async def health(self) -> Response:
        """Say that the service runs."""
        told = {
            "schema": "fitcheck.health/1",
            "status": "ok",
            "version": fitcheck.__version__,
            "due": self._folder is not None,
        }
        return _json(dumps(told).encode())

    def refusal(self, problem: Problem, path: str) -> Response:
        """A problem as an answer: a page for pages, else JSON."""
        if path in ("/check", "/due"):
            return self._home(problem=problem)
        return _refusal(problem)

    async def _task(self, kind: TaskKind, request: Request) -> Task:
        body, day = await request.body(), self._today()
        if request.headers.get("content-type", "").lower().startswith("multipart/"):
            task = await task_of_form(kind, request.headers, body, today=day)
        else:
            task = await to_thread.run_sync(partial(task_of_json, kind, body, today=day))
        application = task.application
        if application and len(application.data) > self._limits.application_bytes:
            raise Problem(
                ServiceCode.INVALID,
                f"application: it is larger than {self._limits.application_bytes:,} bytes",
            )
        return task

    def _due(self, key: str | None, form: Form) -> Task:
        if self._folder is None:
            raise Problem(
                ServiceCode.NOT_FOUND,
                "there is no due list: start `fitcheck serve FOLDER` with your applications",
            )
        if not self._knows(key):
            raise Problem(
                ServiceCode.KEY, "the due list needs the key that `fitcheck serve` printed"
            )
        return Task(kind=TaskKind.DUE, as_of=self._today(), form=form, folder=str(self._folder))

    def _knows(self, key: str | None) -> bool:
        return key is not None and hmac.compare_digest(key.encode(), self._key.encode())

    async def _ask(self, task: Task) -> bytes:
        return await to_thread.run_sync(self._judges.ask, task)

    def _home(
        self, *, key: str | None = None, problem: Problem | None = None, posting: str = ""
    ) -> Response:
        page = home_page(
            token=self._doors.token,
            key=key,
            due=self._folder is not None,
            problem=problem,
            posting=posting,
        )
        headers = {"content-security-policy": page_policy(), "cache-control": "no-cache"}
        if problem is not None:
            headers |= problem.headers()
        return HTMLResponse(page, status_code=problem.status if problem else 200, headers=headers)


def _json(text: bytes) -> Response:
    return Response(text, media_type="application/json")


def _refusal(problem: Problem) -> Response:
    return Response(
        problem.body(), problem.status, headers=problem.headers(), media_type=MEDIA_TYPE
    )


async def _not_served(_: Request, error: Exception) -> Response:
    """A path or a method that there is not."""
    status = getattr(error, "status_code", 404)
    if status != 405:
        return _refusal(Problem(ServiceCode.NOT_FOUND, "there is nothing under this path"))
    response = _refusal(Problem(ServiceCode.METHOD, "this path does not know this method"))
    response.headers.update(getattr(error, "headers", None) or {})
    return response
