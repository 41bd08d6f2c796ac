"""Whether two values are one and the same, ``b is None``: what the text tells of that, and what only the run does.

A constant that a module or an object has by a name may be None when the gradient runs, whatever it is now.
"""

from __future__ import annotations

import ast

from flatgen.constants import is_number_path
from flatgen.ir import GET, POP, UNKNOWN, Apply, Literal, Value
from flatgen.members import is_name
from flatgen.module import is_builtin
from flatgen.rows import Rowed
from flatgen.static import POISON, Choice, Closure, Display, Path, Scope, Static


class Identity(Rowed):
    """Flattens ``is`` and ``is not``."""

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
