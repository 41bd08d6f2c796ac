"""What is known of every value of a program, line by line (settling.py), and of each gradient as it is bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import count
from typing import Any

from flatgen import dims, shapes
from flatgen.constants import COMPLEX, FLOATS, INTEGERS, SUPPOSED
from flatgen.counting import counted_by
from flatgen.expanding import lettered, subscripted
from flatgen.forms import Forms
from flatgen.indexing import counts, flips, is_basic, is_unique, widens
from flatgen.ir import AXES, DISPLAYS, UNKNOWN, Apply, Literal, Parameter, Value, shown, substitute
from flatgen.kinds import Kinds
from flatgen.matching import kinds_of, match
from flatgen.parse import Parsed
from flatgen.rules import RuleBook
from flatgen.shapes import SCALAR, Mismatch, Shape
from flatgen.shaping import KINDS
from flatgen.sharing import Said, T
from flatgen.signatures import BadCall
from flatgen.statements import bound_in_loops, keys_in
from flatgen.whens import TRUTHS, holds

WHOLE = ("Add", "Sub", "Mult")  # of whole numbers


class Facts(Kinds):
    """The shape of every name of a program, gradients included, and what it is made of."""

    def __init__(self, parsed: Parsed, rules: RuleBook, declared: dict[str, Shape]) -> None:
        super().__init__(parsed.known, rules, parsed.arrays or any(declared.values()))
        self._shapes: dict[Apply, Shape] = {}
        self._supposed: dict[Shape, str] = {}
        self._broadcast: dict[tuple[Shape, ...], Shape] = {}
        self.ranks = parsed.ranks
        self.fixed, self.imaginary = parsed.fixed, parsed.imaginary
        self.lists = set(parsed.lists)
        self.rounds = counted_by(parsed.program.body, self.lists)  # of loops that fill lists
        self.varying = set(bound_in_loops(parsed.program.body))  # from round to round
        self.partial: set[str] = set()  # values that aren't bound on every way
        self.alike_on: dict[str, tuple[str, str]] = {}  # the gradient of all on a list, of what
        self.keys = count(1 + max(keys_in(parsed.program.body), default=0))
        self.tables: dict[str, str] = {}  # the lists of gradients of what is on a list
        self.variables = dict(parsed.variables)  # of values that blocks bind: the user's names
        self.positive: set[str] = set()  # what loops count by, from 1 or more
        self.definitions: dict[str, Value] = {}  # the values of names, so far
        self.numbers_by_use: set[str] = set()  # names that are taken to be numbers, by their use
        self.single: set[str] = set()  # names of one number, of any shape: an entry was made of it
        self.lined: set[object] = set()  # parts of shapes that are sure to have an axis
        self.lined_together: set[Shape] = set()  # parts of which one has
        self.forms = Forms(rules, self.known, self.questions)
        self.lettered = lettered(parsed.program) if self.arrays else {}
        for parameter in parsed.program.parameters:
            self.parameter(parameter, declared)

    def parameter(self, parameter: Parameter, declared: dict[str, Shape]) -> None:
        name = parameter.name
        if parameter.like in self.by_name:
            self.learn_along(name, parameter.like)
        elif name in declared:
            self.by_name[name] = declared[name]
            if declared[name] or (parameter.array and not parameter.listed):
                self.numpy.add(name)
        elif parameter.scalar or not (self.arrays or parameter.array):
            self.by_name[name] = SCALAR
        else:
            self.by_name[name] = shapes.unknown(name)
            if name in self.lettered:
                axes = range(self.lettered[name])
                self.by_name[name] = shapes.known([dims.unknown(f"{name}:{i}") for i in axes])
            self.unpacked(name)
        if parameter.integer:
            self.sizes[name] = dims.atom("=" + name)
        if parameter.kind or parameter.integer:
            self.kinds[name] = parameter.kind or INTEGERS

    def learn_along(self, name: str, like: str) -> None:
        """Note that a tangent, or an upstream, is of the shape of another value, and complex where that is."""
        self.by_name[name] = self.by_name[like]
        if like in self.numpy:
            self.numpy.add(name)
        if self.kinds.get(like) in (COMPLEX, FLOATS):
            self.kinds[name] = self.kinds[like]

    def unpacked(self, name: str) -> None:
        """Take the rank of a value from a line such as ``N, D = x.shape``."""
        if name in self.ranks and shapes.dims_of(self.by_name[name]) is None:
            sizes = [dims.atom("=" + size) for size in self.ranks[name]]
            self.by_name[name] = shapes.known(sizes)
            self.numpy.add(name)

    @cached_property
    def questions(self) -> dict[str, Callable[..., Any]]:
        """What a template's ``when`` may ask."""
        return {
            "listed": lambda value: isinstance(value, str) and value in self.lists,
            "rank": self.rank,
            "axes": self.has_axes,
            "square": self.is_square,
            "ranks": self.ranks_of,
            "scalar": self.is_scalar,
            "numpy": self.is_numpy,
            "python": self.is_python,
            "floating": self.is_floating,
            "complex": self.is_complex,
            "whole": self.is_integer,
            "integers": self.is_integers,
            "mask": self.is_boolean,
            "basic": lambda index: is_basic(self, index),
            "widens": widens,
            "flips": flips,
            "unique": lambda index: is_unique(self, index),
            "subscripted": lambda text, operands: subscripted(self, text, operands),
            "dim": self.fixed_dims,
            "alike": self.alike,
            "counts": lambda rows, x: counts(self, rows, x),
            "positive": lambda value: value in self.positive,
            "even": lambda x: shapes.is_fixed(self.of(x), {*self.varying, x}),
        }

    # Shapes

    def of(self, value: Value) -> Shape:
        """Return the shape of a value; raise Mismatch where the operation is sure to fail."""
        kind = type(value)  # asked often: no isinstance
        if kind is str:
            return self.by_name[value]  # type: ignore[index]
        if kind is not Apply:
            vague = isinstance(value, Literal) and value.known is UNKNOWN
            return shapes.unknown(value.text) if vague else SCALAR  # type: ignore[union-attr]
        found = self._shapes.get(value)  # type: ignore[arg-type]
        if found is None:
            assert isinstance(value, Apply)
            found = self._shapes[value] = self.of_operation(value)
        return found

    def of_operation(self, value: Apply) -> Shape:
        told = self.told(value.op)
        if told.number:
            return SCALAR
        if value.op == "Item" and self._is_listing(value.args[0]) and self._is_one(value.args[1]):
            return SCALAR
        if value.op in DISPLAYS:
            return self.of_display(value)
        for said, bound in self.said(value, "kind") if told.shaped else ():
            assert said.kind is not None
            found = self.by_kind(said.kind, bound, value)
            return SCALAR if self.is_element(value) else found
        if ((told.shaped or "." in value.op) and not told.elementwise) or value.op == AXES:
            return shapes.unknown(shown(value))
        return self.broadcast(tuple(map(self.of, value.args)))

    def suppose(self, name: str, shape: Shape) -> None:
        """Let a name stand for something of another shape from here on."""
        self.by_name[name] = shape
        self._shapes = {}

    def supposed(self, shape: Shape) -> str:
        """Return a name for something of a shape: no program has it."""
        name = self._supposed.setdefault(shape, f"{SUPPOSED}{len(self._supposed)}")
        self.by_name[name] = shape
        return name

    def broadcast(self, parts: tuple[Shape, ...]) -> Shape:
        """Return the shape of values that are broadcast together: one object, which is compared at once."""
        found = self._broadcast.get(parts)
        if found is None:
            found = self._broadcast[parts] = shapes.broadcast(*parts)
        return found

    def of_gradient(self, value: Value) -> Shape:
        """Return the shape of what a rule made: of what can't be followed, nothing is known."""
        try:
            return self.of(value)
        except Mismatch:
            return shapes.unknown(shown(value))

    def said(self, value: Apply, what: str) -> Iterator[tuple[Said, dict[str, Value]]]:
        """Return what the templates say of a value's ``kind`` or what it ``gives``, where they are sure."""
        alike = self.like(self.rules.said_of(value.op, what), value, self.definitions)
        return self._said(alike, value) if alike else iter(())

    def _said(self, alike: list[Said], value: Apply) -> Iterator[tuple[Said, dict[str, Value]]]:
        try:
            for said, bound in self.matching(alike, value, self.definitions):
                if said.when is None or holds(said.when, bound, self.known, self.questions):
                    yield said, bound
        except BadCall:
            return

    def fitting(
        self, found: list[T], value: Apply, definitions: Mapping[str, Value]
    ) -> Iterator[tuple[T, dict[str, Value]]]:
        """Yield what a value is of the form of, and what the names of its pattern stand for."""
        return self.matching(self.like(found, value, definitions), value, definitions)

    def matching(
        self, alike: list[T], value: Apply, definitions: Mapping[str, Value]
    ) -> Iterator[tuple[T, dict[str, Value]]]:
        """Yield what of that which a value may be of the form of it is of the form of."""
        pattern, bound = None, None
        for one in alike:
            if one.pattern is not pattern:  # else it is that of the one before
                pattern = one.pattern
                bound = self.matched(pattern, value, definitions)
            if bound is not None:
                yield one, bound

    def like(self, found: list[T], value: Apply, definitions: Mapping[str, Value]) -> list[T]:
        """Return what a value may be of the form of, as it is written or in its form."""
        if not found:
            return found
        kinds = kinds_of(value, definitions)
        if self.forms.changed and not self.forms.changed.isdisjoint(value.args):
            return self.rules.like(found, (kinds, kinds_of(value, self.forms.values)))
        return self.rules.like(found, (kinds,))

    def matched(
        self, pattern: Apply, value: Value, definitions: Mapping[str, Value]
    ) -> dict[str, Value] | None:
        """Return what a pattern's names stand for in a value, as it is written or in its form; or None."""
        bound: dict[str, Value] = {}
        if match(pattern, value, definitions, bound):
            return bound
        if not self.forms.differ or Apply not in map(type, pattern.args):
            return None  # a pattern without parts looks into no definition
        bound = {}
        return bound if match(pattern, value, self.forms.values, bound) else None

    def by_kind(
        self, kind: tuple[str, tuple[Value, ...]], bound: dict[str, Value], value: Apply
    ) -> Shape:
        name, parameters = kind
        if name == "number":
            return SCALAR
        if name == "like":
            return self.of(bound[str(parameters[0])])
        arguments = [substitute(parameter, bound) for parameter in parameters]
        found = KINDS[name](self, *arguments) if name in KINDS else None
        return shapes.unknown(shown(value)) if found is None else found

    def of_display(self, value: Apply) -> Shape:
        parts = [self.of(part) for part in value.args]
        if all(part == parts[0] for part in parts):
            inner = shapes.dims_of(parts[0]) if parts else ()
            if inner is not None:
                return shapes.known([dims.number(len(parts)), *inner])
        return shapes.unknown(shown(value))

    def said_shortly(self, value: Value) -> Value:
        """Return a helper's call, which a definition brought, as what it is where the shapes tell."""
        if not isinstance(value, Apply) or not value.op.startswith("arrays."):
            return value
        for pattern, equal, when, _, _ in self.rules.identities_of(value.op):
            bound: dict[str, Value] = {}
            if when is None or not when.names.isdisjoint(TRUTHS):
                continue  # it is for gradients: a helper's care for poles stays
            matches = match(pattern, value, {}, bound)
            if matches and holds(when, bound, self.known, self.questions):
                return substitute(equal, bound)
        return value

    def is_scalar(self, value: Value) -> bool:
        return not (self.by_name[value] if type(value) is str else self.of(value))

    def is_one_number(self, value: Value) -> bool:
        """Tell whether a value is a number, as far as anything is known of it."""
        return not isinstance(value, str) or self.by_name.get(value, value) == SCALAR

    def is_array(self, value: Value) -> bool:
        """Tell whether a value is sure to be an array of one axis or more."""
        return bool(shapes.rank_of(self.of(value)))

    def has_axes(self, value: Value) -> bool:
        """Tell whether a value has an axis: by its shape, or by what else is done with it."""
        if self.is_array(value) or not self.lined.isdisjoint(self.of(value)):
            return True
        return any(parts <= self.of(value) for parts in self.lined_together)

    def alike(self, one: Value, other: Value) -> bool:
        """Tell whether two arrays are sure to have the same shape."""
        both = self.is_numpy(one) and self.is_numpy(other) and self.lists.isdisjoint((one, other))
        return both and not self.is_scalar(one) and self.of(one) == self.of(other)

    def as_large(self, one: str, other: str) -> bool:
        """Tell whether two values are sure to be alike, be they arrays or numbers: of one shape and kind."""
        known = {one, other} <= self.by_name.keys() and self.lists.isdisjoint((one, other))
        return known and self.of(one) == self.of(other) and self.kind(one) == self.kind(other)

    # Equations

    def learn_number(self, name: str) -> None:
        """Note that a name is one whole number."""
        self.by_name[name] = SCALAR
        self.kinds[name] = INTEGERS
        self.known.setdefault(name, int)
        self.pythons.add(name)
        self.sizes[name] = dims.atom("=" + name)

    def is_counted(self, value: Value) -> bool:
        """Tell whether a value is one whole number of Python's: a loop counts by it, or the text says so."""
        fact = self.known.get(value) if isinstance(value, str) else getattr(value, "known", None)
        return fact is int or type(fact) is int

    def learn(self, target: str, value: Value, gradient: bool = False) -> None:
        """Note what an equation's value tells of its name."""
        if isinstance(value, Apply) and value.op in WHOLE and all(map(self.is_counted, value.args)):
            self.known.setdefault(target, int)
        if not self.arrays:
            self.by_name[target] = SCALAR
            return
        self.by_name[target] = self.of_gradient(value) if gradient else self.of(value)
        if self.ranks:
            self.unpacked(target)
        kind = self.kind(value)
        if kind:
            self.kinds[target] = kind
        if self.is_numpy(value):
            self.numpy.add(target)
        elif self.is_python(value):
            self.pythons.add(target)
        size = self.size(value)
        if size is not None:
            self.sizes[target] = size
