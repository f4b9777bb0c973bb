"""Where shipped models lie, and reading them only when they are what was shipped."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fitcheck.errors import ModelError
from fitcheck.settings import load_table

_PACKAGE = Path(__file__).resolve().parents[1]
_PATHS = {
    "vocabulary": "vocabulary/vocabulary.tsv",
    "occupations": "vocabulary/occupations.tsv",
}
"""Files whose digest is recorded under a name; all others under their path."""


def model_path(name: str) -> Path:
    """The file or folder `name` ("vocabulary/vocabulary.tsv") among the shipped models.

    An installed wheel keeps them in `fitcheck/models`, a checkout in `models` beside the package.
    Raises ModelError where it is in neither place, or where `name` leads out of them.
    """
    relative = Path(name)
    if relative.is_absolute() or ".." in relative.parts or not relative.parts:
        raise ModelError(f"{name!r} is no name of a model")
    for folder in (_PACKAGE / "models", _PACKAGE.parent / "models"):
        path = folder / relative
        if path.exists():
            return path
    raise ModelError(f"the model {name} is missing: install fitcheck again")


def read_verified(path: Path, sha256: str) -> bytes:
    """The bytes of a model file whose SHA-256 digest (hexadecimal) is `sha256`.

    Raises ModelError where the file cannot be read or is not the one that was shipped.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise ModelError(f"the model {path.name} cannot be read: {problem.strerror}") from problem
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(
            f"the model {path.name} is damaged or of another version "
            f"(digest {found[:12]}, expected {sha256[:12]}): install fitcheck again"
        )
    return content


def digest_of(name: str) -> str:
    """The SHA-256 digest of the shipped file `name`, from `fitcheck/data/digests.toml`.

    Raises ModelError where none is recorded.
    """
    recorded = load_table("digests").get(name)
    if not isinstance(recorded, str):
        raise ModelError(f"no digest of the model {name} is recorded: install fitcheck again")
    return recorded


def shipped_files() -> dict[str, str]:
    """The files whose digests are recorded, each with the SHA-256 digest that it must have."""
    return {_PATHS.get(name, name): digest_of(name) for name in load_table("digests")}
