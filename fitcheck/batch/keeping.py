"""How much the cache of understood documents holds, and emptying it."""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SIGNATURE = re.compile(r"[0-9a-f]{8,64}")
_PART = re.compile(r"[0-9a-f]{2}")
_REST = re.compile(r"[0-9a-f]{62}|[\w-]+\.part")
"""Names that the cache gives: a folder for each signature, in it one for each beginning of a key,
in that the entries, and what an ended program left half written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheState:
    """What lies in a cache; sizes in bytes. `stale` are entries that this version cannot use."""

    entries: int = 0
    size: int = 0
    stale_entries: int = 0
    stale_size: int = 0


def cache_state(folder: Path, *, signature: str) -> CacheState:
    """What lies in `folder`; nothing where it is not there."""
    counts = {True: [0, 0], False: [0, 0]}
    for path, size in _entries(folder):
        told = counts[path.parents[1].name == signature]
        told[0] += 1
        told[1] += size
    return CacheState(
        entries=counts[True][0],
        size=counts[True][1],
        stale_entries=counts[False][0],
        stale_size=counts[False][1],
    )


def clear_cache(folder: Path, *, keep: str | None = None) -> tuple[int, int]:
    """Remove all entries but those of the signature `keep`; how many, and how many bytes.

    Only files that the cache itself makes are removed, and no link is followed: whatever else
    lies in the folder stays. A program that is running loses nothing but time.
    """
    count = removed = 0
    folders = set()
    for path, size in _entries(folder):
        if path.parents[1].name == keep:
            continue
        with contextlib.suppress(OSError):
            path.unlink()
            count += 1
            removed += size
            folders |= {path.parent, path.parents[1]}
    for place in sorted(folders, key=lambda one: -len(one.parts)):
        with contextlib.suppress(OSError):  # something else lies in it
            place.rmdir()
    return count, removed


def _entries(folder: Path) -> Iterator[tuple[Path, int]]:
    """The entries with their sizes."""
    for home in _below(folder / "profiles", _SIGNATURE):
        for part in _below(home, _PART):
            for path in _below(part, _REST):
                with contextlib.suppress(OSError):
                    state = path.stat(follow_symlinks=False)
                    if stat.S_ISREG(state.st_mode):
                        yield path, state.st_size


def _below(folder: Path, names: re.Pattern[str]) -> list[Path]:
    """What lies in a folder under such names; nothing where it is a link or cannot be read."""
    if folder.is_symlink():
        return []
    try:
        return sorted(path for path in folder.iterdir() if names.fullmatch(path.name))
    except OSError:
        return []
