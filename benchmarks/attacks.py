"""Tricks that work on scorers of words.

An *attack* is an unrelated person's resume plus one trick. Beside the attacks stand the *controls*
(`controls`), changes of the honest resume that say nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.controls import Controlled, controls_of

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
    NAMES = "names"
    IDLE_MENTIONS = "idle_mentions"
    OTHER_MENTIONS = "other_mentions"
    HOMONYMS = "homonyms"
    HIDDEN_COMMENT = "hidden_comment"
    COMBINED = "combined"
    WRITTEN_STUFFED = "written_stuffed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What attacks are built from.

    `keywords` all occur in the posting; `claim` is one sentence that a summary boasts with;
    `paraphrase` says the posting again in other words, line by line; `homonyms` are lines with
    the posting's words in another sense; `carrier` is the unrelated resume; `stuffed` a resume
    that its writer stuffed by hand and that readers found to fit weakly or not at all. Attacks
    whose material is missing are left out.
    """

    name: str
    trade: str
    title: str
    posting: str
    honest: str
    carrier: str
    keywords: tuple[str, ...]
    claim: str
    homonyms: tuple[str, ...] = ()
    paraphrase: tuple[str, ...] = ()
    stuffed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacked:
    """One attack, ready to score."""

    attack: Attack
    resume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A posting (Markdown), the honest resume for it, its attacks and its controls, in order."""

    name: str
    trade: str
    posting: str
    honest: str
    attacks: tuple[Attacked, ...]
    controls: tuple[Controlled, ...] = ()


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


def _paraphrased_posting(case: Case) -> str | None:
    return case.carrier + _section("Skills", _items(case.paraphrase)) if case.paraphrase else None


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


def _in_turn(case: Case, sentences: Sequence[str]) -> str:
    """One sentence a keyword, in turn, under the carrier's latest dated job."""
    lines = [
        sentences[number % len(sentences)].format(keyword[:1].upper() + keyword[1:])
        for number, keyword in enumerate(case.keywords)
    ]
    return _below_first_job(case.carrier, lines)


_NAMED = (
    "Walked a regular's terrier called {}",
    "Came in second with the pub quiz team “{}”",
    "Lived and worked on {} Street",
    "Shared the shift with a colleague nicknamed {}",
)


def _names(case: Case) -> str:
    """The keywords as names of people, places, animals and teams."""
    return _in_turn(case, _NAMED)


_IDLE = (
    "Read an article about {} in the lunch break",
    "Heard a talk on {} at the town fair",
    "Sold a magazine about {} to a customer",
    "Chatted with a neighbour who works in {}",
    "Watched videos about {} on the bus",
)


def _idle_mentions(case: Case) -> str:
    """The keywords in dated lines in which nothing is done with them."""
    return _in_turn(case, _IDLE)


_OTHER = (
    "Overheard guests arguing over {}",
    "Queued every morning behind a van that said {}",
    "Dusted the shelf with the {} books",
    "Looked after a budgie that answered to {}",
    "Found a lost bag with {} printed on it",
)
"""Kept apart: no rule was written with these sentences in sight."""


def _other_mentions(case: Case) -> str:
    return _in_turn(case, _OTHER)


def _homonyms(case: Case) -> str | None:
    return _below_first_job(case.carrier, case.homonyms) if case.homonyms else None


def _hidden_comment(case: Case) -> str:
    """The keywords and the claim where a reader of Markdown sees nothing."""
    return case.carrier + f"\n<!-- {case.claim} {', '.join(case.keywords)} -->\n"


def _combined(case: Case) -> str:
    skills = _section("Skills", [", ".join(case.keywords), *_items(case.paraphrase)])
    return _below_name(_inflated_titles(case), _section("Summary", [case.claim])) + skills


def _written_stuffed(case: Case) -> str | None:
    return case.stuffed


BUILDERS: dict[Attack, Callable[[Case], str | None]] = {
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
    Attack.NAMES: _names,
    Attack.IDLE_MENTIONS: _idle_mentions,
    Attack.OTHER_MENTIONS: _other_mentions,
    Attack.HOMONYMS: _homonyms,
    Attack.HIDDEN_COMMENT: _hidden_comment,
    Attack.COMBINED: _combined,
    Attack.WRITTEN_STUFFED: _written_stuffed,
}


def build(case: Case) -> Base:
    """The base of a case with every attack that it has material for, and every control."""
    built = ((attack, BUILDERS[attack](case)) for attack in Attack)
    return Base(
        name=case.name,
        trade=case.trade,
        posting=case.posting,
        honest=case.honest,
        attacks=tuple(Attacked(attack=a, resume=text) for a, text in built if text is not None),
        controls=controls_of(case.honest),
    )
