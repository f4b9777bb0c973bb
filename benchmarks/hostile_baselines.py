"""What other readers make of the same files, each file in a process of its own within limits."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

MEMORY = 1 << 30
SECONDS = 20
"""Address space and processor time of one file, as in the first measurement of these readers."""

Extract = Callable[[bytes], str]


def _pdfminer(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(io.BytesIO(data)))


def _pypdf(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _pdfium(data: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _python_docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def _lxml_html(data: bytes) -> str:
    from lxml import html

    return "".join(map(str, html.document_fromstring(data).itertext()))


def _striprtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(data.decode("latin-1")))


def _plain(data: bytes) -> str:
    return data.decode("utf-8", "replace")


BASELINES: dict[str, tuple[str, str, Extract]] = {
    "pdfminer.six": ("pdf", "pdfminer", _pdfminer),
    "pypdf": ("pdf", "pypdf", _pypdf),
    "pypdfium2": ("pdf", "pypdfium2", _pdfium),
    "python-docx": ("docx", "docx", _python_docx),
    "lxml.html": ("html", "lxml", _lxml_html),
    "striprtf": ("rtf", "striprtf", _striprtf),
    "UTF-8": ("txt", "json", _plain),
}
"""By name: the ending of the files it reads, the module it needs, and how it is called."""


def installed() -> dict[str, str]:
    """The readers that can be measured here, with the ending of their files."""
    return {name: kind for name, (kind, module, _) in BASELINES.items() if find_spec(module)}


def main(arguments: list[str]) -> None:
    """`NAME` reads paths from standard input and prints `[path, end]` for each as JSON."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _, module, extract = BASELINES[arguments[0]]
    __import__(module)
    if module == "pdfminer":
        import pdfminer.high_level  # noqa: F401 - before the fork, once for all
    for line in sys.stdin:
        path = line.rstrip("\n")
        print(json.dumps([path, _end_of(extract, path)]), flush=True)


def _end_of(extract: Extract, path: str) -> str:
    """text, empty, an exception's name, or died, for one file in a process of its own."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        os.write(theirs, _attempt(extract, path).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return told or f"died ({os.waitstatus_to_exitcode(status)})"


def _attempt(extract: Extract, path: str) -> str:
    import resource

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        text = extract(Path(path).read_bytes())
    except Exception as problem:  # noqa: BLE001 - this is what is measured
        return type(problem).__name__
    return "text" if any(map(str.isalnum, text)) else "empty"


if __name__ == "__main__":
    main(sys.argv[1:])
