"""Collect every regular expression of fitcheck and time it on growing probe texts.

Run as a process of its own (`python -m tests.pattern_probe [N [PART PARTS]]`: every Nth probe on
the patterns of one of so many parts). Time alone proves nothing on a busy machine, so a pattern
is judged by how its processor time grows when the text doubles. Prints `["patterns", N, M]`,
`["bad", PATTERN, PROBE, HOW]` for each that is too steep, and `["done"]`.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import fitcheck
from fitcheck.documents.assembly import MAX_LINE
from fitcheck.documents.characters import clean
from tests.pattern_pump import attacks

Compiled = re.Pattern[str] | re.Pattern[bytes]

SIZES = (4_096, 8_192, 16_384)
"""Characters of the probes."""
SHORT = (50, 100, 200)
"""Characters of the attacks within one word: a document holds no longer ones."""
HARMLESS = 0.02
"""Seconds of processor time for the largest probe up to which growth is not looked at."""
STEEP = 2.9
"""Growth on doubling between linear (2) and quadratic (4), beyond which a pattern is too steep."""
STUCK = 20.0
"""Seconds of processor time after which a single match is given up as stuck."""

ANCHORED: set[Compiled] = set()
"""Patterns that are tried at the start of a text only."""

TRIED_AT_START = (
    "fitcheck.documents.layout.bullets._BULLET",
    "fitcheck.documents.layout.bullets._NUMBER",
)
"""Those of which the same holds, but which the module tries under another name."""

SHORT_SIGHTED = ("fitcheck.documents.layout.compounds._LAST",)
"""Patterns that are shown forty characters and no more."""
EXEMPT: set[Compiled] = set()

UNITS = {
    "letters": "a", "capitals": "A", "digits": "1", "blanks": " ", "tabs": "\t", "dots": ".",
    "dashes": "-", "unders": "_", "hashes": "#", "slashes": "/", "quotes": "\'", "opened": "(",
    "closed": ")", "ats": "@", "commas": "a, ", "mails": "a@", "domains": "a.", "alnum": "a1",
    "hyphens": "a-", "words": "word ", "Words": "Word ", "years": "2010-2011 ", "dates": "Jan ",
    "phones": "+1-1", "paths": "a/", "pluses": "c++", "colons": "a:", "bars": "| ", "stars": "*",
    "brackets": "[", "angles": "<a", "tags": "<a b=c>", "feeds": "\n", "feeds and blanks": "\n ",
    "escapes": "\\u1 ", "braces": "{", "equals": "a=", "percents": "%", "bullets": "\u2022 ",
    "and": "and a ", "or": "or a, ", "years of": "5 years of ", "months": "January 2010 - ",
    "ordinals": "1st ", "controls": "\x1b[", "marks": "a\u0301", "joiners": "a\u200b",
}  # fmt: skip


def recorded() -> tuple[list[Compiled], Callable[[], None]]:
    """A list that every pattern compiled from now on is added to, and what stops that."""
    found: list[Compiled] = []
    compile_one = re._compile  # type: ignore[attr-defined]

    def record(pattern: object, flags: int) -> Compiled:
        made: Compiled = compile_one(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals["__name__"].partition(".")[0] == "re":
            frame = frame.f_back
        if frame.f_globals["__name__"].startswith("fitcheck"):
            found.append(made)
        return made

    re._compile = record  # type: ignore[attr-defined]

    def stop() -> None:
        re._compile = compile_one  # type: ignore[attr-defined]

    return found, stop


def collect() -> tuple[list[Compiled], list[Compiled]]:
    """The patterns of the readers, and all others.

    They are those made on import and in use, and the constants in calls of `re`.
    """
    names = [module.name for module in pkgutil.walk_packages(fitcheck.__path__, "fitcheck.")]
    readers = [name for name in names if name.startswith("fitcheck.documents")]
    others = [name for name in names if name not in readers and not name.endswith("__main__")]
    found, stop = recorded()
    sides = []
    for side in (readers, others):
        imported = [importlib.import_module(name) for name in side]
        if side is others:
            _use()
        for module in imported:
            source = Path(str(module.__file__)).read_text(encoding="utf-8")
            found += written(ast.parse(source))
            note_anchored(module, source)
        sides.append([p for p in dict.fromkeys(found) if p not in EXEMPT])
        found.clear()
    stop()
    return sides[0], sides[1]


def note_anchored(module: ModuleType, source: str) -> None:
    """Note the patterns of a module that it uses with `match` and `fullmatch` only."""
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            methods = set(re.findall(rf"\b{name}\.(\w+)\(", source))
            if f"{module.__name__}.{name}" in SHORT_SIGHTED:
                EXEMPT.add(value)
            at_start = f"{module.__name__}.{name}" in TRIED_AT_START
            if at_start or (methods and methods <= {"match", "fullmatch"}):
                ANCHORED.add(value)


def _use() -> None:
    """Load what is loaded late: tables, and patterns made from them."""
    analyzer = fitcheck.Analyzer(isolate=False)
    folder = Path(__file__).resolve().parents[1] / "examples"
    for resume, posting in (
        ("career_changer.docx", "staff_nurse.md"),
        ("secondary_teacher.html", "buchhalter_de.txt"),
        ("hidden_text.pdf", "marketing_coordinator_closed.pdf"),
    ):
        analyzer.analyze(
            folder / "resumes" / resume, folder / "postings" / posting, as_of=date(2026, 1, 1)
        )


def written(tree: ast.AST) -> Iterator[Compiled]:
    """Patterns written as constants in calls such as `re.sub("...", ...)`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr != "compile"  # those are recorded, with their flags
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str | bytes)
        ):
            yield re.compile(node.args[0].value)


class StuckError(Exception):
    """A match that does not end."""


def seconds(call: Callable[[], object]) -> float:
    """Processor time of a call. Raises StuckError."""
    signal.setitimer(signal.ITIMER_PROF, STUCK)
    start = time.process_time()
    try:
        call()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def _interrupt(*_: object) -> None:
    raise StuckError


def every_match(pattern: Compiled, text: str | bytes) -> None:
    """Look for the pattern from the start to the end of a text."""
    deque(pattern.finditer(text), maxlen=0)  # type: ignore[arg-type]


def whole_match(pattern: Compiled, text: str | bytes) -> None:
    """Try the pattern at the start of a text and on all of it."""
    pattern.match(text)  # type: ignore[arg-type]
    pattern.fullmatch(text)  # type: ignore[arg-type]


def judge(pattern: Compiled, texts: list[str]) -> str:
    """`ok`, or how a pattern is too steep on a probe; `texts` doubles in size."""
    subjects = [t.encode() if isinstance(pattern.pattern, bytes) else t for t in texts]
    methods = (whole_match,) if pattern in ANCHORED else (every_match, whole_match)
    for method in methods:
        try:
            longest = seconds(lambda: method(pattern, subjects[-1]))  # noqa: B023
            if longest < HARMLESS:
                continue
            half = min(seconds(lambda: method(pattern, subjects[-2])) for _ in range(2))  # noqa: B023
            if longest < STEEP * half:
                continue  # linear: most patterns that take a while
            times = [
                min(seconds(lambda: method(pattern, subject)) for _ in range(3))  # noqa: B023
                for subject in subjects
            ]
        except StuckError:
            return "stuck"
        growth = [later / max(before, 1e-6) for before, later in pairwise(times)]
        if min(growth) > STEEP:
            return f"{method.__name__}: {times[-1]:.2f} s, growth {growth}"
    return "ok"


def probes(*, raw: bool) -> dict[str, list[str]]:
    """Probe texts by name: as a file may hold them, or as they stand in a document.

    Patterns beyond the readers see documents only, in which long words, long lines and runs of
    signs are cut.
    """
    found = {}
    for name, unit in UNITS.items():
        for end in ("", "\0!"):
            texts = [(unit * (size // len(unit) + 1))[:size] + end for size in SIZES]
            if not raw:
                texts = [as_in_document(text) for text in texts]
            found[f"{name}{', then an end' if end else ''}"] = texts
    return found


def attack_all(patterns: list[Compiled], *, raw: bool, long: bool) -> None:
    """Attack each pattern with its own loops, in short and, if wished, in long texts."""
    for pattern in patterns:
        for lead, around in dict.fromkeys(attacks(pattern)):
            for sizes in (SHORT, SIZES) if long else (SHORT,):
                texts = [_pumped(lead, around, size, raw=raw) for size in sizes]
                verdict = judge(pattern, texts)
                if verdict != "ok":
                    row = ["bad", str(pattern.pattern)[:200], f"{lead!r} {around!r}", verdict]
                    print(json.dumps(row), flush=True)
                    break


def _pumped(lead: str, around: str, size: int, *, raw: bool) -> str:
    text = f"{lead}{around * (size // len(around))}\0!"
    return text if raw else as_in_document(text)


def as_in_document(text: str) -> str:
    """A text as a document would hold it: giant words, runs of signs and long lines are cut."""
    lines = [" ".join(line.split()) for line in clean(text).text.split("\n")]
    return "\n".join(
        line[start : start + MAX_LINE] for line in lines for start in range(0, len(line), MAX_LINE)
    )


def main() -> None:
    """Print the verdicts."""
    signal.signal(signal.SIGPROF, _interrupt)
    every, part, parts = [*map(int, sys.argv[1:]), *(1, 0, 1)[len(sys.argv) - 1 :]]
    reading, understanding = collect()
    print(json.dumps(["patterns", len(reading), len(understanding)]), flush=True)
    raw_probes = probes(raw=True)
    for all_patterns, texts in ((reading, raw_probes), (understanding, probes(raw=False))):
        patterns = all_patterns[part::parts]
        attack_all(patterns, raw=texts is raw_probes, long=every == 1)
        chosen = list(texts.items())[::every]
        for pattern in patterns:
            for probe, sizes in chosen:
                verdict = judge(pattern, sizes)
                if verdict != "ok":
                    row = ["bad", str(pattern.pattern)[:200], probe, verdict]
                    print(json.dumps(row), flush=True)
    print(json.dumps(["done"]), flush=True)


if __name__ == "__main__":
    main()
