"""Lists made of what is on others, by loops that put it there; and those of which only the run tells how long they are.

[*h, x], h + [x], h[1:]          items = []
list(reversed(h))                for item in h:
                                     items.append(item)
                                 items.append(x)
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import zip_longest

from flatgen.comprehensions import OWN, Comprehensions
from flatgen.growing import changed_by
from flatgen.ir import AXES, BLANKS, ROWS, Apply, Literal, Value
from flatgen.keyed import ENTRIES
from flatgen.lists import GIVEN, QUEUE
from flatgen.naming import PASSING
from flatgen.statements import repeated
from flatgen.static import POISON, Display, Keyed, Path, Rows, Scope, Static, Want, lists_in

MANY = 32  # axes, as numpy has them


class Gathering(Comprehensions):
    """Makes loops of what joins lists, or takes parts of them."""

    def joined_lists(
        self,
        node: ast.AST,
        parts: Iterable[tuple[Static, bool]],
        want: Want | None,
        scope: Scope | None = None,
    ) -> Static:
        """Return a new list of values; of those that are starred, of what is on them."""
        if self.within:
            return self.fault(node, "a new list is not supported here", "give it a line of its own")
        made = self.start_list(node, want or Want(self.main, "items", result=True))
        for value, starred in parts:
            if not starred:
                self.push(made, value, node, self.main)
            elif isinstance(value, Display) and value.op != "Dict":
                for item in value.items:
                    self.push(made, item, node, self.main)
            elif self.is_list(value):
                self.put_all(made, ast.Name(GIVEN, ast.Load()), value, node, scope)
            elif value is not POISON:
                help = "append its parts in a loop"
                return self.fault(node, "a list and what is no list can't be joined", help)
            if starred and (value in self.tuples or getattr(value, "op", "") == "Tuple"):
                self.tuples.add(made)  # t + (1,): it is one
        return made

    def grows(self, want: Want | None) -> bool:
        """Tell whether a function changes a list by a name."""
        body = want.scope.node.body if want else ()
        return any(changed_by(p) == want.name for s in body for p in ast.walk(s))  # type: ignore[union-attr]

    def put_all(
        self, made: Static, over: ast.expr, given: Static, node: ast.AST, scope: Scope | None
    ) -> None:
        """Append the loop that puts all that is on a list onto another one."""
        method = ast.Attribute(ast.Name(OWN, ast.Load()), "append", ast.Load())
        add = ast.Expr(ast.Call(method, [ast.Name("item", ast.Load())], []))
        body = ast.For(ast.Name("item", ast.Store()), over, [add], [])
        for inner in ast.walk(body):
            if not hasattr(inner, "lineno") and isinstance(inner, (ast.stmt, ast.expr)):
                ast.copy_location(inner, node)
        arguments = ast.arguments([], [], None, [], [], None, [])
        own = Scope(ast.FunctionDef("gathered", arguments, [body], []), scope, self.module.walrus)
        own.names |= {OWN: made, GIVEN: given}
        own.local |= {OWN, GIVEN}
        self.statement(body, own)

    def part_of_list(
        self, node: ast.Subscript, base: Static, scope: Scope | None, want: Want | None
    ) -> Static:
        """``h[1:]``: a new list."""
        if self.within:
            return self.fault(node, "a new list is not supported here", "give it a line of its own")
        made = self.start_list(node, want or Want(self.main, "items", result=True))
        over = ast.Subscript(ast.Name(GIVEN, ast.Load()), node.slice, ast.Load())
        before = len(self.faults)
        self.put_all(made, over, base, node, scope)
        return POISON if self.faults[before:] else made

    def listed(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """``list(zip(xs, ys))``, ``list(h)``, ``h.copy()``: a new list; None of all else."""
        made, called = self.list_made(node, scope, want), getattr(node.func, "id", "")
        if called == "tuple" and isinstance(made, Display) and made.op == "List":
            return Display("Tuple", [*made.items])
        if called in ("list", "tuple") and made is not None and self.is_list(made):
            (self.tuples.add if called == "tuple" else self.tuples.discard)(made)
        return made

    def list_made(self, node: ast.Call, scope: Scope | None, want: Want | None) -> Static | None:
        """Return a new list; one that is written out may be of a tuple."""
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if isinstance(node.func, ast.Attribute) and node.func.attr == "copy":
            given = None if node.args else self.part_at(node.func.value, scope)
            if isinstance(given, Display) and given.op == "List":
                return Display("List", [*given.items])
            if given is None or not self.is_list(given):
                return None
            return self.joined_lists(node, [(given, True)], want)
        if called not in ("list", "tuple") or len(node.args) != 1 or node.keywords or scope is None:
            return None
        if not self.called_by(node, scope):  # it is the file's own
            return None
        over = node.args[0]
        if isinstance(over, ast.GeneratorExp):
            return self.comprehended(over, scope, want)
        given = self.taken_whole(over, scope)
        if isinstance(given, Keyed):
            return self.run_through(given, "keys", node)
        if isinstance(over, ast.Call) and getattr(over.func, "attr", "") in ENTRIES:
            value: Static = self.value(over, scope)
            lists = lists_in(value.row) if isinstance(value, Rows) else [str(value)]
            if self.is_list(value) and all(map(self.is_given, lists)) and not self.grows(want):
                return value
            return self.joined_lists(node, [(value, True)], want)
        inner = (
            over.func.id if isinstance(over, ast.Call) and isinstance(over.func, ast.Name) else ""
        )
        if inner == "range" and called == "tuple":
            return self.axes(over, scope, want)
        if inner in PASSING:
            return self.comprehended(all_of(over, node), scope, want)
        if called == "list" and given is None and isinstance(over, ast.Call):
            value = self.value(over, scope)
            return self.in_parts(value, node) if self.sections_of(value) else None
        if given is None and isinstance(over, (ast.Tuple, ast.List)):
            given = self.value(over, scope)
        if isinstance(given, Display) and given.op in ("List", "Tuple") and not given.maker:
            return Display("List" if called == "list" else "Tuple", [*given.items])
        if given is None or not self.is_list(given):
            return None
        return self.joined_lists(node, [(given, True)], want)

    def axes(self, over: ast.expr, scope: Scope, want: Want | None) -> Static | None:
        """Flatten ``tuple(range(1, x.ndim))``; None of what is no axes by its size."""
        assert isinstance(over, ast.Call)
        if over.keywords or not 0 < len(over.args) < 4 or not self.called_by(over, scope):
            return None
        bounds = [self.atom(self.value(argument, scope), over) for argument in over.args]
        if POISON in bounds:
            return POISON
        known = [self.known_number(bound) for bound in bounds]
        if None in known or len(range(*known)) > MANY:  # type: ignore[arg-type]
            axes = Apply(AXES, tuple(bounds))
            return self.emit(axes, over, want) if want else axes
        return Display("Tuple", [Literal(str(i), i) for i in range(*known)])  # type: ignore[arg-type]

    def unzipped(self, target: ast.expr, node: ast.expr, scope: Scope) -> bool:
        """Flatten ``a, b = zip(*pairs)`` of a list of tuples, a new list for each name; False if it is none."""
        call = node if isinstance(node, ast.Call) and len(node.args) == 1 else None
        if not isinstance(target, (ast.Tuple, ast.List)) or call is None or call.keywords:
            return False
        (over,) = call.args
        if not isinstance(over, ast.Starred) or self.called_by(call, scope) != "zip":
            return False
        given = self.value(over.value, scope)
        rows = given.items if isinstance(given, Display) and given.op != "Dict" else []
        if rows and all(isinstance(row, Display) and row.op != "Dict" for row in rows):
            columns = zip(*[row.items for row in rows])  # type: ignore[union-attr]
            parts: list[Static] = [Display("Tuple", [*column]) for column in columns]
            self.store(target, Display("Tuple", parts), scope)
            return True
        if not isinstance(given, Rows) or given.row.op != "Tuple":
            return False
        made: list[Static] = []
        named = [*target.elts] if len(target.elts) == len(given.row.items) else []
        for part, name in zip_longest(given.row.items, named):
            column = Rows(part) if isinstance(part, Display) else part
            want = Want(scope, name.id) if isinstance(name, ast.Name) else None
            made.append(self.joined_lists(node, [(column, True)], want))
        self.store(target, Display("Tuple", made), scope)
        return True

    # As long as the run tells

    def as_long(self, target: ast.expr, node: ast.expr, scope: Scope) -> bool:
        """Flatten ``h = [0.0] * n``, ``list(x)``, or ``a, b = zip(*pairs)``; False if it is none of these."""
        if not isinstance(target, ast.Name):
            return self.unzipped(target, node, scope)
        want = Want(scope, target.id)
        value: Value | None = None
        if self.is_queue_of(node, scope) and isinstance(node, ast.Call):
            (node,) = node.args
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            value = self.zeros_of(node, scope)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == ROWS:
            value = self.rows_of(node, scope)
            if value is not None and self.is_ready(target, scope):
                self.bind(
                    scope, target.id, self.comprehended(all_of(node.args[0], node), scope, want)
                )
                return True
        elif isinstance(node, ast.ListComp) and not self.is_ready(target, scope):
            value = self.blanks_of(node, scope)
        if value is None:
            return False
        if isinstance(value, Apply):
            grown = self.start_list(target, want, value)
            self.share_repeated(str(grown), value)
            self.bind(scope, target.id, grown)
        else:
            self.bind(scope, target.id, value)
        return True

    def is_queue_of(self, node: ast.expr, scope: Scope) -> bool:
        """Tell whether an expression is ``deque([0.0] * n)``: a deque is a list."""
        if not isinstance(node, ast.Call) or len(node.args) != 1 or node.keywords:
            return False
        function = self.value(node.func, scope) if isinstance(node.args[0], ast.BinOp) else None
        return isinstance(function, Path) and function.path == QUEUE

    def zeros_of(self, node: ast.BinOp, scope: Scope) -> Value | None:
        """Return ``[x] * n``, a list of one value of which only the run tells how many."""
        left, right = node.left, node.right
        if isinstance(right, ast.List):
            left, right = right, left
        if not isinstance(left, ast.List) or len(left.elts) != 1:
            return None
        count = self.value(right, scope)
        times = self.known_number(count)
        if count is POISON or isinstance(count, Display) or times is not None:
            return None
        item = self.value(left.elts[0], scope)
        if isinstance(item, Display) or (isinstance(item, str) and item in self.lists):
            return None
        item = self.atom(item, left)
        if isinstance(item, Apply):
            item = self.emit(item, left, Want(scope, "item", result=True))
        if item is POISON:
            return POISON
        many = self.atom(count, right)
        return POISON if many is POISON else Apply("Mult", (Apply("List", (item,)), many))

    def share_repeated(self, grown: str, value: Value) -> None:
        """Note that one array is in all places of a list."""
        item = repeated(value)
        if isinstance(item, str):
            self.owners[grown] = self.owners_of(grown) | self.owners_of(item)
            self.pushed.setdefault(grown, []).append(item)
            for owner in self.owners_of(item):
                self.holders[owner] = self.holders.get(owner, 0) + 2

    def rows_of(self, node: ast.Call, scope: Scope) -> Value | None:
        """Return ``list(x)``, the rows of an array."""
        function = self.value(node.func, scope)
        if not isinstance(function, Path) or len(node.args) != 1 or node.keywords:
            return None
        over = node.args[0]
        if isinstance(over, ast.GeneratorExp) or (
            isinstance(over, ast.Call) and getattr(over.func, "id", "") in PASSING
        ):
            return None
        base = self.value(node.args[0], scope)
        if not isinstance(base, str) or self.sections_of(base):
            return None
        self.arrays = self.arrays or base not in self.lists
        return Apply(ROWS, (base,))

    def blanks_of(self, node: ast.ListComp, scope: Scope) -> Value | None:
        """Return ``[np.zeros_like(s) for s in h]``, or times 1.0: zeros for what is on a list."""
        (first, *more), element = node.generators, node.elt
        times: tuple[Value, ...] = ()
        if isinstance(element, ast.BinOp) and ast.unparse(element).endswith(" * 1.0"):
            element, times = element.left, (Literal("1.0", 1.0),)
        stack = self.list_named(first.iter, scope)
        if more or first.ifs or not isinstance(stack, str) or not isinstance(element, ast.Call):
            return None
        if [ast.dump(first.target)] != [stored(argument) for argument in element.args]:
            return None
        function = self.value(element.func, scope)
        plain = isinstance(function, Path) and not element.keywords
        found = plain and function.path == "numpy.zeros_like"  # type: ignore[union-attr]
        return Apply(BLANKS, (stack, *times)) if found else None


def stored(node: ast.expr) -> str:
    """Return what a name is dumped as where it is assigned to."""
    return ast.dump(ast.Name(node.id, ast.Store())) if isinstance(node, ast.Name) else ""


def all_of(over: ast.expr, node: ast.AST) -> ast.ListComp:
    """Return ``[item for item in over]``, where ``list(over)`` stands."""
    item = ast.Name("item", ast.Load())
    run = ast.comprehension(ast.Name("item", ast.Store()), over, [], 0)
    made = ast.copy_location(ast.ListComp(item, [run]), node)
    for part in (item, run.target):
        ast.copy_location(part, node)
    return made
