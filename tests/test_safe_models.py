"""Loading a model or a table reads data and runs nothing."""

from __future__ import annotations

import ast
import builtins
import marshal
import pickle
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from fitcheck import Analyzer
from fitcheck.errors import ModelError
from fitcheck.language import embeddings, models, terms, vocabulary
from fitcheck.language.models import digest_of, model_path, read_verified
from fitcheck.settings import load_table
from tests.conftest import ROOT

FORBIDDEN_MODULES = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "joblib",
    "marshal",
    "shelve",
    "yaml",
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
SOURCES = sorted((ROOT / "fitcheck").rglob("*.py"))


def names_imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_unpickles_or_evaluates(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not names_imported(tree) & FORBIDDEN_MODULES
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    # the only module that imports by name does so for names of ours, from a list of ours
    allowed = {"__import__"} if path.name == "zygote.py" else set()
    assert not called & FORBIDDEN_CALLS - allowed
    loads = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "numpy.load")
    ]
    assert all("allow_pickle=False" in ast.unparse(node) for node in loads)


def test_no_shipped_file_is_a_pickle() -> None:
    folders = (ROOT / "models", ROOT / "fitcheck" / "data")
    files = [
        p for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"
    ]
    assert files
    for path in files:
        assert path.suffix in {".tsv", ".toml", ".txt", ".npy", ".npz", ".md", ".py", ".json"}
        assert not path.read_bytes().startswith(
            (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
        )


def forget_what_is_loaded() -> None:
    for module in (embeddings, models, terms, vocabulary):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def test_loading_everything_runs_no_code_of_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a model runs code")

    forget_what_is_loaded()
    for module, name in (
        (pickle, "load"), (pickle, "loads"), (pickle, "Unpickler"), (marshal, "loads"),
        (builtins, "eval"), (builtins, "exec"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, refuse)
    analyzer = Analyzer(isolate=False)
    analyzer.load()
    resume, posting = "Cook, Cafe Lumen, 2019 - 2023\n- Cooked", "Requirements\n- 2 years as a cook"
    assert analyzer.analyze_texts(resume, posting, as_of=date(2026, 1, 1)).report.matches
    monkeypatch.undo()
    forget_what_is_loaded()


@pytest.mark.parametrize("name", sorted(n for n in load_table("digests") if "/" in n))
def test_a_model_that_was_altered_is_refused(name: str, tmp_path: Path) -> None:
    content = bytearray(model_path(name).read_bytes())
    content[len(content) // 2] ^= 1
    altered = tmp_path / "altered"
    altered.write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        read_verified(altered, digest_of(name))


def test_an_array_that_holds_objects_is_refused(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return (Path.touch, (tmp_path / "was_here",))

    path = tmp_path / "values.npy"
    np.save(path, np.array([Trap()], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        np.load(path, allow_pickle=False)
    assert not (tmp_path / "was_here").exists()


def test_all_models_together_stay_small() -> None:
    shipped = [path for path in (ROOT / "models").rglob("*") if path.suffix not in (".py", ".pyc")]
    assert sum(path.stat().st_size for path in shipped if path.is_file()) <= 60_000_000
