"""Sentences as tensors, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch
from data import Sentence

from fitcheck.language.embeddings import Embeddings

LONGEST = 160  # pieces of a sentence that are read; 1 in 500 sentences is longer
_PIECES = Embeddings.load()
CLS, SEP, UNK = (len(_PIECES.pieces) + n for n in range(3))


def rows_of(sentence: Sentence) -> tuple[list[int], list[int], list[int], list[int]]:
    """Pieces, their shapes and kinds, and the place of every word's first piece."""
    pieces, shapes, kinds, heads = [CLS], [0], [0], []
    for word, shape, kind in zip(sentence.words, sentence.shapes, sentence.kinds, strict=True):
        split = (_PIECES.split(word) or [UNK])[:12]
        if len(pieces) + len(split) > LONGEST:
            break
        heads.append(len(pieces))
        pieces += split
        shapes += [shape] * len(split)
        kinds += [kind] * len(split)
    return [*pieces, SEP], [*shapes, 0], [*kinds, 0], heads


def padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])


def tensors(sentences: Sequence[Sentence]) -> dict[str, torch.Tensor]:
    """The inputs of `Network.forward` and `mask` of the words."""
    rows = [rows_of(sentence) for sentence in sentences]
    pieces, shapes, kinds, heads = (padded(column) for column in zip(*rows, strict=True))
    lengths = torch.tensor([len(row[0]) for row in rows])
    words = torch.tensor([len(row[3]) for row in rows])
    return {
        "pieces": pieces,
        "shapes": shapes,
        "kinds": kinds,
        "attention": (torch.arange(pieces.shape[1]) < lengths[:, None]).long(),
        "heads": heads,
        "mask": torch.arange(heads.shape[1]) < words[:, None],
    }


def batched(
    sentences: Sequence[Sentence], most: int, dice: random.Random | None = None
) -> Iterator[list[Sentence]]:
    """Batches of at most `most` words with their padding; shuffled where `dice` are given."""
    order = sorted(sentences, key=lambda s: len(s.words) + (dice.uniform(0, 6) if dice else 0.0))
    batches: list[list[Sentence]] = [[]]
    for sentence in order:
        if batches[-1] and (len(batches[-1]) + 1) * len(sentence.words) > most:
            batches.append([])
        batches[-1].append(sentence)
    if dice:
        dice.shuffle(batches)
    yield from batches
