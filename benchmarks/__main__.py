"""List the benchmarks, or run one: `python -m benchmarks [NAME [OPTIONS]]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

import benchmarks


def runnable() -> dict[str, ModuleType]:
    """Modules of this package that can be run (those with a `main`), by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    modules = {n: importlib.import_module(f"benchmarks.{n}") for n in names if n[0] != "_"}
    return {name: module for name, module in modules.items() if hasattr(module, "main")}


def main(arguments: Sequence[str]) -> int:
    """Without arguments print names and purposes; else run the benchmark named first."""
    modules = runnable()
    if not arguments:
        for name, module in modules.items():
            print(f"{name:<16} {(module.__doc__ or '').splitlines()[0]}")
        return 0
    name, *rest = arguments
    if name not in modules:
        print(f"there is no benchmark {name!r}: {', '.join(modules)}", file=sys.stderr)
        return 2
    return int(modules[name].main(rest) or 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
