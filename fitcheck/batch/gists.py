"""Gists of postings (`matching.retrieval`) in the journal's records, as plain values."""

from __future__ import annotations

import base64

from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import Json
from fitcheck.matching.retrieval import Gist


def gist_values(gist: Gist | None) -> Json:
    """A posting's gist as plain values of its record; `gist_of` reads them."""
    if gist is None:
        return {"gist": None}
    held = (gist.title, gist.meaning, gist.lines)
    vectors = [base64.b64encode(v).decode("ascii") for v in held]
    return {"gist": [*vectors, list(gist.concepts)]}


def gist_of(record: Json) -> Gist | None:
    """The gist in a posting's record; None where nothing can be told. Raises CodecError."""
    try:
        if record["gist"] is None:
            return None
        title, meaning, lines, concepts = record["gist"]
        return Gist(
            title=base64.b64decode(title, validate=True),
            meaning=base64.b64decode(meaning, validate=True),
            lines=base64.b64decode(lines, validate=True),
            concepts=tuple(map(str, concepts)),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise CodecError("no gist in this record") from problem
