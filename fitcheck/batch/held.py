"""What was used last, by name: what was used longest ago goes where there is too much."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Held(Generic[_Value]):
    """At most `most` values by their names."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[str, _Value] = OrderedDict()

    def get(self, name: str, make: Callable[[], _Value]) -> _Value:
        """The value of that name, made now where it is not held; it counts as used."""
        if name in self._held:
            self._held.move_to_end(name)
            return self._held[name]
        made = self._held[name] = make()
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return made
