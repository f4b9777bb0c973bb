"""What was understood of a document, as text."""

from __future__ import annotations

from datetime import date

from fitcheck.documents.text import document_from_text
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.resume import parse_resume
from fitcheck.render.understood import resume_text


def test_a_language_among_skills_is_no_skill() -> None:
    document = document_from_text("Ada Boatwright\n\nSKILLS\n\n- SQL\n- Spanish\n")
    resume = parse_resume(document, as_of=date(2026, 11, 22), vocabulary=Vocabulary.load())
    *_, listed = resume_text(resume).partition("only listed: ")
    assert listed.splitlines()[0] == "SQL"
    assert [skill.name for skill in resume.languages] == ["Spanish"]
