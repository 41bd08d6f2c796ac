"""Lines put in their places in the lines that read them: what one writes by hand is nested.

s4 = w.T                     grad_h = grad_s @ w.T
grad_s1 = grad_s
grad_h = grad_s1 @ s4
"""

from __future__ import annotations

from collections.abc import Callable

from flatgen.binding import WIDTH, columns
from flatgen.ir import Apply, Equation, Value, names, substitute
from flatgen.statements import is_effect
from flatgen.writes import is_write


def nested(
    lines: list[Equation], may_go: Callable[[Equation], bool], tidied: Callable[[Value], Value]
) -> list[Equation]:
    """Return lines with each that may go, and is read once or a plain copy, in its place, where that fits."""
    found = {line.target: line for line in lines}
    readers: dict[str, set[str]] = {}
    for line in lines:
        for name in names(line.value):
            readers.setdefault(name, set()).add(line.target)
    for name in list(found):
        value, by = found[name].value, readers.get(name, set())
        count = sum(list(names(found[reader].value)).count(name) for reader in by)
        if (
            not by
            or not may_go(found[name])
            or is_write(value)
            or any(is_effect(found[reader].value) for reader in by)
            or (count > 1 and isinstance(value, Apply))
        ):
            continue
        new = [found[r]._replace(value=substitute(found[r].value, {name: value})) for r in by]
        new = [line._replace(value=tidied(line.value)) for line in new]
        if all(len(n.target) + columns(n.value) <= WIDTH and not is_write(n.value) for n in new):
            del found[name]
            found.update({line.target: line for line in new})
            for read in names(value):
                readers[read] = (readers[read] - {name}) | by
    return list(found.values())
