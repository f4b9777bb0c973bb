"""A person's own settings from TOML files, merged over the defaults (docs/settings.md).

Nothing is looked for here: the caller names the files. Limits of reading and isolation cannot be
set in a file, since one may lie in a folder that somebody else made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from fitcheck.errors import SettingsError
from fitcheck.records.fields import Fields
from fitcheck.records.raw_file import parse_values, read_text
from fitcheck.records.setting_ranges import ORDERS, RANGES
from fitcheck.settings import (
    BandSettings,
    EchoSettings,
    FollowupSettings,
    MatchingSettings,
    Settings,
    VocabularySettings,
)

MOST_NAMES = 1_000
"""Own names, and own implications, of one file; the shipped tables have some 6,000."""
LARGEST_SETTINGS = 200_000
"""Bytes of a settings file; a thousand own names have about 40,000."""

_Group = TypeVar("_Group", MatchingSettings, EchoSettings, BandSettings, FollowupSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSetting:
    """One setting that differs from the default, as texts; `source` names the file that says so.

    `key` is as in the file: `matching.weight_trait`, `aliases.k8s`. `default` is None for a name
    or an implication, `source` where the setting did not come from a file.
    """

    key: str
    value: str
    default: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """The merged settings, what in them is not the default, and the files in the order read."""

    settings: Settings
    changed: tuple[ChangedSetting, ...] = ()
    files: tuple[Path, ...] = ()


def read_own_settings(paths: Sequence[Path]) -> OwnSettings:
    """The defaults with these files merged over them, later ones over earlier ones.

    Raises MissingInputError where a file cannot be read, SettingsError naming key and line.
    """
    settings = Settings()
    sources: dict[str, str] = {}
    for path in paths:
        text = read_text(
            path, error=SettingsError, what="a file of settings", most=LARGEST_SETTINGS
        )
        before = {one.key: one.value for one in changed_settings(settings)}
        settings = merged(settings, text, name=path.name)
        sources |= {
            one.key: str(path)
            for one in changed_settings(settings)
            if before.get(one.key) != one.value
        }
    changed = changed_settings(settings)
    return OwnSettings(
        settings=settings,
        changed=tuple(replace(one, source=sources.get(one.key)) for one in changed),
        files=tuple(paths),
    )


def merged(settings: Settings, text: str, *, name: str) -> Settings:
    """`settings` with what a TOML text says. Raises SettingsError naming key and line."""
    values, places = parse_values(text, name=name, error=SettingsError)
    top = Fields(values, places, name, error=SettingsError)
    for refused in ("reading", "isolation"):
        if top.get(refused) is not None:
            top.fail(refused, "limits of reading cannot be set in a file (docs/settings.md)")
    result = replace(
        settings,
        matching=_group(top, "matching", settings.matching),
        echo=_group(top, "echo", settings.echo),
        bands=_group(top, "bands", settings.bands),
        followup=_group(top, "followup", settings.followup),
        vocabulary=_vocabulary(top, settings.vocabulary),
    )
    top.finish()
    return result


def changed_settings(settings: Settings) -> tuple[ChangedSetting, ...]:
    """What differs from the defaults, in the order of the settings; without reading and isolation.

    Those two change how long and how much is read, not how it is judged.
    """
    found = []
    defaults = Settings()
    for group in ("matching", "echo", "bands", "followup"):
        mine, theirs = getattr(settings, group), getattr(defaults, group)
        for each in fields(mine):
            value, default = getattr(mine, each.name), getattr(theirs, each.name)
            if value != default:
                key = f"{group}.{each.name}"
                found.append(ChangedSetting(key=key, value=_shown(value), default=_shown(default)))
    own = settings.vocabulary
    for name, concept in own.aliases:
        found.append(ChangedSetting(key=f"aliases.{name}", value=concept, default=None))
    for name, implied in own.implications:
        value = ", ".join(implied)
        found.append(ChangedSetting(key=f"implications.{name}", value=value, default=None))
    return tuple(found)


def judging_settings(settings: Settings) -> tuple[ChangedSetting, ...]:
    """`changed_settings` without those of following up, which move no level and no score."""
    return tuple(one for one in changed_settings(settings) if not one.key.startswith("followup."))


def _group(top: Fields, name: str, current: _Group) -> _Group:
    """One table of numbers over the current values."""
    table = top.table(name)
    if table is None:
        return current
    table.known = {each.name for each in fields(current)}
    table.finish()
    changes: dict[str, Any] = {
        key: _value(table, key, getattr(current, key)) for key in table.values
    }
    try:
        result = replace(current, **changes)
    except SettingsError as problem:
        table.fail(next(iter(changes), None), problem.message)
    for lower, upper in ORDERS.get(name, ()):
        if getattr(result, lower) > getattr(result, upper):
            key = lower if lower in changes else upper
            table.fail(key, f"{lower} must not be greater than {upper}")
    return result


def _value(table: Fields, key: str, current: Any) -> Any:
    """The value of one key, of the type of the current one and within its range."""
    value = table.get(key)
    if key == "holidays":
        return table.days(key)
    if isinstance(current, bool):
        return table.flag(key)
    if isinstance(current, tuple):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            table.fail(key, f"give a list such as {list(current)}")
        return tuple(value)
    wanted = int if isinstance(current, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        table.fail(key, f"give a {'whole ' if isinstance(current, int) else ''}number")
    least, most = RANGES.get(table.path[-1], {}).get(key, (float("-inf"), float("inf")))
    if not least <= value <= most:
        table.fail(key, f"give a number from {least:g} to {most:g}")
    return type(current)(value)


def _vocabulary(top: Fields, current: VocabularySettings) -> VocabularySettings:
    aliases = dict(current.aliases)
    implications = dict(current.implications)
    for table, name in _entries(top, "aliases"):
        aliases[name] = table.line_of_text(name) or ""
    for table, name in _entries(top, "implications"):
        value = table.get(name)
        if not isinstance(value, list) or not value or len(value) > MOST_NAMES:
            table.fail(name, "give a list of concepts between square brackets")
        if not all(isinstance(one, str) and 0 < len(one) <= 500 for one in value):
            table.fail(name, "give names of concepts between quotes")
        implications[name] = tuple(dict.fromkeys(value))
    return VocabularySettings(
        aliases=tuple(aliases.items()), implications=tuple(implications.items())
    )


def _entries(top: Fields, key: str) -> list[tuple[Fields, str]]:
    table = top.table(key)
    if table is None:
        return []
    if len(table.values) > MOST_NAMES:
        top.fail(key, f"there are {len(table.values)} entries, the limit is {MOST_NAMES}")
    return [(table, name) for name in table.values]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
