"""Files of corrections to begin with: what was understood, ready to be changed.

Every entry names its line; the values that were read stand behind a `#`, so that a file that
nobody has changed corrects nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import tomlkit

from fitcheck.corrections.file import SCHEMA
from fitcheck.documents.document import Document, Span
from fitcheck.language.lines import Zone
from fitcheck.matching.match import FitReport, Level
from fitcheck.profiles.anchors import words_of
from fitcheck.profiles.corrections import Present
from fitcheck.profiles.profile import Position, Posting, Requirement, Resume
from fitcheck.records.fields import LONGEST_TEXT

_HEAD = """\
# What fitcheck understood of {about}.
# To correct a value, remove the # in front of it and change it; reason = "..." may stand below it.
# What you do not change keeps being read from the document. docs/corrections.md says more.
schema = "{schema}"
"""

_ZONES = f"""\
# zone is one of {", ".join(zone.value for zone in Zone)};
# only duty, required, preferred and condition ask for something. A line that was not taken for
# an ask can be added with its words as quote.
"""


def resume_template(resume: Resume) -> str:
    """Every position and entry of education with the values that were read."""
    document = resume.document
    parts = [_head(document.source)]
    nth = _Counted(document, [p.span for p in resume.positions])
    for position in resume.positions:
        values = (
            ("title", position.title),
            ("employer", position.employer),
            ("start", _start(position)),
            ("end", _end(position)),
        )
        parts.append(_entry("position", nth.anchor(position.span), values))
    nth = _Counted(document, [e.span for e in resume.education])
    for entry in resume.education:
        studied = (
            ("level", None if entry.level is None else entry.level.value),
            ("field", entry.field),
            ("completed", entry.completed),
        )
        parts.append(_entry("education", nth.anchor(entry.span), studied))
    return "\n".join(parts)


def posting_template(posting: Posting) -> str:
    """The posting's facts, and every asking line with its zone and necessity."""
    document = posting.document
    deadline = None if posting.deadline is None else posting.deadline.isoformat()
    facts = (("title", posting.title), ("employer", posting.employer), ("deadline", deadline))
    parts = [_head(document.source), _entry("posting", (), facts), _ZONES]
    for span, asked in _by_line(posting.requirements):
        needs = {one.necessity.value for one in asked}
        values = (("zone", asked[0].zone.value), ("necessity", "/".join(sorted(needs))))
        parts.append(_entry("line", (("quote", document.quote(span)),), values))
    return "\n".join(parts)


def pair_template(resume: Resume, posting: Posting, report: FitReport) -> str:
    """Every requirement with its level; where a line asks several things, kind and concepts."""
    document = posting.document
    levels = ", ".join(level.value for level in Level)
    about = f"{resume.document.source} against {document.source}"
    parts = [_head(about), f"# level is one of {levels}; a level needs its reason.\n"]
    judged = {match.requirement.id: match for match in report.matches}
    for span, asked in _by_line(posting.requirements):
        for one in asked:
            narrow: tuple[tuple[str, object], ...] = ()
            if len(asked) > 1:
                narrow = (("kind", one.kind.value), ("concepts", list(one.concepts)))
            values = (("level", judged[one.id].level.value), ("reason", ""))
            parts.append(_entry("level", (("quote", document.quote(span)), *narrow), values))
    return "\n".join(parts)


def toml_value(value: object) -> str:
    """A value as TOML writes it, on one line."""
    return tomlkit.item(_flat(value) if isinstance(value, str) else value).as_string()


def _flat(text: str) -> str:
    """The text on one line, without control characters, as long as a file may hold it."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST_TEXT]


class _Counted:
    """Which of the lines with the same words each one is."""

    def __init__(self, document: Document, spans: Sequence[Span]) -> None:
        self._document = document
        distinct = list(dict.fromkeys(spans))
        words = [words_of(document.quote(span)) for span in distinct]
        total, seen = Counter(words), Counter[tuple[str, ...]]()
        self._nth: dict[Span, int | None] = {}
        for span, line in zip(distinct, words, strict=True):
            seen[line] += 1
            self._nth[span] = seen[line] if total[line] > 1 else None

    def anchor(self, span: Span) -> tuple[tuple[str, object], ...]:
        """`quote`, and `nth` where it takes one."""
        nth = self._nth[span]
        quote: tuple[str, object] = ("quote", _flat(self._document.quote(span)))
        return (quote,) if nth is None else (quote, ("nth", nth))


def anchor_of(document: Document, span: Span, spans: Sequence[Span]) -> dict[str, object]:
    """The keys that name one of the spans so that it is found again."""
    return dict(_Counted(document, spans).anchor(span))


def _head(about: str) -> str:
    return _HEAD.format(about=_flat(about), schema=SCHEMA)


def _entry(
    name: str, active: Iterable[tuple[str, object]], values: Iterable[tuple[str, object]]
) -> str:
    header = f"[{name}]" if name == "posting" else f"[[{name}]]"
    lines = [header, *(f"{key} = {toml_value(value)}" for key, value in active)]
    lines += [f"# {key} = {toml_value('' if v is None else v)}" for key, v in values]
    return "\n".join(lines) + "\n"


def _by_line(
    requirements: Sequence[Requirement],
) -> Iterator[tuple[Span, list[Requirement]]]:
    lines: dict[Span, list[Requirement]] = {}
    for one in requirements:
        lines.setdefault(one.span, []).append(one)
    yield from lines.items()


def _start(position: Position) -> str | None:
    dates = position.dates
    return None if dates is None or dates.start is None else str(dates.start)


def _end(position: Position) -> str | None:
    dates = position.dates
    if dates is not None and dates.current:
        return Present.PRESENT.value
    return None if dates is None or dates.end is None else str(dates.end)
