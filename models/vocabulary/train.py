"""Compile the vocabulary: `python models/vocabulary/train.py ../shared/data/vocabularies`.

Reads our own tables and the open sources, writes `vocabulary.tsv` and `occupations.tsv` beside
this file and their digests to `fitcheck/data/digests.toml`. No randomness: same input, same bytes.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import tomlkit

sys.path.insert(0, str(Path(__file__).resolve().parent))

import sources
from tables import GuardEntry, Tables, read_tables
from titles import compile_titles

from fitcheck.language.spelling import ATOM, key_of, unaccented

HERE = Path(__file__).resolve().parent
DIGESTS = HERE.parents[1] / "fitcheck" / "data" / "digests.toml"
MOST_ATOMS = 8
"""Longer names never stand verbatim in a posting (0 of 4,000 lines read)."""
COMMON = 3
"""Lower-case uses in running text from which a word is a common word, not a name."""


_JOINING = frozenset({
    "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "out", "to", "with",
})  # fmt: skip
"""Words that join others: no name that is parted at its capitals begins with one."""

_ARTICLES = frozenset({"a", "an", "the", "to", "be"})
"""A label of an open source that starts so is written otherwise in a posting, and costs time."""


@dataclass
class Compiled:
    """One concept on its way into the file."""

    name: str
    kind: str
    sources: list[str]


class Compiler:
    """Collects concepts; the first owner of a key keeps it, our own tables come first."""

    def __init__(self, tables: Tables, common: Counter[str]) -> None:
        self.tables = tables
        self.common = common
        self.concepts: dict[str, Compiled] = {}
        self.owner: dict[str, str] = {}
        self.guards: list[tuple[str, GuardEntry]] = [(key_of(g.alias), g) for g in tables.guards]
        self.guarded = {key for key, _ in self.guards}
        self.noise = {key_of(phrase) for phrase in tables.noise}
        self.warnings: list[str] = []

    def add_own(self) -> None:
        """Our own concepts: every name and alias, with variants of writing."""
        for entry in self.tables.entries.values():
            self.concepts[entry.name] = Compiled(entry.name, entry.kind, ["own"])
        for entry in self.tables.entries.values():
            for label in (entry.name, *entry.aliases):
                self._claim_own(entry.name, label)
        for entry in self.tables.entries.values():
            for label in (entry.name, *entry.aliases):
                for variant in variants(label):
                    key = key_of(variant)
                    if key not in self.owner and key not in self.guarded and not self._is_word(key):
                        self._own(entry.name, key)

    def _claim_own(self, name: str, label: str) -> None:
        key = key_of(label)
        if not key or key in self.guarded:
            return
        holder = self.owner.get(key)
        if holder is not None and holder != name:
            self.warnings.append(f"{label!r}: both {holder} and {name}")
            return
        if " " not in key and label[:1].isupper() and self._is_word(label.lower()):
            if label.isupper() and len(label) <= 6:
                self._guard_exact(name, label)
                return
            if self.concepts[name].kind in {"tool", "certification"}:
                self.warnings.append(f"{label!r} ({name}) is a common word and has no guard")
        kind = self.concepts[name].kind
        if kind in {"certification", "license"} and label.isalpha() and label.isupper():
            self._guard_exact(name, label)
        elif holder is None:
            self._own(name, key)

    def _guard_exact(self, name: str, label: str) -> None:
        """A short code that is also a word ("POS") or that names a credential: only as written."""
        guard = GuardEntry(f"auto-{label}", label, name, "exact", "", "", "", "", False)
        self.guards.append((key_of(label), guard))

    def add_source(self, item: sources.Labelled) -> None:
        """A concept of an open source, unless its label would fire on common words."""
        keys = [self._usable(item.name, item.source)]
        keys += [self._usable(alias, item.source) for alias in item.aliases]
        usable = [key for key in dict.fromkeys(keys) if key]
        if not keys[0] or item.name in self.tables.noise:
            return
        holder = self.owner.get(keys[0])
        name = holder or item.name
        if holder is None and item.name in self.concepts:
            return
        if holder is None:
            name = plain(name)
            self.concepts[name] = Compiled(name, item.kind, [])
        concept = self.concepts[name]
        if item.source not in concept.sources:
            concept.sources.append(item.source)
        for key in usable:
            if key not in self.owner:
                self._own(name, key)

    def _usable(self, label: str, source: str) -> str:
        """The key of a label of an open source, or "" where it is noise."""
        key = key_of(label)
        atoms = key.split(" ")
        if key in self.guarded or key in self.noise or not 0 < len(atoms) <= MOST_ATOMS:
            return ""
        if "(" in label or "," in label or ";" in label or atoms[0] in _ARTICLES:
            return ""
        if len(atoms) > 1:
            return "" if all(len(atom) < 3 for atom in atoms) else key
        if len(key) < 4 and key not in self.owner:
            return ""
        # A single common word ("harvest", "reports") is a name only where we say so ourselves.
        if self._is_word(label.lower()) and not (source == "esco" and len(key) > 7):
            return key if key in self.owner else ""
        return key

    def _is_word(self, word: str) -> bool:
        return self.common[word] >= COMMON

    def _own(self, name: str, key: str) -> None:
        if not key.isascii():
            return
        self.owner[key] = name

    def _one_meaning(self, key: str) -> bool:
        return len({guard.concept for other, guard in self.guards if other == key}) == 1

    def lines(self) -> str:
        """The compiled file."""
        names = sorted(self.concepts, key=lambda name: (name.lower(), name))
        number = {name: place for place, name in enumerate(names)}
        shows = closure(self.tables.shows)
        related = symmetric(self.tables.relatives)
        rows = []
        for name in names:
            concept = self.concepts[name]
            near = related.get(name, set()) - shows.get(name, set())
            cells = [
                name,
                concept.kind,
                ",".join(sorted(concept.sources)),
                " ".join(map(str, sorted(number[other] for other in shows.get(name, ())))),
                " ".join(map(str, sorted(number[other] for other in near))),
            ]
            rows.append("\t".join(cells))
        keys = [*self.owner, *(key for key, _ in self.guards)]
        masks = lengths(keys)
        pairs = sorted({" ".join(key.split(" ")[:2]) for key in keys if " " in key})
        parts = (
            "fitcheck.vocabulary/4",
            "\n".join(rows),
            "\n".join(self.owner),
            " ".join(str(number[name]) for name in self.owner.values()),
            "\n".join(masks),
            " ".join(map(str, masks.values())),
            "\n".join(pairs),
            "\n".join(
                guard_row(key, guard, number, self._one_meaning(key)) for key, guard in self.guards
            ),
        )
        return "\n\n".join(parts) + "\n"


def plain(name: str) -> str:
    """`name` without accents and typographic quotes and dashes."""
    straight = unaccented(name.translate({0x2019: "'", 0x2013: "-", 0x2014: "-"}))
    return straight.encode("ascii", "ignore").decode("ascii")


def variants(label: str) -> list[str]:
    """Other ways to write a name: parted at capitals, joined at hyphens and stops.

    Parted it must not begin with a word that joins others: "years in designing" is no InDesign.
    """
    found = []
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    joins = parted.split(" ")[0].lower() in _JOINING
    if parted != label and len(ATOM.findall(label)) == 1 and not joins:
        found.append(parted)
    atoms = ATOM.findall(label)
    if len(atoms) == 2 and len(label) > 10 and "".join(atoms).isalnum():
        # PDF readers lose spaces: "dataentry", "problemsolving".
        found.append("".join(atoms))
    joined = re.search(r"\w[-.]\w", label) is not None
    capitals = len(label) > 6 and all(atom[:1].isupper() for atom in atoms)
    if len(atoms) == 2 and (joined or capitals) and "".join(atoms).isalnum():
        found.append("".join(atoms))
    return found


def guard_row(key: str, guard: GuardEntry, number: dict[str, int], one_meaning: bool) -> str:
    """One guard as a row of the file; context words as flat forms."""
    words = [
        " ".join(sorted({key_of(word) for word in text.split()}))
        for text in (guard.after, guard.before, guard.near, guard.apart)
    ]
    # "Filing" on a line of its own needs no context; "GCP" does, for it has two meanings.
    flags = ("l" if guard.listed else "") + (
        "a" if guard.alone and guard.near and one_meaning else ""
    )
    cells = [key, str(number[guard.concept]), guard.alias, guard.case, *words, flags]
    return "\t".join(cells)


def lengths(keys: list[str]) -> dict[str, int]:
    """First atom of each key with the bit mask of the lengths of its keys, sorted."""
    masks: dict[str, int] = {}
    for key in keys:
        atoms = key.split(" ")
        masks[atoms[0]] = masks.get(atoms[0], 0) | 1 << (len(atoms) - 1)
    return dict(sorted(masks.items()))


def closure(shows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The transitive closure of "shows"; a circle is an error of the table."""
    closed: dict[str, set[str]] = {}

    def follow(name: str, path: tuple[str, ...]) -> set[str]:
        if name in path:
            raise SystemExit(f"implications go in a circle: {' > '.join((*path, name))}")
        if name not in closed:
            reached: set[str] = set()
            for other in sorted(shows.get(name, ())):
                reached |= {other} | follow(other, (*path, name))
            closed[name] = reached
        return closed[name]

    for name in sorted(shows):
        follow(name, ())
    return closed


def symmetric(groups: list[list[str]]) -> dict[str, set[str]]:
    """Each concept with the others of its groups."""
    related: dict[str, set[str]] = {}
    for group in groups:
        for name in group:
            related.setdefault(name, set()).update(other for other in group if other != name)
    return related


def write(name: str, digest_id: str, content: str) -> None:
    """Write one compiled file and record its digest."""
    written = content.encode("ascii")  # plain text loads twice as fast
    (HERE / name).write_bytes(written)
    recorded = tomlkit.parse(DIGESTS.read_text("utf-8")) if DIGESTS.exists() else tomlkit.document()
    recorded[digest_id] = hashlib.sha256(written).hexdigest()
    DIGESTS.write_text(tomlkit.dumps(recorded), encoding="utf-8")


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit("usage: python models/vocabulary/train.py ../shared/data/vocabularies")
    folder = Path(sys.argv[1])
    common = sources.common_words(folder)
    compiler = Compiler(read_tables(), common)
    compiler.add_own()
    for read in (sources.tanova, sources.onet_tools, sources.esco):
        for item in read(folder):
            compiler.add_source(item)
    write("vocabulary.tsv", "vocabulary", compiler.lines())
    write("occupations.tsv", "occupations", compile_titles(sources.occupations(folder)))
    for warning in compiler.warnings:
        print("warning:", warning)
    print(f"{len(compiler.concepts)} concepts, {len(compiler.owner)} keys")


if __name__ == "__main__":
    main()
