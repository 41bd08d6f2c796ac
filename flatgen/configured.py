"""Dicts outside of functions, settings above all, as what they are asked: read as it runs.

CONFIG.get("rate", 0.1)      self.settings.get("rate", 0.1)      "rate" in CONFIG

A loop through one has a round for each key, which it is asserted to have:

for name, k in RATES.items():                assert list(RATES) == ["a", "b"]
    y += k * x                               y_1 = y + RATES["a"] * x ...
"""

from __future__ import annotations

import ast
from typing import Any

from flatgen.comments import key_text, string
from flatgen.dicts import entries_of
from flatgen.getting import Getting
from flatgen.ir import NUMBER, UNKNOWN, Apply, Literal, Value
from flatgen.keyed import ENTRIES
from flatgen.static import Display, Path, Scope, Static, Want
from flatgen.surveying import root_of


class Configured(Getting):
    """Flattens questions to them."""

    def entries(
        self, node: ast.Call, scope: Scope | None, want: Want | None = None
    ) -> Static | None:
        word = getattr(node.func, "attr", "")
        found: Static | None = self.got_outside(node, scope) if word == "get" else None
        if word in ENTRIES and isinstance(node.func, ast.Attribute) and not node.args:
            whole = self.written_outside(node.func.value, scope)
            found = entries_of(whole, word) if whole is not None else None
        return super().entries(node, scope, want) if found is None else found

    def written_outside(self, node: ast.expr, scope: Scope | None) -> Display | None:
        """Return a dict outside of functions as what it holds at each key; None of all else, and of objects'."""
        named = isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))
        whole = self.dict_outside(node, scope) if named else None
        keys = self.home.keys_of(whole.text) if whole is not None else None
        if whole is None or keys is None:
            return None
        parts: list[Static] = [self.part_of_constant(whole, key_text(key), node) for key in keys]
        if not self.home.stays(whole.text):
            listed = f"[{', '.join(map(key_text, keys))}]"
            test = Apply("Eq", (Apply("list", (whole,)), Literal(listed)))
            said = string(f"this is the gradient for the keys {', '.join(map(str, keys))}")
            self.presume_once(test, f"list({whole.text})", node, Literal(said))
        return Display("Dict", parts, keys=keys)

    def run_outside(self, node: ast.expr, scope: Scope | None) -> Display | None:
        """Return what is outside of functions as what a loop through it is given, where that has to be written out."""
        found = self.written_outside(node, scope)
        return self.rows_outside(node, scope) if found is None else found

    def rows_outside(self, node: ast.expr, scope: Scope | None) -> Display | None:
        """Return a list of dicts, or of tuples with texts, outside of functions: texts are known; None of all else."""
        whole = self.outside(node, scope) if isinstance(node, (ast.Name, ast.Attribute)) else None
        rows = self.home.rows_of(whole.text) if whole is not None else None
        if whole is None or rows is None:
            return None
        self.arrays = True
        items: list[Static] = []
        for i, row in enumerate(rows):
            at = f"{whole.text}[{i}]"
            if isinstance(row, str):
                items.append(Literal(string(row), row))
                continue
            parts = [
                Literal(f"{at}[{k}]") if word is None else Literal(string(word), word)
                for k, word in enumerate(row)
            ]
            items.append(Display("Tuple", [*parts]) if row else Literal(at))
        if not self.home.stays(whole.text):
            self.presume_rows(whole.text, rows, node)
        return Display("Tuple", items)

    def subscript(self, node: ast.Subscript, scope: Scope | None, want: Want | None) -> Static:
        at = node.slice.value if isinstance(node.slice, ast.Constant) else None
        rows = self.rows_outside(node.value, scope) if type(at) is int else None
        if rows is not None and isinstance(at, int) and at < len(rows.items):
            return rows.items[at]
        return super().subscript(node, scope, want)

    def presume_rows(
        self, text: str, rows: list[str | tuple[str | None, ...]], node: ast.expr
    ) -> None:
        """Assert that a list has as many rows as it had, with the same texts in these."""
        where = (
            [] if isinstance(rows[0], str) else [i for i, w in enumerate(rows[0]) if w is not None]
        )
        made = ", ".join([f"one[{i}]" for i in where])
        then: object = [tuple([row[i] for i in where]) for row in rows] if where else len(rows)
        now = f"[({made},) for one in {text}]" if where else f"len({text})"
        if isinstance(rows[0], str):
            now, then = f"[*{text}]", rows
        said = f"this is the gradient for {len(rows)} rows in {text}"
        said += ", with the texts that they had" if type(then) is list else ""
        test = Apply("Eq", (Literal(now), Literal(repr(then).replace("'", '"'))))
        self.presume_once(test, now, node, Literal(string(said)))

    def presume_once(self, test: Value, text: str, node: ast.AST, said: Value) -> None:
        if text not in self.sure:
            self.sure.add(text)
            self.presume(test, node, said)

    def got_outside(self, node: ast.Call, scope: Scope | None) -> Literal | None:
        """Return ``CONFIG.get("rate", 0.1)``; None of all else, and where the key or default isn't written out."""
        key, *default = [_written(argument) for argument in node.args] or [None]
        if key is None or None in default or len(default) > 1 or node.keywords:
            return None
        assert isinstance(node.func, ast.Attribute)
        whole = self.dict_outside(node.func.value, scope)
        if whole is None:
            return None
        text = f"{whole.text}[{key_text(key)}]"
        part = self.home.constant_at(ast.parse(text, mode="eval").body)
        if part is None and not default:
            return None  # it is None
        given = NUMBER if {*map(type, default)} & {int, float} else UNKNOWN
        known = given if part is None else self.known_constant(part)
        self.arrays = self.arrays or known is UNKNOWN
        said = ", ".join([key_text(key), *map(ast.unparse, node.args[1:])])
        return Literal(f"{whole.text}.get({said})", known)

    def among(self, node: ast.expr, scope: Scope | None) -> Value | None:
        asked = node if isinstance(node, ast.Compare) and len(node.ops) == 1 else None
        if asked is not None and isinstance(asked.ops[0], (ast.In, ast.NotIn)):
            key = _written(asked.left)
            whole = self.dict_outside(asked.comparators[0], scope) if key is not None else None
            if whole is not None and key is not None:
                return Apply(type(asked.ops[0]).__name__, (Literal(key_text(key), key), whole))
        return super().among(node, scope)

    def dict_outside(self, node: ast.expr, scope: Scope | None) -> Literal | None:
        """Return a dict that a module or an object has, as its text; None of all else."""
        value = self.outside(node, scope)
        return value if value is not None and self.home.is_dict(value.text) else None

    def outside(self, node: ast.expr, scope: Scope | None) -> Literal | None:
        """Return what a module or an object has, as its text; None of all else."""
        root, around = root_of(node), scope
        while isinstance(root, ast.Name) and around is not None and root.id not in around.local:
            around = around.parent
        if not isinstance(root, ast.Name) or root.id in self.module.functions:
            return None
        own = around.names.get(root.id) if around is not None else None
        outside = around is None and root.id in self.module.bindings
        if not outside and not isinstance(own, (Path, Literal)):
            return None
        value = self.value(node, scope)
        value = (
            self.atom(value, node) if isinstance(value, Path) and self.is_state(value) else value
        )
        return value if isinstance(value, Literal) else None


def _written(node: ast.expr) -> Any:
    """Return a text or number that is written out, with a minus, too; None of all else."""
    minus = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    inner = node.operand if isinstance(node, ast.UnaryOp) and minus else node
    plain = isinstance(inner, ast.Constant) and type(inner.value) in (str, int, float)
    return ast.literal_eval(node) if plain else None
