"""What is known from the text alone: tuples, functions, modules, and the scopes that names live in."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, NamedTuple, Union

from flatgen.errors import Fault
from flatgen.ir import Apply, Key, Literal, Outline, Parameter, Value
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.records import Record
from flatgen.surveying import arguments_of, stored_names


class Display:
    """A tuple, list or dict written out: known from the text, never a value of the program.

    ``keys`` are those of a dict, or the fields of a namedtuple, which ``maker`` is the name of.
    """

    def __init__(
        self,
        op: str,
        items: list[Static],
        nodes: list[ast.expr] | None = None,
        keys: Sequence[Key] | None = None,
        maker: str = "",
        alias: bool = False,
    ) -> None:
        self.op = op
        self.items = items
        self.nodes = nodes
        self.keys = list(keys or [])
        self.maker = maker
        self.alias = alias  # it stands for what is on a list, or for one of several

    def said(self, other: object = None) -> str:
        """Return what it is, in words: beside another one, with what tells them apart."""
        kind = self.maker or {"Tuple": "tuple", "List": "list", "Dict": "dict"}[self.op]
        if isinstance(other, Display) and (other.op, other.maker) == (self.op, self.maker):
            return f"a {kind} {f'of {len(self.items)}' if not self.keys else self.keys}"
        return f"a {kind}"


def items_as(value: Display, form: Display) -> list[Static] | None:
    """Return what is in a tuple or dict in the order of another one of its form, None if it isn't of that."""
    if (value.op, value.maker, len(value.items)) != (form.op, form.maker, len(form.items)):
        return None
    if set(value.keys) != set(form.keys):
        return None
    return [value.items[value.keys.index(key)] for key in form.keys] or value.items


class Pack(Display):
    """A parameter that is a tuple, dict or namedtuple: what is in it are inputs of the program.

    ``path`` is how the text reads it, in pieces: ``params``, ``["w"]``, ``[0]``. The keys of one that is ``open`` are
    those that are read; what they hold is of the annotation ``rest``.
    """

    def __init__(
        self,
        path: tuple[str, ...],
        op: str,
        keys: Sequence[Key],
        maker: str = "",
        opened: bool = False,
        rest: ast.expr | None = None,
    ) -> None:
        super().__init__(op, [], None, keys, maker)
        self.path = path
        self.open = opened
        self.rest = rest


class Rows:
    """A list of tuples, dicts or namedtuples: in the program a list for each of their parts, laid out in ``row``."""

    def __init__(self, row: Display) -> None:
        self.row = row


class Keyed:
    """A dict of which only the run tells the keys: what it holds is on lists.

    They are in the ``order`` of its keys, or another's; ``read`` are the keys that are written out.
    """

    def __init__(
        self,
        path: tuple[str, ...],
        values: str | Rows,
        order: tuple[str, ...],
        read: dict[str, None],
    ) -> None:
        self.path = path
        self.values = values
        self.order = order
        self.read = read


def lists_in(row: Static) -> list[str]:
    """Return the lists that a list of tuples is, in order."""
    if isinstance(row, Display):
        return [name for item in row.items for name in lists_in(item)]
    return [str(row)]


Place = tuple[int, int]  # a line and a column


class Learned(NamedTuple):
    """What is found only as a function is flattened, and has to be known before."""

    notes: dict[tuple[str, ...], ast.expr]  # annotations of parameters that have none
    keys: dict[tuple[str, ...], list[str]]  # those that are read of the dicts on a list
    rows: dict[int, Display]  # what goes onto a list that is no number or array, by its number
    grown: set[Place]  # where lists that are written out are given names, and read as they run
    whole: dict[tuple[str, ...], tuple[str, ...]]  # dicts that are taken whole, by whose keys
    filled: dict[tuple[int, int], list[Key]]  # what a loop sets in a dict, both by number: its keys
    unrolled: set[tuple[int, int]]  # where loops are whose numbers are in keys
    parts: dict[Place, str]  # where parts of arrays are read: whether they are views, or numbers
    through: dict[Place, set[str]]  # where arrays are changed through views: their names
    left: set[Place]  # where views are read whose arrays have no name any more in later rounds
    together: dict[Place, set[str]]  # where branches are that make lists, and of which names

    def renumber(self, known: set[Any], one: Any) -> None:
        """Note what gives lists and loops other numbers: what is known by these is forgotten."""
        known.add(one)
        self.rows.clear()
        self.filled.clear()


class Again(Exception):
    """Something was learned: the function is flattened again."""


class Leaf(NamedTuple):
    """An input that is part of a parameter, and how the text reads it, in pieces: ``params``, ``["w"]``."""

    input: Parameter
    path: tuple[str, ...]


class Packed(NamedTuple):
    """A parameter that is a tuple, dict or namedtuple of inputs; ``open`` if it may hold more than these."""

    name: str
    outline: Outline
    leaves: tuple[Leaf, ...]
    open: bool
    derived: tuple[Leaf, ...] = ()  # what is read off it beside, and has no gradient: a dict's keys


class Path:
    """A name of a library: ``numpy.exp``, and how the user wrote it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text


class Method:
    """A method of a value, not yet called."""

    def __init__(self, base: Value, name: str) -> None:
        self.base = base
        self.name = name


class Text:
    """A text with values in it: of use in what is printed, or said of an error."""

    def __init__(self, value: Value) -> None:
        self.value = value


class Holding:
    """What holds others, beside what has their names: a function with what it is called with."""

    def within(self) -> list[Static]:
        raise AssertionError("each kind says what is in it")


class Frozen(Holding):
    """A distribution with its parameters, ``stats.norm(mu, sigma)``: its functions take them behind their own."""

    def __init__(self, function: Path, given: list[Static], keywords: dict[str, Static]) -> None:
        self.function = function
        self.given = given
        self.keywords = keywords

    def within(self) -> list[Static]:
        return [*self.given, *self.keywords.values()]


PARTIAL = "functools.partial"


class Partial(Holding):
    """A function with arguments, before those that it is called with: ``functools.partial(f, x, k=2)``."""

    def __init__(self, function: Static, given: list[Static], keywords: dict[str, Static]) -> None:
        self.function = function
        self.given = given
        self.keywords = keywords

    def within(self) -> list[Static]:
        return [self.function, *self.given, *self.keywords.values()]


class Choice(Holding):
    """One function or another, as the run tells."""

    def __init__(self, test: Value, then: Static, orelse: Static) -> None:
        self.test = test
        self.then = then
        self.orelse = orelse

    def within(self) -> list[Static]:
        return [self.then, self.orelse]


class Closure(Holding):
    """A function of the file, of another module, or defined in a function, with the scope that it sees."""

    def __init__(
        self,
        node: FunctionNode,
        scope: Scope | None,
        module: Module,
        defaults: dict[str, Static] | None = None,
    ) -> None:
        self.node = node
        self.module = module
        self.scope = scope
        self.defaults = defaults

    def within(self) -> list[Static]:
        """Return what it holds beside its scope: its defaults."""
        return [*(self.defaults or {}).values()]


DEPTH = 200  # expressions and calls nested deeper are refused, on every Python alike


def kind_of(value: Static | None, other: Static | None = None) -> str:
    """Return what a name stands for, in words; ``other`` is what it is told apart from."""
    if isinstance(value, Display):
        return value.said(other)
    if isinstance(value, Rows):
        return f"a list of {value.row.said().removeprefix('a ')}s"
    if isinstance(value, Keyed):
        return "a dict"
    if value is None:
        return "nothing"
    if isinstance(value, Literal) and value.known is None:
        return "None"
    if isinstance(value, Text):
        return "a text"
    return "a number or array" if isinstance(value, (str, Literal, Apply)) else "a function"


POISON = Literal("?")  # stands for a value that a fault was found in, so that it is reported once
NOTHING = Literal("None", None)  # what a function gives that is called by itself
Static = Union[Value, Display, Rows, Keyed, Path, Holding, Method, Record, Text]


OTHERS = "*"  # by what name a call gives a list that is all of what *ws takes
FUNCTIONS = (Path, Choice, Closure, Partial)  # of which one may be chosen as the run tells


class Scope:
    """The names of one call of a function: ``left`` counts the assignments still to come."""

    def __init__(self, node: FunctionNode, parent: Scope | None, walrus: bool = True) -> None:
        self.node = node
        self.parent = parent
        self.names: dict[str, Static] = {}
        arguments = node.args
        given = [*arguments_of(arguments), *filter(None, [arguments.kwarg])]
        self.parameters = {a.arg for a in given}
        self.left: dict[str, int] = {}
        self.lost: dict[str, Fault] = {}  # names that can't be read any more, and why
        for statement in node.body:
            for name in stored_names(statement, writes=False, walrus=walrus):
                self.left[name] = self.left.get(name, 0) + 1
        self.local = set(self.left) | self.parameters


class Want(NamedTuple):
    """The name that a value is about to be assigned to; of a result, a new one."""

    scope: Scope
    name: str
    result: bool = False


class Update(NamedTuple):
    """An augmented assignment to a value that another name holds, too: wrong if it is an array."""

    value: Value
    fault: Fault
    given: bool = False  # in a function, to what its caller has: an array may be changed for both
    whole: bool = False  # that is what was done: wrong if it is a number
    basic: bool = False  # by this a view was read: wrong if it may be an array, or a truth


class Handed(NamedTuple):
    """A value that rounds change in place, and others that may share its array: wrong if one of these is of use.

    Of names that rounds carry there is beside it what a round gives the next one: right, if that is a number.
    """

    value: str
    outer: tuple[str, ...]
    carried: tuple[tuple[str, str], ...]
    update: Update


class Held(NamedTuple):
    """An array that a loop hands on by two names and changes: wrong if each has one that is read."""

    one: tuple[str, str]
    other: tuple[str, str]
    fault: Fault
