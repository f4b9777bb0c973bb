"""Understood documents on disk, so that no document is read twice.

    cache = ProfileCache(folder, signature=signature)
    packed = cache.get(key) or make()

An entry is found by the bytes of the file, the role, the month or day that it was understood for,
the person's corrections and the signature of all that read and understood it (rules, tables,
models, versions): another signature is another folder, so a stale entry cannot be served. Entries
hold no contact data (`packed`), carry their own digest and are taken for missing where anything is
wrong with them. The least recently used ones go when the folder holds more than `most_bytes`. May
be used by many processes at once; an entry is written beside its place and moved there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from fitcheck.batch.packed import Packed

MOST_BYTES: Final = 500_000_000
"""Default size of all entries: some 80,000 resumes at 6 kB."""
_MAGIC: Final = b"fitcheck profile 1\n"
_HEAD: Final = struct.Struct(">II")
_DIGEST: Final = 32
_FILL: Final = 0.8
"""How full the folder is left by a tidying, so that not every new entry makes for another one."""
_STRIDE: Final = 1 / 16
"""Share of the limit that one process writes before it looks at the size of the folder again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheKey:
    """What an entry is found by; `ending` is the file name's, which tells some formats apart.

    `said` is the digest of the person's corrections, empty without any.
    """

    sha256: str
    role: str
    as_of: str
    ending: str
    said: str = ""

    @property
    def name(self) -> str:
        """The name of the entry's file."""
        told = f"{self.sha256}\0{self.role}\0{self.as_of}\0{self.ending}\0{self.said}"
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


def cache_key(data: bytes, *, role: str, as_of: date, name: str, said: str = "") -> CacheKey:
    """The key of a file with these bytes, understood with the corrections of digest `said`.

    What is understood of a resume depends on the month of `as_of` (a current job counts to its
    first day), of a posting on the day (a deadline passes).
    """
    day = as_of.isoformat()
    ending = os.path.splitext(name)[1].lower()[:20]  # noqa: PTH122 - any text may be a name
    return CacheKey(
        sha256=hashlib.sha256(data).hexdigest(),
        role=role,
        as_of=day[:7] if role == "resume" else day,
        ending=ending,
        said=said,
    )


class ProfileCache:
    """The entries of one signature in a folder that holds those of others too."""

    def __init__(self, folder: Path, *, signature: str, most_bytes: int = MOST_BYTES) -> None:
        self._root = folder / "profiles"
        self._home = self._root / signature
        self._most = most_bytes
        self._written = 0
        self.hits = self.misses = 0

    def usable(self) -> bool:
        """Whether the folder is there, or can be made, and is nobody else's to write to."""
        try:
            self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = self._root.stat()
        except OSError:
            return False
        if not hasattr(os, "getuid"):
            return True
        return state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)

    def get(self, key: CacheKey) -> Packed | None:
        """The entry, or None where there is none that is whole."""
        path = self._path(key)
        packed = _read(path)
        if packed is None:
            self.misses += 1
            return None
        self.hits += 1
        with contextlib.suppress(OSError):  # what was used last goes last
            os.utime(path)
        return packed

    def put(self, key: CacheKey, packed: Packed) -> None:
        """Write the entry, or leave it where the disk does not take it: it is only a cache."""
        body = _HEAD.pack(len(packed.text), len(packed.rest)) + packed.text + packed.rest
        data = _MAGIC + hashlib.sha256(body).digest() + body
        path = self._path(key)
        with contextlib.suppress(OSError):
            self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(beside).replace(path)
            except OSError:
                Path(beside).unlink(missing_ok=True)
                raise
            self._written += len(data)
        if self._written > self._most * _STRIDE:
            self.tidy()

    def tidy(self) -> None:
        """Remove the least recently used entries where there are too many bytes of them.

        Entries of other signatures go first: no program of this version can use them.
        """
        self._written = 0
        found = sorted(self._entries())
        total = sum(size for *_, size, _ in found)
        if total <= self._most:
            return
        for _, _, size, path in found:
            if total <= self._most * _FILL:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    def _entries(self) -> Iterator[tuple[bool, int, int, Path]]:
        """Whether an entry is of this signature, when it was last used, its size and its path."""
        for path in self._root.glob("*/*/*"):
            with contextlib.suppress(OSError):
                state = path.stat(follow_symlinks=False)
                if stat.S_ISREG(state.st_mode):
                    own = path.parents[1] == self._home
                    yield own, state.st_mtime_ns, state.st_size, path

    def _path(self, key: CacheKey) -> Path:
        return self._home / key.name[:2] / key.name[2:]


def _read(path: Path) -> Packed | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    body = data[start:]
    if not data.startswith(_MAGIC) or len(body) < _HEAD.size:
        return None
    if hashlib.sha256(body).digest() != data[len(_MAGIC) : start]:
        return None
    text, rest = _HEAD.unpack_from(body)
    if len(body) != _HEAD.size + text + rest:
        return None
    at = _HEAD.size + text
    return Packed(text=body[_HEAD.size : at], rest=body[at:])
