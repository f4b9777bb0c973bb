"""Weights that were learned, as stored: one number for each field of a dataclass."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, TypeVar

from fitcheck.errors import ModelError
from fitcheck.language.models import digest_of, model_path, read_verified

_Weights = TypeVar("_Weights")


def read_weights(name: str, kind: type[_Weights]) -> _Weights:
    """The weights in the shipped JSON file `name`, as a `kind`.

    Raises ModelError where the file is missing or altered, or does not hold a number for each
    field of `kind` and nothing else.
    """
    stored: dict[str, Any] = json.loads(read_verified(model_path(name), digest_of(name)))
    wanted = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if set(stored) != wanted or not all(isinstance(found, float) for found in stored.values()):
        raise ModelError(f"the model {name} must hold a number for each of {sorted(wanted)}")
    return kind(**stored)
