"""Countries, regions and cities."""

from __future__ import annotations

import pytest

from fitcheck.language.places import find_places, is_place, trailing_place


@pytest.mark.parametrize(
    ("text", "named", "country", "region"),
    [
        ("Globex, Chicago, IL", "Chicago, IL", "US", "IL"),
        ("Northgate State University Hoboken, NJ", "Hoboken, NJ", "US", "NJ"),
        ("Labs, Salt Lake City, UT", "Salt Lake City, UT", "US", "UT"),
        ("Google, Mountain View, CA", "Mountain View, CA", "US", "CA"),
        ("Toronto, ON", "Toronto, ON", "CA", "ON"),
        ("Bengaluru, India", "Bengaluru, India", "IN", "KA"),
        ("Edinburgh, Scotland", "Edinburgh, Scotland", "GB", "SCT"),
        ("Remote", "Remote", None, None),
    ],
)
def test_a_place_at_the_end_is_found(
    text: str, named: str, country: str | None, region: str | None
) -> None:
    place = trailing_place(text)
    assert place is not None
    assert place.span.slice(text) == named
    assert (place.country, place.region) == (country, region)


@pytest.mark.parametrize("text", ["Director of Georgia", "Acme Inc", "Worked IN teams", "Or, so"])
def test_words_that_look_like_codes_are_no_places(text: str) -> None:
    assert trailing_place(text) is None


def test_a_place_alone_is_told_from_one_with_a_name_before_it() -> None:
    assert is_place("Austin, TX")
    assert is_place("Israel, Haifa")
    assert not is_place("Acme, Austin, TX")


def test_places_in_a_line_are_given_in_order() -> None:
    found = find_places("From Berlin to Toronto, ON and France")
    assert [(p.country, p.region) for p in found] == [("DE", "BE"), ("CA", "ON"), ("FR", None)]
