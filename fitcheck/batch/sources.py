"""What is to be read: paths, folders, patterns and addresses, as one list without repeats."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fitcheck.batch import remote
from fitcheck.batch.records import Stamp
from fitcheck.documents.folder import OWN_FILE, find_files
from fitcheck.documents.opening import bounded, read_file
from fitcheck.errors import FitcheckError, InputError, MissingInputError
from fitcheck.settings import ReadingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read. `found` is True where it was found in a folder: links are not followed.

    `error` says why it cannot be read, where that is known already. `corrections` is the text of
    the person's file beside it, `said` the digest of what that says; both are empty without one.
    """

    path: str
    found: bool = False
    error: FitcheckError | None = None
    corrections: str = ""
    said: str = ""


def find_sources(named: Iterable[str | os.PathLike[str]]) -> tuple[Source, ...]:
    """Every file that is named, each once, in the order of the paths' bytes.

    A folder gives all files in it, those in its folders too, but for hidden ones; a name with
    `*`, `?` or `[` that is no file is a pattern (`**` for any folders). What fitcheck itself keeps
    beside documents is left out unless it is named. What cannot be listed or matches nothing is a
    source with an error.
    """
    found: dict[str, Source] = {}
    for one in named:
        for source in _sources(os.fspath(one)):
            found.setdefault(source.path, source)
    return tuple(sorted(found.values(), key=lambda source: os.fsencode(source.path)))


def _sources(given: str) -> Iterator[Source]:
    if remote.is_address(given):
        for path in remote.expand(given):
            if path == given or not _is_ours(path):
                yield Source(path=path)
    elif Path(given).is_dir():
        yield from _in_folder(Path(given))
    elif glob.has_magic(given) and not Path(given).exists():
        yield from _matching(given)
    else:
        yield Source(path=given)


def _matching(pattern: str) -> Iterator[Source]:
    matched = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - a pattern may be absolute
    if not matched:
        error = MissingInputError("no file matches this pattern", source=pattern)
        yield Source(path=pattern, error=error)
    for path in matched:
        if not Path(path).is_dir():
            if not _is_ours(path):
                yield Source(path=path)
        elif not pattern.endswith("**"):
            yield from _in_folder(Path(path))


def _is_ours(path: str) -> bool:
    """Whether fitcheck keeps such a file beside documents, so that it is none itself."""
    return path.lower().endswith(OWN_FILE)


def _in_folder(folder: Path) -> Iterator[Source]:
    try:
        for entry in find_files(folder):
            path = entry.source or "" if isinstance(entry, InputError) else os.fspath(entry)
            if any(part.startswith(".") for part in Path(path).relative_to(folder).parts):
                continue
            error = entry if isinstance(entry, InputError) else None
            yield Source(path=path, found=True, error=error)
    except MissingInputError as problem:
        yield Source(path=os.fspath(folder), error=problem)


def stamp_of(source: Source) -> Stamp | None:
    """Size and time of the last change, or None where the file cannot be looked at."""
    if remote.is_address(source.path):
        return remote.stamp_of(source.path)
    try:
        state = Path(source.path).stat(follow_symlinks=not source.found)
    except (OSError, ValueError):
        return None
    return Stamp(size=state.st_size, changed=str(state.st_mtime_ns))


def bytes_of(source: Source, settings: ReadingSettings) -> bytes:
    """The bytes of a source. Raises FitcheckError, of files InputError."""
    if source.error is not None:
        raise source.error
    if remote.is_address(source.path):
        data = remote.read(source.path, most=settings.max_bytes)
        return bounded(data, source.path, settings)
    return read_file(
        source.path, source=source.path, settings=settings, follow_links=not source.found
    )
