"""Write what `train.py` fitted as int8 arrays that `fitcheck/language/spans.py` reads.

usage: python models/spans/export.py STATE [--layers 6]

STATE is the file that `train.py` names `best.pt`. Needs torch; the package does not. Writes
`spans.npz` beside this file and its digest into fitcheck/data/digests.toml.
"""

from __future__ import annotations

import argparse
import hashlib
import io
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
DIGESTS = HERE.parents[1] / "fitcheck" / "data" / "digests.toml"
KEY = '"spans/spans.npz"'
PLACES = 160  # as LONGEST in batches.py
PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mix",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
}
NORMS = {"attention.output.LayerNorm": "middle", "output.LayerNorm": "last"}


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 values and one scale a row."""
    scale = np.abs(matrix).max(axis=1) / 127
    scale = np.where(scale > 0, scale, 1.0).astype(np.float32)
    return np.round(matrix / scale[:, None]).astype(np.int8), scale


def arrays_of(state: dict[str, torch.Tensor], layers: int) -> dict[str, np.ndarray]:
    known = {name: value.float().numpy() for name, value in state.items()}
    made: dict[str, np.ndarray] = {}

    def store(name: str, matrix: np.ndarray) -> None:
        made[f"{name}.int8"], made[f"{name}.scale"] = quantised(matrix)

    store("pieces", known["bert.embeddings.word_embeddings.weight"])
    # Every text is of type 0; its vector goes into the places'.
    made["places"] = (
        known["bert.embeddings.position_embeddings.weight"][:PLACES]
        + known["bert.embeddings.token_type_embeddings.weight"][0]
    )
    made["shapes"], made["kinds"] = known["shapes.weight"], known["kinds.weight"]
    for part in ("weight", "bias"):
        made[f"first.{part}"] = known[f"bert.embeddings.LayerNorm.{part}"]
    for layer in range(layers):
        old = f"bert.encoder.layer.{layer}"
        for source, target in PARTS.items():
            store(f"layer{layer}.{target}", known[f"{old}.{source}.weight"])
            made[f"layer{layer}.{target}.bias"] = known[f"{old}.{source}.bias"]
        for source, target in NORMS.items():
            for part in ("weight", "bias"):
                made[f"layer{layer}.{target}.{part}"] = known[f"{old}.{source}.{part}"]
    for number, name in enumerate(("skill", "knowledge")):
        made[f"{name}.emit"] = known[f"chains.{number}.emit.weight"].T
        made[f"{name}.bias"] = known[f"chains.{number}.emit.bias"]
        made[f"{name}.moves"] = known[f"chains.{number}.moves"]
    return made


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("state", type=Path)
    ask.add_argument("--layers", type=int, default=6)
    chosen = ask.parse_args()
    state = torch.load(chosen.state, map_location="cpu", weights_only=True)
    out = io.BytesIO()
    np.savez(out, **arrays_of(state, chosen.layers))
    data = out.getvalue()
    (HERE / "spans.npz").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    rows = [row for row in DIGESTS.read_text("utf-8").splitlines() if not row.startswith(KEY)]
    DIGESTS.write_text("\n".join([*rows, f'{KEY} = "{digest}"']) + "\n", encoding="utf-8")
    print(f"{len(data):,} bytes, digest {digest}")


if __name__ == "__main__":
    main()
