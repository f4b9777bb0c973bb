"""Clips: the part of the page beyond which a drawing operation shows nothing."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import byref

from fitcheck.documents.pdf.geometry import Box, applied, hull
from fitcheck.documents.pdf.pdfium import Pdfium

_MOST_PATHS, _MOST_POINTS = 16, 64
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)

Upright = Callable[[float, float], tuple[float, float]]


def clip_of(pdfium: Pdfium, handle: int, count: int, upright: Upright) -> Box:
    """What `count` paths leave of the page; less than that at times, where they are no rectangles.

    `upright` takes a point of the file to the page as it is shown.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    frame = _EVERYWHERE
    for path in range(min(count, _MOST_PATHS)):
        segments = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        step = 2 if segments in (4, 5) else 1  # two corners do for a rectangle
        places = _points(pdfium, clip, path, range(0, min(max(segments, 0), _MOST_POINTS), step))
        points = [upright(x, y) for x, y in places]
        frame = _common(frame, hull(points) if points else (0.0, 0.0, 0.0, 0.0))
    return frame


def reach_of(pdfium: Pdfium, handle: int, matrix: Sequence[float], upright: Upright) -> Box:
    """A box that holds all that a drawing operation may show; more than that at times.

    `matrix` takes the places of the form that the operation stands in to those of the file.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    frame = _EVERYWHERE
    for path in range(min(pdfium.FPDFClipPath_CountPaths(clip), _MOST_PATHS)):
        segments = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if not 0 < segments <= _MOST_POINTS:
            continue
        points = _points(pdfium, clip, path, range(segments))
        if len(points) == segments:
            frame = _common(frame, hull([upright(*applied(matrix, x, y)) for x, y in points]))
    return frame


def _points(pdfium: Pdfium, clip: int, path: int, places: range) -> list[tuple[float, float]]:
    """The points of a path, control points as well, that stand at some of its places."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in places:
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            points.append((x.value, y.value))
    return points


def _common(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    )  # fmt: skip
