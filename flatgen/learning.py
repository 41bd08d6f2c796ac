"""What is known of values that blocks bind: of what may stand for one thing or another, what is the same of both."""

from __future__ import annotations

from collections.abc import Iterable

from flatgen import shapes
from flatgen.facts import Facts
from flatgen.ir import UNBOUND, Atom, Value
from flatgen.kinds import COMPLEX


class Learning(Facts):
    """Facts of a program with blocks."""

    def learn_either(self, target: str, values: Iterable[Atom]) -> None:
        """Note of a name what is known of each of the values that it may stand for."""
        given = [value for value in values if value is not UNBOUND]
        found = {self.of(value) for value in given}
        self.by_name[target] = found.pop() if len(found) == 1 else shapes.unknown(target)
        kinds = {self.kind(value) for value in given}
        if len(kinds) == 1 and "" not in kinds:
            self.kinds[target] = kinds.pop()
        elif COMPLEX in kinds:
            self.kinds[target] = COMPLEX
        if given and all(map(self.is_numpy, given)):
            self.numpy.add(target)
        if given and all(map(self.is_python, given)):
            self.pythons.add(target)

    def learn_popped(self, target: str, pushed: list[Value]) -> None:
        """Note of what comes off a list what is known of all that went onto it."""
        self.by_name[target] = shapes.unknown(target)
        if COMPLEX in map(self.kind, pushed):
            self.kinds[target] = COMPLEX
        if not all(value in self.by_name for value in pushed if isinstance(value, str)):
            return  # it goes onto the list in a later round
        found = {self.of(value) for value in pushed}
        (shape,) = found if len(found) == 1 else (None,)
        dims = None if shape is None else shapes.dims_of(shape)
        if dims is not None and all(dim.declared for dim in dims):  # others are of their round
            self.learn_either(target, pushed)  # type: ignore[arg-type]

    def is_alike(self, parameter: str, result: Atom) -> bool:
        """Tell whether what goes into a next round is known to be as what came into this one."""
        if result is UNBOUND:
            return True
        known = self.of(result) == self.by_name[parameter]
        known = known and (self.is_numpy(result) or parameter not in self.numpy)
        known = known and (self.is_python(result) or parameter not in self.pythons)
        return known and self.kind(result) == self.kinds.get(parameter, self.kind(result))

    def learn_vaguely(self, parameter: str, values: Iterable[Atom]) -> None:
        """Note of what a loop carries only what is the same of its first value and of the next one."""
        self.kinds.pop(parameter, "")
        self.numpy.discard(parameter)
        self.pythons.discard(parameter)
        self.learn_either(parameter, values)

    def forget(self, names: Iterable[str]) -> None:
        """Unlearn what was worked out of names by what turned out not to be so."""
        gone = set(names)
        for table in (self.by_name, self.kinds, self.sizes, self.definitions):
            for name in gone & set(table):
                del table[name]
        self.numpy -= gone
        self.pythons -= gone
        self._shapes, self._kinds = {}, {}
