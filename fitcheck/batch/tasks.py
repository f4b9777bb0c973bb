"""What a worker is set up with and asked for, as plain values, over a pipe or a network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from fitcheck.batch.beside import Levels
from fitcheck.batch.codec import CodecError, decoder, encode
from fitcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a desk is set up with; `nearest`: postings of each resume to judge, None is all."""

    settings: Settings
    as_of: date
    cache: str | None
    cache_bytes: int
    nearest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of work: understand a posting, or judge a resume against a block.

    `place` is the index of the document among its kind. A resume comes as its file (then it is
    understood, and its record is the first of the answer; `keep` puts the profile in it) or, with
    `known`, as the place of its record in the journal. `block` is the number of the block.
    `corrections` and `said` are those of the source, `levels` the person's for the pairs.
    """

    role: str
    place: int
    path: str
    found: bool
    block: int = -1
    block_name: str = ""
    pairs: int = 0
    keep: bool = False
    known: tuple[int, int] | None = None
    corrections: str = ""
    said: str = ""
    levels: Levels = ()


def encode_told(told: Told) -> str:
    """What a desk is set up with, as JSON."""
    return json.dumps(encode(told))


def decode_told(text: str) -> Told:
    """The same back. Raises CodecError."""
    told = decoder(Told)(json.loads(text))
    if not isinstance(told, Told):
        raise CodecError("nothing told")
    return told
