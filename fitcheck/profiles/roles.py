"""An employer with its dates above several titles with theirs: the titles are the positions."""

from __future__ import annotations

from fitcheck.profiles.header_lines import Line
from fitcheck.profiles.headers import is_guess, read_header


def heads_roles(
    lines: tuple[Line, ...], this: tuple[int, int, int], following: tuple[int, int, int]
) -> bool:
    """Whether a dated line names an employer only, whose dated titles stand right below it."""
    if following[0] != this[2] + 1:
        return False
    above, below = lines[this[0] : this[2] + 1], lines[following[0] : following[2] + 1]
    employer = read_header(tuple(line.text for line in above))
    role = read_header(tuple(line.text for line in below))
    return (
        employer.title is None
        and employer.employer is not None
        and role.title_score == 2
        and (role.employer is None or is_guess(role))
        and any(r.joined for line in below for r in line.ranges)
        and _within(below, above)
    )


def _within(role: tuple[Line, ...], employer: tuple[Line, ...]) -> bool:
    """Whether the dates of a role lie within those of the employer."""
    own = next((r.range for line in role for r in line.ranges), None)
    whole = next((r.range for line in employer for r in line.ranges), None)
    if own is None or whole is None or own.start is None or whole.start is None:
        return False
    if own.start.year < whole.start.year:
        return False
    return whole.end is None or (own.end is not None and own.end.year <= whole.end.year)
