"""How well the asks of postings are read: lines found, must and nice, years, degrees.

usage: python -m benchmarks asks [--on dev] [--show]
       python -m benchmarks asks --gold

Reads every posting of a split of the corpus (or of the real development pairs, `--gold`) and
compares its requirements with the labels, postings in English and in other languages apart:

- recall, precision: of the lines that ask; a requirement counts for the labelled line whose words
  it quotes;
- zone: of the asking lines found, how many have one of the readers' zones; must, nice: F1 of
  required and of preferred over the found and the missed lines together (a line that is read as
  two things counts as the right one where that is among them); must or condition: the same with
  conditions among the musts;
- years, degree: of the lines where a reader notes years or a degree, how many are read with
  exactly that; spurious: lines where one was read and no reader notes any, per such line.

For the corpus the settled reading is the truth, for the real pairs a reading that agrees with
either reader is right. With intervals from 1,000 bootstrap samples of postings. Errors are looked
at on the train split and on the real pairs only.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus import Split, load_corpus
from benchmarks.gold import GOLD
from benchmarks.label_check import best_reading
from benchmarks.labels import Ask
from benchmarks.line_matching import best_lines
from fitcheck.documents.reader import read_bytes
from fitcheck.language.lines import Zone
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import Kind, Requirement
from fitcheck.settings import ReadingSettings

AS_OF = date(2026, 11, 22)
SAMPLES = 1000
SEED = 20261127


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A posting with its lines by number and, for each line that a reader calls an ask, how.

    `sure` are the lines that all readers call asks.
    """

    name: str
    group: str
    text: str
    lines: Mapping[str, str]
    asks: Mapping[str, tuple[Ask, ...]]
    sure: frozenset[str]


def corpus_postings(split: Split) -> Iterator[Labelled]:
    """The labelled postings of a split of the corpus."""
    for posting in load_corpus(split=split):
        reading = best_reading(posting)
        if reading is not None:
            yield Labelled(
                name=posting.id,
                group="en" if posting.language == "en" else "other",
                text=posting.text,
                lines=posting.lines,
                asks={number: (ask,) for number, ask in reading.asks.items()},
                sure=frozenset(reading.asks),
            )


def gold_postings() -> Iterator[Labelled]:
    """The real development postings with the asks of both readers (needs ../shared/gold)."""
    for folder in sorted((GOLD / "dev").glob("P*")):
        numbered = (folder / "posting.numbered.txt").read_text("utf-8").splitlines()
        readers = [
            json.loads((GOLD / "dev/labels" / reader / f"{folder.name}.json").read_text("utf-8"))
            for reader in "AB"
        ]
        asks: dict[str, tuple[Ask, ...]] = {}
        for reader in readers:
            for number, ask in reader["lines"].items():
                asks[number] = (*asks.get(number, ()), Ask(**ask))
        yield Labelled(
            name=folder.name,
            group="en",
            text=(folder / "posting.md").read_text("utf-8"),
            lines=dict(line.split(" ", 1) for line in numbered if " " in line),
            asks=asks,
            sure=frozenset(readers[0]["lines"]) & frozenset(readers[1]["lines"]),
        )


def read_asks(posting: Labelled, vocabulary: Vocabulary) -> dict[str | None, list[Requirement]]:
    """The requirements of a posting by the labelled line that they quote."""
    document = read_bytes(
        posting.text.encode(), source=f"{posting.name}.md", settings=ReadingSettings()
    )
    read = parse_posting(document, as_of=AS_OF, vocabulary=vocabulary)
    found: dict[str | None, list[Requirement]] = {}
    for requirement in read.requirements:
        numbers: list[str] = best_lines(document.quote(requirement.span), posting.lines)
        for number in numbers or (None,):
            found.setdefault(number, []).append(requirement)
    return found


def zone_read(found: Sequence[Requirement], wanted: frozenset[str]) -> str:
    """The zone of a line as it was read: one of the wanted where it is among them."""
    said = [str(one.zone) for one in found]
    if any(one.kind is Kind.LICENSE for one in found):
        said += [str(Zone.CONDITION), str(Zone.REQUIRED)]
    return next((zone for zone in said if zone in wanted), said[0])


def count(posting: Labelled, found: Mapping[str | None, Sequence[Requirement]]) -> Counter[str]:
    """The counts of one posting; keys are names of figures, or "zone WANTED READ"."""
    tally: Counter[str] = Counter()
    tally["asks"] = len(posting.sure)
    tally["found"] = len(posting.sure & set(found))
    tally["said"] = sum(len(v) if k is None else 1 for k, v in found.items())
    tally["said_ok"] = sum(k in posting.asks for k in found)
    for number in posting.lines:
        asks = posting.asks.get(number, ())
        read = found.get(number, ())
        if number in posting.sure or (read and not asks):
            wanted = frozenset(ask.zone for ask in asks) or frozenset({"none"})
            zone = zone_read(read, wanted) if read else "none"
            right = zone if zone in wanted else min(wanted)
            tally[f"zone {right} {zone}"] += 1
        for name, wants, says in facts_of(asks, read):
            tally[f"{name}_n"] += bool(wants - {None})
            tally[f"{name}_ok"] += bool(wants - {None}) and says in wants
            tally[f"{name}_spurious"] += says is not None and not wants - {None}
    return tally


def facts_of(
    asks: Sequence[Ask], read: Sequence[Requirement]
) -> Iterator[tuple[str, frozenset[object], object]]:
    """For years and for the degree: what the readers note, and what was read first."""
    months = next((one.min_months for one in read if one.min_months is not None), None)
    degree = next((str(one.degree) for one in read if one.degree is not None), None)
    years = None if months is None else months / 12
    yield "years", frozenset(ask.min_years for ask in asks), years
    levels = frozenset(None if ask.degree == "none" else ask.degree for ask in asks)
    yield "degree", levels, degree


def figures(tally: Counter[str]) -> dict[str, float]:
    """The figures of a tally by name: shares and F1."""
    zones = {
        (wanted, read): n
        for key, n in tally.items()
        if key.startswith("zone ")
        for _, wanted, read in [key.split()]
    }

    def f1(*names: str) -> float:
        right = sum(n for (a, b), n in zones.items() if a in names and b in names)
        both = sum(n * ((a in names) + (b in names)) for (a, b), n in zones.items())
        return 2 * right / max(1, both)

    def share(part: str, whole: str) -> float:
        return tally[part] / max(1, tally[whole])

    asked = sum(n for (a, b), n in zones.items() if "none" not in (a, b))
    same = sum(n for (a, b), n in zones.items() if a == b)
    return {
        "recall": share("found", "asks"),
        "precision": share("said_ok", "said"),
        "zone": same / max(1, asked),
        "must F1": f1("required"),
        "nice F1": f1("preferred"),
        "must and nice": (f1("required") + f1("preferred")) / 2,
        "must or condition F1": f1("required", "condition"),
        "years": share("years_ok", "years_n"),
        "years spurious": share("years_spurious", "years_n"),
        "degree": share("degree_ok", "degree_n"),
        "degree spurious": share("degree_spurious", "degree_n"),
    }


def intervals(tallies: Sequence[Counter[str]]) -> dict[str, tuple[float, float]]:
    """95 % intervals of the figures over bootstrap samples of postings."""
    dice = random.Random(SEED)  # noqa: S311 - a sample, no secret
    drawn = [figures(sum(dice.choices(tallies, k=len(tallies)), Counter())) for _ in range(SAMPLES)]
    low, high = SAMPLES // 40, SAMPLES - SAMPLES // 40 - 1
    ordered = {name: sorted(one[name] for one in drawn) for name in drawn[0]}
    return {name: (values[low], values[high]) for name, values in ordered.items()}


def show(posting: Labelled, found: Mapping[str | None, Sequence[Requirement]]) -> None:
    """Print what was read otherwise than labelled."""
    for number, line in posting.lines.items():
        asks, read = posting.asks.get(number, ()), found.get(number, ())
        wanted = frozenset(ask.zone for ask in asks)
        if number in posting.sure and not read:
            print(f"{posting.name} {number} missed {'/'.join(sorted(wanted))}: {line[:200]}")
        elif read and not asks:
            print(f"{posting.name} {number} spare {zone_read(read, wanted)}: {line[:200]}")
        elif read and zone_read(read, wanted) not in wanted:
            said = zone_read(read, wanted)
            print(f"{posting.name} {number} {'/'.join(sorted(wanted))} read {said}: {line[:200]}")
        for name, wants, says in facts_of(asks, read):
            if (says or wants - {None}) and says not in wants:
                noted = "/".join(map(str, wants)) or "nothing"
                print(f"{posting.name} {number} {name} {noted} read {says}: {line[:400]}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--on", type=Split, default=Split.DEV, help="train, dev or test (dev)")
    parser.add_argument("--gold", action="store_true", help="the real development pairs")
    parser.add_argument("--show", action="store_true", help="print errors (train and gold only)")
    options = parser.parse_args(arguments)
    if options.show and not options.gold and options.on is not Split.TRAIN:
        parser.error("errors are looked at on the train split and the real pairs only")
    vocabulary = Vocabulary.load()
    tallies: dict[str, list[Counter[str]]] = {}
    for posting in gold_postings() if options.gold else corpus_postings(options.on):
        found = read_asks(posting, vocabulary)
        tallies.setdefault(posting.group, []).append(count(posting, found))
        if options.show:
            show(posting, found)
    for group, rows in tallies.items():
        whole: Counter[str] = sum(rows, Counter())
        ranges = intervals(rows)
        print(f"{group}: {len(rows)} postings, {whole['asks']} asking lines, "
              f"{whole['years_n']} with years, {whole['degree_n']} with a degree")  # fmt: skip
        for name, value in figures(whole).items():
            print(f"  {name:<22}{value:.3f} ({ranges[name][0]:.3f}-{ranges[name][1]:.3f})")
    return 0 if tallies else 2


if __name__ == "__main__":
    raise SystemExit(main())
