from __future__ import annotations

import ctypes
import threading

import pytest

from fitcheck.documents.pdf import pdfium
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import at, pdf


def test_the_bound_functions_have_the_types_that_pypdfium2_gives() -> None:
    from pypdfium2 import raw

    def plain(kind: type | None) -> type | None:
        if kind is None or kind in (ctypes.c_int, ctypes.c_uint, ctypes.c_float, ctypes.c_double):
            return kind
        return kind if kind in (ctypes.c_ulong, ctypes.c_size_t) else ctypes.c_void_p

    for table in (pdfium._LONG, pdfium._SHORT):
        for name, types in table.items():
            known = getattr(raw, name)
            assert [plain(known.restype), *map(plain, known.argtypes)] == list(types), name


def test_bare_functions_take_nothing_but_handles_and_ints() -> None:
    for name in pdfium._BARE:
        result, *takes = pdfium._SHORT[name]
        assert set(takes) <= {ctypes.c_void_p, ctypes.c_int}, name
        counted = ctypes.c_size_t if result is ctypes.c_void_p else result  # 0 where there is none
        assert getattr(pdfium.load().bare, name).restype is counted


def test_a_bare_function_answers_as_the_other_does() -> None:
    data = pdf(at(72, 700, "Welder"))
    library, x, y = pdfium.load(), ctypes.c_double(), ctypes.c_double()
    out = ctypes.byref(x), ctypes.byref(y)
    with pdfium.LOCK:
        document = library.FPDF_LoadMemDocument64(data, len(data), None)
        page = library.FPDF_LoadPage(document, 0)
        text = library.FPDFText_LoadPage(page)
        answers = []
        for ask, handle in (
            (library.FPDFText_GetCharOrigin, text),
            (library.bare.FPDFText_GetCharOrigin, pdfium.Handle(text)),
        ):
            x.value = y.value = -1
            assert ask(handle, 3, *out)
            answers.append((x.value, y.value))
        assert answers[0] == answers[1]
        assert answers[0][1] == 700
        library.FPDFText_ClosePage(text)
        library.FPDF_ClosePage(page)
        library.FPDF_CloseDocument(document)


def test_the_numbers_are_those_of_pypdfium2() -> None:
    from pypdfium2 import raw

    assert pdfium.TEXT == raw.FPDF_PAGEOBJ_TEXT
    assert pdfium.PATH == raw.FPDF_PAGEOBJ_PATH
    assert pdfium.IMAGE == raw.FPDF_PAGEOBJ_IMAGE
    assert pdfium.FORM == raw.FPDF_PAGEOBJ_FORM
    assert raw.FPDFBitmap_BGRx == pdfium.BGRX
    assert pdfium.WITH_ANNOTATIONS == raw.FPDF_ANNOT
    assert pdfium.PASSWORD_ERROR == raw.FPDF_ERR_PASSWORD
    assert pdfium.SECURITY_ERROR == raw.FPDF_ERR_SECURITY


def test_a_function_that_is_not_bound_is_named() -> None:
    with pytest.raises(AttributeError, match="FPDF_Nothing"):
        _ = pdfium.load().FPDF_Nothing


def test_threads_read_one_after_the_other() -> None:
    data = pdf(at(72, 700, "Five years of welding in shipyards"))
    texts: list[str] = []

    def read() -> None:
        documents = [read_pdf(data, source="cv.pdf", settings=ReadingSettings()) for _ in range(20)]
        texts.extend(document.text for document in documents)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["Five years of welding in shipyards"] * 80
