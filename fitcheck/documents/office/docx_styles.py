"""How a run of a Word document looks: its own marks over styles over the document's defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from fitcheck.documents.concealment import (
    BLACK,
    MIN_POINTS,
    WHITE,
    Colour,
    is_legible,
    parse_colour,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CHAIN = 20
"""Styles based on one another; word processors stop at about ten, loops never end."""
MAX_RAISE = 400
"""Half-points by which a run may be raised or lowered and still be on the page where it stands."""
MIN_SCALE = 5
"""Least width of letters in per cent; Word's own dialog allows 1, nobody reads below a third."""

_OFF = frozenset(("0", "false", "off", "none"))
_LIGHT_THEME = frozenset(("background1", "bg1", "light1", "lt1"))
_HIGHLIGHTS: Mapping[str, Colour] = {
    "black": BLACK,
    "white": WHITE,
    "yellow": (255, 255, 0),
    "green": (0, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "blue": (0, 0, 255),
    "red": (255, 0, 0),
    "darkBlue": (0, 0, 128),
    "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}


def local_name(element: _Element) -> str:
    """The name of a WordprocessingML element or attribute without its namespace, else ""."""
    return _word_name(str(element.tag))


@lru_cache(maxsize=4096)
def _word_name(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    return name if "wordprocessingml" in space else ""


def attribute(element: _Element, name: str) -> str | None:
    """The value of an attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child with this local name."""
    if element is None:
        return None
    return next((inner for inner in element if local_name(inner) == name), None)


def whole(value: str | None) -> int | None:
    """An integer of at most nine digits, or None."""
    if value is None or not value.lstrip("-").isdigit() or len(value) > 10:
        return None
    return int(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """What counts of a run's look. `size` is in half-points; `ground` None where unknown."""

    size: int = 20
    bold: bool = False
    capitals: bool = False
    vanished: bool = False
    colour: Colour | None = None
    shade: Colour | None = None
    raised: int = 0
    scale: int = 100

    def is_visible(self, ground: Colour | None) -> bool:
        """True where a person can read the run on paper or ground of this colour."""
        if self.vanished or self.size < 2 * MIN_POINTS:
            return False
        if abs(self.raised) > MAX_RAISE or self.scale < MIN_SCALE:
            return False
        beneath = self.shade or ground
        if beneath is None:
            return True
        # Automatic colour is black, or white on a dark ground: always legible.
        return self.colour is None or is_legible(self.colour, beneath)


@dataclass(frozen=True, slots=True)
class Style:
    """One style: what it changes, what it is based on, and what it says of paragraphs."""

    name: str
    based_on: str | None
    changes: _Element | None
    outline: int | None
    numbered: bool


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    default: RunLook = field(default_factory=RunLook)
    default_paragraph: str | None = None
    shaded: frozenset[str] = frozenset()
    """Ids of styles that paint a ground somewhere (table styles with banded or dark rows)."""

    def look(self, ids: Iterable[str | None]) -> RunLook:
        """The look that these styles give, later ones over earlier ones."""
        look = self.default
        for id_ in ids:
            for style in reversed(self.chain(id_)):
                look = changed(look, style.changes)
        return look

    def chain(self, id_: str | None) -> list[Style]:
        """The style and those that it is based on, nearest first."""
        found: list[Style] = []
        while id_ is not None and id_ in self.styles and len(found) < MAX_CHAIN:
            style = self.styles[id_]
            if style in found:
                break
            found.append(style)
            id_ = style.based_on
        return found

    def level(self, id_: str | None) -> int | None:
        """The heading level, 1-6, that a paragraph style stands for, or None."""
        for style in self.chain(id_):
            name = style.name.lower()
            if name == "title":
                return 1
            if name.startswith("heading") and name[7:].strip().isdigit():
                return min(max(int(name[7:].strip()[:3]), 1), 6)
            if style.outline is not None and style.outline < 9:
                return min(style.outline + 1, 6)
        return None

    def is_numbered(self, id_: str | None) -> bool:
        """True where the style makes its paragraphs items of a list."""
        return any(
            style.numbered or style.name.lower().startswith("list bullet")
            for style in self.chain(id_)
        )


def read_styles(root: _Element | None) -> Styles:
    """The styles of the part `styles.xml`, or none."""
    if root is None:
        return Styles()
    default = RunLook()
    styles: dict[str, Style] = {}
    shaded: set[str] = set()
    default_paragraph: str | None = None
    for element in root:
        kind = local_name(element)
        if kind == "docDefaults":
            default = changed(default, child(child(element, "rPrDefault"), "rPr"))
        elif kind == "style":
            id_ = attribute(element, "styleId")
            if id_ is None:
                continue
            styles[id_] = _style(element)
            is_table = attribute(element, "type") == "table"
            if is_table and any(shading(shade) for shade in element.iter("{*}shd")):
                shaded.add(id_)
            if attribute(element, "type") == "paragraph" and _is_on(element, "default"):
                default_paragraph = id_
    return Styles(
        styles=styles,
        default=default,
        default_paragraph=default_paragraph,
        shaded=frozenset(shaded),
    )


def _style(element: _Element) -> Style:
    name, based_on = child(element, "name"), child(element, "basedOn")
    paragraph = child(element, "pPr")
    outline = child(paragraph, "outlineLvl")
    number = child(child(paragraph, "numPr"), "numId")
    return Style(
        name=(attribute(name, "val") or "") if name is not None else "",
        based_on=attribute(based_on, "val") if based_on is not None else None,
        changes=child(element, "rPr"),
        outline=whole(attribute(outline, "val")) if outline is not None else None,
        numbered=number is not None and attribute(number, "val") != "0",
    )


def _is_on(element: _Element, name: str) -> bool:
    value = attribute(element, name)
    return value is not None and value.lower() not in _OFF


def changed(look: RunLook, properties: _Element | None) -> RunLook:
    """The look under these run properties (`w:rPr`)."""
    if properties is None:
        return look
    changes: dict[str, object] = {}
    for element in properties:
        _note(changes, local_name(element), element)
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def _note(changes: dict[str, object], name: str, element: _Element) -> None:
    value = attribute(element, "val")
    number = whole(value)
    on = value is None or value.lower() not in _OFF
    if name == "b":
        changes["bold"] = on
    elif name in ("caps", "smallCaps"):
        changes["capitals"] = on
    elif name in ("vanish", "specVanish"):
        changes["vanished"] = on
    elif name == "sz" and number is not None and number >= 0:
        changes["size"] = number
    elif name == "color":
        changes["colour"] = _colour(element, value)
    elif name == "shd":
        changes["shade"] = shading(element)
    elif name == "highlight":
        changes["shade"] = _HIGHLIGHTS.get(value or "")
    elif name == "position" and number is not None:
        changes["raised"] = number
    elif name == "w" and number is not None:
        changes["scale"] = number


def _colour(element: _Element, value: str | None) -> Colour | None:
    theme = attribute(element, "themeColor")
    if value in (None, "auto"):
        return WHITE if theme in _LIGHT_THEME else None
    return parse_colour(value or "")


def shading(element: _Element | None) -> Colour | None:
    """The colour of a shading (`w:shd`), or None where it has none."""
    if element is None:
        return None
    value = attribute(element, "val")
    fill = attribute(element, "color" if value == "solid" else "fill")
    if fill in (None, "auto"):
        return None
    return parse_colour(fill or "")
