"""The deliberate errors of fitcheck.

    FitcheckError
    ├── InputError                  a file or text that cannot be judged; `code` says why
    │   ├── MissingInputError       missing, directory, not_regular
    │   ├── EmptyInputError         empty
    │   ├── UnsupportedInputError   unsupported, legacy_doc, archive
    │   ├── EncryptedInputError     encrypted
    │   ├── UnreadableInputError    scanned, unmapped_fonts, corrupt, not_text
    │   └── LimitExceededError      too_large, too_complex, timeout, crashed
    ├── ApplicationFileError        an application file with a wrong key, date or value
    ├── CorrectionsError            a file of corrections with a wrong key, date or value
    ├── TableError                  a table under fitcheck/data that breaks its own rules
    ├── SettingsError               a setting outside its range
    ├── ModelError                  a shipped model that is missing or whose digest is wrong
    ├── IsolationError              no process of its own can be started to read files in
    └── MissingExtraError           an optional dependency that is not installed

A bad fit is never an error. Recoverable troubles of reading are `Document.warnings`.
Every message says what was found and what to do, in one line, and quotes no text of the file.
"""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Why an input could not be judged; the `error.code` of the wire schema."""

    MISSING = "missing"
    DIRECTORY = "directory"
    NOT_REGULAR = "not_regular"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    LEGACY_DOC = "legacy_doc"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    UNMAPPED_FONTS = "unmapped_fonts"
    NO_PAGES = "no_pages"
    XFA_FORM = "xfa_form"
    PORTFOLIO = "portfolio"
    CORRUPT = "corrupt"
    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    APPLICATION = "application"
    CORRECTIONS = "corrections"
    TABLE = "table"
    SETTINGS = "settings"
    MODEL = "model"
    ISOLATION = "isolation"
    MISSING_EXTRA = "missing_extra"
    USAGE = "usage"


class FitcheckError(Exception):
    """Base of every deliberate error.

    `code` is stable and machine-readable; `source` names the input as the caller named it
    (never a quotation from it), or is None.
    """

    code: ErrorCode = ErrorCode.USAGE

    def __init__(
        self, message: str, *, code: ErrorCode | None = None, source: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        if code is not None:
            self.code = code


class InputError(FitcheckError):
    """An input that cannot be judged."""

    code = ErrorCode.CORRUPT


class MissingInputError(InputError):
    """Nothing to read at that place: no file, a folder, a device."""

    code = ErrorCode.MISSING


class EmptyInputError(InputError):
    """The input holds no text at all."""

    code = ErrorCode.EMPTY


class UnsupportedInputError(InputError):
    """A format that fitcheck does not read; the message names the way out."""

    code = ErrorCode.UNSUPPORTED


class EncryptedInputError(InputError):
    """A password stands before the text."""

    code = ErrorCode.ENCRYPTED


class UnreadableInputError(InputError):
    """The format is known, the text cannot be had: a scan, unmapped fonts, damage."""

    code = ErrorCode.CORRUPT


class LimitExceededError(InputError):
    """A limit on size, complexity, time or memory was reached."""

    code = ErrorCode.TOO_LARGE


class ApplicationFileError(FitcheckError):
    """An application file that breaks its schema; the message names key and line."""

    code = ErrorCode.APPLICATION


class CorrectionsError(FitcheckError):
    """A file of corrections that breaks its form; the message names key and line."""

    code = ErrorCode.CORRECTIONS


class TableError(FitcheckError):
    """A table under `fitcheck/data` has an unknown key, an empty group or a failing example."""

    code = ErrorCode.TABLE


class SettingsError(FitcheckError):
    """A setting is unknown or outside its range."""

    code = ErrorCode.SETTINGS


class ModelError(FitcheckError):
    """A shipped model or compiled table is missing or its digest does not match."""

    code = ErrorCode.MODEL


class IsolationError(FitcheckError):
    """No process can be started in which strangers' files could be read safely."""

    code = ErrorCode.ISOLATION


class MissingExtraError(FitcheckError, ImportError):
    """An optional dependency is needed; the message names the extra to install."""

    code = ErrorCode.MISSING_EXTRA
