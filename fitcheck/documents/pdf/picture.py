"""The picture of a page: whether it changes where a word is taken away.

A word whose removal changes nothing is one that nobody sees, whatever the file says about it. Only
the strips of the page that hold words in question are drawn.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from typing import Any

from fitcheck.documents.pdf.clips import reach_of
from fitcheck.documents.pdf.geometry import Box
from fitcheck.documents.pdf.pdfium import BGRX, WITH_ANNOTATIONS
from fitcheck.documents.pdf.scene import PageScene

CONTRAST = 0.08
"""Least difference of a colour channel, 0-1, that counts as seen (0.99 white on white does not,
the palest grey in real resumes, about 0.75, does)."""
NEAR = 255 * CONTRAST
"""The same difference, 0-255."""
_CHANGED = ceil(NEAR)
"""The same for whole numbers, which are quicker to compare with each other."""
_SCALE = 1.5
"""Points of the picture for each point of the page: at 1, thin letters of 6 points get pale."""
_MOST_PIXELS = 6_000_000
_APART, _MOST_STRIPS = 24.0, 12
"""Points of height without a suspect that are not drawn, and pictures of a page at most."""
_MARGIN, _MOST_IMAGES = 3.0, 40
"""Points around a word within which an image may touch it (its edge is smoothed over two points of
the picture), and images that are looked at."""
_LEAST_CHANGED = 2
"""Points of the picture that must change where a word is taken away; a full stop has four."""


def seen_in_picture(boxes: Sequence[Box], pieces: Iterable[int], scene: PageScene) -> list[bool]:
    """For each box, whether the picture of the page changes there without some pieces of text."""
    left, top, right, bottom = _area(boxes, scene)
    size = max(right - left, 1.0) * max(bottom - top, 1.0)
    scale = min(_SCALE, (_MOST_PIXELS / size) ** 0.5)
    handles = [handle for piece in pieces if (handle := scene.handles[piece])]
    strips = _strips(boxes)
    areas = [_area([boxes[index] for index in strip], scene) for strip in strips]
    with _taken_away(_images_aside(boxes, scene), scene):
        full = [_picture(scene, area, scale) for area in areas]
        with _taken_away(handles, scene):
            bare = [_picture(scene, area, scale) for area in areas]
    seen: dict[int, bool] = {}
    for strip, area, with_them, without in zip(strips, areas, full, bare, strict=True):
        for index in strip:
            seen[index] = _changes(boxes[index], area, scale, with_them, without)
    return [seen[index] for index in range(len(boxes))]


def _images_aside(boxes: Sequence[Box], scene: PageScene) -> list[int]:
    """The drawing operations of images that touch none of the boxes.

    Nothing that is looked at hangs on them, and a photograph takes longer than all the rest.
    """
    aside = []
    for handle, box, matrix in scene.images[:_MOST_IMAGES]:
        reach = reach_of(scene.pdfium, handle, matrix, scene.upright)
        if not any(_touch(box, other) and _touch(reach, other) for other in boxes):
            aside.append(handle)
    return aside


def _touch(image: Box, word: Box) -> bool:
    return (
        image[0] <= word[2] + _MARGIN
        and word[0] - _MARGIN <= image[2]
        and image[1] <= word[3] + _MARGIN
        and word[1] - _MARGIN <= image[3]
    )


@contextmanager
def _taken_away(handles: Sequence[int], scene: PageScene) -> Iterator[None]:
    """The page without some drawing operations."""
    switch = scene.pdfium.FPDFPageObj_SetIsActive
    try:
        for handle in handles:
            switch(handle, 0)
        yield
    finally:
        for handle in handles:
            switch(handle, 1)


def _changes(box: Box, area: Box, scale: float, full: Any, bare: Any) -> bool:
    """True where two pictures of `area` differ inside `box`."""
    import numpy as np

    left, right = (max(int((v - area[0]) * scale), 0) for v in (box[0], box[2]))
    top, bottom = (max(int((v - area[1]) * scale), 0) for v in (box[1], box[3]))
    part = np.s_[top : bottom + 1, left : right + 1]
    change = np.maximum(full[part], bare[part]) - np.minimum(full[part], bare[part])
    return int(np.count_nonzero(change >= _CHANGED)) >= _LEAST_CHANGED


def _strips(boxes: Sequence[Box]) -> list[list[int]]:
    """The indices of the boxes, by parts of the page's height with nothing between them."""
    order = sorted(range(len(boxes)), key=lambda index: boxes[index][1])
    strips: list[list[int]] = [[order[0]]]
    bottom = boxes[order[0]][3]
    for index in order[1:]:
        if boxes[index][1] - bottom > _APART and len(strips) < _MOST_STRIPS:
            strips.append([])
        strips[-1].append(index)
        bottom = max(bottom, boxes[index][3])
    return strips


def _area(boxes: Sequence[Box], scene: PageScene) -> Box:
    """What the picture must show to hold the boxes."""
    return (
        max(min(b[0] for b in boxes) - 2, 0.0),
        max(min(b[1] for b in boxes) - 2, 0.0),
        min(max(b[2] for b in boxes) + 2, scene.width),
        min(max(b[3] for b in boxes) + 2, scene.height),
    )


def _picture(scene: PageScene, area: Box, scale: float) -> Any:
    """The part `area` of the page as an array (height, width, 4) of bytes, on white paper."""
    import numpy as np

    pdfium = scene.pdfium
    width = max(int((area[2] - area[0]) * scale), 1)
    height = max(int((area[3] - area[1]) * scale), 1)
    pixels = np.full((height, width, 4), 255, dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        width, height, BGRX, pixels.ctypes.data_as(ctypes.c_void_p), width * 4
    )
    try:
        pdfium.FPDF_RenderPageBitmap(
            bitmap,
            scene.page,
            -int(area[0] * scale),
            -int(area[1] * scale),
            int(scene.width * scale),
            int(scene.height * scale),
            0,
            WITH_ANNOTATIONS,
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels
