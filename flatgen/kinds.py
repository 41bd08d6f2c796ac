"""What kind of numbers a value holds: whole ones, truths, floating, complex; and if they are numpy's."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from flatgen.constants import BOOLEANS, COMPLEX, FLOATS, INTEGERS, OPERATORS, SUPPOSED, kind_of_type
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import (
    NONE,
    Apply,
    Atom,
    Literal,
    Value,
    names,
    substitute,
)
from flatgen.rules import RuleBook
from flatgen.shapes import axes_of, unknown
from flatgen.sharing import Said, of_several
from flatgen.signatures import BadCall, call_of
from flatgen.sizing import Sizes
from flatgen.telling import MIXED, PYTHON, Told, told_of
from flatgen.templates import SETTINGS, SIZED

TYPES_OF = ("numpy.result_type", "numpy.promote_types", "numpy.common_type")
KINDS_OF = {int: INTEGERS, bool: BOOLEANS, float: FLOATS, complex: COMPLEX}
# Functions that return one of their numbers as it is, and of what kind one of their own is.
CHOOSING = {"max": (), "min": (), **dict.fromkeys(("scalars.relu", "round"), (INTEGERS,))}


class Kinds(Sizes):
    """The kinds that are known, by name."""

    def __init__(self, known: dict[str, object], rules: RuleBook, arrays: bool) -> None:
        super().__init__(known)
        self.rules = rules
        self.arrays = arrays
        self.kinds: dict[str, str] = {}
        self._kinds: dict[Apply, str] = {}
        self._viewed: dict[Apply, tuple[Value, ...]] = {}
        self.numpy: set[str] = set()  # values that are surely numpy's: arrays or its numbers
        self.pythons: set[str] = set()  # and those that are surely Python's own numbers

    def said(self, value: Apply, what: str) -> Iterator[tuple[Said, dict[str, Value]]]:
        raise AssertionError("what templates say is asked in flatgen.facts")

    definitions: dict[str, Value]  # the values of names, so far
    imaginary: frozenset[str]  # constants that hold complex numbers

    def is_scalar(self, value: Value) -> bool:
        raise AssertionError("shapes are in flatgen.facts")

    def is_array(self, value: Value) -> bool:
        raise AssertionError("shapes are in flatgen.facts")

    def kind(self, value: Value) -> str:
        """Return what kind of numbers a value is sure to hold: whole, truths, floats; or nothing."""
        kind = type(value)  # asked often: no isinstance
        if kind is str:
            return self.kinds.get(value, "")  # type: ignore[arg-type]
        if kind is Literal:
            known = KINDS_OF.get(type(value.known), "")  # type: ignore[union-attr]
            return known or (COMPLEX if value.text in self.imaginary else "")  # type: ignore[union-attr]
        if kind is not Apply:
            return FLOATS
        found = self._kinds.get(value)  # type: ignore[arg-type]
        if found is None:
            assert isinstance(value, Apply)
            found = self._kinds[value] = self.kind_of_operation(value)
            if found == COMPLEX:  # by whatever: dtype=complex, "c16"
                self.rules.load_library("complex")
        return found

    def told(self, op: str) -> Told:
        """Return what the name of an operation tells of its results."""
        found: Told | None = self.rules.told.get(op)  # asked often
        if found is None:
            found = self.rules.told[op] = told_of(op, self.rules)
        return found

    def kind_of_operation(self, value: Apply) -> str:
        if is_simple(value):  # a slice of whole numbers is none
            return ""
        if value.op in CHOOSING:  # max(0, -1.5) is Python's whole 0
            parts = {*CHOOSING[value.op], *map(self.kind, value.args)}
            return parts.pop() if len(parts) == 1 else COMPLEX if COMPLEX in parts else ""
        told = self.told(value.op)
        for said, bound in self.said(value, "gives") if told.said else ():
            if said.gives in bound:
                return told.kept(self.kind(bound[said.gives]))
            real = said.gives == FLOATS and not said.complex  # of real ones
            gives = COMPLEX if real and COMPLEX in map(self.kind, value.args) else said.gives
            return gives if gives != PYTHON else INTEGERS
        if value.op == "Item":
            return self.kind(value.args[0])
        if told.kind == MIXED:
            parts = set(map(self.kind, value.args))
            whole = parts == {INTEGERS, BOOLEANS}  # a truth is a 1 beside them
            return INTEGERS if whole else _mixed(parts)
        if told.kind == FLOATS:
            return COMPLEX if COMPLEX in map(self.kind, value.args) else FLOATS
        if told.kind:
            return told.kind
        given = self._given(value)
        if value.op.startswith("arrays.") and value.op in SIZED:  # read for their shapes alone
            given = [part for i, part in enumerate(given) if i not in SIZED[value.op]]
        mixed = _mixed({self.kind(argument) for name, argument in given if name not in SETTINGS})
        asked = [argument for name, argument in given if name == "dtype" and argument != NONE]
        if not asked:
            return FLOATS if told.floating and mixed != COMPLEX else told.kept(mixed)
        # Another kind was asked for; of one that isn't known only complex numbers have to be known as such.
        return self._asked(asked[0]) or (mixed if mixed == COMPLEX else "")

    def _asked(self, dtype: Value) -> str:
        """Return what kind of numbers a type is of, ``int``, ``np.float32``, ``"i8"`` or ``x.dtype``."""
        if isinstance(dtype, Literal):
            return COMPLEX if dtype.text in self.imaginary else kind_of_type(dtype.text)
        made = self.definitions.get(dtype) if isinstance(dtype, str) else dtype
        if not isinstance(made, Apply):
            return ""
        if made.op == "numpy.dtype":
            return self._asked(made.args[0])
        if made.op in TYPES_OF:
            found = {self._asked(part) or self.kind(part) for part in made.args}
            return COMPLEX if COMPLEX in found else ""
        return self.kind(made.args[0]) if made.op == ".dtype" else ""

    def _given(self, value: Apply) -> list[tuple[str, Value]]:
        """Return the arguments of an operation with the names of its parameters, where they are known."""
        try:
            call = call_of(value)
        except BadCall:
            call = None
        return list(call.given.items()) if call else [("", argument) for argument in value.args]

    def is_integer(self, value: Value) -> bool:
        """Tell whether a value is sure to be one whole number."""
        if isinstance(value, str) and value in self.sizes:
            return True
        return self.kind(value) == INTEGERS and self.is_scalar(value)

    def is_integers(self, value: Value) -> bool:
        return self.kind(value) == INTEGERS

    def is_boolean(self, value: Value) -> bool:
        return self.kind(value) == BOOLEANS

    def is_floating(self, value: Value) -> bool:
        return self.kind(value) == FLOATS

    def is_inexact(self, value: Value) -> bool:
        """Tell whether a value is sure to hold floating numbers, real or complex ones."""
        return self.kind(value) in (FLOATS, COMPLEX)

    def is_whole_by(self, value: Value, whole: Collection[str], others: str = FLOATS) -> bool:
        """Tell whether a value may be of whole numbers where some names are, and inputs are of ``others``."""
        by: dict[str, Value] = {}
        for name in names(value):
            kind = INTEGERS if name in whole else self.kinds.get(name) or others
            if not kind:
                continue
            supposed = f"{SUPPOSED}{kind}:{name}"
            by[name] = supposed
            self.by_name[supposed] = self.by_name.get(name, unknown(name))
            self.kinds[supposed] = kind
        return not self.is_inexact(substitute(value, by))

    def is_complex(self, value: Value) -> bool:
        """Tell whether a value may hold complex numbers: all that do are known to."""
        if not self.arrays:
            return False
        known = self.kinds.get(value, "") if type(value) is str else self.kind(value)
        return known == COMPLEX

    def is_python(self, value: Value) -> bool:
        """Tell whether a value is sure to be a number of Python's own, which takes an array's type."""
        if isinstance(value, str):
            return value in self.pythons
        if isinstance(value, Literal):
            return type(value.known) in (int, float)
        if not isinstance(value, Apply):
            return False
        return value.op == "float" or (
            value.op in OPERATORS and all(map(self.is_python, value.args))
        )

    def learn_same(self, target: str, name: str) -> None:
        """Note that a name stands for the same value as another."""
        self.by_name[target] = self.by_name[name]
        if name in self.kinds:
            self.kinds[target] = self.kinds[name]
        if name in self.sizes:
            self.sizes[target] = self.sizes[name]
        for group in (self.numpy, self.pythons):
            if name in group:
                group.add(target)

    def learn_gradient_list(self, table: str, stack: str) -> None:
        """Note that a list is of gradients of what is on another one."""
        self.lists.add(table)
        self.by_name[table] = self.by_name[stack]

    def sources(self, value: Value) -> Iterator[Atom]:
        """Yield the names whose arrays a value may share; a number that is read from an array shares none."""
        if not isinstance(value, Apply):
            yield from self.rules.sources(value)
        elif not self.is_element(value):
            for part in self.viewed(value):
                yield from self.sources(part)

    def viewed(self, value: Apply) -> tuple[Value, ...]:
        """Return the arguments whose arrays the result of an operation may share."""
        found = self._viewed.get(value)
        if found is None:
            found = self._viewed[value] = self.rules.viewed(of_several(value, self.lists))
        return found

    def is_element(self, value: Apply) -> bool:
        """Tell whether a value is one number of an array, by a whole number for each of its axes."""
        base = value.args[0] if value.op == "Item" else None
        if not isinstance(base, str):
            return False
        parts = parts_of(value.args[1])
        rank = axes_of(self.by_name.get(base, unknown(base)))
        return rank == len(parts) and all(map(self.is_whole, parts))

    def is_whole(self, part: Value) -> bool:
        """Tell whether a part of an index is sure to be one whole number."""
        known = not isinstance(part, str) or part in self.by_name
        return known and self.is_integer(part)

    def is_numpy(self, value: Value) -> bool:
        """Tell whether a value is sure to be numpy's, an array or one of its numbers."""
        kind = type(value)  # asked often: no isinstance
        if kind is str:
            return value in self.numpy
        if kind is not Apply:
            return False
        told = self.told(value.op)  # type: ignore[union-attr]
        if told.numpy is not None:
            return told.numpy
        assert isinstance(value, Apply)
        same = () if told.elementwise else self.viewed(value)  # what it may return as it is
        if same:
            return all(map(self.is_numpy, same))
        known = [argument for argument in value.args if self.is_numpy(argument)]
        if not known or len(known) == len(value.args):
            return bool(known)
        if value.op in OPERATORS and any(map(self.is_complex, {*value.args}.difference(known))):
            # Python's own complex numbers take numpy's floating ones as theirs.
            return any(self.is_complex(a) or self.is_array(a) for a in known)
        return True


def _mixed(kinds: set[str]) -> str:
    """Return what numbers come of several kinds together."""
    first = next(iter(kinds)) if len(kinds) == 1 else ""
    return COMPLEX if COMPLEX in kinds else FLOATS if FLOATS in kinds else first
