"""Driving licences in the notations of several countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.driving import Vehicle, covers, find_driving

CAR, TRAILER, RIGID = Vehicle.CAR, Vehicle.TRAILER, Vehicle.RIGID


@pytest.mark.parametrize(
    ("text", "vehicles"),
    [
        ("Full clean driving licence", {CAR}),
        ("A valid driver license", {CAR}),
        ("36 ans, permis B", {CAR}),
        ("Führerscheine: B, BE", {CAR, TRAILER}),
        ("Carné de conducir B", {CAR}),
        ("Class G licence", {CAR}),
        ("Class C driver's license", {CAR}),
        ("Oregon license, no CDL", {CAR}),
        ("CDL Class A", {Vehicle.ARTICULATED}),
        ("HGV C+E", {Vehicle.ARTICULATED, RIGID}),
        ("Vehicle: Scooter, with licence", {Vehicle.TWO_WHEELS}),
        ("Driving licence: MCWG and LMV", {Vehicle.TWO_WHEELS, CAR}),
    ],
)
def test_classes_are_read_in_many_notations(text: str, vehicles: set[Vehicle]) -> None:
    found = find_driving(text)
    assert found
    assert set(found[0].vehicles) == vehicles


@pytest.mark.parametrize(
    "text",
    [
        "RN license",
        "Personal licence holder",
        "Pesticide applicator license",
        "no driving licence",
        "Licensed software for 40 clients",
        "Forklift licence",
    ],
)
def test_other_licences_and_denied_ones_are_none(text: str) -> None:
    assert find_driving(text) == ()


def test_a_learner_is_told_from_a_driver() -> None:
    assert find_driving("G2 licence, G road test scheduled")[0].provisional
    assert find_driving("CDL Class A learner permit")[0].provisional
    assert not find_driving("Driving licence B since 2014")[0].provisional


@given(st.sampled_from([v for v in Vehicle if v]), st.sampled_from([v for v in Vehicle if v]))
def test_a_heavier_class_covers_the_lighter_ones_only(held: Vehicle, asked: Vehicle) -> None:
    assert covers(frozenset({held}), frozenset({asked})) == (held >= asked)


def test_a_car_covers_no_motorcycle() -> None:
    assert not covers(frozenset({CAR}), frozenset({Vehicle.TWO_WHEELS}))


@given(st.text(max_size=300))
def test_any_text_is_read_with_spans_inside_it(text: str) -> None:
    assert all(0 <= d.span.start < d.span.end <= len(text) for d in find_driving(text))
