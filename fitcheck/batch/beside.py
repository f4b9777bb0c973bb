"""The person's corrections beside the files of a run (docs/corrections.md).

They are read once, when the run begins, by the program that was started: workers are given what
they say, so that all rows rest on the same words. Files at addresses have none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from fitcheck.batch import remote
from fitcheck.batch.codec import encode
from fitcheck.batch.sources import Source
from fitcheck.corrections.file import parse_corrections
from fitcheck.corrections.sidecars import ENDING, find_sidecars
from fitcheck.corrections.values import Corrections
from fitcheck.errors import CorrectionsError, FitcheckError
from fitcheck.matching.corrected import LevelCorrection
from fitcheck.records.raw_file import read_text

Levels = tuple[tuple[int, tuple[LevelCorrection, ...]], ...]
"""Corrected levels of a resume by the place of the posting in its block; places rise."""

_RESUMES_OWN: Final = "[[position]] and [[education]] have to stand in the file beside the resume"
_POSTINGS_OWN: Final = "[posting] and [[line]] have to stand in the file beside the posting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Levels by the numbers of resumes and postings, and pairs whose file breaks the form."""

    of_resumes: dict[int, tuple[LevelCorrection, ...]] = field(default_factory=dict)
    of_postings: dict[int, tuple[LevelCorrection, ...]] = field(default_factory=dict)
    of_pairs: dict[tuple[int, int], tuple[LevelCorrection, ...]] = field(default_factory=dict)
    broken: dict[tuple[int, int], FitcheckError] = field(default_factory=dict)

    def levels(self, resume: int, postings: Sequence[int]) -> Levels:
        """The levels of a resume against these postings, in the order in which they count."""
        if not (self.of_resumes or self.of_postings or self.of_pairs):
            return ()
        own = self.of_resumes.get(resume, ())
        found = (
            (at, own + self.of_postings.get(n, ()) + self.of_pairs.get((resume, n), ()))
            for at, n in enumerate(postings)
        )
        return tuple((at, levels) for at, levels in found if levels)


def said_of(levels: Levels) -> str:
    """16 hexadecimal digits that tell levels from others; empty where there are none."""
    if not levels:
        return ""
    return hashlib.sha256(json.dumps(encode(levels)).encode("ascii")).hexdigest()[:16]


def look_beside(
    resumes: Sequence[Source], postings: Sequence[Source]
) -> tuple[tuple[Source, ...], tuple[Source, ...], Beside]:
    """The sources with what lies beside them; one whose file breaks the form has its error."""
    told: tuple[list[Source], list[Source]] = [], []
    levels: tuple[dict[int, tuple[LevelCorrection, ...]], ...] = {}, {}
    for role, sources in enumerate((resumes, postings)):
        for number, source in enumerate(sources):
            try:
                text, said = _said_beside(source, of_resume=role == 0)
            except FitcheckError as problem:
                told[role].append(replace(source, error=problem))
                continue
            told[role].append(replace(source, corrections=text, said=said.digest if said else ""))
            if said.levels:
                levels[role][number] = said.levels
    pairs, broken = _of_pairs(*told)
    beside = Beside(of_resumes=levels[0], of_postings=levels[1], of_pairs=pairs, broken=broken)
    return tuple(told[0]), tuple(told[1]), beside


def _said_beside(source: Source, *, of_resume: bool) -> tuple[str, Corrections]:
    """Text and meaning of the file beside one document. Raises FitcheckError naming the file."""
    if source.error is not None or remote.is_address(source.path):
        return "", Corrections()
    document = Path(source.path)
    found = find_sidecars(document if of_resume else None, None if of_resume else document)
    if not found:
        return "", Corrections()
    text, said = _read(found[0])
    if said.of_posting and of_resume:
        raise _misplaced(found[0], _POSTINGS_OWN)
    if said.of_resume and not of_resume:
        raise _misplaced(found[0], _RESUMES_OWN)
    return (text, said) if said else ("", said)


def _of_pairs(
    resumes: Sequence[Source], postings: Sequence[Source]
) -> tuple[
    dict[tuple[int, int], tuple[LevelCorrection, ...]], dict[tuple[int, int], FitcheckError]
]:
    """What the files of pairs say, and those that break the form."""
    levels: dict[tuple[int, int], tuple[LevelCorrection, ...]] = {}
    broken: dict[tuple[int, int], FitcheckError] = {}
    for path, pairs in _files_of_pairs(resumes, postings):
        try:
            said = _read(path)[1]
            if said.of_resume or said.of_posting:
                raise _misplaced(path, _RESUMES_OWN if said.of_resume else _POSTINGS_OWN)
        except FitcheckError as problem:
            broken |= dict.fromkeys(pairs, problem)
        else:
            if said.levels:
                levels |= dict.fromkeys(pairs, said.levels)
    return levels, broken


def _files_of_pairs(
    resumes: Sequence[Source], postings: Sequence[Source]
) -> Iterator[tuple[Path, list[tuple[int, int]]]]:
    """The files of pairs with the pairs that each speaks of.

    The folders are listed, since asking for a file for each pair would take minutes for millions.
    """
    named: dict[str, list[int]] = defaultdict(list)
    for number, source in enumerate(resumes):
        if not remote.is_address(source.path):
            named[Path(source.path).name].append(number)
    folders: dict[Path, dict[str, int]] = defaultdict(dict)
    for number, source in enumerate(postings):
        if not remote.is_address(source.path):
            folders[Path(source.path).parent][Path(source.path).name] = number
    for folder, held in sorted(folders.items()):
        for name in _names_of_pairs(folder):
            both = name.removesuffix(ENDING)
            cuts = [n for n, character in enumerate(both) if character == "+"]
            pairs = [
                (resume, held[both[:cut]])
                for cut in cuts
                if both[:cut] in held
                for resume in named.get(both[cut + 1 :], ())
            ]
            if pairs and (folder / name).is_file():
                yield folder / name, pairs


def _names_of_pairs(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(e.name for e in found if e.name.endswith(ENDING) and "+" in e.name)
    except (OSError, ValueError):  # then its postings cannot be read either, and their rows say so
        return []


def _read(path: Path) -> tuple[str, Corrections]:
    """Raises FitcheckError whose message names the file: the row names the document."""
    try:
        text = read_text(path, error=CorrectionsError, what="a file of corrections")
        return text, parse_corrections(text, name=path.name)
    except FitcheckError as problem:
        told = f"{path.name}: {problem.message}"
        raise CorrectionsError(told, source=str(path)) from problem


def _misplaced(path: Path, where: str) -> CorrectionsError:
    return CorrectionsError(
        f"{path.name}: in a batch, where each file is understood once for all its pairs, {where}",
        source=str(path),
    )
