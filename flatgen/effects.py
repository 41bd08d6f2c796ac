"""Statements that are run for what they do: checks, errors, what is printed or logged.

    if n < 1:                              Effect(When(Lt(n, 1), Lines(Raise(...)), Lines()))
        raise ValueError(f"n is {n}")

They stay in the forward at their place, as they are. An ``if`` around nothing else is one statement, so that a
guard makes no blocks.
"""

from __future__ import annotations

import ast

from flatgen.conditions import Conditions
from flatgen.ir import EFFECT, OPPOSITES, Apply, Equation, Value
from flatgen.outermost import FunctionNode
from flatgen.statements import equations, is_effect, is_stack, parts_of
from flatgen.static import NOTHING, POISON, Path, Scope, Static, Text
from flatgen.structure import returns
from flatgen.wording import Wording

EFFECTS = (  # called for what they do: functions, and all of a module's
    *("print", "logging", "warnings", "pprint.pprint", "sys.stdout", "sys.stderr", "sys.exit"),
    "time.sleep",
)
LOGGERS = ("logging.getLogger", "logging.Logger")  # make what logs by its methods


class Effects(Conditions):
    """Takes statements with an effect over as they are."""

    def has_effect(self, node: ast.stmt, scope: Scope) -> bool:
        """Tell whether a statement is run for its effect, and has no part in the value."""
        if isinstance(node, (ast.Assert, ast.Raise)):
            return True
        if isinstance(node, ast.If):
            parts = [p for p in (*node.body, *node.orelse) if not isinstance(p, ast.Pass)]
            return bool(parts) and all(self.has_effect(part, scope) for part in parts)
        call = node.value if isinstance(node, ast.Expr) else None
        return isinstance(call, ast.Call) and self.is_said(call.func, scope)

    def is_said(self, function: ast.expr, scope: Scope) -> bool:
        """Tell whether a function prints, warns or logs: by its module, or by how its logger is made."""
        rest = []
        while isinstance(function, (ast.Attribute, ast.Call)):
            if isinstance(function, ast.Attribute):
                rest.append(function.attr)
            function = function.func if isinstance(function, ast.Call) else function.value
        around: Scope | None = scope
        name = function.id if isinstance(function, ast.Name) else ""
        while around is not None:
            if name in around.local:
                found = around.names.get(name)
                return isinstance(found, Path) and says(found.path, rest)
            around = around.parent
        module = self.module
        if name in module.imports:
            return says(module.imports[name].path, rest)
        if name in module.loggers:
            return bool(rest)
        bound = module.bindings.get(name)
        made = getattr(bound[0], "value", None) if bound else None
        if isinstance(made, ast.Call) and rest:  # logger = logging.getLogger(__name__)
            return self.path_of(made.func) in LOGGERS
        return name not in module.functions and name not in module.bindings and says(name, rest)

    def path_of(self, function: ast.expr) -> str:
        root, _, rest = self.text(function).partition(".")
        found = self.module.imports.get(root)
        return ".".join(filter(None, [found.path if found else root, rest]))

    def worded_text(self, node: ast.JoinedStr, scope: Scope) -> Static:
        value = Wording(self, scope).of(node)
        return (
            POISON if value is POISON else self.put_together(self.parts_of_text(Text(value)) or ())
        )

    def check_end(self, node: FunctionNode) -> None:
        """Report a function that is sure to raise an error."""
        for statement in node.body:
            if raises([statement]):
                help = "raise it where an if asks for it"
                self.fault(statement, f"{node.name} raises an error in any case", help)
            if raises([statement]) or returns(statement):
                return

    def whole(self, node: ast.stmt, scope: Scope) -> Value | None:
        """Return an ``if`` with effects alone as a value; None if it has to be a choice between blocks."""
        if not isinstance(node, ast.If) or not self.has_effect(node, scope):
            return None
        if any(isinstance(part, ast.NamedExpr) for part in ast.walk(node)):
            return None
        before = len(self.faults)
        value = Wording(self, scope).of(node)
        if value is POISON or not isinstance(value, Apply):  # what can't be said so may be computed
            del self.faults[before:]
            return None
        test = value.args[0]
        sure = not any(map(is_open, parts_of(test))) and self.decided(test) is not None
        return None if sure else value

    def happen(self, node: ast.stmt, scope: Scope) -> None:
        """Append a statement with an effect."""
        if self.within:
            help = "call it on a line before, where it may be called in any case"
            self.fault(node, "an effect behind 'and' or 'or' is not supported", help)
            return
        if isinstance(node, ast.Assert):
            said = {self.text(node.test), ast.unparse(node.test)}  # a long one is on several lines
            if said & self.sure or self.are_absent(node.test, scope):
                return
        value = Wording(self, scope).of(node)
        if value is not POISON:
            self.append_effect(value, node)
        if isinstance(node, ast.Assert):
            self.note_absent(node.test, scope)

    def append_effect(self, value: Value, node: ast.AST) -> None:
        target = self.names.fresh("effect")
        self.origins[target] = self.lines
        self.body.append(Equation(target, Apply(EFFECT, (value,)), *self.place(node)))

    def by_itself(self, node: ast.expr, scope: Scope) -> None:
        """Flatten an expression by itself: a call of a function of the file may have an effect."""
        if self.changes_dict(node, scope) or self.grown_otherwise(node, scope):
            return
        before, around, changed = len(self.body), self.called, self.changed_dicts
        written = len(self.writes) + len(self.in_place)
        self.called = node if isinstance(node, ast.Call) else None
        value = self.value(node, scope)
        self.called = around
        if value is POISON or value is NOTHING or self.changed_dicts > changed:
            return
        if len(self.writes) + len(self.in_place) > written:  # what it returns is left
            return
        if not any(acts(line.value) for line in equations(self.body[before:])):
            help = "assign it to a name, or take the line out"
            self.fault(node, "an expression by itself does nothing", help)


def is_open(value: Apply) -> bool:
    """Tell whether only the run tells what a value is, though it reads no name: a call, a part."""
    return value.op in ("Call", "Item", "IfExp") or value.op[:1] == "."


def acts(value: Value) -> bool:
    """Tell whether an equation does something beside binding its name."""
    return is_effect(value) or is_stack(value)


def says(path: str, rest: list[str]) -> bool:
    """Tell whether a function is one that is called for what it does."""
    parts = [*path.split("."), *reversed(rest)]
    return any(".".join(parts[:i]) in EFFECTS for i in range(1, len(parts) + 1))


def raises(body: list[ast.stmt]) -> bool:
    """Tell whether a body is sure to end in an error."""
    for statement in body:
        if isinstance(statement, ast.If) and raises(statement.body) and raises(statement.orelse):
            return True
        if isinstance(statement, (ast.Raise, ast.Return)) or returns(statement):
            return isinstance(statement, ast.Raise)
    return False


def guard_of(test: ast.expr, body: list[ast.stmt], holds: bool) -> ast.If:
    """Return the side of an ``if`` that raises an error, alone."""
    if not holds:
        opposite: ast.expr = ast.UnaryOp(ast.Not(), test)
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            op = OPPOSITES.get(type(test.ops[0]).__name__)
            if op is not None:
                opposite = ast.Compare(test.left, [getattr(ast, op)()], test.comparators)
        test = ast.copy_location(opposite, test)
    return ast.copy_location(ast.If(test, body, []), test)
