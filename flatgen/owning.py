"""Copies before what is written in place, in programs with blocks: no value changes that is read later.

In the program each write makes a new value. In the text it changes an array, so whatever else holds that array, or is
a view of it, and is read later has to be a copy. Where a view is read, it is the view that is copied: it is smaller.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from flatgen.decomposed import is_of_several
from flatgen.facts import Facts
from flatgen.ir import (
    POP,
    PUSH,
    PUT,
    Apply,
    Atom,
    Block,
    Equation,
    If,
    Loop,
    Statement,
    Value,
    names,
)
from flatgen.lives import Lives, Read, numbers_read
from flatgen.names import Names
from flatgen.putting import Putting, is_in_place, without_axes
from flatgen.statements import blocks_of, equations, with_blocks
from flatgen.writes import is_read_only


class Owning(Putting):
    """Finds what has to be copied, and copies it."""

    def __init__(
        self,
        body: list[Statement],
        results: Iterable[object],
        fixed: set[str],
        unused: Names,
        facts: Facts,
    ) -> None:
        self.lives = Lives(body, results, numbers_read)
        self.fixed = set(fixed)
        self.unused = unused
        self.sources = facts.sources
        self.is_scalar = without_axes(body, facts.is_one_number)
        self.is_numpy = facts.is_numpy
        self.owners: dict[str, set[str]] = {}
        self.views: dict[str, set[str]] = {}  # by owner
        self.behind: dict[str, set[str]] = {}  # the values that one is, or is a view of
        self.changed: set[str] = set()  # owners whose arrays are written into
        self.copied_views: set[str] = set()
        self.handed_on: list[tuple[str, tuple[Atom, ...]]] = []  # what a loop carries, and is given
        self.kept: dict[int, list[Atom]] = {}  # by the keys of loops: what goes into a next round
        self.pushes: dict[str, list[tuple[str, str]]] = {}  # what goes onto lists
        self.made = {e.target: e.value for e in equations(body)}
        self.look(body)
        self.copied_back: set[str] = set()
        self.note_back(body, self.is_scalar)

    def owners_of(self, read: Iterable[object]) -> set[str]:
        return {
            o for name in read if isinstance(name, str) for o in self.owners.get(name) or {name}
        }

    def own(self, name: str, owners: set[str], sources: Iterable[object] = ()) -> None:
        self.owners[name] = owners
        made_of = {source for source in sources if isinstance(source, str)}
        self.behind[name] = made_of.union(*[self.behind.get(source, ()) for source in made_of])
        for owner in owners:
            self.views.setdefault(owner, set()).add(name)

    def look(self, body: Iterable[Statement]) -> None:
        """Note whose array each value may share, and which are written into."""
        for statement in body:
            if isinstance(statement, Equation):
                if is_in_place(statement.value):
                    base = statement.value.args[0]  # type: ignore[union-attr]
                    self.own(statement.target, self.owners_of([base]), [base])
                    self.changed |= self.owners_of([base])
                elif isinstance(statement.value, Apply) and statement.value.op in (PUSH, PUT):
                    stack, value = str(statement.value.args[0]), str(statement.value.args[-1])
                    self.own(stack, self.owners.get(stack, {stack}) | self.owners_of([value]))
                    self.pushes.setdefault(stack, []).append((statement.target, value))
                elif is_read_only(statement.value) or is_popped(statement.value):
                    self.fixed.add(statement.target)
                    sources = list(self.sources(statement.value))
                    shared = self.owners_of(sources)
                    self.own(statement.target, shared | {statement.target}, sources)
                else:
                    sources = list(self.sources(statement.value))
                    shared = self.owners_of(sources) or {statement.target}
                    self.own(statement.target, shared, sources)
                continue
            for block in blocks_of(statement):
                for name in block.parameters:
                    self.own(name, {name})
                self.look(block.body)
            self.look_behind(statement)

    def look_behind(self, statement: If | Loop) -> None:
        if isinstance(statement, If):
            pairs = zip(statement.targets, statement.then.results, statement.orelse.results)
            for target, *results in pairs:
                self.own(target, self.owners_of(results) or {target}, results)
            return
        block = statement.block
        self.kept[statement.key] = [*block.results]
        self.changed |= self.changed_in_turn(block)
        for target, init, parameter, result in zip(
            statement.targets, statement.carried, block.parameters[1:], block.results
        ):
            self.handed_on.append((parameter, (init, result, target)))
            if parameter in self.changed:
                self.changed |= self.owners_of([init])
                self.own(target, {target})
            else:
                self.own(target, self.owners_of([init, result]) | {target}, [init, result])

    def changed_in_turn(self, block: Block) -> set[str]:
        """Return what a loop carries that a later round changes, by another name: a, b = b, a."""
        found = self.changed & {*block.parameters[1:]}
        while True:
            taken = [r for p, r in zip(block.parameters[1:], block.results) if p in found]
            more = self.owners_of(taken) & {*block.parameters[1:]} - found
            if not more:
                return found
            found |= more

    # Copies

    def of(self, body: Iterable[Statement]) -> list[Statement]:
        """Return statements with the copies that they need."""
        body = list(body)
        made = self.copied(body)
        return list(self.with_copied_views(made)) if self.copied_views else made

    def copied(self, body: Iterable[Statement]) -> list[Statement]:
        made: list[Statement] = []
        rest = deque(body)
        while rest:
            statement = rest.popleft()
            if isinstance(statement, Equation):
                if not is_in_place(statement.value):
                    made += [] if self.is_there(statement, made) else [statement]
                    continue
                stack = self.put_back(statement, rest[0] if rest else None)
                lines = list(self.write(statement, stack))
                if stack and len(lines) == 1:
                    rest.popleft()  # it is where it was
                    self.write_there(statement, made)
                else:
                    made += lines
                continue
            if isinstance(statement, Loop):
                made += self.entry(statement)
                statement = made.pop()
            assert not isinstance(statement, Equation)
            blocks = [b._replace(body=tuple(self.copied(b.body))) for b in blocks_of(statement)]
            made.append(with_blocks(statement, blocks))
        return made

    def write(self, line: Equation, stack: str = "") -> Iterator[Statement]:
        """Yield a write, after a copy of the array where its old numbers are read later.

        It is no other number that the ``stack`` has, of which the array is, and to which it goes back.
        """
        value = line.value
        assert isinstance(value, Apply)
        base, *rest = value.args
        if not isinstance(base, str) or self.is_scalar(base):
            yield line
            return
        when = self.lives.bound[line.target]
        own = self.owners_of([base])
        inputs = own & self.fixed
        kept = (base, line.target, stack)
        others = [v for o in own for v in self.views.get(o, ()) if v not in kept]
        late = [v for v in others if self.is_stale(v, when)]
        late += [v for v in names(Apply("", tuple(rest))) if v in others]
        late = [self.origin(v) for v in late]
        own_way = {base} | self.behind.get(base, set())  # a copy of these would be shared as well
        whole = [v for v in late if v in own_way or not self.is_view(v)]
        later = [*self.changed_later(self.rotated(own), when, stack)]
        items = [self.made.get(self.origin(self.item_of(push))) for push in later]
        whole += [one.op for one in items if isinstance(one, Apply) and is_of_several(one.op)]
        if inputs or self.lives.is_read_after(base, when) or whole:
            copy = self.unused.fresh(f"{line.target}_copy")
            self.lives.bound[copy] = when
            yield Equation(copy, self.copy(base), line.line, line.column)
            line = line._replace(value=Apply(value.op, (copy, *rest)))
            self.renew(line.target, copy)
        else:
            self.copied_views.update([name for name in late if name not in self.pushes], later)
        yield line

    def item_of(self, push: str) -> str:
        """Return what a line puts onto a list."""
        value = self.made.get(push)
        return str(value.args[-1]) if isinstance(value, Apply) and value.op in (PUSH, PUT) else ""

    def renew(self, name: str, copy: str, sources: Iterable[object] = ()) -> None:
        """Note that a value, and what is a view of it alone, shares no array but a copy."""
        for owner in self.owners[name]:
            self.views[owner].discard(name)
        self.own(name, {copy}, sources or [copy])
        for other in [one for one, behind in self.behind.items() if name in behind]:
            value = self.made.get(other)
            shared = self.shared_by(value)
            if value is not None and set(shared) == {name} and not is_read_only(value):
                self.renew(other, copy, [name])
            else:  # it may share that, too
                self.owners[other] = self.owners[other] | {copy}
                self.views[copy].add(other)

    def shared_by(self, value: Value | None) -> Iterable[object]:
        """Return whose arrays a value may share."""
        if not isinstance(value, Apply):
            return () if value is None else (value,)
        return value.args[:1] if is_in_place(value) else self.sources(value)

    def copy(self, value: Value) -> Apply:
        """Return a copy of an array; what isn't sure to be numpy's may be a number."""
        return Apply(".copy()" if self.is_numpy(value) else "numpy.copy", (value,))

    def rotated(self, owners: set[str]) -> set[str]:
        """Return the names that an array may have in other rounds of the loops around, too."""
        found = set(owners)
        while True:
            given = [one for name, ways in self.handed_on if name in found for one in ways]
            more = self.owners_of(given) - found
            if not more:
                return found
            found |= more

    def is_stale(self, name: str, when: Read) -> bool:
        """Tell whether a value that is there before a write is read after it."""
        before = self.lives.bound.get(name)
        earlier = before is None or before.time < when.time
        return earlier and self.lives.is_read_after(name, when)

    def origin(self, name: str) -> str:
        """Return the first name of a value: ``y = x`` gives it another."""
        while isinstance(self.made.get(name), str):
            name = str(self.made[name])
        return name

    def is_view(self, name: str) -> bool:
        made = self.made.get(name)
        if not isinstance(made, Apply) or is_in_place(made):
            return False
        return name in self.pushes or any(isinstance(source, str) for source in self.sources(made))

    def entry(self, loop: Loop) -> Iterator[Statement]:
        """Yield a loop after copies of what it carries and changes, where others hold that, too."""
        block = loop.block
        start = self.lives.bound[block.parameters[0]]  # in these branches: others aren't run
        carried, results, tail = list(loop.carried), list(block.results), []
        for k, parameter in enumerate(block.parameters[1:]):
            if parameter not in self.changed or self.is_scalar(parameter):
                continue
            init = carried[k]
            own = self.owners_of([init])
            others = [a for i, a in enumerate(carried) if i != k]
            held = [v for o in own for v in self.views.get(o, ())] + list(own)
            late = any(self.is_stale(v, start) for v in held if v != init) or (
                isinstance(init, str) and self.lives.is_read_after(init, start)
            )
            if isinstance(init, str) and (own & self.fixed or late or own & self.owners_of(others)):
                copy = self.unused.fresh(f"{init}_copy")
                yield Equation(copy, Apply("numpy.copy", (init,)), loop.line, loop.column)
                carried[k] = copy
            result = results[k]
            given = self.owners_of([result])
            elsewhere = self.owners_of(r for i, r in enumerate(block.results) if i != k)
            around = {o for o in given if self.is_around(o, loop) or o in self.fixed}
            if isinstance(result, str) and (given & elsewhere or around):
                copy = self.unused.fresh(f"{result}_copy")
                tail.append(Equation(copy, self.copy(result), loop.line, loop.column))
                results[k] = copy
        block = Block(block.parameters, (*block.body, *tail), tuple(results))
        yield loop._replace(carried=tuple(carried), block=block)

    def is_around(self, owner: str, loop: Loop) -> bool:
        """Tell whether an array is made outside of a loop."""
        bound = self.lives.bound.get(owner)
        if owner in loop.block.parameters:
            return False
        start, end = self.lives.starts[loop.key], self.lives.ends[loop.key]
        return bound is None or not start <= bound.time <= end

    def with_copied_views(self, body: Iterable[Statement]) -> Iterator[Statement]:
        for statement in body:
            if isinstance(statement, Equation):
                if statement.target in self.copied_views:
                    assert isinstance(statement.value, Apply)
                    op, args = statement.value.op, statement.value.args
                    pushing = op in (PUSH, PUT)
                    value = self.copy(args[-1] if pushing else statement.value)
                    value = Apply(op, (*args[:-1], value)) if pushing else value
                    statement = statement._replace(value=value)
                yield statement
            else:
                blocks = [
                    b._replace(body=tuple(self.with_copied_views(b.body)))
                    for b in blocks_of(statement)
                ]
                yield with_blocks(statement, blocks)


def is_popped(value: Value) -> bool:
    """Tell whether a value comes off a list: who else has it the text doesn't tell, so that it is not written into."""
    return isinstance(value, Apply) and value.op == POP


def owned(
    body: list[Statement],
    results: Iterable[object],
    fixed: set[str],
    unused: Names,
    facts: Facts,
) -> list[Statement]:
    """Return the statements of a program with a copy wherever a write in place would change what is read later."""
    owning = Owning(body, list(results), fixed, unused, facts)
    return owning.of(body)
