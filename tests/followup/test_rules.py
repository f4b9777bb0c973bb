"""The table of rules, and that the page of documentation names each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fitcheck.errors import TableError
from fitcheck.followup.application import Channel
from fitcheck.followup.plan import Lint
from fitcheck.followup.rules import expectation, reason, rules

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_that_the_code_cites_stands_in_the_table() -> None:
    cited: set[str] = set()
    for path in (ROOT / "fitcheck" / "followup").glob("*.py"):
        cited |= set(re.findall(r'"([FQCRK]\d{1,2}|[A-Z]{3,}_?[A-Z_]*)"', path.read_text("utf-8")))

    known = set(rules())
    assert {rule for rule in cited if re.fullmatch(r"[FQCRK]\d{1,2}", rule)} <= known
    assert {lint.value for lint in Lint} <= known


def test_every_rule_has_its_place_in_the_documentation() -> None:
    page = (ROOT / "docs" / "followup.md").read_text("utf-8")

    missing = [rule for rule in rules() if not re.search(rf"\b{rule}\b", page)]
    assert missing == []


def test_a_rule_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(TableError):
        reason("Z9")


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_has_an_expectation_without_a_promise(channel: Channel) -> None:
    words = expectation(channel)

    assert words
    assert not re.search(r"\d|%|guarantee|raises? your", words)
