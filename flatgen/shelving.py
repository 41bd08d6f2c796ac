"""Arrays that lists hold: which of them may be changed in place while they are on a list.

for i in range(n):               for i in range(n):
    h += x[i]                        h = w @ h          # an array of this round
    hs.append(h)                     h += b
                                     hs.append(h)       # and from here on nobody's but the list's
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from flatgen.ir import GET, PUSH, PUT, ROWS, Apply, Equation, Loop, Statement, Value
from flatgen.statements import blocks_of, repeated


class Way(NamedTuple):
    """How an array comes from where it is made: by a loop's rounds, by its start, by a list."""

    loop: int
    kind: str


Sources = Callable[[Value], Iterable[object]]
Ways = frozenset[Way]
Origin = tuple[str, Ways]  # where an array is made, and how it comes
HERE, LIST = Way(0, "here"), Way(0, "list")  # in the same round; from whichever
NEXT, AGAIN, FIRST = "next", "again", "first"  # by one round; by several; in a loop's first round
MOST = 500  # ways that are told apart: their number may double with each loop
PASSED = "passed"  # by a loop that has no round
SIDES = ("then", "orelse")  # by one side of a branch
AT_ONCE = (FIRST, PASSED, *SIDES)  # what comes so is of no other round


class Shelving:
    """Where the arrays of a program's values are made, and when they go onto lists."""

    def __init__(
        self,
        body: Iterable[Statement],
        changes: Mapping[str, str],
        sources: Sources,
        rows: Mapping[str, list[str]],
        put_back: Container[str] = (),
        given: Iterable[str] = (),
    ) -> None:
        self.put_back = put_back  # what puts an array where it is on a list already
        self.given = {name: f"what is on {name}" for name in given}  # lists that are inputs
        self.rows = rows  # what goes onto lists as an array: what is in it
        self.changes = changes  # what a change in place makes: of what
        self.sources = sources
        self.before: dict[str, list[tuple[str, Way]]] = {}
        self.times: dict[str, int] = {}
        self.held: list[tuple[str, int, str]] = []  # what goes onto lists, when, and onto which
        self.several: set[str] = set()  # lists that start with one value in all places
        self.around: dict[int, frozenset[int]] = {}  # the loops around what is done at a time
        self.sides: dict[int, Ways] = {}  # and the sides of branches
        self.found: dict[str, set[Origin]] = {}
        self.around[-1], self.sides[-1] = frozenset(), frozenset()
        for name, item in self.given.items():  # before all else
            self.before[name] = [(item, LIST)]
            self.held.append((item, -1, name))
        self.look(body, frozenset(), frozenset())

    def look(self, body: Iterable[Statement], around: frozenset[int], sides: Ways) -> None:
        for statement in body:
            if isinstance(statement, Equation):
                self.around[len(self.times)], self.sides[len(self.times)] = around, sides
                self.note(statement)
                continue
            looped = isinstance(statement, Loop)
            inside = around | {statement.key} if looped else around
            ways = [HERE] if looped else [Way(statement.key, side) for side in SIDES]
            for block, way in zip(blocks_of(statement), ways):
                if isinstance(statement, Loop):
                    for name, *given in zip(block.parameters[1:], statement.carried, block.results):
                        both = zip(given, [Way(statement.key, kind) for kind in (FIRST, NEXT)])
                        self.before[name] = [(v, one) for v, one in both if isinstance(v, str)]
                self.look(block.body, inside, sides if looped else sides | {way})
            for i, target in enumerate(statement.targets):
                ends = zip(blocks_of(statement), ways)
                results = [(block.results[i], way) for block, way in ends]
                if isinstance(statement, Loop):
                    results.append((statement.carried[i], Way(statement.key, PASSED)))
                self.before[target] = [(v, way) for v, way in results if isinstance(v, str)]

    def note(self, equation: Equation) -> None:
        value, target = equation.value, equation.target
        time = self.times[target] = len(self.times)
        if target in self.put_back:
            return
        if isinstance(value, Apply) and value.op in (PUSH, PUT):
            item = value.args[-1]
            for one in self.rows.get(item, [item]) if isinstance(item, str) else ():
                self.hold(one, time, str(value.args[0]))
        elif isinstance(repeated(value), str):
            self.hold(str(repeated(value)), time, target)
            self.several.add(target)
        elif target in self.changes:
            self.before[target] = [(self.changes[target], HERE)]
        elif isinstance(value, Apply) and value.op == ROWS and value.args[0] in self.given:
            self.hold(self.given[str(value.args[0])], time, target)
        elif isinstance(value, Apply) and value.op in ("Item", GET) and value.args[0] in self.given:
            self.before[target] = [(str(value.args[0]), HERE)]
        else:
            shared = [s for s in self.sources(value) if isinstance(s, str)]
            self.before[target] = [(s, HERE) for s in shared]

    def hold(self, item: str, time: int, stack: str) -> None:
        self.before.setdefault(stack, []).append((item, LIST))
        self.held.append((item, time, stack))

    def origins(self, name: str) -> set[Origin]:
        """Return where the array of a value may be made."""
        if name not in self.found:
            self.found[name] = self.looked_for(name)
        return self.found[name]

    def looked_for(self, name: str) -> set[Origin]:
        found: set[Origin] = set()
        seen: set[Origin] = set()
        todo: list[Origin] = [(name, frozenset())]
        while todo:
            one, crossed = todo.pop()
            if (one, crossed) in seen:
                continue
            if len(seen) > MOST:
                return {(root, frozenset([LIST])) for root in self.roots(name)}
            seen.add((one, crossed))
            before = self.before.get(one, [])
            if not before:
                found.add((one, self.told(one, crossed)))
            todo += [(other, gone(crossed, way)) for other, way in before]
        return found

    def roots(self, name: str) -> set[str]:
        """Return where the array of a value may be made, in whichever round."""
        seen, todo = {name}, [name]
        while todo:
            more = {other for other, _ in self.before.get(todo.pop(), [])} - seen
            seen |= more
            todo += more
        return {one for one in seen if not self.before.get(one)}

    def told(self, name: str, crossed: Ways) -> Ways:
        """Return the ways that tell rounds apart: those of a loop that an array is made outside of do not."""
        home, around = self.home(name), {way.loop for way in crossed if way.kind == NEXT}
        return frozenset(
            [
                way
                for way in crossed
                if way == LIST
                or (way.loop in home and way.kind in (NEXT, AGAIN))
                or way.kind in (PASSED, *SIDES)
                or (way.kind == FIRST and way.loop not in around)
            ]
        )

    def home(self, name: str) -> frozenset[int]:
        """Return the loops that a value is made in."""
        return self.around.get(self.times.get(name, -1), frozenset())

    def held_of(self, name: str, made: str) -> Iterator[tuple[str, str]]:
        """Yield what shares a value's array, and may be on which list, as a change makes another value of that."""
        when = self.times.get(made, 0)
        own = self.origins(name)
        for item, time, stack in self.held:
            both = self.around[time] & self.around[when]  # it comes after, and before again
            if not both and are_apart(self.sides[time], self.sides[when]):
                continue
            pairs = [(o, older, c) for o, older in self.origins(item) for p, c in own if p == o]
            for origin, older, crossed in pairs:
                passed = {way.loop for way in crossed if way.kind == PASSED}
                if not both and passed & self.around[time]:  # then nothing was put there
                    continue
                if not both and are_apart(self.sides[time], crossed):
                    continue
                same = aligned(older, crossed)
                old, cross = [
                    {w for w in ways if w.kind not in AT_ONCE and w.loop not in same}
                    for ways in (older, crossed)
                ]
                later = both and (
                    cross or both - self.home(origin) - same
                )  # no round makes an older one anew
                if later if time > when else cross or not old:
                    yield item, stack
                    break

    def is_on_twice(self, stack: str, write: str) -> bool:
        """Tell whether an array that is on a list may be in another place, too, as it is changed."""
        return any(True for _ in self.elsewhere(stack, write))

    def elsewhere(self, stack: str, write: str) -> Iterator[str]:
        """Yield what puts an array that is on a list in another place of it, or on another list; "" is the list itself.

        What goes onto another one behind the write, in no round before it but those that make list and array anew, is
        what it is then.
        """
        when = self.times.get(write, 0)
        if stack in self.several:
            yield ""
        held = [
            (origin, ways, time, on, item)
            for item, time, on in self.held
            for origin, ways in self.origins(item)
            if on == stack
            or not self.is_behind(time, when, self.home(origin) & self.home(stack), ways)
        ]
        for origin, ways, time, on, _ in held:
            rounds = self.around[time]
            if on != stack:
                continue
            again = [k for k in rounds - self.home(origin) if Way(k, FIRST) not in ways]
            if again or any(Way(k, AGAIN) in ways for k in rounds):
                yield ""
            alike = (origin, within(ways, rounds), time, on)  # by whichever way in one round
            for other in held:
                if (
                    other[0] == origin
                    and (other[0], within(other[1], rounds), *other[2:4]) != alike
                ):
                    yield other[4]

    def is_behind(self, time: int, when: int, home: frozenset[int], ways: Ways) -> bool:
        """Tell whether something is done later than something else, and in no round before a round of that."""
        both = self.around[time] & self.around[when]
        crossed = {way.loop for way in ways if way.kind in (NEXT, AGAIN)}
        return time > when and both <= home and both.isdisjoint(crossed)


def are_apart(one: Ways, other: Ways) -> bool:
    """Tell whether two ways lead by different sides of a branch, of which one is run."""
    sides = {way.loop: way.kind for way in one if way.kind in SIDES}
    return any(way.kind in SIDES and sides.get(way.loop, way.kind) != way.kind for way in other)


def within(ways: Ways, rounds: frozenset[int]) -> Ways:
    """Return the ways by which an array comes from other rounds of some loops, or off a list."""
    return frozenset([way for way in ways if way == LIST or way.loop in rounds])


def gone(ways: Ways, way: Way) -> Ways:
    """Return how an array comes with one more step."""
    if way == HERE:
        return ways
    return (
        ways | {way, way._replace(kind=AGAIN)} if way.kind == NEXT and way in ways else ways | {way}
    )


def aligned(one: Ways, other: Ways) -> set[int]:
    """Return the loops of which two values that share an array are of one round: the first, or the next to its own."""
    again = {way.loop for way in one | other if way.kind == AGAIN}
    return {way.loop for way in one & other if way.kind in (FIRST, NEXT)} - again
