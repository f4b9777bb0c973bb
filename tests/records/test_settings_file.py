"""A person's own settings: merged over the defaults, strict, never able to lift a limit."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import SettingsError
from fitcheck.records.setting_ranges import ORDERS, RANGES
from fitcheck.records.settings_file import (
    LARGEST_SETTINGS,
    changed_settings,
    judging_settings,
    merged,
    read_own_settings,
)
from fitcheck.settings import Settings


def parsed(text: str) -> Settings:
    return merged(Settings(), text, name="fitcheck.toml")


def test_what_a_file_does_not_say_stays_the_default() -> None:
    settings = parsed("[matching]\nweight_trait = 0.2\n")
    assert settings.matching.weight_trait == 0.2
    assert settings.matching.weight_duty == Settings().matching.weight_duty
    assert settings.bands == Settings().bands
    assert parsed("") == Settings()


def test_every_number_has_a_range_that_holds_its_default() -> None:
    for name, ranges in RANGES.items():
        group = getattr(Settings(), str(name))
        assert set(ranges) == {each.name for each in fields(group)}
        for key, (least, most) in ranges.items():
            assert least <= getattr(group, key) <= most, key
        for lower, upper in ORDERS.get(str(name), ()):
            assert getattr(group, lower) <= getattr(group, upper)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[matching]\nweight_trait = 99\n", "line 2, matching.weight_trait: give a number from 0"),
        ("[matching]\nweight_trait = nan\n", "line 2, matching.weight_trait: give a number from"),
        ("[matching]\nweight_trait = true\n", "line 2, matching.weight_trait: give a number"),
        ("[matching]\nlong_list = 2.5\n", "line 2, matching.long_list: give a whole number"),
        ("[matching]\nweigth_trait = 1\n", "did you mean weight_trait?"),
        ("[match]\nweight_trait = 1\n", "line 1, match: unknown key, did you mean matching?"),
        ("[matching]\ncredit_listed = 0.9\n", "credit_listed must not be greater than"),
        ("[bands]\nstrong = 0.4\n", "partial must not be greater than strong"),
        ("[followup]\nreview_days = 1\n", "review_days is 1: it must lie between 7 and 60"),
        ('[followup]\nearly_slot = ["05:00", "06:00"]\n', "it must lie within 08:00-21:00"),
        ("[reading]\nmax_bytes = 1\n", "line 1, reading: limits of reading cannot be set"),
        ("[isolation]\nmemory = 1\n", "line 1, isolation: limits of reading cannot be set"),
        ('[aliases]\n"k8s ops" = 3\n', "line 2, aliases.k8s ops: give a text between quotes"),
        ('[aliases]\na = "x\\u001b[31m"\n', "control characters"),
        ("[implications]\nKubernetes = []\n", "give a list of concepts"),
        ("[implications]\nKubernetes = [1]\n", "give names of concepts between quotes"),
        ("weight_trait = 1\n", "line 1, weight_trait: unknown key"),
        ("[matching\n", "line 1: not valid TOML"),
        ("matching = 3\n", "give a table of keys and values"),
        ("a" * 20 + ".b" * 40 + " = 1\n", "a key has more than 16 parts"),
    ],
)
def test_an_error_names_the_key_and_what_belongs_there(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parsed(text)
    assert message in caught.value.message
    assert caught.value.source == "fitcheck.toml"


def test_a_thousand_names_are_the_limit() -> None:
    lines = "".join(f'a{n} = "Python"\n' for n in range(1_001))
    with pytest.raises(SettingsError, match="there are 1001 entries"):
        parsed("[aliases]\n" + lines)


def test_a_file_that_is_too_large_is_no_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "fitcheck.toml"
    path.write_text("#" * (LARGEST_SETTINGS + 1), encoding="utf-8")
    with pytest.raises(SettingsError, match="is it a file of settings"):
        read_own_settings([path])


def test_a_later_file_stands_above_an_earlier_one_and_each_change_says_where_it_came_from(
    tmp_path: Path,
) -> None:
    mine, here = tmp_path / "mine.toml", tmp_path / "here.toml"
    mine.write_text(
        '[matching]\nweight_trait = 0.2\nweight_duty = 0.6\n[aliases]\nzorp = "Python"\n',
        encoding="utf-8",
    )
    here.write_text("[matching]\nweight_trait = 0.1\n", encoding="utf-8")
    own = read_own_settings([mine, here])
    assert own.settings.matching.weight_trait == 0.1
    assert [(c.key, c.value, c.default, c.source) for c in own.changed] == [
        ("matching.weight_duty", "0.6", "0.5", str(mine)),
        ("matching.weight_trait", "0.1", "0.35", str(here)),
        ("aliases.zorp", "Python", None, str(mine)),
    ]
    assert own.files == (mine, here)


def test_settings_of_following_up_are_no_settings_of_the_judgement() -> None:
    settings = parsed("[followup]\nreview_days = 20\n[bands]\nweak = 0.2\n")
    assert [one.key for one in changed_settings(settings)] == ["bands.weak", "followup.review_days"]
    assert [one.key for one in judging_settings(settings)] == ["bands.weak"]


@given(st.text(max_size=300))
def test_any_text_gives_settings_or_one_clear_error(text: str) -> None:
    message = "read"
    try:
        parsed(text)
    except SettingsError as error:
        message = error.message
    assert message.isprintable()
