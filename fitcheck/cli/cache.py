"""`fitcheck cache show` and `fitcheck cache clear`: the understood documents that batch keeps."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fitcheck.cli.doctor import size
from fitcheck.cli.places import CACHE_FOLDER, cache_bytes, cache_folder
from fitcheck.cli.settings import add_settings, own_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError


def register(commands: Any) -> None:
    """Add the subcommands."""
    command: argparse.ArgumentParser = commands.add_parser(
        "cache",
        help="what batch keeps of documents that it has read",
        description="Understood documents are kept without contact data, so that batch reads no "
        "file twice. Nothing is lost with them but time.",
    )
    below = command.add_subparsers(dest="what", metavar="WHAT", required=True)
    show = below.add_parser("show", help="where it lies and how large it is")
    show.add_argument("--format", choices=("text", "json"), default="text")
    add_settings(show)
    show.set_defaults(run=run_show)
    clear = below.add_parser("clear", help="empty it")
    clear.add_argument(
        "--stale", action="store_true", help="only what other versions or settings have left"
    )
    add_settings(clear)
    clear.set_defaults(run=run_clear)


def run_show(options: argparse.Namespace) -> ExitStatus:
    """Print place and size."""
    from fitcheck.batch.cache import MOST_BYTES
    from fitcheck.batch.keeping import cache_state
    from fitcheck.render.escape import terminal
    from fitcheck.render.json_text import dumps

    folder, most = _folder(), cache_bytes(MOST_BYTES)
    state = cache_state(folder, signature=_signature(options))
    if options.format == "json":
        told = {
            "schema": "fitcheck.cache/1",
            "path": str(folder),
            "entries": state.entries,
            "size": state.size,
            "stale_entries": state.stale_entries,
            "stale_size": state.stale_size,
            "most": most,
        }
        print(dumps(told))
        return ExitStatus.WORTH_IT
    print(terminal(str(folder)))
    print(f"{state.entries:,} documents, {size(state.size)}, of at most {size(most)}")
    print(f"{state.stale_entries:,} of other versions or settings, {size(state.stale_size)}")
    return ExitStatus.WORTH_IT


def run_clear(options: argparse.Namespace) -> ExitStatus:
    """Empty it, and say what was removed."""
    from fitcheck.batch.keeping import clear_cache

    keep = _signature(options) if options.stale else None
    count, removed = clear_cache(_folder(), keep=keep)
    print(f"{count:,} documents removed, {size(removed)}")
    return ExitStatus.WORTH_IT


def _folder() -> Path:
    folder = cache_folder()
    if folder is None:
        raise FitcheckError(
            f"there is no folder for a cache: name one in {CACHE_FOLDER}", code=ErrorCode.USAGE
        )
    return folder


def _signature(options: argparse.Namespace) -> str:
    """The signature under which batch would keep a document now."""
    from datetime import date

    from fitcheck.batch.desk import Desk
    from fitcheck.batch.tasks import Told

    settings = own_settings(options).settings
    desk = Desk(Told(settings=settings, as_of=date.min, cache=None, cache_bytes=0))
    try:
        return desk.signature
    finally:
        desk.close()
