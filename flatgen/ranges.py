"""What loops run over: numbers, arrays together, or items that are written out.

for x, y in zip(xs, ys):         for i in range(min(len(xs), len(ys))):
    ...                              x, y = xs[i], ys[i]
"""

from __future__ import annotations

import ast
from typing import Union

from flatgen.branches import Branches
from flatgen.ir import Apply, Literal, Value
from flatgen.static import POISON, Display, Path, Scope, Static, Want

Base = Union[Value, None, list[Value]]  # an array, the number of the round, or arrays together
Rounds = tuple[Value, list[Base], bool]
RANGES = ("range", "numba.prange")  # rounds that may be run at once give the same one by one


class Ranges(Branches):
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
            if path == "enumerate" and len(over.args) == 1 and self.is_zip(over.args[0], scope):
                inner = self.rounds(over.args[0], target, scope)
                if isinstance(inner, list):
                    rows = [[Literal(str(i), i), row] for i, row in enumerate(inner)]
                    return [Display("Tuple", list(row)) for row in rows]
                return inner and (
                    inner[0],
                    [None, [b for b in inner[1] if isinstance(b, (str, Literal, Apply))]],
                    True,
                )
            if path in ("enumerate", "zip"):
                parts = [self.value(a, scope) for a in over.args]
                return self.together(path, parts, over)
        if self.is_dict(over, scope):
            help = "pass its values as a tuple or an array, and loop over that"
            self.fault(over, "a loop over a dict that is passed in is not supported", help)
            return None
        value = self.value(over, scope)
        if value is POISON:
            return None
        if isinstance(value, Display):
            if self.is_open(value, over):
                return None
            return value.items if value.op != "Dict" else [Literal(f'"{k}"', k) for k in value.keys]
        base = self.base_of(value, over)
        if base is POISON:
            return None
        return Apply("range", (self.length(base, over),)), [base], False

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
        self, path: str, parts: list[Static], node: ast.Call
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
        bases = [self.base_of(part, node) for part in parts]
        if POISON in bases:
            return None
        lengths = tuple([self.length(base, node) for base in bases])
        length: Value = lengths[0] if len(set(lengths)) == 1 else Apply("min", lengths)
        own: list[Base] = [None] if path == "enumerate" else []
        return Apply("range", (length,)), [*own, *bases], True

    def counter(self, target: ast.expr, several: bool) -> str:
        """Return a name for the number of a round: the user's own, as a new one."""
        first = target.elts[0] if several and isinstance(target, (ast.Tuple, ast.List)) else target
        name = first.id if isinstance(first, ast.Name) else "i"
        made = self.names.fresh(name) if name not in self.own else self.names.numbered(name)
        self.variables[made] = name
        return made

    def item_of(self, base: Base, item: str, node: ast.AST, want: Want | None) -> Static:
        """Return what a round is given: its number, or an array's entry of that number."""
        if isinstance(base, list):
            return Display("Tuple", [self.item_of(one, item, node, want) for one in base])
        if isinstance(base, str) and base in self.lists:
            return self.taken(base, item, node, want)
        return item if base is None else self.emit(Apply("Item", (base, item)), node, want)
