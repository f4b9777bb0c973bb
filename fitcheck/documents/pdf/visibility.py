"""Which words of a PDF page a person can see.

Cheap questions first: the mode in which text is drawn, its alpha, its size after all scaling, and
whether it lies on the page. A word whose colour is too near to something that may lie behind it,
that something is painted over, that is clipped or that belongs to an optional layer is only a
suspect. Suspects are judged by the picture itself: the page is drawn with them and without them,
and a word whose removal changes nothing is one that nobody sees. White words on a dark banner,
words over a photograph and words in a sidebar pass this test, whatever the file says about them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Container, Mapping, Sequence
from typing import Any

from fitcheck.documents.layout.page import Hidden, Style, Word
from fitcheck.documents.pdf.pdfium import BGRX, WITH_ANNOTATIONS
from fitcheck.documents.pdf.scene import TRANSPARENT_ALPHA, Box, PageScene, Paint

CONTRAST = 0.08
"""Least difference of a colour channel, 0-1, that counts as seen (0.99 white on white does not,
the palest grey in real resumes, about 0.75, does)."""
SMALLEST = 2.0
"""Points below which letters are no longer letters to the eye; real resumes start near 6."""
OCR_LETTERS = 40
"""Visible letters and digits below which a page under invisible text counts as a scan."""
OCR_IMAGE_SHARE = 0.5
_OFF_PAGE = 0.5
_NARROWEST = 0.02
"""Width of a letter, in heights of the font, below which it is squeezed to nothing."""
_CLIPPED = 0.25
"""Share of a word that must lie inside its clip: browsers cut a line in two at the page's end, and
print it again on the next page."""
_SCALE = 1.5
"""Points of the picture for each point of the page: at 1, thin letters of 6 points get pale."""
_MOST_PIXELS = 6_000_000
_APART, _MOST_STRIPS = 24.0, 12
"""Points of height without a suspect that are not drawn, and pictures of a page at most."""
_LEAST_CHANGED = 2
"""Points of the picture that must change where a word is taken away; a full stop has four."""
_UNSEEN_MODES = (3, 7)
_NEAR = 255 * CONTRAST
_LIGHT = 255 - _NEAR


def split_by_visibility(
    words: Sequence[Word], scene: PageScene
) -> tuple[list[Word], list[tuple[Word, Hidden]], bool]:
    """Words that can be seen, words that cannot with the reason, and whether this is a scan.

    On a scan (hardly any visible letter, a picture under the page) text drawn invisibly is what
    a scanner's software recognised: it is given as seen, and the third value is True.
    """
    styles = _styles(words)
    reasons = _plain_reasons(words, styles, scene)
    suspects = _suspects(words, reasons, styles, scene)
    if suspects:
        kept = _seen_in_picture([words[i] for i in suspects], scene)
        for index, seen in zip(suspects, kept, strict=True):
            if not seen:
                light = min(words[index].style.colour[:3]) >= 255 * (1 - CONTRAST)
                reasons[index] = Hidden.NO_CONTRAST if light else Hidden.NOT_DRAWN
    recognised = _is_scan(words, reasons, scene)
    if recognised:
        reasons = {i: r for i, r in reasons.items() if r is not Hidden.RENDER_MODE}
    if not reasons:  # nearly every page
        return list(words), [], recognised
    seen_words = [word for i, word in enumerate(words) if i not in reasons]
    return seen_words, [(words[i], reason) for i, reason in reasons.items()], recognised


def upright_box(word: Word) -> Box:
    """The word's box on the upright page, whatever way its line runs."""
    x0, y0, x1, y1 = word.box
    if word.turn == 1:
        return -y1, x0, -y0, x1
    if word.turn == 2:
        return -x1, -y1, -x0, -y0
    if word.turn == 3:
        return y0, -x1, y1, -x0
    return x0, y0, x1, y1


def _plain_reasons(
    words: Sequence[Word], styles: Mapping[int, Style], scene: PageScene
) -> dict[int, Hidden]:
    """Why nobody can see words, by their index, as far as their look and their place tell."""
    width, height, narrowest, smallest = scene.width, scene.height, _NARROWEST, SMALLEST
    unseen = {key: reason for key, style in styles.items() if (reason := _reason_of(style))}
    odd = [
        index
        for index, (text, x0, x1, y, size, _, turn, _, _, _) in enumerate(words)
        if turn
        or x0 < 0
        or x1 > width
        or not 0 <= y <= height
        or size < smallest
        or x1 - x0 < narrowest * size * len(text)
    ]
    if unseen:
        odd = [i for i, word in enumerate(words) if id(word.style) in unseen] + odd
    reasons: dict[int, Hidden] = {}
    for index in sorted(set(odd)):
        word = words[index]
        reason = unseen.get(id(word.style))
        if reason is None:
            reason = Hidden.TINY if word.size < smallest else _reason_of_place(word, scene)
        if reason is not None:
            reasons[index] = reason
    return reasons


def _suspects(
    words: Sequence[Word], known: Container[int], styles: Mapping[int, Style], scene: PageScene
) -> list[int]:
    """The indices of the words of which the picture must tell whether they are seen."""
    clips, is_bare = scene.clips, not scene.paints
    light = {key for key, style in styles.items() if min(style.colour[:3]) > _LIGHT}
    if is_bare and not (light or clips or scene.optional):
        return []
    orders = [*map(scene.orders.get, scene.handles)]
    doubted = set(scene.optional)
    if not is_bare and None in orders:  # text inside a form has an order of its own
        doubted.update(piece for piece, order in enumerate(orders) if order is None)
    found = []
    height, paints = -1.0, list[Paint]()
    for index, word in enumerate(words):
        if index in known:
            continue
        _, _, _, _, _, style, turn, _, piece, _ = word
        is_cut = piece in clips and _is_cut(word, clips[piece])
        if is_cut or piece in doubted or id(style) in light:
            found.append(index)
        elif not is_bare:
            left, top, right, bottom = upright_box(word) if turn else word.box
            x, y = (left + right) / 2, (top + bottom) / 2
            if y != height:  # nearly always that of the word before
                height, paints = y, scene.paints_at(y)
            if paints and _meets_paint(x, style.colour, paints, orders[piece] or 0):
                found.append(index)
    return found


def _styles(words: Sequence[Word]) -> dict[int, Style]:
    """The styles of the words by their identity: words share them."""
    styles = [word.style for word in words]
    return dict(zip(map(id, styles), styles, strict=True))


def _reason_of(style: Style) -> Hidden | None:
    if style.mode in _UNSEEN_MODES:
        return Hidden.RENDER_MODE
    return Hidden.TRANSPARENT if style.colour[3] < TRANSPARENT_ALPHA else None


def _reason_of_place(word: Word, scene: PageScene) -> Hidden | None:
    x0, x1, size = word.x0, word.x1, word.size
    if x1 - x0 < _NARROWEST * size * len(word.text):
        return Hidden.TINY
    width, height = scene.width, scene.height
    if not word.turn and x0 >= 0 and x1 <= width and 0 <= word.y <= height:
        return None  # nearly every word
    if _share(upright_box(word), (0.0, 0.0, width, height)) < _OFF_PAGE:
        return Hidden.OFF_PAGE
    return None


def _is_cut(word: Word, clip: Box) -> bool:
    return _share(upright_box(word), clip) < _CLIPPED


def _meets_paint(x: float, colour: Sequence[int], paints: Sequence[Paint], order: int) -> bool:
    """True where something is painted over a point, or lies behind it in the colour of letters.

    `paints` is what is painted at the height of the point.
    """
    for painted, (x0, _, x1, _), behind, _ in paints:
        if not x0 <= x <= x1:
            continue
        if painted > order:
            if behind is None or behind[3] > 255 - TRANSPARENT_ALPHA:
                return True
        elif behind is None or _near(colour, behind):
            return True
    return False


def _near(one: Sequence[int], other: Sequence[int]) -> bool:
    return (
        abs(one[0] - other[0]) < _NEAR
        and abs(one[1] - other[1]) < _NEAR
        and abs(one[2] - other[2]) < _NEAR
    )


def _is_scan(words: Sequence[Word], reasons: dict[int, Hidden], scene: PageScene) -> bool:
    if Hidden.RENDER_MODE not in reasons.values():
        return False
    letters = sum(
        sum(char.isalnum() for char in word.text)
        for i, word in enumerate(words)
        if i not in reasons
    )
    return letters < OCR_LETTERS and scene.image_share >= OCR_IMAGE_SHARE


def _seen_in_picture(suspects: Sequence[Word], scene: PageScene) -> list[bool]:
    """For each suspect, whether the picture of the page changes when it is taken away."""
    boxes = [upright_box(word) for word in suspects]
    left, top, right, bottom = _area(boxes, scene)
    size = max(right - left, 1.0) * max(bottom - top, 1.0)
    scale = min(_SCALE, (_MOST_PIXELS / size) ** 0.5)
    handles = [h for h in {w.piece: scene.handles[w.piece] for w in suspects}.values() if h]
    strips = _strips(boxes)
    areas = [_area([boxes[index] for index in strip], scene) for strip in strips]
    full = [_picture(scene, area, scale) for area in areas]
    try:
        for handle in handles:
            scene.pdfium.FPDFPageObj_SetIsActive(handle, 0)
        bare = [_picture(scene, area, scale) for area in areas]
    finally:
        for handle in handles:
            scene.pdfium.FPDFPageObj_SetIsActive(handle, 1)
    seen: dict[int, bool] = {}
    for strip, area, with_them, without in zip(strips, areas, full, bare, strict=True):
        for index in strip:
            seen[index] = _changes(boxes[index], area, scale, with_them, without)
    return [seen[index] for index in range(len(suspects))]


def _changes(box: Box, area: Box, scale: float, full: Any, bare: Any) -> bool:
    """True where two pictures of `area` differ inside `box`."""
    import numpy as np

    left, right = (max(int((v - area[0]) * scale), 0) for v in (box[0], box[2]))
    top, bottom = (max(int((v - area[1]) * scale), 0) for v in (box[1], box[3]))
    part = np.s_[top : bottom + 1, left : right + 1]
    change = np.maximum(full[part], bare[part]) - np.minimum(full[part], bare[part])
    return int((change >= _NEAR).sum()) >= _LEAST_CHANGED


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


def _share(box: Box, frame: Box) -> float:
    """Share of `box` that lies inside `frame`, 0-1."""
    width = min(box[2], frame[2]) - max(box[0], frame[0])
    height = min(box[3], frame[3]) - max(box[1], frame[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
