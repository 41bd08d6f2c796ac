"""Lists that grow: ``[]``, then ``append`` and ``pop`` in loops; how they are read see listed.py.

    h = []                       h = List()
    for i in range(n):
        h.append(x)                  h_1 = Push(h, x)
    ...
        y = h.pop()                  y = Pop(h)

A list has one name in the program: what is on it depends on the order of the equations.
"""

from __future__ import annotations

import ast

from flatgen.errors import Fault
from flatgen.growing import Growing
from flatgen.ir import BLANKS, POP, PUSH, PUT, Apply, Equation, Literal, Result, Value, names
from flatgen.refusals import CHANGING
from flatgen.statements import equations
from flatgen.static import (
    POISON,
    Display,
    Path,
    Rows,
    Scope,
    Static,
    Update,
    Want,
    kind_of,
)

At = tuple[Value, ...]  # where something goes onto a list, or comes off it: nothing for its end
FRONT: At = (Literal("0", 0),)
QUEUE = "collections.deque"
GIVEN = "@given"  # what a list is called in the loop over it


class Lists(Growing):
    """Flattens what is done with lists that grow."""

    def library(
        self,
        function: Path,
        positional: list[Static],
        keywords: dict[str, Static],
        node: ast.Call,
        want: Want | None,
    ) -> Static:
        """Flatten a call of a library's function: a deque is a list."""
        given = positional[0] if positional else Display("List", [])
        if function.path != QUEUE:
            return super().library(function, positional, keywords, node, want)
        if isinstance(given, Display) and given.op == "List" and not (positional[1:] or keywords):
            return Display("List", list(given.items))
        help = (
            "start with what is written out, and pop what is too much: if len(q) > n: q.popleft()"
        )
        return self.fault(
            node, "a deque that is made of others, or with maxlen, is not supported", help
        )

    # As they change

    def is_list(self, value: Static | None) -> bool:
        """Tell whether a value is a list that grows."""
        return isinstance(value, Rows) or (isinstance(value, str) and value in self.lists)

    def list_named(self, node: ast.expr, scope: Scope | None) -> Static | None:
        """Return the list that a name stands for; None if it stands for none."""
        found = self.part_at(node, scope) if isinstance(node, ast.Subscript) else None
        while isinstance(node, ast.Name) and scope is not None and found is None:
            found, scope = scope.names.get(node.id), scope.parent
        return found if self.is_list(found) else None

    def list_of(self, node: ast.expr, method: str, scope: Scope | None) -> Static | None:
        """Return the list that a call is a method of; None if it is of none."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return None
        if node.func.attr != method:
            return None
        found = self.entry_or_part(node.func.value, scope)
        if isinstance(found, Display):  # a function may be given the list that it appends to
            self.learn_grown(found)
        return found if self.is_list(found) else self.list_named(node.func.value, scope)

    def entry_or_part(self, node: ast.expr, scope: Scope | None) -> Static | None:
        """Return the part that a text names, of a dict by a key that has a name, too: ``log[key]``."""
        whole = self.part_at(node.value, scope) if isinstance(node, ast.Subscript) else None
        by_key = isinstance(whole, Display) and whole.op == "Dict"
        return self.container(node, scope) if by_key else self.part_at(node, scope)

    def grown_list(self, node: ast.expr, scope: Scope) -> Static | None:
        methods = ["append", "extend", "appendleft", *(["insert"] if at_front(node) else [])]
        found = [self.list_of(node, method, scope) for method in methods]
        return next((one for one in found if one is not None), None)

    def grown_otherwise(self, node: ast.expr, scope: Scope) -> bool:
        """Report ``h.extend(...)`` of a list, or ``insert`` and the like; False if it is none."""
        function = node.func if isinstance(node, ast.Call) else None
        if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
            return False
        name = function.value.id
        value = scope.names.get(name)
        if not (self.is_list(value) or isinstance(value, Display)) or function.attr not in CHANGING:
            return False
        if self.is_list(value) and self.popped(node, scope, None) is not None:  # type: ignore[arg-type]
            return True
        help = f"use append: {name}.append(x), one value at a time"
        help = f"insert at the front: {name}.insert(0, x)" if function.attr == "insert" else help
        if isinstance(value, Display) and value.op == "Dict":
            help = "write the dict out where it is made"
        self.fault(node, f"{self.text(function)} is not supported", help)
        self.bind(scope, name, POISON)
        return True

    def grow(self, node: ast.expr, scope: Scope) -> None:
        """``h.append(x)``: whoever changes the array of x afterwards changes what is on the list."""
        assert isinstance(node, ast.Call)
        inserted = self.list_of(node, "insert", scope)
        given = node.args if inserted is None else node.args[1:]
        value = self.value(given[0], scope) if len(given) == 1 else POISON
        grown = self.list_of(node, "extend", scope)
        if grown is None:
            onto = self.grown_list(node, scope)
            assert onto is not None
            self.push(onto, value, node, scope, at_front(node))
            return
        self.extend(grown, value, node, scope)

    def push(self, grown: Static, value: Static, node: ast.AST, scope: Scope, at: At = ()) -> None:
        """Append what goes onto a list: ``at`` is where, if that isn't its end."""
        assert isinstance(grown, str)
        item = self.item(grown, value, node, scope)
        if item is not POISON:
            self.append(self.names.numbered(grown), Apply(PUSH, (grown, *at, item)), node)

    def is_given(self, grown: str) -> bool:
        """Tell whether a list is an input, or a part of one."""
        return grown in self.main.parameters or grown in self.inputs

    @staticmethod
    def appending(what: str) -> tuple[str, str]:
        """Return what is said of something that can't go onto a list, and what helps."""
        help = "append an array of it: h.append(np.array(row)); or its parts to lists of their own"
        return f"appending {what} is not supported", help

    def item(self, grown: str, value: Static, node: ast.AST, scope: Scope) -> Value:
        """Return what goes onto a list, as an atom."""
        if self.is_given(grown):
            help = f"change a list of the function's own: {grown} = list({grown})"
            return self.fault(node, f"{grown} is the caller's list, which this changes", help)
        what = "a list" if self.is_list(value) else "a tuple"
        said = self.appending(what)
        if isinstance(value, str) and value in self.lists:  # as far as only its size is read
            self.shelves.setdefault(grown, []).append(Fault(*said, *self.place(node)))
            return value
        if isinstance(value, (Display, Rows)):
            return self.fault(node, *said)
        item = self.atom(value, node)
        if isinstance(item, Apply):
            item = self.emit(item, node, Want(scope, "item", result=True))
        if isinstance(item, str):
            self.owners[grown] = self.owners_of(grown) | self.owners_of(item)
            self.pushed.setdefault(grown, []).append(item)
        return item

    def place_on(self, index: Static, node: ast.AST) -> Value:
        """Return an index of a list: one number."""
        if isinstance(index, (Display, Apply)) and getattr(index, "op", "") in ("Slice", "Tuple"):
            help = "read its parts in a loop, or make an array of it: np.array(h)[1:]"
            return self.fault(node, "a part of a list that grows is not supported", help)
        return self.argument(index, node)

    def put(self, grown: str, index: Static, value: Static, node: ast.AST, scope: Scope) -> str:
        """``h[i] = x``; return what the change is called."""
        at, item = self.place_on(index, node), self.item(grown, value, node, scope)
        made = "" if POISON in (at, item) else self.names.numbered(grown)
        if made:
            self.append(made, Apply(PUT, (grown, at, item)), node)
        return made

    def increased(self, node: ast.AugAssign, scope: Scope) -> bool:
        """Flatten an augmented assignment to a list, or to a part of one; False if it is none."""
        part = node.target.value if isinstance(node.target, ast.Subscript) else node.target
        grown = self.list_named(part, scope)
        if grown is not None:
            self.increase_list(grown, node, scope)
        return grown is not None

    def increase_list(self, grown: Static, node: ast.AugAssign, scope: Scope) -> None:
        """``h += [x, y]``; or ``h[i] += x``: of an array it would change that array."""
        if not isinstance(node.target, ast.Subscript):
            value = self.value(node.value, scope)
            if isinstance(node.op, ast.Add):
                self.extend(grown, value, node, scope)
            elif value is not POISON:
                self.fault(node, "a list that grows by another operator", "append its parts")
            return
        if not isinstance(grown, str):
            help = "write the new tuple: h[i] = (x, y)"
            self.fault(node, f"changing {kind_of(grown)} in place is not supported", help)
            return
        at = self.value(node.target.slice, scope)
        old = self.taken(grown, at, node, None)
        value = self.operation(node.op, old, self.value(node.value, scope), node, None)
        made = self.put(grown, at, value, node, scope)
        if made and isinstance(old, str):
            message = "an array on a list may have another name, which this changes, too"
            fault = Fault(message, "write h[i] = h[i] + ...", *self.place(node))
            self.augmented_values.append((made, Update(old, fault)))

    def extend(self, grown: Static, value: Static, node: ast.AST, scope: Scope) -> None:
        """``h += [x, y]``, or another list; ``h.extend(...)``."""
        if isinstance(value, Display) and value.op == "List":
            for item in value.items:
                self.push(grown, item, node, scope)
        elif self.is_list(value):
            self.put_all(grown, ast.Name(GIVEN, ast.Load()), value, node, scope)
        elif value is not POISON:
            help = "append its parts in a loop"
            self.fault(node, "a list that grows by what is no list", help)

    def popped(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """``h.pop()``, or ``h.pop(0)``; None if it isn't that of a list that grows."""
        grown, left = self.list_of(node, "pop", scope), self.list_of(node, "popleft", scope)
        at = at_front(node)
        if len(node.args) > len(at if left is None else ()) or node.keywords:
            return None
        grown = left if grown is None else grown
        if grown is None:
            return None
        if isinstance(grown, Rows):
            return POISON if self.is_callers(grown, node) else self.pop_row(grown.row, node, at)
        return self.pop(str(grown), node, want, at)

    def pop(self, grown: str, node: ast.Call, want: Want | None, at: At = ()) -> Static:
        if self.is_given(grown):
            help = "read its last by [-1]"
            return self.fault(node, f"{grown} is the caller's list, which this changes", help)
        found = self.emit(Apply(POP, (grown, *at)), node, want)
        if isinstance(found, str):
            self.fresh.discard(found)
            self.owners[found] = self.owners_of(grown) | {found}
        if isinstance(found, str) and grown in self.shelves:
            self.lists.add(found)
            self.shut[found] = grown
        return found

    def is_callers(self, rows: Rows, node: ast.AST) -> bool:
        raise AssertionError("lists of tuples are in flatgen.rows")

    def put_all(
        self, made: Static, over: ast.expr, given: Static, node: ast.AST, scope: Scope | None
    ) -> None:
        raise AssertionError("lists made of others are in flatgen.gathering")

    def pop_row(self, row: Static, node: ast.Call, at: At) -> Static:
        raise AssertionError("lists of tuples are in flatgen.rows")

    def check_shelves(self, results: tuple[Result, ...]) -> None:
        """Report lists of lists of which more is read than the sizes of what is on them."""
        given = [Equation("", result.value) for result in results]
        for equation in (*equations(self.body), *given) if self.shelves else ():
            value = equation.value
            for name in names(value):
                shelf = self.shut.get(name, name)
                sized = isinstance(value, Apply) and value.op in ("len", BLANKS)
                if shelf in self.shelves and not sized and not self.is_shelved(equation, name):
                    self.faults += self.shelves.pop(shelf)

    def is_shelved(self, equation: Equation, name: str) -> bool:
        """Tell whether a list is put onto a list of lists, or taken off."""
        value = equation.value
        if not isinstance(value, Apply):
            return False
        if value.op == POP:
            return equation.target in self.shut and name not in self.shut
        on, item = value.args[0], value.args[-1]
        return value.op == PUSH and on in self.shelves and item in self.lists


def at_front(node: ast.expr) -> At:
    """Return where a call puts something onto a list, or takes it off: in front, ``h.insert(0, x)``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return ()
    first, method = node.args[0] if node.args else None, node.func.attr
    front = isinstance(first, ast.Constant) and type(first.value) is int and first.value == 0
    front = front and method in ("insert", "pop")
    return FRONT if front or method in ("appendleft", "popleft") else ()
