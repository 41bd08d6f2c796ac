"""What branches ask: a condition that nothing else reads stands where it is asked.

s0 = x < 1                   if x < 1:
if s0:                           ...
    ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flatgen.ir import COMPARISONS, TESTS, Apply, Equation, If, Statement, Value
from flatgen.statements import blocks_of, is_gate, is_stack, with_blocks

CONDITIONS = (*TESTS, *COMPARISONS)


def outside_loops(body: Iterable[Statement]) -> Iterator[Equation]:
    """Yield the equations of a body and of its branches."""
    for statement in body:
        if isinstance(statement, Equation):
            yield statement
        elif isinstance(statement, If):
            for block in blocks_of(statement):
                yield from outside_loops(block.body)


def asked(body: Iterable[Statement], tests: Mapping[str, Value]) -> list[Statement]:
    """Return statements with each condition outside of loops as it is, by no name of its own."""
    made: list[Statement] = []
    for statement in body:
        if isinstance(statement, If):
            blocks = [b._replace(body=tuple(asked(b.body, tests))) for b in blocks_of(statement)]
            statement = with_blocks(with_test(statement, tests), blocks)
        made.append(statement)
    return made


def asked_within(body: Iterable[Statement], named: set[str]) -> list[Statement]:
    """Return statements with each condition of a loop's round as it is, if no other line reads it."""
    made: list[Statement] = []
    tests: dict[str, Value] = {}
    for statement in body:
        if isinstance(statement, Equation) and statement.target not in named:
            tests[statement.target] = statement.value
        elif isinstance(statement, If):
            statement = with_test(statement, tests)
        blocks = [b._replace(body=tuple(asked_within(b.body, named))) for b in blocks_of(statement)]
        made.append(with_blocks(statement, blocks))
    return made


def with_test(statement: If, tests: Mapping[str, Value]) -> If:
    """Return a branch with its condition as it is, where ``tests`` has it."""
    value = tests.get(statement.test, "") if isinstance(statement.test, str) else ""
    known = isinstance(value, Apply) and value.op in CONDITIONS
    return statement._replace(test=value) if known else statement


def after_gates(body: list[Statement]) -> tuple[Statement, ...]:
    """Return a block with nothing put onto a list before it is sure that its round takes place."""
    gates = [i for i, statement in enumerate(body) if is_gate(statement)]
    head = body[: gates[-1] + 1] if gates else []
    pushes = [s for s in head if isinstance(s, Equation) and is_stack(s.value)]
    return (*[s for s in head if s not in pushes], *pushes, *body[len(head) :])
