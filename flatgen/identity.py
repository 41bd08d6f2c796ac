"""Whether two values are one and the same, ``b is None``: what the text tells of that, and what only the run does.

Tuples and lists that are written out are equal part by part: ``(i, j) == (0, 1)`` is ``i == 0 and j == 1``.

A constant that a module or an object has by a name may be None when the gradient runs, whatever it is now.
"""

from __future__ import annotations

import ast

from flatgen.constants import is_number_path
from flatgen.equations import is_shape
from flatgen.ir import GET, POP, UNKNOWN, Apply, Literal, Value
from flatgen.members import is_name
from flatgen.module import is_builtin
from flatgen.rows import Rowed
from flatgen.static import POISON, Choice, Closure, Display, Path, Scope, Static, Want


class Identity(Rowed):
    """Flattens ``is`` and ``is not``, and what asks whether tuples are equal."""

    def identical(self, node: ast.Compare, scope: Scope) -> Static:
        """Return ``x is y`` or ``x is not y``: a truth, where the text tells."""
        sides = [node.left, *node.comparators]
        left, right = [self.value(side, scope) for side in sides]
        if POISON in (left, right):
            return POISON
        positive = isinstance(node.ops[0], ast.Is)
        same = self.are_one(left, right)
        if same is not None:
            return Literal(str(same == positive), same == positive)
        words = [self.as_asked(side, part) for side, part in zip((left, right), sides)]
        return POISON if POISON in words else Apply("Is" if positive else "IsNot", tuple(words))

    # Tuples and lists, which are equal as a whole

    def operation(
        self, op: ast.AST, left: Static, right: Static, node: ast.AST, want: Want | None
    ) -> Static:
        sides = (left, right)
        if isinstance(op, (ast.Eq, ast.NotEq)) and any(map(is_sequence, sides)):
            found = self.compared(op, left, right, node)
            if found is not None:
                return found
        return super().operation(op, left, right, node, want)

    def compared(self, op: ast.cmpop, left: Static, right: Static, node: ast.AST) -> Static | None:
        """Return whether a tuple or list that is written out is another one; None where it is one of an array's."""
        if isinstance(left, Display) and isinstance(right, Display):
            if left.op != right.op or len(left.items) != len(right.items):
                return Literal(str(isinstance(op, ast.NotEq)), isinstance(op, ast.NotEq))
            return self.part_by_part(op, [*zip(left.items, right.items)], node)
        one, other = (left, right) if isinstance(left, Display) else (right, left)
        made = self.made.get(other) if isinstance(other, str) else other
        if made is not None and is_shape(made):
            if one.op == "List":  # type: ignore[union-attr]
                return Literal(str(isinstance(op, ast.NotEq)), isinstance(op, ast.NotEq))
            first, second = (one, made) if one is left else (made, one)
            return super().operation(op, first, second, node, None)
        if other is POISON or self.is_made_array(other):
            return None
        help = "compare its parts, i == p[0] and j == p[1]; or declare an array as one"
        return self.fault(
            node, "what is compared with a tuple or list may be one, or an array", help
        )

    def part_by_part(
        self, op: ast.cmpop, pairs: list[tuple[Static, Static]], node: ast.AST
    ) -> Static:
        """Return whether all parts of two tuples are equal, or any of them isn't."""
        equal = isinstance(op, ast.Eq)
        whole: Static = Literal(str(equal), equal)
        for one, other in pairs:
            if any(map(is_sequence, (one, other))):
                part = self.operation(op, one, other, node, None)
            else:
                part = Apply(type(op).__name__, (self.atom(one, node), self.atom(other, node)))
                if POISON in part.args:
                    return POISON
                if isinstance(one, Literal) and isinstance(other, Literal):
                    known = (one.known == other.known) == equal
                    part = Literal(str(known), known)
            if part is POISON:
                return POISON
            if isinstance(part, Literal) and type(part.known) is bool:
                if part.known != equal:
                    return part
                continue
            both = self.atom(whole, node), self.atom(part, node)
            whole = part if isinstance(whole, Literal) else Apply("And" if equal else "Or", both)
        return whole

    def are_one(self, left: Static, right: Static) -> bool | None:
        """Tell whether two values are sure to be the same object, or sure to be two; None where only the run tells."""
        if isinstance(left, (str, Literal, Apply)) and isinstance(right, (str, Literal, Apply)):
            return self.is_one(left, right)
        if isinstance(left, Choice) or isinstance(right, Choice):
            other = right if isinstance(left, Choice) else left
            return False if self.is_none(other) else None
        if isinstance(left, Closure) and isinstance(right, Closure):
            return left.node is right.node and left.scope is right.scope
        if isinstance(left, Display) and isinstance(right, Display) and left is not right:
            return None if left.alias or right.alias else False
        if isinstance(left, Path) and isinstance(right, Path) and left.path != right.path:
            return None  # np.abs is np.absolute
        nones = self.is_none(left), self.is_none(right)
        if True in nones:
            return None if None in nones else all(nones)
        paths = isinstance(left, Path) and isinstance(right, Path)  # of one path
        if left is right or paths:
            return True
        return None if None in nones else False

    def is_one(self, left: Value, right: Value) -> bool | None:
        """Tell the same of two values of the program."""
        nones = self.is_none(left), self.is_none(right)
        if True in nones:
            return None if None in nones else all(nones)
        if isinstance(left, str) and left == right:
            return True
        truths = [v.known for v in (left, right) if isinstance(v, Literal) and not self.is_named(v)]
        return truths[0] is truths[1] if [type(t) for t in truths] == [bool, bool] else None

    def is_none(self, value: Static) -> bool | None:
        """Tell whether a value is sure to be None, or sure to be none; None where only the run tells."""
        if isinstance(value, Literal):
            return None if self.is_named(value) else value.known is None
        if isinstance(value, Path):
            known = is_number_path(value.path) or is_builtin(value.path)
            return False if known or self.rules.knows(value.path) else None
        if isinstance(value, Apply):
            if value.op in (GET, POP):  # a list may have it
                return None
            base = value.args[0] if value.op == "Item" else ""
            if base in self.main.parameters:
                return None  # it may be a list
            base = self.made.get(base, base) if isinstance(base, str) else base
            return None if isinstance(base, Literal) else False
        if not isinstance(value, str) or value in self.lists:
            return False
        if value in self.main.parameters or value in self.inputs or value in self.either:
            return None
        return self.is_none(self.made[value]) if value in self.made else False

    def is_named(self, value: Literal) -> bool:
        """Tell whether a constant has a name, by which it may be another one as the gradient runs."""
        return is_name(value.text) and (value.known is UNKNOWN or bool(self.home.name))

    def as_asked(self, value: Static, node: ast.expr) -> Value:
        """Return a value as it stands in such a test, a function by its name."""
        if isinstance(value, Path) and self.is_none(value) is False:
            return Literal(self.home.spelled(value.path) if self.outer else value.text)
        return self.atom(value, node)


def is_sequence(value: Static) -> bool:
    return isinstance(value, Display) and value.op in ("Tuple", "List") and not value.maker
