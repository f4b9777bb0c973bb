"""How the things named in a line are joined: all of them, or any one of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fitcheck.language.vocabulary import Found
from fitcheck.profiles.profile import Logic


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Concepts of a line that belong together, canonical names in the order of the text."""

    concepts: tuple[str, ...]
    logic: Logic


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """Neighbours that form one list: indexes `first` to `last`; `choice` where any is enough."""

    first: int
    last: int
    choice: bool


_OPENS = re.compile(
    r"\b(?:one|any|some|either|at least one|one or more|a combination) (?:\w+ ){0,2}of\b"
    r"|\bat least (?:one|two)\b(?! (?:\(\d\) )?(?:full |more )?(?:years?|yrs?|months?)\b)",
    re.IGNORECASE,
)
"""What makes a choice of the list behind it ("at least one of Go and Rust")."""
_CLOSES = re.compile(
    r"\betc\b|\bor (?:any |an? |the )?(?:similar|equivalent|comparable|related|other|others|another"
    r"|like)\b|\band (?:other|similar|so on)\b|(?<=\w)[ ,]{0,2}(?:\.{3}|…)",
    re.IGNORECASE,
)
"""What makes a choice of the list before it ("Jest, Mocha etc.")."""
_EXAMPLES = re.compile(
    r"\b(?:such as|e\.g\.?|eg\.?|for example|for instance|like|ex\.|i\.e\.)(?![\w])", re.IGNORECASE
)
_EXAMPLES_AHEAD = re.compile(
    rf"(?:{_EXAMPLES.pattern})[\s:,(]{{0,4}}(?:[\w-]+ ){{0,3}}\Z", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[;.]\s")
_OR = re.compile(r"\bor\b|(?<!\w)/(?!\w)|^[ ]?/[ ]?$|\bversus\b|\|", re.IGNORECASE)
_AND_OR = re.compile(r"\band ?/ ?or\b", re.IGNORECASE)
_AND = re.compile(
    r"\band\b|&|\bas well as\b|\bplus\b|\bwith\b|;|\bin\b|\busing\b|\bon\b", re.IGNORECASE
)
_TURNS = re.compile(
    r"[;•]|\.\s|\)(?!\W*or\b)|\b(?:with|using|in|on|including|plus|as well as|to|for|by|from|that"
    r"|which|while|through|via|into)\b",
    re.IGNORECASE,
)
"""What ends a list: behind it something else is spoken of."""
_BEGINS_ANEW = re.compile(r"[,;:)]|\b(?:and|or)\b", re.IGNORECASE)
"""Before "such as", what parts the head of the examples from the thing named before it."""
_PARTS = re.compile(r"\bincluding\b", re.IGNORECASE)
"""What makes examples of the name before it all the same ("finance, including tools like …")."""
_OF_A_CLASS = re.compile(
    r"\b(?:tools?|platforms?|providers?|software|systems?|frameworks?|databases?|methodolog(?:y|ies)"
    r"|languages?|solutions?|standards?|stores?|vendors?|suites?|products?|packages?|concepts) ?"
    r"\((?=[^()]*[,/])(?![^()]*(?:\band\b|&|\+))[^()]{3,160}\)",
    re.IGNORECASE,
)
"""Things of one kind in brackets behind the name of the kind ("build tools (Vite, Webpack)")."""
_OPEN_BRACKETS = re.compile(
    r"\((?=[^()]*(?:\betc\b|\.{3}|…|\bor (?:similar|equivalent|comparable)\b))[^()]{3,200}\)",
    re.IGNORECASE,
)
"""Brackets whose list is left open ("testing (plans, techniques, black box, etc.)")."""
_OR_MORE = re.compile(
    r"\A(?: [\w-]+)?,? or (?!(?:above|better|higher|more|greater|later|newer|equivalent)\b)[a-z]",
    re.IGNORECASE,
)
"""A list that goes on with "or" and a thing that no table knows ("real estate or proptech")."""
_KIND_NAMED = re.compile(r"[ ](?:[\w-]+[ ]){0,2}")
"""Between "or other" and the kind of thing that closes the list ("AWS or other public clouds")."""
_FAR = 40
"""Characters between two names from which they are no neighbours in a list."""
_REACH = 60
"""Characters from "one of" to the list that it opens."""


def group_concepts(text: str, found: Sequence[Found]) -> tuple[Group, ...]:
    """The concepts found in `text`, parted into what is asked together and what is a choice.

    "Python and either AWS or Azure" gives all of (Python) and any of (AWS, Azure). A list that
    closes with "etc." or opens with "such as" or "one of" is a choice among its items and the
    kind of thing that stands before it; what the line names outside that list is not.
    """
    if not found:
        return ()
    names = [item.concept for item in found]
    if len(dict.fromkeys(names)) == 1:
        return (Group(concepts=(names[0],), logic=Logic.ALL),)
    joins = _joins(text, found)
    together: list[str] = []
    choices: list[tuple[str, ...]] = []
    for one in _widened(text, found, list(_lists(text, found, joins))):
        if one.choice:
            runs = [names[one.first : one.last + 1]]
        else:
            runs = _runs(names[one.first : one.last + 1], joins[one.first : one.last])
        for run in map(tuple, map(dict.fromkeys, runs)):
            if len(run) > 1:
                choices.append(run)
            else:
                together.extend(run)
    chosen = {name for run in choices for name in run}
    alone = tuple(name for name in dict.fromkeys(together) if name not in chosen)
    groups = [Group(concepts=alone, logic=Logic.ALL)] if alone else []
    groups += [Group(concepts=run, logic=Logic.ANY) for run in dict.fromkeys(choices)]
    return tuple(groups)


def _runs(names: Sequence[str], joins: Sequence[str]) -> list[list[str]]:
    """The names of a plain list, those joined by "or" in one run."""
    runs = [[names[0]]]
    for join, name in zip(joins, names[1:], strict=True):
        if join == "or":
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _lists(text: str, found: Sequence[Found], joins: Sequence[str]) -> Iterator[_List]:
    """The names of a line parted into lists, in the order of the text."""
    classes = [
        (text.index("(", match.start()), match.end())
        for pattern in (_OF_A_CLASS, _OPEN_BRACKETS)
        for match in pattern.finditer(text)
    ]
    first, choice = 0, _opened(text, found[0].span.start) or _inside(found[0], classes)
    for index, (left, right) in enumerate(pairwise(found)):
        gap = text[left.span.end : right.span.start]
        bracketed = _inside(right, classes) and not _inside(left, classes)
        if joins[index] == "any" or bracketed:
            head = index + 1 if _anew(gap) else index
            while first < head <= index and _one_head(
                text, found[head - 1 : head + 1], joins[head - 1], bracketed=bracketed
            ):
                head -= 1
            if head > first:
                yield _List(first=first, last=head - 1, choice=choice)
            first, choice = head, True
            continue
        opened = _OPENS.search(gap) is not None
        closed = _CLOSES.search(gap)
        if closed is not None:
            choice = True
        if _AND_OR.search(gap):
            choice = True
        together = _inside(left, classes) and _inside(right, classes)
        goes_on = closed is None or _KIND_NAMED.fullmatch(gap, closed.end()) is not None
        if opened or not goes_on or (joins[index] != "or" and not together and _turns(gap)):
            yield _List(first=first, last=index, choice=choice)
            first, choice = index + 1, opened or _inside(right, classes)
    rest = text[found[-1].span.end :]
    ends = _CLOSES.search(rest[:_REACH])
    closed_late = ends is not None and not _TURNS.search(rest[: ends.start()].rstrip("( "))
    yield _List(first=first, last=len(found) - 1, choice=choice or closed_late)


def _anew(gap: str) -> bool:
    """Whether something stands between a name and examples, so that it is not their head."""
    example = _EXAMPLES.search(gap)
    before = gap[: example.start()] if example else gap.rsplit("(", 1)[0]
    parted = _BEGINS_ANEW.search(before.rstrip(" ,("))
    return not _PARTS.search(before) if parted else example is None and _turns(before)


def _one_head(text: str, pair: Sequence[Found], join: str, *, bracketed: bool) -> bool:
    """Whether two names before examples are one head.

    So are "scripting/coding", "cloud databases" and "Jest and Mocha tests (unit, visual, etc.)".
    """
    gap = text[pair[0].span.end : pair[1].span.start]
    if join == "or" or (bracketed and gap.strip() in ("and", "&")):
        return True
    return not (_BEGINS_ANEW.search(gap) or _turns(gap))


def _widened(text: str, found: Sequence[Found], lists: Sequence[_List]) -> list[_List]:
    """The lists; a choice of which one name is known takes in what it is an instance of.

    "Automated testing using pytest or similar" asks for the testing, not for pytest.
    """
    kept: list[_List] = []
    for one in lists:
        before = kept[-1] if kept else None
        if before is not None and one.choice and one.first == one.last:
            gap = text[found[before.last].span.end : found[one.first].span.start]
            if not _BEGINS_ANEW.search(gap):
                if before.first == before.last:
                    kept.pop()
                else:
                    kept[-1] = replace(before, last=before.last - 1)
                one = _List(first=before.last, last=one.last, choice=True)  # noqa: PLW2901
        kept.append(one)
    return kept


def _opened(text: str, start: int) -> bool:
    """Whether "one of", or "such as", opens the list that begins at `start`."""
    ahead = text[max(0, start - _REACH) : start]
    opened = any(not _SENTENCE_END.search(ahead, m.end()) for m in _OPENS.finditer(ahead))
    return opened or _EXAMPLES_AHEAD.search(ahead) is not None


def _inside(one: Found, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a name stands in brackets that list things of one kind."""
    return any(start < one.span.start < one.span.end < end for start, end in places)


def _turns(gap: str) -> bool:
    return len(gap) > _FAR or _TURNS.search(gap) is not None


def _chooses(between: str) -> bool:
    """Whether "or" joins two names, and not what stands before one ("SQL and a first or … Go")."""
    either, both = _OR.search(between), _AND.search(between)
    return either is not None and (both is None or either.start() <= both.start())


def _joins(text: str, found: Sequence[Found]) -> list[str]:
    """Between neighbours: "or", "all", or "any" where examples begin; commas follow their list."""
    raw = []
    for left, right in pairwise(found):
        between = _OPENS.sub(" ", text[left.span.end : right.span.start])
        if _EXAMPLES.search(between):
            raw.append("any")
        elif _chooses(between):
            raw.append("or")
        elif _AND.search(between) or len(between) > _FAR or not between.strip():
            raw.append("all")
        else:
            raw.append(",")
    last = "or" if _OR_MORE.match(text[found[-1].span.end :]) else "all"
    for index in range(len(raw) - 1, -1, -1):
        if raw[index] == ",":
            follows = raw[index + 1] if index + 1 < len(raw) else last
            raw[index] = "all" if follows == "any" else follows
    return raw
