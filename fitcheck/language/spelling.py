"""Spelling folded away, so that one entry of a table meets the many ways people write it.

A text is cut into atoms: runs of letters and digits, with the symbols that belong to a name kept
("C++", "C#", ".NET", "3+") and "&" read as "and". Every atom has two forms:

- `flat`: lower case, American spelling, no accents, singular ("Licences" → "license");
- `root`: `flat` without the endings of verbs ("managing", "managed", "manages" → "manag").

Both sides of a lookup are folded alike, so a wrong singular ("Jenkins" → "jenkin") does no harm.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ATOM = re.compile(
    r"(?<![^\W_])\.(?=[A-Za-z]{2})[^\W_]{1,40}"  # .NET
    r"|[^\W_]{1,60}(?:['’][^\W_]{1,40})?(?:\+\+|\#(?![^\W_])|\+(?![^\W_]))?"
    r"|&"
)
"""One atom. Longer runs of letters are cut: no name is so long, and the cost stays linear."""

GAP = re.compile(r"[ \u00a0]{1,4}|[-‐‑–/'’.·]|[-‐] ")
"""What may stand between two atoms of one name: spaces, a hyphen, slash, stop or apostrophe."""

_SPELLINGS = {
    "programme": "program",
    "licence": "license",
    "practise": "practice",
    "cheque": "check",
    "tyre": "tire",
    "grey": "gray",
    "catalogue": "catalog",
    "dialogue": "dialog",
    "defence": "defense",
    "offence": "offense",
    "enrolment": "enrollment",
    "fulfilment": "fulfillment",
    "judgement": "judgment",
    "mould": "mold",
    "aluminium": "aluminum",
    "maths": "math",
    "jewellery": "jewelry",
    "centre": "center",
    "theatre": "theater",
    "fibre": "fiber",
    "metre": "meter",
    "litre": "liter",
    "kerb": "curb",
    "storey": "story",
    "plough": "plow",
    "sulphur": "sulfur",
    "artefact": "artifact",
    "ageing": "aging",
    "manoeuvre": "maneuver",
    "acknowledgement": "acknowledgment",
    "instalment": "installment",
    "skilful": "skillful",
    "pharma": "pharmaceutical",
    "apis": "api",
    "kpis": "kpi",
    "people": "person",
    "analyses": "analysis",
    "diagnoses": "diagnosis",
    "hypotheses": "hypothesis",
    "criteria": "criterion",
    "children": "child",
    "women": "woman",
    "men": "man",
    "kubernetes": "kubernetes",
}
_AMERICAN = (
    (re.compile(r"is(ation|ations|e|es|ed|ing|er|ers)\Z"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing|er|ers)\Z"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s|al|ed|ing|able|ite|ites|)\Z"), r"or\1"),
    (re.compile(r"ll(ing|ed|er|ers|or|ors)\Z"), r"l\1"),
)
_LIGATURE = re.compile(r"(?<=[a-z])ae(?=[a-z]{3})")
_PLURALS_IN_ICS = frozenset({"metrics", "topics", "clinics", "fabrics", "critics", "mechanics"})
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=1 << 16)
def forms(surface: str) -> tuple[str, str]:
    """The `flat` and the `root` form of one atom as it stands in a text."""
    if surface == "&":
        return "and", "and"
    word = surface.lower().replace("’", "").replace("'", "")
    if not word.isascii():
        word = unaccented(word).lower()
    if not word.isalpha():
        return (word, word) if not _plural_code(word) else (word[:-1], word[:-1])
    # "CMMS", "DBMS": the last S of a short code is no plural; "APIs", "KPIs" are not all capitals.
    if surface.isupper() and len(word) < 6:
        return word, word
    if surface.endswith("s") and surface[:-1].isupper():
        return word[:-1], word[:-1]
    flat = _singular(_american(word))
    return flat, _without_ending(flat)


def flat(surface: str) -> str:
    """The folded form of one atom: lower case, American, singular."""
    return forms(surface)[0]


def root(surface: str) -> str:
    """The folded form of one atom without the ending of a verb."""
    return forms(surface)[1]


def unaccented(word: str) -> str:
    """`word` without its accents: "résumé" becomes "resume"."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def key_of(name: str) -> str:
    """The lookup key of a name: the flat form of its one atom, or its roots joined by spaces."""
    surfaces = ATOM.findall(name)
    if len(surfaces) == 1:
        return flat(surfaces[0])
    return " ".join(root(surface) for surface in surfaces)


def _plural_code(word: str) -> bool:
    """True for the plural of a code with digits: "ec2s", "401ks"."""
    return len(word) > 3 and word[-1] == "s" and word[-2].isdigit()


def _american(word: str) -> str:
    known = _SPELLINGS.get(word)
    if known is not None:
        return known
    if word.endswith("s") and word[:-1] in _SPELLINGS:
        return _SPELLINGS[word[:-1]]
    if len(word) < 6:
        return word
    for pattern, replacement in _AMERICAN:
        word = pattern.sub(replacement, word)
    return _LIGATURE.sub("e", word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    # "economics", "physics", "statistics" are no plurals: "economic impact" is another thing.
    if word.endswith("ics") and word not in _PLURALS_IN_ICS:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str) -> str:
    """Drop "ing", "ed" and a last "e", undoubling the consonant ("planning" → "plan")."""
    if word.endswith("eering"):
        return word
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and not _VOWELS.isdisjoint(stem):
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                stem = stem[:-1]
            return stem
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
