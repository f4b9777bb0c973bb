"""The description says what the service does: every route, every error, examples that hold.

`python -m tests.service.test_openapi` writes the examples of the answers again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from fitcheck.errors import ErrorCode
from fitcheck.service.app import create_app
from fitcheck.service.guard import API
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.openapi import CHECK_EXAMPLE, FOLLOWUP_EXAMPLE
from fitcheck.service.problems import STATUS, Problem, ServiceCode
from tests.conftest import ROOT
from tests.service.conftest import BASE, DAY, DOORS, KEY, client

DESCRIBED = [path for path in API if path != "/openapi.json"]


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    with client() as app:
        found: dict[str, Any] = app.get("/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in described["paths"].values():
        yield from path.values()


def validator(described: dict[str, Any], schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**schema, "components": described["components"]})


def test_it_describes_the_interface_and_not_the_pages(described: dict[str, Any]) -> None:
    assert sorted(described["paths"]) == sorted(DESCRIBED)


def test_every_example_is_valid(described: dict[str, Any]) -> None:
    count = 0
    for operation in operations(described):
        contents = [answer["content"] for answer in operation["responses"].values()]
        contents.append(operation.get("requestBody", {}).get("content", {}))
        for content in contents:
            for told in content.values():
                if "example" in told:
                    validator(described, told["schema"]).validate(told["example"])
                    count += 1
    assert count > 20


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    names = set(described["components"]["schemas"])
    text = json.dumps(described)
    referred = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred <= names
    assert "$defs" not in text


def test_every_code_is_documented_under_its_status(described: dict[str, Any]) -> None:
    found: dict[str, str] = {}
    for operation in operations(described):
        for status, answer in operation["responses"].items():
            found[status] = found.get(status, "") + answer["description"] + " "
    undocumented = {ServiceCode.INTERNAL, ServiceCode.TOKEN}  # a bug; the token is the page's own
    for code in set(ServiceCode) - undocumented:
        assert code.value in found[str(STATUS[code])]
    for error in ErrorCode:
        status = Problem(error, "").status
        assert status == 500 or error.value in found[str(status)]
    assert "500" not in found


def examples(service: TestClient) -> dict[str, Any]:
    """Answers to the examples of requests, their long lists shortened."""
    return {
        "analysis": shortened(service.post("/v1/check", json=CHECK_EXAMPLE).json(), 2),
        "followup": shortened(service.post("/v1/followup", json=FOLLOWUP_EXAMPLE).json(), 1),
        "due": shortened(service.get("/v1/due", headers={"x-fitcheck-key": KEY}).json(), 1),
        "health": service.get("/v1/health").json(),
    }


def shortened(value: Any, most: int) -> Any:
    if isinstance(value, dict):
        return {key: shortened(inner, most) for key, inner in value.items()}
    if isinstance(value, list) and not (value and isinstance(value[0], int)):
        return [shortened(inner, most) for inner in value[:most]]
    return value


def test_the_example_of_a_check_is_answered_as_shown(
    service: TestClient, described: dict[str, Any]
) -> None:
    shown = described["paths"]["/v1/check"]["post"]["responses"]["200"]["content"]
    answer = service.post("/v1/check", json=CHECK_EXAMPLE).json()
    example = shown["application/json"]["example"]
    assert set(answer) == set(example)
    assert set(answer["matches"][0]) == set(example["matches"][0])
    assert answer["resume"]["positions"] == example["resume"]["positions"]


def test_the_example_of_a_followup_is_answered_as_shown(
    service: TestClient, described: dict[str, Any]
) -> None:
    shown = described["paths"]["/v1/followup"]["post"]["responses"]["200"]["content"]
    answer = service.post("/v1/followup", json=FOLLOWUP_EXAMPLE).json()
    example = shown["application/json"]["example"]
    assert set(answer) == set(example)
    assert (answer["state"], answer["due"]) == (example["state"], example["due"])


def test_the_schemas_name_every_key_that_is_answered(
    service: TestClient, described: dict[str, Any]
) -> None:
    schemas = described["components"]["schemas"]
    answer = service.post("/v1/check", json=CHECK_EXAMPLE).json()
    match, requirement = answer["matches"][0], answer["posting"]["requirements"][0]
    plan = service.post("/v1/followup", json=FOLLOWUP_EXAMPLE).json()
    assert set(match) == set(schemas["match"]["properties"])
    assert set(requirement) == set(schemas["requirement"]["properties"])
    own = set(schemas["followup"]["allOf"][1]["properties"])
    assert set(plan) == own | set(schemas["plan"]["properties"])
    due = service.get("/v1/due", headers={"x-fitcheck-key": KEY}).json()
    assert set(schemas["due"]["properties"]) <= set(due)


def test_the_page_of_documentation_names_every_code_and_limit() -> None:
    text = (ROOT / "docs/serve.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d{3}(?:, \d{3})?) \| (.*) \|$", text, flags=re.MULTILINE))
    told = {status: row for names, row in rows.items() for status in names.split(", ")}
    for code in set(ServiceCode) - {ServiceCode.INTERNAL}:
        assert f"`{code.value}`" in told[str(STATUS[code])]
    limits = ServiceLimits()
    for shown in (
        f"longer than {limits.body_seconds:g} s",
        f"more than {limits.body_bytes // 1_000_000} MB",
        f"free for {limits.wait_seconds:g} s",
        f"longer than {limits.judge_seconds:g} s",
        f"after {limits.tasks_per_judge} tasks",
    ):
        assert shown in text
    assert (limits.places, limits.judges) == (10, 2)
    for path in API:
        assert path in text


def test_the_body_that_the_documentation_sends_is_answered(service: TestClient) -> None:
    text = (ROOT / "docs/serve.md").read_text(encoding="utf-8")
    (body,) = re.findall(r"-d '(\{.*?\})'\n", text, flags=re.DOTALL)
    assert service.post("/v1/check", json=json.loads(body)).json()["fit"]["band"] == "strong"


if __name__ == "__main__":
    made = create_app(today=lambda: DAY, doors=DOORS, key=KEY, folder=ROOT / "examples/job_search")
    with TestClient(made, base_url=BASE) as asked:
        written = json.dumps(examples(asked), indent=1, ensure_ascii=False)
    (ROOT / "fitcheck/service/examples.json").write_text(f"{written}\n", encoding="utf-8")
