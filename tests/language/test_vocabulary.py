"""Concepts, their names in running text, implications, relatives and occupations."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import ModelError
from fitcheck.language.models import model_path
from fitcheck.language.vocabulary import ConceptKind, Vocabulary

COMPILER = Path(__file__).resolve().parents[2] / "models" / "vocabulary"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.fixture(scope="module")
def tables() -> Iterator[ModuleType]:
    """The reader of our own tables, which lies beside the compiler and not in the package."""
    spec = importlib.util.spec_from_file_location("vocabulary_tables", COMPILER / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def _names(vocabulary: Vocabulary, text: str) -> list[str]:
    return [found.concept for found in vocabulary.find(text)]


def test_there_are_concepts_of_many_trades(vocabulary: Vocabulary) -> None:
    assert len(vocabulary) >= 10_000
    kinds = {concept.kind for concept in vocabulary}
    assert kinds == set(ConceptKind) - {ConceptKind.OCCUPATION}


def test_every_example_of_our_tables_holds(vocabulary: Vocabulary, tables: ModuleType) -> None:
    examples = tables.read_tables().examples
    wrong = [
        f"{label}: {text!r} {'misses' if wanted else 'finds'} {concept}"
        for label, text, concept, wanted in examples
        if (concept in _names(vocabulary, text)) != wanted
    ]
    assert len(examples) > 900
    assert wrong == []


def test_the_compiled_table_holds_what_our_tables_say(
    vocabulary: Vocabulary, tables: ModuleType
) -> None:
    own = tables.read_tables()
    for name, entry in own.entries.items():
        concept = vocabulary.get(name)
        assert concept is not None, name
        assert (concept.name, concept.kind.value) == (name, entry.kind)
        assert "own" in concept.sources
    for name, shown in own.shows.items():
        assert shown <= set(vocabulary.implies(name)), name
    for group in own.relatives:
        for name in group:
            near = {*vocabulary.related(name), *vocabulary.implies(name), name}
            assert set(group) - near <= set(vocabulary.shown_by(name)), name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deployed on k8s with Postgres and JS", ["Kubernetes", "PostgreSQL", "JavaScript"]),
        ("C++, C# and .NET", ["C++", "C#", ".NET"]),
        ("RESTful API = REST APIs = rest-api", ["REST APIs"] * 3),
        ("MS Excel & Power Point", ["Microsoft Excel", "Microsoft PowerPoint"]),
        ("CI/CD or CICD", ["CI/CD", "CI/CD"]),
        ("paediatrics / pediatrics", ["Pediatric Nursing", "Pediatric Nursing"]),
        ("reconciled accounts under US GAAP", ["Account Reconciliation", "GAAP"]),
    ],
)
def test_the_many_ways_of_writing_meet_one_concept(
    vocabulary: Vocabulary, text: str, names: list[str]
) -> None:
    assert _names(vocabulary, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Own our go-live and go the extra mile",
        "You excel at calm and react to change",
        "the C-suite spreads it by word of mouth",
        "have access to the rest of it, in a swift reply",
        "it sparked joy in unity, in spring",
    ],
)
def test_ordinary_words_are_no_tools(vocabulary: Vocabulary, text: str) -> None:
    concepts = [vocabulary.get(name) for name in _names(vocabulary, text)]
    assert [c.name for c in concepts if c is not None and c.kind is ConceptKind.TOOL] == []


def test_the_context_decides_between_two_meanings_of_one_short_form(
    vocabulary: Vocabulary,
) -> None:
    assert _names(vocabulary, "AWS or GCP")[-1] == "Google Cloud"
    assert _names(vocabulary, "ICH guidance and GCP")[-1] == "Good Clinical Practice"


def test_research_and_development_is_not_the_language_r(vocabulary: Vocabulary) -> None:
    assert _names(vocabulary, "an R&D budget") == ["Research and Development", "Budgeting"]


def test_the_longest_name_wins(vocabulary: Vocabulary) -> None:
    assert _names(vocabulary, "React Native") == ["React Native"]


def test_a_name_does_not_run_over_a_comma_or_a_line(vocabulary: Vocabulary) -> None:
    assert "Machine Learning" not in _names(vocabulary, "each machine, learning by doing")
    assert "Machine Learning" not in _names(vocabulary, "each machine\nlearning by doing")


def test_an_address_shows_no_skill(vocabulary: Vocabulary) -> None:
    assert _names(vocabulary, "github.com/amina ops@docker.com https://x.org/python") == []


def test_who_shows_the_narrow_thing_shows_the_wide_one_and_not_the_reverse(
    vocabulary: Vocabulary,
) -> None:
    assert "Python" in vocabulary.implies("Django")
    assert "Django" not in vocabulary.implies("Python")
    assert "Django" in vocabulary.shown_by("Python")
    assert {"SQL", "Relational Databases"} <= set(vocabulary.implies("PostgreSQL"))
    assert {"AWS", "Cloud Computing"} <= set(vocabulary.implies("Amazon S3"))
    assert "Accounting" in vocabulary.implies("CPA")
    assert "Nursing" in vocabulary.implies("Registered Nurse License")


def test_nothing_shows_itself(vocabulary: Vocabulary) -> None:
    assert [c.name for c in vocabulary if c.name in vocabulary.implies(c.name)] == []


def test_relatives_are_mutual(vocabulary: Vocabulary) -> None:
    assert "MySQL" in vocabulary.related("PostgreSQL")
    one_sided = [
        (concept.name, other)
        for concept in vocabulary
        for other in vocabulary.related(concept.name)
        if concept.name not in {*vocabulary.related(other), *vocabulary.implies(other)}
    ]
    assert one_sided == []


def test_an_alias_leads_to_its_concept_and_an_unknown_name_to_none(
    vocabulary: Vocabulary,
) -> None:
    concept = vocabulary.get("Postgres")
    assert concept is not None
    assert concept.name == "PostgreSQL"
    assert vocabulary.get("zzyzx blorp") is None
    assert vocabulary.implies("zzyzx blorp") == vocabulary.related("zzyzx blorp") == ()


def test_titles_are_found_apart_from_skills(vocabulary: Vocabulary) -> None:
    text = "Registered Nurse, formerly Lead Electrician"
    assert [f.concept for f in vocabulary.occupations(text)] == ["Registered Nurse", "Electrician"]
    assert all(
        concept is not None and concept.kind is not ConceptKind.OCCUPATION
        for concept in map(vocabulary.get, _names(vocabulary, text))
    )


def test_titles_of_one_trade_share_a_group(vocabulary: Vocabulary) -> None:
    assert vocabulary.occupation_group("Backend Developer") == "2512"
    assert vocabulary.occupation_group("Software Engineer") == "2512"
    assert vocabulary.occupation_group("Staff Accountant") == "2411"
    assert vocabulary.occupation_group("zzyzx blorp") is None


def test_a_title_of_one_word_needs_a_capital(vocabulary: Vocabulary) -> None:
    assert [f.concept for f in vocabulary.occupations("Driver")] == ["Delivery Driver"]
    assert vocabulary.occupations("a driver of growth") == ()


def test_the_signature_is_part_of_the_digest(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.signature) == 16
    assert int(vocabulary.signature, 16) >= 0


def test_a_table_of_another_form_is_refused() -> None:
    with pytest.raises(ModelError, match="unknown form"):
        Vocabulary(b"something else", signature="0")


def test_the_compiled_tables_stay_small() -> None:
    names = ("vocabulary/vocabulary.tsv", "vocabulary/occupations.tsv")
    assert sum(model_path(name).stat().st_size for name in names) < 4_000_000


@given(st.text(max_size=300))
def test_any_text_is_searched_in_order_without_overlap(text: str) -> None:
    found = Vocabulary.load().find(text)
    assert all(f.span.slice(text) == f.alias for f in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.lists(st.sampled_from(["Go", "R", "Python", "and", ",", "the", "Excel", "\n"])))
def test_doubtful_names_stay_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    assert all(f.alias in words for f in Vocabulary.load().find(text))


@pytest.mark.parametrize("letter", ["a", "& ", "C+", ".N", "a-", "ʼ"])
def test_hostile_runs_take_bounded_time(letter: str) -> None:
    assert len(Vocabulary.load().find(letter * 100_000)) <= 100_000


@pytest.mark.parametrize(
    "text", ["Five years in designing AI solutions", "AutoCAD or CAD", "A name in vision"]
)
def test_running_text_is_no_name_that_was_parted_at_its_capitals(text: str) -> None:
    found = {one.concept for one in Vocabulary.load().find(text)}
    assert found.isdisjoint({"Adobe InDesign", "OrCAD", "InVision"})


@pytest.mark.parametrize("text", ["Power Point", "Git Hub", "Adobe InDesign and Photoshop"])
def test_names_may_still_be_parted(text: str) -> None:
    assert Vocabulary.load().find(text)
