"""How well skills and knowledge are found in sentences: strict span F1 on SkillSpan.

usage: python -m benchmarks spans [--on dev] [--green]

The public HOUSE and TECH parts of SkillSpan. A span counts only if both ends and the layer are
exact (as its own nested scorer and seqeval count). Figures: F1 of each layer, and of both layers
together ("typed micro"), with 95 % intervals from 1,000 bootstrap samples of postings; precision
and recall; partial F1 (half credit for an overlap in the same layer, one to one); the same strict
figures over the sentences that do not stand word for word in train; and words a second on one
core.

`--green`: what the rules find of qualifications, experience and occupations in Green's gold test
(partial F1 and counts; 26 and 9 of the first two are too few for a claim).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.gold import ROOT
from fitcheck.language.spans import SpanModel, find_spans, ranges_of

DATA = ROOT.parent / "shared/data/skill_spans"
LAYERS = ("skill", "knowledge")
SAMPLES = 1000
SEED = 20261127
_TAGS: Mapping[str, int] = {"O": 0, "B": 1, "I": 2}

Ranges = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, the ranges of words of both layers, and the posting that it is from."""

    words: tuple[str, ...]
    layers: tuple[Ranges, Ranges]
    posting: str


def sentences(part: str) -> list[Sentence]:
    """The sentences of "train", "dev" or "test", in order."""
    found = []
    path = DATA / f"skillspan/data/json/{part}.json"
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        skill, knowledge = (
            frozenset(ranges_of([_TAGS[tag[0]] for tag in row[f"tags_{layer}"]]))
            for layer in LAYERS
        )
        words = tuple(row["tokens"])
        found.append(Sentence(words, (skill, knowledge), f"{row['source']}{row['idx']}"))
    return found


def count(gold: Ranges, said: Ranges) -> Counter[str]:
    """Exact and overlapping spans of one layer of one sentence."""
    right = gold & said
    near = 0
    free = set(said - right)
    for start, end in sorted(gold - right):
        touching = [one for one in sorted(free) if one[0] < end and start < one[1]]
        if touching:
            near += 1
            free.discard(touching[0])
    return Counter(gold=len(gold), said=len(said), right=len(right), near=near)


def tally(sentence: Sentence, said: Sequence[Sequence[tuple[int, int]]]) -> Counter[str]:
    """The counts of a sentence by layer, "skill right" and so on, and of both together."""
    found: Counter[str] = Counter()
    for layer, gold, ranges in zip(LAYERS, sentence.layers, said, strict=True):
        for name, number in count(gold, frozenset(ranges)).items():
            found[f"{layer} {name}"] += number
            found[f"both {name}"] += number
    return found


def f1(counts: Mapping[str, int], layer: str, *, partial: bool = False) -> float:
    """F1 of a layer, strict or with half credit for overlaps."""
    hits = counts.get(f"{layer} right", 0) + partial * counts.get(f"{layer} near", 0) / 2
    whole = counts.get(f"{layer} gold", 0) + counts.get(f"{layer} said", 0)
    return 2 * hits / max(1, whole)


def interval(by_posting: Sequence[Counter[str]], layer: str) -> tuple[float, float]:
    """95 % of the F1 of bootstrap samples of postings."""
    dice = random.Random(SEED)  # noqa: S311 - a sample, no secret
    scores = []
    for _ in range(SAMPLES):
        drawn = dice.choices(by_posting, k=len(by_posting))
        names = [f"{layer} {name}" for name in ("right", "gold", "said")]
        scores.append(f1({n: sum(one[n] for one in drawn) for n in names}, layer))
    scores.sort()
    return scores[SAMPLES // 40], scores[SAMPLES - SAMPLES // 40 - 1]


def report(part: str) -> None:
    """Print the figures on one part."""
    model = SpanModel.load()
    rows = sentences(part)
    start = time.process_time()
    said = model.tag([row.words for row in rows])
    spent = time.process_time() - start
    counts = [tally(row, found) for row, found in zip(rows, said, strict=True)]
    by_posting: dict[str, Counter[str]] = {}
    for row, one in zip(rows, counts, strict=True):
        by_posting.setdefault(row.posting, Counter()).update(one)
    seen = {row.words for row in sentences("train")}
    fresh: Counter[str] = sum(
        (one for row, one in zip(rows, counts, strict=True) if row.words not in seen), Counter()
    )
    whole: Counter[str] = sum(counts, Counter())
    words = sum(len(row.words) for row in rows)
    print(f"{part}: {len(rows)} sentences of {len(by_posting)} postings, "
          f"{words / spent:,.0f} words a second of one core")  # fmt: skip
    for layer in (*LAYERS, "both"):
        low, high = interval(list(by_posting.values()), layer)
        right, told, there = (whole[f"{layer} {name}"] for name in ("right", "said", "gold"))
        print(
            f"{layer:<10} strict {f1(whole, layer):.3f} ({low:.3f}-{high:.3f})  "
            f"P {right / max(1, told):.3f} R {right / max(1, there):.3f}  "
            f"partial {f1(whole, layer, partial=True):.3f}  unseen {f1(fresh, layer):.3f}  "
            f"{there} spans"
        )


def report_green() -> None:
    """Print what the rules find of Green's other kinds."""
    blocks = (DATA / "green2022/raw_data/testset.txt").read_text("utf-8").split("\n\n")
    totals: dict[str, Counter[str]] = {}
    for block in blocks:
        pairs = [line.split() for line in block.splitlines() if line.strip()]
        words = [pair[0] for pair in pairs]
        text, starts = "", []
        for word in words:
            starts.append(len(text))
            text += word + " "
        named = find_spans(text)
        for kind in ("Qualification", "Experience", "Occupation"):
            tags = [_TAGS[p[-1][0]] if p[-1].endswith(kind) else 0 for p in pairs]
            said = frozenset(
                (
                    sum(start + len(word) <= one.span.start
                        for start, word in zip(starts, words, strict=True)),
                    sum(start < one.span.end for start in starts),
                )
                for one in named
                if one.kind == kind.lower()
            )  # fmt: skip
            found = count(frozenset(ranges_of(tags)), said)
            totals.setdefault(kind, Counter()).update(
                {f"x {name}": number for name, number in found.items()}
            )
    for kind, counts in totals.items():
        strict, partial = f1(counts, "x"), f1(counts, "x", partial=True)
        print(f"{kind:<14} strict {strict:.3f}  partial {partial:.3f}  "
              f"{counts['x gold']} spans, {counts['x said']} found")  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--on", choices=("dev", "test"), default="dev")
    parser.add_argument("--green", action="store_true", help="Green's other kinds, by the rules")
    options = parser.parse_args(arguments)
    if not DATA.is_dir():
        print("the span sets (../shared/data/skill_spans) are not beside this checkout")
        return 2
    if options.green:
        report_green()
    else:
        report(options.on)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
