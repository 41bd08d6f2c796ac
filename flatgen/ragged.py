"""Lists that may have arrays of several shapes on them, and change: what was on them when they were read.

q = np.concatenate(l)            l_then = list(l); q = np.concatenate(l_then)
l[0] = y                         s = l[0]; l[0] = y

Their gradients take shapes off what is on a list; that has changed by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flatgen.facts import Facts
from flatgen.ir import (
    BLANKS,
    GET,
    INCREASE,
    POP,
    PUSH,
    PUT,
    ROWS,
    Apply,
    Equation,
    Loop,
    Statement,
    Value,
    names,
    substitute,
)
from flatgen.names import Names
from flatgen.parse import Parsed
from flatgen.shapes import SCALAR, dims_of
from flatgen.statements import blocks_of, equations, is_stack, with_blocks

OWN = (PUSH, POP, PUT, INCREASE, GET, ROWS, BLANKS, "Item", "len")  # what reads no list as a whole


def kept_apart(parsed: Parsed, facts: Facts, unused: Names) -> Parsed | None:
    """Return a program that keeps what changing lists of arrays had on them; None if none has to."""
    body = parsed.program.body
    lines = [*equations(body)]
    grown = {str(e.value.args[0]) for e in lines if _is(e.value, PUSH)}  # type: ignore[union-attr]
    grown |= {e.target for e in lines if isinstance(e.value, Apply) and e.value.op == ROWS}
    changed = {str(e.value.args[0]) for e in lines if _changes(e.value)}  # type: ignore[union-attr]
    lists = {name for name in grown & changed if _may_differ(facts, name)}
    for line in lines:  # lists of gradients of what is on such
        if isinstance(line.value, Apply) and line.value.op in (ROWS, BLANKS):
            lists |= {line.target} & changed if line.value.args[0] in lists else set()
    if not lists:
        return None
    keeping = Keeping(body, lists, unused)
    made = tuple(keeping.kept(body, ()))
    if not keeping.new:
        return None
    parsed.origins.update(dict.fromkeys(keeping.new, ()))
    program = parsed.program._replace(body=made)
    return parsed._replace(program=program, lists={*parsed.lists, *keeping.copies})


def _is(value: Value, *ops: str) -> bool:
    return is_stack(value) and isinstance(value, Apply) and value.op in ops


def _changes(value: Value) -> bool:
    """Tell whether an operation changes what is at the places of a list; at its end only how much there is."""
    front = _is(value, PUSH) and len(value.args) > 2  # type: ignore[union-attr]
    return front or _is(value, POP, PUT, INCREASE)


def _may_differ(facts: Facts, stack: str) -> bool:
    """Tell whether what is on a list may be arrays of several shapes."""
    known = facts.by_name.get(stack, SCALAR)
    dims = dims_of(known)
    return dims is None or any(atom[0] in "?*" for dim in dims for atom in dim.atoms)


class Keeping:
    """Puts the lines in."""

    def __init__(self, body: Iterable[Statement], lists: set[str], unused: Names) -> None:
        self.lists = lists
        self.unused = unused
        self.new: list[str] = []
        self.copies: list[str] = []
        self.changes: dict[str, list[tuple[int, tuple[int, ...]]]] = {}  # when, and in which loops
        self.times: dict[str, int] = {}
        for time, (line, loops) in enumerate(_in_loops(body, ())):
            self.times[line.target] = time
            if _changes(line.value):
                self.changes.setdefault(str(line.value.args[0]), []).append((time, loops))  # type: ignore[union-attr]

    def kept(self, body: Iterable[Statement], loops: tuple[int, ...]) -> Iterator[Statement]:
        before: Value = ""
        for statement in body:
            if not isinstance(statement, Equation):
                inner = (*loops, statement.key) if isinstance(statement, Loop) else loops
                blocks = [
                    b._replace(body=tuple(self.kept(b.body, inner))) for b in blocks_of(statement)
                ]
                yield with_blocks(statement, blocks)
                continue
            value = statement.value
            if _is(value, PUT) and str(value.args[0]) in self.lists:  # type: ignore[union-attr]
                old = Apply(GET, value.args[:2])  # type: ignore[union-attr]
                if before != old:
                    yield statement._replace(target=self.name("s"), value=old, note="")
            for stack in self.read_whole(statement, loops):
                copy = self.name(f"{stack}_then")
                self.copies.append(copy)
                yield statement._replace(target=copy, value=Apply(ROWS, (stack,)), note="")
                statement = statement._replace(value=substitute(statement.value, {stack: copy}))
            before = statement.value
            yield statement

    def name(self, called: str) -> str:
        self.new.append(self.unused.temporary() if called == "s" else self.unused.fresh(called))
        return self.new[-1]

    def read_whole(self, line: Equation, loops: tuple[int, ...]) -> list[str]:
        """Return the lists that an operation reads as a whole and that change afterwards."""
        if not isinstance(line.value, Apply) or line.value.op in OWN:
            return []
        time = self.times[line.target]
        return [
            name
            for name in dict.fromkeys(names(line.value))
            if name in self.lists
            and any(when > time or {*loops} & {*around} for when, around in self.changes[name])
        ]


def _in_loops(
    body: Iterable[Statement], loops: tuple[int, ...]
) -> Iterator[tuple[Equation, tuple[int, ...]]]:
    for statement in body:
        if isinstance(statement, Equation):
            yield statement, loops
        inner = (*loops, statement.key) if isinstance(statement, Loop) else loops
        for block in blocks_of(statement):
            yield from _in_loops(block.body, inner)
