"""From fit alone to a decision before applying, with the rules behind it.

The rule ids are those of docs/followup.md (F1-F14): Altman's advice, worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter

from fitcheck.documents.document import WarningCode
from fitcheck.matching.match import Band, FitReport, Level, Match
from fitcheck.matching.scorer import another_trade, band, score
from fitcheck.profiles.profile import Kind, Necessity, Posting
from fitcheck.settings import Settings


class Decision(StrEnum):
    """What to do before applying. `ask_referral_first` comes only from `plan_followup`."""

    APPLY = "apply"
    FIX_RESUME = "fix_resume"
    ASK_REFERRAL_FIRST = "ask_referral_first"
    SKIP = "skip"
    NEED_INFO = "need_info"

    @property
    def worth_it(self) -> bool:
        """True where the person should go on with this posting."""
        return self in (Decision.APPLY, Decision.FIX_RESUME, Decision.ASK_REFERRAL_FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: the rule that gave it and a sentence a person can read."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The decision, the band it rests on and the reasons, the weightiest first."""

    decision: Decision
    band: Band
    reasons: tuple[Reason, ...]


def decide(
    report: FitReport, posting: Posting, settings: Settings, *, brief: bool = False
) -> Verdict:
    """Strong → apply; partial → apply or fix_resume; weak, none → skip; unknown → need_info.

    A closed or expired posting is skipped whatever the fit is. `brief` gives only the reasons that
    the decision rests on, not what else is shown and missing.
    """
    closed = [w for w in posting.warnings if w.code is WarningCode.CLOSED_POSTING]
    if closed:
        said = closed[0].message
        reason = Reason(rule="X1", text=f"{said[:1].upper()}{said[1:].removesuffix('.')}.")
        return Verdict(decision=Decision.SKIP, band=report.band, reasons=(reason,))
    if report.band is Band.UNKNOWN:
        text = "The posting states no requirement that could be read: nothing to compare with."
        if posting.requirements:
            text = "Nothing that the posting asks could be judged from this resume."
        reason = Reason(rule="F2", text=text)
        return Verdict(decision=Decision.NEED_INFO, band=report.band, reasons=(reason,))
    decision = Decision.APPLY
    first: tuple[Reason, ...] = ()
    if report.hard_stops:
        decision, first = Decision.SKIP, _hard_stops(report, posting)
    elif report.band in _WEAK:
        decision, first = Decision.SKIP, (_why_not(report, settings),)
    elif report.band is Band.PARTIAL:
        lift = promotable(report, settings)
        if lift:
            decision, first = Decision.FIX_RESUME, (_fixable(lift, posting),)
        else:
            first = (_summary(report, "F8", "Most of it is there"),)
    else:
        first = (_summary(report, "F7", "The resume shows what the posting asks"),)
    more = () if brief else _strengths_and_gaps(report, posting)
    return Verdict(decision=decision, band=report.band, reasons=(*first, *more))


_WEAK = (Band.WEAK, Band.NONE)


def promotable(report: FitReport, settings: Settings) -> tuple[Match, ...]:
    """Listed required asks which, shown in a dated item, would lift a partial band to strong.

    Empty where even all of them together would not. Nothing is invented: they stand in the resume
    already, only without a place and a time.
    """
    listed = tuple(
        m
        for m in report.matches
        if m.level is Level.LISTED and m.requirement.necessity is Necessity.REQUIRED
    )
    if not listed:
        return ()
    up = {id(m) for m in listed}
    lifted = [replace(m, level=Level.DEMONSTRATED) if id(m) in up else m for m in report.matches]
    lifted_report = score(lifted, settings, kinship=report.kinship)
    return listed if lifted_report.band is Band.STRONG else ()


def _counts(report: FitReport) -> tuple[int, int]:
    asks = [
        m.level
        for m in report.matches
        if m.level.judged
        and (asked := m.requirement).kind is not Kind.DUTY
        and asked.necessity is Necessity.REQUIRED
        and not asked.kind.is_condition
    ]
    return asks.count(Level.DEMONSTRATED), len(asks)


def _summary(report: FitReport, rule: str, opening: str) -> Reason:
    done, asks = _counts(report)
    parts = [f"{done} of {asks} required asks are demonstrated"] if asks else []
    duties = [m for m in report.matches if m.requirement.kind is Kind.DUTY]
    if duties:
        shown = sum(m.level.rank >= Level.PARTIAL.rank for m in duties)
        parts.append(f"{shown} of {len(duties)} duties are shown at least in part")
    return Reason(rule=rule, text=f"{opening}: {', '.join(parts) or 'see the table'}.")


def _why_not(report: FitReport, settings: Settings) -> Reason:
    done, asks = _counts(report)
    far = report.kinship is not None and report.kinship.nearness < settings.bands.partial
    if far and band(replace(report, kinship=None), settings.bands) not in _WEAK:
        strange = another_trade(report, settings.bands)
        where = "of quite another line than" if strange else "not near enough to"
        return Reason(
            rule="F8",
            text="Some of what is asked stands in the resume, but its titles and its work are "
            f"{where} this posting's.",
        )
    if not asks:
        return Reason(rule="F8", text="Too little of the work is shown in the resume.")
    return Reason(
        rule="F8",
        text=f"{_few(done, asks)} demonstrated: an application, and any follow-up on it, is likely "
        "a waste of your time.",
    )


def _few(done: int, asks: int) -> str:
    if not done:
        return f"None of the {asks} required asks is" if asks > 1 else "The one required ask is not"
    return f"Only {done} of {asks} required asks {'is' if done == 1 else 'are'}"


def _hard_stops(report: FitReport, posting: Posting) -> tuple[Reason, ...]:
    stops = [m for m in report.matches if m.requirement.id in report.hard_stops]
    return tuple(
        Reason(
            rule="F11", text=f"A condition is not met: “{short(_quote(m, posting))}” ({m.reason})."
        )
        for m in stops
    )


def _fixable(listed: Sequence[Match], posting: Posting) -> Reason:
    names = "; ".join(f"“{short(_quote(m, posting), 60)}”" for m in listed[:3])
    return Reason(
        rule="F10",
        text=f"Listed but not shown: {names}. If you did this in a dated job or project, say it "
        "there before you apply.",
    )


def _strengths_and_gaps(report: FitReport, posting: Posting) -> tuple[Reason, ...]:
    """The weightiest thing shown and the weightiest things missing, at most three in all."""
    weighed = zip(report.matches, report.contributions, strict=True)
    rows = [(contribution.weight, m) for m, contribution in weighed if contribution.weight > 0.0]
    rows.sort(key=itemgetter(0), reverse=True)  # stable all the same: of equals the earlier first
    best = [m for _, m in rows if m.level is Level.DEMONSTRATED][:1]
    gaps = [m for _, m in rows if m.level is Level.ABSENT or m.level is Level.LISTED]
    gaps = [m for m in gaps if m.requirement.kind is not Kind.TRAIT][:2]
    said = [f"Shown: “{short(_quote(m, posting))}” ({m.reason})." for m in best]
    missing = [f"Missing: “{short(_quote(m, posting))}” ({m.reason})." for m in gaps]
    return (
        *(Reason(rule="F3", text=text) for text in said),
        *(Reason(rule="F6", text=text) for text in missing),
    )


def _quote(match: Match, posting: Posting) -> str:
    return posting.document.quote(match.requirement.span)


@lru_cache(maxsize=4096)
def short(text: str, most: int = 90) -> str:
    """The text on one line, cut at a word near `most` characters with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
