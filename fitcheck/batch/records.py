"""What a journal holds: the head, one record a document, one a resume and block of postings.

Documents are named by `id`, a digest of their path, their bytes and the corrections beside them;
blocks by a digest of their postings' ids. `said` is the digest of the corrections that a record
rests on. A record that was made of other bytes or corrections, or beside other postings, is never
found.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import SCHEMA, Json, canonical
from fitcheck.batch.packed import Packed
from fitcheck.batch.pairs import Reasons
from fitcheck.errors import ErrorCode
from fitcheck.profiles.profile import Logic, Posting, Resume

RESUME: Final = "resume"
POSTING: Final = "posting"
_JOINED: Final = {Logic.ALL: " and ", Logic.ANY: " or "}
_DIGITS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells whether a file is still the same: its size, and when or as what it was changed."""

    size: int
    changed: str


def document_id(path: str, sha256: str, said: str = "") -> str:
    """The name of a document in a journal."""
    told = f"{path}\0{sha256}\0{said}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:_DIGITS]


def block_id(postings: Iterable[str]) -> str:
    """The name of a block of postings, given their ids in order."""
    return hashlib.sha256(" ".join(postings).encode("ascii")).hexdigest()[:_DIGITS]


def understood(
    profile: Resume | Posting,
    packed: Packed,
    *,
    stamp: Stamp,
    sha256: str,
    keep: bool,
    said: str = "",
    more: Json | None = None,
) -> bytes:
    """The record of a document that was understood; `keep` puts the whole profile in it."""
    document = profile.document
    codes = [w.code.value for w in (*document.warnings, *profile.warnings)]
    record: Json = {
        "t": "document",
        "role": RESUME if isinstance(profile, Resume) else POSTING,
        "path": document.source,
        "id": document_id(document.source, sha256, said),
        "said": said,
        "corrections": sum(one.changes for one in profile.applied),
        "sha256": sha256,
        "size": stamp.size,
        "changed": stamp.changed,
        "warnings": list(dict.fromkeys(codes)),
        "text": base64.b64encode(packed.text).decode("ascii"),
    }
    if isinstance(profile, Posting):
        record["title"], record["employer"] = profile.title, profile.employer
        record["asks"] = [
            [
                r.id, r.kind.value, r.necessity.value, r.span.start, r.span.end,
                _JOINED[r.logic].join(r.concepts),
            ]
            for r in profile.requirements
        ]  # fmt: skip
    if keep:
        record["rest"] = base64.b64encode(packed.rest).decode("ascii")
    return canonical({**record, **(more or {})})


def failed(
    role: str,
    path: str,
    *,
    code: ErrorCode,
    message: str,
    stamp: Stamp | None,
    sha256: str | None,
    said: str = "",
) -> bytes:
    """The record of a document that could not be read or understood."""
    return canonical(
        {
            "t": "document",
            "role": role,
            "path": path,
            "id": document_id(path, sha256 or "", said),
            "said": said,
            "sha256": sha256,
            "size": None if stamp is None else stamp.size,
            "changed": None if stamp is None else stamp.changed,
            "error": {"code": code.value, "message": message},
        }
    )


def packed_of(record: Json) -> Packed:
    """The profile of a document's record that was kept. Raises CodecError."""
    return Packed(text=_bytes(record, "text"), rest=_bytes(record, "rest"))


def text_bytes(record: Json) -> bytes:
    """The packed text of a document's record. Raises CodecError."""
    return _bytes(record, "text")


def _bytes(record: Json, name: str) -> bytes:
    try:
        return base64.b64decode(record[name], validate=True)
    except (KeyError, TypeError, ValueError) as problem:
        raise CodecError(f"no {name} in this record") from problem


def head(*, version: str, signature: str, as_of: date, nearest: int | None = None) -> bytes:
    """The first record: what all others were made with."""
    record = {"t": "head", "schema": SCHEMA, "version": version, "signature": signature,
              "as_of": as_of.isoformat()}  # fmt: skip
    return canonical(record if nearest is None else {**record, "nearest": nearest})


def result(
    resume: str,
    block: str,
    pairs: Sequence[list[Any]],
    reasons: Reasons,
    *,
    earned: Json,
    said: str = "",
    chosen: Sequence[int] | None = None,
) -> bytes:
    """The record of a resume against a block of postings, one pair a posting in their order.

    `pairs`, `reasons` and `earned` are those of `pairs`. `said` is the digest of the corrected
    levels (`beside.said_of`), `chosen` the numbers of the postings within the block where not all
    of it was judged.
    """
    record = {"t": "result", "resume": resume, "block": block, "reasons": reasons.told(),
              "earned": earned, "said": said, "pairs": list(pairs)}  # fmt: skip
    return canonical(record if chosen is None else {**record, "chosen": list(chosen)})


def chosen_of(record: Json, readable: Sequence[int]) -> list[int]:
    """Which of the readable postings of a block a result is about. Raises CodecError."""
    if "chosen" not in record:
        return list(readable)
    try:
        return [readable[number] for number in record["chosen"]]
    except (IndexError, TypeError) as problem:
        raise CodecError("no result") from problem
