"""Conditions: what an ``if`` asks, and whether the text tells the answer already."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from typing import Any

from flatgen.dicts import Filled
from flatgen.equations import is_text
from flatgen.identity import Identity
from flatgen.ir import (
    COMPARISONS,
    DISPLAYS,
    EQUALITIES,
    NONE,
    OF_TEXTS,
    REWRITTEN,
    UNKNOWN,
    Apply,
    Literal,
    Value,
)
from flatgen.refusals import expression_refused
from flatgen.static import (
    POISON,
    Closure,
    Display,
    Pack,
    Partial,
    Path,
    Scope,
    Static,
    Want,
)
from flatgen.surveying import arguments_of

NO_NUMBERS = (str, tuple, type(None))
TRUTHS = ("Not", "Is", "IsNot", *COMPARISONS, "In", "NotIn", *OF_TEXTS)  # what gives a truth value


class Conditions(Identity):
    """Flattens conditions."""

    def condition(self, node: ast.expr, scope: Scope) -> Value:
        """Flatten what an ``if`` asks."""
        found = self.atom(self.truth(node, scope), node)
        if isinstance(found, Apply) and not isinstance(self.decided(found), bool):
            found = self.emit(found, node, Want(scope, "test", result=True))
        return found

    def truths(self, node: ast.BoolOp, scope: Scope, want: Want | None) -> Static:
        """Flatten an ``and`` or an ``or``: of truth values it is one, of others one of them."""
        if not self.asks(node, scope):
            return self.first_that_counts(node, scope, want)
        value = self.truth(node, scope)
        if value is POISON or (isinstance(value, Apply) and all(map(self.is_truth, value.args))):
            return POISON if value is POISON else self.emit(value, node, want)
        return self.fault(node, *expression_refused(node))

    def asks(self, node: ast.expr, scope: Scope) -> bool:
        """Tell whether an expression gives a truth value, by its text."""
        if isinstance(node, ast.BoolOp):
            return all(self.asks(part, scope) for part in node.values)
        if isinstance(node, ast.Name):
            value = self.value(node, scope)
            return isinstance(value, (str, Literal)) and self.is_truth(value)
        negates = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        constant = isinstance(node, ast.Constant) and isinstance(node.value, bool)
        return negates or constant or isinstance(node, ast.Compare)

    def first_that_counts(self, node: ast.BoolOp, scope: Scope, want: Want | None) -> Static:
        """Flatten ``scale or 1.0``: the first of them if it counts as true, for ``and`` as false; else the next."""
        first, *more = node.values
        rest = ast.copy_location(ast.BoolOp(node.op, more), node) if more[1:] else more[0]
        if self.list_named(first, scope) is not None:
            return self.fault(node, *expression_refused(node))
        value = self.value(first, scope)
        test = self.atom(self.truth_of(value, first), first)
        if test is POISON:
            return POISON
        known, wanted = self.decided(test), isinstance(node.op, ast.Or)
        if known is not None:
            return value if known == wanted else self.value(rest, scope, want)
        ways = [lambda: value, lambda: self.value(rest, scope)]
        return self.one_way(test, ways if wanted else ways[::-1], node, scope, want)

    def one_way(
        self,
        test: Value,
        ways: Sequence[Callable[[], Static]],
        node: ast.expr,
        scope: Scope,
        want: Want | None,
    ) -> Static:
        raise AssertionError("branches are in flatgen.branches")

    def is_there(self, value: Static) -> bool | None:
        """Tell whether a value is a function, which counts as true, or None; None where it is anything else."""
        if isinstance(value, (Path, Closure, Partial)) and self.is_none(value) is False:
            return True
        return False if isinstance(value, Literal) and self.is_none(value) else None

    def is_truth(self, value: Value) -> bool:
        """Tell whether a value is sure to be a truth value."""
        if isinstance(value, Literal):
            return isinstance(value.known, bool)
        made = self.made.get(value) if isinstance(value, str) else value
        if not isinstance(made, Apply):
            return False
        if made.op in ("And", "Or"):
            return all(map(self.is_truth, made.args))
        return made.op in TRUTHS

    def truth(self, node: ast.expr, scope: Scope) -> Static:
        """Return what is asked: what may not be reached, behind an ``and``, is no operation of its own."""
        if isinstance(node, ast.BoolOp):
            op = type(node.op).__name__
            first = node.values[0]
            short = isinstance(first, ast.Compare) and all(
                isinstance(side, (ast.Name, ast.Constant))
                for side in (first.left, *first.comparators)
            )
            self.within += short  # a > 0 and ...: asked in its place, too
            parts = [self.atom(self.truth(first, scope), node)]
            self.within += not short
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
                return self.identical(node, scope)
        among = self.text_asked(node, scope)
        among = self.among(node, scope) if among is None else among
        if among is not None:
            return among
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
        stack = self.list_named(node, scope)
        if stack is not None:  # there is something on it
            length = self.length(self.base_of(stack, node), node)
            return POISON if length is POISON else Apply("Gt", (length, Literal("0", 0)))
        return self.truth_of(self.value(node, scope), node)

    def truth_of(self, value: Static, node: ast.expr) -> Static:
        """Return what tells whether a value counts as true."""
        if isinstance(value, Display):
            return self.has_parts(value, node)
        return Literal("True", True) if self.is_there(value) else value

    def text_asked(self, node: ast.expr, scope: Scope) -> Value | None:
        """Flatten ``"w" in name`` and ``name.startswith("w")``, of texts; None of all else."""
        op, nodes = "", []
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            if isinstance(node.ops[0], (ast.In, ast.NotIn)):
                op, nodes = type(node.ops[0]).__name__, [node.left, node.comparators[0]]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if f".{node.func.attr}()" in OF_TEXTS and len(node.args) == 1 and not node.keywords:
                op, nodes = f".{node.func.attr}()", [node.func.value, node.args[0]]
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            return self.text_changed(node, scope)
        if not all(isinstance(part, (ast.Name, ast.Constant)) for part in nodes) or not nodes:
            return None
        both = [self.value(part, scope) for part in nodes]
        if not all(map(self.is_worded, both)):
            return None
        left, right = [self.atom(value, node) for value in both]
        if isinstance(left, Literal) and isinstance(right, Literal):
            method = getattr(str, op[1:-2], None)
            holds = bool((method or COMPARED[op])(left.known, right.known))
            return Literal(str(holds), holds)
        return Apply(op, (left, right))

    def text_changed(self, node: ast.Compare, scope: Scope) -> Value | None:
        """Flatten ``kind.lower() == "relu"``; None of all else."""
        call, given = node.left, node.comparators[-1]
        method = call.func if isinstance(call, ast.Call) else None
        op = f".{method.attr}()" if isinstance(method, ast.Attribute) else ""
        if not isinstance(method, ast.Attribute) or op not in REWRITTEN or len(node.ops) > 1:
            return None
        if call.args or call.keywords or not isinstance(method.value, ast.Name):  # type: ignore[attr-defined]
            return None
        value, other = self.value(method.value, scope), self.value(given, scope)
        if not self.is_worded(value) or not self.is_worded(other):
            return None
        if isinstance(value, Literal) and isinstance(other, Literal):
            same = getattr(value.known, method.attr)() == other.known
            holds = same == isinstance(node.ops[0], ast.Eq)
            return Literal(str(holds), holds)
        made = Apply(op, (self.atom(value, node),))
        return Apply(type(node.ops[0]).__name__, (made, self.atom(other, node)))

    def is_worded(self, value: Static) -> bool:
        """Tell whether a value is a text: written out, a key, or a parameter that is annotated so."""
        if not isinstance(value, str):
            return is_text(value) and value.known is not ...  # type: ignore[union-attr]
        notes = [a.annotation for a in arguments_of(self.main.node.args) if a.arg == value]
        said = any(isinstance(note, ast.Name) and note.id == "str" for note in notes)
        return (
            said or self.order_of(value) is not None or self.is_worded(self.made.get(value, POISON))
        )

    def has_parts(self, value: Display, node: ast.expr) -> Value:
        """Tell whether there is something in a tuple or dict, which counts as true."""
        there = bool(value.items or value.keys)
        if isinstance(value, Filled):
            there = bool(set(value.keys) - value.unsure)
        unsure = isinstance(value, Filled) and (value.unsure or value.under is not None)
        if (unsure and not there) or (isinstance(value, Pack) and value.open):
            help = "ask for a key that it may have: 'w' in params"
            return self.fault(node, "whether this dict is empty only the run tells", help)
        return Literal(str(there), there)

    def decided(self, value: Value) -> bool | None:
        """Return whether a condition holds, where the text tells."""
        if isinstance(value, Literal):
            known = value.known
            return bool(known) if known is None or type(known) in (bool, int, float, str) else None
        made = self.made.get(value) if isinstance(value, str) else value
        if not isinstance(made, Apply) or (made is not value and made.op not in EQUALITIES):
            return None
        value = made
        if value.op == "Not":
            inner = self.decided(value.args[0])
            return None if inner is None else not inner
        if value.op in ("Is", "IsNot"):
            same = self.is_one(*value.args)
            return None if same is None else same == (value.op == "Is")
        if value.op in ("And", "Or"):
            parts = [self.decided(argument) for argument in value.args]
            sure = value.op == "Or"
            if sure in parts:
                return sure
            return None if None in parts else not sure
        if value.op in COMPARED and len(value.args) == 2:
            args = [NONE if self.is_none(argument) else argument for argument in value.args]
            given = [_plain(argument) for argument in args]
            numbers = not any(isinstance(constant, NO_NUMBERS) for constant in given)
            if UNKNOWN not in given and (numbers or value.op in EQUALITIES):
                return bool(COMPARED[value.op](*given))
        return None


def _plain(value: Value) -> object:
    """Return a constant that is written out, or a tuple of such; UNKNOWN for anything else."""
    if isinstance(value, Apply) and value.op in DISPLAYS:
        parts = tuple(map(_plain, value.args))
        return UNKNOWN if UNKNOWN in parts else parts
    if value == NONE:
        return None
    if not isinstance(value, Literal) or value.text[:1].isalpha() or value.text[:1] == "_":
        return UNKNOWN
    return value.known if type(value.known) in (int, float, str) else UNKNOWN


COMPARED: dict[str, Callable[[Any, Any], object]] = {
    **{"Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge},
    **{"Eq": operator.eq, "NotEq": operator.ne},
    "In": lambda left, right: left in right,
    "NotIn": lambda left, right: left not in right,
}
