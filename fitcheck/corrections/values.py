"""All corrections that count for one pair, gathered from its files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from fitcheck.matching.corrected import LevelCorrection
from fitcheck.profiles.corrections import PostingCorrections, ResumeCorrections


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What a person corrects of a resume, a posting, and the levels of the two together.

    `sources` names the files, in the order in which they were read; of two corrections of one
    thing the later one holds. Get it from `fitcheck.corrections.file.read_corrections`.
    """

    resume: ResumeCorrections = field(default_factory=ResumeCorrections)
    posting: PostingCorrections = field(default_factory=PostingCorrections)
    levels: tuple[LevelCorrection, ...] = ()
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is corrected."""
        return self.of_resume or self.of_posting or bool(self.levels)

    @property
    def of_resume(self) -> bool:
        """Whether anything of the resume is corrected."""
        return self.resume != ResumeCorrections()

    @property
    def of_posting(self) -> bool:
        """Whether anything of the posting is corrected."""
        return self.posting != PostingCorrections()

    def __add__(self, later: Corrections) -> Corrections:
        """Both together, `later` last."""
        return Corrections(
            resume=ResumeCorrections(
                positions=self.resume.positions + later.resume.positions,
                education=self.resume.education + later.resume.education,
            ),
            posting=PostingCorrections(
                facts=self.posting.facts + later.posting.facts,
                lines=self.posting.lines + later.posting.lines,
            ),
            levels=self.levels + later.levels,
            sources=self.sources + later.sources,
        )

    @property
    def digest(self) -> str:
        """16 hexadecimal digits, for caches: equal ones correct the same; files do not count."""
        plain = replace(self, sources=())
        return hashlib.sha256(repr(plain).encode("utf-8", "backslashreplace")).hexdigest()[:16]
