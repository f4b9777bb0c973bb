"""Drafts for each action, built from facts and from lines of the resume; never an invented fact.

A fact that is not known shows as a blank in square brackets, and the draft lists its blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fitcheck.errors import TableError
from fitcheck.followup.application import Application, Channel, Role
from fitcheck.followup.history import read_history
from fitcheck.followup.plan import Action, Plan, State, Way
from fitcheck.records.raw_file import parse_values, read_text
from fitcheck.settings import load_table

_FIELD = re.compile(r"\{([a-z_]+)\}")
_BLANK = re.compile(r"\[([^\[\]\n]{1,80})\]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REQUIREMENT_WORDS = 12
LINE_WORDS = 20
"""Longest quotations, in words, so that a message stays within `draft_words`; cut at a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One requirement that the resume demonstrates: both verbatim, sliced by the caller.

    `weight` is its share of the score, in [0, 1]: of several the heaviest is named in messages.
    """

    requirement: str
    line: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to send or say. `blanks` names what the person has to fill in.

    `elements` are those that the linter asks of it (rule C8).
    """

    id: str
    action: str
    way: Way
    subject: str
    text: str
    elements: tuple[str, ...]
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    text: str
    needs: tuple[str, ...]
    choice: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template of the table `messages`, or of a person's own file of the same form."""

    id: str
    source: str
    action: str
    way: Way
    elements: tuple[str, ...]
    subject: str
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """All templates, and what a missing fact is called."""

    drafts: tuple[Template, ...]
    blanks: tuple[tuple[str, str], ...]


ELEMENTS = ("name", "job", "when", "requirement", "next", "thanks", "question")
"""What a message can be asked to hold (C8, Q10)."""


def load_templates(own: Path | None = None) -> Templates:
    """The shipped templates; those of a person's own file stand in for the ones of the same id.

    Raises TableError where a template breaks the form, MissingInputError where the file is
    missing, ApplicationFileError where it is no TOML.
    """
    table = load_table("messages")
    shipped = _templates(table, "messages.toml")
    blanks = tuple((str(k), str(v)) for k, v in table["blanks"].items())
    _check_facts(shipped, dict(blanks), "messages.toml")
    if own is not None:
        values, _ = parse_values(read_text(own), name=own.name)
        chosen = {template.id: template for template in shipped}
        mine = _templates(values, own.name)
        _check_facts(mine, dict(blanks), own.name)
        chosen |= {template.id: template for template in mine}
        shipped = tuple(chosen.values())
    return Templates(drafts=shipped, blanks=blanks)


def draft_messages(
    application: Application,
    plan: Plan,
    proofs: tuple[Proof, ...] = (),
    *,
    templates: Templates | None = None,
) -> tuple[Draft, ...]:
    """The messages for the plan's next action and for thanks that are due; empty when ended.

    `proofs` are demonstrated requirements; the shortest pair is quoted.
    """
    templates = templates or load_templates()
    facts = _facts(application, plan, proofs)
    wanted = []
    if plan.next is not None and plan.state is not State.NEED_INFO:
        way = Way.EMAIL if plan.next is Action.RESPOND else plan.channel
        wanted.append((plan.next.value, way))
    if plan.suggest == "ask_referrer_about_other_roles":
        wanted.append(("other_roles", Way.REFERRER))
    drafts = [
        _write(template, facts, dict(templates.blanks))
        for action, way in wanted
        for template in templates.drafts
        if template.action == action and template.way is way
    ]
    if plan.thank_you is not None:
        thanks = _facts(application, plan, proofs, after_thanks=True)
        drafts += [
            _write(template, thanks, dict(templates.blanks))
            for template in templates.drafts
            if template.action == "thank_you"
        ]
    return tuple(drafts)


def spoken_day(day: date) -> str:
    """`Monday, 16 November`: a day as one says it, the same everywhere."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"


def blanks_in(text: str) -> tuple[str, ...]:
    """What stands between square brackets, to be filled in."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def _facts(
    application: Application, plan: Plan, proofs: tuple[Proof, ...], *, after_thanks: bool = False
) -> dict[str, str]:
    """The known facts as texts. `after_thanks`: the next step is the plan's own next one."""
    history = read_history(application, plan.today)
    role = plan.target if plan.target in (Role.RECRUITER, Role.EMPLOYER) else Role.EMPLOYER
    if application.channel is Channel.RECRUITER:
        role = Role.RECRUITER
    contact, referrer = application.contact_for(role), application.contact_for(Role.REFERRER)
    coming = plan.schedule if after_thanks else plan.schedule[1:]
    next_touch = next((s.on for s in coming if s.kind.is_touch), None)
    met_on = application.met_on
    days = {
        "applied_on": application.applied_on,
        "met_on": met_on,
        "talked_on": history.last_talk.on if history.last_talk else None,
        "next_on": next_touch or (None if after_thanks else plan.close_on),
        "close_on": plan.apply_by or plan.close_on,
        "day": plan.due,
    }
    proof = min(proofs, key=_order, default=None)
    texts = {
        "name": application.sender.name,
        "phone": application.sender.phone,
        "title": application.title,
        "employer": application.employer,
        "reference": application.posting_id or application.posting_url,
        "met_at": application.met_at,
        "contact": contact.name if contact else None,
        "referrer": referrer.name if referrer else None,
        "requirement": _cut(proof.requirement, REQUIREMENT_WORDS) if proof else None,
        "line": _cut(proof.line, LINE_WORDS) if proof else None,
        "revised": "yes" if plan.with_revised_resume else None,
    }
    facts = {name: text for name, text in texts.items() if text}
    return facts | {name: spoken_day(day) for name, day in days.items() if day}


def _order(proof: Proof) -> tuple[float, int, str]:
    """The heaviest first, of equals the shortest: a skill says more of a person than a language."""
    return (-proof.weight, len(proof.requirement) + len(proof.line), proof.line)


def _cut(quote: str, words: int) -> str:
    """The quotation without a final stop, cut after so many words."""
    parts = quote.split()
    kept = " ".join(parts[:words]).strip(" .;,“”")
    return f"{kept} …" if len(parts) > words else kept


def _write(template: Template, facts: dict[str, str], blanks: dict[str, str]) -> Draft:
    chosen: list[str] = []
    done: set[str] = set()
    for part in template.parts:
        if part.choice in done or not all(need in facts for need in part.needs):
            continue
        if part.choice is not None:
            done.add(part.choice)
        chosen.append(_filled(part.text, facts, blanks))
    greeting, *body = chosen
    spoken = template.way is Way.PHONE
    # A letter has its greeting and its name on lines of their own; a call is said in one go.
    text = " ".join(chosen) if spoken else f"{greeting}\n\n{' '.join(body[:-1])}\n\n{body[-1]}"
    return Draft(
        id=template.id,
        action=template.action,
        way=template.way,
        subject=_filled(template.subject, facts, blanks),
        text=text,
        elements=template.elements,
        blanks=tuple(b for b in blanks_in(text)),
    )


def _filled(text: str, facts: dict[str, str], blanks: dict[str, str]) -> str:
    """The text with its facts; a single pass, so that a fact with braces stays as it is."""

    def fact(found: re.Match[str]) -> str:
        name = found.group(1)
        return facts.get(name) or f"[{blanks.get(name, name)}]"

    return _FIELD.sub(fact, text)


def _templates(table: dict[str, Any], name: str) -> tuple[Template, ...]:
    unknown = sorted(set(table) - {"draft", "blanks"})
    if unknown or not table.get("draft"):
        raise TableError(f"{name}: unknown keys {unknown} or no [[draft]]")
    return tuple(_template(entry, name) for entry in table["draft"])


def _template(entry: dict[str, Any], name: str) -> Template:
    keys = {"id", "source", "action", "way", "elements", "subject", "parts"}
    if set(entry) != keys or len(entry["parts"]) < 3:
        raise TableError(f"{name}, draft {entry.get('id')}: needs exactly {sorted(keys)}, 3 parts")
    odd = sorted(set(entry["elements"]) - set(ELEMENTS))
    loose = [p for p in entry["parts"] if not set(p) <= {"text", "needs", "choice"}]
    if odd or loose or entry["way"] not in set(Way):
        raise TableError(f"{name}, draft {entry['id']}: unknown way, elements {odd} or part keys")
    return Template(
        id=entry["id"],
        source=entry["source"],
        action=entry["action"],
        way=Way(entry["way"]),
        elements=tuple(entry["elements"]),
        subject=entry["subject"],
        parts=tuple(
            _Part(text=p["text"], needs=tuple(p.get("needs", ())), choice=p.get("choice"))
            for p in entry["parts"]
        ),
    )


def _check_facts(templates: tuple[Template, ...], blanks: dict[str, str], name: str) -> None:
    """Every {fact} of a template is one that exists. Raises TableError."""
    for template in templates:
        for text in (template.subject, *(part.text for part in template.parts)):
            odd = [fact for fact in _FIELD.findall(text) if fact not in blanks]
            if odd:
                raise TableError(f"{name}, draft {template.id}: unknown facts {odd}")
