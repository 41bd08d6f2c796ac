"""A generated function before it is text."""

from __future__ import annotations

import ast
from typing import NamedTuple

from flatgen.comments import Comments
from flatgen.guarding import Place, State
from flatgen.ir import Atom, Outline, Statement
from flatgen.outermost import FunctionNode
from flatgen.packs import Opened
from flatgen.static import Packed


class Returned(NamedTuple):
    """What a function returns: values, and the layout of tuples and dicts that they are in."""

    outline: Outline
    values: tuple[Atom, ...]


class Output(NamedTuple):
    """A generated function before it is text."""

    name: str
    node: FunctionNode
    extra: tuple[tuple[str, ast.expr | None], ...]  # parameters beside the forward's, annotated
    opened: tuple[Opened, ...]  # what reads the inputs that are part of a parameter
    body: tuple[Statement, ...]  # the forward lines that are needed
    sections: tuple[tuple[str, tuple[Statement, ...]], ...]  # heading, lines
    returned: Returned
    value: Returned | None  # the forward value, if it is returned as well
    comments: list[Comments]  # of each forward line
    kind: str  # grad, vjp, jvp or hvp
    scalar: bool
    inputs: int
    about: tuple[tuple[str, str], ...]  # each value that is returned, and what it is
    parts: tuple[str, ...]  # dicts of which only what is read is known
    packed: tuple[Packed, ...]  # parameters that hold several inputs
    outline: Outline  # of the forward's value
    guards: dict[Place, list[State]]  # the ``with`` around the operations of the forward
