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
from typing import Union

from flatgen.branches import KINDS, Branches, Side
from flatgen.errors import Fault
from flatgen.ir import ENDLESS, PROCEED, UNBOUND, Apply, Atom, Block, Equation, Literal, Loop, Value
from flatgen.statements import counters, gates_of
from flatgen.static import POISON, Display, Held, Path, Scope, Static, Want, kind_of
from flatgen.structure import LoopNode, assigned_in, from_zero, leaves

Pair = tuple[str, list[Atom]]

Base = Union[Value, None, list[Value]]  # an array, the number of the round, or arrays together
Rounds = tuple[Value, list[Base], bool]
ANOTHER = "use another name"


class Blocks(Branches):
    """Makes blocks of ``for`` and ``while``."""

    # Loops

    def loop(self, node: LoopNode, scope: Scope) -> None:
        """Flatten a loop that is left early only where a name says so."""
        if isinstance(node, ast.For) and self.called_by(node.iter, scope) == "enumerate":
            mark, node = self.structure.marks.get(node, ""), from_zero(node)
            self.structure.marks |= {node: mark} if mark else {}
        body = self.structure.structured(node.body, self.structure.marks.get(node, ""))
        if isinstance(body, ast.stmt):
            self.fault(body, "a return of nothing in a loop is not supported", "return a value")
            rounds: list[Static] | Rounds | None = None
        elif isinstance(node, ast.While):
            rounds = (ENDLESS, [None], False)
        else:
            rounds = self.rounds(node.iter, node.target, scope)
        if rounds is None or isinstance(body, ast.stmt):
            for name in assigned_in([node]):
                self.bind(scope, name, POISON)
        elif isinstance(rounds, list):  # of what is written out
            assert isinstance(node, ast.For)
            for item in rounds:
                self.round_of(node, body, item, scope)
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

    def rounds(
        self, over: ast.expr, target: ast.expr, scope: Scope
    ) -> list[Static] | Rounds | None:
        """Return what a loop runs over: items that are written out; or numbers, and which arrays they index."""
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Name) and not over.keywords:
            function = self.value(over.func, scope)
            path = function.path if isinstance(function, Path) else ""
            if path in ("list", "tuple") and len(over.args) == 1:
                return self.rounds(over.args[0], target, scope)
            if path == "range":
                given = [self.argument(self.value(a, scope), a) for a in over.args]
                return None if POISON in given else (Apply("range", tuple(given)), [None], False)
            if path == "reversed" and len(over.args) == 1:
                inner = self.rounds(over.args[0], target, scope)
                if isinstance(inner, list):
                    return inner[::-1]
                return inner and (Apply("reversed", (inner[0],)), inner[1], inner[2])
            if path == "enumerate" and len(over.args) == 1 and self.is_zip(over.args[0], scope):
                inner = self.rounds(over.args[0], target, scope)
                if isinstance(inner, list):
                    rows = [[Literal(str(i), i), row] for i, row in enumerate(inner)]
                    return [Display("Tuple", list(row)) for row in rows]
                return inner and (
                    inner[0],
                    [None, [b for b in inner[1] if isinstance(b, (str, Literal, Apply))]],
                    True,
                )
            if path in ("enumerate", "zip"):
                parts = [self.value(a, scope) for a in over.args]
                return self.together(path, parts, over)
        if self.is_dict(over, scope):
            help = "pass its values as a tuple or an array, and loop over that"
            self.fault(over, "a loop over a dict that is passed in is not supported", help)
            return None
        value = self.value(over, scope)
        if value is POISON:
            return None
        if isinstance(value, Display):
            return value.items if value.op != "Dict" else [Literal(f'"{k}"', k) for k in value.keys]
        base = self.base_of(value, over)
        if base is POISON:
            return None
        return Apply("range", (self.length(base, over),)), [base], False

    def is_dict(self, over: ast.expr, scope: Scope) -> bool:
        """Tell whether a loop runs over a parameter that is annotated as a dict, or its items."""
        if isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and not over.args:
            over = over.func.value if over.func.attr in ("items", "keys", "values") else over
        name = over.id if isinstance(over, ast.Name) else ""
        arguments = [a for a in ast.walk(scope.node.args) if isinstance(a, ast.arg)]
        noted = [ast.unparse(a.annotation) for a in arguments if a.arg == name and a.annotation]
        given = isinstance(scope.names.get(name), str)
        return given and bool(noted) and noted[0].strip("'").lower().startswith(("dict", "mapping"))

    def is_zip(self, node: ast.expr, scope: Scope) -> bool:
        return self.called_by(node, scope) == "zip" and not getattr(node, "keywords", ())

    def called_by(self, node: ast.expr, scope: Scope) -> str:
        """Return which function of Python's own is called by its bare name, if one is."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return ""
        function = self.value(node.func, scope)
        return function.path if isinstance(function, Path) else ""

    def together(
        self, path: str, parts: list[Static], node: ast.Call
    ) -> list[Static] | Rounds | None:
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
        bases = [self.base_of(part, node) for part in parts]
        if POISON in bases:
            return None
        lengths = tuple([self.length(base, node) for base in bases])
        length: Value = lengths[0] if len(set(lengths)) == 1 else Apply("min", lengths)
        own: list[Base] = [None] if path == "enumerate" else []
        return Apply("range", (length,)), [*own, *bases], True

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
        names = list(dict.fromkeys([*assigned_in(targets_of), *assigned_in(body)]))
        before = {name: scope.names.get(name) for name in names}
        inits: list[Atom] = []
        parameters: list[str] = []
        for name in names:
            entered = self.entered(name, before[name], node, inits, parameters)
            if entered is not None:
                self.bind(scope, name, entered)
        written = len(self.writes)
        around, self.body = self.body, []
        self.enter_round(node, scope)
        if isinstance(node, ast.For):
            item = self.counter(node.target, several) if counted else self.names.fresh("i")
            want = None if several else self.wanted(node.target, scope)
            items = [self.item_of(base, item, node, want) for base in bases]
            self.store(node.target, Display("Tuple", items) if several else items[0], scope)
        else:
            item = self.names.fresh("_")
        lines, self.lines = self.lines, self.lines[:-1]  # each statement has its own comments
        for statement in body:
            self.statement(statement, scope)
        self.lines = lines
        self.count_own(node)
        side = Side(self.body, dict(scope.names))
        self.body = around
        self.check_grown([*bases], side.body, node)
        results: list[Atom] = []
        targets: list[str] = []
        for name in names:
            self.left(name, before[name], side, node, scope, results, targets, inits)
        self.check_carried(written, results, parameters, targets, node)
        self.keys += 1
        block = Block((item, *parameters), tuple(side.body), tuple(results))
        place = self.place(node)
        loop = Loop(tuple(targets), item, over, tuple(inits), block, *place, self.keys)
        self.body.append(self.with_count(loop))

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

    def counter(self, target: ast.expr, several: bool) -> str:
        """Return a name for the number of a round: the user's own, as a new one."""
        first = target.elts[0] if several and isinstance(target, (ast.Tuple, ast.List)) else target
        name = first.id if isinstance(first, ast.Name) else "i"
        made = self.names.fresh(name) if name not in self.own else self.names.numbered(name)
        self.variables[made] = name
        return made

    def item_of(self, base: Base, item: str, node: ast.AST, want: Want | None) -> Static:
        """Return what a round is given: its number, or an array's entry of that number."""
        if isinstance(base, list):
            return Display("Tuple", [self.item_of(one, item, node, want) for one in base])
        if isinstance(base, str) and base in self.lists:
            return self.taken(base, item, node, want)
        return item if base is None else self.emit(Apply("Item", (base, item)), node, want)

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
        if isinstance(value, str) and value in self.lists:
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
    ) -> None:
        """Bind what a name stands for behind a loop."""

        def hand_out(result: Atom) -> str:
            results.append(result)
            targets.append(self.names.numbered(name))
            return targets[-1]

        def out(was: Static | None, now: Static | None) -> Static | None:
            if isinstance(was, Display):
                if isinstance(now, Display) and (len(now.items), now.op) == (
                    len(was.items),
                    was.op,
                ):
                    found = [out(a, b) for a, b in zip(was.items, now.items)]
                    items = [POISON if item is None else item for item in found]
                    return Display(was.op, items, keys=was.keys, maker=was.maker)
                self.changed_form(name, was, now, node)
                for _ in leaves(was):
                    hand_out(UNBOUND)
                return POISON
            if not self.is_carried(was):
                listed = isinstance(was, str)
                kind = "list" if listed else "function"
                help = f"carry an array of it: {name} = np.array({name})" if listed else ANOTHER
                if now is not was and now is not POISON:
                    self.fault(node, f"{name} is another {kind} in a loop", help)
                return was
            if was is None and (
                self.is_static(now) or not isinstance(now, KINDS)
            ):  # it is no value behind the loop
                hand_out(UNBOUND)
                return None
            if now is POISON or not self.is_carried(now):
                self.changed_form(name, was, now, node)
                hand_out(UNBOUND)
                return POISON
            target = hand_out(self.given_out(now, side, name, node))
            given = inits[len(targets) - 1], results[-1]
            self.noted(target, name, [atom for atom in given if isinstance(atom, str)])
            return target

        value = out(before, side.names.get(name))
        if value is None:
            self.hold(scope.names.pop(name, None), -1)
        else:
            self.bind(scope, name, value)

    def is_carried(self, value: Static | None) -> bool:
        """Tell whether a loop carries a value: not a function, nor a list that grows."""
        if value is POISON or not isinstance(value, KINDS):
            return False
        return not isinstance(value, str) or value not in self.lists

    def changed_form(
        self, name: str, was: Static | None, now: Static | None, node: ast.AST
    ) -> None:
        if now is not POISON:
            help = "give it one form: a number or array, or a tuple of as many parts"
            message = f"{name} is {kind_of(was, now)} before the loop and {kind_of(now, was)} in it"
            self.fault(node, message, help)

    def check_carried(
        self,
        written: int,
        results: list[Atom],
        parameters: list[str],
        targets: list[str],
        node: ast.AST,
    ) -> None:
        """Report what goes into the next round as a view of an array that the loop writes into."""
        pairs = [(p, result) for p, result in zip(parameters, results) if isinstance(result, str)]
        for parameter, given in pairs:
            self.passed.setdefault(parameter, []).append(given)
        own = frozenset().union(
            *[self.owners_of(base) for _, base, _ in self.writes[written:]], frozenset()
        )
        changed = {made for made, _, _ in self.writes[written:]}
        if not own:
            return
        laters = list(zip(parameters, targets))
        for result, later in zip(results, laters):
            if isinstance(result, str) and result not in changed and self.is_view_of(result, own):
                name = self.variables.get(result, result)
                help = f"carry a copy of it: {name}.copy()"
                message = f"{name} may share its array with one that the loop changes"
                fault = Fault(message, help, *self.place(node))
                shared = self.owners_of(result) & own
                rivals = [
                    other
                    for given, other in zip(results, laters)
                    if isinstance(given, str) and self.owners_of(given) & shared
                ]
                if shared <= self.owners_of(later[0]):  # the array that a round was given
                    self.held += [Held(later, other, fault) for other in rivals if other != later]
                else:
                    self.held.append(Held(later, later, fault))

    def is_view_of(self, name: str, own: frozenset[str]) -> bool:
        shared = self.owners_of(name) & own
        return bool(shared) and name not in self.variables

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")

    def store(self, target: ast.expr, value: Static, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")

    def wanted(self, target: ast.expr, scope: Scope) -> Want | None:
        raise AssertionError("statements are in flatgen.parse")
