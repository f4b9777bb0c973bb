"""The rules that plans cite, from the table `followup`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fitcheck.errors import TableError
from fitcheck.followup.application import Channel
from fitcheck.followup.plan import Reason
from fitcheck.settings import load_table


class RuleKind(StrEnum):
    """How firm a rule is: only a default can be changed or overridden."""

    HARD = "hard"
    DEFAULT = "default"
    NOTE = "note"
    LINT = "lint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its id in docs/followup.md, its source, the grade of its evidence, its words."""

    id: str
    source: str
    grade: str
    kind: RuleKind
    text: str


def reason(rule: str) -> Reason:
    """The reason that cites a rule. Raises TableError for an id that the table does not have."""
    found = rules().get(rule)
    if found is None:
        raise TableError(f"followup.toml has no rule {rule!r}")
    return Reason(rule=found.id, text=found.text, source=found.source)


@cache
def rules() -> dict[str, Rule]:
    """All rules by id, in the order of the table. Raises TableError where it breaks its form."""
    loaded: dict[str, Rule] = {}
    for entry in _entries("rule", {"id", "source", "grade", "kind", "text"}):
        if entry["id"] in loaded:
            raise TableError(f"followup.toml has rule {entry['id']!r} twice")
        try:
            kind = RuleKind(entry["kind"])
        except ValueError as problem:
            raise TableError(f"followup.toml, rule {entry['id']}: {problem}") from problem
        loaded[entry["id"]] = Rule(
            id=entry["id"],
            source=entry["source"],
            grade=entry["grade"],
            kind=kind,
            text=entry["text"],
        )
    return loaded


@cache
def expectation(channel: Channel) -> str:
    """What may be expected on a channel, in words (Q7); no figure and no complaint."""
    for entry in _entries("expectation", {"channel", "source", "text"}):
        if entry["channel"] == channel.value:
            return entry["text"]
    raise TableError(f"followup.toml has no expectation for {channel.value!r}")


def _entries(group: str, keys: set[str]) -> list[dict[str, str]]:
    """The entries of a group; each has exactly these keys, all of them non-empty strings."""
    table = load_table("followup")
    if set(table) != {"rule", "expectation"} or not table[group]:
        raise TableError("followup.toml holds [[rule]] and [[expectation]] entries, no others")
    entries: list[dict[str, str]] = table[group]
    for entry in entries:
        if set(entry) != keys or not all(isinstance(v, str) and v for v in entry.values()):
            raise TableError(
                f"followup.toml, {group} {sorted(entry)}: needs exactly {sorted(keys)}"
            )
    return entries
