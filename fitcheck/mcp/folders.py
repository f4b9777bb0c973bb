"""Which files an assistant may have read: regular ones below the folders that a person opened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from fitcheck.documents.opening import read_file
from fitcheck.errors import ErrorCode, FitcheckError, MissingInputError
from fitcheck.settings import ReadingSettings


class Folders:
    """The opened folders. Without any, no file is read at all.

    A path is taken relative to the first folder that has it. It must lie below an opened folder
    once all links are followed, and no part of it below that folder may start with a full stop:
    those are files of programs (keys, histories), not of people.
    """

    def __init__(self, folders: Sequence[Path], settings: ReadingSettings) -> None:
        """Raises FitcheckError where one of them is no folder, or is the root of a file system."""
        self._folders = tuple(_checked(folder) for folder in folders)
        self._settings = settings

    def read(self, path: str) -> bytes:
        """The bytes of the file that an assistant named. Raises InputError.

        What lies elsewhere is refused with the words used for what does not exist, so that
        nobody learns from a refusal which files there are.
        """
        place = self._place(path)
        return read_file(place, source=path, settings=self._settings, follow_links=False)

    def beside(self, path: str, name: str) -> bytes | None:
        """The bytes of the file `name` beside the one at `path`, None where there is none.

        It has to lie below the very folder that `path` was found in. Raises InputError.
        """
        for folder in self._folders:
            if _inside(folder, path) is not None:
                place = _inside(folder, Path(path).with_name(name))
                if place is None or not place.is_file():
                    return None
                return read_file(place, source=name, settings=self._settings, follow_links=False)
        return None

    def _place(self, path: str) -> Path:
        if not self._folders:
            raise MissingInputError(
                "no folder is open to the assistant: give the text itself, or start the server "
                "with --folder FOLDER",
                source=path,
            )
        for folder in self._folders:
            place = _inside(folder, path)
            if place is not None:
                return place
        opened = ", ".join(os.fspath(folder) for folder in self._folders)
        raise MissingInputError(f"there is no such file in an open folder ({opened})", source=path)


def _inside(folder: Path, path: Path | str) -> Path | None:
    """The place that a path leads to, None where it is not below the folder or is hidden."""
    try:
        place = (folder / path).resolve(strict=True)
        inside = place.relative_to(folder)
    except (OSError, ValueError, RuntimeError):
        return None  # not there, not below this folder, or no possible name
    return None if any(part.startswith(".") for part in inside.parts) else place


def _checked(folder: Path) -> Path:
    try:
        place = folder.resolve(strict=True)
    except (OSError, RuntimeError) as problem:
        raise FitcheckError(
            "there is no such folder", code=ErrorCode.USAGE, source=os.fspath(folder)
        ) from problem
    if not place.is_dir() or place == Path(place.anchor):
        raise FitcheckError(
            "give a folder that holds what the assistant may read, and not everything",
            code=ErrorCode.USAGE,
            source=os.fspath(folder),
        )
    return place
