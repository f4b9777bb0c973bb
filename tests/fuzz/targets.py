"""What is fuzzed: a function for each reader, which must raise nothing but InputError."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache

from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.documents.isolation.budget import enable
from fitcheck.documents.isolation.exchange import (
    ANSWER_HEAD,
    ProtocolError,
    decode_answer,
    decode_document,
    decode_error,
    encode_answer,
    encode_document,
)
from fitcheck.documents.office.docx import read_docx
from fitcheck.documents.office.odt import read_odt
from fitcheck.documents.office.rtf import read_rtf
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.documents.pdf.second import read_words_again
from fitcheck.documents.reader import read_bytes
from fitcheck.documents.text import document_from_text, read_markdown, read_text
from fitcheck.documents.web.email import read_email
from fitcheck.documents.web.html import read_html
from fitcheck.documents.web.jsonresume import read_json
from fitcheck.errors import InputError
from fitcheck.settings import ReadingSettings

Target = Callable[[bytes], None]
DAY = date(2026, 11, 22)
_SETTINGS = ReadingSettings()
_PART = b"%%PART%%"


def _reading(read: Callable[..., Document], pack: Callable[[bytes], bytes] = bytes) -> Target:
    """A target that reads with one reader, then as any file is read, and checks what comes out."""

    def target(data: bytes) -> None:
        packed = pack(data)
        for reader in (read, read_bytes):
            try:
                document = reader(packed, source="file", settings=_SETTINGS)
            except InputError as problem:
                assert problem.message.isprintable(), "an error's message is one line"
                continue
            check(document)

    return target


def check(document: Document) -> None:
    """What holds for every document, and that it reaches another process whole."""
    lines = [document.quote(block.span) for block in document.blocks]
    assert "\n".join(lines) == document.text, "the text is its blocks"
    assert len(document.text) <= _SETTINGS.max_text + 1_000, "the text is bounded"
    sent = encode_answer({"document": encode_document(document)})[ANSWER_HEAD.size :]
    got = decode_document(decode_answer(sent)["document"], source=document.source)
    assert got == document, "a document arrives as it was sent"


def _docx(data: bytes) -> bytes:
    """A Word file with the data as its document and, after the mark, as its styles."""
    document, _, styles = data.partition(_PART)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    links = (
        f'<Relationships><Relationship Id="s" Type="{kind}" Target="styles.xml"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": document,
        "word/_rels/document.xml.rels": links.encode(),
        **({"word/styles.xml": styles} if styles else {}),
    }
    return _zipped(parts)


def _odt(data: bytes) -> bytes:
    return _zipped({"META-INF/manifest.xml": b"<m/>", "content.xml": data})


def _zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _second(data: bytes) -> None:
    enable()  # as in a worker: pdfminer.six alone may go on for ever
    read_words_again(data, settings=_SETTINGS)


def _judge(data: bytes) -> None:
    """A resume and a posting through everything up to every form of the report."""
    from fitcheck.render.markdown import report_markdown
    from fitcheck.render.terminal import report_text
    from fitcheck.render.wire import analysis_json

    first, _, second = data.decode("utf-8", "replace").partition("%%POSTING%%")
    analyzer = _analyzer()
    resume = analyzer.resume(document_from_text(first, source="a"), as_of=DAY)
    posting = analyzer.posting(document_from_text(second, source="b"), as_of=DAY)
    analysis = analyzer.analyze_pair(resume, posting, as_of=DAY)
    for render in (report_text, report_markdown, analysis_json):
        assert "\x1b" not in render(analysis), "nothing of a file commands a terminal"


@cache
def _analyzer() -> Analyzer:
    return Analyzer()


def _exchange(data: bytes) -> None:
    """What a worker that was taken over may send."""
    try:
        values = decode_answer(data)
        if "error" in values:
            decode_error(values["error"], source="x")
        else:
            check(decode_document(values.get("document"), source="x"))
    except ProtocolError:
        return


PACKED: dict[str, Callable[[bytes], bytes]] = {"docx": _docx, "odt": _odt}
"""How the seeds of a target become files, where they are not files themselves."""

TARGETS: dict[str, Target] = {
    "pdf": _reading(read_pdf),
    "pdf_second": _second,
    "docx": _reading(read_docx, _docx),
    "odt": _reading(read_odt, _odt),
    "rtf": _reading(read_rtf),
    "html": _reading(read_html),
    "email": _reading(read_email),
    "json": _reading(read_json),
    "markdown": _reading(read_markdown),
    "text": _reading(read_text),
    "judge": _judge,
    "exchange": _exchange,
}
