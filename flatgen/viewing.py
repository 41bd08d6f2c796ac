"""Writes into views, names that stand for a part of an array: writes into the array, at that place.

row = y[i]                       row = Item(y, i)
row *= s                         s0 = Mult(row, s)
                                 y_1 = SetItem(y, i, s0)

A function that is called with a view is called with the array beside it, under a name of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from flatgen.dicts import Entries, Filled
from flatgen.ir import Apply, Literal, Result, Value
from flatgen.partial import is_everything, joined
from flatgen.statements import bound_in, needed
from flatgen.static import POISON, Again, Place, Scope, Static, Want
from flatgen.surveying import walk, written_in
from flatgen.views import ARRAY, SURE, Views, way_back
from flatgen.writes import WRITES

ALL = Literal("...", ...)


class Viewing(Views):
    """Writes through views."""

    def operation(
        self, op: ast.AST, left: Static, right: Static, node: ast.AST, want: Want | None
    ) -> Static:
        raise AssertionError("expressions are in flatgen.expressions")

    def flatten(self, value: Value, node: ast.AST, want: Want | None) -> Value:
        raise AssertionError("calls are in flatgen.calls")

    def touch(self, whole: Filled) -> None:
        raise AssertionError("dicts of the function's own are in flatgen.filling")

    def augmented(self, node: ast.AugAssign, scope: Scope) -> None:
        raise AssertionError("statements are in flatgen.parse")

    # Writes

    def write(self, target: ast.Subscript, value: Static, scope: Scope, op: str) -> None:
        """``z[index] = value``, where z may be a part of an array that has no name: ``y[1:][0] = value``."""
        target = self.in_one(target, scope)
        if not isinstance(target.value, ast.Name):
            base = self.value(target.value, scope)
            part = self.argument(self.value(target.slice, scope), target)
            new = self.written_in(value, target)
            if isinstance(base, str) and self.is_part(base, scope, known=False):
                changed = Apply(op, (base, part, new)) if POISON not in (part, new) else POISON
                self.change("part", base, changed, scope, target)
                return
        super().write(target, value, scope, op)

    def change(self, name: str, base: Static, value: Value, scope: Scope, node: ast.expr) -> None:
        """Give a name the value that its array has after a change in place: of a view, the whole array's."""
        if POISON in (base, value) or not self.is_part(base, scope, known=False):
            super().change(name, base, value, scope, node)
            return
        assert isinstance(base, str) and isinstance(value, Apply)
        if not self.is_part(base, scope):  # a number has no parts
            self.learned.parts[self.parts_read[base].place] = SURE
            raise Again
        if value.op in WRITES:
            self.write_through(
                name, base, value.args[1], value._replace(args=value.args[2:]), scope, node
            )
        else:
            whole = self.emit(value, node, Want(scope, name, result=True))
            self.write_through(name, base, ALL, Apply("SetItem", (whole,)), scope, node)

    def changed_through(self, node: ast.AugAssign, scope: Scope) -> bool:
        """Flatten ``row *= y`` where the row is a part of an array; False where it isn't known to be one."""
        name = node.target.id if isinstance(node.target, ast.Name) else ""
        part = scope.names.get(name)
        if isinstance(part, str) and self.has_views(part, scope):
            whole = ast.copy_location(ast.Constant(...), node.target)
            target = ast.copy_location(ast.Subscript(node.target, whole, ast.Store()), node.target)
            self.augmented(
                ast.copy_location(ast.AugAssign(target, node.op, node.value), node), scope
            )
            return True
        if not isinstance(part, str) or not self.is_part(part, scope, known=False):
            return False
        if not self.is_part(part, scope):
            self.maybe.add(part)
            return False
        old = self.anew(part, name, node, scope)
        value = self.value(node.value, scope)
        op = "AddItem" if isinstance(node.op, ast.Add) else "SetItem"
        if op == "SetItem":
            value = self.operation(node.op, old, value, node, None)
        new = self.written_in(value, node)
        if new is not POISON:
            self.write_through(name, old, ALL, Apply(op, (new,)), scope, node)
        return True

    def has_views(self, array: str, scope: Scope) -> bool:
        """Tell whether a name stands for a part of an array, so that this is sure to be one."""
        views = [str(v) for v in scope.names.values() if v != array and self.is_part(v, scope)]
        while views:
            views = [self.parts_read[view].base for view in views if view in self.parts_read]
            if any(self.is_same(array, base) for base in views):
                return True
        return False

    def write_through(
        self, name: str, part: str, index: Value, new: Apply, scope: Scope, node: ast.AST
    ) -> None:
        """Write into an array what is written into a part of it: ``new`` says what, and how."""
        self.note_view(part, name, node)
        of = self.parts_read[part]
        place = None
        if of.at is not None:
            place = of.at if is_everything(index) else joined(of.at, index, self.is_count)
        if place is None:  # the part first, as a whole
            now, changed = self.anew(part, name, node, scope), self.names.numbered(name)
            self.append(changed, new._replace(args=(now, index, *new.args)), node)
            place, new = of.at or ALL, Apply("SetItem", (changed,))
            if of.rule is not None:
                whole = way_back(of.rule, of.bound, self.base_now(part, node, scope), changed)
                flat = tuple([self.flatten(argument, node, None) for argument in whole.args])
                new = Apply("SetItem", (whole._replace(args=flat),))
        if not self.is_part(of.base, scope):
            self.write_at(part, place, new, scope, node)
            return
        if of.rule is not None:
            new = Apply("SetItem", (self.emit(new.args[0], node, None),))
        self.write_through(self.variables.get(of.base, of.base), of.base, place, new, scope, node)

    def write_at(self, part: str, place: Value, new: Apply, scope: Scope, node: ast.AST) -> None:
        """Write into the array that a value is a part of; all of its names stand for what it is then."""
        now = self.base_now(part, node, scope)
        home = self.home_of(now, scope)
        names = self.names_of(now, self.variable_of(now, home), home)
        if isinstance(home, Entries):
            self.touch(home.of)
        elif not self.is_handed_out(names[0], scope, node):
            message = f"this changes {names[0]}, by another name, where that isn't supported"
            self.fault(node, message, f"write into {names[0]} itself: {names[0]}[...] = ...")
            return
        laid = self.parts_read[part].rule is not None
        value = new.args[0] if laid else new._replace(args=(now, place, *new.args))
        super().change(names[0], now, value, home, node)  # type: ignore[arg-type]
        for name in names[1:]:
            self.bind(home, name, home.names[names[0]])

    def names_of(self, array: str, variable: str, scope: Scope) -> list[str]:
        """Return the names that stand for an array, before or after writes into it; in a block, what it hands on."""
        if any(around is scope for around, _ in self.within_blocks):
            return [variable]
        roots = self.roots_of(array)
        values = [(n, v) for n, v in scope.names.items() if isinstance(v, str)]
        others = [(n, v) for n, v in values if n != variable and self.roots_of(v) == roots]
        sure = len(roots) == 1 and not self.within_blocks  # in a later round they may be others
        return [variable, *[name for name, value in others if sure or value == array]]

    def is_handed_out(self, variable: str, scope: Scope, node: ast.AST) -> bool:
        """Tell whether the blocks around hand on what a name stands for; learn that they have to."""
        if all(variable in own for around, own in self.within_blocks if around is scope):
            return True
        names = self.learned.through.setdefault(_place(node), set())
        if variable in names:
            return False
        names.add(variable)
        raise Again

    # Blocks, and functions that are called

    def with_wholes(
        self, found: Iterable[str], nodes: Sequence[ast.AST], scope: Scope
    ) -> list[str]:
        """Return the names that a block changes: for views, which stay what they are, their arrays."""
        found = list(dict.fromkeys(found))
        views = [n for n in found if self.is_part(scope.names.get(n), scope, known=False)]
        through = self.learned.through
        if not views and not through:
            return found
        parts = [part for node in nodes for part in walk(node)]
        augmented = {id(p.target) for p in parts if isinstance(p, ast.AugAssign)}
        bound = [p for p in parts if isinstance(p, ast.Name) and id(p) not in augmented]
        rebound = {p.id for p in bound if isinstance(p.ctx, ast.Store)}
        stay = [name for name in views if name not in rebound]
        for name in stay:
            self.learn_view(name, parts, scope)
        stay = [name for name in stay if self.is_part(scope.names[name], scope)]
        for name in stay:
            self.check_base(name, rebound, nodes[0], scope)
        at = [_place(part) for part in parts if through and hasattr(part, "lineno")]
        arrays = [n for place in at for n in sorted(through.get(place, ())) if n in scope.names]
        return list(dict.fromkeys([n for n in (*found, *arrays) if n not in stay]))

    def check_base(self, name: str, rebound: set[str], node: ast.AST, scope: Scope) -> None:
        """Report a view that a block changes, of an array whose name it gives to another one."""
        base = self.parts_read[str(scope.names[name])].base
        variable = self.variable_of(base, self.home_of(base, scope))
        if variable in rebound:
            message = f"{name} is a part of {variable}, which is another array in a later round"
            self.fault(node, message, f"give the other array another name than {variable}")

    def learn_view(self, name: str, parts: Iterable[ast.AST], scope: Scope) -> None:
        """Learn that a name that is written into by an index in a block is no number; else, that it may be one."""
        value = str(scope.names[name])
        stored = [p.value for p in parts if isinstance(p, ast.Subscript) and _is_store(p)]
        if self.is_part(value, scope):
            return
        if any(isinstance(base, ast.Name) and base.id == name for base in stored):
            self.learned.parts[self.parts_read[value].place] = SURE
            raise Again
        self.maybe.add(value)

    def names_anew(self, names: Iterable[str], node: ast.AST, scope: Scope) -> None:
        """Let names stand for what their parts of arrays are at the end of a block."""
        for name in names:
            value = scope.names.get(name)
            if isinstance(value, str) and value in self.parts_read:
                scope.names[name] = self.anew(value, name, node, scope)

    def pass_wholes(self, given: dict[str, Static], scope: Scope, caller: Scope) -> None:
        """Give a function that is called the arrays that it changes by parts that it is given."""
        parts = walk(scope.node)
        mentioned = {p.id for p in parts if isinstance(p, ast.Name)} | scope.local
        calls = [p for part in parts if isinstance(part, ast.Call) for p in walk(part)]
        written = {p.id for p in calls if isinstance(p, ast.Name)} | written_in(scope.node)
        wholes: dict[str, str] = {}
        for value in [v for name, v in given.items() if name in written]:
            while isinstance(value, str) and self.is_part(value, caller, known=False):
                value = self.parts_read[value].base
                variable = self.variable_of(value, caller)
                if variable and variable not in wholes.values():
                    own = variable
                    while own in mentioned or own in scope.names:
                        own += "_"
                    wholes[own] = variable
                    self.bind(scope, own, caller.names[variable])
        self.wholes[id(scope)] = wholes

    def hand_wholes_back(self, scope: Scope, caller: Scope, node: ast.AST) -> None:
        """Let the caller's arrays be what a function made of them."""
        for own, variable in self.wholes.pop(id(scope)).items():
            final, before = scope.names[own], caller.names[variable]
            if final == before:
                continue
            if not self.is_handed_out(variable, caller, node):
                message = f"this changes {variable}, by a part of it, where that isn't supported"
                self.fault(node, message, f"write into {variable} itself: {variable}[...] = ...")
            self.hold(before, -1)
            caller.names[variable] = final
            self.hold(final, 1)
            if caller is self.main:
                self.versions.setdefault(variable, []).append(str(final))
                self.assigned.append(variable)

    # What is learned

    def check_writes(self, results: tuple[Result, ...]) -> None:
        """Learn which parts are rows: where ``row *= y`` would change nothing that is read; of what sums are taken."""
        read = set()
        if self.maybe:
            read = set(bound_in(needed(self.body, {str(result.value) for result in results})))
        summed = self.summed(self.maybe)
        for new in self.in_place:
            part = self.begun_as(new)
            row = new not in read or part in summed
            if part in self.maybe and row and not self.kind_of_part(part):
                self.learned.parts[self.parts_read[part].place] = ARRAY
                raise Again
        other = [fault for now, base, fault in self.taken_for if not self.is_same(now, base)]
        places = {self.read_at[id(fault)] for fault in other if id(fault) in self.read_at}
        if places - self.learned.left:
            self.learned.left.update(places)
            raise Again
        self.faults += other
        if not other:
            super().check_writes(results)
        numbers = [u for u in self.updates if isinstance(u.value, str) and not u.whole]
        self.faults += [u.fault for u in numbers if self.kind_of_part(str(u.value)) == SURE]

    def summed(self, parts: Iterable[str]) -> set[str]:
        """Return the parts that may be rows of which sums, means and the like are taken."""
        made_of = {self.begun_as(name): self.begun_as(name) for name in parts}
        found: set[str] = set()
        for name, value in self.made.items() if made_of else ():
            if not isinstance(value, Apply):
                continue
            given = [self.begun_as(a) for a in value.args if isinstance(a, str)]
            if len(given) != 1 or given[0] not in made_of:
                continue
            if self.rules.is_elementwise(value.op):
                made_of[name] = made_of[given[0]]
            elif self.rules.is_shaped(value.op, ("reduced",)):
                found.add(made_of[given[0]])
        return found

    def begun_as(self, name: str) -> str:
        """Return what a value was before it was changed by ``x += y``."""
        seen: set[str] = set()
        while name not in seen and (name in self.in_place or name in self.passed):
            seen.add(name)
            name = self.in_place.get(name) or self.passed[name][0]
        return name

    def places_of(self, names: Iterable[str]) -> Iterator[Place]:
        """Yield where the text reads what is a part of an array, as it is or changed by ``x += y``."""
        for name in map(self.begun_as, names):
            if name in self.parts_read:
                yield self.parts_read[name].place


def _place(node: ast.AST) -> Place:
    return node.lineno, node.col_offset  # type: ignore[attr-defined]


def _is_store(node: ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Store)
