"""Own names and implications on top of the shipped vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import SettingsError
from fitcheck.language.own_names import own_vocabulary
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.settings import VocabularySettings


def with_names(**aliases: str) -> Vocabulary:
    return own_vocabulary(VocabularySettings(aliases=tuple(aliases.items())))


def names(vocabulary: Vocabulary, text: str) -> list[str]:
    return [found.concept for found in vocabulary.find(text)]


def test_an_own_name_is_found_however_it_is_written() -> None:
    own = own_vocabulary(VocabularySettings(aliases=(("Zorp Deluxe", "Python"),)))
    text = "Wrote reports with zorp-deluxe"
    assert "Python" in names(own, text)
    assert "Python" not in names(Vocabulary.load(), text)


def test_an_own_name_needs_no_context_where_the_shipped_one_does() -> None:
    assert "Go" not in names(Vocabulary.load(), "ready to go")
    assert "Python" in names(with_names(go="Python"), "ready to go")


def test_without_own_names_the_shipped_vocabulary_is_used() -> None:
    assert own_vocabulary(VocabularySettings()) is Vocabulary.load()


def test_the_shipped_vocabulary_is_never_changed() -> None:
    shipped = Vocabulary.load()
    before = shipped.implies("Kubernetes"), shipped.shown_by("Python")
    own_vocabulary(VocabularySettings(implications=(("Kubernetes", ("Python",)),)))
    assert (shipped.implies("Kubernetes"), shipped.shown_by("Python")) == before


def test_an_own_implication_holds_for_all_that_imply_its_concept() -> None:
    own = own_vocabulary(VocabularySettings(implications=(("Kubernetes", ("COBOL",)),)))
    assert "COBOL" in own.implies("Kubernetes")
    assert set(own.implies("COBOL")) <= set(own.implies("Kubernetes"))
    for above in Vocabulary.load().shown_by("Kubernetes"):
        assert "COBOL" in own.implies(above)
        assert above in own.shown_by("COBOL")


def test_the_signature_tells_own_names_apart() -> None:
    signatures = {
        Vocabulary.load().signature,
        with_names(zorp="Python").signature,
        with_names(zorp="Java").signature,
    }
    assert len(signatures) == 3


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (VocabularySettings(aliases=(("zorp", "Pyhton"),)), "aliases.zorp: there is no such"),
        (VocabularySettings(aliases=(("zorp", "Pyhton"),)), "did you mean Python?"),
        (VocabularySettings(aliases=(("!!", "Python"),)), "this cannot be a name"),
        (VocabularySettings(aliases=(("a b c d e f g h i", "Python"),)), "1 to 8 words"),
        (VocabularySettings(aliases=(("Kubernetes", "Python"),)), "another concept has that name"),
        (VocabularySettings(implications=(("Zorp", ("Python",)),)), "implications.Zorp"),
        (VocabularySettings(implications=(("Python", ("Zorp",)),)), "implications.Python"),
        (VocabularySettings(aliases=(("\x1b[31m", "Zorp\x1b"),)), "aliases. [31m"),
    ],
)
def test_an_error_names_the_entry_that_is_wrong(own: VocabularySettings, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        own_vocabulary(own)
    assert message in caught.value.message
    assert caught.value.message.isprintable()


@given(st.lists(st.sampled_from(["zorp", "frob nix", "blatt"]), unique=True), st.text(max_size=80))
def test_own_names_take_nothing_away_from_a_text_without_them(own: list[str], text: str) -> None:
    settings = VocabularySettings(aliases=tuple((name, "Python") for name in own))
    assert own_vocabulary(settings).find(text) == Vocabulary.load().find(text)
