"""What functions of a file, and calls, may change of what they are given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flatgen.refusals import CHANGING

if TYPE_CHECKING:
    from flatgen.conditions import Conditions


class Touching:
    """Looks for changes by the text alone."""

    def __init__(self, parser: Conditions) -> None:
        self.parser = parser

    def within(self, name: str, seen: set[str]) -> bool:
        """Tell whether a function of the file may change an array or list that it is given."""
        functions = self.parser.module.functions
        if name in seen or name not in functions:
            return False
        seen.add(name)
        for part in ast.walk(functions[name]):
            if isinstance(part, (ast.Subscript, ast.Attribute)) and isinstance(part.ctx, ast.Store):
                return True
            if isinstance(part, (ast.AugAssign, ast.Global, ast.Nonlocal)):
                return True
            if isinstance(part, ast.Call) and self.by_call(part):
                return True
            if isinstance(part, ast.Name) and self.within(part.id, seen):
                return True
        return False

    def by_call(self, node: ast.Call) -> str:
        """Return the text of a call that changes what it is given, or nothing."""
        function = node.func
        out = any(keyword.arg == "out" for keyword in node.keywords)
        if isinstance(function, ast.Attribute):
            update, rules = function.attr in CHANGING, self.parser.rules
            name = function.value.id if isinstance(function.value, ast.Name) else ""
            found = self.parser.module.imports.get(name)
            path = f"{found.path}.{function.attr}" if found else f".{function.attr}()"
            return self.parser.text(function) if out or update or rules.is_update(path) else ""
        return self.parser.text(function) if out else ""
