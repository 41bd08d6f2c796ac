"""What a round hands to the next is bound behind the last line that reads what it was handed: one variable serves both.

grad_y_1 = grad_y * x           grad_c[i] += grad_y
grad_c[i] += grad_y             grad_y = grad_y * x
grad_y = grad_y_1
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flatgen.ir import Block, Equation, Loop, Statement, Value, names
from flatgen.owning import is_in_place
from flatgen.statements import (
    blocks_of,
    equations,
    is_effect,
    is_gate,
    is_of_list,
    read_in,
    with_blocks,
)


def sunk(body: Iterable[Statement], is_number: Callable[[Value], bool]) -> list[Statement]:
    """Return statements in which the lines of loops stand so that what they carry needs one name."""
    made: list[Statement] = []
    for statement in body:
        blocks = [b._replace(body=tuple(sunk(b.body, is_number))) for b in blocks_of(statement)]
        if isinstance(statement, Loop):
            blocks = [_of_round(blocks[0], is_number)]
        made.append(with_blocks(statement, blocks))
    return made


def _of_round(block: Block, is_number: Callable[[Value], bool]) -> Block:
    """Return a round with each result bound behind what reads the value that it takes the place of."""
    body = list(block.body)
    for parameter, result in zip(block.parameters[1:], block.results):
        at = next(
            (i for i, s in enumerate(body) if isinstance(s, Equation) and s.target == result), -1
        )
        readers = [i for i, statement in enumerate(body) if parameter in read_in([statement])]
        if at < 0 or not readers or readers[-1] < at or parameter in block.results:
            continue
        line, passed = body[at], body[at + 1 : readers[-1] + 1]
        assert isinstance(line, Equation)
        if not _is_bound_to_place(line, passed, is_number):
            body[at : readers[-1] + 1] = [*passed, line]
    return block._replace(body=tuple(body))


def _is_bound_to_place(
    line: Equation, passed: list[Statement], is_number: Callable[[Value], bool]
) -> bool:
    """Tell whether a line has to stand before others: they read it, or may change what it reads."""
    if line.target in read_in(passed) or is_in_place(line.value) or is_of_list(line.value):
        return True
    plain = all(is_number(name) for name in names(line.value))
    return any(
        is_gate(other)
        or is_effect(other.value)
        or (not plain and (is_in_place(other.value) or is_of_list(other.value)))
        for other in equations(passed)
    )
