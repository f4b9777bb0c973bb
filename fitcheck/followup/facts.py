"""All that a schedule depends on, in one value: the application, its history, the fit, the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fitcheck.followup.application import Application, Channel, FirmSize, Persistence
from fitcheck.followup.history import History
from fitcheck.followup.schedule import WorkingDays
from fitcheck.matching.match import Band
from fitcheck.settings import FollowupSettings


class Track(StrEnum):
    """Which cadence holds."""

    APPLICATION = "application"
    CONVERSATION = "conversation"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a schedule depends on."""

    application: Application
    history: History
    band: Band
    today: date
    settings: FollowupSettings
    days: WorkingDays

    @property
    def act_on(self) -> date:
        """Today, or the next working day: when something overdue can be done."""
        return self.days.roll(self.today)

    @property
    def size(self) -> FirmSize:
        """The size class of the firm."""
        return self.application.firm_size(self.settings)

    @property
    def track(self) -> Track:
        """The cadence that holds: any talk about the job outranks the channel."""
        application = self.application
        related = application.channel is Channel.RECRUITER and application.relationship
        if self.history.conversation or application.channel is Channel.MET or related:
            return Track.CONVERSATION
        if application.channel is Channel.REFERRAL:
            return Track.REFERRAL
        return Track.APPLICATION

    @property
    def clock(self) -> date:
        """When the silence began; the deadline counts for a bare application only (Q1)."""
        application, history = self.application, self.history
        days = [history.start, application.applied_on, history.clock]
        if self.track is Track.APPLICATION:
            days.append(application.deadline)
        if self.track is Track.CONVERSATION:
            days = [history.talked] if history.talked else [*days, application.met_on]
            if history.agreement is not None and history.agreement.named is not None:
                days.append(history.agreement.named)
        return max((day for day in days if day is not None), default=self.today)

    @property
    def review(self) -> date:
        """The first day on which two weeks of silence are over."""
        return self.days.plus(self.clock, self.settings.review_days)

    @property
    def tireless(self) -> bool:
        """True where the person opted to go on until told, after a talk or with leave (K2)."""
        opted = self.application.persistence is Persistence.UNTIL_TOLD
        return opted and (self.history.judged or self.history.next_date_agreed)

    @property
    def silent_no(self) -> bool:
        """True where silence itself is the answer: a large firm (Q3), a recruiter's stranger."""
        if self.track is not Track.APPLICATION:
            return False
        return self.size is FirmSize.LARGE or self.application.channel is Channel.RECRUITER

    @property
    def cap(self) -> int:
        """The most touches in one run of silence, the last question included."""
        if self.track is not Track.APPLICATION:
            return self.settings.cap_conversation
        partial = self.band is Band.PARTIAL
        return self.settings.cap_partial if partial else self.settings.cap_application
