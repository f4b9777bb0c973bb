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

    def _place(self, path: str) -> Path:
        if not self._folders:
            raise MissingInputError(
                "no folder is open to the assistant: give the text itself, or start the server "
                "with --folder FOLDER",
                source=path,
            )
        for folder in self._folders:
            try:
                place = (folder / path).resolve(strict=True)
                inside = place.relative_to(folder)
            except (OSError, ValueError, RuntimeError):
                continue  # not there, not below this folder, or no possible name
            if not any(part.startswith(".") for part in inside.parts):
                return place
        opened = ", ".join(os.fspath(folder) for folder in self._folders)
        raise MissingInputError(f"there is no such file in an open folder ({opened})", source=path)


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
