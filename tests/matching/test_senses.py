"""Names of skills that are also words, people or places: the line has to mean the skill."""

from __future__ import annotations

import pytest

from fitcheck.matching.match import Level
from tests.matching.builders import levels, report

SENSES = {
    "Go": ("Always ready to go the extra mile for guests", "Built services in Go and gRPC"),
    "R": ("Stocked toys at Toys R Us", "Fitted mixed models in R with lme4"),
    "C": ("Kept a Class C fire extinguisher by the grill", "Wrote firmware in C for motors"),
    "Excel": ("Helped children excel at school", "Built pivot tables in Excel"),
    "Word": ("Spread the word about the summer fair", "Wrote reports in Microsoft Word"),
    "Apache Spark": ("Changed spark plugs on mowers", "Ran Spark jobs with Python and Kafka"),
    "Ruby": ("Walked Ruby, an old spaniel, twice a day", "Built web shops in Ruby on Rails"),
    "Swift and Kotlin": ("Gave swift answers to callers", "Wrote an iOS app in Swift"),
    "Rust and C++": ("Scraped rust off railings", "Rewrote a parser in Rust and Python"),
    "Java": ("Brewed Java and Sumatra coffee for regulars", "Wrote Java services with Spring"),
    "Python": ("Fed the python and the geckos at the zoo shop", "Wrote scripts in Python"),
    "Tableau": ("Posed in a tableau at the village fair", "Built dashboards in Tableau"),
    "Kafka": ("Shelved novels by Kafka", "Streamed events through Apache Kafka"),
    "Oracle": ("Painted the oracle of Delphi for a stage", "Tuned an Oracle database"),
    "Access": ("Opened the gate for access to the garden", "Built a Microsoft Access database"),
    "Outlook": ("Cleaned the outlook tower", "Kept three calendars in Microsoft Outlook"),
    "Chef and Ansible": ("Washed dishes for the chef", "Set up servers with Chef, Terraform"),
    "Puppet": ("Mended puppets for the puppet theatre", "Managed 300 servers with Puppet"),
    "Spring Boot": ("Planted bulbs in spring", "Wrote services in Spring Boot"),
    "React": ("Stayed calm and quick to react", "Built front ends in React and TypeScript"),
    "Sage, Xero": ("Planted sage and thyme", "Posted invoices in Sage and Xero"),
    "Unity": ("Sang in the unity choir at work", "Built a game in Unity with C#"),
}
CARRIER = "# Jo Doe\n\n## Experience\n### Helper, Elm Park (Jan 2021 - Present)\n- {}\n"
POSTING = "# Clerk\n\n## Requirements\n- Experience with {}\n"


def level(line: str, asked: str) -> Level:
    (found,) = levels(report(CARRIER.format(line), POSTING.format(asked)))
    return found


@pytest.mark.parametrize("asked", list(SENSES))
def test_the_word_in_another_sense_shows_nothing(asked: str) -> None:
    assert level(SENSES[asked][0], asked) is Level.ABSENT


@pytest.mark.parametrize("asked", list(SENSES))
def test_the_skill_in_use_is_shown(asked: str) -> None:
    assert level(SENSES[asked][1], asked) in (Level.DEMONSTRATED, Level.PARTIAL)


@pytest.mark.parametrize("asked", ["Ruby", "Java", "Jordan", "Go", "Julia", "Excel", "Major"])
def test_a_name_of_a_person_or_place_shows_nothing(asked: str) -> None:
    for line in (f"Shared the till with a colleague called {asked}", f"Lived on {asked} Street"):
        assert level(line, asked) is Level.ABSENT
