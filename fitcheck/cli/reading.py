"""Files named on the command line are read in other processes, from the first moment on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitcheck.cli.output import source

if TYPE_CHECKING:
    from fitcheck.documents.isolation.outcomes import PendingDocument
    from fitcheck.settings import Settings


def start_reading(*arguments: str, settings: Settings) -> list[PendingDocument]:
    """Begin to read what each argument names; comes back before anything is read."""
    from fitcheck.documents.isolation.reading import shared_reader

    reader = shared_reader(settings.reading, settings.isolation)
    reader.begin()
    return [reader.submit(source(argument), name=argument) for argument in arguments]
