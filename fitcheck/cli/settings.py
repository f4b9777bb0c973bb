"""A person's own settings: which files count, and what they change (docs/settings.md).

Looking for files is the command's business; the library reads only what it is given.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fitcheck.records.settings_file import OwnSettings

FILE_NAME = "fitcheck.toml"


def add_settings(command: argparse.ArgumentParser) -> None:
    """`--settings` and `--no-settings`."""
    group = command.add_mutually_exclusive_group()
    group.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help=f"your own settings (default: {FILE_NAME} in your config folder and in this folder)",
    )
    group.add_argument("--no-settings", action="store_true", help="only the default settings")


def own_settings(options: argparse.Namespace | None = None) -> OwnSettings:
    """The settings that count for a call, what in them is not the default, and whence.

    `--settings FILE` is read alone; `--no-settings` reads nothing; otherwise the files of
    `settings_files` are merged in their order. Raises SettingsError naming file, key and line.
    """
    from fitcheck.records.settings_file import read_own_settings

    given = getattr(options, "settings", None)
    if given is not None:
        return read_own_settings([given])
    if getattr(options, "no_settings", False):
        return read_own_settings([])
    return read_own_settings(settings_files())


def has_own_settings(options: argparse.Namespace) -> bool:
    """Whether any file of settings counts for a call."""
    if getattr(options, "settings", None) is not None:
        return True
    return not getattr(options, "no_settings", False) and bool(settings_files())


def settings_files() -> tuple[Path, ...]:
    """The settings files that exist: the person's, then that of the working directory."""
    places = (config_folder() / FILE_NAME, Path(FILE_NAME))
    return tuple(place for place in places if place.is_file())


def config_folder() -> Path:
    """Where the person's settings lie, whether or not there are any."""
    stated = os.environ.get("XDG_CONFIG_HOME")
    if stated and Path(stated).is_absolute():
        return Path(stated) / "fitcheck"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "fitcheck"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "fitcheck"
    return Path.home() / ".config" / "fitcheck"
