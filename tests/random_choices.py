"""What hypothesis chooses, for it to shrink."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices:
    """Draws from hypothesis."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def pick(self, items: list[T]) -> T:
        return self.draw(st.sampled_from(items))  # type: ignore[no-any-return]

    def count(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))  # type: ignore[no-any-return]

    def chance(self, one_in: int) -> bool:
        return self.count(1, one_in) == one_in

    def subset(self, items: list[T]) -> list[T]:
        return self.draw(st.lists(st.sampled_from(items), unique=True))  # type: ignore[no-any-return]
