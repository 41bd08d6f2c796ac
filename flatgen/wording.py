"""Expressions as they stand, for statements with an effect: nothing is made flat, nothing is an operation.

f"{x:.2f}" if n else "none"      IfExp(n, JoinedStr(Formatted(x, '', '.2f')), "none")

What is read of the program are its values, whatever the text calls them; what may not be reached stays where it is.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flatgen.attached import Objects
from flatgen.comments import key_text, string
from flatgen.ir import Apply, Literal, Value, atoms
from flatgen.module import is_builtin
from flatgen.naming import part_at
from flatgen.origins import GENERATED
from flatgen.records import Record
from flatgen.statements import parts_of
from flatgen.static import NOTHING, POISON, Closure, Display, Keyed, Path, Scope, Static, Text
from flatgen.surveying import assigned, root_of, stored_names
from flatgen.texts import PLAIN
from flatgen.touching import Touching

if TYPE_CHECKING:
    from flatgen.conditions import Conditions

LINES = "Lines"
WHAT: dict[type[ast.AST], str] = {
    ast.NamedExpr: "a name that is assigned within such a statement",
    ast.Lambda: "a lambda in such a statement",
    ast.DictComp: "a dict comprehension in such a statement",
}


def is_said(value: Value) -> bool:
    """Tell whether a value is a text that is written out."""
    return isinstance(value, Literal) and value.text[:1] in ('"', "'")


def is_quoted(value: Value) -> bool:
    """Tell whether a value is a text that can't stand in the braces of another one."""
    if not isinstance(value, Literal):
        return False
    said = value.text if value.text[:1] in ('"', "'", "b") else ""
    return value.text[:2] in ('b"', "b'") or bool({*said[1:-1]} & {*"\"'\\{}"})


def lines_of(values: list[Value]) -> Apply:
    return Apply(LINES, tuple(values))


class Wording(ast.NodeVisitor):
    """Makes values of what a statement with an effect says; ``own`` are the names that it binds itself."""

    def __init__(self, parser: Conditions, scope: Scope) -> None:
        self.parser = parser
        self.scope = scope
        self.own: dict[str, str] = {}
        self.changes = Touching(parser)
        self.within = False  # an if, where it may not run

    def of(self, node: ast.AST) -> Value:
        """Return a statement or expression as a value; POISON if there is a fault in it."""
        arrays, complexes = self.parser.arrays, list(self.parser.complexes)
        value: Value = self.visit(node)
        self.parser.arrays, self.parser.complexes = arrays, complexes  # it is no sign of either
        return POISON if any(atom is POISON for atom in atoms(value)) else value

    def every(self, nodes: list[ast.expr]) -> tuple[Value, ...]:
        return tuple([self.visit(node) for node in nodes])

    def refused(self, node: ast.AST, what: str, help: str) -> Value:
        return self.parser.fault(node, f"{what} is not supported here", help)

    def generic_visit(self, node: ast.AST) -> Value:
        what = WHAT.get(type(node), f"{type(node).__name__} in such a statement")
        if isinstance(node, ast.NamedExpr):
            self.parser.bind(self.scope, node.target.id, POISON)
        return self.refused(node, what, "compute it on a line before")

    # Statements

    def visit_Assert(self, node: ast.Assert) -> Value:
        before = len(self.parser.faults)
        value = Apply("Assert", self.every([node.test, *filter(None, [node.msg])]))
        if self.parser.home.filename.startswith(GENERATED) and self.parser.faults[before:]:
            del self.parser.faults[
                before:
            ]  # of functions that only the module has: it is asserted once
            return POISON
        return value

    def visit_Raise(self, node: ast.Raise) -> Value:
        if node.exc is None:
            help = 'name it: raise ValueError("...")'
            return self.refused(node, "a raise without an error", help)
        return Apply("Raise", self.every([node.exc, *filter(None, [node.cause])]))

    def visit_Expr(self, node: ast.Expr) -> Value:
        return self.visit(node.value)  # type: ignore[no-any-return]

    def visit_If(self, node: ast.If) -> Value:
        self.within = True
        sides = [
            lines_of([self.visit(part) for part in body if not isinstance(part, ast.Pass)])
            for body in (node.body, node.orelse)
        ]
        return Apply("When", (self.visit(node.test), *sides))

    # Names and constants

    def visit_Name(self, node: ast.Name) -> Value:
        if node.id in self.own:
            return Apply("Own", (Literal(string(self.own[node.id]), self.own[node.id]),))
        return self.worded(self.parser.look_up(node, self.scope), node)

    def worded(self, value: Static, node: ast.expr) -> Value:
        """Return what a name stands for as a value of the text."""
        parser = self.parser
        if parser.is_list(value) or isinstance(value, Keyed):
            help = "use what is put onto it, or len of it"
            what = "a dict that is taken whole" if isinstance(value, Keyed) else "a list that grows"
            return self.refused(node, what, help)
        if isinstance(value, Text):
            return value.value
        if isinstance(value, (str, Literal, Apply)):
            return value
        if isinstance(value, Objects):
            return Literal(value.text)
        if isinstance(value, Display):
            parser.is_open(value, node)
            items = tuple([self.worded(item, node) for item in value.items])
            if value.maker:
                return Apply("Call", (Literal(value.maker), *items), tuple(map(str, value.keys)))
            if value.op == "Dict":
                keys = [Literal(key_text(key), key) for key in value.keys]
                return Apply("Dict", tuple([part for pair in zip(keys, items) for part in pair]))
            return Apply(value.op, items)
        if isinstance(value, Path):
            foreign = parser.outer and not is_builtin(value.path)
            return Literal(parser.home.spelled(value.path) if foreign else value.text)
        if isinstance(value, Record):
            return Literal(value.name)
        if isinstance(value, Closure):
            return self.function(value, node)
        return self.refused(node, "a method that isn't called", "call it")

    def function(self, function: Closure, node: ast.expr) -> Value:
        """Return the name of a function of the file, which goes along as it is."""
        name, module = function.node.name, function.module
        home, called = self.parser.home, getattr(node, "id", "")
        if home.filename.startswith(GENERATED) and home.functions.get(called) is function.node:
            return Literal(called)  # what an object had
        if function.scope is not None or module is not home or name not in module.functions:
            help = "define it at the top of the file, or call it on a line before"
            said = f"{name}, a function that isn't defined at the top of the file,"
            return self.refused(node, said, help)
        if self.changes.within(name, set()):
            help = f"call it on a line before: {name} may change what it is given"
            return self.refused(node, f"{name}, called for its effect,", help)
        return Literal(name)

    def visit_Constant(self, node: ast.Constant) -> Value:
        if isinstance(node.value, bytes):
            return Literal(repr(node.value))
        return self.parser.literal(node)

    # What belongs to values

    def visit_Attribute(self, node: ast.Attribute) -> Value:
        part = self.part_of(node)
        if part is not None:
            return part
        base = self.visit(node.value)
        if isinstance(base, Literal) and base.text.replace(".", "").isidentifier():
            return base if base is POISON else Literal(f"{base.text}.{node.attr}")
        return Apply(f".{node.attr}", (base,))

    def visit_Subscript(self, node: ast.Subscript) -> Value:
        part, sliced = self.part_of(node), isinstance(node.slice, ast.Slice)
        if part is None and not self.within and not sliced:  # it is read on a line before
            if isinstance(self.parser.list_named(node.value, self.scope), str):
                return self.worded(self.parser.value(node, self.scope), node)
        return part or Apply("Item", (self.visit(node.value), self.visit(node.slice)))

    def part_of(self, node: ast.Attribute | ast.Subscript) -> Value | None:
        """Return the part of a tuple, dict or namedtuple that is named in the text."""
        own = getattr(root_of(node), "id", "") in self.own
        part = None if own else self.parser.part_at(node, self.scope)
        return None if part is None else self.worded(part, node)

    def visit_Slice(self, node: ast.Slice) -> Value:
        bounds = (node.lower, node.upper, node.step)
        return Apply("Slice", tuple([self.visit(b) if b else NOTHING for b in bounds]))

    # Operations

    def visit_Call(self, node: ast.Call) -> Value:
        changed = self.changes.by_call(node)
        if changed:
            help = "do it on a line of its own"
            return self.refused(node, f"{changed}, which changes a value,", help)
        if any(keyword.arg is None for keyword in node.keywords):
            return self.refused(node, "** in a call", "write name=value")
        first = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if (
            isinstance(first, ast.Name)
            and isinstance(node.func, ast.Name)
            and node.func.id == "len"
        ):
            found = self.parser.look_up(first, self.scope) if first.id not in self.own else None
            if isinstance(found, str):
                return Apply("len", (found,))
        values = self.every([*node.args, *[keyword.value for keyword in node.keywords]])
        keys = tuple([str(keyword.arg) for keyword in node.keywords])
        return Apply("Call", (self.visit(node.func), *values), keys)

    def visit_Starred(self, node: ast.Starred) -> Value:
        return Apply("Starred", (self.visit(node.value),))

    def visit_BinOp(self, node: ast.BinOp) -> Value:
        if isinstance(node.op, (ast.LShift, ast.RShift)):
            return self.generic_visit(node.op)
        return Apply(type(node.op).__name__, self.every([node.left, node.right]))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Value:
        return Apply(type(node.op).__name__, (self.visit(node.operand),))

    def visit_BoolOp(self, node: ast.BoolOp) -> Value:
        first, *rest = self.every(node.values)
        for value in rest:
            first = Apply(type(node.op).__name__, (first, value))
        return first

    def visit_Compare(self, node: ast.Compare) -> Value:
        asked = self.parser.dict_asked(node, self.scope)
        if asked is not None:
            whole, key = asked
            said = Literal(key_text(key), key), part_at(whole.path)
            return Apply(type(node.ops[0]).__name__, said)
        sides = self.every([node.left, *node.comparators])
        if len(node.ops) == 1:
            return Apply(type(node.ops[0]).__name__, sides)
        links = [Apply(type(op).__name__, (side,)) for op, side in zip(node.ops, sides[1:])]
        return Apply("Chain", (sides[0], *links))

    def visit_IfExp(self, node: ast.IfExp) -> Value:
        return Apply("IfExp", self.every([node.test, node.body, node.orelse]))

    # Displays and texts

    def visit_Tuple(self, node: ast.Tuple) -> Value:
        return Apply("Tuple", self.every(node.elts))

    def visit_List(self, node: ast.List) -> Value:
        return Apply("List", self.every(node.elts))

    def visit_Dict(self, node: ast.Dict) -> Value:
        pairs = [part for pair in zip(node.keys, node.values) for part in pair]
        if None in pairs:
            return self.refused(node, "** in a dict", "write its parts out")
        return Apply("Dict", self.every([part for part in pairs if part]))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> Value:
        parts: list[Value] = []
        for part in self.every(node.values):
            inner = part.args[0] if isinstance(part, Apply) and part.op == "Formatted" else part
            plain = inner is part or (isinstance(part, Apply) and part.args[1:] == (PLAIN,))
            if plain and isinstance(inner, Apply) and inner.op == "JoinedStr":
                parts += inner.args
            else:
                parts.append(inner if plain and is_said(inner) else part)
        return Apply("JoinedStr", tuple(parts))

    def visit_FormattedValue(self, node: ast.FormattedValue) -> Value:
        conversion = chr(node.conversion) if node.conversion > 0 else ""
        spec = [self.visit(node.format_spec)] if node.format_spec else []
        value = self.visit(node.value)
        made = Apply("Formatted", (value, Literal(string(conversion), conversion), *spec))
        if made.args[1:] == (PLAIN,) and (
            is_said(value) or getattr(value, "op", "") == "JoinedStr"
        ):
            return made
        if any(map(is_quoted, atoms(value))) or any(p.op == "JoinedStr" for p in parts_of(value)):
            help = "give the text a name on a line before"
            return self.refused(node.value, "such a text within the braces of another", help)
        return made

    # Comprehensions

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
        before = dict(self.own)
        parts: list[Value] = []
        for part in node.generators:
            names = list(stored_names(part.target))
            if part.is_async or not isinstance(part.target, (ast.Name, ast.Tuple)):
                return self.generic_visit(part)
            over = self.visit(part.iter)
            taken = {n for scope in self.parser.scopes for n in assigned(scope.node)}
            for name in names:
                self.own[name] = self.parser.names.fresh(name) if name in taken else name
            parts.append(Apply("For", (self.visit(part.target), over, *self.every(part.ifs))))
        made = Apply(type(node).__name__, (self.visit(node.elt), *parts))
        self.own = before
        return made

    visit_ListComp = visit_SetComp = visit_GeneratorExp = comprehension
