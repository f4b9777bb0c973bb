"""Beside the plan: what to put right in the record, and which settings were changed."""

from __future__ import annotations

from dataclasses import fields, replace

from fitcheck.errors import SettingsError
from fitcheck.followup.application import Application
from fitcheck.followup.facts import Facts
from fitcheck.followup.history import too_soon
from fitcheck.followup.plan import ENDED, Lint, Plan, State
from fitcheck.settings import FollowupSettings


def lint_record(facts: Facts, plan: Plan) -> tuple[Lint, ...]:
    """What is to be put right in the record; nothing is asked once the file is closed."""
    history = facts.history
    found: list[Lint] = []
    if plan.state not in ENDED and history.last_talk is not None and not history.next_date_agreed:
        found.append(Lint.ASK_NEXT_DATE)
    if plan.state is State.NEED_INFO and history.agreement is not None:
        found.append(Lint.GIVE_DATE if history.agreement.named is None else Lint.FIT_UNKNOWN)
    if any(event.on > facts.today for event in facts.application.events):
        found.append(Lint.FUTURE_EVENT)
    if too_soon(history):
        found.append(Lint.TOO_SOON)
    answer, stop = history.answered, history.stop
    if answer is not None and history.asked is not None and history.asked.on > answer.on:
        found.append(Lint.WROTE_AFTER_ANSWER)
    if stop is not None and history.last_touch is not None and history.last_touch > stop.on:
        found.append(Lint.TOUCH_AFTER_STOP)
    return tuple(found)


def changed_settings(
    settings: FollowupSettings, application: Application
) -> tuple[FollowupSettings, tuple[str, ...]]:
    """The settings with the application's changes, and all changes beside the defaults.

    Holidays are not named: they come with the country of every application.
    """
    names = {field.name for field in fields(FollowupSettings)}
    calibrated, changed = FollowupSettings(), {name for name, _ in application.settings}
    notes = [
        f"{field.name}={getattr(settings, field.name)} (default {getattr(calibrated, field.name)})"
        for field in fields(FollowupSettings)
        if field.name not in changed
        and field.name != "holidays"
        and getattr(settings, field.name) != getattr(calibrated, field.name)
    ]
    for name, value in application.settings:
        if name not in names:
            raise SettingsError(f"there is no setting {name!r} for following up")
        notes.append(f"{name}={value} (default {getattr(settings, name)})")
    changes: dict[str, object] = dict(application.settings)
    return (replace(settings, **changes) if changes else settings), tuple(notes)  # type: ignore[arg-type]
