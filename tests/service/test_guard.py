"""Who may ask: names, origins, kinds of bodies, sizes, places."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from fitcheck.service.guard import Guard, host_names, query_value
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.openapi import CHECK_EXAMPLE
from fitcheck.service.problems import Problem
from fitcheck.service.tasks import encode_answer
from tests.service.conftest import BASE, DOORS, MARK, TOKEN, answering, client

FILES = {"resume": ("r.txt", b"Cook, 2019 - 2023"), "posting": ("p.txt", b"Cook wanted")}
SMALL = ServiceLimits(body_bytes=1_000)


@pytest.fixture(scope="module")
def app() -> Iterator[TestClient]:
    with client() as found:
        yield found


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example:8765", "127.0.0.2", "0", "", "localhost:x", "[::2]"],
)
def test_a_foreign_host_is_refused(app: TestClient, host: str) -> None:
    for path in ("/", "/v1/health", "/v1/due", "/openapi.json", "/nothing"):
        answer = app.get(path, headers={"host": host})
        assert answer.status_code == 403
        assert "foreign_host" in answer.text
    answer = app.post("/v1/check", json=CHECK_EXAMPLE, headers={"host": host})
    assert answer.json()["error"]["code"] == "foreign_host"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:8765"]
)
def test_its_own_names_are_welcome_on_any_port(app: TestClient, host: str) -> None:
    assert app.get("/v1/health", headers={"host": host}).status_code == 200


def test_names_are_compared_without_case_and_addresses_in_brackets() -> None:
    assert host_names(("My.Host ", "::1", "[::2]")) == {"my.host", "[::1]", "[::2]"}


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8765"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_page_from_elsewhere_may_not_ask(app: TestClient, told: dict[str, str]) -> None:
    for answer in (
        app.post("/v1/check", json=CHECK_EXAMPLE, headers=told),
        app.post(f"/check?token={TOKEN}", files=FILES, headers=told),
        app.get("/v1/due", headers=told),
        app.get("/due", headers=told),
    ):
        assert answer.status_code == 403
        assert "page from elsewhere" in answer.text
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_its_own_page_may_ask(app: TestClient) -> None:
    told = {"origin": BASE, "sec-fetch-site": "same-origin"}
    assert app.post("/v1/check", json=CHECK_EXAMPLE, headers=told).status_code == 200


def test_a_link_from_elsewhere_opens_the_page_and_nothing_else(app: TestClient) -> None:
    assert app.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_no_preflight_is_ever_answered(app: TestClient) -> None:
    asked = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-fitcheck",
    }
    for told in (asked, {**asked, "origin": "http://evil.example"}):
        answer = app.options("/v1/check", headers=told)
        assert answer.status_code in (403, 405)
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_what_any_page_could_send_is_not_taken(app: TestClient, kind: str) -> None:
    answer = app.post("/v1/check", content=b"x", headers={"content-type": kind})
    assert answer.json()["error"]["code"] == "content_type"
    assert answer.status_code == 415


def test_a_form_is_taken_with_the_mark(app: TestClient) -> None:
    assert app.post("/v1/check", files=FILES).status_code == 415
    assert app.post("/v1/check", files=FILES, headers=MARK).status_code == 200


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", "?" + "a=1&" * 20, "?token=\xff"])
def test_the_form_of_the_page_needs_its_token(app: TestClient, query: str) -> None:
    answer = app.post(f"/check{query}", files=FILES)
    assert answer.status_code == 403
    assert "load it again" in answer.text


def test_a_body_that_says_it_is_too_large_is_refused_unread() -> None:
    asked: list[bytes] = []

    def noted(data: bytes) -> bytes:
        asked.append(data)
        return encode_answer("{}")

    with client(noted, limits=SMALL) as app:
        answer = app.post(
            "/v1/check", content=b"x" * 1_001, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 413
        assert answer.json()["error"]["code"] == "body_too_large"
        assert answer.headers["connection"] == "close"
        assert asked == []


def guarded(receive: Receive, limits: ServiceLimits) -> tuple[int, bytes]:
    """Status and body that the guard alone gives to a check whose body comes from `receive`.

    The client of the framework hands over a whole body at once.
    """
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def unreached(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    def told(problem: Problem, _: str) -> Response:
        return Response(problem.body(), problem.status)

    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/check",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    }
    guard = Guard(unreached, doors=DOORS, limits=limits, render=told)
    asyncio.run(guard(scope, receive, send))
    return sent[0]["status"], sent[1]["body"]


def test_a_body_that_turns_out_too_large_is_refused_while_it_comes() -> None:
    taken: list[int] = []

    async def endless() -> Message:
        taken.append(100)
        return {"type": "http.request", "body": b"x" * 100, "more_body": True}

    status, body = guarded(endless, SMALL)
    assert status == 413
    assert b"body_too_large" in body
    assert sum(taken) == 1_100


def test_a_body_that_does_not_come_in_is_not_waited_for() -> None:
    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    status, body = guarded(never, ServiceLimits(body_seconds=0.1))
    assert status == 408
    assert b"slow_body" in body


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "\u0661", ""])
def test_a_length_that_is_no_number_is_refused(app: TestClient, length: str) -> None:
    told = {b"content-type": b"application/json", b"content-length": length.encode()}
    answer = app.post("/v1/check", content=b"{}", headers=told)
    assert answer.json()["error"]["code"] in ("malformed", "invalid")
    assert answer.status_code in (400, 422)


def test_who_finds_no_place_is_told_to_come_back() -> None:
    free, begun = threading.Event(), threading.Event()

    def slow(_: bytes) -> bytes:
        begun.set()
        free.wait(30)
        return encode_answer("{}")

    with client(slow, limits=ServiceLimits(places=1, retry_after=7)) as app:
        found = []
        first = threading.Thread(
            target=lambda: found.append(app.post("/v1/check", json=CHECK_EXAMPLE).status_code)
        )
        first.start()
        assert begun.wait(30)
        second = app.post("/v1/check", json=CHECK_EXAMPLE)
        page = app.post(f"/check?token={TOKEN}", files=FILES)
        healthy = app.get("/v1/health")
        free.set()
        first.join()
        third = app.post("/v1/check", json=CHECK_EXAMPLE)
    assert (second.status_code, second.headers["retry-after"]) == (503, "7")
    assert second.json()["error"]["code"] == "busy"
    assert (page.status_code, page.headers["retry-after"]) == (503, "7")
    assert "try again" in page.text
    assert healthy.status_code == 200
    assert (found, third.status_code) == ([200], 200)


def test_a_fault_of_ours_names_no_text_of_a_file(caplog: pytest.LogCaptureFixture) -> None:
    def fault(data: bytes) -> bytes:
        raise RuntimeError(data.decode())

    caplog.set_level(logging.DEBUG)
    with client(fault) as app:
        answer = app.post("/v1/check", json=CHECK_EXAMPLE)
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "Noor" not in answer.text + caplog.text
    assert "code=RuntimeError" in caplog.text


def test_the_log_holds_ids_sizes_and_codes_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="fitcheck.service")
    with client(answering("{}")) as app:
        app.post("/v1/check", json=CHECK_EXAMPLE)
        app.post(f"/check?token={TOKEN}", files={**FILES, "resume": ("noor-secret.pdf", b"x")})
        app.get("/noor-secret?noor-secret=1")
        app.request("SECRET", "/")
    lines = [record.getMessage() for record in caplog.records if record.name == "fitcheck.service"]
    assert len(lines) == 4
    shape = r"[0-9a-f]{8} (GET|POST|-) (/[\w/.]*|-) \d{3} in=\d+ out=\d+( code=\w+)?"
    for line in lines:
        assert re.fullmatch(shape, line), line
    assert "secret" not in caplog.text.lower()
    assert TOKEN not in caplog.text


def test_every_answer_forbids_what_browsers_could_do_with_it(app: TestClient) -> None:
    for answer in (app.get("/"), app.get("/v1/health"), app.get("/nothing"), app.post("/v1/check")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] in ("no-store", "no-cache")
        assert "server" not in answer.headers


def test_a_web_socket_is_closed(app: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), app.websocket_connect("/v1/check"):
        pass


@given(st.text(), st.text(min_size=1))
def test_a_query_gives_a_value_or_none(query: str, name: str) -> None:
    value = query_value(query, name)
    assert value is None or isinstance(value, str)
