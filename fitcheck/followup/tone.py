"""The linter of a message: what is missing (C8), its length, and what it must never say (C9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from fitcheck.errors import TableError
from fitcheck.followup.application import Application
from fitcheck.followup.messages import Draft, Proof, blanks_in
from fitcheck.settings import FollowupSettings, load_table

LONGEST_DRAFT = 20_000
"""Characters of a person's own draft that are read."""


class ToneKind(StrEnum):
    """Why an expression is out of place."""

    REPROACH = "reproach"
    PRESSURE = "pressure"
    COUNTER = "counter"
    ARGUMENT = "argument"
    THREAT = "threat"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneEntry:
    """One expression that no message uses, and what to write instead."""

    id: str
    source: str
    kind: ToneKind
    pattern: re.Pattern[str]
    instead: str
    accept: tuple[str, ...]
    reject: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about a message. `blocking` is False for what is only still to be filled in.

    `start` and `end` are character offsets into the message, both 0 for what is missing.
    """

    code: str
    message: str
    blocking: bool = True
    start: int = 0
    end: int = 0


_NEXT = re.compile(
    r"\b(?:call|ring|write|get in touch|be in touch|check (?:in|back)|follow up|apply|"
    r"suit you|take it that|reach out|contact you)\b",
)
_DAY_WORD = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\bnext week\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b\d{4}-\d{2}-\d{2}\b|"
    r"\b\d{1,2}[./]\d{1,2}\b|\[[^\[\]\n]{0,40}\bday\b[^\[\]\n]{0,40}\]"
)
_WHEN = re.compile(
    r"\b(?:applied|application|met|talked|spoke|spoken|talk|interview(?:ed)?|conversation|sent)\b"
)
_THANKS = re.compile(r"\b(?:thanks?|thank you|grateful|appreciate)\b")
_YES_NO = re.compile(r"\byes or no\b|\b(?:am i|is (?:the|it|my)|are you|do you|has the)\b[^?\n]*\?")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_WORD = re.compile(r"[^\W_]{3,}")

_MISSING = {
    "name": "say who you are",
    "job": "name the job, with its title or number",
    "when": "say when you applied, or when and where you met",
    "requirement": "name one thing that they ask for and that your resume shows",
    "next": "say on which day you will call or write again",
    "thanks": "thank them",
    "question": "ask one question that can be answered with yes or no",
}


def lint_message(
    text: str,
    application: Application,
    *,
    proofs: tuple[Proof, ...] = (),
    elements: tuple[str, ...] = ("name", "job", "when", "requirement", "next", "thanks"),
    settings: FollowupSettings | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with a message, in the order of the text and what is missing last.

    A requirement is looked for only where `proofs` are known. Blanks are reported, but do not
    block: they stand for facts that only the person has.
    """
    settings = settings or FollowupSettings()
    if len(text) > LONGEST_DRAFT:
        return (Finding(code="TOO_LONG", message=f"longer than {LONGEST_DRAFT} characters"),)
    lowered = text.lower().replace("’", "'")
    findings = _tone(_without_facts(lowered, application, proofs))
    words = len(text.split())
    if words > settings.draft_words:
        findings.append(
            Finding(
                code="TOO_LONG",
                message=f"{words} words: say it in {settings.draft_words} at most",
            )
        )
    findings += [
        Finding(code=f"MISSING_{element.upper()}", message=_MISSING[element])
        for element in elements
        if not _has(element, text, lowered, application, proofs)
    ]
    findings += [
        Finding(code="BLANK", message=f"fill in: {blank}", blocking=False)
        for blank in blanks_in(text)
    ]
    return tuple(findings)


def lint_own_draft(
    draft: Draft, application: Application, proofs: tuple[Proof, ...] = ()
) -> tuple[Finding, ...]:
    """What the linter says of a draft that was built here: nothing that blocks."""
    return lint_message(draft.text, application, proofs=proofs, elements=draft.elements)


def _tone(lowered: str) -> list[Finding]:
    """What the deny-list finds, in the order of the text."""
    findings = [
        Finding(
            code=f"TONE_{entry.kind.value.upper()}",
            message=entry.instead,
            start=found.start(),
            end=found.end(),
        )
        for entry in tone_entries()
        for found in entry.pattern.finditer(lowered)
    ]
    return sorted(findings, key=lambda finding: (finding.start, finding.code))


_QUOTE = re.compile(r"“([^“”]{1,2000})”")


def _without_facts(lowered: str, application: Application, proofs: tuple[Proof, ...]) -> str:
    """The text with its facts and true quotations blanked, every offset as before.

    What the posting or the resume says is no word of the person's own ("urgent care nurse").
    """
    said = " ".join(f"{p.requirement} {p.line}" for p in proofs).lower().replace("’", "'")
    said = " ".join(said.split())

    def blank_true(found: re.Match[str]) -> str:
        inner = found.group(1).rstrip(" …")
        return " " * len(found.group()) if inner and inner in said else found.group()

    text = _QUOTE.sub(blank_true, lowered)
    for fact in (application.title, application.employer, application.met_at):
        if fact:
            text = text.replace(fact.lower(), " " * len(fact))
    return text


def _has(
    element: str,
    text: str,
    lowered: str,
    application: Application,
    proofs: tuple[Proof, ...],
) -> bool:
    if element == "name":
        name = application.sender.name
        return "[your name]" in lowered or (name.lower() in lowered if name else _signed(text))
    if element == "job":
        return _names_job(lowered, application)
    if element == "requirement":
        return _shows_requirement(lowered, proofs)
    if element == "thanks":
        return _THANKS.search(lowered) is not None
    if element == "question":
        return _YES_NO.search(lowered) is not None
    cue = _WHEN if element == "when" else _NEXT
    return any(
        cue.search(sentence) and _DAY_WORD.search(sentence)
        for sentence in _SENTENCE.findall(lowered)
    )


def _signed(text: str) -> bool:
    """True where the last line, or a sentence, gives a name: at most four capitalised words."""
    last = (text.strip().splitlines() or [""])[-1].split()
    signed = 1 <= len(last) <= 4 and all(word[:1].isupper() for word in last)
    return signed or re.search(r"(?:[Tt]his is|[Mm]y name is|I am) [A-Z]", text) is not None


def _names_job(lowered: str, application: Application) -> bool:
    known = [application.title, application.posting_id, application.posting_url]
    names = [name.lower() for name in known if name]
    if names:
        return any(name in lowered for name in names)
    return (
        "[job title]" in lowered
        or re.search(r"\b(?:position|job|role|post)\b", lowered) is not None
    )


def _shows_requirement(lowered: str, proofs: tuple[Proof, ...]) -> bool:
    """True where half of the words of one proven requirement, or of its line, are named."""
    if not proofs:
        return True
    said = set(_WORD.findall(lowered))
    for proof in proofs:
        for quote in (proof.requirement, proof.line):
            words = set(_WORD.findall(quote.lower()))
            if words and len(words & said) >= min(3, (len(words) + 1) // 2):
                return True
    return False


@cache
def tone_entries() -> tuple[ToneEntry, ...]:
    """The deny-list. Raises TableError for an unknown key, a bad pattern or missing examples."""
    keys = {"id", "source", "kind", "pattern", "instead", "accept", "reject"}
    table = load_table("tone")
    if set(table) != {"entry"} or not table["entry"]:
        raise TableError("tone.toml holds [[entry]] entries and nothing else")
    entries = []
    for entry in table["entry"]:
        if set(entry) != keys or not entry["accept"] or not entry["reject"]:
            raise TableError(f"tone.toml, entry {entry.get('id')}: needs exactly {sorted(keys)}")
        try:
            pattern, kind = re.compile(entry["pattern"]), ToneKind(entry["kind"])
        except (re.error, ValueError) as problem:
            raise TableError(f"tone.toml, entry {entry['id']}: {problem}") from problem
        entries.append(
            ToneEntry(
                id=entry["id"],
                source=entry["source"],
                kind=kind,
                pattern=pattern,
                instead=entry["instead"],
                accept=tuple(entry["accept"]),
                reject=tuple(entry["reject"]),
            )
        )
    return tuple(entries)
