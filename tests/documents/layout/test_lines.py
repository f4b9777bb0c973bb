from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.layout import columns as columns_module
from fitcheck.documents.layout import sides as column_sides
from fitcheck.documents.layout.cells import Cell, is_dated
from fitcheck.documents.layout.lines import page_lines
from fitcheck.documents.layout.page import Page, Style, Word

STYLE = Style("Helvetica", False, False, (0, 0, 0, 255), 0)


def words(x: float, y: float, text: str, *, size: float = 10, turn: int = 0) -> list[Word]:
    """The words of a line from x to the right, each letter half an em wide."""
    result = []
    for word in text.split():
        width = 0.5 * size * len(word)
        result.append(Word(word, x, x + width, y, size, STYLE, turn))
        x += width + 0.3 * size
    return result


def read(*parts: list[Word], dots: tuple[tuple[float, float], ...] = ()) -> list[str]:
    page = Page(number=1, width=612, height=792, words=tuple(chain(*parts)), dots=dots)
    return [line.text for line in page_lines(page)]


LEFT = [
    "Work history of the last years",
    "Built a pricing service that is",
    "used by all carriers of the firm",
    "Moved services to a new cluster",
    "and cut the time of deployment",
    "Wrote the printing of labels and",
    "trained eleven new colleagues",
]
RIGHT = [
    "Skills and other knowledge",
    "Python and several libraries",
    "of which most are for data and",
    "some for the web, in all sorts",
    "Languages spoken at home and",
    "at work: Polish, English and",
    "German since early childhood",
]


def columns(*, by_row: bool) -> list[str]:
    left = [words(50, 100 + 14 * i, text) for i, text in enumerate(LEFT)]
    right = [words(330, 100 + 14 * i, text) for i, text in enumerate(RIGHT)]
    if not by_row:
        return read(*left, *right)
    return read(*(part for pair in zip(left, right, strict=True) for part in pair))


def test_columns_drawn_one_after_the_other_stay_in_order() -> None:
    assert columns(by_row=False) == LEFT + RIGHT


def test_columns_drawn_row_by_row_are_taken_apart() -> None:
    assert columns(by_row=True) == LEFT + RIGHT


def test_dates_at_the_right_margin_stay_in_their_lines() -> None:
    rows = [
        ("Welder, Harbour Works", "2019 - 2021"),
        ("Fitter, Dock Seven", "2016 - 2019"),
        ("Apprentice, Dock Seven", "2013 - 2016"),
        ("Helper, Boat House", "2012 - 2013"),
    ]
    parts = []
    for i, (title, dates) in enumerate(rows):
        parts += [words(50, 100 + 14 * i, title), words(480, 100 + 14 * i, dates)]
    assert read(*parts) == [f"{title}\t{dates}" for title, dates in rows]


def test_dates_drawn_after_everything_else_come_back_to_their_lines() -> None:
    titles = [words(50, 100 + 60 * i, f"Position number {i}") for i in range(3)]
    duties = [words(50, 115 + 60 * i, "Welded hulls and tanks all day long") for i in range(3)]
    dates = [words(480, 100 + 60 * i, f"20{10 + i} - 20{11 + i}") for i in range(3)]
    body = [part for pair in zip(titles, duties, strict=True) for part in pair]
    lines = read(*body, *dates)
    assert lines[0] == "Position number 0\t2010 - 2011"
    assert lines[4] == "Position number 2\t2012 - 2013"


def test_marginal_dates_at_the_left_lead_their_lines() -> None:
    parts = []
    for i in range(4):
        y = 100 + 40 * i
        parts += [
            words(50, y, f"20{10 + i} - 20{11 + i}"),
            words(150, y, "Welder at the harbour works in town"),
            words(150, y + 13, "mending hulls, tanks and railings there"),
        ]
    assert read(*parts)[0] == "2010 - 2011\tWelder at the harbour works in town"


def test_a_header_drawn_last_moves_to_the_top() -> None:
    body = [words(50, 200 + 14 * i, "Ordinary text of the body") for i in range(4)]
    assert read(*body, words(50, 60, "Jane Roe"))[0] == "Jane Roe"


def test_a_wide_gap_is_a_tab_and_a_stretched_blank_is_not() -> None:
    assert read(words(50, 100, "Acme Works"), words(400, 100, "Gdynia")) == ["Acme Works\tGdynia"]
    stretched = [*words(50, 100, "wide"), *words(79, 100, "blank")]
    assert read(stretched) == ["wide blank"]


def test_a_heading_set_letter_by_letter_becomes_words() -> None:
    assert read(words(50, 100, "S K I L L S")) == ["SKILLS"]


def test_raised_ordinals_close_up() -> None:
    place = words(50, 100, "7")
    raised = [Word("th", place[0].x1 + 0.2, place[0].x1 + 7, 96.5, 7, STYLE)]
    assert read([*place, *raised, *words(66, 100, "of twelve")]) == ["7th of twelve"]


def test_right_to_left_text_keeps_the_order_of_its_letters() -> None:
    # the first word of the file stands at the right
    first, second = "\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd"
    line = [Word(first, 300, 325, 100, 10, STYLE), Word(second, 272, 297, 100, 10, STYLE)]
    assert read(line) == [f"{first} {second}"]


def test_a_drawn_dot_marks_its_line() -> None:
    page = Page(
        number=1,
        width=612,
        height=792,
        words=tuple(words(70, 100, "First item") + words(70, 130, "No item")),
        dots=((60.0, 97.0),),
    )
    assert [line.dotted for line in page_lines(page)] == [True, False]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 600), st.floats(0, 780), st.text("abcXYZ129.,", min_size=1, max_size=12),
            st.floats(5, 30), st.sampled_from([0, 0, 0, 1, 2, 3]),
        ),
        max_size=60,
    )
)  # fmt: skip
def test_no_word_is_lost_or_doubled(places: list[tuple[float, float, str, float, int]]) -> None:
    found = [
        Word(text, x, x + 0.5 * size * len(text), y, size, STYLE, turn)
        for x, y, text, size, turn in places
    ]
    page = Page(number=1, width=612, height=792, words=tuple(found))
    given_words = sorted(word.text for word in found)
    read_words = sorted(word.text for line in page_lines(page) for word in line.words)
    assert given_words == read_words


def test_headings_in_the_left_margin_stand_before_the_lines_beside_them() -> None:
    parts = []
    for i, label in enumerate(["WORK", "SCHOOL"]):
        y = 100 + 80 * i
        parts.append(words(40, y, label))
        parts += [words(160, y + 13 * j, f"Line {j} of the part number {i}") for j in range(4)]
    lines = read(*parts)
    assert lines[0] == "WORK"
    assert lines[1] == "Line 0 of the part number 0"
    assert lines[5:7] == ["SCHOOL", "Line 0 of the part number 1"]


def test_a_heading_in_the_margin_of_two_lines_is_one_line() -> None:
    parts = [words(40, 100, "WORK"), words(40, 113, "HISTORY"), words(40, 200, "SCHOOL")]
    parts += [words(160, 100 + 13 * j, f"Line {j} of all the text") for j in range(10)]
    assert read(*parts)[0] == "WORK HISTORY"


def test_a_label_turned_up_the_side_stands_before_its_part() -> None:
    body = [words(50, 300 + 14 * i, "Ordinary text of the body of the page") for i in range(6)]
    label = [Word("SKILLS", -360, -320, 560, 20, STYLE, 3)]
    assert read(*body, label)[0] == "SKILLS"


def test_a_centred_sidebar_is_a_column() -> None:
    left = [words(50, 100 + 14 * i, text) for i, text in enumerate(LEFT)]
    items = ["Skills", "Python", "PostgreSQL and more", "Kubernetes", "Go", "Rust", "English"]
    right = [words(480 - 2.5 * len(text), 103 + 14 * i, text) for i, text in enumerate(items)]
    drawn = [part for pair in zip(left, right, strict=True) for part in pair]
    assert read(*drawn) == LEFT + items


def test_words_far_off_the_usual_page_do_no_harm() -> None:
    parts = [words(1500.0 * (i % 7), 100 + 12 * i, f"Word {i} stands here") for i in range(40)]
    assert len(read(*parts)) == 40


def test_a_timeline_drawn_upwards_beside_a_column_reads_downwards() -> None:
    right = [
        words(430, 100 + 37 * i, f"{2020 - i}-0{i + 1} Step number {name}")
        for i, name in enumerate(("one", "two", "three", "four", "five", "six"))
    ]
    left = [words(50, 100 + 31 * i, text) for i, text in enumerate(LEFT)]
    told = [" ".join(word.text for word in part) for part in right]
    assert read(*left, *reversed(right)) == LEFT + told


def test_figures_beside_names_are_values_and_no_column() -> None:
    names = [
        "Pyrolysis",
        "Distillation",
        "Chromatography",
        "Titration",
        "Crystallography",
        "Safety",
    ]
    rows = [
        words(x, 100 + 30 * i, text)
        for i, name in enumerate(names)
        for x, text in ((40, name), (160, "5+ yrs"))
    ]
    prose = [words(300, 104 + 14 * i, text) for i, text in enumerate(LEFT)]
    assert read(*rows, *prose)[: len(names)] == [f"{name}\t5+ yrs" for name in names]


def test_labels_and_their_values_stay_in_their_lines() -> None:
    pairs = [
        ("Status:", "Fully trained as a pastry chef"),
        ("Fields:", "Bread and cake and everything between"),
        ("Tools:", "Ovens and mixers of all the usual kinds"),
        ("Loves:", "Early mornings and long walks with dogs"),
    ]
    rows = [
        words(x, 100 + 24 * i, text)
        for i, pair in enumerate(pairs)
        for x, text in zip((60, 160), pair, strict=True)
    ]
    wide = words(
        60, 220, "A line that reaches over the whole width of both of the columns above it"
    )
    assert read(*rows, wide)[:4] == ["\t".join(pair) for pair in pairs]


def test_columns_over_a_part_of_the_page_end_above_dated_lines() -> None:
    left = [words(50, 100 + 12 * i, text) for i, text in enumerate(LEFT)]
    right = [words(300, 100 + 12 * i, text) for i, text in enumerate(RIGHT)]
    heading = words(50, 210, "Experience", size=13)
    job = [
        *words(60, 240, "Harbour Bakery"),
        *words(470, 240, "Porto, Portugal"),
        *words(60, 252, "Baker"),
        *words(460, 252, "May 2016 - present"),
    ]
    wide = words(
        70, 264, "Baked rye bread every night and took orders from restaurants all over town"
    )
    assert read(*left, *right, heading, job, wide) == [
        *LEFT,
        *RIGHT,
        "Experience",
        "Harbour Bakery\tPorto, Portugal",
        "Baker\tMay 2016 - present",
        "Baked rye bread every night and took orders from restaurants all over town",
    ]


def test_two_labels_up_the_side_stand_before_their_own_parts() -> None:
    parts = [words(50, y, f"Line at {y}") for y in (100, 114, 128, 142, 180, 194, 208, 222)]
    labels = [words(105, -560, "Work", turn=1), words(190, -560, "School", turn=1)]
    told = read(*parts, *labels)
    assert told.index("Work") < told.index("Line at 100")
    assert told.index("School") == told.index("Line at 180") - 1


def test_facts_stacked_at_the_margin_join_the_line_they_begin_at() -> None:
    drawn = [
        *words(50, 100, "Harbour Bakery, Baker"),
        *words(470, 100, "Porto, Portugal"),
        *words(55, 113, "• Baked rye bread every night"),
        *words(462, 113, "May 2016 - 2019"),
        *words(55, 126, "• Took orders from restaurants"),
        *words(500, 126, "3 years"),
    ]
    aligned = [word._replace(x0=word.x0 + s, x1=word.x1 + s) for word, s in _flush(drawn)]
    assert read(aligned) == [
        "Harbour Bakery, Baker\tPorto, Portugal\tMay 2016 - 2019\t3 years",
        "• Baked rye bread every night",
        "• Took orders from restaurants",
    ]


def _flush(drawn: list[Word]) -> list[tuple[Word, float]]:
    """Each word with how far it has to move so that what stands right ends at one edge."""
    ends = {y: max(word.x1 for word in drawn if word.y == y) for y in {word.y for word in drawn}}
    return [(word, 560 - ends[word.y] if word.x0 > 400 else 0.0) for word in drawn]


def test_dates_of_two_items_below_each_other_stay_with_their_items() -> None:
    drawn = [
        words(50, 100, "• Second degree in geology"),
        words(470, 100, "Nov 2008 - Jun 2009"),
        words(50, 113, "• First degree in geology"),
        words(470, 113, "Aug 2006 - Aug 2008"),
    ]
    assert read(*drawn) == [
        "• Second degree in geology\tNov 2008 - Jun 2009",
        "• First degree in geology\tAug 2006 - Aug 2008",
    ]


def test_a_hostile_page_costs_no_more_than_its_cells_allow() -> None:
    """Two columns whose every row ends at a wide gap: each is a place to part the page."""
    looked: list[int] = []

    def counting(band: Sequence[Cell], x: float) -> bool:
        looked.append(len(band))
        return column_sides.ends_lines(band, x)

    cells = [
        Cell(words=[Word("word", x, x + 60, 20.0 * row, 10, STYLE)], drawn=2 * row + side)
        for row in range(900)
        for side, x in enumerate((50.0, 330.0))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns_module, "ends_lines", counting)
        columns_module.take_columns_apart(cells)
    assert len(cells) < sum(looked) <= 100 * len(cells)


_DATE = re.compile(
    r"(?:19|20)\d\d|\b(?:present|current|now|ongoing|today|to date)\b|\d\d?/\d\d", re.IGNORECASE
)
_pieces = st.sampled_from(
    [
        "19",
        "20",
        "1",
        "9",
        "/",
        "05",
        "Now",
        "know",
        "today",
        "to",
        "date",
        "Pre\u017fent",
        " ",
        "x",
    ]
)


@given(st.lists(_pieces, max_size=8).map("".join))
def test_a_text_is_dated_by_a_year_a_month_in_figures_or_a_word_for_now(text: str) -> None:
    assert is_dated(text) == (_DATE.search(text) is not None)


@given(st.lists(st.tuples(st.sampled_from(["a", "7", "th", "Word"]), st.booleans()), min_size=1))
def test_a_cell_of_words_in_order_is_the_cell_of_these_words(parts: list[tuple[str, bool]]) -> None:
    words = [
        Word(text, 20.0 * place, 20.0 * place + 5 * len(text), 30, 10, STYLE, joined=joined)
        for place, (text, joined) in enumerate(parts)
    ]
    assert Cell(words, 0, in_order=True) == Cell(words, 0)


def test_a_date_drawn_late_ends_the_line_at_its_height() -> None:
    """Of several lines at that height, the one that reaches farthest to the right before it."""
    rows = [words(50, 40 + 20 * row, f"Shop{row} in town") for row in range(30)]
    beside = words(200, 240, "Faro")
    late = words(500, 241, "2019")
    assert "Shop10 in town\tFaro\t2019" in read(*rows, beside, late)
