"""The open sources of concepts: O*NET 29.2, ESCO, Tanova (attribution in NOTICE)."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_KNOWLEDGE = re.compile(
    r"(The|A|An|Types?|Characteristics|Techniques?|Methods?|Principles?|Set|Various|Different|Field"
    r"|Branch|Science|Study|Theory|Rules|Legislation|Properties|Tools?|Open|Software|Programming"
    r"|Systems?|Process(es)?|Procedures?|Area|Concepts?|Standards?|Regulations?|All|Those|Elements"
    r"|Functions?|Knowledge|Medical|Computer|Discipline)\b"
)
_LANGUAGE_SKILL = re.compile(r"(interact verbally in|understand (spoken|written)|write) [A-Z]")
"""ESCO has four skills for each language; ours is one concept with aliases."""
_TANOVA_KINDS = {
    "programming_languages": "tool",
    "frontend_development": "tool",
    "backend_development": "tool",
    "databases": "tool",
    "devops": "tool",
    "cms": "tool",
    "tools": "tool",
    "cloud_platforms": "tool",
    "design_tools": "tool",
    "backend_frameworks": "tool",
}


@dataclass(frozen=True)
class Labelled:
    """A concept as a source names it."""

    name: str
    kind: str
    source: str
    aliases: tuple[str, ...] = ()


def esco(folder: Path) -> Iterator[Labelled]:
    """ESCO skills and knowledge: labels of the JSON, alternative labels of the CSV.

    The stored CSV has its preferred labels out of step with the rest of each row. The alternative
    labels nearly always hold the preferred one, so a row is used where exactly one of them is a
    label of the JSON, and left out otherwise.
    """
    skills = json.loads((folder / "esco_skills" / "data" / "esco_skills.json").read_text("utf-8"))
    known = {skill["skill"].strip() for skill in skills}
    alternatives = {}
    path = folder / "esco_transversal_alt_labels" / "skills_en.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = [label.strip() for label in row["altLabels"].split("\n")]
            named = known.intersection(labels)
            if len(named) == 1:
                alternatives[named.pop()] = [label for label in labels if " " in label]
    for skill in sorted(skills, key=lambda item: item["skill"]):
        label = skill["skill"].strip()
        if _LANGUAGE_SKILL.match(label):
            continue
        kind = "knowledge" if _KNOWLEDGE.match(skill["description"]) else "skill"
        name = _BRACKET.sub("", label)
        yield Labelled(name, kind, "esco", tuple(alternatives.get(label, ())))


def onet_tools(folder: Path) -> Iterator[Labelled]:
    """Software named in O*NET's Technology Skills, most often named first."""
    counts: Counter[str] = Counter()
    path = folder / "onet_29_2" / "Technology Skills.txt"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            counts[row["Example"].strip()] += 1
    for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        # "Enterprise resource planning ERP software": a class of software with its short form.
        match = re.fullmatch(r"([A-Z][a-z].*?) ([A-Z][A-Z/&]{1,6}) (software|systems?)", name)
        if match:
            yield Labelled(f"{match[1]} {match[3]}", "tool", "onet", (f"{match[2]} {match[3]}",))
        else:
            yield Labelled(name, "tool", "onet")


def tanova(folder: Path) -> Iterator[Labelled]:
    """Tanova's taxonomy with its aliases."""
    taxonomy = json.loads((folder / "tanova" / "taxonomy.json").read_text("utf-8"))
    for category in taxonomy["categories"].values():
        for name, subcategory in category["subcategories"].items():
            for skill in subcategory["skills"]:
                kind = _TANOVA_KINDS.get(name, "skill")
                yield Labelled(
                    skill["canonical_name"], kind, "tanova", tuple(skill.get("aliases", ()))
                )


def common_words(folder: Path) -> Counter[str]:
    """How often each word stands in lower case in O*NET's and ESCO's running text."""
    counts: Counter[str] = Counter()
    skills = json.loads((folder / "esco_skills" / "data" / "esco_skills.json").read_text("utf-8"))
    texts = [skill["description"] for skill in skills]
    texts.extend(
        (folder / "onet_29_2" / name).read_text("utf-8")
        for name in ("Task Statements.txt", "Occupation Data.txt")
    )
    for text in texts:
        counts.update(word for word in _WORD.findall(text) if word.islower())
    return counts


def occupations(folder: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(title, ISCO-08 group, other titles) of the ESCO occupations."""
    path = folder / "esco_occupations" / "tabiya-esco-v1.1.1" / "csv" / "occupations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = [label.strip() for label in row["ALTLABELS"].split("\n")]
            others = tuple(label for label in labels if label)
            yield row["PREFERREDLABEL"].strip(), row["ISCOGROUPCODE"], others
