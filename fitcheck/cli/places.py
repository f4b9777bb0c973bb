"""Where this system keeps what may be thrown away, and what the environment says of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from fitcheck.errors import SettingsError

CACHE_FOLDER = "FITCHECK_CACHE_DIR"
CACHE_BYTES = "FITCHECK_CACHE_BYTES"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder for caches: FITCHECK_CACHE_DIR, or where the system has them; None without a home.

    XDG_CACHE_HOME or ~/.cache on Linux, ~/Library/Caches on macOS, LOCALAPPDATA on Windows.
    """
    chosen = environment.get(CACHE_FOLDER)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / "fitcheck" / "Cache" if local else None
    home = environment.get("HOME")
    if sys.platform == "darwin":
        return Path(home) / "Library" / "Caches" / "fitcheck" if home else None
    named = environment.get("XDG_CACHE_HOME", "")
    if named.startswith("/"):  # others are to be ignored, says the standard
        return Path(named) / "fitcheck"
    return Path(home) / ".cache" / "fitcheck" if home else None


def cache_bytes(default: int, environment: Mapping[str, str] = os.environ) -> int:
    """How many bytes the cache may hold: FITCHECK_CACHE_BYTES or the default."""
    text = environment.get(CACHE_BYTES)
    if not text:
        return default
    if not text.isdecimal():
        raise SettingsError(f"{CACHE_BYTES} must be a whole number of bytes")
    return int(text)
