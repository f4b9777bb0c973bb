"""HTML pages: blocks, chrome, hidden text, the posting that a page states."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.web.html import document_from_html, read_html
from fitcheck.errors import ErrorCode, LimitExceededError
from fitcheck.settings import ReadingSettings


def read(markup: str) -> Document:
    return document_from_html(markup, source="page.html", settings=ReadingSettings())


def kinds_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_blocks_and_line_breaks_separate_and_inline_marks_do_not() -> None:
    document = read(
        "<h2>Duties</h2><p>Bake <b>bread</b>\n and <i>rolls</i>.<br>Clean up.</p>"
        "<ul><li>one<ul><li>inner</li></ul></li><li><p>two</p><p>more on two</p></li></ul>"
    )
    assert kinds_of(document) == [
        (BlockKind.HEADING, "Duties"),
        (BlockKind.PARAGRAPH, "Bake bread and rolls."),
        (BlockKind.PARAGRAPH, "Clean up."),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "inner"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.PARAGRAPH, "more on two"),
    ]
    assert document.blocks[0].level == 2
    assert [b.depth for b in document.blocks if b.kind is BlockKind.LIST_ITEM] == [0, 1, 0]


def test_a_wholly_bold_paragraph_is_a_heading_with_emphasis() -> None:
    document = read("<p><strong>What we ask</strong></p><p>A <b>van</b> licence</p>")
    assert kinds_of(document)[0] == (BlockKind.HEADING, "What we ask")
    assert [block.emphasis for block in document.blocks] == [True, False]


def test_a_bold_line_between_breaks_is_a_heading_only_with_a_colon() -> None:
    document = read("<p><b>Sol Bakery</b><br>Baker, 2011<br><b>Tasks:</b><br>bread</p>")
    assert [kind for kind, _ in kinds_of(document)] == [
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_data_rows_have_tabs_and_layout_cells_are_read_one_by_one() -> None:
    document = read(
        "<table><tr><td>Lathe</td><td>4 years</td></tr></table>"
        "<table><tr><td><h3>Skills</h3><p>Welding</p></td><td><h3>Work</h3><p>Yard</p></td></tr>"
        "</table>"
    )
    assert kinds_of(document) == [
        (BlockKind.TABLE_ROW, "Lathe\t4 years"),
        (BlockKind.HEADING, "Skills"),
        (BlockKind.PARAGRAPH, "Welding"),
        (BlockKind.HEADING, "Work"),
        (BlockKind.PARAGRAPH, "Yard"),
    ]


def test_scripts_forms_navigation_and_link_lists_at_the_side_are_no_text() -> None:
    document = read(
        "<head><title>T</title></head><nav>Home</nav><header><a>Jobs</a> <a>Login</a></header>"
        "<script>var x</script><p>Cook wanted</p><button>Apply</button>"
        "<aside><p>Skills: soups</p></aside><footer><a>Imprint</a></footer>"
        "<img alt='SAP'><textarea>notes</textarea><!-- comment --><noscript>js</noscript>"
    )
    assert document.text == "Cook wanted\nSkills: soups"
    assert document.warnings == ()


def test_only_the_main_part_is_read_where_it_holds_most_of_the_text() -> None:
    page = "<div>Similar jobs</div><main><p>A cook who bakes bread every day</p></main>"
    assert read(page).text == "A cook who bakes bread every day"
    short = "<div>A cook who bakes bread every day and more</div><main>Apply</main>"
    assert "bakes" in read(short).text


HIDING = [
    "display:none",
    "visibility: hidden",
    "opacity:0",
    "font-size:0",
    "font-size:1px",
    "color:#fff",
    "color: rgb(253, 253, 253)",
    "color:transparent",
    "text-indent:-9999px",
    "position:absolute;left:-5000px",
    "position:absolute;clip:rect(0,0,0,0)",
    "clip-path: inset(100%)",
    "height:0;overflow:hidden",
    "background:#000;color:#010101",
    "display : none !important",
]
SHOWING = [
    "color:#fff;background:#222",
    "color:white;background:url(x.png)",
    "color:#ccc",
    "color:#fff;background:url(x.png)'><span style='background:rgba(255,255,255,0.2)",
    "color:#fff;background:rgba(0,0,40,0.7)",
    "font-size:8px",
    "opacity:0.6",
    "position:absolute;left:20px",
    "text-indent:2em",
    "overflow:hidden;height:200px",
    "visibility:visible",
]


@pytest.mark.parametrize("style", HIDING)
def test_styles_that_hide_keep_text_out_and_say_so(style: str) -> None:
    document = read(f"<p>cook</p><div style='{style}'>pilot <b>licence</b></div>")
    assert document.text == "cook"
    assert [(w.code, w.quote) for w in document.warnings] == [
        (WarningCode.HIDDEN_TEXT, "pilot licence")
    ]


@pytest.mark.parametrize("style", SHOWING)
def test_styles_that_only_look_alike_keep_text_in(style: str) -> None:
    document = read(f"<p>cook</p><div style='{style}'>pilot</div>")
    assert document.text == "cook\npilot"
    assert document.warnings == ()


@pytest.mark.parametrize("rule", [".x{display:none}", "#y {display:none}", "p.x,.z{display:none}"])
def test_rules_of_the_page_hide_text(rule: str) -> None:
    document = read(f"<style>/* {{ */ {rule}</style><p>cook</p><p class='a x' id=y>pilot</p>")
    assert document.text == "cook"


@pytest.mark.parametrize("rule", ["@media print{.x{display:none}}", ".m .x{display:none}"])
def test_rules_that_hold_only_sometimes_hide_nothing(rule: str) -> None:
    assert read(f"<style>{rule}</style><p class=x>pilot</p>").text == "pilot"


def test_white_text_stays_where_the_page_paints_grounds_by_rules_that_are_left_out() -> None:
    page = "<style>.hero .in{background:#123} .w{color:#fff}</style><p class=w>Head cook</p>"
    assert read(page).text == "Head cook"


def test_the_hidden_attribute_hides() -> None:
    assert read("<p>cook</p><p hidden>pilot</p>").text == "cook"


DESCRIPTION = (
    "<p>" + "</p><p>".join(f"You bake bread number {n} by hand" for n in range(30)) + "</p>"
)


def posting_page(body: str, **changes: object) -> str:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Night baker",
        "description": DESCRIPTION,
        "hiringOrganization": {"@type": "Organization", "name": "Sol &amp; Sons"},
        **changes,
    }
    script = json.dumps({"@graph": [{"@type": "WebSite"}, posting]})
    return f'<script type="application/ld&#x2B;json">{script}</script>{body}'


def test_a_stated_description_that_the_page_shows_is_the_text() -> None:
    document = read(posting_page(f"<div>Cookies</div>{DESCRIPTION}<div>Similar jobs</div>"))
    assert document.text.startswith("Night baker\nYou bake bread number 0 by hand\n")
    assert "Similar jobs" not in document.text
    assert document.fields is not None
    assert document.fields.title == "Night baker"
    assert document.fields.employer == "Sol & Sons"


def test_a_stated_description_counts_where_the_page_is_drawn_by_a_script() -> None:
    assert "number 29" in read(posting_page("<div id=app>Loading</div>")).text


def test_a_stated_description_that_the_page_does_not_show_is_left_out() -> None:
    shown = "".join(f"<p>We need a pilot for route {n}, with licence</p>" for n in range(40))
    document = read(posting_page(shown))
    assert "bread" not in document.text
    assert "pilot" in document.text


def test_a_short_stated_description_is_an_abstract_and_not_the_text() -> None:
    document = read(posting_page("<p>A cook is wanted.</p>", description="Cook, full time"))
    assert document.text == "A cook is wanted."


def test_an_escaped_or_plain_description_is_read_as_well() -> None:
    escaped = DESCRIPTION.replace("<", "&lt;").replace(">", "&gt;")
    assert "\nYou bake bread number 3 by hand\n" in read(posting_page("", description=escaped)).text
    plain = "\n".join(f"- You bake bread number {n} by hand" for n in range(30))
    document = read(posting_page("", description=plain))
    assert document.blocks[1].kind is BlockKind.LIST_ITEM


def test_microdata_gives_fields_and_text() -> None:
    body = (
        '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Baker</h1>'
        '<span itemprop="datePosted" content="2026-02-03">3 Feb</span>'
        f'<div itemprop="description">{DESCRIPTION}</div></div><p>Other jobs</p>'
    )
    document = read(body)
    assert document.fields is not None
    assert (document.fields.title, document.fields.posted_on) == ("Baker", date(2026, 2, 3))
    assert "Other jobs" not in document.text
    assert document.text.startswith("Baker\nYou bake")


def test_the_encoding_that_a_page_names_is_used() -> None:
    page = '<meta charset="windows-1251"><p>Повар в столовую, пять лет опыта</p>'
    document = read_html(page.encode("cp1251"), source="x", settings=ReadingSettings())
    assert document.text == "Повар в столовую, пять лет опыта"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<p>x" * 200_000, ErrorCode.TOO_COMPLEX),
        ("<p " + "".join(f"a{n}=1 " for n in range(20_000)) + ">x</p>", ErrorCode.TOO_COMPLEX),
        ("<p>" + "word " * 1_100_000, ErrorCode.TOO_LARGE),
    ],
)
def test_a_page_beyond_a_limit_is_one_clear_error(page: str, code: ErrorCode) -> None:
    with pytest.raises(LimitExceededError) as caught:
        read(page)
    assert caught.value.code is code


def test_embedded_pictures_do_not_count_towards_the_limit() -> None:
    picture = "A" * 6_000_000
    assert read(f"<img src='data:image/png;base64,{picture}'><p>cook</p>").text == "cook"


def test_deep_nesting_ends_in_text_or_a_warning() -> None:
    document = read("<p>cook</p>" + "<div>" * 5_000 + "deep" + "</div>" * 5_000)
    assert document.text.startswith("cook")
    assert "deep" in document.text or document.warnings[0].code is WarningCode.TRUNCATED
