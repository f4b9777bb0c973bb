"""Whether somebody gave two resumes, two postings, or the two in the wrong order."""

from __future__ import annotations

from datetime import date

from fitcheck.documents.document import DocumentWarning, WarningCode
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.profiles.resume import parse_resume

_SWAPPED = "The two files seem to be swapped: give the resume first, then the posting."
_TWO_POSTINGS = "Both files look like postings: the first should be a resume."
_TWO_RESUMES = "Both files look like resumes: the second should be a posting."


def mixed_up(
    resume: Resume, posting: Posting, *, as_of: date, vocabulary: Vocabulary
) -> tuple[DocumentWarning, ...]:
    """The warning about two resumes, two postings, or the two swapped; mostly none.

    Where one of the files reads like the other kind, both are looked at in the other role.
    """
    asks = _warned(resume.warnings, WarningCode.LOOKS_LIKE_POSTING)
    tells = _warned(posting.warnings, WarningCode.LOOKS_LIKE_RESUME)
    if asks and not tells:
        second = parse_resume(posting.document, as_of=as_of, vocabulary=vocabulary)
        tells = bool(second.positions)
    elif tells and not asks:
        asks = not resume.positions
    return _warning(first_asks=asks, second_tells=tells)


def _warning(*, first_asks: bool, second_tells: bool) -> tuple[DocumentWarning, ...]:
    """The warning, if any, by what the files read like.

    `first_asks`: the file given as resume reads like a posting; `second_tells`: the file given as
    posting reads like a resume.
    """
    if not (first_asks or second_tells):
        return ()
    message = _SWAPPED if first_asks and second_tells else _TWO_POSTINGS
    if not first_asks:
        message = _TWO_RESUMES
    code = WarningCode.LOOKS_LIKE_POSTING if first_asks else WarningCode.LOOKS_LIKE_RESUME
    return (DocumentWarning(code=code, message=message),)


def _warned(warnings: tuple[DocumentWarning, ...], code: WarningCode) -> bool:
    return any(warning.code is code for warning in warnings)
