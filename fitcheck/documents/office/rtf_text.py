"""Runs of a Rich Text Format file gather into paragraphs and table rows, seen and hidden."""

from __future__ import annotations

from dataclasses import dataclass

from fitcheck.documents.characters import has_letters
from fitcheck.documents.concealment import MIN_POINTS, WHITE, Colour, is_legible
from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.paragraphs import Paragraph, table_row

MAX_ROW = 200
"""Cells of one row that are kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a group hands on to the groups inside it."""

    size: int = 24
    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    colour: int = 0
    ground: int = 0
    font: int = 0
    fallback: int = 1
    skipped: bool = False
    marker: bool = False
    table: bytes = b""
    edge: BlockKind | None = None


class Gatherer:
    """What was read so far; `left` are the characters that may still come."""

    def __init__(self, limit: int) -> None:
        self.paragraphs: list[Paragraph] = []
        self.hidden: list[str] = []
        self.colours: list[Colour | None] = []
        self.left = limit
        self._runs: list[tuple[str, State]] = []
        self._row: list[list[Paragraph]] = [[]]
        self._in_table = False
        self._item: int | None = None
        self._level: int | None = None

    def add(self, text: str, state: State) -> None:
        """Text that looks like this goes on in the paragraph."""
        self._runs.append((text, state))
        self.left -= len(text)

    def mark_item(self) -> None:
        """The paragraph is an item of a list, as far as nothing says how deep."""
        self._item = self._item or 0

    def fresh_paragraph(self) -> None:
        """Reset the marks of a paragraph."""
        self._in_table, self._item, self._level = False, None, None

    def paragraph_mark(self, **changes: int | bool | None) -> None:
        """Set what holds for the whole paragraph."""
        self._in_table = bool(changes.get("in_table", self._in_table))
        self._item = changes.get("item", self._item)
        self._level = changes.get("level", self._level)

    def end_cell(self) -> None:
        """Close a cell of a table row, after its last paragraph was closed."""
        if len(self._row) < MAX_ROW:
            self._row.append([])

    def end_row(self) -> None:
        """Close a table row; outside a table nothing happens."""
        self.paragraphs.extend(table_row(self._row))
        self._row = [[]]

    def end_paragraph(self, edge: BlockKind | None = None) -> None:
        """Close a paragraph; `edge` tells the header or footer that it stands in."""
        runs, self._runs = self._runs, []
        seen = [(text, state) for text, state in runs if self._is_visible(state)]
        unseen = "".join(text for text, state in runs if not self._is_visible(state)).strip()
        if unseen:
            self.hidden.append(_joined(unseen))
        text = _joined("".join(text for text, _ in seen))
        if not text.strip():
            return
        lettered = [state for run, state in seen if has_letters(run)]
        sizes: dict[int, int] = {}
        for run, state in seen:
            sizes[state.size] = sizes.get(state.size, 0) + len(run)
        paragraph = Paragraph(
            text=text,
            size=max(sorted(sizes), key=lambda size: sizes[size]),
            bold=bool(lettered) and all(state.bold for state in lettered),
            capitals=bool(lettered) and all(state.capitals for state in lettered),
            level=self._level,
            depth=self._item,
            kind=edge,
        )
        if self._in_table and paragraph.kind is None:
            self._row[-1].append(paragraph)
        else:
            self.end_row()
            self.paragraphs.append(paragraph)

    def _is_visible(self, state: State) -> bool:
        if state.hidden or state.deleted or state.size < 2 * MIN_POINTS:
            return False
        letters, ground = self._colour(state.colour), self._colour(state.ground) or WHITE
        return letters is None or is_legible(letters, ground)

    def _colour(self, index: int) -> Colour | None:
        return self.colours[index] if 0 < index < len(self.colours) else None


def _joined(text: str) -> str:
    """The text with pairs of surrogates, which RTF writes apart, joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
