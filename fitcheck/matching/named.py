"""Names of things that no vocabulary knows: asked by name, and named in the resume.

A product, a scheme or a certificate of one trade or one country ("Nervecentre", "HLTAID011") is no
concept of ours, but the same name on both sides is no accident.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.places import find_places
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.language.words import Token, content_terms, tokens
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.context import Context
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Level
from fitcheck.profiles.profile import Requirement

_SHORTEST = 3
"""Letters and digits of the shortest name: of two letters there are too many."""
_RARE = 0.6
"""Weight of a word (`TermWeights`) from which it can be a name: fewer than 50 tasks use it."""
_SHARE = 0.5
"""Share of capitalised words from which capitals say nothing: headings, or lines in capitals."""
_MARKED = re.compile(r"[A-Z]{3,8}|\w*[a-z]\w*[A-Z]\w*|(?=\w*[A-Za-z])\w*\d\w*")
"""Signs of a name within a word: an acronym, a capital inside, a figure."""
_BEGINS = re.compile(r"(?:^|[.:;!?•*–—(\[\"“/-])\s*$")
_NO_NAMES = frozenset([
    "ada", "adhd", "all", "and", "any", "asap", "ceo", "cfo", "coo", "cto", "cet", "cst", "eeo",
    "eeoc", "eoe", "est", "etc", "eur", "faq", "fte", "gbp", "gmt", "inc", "iii", "llc", "ltd",
    "may", "must", "not", "only", "pst", "pto", "tbc", "tbd", "usa", "usd", "utc", "viii", "401k",
    "1st", "2nd", "3rd", "4th",
])  # fmt: skip
"""Words in capitals or with a figure that name no thing that anybody shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFinding:
    """Names that both sides write: partial where one stands in a placed item, else listed.

    `items` are those in which they stand, `names` as the resume writes them, both in order.
    """

    level: Level
    items: tuple[int, ...]
    names: tuple[str, ...]


def find_names(requirement: Requirement, context: Context) -> NamesFinding | None:
    """The names asked that stand in the resume; None where there is none.

    A name alone never shows all of it: what was done with the thing is for the words to say.
    """
    index = context.index
    held = names_held(index)
    shared = names_asked(requirement, context.asked, index.vocabulary) & held.keys()
    if not shared:
        return None
    items = context.strongest(requirement, {n for name in shared for n in held[name]})
    level = Level.PARTIAL if index.placed[items[0]] else Level.LISTED
    written = {_key(token): token.text for n in items for token in tokens(index.quotes[n])}
    return NamesFinding(level=level, items=items, names=tuple(written[n] for n in sorted(shared)))


def names_asked(
    requirement: Requirement, asked: PostingIndex, vocabulary: Vocabulary
) -> frozenset[str]:
    """Names in the words of a requirement, but for those that are known.

    They are in lower case but for acronyms: "RED" is not "Red". Left out are names of concepts and
    of places, and words of the posting's title and employer.
    They are found once.
    """
    known = asked.once(_all_names)
    if requirement.id not in known:
        known[requirement.id] = _names_in(requirement, asked, vocabulary)
    return known[requirement.id]


def _all_names(_: PostingIndex) -> dict[str, frozenset[str]]:
    return {}


def _names_in(
    requirement: Requirement, asked: PostingIndex, vocabulary: Vocabulary
) -> frozenset[str]:
    quote = asked.quote(requirement)
    found = [token for token in _names(quote) if _marked(token) or not _begins(quote, token)]
    if not found:
        return frozenset()
    known = [found.span for found in asked.told(vocabulary.find, requirement)]
    known += [place.span for place in find_places(quote)]
    own = asked.once(_own_words)
    return frozenset(
        _key(token)
        for token in found
        if token.lower not in own
        and vocabulary.get(token.text) is None  # its guards say where it counts
        and not any(token.span.overlaps(span) for span in known)
    )


def names_held(index: ResumeIndex) -> Mapping[str, Sequence[int]]:
    """The items in which each name stands (as in `names_asked`), without denied ones and copies."""
    return index.once(_held)


def _held(index: ResumeIndex) -> Mapping[str, Sequence[int]]:
    held: defaultdict[str, list[int]] = defaultdict(list)
    for number in index.told_numbers.tolist():
        if index.copied(index.item(number).span):
            continue
        for name in dict.fromkeys(_key(token) for token in _names(index.quotes[number])):
            held[name].append(number)
    return dict(held)


def _names(text: str) -> Iterator[Token]:
    """Words that look like names and that hardly any task statement uses.

    What is only written large must be no word of everyday English, as whole pieces of the table of
    meanings are ("Platforms", "Substance").
    """
    said = tokens(text)
    long = [token for token in said if len(token.text) > _SHORTEST]
    capitals = sum(token.text[0].isupper() for token in long)
    plain = 2 * sum(token.text.isupper() for token in long) < len(long) or len(long) < 2
    titled = capitals > _SHARE * len(long) and len(long) > 3
    weights, pieces = TermWeights.load(), Embeddings.load().pieces
    for token in said:
        if len(token.text) < _SHORTEST or token.lower in _NO_NAMES or not plain:
            continue
        large = token.text[0].isupper() and not titled and token.lower not in pieces
        if not (large or _marked(token)):
            continue
        stems = content_terms(token.text)
        if stems and all(weights.weight(stem) >= _RARE for stem in stems):
            yield token


def _key(token: Token) -> str:
    return token.text if token.text.isupper() else token.lower


def _marked(token: Token) -> bool:
    return _MARKED.fullmatch(token.text) is not None


def _begins(text: str, token: Token) -> bool:
    """True where a capital says nothing, for a sentence begins there."""
    return _BEGINS.search(text, max(0, token.span.start - 3), token.span.start) is not None


def _own_words(asked: PostingIndex) -> frozenset[str]:
    named = f"{asked.posting.title or ''} {asked.posting.employer or ''}"
    return frozenset(token.lower for token in tokens(named))
