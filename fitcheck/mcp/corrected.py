"""The person's corrections beside the files that an assistant names (docs/corrections.md)."""

from __future__ import annotations

from pathlib import Path

from fitcheck.analysis import Analysis
from fitcheck.corrections.file import parse_corrections
from fitcheck.corrections.sidecars import sidecar_of, sidecar_of_pair
from fitcheck.corrections.values import Corrections
from fitcheck.errors import CorrectionsError
from fitcheck.mcp.arguments import Given
from fitcheck.mcp.folders import Folders
from fitcheck.records.raw_file import text_of


def corrections_beside(folders: Folders, resume: Given, posting: Given) -> Corrections | None:
    """What the files beside the two say, in the order in which they count; None without any.

    A text has none, and a pair only where both are files. Raises CorrectionsError naming file,
    key and line, and InputError.
    """
    wanted = [
        (given.path, sidecar_of(Path(given.path)).name)
        for given in (resume, posting)
        if given.path is not None
    ]
    if resume.path is not None and posting.path is not None:
        pair = sidecar_of_pair(Path(resume.path), Path(posting.path))
        wanted.append((posting.path, pair.name))
    found = Corrections()
    for path, name in wanted:
        data = folders.beside(path, name)
        if data is not None:
            text = text_of(data, source=name, error=CorrectionsError, what="a file of corrections")
            found += parse_corrections(text, name=name)
    return found or None


def count_of(analysis: Analysis) -> int:
    """How many corrections an analysis rests on: those that differ from what was read."""
    return sum(one.changes for one in analysis.applied)
