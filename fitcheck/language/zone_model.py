"""Zones of lines as a trained model tells them, on top of the rules (`models/lines/card.md`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.documents.document import Document
from fitcheck.language.cues import is_wish, only_substitutes
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.lines import ZonedLine, zone_lines
from fitcheck.language.regression import Regression, load_regression
from fitcheck.language.zone_features import line_features
from fitcheck.language.zones import OF_TEAM, Zone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE: Final = "lines/zones.npz"
_SURE_ASKS: Final = 0.55
_SURE_TELLS: Final = 0.45
"""How likely a line must be to ask, and may at most be, before the model turns over a rule that
says the other. From .5 to .9: lower finds more asks of the corpus' dev split (recall .94 against
.86), higher changes fewer lines of the development pairs, which the rules were made on."""
_SURE_ZONE: Final = 0.8
"""How likely a zone must be to stand in place of the rules' among the zones that ask; .6 to .8
differ by two lines of the development pairs and by none worth naming on the corpus."""


_WAIVED = re.compile(
    r"\b(?:don['’]t|do not|doesn['’]t|does not|never) (?:\w{1,20} )?"
    r"(?:mind|matter|need|require|care|ask|expect)\b"
    r"|\bno\b[^.]{0,60}\b(?:needed|required|necessary)\b"
    r"|\bnot (?:be )?(?:required|necessary|essential|needed|expected)\b"
    r"|\bkeine?\b[^.]{0,60}\b(?:nötig|erforderlich|notwendig|voraussetzung)\b"
    r"|\bpas (?:\w{1,20} )?(?:nécessaire|obligatoire|exigée?|requise?)\b"
    r"|\bno (?:es |son )?(?:necesari|imprescindible|obligatori|hace falta)",
    re.IGNORECASE,
)
"""What a posting says it does not ask: the words are an ask's, the meaning is the opposite."""


_BRACKETS = re.compile(r"\((?!(?:strongly |highly )?preferred)[^()]{0,200}\)", re.IGNORECASE)
"""Brackets that speak of a part of the line ("a cloud provider (AWS preferred)")."""
_PREFERRED = re.compile(r"\bpreferred\b", re.IGNORECASE)
_SEEKS = re.compile(
    r"\b(?:is|are|['’]re) (?:\w+ )?(?:seeking|looking for|hiring|searching for)\b", re.IGNORECASE
)
"""Readers mostly take such a sentence for an ask where the rules do (25 of 36 labelled ones),
though most of what stands around it tells of the company."""
_MUST = re.compile(r"(?<!not )\b(?:required|must|mandatory|essential|minimum)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ZoneModel:
    """Tells the zone of a line (`models/lines/card.md`); `zones` in the model's order."""

    zones: tuple[Zone, ...]
    regression: Regression

    @classmethod
    def load(cls) -> ZoneModel:
        """The shipped model, read once. Raises ModelError where it is missing or altered."""
        return _load()

    def probabilities(
        self, document: Document, lines: Sequence[ZonedLine], embeddings: Embeddings
    ) -> NDArray[np.float32]:
        """Shape (lines, zones): how likely each zone is for each line."""
        return self.regression.probabilities(line_features(document, lines, embeddings))


def told_lines(document: Document, embeddings: Embeddings) -> tuple[ZonedLine, ...]:
    """Every sentence and list item of a posting with its zone: rules, then the model.

    Headings stay what the rules made of them: they open a zone and ask nothing.
    """
    lines = zone_lines(document)
    if not lines:
        return lines
    model = ZoneModel.load()
    told = model.probabilities(document, lines, embeddings)
    asks = [number for number, zone in enumerate(model.zones) if zone.asks]
    return tuple(
        line
        if line.heading or _certain(line, document)
        else replace(line, zone=_settled(line, document, _told(line.zone, row, asks, model.zones)))
        for line, row in zip(lines, told, strict=True)
    )


_SUBTITLE, _TAG = 1, 12
"""The last block that may be a line under the title, and the words of the longest tag in it: own
reading. Taking all such lines as the rules do lost .012 of accuracy on the corpus' dev split; not
letting tags ask gains .001."""


def _settled(line: ZonedLine, document: Document, told: Zone) -> Zone:
    """The zone told, but that a tag under the title asks nothing by its place alone.

    Hours and place there say what the job is.
    """
    text = document.quote(line.span)
    tag = line.block <= _SUBTITLE and not line.item and len(text.split()) <= _TAG
    if not tag or not told.asks or _MUST.search(text):
        return told
    return Zone.TITLE if line.zone.asks else line.zone


def _certain(line: ZonedLine, document: Document) -> bool:
    """Whether a line says in words that the rules are right.

    It asks nothing, only wishes, or tells who is looked for.
    """
    text = document.quote(line.span)
    match line.zone:
        case Zone.REQUIRED:
            return bool(_SEEKS.search(text))
        case Zone.PREFERRED:
            return not line.item or is_wish(text) or _prefers(text)
        case Zone.ABOUT if OF_TEAM.match(text):
            return True
    if line.zone.asks:
        return False
    return bool(_WAIVED.search(text)) or only_substitutes(text)


def _prefers(text: str) -> bool:
    """Whether an item says "preferred" of all that it names, and requires nothing."""
    bare = _BRACKETS.sub(" ", text)
    return bool(_PREFERRED.search(bare)) and not _MUST.search(bare)


def _told(rule: Zone, row: NDArray[np.float32], asks: Sequence[int], zones: Sequence[Zone]) -> Zone:
    """The zone of one line: the likeliest, where the model is sure enough to differ from the rule.

    Whether a line asks at all is the costlier question, so it takes more to turn it over. What the
    rules take for a condition stays one among asks: where a resume is silent on a condition nothing
    is told, on a skill much is.
    """
    best = zones[int(row.argmax())]
    asking = float(row[list(asks)].sum())
    if rule is Zone.CONDITION and best.asks:
        return rule
    if rule.asks == best.asks:
        return best if not rule.asks or row.max() >= _SURE_ZONE else rule
    if best.asks:
        return best if asking >= _SURE_ASKS else rule
    return best if asking <= _SURE_TELLS else rule


@cache
def _load() -> ZoneModel:
    regression = load_regression(_FILE, labels="zones")
    return ZoneModel(tuple(Zone(name) for name in regression.labels), regression)
