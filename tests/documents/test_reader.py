"""The reader: content decides, limits hold, every refusal is one clear line."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import WarningCode
from fitcheck.documents.reader import READERS, read_document
from fitcheck.documents.sniff import Format, sniff
from fitcheck.errors import ErrorCode, InputError, MissingInputError
from fitcheck.settings import ReadingSettings

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


def code_of(data: bytes, name: str = "file") -> ErrorCode:
    with pytest.raises(InputError) as caught:
        read_document(data, name=name)
    problem = caught.value
    assert "\n" not in problem.message
    assert problem.source == name
    return problem.code


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"junk\n%PDF-1.7\n", Format.PDF),
        (archive("[Content_Types].xml", "word/document.xml"), Format.DOCX),
        (b"MZ self-extractor" + archive("word/document.xml"), Format.DOCX),
        (archive("mimetype", "content.xml"), Format.ODT),
        (b"\n {\\rtf1 x}", Format.RTF),
        (b"<!DOCTYPE html><p>x", Format.HTML),
        (b'\xef\xbb\xbf<?xml version="1.0"?><html xmlns="x">', Format.HTML),
        ("<p>x</p>".encode("utf-16"), Format.HTML),
        (b"<div class=x>x</div>", Format.HTML),
        (b"From: a\nTo: b\nSubject: c\n\nx", Format.EMAIL),
        (b'{"basics": {}}\n', Format.JSON),
        (b"# Baker\n\n**Duties**\n", Format.MARKDOWN),
        (b"Baker wanted\n- rye", Format.TEXT),
        (b"a < b and b > c", Format.TEXT),
        (b"Subject: Baker\n\nx", Format.TEXT),
    ],
)
def test_the_content_tells_the_format(data: bytes, kind: Format) -> None:
    assert sniff(data, name="x", source="x") is kind


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(Format)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ErrorCode.EMPTY),
        (b" \n\t\r\n", ErrorCode.EMPTY),
        (b"\xef\xbb\xbf", ErrorCode.EMPTY),
        (b"\0" * 90, ErrorCode.EMPTY),
        (b"-----\n*****\n", ErrorCode.EMPTY),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(99), ErrorCode.ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le") + bytes(99), ErrorCode.LEGACY_DOC),
        (OLE + bytes(600), ErrorCode.LEGACY_DOC),
        (archive("[Content_Types].xml", "xl/workbook.xml"), ErrorCode.UNSUPPORTED),
        (archive("[Content_Types].xml", "ppt/x.xml"), ErrorCode.UNSUPPORTED),
        (archive("META-INF/container.xml"), ErrorCode.UNSUPPORTED),
        (archive("Index/Document.iwa"), ErrorCode.UNSUPPORTED),
        (archive("a.txt"), ErrorCode.ARCHIVE),
        (archive(), ErrorCode.CORRUPT),
        (archive("[Content_Types].xml"), ErrorCode.CORRUPT),
        (b"PK\x03\x04" + bytes(40), ErrorCode.CORRUPT),
        (b"\x1f\x8b\x08" + bytes(40), ErrorCode.ARCHIVE),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), ErrorCode.UNSUPPORTED),
        (b"\xff\xd8\xff\xe0JFIF" + bytes(40), ErrorCode.UNSUPPORTED),
        (b"RIFF\0\0\0\0WEBPVP8 ", ErrorCode.UNSUPPORTED),
        (b"\x7fELF" + bytes(40), ErrorCode.UNSUPPORTED),
        (b"%!PS-Adobe-3.0\n(x) show", ErrorCode.UNSUPPORTED),
        (b'<?xml version="1.0"?><w:wordDocument/>', ErrorCode.UNSUPPORTED),
        (bytes(range(1, 32)) * 40, ErrorCode.NOT_TEXT),
        (b'{"some": "json"}', ErrorCode.UNSUPPORTED),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(data: bytes, code: ErrorCode) -> None:
    assert code_of(data) is code


def test_a_wrong_extension_is_a_warning_and_the_content_decides() -> None:
    document = read_document(b"{\\rtf1 baker}", name="resume.pdf")
    assert document.text == "baker"
    assert document.source == "resume.pdf"
    assert [warning.code for warning in document.warnings] == [WarningCode.WRONG_EXTENSION]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.resume", "-", "A.TXT", "v1.2 final"])
def test_a_fitting_or_unknown_extension_is_no_warning(name: str) -> None:
    assert read_document(b"Baker wanted", name=name).warnings == ()


def test_too_many_bytes_are_refused_with_the_limit() -> None:
    with pytest.raises(InputError, match=r"11 bytes.*10") as caught:
        read_document(b"x" * 11, settings=ReadingSettings(max_bytes=10))
    assert caught.value.code is ErrorCode.TOO_LARGE


def test_a_path_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    file = tmp_path / "résumé.txt"
    file.write_text("Baker", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(file)
    assert read_document(file).source == str(file)
    assert read_document(str(link)).text == "Baker"


@pytest.fixture
def odd_files(tmp_path: Path) -> Iterator[Path]:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
        yield tmp_path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pipe", ErrorCode.NOT_REGULAR),
        ("socket", ErrorCode.NOT_REGULAR),
        ("folder.docx", ErrorCode.DIRECTORY),
        ("loop", ErrorCode.MISSING),
        ("dangling", ErrorCode.MISSING),
        ("absent.pdf", ErrorCode.MISSING),
        ("x" * 5000, ErrorCode.MISSING),
        ("nul\0byte", ErrorCode.MISSING),
    ],
)
def test_odd_paths_never_block_and_are_one_clear_error(
    odd_files: Path, name: str, code: ErrorCode
) -> None:
    with pytest.raises(MissingInputError) as caught:
        read_document(odd_files / name)
    assert caught.value.code is code


def test_a_device_is_refused() -> None:
    with pytest.raises(MissingInputError) as caught:
        read_document("/dev/zero")
    assert caught.value.code is ErrorCode.NOT_REGULAR


def test_a_huge_sparse_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sparse.pdf"
    with file.open("wb") as out:
        out.truncate(5_000_000_000)
    with pytest.raises(InputError) as caught:
        read_document(file)
    assert caught.value.code is ErrorCode.TOO_LARGE


def test_importing_the_reader_imports_no_parser() -> None:
    script = (
        "import sys, fitcheck.documents.reader as r; r.read_document(b'baker');"
        "print([m for m in ('lxml', 'docx', 'pypdfium2', 'email') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"{\\rtf1", b"<html>", b"From: a\nTo: b\nSubject: c\n\n", b"{", b"# x\n",
     b"<p style='", b"\xff\xfe", OLE]
)  # fmt: skip


@given(STARTS, st.binary(max_size=300))
def test_any_bytes_end_as_a_document_or_one_input_error(start: bytes, rest: bytes) -> None:
    try:
        document = read_document(start + rest)
    except InputError:
        return
    assert document.text == "\n".join(document.quote(block.span) for block in document.blocks)
