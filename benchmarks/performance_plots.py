"""The figures of docs/performance.md, drawn from stored measurements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.plots import ACCENT, FAINT, FOLDER, INK, OTHER, draw

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_all(told: Mapping[str, Any], folder: Path = FOLDER) -> list[Path]:
    """All figures whose measurements are there, as SVG files."""
    paths = []
    if "growth" in told:
        paths.append(
            draw(
                folder / "performance_growth.svg",
                lambda axes: _growth(axes, told["growth"]),
                title="Processor time by size",
            )
        )
    ratios = [row for name in ("cold", "read", "understand", "judge") for row in told.get(name, ())]
    if ratios:
        paths.append(
            draw(
                folder / "performance_ratios.svg",
                lambda axes: _ratios(axes, ratios),
                title="Time as a multiple of the baseline",
            )
        )
    return paths


def _growth(axes: Axes, told: Mapping[str, Any]) -> None:
    """Both curves on logarithmic axes, with their slopes."""
    points = told["points"]
    for name, sizes, colour in (
        ("judge", [p["resumes"] * p["postings"] for p in points], ACCENT),
        ("understand", [p["resumes"] + p["postings"] for p in points], OTHER),
    ):
        of = "pairs" if name == "judge" else "documents"
        label = f"{name}, by {of}: slope {told[f'{name}_slope']:.2f}"
        axes.plot(sizes, [p[name] for p in points], "o-", color=colour, label=label, markersize=4)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("pairs, or documents")
    axes.set_ylabel("milliseconds")
    axes.legend(frameon=False, fontsize=8)


def _ratios(axes: Axes, rows: list[Mapping[str, Any]]) -> None:
    """One bar a thing, longest at the bottom; the line is the baseline."""
    shown = sorted(rows, key=lambda row: float(row["ratio"]))
    names = [f"{row['what']} / {row['baseline']}" for row in shown]
    axes.barh(range(len(shown)), [row["ratio"] for row in shown], color=ACCENT, height=0.6)
    axes.axvline(1.0, color=FAINT, linewidth=1)
    axes.set_yticks(range(len(shown)), names, fontsize=6, color=INK)
    axes.set_xscale("log")
    axes.invert_yaxis()
