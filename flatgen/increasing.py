"""What is added to a number on a list, as one operation: it needs no old value.

s = Get(h, i)
t = Add(s, x)
h_1 = Put(h, i, t)               h_1 = Increase(h, i, x)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable

from flatgen.facts import Facts
from flatgen.ir import GET, INCREASE, PUT, Apply, Equation, Statement, Value
from flatgen.statements import blocks_of, changed_in, read_in, with_blocks


def increased(
    body: Iterable[Statement], facts: Facts, temporaries: Container[str]
) -> tuple[Statement, ...]:
    """Return statements with what is added to numbers on lists, in their blocks too."""
    made: list[Statement] = []
    for statement in body:
        blocks = [
            b._replace(body=increased(b.body, facts, temporaries)) for b in blocks_of(statement)
        ]
        made.append(with_blocks(statement, blocks))
    if facts.lists.isdisjoint(changed_in(s for s in made if isinstance(s, Equation))):
        return tuple(made)
    uses = Counter(read_in(made))
    lines = {s.target: s for s in made if isinstance(s, Equation)}
    for i, statement in enumerate(made):
        value = statement.value if isinstance(statement, Equation) else None
        if not isinstance(value, Apply) or value.op != PUT or not facts.is_scalar(value.args[0]):
            continue
        stack, index, total = value.args
        old, more = sum_of(lines.get(str(total)))
        taken = lines.get(str(old))
        once = uses[str(total)] == uses[str(old)] == 1
        if not once or str(total) not in temporaries or str(old) not in temporaries:
            continue
        if taken is None or taken.value != Apply(GET, (stack, index)):
            continue
        if stack in changed_in(made[made.index(taken) : i]):
            continue
        assert isinstance(statement, Equation)
        made[i] = statement._replace(value=Apply(INCREASE, (stack, index, more)))
        lines.pop(str(old)), lines.pop(str(total))
    kept = set(lines)
    return tuple([s for s in made if not isinstance(s, Equation) or s.target in kept])


def sum_of(line: Equation | None) -> tuple[Value, Value]:
    """Return the two parts of a sum; nothing twice if it is none."""
    value = line.value if line else None
    if isinstance(value, Apply) and value.op == "Add":
        return value.args[0], value.args[1]
    return "", ""
