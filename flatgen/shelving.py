"""Arrays that lists hold: which of them may be changed in place while they are on a list.

for i in range(n):               for i in range(n):
    h += x[i]                        h = w @ h          # an array of this round
    hs.append(h)                     h += b
                                     hs.append(h)       # and from here on nobody's but the list's
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from flatgen.ir import PUSH, PUT, Apply, Equation, Loop, Statement, Value
from flatgen.statements import blocks_of, repeated

Sources = Callable[[Value], Iterable[object]]
Origin = tuple[str, frozenset[int]]  # where an array is made; by the rounds of which loops it comes
HERE, LIST = 0, -3  # in the same round; by a list, from whichever


class Shelving:
    """Where the arrays of a program's values are made, and when they go onto lists."""

    def __init__(
        self, body: Iterable[Statement], changes: Mapping[str, str], sources: Sources
    ) -> None:
        self.changes = changes  # what a change in place makes: of what
        self.sources = sources
        self.before: dict[str, list[tuple[str, int]]] = {}
        self.times: dict[str, int] = {}
        self.held: list[tuple[str, int, str]] = []  # what goes onto lists, when, and onto which
        self.several: set[str] = set()  # lists that start with one value in all places
        self.around: dict[int, frozenset[int]] = {}  # the loops around what is done at a time
        self.look(body, frozenset())

    def look(self, body: Iterable[Statement], around: frozenset[int]) -> None:
        for statement in body:
            if isinstance(statement, Equation):
                self.around[len(self.times)] = around
                self.note(statement)
                continue
            inside = around | {statement.key} if isinstance(statement, Loop) else around
            for block in blocks_of(statement):
                if isinstance(statement, Loop):
                    for name, *given in zip(block.parameters[1:], statement.carried, block.results):
                        ways = zip(given, (first(statement.key), statement.key))
                        self.before[name] = [(v, way) for v, way in ways if isinstance(v, str)]
                self.look(block.body, inside)
            for i, target in enumerate(statement.targets):
                results = [block.results[i] for block in blocks_of(statement)]
                if isinstance(statement, Loop):
                    results.append(statement.carried[i])
                self.before[target] = [(v, HERE) for v in results if isinstance(v, str)]

    def note(self, equation: Equation) -> None:
        value, target = equation.value, equation.target
        time = self.times[target] = len(self.times)
        if isinstance(value, Apply) and value.op in (PUSH, PUT):
            if isinstance(value.args[-1], str):
                self.hold(value.args[-1], time, str(value.args[0]))
        elif isinstance(repeated(value), str):
            self.hold(str(repeated(value)), time, target)
            self.several.add(target)
        elif target in self.changes:
            self.before[target] = [(self.changes[target], HERE)]
        else:
            shared = [s for s in self.sources(value) if isinstance(s, str)]
            self.before[target] = [(s, HERE) for s in shared]

    def hold(self, item: str, time: int, stack: str) -> None:
        self.before.setdefault(stack, []).append((item, LIST))
        self.held.append((item, time, stack))

    def origins(self, name: str) -> set[Origin]:
        """Return where the array of a value may be made."""
        found: set[Origin] = set()
        seen: set[Origin] = set()
        todo: list[Origin] = [(name, frozenset())]
        while todo:
            one, crossed = todo.pop()
            if (one, crossed) in seen:
                continue
            seen.add((one, crossed))
            before = self.before.get(one, [])
            if not before:
                found.add((one, crossed))
            todo += [(other, with_way(crossed, way)) for other, way in before]
        return found

    def home(self, name: str) -> frozenset[int]:
        """Return the loops that a value is made in."""
        return self.around.get(self.times.get(name, -1), frozenset())

    def held_of(self, name: str, made: str) -> Iterator[str]:
        """Yield what may be on a list, and share a value's array, as a change makes another value of that."""
        when = self.times.get(made, 0)
        own = self.origins(name)
        for item, time, _ in self.held:
            both = self.around[time] & self.around[when]  # it comes after, and before again
            pairs = [(o, older, c) for o, older in self.origins(item) for p, c in own if p == o]
            for origin, older, crossed in pairs:
                home = self.home(origin)  # the rounds of other loops are no others to it
                rounds = (*home, LIST)
                again = [k for k in both - home if k in crossed or first(k) not in crossed]
                later = both and (again or any(is_later(crossed, older, k) for k in rounds))
                after = any(k in crossed for k in rounds) or not any(k in older for k in rounds)
                if later if time > when else after:
                    yield item
                    break

    def is_on_twice(self, stack: str) -> bool:
        """Tell whether an array that is on a list may be in another place of it, or on another list."""
        if stack in self.several:
            return True
        all_held = [
            (origin, crossed, time, on)
            for item, time, on in self.held
            for origin, crossed in self.origins(item)
        ]
        for origin, crossed, time, on in all_held:
            rounds = self.around[time]
            again = [k for k in rounds - self.home(origin) if first(k) not in crossed]
            again += [k for k in rounds if k in crossed and more(k) in crossed]
            others = [when for other, _, when, _ in all_held if other == origin and when != time]
            if on == stack and (again or others):
                return True
        return False


def first(key: int) -> int:
    """Return what says that a value is what a loop starts with: it is there in its first round."""
    return -3 * key - 1


def more(key: int) -> int:
    """Return what says that a value is of no round in particular of a loop."""
    return -3 * key - 2


def with_way(crossed: frozenset[int], way: int) -> frozenset[int]:
    """Return how a value came with one way more: from the round before, or from that before it, and so on."""
    return crossed | {more(way) if way > 0 and way in crossed else way} - {HERE}


def is_later(crossed: frozenset[int], older: frozenset[int], key: int) -> bool:
    """Tell whether a value may be there in a later round of a loop than another one of the same array."""
    if key == LIST or more(key) in crossed:
        return LIST in crossed | older if key == LIST else True
    return key in crossed and key not in older
