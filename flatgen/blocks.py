"""Loops: a ``for`` or a ``while`` made a block, a program inside a program.

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

from flatgen.carrying import Carrying
from flatgen.coming import not_handed_on
from flatgen.counting import counters
from flatgen.dicts import has_all
from flatgen.errors import Fault
from flatgen.ir import (
    ENDLESS,
    PROCEED,
    UNBOUND,
    Apply,
    Atom,
    Block,
    Equation,
    Literal,
    Loop,
    Value,
)
from flatgen.keys import NOWHERE
from flatgen.merging import KINDS, Side, as_ended
from flatgen.ranges import Base, Rounds
from flatgen.statements import gates_of
from flatgen.static import POISON, Display, Scope, Static, Want, items_as
from flatgen.structure import LoopNode, from_zero, leaves

ANOTHER = "use another name"


class Blocks(Carrying):
    """Makes blocks of ``for`` and ``while``."""

    # Loops

    def loop(self, node: LoopNode, scope: Scope) -> None:
        """Flatten a loop that is left early only where a name says so."""
        if isinstance(node, ast.For) and self.called_by(node.iter, scope) == "enumerate":
            mark, node = self.structure.marks.get(node, ""), from_zero(node)
            self.structure.marks |= {node: mark} if mark else {}
        body = self.structure.structured(node.body, self.structure.marks.get(node, ""))
        ready, self.ready = self.ready, {}  # a round makes lists of its own
        self.loop_of(node, body, scope)
        self.ready = ready

    def loop_of(self, node: LoopNode, body: ast.stmt | list[ast.stmt], scope: Scope) -> None:
        if isinstance(body, ast.stmt):
            self.fault(body, "a return of nothing in a loop is not supported", "return a value")
            rounds: list[Static] | Rounds | None = None
        elif isinstance(node, ast.While):
            rounds = (ENDLESS, [None], False)
        else:
            rounds = self.rounds(node.iter, node.target, scope)
        if rounds and self.place(node) in self.learned.unrolled:
            numbers = self.numbers_of(rounds[0])
            rounds = rounds if numbers is None else numbers
        if rounds is None or isinstance(body, ast.stmt):
            for name in self.assigned_in([node], scope):
                self.bind(scope, name, POISON)
        elif isinstance(rounds, list):  # of what is written out
            assert isinstance(node, ast.For)
            seen = self.viewed(node.iter, scope)
            for i, item in enumerate(rounds):
                self.round_of(node, body, item, scope)
                self.check_viewed(seen, i, node)
        else:
            self.looped(node, body, *rounds, scope)

    def round_of(self, node: ast.For, body: list[ast.stmt], item: Static, scope: Scope) -> None:
        """Flatten one round of a loop over items that are written out, where it wasn't left before."""
        mark = self.structure.marks.get(node, "")
        if not mark:
            self.store(node.target, item, scope)
            for statement in body:
                self.statement(statement, scope)
            return
        given = self.structure.mark("item")
        self.bind(scope, given, item)
        stored = ast.Assign([node.target], ast.Name(given, ast.Load()))
        going = ast.UnaryOp(ast.Not(), ast.Name(mark, ast.Load()))
        round = ast.copy_location(ast.If(going, [stored, *body], []), node)
        self.statement(ast.fix_missing_locations(round), scope)

    def own_assigned(self, nodes: list[ast.AST], scope: Scope) -> list[str]:
        """Return the names that statements assign, or whose arrays they may change, but those of the scopes around."""
        own, around, module = scope.local | scope.names.keys(), scope.parent, self.module
        outer = module.bindings.keys() | module.imports.keys() | module.functions.keys()
        while around is not None:
            outer, around = outer | around.local | around.names.keys(), around.parent
        return [name for name in self.assigned_in(nodes, scope) if name in own or name not in outer]

    def looped(
        self,
        node: LoopNode,
        body: list[ast.stmt],
        over: Value,
        bases: list[Base],
        several: bool,
        scope: Scope,
    ) -> None:
        """Append a loop over numbers."""
        counted = None in bases
        targets_of = [node.target] if isinstance(node, ast.For) else []
        number, self.loops = self.loops, self.loops + 1
        stored = self.own_assigned([*targets_of, *body], scope)
        names = self.rebound(stored, [*targets_of, *body], scope)
        lists = self.carry_lists(names, body, node, scope)
        self.names_anew(names, node, scope)
        places = [*[(scope, name) for name in names], *self.places_in(number, scope)]
        before = [self.as_constant(around.names.get(name), "", node) for around, name in places]
        shared = self.shared_in(before, scope)
        inits, parameters = list[Atom](), list[str]()
        coming = dict(self.coming)
        for place, value in zip(places, before):
            self.enter(place, value, node, inits, parameters)
        inner = [around.names.get(name) for around, name in places]
        written = len(self.writes), len(self.in_place)
        self.within_blocks.append((scope, set(stored)))
        outside, self.body = self.body, []
        frame = self.open_frame(number)
        self.enter_round(node, scope)
        if isinstance(node, ast.For):
            item = self.counter(node.target, several) if counted else self.new_counter()
            self.counters.add(item)
            base: Base = bases if several else bases[0]
            self.store(node.target, self.item_of(base, item, node, scope, node.target), scope)
        else:
            item = self.names.fresh("_")
        self.counting.append((item, NOWHERE if self.numbers_of(over) is None else self.place(node)))
        self.flatten_round(body, scope)
        self.names_anew(names, node, scope)
        self.hand_lists_on(lists, node, scope)
        self.count_own(node)
        self.learn_filled(frame, inner, node)
        sides = self.ends_of_round(frame, places)
        whole = self.check_chains(places, before, inner, shared, node)
        self.frames.pop()
        self.coming = coming
        block_body, self.body = self.body, outside
        if not whole:
            return
        self.check_grown([*bases], block_body, node)
        self.check_parts(bases, block_body, node)
        results, targets = list[Atom](), list[str]()
        for (around, name), value, side in zip(places, before, sides):
            self.left(name, value, side, node, around, results, targets, inits)
            self.settle((around, name), value, number)
        self.check_carried(written, results, parameters, targets, block_body, node)
        self.keys += 1
        block = Block((item, *parameters), tuple(block_body), tuple(results))
        loop = Loop(tuple(targets), item, over, tuple(inits), block, *self.place(node), self.keys)
        self.body.append(self.with_count(loop))

    def flatten_round(self, body: list[ast.stmt], scope: Scope) -> None:
        lines, self.lines = self.lines, self.lines[:-1]  # each statement has its own comments
        for statement in body:
            self.statement(statement, scope)
        self.lines = lines
        self.counting.pop()
        self.within_blocks.pop()

    def enter_round(self, node: LoopNode, scope: Scope) -> None:
        """Append what tells whether a round takes place: that the loop wasn't left, and what it asks."""
        mark = self.structure.marks.get(node, "")
        going = scope.names.get(mark) if mark else None
        if isinstance(going, str):
            self.proceed(Apply("Not", (going,)), node)
            scope.names[mark] = Literal("False", False)
        if isinstance(node, ast.While):
            test = self.condition(node.test, scope)
            if test is not POISON and self.decided(test) is not True:
                self.proceed(test, node)

    def proceed(self, test: Value, node: ast.AST) -> None:
        name = self.names.fresh("proceed")
        self.body.append(Equation(name, Apply(PROCEED, (test,)), *self.place(node)))

    def with_count(self, loop: Loop) -> Loop:
        """Return a loop that may be left early with a count of its rounds, for its backward."""
        loop = self.released(loop)
        gates = gates_of(loop)
        whole = [self.known.get(init) if isinstance(init, str) else None for init in loop.carried]
        inits = [
            Literal(str(number), number) if type(number) is int else init
            for init, number in zip(loop.carried, whole)
        ]
        known = loop._replace(carried=tuple(inits))
        if not gates or counters(known):
            return known if counters(known) else loop
        start, given, count = [self.names.numbered("rounds") for _ in "123"]
        self.variables |= dict.fromkeys((start, given, count), "rounds")
        self.own.add("rounds")
        one = Apply("Add", (given, Literal("1", 1)))
        block = loop.block
        at = gates[-1] + 1
        body = (*block.body[:at], Equation(count, one, loop.line, loop.column), *block.body[at:])
        block = Block((*block.parameters, given), body, (*block.results, count))
        carried = (*loop.carried, Literal("0", 0))
        return loop._replace(targets=(*loop.targets, start), carried=carried, block=block)

    def enter(
        self,
        place: tuple[Scope, str],
        value: Static | None,
        node: ast.AST,
        inits: list[Atom],
        parameters: list[str],
    ) -> None:
        """Let a name be in a loop what its rounds are given for it."""
        around, name = place
        entered = self.entered(name, value, node, inits, parameters)
        if entered is not None:
            self.bind(around, name, entered)
        self.entered_unbound(around, name, value, inits, parameters)

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
            return self.like(value, [item for item in items if item is not None])
        value = self.as_number(value, node)
        if value is POISON or self.is_list(value) or not isinstance(value, KINDS):
            return value
        if isinstance(value, Apply):
            value = self.emit(value, node, Want(self.main, name, result=True))
        parameter = self.names.numbered(name)
        inits.append(UNBOUND if value is None else value)  # type: ignore[arg-type]
        parameters.append(parameter)
        self.noted(parameter, name, [value])
        self.of_rounds.add(parameter)
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
    ) -> None:
        """Bind what a name stands for behind a loop."""

        def hand_out(result: Atom) -> str:
            results.append(result)
            targets.append(self.names.numbered(name))
            return targets[-1]

        def out(was: Static | None, now: Static | None) -> Static | None:
            was, now = self.as_number(was, node), self.as_number(now, node)
            if isinstance(was, Display):
                alike = isinstance(now, Display) and has_all(was, now)
                same = items_as(as_ended(now, side), was) if alike else None  # type: ignore[arg-type]
                if same is not None:
                    found = [out(a, b) for a, b in zip(was.items, same)]
                    items = [POISON if item is None else item for item in found]
                    return self.behind(was, now, items, side)
                self.changed_form(name, was, now, node)
                for _ in filter(self.is_carried, leaves(was)):
                    hand_out(UNBOUND)
                return POISON
            if not self.is_carried(was):
                listed = self.is_list(was)
                kind = "list" if listed else "function"
                help = f"carry an array of it: {name} = np.array({name})" if listed else ANOTHER
                if not (now is was or POISON in (was, now) or self.is_lost(name, scope)):
                    self.fault(node, f"{name} is another {kind} in a loop", help)
                return was
            if was is None and (now is None or self.is_static(now) or not isinstance(now, KINDS)):
                hand_out(UNBOUND)  # it is no value behind the loop
                return None
            if now is POISON or not self.is_carried(now):
                self.changed_form(name, was, now, node)
                hand_out(UNBOUND)
                return POISON
            target = hand_out(self.given_out(now, side, name, node))
            given = inits[len(targets) - 1], results[-1]
            self.noted(target, name, given)
            return target

        now = side.names.get(name)
        value = out(before, now)
        if before is None and value is None and now is not None:
            scope.lost[name] = Fault(*not_handed_on(name), *self.place(node))
        if value is None:
            self.hold(scope.names.pop(name, None), -1)
        else:
            self.bind(scope, name, value)

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")

    def store(self, target: ast.expr, value: Static, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")
