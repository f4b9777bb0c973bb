"""PDF files that hide a phrase, each with a twin that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.hidden_cases import CARRIER, PHRASE, Twins
from tests.documents.pdf_builder import PdfBuilder, at

_BODY = at(72, 700, CARRIER)
_HERE = at(72, 600, PHRASE)
_FILL = "60 590 300 30 re f"
"""A rectangle around the phrase."""
_PICTURE = "q 300 0 0 30 60 590 cm /Im1 Do Q"
_SCAN = "q 612 0 0 792 0 0 cm /Im1 Do Q"


def twins() -> Iterator[Twins]:
    """Every case, in a fixed order."""
    for name, hidden, shown in (*_COLOURS, *_SIZES, *_PLACES, *_COVERS, *_MODES):
        yield Twins(
            name=f"pdf {name}",
            suffix=".pdf",
            hidden=PdfBuilder().page(_BODY, hidden).build(),
            shown=PdfBuilder().page(_BODY, shown).build(),
        )
    yield from _of_the_file()


_COLOURS = (
    ("white on paper", f"1 g {_HERE}", f"0 g {_FILL} 1 g {_HERE}"),
    ("near-white", f".99 g {_HERE}", f".75 g {_HERE}"),
    ("white in CMYK", f"0 0 0 0 k {_HERE}", f"0 0 0 1 k {_HERE}"),
    ("black on black", f"0 g {_FILL} {_HERE}", f"1 1 0 rg {_FILL} 0 g {_HERE}"),
    ("blue on blue", f".1 .3 .6 rg {_FILL} {_HERE}", f".1 .3 .6 rg {_FILL} 1 g {_HERE}"),
    ("grey on a grey picture", f"{_PICTURE} .5 g {_HERE}", f"{_PICTURE} 0 g {_HERE}"),
    ("white outline", f"1 G {at(72, 600, PHRASE).replace('BT', 'BT 1 Tr')}",
     f"0 G {at(72, 600, PHRASE).replace('BT', 'BT 1 Tr')}"),
    ("white where the banner ends", f"0 g 60 640 300 30 re f 1 g {_HERE}",
     f"0 g 60 580 300 60 re f 1 g {_HERE}"),
)  # fmt: skip
_SIZES = (
    ("one point", at(72, 600, PHRASE, size=1), at(72, 600, PHRASE, size=6)),
    ("scaled down", f"q .1 0 0 .1 0 0 cm {at(720, 6000, PHRASE)} Q",
     f"q .1 0 0 .1 0 0 cm {at(720, 6000, PHRASE, size=100)} Q"),
    ("scaled down by its own matrix",
     f"BT /F1 10 Tf .1 0 0 .1 72 600 Tm ({PHRASE}) Tj ET",
     f"BT /F1 1 Tf 10 0 0 10 72 600 Tm ({PHRASE}) Tj ET"),
    ("squeezed", f"BT /F1 10 Tf 1 Tz 1 0 0 1 72 600 Tm ({PHRASE}) Tj ET",
     f"BT /F1 10 Tf 80 Tz 1 0 0 1 72 600 Tm ({PHRASE}) Tj ET"),
)  # fmt: skip
_PLACES = (
    ("left of the page", at(-400, 600, PHRASE), at(12, 600, PHRASE)),
    ("below the page", at(72, -60, PHRASE), at(72, 12, PHRASE)),
    ("above the page", at(72, 900, PHRASE), at(72, 776, PHRASE)),
    ("clipped away", f"q 60 100 300 30 re W n {_HERE} Q", f"q 60 590 300 30 re W n {_HERE} Q"),
    ("clipped to nothing", f"q 60 590 0 0 re W n {_HERE} Q", f"q 0 0 612 792 re W n {_HERE} Q"),
    ("clipped twice", f"q 60 590 300 30 re W n 60 100 300 30 re W n {_HERE} Q",
     f"q 0 0 612 792 re W n 60 590 300 30 re W n {_HERE} Q"),
)  # fmt: skip
_COVERS = (
    ("under a white fill", f"{_HERE} 1 g {_FILL}", f"1 g {_FILL} 0 g {_HERE}"),
    ("under a dark fill", f"{_HERE} .2 g {_FILL}", f".8 g {_FILL} 0 g {_HERE}"),
    ("under a picture", f"{_HERE} {_PICTURE}", f"{_PICTURE} 0 g {_HERE}"),
    ("under a black fill", f"{_HERE} 0 g {_FILL}", f"{_HERE} q /G0 gs 0 g {_FILL} Q"),
)  # fmt: skip
_MODES = (
    ("mode 3", _HERE.replace("BT", "BT 3 Tr"), _HERE.replace("BT", "BT 0 Tr")),
    ("mode 7", "q " + _HERE.replace("BT", "BT 7 Tr") + " Q", _HERE.replace("BT", "BT 2 Tr")),
    ("no alpha", f"q /G0 gs {_HERE} Q", f"q {_HERE} Q"),
    ("a layer that is off", f"/OC /OC1 BDC {_HERE} EMC", f"/OC /OC2 BDC {_HERE} EMC"),
)  # fmt: skip


def _of_the_file() -> Iterator[Twins]:
    """Cases that need more than operators: boxes, scans, forms, metadata."""
    crop = "/CropBox[0 0 612 650]"
    yield Twins(
        name="pdf outside the crop box",
        suffix=".pdf",
        hidden=PdfBuilder(page_extra=crop).page(at(72, 500, CARRIER), at(72, 700, PHRASE)).build(),
        shown=PdfBuilder(page_extra=crop).page(at(72, 500, CARRIER), _HERE).build(),
    )
    yield Twins(
        name="pdf mode 3 on a page with text, on a scan",
        suffix=".pdf",
        hidden=PdfBuilder().page(_SCAN, _BODY, _HERE.replace("BT", "BT 3 Tr")).build(),
        shown=PdfBuilder().page(_SCAN, f"{_BODY} {_HERE}".replace("BT", "BT 3 Tr")).build(),
    )
    yield Twins(
        name="pdf white on a turned page",
        suffix=".pdf",
        hidden=PdfBuilder(page_extra="/Rotate 90").page(_BODY, f"1 g {_HERE}").build(),
        shown=PdfBuilder(page_extra="/Rotate 90").page(_BODY, f"0 g {_FILL} 1 g {_HERE}").build(),
    )
    yield Twins(
        name="pdf white in a form",
        suffix=".pdf",
        hidden=_form(f"1 g {_HERE}"),
        shown=_form(f"0 g {_FILL} 1 g {_HERE}"),
    )
    plain = PdfBuilder().page(_BODY, _HERE).build()
    stated = f"/Span <</ActualText({PHRASE})>> BDC {{}} EMC"
    yield Twins(
        name="pdf another text for machines than is drawn",
        suffix=".pdf",
        hidden=PdfBuilder().page(_BODY, stated.format(at(72, 600, "Lamp"))).build(),
        shown=PdfBuilder().page(_BODY, stated.format(_HERE)).build(),
        warned=False,
    )
    note = "/Annots[<</Type/Annot/Subtype/Text/Rect[72 600 90 618]/Contents(" + PHRASE + ")/F 2>>]"
    yield Twins(
        name="pdf a hidden note",
        suffix=".pdf",
        hidden=PdfBuilder(page_extra=note).page(_BODY).build(),
        shown=plain,
        warned=False,
    )
    yield Twins(
        name="pdf keywords",
        suffix=".pdf",
        hidden=PdfBuilder(catalog_extra=f"/Keywords({PHRASE})/Alt({PHRASE})").page(_BODY).build(),
        shown=plain,
        warned=False,
    )


def _form(content: str) -> bytes:
    """A page whose phrase is drawn by a form."""
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
        f"/Length {len(content)}>>\nstream\n{content}\nendstream"
    )
    builder = PdfBuilder(objects_extra=[form], page_extra="/Group<</S/Transparency>>")
    data = builder.page(_BODY, "/Fm1 Do").build()
    return data.replace(b"/XObject<</Im1 7 0 R", b"/XObject<</Fm1 10 0 R", 1)
