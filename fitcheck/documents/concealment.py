"""What makes text unseen: colours too near their ground, letters too small, CSS that hides.

The thresholds are shared by all formats, so that a twin of a hidden text that a person can just
read stays visible everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

Colour = tuple[int, int, int]
"""Red, green and blue, 0-255."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
MIN_CHANNEL_GAP = 20
"""Least difference of one colour channel (of 255, so 8 %) between letters and ground. The palest
grey of real resumes in development is #D9D9D9 on white, a difference of 38."""
MIN_POINTS = 2.0
"""Smallest letters, in points, that count as visible; footnotes and fine print start at 4."""
FAR = 500.0
"""Distance in pixels from which an indent or an offset moves text off the screen or page."""

_POINTS_PER_PIXEL = 0.75
_HEX = re.compile(r"#?([0-9a-fA-F]{3,8})$")
_RGB = re.compile(r"rgba?\(\s{0,4}([\d.]{1,9}%?)[\s,]{1,5}([\d.]{1,9}%?)[\s,]{1,5}([\d.]{1,9}%?)")
_ALPHA = re.compile(r"rgba?\([^()]{1,60}[,/]\s{0,4}([\d.]{1,9})(%?)\s{0,4}\)")
_LENGTH = re.compile(r"(-?[\d.]{1,12})\s{0,2}(px|pt|em|rem|%|in|cm|mm|vw|vh|ch|ex)?$")
_NAMED: Mapping[str, Colour] = {
    "white": WHITE,
    "black": BLACK,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250),
    "azure": (240, 255, 255),
    "aliceblue": (240, 248, 255),
    "seashell": (255, 245, 238),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "navy": (0, 0, 128),
    "blue": (0, 0, 255),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "yellow": (255, 255, 0),
}
"""Colour names of CSS that matter here: the near-white ones and the commonest grounds."""
_PIXELS = {"px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 37.8, "mm": 3.78, "": 1.0}


def is_legible(letters: Colour, ground: Colour) -> bool:
    """True where the letters stand out from their ground in at least one colour channel."""
    gap = max(abs(a - b) for a, b in zip(letters, ground, strict=True))
    return gap >= MIN_CHANNEL_GAP


def parse_colour(value: str) -> Colour | None:
    """A CSS or DOCX colour, or None where it is not known."""
    value = value.strip().lower()
    if value in _NAMED:
        return _NAMED[value]
    found = _HEX.match(value)
    if found:
        digits = found[1]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        if len(digits) >= 6:
            return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
        return None
    parts = _RGB.match(value)
    return _channels(parts.groups()) if parts else None


def _channels(parts: Iterable[str]) -> Colour | None:
    values: list[int] = []
    for part in parts:
        number = _number(part.rstrip("%"))
        if number is None:
            return None
        values.append(min(255, round(number * 2.55 if part.endswith("%") else number)))
    return values[0], values[1], values[2]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How text looks at one place of a page: inherited from the elements around it.

    `size` is in points; `ground` is None where a picture lies behind; `hidden` is final for
    everything below, `invisible` can be undone by an element inside.
    """

    colour: Colour = BLACK
    ground: Colour | None = WHITE
    size: float = 12.0
    bold: bool = False
    hidden: bool = False
    invisible: bool = False
    transparent: bool = False

    @property
    def is_visible(self) -> bool:
        """True where a person can read text that looks like this."""
        if self.hidden or self.invisible or self.transparent or self.size < MIN_POINTS:
            return False
        return self.ground is None or is_legible(self.colour, self.ground)


def restyled(look: Look, declarations: Mapping[str, str]) -> Look:
    """The look inside an element with these CSS declarations (lower-case names and values)."""
    if not declarations:
        return look
    colour = declarations.get("color", "")
    fill = declarations.get("-webkit-text-fill-color", colour)
    ground = declarations.get("background-color", "") or declarations.get("background", "")
    weight = declarations.get("font-weight", "")
    visibility = declarations.get("visibility", "")
    return replace(
        look,
        colour=parse_colour(fill) or look.colour,
        transparent=look.transparent if not fill else _is_transparent(fill),
        ground=_ground(ground, declarations.get("background-image", ""), look.ground),
        size=_size(declarations.get("font-size", ""), look.size),
        bold=look.bold if not weight else weight in ("bold", "bolder", "600", "700", "800", "900"),
        hidden=look.hidden or _hides(declarations),
        invisible=look.invisible if not visibility else visibility in ("hidden", "collapse"),
    )


def _alpha(value: str) -> float:
    """How much a colour covers what lies beneath, 0-1."""
    if value == "transparent":
        return 0.0
    found = _ALPHA.match(value)
    number = _number(found[1]) if found else None
    if found is None or number is None:
        return 1.0
    return min(number / 100 if found[2] else number, 1.0)


def _is_transparent(value: str) -> bool:
    return _alpha(value) < 0.05


def _ground(value: str, image: str, inherited: Colour | None) -> Colour | None:
    if "url(" in value or "gradient" in value or (image and image != "none"):
        return None
    if not value or _is_transparent(value):
        return inherited
    for word in (value, *value.split()):
        colour = parse_colour(word)
        if colour is not None:
            return _blended(colour, inherited, _alpha(word))
    return None if value not in ("none", "inherit", "initial", "unset") else inherited


def _blended(upper: Colour, lower: Colour | None, alpha: float) -> Colour | None:
    if alpha >= 1:
        return upper
    if lower is None:
        return None
    mixed = [round(alpha * a + (1 - alpha) * b) for a, b in zip(upper, lower, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _size(value: str, inherited: float) -> float:
    found = _LENGTH.match(value)
    number = _number(found[1]) if found else None
    if found is None or number is None:
        return inherited
    unit = found[2] or ""
    if unit == "em":
        return inherited * number
    if unit == "%":
        return inherited * number / 100
    if unit == "rem":
        return 12.0 * number
    if unit in _PIXELS:
        return number * _PIXELS[unit] * _POINTS_PER_PIXEL
    return inherited


def _pixels(value: str) -> float | None:
    found = _LENGTH.match(value)
    number = _number(found[1]) if found else None
    if found is None or number is None:
        return None
    return number * _PIXELS.get(found[2] or "", 16.0)


def _hides(declarations: Mapping[str, str]) -> bool:
    """True where the element and all inside it are not drawn, or drawn out of sight."""
    if declarations.get("display") == "none":
        return True
    opacity = _number(declarations.get("opacity", "1").rstrip("%"))
    if opacity is not None and opacity < 0.05:
        return True
    indent = _pixels(declarations.get("text-indent", ""))
    if indent is not None and abs(indent) >= FAR:
        return True
    if declarations.get("position") in ("absolute", "fixed") and _is_far(declarations):
        return True
    clip = declarations.get("clip", "") + declarations.get("clip-path", "")
    if re.search(r"rect\(0(?:px)?[ ,]|rect\(1px|inset\((?:50|100)%|circle\(0", clip):
        return True
    if "hidden" in declarations.get("overflow", ""):
        sizes = (declarations.get(k, "") for k in ("width", "height", "max-height", "max-width"))
        if any(size is not None and 0 <= size <= 1 for size in map(_pixels, sizes)):
            return True
    return "scale(0" in declarations.get("transform", "").replace(" ", "").replace("scale(0.", "")


def _is_far(declarations: Mapping[str, str]) -> bool:
    offsets = (declarations.get(side, "") for side in ("left", "right", "top", "bottom"))
    return any(offset is not None and offset <= -FAR for offset in map(_pixels, offsets))
