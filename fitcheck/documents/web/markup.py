"""An HTML tree becomes blocks: what a browser draws as text, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from fitcheck.documents.assembly import Piece
from fitcheck.documents.concealment import WHITE, Look, restyled
from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.bullets import split_bullet
from fitcheck.documents.plain import text_pieces
from fitcheck.documents.web.css import Stylesheet, parse_declarations

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BOLD_HEADING = 80
"""Longest wholly bold paragraph, in characters, that is taken as a heading."""
MAX_ROW_CELL = 300
"""Longest cell, in characters, of a row that is data; longer ones hold prose, laid out."""

_NEVER = frozenset(
    "script style template noscript head title meta link svg math iframe object embed canvas"  # noqa: SIM905
    " audio video map textarea select option datalist input button dialog menu nav frameset".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt"  # noqa: SIM905
    " fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
)
_IN_CELL = frozenset("p div ul ol dl table h1 h2 h3 h4 h5 h6 br pre section".split())  # noqa: SIM905
_BOLD = frozenset(("b", "strong"))
_CELLS = frozenset(("td", "th"))
_CELL_BORDER = "\0"
_MAYBE_CHROME = frozenset(("aside", "footer", "header"))
LINK_SHARE = 0.5
"""Share of characters inside links from which a head, foot or side part is navigation."""
MAX_SCAN = 500
"""Elements looked at to tell what a row or a part is; keeps nested ones from costing squares."""
_CHROME_ROLES = frozenset(
    ("navigation", "search", "menu", "menubar", "dialog", "alertdialog", "tablist", "toolbar")
)
_CHIP = re.compile(r"\b(?:chip|tag|badge|pill|label|skill|item|cell|col)", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Item:
    """One list item: only its first block is the item, what follows are paragraphs below it."""

    used: bool = False


@dataclass(slots=True)
class _Frame:
    """One open element: how its text looks, what its blocks are."""

    look: Look
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    depth: int = -1
    item: _Item | None = None
    block: bool = False
    in_row: bool = False


@dataclass(slots=True)
class Reading:
    """Blocks of a page in order, and the texts in it that are styled away."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def text_of(element: _Element) -> str:
    """All text inside an element, seen or not, as it stands in the file."""
    return "".join(text for text in element.itertext() if isinstance(text, str))


def read_tree(root: _Element, *, styles: Stylesheet | None = None) -> Reading:
    """What the tree shows. `styles` are the page's own rules."""
    walk = _Walk(styles or Stylesheet(()))
    walk.run(root)
    return walk.reading


class _Walk:
    """One pass over a tree, without recursion: pages may nest deeply."""

    def __init__(self, styles: Stylesheet) -> None:
        self.reading = Reading()
        self._styles = styles
        ground = WHITE if styles.grounds_known else None
        self._stack: list[_Frame] = [_Frame(look=Look(ground=ground))]
        self._text: list[str] = []
        self._unseen: list[str] = []
        self._bold = False
        self._plain = False
        self._after_break = False

    def run(self, root: _Element) -> None:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if not isinstance(tag, str):  # a comment or an instruction
                if event == "end":
                    self._add(element.tail)
                continue
            if event == "end":
                self._leave(element, is_root=element is root)
            elif not self._enter(element, tag):
                walker.skip_subtree()
        self._flush()

    def _enter(self, element: _Element, tag: str) -> bool:
        """Open an element; False where nothing inside it is to be walked."""
        frame = self._frame(element, tag)
        if frame.block:
            self._flush()
        self._stack.append(frame)
        if tag in _NEVER or element.get("role") in _CHROME_ROLES or _is_chrome(element, tag):
            return False
        if tag == "br":
            if frame.in_row:
                self._text.append(" ")
            else:
                self._flush(at_break=True)
            return False
        if tag == "pre" and frame.look.is_visible:
            self.reading.pieces.extend(text_pieces(text_of(element)))
            return False
        if tag in _CELLS and frame.in_row:
            self._text.append(_CELL_BORDER)
        elif not frame.block and _CHIP.search(element.get("class") or "") and self._text:
            self._text.append(" ")
        self._add(element.text)
        return True

    def _leave(self, element: _Element, *, is_root: bool) -> None:
        if self._stack[-1].block:
            self._flush()
        self._stack.pop()
        if not is_root:
            self._add(element.tail)

    def _frame(self, element: _Element, tag: str) -> _Frame:
        above = self._stack[-1]
        declarations = self._declarations(element, tag)
        frame = _Frame(
            look=restyled(above.look, declarations),
            kind=above.kind,
            level=above.level,
            depth=above.depth,
            item=above.item,
            block=tag in _BLOCKS and not above.in_row,
            in_row=above.in_row,
        )
        if tag in ("ul", "ol", "dir"):
            frame.depth += 1
        elif tag == "li":
            frame.kind, frame.level, frame.item = BlockKind.LIST_ITEM, None, _Item()
        elif tag in _CELLS:
            frame.kind, frame.level = BlockKind.PARAGRAPH, None
        elif tag == "tr" and not frame.in_row and _is_data_row(element):
            frame.kind, frame.level, frame.in_row = BlockKind.TABLE_ROW, None, True
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            frame.kind, frame.level = BlockKind.HEADING, int(tag[1])
        return frame

    def _declarations(self, element: _Element, tag: str) -> dict[str, str]:
        """What the page's rules, old attributes and the style attribute say, last one strongest."""
        result: dict[str, str] = {"font-weight": "bold"} if tag in _BOLD else {}
        if not element.attrib and not self._styles.has_tag(tag):
            return result
        for attribute, name in (("color", "color"), ("bgcolor", "background")):
            value = element.get(attribute)
            if value and (attribute == "bgcolor" or tag == "font"):
                result[name] = value.lower()
        classes, id_ = (element.get("class") or "").split(), element.get("id") or ""
        result.update(self._styles.declarations(tag, classes, id_))
        result.update(parse_declarations(element.get("style") or ""))
        if element.get("hidden") is not None:
            result["display"] = "none"
        if tag in ("html", "body"):
            # Pages hide themselves until a script has run; that hides nothing from anybody.
            for name in ("display", "visibility", "opacity"):
                result.pop(name, None)
        return result

    def _add(self, text: str | None) -> None:
        if not text:
            return
        look = self._stack[-1].look
        if not look.is_visible:
            self._unseen.append(text)
            return
        self._text.append(text)
        if any(char.isalnum() for char in text):
            self._bold, self._plain = self._bold or look.bold, self._plain or not look.bold

    def _flush(self, *, at_break: bool = False) -> None:
        """End the block that is being gathered; its frame is on top of the stack."""
        if not self._text and not self._unseen:
            self._after_break = at_break
            return
        text = _WHITE.sub(" ", "".join(self._text)).strip()
        unseen = _WHITE.sub(" ", "".join(self._unseen)).strip()
        between_breaks, bold = self._after_break or at_break, self._bold and not self._plain
        self._text, self._unseen, self._bold, self._plain = [], [], False, False
        self._after_break = at_break
        if unseen:
            self.reading.hidden.append(unseen)
        if text:
            self.reading.pieces.append(self._piece(text, bold, between_breaks=between_breaks))

    def _piece(self, text: str, bold: bool, *, between_breaks: bool) -> Piece:
        frame = self._stack[-1]
        kind = frame.kind
        if kind is BlockKind.TABLE_ROW:
            cells = (cell.strip() for cell in text.split(_CELL_BORDER))
            return Piece(text="\t".join(filter(None, cells)), kind=kind, emphasis=bold)
        if kind is BlockKind.LIST_ITEM and frame.item is not None:
            if frame.item.used:
                kind = BlockKind.PARAGRAPH
            frame.item.used = True
        short = len(text) <= MAX_BOLD_HEADING and split_bullet(text) is None
        if kind is BlockKind.PARAGRAPH and bold and short and frame.item is None:
            # Between line breaks a bold line is often a name or a title inside an entry.
            kind = BlockKind.PARAGRAPH if between_breaks and text[-1] != ":" else BlockKind.HEADING
        return Piece(
            text=text, kind=kind, level=frame.level, emphasis=bold, depth=max(frame.depth, 0)
        )


def _is_data_row(row: _Element) -> bool:
    """True for a table row with several short cells that hold one line each."""
    filled = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        inner = 0
        for descendant in islice(cell.iterdescendants(), MAX_SCAN):
            inner += descendant.tag in _IN_CELL
            if inner > 1 or descendant.tag in ("table", "ul", "ol"):
                return False
        length = sum(len(text) for text in islice(cell.itertext(), MAX_SCAN))
        if length > MAX_ROW_CELL:
            return False
        filled += length > 0
    return filled > 1


def _is_chrome(element: _Element, tag: str) -> bool:
    """True for a side, head or foot part of a page that is mostly links to other pages."""
    if tag not in _MAYBE_CHROME:
        return False
    total = sum(len(text.strip()) for text in islice(element.itertext(), MAX_SCAN))
    linked = sum(
        len(text.strip())
        for link in islice(element.iterdescendants("a"), MAX_SCAN)
        for text in islice(link.itertext(), MAX_SCAN)
    )
    return linked > 0 and linked >= LINK_SHARE * total
