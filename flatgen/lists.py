"""Lists that grow: ``[]``, then ``append`` and ``pop`` in loops. What else is done with them is refused.

    h = []                       h = List()
    for i in range(n):
        h.append(x)                  h_1 = Push(h, x)
    ...
        y = h.pop()                  y = Pop(h)

A list has one name in the program: what is on it depends on the order of the equations.
"""

from __future__ import annotations

import ast

from flatgen.ir import POP, PUSH, Apply, Literal
from flatgen.refusals import CHANGING
from flatgen.returning import Returning
from flatgen.static import POISON, Display, Scope, Static, Want

EMPTY = Apply("List", ())


class Lists(Returning):
    """Flattens what is done with lists that grow."""

    def is_grown(self, name: str, value: Static, scope: Scope) -> bool:
        """Tell whether an empty list is one that is appended to."""
        if not isinstance(value, Display) or value.op != "List" or value.items:
            return False
        return any(
            isinstance(part, ast.Attribute)
            and part.attr == "append"
            and isinstance(part.value, ast.Name)
            and part.value.id == name
            for statement in scope.node.body
            for part in ast.walk(statement)
        )

    def start_list(self, target: ast.Name, scope: Scope, value: Apply = EMPTY) -> None:
        name = self.name_for(Want(scope, target.id))
        self.append(name, value, target)
        self.lists.add(name)
        self.bind(scope, target.id, name)

    def as_long(self, target: ast.expr, node: ast.expr, scope: Scope) -> bool:
        """Flatten ``h = [0.0] * len(other)``, zeros for what is on another list; False if it is none."""
        if not isinstance(target, ast.Name) or not isinstance(node, ast.BinOp):
            return False
        call, zeros = node.right, node.left
        if not isinstance(call, ast.Call) or not isinstance(zeros, ast.List):
            return False
        other = call.args[0] if len(call.args) == 1 else None
        found = scope.names.get(other.id) if isinstance(other, ast.Name) else None
        counted = isinstance(call.func, ast.Name) and call.func.id == "len"
        if not counted or not isinstance(found, str) or found not in self.lists:
            return False
        items = [self.value(item, scope) for item in zeros.elts]
        if len(items) != 1 or not isinstance(items[0], Literal):
            return False
        value = Apply("Mult", (Apply("List", (items[0],)), Apply("len", (found,))))
        self.start_list(target, scope, value)
        return True

    def list_of(self, node: ast.expr, method: str, scope: Scope | None) -> str:
        """Return the list that a call is a method of; nothing if it is of none."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            return ""
        owner = node.func.value
        if node.func.attr != method or not isinstance(owner, ast.Name) or scope is None:
            return ""
        found: Static | None = None
        around: Scope | None = scope
        while around is not None and found is None:
            found = around.names.get(owner.id)
            around = around.parent
        return found if isinstance(found, str) and found in self.lists else ""

    def grown_list(self, node: ast.expr, scope: Scope) -> str:
        return self.list_of(node, "append", scope)

    def grown_otherwise(self, node: ast.expr, scope: Scope) -> bool:
        """Report ``h.extend(...)`` of a list, or ``insert`` and the like; False if it is none."""
        function = node.func if isinstance(node, ast.Call) else None
        if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
            return False
        name = function.value.id
        value = scope.names.get(name)
        is_list = value in self.lists if isinstance(value, str) else isinstance(value, Display)
        if not is_list or function.attr not in CHANGING:
            return False
        help = f"use append: {name}.append(x), one value at a time"
        if isinstance(value, Display) and value.op == "Dict":
            help = "write the dict out where it is made"
        self.fault(node, f"{self.text(function)} is not supported", help)
        self.bind(scope, name, POISON)
        return True

    def grow(self, node: ast.expr, scope: Scope) -> None:
        """``h.append(x)``: whoever changes the array of x afterwards changes what is on the list."""
        assert isinstance(node, ast.Call)
        grown = self.grown_list(node, scope)
        value = self.value(node.args[0], scope) if len(node.args) == 1 else POISON
        if isinstance(value, Display):
            help = "append its parts to lists of their own"
            self.fault(node, "appending a tuple is not supported", help)
            return
        item = self.atom(value, node)
        if item is POISON:
            return
        if isinstance(item, Apply):
            item = self.emit(item, node, Want(scope, "item", result=True))
        if isinstance(item, str):
            self.owners[grown] = self.owners_of(grown) | self.owners_of(item)
            self.pushed.setdefault(grown, []).append(item)
        self.append(self.names.numbered(grown), Apply(PUSH, (grown, item)), node)

    def popped(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """``h.pop()``; None if it isn't that of a list that grows."""
        grown = self.list_of(node, "pop", scope)
        if not grown or node.args or node.keywords:
            return None
        found = self.emit(Apply(POP, (grown,)), node, want)
        if isinstance(found, str):
            self.fresh.discard(found)
            self.owners[found] = self.owners_of(grown) | {found}
        return found
