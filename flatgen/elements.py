"""Writes into arrays that are on lists, by the list or by a name for what is on it.

h[t][i] = x                      s = Get(h, t)
                                 s_1 = SetItem(s, i, x)
                                 h_1 = Put(h, t, s_1)

In the text ``s`` is the array itself, which is put back where it is. So it is right if it is nowhere else that is read.
A name, ``row = h[t]``, is read of the list anew wherever it is read: that it is written into is learned.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from flatgen.errors import Fault
from flatgen.ir import GET, POP, PUT, Apply, Literal, Result, Value
from flatgen.listed import Listed
from flatgen.statements import equations, is_stack
from flatgen.static import POISON, Again, Display, Place, Scope, Static, Want
from flatgen.surveying import walk
from flatgen.views import SURE


class Elements(Listed):
    """Flattens what is written into arrays that are on lists."""

    def start_lists(self) -> None:
        super().start_lists()
        self.taken_at: dict[str, Place] = {}  # what is read of lists: where
        self.elements: dict[str, tuple[str, Value]] = {}  # arrays on lists that are written into
        self.named: list[tuple[str, Fault]] = []  # lists that are written into by a name for a part

    # What is on a list

    def taken(self, stack: str, index: Static, node: ast.AST, want: Want | None) -> Static:
        made = super().taken(stack, index, node, want)
        value = self.made.get(made) if isinstance(made, str) else None
        if isinstance(made, str) and isinstance(value, Apply):
            place = self.taken_at[made] = self.place(node)
            if self.learned.parts.get(place) == SURE:
                self.elements[made] = (stack, self.slot(stack, value.args[1], node))
        return made

    def slot(self, stack: str, at: Value, node: ast.AST) -> Value:
        """Return an index that is the same one when the list is longer."""
        if isinstance(at, Literal) and type(at.known) is int and at.known < 0:
            size = str(self.counted(stack, node))
            back = Apply("Sub", (size, Literal(str(-at.known), -at.known)))
            return self.emit(back, node, Want(self.main, "last", result=True))
        return at

    def stays(self, at: Value) -> bool:
        """Tell whether an index is no negative one, or is written out."""
        if isinstance(at, Literal):
            return type(at.known) is int
        at = self.made.get(at, at) if isinstance(at, str) and at not in self.counters else at
        if isinstance(at, Apply) and at.op == "Add":
            return all(map(self.stays, at.args)) and not any(map(is_negative, at.args))
        return at in self.counters

    def look_up(self, node: ast.Name, scope: Scope | None) -> Static:
        value = super().look_up(node, scope)
        if not isinstance(value, str) or value not in self.elements:
            return value
        return self.again(value, self.variables.get(value, node.id), node)

    def again(self, element: str, called: str, node: ast.AST) -> str:
        """Return an array that is on a list as it is now."""
        stack, at = self.elements[element]
        made = self.names.numbered(called)
        self.variables[made] = called
        self.append(made, Apply(GET, (stack, at)), node)
        self.elements[made] = (stack, at)
        return made

    # Writes

    def write(self, target: ast.Subscript, value: Static, scope: Scope, op: str) -> None:
        part = self.in_one(target, scope)
        grown = self.list_of_part(part.value, scope)
        if not isinstance(grown, str):
            super().write(target, value, scope, op)
            return
        assert isinstance(part.value, ast.Subscript)
        at, index = self.value(part.value.slice, scope), self.value(part.slice, scope)
        place, new = self.argument(index, part), self.argument(value, part)
        old = self.taken(grown, at, part, None)
        if POISON in (at, place, new, old) or not isinstance(old, str):
            return
        self.elements[old] = (grown, self.place_on(at, part))
        self.change_element(old, Apply(op, (old, place, new)), scope, part)

    def change(self, name: str, base: Static, value: Value, scope: Scope, node: ast.expr) -> None:
        if isinstance(base, str) and base in self.elements and isinstance(value, Apply):
            stack, _ = self.elements[base]
            said = called(stack, scope)
            message = f"whether {name} is still what is on {said} at its place isn't known"
            help = f"write into what is on the list: {said}[...][...] = ..."
            if self.change_element(base, value, scope, node):
                self.named.append((stack, Fault(message, help, *self.place(node))))
            return
        self.learn_element(self.begun_as(base) if isinstance(base, str) else None)
        if base in self.taken_at:
            said = called(str(self.made[base].args[0]), scope)  # type: ignore[union-attr]
            message = f"writing into {name}, which is on {said}, isn't supported here"
            help = f"write into what is on the list: {said}[...][...] = ..."
            self.fault(node, message, help)
            return
        super().change(name, base, value, scope, node)

    def learn_element(self, value: Static | None) -> None:
        """Learn that what is read of a list is written into there."""
        read = self.made.get(value) if isinstance(value, str) else None
        if isinstance(read, Apply) and read.op == GET and value in self.taken_at:
            if value not in self.elements and self.stays(read.args[1]):
                self.learned.parts[self.taken_at[str(value)]] = SURE
                raise Again

    def changed_through(self, node: ast.AugAssign, scope: Scope) -> bool:
        name = node.target.id if isinstance(node.target, ast.Name) else ""
        if scope.names.get(name) not in self.elements:
            return super().changed_through(node, scope)
        whole = ast.copy_location(ast.Constant(...), node.target)
        target = ast.copy_location(ast.Subscript(node.target, whole, ast.Store()), node.target)
        self.augmented(ast.copy_location(ast.AugAssign(target, node.op, node.value), node), scope)
        return True

    def change_element(self, old: str, value: Apply, scope: Scope, node: ast.AST) -> bool:
        """Append what an array on a list is after a change; False if it may be elsewhere, too."""
        stack, at = self.elements[old]
        self.arrays = True
        made = self.names.temporary()
        self.append(made, value, node)
        on = self.put(stack, at, made, node, scope)
        if not on:
            return False
        said = called(stack, scope)
        message = f"an array on {said} may have another name, which this changes, too"
        fault = Fault(message, f"append a copy of it: {said}.append(x.copy())", *self.place(node))
        if not self.owners_of(old) - {stack} <= self.fresh - self.main.parameters:
            self.faults.append(fault)
            return False
        self.writes.append((made, old, fault))
        self.put_back[on] = fault
        return True

    def list_of_part(self, node: ast.expr, scope: Scope) -> Static | None:
        """Return the list that ``h[t]`` is a part of; None if it is of none."""
        if not isinstance(node, ast.Subscript):
            return None
        found = self.part_at(node.value, scope)
        if isinstance(found, Display) and not any(isinstance(i, Display) for i in found.items):
            self.learn_grown(found)  # one that is written out
        return self.list_named(node.value, scope)

    def is_variable(self, node: ast.expr, scope: Scope) -> bool:
        return self.list_of_part(node, scope) is not None or super().is_variable(node, scope)

    def with_wholes(
        self, found: Iterable[str], nodes: Sequence[ast.AST], scope: Scope
    ) -> list[str]:
        """Return the names that a block changes: names for what is on lists stay what they are."""
        names = super().with_wholes(found, nodes, scope)
        own = [name for name in names if scope.names.get(name) in self.taken_at]
        if not own:
            return names
        parts = [part for node in nodes for part in walk(node)]
        augmented = {id(p.target) for p in parts if isinstance(p, ast.AugAssign)}
        written = [p.value for p in parts if isinstance(p, ast.Subscript) and is_store(p)]
        stores = [p for p in parts if isinstance(p, ast.Name) and is_store(p)]
        rebound = {p.id for p in stores if id(p) not in augmented}
        stay = [name for name in own if name not in rebound]
        for name in {p.id for p in written if isinstance(p, ast.Name)}.intersection(stay):
            self.learn_element(scope.names[name])
        return [n for n in names if n not in stay or scope.names[n] not in self.elements]

    def check_writes(self, results: tuple[Result, ...]) -> None:
        """Report names for what is on a list, where something else may be there by then."""
        moved = set()
        for equation in equations(self.body) if self.named else ():
            value = equation.value
            if not is_stack(value) or equation.target in self.put_back:
                continue
            if value.op in (PUT, POP) or value.args[2:]:  # type: ignore[union-attr]
                moved.add(value.args[0])  # type: ignore[union-attr]
        found = [fault for stack, fault in self.named if stack in moved]
        self.faults += found
        if not found:
            super().check_writes(results)


def is_store(node: ast.Name | ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Store)


def called(stack: str, scope: Scope) -> str:
    """Return what the text calls a list."""
    return next((name for name, value in scope.names.items() if value == stack), stack)


def is_negative(value: Value) -> bool:
    return isinstance(value, Literal) and type(value.known) is int and value.known < 0
