"""What is left on a list that a round of a loop makes, recorded one by one: no list goes onto another.

h = []                           h = []
...                              ...
                                 h_history_count.append(len(h))
                                 for i in reversed(range(len(h))): h_history.append(h[i])
...                              h = []
                                 for _ in range(h_history_count.pop()): h.append(h_history.pop())
"""

from __future__ import annotations

from collections.abc import Iterator

from flatgen.facts import Facts
from flatgen.ir import GET, POP, PUSH, Apply, Block, Equation, Loop, Statement
from flatgen.names import Names


def counts_of(stack: str) -> str:
    """Return the list of how much was put onto a list of recorded values."""
    return f"{stack}_count"


def put_away(line: Equation, stack: str, facts: Facts, unused: Names) -> Iterator[Statement]:
    """Yield what puts all that is on a list onto a list of recorded values, its last first."""
    name, place = line.target, (line.line, line.column)
    item, one, count = [unused.fresh(word) for word in ("i", "item", f"{name}_count")]
    facts.learn_number(item)
    facts.learn_number(count)
    facts.variables[item] = "i"
    facts.learn_same(one, name)
    yield Equation(count, Apply("len", (name,)), *place)
    pushed = Apply(PUSH, (counts_of(stack), count))
    yield Equation(unused.fresh(f"{stack}_count_1"), pushed, *place)
    lines = (
        Equation(one, Apply(GET, (name, item)), *place),
        Equation(unused.fresh(f"{stack}_1"), Apply(PUSH, (stack, one)), *place),
    )
    over = Apply("reversed", (Apply("range", (count,)),))
    yield Loop((), item, over, (), Block((item,), lines, ()), *place, next(facts.keys))


def taken_back(new: str, name: str, stack: str, facts: Facts, unused: Names) -> Iterator[Statement]:
    """Yield the lines that make a list again, as ``new``, of what was put away."""
    item, one, count = [unused.fresh(word) for word in ("_", "item", f"{new}_count")]
    facts.learn_number(count)
    facts.learn_same(one, name)
    facts.lists.add(new)
    yield Equation(count, Apply(POP, (counts_of(stack),)))
    yield Equation(new, Apply("List", ()))
    lines = (
        Equation(one, Apply(POP, (stack,))),
        Equation(unused.fresh(f"{new}_1"), Apply(PUSH, (new, one))),
    )
    yield Loop(
        (), item, Apply("range", (count,)), (), Block((item,), lines, ()), 0, 0, next(facts.keys)
    )
