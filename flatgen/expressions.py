"""Expressions made flat, and the names in them resolved: the lower half of the parser."""

from __future__ import annotations

import ast

from flatgen.constants import SCALAR_LIBRARIES, is_number_path, known_value
from flatgen.ir import NUMBER, UNKNOWN, Apply, Equation, Literal, Value, is_constant
from flatgen.refusals import expression_refused, operator_refused
from flatgen.scopes import Scopes
from flatgen.static import DEPTH, POISON, Closure, Display, Path, Scope, Static, Want


class Expressions(Scopes):
    """Flattens expressions into ``body``."""

    def value(self, node: ast.expr, scope: Scope | None, want: Want | None = None) -> Static:
        """Return the value of an expression, its operations appended to the program."""
        self.depth += 1
        try:
            if self.depth > DEPTH:
                help = "name its parts on lines of their own"
                return self.fault(node, "an expression is nested too deep", help)
            return self.dispatch(node, scope, want)
        finally:
            self.depth -= 1

    def dispatch(self, node: ast.expr, scope: Scope | None, want: Want | None) -> Static:
        if isinstance(node, ast.Name):
            return self.look_up(node, scope)
        if isinstance(node, ast.Constant):
            return self.literal(node)
        if isinstance(node, ast.BinOp):
            return self.chain(node, scope, want)
        if isinstance(node, ast.Call):
            return self.call(node, scope, want)
        if isinstance(node, ast.UnaryOp):
            return self.unary(node, scope, want)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left = self.value(node.left, scope)
            return self.operation(
                node.ops[0], left, self.value(node.comparators[0], scope), node, want
            )
        if isinstance(node, (ast.Tuple, ast.List)):
            return self.display(node, scope)
        if isinstance(node, ast.Attribute):
            return self.attribute(node, scope)
        if isinstance(node, ast.Subscript):
            return self.subscript(node, scope)
        if isinstance(node, ast.NamedExpr):
            value = self.value(node.value, scope, Want(scope, node.target.id) if scope else None)
            if scope:
                self.bind(scope, node.target.id, value)
            return value
        return self.fault(node, *expression_refused(node))

    def chain(self, node: ast.BinOp, scope: Scope | None, want: Want | None) -> Static:
        """Flatten ``a + b + c + ...`` from the left, however many terms it has."""
        links = [node]
        while isinstance(links[-1].left, ast.BinOp):
            links.append(links[-1].left)
        left = self.value(links[-1].left, scope)
        for link in reversed(links):
            right = self.value(link.right, scope)
            left = self.operation(link.op, left, right, link, want if link is node else None)
        return left

    def unary(self, node: ast.UnaryOp, scope: Scope | None, want: Want | None) -> Static:
        operand = self.value(node.operand, scope)
        if (
            isinstance(node.op, ast.USub)
            and isinstance(operand, Literal)
            and operand.text[:1].isdigit()
        ):
            return Literal("-" + operand.text, -operand.known)
        if operand is POISON:
            return POISON
        if (
            isinstance(node.op, ast.UAdd)
            and isinstance(operand, (Literal, Apply))
            and is_constant(operand)
        ):
            return operand
        return self.emit(Apply(type(node.op).__name__, (self.atom(operand, node),)), node, want)

    def operation(
        self, op: ast.AST, left: Static, right: Static, node: ast.AST, want: Want | None
    ) -> Static:
        """Return an operator's value."""
        if left is POISON or right is POISON:
            return POISON
        if isinstance(op, ast.Add) and isinstance(left, Display) and isinstance(right, Display):
            return Display(left.op, left.items + right.items)
        name = type(op).__name__
        if not self.rules.knows(name):
            return self.fault(node, *operator_refused(op))
        if name == "MatMult":
            self.arrays = True
        return self.emit(Apply(name, (self.atom(left, node), self.atom(right, node))), node, want)

    def emit(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        """Append ``name = value``; an operation on constants alone stays where it is used."""
        if isinstance(value, Apply) and any(arg is POISON for arg in value.args):
            return POISON
        if want is None and is_constant(value):
            return value
        target = self.name_for(want)
        if is_constant(value):
            self.known[target] = known_value(value)
        self.append(target, value, node)
        return target

    def append(self, target: str, value: Value, node: ast.AST) -> None:
        self.origins[target] = self.lines
        if isinstance(value, Apply) and value.op in self.rules.views:
            viewed = value.args[self.rules.views[value.op]]
            if isinstance(viewed, str):
                self.owners[target] = self.owners.get(viewed, viewed)
            elif isinstance(viewed, Literal):  # a constant of the file holds its array itself
                self.owners[target] = viewed.text
                self.holders.setdefault(viewed.text, 1)
        self.body.append(Equation(target, value, *self.place(node)))

    def atom(self, value: Static, node: ast.AST) -> Value:
        """Return ``value`` where a number or array has to stand."""
        if isinstance(value, Path) and not self.rules.knows(value.path):
            self.note_library(value.path)
            return Literal(value.text, NUMBER if is_number_path(value.path) else UNKNOWN)
        if isinstance(value, (Path, Closure)):
            self.fault(node, "a function where a number has to stand", "call it")
        elif isinstance(value, Display):
            help = "use its parts one by one, or numpy.array"
            self.fault(node, "a tuple or list where a number has to stand", help)
        else:
            return value
        return POISON

    def note_library(self, path: str) -> None:
        library = path.rpartition(".")[0]
        if library and library.split(".")[0] not in SCALAR_LIBRARIES:
            self.arrays = True

    def display(self, node: ast.Tuple | ast.List, scope: Scope | None) -> Static:
        items: list[Static] = []
        nodes: list[ast.expr] | None = []
        for part in node.elts:
            if isinstance(part, ast.Starred):
                inner = self.value(part.value, scope)
                nodes = None
                if isinstance(inner, Display):
                    items += inner.items
                elif inner is not POISON:
                    help = "write its parts out"
                    self.fault(part, "only a tuple written out can be unpacked", help)
            else:
                items.append(self.value(part, scope))
                if nodes is not None:
                    nodes.append(part)
        return Display(type(node).__name__, items, nodes)

    def attribute(self, node: ast.Attribute, scope: Scope | None) -> Static:
        base = self.value(node.value, scope)
        if isinstance(base, Path) and not self.rules.knows(base.path):
            path = f"{base.path}.{node.attr}".removeprefix("builtins.")
            return Path(path, f"{base.text}.{node.attr}")
        if base is POISON:
            return POISON
        help = "use a function of numpy, math or your own"
        return self.fault(node, f"the attribute .{node.attr} is not supported", help)

    def subscript(self, node: ast.Subscript, scope: Scope | None) -> Static:
        base = self.value(node.value, scope)
        index = self.value(node.slice, scope) if not isinstance(node.slice, ast.Slice) else None
        if base is POISON or index is POISON:
            return POISON
        if (
            isinstance(base, Display)
            and isinstance(index, Literal)
            and isinstance(index.known, int)
        ):
            if -len(base.items) <= index.known < len(base.items):
                return base.items[index.known]
            message = f"index {index.known} of {len(base.items)} values"
            return self.fault(node, message, "use an index that the tuple has")
        help = "only a tuple written out is indexed, by a number written out"
        return self.fault(node, "indexing is not supported", help)

    def call(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static:
        raise AssertionError("calls are in flatgen.calls")
