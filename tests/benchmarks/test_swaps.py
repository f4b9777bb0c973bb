from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from benchmarks.corpus import Split
from benchmarks.fairness import Judge, Tally, _count, as_table, measure, pairs, source_of
from benchmarks.swaps import Swap, SwapKind, renamed, swaps, table
from fitcheck.documents.text import document_from_text
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Resume
from fitcheck.profiles.resume import parse_resume

AS_OF = date(2026, 11, 22)
TEXT = """# Mei Fraser
Burlington, ON | mei.fraser@example.com | (905) 555-0134

## Experience
### Cook, Harbour Cafe · 2021 - Present
- Cooked lunch for 80 guests with Mei Fraser's own recipes

### Server, Copper Kettle · 2014 - 2019
- Served eight tables

## Education
### Diploma, Culinary Arts, Mohawk College · 2012 - 2014
"""


def read(text: str) -> Resume:
    return parse_resume(
        document_from_text(text, media_type="text/markdown"),
        as_of=AS_OF,
        vocabulary=Vocabulary.load(),
    )


def made(kind: SwapKind, text: str = TEXT) -> list[Swap]:
    return [swap for swap in swaps(text, read(text), 0) if swap.kind is kind]


def test_names_cover_both_genders_of_ten_origins_and_names_that_are_words() -> None:
    groups = list(table()["names"])
    genders = Counter(group.partition(",")[0] for group in groups if "," in group)
    assert genders == {"women": 10, "men": 10}
    every = " ".join(name for names in table()["names"].values() for name in names)
    assert all(name in every for name in ("Ruby", "Julia", "Dean", "Major"))


def test_a_name_is_changed_everywhere_and_nothing_else_is() -> None:
    text = renamed(TEXT, "Oluwaseun Adéyẹmí")
    assert text.startswith("# Oluwaseun Adéyẹmí\nBurlington, ON | oluwaseun.adeyemi@example.com |")
    assert "Mei" not in text
    assert "Fraser" not in text
    assert text.split("\n")[3:5] == TEXT.split("\n")[3:5]


def test_every_swap_differs_from_the_resume_and_from_the_others() -> None:
    texts = [swap.text for swap in swaps(TEXT, read(TEXT), 0)]
    assert TEXT not in texts
    assert len(set(texts)) == len(texts)


def test_towns_change_and_the_region_stays() -> None:
    towns = [swap.text for swap in made(SwapKind.ADDRESS) if swap.group.startswith("town")]
    assert len(towns) == len(table()["addresses"]["towns"])
    assert all(", ON |" in text and "Burlington" not in text for text in towns)


def test_schools_change_within_their_kind() -> None:
    texts = [swap.text for swap in made(SwapKind.SCHOOL)]
    assert len(texts) == len(table()["schools"]["College"])
    assert all("Mohawk" not in text and "College" in text for text in texts)


def test_graduation_moves_back_and_jobs_stay() -> None:
    texts = [swap.text for swap in made(SwapKind.GRADUATION)]
    assert [t.rsplit("· ", 1)[1].strip() for t in texts] == [
        "2011 - 2013",
        "2004 - 2006",
        "1992 - 1994",
    ]
    assert all("2014 - 2019" in text for text in texts)


def test_education_that_is_not_finished_keeps_its_years() -> None:
    open_ended = TEXT.replace("2012 - 2014\n", "2024 - present\n")
    assert made(SwapKind.GRADUATION, open_ended) == []


def test_a_gap_keeps_every_job_as_long_as_it_was() -> None:
    before = [position.months for position in read(TEXT).positions]
    for swap in made(SwapKind.GAP):
        assert [position.months for position in read(swap.text).positions] == before
        assert "2014 - 2019" not in swap.text


def test_jobs_that_overlap_get_no_gap() -> None:
    assert made(SwapKind.GAP, TEXT.replace("2014 - 2019", "2014 - 2022")) == []


def test_no_swap_of_a_sample_moves_anything() -> None:
    tally = measure(Judge(), list(pairs((Split.TRAIN,), every=70)))
    assert tally.moved == []
    assert tally.clean
    assert tally.swaps.total() > 100
    assert len(tally.recalls) == len(table()["names"])
    assert set(tally.swaps) >= {SwapKind.NAME, SwapKind.PRONOUN, SwapKind.ADDRESS}


def test_a_swap_that_moves_something_is_told() -> None:
    judge = Judge()
    posting, place = next(pairs((Split.TRAIN,)))
    resume = posting.resumes[place]
    asked = judge.posting(posting)
    before = judge.analysis(judge.read(resume, source_of(resume)), asked)
    after = judge.analysis(judge.read(resume, "# Nobody\n"), asked)
    tally = Tally()
    swap = Swap(kind=SwapKind.NAME, group="women, English", text="# Nobody\n")
    _count(tally, resume.id, swap, before, after)
    assert not tally.clean
    assert tally.scores["name"] == 1
    assert resume.id in str(tally.moved[0])
    assert as_table(tally).splitlines()[1].split()[:4] == ["name", "1", "1", "1"]


def test_groups_that_are_read_differently_are_not_clean() -> None:
    tally = Tally()
    tally.read["one"][:] = [3, 4]
    tally.read["other"][:] = [2, 4]
    assert not tally.clean
    assert replace(tally).recalls == {"one": 0.75, "other": 0.5}
