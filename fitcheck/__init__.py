"""Does this resume show what this posting asks, and is the application worth it, with evidence.

    from datetime import date
    from fitcheck import Analyzer

    analysis = Analyzer().analyze("resume.pdf", "posting.html", as_of=date.today())
    print(analysis.verdict.decision, analysis.report.score)

Everything public is named in `__all__` and loaded when it is first used, so that `import fitcheck`
costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what type checkers take for true; `typing` itself takes 5 ms to import

if TYPE_CHECKING:
    from fitcheck.advice.gaps import Gap
    from fitcheck.advice.verdict import Decision, Verdict
    from fitcheck.analysis import Analysis
    from fitcheck.analyzer import Analyzer, analyze
    from fitcheck.batch.engine import Batch
    from fitcheck.batch.rows import BatchRow
    from fitcheck.documents.document import Document
    from fitcheck.errors import FitcheckError, InputError
    from fitcheck.matching.match import Band, FitReport, Level, Match
    from fitcheck.profiles.profile import Posting, Requirement, Resume
    from fitcheck.settings import Settings

__version__ = "0.1.0"

_HOMES = {
    "Analysis": "fitcheck.analysis",
    "Analyzer": "fitcheck.analyzer",
    "Band": "fitcheck.matching.match",
    "Batch": "fitcheck.batch.engine",
    "BatchRow": "fitcheck.batch.rows",
    "Decision": "fitcheck.advice.verdict",
    "Document": "fitcheck.documents.document",
    "FitReport": "fitcheck.matching.match",
    "FitcheckError": "fitcheck.errors",
    "Gap": "fitcheck.advice.gaps",
    "InputError": "fitcheck.errors",
    "Level": "fitcheck.matching.match",
    "Match": "fitcheck.matching.match",
    "Posting": "fitcheck.profiles.profile",
    "Requirement": "fitcheck.profiles.profile",
    "Resume": "fitcheck.profiles.profile",
    "Settings": "fitcheck.settings",
    "Verdict": "fitcheck.advice.verdict",
    "analyze": "fitcheck.analyzer",
}

__all__ = [
    "Analysis",
    "Analyzer",
    "Band",
    "Batch",
    "BatchRow",
    "Decision",
    "Document",
    "FitReport",
    "FitcheckError",
    "Gap",
    "InputError",
    "Level",
    "Match",
    "Posting",
    "Requirement",
    "Resume",
    "Settings",
    "Verdict",
    "analyze",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'fitcheck' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
