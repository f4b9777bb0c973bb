"""One entry of a file is changed; what the person wrote around it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.corrections.editing import (
    find_words,
    says_nothing,
    with_correction,
    without_correction,
)
from fitcheck.corrections.file import parse_corrections
from fitcheck.corrections.template import pair_template, posting_template, resume_template
from fitcheck.documents.document import Document, Span
from fitcheck.errors import CorrectionsError, FitcheckError
from tests.corrections.builders import analysis, plain_analysis

COOK = {"quote": "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020"}


def corrected(text: str, values: dict[str, object], anchor: dict[str, object] | None = None) -> str:
    return with_correction(
        text, name="x.toml", table="position", anchor=anchor or dict(COOK), values=values
    )


def test_a_new_file_is_begun_and_an_entry_is_changed_in_place() -> None:
    text = corrected("", {"start": "2015"})
    text = corrected(
        text,
        {"start": "2016", "reason": "typo"},
        {"quote": "HEAD COOK Cafe Lumen Jan 2019 Dec 2020"},
    )
    (one,) = parse_corrections(text, name="x").resume.positions
    assert (str(one.start), one.reason) == ("2016", "typo")
    assert text.startswith('schema = "fitcheck.corrections/1"\n')


def test_comments_and_order_stay() -> None:
    text = '# mine\n[[level]] # first\nquote = "a"\nlevel = "absent"\nreason = "b" # why\n\n# end\n'
    changed = corrected(text, {"title": "Chef"})
    assert changed.startswith(text.removesuffix("\n# end\n"))
    assert "# end" in changed


def test_an_entry_is_taken_out_again_and_nothing_is_left() -> None:
    text = corrected("", {"start": "2015", "reason": "typo"})
    text = without_correction(text, name="x.toml", table="position", anchor=COOK, fields=["start"])
    assert says_nothing(text)


def test_taking_one_field_out_leaves_the_others() -> None:
    text = corrected("", {"start": "2015", "title": "Chef"})
    text = without_correction(text, name="x", table="position", anchor=COOK, fields=["start"])
    (one,) = parse_corrections(text, name="x").resume.positions
    assert (one.start, one.title) == (None, "Chef")


def test_taking_out_what_is_not_there_is_an_error() -> None:
    with pytest.raises(CorrectionsError, match="nothing corrects end there"):
        without_correction(
            corrected("", {"start": "2015"}),
            name="x",
            table="position",
            anchor=COOK,
            fields=["end"],
        )


def test_facts_of_the_posting_have_a_table_of_their_own() -> None:
    text = with_correction("", name="x", table="posting", anchor={}, values={"title": "Chef"})
    text = with_correction(text, name="x", table="posting", anchor={}, values={"employer": "B"})
    (facts,) = parse_corrections(text, name="x").posting.facts
    assert (facts.title, facts.employer) == ("Chef", "B")
    text = without_correction(text, name="x", table="posting", anchor={}, fields=["title"])
    text = without_correction(text, name="x", table="posting", anchor={}, fields=["employer"])
    assert says_nothing(text)


def test_nothing_is_written_that_could_not_be_read_again() -> None:
    with pytest.raises(CorrectionsError, match="give a month or a year"):
        corrected("", {"start": "yesterday"})
    with pytest.raises(CorrectionsError, match="unknown key"):
        corrected("", {"begin": "2015"})


def test_entries_on_one_line_are_for_the_person_to_change() -> None:
    with pytest.raises(CorrectionsError, match="by hand"):
        corrected('position = [{quote = "x"}]\n', {"start": "2015"})


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_text_is_set_is_read_again_as_it_was_or_refused(title: str, reason: str) -> None:
    try:
        text = corrected("", {"title": title, "reason": reason})
    except CorrectionsError:
        return
    (one,) = parse_corrections(text, name="x").resume.positions
    assert (one.title, one.reason) == (title, reason)


def test_a_line_is_found_by_a_few_of_its_words() -> None:
    lines = ("Cook lunch", "Cook dinner", "Train apprentices", "Train apprentices", "Cook")
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines[:3]]
    spans = [Span(start=n, end=n + len(one)) for n, one in zip(starts, lines, strict=False)]
    again = text.index("Train", starts[2] + 1)
    spans += [Span(start=again, end=again + 17), Span(start=len(text) - 4, end=len(text))]
    document = Document(source="x", media_type="text/plain", text=text, blocks=())
    assert find_words("dinner", spans, document) == spans[1]
    assert find_words("apprentices", spans, document) == spans[2]
    assert find_words("cook", spans, document) == spans[4]
    with pytest.raises(FitcheckError, match="2 lines hold these words"):
        find_words("Cook", spans[:4], document)
    for missing in ("supper", "!"):
        with pytest.raises(FitcheckError, match="no line of that kind"):
            find_words(missing, spans, document)


def test_a_file_that_was_just_begun_corrects_nothing_and_warns_of_nothing() -> None:
    plain = plain_analysis()
    for text in (
        resume_template(plain.resume),
        posting_template(plain.posting),
        pair_template(plain.resume, plain.posting, plain.report),
    ):
        assert text.count('quote = "') + text.count("[posting]") > 2
        assert analysis(text) == plain


@pytest.mark.parametrize("marked", ["title", "employer", "start", "end", "zone", "necessity"])
def test_the_values_of_a_begun_file_are_those_that_were_read(marked: str) -> None:
    plain = plain_analysis()
    text = resume_template(plain.resume) + posting_template(plain.posting).split("toml.\n", 1)[-1]
    text = text.replace(f'\n# {marked} = ""', "").replace(f"\n# {marked} =", f"\n{marked} =")
    text = text.replace('\nschema = "fitcheck.corrections/1"', "")
    found = analysis(text)
    assert found.applied
    assert not any(one.changes for one in found.applied)
    assert found.report == plain.report


def test_the_levels_of_a_begun_file_are_those_that_were_judged() -> None:
    plain = plain_analysis()
    text = pair_template(plain.resume, plain.posting, plain.report)
    text = text.replace("\n# level = ", "\nlevel = ").replace('\n# reason = ""', '\nreason = "so"')
    found = analysis(text)
    assert len(found.applied) == len(plain.report.matches)
    assert not any(one.changes for one in found.applied)
