"""`fitcheck doctor`: what is installed, whether it is whole, and whether it works."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.places import cache_folder
from fitcheck.cli.settings import FILE_NAME, add_settings, config_folder, own_settings
from fitcheck.cli.status import ExitStatus

if TYPE_CHECKING:
    from fitcheck.doctor.diagnosis import Diagnosis
    from fitcheck.records.settings_file import ChangedSetting, OwnSettings

_EPILOG = """\
exit statuses: 0 all is well; 2 something is broken, and the last lines say what to do
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "doctor",
        help="what is installed, and whether it works",
        description="Versions of the packages and extras, the models with their digests checked, "
        "where your files lie and how large they are, and a built-in example that must come out "
        "as it should.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    add_settings(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Look, and tell."""
    from fitcheck.doctor.diagnosis import diagnose
    from fitcheck.render.json_text import dumps

    own = own_settings(options)
    diagnosis = diagnose(places(own), own.settings)
    if options.format == "json":
        print(dumps(_object(diagnosis, own.changed)))
    else:
        print("\n".join(_lines(diagnosis, own.changed)))
    return ExitStatus.NOT_JUDGED if diagnosis.troubles else ExitStatus.WORTH_IT


def places(own: OwnSettings) -> dict[str, Path]:
    """Where the command keeps what is the person's: settings that were read, or would be; cache."""
    found = {
        "settings" if number == 1 else f"settings {number}": path
        for number, path in enumerate(own.files or (config_folder() / FILE_NAME,), start=1)
    }
    cache = cache_folder()
    return found if cache is None else {**found, "cache": cache}


def _object(diagnosis: Diagnosis, changed: tuple[ChangedSetting, ...]) -> dict[str, Any]:
    """`fitcheck.doctor/1`."""
    return {
        "schema": "fitcheck.doctor/1",
        "version": diagnosis.version,
        "signature": diagnosis.signature,
        "python": diagnosis.python,
        "system": diagnosis.system,
        "home": str(diagnosis.home),
        "packages": [
            {
                "name": package.name,
                "extra": package.extra,
                "version": package.version,
                "least": package.least,
                "good": package.good,
            }
            for package in diagnosis.packages
        ],
        "models": [
            {
                "name": model.name,
                "size": model.size,
                "sha256": model.digest,
                "good": model.trouble is None,
            }
            for model in diagnosis.models
        ],
        "places": [
            {
                "name": place.name,
                "path": str(place.path),
                "there": place.there,
                "files": place.files,
                "size": place.size,
                "readable_by_others": place.others,
            }
            for place in diagnosis.places
        ],
        "settings": [
            {"key": one.key, "value": one.value, "default": one.default, "source": one.source}
            for one in changed
        ],
        "example": {
            "expected": list(diagnosis.example.expected),
            "found": list(diagnosis.example.found),
            "decision": diagnosis.example.decision,
        },
        "troubles": list(diagnosis.troubles),
    }


def _lines(diagnosis: Diagnosis, changed: tuple[ChangedSetting, ...]) -> Iterator[str]:
    from fitcheck.render.escape import terminal

    yield f"fitcheck {diagnosis.version} · Python {diagnosis.python} · {diagnosis.system}"
    yield f"in {terminal(str(diagnosis.home))}"
    yield f"rules and models {diagnosis.signature or 'do not load'}"
    yield from _package_lines(diagnosis)
    yield ""
    yield "Models"
    for model in diagnosis.models:
        state = "as shipped" if model.trouble is None else "BROKEN"
        yield f"  {model.name:<28} {size(model.size):>9}  {model.digest[:12]}  {state}"
    if diagnosis.places:
        yield ""
        yield "Yours"
    for place in diagnosis.places:
        files = "1 file" if place.files == 1 else f"{place.files:,} files"
        told = f"{files}, {size(place.size)}" if place.there else "not there"
        seen = ", readable by others" if place.there and place.others else ""
        yield f"  {place.name:<10} {terminal(str(place.path))} ({told}{seen})"
    for one in changed:
        before = "" if one.default is None else f" (default {one.default})"
        yield f"  setting    {terminal(f'{one.key} = {one.value}{before}')}"
    yield ""
    yield f"Example: {'judged as it should be' if _right(diagnosis) else 'NOT as it should be'}"
    for trouble in diagnosis.troubles:
        yield f"trouble: {terminal(trouble)}"
    if not diagnosis.troubles:
        yield "all is well"


def _package_lines(diagnosis: Diagnosis) -> Iterator[str]:
    by_extra: dict[str | None, list[str]] = {}
    for package in diagnosis.packages:
        mark = "" if package.good else " (!)"
        told = f"{package.name} {package.version or 'missing'}{mark}"
        by_extra.setdefault(package.extra, []).append(told)
    yield ""
    yield "Packages"
    for extra, names in by_extra.items():
        label = "always" if extra is None else f"[{extra}]"
        yield f"  {label:<13} {', '.join(names)}"


def _right(diagnosis: Diagnosis) -> bool:
    return diagnosis.example.trouble is None


def size(count: int) -> str:
    """A number of bytes as people read it: 540 B, 7.1 MB."""
    if count < 1_000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1_000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
