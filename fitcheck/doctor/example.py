"""A small pair whose judgement is known, run through everything that a check runs through."""

from __future__ import annotations

from dataclasses import dataclass

from fitcheck.analyzer import Analyzer
from fitcheck.errors import FitcheckError
from fitcheck.settings import Settings, load_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """How the example came out; `expected` and `found` list levels in the order of the posting.

    `trouble` is None where they are equal. Changed settings may change the levels: then only
    that it runs is asked.
    """

    expected: tuple[str, ...]
    found: tuple[str, ...]
    decision: str | None
    signature: str | None
    trouble: str | None


def try_example(settings: Settings) -> Example:
    """Read, understand and judge the built-in pair, in processes of their own as for any file."""
    table = load_table("doctor")
    expected = tuple(table["levels"])
    try:
        analyzer = Analyzer(settings)
        analysis = analyzer.analyze(
            table["resume"].encode(), table["posting"].encode(), as_of=table["as_of"]
        )
    except FitcheckError as error:
        return _broken(expected, error.message)
    except Exception as problem:  # noqa: BLE001 - whatever is wrong here is what was asked for
        return _broken(expected, f"{type(problem).__name__}: {problem}")
    found = tuple(match.level.value for match in analysis.report.matches)
    same = found == expected and analysis.verdict.decision.value == table["decision"]
    changed = settings != Settings()
    return Example(
        expected=expected,
        found=found,
        decision=analysis.verdict.decision.value,
        signature=analysis.signature,
        trouble=None
        if same or changed
        else "the example is judged otherwise than it should be: install fitcheck again",
    )


def _broken(expected: tuple[str, ...], why: str) -> Example:
    return Example(
        expected=expected,
        found=(),
        decision=None,
        signature=None,
        trouble=f"the example cannot be checked: {why}",
    )
