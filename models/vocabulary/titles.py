"""Compile occupation titles: our own common ones first, then ESCO's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fitcheck.errors import TableError
from fitcheck.language.spelling import key_of, unaccented
from fitcheck.settings import load_table

MOST_OTHERS = 6
"""Other titles kept of an ESCO occupation: the list is long and the tail is never written."""


def compile_titles(esco: Iterable[tuple[str, str, tuple[str, ...]]]) -> str:
    """Rows "title, ISCO-08 group, keys": every key belongs to its first owner."""
    owner: set[str] = set()
    rows = []
    for name, group, labels in [*_own_titles(), *_foreign_titles(esco)]:
        keys = [key_of(label) for label in (name, *labels) if "(" not in label and label.isascii()]
        fresh = [key for key in dict.fromkeys(keys) if key not in owner]
        owner.update(fresh)
        if fresh:
            rows.append("\t".join((unaccented(name), group, *fresh)))
    return "fitcheck.occupations/1\n\n" + "\n".join(rows) + "\n"


def _foreign_titles(
    esco: Iterable[tuple[str, str, tuple[str, ...]]],
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """ESCO's titles of two words and more; one-word titles ("host", "model") are ours to choose."""
    for name, group, others in sorted(esco):
        labels = [label for label in (name, *others[:MOST_OTHERS]) if " " in key_of(label)]
        if labels:
            yield labels[0], group, tuple(labels[1:])


def _own_titles() -> list[tuple[str, str, tuple[str, ...]]]:
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for group_id, group in load_table("vocabulary/occupations").items():
        found.extend(_titles_of(group_id, group))
    return found


def _titles_of(group_id: str, group: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    if set(group) != {"isco", "source", "titles"} or not group["titles"]:
        raise TableError(f"occupations.{group_id}: it must have isco, source and titles")
    titles = group["titles"]
    if isinstance(titles, list):
        return [(title, group["isco"], ()) for title in titles]
    return [(title, group["isco"], tuple(others)) for title, others in titles.items()]
