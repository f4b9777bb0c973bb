from __future__ import annotations

from itertools import chain

from fitcheck.documents.assembly import Piece
from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.blocks import blocks_of
from fitcheck.documents.layout.lines import page_lines
from fitcheck.documents.layout.page import Page, Style, Word

PLAIN = Style("Helvetica", False, False, (0, 0, 0, 255), 0)
BOLD = Style("Helvetica-Bold", True, False, (0, 0, 0, 255), 0)


def words(x: float, y: float, text: str, *, size: float = 10, style: Style = PLAIN) -> list[Word]:
    result = []
    for part in text.split():
        word = part.rstrip("\u00ac")
        broken = word != part
        width = 0.5 * size * len(word)
        result.append(Word(word, x, x + width, y, size, style, broken=broken))
        x += width + 0.3 * size
    return result


def blocks(*pages: list[list[Word]]) -> list[Piece]:
    return blocks_of(
        [
            page_lines(Page(number=i, width=612, height=792, words=tuple(chain(*parts))))
            for i, parts in enumerate(pages, start=1)
        ]
    )


def texts(*pages: list[list[Word]]) -> list[str]:
    return [piece.text for piece in blocks(*pages)]


def below(x: float, y: float, *lines: str) -> list[list[Word]]:
    return [words(x, y + 12 * i, line) for i, line in enumerate(lines)]


PARAGRAPH = [
    "Planned and led the repair of forty ships a year in two docks, with a crew of",
    "thirty welders and fitters, and kept all of them within the time and the money",
    "that had been agreed.",
]


def test_a_wrapped_paragraph_becomes_one_block() -> None:
    assert texts(below(72, 100, *PARAGRAPH)) == [" ".join(PARAGRAPH)]


def test_a_wrapped_bullet_becomes_one_block_without_its_glyph() -> None:
    parts = [words(60, 100, "\u2022"), words(72, 100, PARAGRAPH[0])]
    parts += below(72, 112, *PARAGRAPH[1:])
    parts += [words(60, 136, "\u2022"), words(72, 136, "Trained apprentices")]
    found = blocks(parts)
    assert [piece.text for piece in found] == [" ".join(PARAGRAPH), "Trained apprentices"]
    assert {piece.kind for piece in found} == {BlockKind.LIST_ITEM}


def test_a_glyph_of_no_meaning_that_opens_many_lines_is_a_bullet() -> None:
    parts = []
    for i, text in enumerate(["Welding of hulls", "Mending of tanks", "Fitting of pipes"]):
        parts.append(words(60, 100 + 12 * i, f"\uf0a1 {text}"))
    found = blocks(parts)
    assert [piece.text for piece in found] == [
        "Welding of hulls",
        "Mending of tanks",
        "Fitting of pipes",
    ]
    assert {piece.kind for piece in found} == {BlockKind.LIST_ITEM}


def test_title_employer_and_date_lines_stay_apart() -> None:
    lines = ["Foreman", "Harbour Works, Gdynia", "Jan 2019 - Present", *PARAGRAPH]
    assert texts(below(72, 100, *lines)) == [*lines[:3], " ".join(PARAGRAPH)]


def test_a_title_stays_apart_from_the_paragraph_above_it() -> None:
    lines = [*PARAGRAPH[:2], "Foreman, Harbour Works", "2016 - 2019"]
    assert texts(below(72, 100, *lines)) == [" ".join(PARAGRAPH[:2]), *lines[2:]]


def test_a_line_with_dates_at_the_margin_is_one_block_with_a_tab() -> None:
    parts = [words(72, 100, "Acme Works"), words(460, 100, "Jan 2019 - Present")]
    parts += below(72, 112, *PARAGRAPH)
    assert texts(parts) == ["Acme Works\tJan 2019 - Present", " ".join(PARAGRAPH)]


def test_short_items_of_a_list_stay_apart() -> None:
    items = ["Python", "PostgreSQL and SQLite", "Kubernetes and its tools", "Go", "Rust"]
    assert texts(below(72, 100, *items)) == items


def test_a_bold_title_stays_apart_from_plain_text_below() -> None:
    parts = [words(72, 100, PARAGRAPH[0], style=BOLD), *below(72, 112, *PARAGRAPH[1:])]
    assert texts(parts) == [PARAGRAPH[0], " ".join(PARAGRAPH[1:])]


def test_a_word_broken_at_the_margin_closes_up() -> None:
    lines = [
        "Planned and led the repair of forty ships a year in two docks, experi\u00ac",
        "enced.",
    ]
    assert texts(below(72, 100, *lines))[0].endswith("docks, experienced.")


def test_a_compound_broken_at_its_hyphen_keeps_it() -> None:
    lines = ["Planned and led the repair of forty ships a year and of all the long-", "term work."]
    assert texts(below(72, 100, *lines))[0].endswith("the long-term work.")


def test_a_sentence_goes_on_over_the_end_of_the_page() -> None:
    first, second = below(72, 700, *PARAGRAPH[:2]), below(72, 100, PARAGRAPH[2])
    assert texts(first, second) == [" ".join(PARAGRAPH)]


def test_a_label_and_its_wrapped_text_are_one_block() -> None:
    parts = [words(72, 100, "Fields:")]
    parts += [words(140, 100, "Welding of hulls, tanks, pipes and railings, in all positions and")]
    parts += [words(140, 112, "with all usual methods")]
    start, rest = texts(parts)[0].split("\t")
    assert start == "Fields:"
    assert rest.endswith("in all positions and with all usual methods")


def test_repeated_headers_and_footers_are_marked() -> None:
    def page(number: int) -> list[list[Word]]:
        return [
            words(72, 40, "Jane Roe, welder"),
            *below(72, 200 + number, *PARAGRAPH),
            words(280, 760, f"Page {number} of 3"),
        ]

    kinds = [piece.kind for piece in blocks(page(1), page(2), page(3))]
    assert kinds.count(BlockKind.FOOTER) == 3
    assert kinds.count(BlockKind.HEADER) == 2
    assert kinds[0] is not BlockKind.HEADER


def test_headings_are_ranked_by_size() -> None:
    parts = [
        words(72, 60, "Jane Roe", size=22),
        words(72, 100, "Experience", size=14),
        *below(72, 120, *PARAGRAPH),
    ]
    found = blocks(parts)
    assert [(piece.kind, piece.level) for piece in found[:2]] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
    ]
    assert found[2].kind is BlockKind.PARAGRAPH


def test_capitals_in_bold_are_a_heading_and_a_bold_title_is_emphasised() -> None:
    parts = [
        words(72, 80, "WORK HISTORY", style=BOLD),
        words(72, 100, "Foreman at Harbour Works", style=BOLD),
        *below(72, 112, *PARAGRAPH),
    ]
    heading, title, _ = blocks(parts)
    assert heading.kind is BlockKind.HEADING
    assert title.kind is BlockKind.PARAGRAPH
    assert title.emphasis


def test_nested_items_know_their_depth() -> None:
    parts = [
        words(60, 100, "\u2022 Docks"),
        words(80, 112, "\u25e6 North dock"),
        words(80, 124, "\u25e6 South dock"),
        words(60, 136, "\u2022 Offices"),
    ]
    assert [piece.depth for piece in blocks(parts)] == [0, 1, 1, 0]
