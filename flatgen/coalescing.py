"""Names of a text: one variable for what a loop carries, or a choice gives, instead of a name for each value.

    t, = for range(n) carry s0           t = s0
        block(i, s)                      for i in range(n):
            r = Mult(s, 2)                   t = t * 2
            give r

Values share a variable where their lives don't overlap; where they do, a line copies one into the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from flatgen.ir import UNBOUND, Apply, Atom, Block, Equation, If, Loop, Statement, Value
from flatgen.lives import Lives, exclude, numbers_read
from flatgen.putting import is_in_place
from flatgen.statements import blocks_of, bound_in, equations, exchanged, read_in
from flatgen.writes import is_copy

Alike = Callable[[str, str], bool]
COUNTER = "i"
VARIABLES = 4  # of one name, with which the others are tried


class Coalescing:
    """Which values share a variable."""

    def __init__(
        self,
        body: list[Statement],
        results: Iterable[object],
        kept: set[str],
        variables: Mapping[str, str],
        is_alike: Alike,
    ) -> None:
        self.lives = Lives(body, results)
        self.numbers = Lives(body, results, numbers_read)
        self.is_alike = is_alike
        self.made = {e.target: e.value for e in equations(body) if is_copy(e.value)}
        self.same = set(_given_out(body))
        self.copies = {e.target: e.value for e in equations(body) if isinstance(e.value, str)}
        self.reads = Counter(read_in(body))
        self.given = given = {name for name in results if isinstance(name, str)}
        self.variables = variables
        self.kept = kept  # names that stay what they are: parameters
        self.members: dict[str, list[str]] = {}
        for one, other in _forced(body):
            self.merge(one, other, forced=True)
        for one, other in _carried(body):
            called = [variables.get(n, n if n in kept else None) for n in (one, other)]
            alone = self.reads[other] == 1 and other not in kept
            differ = called[0] != called[1] and (other in given or not (None in called or alone))
            if not differ:  # what is returned, or the user called otherwise, has a name of its own
                self.merge(one, other)

    def of(self, name: str) -> list[str]:
        return self.members.setdefault(name, [name])

    def merge(self, one: str, other: str, forced: bool = False) -> None:
        first, second = self.of(one), self.of(other)
        if first is second:
            return
        if len(self.kept.intersection([*first, *second])) > 1:
            return
        if not forced and self.is_renamed([*first, *second]):
            return
        if not forced and any(self.overlap(a, b) for a in first for b in second):
            return
        both = [*first, *second]
        for name in both:
            self.members[name] = both

    def gather(self, names: list[str]) -> None:
        """Make one variable of values that the user called by one name, or a few where their lives overlap."""
        first: list[str] = []
        for name in names:
            for one in first:
                self.merge(one, name)
                if self.of(one) is self.of(name):
                    break
            else:
                first += [name] if len(first) < VARIABLES else []

    def is_renamed(self, group: list[str]) -> bool:
        """Tell whether what is returned would be called as a parameter is that it isn't."""
        called = {self.variables.get(name, name) for name in self.given.intersection(group)}
        return any({parameter} != called for parameter in self.kept.intersection(group) if called)

    def overlap(self, one: str, other: str) -> bool:
        """Tell whether two values are needed at one time: one that is another by a second name is no other."""
        if self.origin(one) == self.origin(other) or {(one, other), (other, one)} & self.same:
            return False
        lives = self.lives
        first, second = lives.bound.get(one), lives.bound.get(other)
        start, begin = (first.time if first else 0), (second.time if second else 0)
        if first and second and exclude(first.path, second.path):
            return False
        read = self.numbers if self.is_as_large(one, other) else lives
        ends = (  # what is never read is written all the same
            max(read.last(one, second.path if second else ()), start + 0.5),
            max(lives.last(other, first.path if first else ()), begin + 0.5),
        )
        if start == begin and ends[0] > start and ends[1] > begin:
            return True
        return start < ends[1] and begin < ends[0]

    def is_as_large(self, one: str, other: str) -> bool:
        """Tell whether the size of a value may be read off what takes its place."""
        copied = self.made.get(other)
        other = str(copied.args[0]) if isinstance(copied, Apply) else other
        return self.is_alike(one, other)

    def origin(self, name: str) -> str:
        """Return the first name of a value."""
        while name in self.copies:
            name = self.copies[name]
        return name

    def names(self, variables: Mapping[str, str], results: list[object]) -> dict[str, Value]:
        """Return the variable of each value that shares one, or that the user called by another name.

        Of several variables of one name the first that is a result has the name itself.
        """
        found: dict[str, Value] = {}
        order = [*[r for r in results if isinstance(r, str)], *self.lives.bound]
        groups = list({id(g): g for g in map(self.of, order)}.values())
        place = {name: i for i, name in reversed([*enumerate(order)])}
        own = {name for g in groups if variables.keys().isdisjoint(g) for name in g}
        taken = {*own, *self.kept, *(self.lives.reads.keys() - place.keys())}
        for members in groups:
            fixed = [m for m in members if m in self.kept]
            called = [
                variables[m]
                for m in sorted(members, key=lambda m: place.get(m, 0))
                if m in variables
            ]
            if called and not called[0].strip("_") and any(self.reads[m] for m in members):
                called[0] = COUNTER  # what the user reads nowhere is read here
            if fixed or not called:
                best = (fixed or sorted(members, key=lambda m: (len(m), m)))[0]
            else:
                best, count = called[0], 0
                while best in taken:
                    count += 1
                    best = f"{called[0]}_{count}"
            taken.add(best)
            found |= dict.fromkeys(members, best)
        return found


def _forced(body: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield what has to be one variable: an array and what it is after a change in place."""
    for statement in body:
        if isinstance(statement, Equation) and is_in_place(statement.value):
            assert isinstance(statement.value, Apply)
            yield str(statement.value.args[0]), statement.target
        for block in blocks_of(statement):
            yield from _forced(block.body)


def _given_out(body: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield what a branch makes and gives out, and what it is behind it: one value, where that branch was run."""
    for statement in body:
        blocks = blocks_of(statement)
        for block in blocks:
            if isinstance(statement, If):
                own = set(bound_in(block.body))
                for k, (result, target) in enumerate(zip(block.results, statement.targets)):
                    sure = UNBOUND not in [one.results[k] for one in blocks]
                    if sure and isinstance(result, str) and result in own:
                        yield result, target
            yield from _given_out(block.body)


def _carried(body: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield what should be one variable."""
    for statement in body:
        if isinstance(statement, Loop):
            block = statement.block
            rows = list(
                zip(block.parameters[1:], block.results, statement.targets, statement.carried)
            )
            for parameter, *others in rows:
                for other in others:
                    if isinstance(other, str):
                        yield parameter, other
        elif isinstance(statement, If):
            for target, *results in zip(
                statement.targets, statement.then.results, statement.orelse.results
            ):
                for result in results:
                    if isinstance(result, str):
                        yield target, result
        for block in blocks_of(statement):
            yield from _carried(block.body)


def coalesced(
    body: list[Statement],
    results: Iterable[object],
    kept: set[str],
    variables: Mapping[str, str],
    is_alike: Alike,
) -> tuple[list[Statement], dict[str, Value]]:
    """Return statements as they stand in the text, and the variable of each value that shares one.

    ``variables`` has what the user called a value: values of one name are best one variable. ``is_alike`` tells which
    values have one shape.
    """
    results = list(results)
    coalescing = Coalescing(body, results, kept, variables, is_alike)
    for names in related(body, kept, variables):
        coalescing.gather(names)
    by = coalescing.names(variables, results)
    return list(_text(body, by)), by


def _text(body: Iterable[Statement], by: dict[str, Value]) -> Iterator[Statement]:
    def name(value: Atom) -> Atom:
        return by.get(value, value) if isinstance(value, str) else value  # type: ignore[return-value]

    for statement in body:
        if isinstance(statement, Equation):
            line = exchanged(statement, by)
            assert isinstance(line, Equation)
            if line.value != line.target:
                yield line
        elif isinstance(statement, If):
            targets = [name(target) for target in statement.targets]
            sides = []
            for block in (statement.then, statement.orelse):
                copies = copied(targets, [name(r) for r in block.results], statement)
                sides.append(Block((), (*_text(block.body, by), *copies), ()))
            head = exchanged(
                statement._replace(then=Block((), (), ()), orelse=Block((), (), ()), targets=()), by
            )
            assert isinstance(head, If)
            yield head._replace(then=sides[0], orelse=sides[1])
        else:
            block = statement.block
            parameters = [name(p) for p in block.parameters[1:]]
            yield from copied(parameters, [name(i) for i in statement.carried], statement)
            copies = copied(parameters, [name(r) for r in block.results], statement)
            inner = Block((str(name(statement.item)),), (*_text(block.body, by), *copies), ())
            head = exchanged(
                statement._replace(block=Block((), (), ()), targets=(), carried=()), by
            )
            assert isinstance(head, Loop)
            yield head._replace(block=inner)
            yield from copied([name(t) for t in statement.targets], parameters, statement)


def copied(targets: list[Atom], values: list[Atom], statement: If | Loop) -> list[Statement]:
    """Return the lines that give variables their values: each when no other line reads what it was, or all at once."""
    pairs = [(t, v) for t, v in zip(targets, values) if t != v and v is not UNBOUND]
    place = statement.line, statement.column
    made: list[Statement] = []
    while pairs:
        read = [value for _, value in pairs]
        free = [pair for pair in pairs if pair[0] not in read]
        if not free:
            left, right = [Apply("Tuple", tuple(side)) for side in zip(*pairs)]
            return [*made, Equation("", Apply("Assign", (left, right)), *place)]
        made += [Equation(str(target), value, *place) for target, value in free]
        pairs = [pair for pair in pairs if pair not in free]
    return made


def related(
    body: list[Statement], kept: set[str], variables: Mapping[str, str]
) -> Iterator[list[str]]:
    """Yield the names that are best one variable: what the user called by one name, a parameter first."""
    found = {name: [name] for name in sorted(kept)}
    for name in bound_in(body):
        found.setdefault(variables.get(name, name), []).append(name)
    yield from found.values()
