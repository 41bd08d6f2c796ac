"""Lists that change no more stand as they are: what is read of them, or went onto them, is read of them again.

hs = []                                  for i in reversed(range(n)):
for i in range(n):                           h = hs[i]
    h = np.tanh(h @ w)
    hs.append(h)
for h in hs:                             for i in reversed(range(len(hs))):
    y = y + h**2                             h = hs[i]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flatgen.counting import counts_up
from flatgen.ir import GET, PROCEED, PUSH, Apply, Equation, Loop, Statement, Value
from flatgen.statements import blocks_of, changed_in, equations, is_stack

NEW = Apply("List", ())


def standing(forward: Sequence[Statement], homes: Mapping[str, object]) -> dict[str, Value]:
    """Return what values of rounds, ``homes`` has their blocks, are of lists as the whole forward leaves them."""
    found: dict[str, Value] = {}
    changed: set[str] = set()  # by what comes later
    lists = {e.target: e.value for e in forward if isinstance(e, Equation)}
    changes = Counter(str(e.value.args[0]) for e in equations(forward) if is_stack(e.value))  # type: ignore[union-attr]
    for statement in reversed(forward):
        if isinstance(statement, Loop):
            found |= pushed(statement, lists, changes, homes)
        changed |= changed_in([statement])
        for line in equations([statement]) if blocks_of(statement) else ():
            value = line.value
            if isinstance(value, Apply) and value.op == GET and value.args[0] in lists:
                found |= {line.target: value} if value.args[0] not in changed else {}
    return found


def pushed(
    loop: Loop, lists: Mapping[str, Value], changes: Mapping[str, int], homes: Mapping[str, object]
) -> dict[str, Value]:
    """Return what goes onto new lists once in each round: it is there by the round's number."""
    lines = [line for line in loop.block.body if isinstance(line, Equation)]
    values = [line.value for line in equations([loop])]
    if not counts_up(loop) or any(isinstance(v, Apply) and v.op == PROCEED for v in values):
        return {}
    found: dict[str, Value] = {}
    for line in lines:
        value = line.value
        if not isinstance(value, Apply) or value.op != PUSH or len(value.args) != 2:
            continue
        stack, item = value.args
        if (
            changes[str(stack)] == 1
            and lists.get(str(stack)) == NEW
            and homes.get(str(item)) == (loop.key, 0)
        ):
            found[str(item)] = Apply(GET, (stack, loop.item))
    return found
