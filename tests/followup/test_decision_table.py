"""Every cell of the decision table: channel, fit, firm size and days of silence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fitcheck.followup.application import Application, Channel, Event, EventKind, FirmSize, Role
from fitcheck.followup.plan import Plan, Presumption
from fitcheck.followup.policy import plan_followup
from fitcheck.followup.schedule import WorkingDays
from fitcheck.matching.match import Band

TABLE = tomllib.loads((Path(__file__).parent / "decision_table.toml").read_text("utf-8"))
MONDAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Cell:
    way: str
    fit: str
    size: str
    band: int
    state: str
    row: int


def cells() -> Iterator[Cell]:
    for number, row in enumerate(TABLE["row"]):
        for way in row["ways"]:
            for fit in row["fits"]:
                for size in row["sizes"]:
                    for band, state in enumerate(row["states"]):
                        yield Cell(way, fit, size, band, state, number)


CELLS = tuple(cells())


def application(way: str, size: str, start: date) -> Application:
    channel = Channel(way.partition(",")[0])
    interviewed = way == "met, interviewed"
    return Application(
        id="cell",
        channel=channel,
        size=FirmSize(size),
        relationship=way == "recruiter, relationship",
        applied_on=start,
        events=(Event(on=start, kind=EventKind.INTERVIEW),) if interviewed else (),
    )


def bounds(start: date, band: int) -> tuple[date, date]:
    """The first and the last day of a band of days; lower bounds are rolled."""
    lower: list[int] = TABLE["bands"]
    days = WorkingDays()
    first = days.roll(start + timedelta(days=lower[band])) if band else start
    if band + 1 == len(lower):
        return first, first + timedelta(days=400)
    return first, days.roll(start + timedelta(days=lower[band + 1])) - timedelta(days=1)


def plan(cell: Cell, start: date, today: date) -> Plan:
    return plan_followup(
        application(cell.way, cell.size, start), None, today=today, band=Band(cell.fit)
    )


def test_the_table_has_each_of_its_840_cells_once() -> None:
    ways = {cell.way for cell in CELLS}
    keys = {(c.way, c.fit, c.size, c.band) for c in CELLS}

    assert len(CELLS) == len(keys) == 840
    assert keys == {
        (way, fit, size, band)
        for way in ways
        for fit in TABLE["fits"]
        for size in TABLE["sizes"]
        for band in range(6)
    }


@pytest.mark.parametrize("weekday", range(7))
def test_every_cell_holds_on_its_first_and_its_last_day(weekday: int) -> None:
    start = MONDAY + timedelta(days=weekday)
    wrong = [
        (cell, today.isoformat(), found)
        for cell in CELLS
        for today in bounds(start, cell.band)
        if (found := str(plan(cell, start, today).state)) != cell.state
    ]

    assert wrong == []


def test_the_notes_of_the_table_hold() -> None:
    for cell in CELLS:
        row: dict[str, Any] = TABLE["row"][cell.row]
        for today in bounds(MONDAY, cell.band):
            found = plan(cell, MONDAY, today)
            if row.get("revised_resume") and cell.state == "last_ask":
                assert found.with_revised_resume, cell
            if row.get("presumed_rejected") and cell.state == "close":
                assert found.presumption is Presumption.REJECTED, cell
            if row.get("suggest") and cell.state == "close":
                assert found.suggest == row["suggest"], cell
            if row.get("first_target") and cell.state == "follow_up":
                assert found.target is Role.REFERRER, cell
