"""Expressions made flat, and the names in them resolved: the lower half of the parser."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from flatgen.annotations import is_endless_tuple, is_list
from flatgen.constants import FLOATS
from flatgen.equations import is_shape, is_text
from flatgen.indexing import is_simple
from flatgen.ir import Apply, Literal, Parameter, Value, is_constant
from flatgen.outermost import FunctionNode
from flatgen.refusals import SYMBOLS, UNPACKED, expression_refused, operator_refused
from flatgen.static import DEPTH, POISON, Closure, Display, Scope, Static, Want
from flatgen.surveying import arguments_of
from flatgen.telling import told_of
from flatgen.texts import Texts

WRITTEN_OUT = 100  # the parts of a list that is repeated
# What lists have, too: x * [1, 2] may be the list again and again, x + [1, 2] a longer one.
OF_LISTS, OF_SHAPES = ("Add", "Mult"), (ast.Add, ast.Eq, ast.NotEq)
BINARY = (*OF_LISTS, "Sub", "Div", "Pow")


class Expressions(Texts):
    """Flattens expressions into ``body``."""

    def truth(self, node: ast.expr, scope: Scope) -> Static:
        raise AssertionError("conditions are in flatgen.conditions")

    def value(self, node: ast.expr, scope: Scope | None, want: Want | None = None) -> Static:
        """Return the value of an expression, its operations appended to the program."""
        if type(node) is ast.Name:  # as most are
            return self.look_up(node, scope)
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
        among = self.among(node, scope)
        if among is not None:
            return among if among is POISON else self.emit(among, node, want)
        asks = isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Is, ast.IsNot))
        if asks and scope is not None:
            found = self.truth(node, scope)
            return self.emit(found, node, want) if isinstance(found, Apply) else found
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            left = self.value(node.left, scope)
            return self.operation(
                node.ops[0], left, self.value(node.comparators[0], scope), node, want
            )
        if isinstance(node, (ast.Tuple, ast.List)):
            return self.display(node, scope, want)
        if isinstance(node, ast.Dict):
            return self.written_dict(node, scope, want)
        if isinstance(node, ast.Slice):
            return self.slice(node, scope)
        if isinstance(node, ast.Attribute):
            return self.attribute(node, scope, want)
        if isinstance(node, ast.Subscript):
            return self.subscript(node, scope, want)
        if isinstance(node, ast.NamedExpr):
            return self.walrus(node, scope)
        if isinstance(node, ast.BoolOp) and scope and not self.within:
            return self.truths(node, scope, want)
        if isinstance(node, ast.IfExp) and scope and not self.within:
            return self.choice(node, scope, want)
        if isinstance(node, ast.Lambda):
            made = self.function_of(node, want.name if want else "the lambda")
            return Closure(made, scope, self.module, self.defaults(made, scope))
        if isinstance(node, ast.JoinedStr) and scope:
            return self.worded_text(node, scope)
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
            return self.comprehended(node, scope, want)
        if isinstance(node, ast.DictComp):
            keyed = self.made_dict(node, scope, want)
            return self.dict_of_rounds(node, scope, want) if keyed is None else keyed
        return self.fault(node, *expression_refused(node))

    def is_setting(self, node: ast.expr) -> bool:
        raise AssertionError("functions that are values are in flatgen.functional")

    def is_function(self, node: ast.expr) -> bool:
        raise AssertionError("functions that are values are in flatgen.functional")

    def written_dict(self, node: ast.Dict, scope: Scope | None, want: Want | None) -> Static:
        raise AssertionError("dicts of the function's own are in flatgen.filling")

    def dict_of_rounds(self, node: ast.DictComp, scope: Scope | None, want: Want | None) -> Static:
        raise AssertionError("comprehensions are in flatgen.comprehensions")

    def made_dict(self, node: ast.expr, scope: Scope | None, want: Want | None) -> Static | None:
        raise AssertionError("dicts that are taken whole are in flatgen.keyed")

    def truths(self, node: ast.BoolOp, scope: Scope, want: Want | None) -> Static:
        raise AssertionError("conditions are in flatgen.conditions")

    def among(self, node: ast.expr, scope: Scope | None) -> Value | None:
        """Return ``x in (a, b)``, of what is written out; None if a value is no such question."""
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], (ast.In, ast.NotIn)):
            return None
        if len(node.ops) > 1:
            return None
        right = self.value(node.comparators[0], scope)
        written = isinstance(right, Display) and right.op != "Dict"
        if not written and not (isinstance(right, Literal) and self.home.is_list(right.text)):
            return None
        left, whole = self.atom(self.value(node.left, scope), node), self.argument(right, node)
        asking = Apply(type(node.ops[0]).__name__, (left, whole))
        return POISON if POISON in (left, whole) else asking

    def worded_text(self, node: ast.JoinedStr, scope: Scope) -> Static:
        raise AssertionError("texts are in flatgen.effects")

    def defaults(self, node: FunctionNode, scope: Scope | None) -> dict[str, Static]:
        raise AssertionError("definitions are in flatgen.definitions")

    def comprehended(
        self,
        node: ast.ListComp | ast.GeneratorExp,
        scope: Scope | None,
        want: Want | None,
        rows: bool = False,
    ) -> Static:
        raise AssertionError("comprehensions are in flatgen.comprehensions")

    def walrus(self, node: ast.NamedExpr, scope: Scope | None) -> Static:
        raise AssertionError("branches are in flatgen.branches")

    def choice(self, node: ast.IfExp, scope: Scope, want: Want | None) -> Static:
        raise AssertionError("branches are in flatgen.blocks")

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
        if is_text(operand):
            return self.text_refused(node.operand)
        if (
            isinstance(node.op, ast.UAdd)
            and isinstance(operand, (Literal, Apply))
            and is_constant(operand)
        ):
            return operand
        return self.emit(Apply(type(node.op).__name__, (self.atom(operand, node),)), node, want)

    def text_refused(self, node: ast.AST) -> Static:
        parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
        what = "..." if ... in parts else "a text"
        return self.fault(node, f"{what} where a number has to stand", "use real numbers")

    def repeated(self, left: Static, right: Static) -> Display | None:
        """Return ``[x] * 2`` or ``2 * [x]``, written out."""
        parts, times = (left, right) if isinstance(left, Display) else (right, left)
        count = self.known_number(times)
        if (
            not isinstance(parts, Display)
            or parts.op == "Dict"
            or count is None
            or count > WRITTEN_OUT
        ):
            return None
        return Display(parts.op, parts.items * count)

    def operation(
        self, op: ast.AST, left: Static, right: Static, node: ast.AST, want: Want | None
    ) -> Static:
        """Return an operator's value."""
        if left is POISON or right is POISON:
            return POISON
        text = self.joined_text(op, left, right, node)
        if text is not None:
            return text
        if isinstance(op, ast.Add) and isinstance(left, Display) and isinstance(right, Display):
            if "Dict" in (left.op, right.op):
                return self.fault(node, "dicts can't be added", "write the new one out")
            return Display(left.op, left.items + right.items)
        if isinstance(op, ast.Add) and (self.is_list(left) or self.is_list(right)):
            return self.joined_lists(node, [(left, True), (right, True)], want)
        if isinstance(op, ast.Mult) and (repeated := self.repeated(left, right)):
            return repeated
        if isinstance(op, OF_SHAPES) and (is_shape(left) or is_shape(right)):
            both = (self.argument(left, node), self.argument(right, node))
            if all(map(is_shape, both)):
                return Apply(type(op).__name__, both)
        if isinstance(op, (ast.Add, ast.Sub)) and (
            self.is_layer(left, right, node) or self.is_layer(right, left, node)
        ):
            return POISON
        name = type(op).__name__
        if not self.rules.knows(name):
            return self.fault(node, *operator_refused(op))
        for one, other in ((left, right), (right, left)) if name in OF_LISTS else ():
            if self.is_of_wholes(one) and not self.is_made_array(other):
                help = "make an array of it before: np.array(xs), np.concatenate([xs, [0]])"
                message = f"{SYMBOLS[name]} of a list of whole numbers is not supported"
                return self.fault(node, message, help)
        left, right = [
            self.beside_array(name, one, other, node)
            for one, other in ((left, right), (right, left))
        ]
        if isinstance(node, ast.BinOp) and is_text(left) != is_text(right):
            return self.text_refused(node.left if is_text(left) else node.right)
        if name == "MatMult":
            self.arrays = True
        return self.emit(Apply(name, (self.atom(left, node), self.atom(right, node))), node, want)

    def beside_array(self, op: str, value: Static, other: Static, node: ast.AST) -> Static:
        """Return a tuple or list that an operator has on one side as numpy makes it an array; else the value."""
        if not isinstance(value, Display) or value.op == "Dict" or isinstance(other, Display):
            return value
        if op in OF_LISTS and not self.is_made_array(other):
            return value
        parts = self.argument(value, node)
        if parts is POISON:
            return POISON
        self.arrays = True
        made = Apply("numpy.array", (parts,))
        return made if is_constant(made) else self.emit(made, node, None)

    whole_lists: set[Static]

    def declare(self, parameters: Sequence[Parameter], node: FunctionNode) -> None:
        """Note which parameters are annotated as arrays, as whole numbers, and as lists of either."""
        self.lists |= {p.name for p in parameters if p.listed}
        self.known = {p.name: int for p in parameters if p.integer}
        lists = {a.arg for a in arguments_of(node.args) if is_list(a.annotation)}
        self.declared_arrays |= {p.name for p in parameters if p.array} - lists
        self.whole_lists = {p.name for p in parameters if p.name in lists and not p.real}
        self.tuples = {a.arg for a in arguments_of(node.args) if is_endless_tuple(a.annotation)}

    def is_of_wholes(self, value: Static) -> bool:
        """Tell whether a value is a list of whole numbers, or a part of one."""
        made = self.made.get(value) if isinstance(value, str) else None
        part = isinstance(made, Apply) and made.op == "Item" and is_simple(made.args[1])
        return value in self.whole_lists or (part and self.is_of_wholes(made.args[0]))  # type: ignore[union-attr]

    def is_made_array(self, value: Static) -> bool:
        """Tell whether a value is sure to be an array, or a floating number of numpy's: a whole one repeats a list."""
        made = self.made.get(value) if isinstance(value, str) else value
        if value in self.declared_arrays or not isinstance(made, Apply):
            return value in self.declared_arrays
        if made.op in BINARY:
            return any(map(self.is_made_array, made.args))
        floats = made.op.startswith("numpy.") and told_of(made.op, self.rules).kind == FLOATS
        return floats or made.op in ("numpy.array", "MatMult")

    def display(
        self, node: ast.Tuple | ast.List, scope: Scope | None, want: Want | None = None
    ) -> Static:
        starred = [p.value for p in node.elts if isinstance(p, ast.Starred)]
        if any(self.is_list(self.part_at(part, scope)) for part in starred):
            parts = [p.value if isinstance(p, ast.Starred) else p for p in node.elts]
            flags = [isinstance(p, ast.Starred) for p in node.elts]
            return self.joined_lists(node, zip([self.value(p, scope) for p in parts], flags), want)
        items: list[Static] = []
        nodes: list[ast.expr] | None = []
        joined: list[Static] = []  # (*x.shape, 1) is x.shape + (1,)
        for part in node.elts:
            if isinstance(part, ast.Starred):
                inner = self.in_parts(self.value(part.value, scope), part)
                made, nodes = self.made.get(inner) if isinstance(inner, str) else None, None
                inner = made if made is not None and is_shape(made) else inner  # s = x.shape
                if isinstance(node, ast.Tuple) and isinstance(inner, Apply) and is_shape(inner):
                    joined += [Display("Tuple", items), inner] if items else [inner]
                    items = []
                elif isinstance(inner, Display) and inner.op != "Dict":
                    items += inner.items
                elif inner is not POISON:
                    self.fault(part, *UNPACKED)
            else:
                items.append(self.value(part, scope))
                if nodes is not None:
                    nodes.append(part)
        if not joined and isinstance(node, ast.List) and nodes is not None:
            return self.written_list(node, items, scope, want)
        last: list[Static] = [Display(type(node).__name__, items, nodes)]
        whole, *more = [*joined, *last] if items or not joined else joined
        for one in more:
            whole = self.operation(ast.Add(), whole, one, node, None)
        return whole

    def written_list(
        self, node: ast.List, items: list[Static], scope: Scope | None, want: Want | None
    ) -> Static:
        raise AssertionError("lists that grow are in flatgen.lists")

    def is_layer(self, product: Static, bias: Static, node: ast.AST) -> bool:
        raise AssertionError("parameters that hold others are in flatgen.keyed")

    def joined_lists(
        self, node: ast.AST, parts: Iterable[tuple[Static, bool]], want: Want | None
    ) -> Static:
        raise AssertionError("lists made of others are in flatgen.gathering")

    def call(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static:
        raise AssertionError("calls are in flatgen.calls")
