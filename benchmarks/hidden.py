"""Hidden text: a generated set of twins, and every alarm on real resumes.

    python -m benchmarks.hidden [--show] [--real [FOLDER]]

Reads for each case a file that hides a phrase and its twin that shows it. A hidden phrase is
excluded where it stands nowhere in the text and, unless it is no text of the page at all (a
comment, a deletion, metadata), a `hidden_text` warning quotes it (for a PDF with its page). A
visible one is kept where it stands in the text and no such warning is given. With `--real`, lists
every `hidden_text` warning on the resumes of a folder (default: all under ../shared) instead.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from benchmarks import hidden_pdf, hidden_web, hidden_word
from benchmarks.hidden_cases import CARRIER, PHRASE, Twins
from fitcheck.documents.document import Document, DocumentWarning, WarningCode
from fitcheck.documents.reader import read_document
from fitcheck.errors import InputError

RESUMES = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "resumes"
_SUFFIXES = {".pdf", ".docx", ".odt", ".rtf", ".html", ".md", ".txt"}
_NOT_RESUMES = {"SOURCE.txt", "ABSENT.txt", "LICENSE.md"}


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.hidden", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--show", action="store_true", help="print every case that failed")
    parser.add_argument("--real", nargs="?", type=Path, const=RESUMES, help="list alarms instead")
    args = parser.parse_args(arguments)
    if args.real is not None:
        return list_alarms(args.real)
    failed = [(twins, fault) for twins in all_twins() if (fault := faults(twins))]
    counts = Counter(fault.split(":")[0] for _, found in failed for fault in found)
    cases = len(list(all_twins()))
    print(f"twins               {cases}")
    print(f"hidden excluded     {cases - counts['leaked']}")
    print(f"hidden reported     {cases - counts['unsaid']}")
    print(f"visible kept        {cases - counts['lost']}")
    print(f"visible unsuspected {cases - counts['alarm']}")
    if args.show:
        for twins, found in failed:
            print(f"{twins.name}: {'; '.join(found)}")
    return 0


def all_twins() -> Iterator[Twins]:
    """Every case of every format."""
    return chain(hidden_pdf.twins(), hidden_word.twins(), hidden_web.twins())


def faults(twins: Twins) -> list[str]:
    """What is wrong with the reading of both files, as "kind: details"; empty where all is well."""
    found = []
    document = _read(twins.hidden, twins.suffix)
    first = PHRASE.split()[0]
    if first in document.text or CARRIER not in document.text:
        found.append(f"leaked: {document.text[-80:]!r}")
    quoted = " ".join(warning.quote or "" for warning in alarms(document))
    paged = twins.suffix != ".pdf" or all(w.page == 1 for w in alarms(document))
    if twins.warned and not (PHRASE in quoted and paged):
        found.append(f"unsaid: {quoted!r}")
    document = _read(twins.shown, twins.suffix)
    if PHRASE not in document.text:
        found.append(f"lost: {document.text[-80:]!r}")
    if any(PHRASE.split()[0] in (warning.quote or "") for warning in alarms(document)):
        found.append("alarm: the visible twin is said to be hidden")
    return found


def alarms(document: Document) -> list[DocumentWarning]:
    """The warnings that text is hidden."""
    return [w for w in document.warnings if w.code is WarningCode.HIDDEN_TEXT]


def _read(data: bytes, suffix: str) -> Document:
    return read_document(data, name=f"case{suffix}")


def list_alarms(folder: Path) -> int:
    """Print every alarm in the files of a folder, and how many files were read."""
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _SUFFIXES and path.name not in _NOT_RESUMES
    )
    counts: Counter[str] = Counter()
    for path in files:
        try:
            document = read_document(path)
        except InputError as problem:
            counts["refused"] += 1
            print(f"{path.relative_to(folder)}: refused: {problem.code}")
            continue
        counts["read"] += 1
        for warning in alarms(document):
            counts["alarms"] += 1
            place = f" page {warning.page}" if warning.page else ""
            print(f"{path.relative_to(folder)}{place}: {warning.message}: {warning.quote!r}")
    print(f"{counts['read']} files read, {counts['refused']} refused, {counts['alarms']} alarms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
