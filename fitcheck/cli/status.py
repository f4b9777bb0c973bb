"""How every invocation ends."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit statuses of the `fitcheck` command (docs/wire-schema.md)."""

    WORTH_IT = 0
    NOT_WORTH_IT = 1
    NOT_JUDGED = 2
    NEED_INFO = 3
    SOME_FAILED = 4
