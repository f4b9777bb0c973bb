"""A small reading of CSS: enough to see which elements a page hides with its own styles.

Rules with combinators or conditions (@media) are left out on purpose: whether they hold cannot
be told without drawing the page, and a rule applied wrongly would hide what a person sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_SIMPLE_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20}|\*)?((?:[.#][\w-]{1,100}){0,4})$")
_PART = re.compile(r"[.#][\w-]{1,100}")
_BRACES = re.compile(r"[{};]")
MAX_SHEET = 500_000
"""Characters of one style sheet that are read; beyond lies no rule that a page is drawn with."""
MAX_RULES = 5000
"""Style rules read from one page; real pages with their own styles have a few hundred."""
MAX_KNOWN = 10_000
"""Combinations of tag, classes and id that are looked up once; real pages have a few hundred."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One style rule with a simple selector: a tag or "", the classes and ids it needs."""

    tag: str
    parts: frozenset[str]
    declarations: Mapping[str, str]


class Stylesheet:
    """The simple rules of a page's own styles: by tag, class and id, without combinators."""

    def __init__(self, sheets: Iterable[str]) -> None:
        sheets = [sheet[:MAX_SHEET] for sheet in sheets]
        self.grounds_known = not any(_sets_other_ground(sheet) for sheet in sheets)
        """False where a rule that is left out sets a background: letters may stand on it."""
        self._rules: dict[str, list[tuple[int, Rule]]] = {}
        for order, rule in enumerate(_simple_rules(sheets)):
            key = min(rule.parts) if rule.parts else rule.tag
            self._rules.setdefault(key, []).append((order, rule))
        self._known: dict[tuple[str, frozenset[str]], dict[str, str]] = {}

    def has_tag(self, tag: str) -> bool:
        """True where a rule speaks of all elements with this tag."""
        return tag in self._rules

    def declarations(self, tag: str, classes: Iterable[str], id_: str) -> dict[str, str]:
        """What the rules say of an element, later rules over earlier ones."""
        if not self._rules:
            return {}
        marks = frozenset((*(f".{name}" for name in classes), *((f"#{id_}",) if id_ else ())))
        known = self._known.get((tag, marks))
        if known is not None:
            return known
        found = [
            (len(rule.parts), order, rule)
            for key in sorted(marks | {tag})
            for order, rule in self._rules.get(key, ())
            if rule.parts <= marks and rule.tag in ("", tag)
        ]
        merged: dict[str, str] = {}
        for _, _, rule in sorted(found, key=lambda entry: entry[:2]):
            merged.update(rule.declarations)
        if len(self._known) < MAX_KNOWN:
            self._known[tag, marks] = merged
        return merged


def parse_declarations(style: str) -> dict[str, str]:
    """The declarations of a `style` attribute or a rule, in lower case, without !important."""
    result: dict[str, str] = {}
    for part in style[:5000].lower().split(";"):
        name, colon, value = part.partition(":")
        if colon:
            result[name.strip()] = value.replace("!important", "").strip()
    return result


def _simple_rules(sheets: Iterable[str]) -> Iterator[Rule]:
    count = 0
    for sheet in sheets:
        for part in _without_at_rules(_without_comments(sheet)).split("}"):
            selectors, _, body = part.partition("{")
            declarations = parse_declarations(body)
            for selector in selectors[:2000].split(","):
                simple = _SIMPLE_SELECTOR.match(selector.strip())
                if simple is None or not (simple[1] or simple[2]) or simple[1] == "*":
                    continue
                count += 1
                if count > MAX_RULES:
                    return
                yield Rule(simple[1] or "", frozenset(_PART.findall(simple[2])), declarations)


def _sets_other_ground(sheet: str) -> bool:
    """True where a rule with a combinator or a condition sets a background."""
    return any(
        "background" in body and not _SIMPLE_SELECTOR.match(selector.strip())
        for part in sheet.split("}")
        for selectors, _, body in (part.partition("{"),)
        for selector in selectors[-2000:].split(",")
    )


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := sheet.find("/*", place)) >= 0:
        kept.append(sheet[place:start])
        end = sheet.find("*/", start + 2)
        place = len(sheet) if end < 0 else end + 2
    return "".join(kept) + sheet[place:]


def _without_at_rules(sheet: str) -> str:
    """The sheet without @media and the like, whose rules hold only sometimes."""
    kept: list[str] = []
    place = 0
    while (start := sheet.find("@", place)) >= 0:
        kept.append(sheet[place:start])
        place = _end_of_at_rule(sheet, start)
    return "".join(kept) + sheet[place:]


def _end_of_at_rule(sheet: str, start: int) -> int:
    depth = 0
    for found in _BRACES.finditer(sheet, start):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        if depth <= 0:
            return found.end()
    return len(sheet)
