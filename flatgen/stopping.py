"""Stopped gradients as the output has them: the argument, in the place of its stopped self.

s0 = Mult(x, x)                      c = x * x
c = flatgen.stop_gradient(s0)        y = c * x
y = Mult(c, x)

To the passes before, the two are different values: a gradient passes through one of them alone.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from flatgen.ir import Apply, Equation, Loop, Statement, Value, substitute
from flatgen.statements import equations, exchanged, mapped
from flatgen.templates import STOP
from flatgen.values import Values
from flatgen.writes import renamed

Lines = list[Equation]


def unstopped(
    forward: Lines, backward: Lines, temporaries: Container[str], arrays: bool
) -> tuple[Lines, Lines, dict[str, str]]:
    """Return the lines without those that stop gradients, and what is called by another name in them.

    Among ``arrays``, what is computed twice now, stopped and not, is computed once.
    """
    by: dict[str, str] = {}
    for line in forward:
        if is_stopped(line.value):
            assert isinstance(line.value, Apply)
            stopped, name = line.target, str(line.value.args[0])
            name = by.get(name, name)
            if name in temporaries and stopped not in temporaries:  # the user's own name is kept
                by = {n: stopped if other == name else other for n, other in by.items()}
                by[name] = stopped
            else:
                by[stopped] = name
    if not by:
        return forward, backward, by
    forward = [renamed(line, by) for line in forward if not is_stopped(line.value)]
    forward, again = once(forward, temporaries) if arrays else (forward, {})
    by = {name: again.get(other, other) for name, other in by.items()} | again
    return forward, [renamed(line, by) for line in backward], by


def is_stopped(value: Value) -> bool:
    return isinstance(value, Apply) and value.op == STOP


def once(lines: Lines, temporaries: Container[str]) -> tuple[Lines, dict[str, str]]:
    """Return the lines without those that compute a value again, and the names of the first ones."""
    values = Values()
    again: dict[str, str] = {}
    found = []
    for line in lines:
        line = line._replace(value=substitute(line.value, dict(again)))
        known = values.known(line.value)
        if known and line.target in temporaries:
            again[line.target] = known
            continue
        values.note(line.target, line.value)
        found.append(line)
    return found, again


def unstopped_within(
    forward: Sequence[Statement], backward: Sequence[Statement]
) -> tuple[list[Statement], list[Statement], dict[str, str]]:
    """Return what ``unstopped`` does of statements with blocks: in forward mode both stand in one part."""
    by: dict[str, str] = {}
    for line in equations([*forward, *backward]):
        if is_stopped(line.value):
            assert isinstance(line.value, Apply)
            name = str(line.value.args[0])
            by[line.target] = by.get(name, name)
    if not by:
        return list(forward), list(backward), by
    values: dict[str, Value] = dict(by)
    parts = []
    for part in (forward, backward):
        kept = mapped(part, lambda line: None if is_stopped(line.value) else line)
        parts.append([exchanged(statement, values) for statement in kept])
    idle = [s for s in parts[0] if isinstance(s, Loop) and is_idle(s)]
    given: dict[str, Value] = {}
    for loop in idle:
        given |= dict(zip(loop.targets, loop.carried))
    first, second = [[exchanged(s, given) for s in part if s not in idle] for part in parts]
    return first, second, by


def is_idle(loop: Loop) -> bool:
    """Tell whether the rounds of a loop do nothing, and hand on what they are given."""
    return not loop.block.body and loop.block.results == loop.block.parameters[1:]
