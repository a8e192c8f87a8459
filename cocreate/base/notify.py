"""Listeners for one kind of value: the only observer outside Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Notifier(Generic[Value]):
    """Tell everyone who listens, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Value], None]] = []

    def listen(self, listener: Callable[[Value], None]) -> Callable[[], None]:
        """Call `listener` with every value from now on; the answer is a function that ends it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self, value: Value) -> None:
        """Hand `value` to every listener."""
        for listener in tuple(self._listeners):
            listener(value)
