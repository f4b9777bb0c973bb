"""Who may ask, and how much at once: decided before anything of a body is looked at.

A page from elsewhere reaches a server on this machine through the visitor's browser, by another
site's form or by a name that it lets point here (DNS rebinding). So `Host` must be one of ours,
`Origin` and `Sec-Fetch-Site`, where a browser sends them, must say that the page is ours, and a
form needs a header or a token that no foreign page can send. There are no CORS headers at all.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fitcheck.errors import FitcheckError
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.problems import Problem, ServiceCode, problem_of

LOG = logging.getLogger("fitcheck.service")
PAGES = ("/", "/check", "/due")
API = ("/v1/check", "/v1/followup", "/v1/due", "/v1/health", "/openapi.json")
TAKING = ("/v1/check", "/v1/followup", "/check")
"""Paths that take a body; of every other no body is ever read."""
MARK = "x-fitcheck"
"""The header that a form needs: no page from elsewhere can send it without our leave."""

_MOST_VALUES = 8
"""Values of a query that are looked at; ours have one or two."""
_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?")
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a browser would not name our own origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_POLICY = "default-src 'none'; frame-ancestors 'none'"

Render = Callable[[Problem, str], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Names under which the service may be asked for, and the token of its own page."""

    hosts: frozenset[str]
    token: str


def host_names(names: Iterable[str]) -> frozenset[str]:
    """Names of hosts as `Host` gives them: lower case, addresses of IPv6 in brackets."""
    return frozenset(
        f"[{name}]" if ":" in name and not name.startswith("[") else name
        for name in (name.strip().lower() for name in names)
    )


def query_value(query: str, name: str) -> str | None:
    """A value of the query of an address; None where there is none, or the query has too many."""
    try:
        values = parse_qs(query, max_num_fields=_MOST_VALUES, errors="replace")
    except ValueError:
        return None
    return values.get(name, [None])[0]


class Guard:
    """The outermost layer of the application."""

    def __init__(
        self, app: ASGIApp, *, doors: Doors, limits: ServiceLimits, render: Render
    ) -> None:
        self._app, self._doors, self._limits, self._render = app, doors, limits, render
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, _Answer(scope, send))
        else:  # a web socket: there is none
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        try:
            self._check(scope)
            if scope["method"] == "POST" and scope["path"] in TAKING:
                await self._with_body(scope, receive, answer)
            else:
                await self._app(scope, _nothing, answer.send)
        except Problem as problem:
            await self._refuse(problem, scope, answer)
        except FitcheckError as error:
            await self._refuse(problem_of(error), scope, answer)
        except Exception as bug:  # noqa: BLE001 - what went wrong may quote a file: it is only named
            answer.code = type(bug).__name__
            fault = Problem(ServiceCode.INTERNAL, "a fault of fitcheck; please report it")
            await self._refuse(fault, scope, answer)
        finally:
            answer.log()

    def _check(self, scope: Scope) -> None:
        """Raise Problem unless the request comes from this machine's person or their program."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        found = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        if found is None or found[1] not in self._doors.hosts:
            raise Problem(
                ServiceCode.FOREIGN_HOST,
                "this service is asked for under a name that is not its own; "
                "start it with --allow-host to add one",
            )
        origins = {f"http://{hosts[0].lower()}", f"https://{hosts[0].lower()}"}
        site = headers.get("sec-fetch-site", "none")
        foreign = any(origin.lower() not in origins for origin in headers.getlist("origin"))
        if foreign or (site not in ("none", "same-origin") and scope["path"] != "/"):
            raise Problem(
                ServiceCode.FOREIGN_ORIGIN, "a page from elsewhere may not use this service"
            )
        if scope["method"] == "POST" and scope["path"] in TAKING:
            self._check_post(scope, headers)

    def _check_post(self, scope: Scope, headers: Headers) -> None:
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if scope["path"] == "/check":
            token = query_value(scope["query_string"].decode("latin-1"), "token") or ""
            if not hmac.compare_digest(token.encode(), self._doors.token.encode()):
                raise Problem(ServiceCode.TOKEN, "this page is of an earlier run: load it again")
            wanted = kind == "multipart/form-data"
        else:
            marked = MARK in headers
            wanted = kind == "application/json" or (kind == "multipart/form-data" and marked)
        if not wanted:
            raise Problem(
                ServiceCode.CONTENT_TYPE,
                "send application/json, or multipart/form-data with the header X-Fitcheck: 1",
            )
        declared = headers.get("content-length", "0")
        if not (declared.isascii() and declared.isdigit()):
            raise Problem(ServiceCode.MALFORMED, "the content length is no number")
        if int(declared[:20]) > self._limits.body_bytes:
            raise self._too_large()

    async def _with_body(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        """Take a place, take the body in, let the request through."""
        if self._under_way >= self._limits.places:
            raise Problem(
                ServiceCode.BUSY,
                f"{self._under_way} requests are under way: try again in a moment",
                retry_after=self._limits.retry_after,
            )
        self._under_way += 1
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body = await self._body(receive)
        except TimeoutError:
            raise Problem(ServiceCode.SLOW_BODY, "the body did not come in in time") from None
        else:
            if body is not None:
                answer.received = len(body)
                await self._app(scope, _replay(body), answer.send)
        finally:
            self._under_way -= 1

    async def _body(self, receive: Receive) -> bytes | None:
        """The whole body; None where the client has gone. Raises Problem."""
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            part = message.get("body", b"")
            size += len(part)
            if size > self._limits.body_bytes:
                raise self._too_large()
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)

    def _too_large(self) -> Problem:
        return Problem(
            ServiceCode.BODY_TOO_LARGE,
            f"the body is larger than {self._limits.body_bytes:,} bytes",
        )

    async def _refuse(self, problem: Problem, scope: Scope, answer: _Answer) -> None:
        answer.code = answer.code or problem.code.value
        if not answer.begun:
            response = self._render(problem, scope["path"])
            await response(scope, _nothing, answer.send)


class _Answer:
    """The way back of one request: sets the headers that all answers have, and counts."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self.begun, self.code = False, ""
        self.status = self.received = self.sent = 0
        self.name = secrets.token_hex(4)

    async def send(self, message: Message) -> None:
        """Pass a message on to the client."""
        if message["type"] == "http.response.start":
            self.begun, self.status = True, message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("content-security-policy", _POLICY)
            headers.setdefault("cache-control", "no-store")
            headers["x-request-id"] = self.name
            if self.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                headers["connection"] = "close"  # what is left of the body is not taken in
        elif message["type"] == "http.response.body":
            self.sent += len(message.get("body", b""))
        await self._send(message)

    def log(self) -> None:
        """One line of ids, sizes and codes; a path that is not ours is not named."""
        path = self._scope["path"]
        LOG.info(
            "%s %s %s %d in=%d out=%d%s",
            self.name,
            self._scope["method"] if self._scope["method"] in ("GET", "HEAD", "POST") else "-",
            path if path in (*PAGES, *API) else "-",
            self.status,
            self.received,
            self.sent,
            f" code={self.code}" if self.code else "",
        )


async def _nothing() -> Message:
    """What comes in where no body is taken."""
    return {"type": "http.request", "body": b"", "more_body": False}


def _replay(body: bytes) -> Receive:
    """A way in that gives a body that has been taken in already, once."""
    waiting = [body]

    async def receive() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return {"type": "http.disconnect"}

    return receive
