"""How far two readers agree, over the postings that both have read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.corpus import CorpusPosting
from benchmarks.label_check import readings
from benchmarks.labels import FITS, STATUSES, ZONES, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The labels of two readers side by side; statuses are those of asks that both found."""

    postings: int
    asks_both: int
    asks_either: int
    zones: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    fits: tuple[tuple[str, str], ...]
    worths: tuple[tuple[bool, bool], ...]


def compare(pairs: Iterable[tuple[Reading, Reading]]) -> Agreement:
    """The labels of first and second readings, side by side."""
    found = list(pairs)
    both = either = 0
    zones: list[tuple[str, str]] = []
    statuses: list[tuple[str, str]] = []
    fits: list[tuple[str, str]] = []
    worths: list[tuple[bool, bool]] = []
    for one, other in found:
        common = [number for number in one.asks if number in other.asks]
        both += len(common)
        either += len(set(one.asks) | set(other.asks))
        zones += [(one.zones[number], other.zones[number]) for number in one.zones]
        for key, pair in one.pairs.items():
            second = other.pairs[key]
            statuses += [(pair.lines[n].status, second.lines[n].status) for n in common]
            fits.append((pair.fit, second.fit))
            worths.append((pair.worth, second.worth))
    return Agreement(
        postings=len(found),
        asks_both=both,
        asks_either=either,
        zones=tuple(zones),
        statuses=tuple(statuses),
        fits=tuple(fits),
        worths=tuple(worths),
    )


def share(pairs: Sequence[tuple[object, object]]) -> float:
    """Share of equal pairs, NaN where there is none."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else float("nan")


def kappa(
    pairs: Sequence[tuple[str, str]], order: Sequence[str], *, quadratic: bool = False
) -> float:
    """Cohen's kappa over the categories of `order`, weighted by squared distance if asked."""
    from sklearn.metrics import cohen_kappa_score

    if not pairs:
        return float("nan")
    first, second = zip(*pairs, strict=True)
    weights = "quadratic" if quadratic else None
    return float(cohen_kappa_score(first, second, labels=list(order), weights=weights))


def agreement_report(postings: Iterable[CorpusPosting]) -> str:
    """How many labels there are and how far the readers agree, as text."""
    read = [readings(posting) for posting in postings]
    first = [found["A"] for found in read if "A" in found]
    twice = [(found["A"], found["B"]) for found in read if "A" in found and "B" in found]
    statuses = Counter(
        shown.status
        for reading in first
        for pair in reading.pairs.values()
        for shown in pair.lines.values()
    )
    fits = Counter(pair.fit for reading in first for pair in reading.pairs.values())
    lines = [
        (
            f"labelled: {len(first)} postings, {sum(len(r.asks) for r in first)} asks, "
            f"{sum(fits.values())} pairs, {statuses.total()} line statuses, "
            f"{sum(len(r.zones) for r in first)} posting lines"
        ),
        "statuses     " + ", ".join(f"{name} {statuses[name]}" for name in STATUSES),
        "fit          " + ", ".join(f"{name} {fits[name]}" for name in FITS),
    ]
    if twice:
        lines.append(_agreement_lines(compare(twice)))
    return "\n".join(lines)


def _agreement_lines(found: Agreement) -> str:
    rows = [
        (
            f"read twice: {found.postings} postings, {len(found.fits)} pairs, "
            f"{len(found.statuses)} line statuses"
        ),
        (
            f"asks         both found {found.asks_both} of {found.asks_either} "
            f"({found.asks_both / max(1, found.asks_either):.2f})"
        ),
        f"zones        agree {share(found.zones):.2f}, kappa {kappa(found.zones, ZONES):.2f}",
        (
            f"statuses     agree {share(found.statuses):.2f}, "
            f"kappa {kappa(found.statuses, STATUSES):.2f}"
        ),
    ]
    for status in STATUSES:
        ours = [(str(a == status), str(b == status)) for a, b in found.statuses]
        rows.append(f"  {status:<12} kappa {kappa(ours, ('False', 'True')):.2f}")
    rows += [
        (
            f"fit          agree {share(found.fits):.2f}, "
            f"quadratic kappa {kappa(found.fits, FITS, quadratic=True):.2f}"
        ),
        f"worth        agree {share(found.worths):.2f}",
    ]
    return "\n".join(rows)
