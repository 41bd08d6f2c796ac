"""Upstreams and tangents may be of whole numbers, or of truths; gradients are floating all the same.

    grad_x = np.copy(grad_y)            grad_x = grad_y * 1.0
    grad_x = np.where(here, grad_y, 0)  grad_x = np.where(here, grad_y, 0.0)

So is what is written into, which whole numbers would cut off. Most lines make floating numbers of them as
they are: ``grad_y * np.cos(x)``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from flatgen.facts import Facts
from flatgen.ir import (
    DISPLAYS,
    PUSH,
    PUT,
    Apply,
    Equation,
    Literal,
    Loop,
    Parameter,
    Statement,
    Value,
    names,
    with_args,
)
from flatgen.names import Names
from flatgen.putting import is_in_place
from flatgen.statements import blocks_of, equations, exchanged
from flatgen.writes import is_copy, is_write

ONE = Literal("1.0", 1.0)
SUMS = ("Add", "Sub")


def floated(
    lines: Iterable[Equation],
    given: Iterable[str],
    returned: Collection[object],
    facts: Facts,
    unused: Names,
) -> list[Equation]:
    """Return the lines of a mode in which what is written into, and what is returned, has floating numbers.

    Upstreams and tangents, ``given``, may have whole ones.
    """
    doubtful = set(given)  # where inputs are of whole numbers, too
    whole = set(given)
    made: list[Equation] = []
    for line in lines:
        value, read = line.value, set(names(line.value))
        base = value.args[0] if isinstance(value, Apply) and value.args else value
        in_doubt = not doubtful.isdisjoint(read) and not facts.is_inexact(value)
        if not in_doubt or not facts.arrays:
            made.append(line)
            continue
        if isinstance(value, Apply) and is_copy(value):
            line = line._replace(value=times_one(base))
        elif isinstance(value, Apply) and is_write(value):
            if base in doubtful:
                copy = unused.fresh(line.target + "_copy")
                made.append(Equation(copy, times_one(base), line.line, line.column))
                line = line._replace(value=Apply(value.op, (copy, *value.args[1:])))
        else:
            doubtful.add(line.target)
            if not whole.isdisjoint(read) and facts.is_whole_by(value, whole):
                whole.add(line.target)
                adds = isinstance(value, Apply) and value.op in SUMS  # truths are no summands
                plain = facts.is_scalar(line.target) and not facts.is_numpy(line.target)
                if (adds or line.target in returned) and not plain:
                    line = line._replace(value=made_floating(value, whole))
                    whole.remove(line.target)
        made.append(line)
    return made


def learn_whole(
    body: Iterable[Statement], whole: set[str], may_be: Callable[[Value], bool]
) -> None:
    """Add to ``whole`` the names in statements that may be of whole numbers where those in it are.

    Of a value that reads one of these ``may_be`` tells it.
    """
    for statement in body:
        if isinstance(statement, Equation):
            target, value = statement.target, statement.value
            if isinstance(value, Apply) and value.op in (PUSH, PUT):
                target, value = str(value.args[0]), value.args[-1]
            if not whole.isdisjoint(names(value)) and may_be(value):
                whole.add(target)
            continue
        if isinstance(statement, Loop):
            inner, known = statement.block, -1
            given = [*zip(inner.parameters[1:], statement.carried)]
            given += zip(inner.parameters[1:], inner.results)
            while known < len(whole):  # what a round hands on the next one gets
                known = len(whole)
                whole.update([name for name, atom in given if atom in whole])
                learn_whole(inner.body, whole, may_be)
        else:
            for side in blocks_of(statement):
                learn_whole(side.body, whole, may_be)
        for block in blocks_of(statement):
            whole.update([n for n, atom in zip(statement.targets, block.results) if atom in whole])
        if isinstance(statement, Loop):  # without a round
            whole.update([n for n, a in zip(statement.targets, statement.carried) if a in whole])


def times_one(value: Value) -> Apply:
    return Apply("Mult", (value, ONE))


def made_floating(value: Value, whole: Collection[str]) -> Value:
    """Return a value, which is of whole numbers where those in ``whole`` are, in floating ones."""
    if not isinstance(value, Apply):
        return times_one(value)
    first, *rest = value.args
    if value.op == "numpy.where" and isinstance(rest[-1], Literal) and rest[-1].known == 0:
        return Apply(value.op, (first, rest[0], Literal("0.0", 0.0)))
    if value.op == "USub":
        return Apply("Mult", (first, Literal("-1.0", -1.0)))
    if value.op in SUMS:
        return Apply(value.op, (made_floating(first, whole), *rest))
    if "." in value.op:  # not every function takes truths as numbers: np.diff
        return with_args(value, tuple([_operand(argument, whole) for argument in value.args]))
    return times_one(value)


def _operand(value: Value, whole: Collection[str]) -> Value:
    """Return an argument of a function in floating numbers; of a list of arrays, what is read of it."""
    if isinstance(value, Apply) and value.op in DISPLAYS:
        return with_args(value, tuple([_operand(part, whole) for part in value.args]))
    return value if set(whole).isdisjoint(names(value)) else made_floating(value, whole)


def is_in_doubt(
    lines: list[Statement], given: Iterable[str], returned: Collection[object], facts: Facts
) -> bool:
    """Tell whether a value that is returned may be of whole numbers, as ``given`` may, or the caller's own."""
    whole = set(given)
    learn_whole(lines, whole, lambda value: facts.is_whole_by(value, whole))
    return not whole.isdisjoint(returned)


def written_among(lines: list[Statement], given: Iterable[str], facts: Facts) -> set[str]:
    """Return those of ``given`` of which an array that is written into may have whole numbers, as inputs may."""

    def may_be(value: Value) -> bool:  # an array that is written into keeps its kind
        kept = not is_in_place(value) and facts.is_whole_by(value, whole, others="")
        return isinstance(value, str) or kept

    whole: set[str] = set()
    changed = [e.value.args[0] for e in equations(lines) if is_in_place(e.value)]  # type: ignore[union-attr]
    found = set()
    for name in given:
        whole = {name}
        learn_whole(lines, whole, may_be)
        found |= set() if whole.isdisjoint(changed) else {name}
    return found


def floating(
    extra: Iterable[Parameter], lines: list[Statement], facts: Facts, unused: Names
) -> Iterator[Statement]:
    """Yield upstreams and tangents as floating numbers: whole ones cut off what is written into them.

    In ``lines`` they are read by the new names.
    """
    by: dict[str, Value] = {}
    for parameter in extra:
        if parameter.listed:  # what is on it is never written into
            continue
        name = unused.fresh(parameter.name)
        by[parameter.name] = name
        facts.by_name[name] = facts.by_name[parameter.name]
        plain = facts.is_scalar(name) and not facts.is_complex(parameter.name)
        whole = times_one(parameter.name)
        yield Equation(name, Apply("float", (parameter.name,)) if plain else whole)
    lines[:] = [exchanged(line, by) for line in lines]
