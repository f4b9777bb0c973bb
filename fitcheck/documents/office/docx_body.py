"""The body of a Word document becomes paragraphs: runs that a person sees, tables, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fitcheck.documents.concealment import WHITE, Colour, parse_colour
from fitcheck.documents.layout.paragraphs import Paragraph, table_row
from fitcheck.documents.office.docx_styles import (
    RunLook,
    Styles,
    attribute,
    changed,
    child,
    local_name,
    shading,
    whole,
)
from fitcheck.errors import ErrorCode, LimitExceededError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SPAN = 1000
"""Columns that one cell may cover; Word stops at 63."""
MAX_OFFSET = 20_000_000
"""Offset of a floating shape in EMU (22 inches) beyond which it lies off every paper size."""

_AROUND = frozenset(
    ("body", "hdr", "ftr", "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_INLINE = _AROUND | frozenset(("hyperlink", "fldSimple", "bdo", "dir"))
_GONE = frozenset(("delText", "instrText", "rPr", "pPr"))
_FAR_LEFT = re.compile(r"(?:margin-)?(?:left|top):\s{0,4}-?(\d{1,9})(?:\.\d{1,9})?(pt|in|px|cm)?")
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings")


@dataclass(slots=True)
class _Gathered:
    """What the runs of one paragraph add up to."""

    text: list[str]
    letters: dict[RunLook, int]
    boxes: list[_Element]
    unseen: list[str]
    marked: bool = False


class Body:
    """Reads bodies, headers and footers of one document; keeps what it found hidden."""

    def __init__(self, styles: Styles, *, limit: int, source: str) -> None:
        self.hidden: list[str] = []
        self.grounds_known = True
        self.chunks: dict[str, tuple[Paragraph, ...]] = {}
        self._styles = styles
        self._left = limit
        self._source = source

    def read(self, element: _Element, ground: Colour | None = WHITE) -> Iterator[Paragraph]:
        """The paragraphs inside an element, in order, until the text is too long."""
        if not self.grounds_known and ground == WHITE:
            ground = None
        name = local_name(element)
        if name == "p":
            yield from self._paragraph(element, ground)
        elif name == "tbl":
            yield from self._table(element, ground)
        elif name in _AROUND or name in ("txbxContent", "tc", "footnote", "endnote"):
            for inner in element:
                if self._left < 0:
                    return
                yield from self.read(inner, ground)
        elif name == "altChunk":
            yield from self.chunks.get(attribute(element, "id") or "", ())
        elif str(element.tag).endswith("}AlternateContent"):
            for choice in element.iterchildren("{*}Choice"):
                for inner in choice:
                    yield from self.read(inner, ground)
                return

    def _paragraph(self, element: _Element, ground: Colour | None) -> Iterator[Paragraph]:
        properties = child(element, "pPr")
        named = child(properties, "pStyle")
        style = attribute(named, "val") if named is not None else self._styles.default_paragraph
        shade = shading(child(properties, "shd"))
        gathered = _Gathered(text=[], letters={}, boxes=[], unseen=[])
        self._inline(element, style, shade or ground, gathered)
        if gathered.unseen:
            self.hidden.append("".join(gathered.unseen))
        text = "".join(gathered.text)
        self._left -= len(text)
        if text.strip():
            if not gathered.marked:
                # Converters that strip the marks of runs leave those of the paragraph's end.
                mark = changed(self._styles.look((style,)), child(properties, "rPr"))
                gathered.letters = {mark: 1}
            yield self._made(text, gathered.letters, style, properties)
        for box in gathered.boxes:
            yield from self._box(box)

    def _made(
        self,
        text: str,
        letters: dict[RunLook, int],
        style: str | None,
        properties: _Element | None,
    ) -> Paragraph:
        level = self._styles.level(style)
        outline = child(properties, "outlineLvl")
        if level is None and outline is not None:
            stated = whole(attribute(outline, "val"))
            level = stated + 1 if stated is not None and 0 <= stated < 6 else None
        most = max(letters, key=lambda look: letters[look]) if letters else RunLook()
        return Paragraph(
            text=text,
            size=most.size,
            bold=bool(letters) and all(look.bold for look in letters),
            capitals=bool(letters) and all(look.capitals for look in letters),
            level=level,
            depth=self._depth(style, properties),
        )

    def _depth(self, style: str | None, properties: _Element | None) -> int | None:
        """The nesting of a list item, or None for a paragraph that is none."""
        numbering = child(properties, "numPr")
        if numbering is None:
            return 0 if self._styles.is_numbered(style) else None
        number, level = child(numbering, "numId"), child(numbering, "ilvl")
        if number is not None and attribute(number, "val") == "0":
            return None
        return min(whole(attribute(level, "val")) or 0, 8) if level is not None else 0

    def _inline(
        self, parent: _Element, style: str | None, ground: Colour | None, into: _Gathered
    ) -> None:
        for element in parent:
            name = local_name(element)
            if name == "r":
                self._run(element, style, ground, into)
            elif name in _INLINE:
                self._inline(element, style, ground, into)
            elif str(element.tag).endswith("}AlternateContent"):
                for choice in element.iterchildren("{*}Choice"):
                    self._inline(choice, style, ground, into)
                    break

    def _run(
        self, run: _Element, style: str | None, ground: Colour | None, into: _Gathered
    ) -> None:
        properties = child(run, "rPr")
        named = child(properties, "rStyle")
        look = self._styles.look((style, attribute(named, "val") if named is not None else None))
        look = changed(look, properties)
        into.marked = into.marked or properties is not None
        text = "".join(_characters(element, properties) for element in run)
        for element in run:
            if local_name(element) not in _GONE and len(element):
                into.boxes.extend(_boxes(element))
        if not text:
            return
        if not look.is_visible(ground) and text.strip():
            into.unseen.append(text)
            return
        into.text.append(text)
        count = sum(char.isalnum() for char in text)
        if count:
            into.letters[look] = into.letters.get(look, 0) + count

    def _box(self, box: _Element) -> Iterator[Paragraph]:
        """The paragraphs of a text box, once, where it lies on the page."""
        ground: Colour | None = None
        for above in box.iterancestors():
            if str(above.tag).rpartition("}")[2] in ("r", "p"):
                break
            if _lies_off_page(above):
                self.hidden.append("".join(_text_of(box)))
                return
            ground = ground or _fill(above)
        yield from self.read(box, ground)

    def _table(self, table: _Element, ground: Colour | None) -> Iterator[Paragraph]:
        style = child(child(table, "tblPr"), "tblStyle")
        if style is not None and attribute(style, "val") in self._styles.shaded:
            ground = None
        ground = shading(child(child(table, "tblPr"), "shd")) or ground
        for row in _inside(table, "tr"):
            if self._left < 0:
                return
            if child(child(row, "trPr"), "del") is None:
                yield from self._row(row, ground)

    def _row(self, row: _Element, ground: Colour | None) -> Iterator[Paragraph]:
        """A row of data as one paragraph with tabs, or the cells of a layout one by one."""
        cells: list[list[Paragraph]] = []
        for cell in _inside(row, "tc"):
            properties = child(cell, "tcPr")
            span = child(properties, "gridSpan")
            if span is not None and (whole(attribute(span, "val")) or 0) > MAX_SPAN:
                raise LimitExceededError(
                    "a table of the document claims too many columns: save it again",
                    code=ErrorCode.TOO_COMPLEX,
                    source=self._source,
                )
            shade = shading(child(properties, "shd"))
            cells.append(list(self.read(cell, shade or ground)))
        yield from table_row(cells)


def _inside(parent: _Element, name: str) -> Iterator[_Element]:
    """The children of this name, also inside content controls and insertions."""
    for element in parent:
        if local_name(element) == name:
            yield element
        elif local_name(element) in _AROUND:
            yield from _inside(element, name)


def _characters(element: _Element, properties: _Element | None) -> str:
    """The characters that one child of a run stands for."""
    name = local_name(element)
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        code = attribute(element, "char") or ""
        # The signs of symbol fonts have no meaning of their own; at the start they are bullets.
        return "\uf0b7" if code[:1] in "Ff" and _has_symbol_font(element, properties) else ""
    return ""


def _has_symbol_font(element: _Element, properties: _Element | None) -> bool:
    fonts = child(properties, "rFonts")
    named = attribute(element, "font") or (attribute(fonts, "ascii") if fonts is not None else "")
    return (named or "").lower().startswith(_SYMBOL_FONTS)


def _boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes in a drawing; of two versions of one, the first."""
    if local_name(element) == "txbxContent":
        yield element
        return
    for inner in element:
        if not str(inner.tag).endswith("}Fallback"):
            yield from _boxes(inner)


def _text_of(element: _Element) -> Iterator[str]:
    return (str(inner.text or "") for inner in element.iter() if local_name(inner) == "t")


def _lies_off_page(shape: _Element) -> bool:
    """True for a shape that is placed off the paper or switched off."""
    style = (shape.get("style") or "").lower()
    if "visibility:hidden" in style.replace(" ", ""):
        return True
    for found in _FAR_LEFT.finditer(style):
        points = int(found[1]) * {"in": 72, "cm": 28}.get(found[2] or "", 1)
        if points > MAX_OFFSET // 12_700:
            return True
    if shape.tag == "{*}docPr" or str(shape.tag).endswith("}anchor"):
        offsets = (whole(offset.text) for offset in shape.iter("{*}posOffset"))
        return any(offset is not None and abs(offset) > MAX_OFFSET for offset in offsets)
    return False


def _fill(shape: _Element) -> Colour | None:
    """The colour that a shape is filled with, where it states one; None means not known."""
    filled = shape.get("fillcolor")
    if filled and shape.get("filled") not in ("f", "false"):
        return parse_colour(filled.split()[0])
    for properties in shape.iterchildren("{*}spPr"):
        for fill in properties.iterchildren("{*}solidFill"):
            for colour in fill.iterchildren("{*}srgbClr"):
                return parse_colour(colour.get("val") or "")
    return None
