"""Engines that give the bare text of a PDF, to compare with."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec

Engine = Callable[[bytes], str]


def pdfium_text(data: bytes) -> str:
    import pypdfium2

    texts = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    return "\n".join(texts)


def pdfminer_text(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it remarks on many fonts
    return str(extract_text(io.BytesIO(data)))


def pdfplumber_text(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def pdftotext_text(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def engines() -> dict[str, Engine]:
    """The engines that are installed here, by name."""
    found: dict[str, Engine] = {"pypdfium2": pdfium_text, "pdfminer.six": pdfminer_text}
    if find_spec("pdfplumber"):
        found["pdfplumber"] = pdfplumber_text
    if shutil.which("pdftotext"):
        found["pdftotext"] = pdftotext_text
    return found
