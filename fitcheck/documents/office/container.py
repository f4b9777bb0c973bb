"""ZIP containers of documents (DOCX, ODT), opened without trusting what they say of themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from fitcheck.documents.document import DocumentWarning, WarningCode
from fitcheck.errors import (
    EncryptedInputError,
    ErrorCode,
    LimitExceededError,
    UnreadableInputError,
    UnsupportedInputError,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MEMBERS = 10_000
"""Files in one container; documents with many pictures have a few hundred."""
MAX_PART = 10_000_000
"""Bytes of one XML part once expanded. The largest in development has 1.2 MB; lxml needs about
ten times as much memory for the tree."""
MAX_TOTAL = 50_000_000
"""Bytes of all parts that are read of one file, once expanded: a document may name thousands of
headers. The largest honest one has 2 MB."""
MAX_RATIO = 200
"""How many times larger a part may grow beyond its first megabyte; XML of real documents shrinks
to a tenth, rarely to a fiftieth."""
DAMAGED = DocumentWarning(
    code=WarningCode.DAMAGED,
    message="a part of the document is damaged; some of its text may be missing",
)
_FREE = 1_000_000
_ENCRYPTED_FLAG = 0x1
_DOCTYPE = b"<!DOCTYPE"


class Container:
    """The parts of a document file, read one by one and within limits.

    Parts that nobody asks for (pictures, fonts, embedded files) are never expanded. Raises
    UnreadableInputError for damage, EncryptedInputError, and LimitExceededError.
    """

    def __init__(self, data: bytes, *, source: str) -> None:
        self._source = source
        self._left = MAX_TOTAL
        self.repaired = False
        """True once a part was read that is no valid XML; some of its text may be lost."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise self._damaged("the file is a damaged ZIP container") from problem
        entries = self._archive.infolist()
        if len(entries) > MAX_MEMBERS:
            raise LimitExceededError(
                f"the file holds {len(entries):,} parts, more than the {MAX_MEMBERS:,} that are "
                "opened: save the document again",
                code=ErrorCode.TOO_COMPLEX,
                source=source,
            )
        if sum(entry.compress_size for entry in entries) > len(data):
            raise LimitExceededError(
                "the parts of the file overlap, so that it would expand without end: save the "
                "document again",
                code=ErrorCode.TOO_COMPLEX,
                source=source,
            )
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            # Readers differ on which of two equal names counts, so what one shows another hides.
            if entry.filename in self._parts:
                raise self._damaged("the file holds two parts of the same name")
            self._parts[entry.filename] = entry

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part that is there."""
        entry = self._parts[name]
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedInputError(
                "the document is encrypted: open it with its password and save it without one",
                source=self._source,
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsupportedInputError(
                "the file is packed in a way that no word processor uses: save it again",
                source=self._source,
            )
        allowed = min(MAX_PART, _FREE + MAX_RATIO * entry.compress_size, self._left)
        if entry.file_size > allowed:
            raise self._too_large()
        try:
            with self._archive.open(entry) as part:
                data = part.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as problem:
            raise self._damaged("a part of the document is damaged") from problem
        except NotImplementedError as problem:
            raise self._damaged("a part of the document is packed in an unknown way") from problem
        if len(data) > allowed:
            raise self._too_large()
        self._left -= len(data)
        return data

    def xml(self, name: str) -> _Element:
        """The tree of an XML part that is there. Document types and entities are refused."""
        from lxml import etree

        data = self.read(name)
        if _DOCTYPE in data[:100_000].replace(b"\0", b"").upper():
            raise self._damaged("the document declares a document type, which none may")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            if "depth" in str(problem).lower() or "huge" in str(problem).lower():
                raise LimitExceededError(
                    "the document nests its parts too deeply: save it again or export it as PDF",
                    code=ErrorCode.TOO_COMPLEX,
                    source=self._source,
                ) from problem
            root = self._recovered(data)
            if root is None:
                raise self._damaged("a part of the document is no valid XML") from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged("the document declares a document type, which none may")
        return root

    def _recovered(self, data: bytes) -> _Element | None:
        """What can be had of a part with stray control characters or broken letters."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            recover=True,
        )
        self.repaired = True
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            return None

    def _damaged(self, what: str) -> UnreadableInputError:
        return UnreadableInputError(
            f"{what}: save the document again, or export it as PDF", source=self._source
        )

    def _too_large(self) -> LimitExceededError:
        return LimitExceededError(
            f"the document expands to more than is read ({MAX_PART:,} bytes a part, "
            f"{MAX_TOTAL:,} in all): save it again, or export it as PDF",
            source=self._source,
        )
