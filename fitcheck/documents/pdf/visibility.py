"""Which words of a PDF page a person can see.

Cheap questions first: the mode in which text is drawn, its alpha, its size after all scaling, and
whether it lies on the page. A word whose colour is too near to something that may lie behind it,
that something is painted over, that is clipped or that belongs to an optional layer is only a
suspect. Suspects are judged by the picture itself: the page is drawn with them and without them,
and a word whose removal changes nothing is one that nobody sees. White words on a dark banner,
words over a photograph and words in a sidebar pass this test, whatever the file says about them.
"""

from __future__ import annotations

from collections.abc import Sequence

from fitcheck.documents.layout.page import Hidden, Style, Word
from fitcheck.documents.pdf.geometry import Box
from fitcheck.documents.pdf.paints import TRANSPARENT_ALPHA, Paint
from fitcheck.documents.pdf.picture import CONTRAST, NEAR, seen_in_picture
from fitcheck.documents.pdf.scene import PageScene

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
_UNSEEN_MODES = (3, 7)
_LIGHT = 255 - NEAR


def split_by_visibility(
    words: Sequence[Word], scene: PageScene
) -> tuple[list[Word], list[tuple[Word, Hidden]], bool]:
    """Words that can be seen, words that cannot with the reason, and whether this is a scan.

    On a scan (hardly any visible letter, a picture under the page) text drawn invisibly is what
    a scanner's software recognised: it is given as seen, and the third value is True.
    """
    reasons, suspects = _judged(words, scene)
    if suspects:
        boxes = [upright_box(words[index]) for index in suspects]
        kept = seen_in_picture(boxes, {words[index].piece for index in suspects}, scene)
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


def _judged(words: Sequence[Word], scene: PageScene) -> tuple[dict[int, Hidden], list[int]]:
    """Why nobody can see words, as far as their look and their place tell, and the suspects.

    Both by index; suspects are the words of which the picture must tell whether they are seen.
    What holds for a line or a look is asked where it changes.
    """
    width, clips, is_painted = scene.width, scene.clips, bool(scene.paints)
    handles, order_of = scene.handles, scene.orders.get
    first_text = next(iter(scene.orders.values()), 0)
    doubted = _doubted(scene)
    special = {*doubted, *clips}
    looks: dict[int, tuple[bool, bool]] = {}
    paints, alike, latest = list[Paint](), list[tuple[float, float]](), -1
    reasons: dict[int, Hidden] = {}
    suspects: list[int] = []
    height, font, look = float("nan"), 0.0, None
    for index, word in enumerate(words):
        text, x0, x1, y, size, style, turn, _, piece, _ = word
        is_new_line = y != height or size != font
        if is_new_line:
            height, font, narrowest = y, size, _NARROWEST * size
            is_odd = size < SMALLEST or not 0 <= y <= scene.height
            if is_painted:
                paints = _paints_at(word, scene)
                latest = paints[-1].order if paints else -1
        if style is not look or is_new_line:
            look = style
            is_unseen, is_light = looks.get(id(style)) or looks.setdefault(id(style), _look(style))
            alike = _alike(style, paints) if paints else []
            is_in_doubt = is_light or bool(special) or bool(alike) or latest > first_text
        if is_odd or is_unseen or turn or x0 < 0 or x1 > width or x1 - x0 < narrowest * len(text):
            reason = _plain_reason(word, scene)
            if reason is not None:
                reasons[index] = reason
                continue
        elif not is_in_doubt:  # most words
            continue
        if is_light or (piece in special and (piece in doubted or _is_cut(word, clips[piece]))):
            suspects.append(index)
        elif turn or (latest > first_text and latest > order_of(handles[piece], 0)):
            if _meets_paint(word, scene):
                suspects.append(index)
        elif alike and _is_among(alike, (x0 + x1) / 2):  # all of it lies behind the words
            suspects.append(index)
    return reasons, suspects


def _is_among(spans: Sequence[tuple[float, float]], x: float) -> bool:
    return any([left <= x <= right for left, right in spans])  # noqa: C419 - quicker


def _doubted(scene: PageScene) -> set[int]:
    """The pieces that may be switched off, and those of which nobody knows when they are painted.

    These are text inside of forms, which have an order of their own, and text of no operation.
    """
    doubted = {*scene.optional}
    if scene.paints and (scene.any_forms or 0 in scene.handles):
        orders = scene.orders
        doubted.update(at for at, handle in enumerate(scene.handles) if handle not in orders)
    return doubted


def _look(style: Style) -> tuple[bool, bool]:
    """Whether nobody sees letters of a style, and whether they have no contrast to paper."""
    return _reason_of(style) is not None, min(style.colour[:3]) > _LIGHT


def _paints_at(word: Word, scene: PageScene) -> list[Paint]:
    """What is painted at the height of the middle of a level word."""
    _, top, _, bottom = word.box
    return scene.paints_at((top + bottom) / 2)


def _alike(style: Style, paints: Sequence[Paint]) -> list[tuple[float, float]]:
    """The left and right edges of what is painted in the colour of the letters, or in none."""
    return [
        (box[0], box[2])
        for _, box, colour, _ in paints
        if colour is None or _near(style.colour, colour)
    ]


def _plain_reason(word: Word, scene: PageScene) -> Hidden | None:
    reason = _reason_of(word.style)
    if reason is None:
        reason = Hidden.TINY if word.size < SMALLEST else _reason_of_place(word, scene)
    return reason


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


def _meets_paint(word: Word, scene: PageScene) -> bool:
    """True where something is painted over a word, or lies behind it in the colour of letters."""
    order = scene.orders.get(scene.handles[word.piece], 0)
    left, top, right, bottom = upright_box(word)
    x = (left + right) / 2
    for painted, (x0, _, x1, _), behind, _ in scene.paints_at((top + bottom) / 2):
        if not x0 <= x <= x1:
            continue
        if painted > order:
            if behind is None or behind[3] > 255 - TRANSPARENT_ALPHA:
                return True
        elif behind is None or _near(word.style.colour, behind):
            return True
    return False


def _near(one: Sequence[int], other: Sequence[int]) -> bool:
    return (
        abs(one[0] - other[0]) < NEAR
        and abs(one[1] - other[1]) < NEAR
        and abs(one[2] - other[2]) < NEAR
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


def _share(box: Box, frame: Box) -> float:
    """Share of `box` that lies inside `frame`, 0-1."""
    width = min(box[2], frame[2]) - max(box[0], frame[0])
    height = min(box[3], frame[3]) - max(box[1], frame[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)
