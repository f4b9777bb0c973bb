"""Make the example resumes and postings from their sources.

Run `python examples/make_examples.py` (or with `--to FOLDER`). The same sources give the same
bytes: dates and identifiers in PDF and DOCX are fixed. People and employers are invented.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
if __package__ in (None, ""):  # run as a script: only examples/ is on the path
    sys.path.insert(0, str(EXAMPLES.parent))

from examples.papers import docx, markup, pdf  # noqa: E402
from examples.papers.source import Source, load_source  # noqa: E402

KINDS = ("resumes", "postings")


def _encoded(write: Callable[[Source], str]) -> Callable[[Source], bytes]:
    return lambda source: write(source).encode("utf-8")


LAYOUTS: dict[str, Callable[[Source], bytes]] = {
    "one_column": pdf.one_column,
    "sidebar": pdf.sidebar,
    "rows": pdf.rows,
    "styled": docx.styled,
    "table": docx.in_table,
    "markdown": _encoded(markup.markdown),
    "plain": _encoded(markup.plain),
    "wrapped": _encoded(markup.wrapped),
    "bulletin": _encoded(markup.bulletin),
    "page": _encoded(markup.page),
    "site": _encoded(markup.site),
}


def sources(kind: str) -> tuple[Source, ...]:
    """All sources of a kind ("resumes" or "postings"), ordered by name."""
    return tuple(load_source(path) for path in sorted((EXAMPLES / "sources" / kind).glob("*.md")))


def make_all(folder: Path) -> list[Path]:
    """Write every example below `folder` and return the paths written."""
    written = []
    for kind in KINDS:
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for source in sources(kind):
            path = folder / kind / source.file
            path.write_bytes(LAYOUTS[source.layout](source))
            written.append(path)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the example resumes and postings.")
    parser.add_argument("--to", type=Path, default=EXAMPLES, help="folder (default: examples)")
    for path in make_all(parser.parse_args().to):
        print(path.name)


if __name__ == "__main__":
    main()
