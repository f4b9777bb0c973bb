from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from fitcheck.language.embeddings import Embeddings
from tests.matching.builders import levels, report

TABLE = tomllib.loads((Path(__file__).parent / "known_failures.toml").read_text("utf-8"))


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize("case", TABLE["nearness"], ids=lambda c: c["id"])
def test_the_nearer_meaning_is_nearer(case: dict[str, Any]) -> None:
    line, near, far = Embeddings.load().encode([case["line"], case["near"], case["far"]])
    assert float(line @ near) > float(line @ far)


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize("case", TABLE["level"], ids=lambda c: c["id"])
def test_the_level_is_the_wanted_one(case: dict[str, Any]) -> None:
    assert [level.value for level in levels(report(case["resume"], case["posting"]))] == [
        case["wanted"]
    ]
