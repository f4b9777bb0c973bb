"""The packages that fitcheck needs and can use, as the installation names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata

_REQUIREMENT = re.compile(
    r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?"
)
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w.-]+)['\"]")
_LEAST = re.compile(r">=\s*([\w.]+)")
_NUMBERS = re.compile(r"\d+")
DEVELOPMENT = frozenset({"compare", "dev", "docs", "fuzz", "release", "train"})
"""Extras that serve the making of fitcheck; nobody who uses it misses them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package. `extra` is None for what fitcheck always needs; `version` None where missing.

    `least` is the version that is needed at least, None where any does.
    """

    name: str
    extra: str | None
    version: str | None
    least: str | None

    @property
    def good(self) -> bool:
        """False where it is needed and missing, or there and too old."""
        if self.version is None:
            return self.extra is not None
        return self.least is None or _numbers(self.version) >= _numbers(self.least)


def packages() -> tuple[Package, ...]:
    """What fitcheck needs, then what its extras need, by name; nothing where it is not installed.

    A checkout that was never installed has no metadata: its packages cannot be known.
    """
    try:
        requirements = metadata.requires("fitcheck") or []
    except metadata.PackageNotFoundError:
        return ()
    found = {(one.extra, one.name): one for one in map(parse_requirement, requirements)}
    chosen = [one for one in found.values() if one.extra not in DEVELOPMENT]
    return tuple(sorted(chosen, key=lambda one: (one.extra or "", one.name.lower())))


def parse_requirement(line: str) -> Package:
    """One line of the metadata ("lxml>=6.1; extra == 'x'"), with what is installed of it."""
    match = _REQUIREMENT.fullmatch(line)
    if match is None:
        raise ValueError(f"{line!r} is no requirement")
    name, versions, marker = match.groups()
    extra = _EXTRA.search(marker or "")
    least = _LEAST.search(versions)
    return Package(
        name=name,
        extra=extra[1] if extra else None,
        version=_installed(name),
        least=least[1] if least else None,
    )


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a release ("1.26.4rc1" is 1, 26, 4): enough to tell old from new."""
    numbers = []
    for part in version.split("."):
        found = _NUMBERS.match(part)
        if found is None:
            break
        numbers.append(int(found[0]))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
