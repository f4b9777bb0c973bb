"""Whether a resume told in another form is judged the same: order, glyphs, wraps, dates, formats.

usage: python -m benchmarks metamorphic [--every 4] [--show]

Every n-th English resume of the corpus' train split is judged against its posting as Markdown, then
once in each other form (`variants.py`). Printed: how many of them give the same level to every
requirement, and the share of levels that stay. `--show` names what moved. The tests hold the same
on resumes whose sections and dates are plain; here they are as the corpus has them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.corpus import Split
from benchmarks.fairness import pairs
from benchmarks.judged import AS_OF
from benchmarks.variants import VARIANTS, as_markdown
from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.reader import read_document
from fitcheck.profiles.profile import Posting


def judged(analyzer: Analyzer, file: tuple[str, bytes], posting: Posting) -> Analysis:
    """The judgement of a resume's file."""
    suffix, data = file
    document = read_document(data, name="resume" + suffix)
    resume = analyzer.resume(document, as_of=AS_OF)
    return analyzer.analyze_pair(resume, posting, as_of=AS_OF)


def moved(before: Analysis, after: Analysis) -> Iterator[str]:
    """One line a requirement whose level is another."""
    for one, other in zip(before.report.matches, after.report.matches, strict=True):
        if one.level is not other.level:
            told = f"{one.level.value} → {other.level.value}"
            quote = before.quote(one.requirement)[:70]
            yield f"{told}: {quote} | {one.reason} | {other.reason}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge every form, print the table."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.metamorphic",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--every", type=int, default=4, metavar="N", help="each N-th resume (4)")
    parser.add_argument("--show", action="store_true", help="name what moved")
    options = parser.parse_args(arguments)
    analyzer = Analyzer(isolate=False)
    same: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    asked = count = 0
    for number, (posting, place) in enumerate(pairs((Split.TRAIN,), every=options.every)):
        document = read_document(posting.text.encode(), name="posting.md")
        understood = analyzer.posting(document, as_of=AS_OF)
        source = posting.resumes[place].source
        before = judged(analyzer, as_markdown(source), understood)
        count += 1
        asked += len(before.report.matches)
        for variant, draw in VARIANTS.items():
            file = draw(source, Random(number))  # noqa: S311 - the same at every run
            after = judged(analyzer, file, understood)
            lines = list(moved(before, after))
            same[variant] += not lines
            levels[variant] += len(before.report.matches) - len(lines)
            if options.show:
                name = f"{posting.resumes[place].id} {variant.value}"
                print("".join(f"{name}: {line}\n" for line in lines), end="")
    print(f"{count} resumes, {asked} requirements\n")
    print(f"{'':<16}{'all levels the same':>20}{'levels that stay':>18}")
    for variant in VARIANTS:
        whole = f"{same[variant]}/{count}"
        print(f"{variant.value:<16}{whole:>20}{levels[variant] / max(1, asked):>18.4f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
