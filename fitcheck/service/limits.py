"""What one running service may take."""

from __future__ import annotations

from dataclasses import dataclass

from fitcheck.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLimits:
    """Limits of the service. Raises SettingsError for a value outside its range.

    At its worst it holds `places` bodies, each up to three times while it is taken apart.
    """

    body_bytes: int = 25_000_000
    """Largest body. One file of the largest size that is read (20 MB) and a posting beside it;
    the largest honest resume seen in development has 6 MB."""
    places: int = 10
    """Requests with a body under way at once, those that wait included; further ones are told to
    come back. One person's browser has six connections at most."""
    judges: int = 2
    """Processes that judge at the same time, each about 100 MB."""
    body_seconds: float = 30.0
    """Seconds in which a body must have come in: it does not come from afar."""
    wait_seconds: float = 20.0
    """Seconds that a request waits for a process to be free."""
    judge_seconds: float = 45.0
    """Seconds for reading and judging. Reading takes 20 at most (a file of 10 s, read again), the
    longest texts that are kept took 12 to judge on a busy machine."""
    start_seconds: float = 60.0
    """Seconds for a process to load what it needs: 1.4 on an idle machine."""
    tasks_per_judge: int = 200
    """Tasks after which a process is replaced, so that what libraries leak stays small."""
    application_bytes: int = 1_000_000
    """Bytes of an application file, as on the command line."""
    retry_after: int = 5
    """Seconds after which a client that was turned away may try again."""

    def __post_init__(self) -> None:
        for name, (least, most) in _RANGES.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not least <= value <= most:
                raise SettingsError(f"{name} is {value}: it must lie between {least} and {most}")


_RANGES: dict[str, tuple[float, float]] = {
    "body_bytes": (1_000, 1 << 30),
    "places": (1, 1_000),
    "judges": (1, 64),
    "body_seconds": (0.1, 3_600),
    "wait_seconds": (0.0, 3_600),
    "judge_seconds": (0.1, 3_600),
    "start_seconds": (1, 600),
    "tasks_per_judge": (1, 1_000_000),
    "application_bytes": (1_000, 10_000_000),
    "retry_after": (1, 3_600),
}
