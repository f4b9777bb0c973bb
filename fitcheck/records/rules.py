"""The files that hold the rules: all code, and all tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files


def rule_files() -> Iterator[tuple[str, bytes]]:
    """Names below the package's folder, always in the same order, with line feeds as line ends.

    They are read anew each time: what was remembered of a file by its time of change could be of
    an older one. Plain names, since paths would take as long again as the reading.
    """
    root = str(files("fitcheck"))
    found = []
    for folder, _, names in os.walk(root):
        place = folder[len(root) + 1 :].replace(os.sep, "/")
        endings = (".py", ".toml") if place == "data" else (".py",)
        found += [f"{place}/{name}".lstrip("/") for name in names if name.endswith(endings)]
    for name in sorted(found, key=lambda name: name.split("/")):
        with open(f"{root}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - see above
            yield name, file.read().replace(b"\r\n", b"\n")
