"""Values taken apart, ``a, *b, c = value``: tuples that are written out, arrays, lists that grow."""

from __future__ import annotations

import ast

from flatgen.equations import is_shape
from flatgen.gridded import Gridded
from flatgen.ir import Apply, Literal
from flatgen.static import POISON, Display, Rows, Scope, Static, Want, lists_in


class Unpacking(Gridded):
    """Binds names to parts."""

    def unpack(self, target: ast.Tuple | ast.List, value: Static, scope: Scope) -> None:
        """Bind ``a, *b, c = value``."""
        parts, rest_name = target.elts, self.rest_of(target, value)
        if rest_name:  # what it names can't be read
            parts = parts[:-1]
            self.hold(scope.names.pop(rest_name, None), -1)
        starred = [i for i, part in enumerate(parts) if isinstance(part, ast.Starred)]
        if starred or self.is_list(value):
            value = self.in_parts(value, target)
        items = self.named_parts(value, parts, starred, target, scope)
        for part, item in zip(parts, items):
            if isinstance(item, Apply) and item.op == "Item":
                item = self.emit(
                    item, target, self.wanted(part, scope) or Want(scope, "part", True)
                )
            self.store(part.value if isinstance(part, ast.Starred) else part, item, scope)
        self.note_rank(value, parts, scope)

    def named_parts(
        self,
        value: Static,
        parts: list[ast.expr],
        starred: list[int],
        target: ast.expr,
        scope: Scope,
    ) -> list[Static]:
        """Return what each name is bound to."""
        if self.is_list(value):
            return self.items_of_list(value, parts, starred, target, scope)
        items = None
        if isinstance(value, Display) or not starred:
            if isinstance(value, Apply) and not is_shape(value):
                value = self.emit(value, target, Want(scope, "parts", result=True))
            items = self.parts(value, len(parts), target)
        if items is None:
            if value is not POISON:
                help = "assign the parts one by one"
                self.fault(target, "only a tuple written out can be taken apart", help)
            return [POISON] * len(parts)
        if len(items) < len(parts) - len(starred) or (not starred and len(items) > len(parts)):
            message = f"{len(items)} values for {len(parts)} names"
            self.fault(target, message, "give each name one value")
            items = items[: len(parts)] + [POISON] * (len(parts) - len(items))
        if starred:
            first, rest = starred[0], len(items) - (len(parts) - 1)
            inner = Display("List", items[first : first + rest])
            items = [*items[:first], inner, *items[first + rest :]]
        return items

    def rest_of(self, target: ast.Tuple | ast.List, value: Static) -> str:
        """Return the last name of ``x, *_ = ...``, where a decomposition is taken apart; or ''."""
        last = target.elts[-1] if target.elts else None
        name = last.value if isinstance(last, ast.Starred) else None
        if not isinstance(name, ast.Name) or not name.id.startswith("_"):
            return ""
        return name.id if isinstance(value, str) and self.is_decomposed(value) else ""

    def is_decomposed(self, base: str) -> bool:
        """Tell whether a value is what a decomposition returns, a tuple."""
        return ".linalg." in self.operation_of(base)

    def note_rank(self, value: Static, parts: list[ast.expr], scope: Scope) -> None:
        """Learn from ``N, D = x.shape`` how many axes x has."""
        if isinstance(value, Apply) and value.op in (".shape", "numpy.shape"):
            names = [scope.names.get(n.id) for n in parts if isinstance(n, ast.Name)]
            if isinstance(value.args[0], str) and all(isinstance(name, str) for name in names):
                self.ranks.setdefault(value.args[0], tuple(map(str, names)))

    def items_of_list(
        self,
        whole: Static,
        parts: list[ast.expr],
        starred: list[int],
        node: ast.AST,
        scope: Scope,
    ) -> list[Static]:
        """Return what is on a list, for each name, where that has as much on it: else Python raises an error."""
        stacks = lists_in(whole.row) if isinstance(whole, Rows) else [str(whole)]
        if stacks:  # else it isn't known yet what is on it
            count = len(parts) - len(starred)
            size = self.counted(stacks[0], node)
            enough = Apply("GtE" if starred else "Eq", (str(size), Literal(str(count), count)))
            self.append_effect(Apply("Assert", (enough,)), node)
        first = starred[0] if starred else len(parts)
        found: list[Static] = []
        for i, part in enumerate(parts):
            if isinstance(part, ast.Starred):
                last = ast.Constant(i + 1 - len(parts)) if i + 1 < len(parts) else None
                slice_ = ast.Slice(ast.Constant(i), last, None)
                text = ast.copy_location(ast.Subscript(part.value, slice_, ast.Load()), part)
                for inner in ast.walk(slice_):
                    ast.copy_location(inner, part)
                found.append(self.part_of_list(text, whole, scope, self.wanted(part.value, scope)))
                continue
            at = i if i < first else i - len(parts)
            index = Literal(str(at), at)
            if isinstance(whole, Rows):
                found.append(self.row_at(whole, index, part))
            else:
                found.append(self.taken(str(whole), index, part, self.wanted(part, scope)))
        return found

    def store(self, target: ast.expr, value: Static, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")
