"""Names that stand for real numbers on one way, or in one round, and for complex ones on another.

What a gradient of such a name is, real or complex, only the run tells: they are refused. So are floating numbers
that are taken as bits, ``x ^ 2``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from flatgen.constants import COMPLEX, FLOATS, OPERATORS
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.ir import (
    PUSH,
    PUT,
    Apply,
    Equation,
    If,
    Literal,
    Parameter,
    Program,
    Statement,
    Value,
    is_constant,
)
from flatgen.lives import of_use
from flatgen.refusals import operator_refused
from flatgen.statements import blocks_of, equations

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
