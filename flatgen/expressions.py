"""Expressions made flat, and the names in them resolved: the lower half of the parser."""

from __future__ import annotations

import ast

from flatgen.comments import number, string
from flatgen.constants import known_value
from flatgen.errors import Fault
from flatgen.ir import UNKNOWN, Apply, Equation, Global, Literal, Statement, Value, names
from flatgen.module import Module, is_builtin
from flatgen.names import Names
from flatgen.refusals import LIBRARIES, expression_refused, symbol
from flatgen.static import POISON, Closure, Display, Knows, Path, Scope, Static, Update, Want

DEPTH = 500  # expressions and calls nested deeper are refused, on every Python alike
SCALAR_LIBRARIES = ("math", "operator", "scalars")


class Expressions:
    """Flattens expressions into ``body``."""

    def __init__(self, module: Module, rules: Knows, faults: list[Fault]) -> None:
        self.module = module
        self.rules = rules
        self.faults = faults
        self.body: list[Statement] = []
        self.names = Names(module.identifiers)
        self.known: dict[str, object] = {}
        self.holders: dict[str, int] = {}  # how many names stand for a value
        self.versions: dict[str, list[str]] = {}  # the values that a name of the function was
        self.arrays = False
        self.lines: tuple[int, ...] = ()  # of the statements around: the outermost function's first
        self.origins: dict[str, tuple[int, ...]] = {}
        self.scopes: list[Scope] = []
        self.main: Scope
        self.own: set[str] = set()
        self.used: set[str] = set()  # names of the user's own that are bound already
        self.assigned: list[str] = []
        self.written: set[str] = set()
        self.updates: list[Update] = []
        self.returned: ast.expr | None = None
        self.depth = 0

    # Places and faults

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Return line and column of a node, both from 1, in characters."""
        line: int = node.lineno  # type: ignore[attr-defined]
        offset: int = node.col_offset  # type: ignore[attr-defined]
        text = self.module.lines[line - 1]
        if text.isascii():
            return line, offset + 1
        return line, len(text.encode()[:offset].decode(errors="ignore")) + 1

    def fault(self, node: ast.AST, message: str, help: str) -> Literal:
        self.faults.append(Fault(message, help, *self.place(node)))
        return POISON

    def text(self, node: ast.AST) -> str:
        return self.module.segment(node)

    # Names

    def bind(self, scope: Scope, name: str, value: Static) -> None:
        """Let ``name`` stand for ``value`` from here on."""
        if scope.left.get(name):
            scope.left[name] -= 1
        self.hold(scope.names.get(name), -1)
        self.hold(value, 1)
        scope.names[name] = value

    def hold(self, value: Static | None, change: int) -> None:
        if isinstance(value, str):
            self.holders[value] = self.holders.get(value, 0) + change
        elif isinstance(value, Display):
            for item in value.items:
                self.hold(item, change)

    def name_for(self, want: Want | None) -> str:
        """Return the name that an equation binds: the user's own where it is still free."""
        if want is None:
            return self.names.temporary()
        if want.result:
            return self.names.fresh(want.name)
        scope, name = want.scope, want.name
        last = scope.left.get(name, 1) <= 1 and name not in scope.parameters
        if not last:
            new = self.names.numbered(name)
        elif scope is self.main or self.is_free(name):
            new = name
        else:
            new = self.names.fresh(name)
        self.used.add(new)
        if scope is self.main:
            self.versions.setdefault(name, []).append(new)
        return new

    def is_free(self, name: str) -> bool:
        """Tell whether a name inside a called function can be kept."""
        module = self.module
        taken = name in self.used or name in self.own
        outside = name in module.imports or name in module.functions or name in module.bindings
        return not (taken or outside or is_builtin(name))

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        name = node.id
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            if name in scope.local:
                help = "assign it on every way that leads here"
                return self.fault(node, f"{name} is read before it is assigned", help)
            scope = scope.parent
        return self.global_name(node)

    def global_name(self, node: ast.Name) -> Static:
        """Return what a name means outside of functions, by the text of the file alone."""
        name, module = node.id, self.module
        if name in module.functions:
            function = module.functions[name]
            helper = self.rules.helper(function, module)
            if helper:
                return Path(helper, name)
            return Closure(function, None)
        if name in module.imports:
            return Path(module.imports[name].path, name)
        if name in module.bindings:
            value = module.constant(name)
            return Literal(name, known_value(self.constant(value)) if value else UNKNOWN)
        for star in reversed(module.stars):
            if self.rules.knows(f"{star}.{name}"):
                return Path(f"{star}.{name}", name)
        # What is used but neither defined nor imported is the well-known function of that name.
        if is_builtin(name) or self.rules.knows(name):
            return Path(name, name)
        near = self.rules.nearest(name)
        help = f"did you mean {near}?" if near else "define it, import it or pass it in"
        if name in LIBRARIES:
            help = f"write {LIBRARIES[name]} at the top of the file"
        return self.fault(node, f"unknown name '{name}'", help)

    def constant(self, node: ast.expr) -> Value:
        """Return a module's constant as a value, an unknown one where it isn't plain arithmetic."""
        if isinstance(node, ast.Constant):
            return self.literal(node)
        if isinstance(node, ast.UnaryOp):
            return Apply(type(node.op).__name__, (self.constant(node.operand),))
        if isinstance(node, ast.BinOp) and not isinstance(node.left, ast.BinOp):
            both = (self.constant(node.left), self.constant(node.right))
            return Apply(type(node.op).__name__, both)
        return Literal("?")

    # Values

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
        if isinstance(node.op, ast.UAdd) and self.is_constant(operand):
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
            help = "its operands have to be numbers with a gradient"
            return self.fault(node, f"the operator {symbol(op)} is not supported", help)
        if name == "MatMult":
            self.arrays = True
        return self.emit(Apply(name, (self.atom(left, node), self.atom(right, node))), node, want)

    def emit(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        """Append ``name = value``; an operation on constants alone stays where it is used."""
        if isinstance(value, Apply) and any(arg is POISON for arg in value.args):
            return POISON
        if want is None and self.is_constant(value):
            return value
        target = self.name_for(want)
        if self.is_constant(value):
            self.known[target] = known_value(value)
        self.append(target, value, node)
        return target

    def append(self, target: str, value: Value, node: ast.AST) -> None:
        self.origins[target] = self.lines
        self.body.append(Equation(target, value, *self.place(node)))

    def is_constant(self, value: Static) -> bool:
        return isinstance(value, (Literal, Global, Apply)) and next(names(value), None) is None

    def atom(self, value: Static, node: ast.AST) -> Value:
        """Return ``value`` where a number or array has to stand."""
        if isinstance(value, Path) and not self.rules.knows(value.path):
            self.note_library(value.path)
            return Literal(value.text)
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

    def literal(self, node: ast.Constant) -> Value:
        if isinstance(node.value, (complex, bytes)):
            kind = "a complex number" if isinstance(node.value, complex) else "bytes"
            return self.fault(node, f"{kind} can't be differentiated", "use real numbers")
        if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            line = self.module.lines[node.lineno - 1]
            if not line.isascii():
                line = line.encode()[node.col_offset : node.end_col_offset].decode()
                return Literal(number(line), node.value)
            return Literal(number(line[node.col_offset : node.end_col_offset]), node.value)
        if isinstance(node.value, str):
            return Literal(string(node.value), node.value)
        return Literal("..." if node.value is ... else str(node.value), node.value)

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
            return Path(f"{base.path}.{node.attr}", f"{base.text}.{node.attr}")
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
