"""Texts and labels of real pairs, found again; own texts stand for those of others."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import leaderboard, real_pairs, real_pairs_texts
from benchmarks.corpus import Split
from benchmarks.judged import Judgement
from benchmarks.labels import load_reading
from benchmarks.leaderboard import Judged, accuracy, held
from benchmarks.line_matching import points_at
from benchmarks.real_lines import line_digest
from benchmarks.real_pairs import accuracy_found, asks_found, evidence_hit, of_kind
from benchmarks.real_pairs_files import SOURCES, take, write_sets
from benchmarks.real_pairs_store import SPLITS, StoredLine, load_store
from benchmarks.real_pairs_texts import (
    FoundSet,
    MissingTextError,
    find,
    first_places,
    found_sets,
    placed,
    relined,
)

POSTING = "Baker\n\nBake sourdough\n\nThree years in a bakery\n"
RESUMES = (
    "Ines Ovenhard\n\nBaker, Rye House, 2019 to present\n\nMade 400 loaves a night\n",
    '"Ole Crumb  <Job>Gardener &amp; florist</Job>, 2020  Cut hedges"',
)
SHEET = """posting P9001
title Baker
zones L001 title; L002 duty; L003 required
L002 duty duty | sourdough
  R1 D r003 r002
  R2 A
L003 required experience | bakery | 3 years
  R1 D r002
  R2 A
resume R1
fit strong yes Seven years of the same work.
resume R2
fit none no A gardener.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one labelled set, as `make` leaves it, and the texts behind it."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "baker.md").write_text(POSTING, encoding="utf-8")
    (data / "ines.md").write_text(RESUMES[0], encoding="utf-8")
    with zipfile.ZipFile(data / "cvs.zip", "w") as file:
        file.writestr("cvs/1.xml", RESUMES[1])
    monkeypatch.setattr(real_pairs_texts, "DATA", data)
    place = tmp_path / "pairs"
    (place / "P9001").mkdir(parents=True)
    _numbered(place / "P9001/posting.numbered.txt", POSTING.split("\n\n"), "L")
    _numbered(place / "P9001/P9001R1.numbered.txt", RESUMES[0].split("\n\n"), "r")
    told = ["Ole Crumb", "Gardener & florist, 2020", "Cut hedges"]
    _numbered(place / "P9001/P9001R2.numbered.txt", told, "r")
    row = "P9001\tdev\tdata/baker.md\tdata/ines.md\tdata/cvs.zip!cvs/1.xml\n"
    (place / SOURCES).write_text(row, encoding="utf-8")
    (place / "P9001.sheet").write_text(SHEET, encoding="utf-8")
    return place


def _numbered(path: Path, lines: list[str], letter: str) -> None:
    rows = (f"{letter}{n:03d} {line.strip()}\n" for n, line in enumerate(lines, 1))
    path.write_text("".join(rows), encoding="utf-8")


def stored(folder: Path) -> FoundSet:
    """The set of the folder, taken and found again."""
    store = folder / "store"
    assert take(folder, store) == (1, 0)
    (one,) = load_store(Split.DEV, store)
    return find(one)


def test_a_taken_sheet_is_found_again_line_by_line_without_its_words(folder: Path) -> None:
    found = stored(folder)
    assert (found.lost_lines, found.all_lines) == (0, 3)
    assert (found.lost_evidence, found.all_evidence) == (0, 3)
    reading = found.reading
    assert reading.zones == {"L001": "title", "L002": "duty", "L003": "required"}
    assert reading.asks["L003"].min_years == 3
    assert reading.pairs["R1"].lines["L002"].evidence == ("r003", "r002")
    assert (reading.pairs["R2"].fit, reading.pairs["R2"].worth) == ("none", False)
    words = (folder / "store/dev.tsv").read_text(encoding="utf-8")
    assert not any(word in words for word in ("Baker", "sourdough", "Seven", "gardener", "Ines"))


def test_taking_the_same_sheets_again_changes_no_byte_and_keeps_other_sets(folder: Path) -> None:
    stored(folder)
    store = folder / "store" / "dev.tsv"
    other = store.read_text("utf-8").replace("P9001", "P9002")
    both = store.read_text("utf-8") + other
    store.write_text(both, encoding="utf-8")
    assert take(folder, folder / "store") == (1, 0)
    assert store.read_text("utf-8") == both


def test_a_wrong_sheet_is_refused_and_nothing_of_it_is_stored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "P9001.sheet").write_text(SHEET.replace("R2 A", "", 1), encoding="utf-8")
    assert take(folder, folder / "store") == (0, 1)
    assert "statuses of R2 are missing" in capsys.readouterr().out
    assert load_store(Split.DEV, folder / "store") == ()


def test_a_set_is_written_in_the_form_of_the_development_pairs(
    folder: Path, tmp_path: Path
) -> None:
    found = stored(folder)
    out = tmp_path / "out"
    write_sets({Split.DEV: [found]}, out)
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert written == {
        SOURCES,
        "labels/A/P9001.json",
        "P9001/posting.md",
        "P9001/posting.numbered.txt",
        "P9001/P9001R1.md",
        "P9001/P9001R1.numbered.txt",
        "P9001/P9001R2.txt",
        "P9001/P9001R2.numbered.txt",
    }
    assert load_reading(out / "labels/A/P9001.json") == found.reading
    for name in (SOURCES, "P9001/posting.numbered.txt", "P9001/P9001R2.numbered.txt"):
        assert (out / name).read_text("utf-8") == (folder / name).read_text("utf-8")


def test_a_text_that_was_changed_or_is_gone_counts_as_missing(folder: Path) -> None:
    stored(folder)
    (one,) = load_store(Split.DEV, folder / "store")
    path = folder.parent / "data" / "ines.md"
    path.write_text(RESUMES[0] + "\n", encoding="utf-8")
    with pytest.raises(MissingTextError, match=r"data/ines\.md is not the text"):
        find(one)
    path.unlink()
    with pytest.raises(MissingTextError, match=r"data/ines\.md is not there"):
        find(one)
    (folder.parent / "data" / "cvs.zip").write_bytes(b"no archive")
    with pytest.raises(MissingTextError, match="not there"):
        real_pairs_texts.content(one.resumes[1].text.path)


@given(st.lists(st.sampled_from(["Bake bread", "- Bake bread.", "Skills", "--", "Sell"])))
def test_lines_that_are_unchanged_are_all_found_equal_ones_in_their_order(lines: list[str]) -> None:
    zones = ("duty", "required", "about")
    rows = [
        StoredLine(digest=line_digest(line), zone=zones[number % 3])
        for number, line in enumerate(lines)
    ]
    today = {f"L{number:03d}": line for number, line in enumerate(lines, 1)}
    assert list(placed(rows, today).values()) == rows


@given(
    st.lists(st.sampled_from(["Bake", "Sell", "Count"])),
    st.lists(st.sampled_from(["Bake", "Sell", "Clean"])),
)
def test_a_line_of_other_words_never_gets_a_label(labelled: list[str], read: list[str]) -> None:
    rows = [StoredLine(digest=line_digest(line), zone="duty") for line in labelled]
    today = {f"L{number:03d}": line for number, line in enumerate(read, 1)}
    found = placed(rows, today)
    assert all(row.digest == line_digest(today[number]) for number, row in found.items())
    both = sum(min(labelled.count(word), read.count(word)) for word in set(labelled))
    assert len(found) == both


def test_evidence_is_the_first_of_equal_lines() -> None:
    places = first_places({"r001": "Baker", "r002": "• baker", "r003": "Cook"})
    assert places == {line_digest("Baker"): "r001", line_digest("Cook"): "r003"}


def test_an_export_without_line_ends_gets_them_where_blanks_run() -> None:
    assert relined(RESUMES[1]) == "Ole Crumb\nGardener & florist, 2020\nCut hedges\n"
    lines = "\n".join(f"line {number}  more" for number in range(20))
    assert relined(f"<cv>{lines}</cv>") == lines + "\n"


@given(st.text("ab \t\n", max_size=60))
def test_relining_keeps_every_word_in_its_order(text: str) -> None:
    assert relined(text).split() == text.split()


def test_a_quote_points_at_a_line_whose_words_it_shares_and_that_it_does_not_drown() -> None:
    line = "Made 400 loaves of sourdough a night"
    assert points_at("- made 400 loaves of sourdough a night", line)
    assert points_at("400 loaves of sourdough", line)
    assert not points_at("Cut hedges", line)
    assert not points_at(" ".join([line, *("word" for _ in range(60))]), line)


def judgement(statuses: dict[str, str], quote: str = "Made 400 loaves a night") -> Judgement:
    evidence = dict.fromkeys(statuses, (quote,))
    return Judgement(statuses=statuses, score=0.5, fit="strong", evidence=evidence)


def test_an_asking_line_that_was_not_found_counts_as_untold(folder: Path) -> None:
    pair = stored(folder).pairs[0]
    row = held(pair, judgement({"L002": "demonstrated"}))
    assert row.found == (True, False)
    assert row.statuses[1] == ("cannot_tell", ("demonstrated",))
    assert (asks_found([row]), accuracy([row]), accuracy_found([row])) == (0.5, 0.5, 1.0)


def test_evidence_counts_where_both_show_something_only(folder: Path) -> None:
    pair, other = stored(folder).pairs
    both = {"L002": "demonstrated", "L003": "listed"}
    assert held(pair, judgement(both)).hits == (True, False)
    assert held(pair, judgement({"L002": "demonstrated", "L003": "absent"})).hits == (True,)
    assert held(pair, judgement(both, quote="Cut hedges")).hits == (False, False)
    assert held(other, judgement(both)).hits == ()


def judged(posting: str = "P9001") -> Judged:
    """Two lines, the first of two kinds and judged right."""
    return Judged(
        posting=posting,
        statuses=(("absent", ("absent",)), ("listed", ("partial",))),
        found=(True, False),
        kinds=(("skill", "trait"), ("skill",)),
        hits=(True, False, False),
        fit=("weak", ("weak",)),
        score=0.1,
        worths=(False,),
    )


def test_a_line_of_several_kinds_counts_for_each() -> None:
    row = judged()
    assert accuracy(of_kind("skill", [row])) == 0.5
    assert accuracy(of_kind("trait", [row])) == 1.0
    assert real_pairs.count(of_kind("duty", [row])) == 0
    assert evidence_hit([row]) == pytest.approx(1 / 3)


def test_kinds_with_few_statuses_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(real_pairs, "METRICS", {})
    rows = [judged(f"P{number}") for number in range(real_pairs.FEWEST // 2)]
    whole, kinds = real_pairs.figures(rows)
    assert whole["asks found"] == whole["asks found"][:1] * 3 == [0.5] * 3
    assert kinds == {"skill": [0.5] * 3}
    text = real_pairs.report(Split.DEV, rows, whole, kinds)
    assert text.splitlines()[0] == "dev: 15 postings, 15 pairs, 30 statuses"
    assert "  skill           0.500 (0.500-0.500) of 30" in text


def test_without_the_data_the_commands_say_so_and_exit_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(real_pairs, "DATA", tmp_path / "none")
    monkeypatch.setattr(leaderboard, "DATA", tmp_path / "none")
    assert real_pairs.main([]) == 2
    assert real_pairs.main(["make", str(tmp_path / "out")]) == 2
    assert leaderboard.main(["--on", "real"]) == 2
    assert capsys.readouterr().err.count("not beside this checkout") == 3
    assert not (tmp_path / "out").exists()


def test_sets_without_their_texts_are_left_out_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(real_pairs_texts, "DATA", tmp_path)
    assert list(found_sets(Split.DEV)) == []
    assert capsys.readouterr().err.count("left out P") == len(load_store(Split.DEV))


@pytest.mark.shared
@pytest.mark.parametrize("split", SPLITS)
def test_labelled_lines_of_the_real_texts_are_read_today(shared: Path, split: Split) -> None:
    found = [find(one) for one in load_store(split)[::12]]
    assert sum(one.lost_lines for one in found) <= 0.02 * sum(one.all_lines for one in found)
    lost = sum(one.lost_evidence for one in found)
    assert lost <= 0.02 * sum(one.all_evidence for one in found)
