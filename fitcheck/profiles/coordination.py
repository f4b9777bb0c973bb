"""How the things named in a line are joined: all of them, or any one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fitcheck.language.vocabulary import Found
from fitcheck.profiles.profile import Logic


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Concepts of a line that belong together, canonical names in the order of the text."""

    concepts: tuple[str, ...]
    logic: Logic


_ANY_OF_LINE = re.compile(
    r"\b(?:one|any|some|either|at least one|one or more|a combination) (?:\w+ ){0,2}of\b|\betc\b"
    r"|\bor (?:any )?(?:similar|equivalent|comparable|related|other|others|another|the like)\b"
    r"|\band/or\b"
    r"|\bor (?:a )?similar\b|\bat least (?:one|two)\b|\band (?:other|similar|so on)\b",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"\b(?:such as|e\.g\.?|eg\.?|for example|for instance|like|ex\.|i\.e\.)(?![\w])", re.IGNORECASE
)
_OR = re.compile(r"\bor\b|(?<!\w)/(?!\w)|^[ ]?/[ ]?$|\bversus\b|\|", re.IGNORECASE)
_AND = re.compile(
    r"\band\b|&|\bas well as\b|\bplus\b|\bwith\b|;|\bin\b|\busing\b|\bon\b", re.IGNORECASE
)


def group_concepts(text: str, found: Sequence[Found]) -> tuple[Group, ...]:
    """The concepts found in `text`, parted into what is asked together and what is a choice.

    "Python and either AWS or Azure" gives all of (Python) and any of (AWS, Azure); a list that
    closes with "etc." or opens with "such as" is a choice among its items and what stands
    before it.
    """
    if not found:
        return ()
    names = [item.concept for item in found]
    if len(dict.fromkeys(names)) == 1:
        return (Group(concepts=(names[0],), logic=Logic.ALL),)
    joins = _joins(text, found)
    if _ANY_OF_LINE.search(text) or "any" in joins:
        # The head of such a list names the kind of the things listed: any of them shows it.
        return (Group(concepts=tuple(dict.fromkeys(names)), logic=Logic.ANY),)
    groups: list[Group] = []
    together: list[str] = []
    run = [names[0]]
    for join, name in zip([*joins, "all"], [*names[1:], ""], strict=True):
        if join == "or":
            run.append(name)
            continue
        if len(dict.fromkeys(run)) > 1:
            groups.append(Group(concepts=tuple(dict.fromkeys(run)), logic=Logic.ANY))
        else:
            together.append(run[0])
        run = [name]
    if together:
        groups.insert(0, Group(concepts=tuple(dict.fromkeys(together)), logic=Logic.ALL))
    return tuple(groups)


def _joins(text: str, found: Sequence[Found]) -> list[str]:
    """Between neighbours: "or", "all", or "any" where examples begin; commas follow their list."""
    raw = []
    for left, right in pairwise(found):
        between = text[left.span.end : right.span.start]
        if _EXAMPLES.search(between):
            raw.append("any")
        elif _OR.search(between):
            raw.append("or")
        elif _AND.search(between) or len(between) > 40 or not between.strip():
            raw.append("all")
        else:
            raw.append(",")
    if _EXAMPLES.search(text[: found[0].span.start]):
        raw = ["or" if join == "," else join for join in raw]
    for index in range(len(raw) - 1, -1, -1):
        if raw[index] == ",":
            raw[index] = (
                raw[index + 1] if index + 1 < len(raw) and raw[index + 1] != "any" else "all"
            )
    return raw
