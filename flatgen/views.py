"""Views: names that stand for a part of an array, and read what is there.

row = y[i]                       row = Item(y, i)
y[i] = x                         y_1 = SetItem(y, i, x)
z = row                          row_1 = Item(y_1, i)

Where the array was written into, by whichever name, the part is read of it anew. What ``y[i]`` is, a row or a number,
which is no view, the text may not tell: then it is learned, from how it is used or from shapes, and asserted.
"""

from __future__ import annotations

import ast

from flatgen.equations import ARITHMETIC, is_size
from flatgen.errors import Fault
from flatgen.indexing import is_simple, parts_of
from flatgen.ir import Apply, Literal, Value
from flatgen.members import Members
from flatgen.static import Learned, Place, Scope, Static, Update, Want

NUMBER, ARRAY, SURE = "number", "array", "sure"  # what a part is that is read by numbers alone


class Views(Members):
    """Tells what is a view, and reads it anew."""

    learned: Learned

    def start_viewing(self) -> None:
        self.item_at: dict[str, Place] = {}  # where parts of arrays are read
        self.read_anew: dict[
            str, tuple[object, str, str]
        ] = {}  # in which block, of what, and as what
        self.counters: set[str] = set()  # the numbers of rounds
        self.maybe: set[str] = set()  # parts that x += y is done to, which may be rows or numbers
        self.taken_for: list[
            tuple[str, str, Fault]
        ] = []  # what is taken for a later value of an array
        self.wholes: dict[
            int, dict[str, str]
        ] = {}  # by scope: the caller's arrays, by their names there

    def append(self, target: str, value: Value, node: ast.AST) -> None:
        super().append(target, value, node)
        if isinstance(value, Apply) and value.op == "Item":
            self.item_at[target] = self.place(node)

    # What is a view, and of what

    def is_part(self, name: Static | None, scope: Scope, known: bool = True) -> bool:
        """Tell whether a value is a view of an array that has a name; or, if that isn't ``known``, may be one."""
        made = self.made.get(name) if isinstance(name, str) else None
        if not isinstance(made, Apply) or made.op != "Item" or not isinstance(made.args[0], str):
            return False
        parts = parts_of(made.args[1])
        if made.args[0] in self.lists or not parts or not all(map(self.may_be_basic, parts)):
            return False
        kind = ARRAY if any(map(is_simple, parts)) else self.kind_of_part(str(name))
        if kind == NUMBER or (known and not kind):
            return False
        return self.is_part(made.args[0], scope) or bool(self.variable_of(made.args[0], scope))

    def kind_of_part(self, name: str) -> str:
        return self.learned.parts.get(self.item_at.get(name, (0, 0)), "")

    def may_be_basic(self, part: Value) -> bool:
        """Tell whether a part of an index may be a number, or is a slice, None or ``...``."""
        if part in self.picks:
            return False
        return isinstance(part, str) or is_simple(part) or self.is_count(part)

    def is_count(self, part: Value) -> bool:
        """Tell whether a part of an index is sure to be a whole number."""
        if isinstance(part, str):
            known = self.known.get(part)
            if known is int or type(known) is int or part in self.counters:
                return True
            part = self.made.get(part, part)
            counted = isinstance(part, Apply) and part.op in ARITHMETIC
            return counted and all(map(self.is_count, part.args))  # type: ignore[union-attr]
        if isinstance(part, Literal):
            return type(part.known) is int
        return isinstance(part, Apply) and part.op != "Slice" and is_size(part)

    def variable_of(self, array: str, scope: Scope) -> str:
        """Return the name that stands for an array, whatever was written into it since; '' if none does."""
        stand = {n: v for n, v in scope.names.items() if type(v) is str and self.is_same(v, array)}
        for name, value in stand.items():
            if not any(v != value and self.is_same(v, value) for v in stand.values()):
                return name
        return ""

    def is_same(self, later: str, array: str, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether a value is an array after writes into it."""
        if later == array or later in seen:
            return True
        if later in self.rewritten:
            return self.is_same(self.rewritten[later], array, seen)
        given = self.passed.get(later, ())
        return bool(given) and all(self.is_same(one, array, seen | {later}) for one in given)

    # Reads

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        value = super().look_up(node, scope)
        if not isinstance(value, str) or value not in self.item_at:
            return value
        while scope is not None and node.id not in scope.names:
            scope = scope.parent
        return value if scope is None else self.anew(value, node.id, node, scope)

    def subscript(self, node: ast.Subscript, scope: Scope | None, want: Want | None) -> Static:
        value = super().subscript(node, scope, want)
        if scope is None or not isinstance(value, str) or value not in self.item_at:
            return value
        return self.anew(value, self.variables.get(value, "part"), node, scope)

    def anew(self, name: str, called: str, node: ast.AST, scope: Scope) -> str:
        """Return what is in a part of an array now."""
        if not self.is_part(name, scope):
            return name
        made = self.made[name]
        assert isinstance(made, Apply) and isinstance(made.args[0], str)
        base = self.base_now(name, node, scope)
        if base == made.args[0] or self.within:
            return name
        known = self.read_anew.get(name)
        if known and known[0] is self.body and known[1] == base:
            return known[2]
        self.note_view(name, called, node)
        fresh = self.names.numbered(called)
        self.variables[fresh] = called
        self.append(fresh, made._replace(args=(base, *made.args[1:])), node)
        self.item_at[fresh] = self.item_at[name]
        self.read_anew[name] = (self.body, base, fresh)
        return fresh

    def base_now(self, name: str, node: ast.AST, scope: Scope) -> str:
        """Return the array, as it is now, that a value is a part of."""
        base = str(self.made[name].args[0])  # type: ignore[union-attr]
        if self.is_part(base, scope):
            return self.anew(base, self.variables.get(base, base), node, scope)
        variable = self.variable_of(base, scope)
        now = str(scope.names[variable])
        if now != base:
            message = (
                f"which array this is a part of changes: {variable} is another one in a later round"
            )
            help = f"write into {variable} itself: {variable}[...] = ..."
            self.taken_for.append((now, base, Fault(message, help, *self.place(node))))
        return now

    def note_view(self, name: str, called: str, node: ast.AST) -> None:
        """Note what has to hold for a part to be a view: by which index it is read, and that it is no number."""
        base, index = self.made[name].args  # type: ignore[union-attr]
        array = self.variables.get(str(base), str(base))
        if self.kind_of_part(name) == ARRAY:
            message = f"whether {called} is a part of {array}, which changes with it, or a number isn't known"
            help = (
                f"write into {array} itself: {array}[...] = ...; or give its shape (-s {array}=N,M)"
            )
            self.updates.append(Update(name, Fault(message, help, *self.place(node)), whole=True))
        for part in parts_of(index):
            if isinstance(part, str) and not self.is_count(part):
                message = f"{called} may be a copy of a part of {array}, or the part itself"
                by = self.variables.get(part, part)
                help = f"write into {array} itself: {array}[{by}, ...] = ..."
                help += f"; or annotate {by}: int" if part in self.main.parameters else ""
                fault = Fault(message, help, *self.place(node))
                self.updates.append(Update(part, fault, basic=True))
