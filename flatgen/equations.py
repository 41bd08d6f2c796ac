"""Equations: what an operation is when it is appended to the program, and what may stand in one."""

from __future__ import annotations

import ast
from collections.abc import Container
from math import inf

from flatgen.constants import SCALAR_LIBRARIES, is_number_path, known_value
from flatgen.ir import (
    AXES,
    DISPLAYS,
    EFFECT,
    NUMBER,
    READ_ONLY,
    SIZES,
    UNKNOWN,
    Apply,
    Equation,
    Literal,
    Value,
    is_constant,
    with_args,
)
from flatgen.outside import Outside, outside_of
from flatgen.records import Record
from flatgen.sharing import of_several
from flatgen.static import (
    POISON,
    Display,
    Holding,
    Keyed,
    Method,
    Path,
    Rows,
    Scope,
    Static,
    Text,
    Want,
    kind_of,
)
from flatgen.templates import ON_ARRAYS

NONE: frozenset[str] = frozenset()
NEWAXIS = "numpy.newaxis"  # None, by another name
OF_ARRAYS = ("MatMult", "Pow", *map("numpy.{}".format, ("power", "average", "einsum", "matmul")))
ARITHMETIC = ("Add", "Sub", "Mult", "FloorDiv", "Mod", "USub")


def is_shape(value: Static) -> bool:
    """Tell whether a value is a tuple of sizes: ``x.shape``, ``(n, 1)``, or a slice or sum of them."""
    if type(value) is not Apply:
        return isinstance(value, Display) and value.op == "Tuple"
    if value.op in (".shape", "numpy.shape", "Tuple", AXES):
        return True
    if value.op == "Item":
        index = value.args[1]
        return is_shape(value.args[0]) and isinstance(index, Apply) and index.op == "Slice"
    return value.op == "Add" and all(map(is_shape, value.args))


def is_text(value: Static) -> bool:
    """Tell whether a value is a text, or ``...``: what ``float`` is known to be isn't one."""
    if type(value) is not Literal:
        return False
    if type(value.known) is not str:
        return value.known is ...
    return value.text[-1:] in ("'", '"') or value.known not in DTYPES


def stays(value: Value) -> bool:
    """Tell whether a constant has no other name where it is assigned: one of the file, or a text."""
    unknown = isinstance(value, Literal) and value.known in (UNKNOWN, NUMBER)
    return unknown or is_text(value)


def is_size(value: Value) -> bool:
    """Tell whether a value says how large an array is, and reads no number in it."""
    if isinstance(value, Literal):
        return type(value.known) is int or value.known is None
    if not isinstance(value, Apply):
        return False
    if value.op in SIZES:
        return True
    if value.op in ("Item", "Slice", *ARITHMETIC):
        return all(map(is_size, value.args))
    return is_shape(value)


class Equations(Outside):
    """Appends operations to ``body``."""

    def value(self, node: ast.expr, scope: Scope | None, want: Want | None = None) -> Static:
        raise AssertionError("expressions are in flatgen.expressions")

    def taken(self, stack: str, index: Static, node: ast.AST, want: Want | None) -> Static:
        raise AssertionError("lists that grow are in flatgen.lists")

    def is_list(self, value: Static | None) -> bool:
        raise AssertionError("lists that grow are in flatgen.lists")

    def presume(self, test: Value, node: ast.AST, *said: Value) -> None:
        """Assert something before all else; ``said`` is what the error says."""
        target = self.names.fresh("effect")
        self.origins[target] = ()
        effect = Apply(EFFECT, (Apply("Assert", (test, *said)),))
        self.presumed.append(Equation(target, effect, *self.place(node)))

    def part_at(self, node: ast.expr, scope: Scope | None) -> Static | None:
        raise AssertionError("parameters that hold others are in flatgen.packing")

    def sections_of(self, value: Static | None) -> int:
        raise AssertionError("arrays taken apart are in flatgen.parted")

    def is_several(self, value: Static | None) -> bool:
        raise AssertionError("arrays taken apart are in flatgen.parted")

    def given_in_parts(self, function: Static, argument: ast.expr, value: Static) -> Static:
        raise AssertionError("arrays taken apart are in flatgen.parted")

    def part_of_list(
        self, node: ast.Subscript, base: Static, scope: Scope | None, want: Want | None
    ) -> Static:
        raise AssertionError("lists made of others are in flatgen.gathering")

    def in_parts(self, value: Static, node: ast.AST) -> Static:
        raise AssertionError("arrays taken apart are in flatgen.parted")

    def row_at(self, rows: Rows, index: Static, node: ast.AST) -> Static:
        raise AssertionError("lists of tuples are in flatgen.rows")

    def put_row(
        self, rows: Rows, index: Static, value: Static, node: ast.AST, scope: Scope
    ) -> None:
        raise AssertionError("lists of tuples are in flatgen.rows")

    def put(self, grown: str, index: Static, value: Static, node: ast.AST, scope: Scope) -> str:
        raise AssertionError("lists that grow are in flatgen.lists")

    def popped(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        raise AssertionError("lists that grow are in flatgen.lists")

    def of_lists(
        self,
        function: Path,
        given: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static | None:
        raise AssertionError("lists that grow are in flatgen.lists")

    def emit(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        """Append ``name = value``; constants and sizes stay where they are used."""
        if isinstance(value, Apply) and POISON in value.args:
            return POISON
        if want is None and (self.is_inline(value) or is_size(value) or self.is_limit(value)):
            return value
        if self.within:
            return value
        target = self.name_for(want)
        if is_constant(value):
            self.known[target] = known_value(value)
        self.append(target, value, node)
        return target

    def is_inline(self, value: Value) -> bool:
        """Tell whether a constant stays where it is used: one that makes an array gets a name."""
        if self.of_default or not isinstance(value, Apply) or not is_constant(value):
            return is_constant(value)
        makes = value.op.startswith("numpy.") and not self.rules.is_elementwise(value.op)
        makes = makes and not self.rules.is_record(value.op)
        return not makes and all(map(self.is_inline, value.args))

    def is_limit(self, value: Value) -> bool:
        """Tell whether a value is a record of constants, or read off one: ``np.finfo(x.dtype).eps``."""
        if not isinstance(value, Apply) or not value.args:
            return False
        if self.rules.is_record(value.op):
            return all(map(is_size, value.args))
        return value.op[:1] == "." and len(value.args) == 1 and self.is_limit(value.args[0])

    def append(self, target: str, value: Value, node: ast.AST) -> None:
        self.origins[target] = self.lines
        value = self.of_listed(value) if isinstance(value, Apply) else value
        if isinstance(value, Apply):
            shared = tuple(self.rules.sources(of_several(value, self.lists), self.picks))
            for source in shared:
                if isinstance(source, Literal):  # a constant of the file holds its array itself
                    self.holders.setdefault(source.text, 1)
                name = source.text if isinstance(source, Literal) else str(source)
                self.owners[target] = self.owners.get(target, NONE) | self.owners_of(name)
            if value.op in READ_ONLY:  # its array is no array to write into
                self.owners[target] = self.owners.get(target, NONE) | {target}
            elif not shared and value.op not in ("float", "int"):
                self.fresh.add(target)
            if self.rules.picks(value):
                self.picks.add(target)
        self.made[target] = value
        self.body.append(Equation(target, value, *self.place(node)))

    def of_listed(self, value: Apply) -> Apply:
        """Return an operation with constants that are lists as arrays, where gradients compute with these alone."""
        if value.op not in OF_ARRAYS or not any(isinstance(arg, Literal) for arg in value.args):
            return value
        lists = [
            isinstance(arg, Literal) and self.home.is_list(outside_of(arg)[0]) for arg in value.args
        ]
        args = [
            Apply("numpy.asarray", (a,)) if is_list else a for is_list, a in zip(lists, value.args)
        ]
        return with_args(value, tuple(args))

    def atom(self, value: Static, node: ast.AST) -> Value:
        """Return ``value`` where a number or array has to stand."""
        if isinstance(value, (str, Literal, Apply)):
            if value not in self.lists:
                return value
            help = "make an array of it, np.array(h), or a copy in a loop"
            return self.fault(node, "a list that grows where a number or array has to stand", help)
        if isinstance(value, Path) and not self.rules.knows(value.path):
            known = self.module.live.get(value.path, UNKNOWN)
            if known is not NUMBER:
                self.note_library(value.path)
            if self.outer:
                value = Path(value.path, self.home.spelled(value.path))
            if value.path == NEWAXIS:
                return Literal(value.text, None)
            if is_number_path(value.path) and value.path.endswith(".inf"):
                return Literal(value.text, inf)
            return Literal(value.text, NUMBER if is_number_path(value.path) else known)
        if isinstance(value, Text):
            self.fault(node, "an f-string where a number has to stand", "use numbers")
        elif isinstance(value, (Path, Holding, Method, Record)):
            self.fault(node, "a function where a number has to stand", "call it")
        elif isinstance(value, (Rows, Keyed)):
            help = "use its parts one by one, in a loop"
            self.fault(node, f"{kind_of(value)} where a number has to stand", help)
        elif isinstance(value, Display):
            help = "use its parts one by one, or numpy.array"
            self.fault(
                node,
                f"a {'dict' if value.op == 'Dict' else 'tuple or list'} where a number has to stand",
                help,
            )
        else:
            return value
        return POISON

    def argument(self, value: Static, node: ast.AST, listed: bool = False) -> Value:
        """Return an argument of an operation: a display of numbers stays one, so does a list if it may."""
        if listed and isinstance(value, str) and value in self.lists:
            return value
        if isinstance(value, Display) and value.op != "Dict":
            items = tuple(self.argument(item, node) for item in value.items)
            if any(item is POISON for item in items):
                return POISON
            return Apply(value.op, items)
        if isinstance(value, Path) and value.path.removeprefix("numpy.") in DTYPES:
            return Literal(value.text, value.path.removeprefix("numpy."))
        return self.atom(value, node)

    def reckoned(self, value: Apply) -> Apply:
        """Return a call with a list of constants beside variables as the array that numpy makes of it."""
        listed = [isinstance(a, Apply) and a.op == "List" and is_constant(a) for a in value.args]
        if not any(listed) or all(map(is_constant, value.args)):
            return value
        made = [of_list and array for of_list, array in zip(listed, self.rules.operands(value))]
        args = [Apply("numpy.array", (a,)) if i else a for i, a in zip(made, value.args)]
        return value._replace(args=tuple(args))

    def written_in(self, value: Static, node: ast.AST) -> Value:
        """Return what is written into an array, a tuple or list of variables as an array itself."""
        return self.as_array(self.argument(value, node), node, DISPLAYS)

    def as_array(self, value: Value, node: ast.AST, kinds: Container[str] = ("List",)) -> Value:
        """Return a list of variables as the array that numpy makes of it."""
        display = isinstance(value, Apply) and value.op in kinds and not is_constant(value)
        return self.emit(Apply("numpy.array", (value,)), node, None) if display else value

    def with_arrays(self, value: Apply, node: ast.Call) -> Apply:
        """Return a call with the lists of variables that it is given for arrays as such."""
        if not any(isinstance(a, Apply) and a.op in DISPLAYS for a in value.args):
            return value
        given = zip(self.rules.operands(value), value.args)
        kinds = ("List",) if self.rules.takes_lists(value.op) else DISPLAYS  # np.sum((a, b))
        args = [self.as_array(a, node, kinds) if array else a for array, a in given]
        if value.op.startswith("numpy.") and not self.rules.takes_lists(value.op):
            args[:1] = [self.as_array(argument, node) for argument in args[:1]]
        elif value.op.startswith("numpy.") and not self.rules.takes_rows(value.op):
            args[:1] = [self.with_rows(argument, node) for argument in args[:1]]
        return value._replace(args=tuple(args))

    def with_rows(self, value: Value, node: ast.Call) -> Value:
        """Return a list of arrays with each that is written out itself as an array: [[a, b], x]."""
        if not isinstance(value, Apply) or value.op not in DISPLAYS:
            return value
        return Apply(value.op, tuple([self.as_array(row, node, DISPLAYS) for row in value.args]))

    def note_library(self, path: str) -> None:
        library = path.rpartition(".")[0]
        self.arrays = self.arrays or path in ON_ARRAYS
        if library and library.split(".")[0] not in SCALAR_LIBRARIES:
            self.arrays = True


DTYPES = {
    *("float", "float16", "float32", "float64", "complex", "complex64", "complex128"),
    *("bool", "bool_", "int", "int_", "intp", "int8", "int16", "int32", "int64"),
    *("uint8", "uint16", "uint32", "uint64"),
}


def holds_text(value: Value) -> bool:
    """Tell whether a list or tuple has a text in it."""
    if not isinstance(value, Apply) or value.op not in DISPLAYS:
        return False
    return any(is_text(part) or holds_text(part) for part in value.args)
