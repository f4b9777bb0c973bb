"""Labelled sentences for the span model: SkillSpan, Green, and what our vocabulary says of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from fitcheck.language.span_features import describe


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with features and tags; a layer without labels is None."""

    words: tuple[str, ...]
    shapes: tuple[int, ...]
    kinds: tuple[int, ...]
    layers: tuple[tuple[int, ...] | None, tuple[int, ...] | None, tuple[int, ...] | None]
    """SkillSpan's skill and knowledge, Green's skill: 0 outside, 1 first word, 2 further word."""
    posting: str


def _tags(names: list[str]) -> tuple[int, ...]:
    return tuple("OBI".index(name[0]) for name in names)


def skillspan(data: Path, split: str) -> list[Sentence]:
    """One part ("train", "dev", "test") of the public SkillSpan, in its order."""
    path = data / "skill_spans/skillspan/data/json" / f"{split}.json"
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        words = tuple(row["tokens"])
        shapes, kinds = describe(words)
        layers = (_tags(row["tags_skill"]), _tags(row["tags_knowledge"]), None)
        found.append(Sentence(words, shapes, kinds, layers, f"{row['source']}{row['idx']}"))
    return found


def green(data: Path, split: str) -> list[Sentence]:
    """One part of Green 2022 with its skills only, in its order."""
    path = data / "skill_spans/green2022/train_conll" / f"{split}.conll"
    found = []
    for number, block in enumerate(path.read_text("utf-8").split("\n\n")):
        pairs = [line.rsplit(None, 1) for line in block.splitlines() if line.strip()]
        if not pairs:
            continue
        words = tuple(pair[0] for pair in pairs)
        shapes, kinds = describe(words)
        layers = (None, None, _tags([pair[1] for pair in pairs]))
        found.append(Sentence(words, shapes, kinds, layers, f"green{number}"))
    return found
