"""What kind of numbers a value holds: whole ones, truths, floating, complex; and if they are numpy's."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from flatgen.constants import BOOLEANS, COMPLEX, FLOATS, INTEGERS, OPERATORS, SUPPOSED, kind_of_type
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import (
    DISPLAYS,
    NONE,
    OF_TEXTS,
    SIZES,
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
from flatgen.signatures import BadCall, call_of, function_of
from flatgen.sizing import Sizes
from flatgen.templates import SETTINGS, SIZED

WHOLE = {"floor", "ceil", "trunc", "comb", "perm", "factorial", "isqrt", "gcd", "lcm"}  # of math
# Functions that math has too, and whose results aren't floating for whole numbers.
KEEPS = {
    *("fmod", "remainder", "pow", "prod", "sumprod", "floor", "ceil", "trunc", "gcd", "lcm"),
    *("isfinite", "isinf", "isnan"),
}
FLOATING = frozenset(  # functions whose results are floating whatever they are given
    {
        *("mean", "average", "median", "var", "std", "cov", "corrcoef"),
        *("nanmean", "nanmedian", "nanvar", "nanstd", "nanpercentile"),
        *("linspace", "logspace", "geomspace", "gradient", "interp", "trapezoid", "trapz"),
        *("divide", "true_divide", "float_power", "arctan2", "logaddexp", "logaddexp2", "rint"),
        *("arcsin", "arccos", "arctan", "arcsinh", "arccosh", "arctanh", "exp2", "sinc", "i0"),
        *("deg2rad", "rad2deg", "heaviside", "expm", "xlogy", "xlog1py", "entr"),
        *("expit", "logit", "log_expit", "gammaln", "digamma", "psi", "erfinv", "ndtr", "ndtri"),
        *("log_ndtr", "softmax", "log_softmax", "logsumexp", "eigvalsh"),
        *("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf", "pmf", "logpmf"),
    }
)
# Functions that add truths as whole numbers; some of the last do, np.add.reduce, not np.maximum.reduce.
ADDING = {"sum", "prod", "cumsum", "cumprod", "cumulative_sum", "cumulative_prod", "trace"}
ADDING |= {"nansum", "nanprod", "nancumsum", "nancumprod"}
EITHER = {"reduce", "accumulate", "reduceat"}
TRUTHS = {"any", "all", "isfinite", "isinf", "isnan", "isneginf", "isposinf", "signbit", "isin"}
KINDS_OF = {int: INTEGERS, bool: BOOLEANS, float: FLOATS, complex: COMPLEX}
MIXED, PYTHON = "mixed", "python"  # Python's: a number or tuple that is none of numpy's
# Functions that return one of their numbers as it is, and of what kind one of their own is.
CHOOSING = {"max": (), "min": (), **dict.fromkeys(("scalars.relu", "round"), (INTEGERS,))}


class Telling(Protocol):
    """What is asked of the rules about an operation."""

    def said_of(self, op: str, what: str = ...) -> Sequence[Any]: ...
    def load_library(self, library: str) -> None: ...
    def is_elementwise(self, op: str) -> bool: ...


class Told(NamedTuple):
    """What the name of an operation tells of its results."""

    said: bool  # templates say what it gives
    kind: str  # MIXED of its arguments; FLOATS, unless one of them is complex; nothing where more has to be asked
    numpy: bool | None  # whether they are numpy's; None where its arguments decide
    shaped: bool  # templates say of what kind their shape is
    number: bool  # they are one number
    floating: bool  # they are floating for whole numbers, too, unless another type is asked for
    of_truths: str  # of what kind they are for truths
    elementwise: bool

    def kept(self, kind: str) -> str:
        return self.of_truths if kind == BOOLEANS else kind


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
            return kind_of_type(dtype.text)
        made = self.definitions.get(dtype) if isinstance(dtype, str) else dtype
        return self.kind(made.args[0]) if isinstance(made, Apply) and made.op == ".dtype" else ""

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


def told_of(op: str, rules: Telling) -> Told:
    """Return what the name of an operation, and its templates, tell of its results."""
    said = rules.said_of(op, "gives")
    library, _, name = function_of(op).rpartition(".")
    kind, like_math = "", hasattr(math, name) and name not in KEEPS
    if op in SIZES or op == "int" or (library == "math" and name in WHOLE):
        kind = INTEGERS
    elif op[:1].isupper() and op != "Div":  # an operator
        kind = MIXED
    elif op == "bool" or (library == "numpy" and name in TRUTHS):
        kind = BOOLEANS
    elif op in ("float", "Div") or (library in ("numpy", "math") and like_math):
        kind = FLOATS
    numpy: bool | None = None
    if op in DISPLAYS or op in SIZES or PYTHON in [one.gives for one in said]:
        numpy = False
    elif op.startswith(("numpy.", "scipy.", ".", "math.")):
        numpy = not op.startswith("math.")
    shaped = bool(rules.said_of(op, "kind"))
    number = op.startswith(("math.", "scalars.")) or op in (".dtype", "In", "NotIn", *OF_TEXTS)
    floating = library.startswith(("numpy", "scipy")) and name in FLOATING
    truths = INTEGERS if name in ADDING else "" if name in EITHER else BOOLEANS
    gives = bool(said) and op not in SIZES
    return Told(gives, kind, numpy, shaped, number, floating, truths, rules.is_elementwise(op))
