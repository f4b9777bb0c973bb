"""The one way imports flow, and no circles inside a room."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "fitcheck"

# A room imports only itself and rooms to its left; rooms in one tuple do not see each other.
ORDER = (
    ("errors", "settings", "followup_settings"),
    ("documents",),
    ("records",),
    ("language",),
    ("profiles",),
    ("matching",),
    ("corrections",),
    ("advice",),
    ("followup",),
    ("analysis",),
    ("ranking",),
    ("render",),
    ("analyzer",),
    ("batch",),
    ("service", "mcp", "integrations", "doctor"),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
# The package itself may be asked for its version, and hands out names lazily.
PUBLIC = "__init__"


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST) -> list[str]:
    """Every module that a source imports, inside functions too."""
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the room"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            submodules = [name for name in inner if name in known()]
            names += submodules or [node.module or ""]
    return [name for name in names if name == "fitcheck" or name.startswith("fitcheck.")]


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else PUBLIC


@cache
def known() -> frozenset[str]:
    return frozenset(name_of(path) for path in modules())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_imports_only_itself_and_rooms_to_its_left(path: Path) -> None:
    mine = room(name_of(path))
    if mine == PUBLIC:
        return
    existing = known()
    for target in imported(ast.parse(path.read_text(encoding="utf-8"))):
        if target not in existing or target == "fitcheck":
            continue
        theirs = room(target)
        allowed = theirs == mine or RANK[theirs] < RANK[mine] or {theirs, mine} <= set(ORDER[0])
        assert allowed, f"{name_of(path)} ({mine}) must not import {target} ({theirs})"


def test_nothing_imports_what_stands_on_other_peoples_tools() -> None:
    for path in modules():
        if room(name_of(path)) == "integrations":
            continue
        targets = imported(ast.parse(path.read_text(encoding="utf-8")))
        assert not [target for target in targets if room(target) == "integrations"], name_of(path)


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {room(name_of(path)) for path in modules()} - {PUBLIC}
    assert rooms <= set(RANK), f"no place in the order: {sorted(rooms - set(RANK))}"


def test_no_module_imports_itself_in_a_circle() -> None:
    existing = known()
    graph = {
        name_of(path): sorted(
            {
                target
                for target in imported(ast.parse(path.read_text(encoding="utf-8")))
                if target in existing and target not in ("fitcheck", name_of(path))
            }
        )
        for path in modules()
        if room(name_of(path)) != PUBLIC
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join((*path[path.index(module) :], module))
        if module in done:
            return
        # A package's own __init__ may gather names from its modules; they do not import it back.
        for target in graph.get(module, []):
            visit(target, (*path, module))
        done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_the_room_test_sees_imports_inside_functions() -> None:
    source = "def f():\n    from fitcheck.cli import main\n"
    assert "fitcheck.cli" in imported(ast.parse(source))
