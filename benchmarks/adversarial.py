"""Whether the honest resume outranks every attack on the same posting.

A base is a posting and an honest resume that fits it (not perfectly). Each attack is an unrelated
person's resume plus one trick that works on scorers of words. `python -m benchmarks.adversarial`
scores all bases with fitcheck beside three formulas of peers and prints how often each is fooled.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from benchmarks.outranking import SCORERS, as_json, as_table, measure, scorers
from examples.papers.source import load_source

FOLDER = Path(__file__).with_suffix("")
SOURCES = Path(__file__).resolve().parents[1] / "examples" / "sources"
CARRIERS = "carriers.toml"
AS_OF = date(2026, 11, 22)
"""The day of all bases; "present" in a resume runs until then."""
REPEATS = 8
"""How often repeated skills are repeated; stuffed resumes seen in the wild use 3 to 10."""


class Attack(StrEnum):
    """The tricks; `UNRELATED` is none, and stands beside them for comparison."""

    UNRELATED = "unrelated"
    PASTED_KEYWORDS = "pasted_keywords"
    PASTED_POSTING = "pasted_posting"
    PARAPHRASED_POSTING = "paraphrased_posting"
    POSTING_UNDER_JOB = "posting_under_job"
    REPEATED_SKILLS = "repeated_skills"
    EAGER_TO_LEARN = "eager_to_learn"
    CLAIMED_YEARS = "claimed_years"
    NEGATED_SKILLS = "negated_skills"
    INFLATED_TITLES = "inflated_titles"
    HOMONYMS = "homonyms"
    HIDDEN_COMMENT = "hidden_comment"
    COMBINED = "combined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What attacks are built from.

    `keywords` all occur in the posting; `claim` is one sentence that a summary boasts with;
    `paraphrase` says the posting again in other words, line by line; `homonyms` are lines with
    the posting's words in another sense; `carrier` is the unrelated resume.
    """

    name: str
    trade: str
    title: str
    posting: str
    honest: str
    carrier: str
    keywords: tuple[str, ...]
    claim: str
    homonyms: tuple[str, ...]
    paraphrase: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """One attack, ready to score."""

    attack: Attack
    resume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A posting (Markdown), the honest resume for it and all attacks, in the order of `Attack`."""

    name: str
    trade: str
    posting: str
    honest: str
    attacks: tuple[Attacked, ...]


def load_cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """All cases under a folder, by name. Raises KeyError for a missing key or carrier."""
    carriers = tomllib.loads((folder / CARRIERS).read_text(encoding="utf-8"))
    paths = sorted(path for path in folder.glob("*.toml") if path.name != CARRIERS)
    return tuple(_case(path, carriers) for path in paths)


def _case(path: Path, carriers: dict[str, dict[str, str]]) -> Case:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    example = table.get("example")
    return Case(
        name=path.stem,
        trade=table["trade"],
        title=table["title"],
        posting=_example("postings", example["posting"]) if example else table["posting"],
        honest=_example("resumes", example["resume"]) if example else table["honest"],
        carrier=carriers[table["carrier"]]["text"],
        keywords=tuple(table["keywords"]),
        claim=table["claim"],
        homonyms=tuple(table["homonyms"]),
        paraphrase=tuple(table["paraphrase"]),
    )


def _example(kind: str, name: str) -> str:
    """The body of an example's source, as Markdown."""
    return load_source(SOURCES / kind / f"{name}.md").body.replace(" || ", " · ")


def _section(heading: str, lines: Sequence[str]) -> str:
    return f"\n## {heading}\n" + "\n".join(lines) + "\n"


def _items(lines: Sequence[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def _below_name(carrier: str, section: str) -> str:
    """The carrier with a section put before its first one."""
    head, mark, rest = carrier.partition("\n## ")
    return head + section + mark + rest


def _below_first_job(carrier: str, items: Sequence[str]) -> str:
    """The carrier with more items under its latest dated job."""
    head, mark, rest = carrier.partition("\n### ")
    title, _, below = rest.partition("\n")
    return "\n".join([head + mark + title, *_items(items), below])


def _unrelated(case: Case) -> str:
    return case.carrier


def _pasted_keywords(case: Case) -> str:
    return case.carrier + _section("Skills", [", ".join(case.keywords)])


def _pasted_posting(case: Case) -> str:
    return case.carrier + "\n" + case.posting


def _paraphrased_posting(case: Case) -> str:
    return case.carrier + _section("Skills", _items(case.paraphrase))


def posting_lines(posting: str) -> tuple[str, ...]:
    """The sentences and items of a posting without headings and marks."""
    lines = (line.strip().lstrip("-*0123456789. ").strip() for line in posting.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _posting_under_job(case: Case) -> str:
    """The posting's lines, word for word, as items of the carrier's latest dated job."""
    return _below_first_job(case.carrier, posting_lines(case.posting))


def _repeated_skills(case: Case) -> str:
    return case.carrier + _section("Skills", [", ".join(case.keywords)] * REPEATS)


def _eager_to_learn(case: Case) -> str:
    lines = [f"Eager to learn {keyword}" for keyword in case.keywords]
    return case.carrier + _section("Skills", _items(lines))


def _claimed_years(case: Case) -> str:
    return _below_name(case.carrier, _section("Summary", [case.claim]))


def _negated_skills(case: Case) -> str:
    lines = [f"No experience with {keyword}" for keyword in case.keywords]
    return case.carrier + _section("Skills", _items(lines))


def _inflated_titles(case: Case) -> str:
    """Jobs of the posting's title, dated, without a single line about the work."""
    jobs = [
        f"### Head of Department, {case.title} (Jan 2020 - Present)",
        f"### {case.title}, self-employed (2012 - 2020)",
    ]
    return _below_name(case.carrier, _section("Leadership Experience", jobs))


def _homonyms(case: Case) -> str:
    return _below_first_job(case.carrier, case.homonyms)


def _hidden_comment(case: Case) -> str:
    """The keywords and the claim where a reader of Markdown sees nothing."""
    return case.carrier + f"\n<!-- {case.claim} {', '.join(case.keywords)} -->\n"


def _combined(case: Case) -> str:
    skills = _section("Skills", [", ".join(case.keywords), *_items(case.paraphrase)])
    return _below_name(_inflated_titles(case), _section("Summary", [case.claim])) + skills


BUILDERS: dict[Attack, Callable[[Case], str]] = {
    Attack.UNRELATED: _unrelated,
    Attack.PASTED_KEYWORDS: _pasted_keywords,
    Attack.PASTED_POSTING: _pasted_posting,
    Attack.PARAPHRASED_POSTING: _paraphrased_posting,
    Attack.POSTING_UNDER_JOB: _posting_under_job,
    Attack.REPEATED_SKILLS: _repeated_skills,
    Attack.EAGER_TO_LEARN: _eager_to_learn,
    Attack.CLAIMED_YEARS: _claimed_years,
    Attack.NEGATED_SKILLS: _negated_skills,
    Attack.INFLATED_TITLES: _inflated_titles,
    Attack.HOMONYMS: _homonyms,
    Attack.HIDDEN_COMMENT: _hidden_comment,
    Attack.COMBINED: _combined,
}


def build(case: Case) -> Base:
    """The base of a case with every attack."""
    attacks = tuple(Attacked(attack=a, resume=BUILDERS[a](case)) for a in Attack)
    return Base(
        name=case.name,
        trade=case.trade,
        posting=case.posting,
        honest=case.honest,
        attacks=attacks,
    )


def bases(folder: Path = FOLDER) -> tuple[Base, ...]:
    """All bases, by name; the same on every run."""
    return tuple(build(case) for case in load_cases(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Score everything, print the table, and write the figures where `--json` says."""
    parser = argparse.ArgumentParser(prog="benchmarks.adversarial", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every score as JSON")
    parser.add_argument(
        "--scorers", nargs="+", choices=SCORERS, default=SCORERS, help="which (default: all)"
    )
    options = parser.parse_args(arguments)
    family = bases()
    chosen = scorers(options.scorers, family, AS_OF)
    results = tuple(measure(family, scorer) for scorer in chosen)
    print(as_table(results))
    if options.json is not None:
        options.json.write_text(as_json(results, AS_OF), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
