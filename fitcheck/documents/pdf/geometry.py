"""Places on a page of a PDF: boxes, matrices, and the upright page that a person sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge on the upright page."""
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def upright(x: float, y: float, box: Box, rotation: int) -> tuple[float, float]:
    """A point of the file on the page as it is shown, y downwards."""
    left, bottom, right, top = box
    if rotation == 0:
        return x - left, top - y
    if rotation == 1:
        return y - bottom, x - left
    if rotation == 2:
        return right - x, y - bottom
    return top - y, right - x


def hull(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that holds all points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def applied(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    """Where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def combined(first: Sequence[float], then: Sequence[float]) -> tuple[float, ...]:
    """The matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
