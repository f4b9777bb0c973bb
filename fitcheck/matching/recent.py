"""What was made of the last profiles, so that none is made ready twice in a row of pairs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_Profile = TypeVar("_Profile")
_Index = TypeVar("_Index")


class Recent(Generic[_Profile, _Index]):
    """What was made of the last values, told by identity: equal values are made anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[int, tuple[_Profile, _Index]] = OrderedDict()

    def get(self, value: _Profile, make: Callable[[], _Index]) -> _Index:
        """What was made of `value`, or is made of it now."""
        held = self._held.get(id(value))
        if held is not None:
            self._held.move_to_end(id(value))
            return held[1]
        made = make()
        self._held[id(value)] = (value, made)
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return made
