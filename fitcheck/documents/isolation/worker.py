"""The inside of a process that reads strangers' files, one after the other, until told to end.

It gets the bytes of a file and gives back a document or an error as plain values (`exchange`).
Whatever a reader does beyond that (hang, take memory, crash) ends this process and nothing else;
`isolation` is the other side.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, cast

from fitcheck.documents.document import Document
from fitcheck.documents.isolation.budget import enable
from fitcheck.documents.isolation.exchange import (
    REQUEST_HEAD,
    encode_answer,
    encode_document,
    encode_error,
    read_up_to,
    write_all,
)
from fitcheck.documents.isolation.sandbox import allow_processor_time, peak_memory
from fitcheck.errors import ErrorCode, InputError, LimitExceededError, UnreadableInputError
from fitcheck.settings import IsolationSettings, ReadingSettings

READER = "fitcheck.documents.reader:read_bytes"
"""What a worker calls: `(data, *, source, settings) -> Document`."""
_NEARLY = 0.9
"""Share of the allowed memory from which a failure is put down to memory: libraries report its
end in their own ways (lxml says "unknown error")."""

Parse = Callable[..., Document]


def reader_named(name: str) -> Parse:
    """The function that `module:function` names."""
    module, _, function = name.partition(":")
    return cast("Parse", getattr(import_module(module), function))


def serve(incoming: int, outgoing: int, *, parse: Parse, limits: IsolationSettings) -> NoReturn:
    """Answer requests from one descriptor on the other until it ends; never returns."""
    before = peak_memory()
    enable()
    for answered in range(1, limits.files_per_worker + 1):
        request = _request(incoming)
        if request is None:
            break
        allow_processor_time(limits.seconds)
        values, spent = _answer(request, parse, limits)
        del request
        last = (
            spent
            or answered == limits.files_per_worker
            or peak_memory() - before > limits.growth_per_worker
        )
        values["last"] = last
        values["spent"] = spent
        values["processor"] = time.process_time()
        write_all(outgoing, _encoded(values))
        if last:
            break
    os._exit(0)


def _request(descriptor: int) -> tuple[dict[str, Any], bytes] | None:
    head = read_up_to(descriptor, REQUEST_HEAD.size)
    if len(head) < REQUEST_HEAD.size:
        return None
    header, size = REQUEST_HEAD.unpack(head)
    told = json.loads(read_up_to(descriptor, header))
    return told, read_up_to(descriptor, size)


def _answer(
    request: tuple[dict[str, Any], bytes], parse: Parse, limits: IsolationSettings
) -> tuple[dict[str, Any], bool]:
    """The document or the error, and whether this process is spent: another may fare better."""
    told, data = request
    try:
        settings = ReadingSettings(**told["settings"])
        document = parse(data, source=told["name"], settings=settings)
        return {"document": encode_document(document)}, False
    except MemoryError:
        return {"error": encode_error(_out_of_memory(limits))}, True
    except RecursionError:
        return {"error": encode_error(_too_deep())}, False
    except InputError as problem:
        if _address_space() > _NEARLY * limits.memory:
            return {"error": encode_error(_out_of_memory(limits))}, True
        return {"error": encode_error(problem)}, False
    except Exception as problem:  # noqa: BLE001 - whatever a reader raises is one file's end, not ours
        if _address_space() > _NEARLY * limits.memory:
            return {"error": encode_error(_out_of_memory(limits))}, True
        return {"error": encode_error(failed(problem))}, True


def _encoded(values: dict[str, Any]) -> bytes:
    try:
        return encode_answer(values)
    except (ValueError, MemoryError):
        gc.collect()
        refusal = encode_error(
            LimitExceededError("the file holds more text than is read: send the pages that matter")
        )
        return encode_answer({**values, "document": None, "error": refusal})


def _out_of_memory(limits: IsolationSettings) -> LimitExceededError:
    return LimitExceededError(
        f"the file needs more than the {limits.memory >> 20:,} MB of memory that reading may take: "
        "save it again in a simpler form, or send its text",
        code=ErrorCode.TOO_COMPLEX,
    )


def _too_deep() -> LimitExceededError:
    return LimitExceededError(
        "the file nests its parts too deeply: save it again or export it as PDF",
        code=ErrorCode.TOO_COMPLEX,
    )


def failed(problem: Exception) -> UnreadableInputError:
    """The error for a reader that raised what it should not; says where, quotes nothing."""
    frames = traceback.extract_tb(problem.__traceback__)[1:]  # the first is ours
    own = [frame for frame in frames if f"{os.sep}fitcheck{os.sep}" in frame.filename] or frames
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
    return UnreadableInputError(
        "the reader failed on this file, which may be damaged: save it again in another format "
        f"({type(problem).__name__}, {place})",
        code=ErrorCode.CRASHED,
    )


def _address_space() -> int:
    """The most address space that this process has had, in bytes (Linux), else 0."""
    if sys.platform != "linux":
        return 0
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except (OSError, MemoryError):
        return 0
    peak = status.partition("VmPeak:")[2].split(maxsplit=1)
    return 1024 * int(peak[0]) if peak and peak[0].isdigit() else 0
