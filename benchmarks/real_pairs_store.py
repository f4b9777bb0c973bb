"""The stored labels of real pairs: digests, ids, paths and terms of closed lists, no text.

One file a split, `corpus/real_pairs/SPLIT.tsv`, with a row for each

    posting  ID  PATH  DIGEST                    a pair set begins
    resume   KEY  PATH  DIGEST  FIT  yes|no      its resumes in order; fit and worth
    lines    ZONE  DIGEST DIGEST …               posting lines in order that ask nothing
    ask      DIGEST  ASK  STATUS  STATUS …       a posting line that asks; one status a resume

PATH begins with `data/` (the development data), or is `corpus/` and the id of a posting of the
corpus; the member of an archive stands behind `!`. Its DIGEST is that of the file's (or member's)
bytes, that of a line `real_lines.line_digest`. ASK and STATUS are written as in a sheet
(docs/labelling.md, 4), with the digests of the resume's lines as evidence and no concepts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import FOLDER, Split
from benchmarks.labels import FITS, ZONES, Ask, Shown
from benchmarks.sheets import LETTERS, SheetError, parse_ask, parse_status

STORE = FOLDER / "real_pairs"
SPLITS = (Split.TRAIN, Split.DEV)
_DIGEST = re.compile(r"[0-9a-f]{16}")
_ID = re.compile(r"P[0-9]{4}")
_KEY = re.compile(r"R[1-9]")
_PATH = re.compile(r"corpus/P[0-9]{3}|data/[ \"-~]+(?:\.zip![ \"-~]+)?")
_LETTER = {status: letter for letter, status in LETTERS.items()}


class StoreError(ValueError):
    """A row that is not in the form above; the message names its number and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """Where a text of others lies, with the digest of its bytes."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A posting line by digest; `shown` has one status a resume, none where nothing is asked."""

    digest: str
    zone: str
    ask: Ask | None = None
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResume:
    """One resume of a set; `key` is its name in the readings ("R1")."""

    key: str
    text: StoredText
    fit: str
    worth: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSet:
    """One posting with its resumes and all that was labelled."""

    id: str
    text: StoredText
    resumes: tuple[StoredResume, ...]
    lines: tuple[StoredLine, ...]


def load_store(split: Split, folder: Path = STORE) -> tuple[StoredSet, ...]:
    """The sets of a split, in the order of their ids; empty where nothing is stored."""
    path = folder / f"{split.value}.tsv"
    return parse_store(path.read_text(encoding="utf-8")) if path.exists() else ()


def parse_store(text: str) -> tuple[StoredSet, ...]:
    """The sets of a file; raises StoreError for the first row that is not in the form above."""
    sets: list[StoredSet] = []
    for number, row in enumerate(text.splitlines(), 1):
        word, *cells = row.split("\t")
        try:
            if word == "posting":
                sets.append(_posting(*cells))
            else:
                _require(bool(sets) and word in _PARTS, f"no row begins with {word!r} here")
                sets[-1] = _PARTS[word](sets[-1], *cells)
        except (StoreError, SheetError, TypeError, ValueError) as problem:
            raise StoreError(f"row {number}: {problem}") from problem
    return tuple(sets)


def _posting(name: str, path: str, digest: str) -> StoredSet:
    return StoredSet(id=_like(_ID, name), text=_text(path, digest), resumes=(), lines=())


def _resume(found: StoredSet, key: str, path: str, digest: str, *judged: str) -> StoredSet:
    _require(not found.lines, "a resume after the first line")
    _require(all(key != one.key for one in found.resumes), f"{key} stands twice")
    fit, worth = judged
    resume = StoredResume(
        key=_like(_KEY, key),
        text=_text(path, digest),
        fit=_one(FITS, fit),
        worth=_one(("no", "yes"), worth) == "yes",
    )
    return replace(found, resumes=(*found.resumes, resume))


def _lines(found: StoredSet, zone: str, digests: str) -> StoredSet:
    lines = [
        StoredLine(digest=_like(_DIGEST, digest), zone=_one(ZONES, zone))
        for digest in digests.split(" ")
    ]
    return replace(found, lines=(*found.lines, *lines))


def _asking(found: StoredSet, digest: str, row: str, *statuses: str) -> StoredSet:
    _require(len(statuses) == len(found.resumes), "one status a resume is wanted")
    ask = parse_ask(row)
    _require(ask_row(ask) == row, "the ask is not written as the store does")
    line = StoredLine(
        digest=_like(_DIGEST, digest),
        zone=ask.zone,
        ask=ask,
        shown=tuple(_status(status) for status in statuses),
    )
    return replace(found, lines=(*found.lines, line))


_PARTS: Mapping[str, Callable[..., StoredSet]] = {
    "resume": _resume,
    "lines": _lines,
    "ask": _asking,
}


def _status(text: str) -> Shown:
    digests = text.split(" ")[1:]
    return parse_status(text, {_like(_DIGEST, digest): "" for digest in digests})


def _text(path: str, digest: str) -> StoredText:
    _require(".." not in path.split("/"), f"the path {path!r} leads outside")
    return StoredText(path=_like(_PATH, path), digest=_like(_DIGEST, digest))


def _like(form: re.Pattern[str], text: str) -> str:
    _require(form.fullmatch(text) is not None, f"{text!r} is not of the form {form.pattern}")
    return text


def _one(names: Sequence[str], text: str) -> str:
    _require(text in names, f"{text!r} is none of {' '.join(names)}")
    return text


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise StoreError(message)


def dump_store(sets: Iterable[StoredSet]) -> str:
    """The file of some sets, in the order of their ids: the same sets give the same bytes."""
    rows: list[tuple[str, ...]] = []
    for found in sorted(sets, key=lambda found: found.id):
        rows.append(("posting", found.id, found.text.path, found.text.digest))
        for one in found.resumes:
            worth = "yes" if one.worth else "no"
            rows.append(("resume", one.key, one.text.path, one.text.digest, one.fit, worth))
        rows += _line_rows(found.lines)
    return "".join("\t".join(row) + "\n" for row in rows)


def _line_rows(lines: Sequence[StoredLine]) -> list[tuple[str, ...]]:
    """A row for each ask; lines of one zone that follow each other share theirs."""
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if line.ask is not None:
            statuses = (" ".join((_LETTER[s.status], *s.evidence)) for s in line.shown)
            rows.append(("ask", line.digest, ask_row(line.ask), *statuses))
        elif rows and rows[-1][:2] == ("lines", line.zone):
            rows[-1] = ("lines", line.zone, f"{rows[-1][2]} {line.digest}")
        else:
            rows.append(("lines", line.zone, line.digest))
    return rows


def ask_row(ask: Ask) -> str:
    """An ask as in a sheet, without its concepts: they are words of others."""
    marks = ["any"] if ask.logic == "any" else []
    marks += [] if ask.min_years is None else [f"{ask.min_years:g} years"]
    marks += [] if ask.degree is None else [ask.degree]
    marks += ["or equivalent"] if ask.or_equivalent else []
    head = f"{ask.zone} {','.join(ask.kinds)}"
    return " | ".join([f"{head} |", *marks]) if marks else head
