"""Lists that a loop hands on by their name: what is on the new one goes onto the old one.

for t in range(n):               for t in range(n):
    state = [f(s) for s in state]    new = [f(s) for s in state]
                                     state[:] = new
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flatgen.coming import Coming
from flatgen.errors import Fault
from flatgen.ir import GET, POP, PUSH, PUT, Apply, Atom, Block, Equation, Loop, Statement
from flatgen.merging import KINDS
from flatgen.statements import bound_in, changed_in, equations, is_stack, read_in
from flatgen.static import (
    POISON,
    Display,
    Handed,
    Held,
    Rows,
    Scope,
    Static,
    Update,
    Want,
    kind_of,
    lists_in,
)
from flatgen.surveying import names_in, stored_names, walk


class Carrying(Coming):
    """Lets loops give another list to a name."""

    def carry_lists(
        self, names: list[str], body: list[ast.stmt], node: ast.AST, scope: Scope
    ) -> dict[str, Static]:
        """Bind names that are given other lists in a loop to lists of their own, with what is on them; return these."""
        given = {name for statement in body for name in stored_names(statement, writes=False)}
        found: dict[str, Static] = {}
        for name in names:
            value = scope.names.get(name)
            if name in given and value is not None and self.is_list(value):
                if self.is_anew(name, body, node, scope):
                    self.hold(scope.names.pop(name), -1)
                    continue
                want = Want(self.main, name, result=True)
                own = self.joined_lists(node, [(value, True)], want)
                if own is not POISON:
                    self.bind(scope, name, own)
                    scope.left[name] = scope.left.get(name, 0) + 1
                    found[name] = own
        return found

    def is_anew(self, name: str, body: list[ast.stmt], node: ast.AST, scope: Scope) -> bool:
        """Tell whether each round gives a name another value first, and nothing reads what it was behind the loop."""
        inside = {*map(id, walk(node))}
        others = [p for p in walk(scope.node) if is_read(p, name) and id(p) not in inside]
        if any(self.within_blocks or part.lineno > node.lineno for part in others):  # type: ignore[attr-defined]
            return False
        if isinstance(node, ast.For) and name in stored_names(node.target):
            return True
        first = next((line for line in body if name in names_in(line)), None)
        plain = isinstance(first, ast.Assign) and name in stored_names(first, writes=False)
        return plain and not any(is_read(part, name) for part in walk(first))  # type: ignore[arg-type]

    def is_carried(self, value: Static | None) -> bool:
        """Tell whether a loop carries a value: not a function, nor a list that grows."""
        if value is POISON or not isinstance(value, KINDS):
            return False
        return not isinstance(value, str) or value not in self.lists

    def changed_form(
        self, name: str, was: Static | None, now: Static | None, node: ast.AST
    ) -> None:
        if now is not POISON:
            if isinstance(was, Display) and (isinstance(now, Display) or self.is_list(now)):
                self.learn_form(was, now)
            help = "give it one form: a number or array, or a tuple of as many parts"
            message = f"{name} is {kind_of(was, now)} before the loop and {kind_of(now, was)} in it"
            self.fault(node, message, help)

    def check_carried(
        self,
        before: tuple[int, int],
        results: list[Atom],
        parameters: list[str],
        targets: list[str],
        body: list[Statement],
        node: ast.AST,
    ) -> None:
        """Report what goes into the next round as a view of an array that the loop writes into, or as no value."""
        self.check_coming(parameters, results, body, node)
        self.check_handed_on(before, results, parameters, body, node)
        written = before[0]
        pairs = [(p, result) for p, result in zip(parameters, results) if isinstance(result, str)]
        self.mixed.update({*parameters} - {p for p, _ in pairs})
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

    def check_handed_on(
        self,
        before: tuple[int, int],
        results: list[Atom],
        parameters: list[str],
        body: list[Statement],
        node: ast.AST,
    ) -> None:
        """Report what a round changes in place where the one before gave its array to another name, too.

        if i == 0:
            total = x
        else:
            total += x      of the next round: x changes
        """
        written, changed = before
        old = [base for _, base, _ in self.writes[written:]]
        old += [*self.in_place.values()][changed:]
        self.check_parts_of_lists(old, [*zip(parameters, results)], body, node)
        touched = [
            (p, r)
            for p, r in zip(parameters, results)
            if isinstance(r, str) and any(self.share(o, p) for o in old)
        ]
        if not touched:
            return
        inside = {*bound_in(body)}
        for parameter, result in touched:
            outer = self.from_around(result, inside, {*parameters})
            others = [
                (p, r)
                for p, r in zip(parameters, results)
                if p != parameter and isinstance(r, str) and self.share(r, result)
            ]
            if outer or others:
                name = self.variables.get(parameter, parameter)
                help = f"let it have a copy: {name}.copy()"
                message = f"{name} may share its array with another name when a round changes it"
                fault = Fault(message, help, *self.place(node))
                update = Update(parameter, fault)
                self.handed_on.append(Handed(result, tuple(outer), tuple(others), update))

    def check_parts_of_lists(
        self, old: list[str], pairs: list[tuple[str, Atom]], body: list[Statement], node: ast.AST
    ) -> None:
        """Report an array on a list that a round changes there, and reads by the name that the one before gave it.

        hs[0][i] = x
        y = np.sum(last)
        last = hs[0]     of the next round: it changes before it is read
        """
        there = [base for base in old if self.is_on_list(base)]
        for parameter, result in pairs if there else ():
            named = isinstance(result, str) and self.is_on_list(result)
            if not named or not any(self.share(base, str(result)) for base in there):
                continue
            changed = False
            for statement in body:
                if changed and parameter in read_in([statement]):
                    name = self.variables.get(parameter, parameter)
                    message = (
                        f"{name} may share its array with what is on a list, which a round changes"
                    )
                    help = f"let it have a copy: {name}.copy()"
                    self.faults.append(Fault(message, help, *self.place(node)))
                    return
                values = [line.value for line in equations([statement])]
                changed |= any(
                    isinstance(v, Apply) and v.args[:1] == (b,) for v in values for b in there
                )

    def is_on_list(self, name: str) -> bool:
        """Tell whether a value is what a list has at a place."""
        made = self.made.get(name)
        made = self.made.get(made) if isinstance(made, str) else made
        return isinstance(made, Apply) and made.op == GET

    def from_around(self, value: str, inside: set[str], parameters: set[str]) -> set[str]:
        """Return the owners of what a value of a round shares of the names around it, not by what that is given."""
        found, todo, seen = set[str](), [value], {*parameters, ""}
        while todo:
            one = todo.pop()
            if one in seen:
                continue
            seen.add(one)
            if one not in inside:
                found |= self.owners_of(one)
                continue
            sources = [*self.passed.get(one, ()), *self.sources(self.made.get(one, ""))]
            todo += [source for source in sources if isinstance(source, str)]
        return found - inside - parameters

    def share(self, one: str, other: str) -> bool:
        """Tell whether two values may share an array."""
        return bool(self.owners_of(one) & self.owners_of(other))

    def hand_lists_on(self, carried: dict[str, Static], node: ast.AST, scope: Scope) -> None:
        """Append, at the end of a round, what puts the lists that names stand for now onto those that the loop has."""
        new = {name: self.as_list(scope.names.get(name), node) for name in carried}
        new = {name: now for name, now in new.items() if now is not carried[name]}
        here = set(bound_in(self.body))
        others = [n for own in carried.values() for n in _lists(own)]
        taken: list[str] = []
        for name, now in new.items():
            if now is None or not self.is_list(now):
                continue
            lists = _lists(now)
            if not set(lists) <= here | set(others) or set(lists) & set(taken):
                help = (
                    f"carry an array of it: {name} = np.array({name}), or a new list in each round"
                )
                self.fault(node, f"{name} is another list in a loop", help)
                scope.names[name] = POISON
                continue
            taken += lists
            if set(lists) & set(others):  # which is filled anew, too
                new[name] = self.joined_lists(node, [(now, True)], None)
        for name, now in new.items():
            if now is not None and self.is_list(now) and scope.names[name] is not POISON:
                self.refill(name, carried[name], now, node)
                self.bind(scope, name, carried[name])

    def as_list(self, value: Static | None, node: ast.AST) -> Static | None:
        """Return a list that is written out as one that grows."""
        if isinstance(value, Display) and value.op == "List":
            return self.joined_lists(node, [(value, True)], None)
        return value

    def refill(self, name: str, own: Static, now: Static, node: ast.AST) -> None:
        """Append what takes all off a list, and puts onto it what is on another."""
        if _form(own) != _form(now):
            help = "let all on it be of one form"
            self.fault(node, f"{name} is another kind of list in a loop", help)
            return
        for old, new in zip(_lists(own), _lists(now)):
            item, one = self.names.fresh("i"), self.names.fresh("item")
            self.owners[old] = self.owners_of(old) | self.owners_of(new)
            self.pushed.setdefault(old, []).append(one)
            self.owners[one] = self.owners_of(new) | {one}
            made = self.names.numbered(old)
            changes = [e.value for e in equations(self.body) if is_stack(e.value)]
            on_new = [v.op for v in changes if isinstance(v, Apply) and v.args[0] == new]
            alike = self.as_long_as.get(new) == old and on_new == [PUSH]
            if alike and old not in changed_in(self.body):
                line = Equation(made, Apply(PUT, (old, item, one)))
                self.repeated_lines(new, [Equation(one, Apply(GET, (new, item))), line], item, node)
                continue
            self.repeated_lines(
                old, [Equation(self.names.temporary(), Apply(POP, (old,)))], "", node
            )
            lines = [
                Equation(one, Apply(GET, (new, item))),
                Equation(made, Apply(PUSH, (old, one))),
            ]
            self.repeated_lines(new, lines, item, node)

    def repeated_lines(
        self, stack: str, lines: Iterable[Equation], item: str, node: ast.AST
    ) -> None:
        """Append a loop with a round for all that is on a list."""
        place = self.place(node)
        over = Apply("range", (str(self.counted(stack, node)),))
        body = tuple([line._replace(line=place[0], column=place[1]) for line in lines])
        for line in body:
            self.made[line.target] = line.value
        self.keys += 1
        block = Block((item or self.names.fresh("_"),), body, ())
        self.body.append(Loop((), block.parameters[0], over, (), block, *place, self.keys))


def _lists(value: Static) -> list[str]:
    return lists_in(value.row) if isinstance(value, Rows) else [str(value)]


def _form(value: Static) -> object:
    """Return the layout of what is on a list."""
    if isinstance(value, Rows):
        return _form(value.row)
    if isinstance(value, Display):
        return value.op, value.maker, tuple(value.keys), tuple(map(_form, value.items))
    return ""


def is_read(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
