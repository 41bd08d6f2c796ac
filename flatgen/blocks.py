"""Branches and loops: statements made blocks, programs inside programs.

    for i in range(n):           s, = for range(n) carry 0.0
        s = s + x * i                block(i, s_1)
                                         s0 = Mult(x, i)
                                         s_2 = Add(s_1, s0)
                                         give s_2

A name that is assigned in a block goes out of it as a result, and what a loop's next round reads of it comes in as
a parameter. So a block binds every name once, as any program does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from flatgen.ir import UNBOUND, Apply, Atom, Block, If, Literal, Loop, Statement, Value
from flatgen.returning import Returning
from flatgen.static import POISON, Closure, Display, Method, Path, Scope, Static, Want
from flatgen.structure import assigned_in, leaves, structured
from flatgen.surveying import stored_names

Pair = tuple[str, list[Atom]]


class Side(NamedTuple):
    """A block as far as it is read: its statements, what names stand for at its end, what it returns."""

    body: list[Statement]
    names: dict[str, Static]
    value: Static | None = None


class Blocks(Returning):
    """Makes blocks of ``if`` and ``for``."""

    # Conditions

    def condition(self, node: ast.expr, scope: Scope) -> Value:
        """Flatten what an ``if`` asks."""
        value = self.truth(node, scope)
        if isinstance(value, (Display, Closure)):
            return Literal("True", True)
        found = self.atom(value, node)
        if isinstance(found, Apply) and not isinstance(self.decided(found), bool):
            found = self.emit(found, node, Want(scope, "test", result=True))
        return found

    def truth(self, node: ast.expr, scope: Scope) -> Static:
        """Return what is asked: what may not be reached, behind an ``and``, is no operation of its own."""
        if isinstance(node, ast.BoolOp):
            op = type(node.op).__name__
            first = self.truth(node.values[0], scope)
            parts = [self.atom(first, node)]
            self.within += 1
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
                both = [self.value(side, scope) for side in (node.left, node.comparators[0])]
                if any(isinstance(side, (Display, Closure, Path, Method)) for side in both):
                    return Literal(
                        str(isinstance(node.ops[0], ast.IsNot)), isinstance(node.ops[0], ast.IsNot)
                    )
                parts = [self.atom(side, node) for side in both]
                return (
                    POISON if POISON in parts else Apply(type(node.ops[0]).__name__, tuple(parts))
                )
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
        return self.value(node, scope)

    def decided(self, value: Value) -> bool | None:
        """Return whether a condition holds, where the text tells."""
        if isinstance(value, Literal):
            known = value.known
            return bool(known) if known is None or type(known) in (bool, int, float, str) else None
        if not isinstance(value, Apply):
            return None
        if value.op == "Not":
            inner = self.decided(value.args[0])
            return None if inner is None else not inner
        if value.op in ("Is", "IsNot"):
            nones = [isinstance(a, Literal) and a.known is None for a in value.args]
            others = [a for a, none in zip(value.args, nones) if not none]
            if all(nones) or all(isinstance(a, (Apply, Literal)) for a in others):
                return all(nones) == (value.op == "Is")
            made = [a for a in others if isinstance(a, str) and a not in self.main.parameters]
            return value.op == "IsNot" if made == others else None
        if value.op in ("And", "Or"):
            parts = [self.decided(argument) for argument in value.args]
            sure = value.op == "Or"
            if sure in parts:
                return sure
            return None if None in parts else not sure
        if value.op in ("Eq", "NotEq") and all(isinstance(a, Literal) for a in value.args):
            left, right = [a.known for a in value.args if isinstance(a, Literal)]
            if isinstance(left, str) and isinstance(right, str):
                return (left == right) == (value.op == "Eq")
        return None

    # Branches

    def branch(
        self, node: ast.If, scope: Scope, rest: list[ast.stmt], want: Want | None
    ) -> Static | None:
        """Flatten an ``if``, and what follows it where a branch returns; return what is returned."""
        test = self.condition(node.test, scope)
        sides = [*node.body, *rest], [*node.orelse, *rest]
        known = self.decided(test)
        if known is not None and test is not POISON:
            self.passed_over(node.orelse if known else node.body, scope)
            return self.run(sides[0] if known else sides[1], scope, want)
        if test is POISON:
            for statement in (node.body, node.orelse):
                for name in assigned_in(statement):
                    self.bind(scope, name, POISON)
            return POISON if rest or _returns(node) else None
        raising = [_raises(body) for body in (node.body, node.orelse)]
        if any(raising):  # a guard: the gradient is that of the way on
            self.passed_over(node.body if raising[0] else node.orelse, scope)
            return self.run(sides[1] if raising[0] else sides[0], scope, want)
        found = [self.side(body, scope, want) for body in sides]
        pairs: list[Pair] = []
        stored = dict.fromkeys([*assigned_in(sides[0]), *assigned_in(sides[1])])
        for name in stored:
            ends = [side.names.get(name) for side in found]
            if ends[0] is None and ends[1] is None:
                continue
            self.bind(scope, name, self.joined(name, ends, found, node, pairs))
        value: Static | None = None
        if found[0].value is not None or found[1].value is not None:
            values = [side.value for side in found]
            if None in values:
                help = "return a value on every way"
                return self.fault(node, "one way returns a value, the other none", help)
            value = self.joined(want.name if want else "out", values, found, node, pairs)
        self.append_choice(test, found, pairs, node)
        return value

    def choice(self, node: ast.IfExp, scope: Scope, want: Want | None) -> Static:
        """Flatten ``a if test else b``."""
        test = self.condition(node.test, scope)
        if test is POISON:
            return POISON
        known = self.decided(test)
        if known is not None:
            return self.value(node.body if known else node.orelse, scope, want)
        found = []
        for part in (node.body, node.orelse):
            around, self.body = self.body, []
            value = self.value(part, scope)
            found.append(Side(self.body, {}, value))
            self.body = around
        pairs: list[Pair] = []
        name = want.name if want else "chosen"
        value = self.joined(name, [side.value for side in found], found, node, pairs)
        self.append_choice(test, found, pairs, node)
        return value

    def append_choice(
        self, test: Value, sides: list[Side], pairs: list[Pair], node: ast.AST
    ) -> None:
        if pairs:
            blocks = [
                Block((), tuple(side.body), tuple([atoms[i] for _, atoms in pairs]))
                for i, side in enumerate(sides)
            ]
            targets = tuple([target for target, _ in pairs])
            self.keys += 1
            then, orelse = blocks
            self.body.append(If(targets, test, then, orelse, *self.place(node), self.keys))

    def passed_over(self, body: list[ast.stmt], scope: Scope) -> None:
        """Take what is never run off the assignments that are still to come."""
        for statement in body:
            for name in stored_names(statement, writes=False, walrus=self.module.walrus):
                if scope.left.get(name):
                    scope.left[name] -= 1

    def side(self, body: list[ast.stmt], scope: Scope, want: Want | None) -> Side:
        """Flatten one branch; what it binds is undone, so that another can be flattened."""
        names, holders, left = dict(scope.names), dict(self.holders), dict(scope.left)
        around, self.body = self.body, []
        value = self.run(body, scope, want)
        side = Side(self.body, dict(scope.names), value)
        self.body = around
        scope.names, self.holders, scope.left = names, holders, left
        return side

    def joined(
        self,
        name: str,
        ends: list[Static | None],
        sides: list[Side],
        node: ast.AST,
        pairs: list[Pair],
    ) -> Static:
        """Return what a name stands for behind two branches."""
        first, second = ends
        if first is second or (isinstance(first, (str, Literal, Apply)) and first == second):
            assert first is not None
            return first
        if POISON in (first, second):
            return POISON
        if isinstance(first, Display) and isinstance(second, Display):
            if (
                first.op == second.op
                and first.keys == second.keys
                and len(first.items) == len(second.items)
            ):
                items = [
                    self.joined(name, [a, b], sides, node, pairs)
                    for a, b in zip(first.items, second.items)
                ]
                return Display(first.op, items, keys=first.keys, maker=first.maker)
        kinds = (str, Literal, Apply, type(None))
        if not isinstance(first, kinds) or not isinstance(second, kinds):
            help = "give it one kind of value, or other names"
            return self.fault(node, f"{name} is something else in each branch", help)
        atoms = [self.given_out(end, side, name, node) for end, side in zip(ends, sides)]
        target = self.names.numbered(name)
        self.noted(target, name, [a for a in atoms if isinstance(a, str)])
        pairs.append((target, atoms))
        return target

    def given_out(self, value: Static | None, side: Side, name: str, node: ast.AST) -> Atom:
        """Return the result of a block: a constant or size gets a name there."""
        if value is None:
            return UNBOUND
        if isinstance(value, Apply):
            around, self.body = self.body, side.body
            value = self.emit(value, node, Want(self.main, name, result=True))
            self.body = around
        assert isinstance(value, (str, Literal))
        return value

    def noted(self, target: str, name: str, shared: list[str]) -> None:
        """Note a value that is one of several: whose arrays it may share."""
        if shared:
            self.owners[target] = frozenset().union(*map(self.owners_of, shared))
        self.versions.setdefault(name, []).append(target)
        self.used.add(target)
        self.variables[target] = name

    # Loops

    def loop(self, node: ast.For, scope: Scope) -> None:
        """Flatten a ``for``."""
        body = structured(node.body)
        if body is None:
            help = "write the loop so that it runs to its end"
            self.fault(node, "a return or a break in a loop is not supported", help)
            for name in assigned_in([node]):
                self.bind(scope, name, POISON)
            return
        rounds = self.rounds(node.iter, node.target, scope)
        if rounds is None:
            for name in assigned_in([node]):
                self.bind(scope, name, POISON)
            return
        if isinstance(rounds, list):  # of what is written out
            for item in rounds:
                self.store(node.target, item, scope)
                for statement in body:
                    self.statement(statement, scope)
        else:
            self.looped(node, body, *rounds, scope)
        for statement in node.orelse:
            self.statement(statement, scope)

    def rounds(
        self, over: ast.expr, target: ast.expr, scope: Scope
    ) -> list[Static] | tuple[Value, list[Value | None], bool] | None:
        """Return what a loop runs over: items that are written out; or numbers, and which arrays they index."""
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Name) and not over.keywords:
            function = self.value(over.func, scope)
            path = function.path if isinstance(function, Path) else ""
            if path == "range":
                given = [self.argument(self.value(a, scope), a) for a in over.args]
                return None if POISON in given else (Apply("range", tuple(given)), [None], False)
            if path == "reversed" and len(over.args) == 1:
                inner = self.rounds(over.args[0], target, scope)
                if isinstance(inner, list):
                    return inner[::-1]
                return inner and (Apply("reversed", (inner[0],)), inner[1], inner[2])
            if path in ("enumerate", "zip"):
                parts = [self.value(a, scope) for a in over.args]
                return self.together(path, parts, over)
        value = self.value(over, scope)
        if value is POISON:
            return None
        if isinstance(value, Display):
            return value.items if value.op != "Dict" else [Literal(f'"{k}"', k) for k in value.keys]
        base = self.atom(value, over)
        if base is POISON:
            return None
        self.arrays = True
        return Apply("range", (Apply("len", (base,)),)), [base], False

    def together(
        self, path: str, parts: list[Static], node: ast.Call
    ) -> list[Static] | tuple[Value, list[Value | None], bool] | None:
        """Return what ``enumerate`` or ``zip`` run over."""
        if POISON in parts:
            return None
        if path == "enumerate" and len(parts) != 1:
            help = "count from 0, and add the start where it is used"
            self.fault(node, "enumerate with a start is not supported", help)
            return None
        if all(isinstance(part, Display) for part in parts):
            lists = [part.items for part in parts if isinstance(part, Display)]
            if path == "enumerate":
                lists = [[Literal(str(i), i) for i in range(len(lists[0]))], *lists]
            return [Display("Tuple", list(row)) for row in zip(*lists)]
        bases = [self.atom(part, node) for part in parts]
        if POISON in bases:
            return None
        self.arrays = True
        lengths = tuple([Apply("len", (base,)) for base in bases])
        length: Value = lengths[0] if len(set(lengths)) == 1 else Apply("min", lengths)
        own: list[Value | None] = [None] if path == "enumerate" else []
        return Apply("range", (length,)), [*own, *bases], True

    def looped(
        self,
        node: ast.For,
        body: list[ast.stmt],
        over: Value,
        bases: list[Value | None],
        several: bool,
        scope: Scope,
    ) -> None:
        """Append a loop over numbers."""
        counted = None in bases
        names = list(dict.fromkeys([*assigned_in([node.target]), *assigned_in(body)]))
        before = {name: scope.names.get(name) for name in names}
        inits: list[Atom] = []
        parameters: list[str] = []
        for name in names:
            entered = self.entered(name, before[name], node, inits, parameters)
            if entered is not None:
                self.bind(scope, name, entered)
        written = len(self.writes)
        around, self.body = self.body, []
        item = self.counter(node.target, several) if counted else self.names.fresh("i")
        items: list[Static] = [
            item if base is None else Apply("Item", (base, item)) for base in bases
        ]
        self.integers.add(item)
        if several:
            self.store(
                node.target, Display("Tuple", [self.part_of(i, node, None) for i in items]), scope
            )
        else:
            want = self.wanted(node.target, scope)
            self.store(node.target, self.part_of(items[0], node, want), scope)
        for statement in body:
            self.statement(statement, scope)
        side = Side(self.body, dict(scope.names))
        self.body = around
        results: list[Atom] = []
        targets: list[str] = []
        for name in names:
            self.left(name, before[name], side, node, scope, results, targets, inits, parameters)
        self.check_carried(written, names, results, node)
        block = Block((item, *parameters), tuple(side.body), tuple(results))
        self.keys += 1
        place = self.place(node)
        self.body.append(Loop(tuple(targets), item, over, tuple(inits), block, *place, self.keys))

    def counter(self, target: ast.expr, several: bool) -> str:
        """Return a name for the number of a round: the user's own, as a new one."""
        first = target.elts[0] if several and isinstance(target, (ast.Tuple, ast.List)) else target
        name = first.id if isinstance(first, ast.Name) else "i"
        made = self.names.fresh(name) if name not in self.own else self.names.numbered(name)
        self.variables[made] = name
        return made

    def part_of(self, value: Static, node: ast.AST, want: Want | None) -> Static:
        return self.emit(value, node, want) if isinstance(value, Apply) else value

    def entered(
        self,
        name: str,
        value: Static | None,
        node: ast.AST,
        inits: list[Atom],
        parameters: list[str],
    ) -> Static | None:
        """Return what a name stands for in a loop, where it stood for ``value`` before."""
        if isinstance(value, Display):
            items = [self.entered(name, item, node, inits, parameters) for item in value.items]
            found: list[Static] = [item for item in items if item is not None]
            return Display(value.op, found, keys=value.keys, maker=value.maker)
        if value is POISON or not isinstance(value, (str, Literal, Apply, type(None))):
            return value
        if isinstance(value, Apply):
            value = self.emit(value, node, Want(self.main, name, result=True))
        parameter = self.names.numbered(name)
        inits.append(UNBOUND if value is None else value)  # type: ignore[arg-type]
        parameters.append(parameter)
        self.noted(parameter, name, [value] if isinstance(value, str) else [])
        return None if value is None else parameter

    def left(
        self,
        name: str,
        before: Static | None,
        side: Side,
        node: ast.AST,
        scope: Scope,
        results: list[Atom],
        targets: list[str],
        inits: list[Atom],
        parameters: list[str],
    ) -> None:
        """Bind what a name stands for behind a loop."""
        end = side.names.get(name)

        def out(was: Static | None, now: Static | None) -> Static:
            if isinstance(was, Display):
                if (
                    isinstance(now, Display)
                    and len(now.items) == len(was.items)
                    and now.op == was.op
                ):
                    items = [out(a, b) for a, b in zip(was.items, now.items)]
                    return Display(was.op, items, keys=was.keys, maker=was.maker)
                if now is not POISON:
                    self.fault(
                        node, f"{name} changes its form in a loop", "give it one form before it"
                    )
                for _ in leaves(was):
                    results.append(UNBOUND)
                    targets.append(self.names.numbered(name))
                return POISON
            if was is POISON or not isinstance(was, (str, Literal, Apply, type(None))):
                if now is not was:
                    self.fault(node, f"{name} is another function in a loop", "use another name")
                return was
            poisoned = now is POISON or not isinstance(now, (str, Literal, Apply, type(None)))
            if poisoned and now is not POISON:
                help = "assign its parts to names of their own before the loop"
                self.fault(node, f"{name} changes its form in a loop", help)
            result = UNBOUND if poisoned else self.given_out(now, side, name, node)
            results.append(result)
            target = self.names.numbered(name)
            targets.append(target)
            init = inits[len(targets) - 1]
            shared = [atom for atom in (init, result) if isinstance(atom, str)]
            self.noted(target, name, shared)
            return POISON if poisoned else target

        value = out(before, end)
        self.bind(scope, name, value)

    def check_carried(
        self, written: int, names: list[str], results: list[Atom], node: ast.AST
    ) -> None:
        """Report what goes into the next round as a view of an array that the loop writes into."""
        own = frozenset().union(
            *[self.owners_of(base) for _, base, _ in self.writes[written:]], frozenset()
        )
        changed = {made for made, _, _ in self.writes[written:]}
        if not own:
            return
        for result in results:
            if isinstance(result, str) and result not in changed and self.is_view_of(result, own):
                name = self.variables.get(result, result)
                help = f"carry a copy of it: {name}.copy()"
                self.fault(node, f"{name} may share its array with one that the loop changes", help)

    def is_view_of(self, name: str, own: frozenset[str]) -> bool:
        shared = self.owners_of(name) & own
        return bool(shared) and name not in self.variables

    def run(self, body: list[ast.stmt], scope: Scope, want: Want | None) -> Static | None:
        raise AssertionError("statements are in flatgen.parse")

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")

    def store(self, target: ast.expr, value: Static, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")

    def wanted(self, target: ast.expr, scope: Scope) -> Want | None:
        raise AssertionError("statements are in flatgen.parse")


def _raises(body: list[ast.stmt]) -> bool:
    return bool(body) and isinstance(body[-1], ast.Raise)


def _returns(node: ast.stmt) -> bool:
    return any(isinstance(part, ast.Return) for part in returning(node))


def returning(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a statement and those in it, functions left out."""
    yield node
    if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.stmt, ast.ExceptHandler)):
                yield from returning(child)
