"""Names that never clash: every new name keeps clear of those of a function, of what it calls and of the module."""

from __future__ import annotations

from collections.abc import Iterable


class Names:
    """Gives out names, each once; ``taken`` holds those that are gone."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self._last: dict[str, int] = {}
        self._count = 0
        self.temporaries: set[str] = set()

    def fresh(self, base: str) -> str:
        """Return ``base`` if it is free, else ``base_1``, ``base_2``, ..."""
        name = base
        while name in self.taken:
            self._last[base] = self._last.get(base, 0) + 1
            name = f"{base}_{self._last[base]}"
        self.taken.add(name)
        return name

    def numbered(self, base: str) -> str:
        """Return the first free of ``base_1``, ``base_2``, ..."""
        self.taken.add(base)
        return self.fresh(base)

    def temporary(self) -> str:
        """Return the next of ``s0``, ``s1``, ...: the notes' name for what has none."""
        while True:
            name = f"s{self._count}"
            self._count += 1
            if name not in self.taken:
                self.taken.add(name)
                self.temporaries.add(name)
                return name
