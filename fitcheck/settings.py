"""Every threshold, weight and limit, with how it was calibrated; and the loader of tables.

`Settings` is one frozen value that is passed along. A setting that a domain person edits as a
list of words stands in `fitcheck/data/*.toml` instead and comes through `load_table`. Those of
following up have a module of their own, `fitcheck.followup_settings`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from fitcheck.errors import SettingsError, TableError
from fitcheck.followup_settings import FollowupSettings

__all__ = [
    "BandSettings",
    "EchoSettings",
    "FollowupSettings",
    "IsolationSettings",
    "MatchingSettings",
    "ReadingSettings",
    "Settings",
    "VocabularySettings",
    "load_table",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings:
    """Limits of reading. Beyond one of them: a typed error, or partial text with a warning."""

    max_bytes: int = 20_000_000
    """Largest file, in bytes. The largest honest resume seen in development is 6 MB."""
    max_text: int = 400_000
    """Characters of text kept; a 60-page CV has about 200,000."""
    max_pages: int = 100
    """Pages of a PDF that are read; the longest honest CV seen in development has 11."""
    max_page_characters: int = 200_000
    """Characters on one page of a PDF; a densely set page has about 10,000."""
    max_page_objects: int = 200_000
    """Drawing operations on one page of a PDF, one per character in files made by browsers."""
    recognise: bool = False
    """Whether pages that are pictures are read by text recognition (the extra `ocr`)."""
    max_recognised_pages: int = 5
    """Pages that are recognised: each takes 5 to 15 seconds on one core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationSettings:
    """What a process that reads files may take before it is ended (docs/security.md)."""

    seconds: float = 10.0
    """Seconds for one file. The slowest honest file in development takes 0.4 s."""
    memory: int = 1 << 30
    """Bytes of address space; the limit that the readers' own limits are made for."""
    files_per_worker: int = 200
    """Files after which a process is replaced, so that what libraries leak stays small."""
    growth_per_worker: int = 200_000_000
    """Bytes by which a process may grow before it is replaced."""
    start_seconds: float = 30.0
    """Seconds for the first process to start: it takes a tenth of one, on a busy machine more."""

    def __post_init__(self) -> None:
        for name, (least, most) in _ISOLATION_RANGES.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not least <= value <= most:
                raise SettingsError(f"{name} is {value}: it must lie between {least} and {most}")


_ISOLATION_RANGES: dict[str, tuple[float, float]] = {
    "seconds": (0.1, 3_600),
    "memory": (200_000_000, 1 << 40),
    "files_per_worker": (1, 1_000_000),
    "growth_per_worker": (1_000_000, 1 << 40),
    "start_seconds": (1, 600),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingSettings:
    """Credits, tolerances and cut points of matching."""

    credit_demonstrated: float = 1.0
    credit_partial: float = 0.5
    credit_listed: float = 0.25
    """Credits of the levels: the design's defaults, to be calibrated on the corpus."""
    weight_required: float = 1.0
    weight_duty: float = 0.5
    weight_preferred: float = 0.25
    weight_trait: float = 0.35
    weight_language: float = 0.5
    """Raw weights. Preferred asks are a tie-break (follow-up rules, section 1.1); a trait anybody
    may claim weighs a third of what a skill does, in either necessity; a language half, for most
    applicants meet the one that the posting is written in (band kappa of the development pairs:
    .73 at 1, .75 at .5)."""
    weight_line_of_work: float = 0.40
    """Share of the score that the nearness of the lines of work has, where it is known; what is
    asked shares the rest. From .3 to .5 the order of real pairs (worth AUROC) changes by under .01
    on both sets of labelled pairs, and that of own and others' postings rises by .04."""
    years_full: float = 0.9
    """Share of the asked experience from which it counts as shown in full (labelling guide)."""
    years_half: float = 0.5
    """Share of the asked experience from which it counts as partly shown (labelling guide)."""
    enough_mass: float = 3.0
    """Mass of telling words in common (1 = a word no task statement uses) that shows any line,
    however long the line is."""
    words_premium: float = 0.20
    """What telling words in common add to the nearness of two lines, at most."""
    line_full: float = 0.66
    lines_full: float = 0.52
    line_part: float = 0.58
    lines_part: float = 0.46
    line_near: float = 0.40
    """Strength of the best line, and mean strength of the best three, from which lines show all
    of what is asked, and part of it; below `line_near` a line is no evidence. Chosen on the
    development pairs from a coarse grid, in which neighbours differ by under .02 of accuracy."""
    kindred_ease: float = 0.50
    kindred_neutral: float = 0.40
    """How far the cut points of a part, and of nearness, sink for each unit by which the lines of
    work are nearer than the second, and rise where they are less near: who did this work tells of
    it in words of their own. Of six settings the best on the real pairs and on those of the corpus
    alike (`benchmarks gold`, `benchmarks leaderboard --on dev`; 2026-11-28)."""
    named_share: float = 0.40
    """Share of an asking line's telling words that its concepts must name to decide it alone."""
    title_near: float = 0.60
    """Nearness of a position's title to the posting's that makes the position relevant."""
    long_list: int = 5
    """Alternatives from which one alone shows only part: "the full range of a, b, c, d and e"."""
    relevant_concepts: int = 3
    relevant_share: float = 0.25
    relevant_duties: int = 2
    """Asked concepts (at least this many, and this share of them), or duties, that a position must
    show to count as the same line of work."""
    equivalent_months: int = 48
    """Relevant experience that stands for one level of a degree where "or equivalent" is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoSettings:
    """When a line of a resume counts as copied from the posting.

    Honest pairs share runs of at most 4 words in the development pairs and 7 in our own
    adversarial bases, and at most one whole line (a heading).
    """

    run: int = 8
    """Words in a row that make a line a copy by themselves."""
    pasted_lines: int = 3
    """Copied lines from which the posting counts as pasted."""
    short_run: int = 4
    """Words in a row that make a line a copy once the posting counts as pasted."""
    pasted_share: float = 0.5
    """Share of the posting's words that stand in a resume as whole sentences, from which on copies
    say nothing at all; of the corpus' 450 resumes none copies one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandSettings:
    """Cut points of the bands.

    They lie on m, the mean credit of required asks with the nearness of the lines of work, and on
    d, the mean credit of duties.
    They began as the knees of the only published curve (see docs/decisions) and were moved by
    grids over labelled pairs, last when the line of work came in: between neighbours agreement
    with readers changes by .02 on the real development pairs and by .01 on those of the corpus.
    """

    weak: float = 0.42
    partial: float = 0.55
    strong: float = 0.60
    strong_duties: float = 0.50
    partial_shown: float = 1 / 3
    strong_proven: float = 0.50
    line_of_work: float = 0.40
    """Share of the nearness of the lines of work in m, where it is known: as in the score."""
    kinship: float = 0.30
    """Nearness of the lines of work below which a fit is weak at most. Of real pairs told apart by
    occupation (`benchmarks posting_swap`, 2026-11-28) it turns away 29 of 100 scores above .5 for
    another's posting and 12 of 1,000 for an own one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularySettings:
    """A person's own names, on top of the vocabulary that is shipped (docs/settings.md)."""

    aliases: tuple[tuple[str, str], ...] = ()
    """A name as texts write it, and the concept that it stands for."""
    implications: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A concept, and what a person who shows it shows with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. `Settings()` is the calibrated default."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    isolation: IsolationSettings = field(default_factory=IsolationSettings)
    matching: MatchingSettings = field(default_factory=MatchingSettings)
    echo: EchoSettings = field(default_factory=EchoSettings)
    bands: BandSettings = field(default_factory=BandSettings)
    followup: FollowupSettings = field(default_factory=FollowupSettings)
    vocabulary: VocabularySettings = field(default_factory=VocabularySettings)


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
