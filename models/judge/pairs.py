"""Labelled pairs as fitcheck finds them: each asking line with its requirements and the resume."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.contenders import LabelledPair  # noqa: E402
from benchmarks.judged import AS_OF  # noqa: E402
from benchmarks.line_matching import best_lines, points_at  # noqa: E402
from fitcheck.analyzer import Analyzer  # noqa: E402
from fitcheck.matching.beside import find_alone  # noqa: E402
from fitcheck.matching.context import Context  # noqa: E402
from fitcheck.matching.similarity import shares  # noqa: E402
from fitcheck.matching.stack import alone  # noqa: E402
from fitcheck.profiles.profile import Requirement  # noqa: E402

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """One labelled asking line: its requirements, its status, and which items readers chose."""

    requirements: tuple[Requirement, ...]
    status: str
    chosen: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPair:
    """A pair with its labelled lines.

    `meant`, `shared` and `strengths` have the shape (requirements, items): cosines, shares of
    words, and both together.
    """

    context: Context
    meant: Floats
    shared: Floats
    strengths: Floats
    lines: tuple[AskedLine, ...]


def found_pairs(pairs: Sequence[LabelledPair], analyzer: Analyzer) -> Iterator[FoundPair]:
    """Each pair that has items and requirements; what is copied from a posting is not left out."""
    settings = analyzer.settings.matching
    for pair in pairs:
        files = pair.files()
        resume = analyzer.resume(analyzer.read(files.resume, name=files.resume_name), as_of=AS_OF)
        posting = analyzer.posting(
            analyzer.read(files.posting, name=files.posting_name), as_of=AS_OF
        )
        if not resume.items or not posting.requirements:
            continue
        index, asked = analyzer.index(resume, as_of=AS_OF), analyzer.asked(posting)
        stack = asked.once(alone)
        meant = asked.exact @ index.exact.T
        shared = shares(stack, index, enough=settings.enough_mass)
        yield FoundPair(
            context=find_alone(asked, index, analyzer.settings),
            meant=meant,
            shared=shared,
            strengths=meant + settings.words_premium * shared,
            lines=tuple(_lines(pair, asked.quotes, posting.requirements, index.quotes)),
        )


def _lines(
    pair: LabelledPair,
    asking: Sequence[str],
    requirements: Sequence[Requirement],
    items: Sequence[str],
) -> Iterator[AskedLine]:
    reading = pair.readings[0]
    asked: dict[str, list[Requirement]] = {}
    for requirement, quote in zip(requirements, asking, strict=True):
        for number in best_lines(quote, pair.posting.lines):
            asked.setdefault(number, []).append(requirement)
    for number, shown in reading.pairs[pair.key].lines.items():
        if number in asked:
            evidence = [pair.resume.lines[name] for name in shown.evidence]
            chosen = [any(points_at(item, line) for line in evidence) for item in items]
            yield AskedLine(
                requirements=tuple(asked[number]),
                status=shown.status,
                chosen=np.array(chosen, dtype=bool),
            )


def store(name: str, weights: Mapping[str, float]) -> None:
    """Write `name`.json beside this file and its digest into fitcheck/data/digests.toml."""
    import hashlib
    import json

    data = (json.dumps({k: round(v, 4) for k, v in weights.items()}, indent=1) + "\n").encode()
    (Path(__file__).parent / f"{name}.json").write_bytes(data)
    digests = ROOT / "fitcheck" / "data" / "digests.toml"
    key = f'"judge/{name}.json"'
    rows = [r for r in digests.read_text(encoding="utf-8").splitlines() if not r.startswith(key)]
    rows.append(f'{key} = "{hashlib.sha256(data).hexdigest()}"')
    digests.write_text("\n".join(rows) + "\n", encoding="utf-8")
