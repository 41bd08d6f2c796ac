"""What loops run over: numbers, arrays together, or items that are written out.

for x, y in zip(xs, ys):         for i in range(min(len(xs), len(ys))):
    ...                              x, y = xs[i], ys[i]
"""

from __future__ import annotations

import ast
from operator import itemgetter
from typing import NamedTuple, Union

from flatgen.dicts import entries_of, value_of
from flatgen.handing import Handing
from flatgen.ir import Apply, Literal, Statement, Value
from flatgen.listed import is_no_array
from flatgen.statements import changed_in
from flatgen.static import POISON, Display, Keyed, Path, Rows, Scope, Static, Want, lists_in


class Stretch(NamedTuple):
    """A part of a list: ``h[1:]``."""

    base: Value | Rows
    start: Value
    stop: Value
    last: Value | None = None  # where it begins, if it is run through backwards


Base = Union[
    Value, None, Rows, Stretch, list["Base"]
]  # an array, the number of the round, or arrays together
Rounds = tuple[Value, list[Base], bool]
RANGES = ("range", "numba.prange")  # rounds that may be run at once give the same one by one


class Ranges(Handing):
    """Says what loops run over."""

    def rounds(
        self, over: ast.expr, target: ast.expr, scope: Scope
    ) -> list[Static] | Rounds | None:
        """Return what a loop runs over: items that are written out; or numbers, and which arrays they index."""
        if isinstance(over, ast.Call) and not over.keywords:
            path = self.called_by(over, scope)
            if path in ("list", "tuple") and len(over.args) == 1:
                return self.rounds(over.args[0], target, scope)
            if path in RANGES:
                given = [self.argument(self.value(a, scope), a) for a in over.args]
                return None if POISON in given else (Apply("range", tuple(given)), [None], False)
            if path == "reversed" and len(over.args) == 1:
                inner = self.rounds(over.args[0], target, scope)
                if isinstance(inner, list):
                    return inner[::-1]
                return inner and (Apply("reversed", (inner[0],)), inner[1], inner[2])
            if path == "sorted" and len(over.args) == 1:
                inner = self.rounds(over.args[0], target, scope)
                keys = [first_of(item) for item in inner] if isinstance(inner, list) else [None]
                if None not in keys and len({*keys}) == len(keys):
                    assert isinstance(inner, list)
                    return [item for _, item in sorted(zip(keys, inner), key=itemgetter(0))]
            if path == "enumerate" and len(over.args) == 1 and self.is_zip(over.args[0], scope):
                inner = self.rounds(over.args[0], target, scope)
                if isinstance(inner, list):
                    rows = [[Literal(str(i), i), row] for i, row in enumerate(inner)]
                    return [Display("Tuple", list(row)) for row in rows]
                return inner and (
                    inner[0],
                    [None, [b for b in inner[1] if b is not None]],
                    True,
                )
            if path in ("enumerate", "zip"):
                parts = [part for a in over.args for part in self.runs_through(a, scope)]
                return self.together(path, parts, over)
        if self.is_dict(over, scope):
            help = "pass its values as a tuple or an array, and loop over that"
            self.fault(over, "a loop over a dict that is passed in is not supported", help)
            return None
        stretch = self.stretch(over, scope)
        if stretch is not None:
            return self.along(stretch)
        value = self.run_outside(over, scope) or self.value(over, scope)
        if value is POISON:
            return None
        if isinstance(value, Display):
            if self.is_open(value, over):
                return None
            return value.items if value.op != "Dict" else [*map(value_of, value.keys)]
        value = self.run_through(value, "keys", over) if isinstance(value, Keyed) else value
        base = self.base_of(value, over)
        length = POISON if base is POISON else self.length(base, over)
        return None if length is POISON else (Apply("range", (length,)), [base], False)

    def runs_through(self, node: ast.expr, scope: Scope) -> list[Static | Stretch]:
        """Return what is run through beside others: of ``zip(*rows)`` each row, where they are written out."""
        if not isinstance(node, ast.Starred):
            return [self.stretch(node, scope) or self.passed_on(node, scope)]
        rows = self.in_parts(self.value(node.value, scope), node)
        if isinstance(rows, Display) and rows.op != "Dict":
            return [*rows.items]
        return [self.value(node, scope) if rows is not POISON else POISON]

    def passed_on(self, node: ast.expr, scope: Scope) -> Static:
        """Return what is run through beside others: of a dict its keys."""
        value = self.run_outside(node, scope) or self.value(node, scope)
        if isinstance(value, Display) and value.op == "Dict":
            return POISON if self.is_open(value, node) else entries_of(value, "keys")
        return self.run_through(value, "keys", node) if isinstance(value, Keyed) else value

    # Parts of lists

    def stretch(self, over: ast.expr, scope: Scope) -> Stretch | None:
        """Return a part of a list that is written as a slice, or what is on it backwards; None of all else."""
        if self.called_by(over, scope) == "reversed" and isinstance(over, ast.Call) and over.args:
            return self.backwards(over.args[0], scope)
        if not isinstance(over, ast.Subscript) or not isinstance(over.slice, ast.Slice):
            return None
        whole = self.part_at(over.value, scope)
        if not isinstance(whole, (str, Rows)) or not self.is_list(whole):
            return None
        index = self.value(over.slice, scope)
        bounds = self.bounds(index)
        back = bounds is not None and (bounds.start, bounds.stop, bounds.step) == (None, None, -1)
        if bounds is None or (bounds.step not in (None, 1) and not back):
            help = (
                "read its parts in a loop over range(...), or make an array of it: np.array(h)[i:]"
            )
            message = "which part of a list is meant only the run tells"
            if index is not POISON:
                self.fault(over, f"{message}: that is not supported", help)
            return Stretch(POISON, POISON, POISON)
        size = self.length(whole, over)
        start, stop = self.from_end(bounds.start or 0, size, over), size
        if not isinstance(start, Literal):
            start = self.bound("max", start, Literal("0", 0), over)
        if bounds.stop is not None:
            stop = self.from_end(bounds.stop, size, over)
            stop = self.bound("min", stop, size, over) if isinstance(stop, Literal) else stop
        last = self.less(stop, Literal("1", 1), over) if back else None
        return Stretch(whole, start, stop, last)

    def backwards(self, over: ast.expr, scope: Scope) -> Stretch | None:
        """Return what is run through from its last to its first."""
        found = self.stretch(over, scope)
        if found is None:
            whole = self.value(over, scope)
            if isinstance(whole, Display) or whole is POISON:
                return None if isinstance(whole, Display) else Stretch(POISON, POISON, POISON)
            base = self.base_of(whole, over)
            found = Stretch(base, Literal("0", 0), self.length(base, over))
        if POISON in (found.base, found.stop) or found.last is not None:
            return found._replace(last=None)
        return found._replace(last=self.less(found.stop, Literal("1", 1), over))

    def from_end(self, number: int, size: Value, node: ast.AST) -> Value:
        """Return a bound of a slice that is written out: a negative one counts from the end."""
        if number >= 0:
            return Literal(str(number), number)
        return self.less(size, Literal(str(-number), -number), node)

    def less(self, size: Value, other: Value, node: ast.AST) -> Value:
        found = self.emit(Apply("Sub", (size, other)), node, None)
        self.known |= {found: int} if isinstance(found, str) else {}
        return found

    def bound(self, op: str, one: Value, other: Value, node: ast.AST) -> Value:
        found = self.emit(Apply(op, (one, other)), node, Want(self.main, "bound", result=True))
        self.known |= {found: int} if isinstance(found, str) else {}
        return found

    def written_as(self, size: Value) -> Value:
        """Return a size as it is made of others."""
        if isinstance(size, str) and size in self.names.temporaries:
            size = self.made.get(size, size)
        if isinstance(size, Apply):
            size = size._replace(args=tuple(map(self.written_as, size.args)))
        return size

    def check_parts(self, bases: list[Base], body: list[Statement], node: ast.AST) -> None:
        """Report a loop over a part of a list, a copy, that changes the list."""
        flat = [one for base in bases for one in (base if isinstance(base, list) else [base])]
        parts = [part.base for part in flat if isinstance(part, Stretch)]
        over = [n for p in parts for n in (lists_in(p.row) if isinstance(p, Rows) else [p])]
        if {*over} & changed_in(body):
            help = "name the part on a line before, or run over range(...)"
            self.fault(
                node, "a loop over a part of a list that changes in it is not supported", help
            )

    def along(self, stretch: Stretch) -> Rounds | None:
        """Return the rounds of a loop over a part of a list."""
        if stretch.base is POISON:
            return None
        plain = stretch.start == Literal("0", 0)
        over = Apply("range", (stretch.stop,) if plain else (stretch.start, stretch.stop))
        here = stretch._replace(start=Literal("0", 0), last=None)  # the rounds have its numbers
        return (Apply("reversed", (over,)) if stretch.last else over), [here], False

    def size_of(self, stretch: Stretch, node: ast.AST) -> Value:
        """Return how much is in a part of a list: where that is nothing, it may be negative."""
        if stretch.base is POISON:
            return POISON
        plain = stretch.start == Literal("0", 0)
        return stretch.stop if plain else self.less(stretch.stop, stretch.start, node)

    def moved(self, stretch: Stretch, item: Value, node: ast.AST) -> Value:
        """Return the place on a list of the item-th in a part of it."""
        if stretch.last is not None:
            return self.less(stretch.last, item, node)
        if stretch.start == Literal("0", 0):
            return item
        found = self.emit(Apply("Add", (item, stretch.start)), node, None)
        self.known |= {found: int} if isinstance(found, str) else {}
        return found

    def is_dict(self, over: ast.expr, scope: Scope) -> bool:
        """Tell whether a loop runs over a parameter that is annotated as a dict, or its items."""
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and not over.args:
            over = over.func.value if over.func.attr in ("items", "keys", "values") else over
        name = over.id if isinstance(over, ast.Name) else ""
        arguments = [a for a in ast.walk(scope.node.args) if isinstance(a, ast.arg)]
        noted = [ast.unparse(a.annotation) for a in arguments if a.arg == name and a.annotation]
        given = isinstance(scope.names.get(name), str)
        return given and bool(noted) and noted[0].strip("'").lower().startswith(("dict", "mapping"))

    def is_zip(self, node: ast.expr, scope: Scope) -> bool:
        return self.called_by(node, scope) == "zip" and not getattr(node, "keywords", ())

    def called_by(self, node: ast.expr, scope: Scope) -> str:
        """Return which function of Python's own is called by its bare name, if one is."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return ""
        function = self.value(node.func, scope)
        return function.path if isinstance(function, Path) else ""

    def together(
        self, path: str, parts: list[Static | Stretch], node: ast.Call
    ) -> list[Static] | Rounds | None:
        """Return what ``enumerate`` or ``zip`` run over."""
        if POISON in parts:
            return None
        if path == "enumerate" and len(parts) != 1:
            help = "count from 0, and add the start where it is used"
            self.fault(node, "enumerate with a start is not supported", help)
            return None
        if all(isinstance(part, Display) for part in parts):
            lists = [part.items for part in parts if isinstance(part, Display)]
            if path == "enumerate":
                lists = [[Literal(str(i), i) for i in range(len(lists[0]))], *lists]
            return [Display("Tuple", list(row)) for row in zip(*lists)]
        written = [len(part.items) for part in parts if is_no_array(part)]
        if written:
            return self.one_by_one(parts, min(written), node)
        arrays = [self.numbers_beside(part, node) for part in parts]
        bases = [p if isinstance(p, Stretch) else self.base_of(p, node) for p in arrays]
        if POISON in bases:
            return None
        lengths = tuple(
            [
                self.size_of(base, node) if isinstance(base, Stretch) else self.length(base, node)
                for base in bases
            ]
        )
        if POISON in lengths:
            return None
        alike = len({self.written_as(length) for length in lengths}) == 1
        length: Value = lengths[0] if alike else Apply("min", lengths)
        own: list[Base] = [None] if path == "enumerate" else []
        return Apply("range", (length,)), [*own, *bases], True

    def counter(self, target: ast.expr, several: bool) -> str:
        """Return a name for the number of a round: the user's own, as a new one."""
        first = target.elts[0] if several and isinstance(target, (ast.Tuple, ast.List)) else target
        name = first.id if isinstance(first, ast.Name) else "i"
        made = self.names.fresh(name) if name not in self.own else self.names.numbered(name)
        self.variables[made] = name
        return made

    def new_counter(self) -> str:
        """Return a name for the number of a round that the user has none for."""
        made = self.names.fresh("i")
        self.variables[made] = "i"
        return made

    def item_of(
        self, base: Base, item: Value, node: ast.AST, scope: Scope, target: ast.expr | None
    ) -> Static:
        """Return what a round is given: its number, or an array's entry of that number."""
        if isinstance(base, list):
            parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else []
            targets = [*parts] if len(parts) == len(base) else [None] * len(base)
            items = [self.item_of(b, item, node, scope, t) for b, t in zip(base, targets)]
            return Display("Tuple", items)
        if isinstance(base, Stretch):
            return self.item_of(base.base, self.moved(base, item, node), node, scope, target)
        if isinstance(base, Rows):
            return self.row_of(base.row, item, node, scope, target)
        want = self.wanted(target, scope) if target is not None else None
        if isinstance(base, str) and base in self.lists:
            return self.taken(base, item, node, want)
        found = item if base is None else self.emit(Apply("Item", (base, item)), node, want)
        if isinstance(base, str) and base in self.openable:
            self.in_turn[found] = base
        return found


def first_of(item: Static) -> str | None:
    """Return the key that is run through, alone or first in a tuple."""
    first = item.items[0] if isinstance(item, Display) and item.op == "Tuple" else item
    return first.known if isinstance(first, Literal) and isinstance(first.known, str) else None
