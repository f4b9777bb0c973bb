"""Refuse a commit in which an application is not worth sending.

    python examples/integrate/commit_hook.py applications/acme/resume.pdf …

pre-commit gives the names of the changed files. Each of them lies in the folder of its
application, beside one `resume.*` and one `posting.*`. Ends with 1 where one is not worth it or
cannot be read, as a hook has to.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fitcheck import Analyzer, FitcheckError


def main(names: Sequence[str], *, today: date) -> int:
    """Check the folder of every name; 0 where each application is worth sending."""
    analyzer = Analyzer()
    refused = 0
    for folder in sorted({Path(name).parent for name in names}):
        pair = [sorted(folder.glob(f"{role}.*")) for role in ("resume", "posting")]
        if not all(pair):
            continue  # not complete yet: nothing to judge
        try:
            analysis = analyzer.analyze(pair[0][0], pair[1][0], as_of=today)
        except FitcheckError as error:
            print(f"{folder}: {error.message}")
            refused += 1
            continue
        decision = analysis.verdict.decision
        print(f"{folder}: {decision.value}, {analysis.report.band.value} fit")
        refused += not decision.worth_it
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], today=date.today()))  # noqa: DTZ011 - a local calendar day is meant
