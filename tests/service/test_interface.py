"""What the interface answers: the wire schema, or a problem that says what to do."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from fitcheck.cli import main
from fitcheck.service.openapi import APPLICATION, CHECK_EXAMPLE, FOLLOWUP_EXAMPLE, wire_schemas
from tests.conftest import ROOT
from tests.service.conftest import KEY, MARK, client

RESUME = ROOT / "examples/resumes/backend_engineer.pdf"
POSTING = ROOT / "examples/postings/backend_engineer.html"


def valid(value: Any, name: str) -> None:
    """Fail where a value breaks the schema that the description gives for it."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": wire_schemas()}}
    jsonschema.Draft202012Validator(schema).validate(value)


def files(resume: Path = RESUME, posting: Path = POSTING) -> dict[str, tuple[str, bytes]]:
    return {
        "resume": (resume.name, resume.read_bytes()),
        "posting": (posting.name, posting.read_bytes()),
    }


def test_a_check_answers_what_the_command_prints(
    service: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = service.post("/v1/check", files=files(), headers=MARK)
    main(["check", str(RESUME), str(POSTING), "--format", "json", "--as-of", "2026-11-22"])
    printed = json.loads(capsys.readouterr().out)
    printed["resume"]["source"], printed["posting"]["source"] = RESUME.name, POSTING.name
    assert answer.status_code == 200
    assert answer.json() == printed
    valid(answer.json(), "analysis")


def test_json_and_form_and_base64_are_answered_alike(service: TestClient) -> None:
    form = service.post("/v1/check", files=files(), headers=MARK).json()
    encoded = {
        role: {"base64": base64.b64encode(data).decode(), "name": name}
        for role, (name, data) in files().items()
    }
    assert service.post("/v1/check", json=encoded).json() == form


def test_a_posting_may_be_pasted(service: TestClient) -> None:
    answer = service.post(
        "/v1/check",
        files={"resume": files()["resume"]},
        data={"posting_text": "Engineer\n\nRequirements\n- Python\n", "as_of": "2020-01-01"},
        headers=MARK,
    )
    assert answer.json()["as_of"] == "2020-01-01"
    assert answer.json()["matches"][0]["level"] in ("demonstrated", "partial")


def test_the_day_of_the_machine_counts_where_none_is_given(service: TestClient) -> None:
    asked = {key: value for key, value in CHECK_EXAMPLE.items() if key != "as_of"}
    assert service.post("/v1/check", json=asked).json()["as_of"] == "2026-11-22"


def test_a_followup_answers_what_the_command_prints(
    service: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / "examples/job_search/03-meadow-practice.toml"
    main(["followup", str(path), "--format", "json", "--today", "2026-11-22"])
    printed = json.loads(capsys.readouterr().out)
    asked = {"application": path.read_text(encoding="utf-8")}
    answer = service.post("/v1/followup", json=asked)
    form = service.post(
        "/v1/followup", files={"application": (path.name, path.read_bytes())}, headers=MARK
    )
    valid(form.json(), "followup")
    assert answer.status_code == 200
    assert form.json() == printed
    assert {**answer.json(), "application": ""} == {**printed, "application": ""}


def test_a_followup_with_both_files_is_judged(service: TestClient) -> None:
    bare = {key: value for key, value in APPLICATION.items() if key != "fit"}
    asked = {**CHECK_EXAMPLE, "application": bare}
    with_fit = service.post("/v1/followup", json={**asked, "fit": "none"}).json()
    judged = service.post("/v1/followup", json=asked).json()
    assert judged["state"] == "follow_up"
    assert with_fit["state"] != judged["state"]
    assert any("Cafe Lumen" in draft["text"] for draft in judged["drafts"])


def test_paths_in_an_application_are_never_opened(service: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Experience\nSpy, Agency, 2010 - 2024\n")
    asked = {"application": {**APPLICATION, "resume": str(secret), "posting": str(secret)}}
    answer = service.post("/v1/followup", json=asked)
    assert answer.status_code == 200
    assert "Agency" not in answer.text


def test_the_due_list_is_what_the_command_prints(
    service: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["due", str(ROOT / "examples/job_search"), "--format", "json", "--today", "2026-11-22"])
    printed = json.loads(capsys.readouterr().out)
    answer = service.get("/v1/due", headers={"x-fitcheck-key": KEY})
    assert answer.json() == printed
    valid(answer.json(), "due")


@pytest.mark.parametrize("key", [None, "", "wrong", KEY + "x", "\xff"])
def test_the_due_list_is_for_who_knows_the_key(service: TestClient, key: str | None) -> None:
    told = {} if key is None else {b"x-fitcheck-key": key.encode("latin-1")}
    answer = service.get("/v1/due", headers=told)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "key")


def test_without_a_folder_there_is_no_due_list() -> None:
    with client() as app:
        answer = app.get("/v1/due", headers={"x-fitcheck-key": KEY})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_health_says_that_it_runs(service: TestClient) -> None:
    valid(service.get("/v1/health").json(), "health")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"PK\x03\x04" + b"\0" * 30, "corrupt"), (b"\xd0\xcf\x11\xe0", "")],
)
def test_what_cannot_be_read_is_a_problem_with_its_code(
    service: TestClient, data: bytes, code: str
) -> None:
    answer = service.post(
        "/v1/check", files={**files(), "resume": ("../r\x1b.pdf", data)}, headers=MARK
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    valid(answer.json(), "error")
    assert answer.json()["error"]["code"] == code or not code
    assert "\x1b" not in answer.text


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 400, "not valid JSON"),
        (b"{", 400, "not valid JSON"),
        (b'{"resume": "\xff"}', 400, "not valid JSON"),
        (b"[]", 422, "input should be an object"),
        (b"{}", 422, "resume: the key is missing"),
        (b'{"resume": {"text": ""}, "posting": {"text": "x"}}', 422, "resume.text"),
        (b'{"resume": {"base64": "!!!!"}, "posting": {"text": "x"}}', 422, "resume"),
        (b'{"resume": {"base64": "AAAAA"}, "posting": {"text": "x"}}', 422, "not base64"),
        (b'{"resume": {"text": "x"}, "posting": {"text": "x"}, "SECRET": 1}', 422, "unknown key"),
        (b'{"resume": {"text": "x"}, "posting": {"text": "x"}, "as_of": 1}', 422, "as_of"),
        (
            b'{"resume": {"text": "x"}, "posting": {"text": "x"}, "as_of": "0001-01-01"}',
            422,
            "1990",
        ),
        (b"[" * 100_000, 400, "not valid JSON"),
    ],
)
def test_a_wrong_body_is_told_what_is_wrong(body: bytes, status: int, says: str) -> None:
    with client() as app:
        answer = app.post("/v1/check", content=body, headers={"content-type": "application/json"})
    valid(answer.json(), "error")
    assert answer.status_code == status
    assert says in answer.json()["detail"]
    assert "SECRET" not in answer.text


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"resume": ("r", b"x")}, "posting: there is none"),
        ({"posting": ("p", b"x")}, "resume: there is none"),
        ({"resume": ("r", b"x"), "posting": ("p", b"x"), "path": ("p", b"x")}, "unknown name"),
        ({"resume": ("r", b"x"), "posting": ("p", b"x"), "posting_text": (None, b"x")}, "twice"),
        ({"resume": ("r", b"x"), "posting": ("p", b"x"), "as_of": (None, b"soon")}, "YYYY-MM-DD"),
    ],
    ids=str,
)
def test_a_wrong_form_is_told_what_is_wrong(parts: Any, says: str) -> None:
    with client() as app:
        answer = app.post("/v1/check", files=parts, headers=MARK)
    assert answer.status_code == 422
    assert says in answer.json()["detail"]


def test_a_wrong_application_is_told_key_and_place(service: TestClient) -> None:
    wrong = service.post("/v1/followup", json={"application": {**APPLICATION, "channel": "x"}})
    large = service.post("/v1/followup", json={"application": "# " + "x" * 1_000_001})
    alone = service.post(
        "/v1/followup", json={**FOLLOWUP_EXAMPLE, "posting": CHECK_EXAMPLE["posting"]}
    )
    band = service.post(
        "/v1/followup", files={"application": b"", "fit": (None, b"best")}, headers=MARK
    )
    assert wrong.json()["error"]["code"] == "application"
    assert "channel" in wrong.json()["detail"]
    assert "larger" in large.json()["detail"]
    assert "give both" in alone.json()["detail"]
    assert "strong" in band.json()["detail"]
    assert {a.status_code for a in (wrong, large, alone, band)} == {422}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/check", 405), ("PUT", "/", 405), ("POST", "/v1/due", 405), ("GET", "/../x", 404)],
)
def test_other_paths_and_methods_are_problems_too(method: str, path: str, status: int) -> None:
    with client() as app:
        answer = app.request(method, path)
    assert answer.status_code == status
    valid(answer.json(), "error")


BOUNDARY = "multipart/form-data; boundary=b"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [b"--b", b"--b--", b"\r\n", b"\n", b"x", b"\0", b"\xff", b"Content-Disposition: ",
             b'form-data; name="resume"', b'; filename="r"',
             b"Content-Type: text/plain; charset=zz",
             b'form-data; name="posting"', b"Content-Length: 9" , b": ", b";"]
        ),
        max_size=30,
    ),
    st.sampled_from(
        [BOUNDARY, "multipart/form-data", "multipart/form-data; boundary=",
         BOUNDARY + "; charset=zz",
         'multipart/form-data; boundary="', "multipart/form-data; boundary=" + "b" * 300]
    ),
)  # fmt: skip
def test_no_form_however_broken_is_a_fault_of_ours(pieces: list[bytes], kind: str) -> None:
    answer = _app().post(
        "/v1/check", content=b"".join(pieces), headers={**MARK, "content-type": kind}
    )
    assert answer.status_code in (200, 400, 422)


@settings(max_examples=150)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(
                        st.sampled_from(["resume", "posting", "text", "base64", "name", "as_of",
                                         "application", "fit"]) | st.text(), inner)))  # fmt: skip
def test_no_json_however_odd_is_a_fault_of_ours(value: Any) -> None:
    for path in ("/v1/check", "/v1/followup"):
        answer = _app().post(
            path, content=json.dumps(value), headers={"content-type": "application/json"}
        )
        assert answer.status_code in (200, 400, 422)


def _app() -> TestClient:
    """A client without lifespan, made once: hypothesis asks hundreds of times."""
    if not _APPS:
        from fitcheck.service.app import create_app
        from fitcheck.service.judges import Judges
        from fitcheck.service.limits import ServiceLimits
        from tests.service.conftest import BASE, DAY, DOORS, Double, answering

        judges = Judges(ServiceLimits(), start=lambda _: Double(answering("{}")))
        app = create_app(today=lambda: DAY, doors=DOORS, key=KEY, judges=judges)
        _APPS.append(TestClient(app, base_url=BASE))
    return _APPS[0]


_APPS: list[TestClient] = []
