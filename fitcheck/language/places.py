"""Countries, regions and cities (`fitcheck/data/places.toml`), found in short pieces of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fitcheck.documents.document import Span
from fitcheck.errors import TableError
from fitcheck.settings import load_table

_KEYS = frozenset({"id", "source", "names", "regions", "cities"})
_NEEDED = frozenset({"id", "source", "names"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Country as ISO 3166-1 alpha-2, region as the local part of ISO 3166-2; either may be None."""

    span: Span
    country: str | None
    region: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gazetteer:
    names: dict[str, tuple[str, str | None]]
    codes: dict[str, tuple[str, str]]
    cities: frozenset[str]
    known: re.Pattern[str]
    town_and: re.Pattern[str]


@cache
def _gazetteer() -> _Gazetteer:
    names: dict[str, tuple[str, str | None]] = {}
    codes: dict[str, tuple[str, str]] = {}
    cities: set[str] = set()
    table = load_table("places")
    if set(table) != {"country"} or not table["country"]:
        raise TableError("places.toml must hold [[country]] tables and nothing else")
    for entry in table["country"]:
        if not _NEEDED <= set(entry) <= _KEYS or not entry["names"]:
            raise TableError(f"places.toml, entry {entry.get('id', '?')}: wrong or empty keys")
        country = entry["id"]
        names.update(dict.fromkeys(entry["names"], (country, None)))
        for code, name in entry.get("regions", {}).items():
            codes.setdefault(code, (country, code))
            names.setdefault(name, (country, code))
        for name, code in entry.get("cities", {}).items():
            cities.add(name)
            names.setdefault(name, (country, code or None))
    every = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    wide = "|".join(re.escape(n) for n in sorted(set(names) - cities, key=lambda n: (-len(n), n)))
    short = "|".join(re.escape(n) for n in sorted(codes, key=lambda n: (-len(n), n)))
    town = r"[A-ZÀ-ÝŁŚŽ][\w.'’-]{1,20}(?:[ -][A-ZÀ-ÝŁŚŽ][\w.'’-]{1,20}){0,2}"
    return _Gazetteer(
        names=names,
        codes=codes,
        cities=frozenset(cities),
        known=re.compile(rf"(?<![\w-])(?:{every})(?![\w-])"),
        town_and=re.compile(
            rf"(?:(?P<town>{town})\s?,\s?)?(?P<city>{town})\s?,\s?(?:(?P<code>{short})|(?P<name>{wide}))"
            r"(?![\w-])(?:\s?,?\s?(?:USA?|U\.S\.A?\.?))?(?:\s\d{5})?"
        ),
    )


def find_places(text: str) -> tuple[Place, ...]:
    """The places named in `text`: "Springfield, IL", "Toronto", "Bengaluru, India", in order.

    The code of a region counts only behind a town and a comma; names only as they are written in
    the table, with capitals.
    """
    gazetteer = _gazetteer()
    found = [_town(match) for match in gazetteer.town_and.finditer(text[:2000])]
    for match in gazetteer.known.finditer(text[:2000]):
        span = Span(start=match.start(), end=match.end())
        if not any(span.overlaps(place.span) for place in found):
            country, region = gazetteer.names[match.group()]
            found.append(Place(span=span, country=country, region=region))
    return tuple(sorted(found, key=lambda place: place.span))


def trailing_place(text: str) -> Place | None:
    """The place at the end of `text` ("Globex, Chicago, IL"), or the whole of it, or None.

    Of several words before the comma only a known city, else the last word, is the town, unless
    the text holds nothing else.
    """
    gazetteer = _gazetteer()
    if _REMOTE.fullmatch(text):
        return Place(span=Span(start=0, end=len(text)), country=None, region=None)
    for match in gazetteer.town_and.finditer(text[:400]):
        if text[match.end() :].strip(" .,)]"):
            continue
        place = _town(match)
        start = match.start("city")
        before = text[:start].rstrip()
        if match["town"] in gazetteer.names and not text[: match.start()].strip():
            start = match.start("town")
        if before and before[-1] not in ",(–—|·-;:":
            start = _town_start(match["city"], start)
        return Place(
            span=Span(start=start, end=match.end()), country=place.country, region=place.region
        )
    for match in gazetteer.known.finditer(text[:400]):
        alone = (
            not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in ",(–—|·-;:"
        )
        if alone and not text[match.end() :].strip(" .,)]"):
            country, region = gazetteer.names[match.group()]
            return Place(
                span=Span(start=match.start(), end=match.end()), country=country, region=region
            )
    return None


def is_place(text: str) -> bool:
    """Whether `text` is a place and nothing else."""
    place = trailing_place(text)
    if place is not None and not text[: place.span.start].strip(" ,("):
        return True
    parts = [part.strip(" ().") for part in text.split(",")]
    return len(parts) <= 3 and all(part in _gazetteer().names for part in parts)


def is_list_of_places(text: str) -> bool:
    """Whether `text` is several places and nothing else: "Mumbai, Pune & Hyderabad, India"."""
    bare = _NEAR.sub("", text.strip())
    if not _BETWEEN.search(bare):
        return False
    parts = [part for piece in _BETWEEN.split(bare) for part in piece.split(",")]
    return all(is_place(part.strip()) for part in parts if len(part.strip()) > 2)


_NEAR = re.compile(r"\A(?:near|around|bei|près de)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\s(?:&|and|und|et|y)\s|\s?/\s?")
_REMOTE = re.compile(
    r"\W{0,3}(?:remote(?:ly)?|hybrid|on-?site|worldwide|remote, [A-Z][\w. ]{1,20})\W{0,3}",
    re.IGNORECASE,
)


def _town(match: re.Match[str]) -> Place:
    gazetteer = _gazetteer()
    country, region = (
        gazetteer.codes[match["code"]] if match["code"] else gazetteer.names[match["name"]]
    )
    known = gazetteer.names.get(match["city"])
    if known and known[0] == country and region is None:
        region = known[1]
    return Place(span=Span(start=match.start(), end=match.end()), country=country, region=region)


def _town_start(city: str, start: int) -> int:
    """Where the town starts in the words before the comma, as an offset of the whole text."""
    known = sorted((c for c in _gazetteer().cities if city.endswith(c)), key=len)
    if known:
        return start + len(city) - len(known[-1])
    prefixed = _TWO_WORDS.search(city)
    if prefixed:
        return start + prefixed.start()
    return start + city.rfind(" ") + 1


_TWO_WORDS = re.compile(
    r"(?:San|Santa|Los|Las|New|Fort|Ft\.?|St\.?|Saint|El|La|North|South|East|West|Mount|Mt\.?|Port|Lake"
    r"|Grand|Cedar|Palo|Little|Baton|Des|Salt|Ann|Overland|Colorado|Virginia|Long|Council|Winston|Chapel"
    r"|Silver|College|Jersey|Kansas|Oklahoma|Sioux|Corpus|Rancho|Palm|Boca|Coral|Green|Rocky)\s\S{1,30}\Z"
)
"""First words of towns of two words: facts about names, for towns that the table does not hold."""
