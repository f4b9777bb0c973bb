"""The server as an assistant meets it: through the SDK's own client.

What the command does runs over the standard streams; what the tools answer, in this process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, Tool

from fitcheck.cli import main
from fitcheck.mcp.server import make_server
from tests.conftest import ROOT

RESUME = "examples/resumes/backend_engineer.pdf"
POSTING = "examples/postings/backend_engineer.html"
PAIR = {"resume_path": RESUME, "posting_path": POSTING, "as_of": "2026-11-22"}


def with_client(work: Callable[[Client], Awaitable[Any]], *arguments: str) -> Any:
    """What `work` gives with a client of `fitcheck mcp` that runs in the root of the checkout."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "fitcheck", "mcp", *arguments], cwd=ROOT
    )
    return with_client_of(stdio_client(command), work)


def with_client_of(server: Any, work: Callable[[Client], Awaitable[Any]]) -> Any:
    """What `work` gives with a client of a server, or of what leads to one."""

    async def run() -> Any:
        with anyio.fail_after(120):
            # the probe for newer protocols gives up after ten seconds: too soon on a busy machine
            async with Client(server, mode="legacy") as client:
                return await work(client)

    return anyio.run(run)


def called(name: str, arguments: dict[str, Any]) -> CallToolResult:
    """The answer of one tool over the standard streams."""

    async def work(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments)

    answer = with_client(work, "--folder", ".")
    assert isinstance(answer, CallToolResult)
    return answer


@pytest.fixture(scope="module")
def server() -> Any:
    return make_server(folders=[ROOT], today=lambda: date(2026, 11, 22))


def answered(server: Any, name: str, arguments: dict[str, Any]) -> CallToolResult:
    """The answer of one tool in this process."""

    async def work(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments)

    answer = with_client_of(server, work)
    assert isinstance(answer, CallToolResult)
    return answer


@pytest.fixture(scope="module")
def listed() -> dict[str, Tool]:
    async def work(client: Client) -> list[Tool]:
        return (await client.list_tools()).tools

    return {tool.name: tool for tool in with_client(work)}


def test_the_client_lists_four_typed_tools_that_change_nothing(listed: dict[str, Tool]) -> None:
    assert list(listed) == [
        "check_fit",
        "compare_postings",
        "plan_followup",
        "explain_requirement",
    ]
    for tool in listed.values():
        assert tool.output_schema is not None
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


def test_a_check_gives_the_values_that_the_command_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = called("check_fit", PAIR)
    monkeypatch.chdir(ROOT)
    main(["check", RESUME, POSTING, "--format", "json", "--as-of", "2026-11-22"])
    printed = json.loads(capsys.readouterr().out)
    assert answer.structured_content == printed
    assert json.loads(answer.content[0].text) == printed  # type: ignore[union-attr]


def test_postings_are_ranked_and_one_that_cannot_be_read_comes_last(
    listed: dict[str, Tool], server: Any
) -> None:
    postings = [
        {"path": "examples/nowhere.txt"},
        {"path": "examples/postings/staff_nurse.md"},
        {"path": POSTING},
        {"text": "Requirements\n- Five years of experience with Python", "name": "pasted"},
    ]
    answer = answered(server, "compare_postings", {"resume_path": RESUME, "postings": postings})
    given = answer.structured_content
    jsonschema.validate(given, listed["compare_postings"].output_schema)
    names = [row["name"] for row in given["postings"]]
    assert set(names[:2]) == {"pasted", POSTING}
    assert names[2:] == ["examples/postings/staff_nurse.md", "examples/nowhere.txt"]
    assert given["postings"][2]["decision"] == "skip"
    assert given["postings"][3]["error"]["code"] == "missing"


def test_one_requirement_is_explained_by_number_and_by_words(
    listed: dict[str, Tool], server: Any
) -> None:
    first, kafka = (
        answered(server, "explain_requirement", {**PAIR, "requirement": name}).structured_content
        for name in ("Q1", "kafka")
    )
    for given in (first, kafka):
        jsonschema.validate(given, listed["explain_requirement"].output_schema)
    assert first["requirement"]["id"] == "q1"
    assert first["match"]["requirement"] == "q1"
    assert "Kafka" in kafka["requirement"]["quote"]
    assert kafka["match"]["level"] == "partial"
    assert kafka["gap"]["action"] == "show"


def test_a_plan_gives_the_values_that_the_command_prints(
    listed: dict[str, Tool],
    server: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = "examples/job_search/01-harbour-clinic.toml"
    answer = answered(server, "plan_followup", {"application_path": path})
    jsonschema.validate(answer.structured_content, listed["plan_followup"].output_schema)
    monkeypatch.chdir(ROOT)
    main(["followup", path, "--format", "json", "--today", "2026-11-22"])
    assert answer.structured_content == json.loads(capsys.readouterr().out)


def test_a_plan_with_the_pair_decides_by_its_fit(server: Any) -> None:
    application = 'channel = "ats"\napplied_on = 2026-11-01\n'
    told = answered(
        server,
        "plan_followup",
        {
            "application_text": application,
            "resume_path": "examples/resumes/electrician.pdf",
            "posting_path": POSTING,
            "today": "2026-11-22",
        },
    )
    assert told.structured_content["state"] == "close"


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("check_fit", {**PAIR, "resume_path": "../secret.pdf"}, "missing"),
    ("check_fit", {**PAIR, "resume_path": "/etc/hostname"}, "missing"),
    ("check_fit", {**PAIR, "resume_path": ".git/config"}, "missing"),
    ("check_fit", {**PAIR, "resume_path": "examples"}, "directory"),
    ("check_fit", {**PAIR, "resume_path": "bad\0name"}, "missing"),
    ("check_fit", {**PAIR, "resume_text": "both"}, "usage"),
    ("check_fit", {"resume_path": RESUME}, "usage"),
    ("check_fit", {**PAIR, "folder": "/"}, "usage"),
    ("check_fit", {**PAIR, "as_of": "yesterday"}, "usage"),
    ("check_fit", {"resume_text": 5, "posting_text": "x"}, "usage"),
    ("check_fit", {"resume_text": " ", "posting_text": "Requirements\n- Python"}, "empty"),
    ("compare_postings", {"resume_path": RESUME, "postings": []}, "usage"),
    ("compare_postings", {"resume_path": RESUME, "postings": [{"name": "x"}]}, "usage"),
    ("compare_postings", {"resume_path": RESUME, "postings": [{"text": "x"}] * 51}, "usage"),
    ("plan_followup", {"application_text": "channel = 5"}, "application"),
    (
        "plan_followup",
        {"application_text": 'channel = "ats"', "resume_path": RESUME},
        "usage",
    ),
    ("explain_requirement", {**PAIR, "requirement": "q999"}, "usage"),
    ("explain_requirement", PAIR, "usage"),
    ("read_anything", {}, "usage"),
]


def test_what_is_asked_wrongly_is_an_error_with_a_code_and_the_server_goes_on() -> None:
    async def work(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, arguments) for name, arguments, _ in REFUSED]

    answers = with_client(work, "--folder", ".")
    codes = [json.loads(answer.content[0].text)["error"]["code"] for answer in answers]
    assert all(answer.is_error for answer in answers)
    assert codes == [code for _, _, code in REFUSED]


def test_without_an_opened_folder_only_texts_are_read() -> None:
    async def work(client: Client) -> list[CallToolResult]:
        texts = {"resume_text": "Cook since 2019", "posting_text": "Requirements\n- Python"}
        return [
            await client.call_tool("check_fit", arguments)
            for arguments in (PAIR, {**texts, "as_of": "2026-11-22"})
        ]

    refused, given = with_client(work)
    assert refused.is_error
    assert "--folder" in refused.content[0].text
    assert given.structured_content["verdict"]["decision"] == "skip"
    assert given.structured_content["resume"]["source"] == "resume_text"
