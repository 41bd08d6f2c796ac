"""Conditions: what an ``if`` asks, and whether the text tells the answer already."""

from __future__ import annotations

import ast

from flatgen.ir import Apply, Literal, Value
from flatgen.lists import Lists
from flatgen.static import POISON, Closure, Display, Frozen, Method, Path, Scope, Static, Want


class Conditions(Lists):
    """Flattens conditions."""

    def condition(self, node: ast.expr, scope: Scope) -> Value:
        """Flatten what an ``if`` asks."""
        value = self.truth(node, scope)
        if isinstance(value, (Display, Closure)):
            return Literal("True", True)
        found = self.atom(value, node)
        if isinstance(found, Apply) and not isinstance(self.decided(found), bool):
            found = self.emit(found, node, Want(scope, "test", result=True))
        return found

    def truth(self, node: ast.expr, scope: Scope) -> Static:
        """Return what is asked: what may not be reached, behind an ``and``, is no operation of its own."""
        if isinstance(node, ast.BoolOp):
            op = type(node.op).__name__
            first = self.truth(node.values[0], scope)
            parts = [self.atom(first, node)]
            self.within += 1
            parts += [self.atom(self.truth(part, scope), part) for part in node.values[1:]]
            self.within -= 1
            whole = parts[0]
            for part in parts[1:]:
                whole = POISON if POISON in (whole, part) else Apply(op, (whole, part))
            return whole
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self.atom(self.truth(node.operand, scope), node)
            return POISON if inner is POISON else Apply("Not", (inner,))
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            if len(node.ops) == 1:
                both = [self.value(side, scope) for side in (node.left, node.comparators[0])]
                if any(isinstance(side, (Display, Closure, Path, Frozen, Method)) for side in both):
                    return Literal(
                        str(isinstance(node.ops[0], ast.IsNot)), isinstance(node.ops[0], ast.IsNot)
                    )
                parts = [self.atom(side, node) for side in both]
                return (
                    POISON if POISON in parts else Apply(type(node.ops[0]).__name__, tuple(parts))
                )
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            sides = [node.left, *node.comparators]
            atoms = [self.atom(self.value(side, scope), side) for side in sides]
            found: Value | None = None
            for kind, left, right in zip(node.ops, atoms, atoms[1:]):
                if POISON in (left, right):
                    return POISON
                link = Apply(type(kind).__name__, (left, right))
                found = Apply("And", (found, link)) if found is not None else link
            assert found is not None
            return found
        return self.value(node, scope)

    def decided(self, value: Value) -> bool | None:
        """Return whether a condition holds, where the text tells."""
        if isinstance(value, Literal):
            known = value.known
            return bool(known) if known is None or type(known) in (bool, int, float, str) else None
        if not isinstance(value, Apply):
            return None
        if value.op == "Not":
            inner = self.decided(value.args[0])
            return None if inner is None else not inner
        if value.op in ("Is", "IsNot"):
            nones = [isinstance(a, Literal) and a.known is None for a in value.args]
            others = [a for a, none in zip(value.args, nones) if not none]
            if all(nones) or all(isinstance(a, (Apply, Literal)) for a in others):
                return all(nones) == (value.op == "Is")
            made = [a for a in others if isinstance(a, str) and a not in self.main.parameters]
            return value.op == "IsNot" if made == others else None
        if value.op in ("And", "Or"):
            parts = [self.decided(argument) for argument in value.args]
            sure = value.op == "Or"
            if sure in parts:
                return sure
            return None if None in parts else not sure
        if value.op in ("Eq", "NotEq") and all(isinstance(a, Literal) for a in value.args):
            left, right = [a.known for a in value.args if isinstance(a, Literal)]
            if isinstance(left, str) and isinstance(right, str):
                return (left == right) == (value.op == "Eq")
        return None
