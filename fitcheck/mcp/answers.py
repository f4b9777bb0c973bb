"""What the tools answer, as plain values; nothing here knows the protocol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from fitcheck.analysis import Analysis, proofs_of, with_analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.followup.application import Application
from fitcheck.followup.application_file import parse_application
from fitcheck.followup.messages import Proof, draft_messages
from fitcheck.followup.pipeline import with_country
from fitcheck.followup.policy import plan_followup
from fitcheck.matching.match import FitReport, Level, Match
from fitcheck.mcp.arguments import Arguments, Given
from fitcheck.mcp.corrected import corrections_beside, count_of
from fitcheck.mcp.folders import Folders
from fitcheck.profiles.profile import Necessity, Resume
from fitcheck.records.raw_file import LARGEST_FILE
from fitcheck.render.followup import followup_object
from fitcheck.render.wire import analysis_object, error_object

Json = dict[str, Any]
_DECISIONS = ("apply", "ask_referral_first", "fix_resume", "need_info", "skip")
_MISSING = 5
"""Required asks that a row of a comparison names as missing; the whole list has `check_fit`."""
_MEANINGS = {
    Level.DEMONSTRATED: "A dated or clearly placed item shows it, at the level asked.",
    Level.PARTIAL: "Part of it is shown: some of what is listed, half of the years, or a relative.",
    Level.LISTED: "Only named in a list of skills or a summary, or copied from the posting.",
    Level.ABSENT: "Nothing in the resume speaks to it.",
    Level.UNKNOWN: "A resume would not normally say; only the person knows. It is not scored.",
    Level.CONTRADICTED: "The resume states the opposite of a condition: a hard stop.",
}


class Answers:
    """Answers for one server. `today` gives the day that counts where a call names none."""

    def __init__(self, analyzer: Analyzer, folders: Folders, today: Callable[[], date]) -> None:
        self._analyzer, self._folders, self._today = analyzer, folders, today

    def check_fit(self, arguments: Arguments) -> Json:
        """`fitcheck.analysis/1` of a resume and a posting. Raises FitcheckError."""
        return analysis_object(self._analysis(arguments))

    def compare_postings(self, arguments: Arguments) -> Json:
        """`fitcheck.comparison/1`: one resume against many postings, the best first.

        A posting that cannot be read has its error in its place, behind all others.
        """
        given, postings = arguments.document("resume"), arguments.postings()
        day = self._day(arguments, "as_of")
        arguments.done()
        resume = self._analyzer.resume(self._read(given), as_of=day)
        # a broken file beside the resume is the trouble of the call, not of each posting
        corrections_beside(self._folders, given, Given(path=None, text="", name=""))
        rows = [self._row(resume, given, posting, day) for posting in postings]
        ranked = sorted(rows, key=_rank)
        return {
            "schema": "fitcheck.comparison/1",
            "signature": self._analyzer.signature,
            "as_of": day.isoformat(),
            "resume": given.name,
            "postings": ranked,
        }

    def plan_followup(self, arguments: Arguments) -> Json:
        """`fitcheck.followup/1` of an application, with a check where the pair is given."""
        given = arguments.document("application")
        resume, posting = (arguments.document_or_none(role) for role in ("resume", "posting"))
        day = self._day(arguments, "today")
        arguments.done()
        if (resume is None) is not (posting is None):
            raise FitcheckError("give the resume and the posting, or neither", code=ErrorCode.USAGE)
        application = self._application(given)
        report: FitReport | None = None
        proofs: tuple[Proof, ...] = ()
        corrections = 0
        if resume is not None and posting is not None:
            analysis = self._judged(resume, posting, day)
            corrections = count_of(analysis)
            report, proofs = analysis.report, proofs_of(analysis)
            application = with_analysis(application, analysis)
        settings = with_country(self._analyzer.settings.followup, application, day)
        plan = plan_followup(application, report, today=day, settings=settings)
        answer = followup_object(plan, draft_messages(application, plan, proofs))
        return {**answer, "corrections": corrections} if corrections else answer

    def explain_requirement(self, arguments: Arguments) -> Json:
        """`fitcheck.explanation/1` of one requirement, named by its number or by its words."""
        wanted = arguments.text("requirement", most=2_000)
        if wanted is None:
            raise FitcheckError("give the requirement: q1, or its words", code=ErrorCode.USAGE)
        analysis = self._analysis(arguments)
        match = _find(analysis, wanted)
        whole = analysis_object(analysis)
        number = match.requirement.id
        return {
            "schema": "fitcheck.explanation/1",
            "signature": analysis.signature,
            "as_of": analysis.as_of.isoformat(),
            "requirement": _one(whole["posting"]["requirements"], "id", number),
            "match": _one(whole["matches"], "requirement", number),
            "meaning": _MEANINGS[match.level],
            "gap": _one(whole["gaps"], "requirement", number),
            "hard_stop": number in analysis.report.hard_stops,
            "alternatives": [
                other.requirement.id
                for other in analysis.report.matches
                if match.requirement.any_of is not None
                and other.requirement.any_of == match.requirement.any_of
                and other is not match
            ],
        }

    def _analysis(self, arguments: Arguments) -> Analysis:
        resume, posting = arguments.document("resume"), arguments.document("posting")
        day = self._day(arguments, "as_of")
        arguments.done()
        return self._judged(resume, posting, day)

    def _judged(self, resume: Given, posting: Given, day: date) -> Analysis:
        """The pair as the person's files beside the two correct it. Raises FitcheckError."""
        documents = self._read(resume), self._read(posting)
        corrections = corrections_beside(self._folders, resume, posting)
        return self._analyzer.analyze(*documents, as_of=day, corrections=corrections)

    def _read(self, given: Given) -> Document:
        """The document, read in a process of its own. Raises InputError."""
        data = (given.text or "").encode("utf-8", "replace")
        if given.path is not None:
            data = self._folders.read(given.path)
        return self._analyzer.read(data, name=given.name)

    def _application(self, given: Given) -> Application:
        """The application; paths inside it are not followed, for they are not the person's word."""
        if given.path is None:
            return parse_application(given.text or "", name="application")
        data = self._folders.read(given.path)
        if len(data) > LARGEST_FILE:
            raise FitcheckError(
                f"an application file has at most {LARGEST_FILE:,} bytes",
                code=ErrorCode.APPLICATION,
                source=given.path,
            )
        text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return parse_application(text, name=Path(given.path).name)

    def _day(self, arguments: Arguments, key: str) -> date:
        return arguments.day(key) or self._today()

    def _row(self, resume: Resume, own: Given, given: Given, day: date) -> Json:
        """The row of a posting; `own` is how the resume was given."""
        try:
            posting = self._analyzer.posting(self._read(given), as_of=day)
            corrections = corrections_beside(self._folders, own, given)
        except FitcheckError as error:
            return {"name": given.name, "error": error_object(error)["error"]}
        if corrections:
            analysis = self._analyzer.analyze(
                resume.document, posting.document, as_of=day, corrections=corrections
            )
        else:
            analysis = self._analyzer.analyze_pair(resume, posting, as_of=day)
        whole = analysis_object(analysis)
        return {
            "name": given.name,
            "title": analysis.posting.title,
            "employer": analysis.posting.employer,
            "decision": whole["verdict"]["decision"],
            **{key: whole["fit"][key] for key in ("band", "score", "required", "duties")},
            "coverage": whole["fit"]["coverage"],
            "hard_stops": [analysis.quote(m.requirement) for m in _stops(analysis)],
            "missing": [analysis.quote(m.requirement) for m in _missing(analysis)][:_MISSING],
            "reasons": whole["verdict"]["reasons"],
            "corrections": count_of(analysis),
            "error": None,
        }


def _rank(row: Json) -> tuple[int, float, str]:
    if row["error"] is not None:
        return (len(_DECISIONS), 0.0, row["name"])
    return (_DECISIONS.index(row["decision"]), -(row["score"] or 0.0), row["name"])


def _stops(analysis: Analysis) -> list[Match]:
    return [m for m in analysis.report.matches if m.requirement.id in analysis.report.hard_stops]


def _missing(analysis: Analysis) -> list[Match]:
    """Required asks that nothing but a list speaks to, in the order of the posting."""
    return [
        match
        for match in analysis.report.matches
        if match.level in (Level.ABSENT, Level.LISTED)
        and match.requirement.necessity is Necessity.REQUIRED
    ]


def _find(analysis: Analysis, wanted: str) -> Match:
    """The match of that number, or the one whose line has these words. Raises FitcheckError."""
    words = " ".join(wanted.split()).casefold()
    matches = analysis.report.matches
    for match in matches:
        if match.requirement.id == wanted.strip().lower():
            return match
    for match in matches:
        if words in " ".join(analysis.quote(match.requirement).split()).casefold():
            return match
    raise FitcheckError(
        f"the posting has no such requirement: give a number from q1 to q{len(matches)}, or words "
        "that stand in its line"
        if matches
        else "the posting asks nothing that could be read",
        code=ErrorCode.USAGE,
    )


def _one(rows: list[Json], key: str, value: str) -> Json | None:
    return next((row for row in rows if row[key] == value), None)
