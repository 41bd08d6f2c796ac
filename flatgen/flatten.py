"""Gradient lines made flat again, so that they are a program that can be differentiated.

grad_s3 = grad_L * (1 - L) * L        s4 = Sub(1, L)
                                      s5 = Mult(grad_L, s4)
                                      grad_s3 = Mult(s5, L)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flatgen.equations import is_size
from flatgen.ir import (
    DISPLAYS,
    GET,
    INCREASE,
    PUT,
    TESTS,
    TEXTS,
    UNBOUND,
    Apply,
    Equation,
    If,
    Statement,
    Value,
    is_constant,
    names,
)
from flatgen.names import Names
from flatgen.statements import (
    blocks_of,
    bound_in,
    exchanged,
    is_effect,
    is_gate,
    read_in,
    with_blocks,
)
from flatgen.writes import is_write

SUMS = {"IAdd": "Add", "ISub": "Sub"}


def flattened(
    lines: Iterable[Equation], unused: Names, variables: set[str] | None = None
) -> list[Equation]:
    """Return lines with one operation each: what is nested in them gets a name of its own.

    With ``variables``, what reads none of them, nor what depends on them, stays where it is.
    """
    made: list[Equation] = []

    def stays(value: Value) -> bool:
        return variables is not None and variables.isdisjoint(names(value))

    def flat(value: Value, line: Equation) -> Value:
        """Return an operation on atoms."""
        if not isinstance(value, Apply):
            return value
        written = is_write(value)  # what is written into has a name
        args = tuple([atom(a, line, written and not i) for i, a in enumerate(value.args)])
        return Apply(value.op, args, value.keys)

    def atom(value: Value, line: Equation, named: bool) -> Value:
        plain = not isinstance(value, Apply) or is_constant(value) or stays(value)
        if not isinstance(value, Apply) or (plain and not named):
            return value
        if value.op in TEXTS:
            return value
        if value.op == "Slice" or value.op in DISPLAYS or is_size(value):
            return flat(value, line)
        name = unused.temporary()
        if variables is not None:
            variables.add(name)
        made.append(line._replace(target=name, value=flat(value, line), note=""))
        return name

    for line in lines:
        if stays(line.value) or is_effect(line.value):
            made.append(line)
            continue
        if variables is not None:
            variables.add(line.target)
        made.append(line._replace(value=flat(line.value, line)))
    return made


def flattened_within(body: Iterable[Statement], unused: Names) -> Iterator[Statement]:
    """Yield statements with their equations made flat, in their blocks too; what is added in place is a sum."""
    for statement in body:
        if isinstance(statement, Equation):
            value = statement.value
            tests = isinstance(value, Apply) and value.op in TESTS
            if is_gate(statement) or tests:  # a test may not be reached as a whole
                yield statement
                continue
            if isinstance(value, Apply) and value.op in SUMS:
                statement = statement._replace(value=Apply(SUMS[value.op], value.args))
            if isinstance(value, Apply) and value.op == INCREASE:
                stack, index, more = value.args
                so_far = Apply("Add", (Apply(GET, (stack, index)), more))
                statement = statement._replace(value=Apply(PUT, (stack, index, so_far)))
            yield from flattened([statement], unused)
        else:
            blocks = [
                b._replace(body=tuple(flattened_within(b.body, unused)))
                for b in blocks_of(statement)
            ]
            yield with_blocks(statement, blocks)


def counted_within(
    body: Iterable[Statement], lists: set[str], unused: Names
) -> Iterator[Statement]:
    """Yield statements with how much is on each list of a block at its end: its gradients are as many."""
    for statement in body:
        blocks = []
        for block in blocks_of(statement):
            inner = list(counted_within(block.body, lists, unused))
            own = {line.target for line in inner if isinstance(line, Equation)} & lists
            counts = [
                Equation(unused.fresh(f"{stack}_count"), Apply("len", (stack,)))
                for stack in sorted(own)
            ]
            blocks.append(block._replace(body=(*inner, *counts)))
        yield with_blocks(statement, blocks)


def handed_out(
    body: Sequence[Statement], unused: Names, later: set[str], by: dict[str, Value]
) -> list[Statement]:
    """Return statements in which what a branch binds, and others read, is a result of it.

    In a text a name of a branch is seen behind it, in a program it isn't. ``later`` are names that are read behind
    the statements; ``by`` gets the new ones.
    """
    made: list[Statement] = []
    done = set(by)
    for i in range(len(body)):
        statement = body[i]
        if isinstance(statement, If):
            after = later | set(read_in(body[i + 1 :]))
            sides = [
                b._replace(body=tuple(handed_out(b.body, unused, after, by)))
                for b in blocks_of(statement)
            ]
            bound = [set(bound_in(side.body)) for side in sides]
            inner = [n for side in blocks_of(statement) for n in bound_in(side.body)]
            names = [n for n in dict.fromkeys(inner) if n in after]
            given = {n: str(by.get(n, n)) for n in names}
            targets = {n: unused.fresh(n) for n in names}
            by |= targets
            results = [
                (*side.results, *[given[n] if given[n] in own else UNBOUND for n in names])
                for side, own in zip(sides, bound)
            ]
            sides = [side._replace(results=r) for side, r in zip(sides, results)]
            whole = statement._replace(targets=(*statement.targets, *targets.values()))
            statement = with_blocks(whole, sides)
        made.append(statement)
        rest = {n: by[n] for n in by if n not in done}
        done |= set(rest)
        body = [*body[: i + 1], *[exchanged(part, rest) for part in body[i + 1 :]]]
    return made


def numbered(body: Iterable[Statement], count: Iterator[int]) -> Iterator[Statement]:
    """Yield statements with new keys for all that have blocks."""
    for statement in body:
        if not isinstance(statement, Equation):
            blocks = [b._replace(body=tuple(numbered(b.body, count))) for b in blocks_of(statement)]
            statement = with_blocks(statement, blocks)._replace(key=next(count))  # type: ignore[call-arg]
        yield statement
