"""Names that stand for real numbers on one way, or in one round, and for complex ones on another.

What a gradient of such a name is, real or complex, only the run tells: they are refused. But what a loop begins with
and makes complex is complex from its start, where nothing is written into it:

for t in ts:                     psi = psi + 0j
    psi = np.exp(1j * t) * psi   for t in ts: ...

Floating numbers that are taken as bits, ``x ^ 2``, are refused, too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from flatgen.constants import COMPLEX, FLOATS, OPERATORS
from flatgen.counting import loops_in
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.ir import (
    PUSH,
    PUT,
    Apply,
    Equation,
    If,
    Literal,
    Loop,
    Parameter,
    Program,
    Statement,
    Value,
    is_constant,
)
from flatgen.lives import of_use
from flatgen.parse import Parsed
from flatgen.refusals import operator_refused
from flatgen.statements import blocks_of, equations, with_blocks
from flatgen.writes import is_write

BITS: dict[str, type[ast.AST]] = {
    **{"BitXor": ast.BitXor, "BitAnd": ast.BitAnd, "BitOr": ast.BitOr, "Invert": ast.Invert}
}
HELP = "make it complex from the start: w = x + 0j; or take its real part"


def mixed(body: Sequence[Statement], program: Program, facts: Facts) -> Iterator[Fault]:
    """Yield what is wrong with the names of a program that are bound in several ways, and read; and with bits."""
    yield from taken_as_bits(body, program.parameters, facts)
    if COMPLEX not in facts.kinds.values():
        return
    pushed: dict[str, list[object]] = {}
    used = of_use(body, [str(result.value) for result in program.results])
    yield from _mixed(body, used, facts, pushed)
    for stack, given in pushed.items():
        if _are_mixed(given, facts):
            called = facts.variables.get(stack, stack)
            yield Fault(f"{called} has real and complex numbers on it", HELP)


def with_complex_starts(parsed: Parsed, body: list[Statement], facts: Facts) -> Parsed | None:
    """Return a program whose loops begin with complex numbers where their rounds make such; None if none does.

    ``body`` is what its statements are, of which the facts tell.
    """
    if COMPLEX not in facts.kinds.values():
        return None
    used = of_use(body, [str(result.value) for result in parsed.program.results])
    written = {facts.variables.get(str(base), str(base)) for base in _written_into(body)}
    starts: dict[str, str] = {}
    for loop in loops_in(body):
        for target, init, result in zip(loop.targets, loop.carried, loop.block.results):
            begun = isinstance(init, str) and not facts.is_complex(init) and target in used
            called = facts.variables.get(target, target)
            if begun and _are_mixed((init, result), facts) and called not in written:
                starts[target] = str(init)
    made = _begun(parsed.program.body, starts, parsed) if starts else ()
    return parsed._replace(program=parsed.program._replace(body=made)) if starts else None


def _written_into(body: Iterable[Statement]) -> Iterator[Value]:
    for line in equations(body):
        if isinstance(line.value, Apply) and is_write(line.value):
            yield line.value.args[0]
            yield line.target


def _begun(
    body: Iterable[Statement], starts: dict[str, str], parsed: Parsed
) -> tuple[Statement, ...]:
    """Return statements with what some loops begin with made complex on a line before."""
    made: list[Statement] = []
    for statement in body:
        blocks = [b._replace(body=_begun(b.body, starts, parsed)) for b in blocks_of(statement)]
        statement = with_blocks(statement, blocks) if blocks else statement
        if isinstance(statement, Loop) and not starts.keys().isdisjoint(statement.targets):
            carried = list(statement.carried)
            for place, target in enumerate(statement.targets):
                if target not in starts:
                    continue
                called = parsed.variables.get(target, target)
                name = f"{called}_complex"
                while name in parsed.origins or name in parsed.variables:
                    name += "_"
                parsed.variables[name], parsed.origins[name] = called, ()
                value = Apply("Add", (starts[target], Literal("0j", 0j)))
                made.append(Equation(name, value, statement.line, statement.column))
                carried[place] = name
            statement = statement._replace(carried=tuple(carried))
        made.append(statement)
    return tuple(made)


def taken_as_bits(
    body: Iterable[Statement], inputs: Iterable[Parameter], facts: Facts
) -> Iterator[Fault]:
    """Yield what is wrong with operators of bits: Python has none of floating numbers."""
    real = [p for p in inputs if p.real]
    noted = {p.name for p in real if p.scalar or p.kind == FLOATS}
    for line in equations(body):
        value = line.value
        if isinstance(value, Apply) and value.op in BITS:
            power = value.op == "BitXor" and isinstance(value.args[1], Literal)
            powers = {p.name for p in real if power and facts.is_scalar(p.name)}
            if any(a in noted | powers or is_floating(a, facts) for a in value.args):
                said, help = operator_refused(BITS[value.op]())
                yield Fault(f"{said} on floating numbers", help, line.line, line.column)


def is_floating(value: Value, facts: Facts) -> bool:
    """Tell whether a name is sure to be of arithmetic with floating numbers."""
    made = facts.definitions.get(value) if isinstance(value, str) else None
    return isinstance(made, Apply) and made.op in OPERATORS and facts.kind(value) == FLOATS


def _mixed(
    body: Iterable[Statement], used: set[str], facts: Facts, pushed: dict[str, list[object]]
) -> Iterator[Fault]:
    for statement in body:
        if isinstance(statement, Equation):
            value = statement.value
            if isinstance(value, Apply) and value.op in (PUSH, PUT):
                pushed.setdefault(str(value.args[0]), []).append(value.args[-1])
            continue
        for block in blocks_of(statement):
            yield from _mixed(block.body, used, facts, pushed)
        if isinstance(statement, If):
            where = "in one branch, complex in the other"
            rows = zip(statement.targets, statement.then.results, statement.orelse.results)
        else:
            where = "in one round, complex in another"
            block = statement.block
            rows = zip(statement.targets, statement.carried, block.results)
        for target, *ends in rows:
            if target in used and _are_mixed(ends, facts):
                called = facts.variables.get(target, target)
                place = statement.line, statement.column
                yield Fault(f"{called} is real {where}", HELP, *place)


def _are_mixed(ends: Iterable[object], facts: Facts) -> bool:
    names = [end for end in ends if isinstance(end, str) and end in facts.by_name]
    made = [name for name in names if not is_constant(facts.definitions.get(name, name))]
    kinds = {facts.kind(name) for name in made if name not in facts.lists}
    return COMPLEX in kinds and len(kinds) > 1
