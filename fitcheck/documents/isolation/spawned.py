"""A reading process on systems without fork: started alone, it serves its standard streams."""

from __future__ import annotations

import json
import os

from fitcheck.documents.isolation.sandbox import confine, watch_memory
from fitcheck.documents.isolation.worker import reader_named, serve
from fitcheck.settings import IsolationSettings


def start(argument: str) -> None:
    """What the command line of the new process calls."""
    told = json.loads(argument)
    limits = IsolationSettings(**told["limits"])
    # What a reader prints must not come between the answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    incoming, outgoing = os.dup(0), os.dup(1)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    parse = reader_named(told["reader"])
    watch_memory(limits.memory)
    confine(memory=limits.memory)
    os.write(outgoing, b"r")  # ready
    serve(incoming, outgoing, parse=parse, limits=limits)
