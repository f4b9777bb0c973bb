"""What is to be done today over many applications, the most urgent first (C15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fitcheck.advice.verdict import Decision
from fitcheck.followup.application import Application, Contact, OfferedHelp
from fitcheck.followup.plan import Action, Plan, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One application with its plan of the day."""

    application: Application
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing to do today. `urgency` orders (0 first), `since` is the day it was due."""

    urgency: int
    since: date
    what: str
    label: str
    application: str | None = None
    how: str = ""


def due_list(
    entries: tuple[Entry, ...],
    owed: tuple[OfferedHelp, ...],
    cold: tuple[tuple[Contact, date], ...],
    today: date,
) -> tuple[DueItem, ...]:
    """What to do today: their questions first, thanks, touches, applying, then people (C15)."""
    items = [item for entry in entries for item in _items(entry, today)]
    items += [
        DueItem(
            urgency=6, since=offer.on, what="keep your offer", label=f"{offer.to}: {offer.what}"
        )
        for offer in owed
    ]
    items += [
        DueItem(urgency=7, since=last, what="keep warm", label=person.name or "")
        for person, last in cold
    ]
    return tuple(sorted(items, key=lambda item: (item.urgency, item.since, item.label)))


_URGENCY = {Action.RESPOND: 0, Action.LAST_ASK: 2, Action.FOLLOW_UP: 2, Action.ASK_REFERRAL: 3}
_DECISIONS = {
    Decision.APPLY: (3, "apply"),
    Decision.FIX_RESUME: (4, "fix the resume"),
    Decision.NEED_INFO: (5, "give what is missing"),
}


def _items(entry: Entry, today: date) -> list[DueItem]:
    plan, application = entry.plan, entry.application
    items = []

    def add(urgency: int, since: date, what: str, how: str = "") -> None:
        items.append(
            DueItem(
                urgency=urgency,
                since=since,
                what=what,
                label=application.label,
                application=application.id,
                how=how,
            )
        )

    if plan.thank_you is not None and plan.thank_you <= today:
        add(1, plan.thank_you, "say thank you")
    if plan.next in _URGENCY and plan.due is not None and plan.due <= today:
        slot = f" {plan.slot[0]}-{plan.slot[1]}" if plan.slot else ""
        add(_URGENCY[plan.next], plan.due, plan.next.value.replace("_", " "), plan.channel + slot)
    elif plan.decision in _DECISIONS:
        urgency, what = _DECISIONS[plan.decision]
        by = f"by {plan.apply_by}" if plan.apply_by else ""
        add(urgency, plan.apply_by or today, what, by)
    elif plan.state is State.NEED_INFO:
        add(5, today, "give what is missing", " ".join(plan.questions))
    return items
