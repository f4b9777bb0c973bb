"""Stretches of a text that name a skill, knowledge, a qualification, experience or an occupation.

Skills and knowledge are found by a small trained network (`models/spans/card.md`), the rest by
the tables and rules that the rest of fitcheck uses. Nothing on the default path needs it: it is
for callers who want the words themselves, in whatever vocabulary they are.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.documents.document import Span
from fitcheck.language.chains import BEGIN, OUTSIDE, best_path
from fitcheck.language.degrees import find_degrees
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.models import digest_of, model_path, read_verified
from fitcheck.language.quantities import find_experience
from fitcheck.language.sentences import sentences
from fitcheck.language.span_features import describe
from fitcheck.language.transformer import Row, Transformer
from fitcheck.language.vocabulary import ConceptKind, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD: Final = re.compile(r"<\w+>|\w+(?:[-'’.&]\w+|\.?[+#]+)*|[^\w\s]")
_LONGEST: Final = 160  # pieces of a sentence that are read, as in training
_MOST_PIECES: Final = 12  # of one word, as in training


class SpanKind(StrEnum):
    """What a stretch of text names; the first two as in SkillSpan, the others as in Green."""

    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    QUALIFICATION = "qualification"
    EXPERIENCE = "experience"
    OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpan:
    """A stretch of a text and what it names. Stretches of two kinds may overlap."""

    kind: SpanKind
    span: Span


@dataclass(frozen=True, slots=True)
class SpanModel:
    """The network for skills and knowledge. Get it from `SpanModel.load()`."""

    network: Transformer = field(repr=False)
    pieces: Embeddings = field(repr=False)

    @staticmethod
    def load() -> SpanModel:
        """The shipped model, read once. Raises ModelError where it is missing or altered."""
        return _load()

    def tag(
        self, texts: Sequence[Sequence[str]]
    ) -> list[tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]]:
        """Skills and knowledge of each text, given as words; half-open ranges of words."""
        rows, heads = [], []
        for words in texts:
            row, places = self._row(words)
            rows.append(row)
            heads.append(places)
        found = []
        for states, places in zip(self.network.states(rows), heads, strict=True):
            picked = states[places]
            found.append((self._spans(picked, "skill"), self._spans(picked, "knowledge")))
        return found

    def _row(self, words: Sequence[str]) -> tuple[Row, list[int]]:
        """The pieces of a text and the place of each word's first one."""
        first = len(self.pieces.pieces)
        pieces, shapes, kinds, heads = [first], [0], [0], []
        for word, shape, kind in zip(words, *describe(words), strict=True):
            split = (self.pieces.split(word) or [first + 2])[:_MOST_PIECES]
            if len(pieces) + len(split) >= _LONGEST:
                break
            heads.append(len(pieces))
            pieces += split
            shapes += [shape] * len(split)
            kinds += [kind] * len(split)
        return Row(pieces=[*pieces, first + 1], shapes=[*shapes, 0], kinds=[*kinds, 0]), heads

    def _spans(self, states: NDArray[np.float32], name: str) -> tuple[tuple[int, int], ...]:
        known = self.network.arrays
        scores = states @ known[f"{name}.emit"] + known[f"{name}.bias"]
        return ranges_of(best_path(scores, known[f"{name}.moves"]))


def ranges_of(tags: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of the spans in tags of outside, begin, inside."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for place, tag in enumerate([*tags, OUTSIDE]):
        if start is not None and tag in (OUTSIDE, BEGIN):
            found.append((start, place))
            start = None
        if start is None and tag != OUTSIDE:
            start = place
    return tuple(found)


def words_of(text: str) -> tuple[Span, ...]:
    """The words and signs of a text as the model was trained on them."""
    return tuple(Span(start=m.start(), end=m.end()) for m in _WORD.finditer(text))


def find_spans(text: str) -> tuple[NamedSpan, ...]:
    """Everything named in a text, in its order; line breaks and sentences part what is named.

    Raises ModelError where the model is missing or altered.
    """
    parts = [
        Span(start=line.start() + part.start, end=line.start() + part.end)
        for line in re.finditer(r"[^\n]+", text)
        for part in sentences(line.group())
    ]
    words = [words_of(part.slice(text)) for part in parts]
    named: list[NamedSpan] = []
    tagged = SpanModel.load().tag(
        [
            [word.slice(part.slice(text)) for word in row]
            for part, row in zip(parts, words, strict=True)
        ]
    )
    for part, row, (skills, knowledge) in zip(parts, words, tagged, strict=True):
        for kind, ranges in ((SpanKind.SKILL, skills), (SpanKind.KNOWLEDGE, knowledge)):
            named.extend(
                _named(kind, part, Span(start=row[first].start, end=row[end - 1].end))
                for first, end in ranges
            )
        named.extend(_by_rules(part, part.slice(text)))
    return tuple(sorted(named, key=lambda one: (one.span, one.kind)))


def _by_rules(part: Span, text: str) -> list[NamedSpan]:
    """Degrees and certificates, spans of years, titles of occupations."""
    vocabulary = Vocabulary.load()
    found = [
        _named(SpanKind.QUALIFICATION, part, Span(start=d.span.start, end=max(d.span.end, d.end)))
        for d in find_degrees(text)
    ]
    for name in vocabulary.find(text):
        concept = vocabulary.get(name.concept)
        if concept and concept.kind in (ConceptKind.CERTIFICATION, ConceptKind.LICENSE):
            found.append(_named(SpanKind.QUALIFICATION, part, name.span))
    found += [_named(SpanKind.EXPERIENCE, part, years.span) for years in find_experience(text)]
    found += [
        _named(SpanKind.OCCUPATION, part, title.span) for title in vocabulary.occupations(text)
    ]
    return found


def _named(kind: SpanKind, part: Span, span: Span) -> NamedSpan:
    moved = Span(start=part.start + span.start, end=part.start + span.end)
    return NamedSpan(kind=kind, span=moved)


@cache
def _load() -> SpanModel:
    import numpy as np

    name = "spans/spans.npz"
    content = read_verified(model_path(name), digest_of(name))
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        network = Transformer.of({key: stored[key] for key in stored.files})
    return SpanModel(network=network, pieces=Embeddings.load())
