"""Count in how many O*NET task statements each stem stands.

usage: python models/terms/train.py ../shared/data/vocabularies

Writes weights.tsv beside this file and prints its sha256, which `fitcheck/language/terms.py`
checks at load.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

from fitcheck.language.words import content_terms

LEAST = (
    3  # stems in fewer tasks weigh almost the same as unseen ones; leaving them out halves the file
)


def main() -> int:
    source = Path(sys.argv[1]) / "onet_29_2" / "Task Statements.txt"
    counts: Counter[str] = Counter()
    documents = 0
    with source.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            documents += 1
            counts.update(set(content_terms(row["Task"])))
    rows = [f"documents\t{documents}"]
    rows += [f"{stem}\t{n}" for stem, n in sorted(counts.items()) if n >= LEAST]
    data = ("\n".join(rows) + "\n").encode("utf-8")
    (Path(__file__).parent / "weights.tsv").write_bytes(data)
    print(len(rows) - 1, "stems", hashlib.sha256(data).hexdigest())
    return 0


if __name__ == "__main__":
    sys.exit(main())
