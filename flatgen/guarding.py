"""``with np.errstate(...)``: its lines are taken as they are, and stand in one again, those of their gradient too.

with np.errstate(divide="ignore"):          with np.errstate(divide="ignore"):
    y = 1 / x                                   y = 1 / x
                                            ...
                                            with np.errstate(divide="ignore"):
                                                grad_x = -grad_y * y / x
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from flatgen.ir import Statement
from flatgen.outs import numpy_names
from flatgen.statements import equations

Place = tuple[int, int]

STATE = "errstate"


class State(NamedTuple):
    """How warnings are treated in lines of a file, and the name that says so."""

    first: int
    last: int
    root: str
    head: str


class Unguarded(ast.NodeTransformer):
    """Puts the lines of such a statement in its place."""

    def __init__(self, names: set[str]) -> None:
        self.names = names
        self.states: list[State] = []

    def visit_With(self, node: ast.With) -> ast.With | list[ast.stmt]:
        self.generic_visit(node)
        head = self.head(node)
        if not head:
            return node
        last = node.end_lineno or node.lineno
        self.states.append(State(node.lineno, last, head.partition(".")[0], head))
        return node.body

    def head(self, node: ast.With) -> str:
        """Return what a statement calls, if it is numpy's errstate, of words alone."""
        (item, *more) = node.items
        call = item.context_expr
        function = call.func if isinstance(call, ast.Call) else None
        root = function.value if isinstance(function, ast.Attribute) else None
        if more or item.optional_vars or not isinstance(root, ast.Name) or call.args:  # type: ignore[attr-defined]
            return ""
        words = {k.arg: k.value for k in call.keywords}  # type: ignore[attr-defined]
        said = {k: getattr(value, "value", None) for k, value in words.items()}
        plain = all(isinstance(word, str) and word.isalpha() for word in said.values())
        if function.attr != STATE or root.id not in self.names or None in words or not plain:  # type: ignore[union-attr]
            return ""
        given = [f'{key}="{word}"' for key, word in said.items()]
        return f"{root.id}.{STATE}({', '.join(given)})"


def unguarded(tree: ast.Module) -> list[State]:
    """Take such statements out of a tree, in place; return what they said, the outer ones first."""
    found = Unguarded(numpy_names(tree))
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            found.visit(statement)
    return sorted(found.states)


def guards_of(
    body: Iterable[Statement], origins: Mapping[str, tuple[int, ...]], states: Sequence[State]
) -> dict[Place, list[State]]:
    """Return the states that the operations of a program stand in, by their places, the outer ones first.

    ``origins`` has the lines that a value comes from: of calls, then of what is called.
    """
    found: dict[Place, list[State]] = {}
    for line in equations(body) if states else ():
        lines = (*origins.get(line.target, ()), line.line)
        inside = (s for at in lines for s in states if s.first < at <= s.last)
        found[line.line, line.column] = list(dict.fromkeys(inside))
    return found


def grouped(
    body: Sequence[Statement], guards: Mapping[Place, list[State]], around: Sequence[State]
) -> list[tuple[State | None, list[int]]]:
    """Return the places of statements in runs that stand in one state; what is of no line goes along."""
    if not guards:
        return [(None, [*range(len(body))])]

    def state_of(one: Statement) -> State | None:
        own = guards.get((one.line, one.column))
        if (
            own is None
        ):  # a loop, a branch: it stands in what began before it and all of its lines stand in
            inner = [guards.get((e.line, e.column), []) for e in equations([one]) if e.line]
            alike = [s for s in (inner[0] if inner else []) if all(s in other for other in inner)]
            own = list(takewhile(lambda s: s.first < one.line, alike))
        return next((s for s in own if s not in around), None)

    found = [state_of(one) if one.line else ... for one in body]
    runs: list[tuple[State | None, list[int]]] = []
    for i, state in enumerate(found):
        if state is ...:
            before = runs[-1][0] if runs else None
            later = next((s for s in found[i:] if s is not ...), None)
            state = before if later == before else None
        if runs and runs[-1][0] == state:
            runs[-1][1].append(i)
        else:
            runs.append((state, [i]))
    return runs
