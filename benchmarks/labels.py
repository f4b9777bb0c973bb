"""The labels of one reader for one posting and its resumes, and their JSON form.

The JSON is that of the development pairs (docs/labelling.md) with `zones` of all posting lines and
`sections` of all resume lines added.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STATUSES = ("cannot_tell", "absent", "listed", "partial", "demonstrated")
FITS = ("none", "weak", "partial", "strong")
ASK_ZONES = ("required", "preferred", "condition", "duty")
ZONES = (*ASK_ZONES, "title", "about", "benefits", "process", "legal", "other")
KINDS = (
    "skill",
    "knowledge",
    "experience",
    "education",
    "certification",
    "language",
    "trait",
    "duty",
    "location",
    "authorization",
    "schedule",
)
DEGREES = ("none", "high_school", "associate", "bachelor", "master", "doctorate")
SECTIONS = (
    "contact",
    "summary",
    "header",
    "item",
    "education",
    "skills",
    "certification",
    "language",
    "other",
)
SHOWN = ("demonstrated", "partial", "listed")
"""The statuses that need a line of the resume as evidence; the others must have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What one posting line asks. `min_years` is None where no years are asked."""

    zone: str
    kinds: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    logic: str = "all"
    min_years: float | None = None
    degree: str | None = None
    or_equivalent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How one resume answers one ask; `evidence` are up to three line numbers, best first."""

    status: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """How one resume answers a posting."""

    lines: Mapping[str, Shown]
    fit: str
    worth: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A position; `start` and `end` are "2014-03", "2014", "present" (end only) or None."""

    title: str
    employer: str | None
    start: str | None
    end: str | None
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """A degree; `completed` is None where it is ongoing or not said."""

    level: str
    field: str | None
    completed: bool | None
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a resume states; `sections` has every line but the section headings."""

    positions: tuple[Held, ...] = ()
    degrees: tuple[Degree, ...] = ()
    certifications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reader's sheet. Resumes and pairs are keyed "R1", "R2" …; `zones` has every line."""

    posting: str
    title: str
    asks: Mapping[str, Ask]
    zones: Mapping[str, str]
    resumes: Mapping[str, Facts]
    pairs: Mapping[str, Pair]


def load_reading(path: Path) -> Reading:
    """Read one label file; raises KeyError or TypeError where a key is missing or unknown."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Reading(
        posting=data["posting"],
        title=data["title"],
        asks={number: Ask(**_tuples(ask)) for number, ask in data["lines"].items()},
        zones=data["zones"],
        resumes={key: _facts(facts) for key, facts in data["resumes"].items()},
        pairs={key: _pair(pair) for key, pair in data["pairs"].items()},
    )


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}


def _facts(data: Mapping[str, Any]) -> Facts:
    return Facts(
        positions=tuple(Held(**held) for held in data["positions"]),
        degrees=tuple(Degree(**degree) for degree in data["degrees"]),
        certifications=tuple(data["certifications"]),
        languages=tuple(data["languages"]),
        sections=data["sections"],
    )


def _pair(data: Mapping[str, Any]) -> Pair:
    lines = {number: Shown(**_tuples(shown)) for number, shown in data["lines"].items()}
    return Pair(lines=lines, fit=data["fit"], worth=data["worth"], why=data["why"])


def dump_reading(reading: Reading) -> str:
    """The JSON of a reading with one line a row, so that changes show in a diff."""
    rows = [
        f'"posting": {_json(reading.posting)}',
        f'"title": {_json(reading.title)}',
        f'"lines": {_rows(reading.asks)}',
        f'"zones": {_json(dict(reading.zones))}',
        f'"resumes": {_nested({key: _facts_rows(f) for key, f in reading.resumes.items()})}',
        f'"pairs": {_nested({key: _pair_rows(p) for key, p in reading.pairs.items()})}',
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _rows(values: Mapping[str, Any]) -> str:
    return "{\n" + ",\n".join(f" {_json(k)}: {_json(v)}" for k, v in values.items()) + "\n}"


def _nested(values: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f"{_json(k)}: {v}" for k, v in values.items()) + "\n}"


def _facts_rows(facts: Facts) -> str:
    held = ",\n".join(f"  {_json(position)}" for position in facts.positions)
    rest = {
        "degrees": facts.degrees,
        "certifications": facts.certifications,
        "languages": facts.languages,
        "sections": dict(facts.sections),
    }
    rows = [f'"positions": [\n{held}\n ]' if held else '"positions": []']
    rows += [f"{_json(name)}: {_json(value)}" for name, value in rest.items()]
    return "{" + ",\n ".join(rows) + "}"


def _pair_rows(pair: Pair) -> str:
    rest = {"fit": pair.fit, "worth": pair.worth, "why": pair.why}
    tail = ", ".join(f"{_json(name)}: {_json(value)}" for name, value in rest.items())
    return f'{{"lines": {_rows(pair.lines)}, {tail}}}'
