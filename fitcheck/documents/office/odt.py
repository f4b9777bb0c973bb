"""OpenDocument texts (ODT): what LibreOffice prints, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fitcheck.documents.assembly import assemble
from fitcheck.documents.concealment import Look, restyled
from fitcheck.documents.document import BlockKind, Document
from fitcheck.documents.layout.paragraphs import Paragraph, pieces_of, table_row
from fitcheck.documents.office.container import DAMAGED, Container
from fitcheck.errors import EncryptedInputError
from fitcheck.settings import ReadingSettings

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MAX_CHAIN = 20
"""Styles based on one another; loops never end."""
MAX_BLANKS = 40
"""Blanks that one `text:s` stands for; a wide gap is one tab anyway."""

_GONE = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "note", "title", "desc", "forms", "script")
)
_HIDING = frozenset(("hidden-paragraph", "hidden-text"))


def read_odt(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of an OpenDocument text.

    Raises UnreadableInputError, EncryptedInputError and LimitExceededError.
    """
    container = Container(data, source=source)
    manifest = "META-INF/manifest.xml"
    if manifest in container and b"encryption-data" in container.read(manifest):
        raise EncryptedInputError(
            "the document is encrypted: open it with its password and save it without one",
            source=source,
        )
    content = container.xml("content.xml")
    trees = [content]
    if "styles.xml" in container:
        trees.insert(0, container.xml("styles.xml"))
    body = _Body(_styles(trees), limit=settings.max_text)
    edges = list(trees[0].iter("{*}header", "{*}footer")) if len(trees) > 1 else []
    headers = [p for e in edges if _name(e) == "header" for p in body.read(e, Look())]
    footers = [p for e in edges if _name(e) == "footer" for p in body.read(e, Look())]
    paragraphs = [p for root in content.iter("{*}text") for p in _office_text(root, body)]
    return assemble(
        pieces_of(
            [
                *(paragraph.placed(BlockKind.HEADER) for paragraph in headers),
                *paragraphs,
                *(paragraph.placed(BlockKind.FOOTER) for paragraph in footers),
            ]
        ),
        source=source,
        media_type=MEDIA_TYPE,
        settings=settings,
        hidden=body.hidden,
        warnings=[DAMAGED] if container.repaired else [],
    )


def _office_text(root: _Element, body: _Body) -> Iterator[Paragraph]:
    if "office" in str(root.tag):
        yield from body.read(root, Look())


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: _Element, name: str) -> str | None:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


class _Styles:
    """Text properties by style name, as CSS declarations; OpenDocument took its names from CSS."""

    def __init__(self) -> None:
        self.parents: dict[str, str | None] = {}
        self.declarations: dict[str, dict[str, str]] = {}

    def look(self, name: str | None, above: Look) -> Look:
        """The look inside an element of this style."""
        chain: list[str] = []
        while name is not None and name in self.declarations and len(chain) < MAX_CHAIN:
            if name in chain:
                break
            chain.append(name)
            name = self.parents[name]
        for style in reversed(chain):
            above = restyled(above, self.declarations[style])
        return above


def _styles(trees: list[_Element]) -> _Styles:
    styles = _Styles()
    for tree in trees:
        for style in tree.iter("{*}style"):
            name = _attribute(style, "name")
            if name is None:
                continue
            declarations: dict[str, str] = {}
            for properties in style:
                if _name(properties) in ("text-properties", "paragraph-properties"):
                    declarations.update(_declarations(properties))
            styles.declarations[name] = declarations
            styles.parents[name] = _attribute(style, "parent-style-name")
    return styles


def _declarations(properties: _Element) -> dict[str, str]:
    wanted = ("color", "background-color", "font-size", "font-weight", "display")
    named = {name: _attribute(properties, name) for name in wanted}
    return {name: value.lower() for name, value in named.items() if value is not None}


class _Body:
    """Reads paragraphs; keeps what it found hidden."""

    def __init__(self, styles: _Styles, *, limit: int) -> None:
        self.hidden: list[str] = []
        self._styles = styles
        self._left = limit

    def read(self, element: _Element, look: Look, depth: int | None = None) -> Iterator[Paragraph]:
        """The paragraphs inside an element, in order, until the text is too long."""
        for inner in element:
            name = _name(inner)
            if self._left < 0 or name in _GONE:
                continue
            if name in ("p", "h"):
                yield from self._paragraph(inner, look, depth)
            elif name == "table-row":
                cells = [list(self.read(cell, look)) for cell in inner]
                yield from table_row(cells)
            elif name == "list":
                yield from self.read(inner, look, 0 if depth is None else depth + 1)
            elif _attribute(inner, "display") == "none":
                self.hidden.append("".join(str(t) for t in inner.itertext()))
            else:
                yield from self.read(inner, look, depth)

    def _paragraph(self, element: _Element, above: Look, depth: int | None) -> Iterator[Paragraph]:
        look = self._styles.look(_attribute(element, "style-name"), above)
        runs: list[tuple[str, Look]] = []
        boxes: list[_Element] = []
        self._inline(element, look, runs, boxes)
        seen = [(text, style) for text, style in runs if style.is_visible or not text.strip()]
        unseen = "".join(text for text, style in runs if not style.is_visible)
        if unseen.strip():
            self.hidden.append(unseen)
        text = "".join(text for text, _ in seen)
        self._left -= len(text)
        lettered = [(style, len(run)) for run, style in seen if any(c.isalnum() for c in run)]
        if text.strip():
            level = _attribute(element, "outline-level") if _name(element) == "h" else None
            sizes: dict[int, int] = {}
            for style, length in lettered:
                size = round(2 * style.size)
                sizes[size] = sizes.get(size, 0) + length
            yield Paragraph(
                text=text,
                size=max(sorted(sizes), key=lambda size: sizes[size], default=24),
                bold=bool(lettered) and all(style.bold for style, _ in lettered),
                level=min(int(level), 6) if level and level.isdigit() and level != "0" else None,
                depth=depth,
            )
        for box in boxes:
            yield from self.read(box, Look(ground=None))

    def _inline(
        self,
        element: _Element,
        look: Look,
        runs: list[tuple[str, Look]],
        boxes: list[_Element],
    ) -> None:
        if element.text:
            runs.append((" ".join(element.text.split("\n")), look))
        for inner in element:
            name = _name(inner)
            if name == "text-box":
                boxes.append(inner)
            elif name in _HIDING:
                self.hidden.append(_attribute(inner, "string-value") or "")
            elif name == "tab":
                runs.append(("\t", look))
            elif name == "line-break":
                runs.append(("\n", look))
            elif name == "s":
                count = _attribute(inner, "c") or "1"
                blanks = int(count) if count.isdigit() and len(count) < 4 else MAX_BLANKS
                runs.append((" " * min(blanks, MAX_BLANKS), look))
            elif name not in _GONE:
                style = _attribute(inner, "style-name") if name in ("span", "a") else None
                self._inline(inner, self._styles.look(style, look), runs, boxes)
            if inner.tail:
                runs.append((" ".join(inner.tail.split("\n")), look))
