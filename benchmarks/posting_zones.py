"""How well the lines of postings are told apart: what each is for.

usage: python -m benchmarks posting_zones [--on dev] [--single]
       python -m benchmarks posting_zones --real [dev]

Reads every posting of a split of the corpus and compares the zone of each labelled line that is no
heading with the label, by language. A paragraph is one labelled line and several sentences: as in
the guide (docs/labelling.md) it has the zone of its asks, of the longest kind, where a sentence of
it asks, else that of most of its text. A line that stands under a heading for asks and asks nothing
is "other". `--single` counts only the lines that are one sentence or item. Figures: accuracy, and
F1 of each zone and their mean over the zones that are labelled.

`--real` reports the labelled lines of real postings (`real_lines`) instead, those for testing or
those for development: postings whose template was not trained on as `new`, the bulletins and
descriptions of two employers that write all to one pattern as `seen`. The test split and the real
lines for testing are looked at once a release.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.corpus import Split, load_corpus
from benchmarks.fact_matching import bare
from benchmarks.label_check import best_reading
from benchmarks.labels import ZONES
from benchmarks.real_lines import TEMPLATES, Use, labelled_paths, line_digest
from fitcheck.documents.document import Document
from fitcheck.documents.reader import read_bytes, read_document
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.lines import ZonedLine
from fitcheck.language.zone_model import told_lines
from fitcheck.language.zones import Zone
from fitcheck.settings import ReadingSettings

_ASKING = frozenset(zone.value for zone in Zone if zone.asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One labelled line: the zone wanted, the zone told, whether it is one piece.

    `group` is the language of a posting of the corpus; of a real one, whether its template is new.
    """

    group: str
    wanted: str
    said: str
    single: bool


def zone_of_lines(lines: Sequence[ZonedLine]) -> str:
    """The zone of a paragraph by its sentences: what it asks, else what most of it is."""
    sizes: Counter[str] = Counter()
    for line in lines:
        sizes[line.zone.value] += line.span.end - line.span.start
    asking = Counter({zone: size for zone, size in sizes.items() if zone in _ASKING})
    return (asking or sizes).most_common(1)[0][0]


def told_of(
    document: Document, wanted: Mapping[int, str], group: str, embeddings: Embeddings
) -> Iterator[Told]:
    """The lines of one posting; `wanted` has the label of each block that was labelled."""
    by_block: dict[int, list[ZonedLine]] = defaultdict(list)
    for line in told_lines(document, embeddings):
        by_block[line.block].append(line)
    for number, lines in by_block.items():
        if number in wanted and not lines[0].heading:
            yield Told(
                group=group,
                wanted=wanted[number],
                said=zone_of_lines(lines),
                single=len(lines) == 1,
            )


def labelled_postings(split: Split) -> Iterator[tuple[Document, dict[int, str], str]]:
    """The labelled postings of a split, the zone of each labelled block, and the language.

    A line that asks nothing under a heading for asks is "other" to a parser. Training reads them
    too (`models/lines/train.py`).
    """
    for posting in load_corpus(split=split):
        reading = best_reading(posting)
        if reading is None:
            continue
        document = read_bytes(
            posting.text.encode(), source="posting.md", settings=ReadingSettings()
        )
        labels = {
            bare(text): zone if number in reading.asks or zone not in _ASKING else "other"
            for (number, text), zone in zip(
                posting.lines.items(), reading.zones.values(), strict=True
            )
        }
        wanted = {
            number: labels[key]
            for number, block in enumerate(document.blocks)
            if (key := bare(document.quote(block.span))) in labels
        }
        yield document, wanted, posting.language


def corpus_lines(split: Split) -> Iterator[Told]:
    """The labelled lines of a split."""
    embeddings = Embeddings.load()
    for document, wanted, language in labelled_postings(split):
        yield from told_of(document, wanted, language, embeddings)


def real_postings(use: Use) -> Iterator[tuple[Document, dict[int, str], str]]:
    """The labelled real postings of a use, the zone of each labelled block, and the template.

    That is "seen" where postings of the same template were trained on, else "new". Needs
    ../shared/data.
    """
    for path, labels in labelled_paths("posting", use):
        document = read_document(path)
        wanted = {
            number: labels[digest]
            for number, block in enumerate(document.blocks)
            if (digest := line_digest(document.quote(block.span))) in labels
        }
        yield document, wanted, "seen" if path.parent.name in TEMPLATES else "new"


def real_lines(use: Use) -> Iterator[Told]:
    """The labelled lines of real postings (needs ../shared/data)."""
    embeddings = Embeddings.load()
    for document, wanted, template in real_postings(use):
        yield from told_of(document, wanted, template, embeddings)


def scores(lines: Iterable[Told]) -> tuple[int, float, dict[str, float]]:
    """How many lines, the share told right, and F1 of each zone that is labelled."""
    pairs = Counter((line.wanted, line.said) for line in lines)
    right = sum(count for (wanted, said), count in pairs.items() if wanted == said)
    found = {}
    for zone in ZONES:
        wanted = sum(count for (a, _), count in pairs.items() if a == zone)
        said = sum(count for (_, b), count in pairs.items() if b == zone)
        if wanted:
            found[zone] = 2 * pairs[zone, zone] / (wanted + said)
    return pairs.total(), right / max(1, pairs.total()), found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    splits = [str(split) for split in Split]
    parser.add_argument("--on", choices=splits, default="dev", help="the split (dev)")
    parser.add_argument("--single", action="store_true", help="no paragraphs of several sentences")
    uses = [str(use) for use in (Use.DEV, Use.TEST)]
    parser.add_argument(
        "--real", nargs="?", choices=uses, const="test", help="labelled lines of real postings"
    )
    options = parser.parse_args(arguments)
    told = list(real_lines(Use(options.real)) if options.real else corpus_lines(Split(options.on)))
    kept = [line for line in told if line.single or not options.single]
    for group in ("all", *sorted({line.group for line in kept})):
        count, accuracy, zones = scores(line for line in kept if group in ("all", line.group))
        mean = sum(zones.values()) / max(1, len(zones))
        each = "  ".join(f"{zone} {score:.2f}" for zone, score in zones.items())
        print(f"{group:4s}{count:6d} lines  accuracy {accuracy:.3f}  macro F1 {mean:.3f}  {each}")
    return 0 if kept else 2


if __name__ == "__main__":
    raise SystemExit(main())
