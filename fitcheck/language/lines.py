"""Which zone each line of a posting belongs to."""

from __future__ import annotations

from enum import StrEnum


class Zone(StrEnum):
    """What a line of a posting is for."""

    TITLE = "title"
    ABOUT = "about"
    DUTY = "duty"
    REQUIRED = "required"
    PREFERRED = "preferred"
    CONDITION = "condition"
    BENEFITS = "benefits"
    PROCESS = "process"
    LEGAL = "legal"
    OTHER = "other"

    @property
    def asks(self) -> bool:
        """True for the zones whose lines are requirements."""
        return self in (Zone.DUTY, Zone.REQUIRED, Zone.PREFERRED, Zone.CONDITION)
