"""Where each entry of a work section starts: its header lines and what belongs to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fitcheck.language.dates import FoundRange
from fitcheck.language.places import is_place
from fitcheck.language.titles import (
    employer_score,
    is_department,
    is_placeholder,
    title_score,
)
from fitcheck.profiles.entry_lines import (
    before_list,
    behind_list,
    heads_section,
    is_named,
    is_own_title,
)
from fitcheck.profiles.header_lines import Line
from fitcheck.profiles.header_parts import header_ranges, without_dates
from fitcheck.profiles.header_remarks import without_changes
from fitcheck.profiles.headers import is_guess, read_header
from fitcheck.profiles.roles import heads_roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: its header lines in order, and the indices of its first and last line.

    `ranges` are the dates of its header, empty where it has none. `banner` is an employer named
    once above several entries, `unit` a department that stands, set off, where employers stand,
    `heading` an employer that heads this entry and others, as a heading of a higher level.
    """

    header: tuple[Line, ...]
    first: int
    last: int
    ranges: tuple[FoundRange, ...] = ()
    banner: str | None = None
    unit: str | None = None
    heading: str | None = None


_ABOVE, _BELOW = 3, 3
_BESIDE_A_LIST = 0.9
"""What a line gains that stands between the dated one and the list of this job or the one before:
more than the layout of the others, so that a name without a telling word can be the employer."""

_LEFT_OVER = 1.2
"""What a header loses for each title right above it that it leaves out: as much as for one that it
leaves over; such a title belongs to no other entry."""


def find_entries(lines: tuple[Line, ...], *, dated_only: bool = False) -> tuple[Entry, ...]:
    """The entries of one work section, in order.

    An entry is found by its dates; the lines above and below that name title, employer and place
    join its header. The layout that suits most entries of the section gets the benefit of doubt.
    Entries without dates are found, unless `dated_only`, by a title or an employer on short lines
    above items.
    """
    anchors = [line.index for line in lines if line.ranges]
    layouts = _layouts(lines, anchors)
    common = layouts.most_common(1)[0][0] if layouts else None
    headers: list[tuple[int, int, int]] = []
    taken = -1
    for number, anchor in enumerate(anchors):
        if anchor <= taken:
            continue
        limit = anchors[number + 1] if number + 1 < len(anchors) else len(lines)
        above, below = _best(lines, anchor, taken + 1, limit, common)
        headers.append((anchor - above, anchor, anchor + below))
        taken = anchor + below
    if not dated_only:
        headers += _undated(lines, headers)
    headers.sort()
    return tuple(_entries(lines, headers))


def _layouts(lines: tuple[Line, ...], anchors: list[int]) -> Counter[tuple[int, int]]:
    """How well each (lines above, lines below) suits the entries, as a tally of the best ones."""
    tally: Counter[tuple[int, int]] = Counter()
    for number, anchor in enumerate(anchors):
        low = anchors[number - 1] + 1 if number else 0
        limit = anchors[number + 1] if number + 1 < len(anchors) else len(lines)
        tally[_best(lines, anchor, low, limit, None)] += 1
    return tally


def _best(
    lines: tuple[Line, ...], anchor: int, low: int, limit: int, common: tuple[int, int] | None
) -> tuple[int, int]:
    """The number of lines above and below the dated line that make the best header."""
    best, value = (0, 0), float("-inf")
    for above in range(_ABOVE + 1):
        line = lines[anchor - above]
        if anchor - above < low or (above and not _may_join(line, lines[anchor])):
            break
        if above and header_ranges(without_changes(line.text)):
            break  # a date of its own makes it another entry
        left_over = _LEFT_OVER * _titles_above(lines, anchor - above, low)
        for below in range(_BELOW + 1):
            if anchor + below >= limit or (
                below and not _may_join(lines[anchor + below], lines[anchor])
            ):
                break
            worth = _worth(lines[anchor - above : anchor + below + 1])
            worth += (0.8 if common == (above, below) else 0.0) - left_over
            worth += _BESIDE_A_LIST if below and before_list(lines, anchor + below) else 0.0
            worth += _BESIDE_A_LIST if above and behind_list(lines, anchor - above) else 0.0
            if worth > value + 1e-9:
                best, value = (above, below), worth
    return best


def _titles_above(lines: tuple[Line, ...], first: int, low: int) -> int:
    """How many titles stand right above a header, below the last line that could be none."""
    count = 0
    for line in reversed(lines[low:first]):
        if line.item or not _may_join(line, lines[first]):
            break
        count += is_own_title(line.text)
    return count


def _may_join(line: Line, anchor: Line) -> bool:
    """Whether a line beside the dated one can be part of its header at all."""
    if line.prose or line.ranges or line.block.heading or line.block.sublabel:
        return False
    if line.item and not anchor.item and not _is_set_off_item(line, anchor):
        # A date as a heading above bulleted roles: only a line that is a title through and through.
        return (
            title_score(line.text) == 2
            and len(line.text.split()) <= 8
            and not _words_beside(anchor)
        )
    return True


def _is_set_off_item(line: Line, anchor: Line) -> bool:
    """Whether a bullet stands before the first line of the header itself: bold, or with a place."""
    if line.index != anchor.index - 1 or len(line.text.split()) > 10:
        return False
    place = line.text.rpartition("\t")[2] if "\t" in line.text else ""
    return line.block.block.emphasis or is_place(place)


def _words_beside(line: Line) -> bool:
    return any(c.isalpha() for c in without_dates(line.text).replace("\0", ""))


def _worth(header: tuple[Line, ...]) -> float:
    """How good a header these lines make: title, employer and place found, little left over."""
    read = read_header(tuple(line.text for line in header))
    worth = 0.0
    if read.title is not None:
        worth += 1.0 + read.title_score
    if read.employer is not None:
        worth += 0.75 + 0.6 * (0.0 if is_guess(read) else read.employer_score)
    elif read.nameless:
        worth += 1.5
    elif _unit(header) is not None:
        worth += 0.75 + 1.2  # it is not spare
    if read.location is not None:
        worth += 0.3
    worth -= 1.2 * read.spare + 0.7 * (len(header) - 1)
    for line in header:
        if line.ranges:
            continue
        if line.block.block.emphasis or line.block.block.level:
            worth += 0.4
        if is_placeholder(line.text) or is_place(line.text):
            worth += 0.8
        elif len(line.text.split()) > 9:
            worth -= 0.8
        elif not (title_score(line.text) or employer_score(line.text) or is_named(line.text)):
            worth -= 0.35
    titles = sum(
        title_score(without_dates(line.text)) == 2 and employer_score(line.text) < 2
        for line in header
    )
    # Bold tells the title apart from an employer or team that is named with words of titles.
    shown = any(line.block.block.emphasis for line in header) and len(header) > 2
    return worth - (0.5 if shown else 2.0) * max(0, titles - 1)


def _named_in_heading(between: tuple[Line, ...], first: Line) -> str | None:
    """The employer that a heading names among the lines between two entries.

    Its level is above that of the entry's own first line, where that is a heading too.
    """
    level = first.block.block.level
    for line in reversed(between):
        own = line.block.block.level
        if own is not None and (level is None or own < level) and not line.ranges:
            read = read_header((line.text,))
            name = read.employer if read.title is None else read.title
            return name if name is not None and title_score(name) < 2 else None
    return None


def _unit(header: tuple[Line, ...]) -> str | None:
    """The department that stands alone and bold below or above a title without an employer."""
    read = read_header(tuple(line.text for line in header))
    if read.title is None or read.employer is not None or read.nameless:
        return None
    found = [
        line.text
        for line in header
        if not line.ranges and line.block.block.emphasis and is_department(line.text)
    ]
    return found[0] if len(found) == 1 and found[0] not in read.title else None


def _undated(
    lines: tuple[Line, ...], dated: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Headers without dates: one to three short lines with a sure title, above items or prose."""
    used = {i for first, _, last in dated for i in range(first, last + 1)}
    found: list[tuple[int, int, int]] = []
    index = 0
    while index < len(lines):
        group = _short_group(lines, index, used)
        if not group:
            index += 1
            continue
        read = read_header(tuple(lines[i].text for i in group))
        first = group == [0, 1] and heads_section(lines[0], lines[1])
        sure = read.title_score == 2 and (
            read.employer_score >= 1
            or read.nameless
            or _is_set_off(lines, group)
            or (first and read.employer is not None)
        )
        if sure and read.spare <= 1:
            found.append((group[0], group[0], group[-1]))
        index = group[-1] + 1
    return found


def _short_group(lines: tuple[Line, ...], index: int, used: set[int]) -> list[int]:
    group: list[int] = []
    while index < len(lines) and len(group) < 3:
        line = lines[index]
        if index in used or line.prose or line.item or len(line.text.split()) > 12:
            break
        group.append(index)
        index += 1
    followed = index < len(lines) and index not in used
    return group if followed and (lines[index].item or lines[index].prose) else []


def _is_set_off(lines: tuple[Line, ...], group: list[int]) -> bool:
    """Whether the format shows the lines as a header: bold or marked, or above a list."""
    block = lines[group[0]].block.block
    after = lines[group[-1] + 1] if group[-1] + 1 < len(lines) else None
    return len(group) <= 2 and (block.emphasis or block.level is not None) and after is not None


def _entries(lines: tuple[Line, ...], headers: list[tuple[int, int, int]]) -> list[Entry]:
    entries: list[Entry] = []
    banner: str | None = None
    heading: str | None = None
    reached = 0
    for number, (first, anchor, last) in enumerate(headers):
        heading = _named_in_heading(lines[reached:first], lines[first]) or heading
        reached = last + 1
        end = headers[number + 1][0] - 1 if number + 1 < len(headers) else len(lines) - 1
        header = lines[first : last + 1]
        above = lines[first].text if first < anchor and not lines[first].ranges else None
        read = read_header(tuple(line.text for line in header))
        following = headers[number + 1] if number + 1 < len(headers) else None
        if following is not None and heads_roles(lines, headers[number], following):
            banner = read.employer
            continue
        named = read.employer is not None and not is_guess(read)
        if above is not None and named and title_score(above) < 2:
            banner = read.employer
        elif named or read.title is None:
            banner = None
        ranges = tuple(r for line in header for r in line.ranges)
        inherited = None if named else banner
        entries.append(
            Entry(
                header=header,
                first=first,
                last=end,
                ranges=ranges,
                banner=inherited,
                unit=_unit(header),
                heading=heading,
            )
        )
    return entries
