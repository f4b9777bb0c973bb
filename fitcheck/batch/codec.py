"""Frozen dataclasses as plain JSON values and back, every value checked on the way back.

A dataclass is the list of its fields' values in their order, an enum its value, a date its ISO
form. Nothing names a type: what is read is made into the type that the reader asks for, or is
refused, so that a stored value can make nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

Decoder = Callable[[Any], Any]


class CodecError(ValueError):
    """A value that no encoder of ours writes."""


def encode(value: Any) -> Any:
    """`value` as lists, texts, numbers and None. Raises TypeError for what has no such form."""
    kind = type(value)
    if kind in (str, int, float, bool, NoneType):
        return value
    if kind is tuple:
        return [encode(item) for item in value]
    if is_dataclass(value):
        return [encode(getattr(value, name)) for name in _names(cast("Hashable", kind))]
    if isinstance(value, StrEnum):
        return value.value
    if kind is date:
        return value.isoformat()
    raise TypeError(f"{kind.__name__} has no plain form")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def decoder(kind: Any) -> Decoder:
    """What makes a value of type `kind` of its plain form; it raises CodecError.

    Raises TypeError for a type that `encode` does not know.
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional(kind)
    if origin is tuple:
        return _many(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(kind)
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind} has no plain form")


def _text(value: Any) -> str:
    if type(value) is not str:
        raise CodecError("no text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or abs(value) >= 2**53:
        raise CodecError("no whole number")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise CodecError("no number")
    return float(value)


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise CodecError("neither true nor false")
    return value


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError as problem:
        raise CodecError("no date") from problem


_PLAIN: dict[Any, Decoder] = {
    str: _text, int: _whole, float: _number, bool: _truth, date: _day,
}  # fmt: skip


def _optional(kind: Any) -> Decoder:
    inner = [one for one in get_args(kind) if one is not NoneType]
    if len(inner) != 1 or NoneType not in get_args(kind):
        raise TypeError(f"{kind} has no plain form")
    decode = decoder(inner[0])
    return lambda value: None if value is None else decode(value)


def _many(kind: Any) -> Decoder:
    inner = get_args(kind)
    if inner[-1] is not Ellipsis:
        return _some([decoder(one) for one in inner])
    decode = decoder(inner[0])

    def many(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise CodecError("no list")
        return tuple([decode(item) for item in value])

    return many


def _some(decoders: Sequence[Decoder]) -> Decoder:
    def some(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(decoders):
            raise CodecError("no list of that length")
        return tuple([decode(item) for decode, item in zip(decoders, value, strict=True)])

    return some


def _member(kind: type[StrEnum]) -> Decoder:
    members = {member.value: member for member in kind}

    def member(value: Any) -> StrEnum:
        try:
            return members[value]
        except (KeyError, TypeError) as problem:
            raise CodecError(f"no {kind.__name__}") from problem

    return member


def _record(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    names = _names(kind)
    decoders: list[Decoder] = []

    def record(value: Any) -> Any:
        if not decoders:  # not before: a field may hold values of this very kind
            decoders.extend([decoder(hints[name]) for name in names])
        if type(value) is not list or len(value) != len(names):
            raise CodecError(f"no {kind.__name__}")
        given = {n: d(v) for n, d, v in zip(names, decoders, value, strict=True)}
        try:
            return kind(**given)
        except ValueError as problem:
            raise CodecError(f"no {kind.__name__}") from problem

    return record
