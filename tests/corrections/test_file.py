"""Files of corrections: strict, bounded, every error names key and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.corrections.file import parse_corrections, read_corrections
from fitcheck.corrections.sidecars import find_sidecars, sidecar_of, sidecar_of_pair
from fitcheck.errors import CorrectionsError, MissingInputError
from fitcheck.records.raw_file import LARGEST_FILE

POSITION = '[[position]]\nquote = "Cook, Lumen"\n'
LEVEL = '[[level]]\nquote = "HACCP"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (POSITION + 'start = "2019-13"\n', "line 3, position[1].start: give a month or a year"),
        (POSITION + 'start = "present"\n', "line 3, position[1].start: give a month or a year"),
        (POSITION + "start = 19\n", "position[1].start: give a month or a year"),
        (POSITION + "start = true\n", "position[1].start: give a month or a year"),
        (POSITION + 'titel = "x"\n', "line 3, position[1].titel: unknown key, did you mean title?"),
        (POSITION + 'title = "a\\nb"\n', "give one line of text"),
        (POSITION + 'title = "\\u001b[2J"\n', "control characters"),
        (POSITION + "nth = 0\n", "line 3, position[1].nth: give which of the equal lines"),
        (POSITION + "nth = true\n", "line 3, position[1].nth: give which of the equal lines"),
        ('[[position]]\ntitle = "x"\n', "line 1, position[1]: give the words of the line as quote"),
        ('[[position]]\nquote = "…"\n', "line 2, position[1].quote: give the words of the line"),
        ("[position]\n", "give a list of tables, such as [[position]]"),
        ('[[education]]\nquote = "BA"\nlevel = "phd"\n', "give one of high_school, associate"),
        ('[[education]]\nquote = "BA"\ncompleted = "yes"\n', "give true or false"),
        ('[[line]]\nquote = "x"\nzone = "must"\n', "give one of title, about, duty, required"),
        ('[[line]]\nquote = "x"\nnecessity = "nice"\n', "give one of required, preferred"),
        ('[[line]]\nquote = "x"\nconcepts = "Go"\n', "give a list of concepts"),
        (LEVEL + 'level = "absent"\n', "line 1, level[1]: the key reason is missing"),
        (LEVEL + 'level = "good"\nreason = "x"\n', "give one of demonstrated, partial"),
        (LEVEL + 'level = "absent"\nreason = ""\n', "level[1].reason: give a text"),
        (LEVEL + f'level = "absent"\nreason = "{"x" * 1001}"\n', "the limit is 1000"),
        ('[posting]\ndeadline = "soon"\n', "line 2, posting.deadline: give a date"),
        ("[posting]\ndeadline = 1800-01-01\n", "give a date from"),
        ('schema = "fitcheck.corrections/2"\n', "this version reads fitcheck.corrections/1"),
        ("levels = 1\n", "line 1, levels: unknown key, did you mean level?"),
        ("[[level]\n", "line 1: not valid TOML"),
        ("x" + ".y" * 40 + " = 1\n", "a key has more than 16 parts"),
        (LEVEL * 1_001, "there are 1001 entries, the limit is 1000"),
    ],
)
def test_an_error_names_the_key_and_what_belongs_there(text: str, message: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        parse_corrections(text, name="resume.pdf.fitcheck.toml")
    assert message in caught.value.message
    assert caught.value.message.isprintable()
    assert caught.value.source == "resume.pdf.fitcheck.toml"


def test_an_entry_that_corrects_nothing_yet_is_left_out() -> None:
    found = parse_corrections(POSITION + 'reason = "to come"\n' + LEVEL, name="x")
    assert not found


@pytest.mark.parametrize("written", ['"2019-03"', "2019-03-17", '" 2019-03 "'])
def test_a_month_is_read_in_the_forms_in_which_people_write_one(written: str) -> None:
    found = parse_corrections(f"{POSITION}start = {written}\n", name="x")
    assert str(found.resume.positions[0].start) == "2019-03"


def test_a_year_may_be_a_number() -> None:
    found = parse_corrections(f"{POSITION}start = 2019\nend = 2020\n", name="x")
    assert (str(found.resume.positions[0].start), str(found.resume.positions[0].end)) == (
        "2019",
        "2020",
    )


def test_files_are_found_beside_the_documents_and_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "postings").mkdir()
    resume, posting = tmp_path / "me.pdf", tmp_path / "postings" / "job.html"
    assert find_sidecars(resume, posting) == ()
    paths = (sidecar_of(resume), sidecar_of(posting), sidecar_of_pair(resume, posting))
    assert [path.name for path in paths] == [
        "me.pdf.fitcheck.toml",
        "job.html.fitcheck.toml",
        "job.html+me.pdf.fitcheck.toml",
    ]
    assert [path.parent.name for path in paths[1:]] == ["postings", "postings"]
    for number, path in enumerate(paths):
        path.write_text(f'[posting]\ntitle = "{number}"\n', encoding="utf-8")
    assert find_sidecars(resume, posting) == paths
    assert find_sidecars(resume, None) == paths[:1]
    found = read_corrections(paths)
    assert [facts.title for facts in found.posting.facts] == ["0", "1", "2"]
    assert found.sources == tuple(path.name for path in paths)


def test_names_that_are_too_long_for_a_disk_have_no_sidecar() -> None:
    assert find_sidecars(Path("r" * 200), Path("p" * 200)) == ()


def test_what_is_no_file_of_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.fitcheck.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionsError, match="not UTF-8"):
        read_corrections([path])
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(CorrectionsError, match="is it a file of corrections"):
        read_corrections([path])
    with pytest.raises(MissingInputError):
        read_corrections([tmp_path])
    with pytest.raises(MissingInputError):
        read_corrections([tmp_path / "gone.toml"])


@given(st.text(max_size=300))
def test_any_text_gives_corrections_or_one_clear_error(text: str) -> None:
    message = "read"
    try:
        parse_corrections(text, name="x")
    except CorrectionsError as error:
        message = error.message
    assert message.isprintable()
