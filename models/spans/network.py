"""The network that is trained: a small BERT with two more inputs and chains of tags on top."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.span_features import KINDS, SHAPES

EXTRA = ("[CLS]", "[SEP]", "[UNK]")
LAYERS = 3
FORBIDDEN = -1e4


class Chain(nn.Module):
    """A linear-chain conditional random field over outside, begin, inside."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.emit = nn.Linear(width, 3)
        self.moves = nn.Parameter(torch.zeros(3, 3))
        self.register_buffer("rules", torch.tensor([[0, 0, FORBIDDEN], [0, 0, 0], [0, 0, 0.0]]))
        self.register_buffer("first", torch.tensor([0, 0, FORBIDDEN]))

    def loss(self, hidden: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Mean over the sentences of the negative log likelihood of their tags."""
        score = self.emit(hidden).float()
        moves = self.moves + self.rules
        steps = score.shape[1]
        ahead = score[:, 0] + self.first
        gold = score[:, 0].gather(1, tags[:, :1])[:, 0]
        for n in range(1, steps):
            new = torch.logsumexp(ahead[:, :, None] + moves, 1) + score[:, n]
            on = mask[:, n]
            ahead = torch.where(on[:, None], new, ahead)
            step = score[:, n].gather(1, tags[:, n : n + 1])[:, 0]
            gold = gold + (step + moves[tags[:, n - 1], tags[:, n]]) * on
        return (torch.logsumexp(ahead, 1) - gold).mean()


class Network(nn.Module):
    """Pieces, shapes and kinds in; a hidden state for every word out."""

    def __init__(self, folder: str, drop: float = 0.1) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            folder, local_files_only=True, add_pooling_layer=False
        )
        names = (Path(folder) / "vocab.txt").read_text("utf-8").split("\n")
        numbers = {name: n for n, name in enumerate(names)}
        kept = [numbers[name] for name in (*Embeddings.load().pieces, *EXTRA)]
        old = self.bert.embeddings.word_embeddings.weight.data
        self.bert.embeddings.word_embeddings = nn.Embedding(len(kept), old.shape[1])
        self.bert.embeddings.word_embeddings.weight.data.copy_(old[kept])
        width = old.shape[1]
        self.shapes = nn.Embedding(SHAPES, width)
        self.kinds = nn.Embedding(KINDS, width)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.kinds.weight, std=0.01)
        self.drop = nn.Dropout(drop)
        self.chains = nn.ModuleList(Chain(width) for _ in range(LAYERS))

    def forward(self, pieces, shapes, kinds, attention, heads):
        """Hidden states of the first piece of every word, shape (sentences, words, width)."""
        made = self.bert.embeddings.word_embeddings(pieces)
        made = made + self.shapes(shapes) + self.kinds(kinds)
        hidden = self.bert(inputs_embeds=made, attention_mask=attention).last_hidden_state
        picked = hidden.gather(1, heads[:, :, None].expand(-1, -1, hidden.shape[2]))
        return self.drop(picked)
