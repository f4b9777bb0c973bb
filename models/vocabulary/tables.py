"""Our own tables of concepts (`fitcheck/data/vocabulary/*.toml`), read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from fitcheck.errors import TableError
from fitcheck.language.vocabulary import ConceptKind
from fitcheck.settings import load_table

SPECIAL = frozenset({"ambiguous", "implications", "relatives", "noise", "occupations"})
_GROUP_KEYS = frozenset({"kind", "source", "accept", "reject", "shows", "related", "concepts"})
_CASES = frozenset({"any", "proper", "exact"})
_GUARD_KEYS = frozenset(
    {
        "id",
        "alias",
        "concept",
        "source",
        "case",
        "after",
        "before",
        "near",
        "apart",
        "listed",
        "alone",
    }
    | {"accept", "reject"}
)


@dataclass
class Entry:
    """One concept of our own tables."""

    name: str
    kind: str
    aliases: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class GuardEntry:
    """One row of `ambiguous.toml`; word sets are written as one string of words."""

    id: str
    alias: str
    concept: str
    case: str
    after: str
    before: str
    near: str
    apart: str
    listed: bool
    alone: bool = True
    """Whether an item of its own needs no context; not for headings, labels and links."""


@dataclass
class Tables:
    """Everything that we wrote ourselves."""

    entries: dict[str, Entry]
    shows: dict[str, set[str]]
    relatives: list[list[str]]
    guards: list[GuardEntry]
    noise: set[str]
    examples: list[tuple[str, str, str, bool]]
    """(table entry, text, concept, whether it must be found)"""


def domains() -> list[str]:
    """Names of the tables of concepts, sorted."""
    folder = files("fitcheck") / "data" / "vocabulary"
    names = sorted(item.name.removesuffix(".toml") for item in folder.iterdir())
    return [name for name in names if name not in SPECIAL]


def read_tables() -> Tables:
    """Read all tables; raises TableError for whatever breaks their rules."""
    tables = Tables({}, {}, [], [], set(), [])
    for domain in domains():
        for group_id, group in load_table(f"vocabulary/{domain}").items():
            _read_group(tables, f"{domain}.{group_id}", group)
    _read_implications(tables)
    _read_relatives(tables)
    _read_guards(tables)
    tables.noise = {
        phrase for group in load_table("vocabulary/noise").values() for phrase in group["phrases"]
    }
    _check_names(tables)
    return tables


def _read_group(tables: Tables, label: str, group: dict[str, Any]) -> None:
    unknown = sorted(set(group) - _GROUP_KEYS)
    if unknown:
        raise TableError(f"{label}: unknown keys {', '.join(unknown)}")
    for key in ("kind", "source", "accept", "concepts"):
        if not group.get(key):
            raise TableError(f"{label}: {key} is missing or empty")
    kind = ConceptKind(group["kind"]).value
    names = list(group["concepts"])
    for name, aliases in group["concepts"].items():
        if name in tables.entries:
            raise TableError(f"{label}: {name} stands in two tables")
        tables.entries[name] = Entry(name, kind, list(aliases))
        if group.get("shows"):
            tables.shows.setdefault(name, set()).update(set(group["shows"]) - {name})
    if group.get("related"):
        tables.relatives.append(names)
    _read_examples(tables, label, group)


def _read_examples(tables: Tables, label: str, group: dict[str, Any]) -> None:
    for key in ("accept", "reject"):
        for example in group.get(key, ()):
            text, arrow, concept = example.partition(" => ")
            if not arrow:
                raise TableError(f"{label}: write the example as 'text => concept': {example}")
            tables.examples.append((label, text, concept, key == "accept"))


def _read_implications(tables: Tables) -> None:
    for group_id, group in load_table("vocabulary/implications").items():
        if set(group) - {"source", "shows"} or not group.get("shows"):
            raise TableError(f"implications.{group_id}: it must have source and shows only")
        for name, shown in group["shows"].items():
            tables.shows.setdefault(name, set()).update(shown)


def _read_relatives(tables: Tables) -> None:
    for group_id, group in load_table("vocabulary/relatives").items():
        if set(group) - {"source", "groups"} or not group.get("groups"):
            raise TableError(f"relatives.{group_id}: it must have source and groups only")
        tables.relatives.extend(group["groups"])


def _read_guards(tables: Tables) -> None:
    ids = set()
    for row in load_table("vocabulary/ambiguous")["guard"]:
        label = f"ambiguous.{row.get('id', '?')}"
        unknown = sorted(set(row) - _GUARD_KEYS)
        if unknown:
            raise TableError(f"{label}: unknown keys {', '.join(unknown)}")
        if row["id"] in ids:
            raise TableError(f"{label}: the id stands twice")
        ids.add(row["id"])
        case = row.get("case", "proper")
        if case not in _CASES or not row.get("accept"):
            raise TableError(f"{label}: case must be one of {sorted(_CASES)}, with examples")
        words = {key: row.get(key, "") for key in ("after", "before", "near", "apart")}
        tables.guards.append(
            GuardEntry(
                id=row["id"],
                alias=row["alias"],
                concept=row["concept"],
                case=case,
                listed=bool(row.get("listed")),
                alone=bool(row.get("alone", True)),
                **words,
            )
        )
        for key in ("accept", "reject"):
            tables.examples.extend(
                (label, text, row["concept"], key == "accept") for text in row.get(key, ())
            )


def _check_names(tables: Tables) -> None:
    known = set(tables.entries)
    named = set(tables.shows).union(*tables.shows.values(), *tables.relatives)
    named |= {guard.concept for guard in tables.guards}
    unknown = sorted(named - known)
    if unknown:
        raise TableError(f"implications, relatives or guards name unknown concepts: {unknown}")
