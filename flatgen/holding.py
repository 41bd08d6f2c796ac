"""What is stopped in a function is held where that is moved: ``stop_gradient(x)`` has near a point its value there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import flatgen.templates as templates


class Near:
    """A forward function near a point: what is stopped in it has the values that it has at the point."""

    def __init__(self, function: Callable[[dict[str, Any]], Any]) -> None:
        self.function = function
        self.values: list[Any] = []  # of what is stopped, in the order in which it is

    def at(self, point: dict[str, Any]) -> Any:
        """Run the function at a point, and note what is stopped."""
        self.values = []

        def noted(x: Any) -> Any:
            self.values.append(deepcopy(x))
            return x

        with stopped_by(noted):
            return self.function(point)

    def __call__(self, point: dict[str, Any]) -> Any:
        values = iter(self.values)
        with stopped_by(lambda x: deepcopy(next(values, x))):
            return self.function(point)


@contextmanager
def stopped_by(what: Callable[[Any], Any]) -> Iterator[None]:
    """Let ``stop_gradient`` be another function."""
    templates.held.append(what)
    try:
        yield
    finally:
        templates.held.pop()
