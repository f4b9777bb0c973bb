"""Every threshold, weight and limit, with how it was calibrated; and the loader of tables.

`Settings` is one frozen value that is passed along. A setting that a domain person edits as a
list of words stands in `fitcheck/data/*.toml` instead and comes through `load_table`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from fitcheck.errors import TableError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """Limits of reading. Beyond one of them: a typed error, or partial text with a warning."""

    max_bytes: int = 20_000_000
    """Largest file, in bytes. The largest honest resume seen in development is 6 MB."""
    max_text: int = 400_000
    """Characters of text kept; a 60-page CV has about 200,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingSettings:
    """Credits, tolerances and cut points of matching."""

    credit_demonstrated: float = 1.0
    credit_partial: float = 0.5
    credit_listed: float = 0.25
    """Credits of the levels: the design's defaults, to be calibrated on the corpus."""
    years_full: float = 0.9
    """Share of the asked experience from which it counts as shown in full (labelling guide)."""
    years_half: float = 0.5
    """Share of the asked experience from which it counts as partly shown (labelling guide)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandSettings:
    """Cut points of the bands on the mean credit of required asks (m) and of duties (d).

    The defaults are the knees of the only published curve (see docs/decisions); to be calibrated.
    """

    weak: float = 0.30
    partial: float = 0.50
    strong: float = 0.60
    strong_duties: float = 0.50
    partial_shown: float = 1 / 3
    strong_proven: float = 0.50


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupSettings:
    """Day counts, size breaks and slots of following up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. `Settings()` is the calibrated default."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    matching: MatchingSettings = field(default_factory=MatchingSettings)
    bands: BandSettings = field(default_factory=BandSettings)
    followup: FollowupSettings = field(default_factory=FollowupSettings)


@cache
def load_table(name: str) -> dict[str, Any]:
    """The table `fitcheck/data/<name>.toml`, parsed once.

    Callers validate it into typed values and must not change it. Raises TableError where the
    table is missing or is no TOML.
    """
    path = files("fitcheck") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise TableError(f"there is no table {name}.toml under fitcheck/data") from problem
    except tomllib.TOMLDecodeError as problem:
        raise TableError(f"{name}.toml is not valid TOML: {problem}") from problem
