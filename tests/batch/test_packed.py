from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fitcheck.analyzer import Analyzer
from fitcheck.batch.codec import CodecError
from fitcheck.batch.packed import (
    MOST_UNPACKED,
    Packed,
    may_be_kept,
    pack,
    reduced_posting,
    reduced_resume,
    unpack,
)
from fitcheck.documents.text import document_from_text
from fitcheck.profiles.profile import Posting, Resume
from tests.batch.builders import CLERK_WANTED, COOK, COOK_WANTED, DAY
from tests.conftest import ROOT

ANALYZER = Analyzer(isolate=False)
CONTACT = ("jo.doe", "mail.example", "170 5550123", "Elm Street", "62701", "Jo Doe")


def a_resume(text: str = COOK) -> Resume:
    return ANALYZER.resume(document_from_text(text, source="cook.md"), as_of=DAY)


def a_posting(text: str = COOK_WANTED) -> Posting:
    return ANALYZER.posting(document_from_text(text, source="job.md"), as_of=DAY)


def test_a_packed_profile_comes_back_under_its_new_name() -> None:
    resume = reduced_resume(a_resume())
    again = unpack(pack(resume), Resume, source="new.md")
    assert again == replace(resume, document=replace(resume.document, source="new.md"))
    posting = reduced_posting(a_posting())
    known = unpack(pack(posting), Posting, source="new.md")
    assert known == replace(posting, document=replace(posting.document, source="new.md"))


def test_no_contact_data_is_in_a_packed_resume() -> None:
    packed = pack(reduced_resume(a_resume()))
    held = zlib.decompress(packed.text) + zlib.decompress(packed.rest)
    assert b"Cooked lunch for 80 guests" in held
    for secret in CONTACT:
        assert secret.encode() not in held


def test_the_way_to_reach_a_recruiter_is_left_out_of_a_posting() -> None:
    text = f"{COOK_WANTED}\nQuestions: Kim, kim@harbour.example or +44 20 7946 0123\n"
    reduced = reduced_posting(a_posting(text))
    assert "harbour.example" not in reduced.document.text
    assert "7946" not in reduced.document.text
    assert len(reduced.document.text) == len(a_posting(text).document.text)


def test_what_a_warning_quotes_is_left_out() -> None:
    text = COOK.replace("Jan 2019 - Present", "Jan 2019 - Jan 2012")
    whole = a_resume(text)
    assert any(warning.quote for warning in whole.warnings)
    assert not any(warning.quote for warning in reduced_resume(whole).warnings)


def test_a_reduced_pair_is_judged_like_the_whole_one() -> None:
    paths = sorted((ROOT / "examples" / "resumes").iterdir())
    resumes = [ANALYZER.resume(path, as_of=DAY) for path in paths if path.suffix != ".md"]
    postings = [a_posting(), a_posting(CLERK_WANTED)]
    postings += [
        ANALYZER.posting(path, as_of=DAY)
        for path in sorted((ROOT / "examples" / "postings").iterdir())[:4]
    ]
    for resume in resumes:
        for posting in postings:
            whole = ANALYZER.analyze_pair(resume, posting, as_of=DAY)
            part = ANALYZER.analyze_pair(
                unpack(pack(reduced_resume(resume)), Resume, source="r"),
                unpack(pack(reduced_posting(posting)), Posting, source="p"),
                as_of=DAY,
            )
            assert part.report == whole.report
            assert part.verdict == whole.verdict


def test_a_profile_in_whose_lines_an_address_stands_is_not_kept() -> None:
    text = COOK.replace("- Trained", "- Wrote menus, ask kim@lumen.example about it; trained")
    whole = a_resume(text)
    reduced = reduced_resume(whole)
    assert "lumen.example" in reduced.document.text
    assert not may_be_kept(whole, reduced)
    assert may_be_kept(a_resume(), reduced_resume(a_resume()))


@pytest.mark.parametrize("month", [date(2026, 11, 1), date(2026, 11, 30)], ids=str)
def test_what_is_understood_of_a_resume_is_the_same_in_all_of_a_month(month: date) -> None:
    for path in sorted((ROOT / "examples" / "resumes").iterdir()):
        document = ANALYZER.read(path)
        assert ANALYZER.resume(document, as_of=month) == ANALYZER.resume(document, as_of=DAY)


def test_bytes_of_others_are_refused() -> None:
    good = pack(reduced_resume(a_resume()))
    for rest in (b"", b"{}", zlib.compress(b"[]"), zlib.compress(b"["), good.rest[:-1]):
        with pytest.raises(CodecError):
            unpack(Packed(text=good.text, rest=rest), Resume, source="x")
    with pytest.raises(CodecError):
        unpack(good, Posting, source="x")
    with pytest.raises(CodecError, match="outside"):
        unpack(Packed(text=zlib.compress(b"short"), rest=good.rest), Resume, source="x")


def test_a_bomb_is_refused() -> None:
    bomb = zlib.compress(bytes(MOST_UNPACKED + 1))
    with pytest.raises(CodecError):
        unpack(Packed(text=bomb, rest=bomb), Resume, source="x")


def test_real_resumes_hold_none_of_their_contact_lines(shared: Path) -> None:
    from fitcheck.language.contact import has_contact

    paths = sorted((shared / "data" / "resumes" / "offlinecv_fixtures").rglob("*.pdf"))[:6]
    assert paths
    for path in paths:
        whole = ANALYZER.resume(path, as_of=DAY)
        reduced = reduced_resume(whole)
        assert any(has_contact(line) for line in whole.document.text.split("\n"))
        assert not any(has_contact(line) for line in reduced.document.text.split("\n"))
