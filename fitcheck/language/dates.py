"""Dates as people write them in resumes, and the months they span."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A date as precise as the text: a year, or a year and a month (1-12)."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        """`YYYY` or `YYYY-MM`."""
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """From the first day of `start` to the last day of `end`; `end` is None where current.

    `start` may be None where the text gives only an end ("until 2019").
    """

    start: PartialDate | None
    end: PartialDate | None
    current: bool = False
