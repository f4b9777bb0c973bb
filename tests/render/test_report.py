from __future__ import annotations

from datetime import date

from fitcheck.analyzer import Analyzer
from fitcheck.render.report import distinct
from fitcheck.render.terminal import report_text


def test_lines_that_would_read_the_same_are_shown_once() -> None:
    analysis = Analyzer().analyze_texts(
        "# Experience\n## Cook, Cafe Lumen (Jan 2019 - Dec 2023)\n- Cooked lunch for 80 guests\n",
        "# Cook\n\n## Requirements\n- 2+ years of experience as a cook\n",
        as_of=date(2026, 1, 1),
    )
    (match,) = analysis.report.matches
    assert distinct((match, match)) == (match,)
    assert report_text(analysis).count("2+ years of experience as a cook") == 2  # reason and row
