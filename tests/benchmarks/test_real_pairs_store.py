"""The stored labels of real pairs: their form, and that no text of others is in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import Split, load_corpus
from benchmarks.labels import ASK_ZONES, DEGREES, FITS, KINDS, SHOWN, STATUSES, ZONES, Ask, Shown
from benchmarks.real_pairs_store import (
    SPLITS,
    STORE,
    StoredLine,
    StoredResume,
    StoredSet,
    StoredText,
    StoreError,
    dump_store,
    load_store,
    parse_store,
)

POSTING = "posting\tP1001\tdata/postings/a.md\t0123456789abcdef"
RESUME = "resume\tR1\tdata/resumes/b.zip!c/1.xml\tfedcba9876543210\tweak\tno"
LINES = "lines\tabout\t0000000000000001 0000000000000002"
ASK = "ask\t0000000000000003\trequired skill,trait | | any | 2 years\tD 0000000000000004"
TEXT = f"{POSTING}\n{RESUME}\n{LINES}\n{ASK}\n"

digests = st.text("0123456789abcdef", min_size=16, max_size=16)
asks = st.builds(
    Ask,
    zone=st.sampled_from(ASK_ZONES),
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True).map(tuple),
    logic=st.sampled_from(("all", "any")),
    min_years=st.none() | st.integers(0, 40) | st.sampled_from((0.5, 1.5, 2.5)),
    degree=st.none() | st.sampled_from(DEGREES),
    or_equivalent=st.booleans(),
)
answers = st.sampled_from(STATUSES).flatmap(
    lambda status: st.builds(
        Shown,
        status=st.just(status),
        evidence=st.lists(digests, min_size=1, max_size=3, unique=True).map(tuple)
        if status in SHOWN
        else st.just(()),
    )
)
paths = st.sampled_from(("corpus/P001", "data/postings/a b.md", "data/resumes/a.zip!b/1.xml"))
texts = st.builds(StoredText, path=paths, digest=digests)


@st.composite
def stored_sets(draw: st.DrawFn) -> StoredSet:
    """A set with one to three resumes and any lines."""
    resumes = [
        StoredResume(
            key=f"R{number}",
            text=draw(texts),
            fit=draw(st.sampled_from(FITS)),
            worth=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        ask = draw(st.none() | asks)
        shown = draw(st.tuples(*[answers] * len(resumes))) if ask else ()
        zone = ask.zone if ask else draw(st.sampled_from(ZONES))
        lines.append(StoredLine(digest=draw(digests), zone=zone, ask=ask, shown=shown))
    name = f"P{draw(st.integers(0, 9999)):04d}"
    return StoredSet(id=name, text=draw(texts), resumes=tuple(resumes), lines=tuple(lines))


@given(st.lists(stored_sets(), max_size=3, unique_by=lambda one: one.id))
def test_sets_survive_their_file_whatever_their_order(sets: list[StoredSet]) -> None:
    text = dump_store(sets)
    assert list(parse_store(text)) == sorted(sets, key=lambda one: one.id)
    assert dump_store(reversed(sets)) == text


def test_a_row_is_read_as_the_docstring_says() -> None:
    (found,) = parse_store(TEXT)
    assert found.resumes[0].text.path == "data/resumes/b.zip!c/1.xml"
    assert [line.zone for line in found.lines] == ["about", "about", "required"]
    ask = found.lines[2].ask
    assert ask == Ask(zone="required", kinds=("skill", "trait"), logic="any", min_years=2)
    assert found.lines[2].shown == (Shown(status="demonstrated", evidence=("0" * 15 + "4",)),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("P1001", "P1", "row 1"),
        ("data/postings/a.md", "/etc/passwd", "row 1"),
        ("data/postings/a.md", "data/../../secret", "leads outside"),
        ("data/postings/a.md", "data/postings/ä.md", "row 1"),
        ("R1", "R0", "row 2"),
        ("weak", "good", "none weak"),
        ("\tno", "\tmaybe", "'maybe' is none of"),
        ("about", "story", "none of"),
        (" 0000000000000002", " Bakes bread", "row 3"),
        ("skill,trait", "skill,charm", "unknown kind"),
        ("| | any", "| sourdough | any", "not written as the store does"),
        ("D 0000000000000004", "D", "evidence"),
        ("D 0000000000000004", "D r004", "row 4"),
        ("D 0000000000000004", "A\tA", "one status a resume"),
        (LINES, "remark\tgood", "no row begins with"),
        (LINES, RESUME, "stands twice"),
        (POSTING, LINES, "no row begins with"),
    ],
)
def test_what_is_not_in_the_form_is_refused(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(StoreError, match=message):
        parse_store(TEXT.replace(old, new, 1))


@pytest.mark.parametrize("split", SPLITS)
def test_every_cell_of_the_stored_labels_is_a_digest_an_id_a_path_or_a_term(split: Split) -> None:
    digest = "[0-9a-f]{16}"
    marks = f"any|[0-9.]+ years|{'|'.join(DEGREES)}|or equivalent"
    cell = re.compile(
        rf"posting|resume|lines|ask|P[0-9]{{4}}|R[1-9]|{'|'.join((*ZONES, *FITS))}|yes|no"
        rf"|{digest}(?: {digest})*|[DPL](?: {digest}){{1,3}}|[AC]"
        r"|corpus/P[0-9]{3}|data/(?:postings|resumes)/[a-z_]+/[A-Za-z0-9 _.,()&/!-]{,110}\.[a-z]+"
        rf"|(?:{'|'.join(ASK_ZONES)}) (?:(?:{'|'.join(KINDS)}),?)+(?: \|(?: \| (?:{marks}))+)?"
    )
    rows = (STORE / f"{split.value}.tsv").read_text(encoding="utf-8").splitlines()
    assert len(rows) > 1000
    odd = [part for row in rows for part in row.split("\t") if not cell.fullmatch(part)]
    assert odd == []


@pytest.mark.parametrize(("split", "postings"), [(Split.TRAIN, 132), (Split.DEV, 74)])
def test_the_stored_labels_are_whole_and_written_as_the_store_writes(
    split: Split, postings: int
) -> None:
    sets = load_store(split)
    assert len({one.id for one in sets}) == len(sets) == postings
    assert all(len(one.resumes) == 3 for one in sets)
    assert all(any(line.ask for line in one.lines) for one in sets)
    text = (STORE / f"{split.value}.tsv").read_text(encoding="utf-8")
    assert dump_store(sets) == text


def test_no_posting_and_no_resume_stands_in_two_splits() -> None:
    train, dev = (
        {text.digest for one in load_store(split) for text in _texts(one)} for split in SPLITS
    )
    assert train & dev == set()


def test_postings_of_the_corpus_keep_their_split() -> None:
    splits = {f"corpus/{posting.id}": posting.split for posting in load_corpus()}
    for split in SPLITS:
        ours = [one.text.path for one in load_store(split) if one.text.path in splits]
        assert ours
        assert {splits[path] for path in ours} == {split}


def test_resumes_of_the_train_split_are_those_of_the_open_archive() -> None:
    for one in load_store(Split.TRAIN):
        for resume in one.resumes:
            assert resume.text.path.startswith("data/resumes/dotin_ner/545_cvs_train_v2.zip!")


def _texts(one: StoredSet) -> list[StoredText]:
    return [one.text, *(resume.text for resume in one.resumes)]
