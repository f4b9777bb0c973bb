"""Plots for the documents: SVG files that are the same, byte for byte, at every run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOCS = Path(__file__).resolve().parents[1] / "docs"
FOLDER = DOCS / "plots"
INK, FAINT, ACCENT, OTHER = "#222222", "#b8b8b8", "#0b6e99", "#c2571a"
SIZE = (5.2, 3.6)
"""Inches: two beside each other fit a page of documentation."""


def draw(path: Path, paint: Callable[[Axes], None], *, title: str) -> Path:
    """Paint one set of axes and write it as SVG; the folder is made where it is missing."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    settings: dict[Any, Any] = {
        "svg.hashsalt": "fitcheck",
        "svg.fonttype": "none",
        "font.size": 9,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": INK,
    }
    with mpl.rc_context(settings):
        figure, axes = pyplot.subplots(figsize=SIZE, layout="constrained")
        axes.set_title(title, loc="left", fontsize=10)
        paint(axes)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None})
        pyplot.close(figure)
    return path
