"""What a block hands on is bound behind the last line that reads what it takes the place of: one variable serves both.

grad_y_1 = grad_y * x           grad_c[i] += grad_y
grad_c[i] += grad_y             grad_y = grad_y * x
grad_y = grad_y_1
"""

from __future__ import annotations

from collections.abc import Iterable

from flatgen.facts import Facts
from flatgen.ir import Block, Equation, If, Statement, names
from flatgen.names import Names
from flatgen.putting import is_in_place
from flatgen.statements import (
    blocks_of,
    bound_in,
    equations,
    is_effect,
    is_gate,
    is_of_list,
    read_in,
    with_blocks,
)


def sunk(body: Iterable[Statement], facts: Facts, unused: Names) -> list[Statement]:
    """Return statements in which the lines of blocks stand so that what they hand on needs one name."""
    made: list[Statement] = []
    for statement in body:
        blocks = []
        for block in blocks_of(statement):
            block = block._replace(body=tuple(sunk(block.body, facts, unused)))
            if isinstance(statement, If):
                block = _with_copies(block, statement, facts, unused)
            blocks.append(_in_order(block, facts))
        made.append(with_blocks(statement, blocks))
    return made


def _with_copies(block: Block, choice: If, facts: Facts, unused: Names) -> Block:
    """Return a side of a choice that hands on what is around it by lines of its own, where the name is another."""
    called, own = facts.variables, {*bound_in(block.body)}
    body, results = list(block.body), list(block.results)
    for k, (target, result) in enumerate(zip(choice.targets, results)):
        if not isinstance(result, str) or result in own or called.get(result) is None:
            continue
        if called.get(target) != called[result]:
            results[k] = copy = unused.fresh(called.get(target, target))
            facts.learn_same(copy, result)
            facts.variables[copy] = called.get(target, target)
            body.append(Equation(copy, result, choice.line, choice.column))
    return block._replace(body=tuple(body), results=tuple(results))


def _in_order(block: Block, facts: Facts) -> Block:
    """Return a block with each result bound behind what reads the value that it takes the place of."""
    body = list(block.body)
    own = {*bound_in(body)}
    for result in block.results:
        called = facts.variables.get(result) if isinstance(result, str) else None
        at = [i for i, s in enumerate(body) if isinstance(s, Equation) and s.target == result]
        if called is None or not at:
            continue
        last = at[0]
        for i, statement in enumerate(body[last + 1 :], last + 1):
            if any(facts.variables.get(n) == called for n in {*read_in([statement])} - own):
                last = i
        line, passed = body[at[0]], body[at[0] + 1 : last + 1]
        assert isinstance(line, Equation)
        if not _is_bound_to_place(line, passed, facts):
            body[at[0] : last + 1] = [*passed, line]
    return block._replace(body=tuple(body))


def _is_bound_to_place(line: Equation, passed: list[Statement], facts: Facts) -> bool:
    """Tell whether a line has to stand before others: they read it, or may change what it reads."""
    if line.target in read_in(passed) or is_in_place(line.value) or is_of_list(line.value):
        return True
    plain = all(map(facts.is_one_number, names(line.value)))
    return any(
        is_gate(other)
        or is_effect(other.value)
        or (not plain and (is_in_place(other.value) or is_of_list(other.value)))
        for other in equations(passed)
    )
