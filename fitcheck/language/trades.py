"""Where a title or a line of work lies among lines of work.

A projection of the table of meanings (`models/embeddings/card.md`) on the directions in which the
titles and tasks of O*NET's occupations differ most: what is said in every trade ("manager",
"worked with the team") falls away, and a ward lies near a nurse.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.language.models import digest_of, model_path, read_verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE: Final = "embeddings/trades.npy"


def among_trades(vectors: NDArray[np.floating]) -> NDArray[np.float64]:
    """Unit vectors among lines of work, shape (rows, 64), of vectors of meaning, one a row.

    Zeros stay zeros. Their products are cosines: 1 for the same trade, about 0 for two others.
    Raises ModelError where the projection is missing or altered.
    """
    import numpy as np

    made = vectors.astype(np.float64) @ _projection()
    norms = np.linalg.norm(made, axis=-1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(made, norms, out=np.zeros_like(made), where=norms > 0.0)
    return unit


@cache
def _projection() -> NDArray[np.float64]:
    import numpy as np

    content = read_verified(model_path(_FILE), digest_of(_FILE))
    stored: NDArray[np.float16] = np.load(io.BytesIO(content), allow_pickle=False)
    return stored.astype(np.float64)
