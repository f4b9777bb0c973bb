"""What a drawing operation other than text paints: how it is told, and where it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fitcheck.documents.pdf.geometry import Box
from fitcheck.documents.pdf.pdfium import Handle, Pdfium, colour_of

TRANSPARENT_ALPHA = 16
"""Alpha, 0-255, below which a thing is not seen; as near to 255, nothing shines through it."""

Colour = tuple[int, int, int, int]


class Paint(NamedTuple):
    """Something other than text that is painted: its box on the upright page and its colour.

    `colour` is None where it has no single one (an image, a gradient, a pattern).
    """

    order: int
    box: Box
    colour: Colour | None
    image: bool


class Operation(NamedTuple):
    """A drawing operation other than text: its handle, its kind, and when it is painted.

    What stands in a form is painted when the form is.
    """

    handle: int
    kind: int
    order: int


Fill = tuple[Colour | None, Sequence[float]]
"""The colour (None where there is no single one) and the edges, in the places of the operation."""


class Image(NamedTuple):
    """The drawing operation of an image, its box, and what takes its own places to the file's."""

    handle: int
    box: Box
    matrix: Sequence[float]


def is_clear(colour: Colour | None) -> bool:
    """True for a single colour that nobody sees."""
    return colour is not None and colour[3] < TRANSPARENT_ALPHA


def fills_of(pdfium: Pdfium, paths: Sequence[int]) -> list[Fill | None]:
    """The colour and the edges of each path that is filled with something that is seen."""
    places = [*map(Handle, paths)]
    modes = pdfium.modes.rows(pdfium.bare.FPDFPath_GetDrawMode, places, (0, 0))
    filled = [place for place, (fill, _) in zip(places, modes, strict=True) if fill]
    read = pdfium.colours.rows(pdfium.bare.FPDFPageObj_GetFillColor, filled, ())
    edges = pdfium.edges.rows(pdfium.bare.FPDFPageObj_GetBounds, filled, ())
    colours = (colour_of(colour) if colour else None for colour in read)
    found = zip(colours, edges, strict=True)
    fills = (next(found) if fill else (None, ()) for fill, _ in modes)
    return [None if not box or is_clear(colour) else (colour, box) for colour, box in fills]


def unfilled(pdfium: Pdfium, handle: int) -> Fill | None:
    """The edges of an image or a gradient, None where it has none."""
    (edges,) = pdfium.edges.rows(pdfium.bare.FPDFPageObj_GetBounds, [Handle(handle)], ())
    return (None, edges) if edges else None
