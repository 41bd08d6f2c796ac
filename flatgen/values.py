"""Values used again rather than computed again.

h = np.tanh(s)                   a gradient that would compute np.tanh(s) reads h
"""

from __future__ import annotations

from functools import lru_cache

from flatgen.ir import (
    BLANKS,
    EFFECT,
    GET,
    INCREASE,
    ROWS,
    SETTINGS,
    STACKS,
    Apply,
    Equation,
    Literal,
    Program,
    Value,
    with_args,
)
from flatgen.signatures import BadCall, call_of
from flatgen.writes import is_write

UNUSUAL = frozenset((*STACKS, GET, INCREASE, ROWS, BLANKS, EFFECT))
MADE = ("zeros", "ones", "empty", "full", "copy")
Key = tuple[object, ...]


class Values:
    """The names of the values of a program, by what they are computed from."""

    def __init__(self, program: Program | None = None) -> None:
        self.names: dict[Key | None, str] = {}
        for equation in program.body if program else ():
            if isinstance(equation, Equation):
                self.note(equation.target, equation.value)

    def within(self) -> Values:
        """Return the values that are there in a block: those around it, and then its own."""
        inner = Values()
        inner.names = dict(self.names)
        return inner

    def note(self, target: str, value: Value) -> None:
        key = _noted(value) if isinstance(value, Apply) else None
        if key is not None:
            self.names.setdefault(key, target)

    def known(self, value: Value) -> str:
        """Return the name of a value that is there already, or nothing."""
        return self.names.get(_key(value), "") if isinstance(value, Apply) else ""

    def reused(self, value: Value) -> Value:
        """Return a value with each part that has a name already read by it."""
        if not isinstance(value, Apply):
            return value
        if value.op == "Item" and is_part(value):
            return self.known(value) or value
        if value.op == "Item" and type(value.args[0]) is Apply:
            return with_args(value, (self.reused(value.args[0]), *value.args[1:]))
        if value.op in SETTINGS and value.op != "Add":
            return value
        if Apply in map(type, value.args):
            args = [self.reused(a) if type(a) is Apply else a for a in value.args]
            value = with_args(value, tuple(args))
        return self.names.get(_key(value), value)


def is_part(value: Apply) -> bool:
    """Tell whether a value is an entry of a name, by a number: ``t[1]`` of a decomposition."""
    if value.op != "Item" or type(value.args[0]) is not str:
        return False
    return isinstance(value.args[1], Literal) and type(value.args[1].known) is int


def _is_usual(value: Apply) -> bool:
    """Tell whether a value is no size and no part of an index."""
    if value.op in UNUSUAL:
        return False
    if value.op == "Item":
        return isinstance(value.args[0], str)
    return value.op not in SETTINGS or value.op == "Add"


def _is_made(value: Value) -> bool:
    """Tell whether a value is an array that is made to be written into, or may be: zeros, a copy."""
    if not isinstance(value, Apply):
        return False
    if value.op == "Mult":
        return _is_made(value.args[0])
    return value.op.rpartition(".")[2].startswith(MADE)


@lru_cache(maxsize=4096)
def _noted(value: Apply) -> Key | None:
    """Return the key of a value that may be read again; None of an array that may be written into."""
    return None if _is_made(value) else _key(value)


@lru_cache(maxsize=4096)
def _key(value: Apply) -> Key | None:
    """Return what is the same for every way to write a call: ``x.sum(axis=0)``, ``np.sum(x, 0)``.

    None of what isn't named again: a write, a size, a part of an index.
    """
    if not _is_usual(value) or is_write(value):
        return None
    try:
        call = call_of(value)
    except BadCall:
        call = None
    if call is None:
        return value
    usual = call.signature.defaults
    given = [(name, a) for name, a in call.given.items() if a != usual.get(name)]
    return (call.op, *sorted(given, key=lambda pair: pair[0]))
