"""The stretches of a document that name something, as text and as JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fitcheck.documents.document import Document
from fitcheck.language.spans import NamedSpan
from fitcheck.render.escape import terminal


def spans_text(document: Document, spans: Sequence[NamedSpan]) -> str:
    """One line a stretch: what it names, then its words."""
    return "".join(f"{one.kind:<14}{terminal(document.quote(one.span))}\n" for one in spans)


def spans_object(document: Document, spans: Sequence[NamedSpan]) -> dict[str, Any]:
    """`start` and `end` are character offsets into the document's text, half open."""
    return {
        "schema": "fitcheck.spans/1",
        "spans": [
            {
                "kind": str(one.kind),
                "start": one.span.start,
                "end": one.span.end,
                "quote": document.quote(one.span),
            }
            for one in spans
        ],
    }
