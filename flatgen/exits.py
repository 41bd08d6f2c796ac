"""How a loop ends in the text: by what ``while`` asks, or by ``break``.

    for Endless():                       while abs(s - x) > 1e-9:
        s0 = s - x                         ...
        s1 = abs(s0)
        s2 = s1 > 1e-9
        proceed s2
        ...

In a program a name says that a loop was left, and its next round asks that; in the text it is left where
the name would say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from flatgen.ir import (
    ENDLESS,
    Apply,
    Block,
    Equation,
    If,
    Literal,
    Loop,
    Statement,
    Value,
    negated,
    substitute,
)
from flatgen.statements import (
    blocks_of,
    bound_in,
    gates_of,
    is_gate,
    mapped,
    read_in,
    straight,
    with_blocks,
)

BREAK = Equation("", Apply("Break", ()))
MOST = 3  # lines that are written on both sides of a choice


def asked_whole(body: Iterable[Statement]) -> list[Statement]:
    """Return statements in which what a loop asks is one expression, where nothing else reads its parts."""
    body = list(body)
    uses = Counter(read_in(body))
    return [_whole(statement, uses) for statement in body]


def _whole(statement: Statement, uses: Counter[str]) -> Statement:
    if isinstance(statement, Equation):
        return statement
    blocks = [
        b._replace(body=tuple([_whole(part, uses) for part in b.body]))
        for b in blocks_of(statement)
    ]
    if not isinstance(statement, Loop) or not gates_of(statement):
        return with_blocks(statement, blocks)
    body = list(blocks[0].body)
    at = gates_of(statement)[-1]
    if not all(isinstance(part, Equation) for part in body[:at]):
        return with_blocks(statement, blocks)
    parts: dict[str, Value] = {}
    gates = [part for part in body[:at] if is_gate(part)]
    head = [part for part in straight(body[:at]) if not is_gate(part)]
    for part in head:
        parts[part.target] = substitute(part.value, parts)
    if any(uses[part.target] != 1 for part in head):
        return with_blocks(statement, blocks)
    gate = body[at]
    assert isinstance(gate, Equation)
    whole = gate._replace(value=substitute(gate.value, parts))
    block = blocks[0]._replace(body=(*gates, whole, *body[at + 1 :]))
    return statement._replace(block=block)


def exited(text: Sequence[Statement]) -> list[Statement]:
    """Return the statements of a text with its loops ended as Python ends them."""
    exits = Exits(text)
    found = exits.of(text)
    return [*mapped(found, lambda line: None if line.target in exits.gone else line)]


class Exits:
    """Ends loops; ``gone`` are names that said that a loop was left, which the text has no need of."""

    def __init__(self, text: Sequence[Statement]) -> None:
        self.reads = Counter(read_in(text))
        self.gone: set[str] = set()

    def of(self, text: Iterable[Statement]) -> list[Statement]:
        made: list[Statement] = []
        for statement in text:
            blocks = [b._replace(body=tuple(self.of(b.body))) for b in blocks_of(statement)]
            statement = with_blocks(statement, blocks) if blocks else statement
            made.append(self.loop(statement) if isinstance(statement, Loop) else statement)
        return made

    def loop(self, loop: Loop) -> Loop:
        """Return a loop without what only a program asks at the head of a round."""
        body, over = list(loop.block.body), loop.over
        mark = _mark(body[0]) if body else ""
        if mark:
            broken = self.broken(body[1:], mark)
            if broken is None:
                body[0] = If((), mark, Block((), (BREAK,), ()), NONE, loop.line, loop.column)
            else:
                body = broken
                self.gone |= {mark} if self.reads[mark] == 1 else set()
        at = next((i for i, part in enumerate(body) if is_gate(part)), -1)
        test: Value = Literal("True", True)
        if at >= 0:
            gate = body[at]
            assert isinstance(gate, Equation) and isinstance(gate.value, Apply)
            test = gate.value.args[0]
            if at or over != ENDLESS:
                out = If((), negated(test), Block((), (BREAK,), ()), NONE, gate.line, gate.column)
                body[at], test = out, Literal("True", True)
            else:
                del body[at]
        if over == ENDLESS:
            over = Apply("While", (test,))
        return loop._replace(over=over, block=loop.block._replace(body=tuple(body)))

    def broken(self, body: list[Statement], mark: str) -> list[Statement] | None:
        """Return the statements of a round with ``break`` where the mark is set; None if it can't stand there."""
        made: list[Statement] = []
        for i, part in enumerate(body):
            rest = body[i + 1 :]
            if isinstance(part, Equation) and part.target == mark:
                if not isinstance(part.value, Literal):
                    return None
                if part.value.known is not True:
                    continue
                if not all(isinstance(other, Equation) for other in rest):
                    return None
                kept = [part] if self.reads[mark] > 1 else []
                return [*made, *[other for other in rest if other != part], *kept, BREAK]
            if mark not in bound_in([part]):
                if mark in read_in([part]):
                    return None
                made.append(part)
            elif isinstance(part, If) and len(rest) <= MOST:
                if not all(isinstance(other, Equation) for other in rest):
                    return None
                first, rest = _apart(part, rest)
                made += first
                sides = [self.broken([*b.body, *rest], mark) for b in (part.then, part.orelse)]
                if sides[0] is None or sides[1] is None:
                    return None
                return [*made, *_one_after_other(part, sides[0], sides[1])]
            else:
                return None
        return made


NONE = Block((), (), ())


def _apart(choice: If, lines: list[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Return which of the lines behind a choice may stand before it, and the others."""
    first: list[Statement] = []
    bound = {*bound_in([choice])}
    own = bound.union(read_in([choice]))
    for i, line in enumerate(lines):
        assert isinstance(line, Equation)
        if line.target in own or not bound.isdisjoint(read_in([line])):
            return first, lines[i:]
        first.append(line)
    return first, []


def _mark(statement: Statement) -> str:
    """Return the name by which a loop is left, if that is what a statement asks."""
    if not isinstance(statement, Equation) or not is_gate(statement):
        return ""
    assert isinstance(statement.value, Apply)
    test = statement.value.args[0]
    plain = isinstance(test, Apply) and test.op == "Not" and isinstance(test.args[0], str)
    return str(test.args[0]) if plain else ""  # type: ignore[union-attr]


def _one_after_other(choice: If, then: list[Statement], orelse: list[Statement]) -> list[Statement]:
    """Return a choice at the end of a round: what follows a ``break`` needs no ``else``."""
    breaks = [bool(side) and side[-1] == BREAK for side in (then, orelse)]
    if breaks[0]:
        block = Block((), tuple(then), ())
        return [choice._replace(then=block, orelse=NONE), *orelse]
    if breaks[1]:
        block = Block((), tuple(orelse), ())
        return [choice._replace(test=negated(choice.test), then=block, orelse=NONE), *then]
    blocks = [Block((), tuple(side), ()) for side in (then, orelse)]
    return [with_blocks(choice, blocks)]
