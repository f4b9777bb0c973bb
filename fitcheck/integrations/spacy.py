"""Pipeline components for spaCy: `fitcheck_requirements` and `fitcheck_skills`.

    nlp = spacy.blank("en")
    nlp.add_pipe("fitcheck_requirements")
    doc = nlp(posting)
    for span in doc.spans["fitcheck_requirements"]:
        print(span.label_, span.kb_id_, span.text)

spaCy finds both by their entry points where the package is installed; nothing has to be imported.
The components keep no state. A text is read as Markdown or plain text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fitcheck.documents.document import Span as Offsets
from fitcheck.documents.text import document_from_text
from fitcheck.errors import MissingExtraError
from fitcheck.integrations.alignment import Alignment
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import Requirement
from fitcheck.render.wire_document import posting_object

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ModuleNotFoundError as problem:  # pragma: no cover - the tests have it
    raise MissingExtraError(
        "the pipeline components need spaCy: pip install 'fitcheck[spacy]'"
    ) from problem

REQUIREMENTS = "fitcheck_requirements"
SKILLS = "fitcheck_skills"
_ANY_DAY = date(2000, 1, 1)
"""What a posting asks does not depend on the day; only the warning about its deadline does."""


class Requirements:
    """Finds what a posting asks, as a group of spans of whole sentences and list items.

    `label_` is the kind ("skill", "duty", …), `kb_id_` the necessity ("required", "preferred"),
    `id_` the number within the posting ("q1"). The group's `attrs` hold, under the same number,
    the requirement as the wire schema has it, without quote and span (docs/wire-schema.md).
    """

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Add the group to `doc.spans`; an empty one where the text asks nothing."""
        document = document_from_text(doc.text, media_type="text/markdown")
        posting = parse_posting(document, as_of=_ANY_DAY, vocabulary=Vocabulary.load())
        alignment = Alignment(document, doc.text)
        spans = [
            span
            for requirement in posting.requirements
            for span in _token_spans(doc, alignment, requirement)
        ]
        attrs = {one["id"]: _facts(one) for one in posting_object(posting)["requirements"]}
        doc.spans[self.spans_key] = SpanGroup(
            doc,
            name=self.spans_key,
            spans=spans,
            attrs={span.id_: attrs[span.id_] for span in spans},
        )
        return doc


class Skills:
    """Finds concepts that the vocabulary knows, in any text: a resume, a posting, one line.

    `label_` is the kind of the concept ("tool", "skill", "license", …), `kb_id_` its canonical
    name, which may differ from the words of the text.
    """

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Add the group to `doc.spans`; an empty one where nothing is found."""
        doc.spans[self.spans_key] = SpanGroup(
            doc, name=self.spans_key, spans=list(self._spans(doc))
        )
        return doc

    def _spans(self, doc: Doc) -> Iterator[Span]:
        vocabulary = Vocabulary.load()
        for found in vocabulary.find(doc.text):
            concept = vocabulary.get(found.concept)
            span = doc.char_span(
                found.span.start,
                found.span.end,
                label=concept.kind.value if concept else "",
                kb_id=found.concept,
                alignment_mode="expand",
            )
            if span is not None:
                yield span


@Language.factory(REQUIREMENTS, default_config={"spans_key": REQUIREMENTS}, assigns=["doc.spans"])  # type: ignore[untyped-decorator]
def make_requirements(nlp: Language, name: str, spans_key: str) -> Requirements:  # noqa: ARG001
    """The component for `nlp.add_pipe("fitcheck_requirements")`."""
    return Requirements(spans_key)


@Language.factory(SKILLS, default_config={"spans_key": SKILLS}, assigns=["doc.spans"])  # type: ignore[untyped-decorator]
def make_skills(nlp: Language, name: str, spans_key: str) -> Skills:  # noqa: ARG001
    """The component for `nlp.add_pipe("fitcheck_skills")`."""
    return Skills(spans_key)


def _token_spans(doc: Doc, alignment: Alignment, requirement: Requirement) -> Iterator[Span]:
    """The requirement as tokens of the text; nothing where its words are not found there."""
    offsets = Offsets(start=requirement.span.start, end=requirement.span.end)
    place = alignment.raw_span(offsets)
    if place is None:
        return
    span = doc.char_span(
        *place,
        label=requirement.kind.value,
        kb_id=requirement.necessity.value,
        span_id=requirement.id,
        alignment_mode="expand",
    )
    if span is not None:
        yield span


def _facts(requirement: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in requirement.items() if key not in ("quote", "span", "id")}
