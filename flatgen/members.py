"""What belongs to a value: attributes, methods, its parts by index, and writes into them."""

from __future__ import annotations

import ast

from flatgen.dicts import said_of, value_of
from flatgen.equations import is_shape
from flatgen.errors import Fault
from flatgen.ir import NONE, UNKNOWN, Apply, Literal, Value
from flatgen.overwriting import Overwriting
from flatgen.records import Record
from flatgen.refusals import FILLED
from flatgen.static import (
    POISON,
    Display,
    Frozen,
    Holding,
    Keyed,
    Method,
    Pack,
    Path,
    Rows,
    Scope,
    Static,
    Update,
    Want,
    kind_of,
)
from flatgen.templates import BY_INDEX

ATTRIBUTES = ("T", "mT", "shape", "size", "ndim", "dtype", "real", "imag")
RESULTS = {  # the names of a decomposition's parts
    **{"eigenvalues": 0, "eigenvectors": 1, "sign": 0, "logabsdet": 1},
    **{"U": 0, "S": 1, "Vh": 2, "Q": 0, "R": 1},
}
ADD_AT, SUBTRACT_AT = "numpy.add.at", "numpy.subtract.at"


def is_name(text: str) -> bool:
    """Tell whether the text of a constant is a name of the module, or a part of what has one."""
    return text[:1].isidentifier() and text not in ("True", "False", "None")


class Members(Overwriting):
    """Reads and writes what belongs to values."""

    def attribute(self, node: ast.Attribute, scope: Scope | None, want: Want | None) -> Static:
        base = self.value(node.value, scope)
        if isinstance(base, Path) and (not self.rules.knows(base.path) or "." not in base.path):
            path = f"{base.path}.{node.attr}".removeprefix("builtins.")
            return Path(path, f"{base.text}.{node.attr}")
        if base is POISON:
            return POISON
        if isinstance(base, Display) and node.attr in base.keys and base.maker:
            return base.items[base.keys.index(node.attr)]
        if isinstance(base, Frozen):
            of = Path(f"{base.function.path}.{node.attr}", f"{base.function.text}.{node.attr}")
            return Frozen(of, base.given, base.keywords)
        if isinstance(base, Path):  # of a function of a library: numpy.add.at
            return Path(f"{base.path}.{node.attr}", f"{base.text}.{node.attr}")
        if isinstance(base, (str, Literal, Apply)):
            if node.attr in ATTRIBUTES:
                self.arrays = True
                return self.emit(Apply(f".{node.attr}", (self.atom(base, node),)), node, want)
            made = self.operation_of(base)
            if self.rules.is_record(made, node.attr):
                return self.emit(Apply(f".{node.attr}", (base,)), node, want)
            at = RESULTS.get(node.attr) if ".linalg." in made else None
            if at is not None:  # a tuple whose parts have names
                return self.emit(Apply("Item", (base, Literal(str(at), at))), node, want)
            if self.rules.has_method(node.attr):
                return Method(base, node.attr)
        what = f"the attribute .{node.attr} is not supported"
        return self.fault(node, what, self.instead_of(node, base))

    def operation_of(self, base: Value) -> str:
        """Return the operation that a value is the result of."""
        value = self.made.get(base, base) if isinstance(base, str) else base
        return value.op if isinstance(value, Apply) else ""

    def subscript(self, node: ast.Subscript, scope: Scope | None, want: Want | None) -> Static:
        base = self.value(node.value, scope)
        if isinstance(node.slice, ast.Slice):
            base = self.in_parts(base, node) if self.sections_of(base) else base
            if self.is_list(base):
                return self.part_of_list(node, base, scope, want)
        index = self.value(node.slice, scope)
        if base is POISON or index is POISON:
            return POISON
        if isinstance(index, str) and isinstance(self.made.get(index), Literal):
            index = self.made[index]  # a key by its name
        base = self.opened(base, index)
        if isinstance(base, Rows):
            return self.row_at(base, index, node)
        if isinstance(base, Keyed):
            return self.entry(base, index, node, want)
        if isinstance(base, Display):
            return self.part_of_display(base, index, node)
        if isinstance(base, str) and base in self.lists:
            return self.taken(base, index, node, want)
        if isinstance(base, Path) and base.path in BY_INDEX and self.rules.knows(base.path):
            return self.called_by_index(base, index, node, want)
        part = self.argument(self.as_index(index, node), node)
        if part is POISON:
            return POISON
        if isinstance(part, Literal) and isinstance(part.known, str):
            whole = self.atom(base, node) if isinstance(base, Path) else base
            if isinstance(whole, Literal) and is_name(whole.text):
                return self.part_of_constant(whole, part.text, node)
            help = "pass what it names as a parameter of its own"
            return self.fault(node, "a text as an index is not supported", help)
        self.arrays = True
        return self.emit(Apply("Item", (self.atom(base, node), part)), node, want)

    def part_of_constant(self, base: Literal, key: str, node: ast.expr) -> Literal:
        """Return what is at a key of a dict of the module: ``CONFIG["rate"]``."""
        text = f"{base.text}[{key}]"
        whole, part = [
            self.home.constant_at(ast.parse(t, mode="eval").body) for t in (base.text, text)
        ]
        if part is None and isinstance(whole, (ast.Dict, dict)):
            keys = whole.keys if isinstance(whole, ast.Dict) else ()
            there = isinstance(whole, dict) and ast.literal_eval(key) in whole  # it is None
            if None not in keys and not there:  # **others
                return self.fault(node, f"{base.text} has no key {key}", "use a key that it has")
        known = self.known_constant(part)
        self.arrays = self.arrays or known is UNKNOWN
        return Literal(text, known)

    def opened(self, base: Static, index: Static) -> Static:
        raise AssertionError("parameters that hold others are in flatgen.packing")

    def fill(self, target: ast.Subscript, value: Static, scope: Scope, op: str) -> bool:
        raise AssertionError("dicts of the function's own are in flatgen.filling")

    def entry(self, whole: Keyed, index: Static, node: ast.AST, want: Want | None) -> Static:
        raise AssertionError("dicts that are taken whole are in flatgen.keyed")

    def new_part(self, pack: Display, key: object) -> Static | None:
        raise AssertionError("parameters that hold others are in flatgen.packing")

    def called_by_index(
        self, base: Path, index: Static, node: ast.Subscript, want: Want | None
    ) -> Static:
        """Return ``np.r_[a, b]``, a function that takes its arguments in brackets."""
        self.arrays = True
        given = [
            self.argument(item, node)
            for item in (index.items if isinstance(index, Display) else [index])
        ]
        texts = [a for a in given if isinstance(a, Literal) and isinstance(a.known, str)]
        if texts or any(isinstance(a, Apply) and a.op == "Slice" for a in given):
            what = "a text" if texts else "a range"
            help = "join arrays alone: np.arange makes one of a range, np.concatenate takes an axis"
            return self.fault(node, f"{what} in {base.text} is not supported", help)
        return self.emit(Apply(base.path, tuple(given)), node, want)

    def part_of_display(self, base: Display, index: Static, node: ast.Subscript) -> Static:
        """Return a part of a tuple that is written out, by a number or slice written out; of a dict, by its key."""
        if base.op == "Dict":
            key = index.known if isinstance(index, Literal) else None
            if key in base.keys:
                return base.items[base.keys.index(key)]
            new = self.new_part(base, key)
            if new is not None:
                return new
            help = f"its keys are {', '.join(map(str, base.keys))}" if base.keys else FILLED
            help = "write the key out" if isinstance(base, Pack) and base.open else help
            return self.fault(node, "a dict is read by a key that it has, written out", help)
        bounds = self.bounds(index)
        if bounds is not None:
            return Display(base.op, base.items[bounds])
        number = self.known_number(index)
        if number is not None:
            if -len(base.items) <= number < len(base.items):
                return base.items[number]
            message = f"index {number} of {len(base.items)} values"
            return self.fault(node, message, "use an index that the tuple has")
        self.learn_grown(base)
        help = "a tuple written out is indexed by a number written out; or make it an array"
        return self.fault(node, "indexing a tuple by what only the run tells", help)

    def learn_grown(self, base: Display) -> None:
        raise AssertionError("lists of tuples are in flatgen.rows")

    def known_number(self, index: Static) -> int | None:
        known = self.known.get(index) if isinstance(index, str) else None
        known = index.known if isinstance(index, Literal) else known
        return known if type(known) is int else None

    def bounds(self, index: Static) -> slice | None:
        """Return a slice of numbers written out."""
        if not (isinstance(index, Apply) and index.op == "Slice"):
            return None
        known = [a.known if isinstance(a, Literal) else UNKNOWN for a in index.args]
        return None if UNKNOWN in known else slice(*known)

    def slice(self, node: ast.Slice, scope: Scope | None) -> Static:
        parts: list[Value] = []
        for bound in (node.lower, node.upper, node.step):
            part = self.atom(self.value(bound, scope), node) if bound else NONE
            if part is POISON:
                return POISON
            parts.append(part)
        return Apply("Slice", tuple(parts))

    def slice_of(self, bounds: list[Static], node: ast.AST) -> Static:
        """Return ``slice(stop)`` or ``slice(start, stop, step)``."""
        given = [self.atom(bound, node) for bound in bounds]
        if any(bound is POISON for bound in given):
            return POISON
        given = [NONE, *given] if len(given) == 1 else given
        return Apply("Slice", (*given, *[NONE] * (3 - len(given))))

    def parts(self, value: Static, count: int, node: ast.expr) -> list[Static] | None:
        """Return the parts of a value that is taken apart, ``a, b = value``; None if it can't be."""
        if isinstance(value, Display):
            return value.items if value.op != "Dict" else [*map(value_of, value.keys)]
        held = isinstance(value, Path) and self.is_state(value)
        if value is POISON or (isinstance(value, (Path, Holding, Method, Record)) and not held):
            return None
        base = self.atom(value, node)
        if base is POISON or (isinstance(base, Literal) and self.home.runs_otherwise(base.text)):
            return None
        self.arrays = True
        if isinstance(base, Apply) and not is_shape(base):
            return None
        return [Apply("Item", (base, Literal(str(i), i))) for i in range(count)]

    # Writes

    def write(self, target: ast.Subscript, value: Static, scope: Scope, op: str) -> None:
        """``z[index] = value``: a new value for ``z``, where nothing else shares its array."""
        if self.fill(target, value, scope, op):
            return
        index = self.value(target.slice, scope)
        if not isinstance(target.value, ast.Name):
            help = "write into an array by its own name, in one pair of brackets"
            self.fault(target, "writing into what has no name of its own is not supported", help)
            return
        base = self.value(target.value, scope)
        if isinstance(base, str) and base in self.lists:
            self.put(base, index, value, target, scope)
            return
        if isinstance(base, Rows):
            self.put_row(base, index, value, target, scope)
            return
        if isinstance(base, Display):
            self.learn_grown(base)
            help = "give the new value a name of its own"
            self.fault(target, f"changing {kind_of(base)} is not supported", help)
            self.bind(scope, target.value.id, POISON)
            return
        part = self.argument(self.as_index(index, target), target)
        new = self.written_in(value, target)
        own = base if isinstance(base, str) else target.value.id
        changed = Apply(op, (own, part, new)) if POISON not in (part, new) else POISON
        self.change(target.value.id, base, changed, scope, target)

    def change(self, name: str, base: Static, value: Value, scope: Scope, node: ast.expr) -> None:
        """Give a name the value that its array, ``base``, has after a change in place."""
        if POISON in (base, value):
            self.bind(scope, name, POISON)
        elif isinstance(base, str) and self.owners_of(base) <= self.fresh and name in scope.names:
            made = self.names.numbered(name)
            self.writes.append((made, base, self.shared(node, said_of(name, scope), base)))
            self.rewritten[made] = base
            self.variables[made] = name
            self.arrays = True
            self.append(made, value, node)
            self.used.add(made)
            self.hold(base, -1)
            self.hold(made, 1)
            scope.names[name] = made
            if scope is self.main:
                self.versions.setdefault(name, []).append(made)
                self.assigned.append(name)
            self.written |= self.owners_of(base) & self.main.parameters
        else:
            said = said_of(name, scope)
            help = f"write into a copy: {said} = {said}.copy()"
            message = f"writing into {said}, whose array may have another name, is not supported"
            self.fault(node, message, help)
            self.bind(scope, name, POISON)

    def may_be_given(self, name: str, scope: Scope) -> bool:
        """Tell whether another name may stand for a value's array, or does for what it was before a write."""
        written = scope is not self.main and name in self.rewritten
        return written or any(self.holders.get(o, 0) > 1 for o in self.owners_of(name))

    def change_shared(self, made: str, update: Update, scope: Scope) -> None:
        """Note what ``x += y`` makes of a value that has another name; of a caller's array, what both are then."""
        given, base = scope is not self.main, str(update.value)
        if given and self.changing and self.owners_of(base) <= self.fresh:
            self.writes.append((made, base, update.fault))
            self.rewritten[made] = base
            self.written |= self.owners_of(base) & self.main.parameters
            self.updates.append(update._replace(whole=True))
        else:
            self.augmented_values.append((made, update._replace(given=given)))

    def is_added_at(self, node: ast.expr, scope: Scope) -> bool:
        """Tell whether a statement is ``np.add.at(z, index, value)``, or ``np.subtract.at``."""
        if not isinstance(node, ast.Call) or len(node.args) != 3 or node.keywords:
            return False
        dotted = isinstance(node.func, ast.Attribute) and node.func.attr == "at"
        function = self.value(node.func, scope) if dotted else None
        return isinstance(function, Path) and function.path in (ADD_AT, SUBTRACT_AT)

    def add_at(self, node: ast.expr, scope: Scope) -> None:
        assert isinstance(node, ast.Call)
        array, index, value = node.args
        function = self.value(node.func, scope)
        if isinstance(function, Path) and function.path == SUBTRACT_AT:
            value = ast.copy_location(ast.UnaryOp(ast.USub(), value), value)
        target = ast.copy_location(ast.Subscript(array, index, ast.Store()), node)
        self.write(target, self.value(value, scope), scope, ADD_AT)

    def shared(self, node: ast.AST, name: str, base: str) -> Fault:
        message = f"{name} may share its array with another name, which this changes, too"
        help = f"write into a copy: {name} = {name}.copy()"
        return Fault(message, help + self.or_into(name, base), *self.place(node))

    def or_into(self, name: str, base: str) -> str:
        """Return the other way to write into a part of an array, in words."""
        owners = [owner for owner in sorted(self.owners_of(base)) if owner != base]
        wholes = {self.variables.get(owner, owner) for owner in owners} - {name}
        return "".join([f"; or into {w} itself: {w}[...] = ..." for w in sorted(wholes)])
