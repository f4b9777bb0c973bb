"""Applications and events as the plain keys and values of a file; what is not said is left out."""

from __future__ import annotations

from typing import Any

from fitcheck.followup.application import Application, Contact, Event, FirmSize, Persistence

_PLAIN = (
    "id", "title", "employer", "posting_id", "posting_url", "posted_on", "resume", "posting",
    "channel", "size_source", "relationship", "fit", "fixable_to", "hard_condition_unmet",
    "posting_closed", "asks_protected", "applied_on", "met_on", "met_at", "deadline",
    "main_number", "country", "note",
)  # fmt: skip


def event_values(event: Event) -> dict[str, Any]:
    """The keys of an event in a file; what is not said is left out."""
    flags = ("last_ask", "thank_you", "answer", "no_calls")
    values: dict[str, Any] = {"on": event.on, "kind": event.kind.value}
    for key in ("at", "via", "contact", "target", "promise", "permission", "note"):
        value = getattr(event, key)
        if value is not None:
            values[key] = str(value) if isinstance(value, str) else value
    if event.permitted and event.permission is None:
        values["permission"] = True
    values |= {flag: True for flag in flags if getattr(event, flag)}
    return values


def application_values(application: Application) -> dict[str, Any]:
    """The keys of an application in a file; defaults are left out."""
    values: dict[str, Any] = {}
    for key in _PLAIN:
        value = getattr(application, key)
        if value is not None and value is not False:
            values[key] = str(value) if isinstance(value, str) else value
        if key == "channel":
            size = application.employees or application.size.value
            if size != FirmSize.UNKNOWN.value:
                values["size"] = size
    if application.ties:
        values["ties"] = [tie.value for tie in application.ties]
    if application.contact_policy:
        values["contact_policy"] = [policy.value for policy in application.contact_policy]
    if application.persistence is not Persistence.HORIZON:
        values["persistence"] = application.persistence.value
    if application.posting_text:
        values["posting_text"] = application.posting_text
    return values | _tables(application)


def _tables(application: Application) -> dict[str, Any]:
    """The keys whose values are tables; they come last in a file."""
    values: dict[str, Any] = {}
    sender = {key: getattr(application.sender, key) for key in ("name", "phone", "email", "tz")}
    if any(sender.values()):
        values["sender"] = {key: value for key, value in sender.items() if value}
    if application.contacts:
        values["contacts"] = [_contact_values(contact) for contact in application.contacts]
    if application.settings:
        values["settings"] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in application.settings
        }
    if application.offered_help:
        values["offered_help"] = [
            {"on": offer.on, "to": offer.to, "what": offer.what}
            | ({"done": offer.done} if offer.done else {})
            for offer in application.offered_help
        ]
    if application.override is not None:
        values["override"] = _override_values(application)
    if application.events:
        values["events"] = [event_values(event) for event in application.events]
    return values


def _override_values(application: Application) -> dict[str, Any]:
    override = application.override
    if override is None:
        return {}
    values: dict[str, Any] = {"on": override.on, "reason": override.reason}
    if override.verdict is not None:
        values["verdict"] = override.verdict.value
    if override.date is not None:
        values["date"] = override.date
    return values


def _contact_values(contact: Contact) -> dict[str, Any]:
    keys = ("name", "role", "tie", "tz", "email", "phone", "prefers", "recruiter_kind")
    values = {key: getattr(contact, key) for key in (*keys, "last_contact")}
    return {k: str(v) if isinstance(v, str) else v for k, v in values.items() if v is not None}
