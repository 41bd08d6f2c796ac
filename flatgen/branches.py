"""Branches: an ``if`` made a choice between two blocks.

    if x > 0:                    s0 = Gt(x, 0)
        y = x * x                y, = if s0
    else:                            y_1 = Mult(x, x)
        y = -x                       give y_1
                                 else
                                     y_2 = USub(x)
                                     give y_2

Where a branch returns, what follows the ``if`` belongs to the other one.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from flatgen.effects import acts, guard_of, raises
from flatgen.errors import Fault
from flatgen.ir import UNBOUND, Apply, Atom, Block, If, Literal, Value, names, substitute
from flatgen.merging import KINDS, Pair, Side
from flatgen.refusals import CHOSEN, NAMED_IN_A_WAY, UNASSIGNED
from flatgen.statements import bound_in, equations
from flatgen.static import FUNCTIONS, POISON, Choice, Display, Path, Scope, Static, Want, kind_of
from flatgen.structure import returns
from flatgen.surveying import stored_names
from flatgen.together import Together


class Branches(Together):
    """Makes blocks of ``if``."""

    def branch(
        self, node: ast.If, scope: Scope, rest: list[ast.stmt], want: Want | None
    ) -> Static | None:
        """Flatten an ``if``, and what follows it where a branch returns; return what is returned."""
        sides = [*node.body, *rest], [*node.orelse, *rest]
        raised = next((k for k, side in enumerate(sides) if raises(side)), None)
        if raised is not None:  # a guard: what follows is on the way on
            guard = self.whole(guard_of(node.test, sides[raised], not raised), scope)
            if guard is not None:
                self.append_effect(guard, node)
                self.passed_over([node.body, node.orelse][raised], scope)
                return self.run(sides[1 - raised], scope, want)
        test = self.condition(node.test, scope)
        known = self.decided(test)
        if known is not None and test is not POISON:
            self.passed_over(node.orelse if known else node.body, scope)
            return self.run(sides[0] if known else sides[1], scope, want)
        if test is POISON:
            for statement in (node.body, node.orelse):
                for name in self.assigned_in(statement, scope):
                    self.bind(scope, name, POISON)
            return POISON if rest or returns(node) else None
        if raised is not None:
            both = [Side([], {}), Side([], {})]
            both[raised] = self.side(sides[raised], scope, None)
            self.append_choice(test, both, [], node)
            self.passed_over([node.body, node.orelse][raised], scope)
            return self.run(sides[1 - raised], scope, want)
        stored = self.assigned_in([*sides[0], *sides[1]], scope)
        self.within_blocks.append((scope, set(stored)))
        ready = self.start_before(node, scope, want)
        found = [self.side(body, scope, want)._replace(test=test) for body in sides]
        self.within_blocks.pop()
        self.end_before(ready)
        pairs: list[Pair] = []
        self.join_names(stored, found, pairs, node, scope)
        value: Static | None = None
        if found[0].value is not None or found[1].value is not None:
            values = [side.value for side in found]
            if None in values:
                help = "return a value on every way"
                return self.fault(node, "one way returns a value, the other none", help)
            self.check_returned(values, node, want)
            ended = [side._replace(shared=side.elsewhere) for side in found]
            value = self.joined(want.name if want else "out", values, ended, node, pairs)
        self.merge(found, node, pairs)
        self.append_choice(test, found, pairs, node)
        return value

    def join_names(
        self, stored: list[str], found: list[Side], pairs: list[Pair], node: ast.If, scope: Scope
    ) -> None:
        """Bind what branches bind to what it is behind them."""
        for name in stored:
            ends = [side.names.get(name) for side in found]
            if any(name in side.lost for side in found):
                self.lose(name, scope, node)
                continue
            if ends[0] is None and ends[1] is None:
                continue
            ends = self.as_begun(name, ends, node, scope)
            listed = any(map(self.is_list, ends))
            if None in ends and (listed or not all(isinstance(end, KINDS) for end in ends)):
                one = name not in scope.names and name not in scope.lost
                called = "what is returned here" if name in self.structure.values else name
                self.lose(name, scope, node, bound_on_one_way(called) if one else None)
                continue  # of no use behind the branches: to read it is a fault
            come = self.coming.get((id(scope), name))
            ends = [come if end is None else end for end in ends]
            if all(map(self.is_list, ends)) and ends[0] != ends[1]:
                self.lose(name, scope, node)
                continue
            self.bind(scope, name, self.joined(name, ends, found, node, pairs))
            self.note_in_part(scope.names[name], ends, come)

    def lose(
        self, name: str, scope: Scope, node: ast.AST, said: tuple[str, str] | None = None
    ) -> None:
        """Let a name be one list or another, as the run tells: it can't be read any more."""
        scope.lost[name] = Fault(*(said or other_lists(name)), *self.place(node))
        self.hold(scope.names.pop(name, None), -1)

    def walrus(self, node: ast.NamedExpr, scope: Scope | None) -> Static:
        """Flatten ``(t := a * x)``, where it is run in any case."""
        if (self.within or scope in self.ways) and not is_of_one_way(node, scope):
            return self.fault(node, *NAMED_IN_A_WAY)
        value = self.value(node.value, scope, Want(scope, node.target.id) if scope else None)
        if scope:
            self.bind(scope, node.target.id, value)
        return value

    def choice(self, node: ast.IfExp, scope: Scope, want: Want | None) -> Static:
        """Flatten ``a if test else b``."""
        test = self.condition(node.test, scope)
        if test is POISON:
            return POISON
        known = self.decided(test)
        if known is not None:
            return self.value(node.body if known else node.orelse, scope, want)
        ways = [lambda p=part: self.value(p, scope) for part in (node.body, node.orelse)]
        return self.one_way(test, ways, node, scope, want)

    def one_way(
        self,
        test: Value,
        ways: Sequence[Callable[[], Static]],
        node: ast.expr,
        scope: Scope,
        want: Want | None,
    ) -> Static:
        """Return the value of one of two expressions, each flattened in a block of its own."""
        found = []
        self.within_blocks.append((scope, set()))
        self.ways.append(scope)
        for way in ways:
            around, self.body = self.body, []
            self.open_frame()
            side = self.ended(Side(self.body, {}, way()), scope, names=0)
            found.append(side._replace(test=test))
            self.body = around
        self.within_blocks.pop()
        self.ways.pop()
        pairs: list[Pair] = []
        name = want.name if want else "chosen"
        value = self.joined(name, [side.value for side in found], found, node, pairs)
        self.merge(found, node, pairs)
        self.append_choice(test, found, pairs, node)
        return value

    def append_choice(
        self, test: Value, sides: list[Side], pairs: list[Pair], node: ast.AST
    ) -> None:
        lines = [line for side in sides for line in equations(side.body)]
        kept = self.in_place.keys() | self.rewritten.keys()  # written, if by another name
        if pairs or any(acts(line.value) or line.target in kept for line in lines):
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
        ready, self.ready = self.ready, dict(self.ready)
        lost, scope.lost = scope.lost, dict(scope.lost)
        lines, self.lines = self.lines, self.lines[:-1]  # each statement has its own comments
        self.open_frame()
        value = self.run(body, scope, want)
        if body:
            self.names_anew(
                [n for n in scope.names if names.get(n) != scope.names[n]], body[-1], scope
            )
        self.lines = lines
        if body:
            self.count_own(body[-1])
        side = self.ended(Side(self.body, dict(scope.names), value), scope)
        side, scope.lost = side._replace(lost=frozenset(scope.lost)), lost
        self.body = around
        self.used_up |= ready.keys() - self.ready.keys()
        self.ready = ready
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
        first, second = ends = [self.as_number(end, node) for end in ends]
        first, second = ends = [
            self.as_constant(end, other, node) for end, other in ((first, second), (second, first))
        ]
        if first is second or (isinstance(first, (str, Literal, Apply)) and first == second):
            assert first is not None
            return first
        if POISON in (first, second):
            return POISON
        if isinstance(first, Display) and isinstance(second, Display):
            found = self.one_of([first, second], name, sides, node, pairs)
            if found is not None:
                return found
        if isinstance(first, FUNCTIONS) and isinstance(second, FUNCTIONS):
            test = sides[0].test
            if test is not None:
                ways = [self.handed_out(end, k, sides, pairs) for k, end in enumerate(ends)]
                return Choice(test, *ways)
        listed = any(map(self.is_list, ends))
        if listed or not isinstance(first, KINDS) or not isinstance(second, KINDS):
            help = "give it one kind of value, or other names"
            if self.is_list(first) and self.is_list(second):
                return self.fault(node, *other_lists(name))
            one, other = kind_of(first, second), kind_of(second, first)
            if one == other == "a function":
                other, help = "another one", CHOSEN
            message = f"{name} is {one} in one branch and {other} in the other"
            return self.fault(node, message, help)
        atoms = [self.given_out(end, side, name, node) for end, side in zip(ends, sides)]
        target = self.names.numbered(name)
        self.noted(target, name, atoms)
        pairs.append((target, atoms))
        return target

    def as_constant(
        self, value: Static | None, other: Static | None, node: ast.AST
    ) -> Static | None:
        """Return what an object has by a name, ``self.mask``, as the number that it is beside another one."""
        if not isinstance(value, Path) or not isinstance(other, (str, Literal, Apply)):
            return value
        held = self.is_state(value) or value.path in self.module.live
        return self.atom(value, node) if held else value

    def handed_out(
        self, function: Static | None, k: int, sides: list[Side], pairs: list[Pair]
    ) -> Static:
        """Return a function as it is behind a branch: what is asked there to choose it is given out."""
        assert function is not None
        if not isinstance(function, Choice):
            return function
        own = set(bound_in(sides[k].body))
        by: dict[str, Value] = {}
        for name in own.intersection(names(function.test)):
            by[name] = target = self.names.numbered("chosen")
            atoms: list[Atom] = [UNBOUND, UNBOUND]
            atoms[k] = name
            pairs.append((target, atoms))
        ways = [self.handed_out(way, k, sides, pairs) for way in function.within()]
        return Choice(substitute(function.test, by), *ways)

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

    def noted(self, target: str, name: str, atoms: Sequence[Static | None]) -> None:
        """Note a value that is one of several: whose arrays it may share."""
        shared = [atom for atom in atoms if isinstance(atom, str)]
        self.mixed |= {target} if len(shared) < len(atoms) else set()
        if shared:
            self.owners[target] = frozenset().union(*map(self.owners_of, shared))
            self.passed[target] = list(shared)
        self.versions.setdefault(name, []).append(target)
        self.used.add(target)
        self.either.add(target)
        self.variables[target] = name

    def note_in_part(self, value: Static, ends: list[Static | None], come: str | None) -> None:
        raise AssertionError("what a loop binds first is in flatgen.coming")

    def run(self, body: list[ast.stmt], scope: Scope, want: Want | None) -> Static | None:
        raise AssertionError("statements are in flatgen.parse")


def is_of_one_way(node: ast.NamedExpr, scope: Scope | None) -> bool:
    """Tell whether a name is read on that side of a conditional expression alone on which it is bound."""

    def count(within: ast.AST) -> int:
        return sum(getattr(part, "id", "") == node.target.id for part in ast.walk(within))

    whole = scope.node if scope is not None else node
    choices = [part for part in ast.walk(whole) if isinstance(part, ast.IfExp)]
    ways = [way for part in choices for way in (part.body, part.orelse)]
    return any(
        count(way) == count(whole) for way in ways if any(part is node for part in ast.walk(way))
    )


def bound_on_one_way(name: str) -> tuple[str, str]:
    return f"{name} is no number or array, and bound on one way only", UNASSIGNED


def other_lists(name: str) -> tuple[str, str]:
    return (
        f"{name} is another list in each branch",
        "let each branch make it in one line, or append to one list in both",
    )
