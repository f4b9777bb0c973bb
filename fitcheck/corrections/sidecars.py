"""Where the files of corrections lie: beside the documents that they speak of."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ENDING: Final = ".fitcheck.toml"


def sidecar_of(document: Path) -> Path:
    """Where the corrections of one document lie: beside it, its name with `.fitcheck.toml`."""
    return document.with_name(document.name + ENDING)


def sidecar_of_pair(resume: Path, posting: Path) -> Path:
    """Where the corrected levels of a pair lie: beside the posting, named after both."""
    return posting.with_name(f"{posting.name}+{resume.name}{ENDING}")


def find_sidecars(resume: Path | None, posting: Path | None) -> tuple[Path, ...]:
    """The files of corrections that exist for a pair, or for one document of it.

    A path without a name ("", ".", "/") is no file and has none: its reader says so.
    """
    named = [document for document in (resume, posting) if document is not None and document.name]
    places = [sidecar_of(document) for document in named]
    if len(named) == 2:
        places.append(sidecar_of_pair(named[0], named[1]))
    return tuple(place for place in places if _is_there(place))


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # names that are too long for the disk cannot be there
        return False
