"""Zones of the lines of a posting."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.language.headings import Topic, topic_of
from fitcheck.language.lines import Zone, zone_lines

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def posting(*parts: tuple[BlockKind, str]) -> Document:
    blocks, texts, at = [], [], 0
    for kind, text in parts:
        level = 2 if kind is HEADING else None
        blocks.append(Block(span=Span(start=at, end=at + len(text)), kind=kind, level=level))
        texts.append(text)
        at += len(text) + 1
    return Document(
        source="test", media_type="text/plain", text="\n".join(texts), blocks=tuple(blocks)
    )


def zones(*parts: tuple[BlockKind, str]) -> list[tuple[str, Zone]]:
    document = posting((HEADING, "Boat Builder"), *parts)
    return [
        (line.span.slice(document.text), line.zone)
        for line in zone_lines(document)
        if not line.heading
    ]


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("🚀 What you'll bring:", Topic.REQUIRED),
        ("Who we are looking for", Topic.REQUIRED),
        ("You", Topic.REQUIRED),
        ("About you 🦄", Topic.REQUIRED),
        ("REQUIREMENT/MINIMUM QUALIFICATION", Topic.REQUIRED),
        ("Essential criteria", Topic.REQUIRED),
        ("Person specification", Topic.REQUIRED),
        ("How you will stand out from the crowd:", Topic.PREFERRED),
        ("_Bonus Track!_", Topic.PREFERRED),
        ("Nice to have", Topic.PREFERRED),
        ("Preferred qualifications", Topic.PREFERRED),
        ("What you’ll do", Topic.DUTY),
        ("Key Responsibilities", Topic.DUTY),
        ("Who we are", Topic.ABOUT),
        ("About Brightwater", Topic.ABOUT),
        ("Perks", Topic.BENEFITS),
        ("What do we offer?", Topic.BENEFITS),
        ("PROCESS NOTES", Topic.NOTES),
        ("Additional information", Topic.NOTES),
        ("Selection process", Topic.PROCESS),
        ("Job Description", Topic.ROLE),
        ("Wir bieten", Topic.BENEFITS),
        ("Harbour cranes", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, topic: Topic | None) -> None:
    assert topic_of(heading) is topic


def test_a_heading_governs_what_follows_until_the_next() -> None:
    found = zones(
        (HEADING, "Responsibilities"),
        (ITEM, "Sand and varnish hulls"),
        (HEADING, "Requirements"),
        (ITEM, "Steady hands"),
        (HEADING, "Benefits"),
        (ITEM, "Free lunch"),
    )
    assert [zone for _, zone in found] == [Zone.DUTY, Zone.REQUIRED, Zone.BENEFITS]


def test_a_strong_cue_of_the_line_wins_over_its_heading() -> None:
    found = zones(
        (HEADING, "Requirements"),
        (ITEM, "Experience with resin is a plus"),
        (ITEM, "Must be authorized to work in the United States"),
        (HEADING, "Nice to have"),
        (ITEM, "US citizenship required"),
        (HEADING, "Responsibilities"),
        (ITEM, "Knowledge of marine plywood"),
    )
    assert [zone for _, zone in found] == [
        Zone.PREFERRED,
        Zone.CONDITION,
        Zone.CONDITION,
        Zone.REQUIRED,
    ]


def test_prose_under_a_weak_heading_is_judged_sentence_by_sentence() -> None:
    found = zones(
        (HEADING, "Job Description"),
        (
            PARAGRAPH,
            "We build boats. As a boat builder, you will shape hulls. You have 3 years in timber.",
        ),
    )
    assert [zone for _, zone in found] == [Zone.ABOUT, Zone.DUTY, Zone.REQUIRED]


def test_bullets_under_a_weak_heading_are_known_by_their_form() -> None:
    found = zones(
        (HEADING, "The role"),
        (ITEM, "Repair decks and rails"),
        (ITEM, "Managing the paint shop"),
        (ITEM, "Strong knowledge of epoxy"),
        (ITEM, "5+ years in a boatyard"),
    )
    assert [zone for _, zone in found] == [Zone.DUTY, Zone.DUTY, Zone.REQUIRED, Zone.REQUIRED]


@pytest.mark.parametrize(
    "text",
    [
        "For over 50 years Brightwater has been the leading boatyard of the north.",
        "We are proud to be an equal opportunity employer.",
        "The salary range is $50,000 - $60,000 per year.",
        "Please submit your resume to the yard office.",
        "#LI-Remote",
        "We help sailors see new shores.",
    ],
)
def test_company_talk_pay_and_process_are_no_asks(text: str) -> None:
    found = zones((HEADING, "Job Description"), (PARAGRAPH, text))
    assert [zone for _, zone in found if zone.asks] == []


def test_text_after_the_list_of_requirements_is_judged_afresh() -> None:
    found = zones(
        (HEADING, "Requirements"),
        (ITEM, "A valid driver's license"),
        (PARAGRAPH, "Our yard is a friendly place by the sea with many old ships around it."),
    )
    assert [zone for _, zone in found] == [Zone.CONDITION, Zone.ABOUT]


def test_a_label_inside_the_line_acts_as_its_heading() -> None:
    found = zones((HEADING, "Additional information"), (ITEM, "Nice to have: sail making"))
    assert found == [("Nice to have: sail making", Zone.PREFERRED)]


def test_a_flattened_list_is_cut_at_its_bullets() -> None:
    found = zones(
        (HEADING, "The Role"),
        (
            PARAGRAPH,
            "Yard Work • Moving timber between sheds • Cleaning tools after each shift day",
        ),
    )
    assert found[0] == ("Yard Work", Zone.TITLE)
    assert [zone for _, zone in found[1:]] == [Zone.DUTY, Zone.DUTY]


def test_what_stands_above_the_text_is_title() -> None:
    found = zones((PARAGRAPH, "Leith, Scotland"), (HEADING, "Requirements"), (ITEM, "Patience"))
    assert found[0] == ("Leith, Scotland", Zone.TITLE)


def test_every_line_lies_inside_its_block() -> None:
    document = posting(
        (HEADING, "Welder"), (PARAGRAPH, "You weld. You grind."), (ITEM, "Two years of welding")
    )
    for line in zone_lines(document):
        assert document.blocks[line.block].span.contains(line.span)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("We'd expect some Excel or Access as well.", Zone.REQUIRED),
        ("Prior experience in rigging is a mandatory requirement.", Zone.REQUIRED),
        ("You may travel to other yards for repairs.", Zone.CONDITION),
        ("You must be at least 23 years of age for insurance reasons.", Zone.CONDITION),
        ("The Sails team is also improving the loft that currently makes covers.", Zone.ABOUT),
        ("By doing so we seek to remove barriers to an experience like no other.", Zone.ABOUT),
        ("You will gain valuable experience in splicing and help on other boats.", Zone.ABOUT),
        ("Make waves, make friends!", Zone.ABOUT),
        ("Our policy lets you work from anywhere in the world for a month.", Zone.BENEFITS),
    ],
)
def test_prose_under_a_weak_heading_asks_only_where_it_binds(text: str, zone: Zone) -> None:
    assert zones((HEADING, "The role"), (PARAGRAPH, text)) == [(text, zone)]


def test_a_bold_line_that_states_years_is_no_heading() -> None:
    text = "Experience: 3-5 years"
    assert (text, Zone.REQUIRED) in zones((HEADING, "Requirements"), (PARAGRAPH, text))


def test_requests_about_the_application_among_requirements_are_no_asks() -> None:
    items = ("Two years of rigging", "If you are a rigger with a sense of fun, apply today!")
    found = zones((HEADING, "Requirements"), *((ITEM, item) for item in items))
    assert [zone for _, zone in found] == [Zone.REQUIRED, Zone.PROCESS]


def test_the_name_of_a_skill_before_its_description_is_no_ask() -> None:
    found = zones((HEADING, "Essential skills"), (PARAGRAPH, "Rigging. You can splice a rope."))
    assert [zone.asks for _, zone in found] == [False, True]


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("You are responsible for:", Topic.DUTY),
        ("We'd love to hear from you if you:", Topic.REQUIRED),
        ("We'd be especially excited to hear from you if you:", Topic.PREFERRED),
        ("Physical/Cognitive Requirements", Topic.CONDITION),
        ("What you can expect as one of our crew", Topic.BENEFITS),
        ("Who you are working for", Topic.ABOUT),
    ],
)
def test_headings_that_look_like_others_are_told_apart(heading: str, topic: Topic) -> None:
    assert topic_of(heading) is topic


def test_a_line_that_asks_for_strong_skills_is_no_heading() -> None:
    parts = ((PARAGRAPH, "Strong splicing skills"), (PARAGRAPH, "Excellent writing skills"))
    found = zones((HEADING, "Requirements"), *parts)
    assert [zone for _, zone in found] == [Zone.REQUIRED, Zone.REQUIRED]


@pytest.mark.parametrize(
    "text",
    [
        "An individual must be able to perform each essential duty satisfactorily.",
        "Saltmarsh is seeking a Sail Developer to join the loft.",
        "[Add whatever else matters to your team, in fifty words or fewer]",
    ],
)
def test_set_phrases_under_requirements_ask_for_nothing(text: str) -> None:
    ((_, zone),) = zones((HEADING, "Requirements"), (PARAGRAPH, text))
    assert not zone.asks


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("It'd be really cool if you also", Topic.PREFERRED),
        ("The following would be advantageous:", Topic.PREFERRED),
        ("Bonus knots if you have…", Topic.PREFERRED),
        ("You will shine if you have these", Topic.PREFERRED),
        ("We don't insist on these", Topic.PREFERRED),
        ("An ideal candidate also has", Topic.PREFERRED),
        ("Kein Muss, aber schön", Topic.PREFERRED),
        ("This role would be a good fit for you if", Topic.REQUIRED),
        ("What do we expect from you?", Topic.REQUIRED),
        ("The non-negotiables", Topic.REQUIRED),
        ("Lo que buscamos", Topic.REQUIRED),
        ("What you'll get up to", Topic.DUTY),
        ("Some of the things you might be doing", Topic.DUTY),
        ("Das machst du", Topic.DUTY),
        ("What Brightwater offers you", Topic.BENEFITS),
        ("We've got you covered", Topic.BENEFITS),
        ("More about Brightwater", Topic.ABOUT),
    ],
)
def test_headings_in_other_words_are_known(heading: str, topic: Topic) -> None:
    assert topic_of(heading) is topic


@pytest.mark.parametrize(
    "text",
    [
        "A forklift ticket would be handy.",
        "If you have sailed before, so much the better.",
        "We would not say no to someone who can weld.",
        "Those with a boat licence move to the front of the queue.",
        "You might know knots already, though we don't expect it.",
        "A splicing course is a welcome extra.",
    ],
)
def test_a_wish_in_plain_prose_is_preferred(text: str) -> None:
    assert zones((HEADING, "The job"), (PARAGRAPH, text)) == [(text, Zone.PREFERRED)]


@pytest.mark.parametrize(
    "text",
    [
        "It would be great to work with you.",
        "We would like you to lead the yard.",
        "Brightwater could be a great fit for you.",
    ],
)
def test_kind_words_of_the_employer_are_no_wish(text: str) -> None:
    assert zones((HEADING, "The job"), (PARAGRAPH, text))[0][1] is not Zone.PREFERRED


def test_a_line_that_only_tells_what_is_taken_instead_asks_nothing() -> None:
    text = "A year of sailing may be substituted for the diploma"
    assert zones((HEADING, "Requirements"), (ITEM, text)) == [(text, Zone.OTHER)]
    asks = "A diploma is required; a year of sailing may be substituted for it. Splicing is asked."
    assert zones((HEADING, "Requirements"), (ITEM, asks))[0][1] is Zone.REQUIRED


def test_perks_in_a_list_about_the_employer_are_benefits() -> None:
    told = zones(
        (HEADING, "About us"), (ITEM, "401(k) with company match"), (ITEM, "A very big oven")
    )
    assert told == [("401(k) with company match", Zone.BENEFITS), ("A very big oven", Zone.ABOUT)]


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("Deine Aufgaben", Zone.DUTY),
        ("Das bringst du mit", Zone.REQUIRED),
        ("Lo que necesitamos de ti", Zone.REQUIRED),
        ("Conditions requises", Zone.REQUIRED),
        ("Les plus", Zone.PREFERRED),
        ("Qué te llevas", Zone.BENEFITS),
        ("Ihre Ansprechpartnerin", Zone.PROCESS),
    ],
)
def test_headings_in_three_languages_govern_their_lines(heading: str, zone: Zone) -> None:
    assert zones((HEADING, heading), (ITEM, "Ein Laib Brot am Tag")) == [
        ("Ein Laib Brot am Tag", zone)
    ]
