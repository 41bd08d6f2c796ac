"""The flat program: a Wengert list, one operation an equation, every name bound once.

    program   ::= Program(name, parameters, body, results)
    body      ::= statement, ...
    statement ::= Equation(target, value)            target = value
                | If(targets, test, then, orelse)    targets = the results of the block that runs
                | Loop(targets, item, over, carried, block)
                                                     targets = carried, after a round for each of over
    block     ::= Block(parameters, body, results)
    value     ::= atom | Apply(op, value, ...)
    atom      ::= name | Literal(text, known) | Global(path)

``op`` is a string: the class of a syntax node ("Mult", "USub", "Tuple"), the dotted path of a
function ("math.exp", "numpy.maximum"), the bare name of a builtin ("max"), or a name after a dot for what
belongs to a value (".T", and with parentheses a method: ".sum()"). ``Item(x, index)`` is ``x[index]``,
``Slice(start, stop, step)`` a part of an index; ``SetItem(z, index, x)`` is z but for ``z[index] = x``,
``AddItem`` likewise for ``z[index] += x``. Lists: ``Push(h, x)`` appends, ``Pop(h)``
pops, ``Push(h, 0, x)`` and ``Pop(h, 0)`` do so at the front; ``Get(h, i)``, ``Put(h, i, x)``; ``list(x)`` has the
rows of x, ``Blanks(h)`` zeros for what is on h.
``Proceed(test)``, where a round has bound nothing that goes on, ends a loop with what the round was given;
``Endless()`` are rounds without end. ``Effect(statement)`` is run for what it does, as the user wrote it:
``Assert(test, message)``, ``Raise(error, cause)``, ``Call(function, ...)``, ``When(test, Lines(...), Lines(...))``.

A program is *flat* when every Apply has atoms as its arguments, or displays of atoms (the tuple in
``math.dist((a, b), (c, d))``), or operations on constants or sizes alone (``2 * math.pi``). Forward programs are
flat but for effects; a gradient may keep the few operations that its rule has on one line, as one writes them by hand.

A block is a program inside a program: it sees the names around it, binds its own, and hands out its
results. Only ``If`` and ``Loop`` hold blocks: reverse mode stays one loop backwards at every depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Union

UNKNOWN = object()  # what is known of a constant that only the run tells
NUMBER = object()  # likewise, but it is one number


Key = Union[str, int, "tuple[Key, ...]"]  # of a dict: a text, a whole number, or a tuple of these


class Literal(NamedTuple):
    """A constant as it stands in the text, with its value where that is known."""

    text: str
    known: Any = UNKNOWN


NONE = Literal("None", None)


class Global(NamedTuple):
    """A constant of a library, by its path: ``math.pi``."""

    path: str


class Apply(NamedTuple):
    """An operation on values; the last ``len(keys)`` of ``args`` are given by keyword."""

    op: str
    args: tuple[Value, ...]
    keys: tuple[str, ...] = ()


Atom = Union[str, Literal, Global]
Value = Union[str, Literal, Global, Apply]


class Equation(NamedTuple):
    """``target = value``; ``line`` and ``column`` say which text it comes from, ``note`` why."""

    target: str
    value: Value
    line: int = 0
    column: int = 0
    note: str = ""


class Block(NamedTuple):
    """A program inside a program: what is bound in it is seen in it only."""

    parameters: tuple[str, ...]
    body: tuple[Statement, ...]
    results: tuple[Atom, ...]


class If(NamedTuple):
    """``targets`` are the results of ``then`` where ``test`` holds, of ``orelse`` elsewhere."""

    targets: tuple[str, ...]
    test: Value
    then: Block
    orelse: Block
    line: int = 0
    column: int = 0
    key: int = 0  # a number of its own; its backward has that with a minus


class Loop(NamedTuple):
    """One round of ``block(item, carried...)`` for each item of ``over``; its results are carried on."""

    targets: tuple[str, ...]
    item: str
    over: Value
    carried: tuple[Atom, ...]
    block: Block
    line: int = 0
    column: int = 0
    key: int = 0


Statement = Union[Equation, If, Loop]


class Parameter(NamedTuple):
    """A parameter: ``real`` if it can have a gradient, ``scalar`` or ``array`` if its annotation says so."""

    name: str
    real: bool = True
    scalar: bool = False
    integer: bool = False
    array: bool = False
    kind: str = ""  # "floats", if its annotation says so, or "integers"
    shape: str | None = None  # "N D", as the annotation has it
    listed: bool = False  # it is a list; what is said beside is of what is on it
    unsized: str = ""  # what it is, where its gradient can't be of that form
    like: str = ""  # the parameter whose shape it has: a tangent's is its input's
    within: str = ""  # what holds it beside others: the tangent of a parameter that does


class Result(NamedTuple):
    """An output: the name that the user gave it, and the value that it is."""

    name: str
    value: Atom
    unnamed: str = ""  # what it is called where the name is an input's


class Outline(NamedTuple):
    """How outputs are returned: one, or a tuple, list, dict or namedtuple of further ones."""

    op: str  # "Tuple", "List", "Dict", or "" for one output
    parts: tuple[Outline, ...] = ()
    keys: tuple[Key, ...] = ()  # of a dict, or the fields of a namedtuple
    maker: str = ""  # the name of a namedtuple


class Program(NamedTuple):
    """A function as a flat program."""

    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Statement, ...]
    results: tuple[Result, ...]


def atoms(value: Value) -> Iterator[Atom]:
    """Yield the atoms of a value, from left to right."""
    if isinstance(value, Apply):
        for argument in value.args:
            yield from atoms(argument)
    else:
        yield value


def names(value: Value) -> Iterator[str]:
    """Return the names that a value reads."""
    if type(value) is str:  # asked often: no generators within each other
        return iter((value,))
    return iter(_names(value, [])) if type(value) is Apply else iter(())


def _names(value: Apply, found: list[str]) -> list[str]:
    for argument in value.args:
        if type(argument) is str:
            found.append(argument)
        elif type(argument) is Apply:
            _names(argument, found)
    return found


def substitute(value: Value, by: Mapping[str, Value]) -> Value:
    """Return ``value`` with each name that ``by`` has replaced: itself where there is none."""
    kind = type(value)  # asked often: no isinstance
    if kind is str:
        return by.get(value, value)  # type: ignore[arg-type]
    return _substitute(value, by) if kind is Apply else value  # type: ignore[arg-type]


def _substitute(value: Apply, by: Mapping[str, Value]) -> Apply:
    old = value.args
    args = []
    for argument in old:
        kind = type(argument)
        if kind is str:
            argument = by.get(argument, argument)  # type: ignore[arg-type]
        elif kind is Apply:
            argument = _substitute(argument, by)  # type: ignore[arg-type]
        args.append(argument)
    new = tuple(args)
    return value if new == old else Apply(value.op, new, value.keys)


def with_args(value: Apply, args: tuple[Value, ...]) -> Apply:
    """Return an operation with other arguments: itself where they are the same."""
    return value if args == value.args else Apply(value.op, args, value.keys)


def renamed(value: Value, old: str, new: str) -> Value:
    """Return ``value`` with every operation ``old`` called ``new``."""
    if not isinstance(value, Apply):
        return value
    args = tuple([renamed(argument, old, new) for argument in value.args])
    return Apply(new if value.op == old else value.op, args, value.keys)


DISPLAYS = ("Tuple", "List")
EFFECT = "Effect"  # a statement that is run for what it does
PUSH, POP, PUT = STACKS = ("Push", "Pop", "Put")  # what changes a list
GET, ROWS, BLANKS, INCREASE = "Get", "list", "Blanks", "Increase"  # h[i]; lists at first; h[i] += x
PROCEED = "Proceed"  # a round takes place only where its test holds
ENDLESS = Apply("Endless", ())  # what a loop runs over that only a test ends
OF_TEXTS = (".startswith()", ".endswith()")  # what texts are asked, beside how they compare
TESTS = (
    "And",
    "Or",
    "Not",
    "Is",
    "IsNot",
    "In",
    "NotIn",
    *OF_TEXTS,
    "reversed",
    EFFECT,
    PROCEED,
)  # not flat
COMPARISONS = ("Lt", "LtE", "Gt", "GtE", "Eq", "NotEq")
EQUALITIES = ("Eq", "NotEq", "In", "NotIn")  # what may be asked of texts, too
OPPOSITES = {
    "Eq": "NotEq",
    "NotEq": "Eq",
    "Is": "IsNot",
    "IsNot": "Is",
    "In": "NotIn",
    "NotIn": "In",
}
UNBOUND = Literal("unbound")  # what a name stands for that isn't assigned on every way
READ_ONLY = ("numpy.broadcast_to", "numpy.diagonal")  # views that aren't written into
SIZES = (".shape", ".size", ".ndim", ".dtype", "numpy.shape", "numpy.size", "numpy.ndim", "len")
TEXTS = ("JoinedStr", "Formatted")  # an f-string, and what is in its braces
REWRITTEN = (".lower()", ".upper()", ".strip()", ".casefold()")  # a text as it is written otherwise
AXES = "Axes"  # tuple(range(1, x.ndim)): axes that are counted
SETTINGS = (
    *DISPLAYS,
    AXES,
    *SIZES,
    *TEXTS,
    *REWRITTEN,
    "Slice",
    "Item",
    "Add",
)  # what may stand in an operation: x.shape[0]


def reads(value: Value) -> list[str]:
    """Return the names whose numbers a value reads, from left to right: its size is none of them."""
    found: list[str] = []
    _reads(value, found)
    return found


def _reads(value: Value, found: list[str]) -> None:
    if type(value) is str:
        found.append(value)
    elif type(value) is Apply and value.op not in SIZES:
        for part in value.args:
            _reads(part, found)


def is_constant(value: Value) -> bool:
    """Tell whether a value reads no name: a constant, or an operation on constants alone."""
    if not isinstance(value, Apply):
        return not isinstance(value, str)
    for argument in value.args:
        kind = type(argument)
        if kind is str or (kind is Apply and not is_constant(argument)):
            return False
    return True


def is_flat(value: Value) -> bool:
    """Tell whether a value is an atom or one operation: on atoms, constants, sizes, displays of them."""
    return (not isinstance(value, Apply) or value.op in TESTS) or all(
        not isinstance(argument, Apply)
        or not any(reads(argument))
        or (argument.op in SETTINGS and is_flat(argument))
        for argument in value.args
    )


def shown(value: Value) -> str:
    """Return a value as text, as the grammar has it."""
    if not isinstance(value, Apply):
        return value if isinstance(value, str) else str(value[0])
    given = [shown(argument) for argument in value.args]
    if value.keys:
        first_key = len(given) - len(value.keys)
        for i, key in enumerate(value.keys):
            given[first_key + i] = f"{key}={given[first_key + i]}"
    return f"{value.op}({', '.join(given)})"


def negated(test: Value) -> Value:
    """Return what asks the opposite, shortly where that is the same of all values: not of an order, for nan."""
    if not isinstance(test, Apply):
        return Apply("Not", (test,))
    if test.op in OPPOSITES:
        return test._replace(op=OPPOSITES[test.op])
    return test.args[0] if test.op == "Not" else Apply("Not", (test,))
