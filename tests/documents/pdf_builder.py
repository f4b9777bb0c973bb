"""PDF files for tests, written by hand so that every operator in them is known."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class PdfBuilder:
    """Collects pages of content operators; `build` gives the bytes of the file.

    Fonts: /F1 Helvetica, /F2 Helvetica-Bold, /F3 Courier; /G0 is a graphics state with alpha 0,
    /Im1 a grey picture, /OC1 an optional layer that is off, /OC2 one that is on.
    """

    width: int = 612
    height: int = 792
    pages: list[str] = field(default_factory=list)
    page_extra: str = ""
    catalog_extra: str = ""
    fonts_extra: str = ""
    objects_extra: list[str] = field(default_factory=list)

    def page(self, *operators: str) -> PdfBuilder:
        self.pages.append("\n".join(operators))
        return self

    def build(self) -> bytes:
        layers = "/OCProperties<</OCGs[8 0 R 9 0 R]/D<</OFF[9 0 R]>>>>"
        objects = [
            f"<</Type/Catalog/Pages 2 0 R{layers}{self.catalog_extra}>>",
            "",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
            "<</Type/ExtGState/ca 0>>",
            _stream(
                "\x80",
                "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
                "/ColorSpace/DeviceGray",
            ),
            "<</Type/OCG/Name(shown)>>",
            "<</Type/OCG/Name(layer)>>",
        ]
        objects.extend(self.objects_extra)
        kids = []
        for content in self.pages:
            objects.append(_stream(content))
            stream = len(objects)
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {self.width} {self.height}]"
                f"/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R{self.fonts_extra}>>"
                "/ExtGState<</G0 6 0 R>>"
                "/XObject<</Im1 7 0 R>>/Properties<</OC1 9 0 R/OC2 8 0 R>>>>"
                f"/Contents {stream} 0 R{self.page_extra}>>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
        return _file(objects)


def at(x: float, y: float, text: str, *, font: str = "F1", size: float = 10) -> str:
    """Text whose baseline begins at (x, y) from the lower left corner."""
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({safe}) Tj ET"


def lines(x: float, y: float, *texts: str, leading: float = 12, font: str = "F1") -> str:
    """Lines of text below each other, from the baseline y downwards."""
    return "\n".join(at(x, y - leading * i, text, font=font) for i, text in enumerate(texts))


def pdf(*operators: str) -> bytes:
    """A file of one page."""
    return PdfBuilder().page(*operators).build()


def _stream(content: str, entries: str = "") -> str:
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
