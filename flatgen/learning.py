"""What is known of values that blocks bind, or that are written into: of what may stand for one thing or another,
what is the same of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flatgen import shapes
from flatgen.constants import BOOLEANS, COMPLEX, FLOATS, INTEGERS
from flatgen.equations import is_text
from flatgen.facts import Facts
from flatgen.ir import EFFECT, UNBOUND, Apply, Atom, Literal, Value, names
from flatgen.shapes import Mismatch

WRITTEN = {  # operations that write into their first argument, and which of them they write
    **dict.fromkeys(("SetItem", "AddItem", "numpy.add.at", "arrays.placed_along"), 2),
    "arrays.with_diagonal": 1,
}


class OnList(NamedTuple):
    """What is known of all that goes onto a list."""

    shape: shapes.Shape
    kind: str
    numpy: bool
    python: bool


class Learning(Facts):
    """Facts of a program with blocks, and writes."""

    def check_write(self, value: Value) -> None:
        """Raise Mismatch where numbers are written into an array that cuts them off to whole ones."""
        at = WRITTEN.get(value.op) if isinstance(value, Apply) else None
        if at is None:
            return
        assert isinstance(value, Apply)
        base, written = value.args[0], value.args[at]
        if value.op in ("SetItem", "AddItem") and isinstance(written, str):
            if self.is_element(Apply("Item", value.args[:2])):
                self.single.add(written)
        whole = (INTEGERS, BOOLEANS)
        cut = self.kind(base) in whole and self.kind(written) not in whole
        of = set(names(written))
        if cut and not (of and of <= self.fixed):
            help = "make it of floats, by dtype=float or numbers such as 1.0; what is whole is no input"
            help += ': annotate it Int[np.ndarray, "N"], or leave it out of wrt'
            raise Mismatch("an array of whole numbers cuts off what is written into it", help)
        given = self.definitions.get(written) if isinstance(written, str) else written
        if isinstance(given, Literal) and (given.known is None or is_text(given)):
            raise Mismatch(f"an array has no place for {given.text}", "write a number: np.nan")
        if self.kind(base) == FLOATS and self.kind(written) == COMPLEX:
            help = "make it of complex numbers, by dtype=complex"
            raise Mismatch("an array of real numbers cuts off what is written into it", help)

    def kept_shape(self, target: str, old: str) -> None:
        """Note that ``x += y`` keeps the shape of an array."""
        if old and self.is_numpy(old) and shapes.rank_of(self.by_name[old]):
            self.by_name[target] = self.by_name[old]

    supposed_on: dict[str, OnList]  # of lists that are read before all is on them

    def learn_either(self, target: str, values: Iterable[Value]) -> None:
        """Note of a name what is known of each of the values that it may stand for."""
        given = [value for value in values if value is not UNBOUND]
        found = {self.of(value) for value in given}
        self.by_name[target] = found.pop() if len(found) == 1 else shapes.unknown(target)
        if not self.arrays:
            self.by_name[target] = shapes.SCALAR
        kinds = {self.kind(value) for value in given}
        if len(kinds) == 1 and "" not in kinds:
            self.kinds[target] = kinds.pop()
        elif COMPLEX in kinds:
            self.kinds[target] = COMPLEX
        if given and all(map(self.is_numpy, given)):
            self.numpy.add(target)
        if given and all(map(self.is_python, given)):
            self.pythons.add(target)

    def learn_axes(self, name: str) -> None:
        """Note that a value has an axis: of what is broadcast together, that one of its parts has."""
        shape = self.by_name.get(name, shapes.SCALAR)
        if len(shape) == 1:
            self.lined.update(shape)
        elif shape:
            self.lined_together.add(shape)

    def forget_axes(self, lined: set[object], together: set[shapes.Shape], own: set[str]) -> None:
        """Forget what a branch tells of axes, but of what is its ``own``: it may not be run."""
        self.lined = lined | (self.lined & own)
        self.lined_together = together | {s for s in self.lined_together if own.issuperset(s)}

    def learn_asserted(self, value: Value, here: set[str]) -> None:
        """Note the rank that a line asserts, of an array that is bound ``here``: there is no way around it."""
        found = asserted_rank(value)
        if found and found[0] in here and shapes.axes_of(self.by_name[found[0]]) is None:
            self.suppose(found[0], shapes.of_rank(found[1], found[0]))

    def learn_last(self, target: str, last: Atom, inside: set[str]) -> None:
        """Note of what a loop leaves what is known of it in each round: its size is the last one's alone.

        ``inside`` are the names of a round.
        """
        self.learn_either(target, [last])
        if not inside.isdisjoint(shapes.told_of(self.by_name[target])):
            self.by_name[target] = shapes.unknown(target)

    def learn_list(self, stack: str, pushed: Iterable[Value]) -> None:
        """Note of a list's name what is known of all that goes onto it."""
        given = [v for v in pushed if all(name in self.by_name for name in names(v))]
        self.forget([stack])
        self.learn_either(stack, given)
        if COMPLEX in map(self.kind, given):
            self.kinds[stack] = COMPLEX
        if not shapes.is_fixed(self.by_name[stack], self.varying | self.lists):  # nor in each round
            ranks = {shapes.axes_of(self.of(value)) for value in given}
            rank = ranks.pop() if len(ranks) == 1 else None
            self.by_name[stack] = shapes.of_rank(rank, stack)
        if stack in self.supposed_on:
            self.meet(stack, self.supposed_on[stack], bool(given))

    def meet(self, stack: str, later: OnList, given: bool) -> None:
        """Keep of what is known of a list what holds of all that goes onto it later, too."""
        if not given:
            self.suppose(stack, later.shape)
        elif self.by_name[stack] != later.shape:
            one, other = map(shapes.axes_of, (self.by_name[stack], later.shape))
            self.suppose(stack, shapes.of_rank(one if one == other else None, stack))
        kind = self.kinds.pop(stack, "")
        if COMPLEX in (kind, later.kind):
            self.kinds[stack] = COMPLEX
        elif later.kind and (kind == later.kind or not given):
            self.kinds[stack] = later.kind
        for group, is_of in ((self.numpy, later.numpy), (self.pythons, later.python)):
            if not is_of:
                group.discard(stack)
            elif not given:
                group.add(stack)

    def learn_taken(self, target: str, stack: str) -> None:
        """Note of what comes off a list what is known of all that is on it."""
        self.learn_either(target, [stack])
        own = self.varying | self.lists  # sizes that are not the same of all on it
        if not shapes.is_fixed(self.by_name[stack], own):
            self.by_name[target] = shapes.of_rank(shapes.rank_of(self.by_name[stack]), target)

    def known_of(self, name: str) -> OnList:
        """Return all that is known of a name."""
        kind = self.kinds.get(name, "")
        return OnList(self.by_name[name], kind, name in self.numpy, name in self.pythons)

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
        given = [value for value in values if value is not UNBOUND]
        ranks = {shapes.axes_of(self.of(value)) for value in given}
        self.learn_either(parameter, given)
        if self.by_name[parameter] == shapes.unknown(parameter) and len(ranks) == 1:
            self.by_name[parameter] = shapes.of_rank(ranks.pop(), parameter)

    def keeps_axes(self, parameter: str, result: Atom) -> bool:
        """Tell whether what goes into a next round is known to have as many axes as what came into this one."""
        rank = shapes.axes_of(self.by_name[parameter])
        return rank is None or result is UNBOUND or shapes.axes_of(self.of(result)) == rank

    def forget(self, names: Iterable[str]) -> None:
        """Unlearn what was worked out of names by what turned out not to be so."""
        gone = set(names)
        for table in (self.by_name, self.kinds, self.sizes, self.definitions):
            for name in gone & set(table):
                del table[name]
        self.numpy -= gone
        self.pythons -= gone
        self.single -= gone
        self._shapes, self._kinds = {}, {}


def asserted_rank(value: Value) -> tuple[str, int] | None:
    """Return an array and its rank, where a line asserts it: ``assert x.ndim == 2``."""
    claim = value.args[0] if isinstance(value, Apply) and value.op == EFFECT else None
    test = claim.args[0] if isinstance(claim, Apply) and claim.op == "Assert" else None
    if not isinstance(test, Apply) or test.op != "Eq":
        return None
    ndim, rank = test.args
    known = rank.known if isinstance(rank, Literal) else None
    if not isinstance(ndim, Apply) or type(known) is not int:
        return None
    function = ndim.args[0] if ndim.op == "Call" else None
    said = function.text if isinstance(function, Literal) else ndim.op
    name = ndim.args[-1]
    return (name, known) if said.rpartition(".")[2] == "ndim" and isinstance(name, str) else None
