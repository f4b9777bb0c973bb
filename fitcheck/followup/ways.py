"""Whom the next touch reaches and how: the stated contact policy first, then what is known."""

from __future__ import annotations

from fitcheck.followup.application import Barred, Channel, Contact, Role, Via
from fitcheck.followup.facts import Facts, Track
from fitcheck.followup.plan import Way


def way_of_touch(facts: Facts, index: int) -> tuple[Way | None, Role]:
    """How and whom the touch with that index in the run (from 0) reaches."""
    role = Role.EMPLOYER
    if facts.application.channel is Channel.RECRUITER:
        role = Role.RECRUITER
    if facts.track is Track.REFERRAL and index == 0 and not facts.history.touches:
        role = Role.REFERRER
    return way_to(facts, role), role


def way_to(facts: Facts, role: Role) -> Way | None:
    """How to reach that role: the posting's policy is hard, then what is known, then the track.

    None where no way is left. The referrer is the person's own contact, whom no policy covers.
    """
    if role is Role.REFERRER:
        return Way.REFERRER
    application, contact = facts.application, facts.application.contact_for(role) or Contact()
    policy = set(application.contact_policy)
    if Barred.NO_CONTACT in policy:
        return None
    no_phone = bool(policy & {Barred.NO_PHONE, Barred.NO_CALLS}) or facts.history.no_calls
    by_mail = Barred.NO_EMAIL not in policy
    if no_phone:
        # An address is presumed findable, but not where calls are barred by the posting.
        findable = contact.email is not None or not policy & {Barred.NO_PHONE, Barred.NO_CALLS}
        return Way.EMAIL if by_mail and findable else None
    if _prefers_phone(facts, contact):
        return Way.PHONE
    if by_mail:
        return Way.EMAIL
    return Way.PHONE if contact.phone or application.main_number else None


def _prefers_phone(facts: Facts, contact: Contact) -> bool:
    """Calls after a talk (K8), unless only an address is known or they would rather read."""
    by_channel = facts.application.channel in (Channel.MET, Channel.RECRUITER)
    if facts.track is not Track.CONVERSATION or not (facts.history.spoken or by_channel):
        return contact.prefers is Via.PHONE and contact.phone is not None
    if contact.prefers is not None:
        return contact.prefers is Via.PHONE
    only_address = contact.email is not None and contact.phone is None
    return not only_address or facts.history.next_date_agreed
