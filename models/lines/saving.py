"""Writes a regression beside this file and its digest into fitcheck/data/digests.toml."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).parent
DIGESTS = HERE.parents[1] / "fitcheck" / "data" / "digests.toml"


def save(name: str, model: LogisticRegression, size: int) -> None:
    """Write `name`.npz, its labels as the array `name`; the first `size` columns are dense."""
    out = io.BytesIO()
    arrays = {
        name: np.array([str(label) for label in model.classes_]),
        "dense": model.coef_[:, :size].T.astype(np.float16),
        "words": model.coef_[:, size:].T.astype(np.float16),
        "bias": model.intercept_.astype(np.float32),
    }
    np.savez_compressed(out, **arrays)
    data = out.getvalue()
    (HERE / f"{name}.npz").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    key = f'"lines/{name}.npz"'
    rows = DIGESTS.read_text(encoding="utf-8").splitlines()
    rows = [f'{key} = "{digest}"' if row.startswith(key) else row for row in rows]
    rows += [] if any(row.startswith(key) for row in rows) else [f'{key} = "{digest}"']
    DIGESTS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(data):,} bytes, digest {digest}")
