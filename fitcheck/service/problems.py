"""Why a request was not answered as asked: a closed list of codes, each with its status.

The body of every refusal is the `fitcheck.error/1` of the wire schema with the members of a
problem document (RFC 9457) beside it. It quotes nothing of a body.
"""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import Any

from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.render.json_text import dumps

MEDIA_TYPE = "application/problem+json"


class ServiceCode(StrEnum):
    """What the service itself refuses; what cannot be judged has an `ErrorCode`."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    FOREIGN_HOST = "foreign_host"
    FOREIGN_ORIGIN = "foreign_origin"
    TOKEN = "token"  # noqa: S105 - the name of a code
    KEY = "key"
    NOT_FOUND = "not_found"
    METHOD = "method"
    SLOW_BODY = "slow_body"
    BODY_TOO_LARGE = "body_too_large"
    CONTENT_TYPE = "content_type"
    BUSY = "busy"
    DEADLINE = "deadline"
    INTERNAL = "internal"


STATUS: dict[ServiceCode, int] = {
    ServiceCode.MALFORMED: 400,
    ServiceCode.INVALID: 422,
    ServiceCode.FOREIGN_HOST: 403,
    ServiceCode.FOREIGN_ORIGIN: 403,
    ServiceCode.TOKEN: 403,
    ServiceCode.KEY: 403,
    ServiceCode.NOT_FOUND: 404,
    ServiceCode.METHOD: 405,
    ServiceCode.SLOW_BODY: 408,
    ServiceCode.BODY_TOO_LARGE: 413,
    ServiceCode.CONTENT_TYPE: 415,
    ServiceCode.BUSY: 503,
    ServiceCode.DEADLINE: 504,
    ServiceCode.INTERNAL: 500,
}
_BROKEN = (ErrorCode.TABLE, ErrorCode.MODEL)
"""Errors of an installation; no input leads to them."""


class Problem(Exception):  # noqa: N818 - the name that the standard gives it
    """A request that is not answered as asked. `source` is a name that the client gave."""

    def __init__(
        self,
        code: ServiceCode | ErrorCode,
        message: str,
        *,
        source: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.source = code, message, source
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """The status of HTTP that the code stands for."""
        if isinstance(self.code, ServiceCode):
            return STATUS[self.code]
        if self.code is ErrorCode.ISOLATION:
            return 503
        return 500 if self.code in _BROKEN else 422

    def headers(self) -> dict[str, str]:
        """Headers that belong to it."""
        seconds = self.retry_after if self.retry_after is not None else 5
        return (
            {"retry-after": str(seconds)} if self.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        )

    def body(self) -> bytes:
        """The JSON text of it."""
        return dumps(self.value()).encode("utf-8")

    def value(self) -> dict[str, Any]:
        """The members of it."""
        return {
            "schema": "fitcheck.error/1",
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.message,
            "error": {
                "code": self.code.value,
                "message": self.message,
                "source": self.source,
            },
        }


def problem_of(error: FitcheckError) -> Problem:
    """The problem that a deliberate error stands for."""
    return Problem(error.code, error.message, source=error.source)
