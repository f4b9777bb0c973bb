"""One look at an installation: packages, models, places, and a check that must come out right."""

from __future__ import annotations

import os
import platform
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import fitcheck
from fitcheck.doctor.example import Example, try_example
from fitcheck.doctor.packages import Package, packages
from fitcheck.errors import FitcheckError
from fitcheck.language.models import model_path, read_verified, shipped_files
from fitcheck.settings import Settings

_MOST_FILES = 200_000
"""Files of a place that are counted: a full cache of profiles has some 80,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One shipped model file; `digest` is the one that it must have, `trouble` None if it has."""

    name: str
    size: int
    digest: str
    trouble: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something of the person's lies; `size` in bytes and `files` count what is below it.

    `others` is True where other people of this machine may look into it.
    """

    name: str
    path: Path
    there: bool
    files: int = 0
    size: int = 0
    others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """All that was looked at. `signature` is None where the models do not load."""

    version: str
    python: str
    system: str
    home: Path
    signature: str | None
    packages: tuple[Package, ...]
    models: tuple[Model, ...]
    places: tuple[Place, ...]
    example: Example

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is broken, a sentence each, with what to do; empty where all is well."""
        found = []
        if not self.packages:
            found.append("fitcheck is not installed as a package: pip install .")
        found += [_package_trouble(package) for package in self.packages if not package.good]
        found += [model.trouble for model in self.models if model.trouble is not None]
        if self.example.trouble is not None:
            found.append(self.example.trouble)
        return tuple(found)


def diagnose(places: Mapping[str, Path], settings: Settings | None = None) -> Diagnosis:
    """Look at this installation; `places` names folders and files of the person's to measure.

    Raises nothing for what is broken: it is told in the diagnosis.
    """
    settings = settings or Settings()
    example = try_example(settings)
    return Diagnosis(
        version=fitcheck.__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        home=Path(fitcheck.__file__).parent,
        signature=example.signature,
        packages=packages(),
        models=tuple(_model(name, digest) for name, digest in shipped_files().items()),
        places=tuple(measured(name, path) for name, path in places.items()),
        example=example,
    )


def measured(name: str, path: Path) -> Place:
    """A place with its size; links are not followed, and what cannot be read is not counted."""
    try:
        state = path.stat()
    except OSError:
        return Place(name=name, path=path, there=False)
    others = bool(state.st_mode & (stat.S_IRWXG | stat.S_IRWXO)) and os.name == "posix"
    if not stat.S_ISDIR(state.st_mode):
        return Place(name=name, path=path, there=True, files=1, size=state.st_size, others=others)
    files = size = 0
    for folder, _, names in os.walk(path):
        for entry in names:
            try:
                size += os.lstat(Path(folder, entry)).st_size
            except OSError:
                continue
            files += 1
        if files >= _MOST_FILES:
            break
    return Place(name=name, path=path, there=True, files=files, size=size, others=others)


def _model(name: str, digest: str) -> Model:
    try:
        content = read_verified(model_path(name), digest)
    except FitcheckError as error:
        return Model(name=name, size=0, digest=digest, trouble=error.message)
    return Model(name=name, size=len(content), digest=digest, trouble=None)


def _package_trouble(package: Package) -> str:
    if package.version is None:
        return f"{package.name} is missing: pip install --force-reinstall fitcheck"
    return (
        f"{package.name} {package.version} is older than the {package.least} that is needed: "
        f"pip install '{package.name}>={package.least}'"
    )
