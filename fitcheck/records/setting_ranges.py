"""What the numbers of a settings file may be: wide enough to try things, never without meaning."""

from __future__ import annotations

_SHARE = (0.0, 1.0)
_WEIGHT = (0.0, 10.0)
_STRENGTH = (0.0, 2.0)
"""A cosine plus the premium for words in common."""

RANGES: dict[str | int, dict[str, tuple[float, float]]] = {
    "matching": {
        "credit_demonstrated": _SHARE,
        "credit_partial": _SHARE,
        "credit_listed": _SHARE,
        "weight_required": _WEIGHT,
        "weight_duty": _WEIGHT,
        "weight_preferred": _WEIGHT,
        "weight_trait": _WEIGHT,
        "weight_language": _WEIGHT,
        "weight_line_of_work": _SHARE,
        "years_full": _SHARE,
        "years_half": _SHARE,
        "enough_mass": (0.1, 100),
        "words_premium": _SHARE,
        "line_full": _STRENGTH,
        "lines_full": _STRENGTH,
        "line_part": _STRENGTH,
        "lines_part": _STRENGTH,
        "line_near": _STRENGTH,
        "kindred_ease": _SHARE,
        "kindred_neutral": _SHARE,
        "named_share": _SHARE,
        "title_near": _SHARE,
        "long_list": (2, 100),
        "relevant_concepts": (1, 100),
        "relevant_share": _SHARE,
        "relevant_duties": (1, 100),
        "equivalent_months": (1, 600),
    },
    "echo": {
        "run": (2, 100),
        "pasted_lines": (1, 1000),
        "short_run": (2, 100),
        "pasted_share": _SHARE,
    },
    "bands": dict.fromkeys(
        (
            "weak",
            "partial",
            "strong",
            "strong_duties",
            "partial_shown",
            "strong_proven",
            "line_of_work",
            "kinship",
        ),
        _SHARE,
    ),
}
"""Least and most of each number; those of following up are checked by `FollowupSettings`."""

ORDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "matching": (
        ("credit_listed", "credit_partial"),
        ("credit_partial", "credit_demonstrated"),
        ("years_half", "years_full"),
        ("line_near", "line_part"),
        ("line_part", "line_full"),
        ("lines_part", "lines_full"),
    ),
    "echo": (("short_run", "run"),),
    "bands": (("weak", "partial"), ("partial", "strong")),
}
"""The first of each pair must not be greater than the second: showing more never earns less."""
