"""Dicts that a function makes and fills: what is in one are names in a scope of its own.

cache = {}
cache["h"] = x @ w               h = MatMult(x, w)
cache["h"] *= 2                  h_1 = Mult(h, 2)

So a write is an assignment, and all names of a dict see it: they stand for one object.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from flatgen.comments import key_text
from flatgen.ir import Apply, Key, Literal
from flatgen.outermost import FunctionNode
from flatgen.static import Display, Scope, Static


class Entries(Scope):
    """What is in a dict: a name for each key."""

    of: Filled

    def __init__(self, node: FunctionNode) -> None:
        self.node = node
        self.parent = None
        self.names: dict[str, Static] = {}
        self.left: dict[str, int] = {}
        self.lost = {}
        self.parameters: set[str] = set()
        self.local: set[str] = set()


class Contents(NamedTuple):
    """What is in a dict at a place of the program."""

    keys: list[Key]
    names: dict[str, Static]
    unsure: set[Key]  # keys that it has on some ways only
    taken: set[Key]  # keys that it hasn't, though the dict that it is a copy of may
    mixed: bool = False  # the order of its keys is another on other ways


class Filled(Display):
    """A dict of the function's own, which may change.

    What it hasn't is ``under`` it: that is the dict that it is a copy of, where only the run tells what keys that has.
    """

    def __init__(self, number: int, called: str, entries: Entries) -> None:
        self.op, self.nodes, self.maker = "Dict", None, ""
        self.keys: list[Key] = []
        self.number = number
        self.called = called  # its first name
        self.entries = entries
        entries.of = self
        self.words: dict[Key, str] = {}  # the names of its keys
        self.unsure: set[Key] = set()
        self.taken: set[Key] = set()
        self.mixed = False
        self.under: Static | None = None
        self.fixed = ""  # why it can't be changed any more
        self.stands_for: list[
            Filled
        ] = []  # what it may be, by another name: in a round, behind blocks

    @property
    def items(self) -> list[Static]:  # type: ignore[override]
        return [self.entries.names[self.words[key]] for key in self.keys]

    def all_that_it_is(self) -> list[Filled]:
        """Return the dict, and those that it may be."""
        found = [self]
        for one in found:
            found += [other for other in one.stands_for if other not in found]
        return found

    def why_fixed(self) -> str:
        return next(filter(None, [one.fixed for one in self.all_that_it_is()]), "")

    def may_have(self, key: Key) -> bool:
        """Tell whether a dict may have a key because what it is a copy of has it."""
        return self.under is not None and key not in self.taken

    def contents(self) -> Contents:
        names = {n: value for n, value in self.entries.names.items() if n in self.words.values()}
        return Contents(list(self.keys), names, set(self.unsure), set(self.taken), self.mixed)

    def restore(self, old: Contents) -> None:
        self.keys, self.unsure, self.taken = list(old.keys), set(old.unsure), set(old.taken)
        self.mixed = old.mixed
        self.entries.names = dict(old.names)


class Frame(NamedTuple):
    """A block that is being flattened, and what was in the dicts that it changes: those that are there before it."""

    number: int  # of a loop, -1 of a branch
    dicts: int  # how many there were at its start
    before: dict[Filled, Contents]


class View(Display):
    """The items, keys or values of a dict that may change: what they are when they are read."""

    def __init__(self, of: Filled, kind: str) -> None:
        self.op, self.nodes, self.maker = "List", None, ""
        self.keys = []
        self.of = of
        self.kind = kind

    @property
    def items(self) -> list[Static]:  # type: ignore[override]
        return entries_of(self.of, self.kind).items


def entries_of(base: Display, kind: str) -> Display:
    """Return the items, keys or values of a dict that is written out."""
    keys = [*map(value_of, base.keys)]
    rows: list[Static] = [Display("Tuple", [*pair]) for pair in zip(keys, base.items)]
    return Display("List", {"items": rows, "keys": keys, "values": list(base.items)}[kind])


def written_key(node: ast.expr) -> Key | None:
    """Return a key that is written out; None of all else."""
    if isinstance(node, ast.Tuple):
        parts = [*map(written_key, node.elts)]
        return None if None in parts else tuple(parts)  # type: ignore[arg-type]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = written_key(node.operand)
        return -inner if isinstance(inner, int) else None
    known = node.value if isinstance(node, ast.Constant) else None
    return known if type(known) in (str, int) else None  # type: ignore[return-value]


def value_of(key: Key) -> Static:
    """Return a key as a value."""
    if isinstance(key, tuple):
        return Display("Tuple", [*map(value_of, key)])
    if isinstance(key, int) and key < 0:
        return Apply("USub", (Literal(str(-key), -key),))
    return Literal(key_text(key), key)


def in_other_orders(one: list[Key], other: list[Key]) -> bool:
    """Tell whether what two dicts both have is in another order in them."""
    return [key for key in one if key in other] != [key for key in other if key in one]


def is_dict(value: Static | None) -> bool:
    """Tell whether a value is a dict of which the keys are known, as far as they are read."""
    return isinstance(value, Display) and value.op == "Dict"


def filled_in(value: Static | None) -> list[Filled]:
    """Return the dicts of the function's own in a value."""
    found: list[Filled] = []
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, Display) and one not in found and not isinstance(one, View):
            found += [one] if isinstance(one, Filled) else []
            todo += one.items
    return found


def has_all(value: Display, other: Display) -> bool:
    """Tell whether two dicts that may change can be one: they are copies of the same one, or of none."""
    under = [one.under for one in (value, other) if isinstance(one, Filled)]
    return len({id(one) for one in under}) < 2


def said_of(name: str, scope: Scope) -> str:
    """Return a name as the text has it, or an entry of a dict: ``cache["h"]``."""
    if not isinstance(scope, Entries):
        return name
    key = next(key for key, word in scope.of.words.items() if word == name)
    return f"{scope.of.called or 'd'}[{key_text(key)}]"
