"""What holds whole numbers by its use: parameters, as if they were annotated as ``int``, and tables of indices.

def f(x, pad, k):
    out = np.zeros((len(x) + pad, 3))          # a size in a shape
    for i in range(k):                         # what a loop counts to
        out[i] = np.sum(x[i * k : i + pad])    # a bound of a slice, where it is computed: else it may be None

back = [[0] * m for _ in range(n)]
x[back[i][j]]                                  # an index: back = np.zeros((n, m), dtype=int)

Whatever else they were, the forward itself would raise an error.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from flatgen.ir import GET, PUSH, PUT, Apply, Equation, Loop, Program, Statement, Value, names
from flatgen.signatures import BadCall, call_of
from flatgen.statements import blocks_of, equations, is_effect, is_ordered, is_stack, parts_of
from flatgen.writes import WRITES

ARITHMETIC = ("Add", "Sub", "Mult", "FloorDiv", "Mod", "USub")  # whole where its operands are
COUNTS, SLICE, SHAPE = "range", "Slice", "shape"


def with_wholes(program: Program) -> Program:
    """Return the program with the parameters marked that are whole numbers by their use.

    Of one that has a gradient it is noted that it is a number.
    """
    made = {equation.target: equation.value for equation in equations(program.body)}
    settings = numbers = set(_found(program.body, made, inside=True))
    if is_ordered(program.body):
        numbers = set(_found(program.body, made, inside=False))  # a loop may have no round
    parameters = []
    for p in program.parameters:
        if p.name in (numbers if p.real else settings) and not (p.listed or p.array or p.shape):
            p = p._replace(scalar=True, integer=not p.real)
        parameters.append(p)
    return program._replace(parameters=tuple(parameters))


def _found(body: Iterable[Statement], made: Mapping[str, Value], inside: bool) -> Iterator[str]:
    """Yield what has to be a whole number, of statements that are run on every way; ``inside`` loops, too."""
    for statement in body:
        if isinstance(statement, Equation):
            if not is_effect(statement.value):
                yield from _counted(statement.value, made)
        elif isinstance(statement, Loop):
            over = statement.over
            if isinstance(over, Apply) and over.op == COUNTS:
                for argument in over.args:
                    yield from _read(argument, made)
            if inside:
                yield from _found(statement.block.body, made, inside)


def _counted(value: Value, made: Mapping[str, Value]) -> Iterator[str]:
    """Yield what has to be a whole number for an operation to be done."""
    if not isinstance(value, Apply):
        return
    for argument in value.args:
        yield from _counted(argument, made)
    if value.op == SLICE:
        for bound in value.args:
            if bound in made or isinstance(bound, Apply):
                yield from _read(bound, made)
        return
    try:
        call = call_of(value)
    except BadCall:
        return
    shape = call.given.get(SHAPE) if call else None
    if isinstance(shape, Apply) and shape.op == "Tuple":
        for size in shape.args:
            yield from _read(size, made)


def fixed_values(program: Program, wrt: Container[str]) -> frozenset[str]:
    """Return the names whose values come of no input that a gradient is asked by: they may be cut off to whole ones."""
    made = list(bindings(program.body))
    moved = {p.name for p in program.parameters if p.name in wrt}
    known = -1
    while known < len(moved):
        known = len(moved)
        moved |= {target for target, value in made if not moved.isdisjoint(names(value))}
    every = {p.name for p in program.parameters} | {target for target, _ in made}
    return frozenset(every - moved)


def of_indices(body: Iterable[Statement], tables: Iterable[str]) -> set[str]:
    """Return the tables whose entries are read as an index, or as what a loop counts to."""
    made: dict[str, list[Value]] = {}
    for target, value in bindings(body):
        made.setdefault(target, []).append(value)
    todo, seen = list(_indices(body)), set[str]()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += [part for value in made.get(name, ()) for part in _handed(value)]
    return seen.intersection(tables)


def _indices(body: Iterable[Statement]) -> Iterator[str]:
    """Yield the names that places are read by, and those that loops count to."""
    for statement in body:
        if isinstance(statement, Equation):
            for part in parts_of(statement.value):
                if part.op in ("Item", GET, PUT, *WRITES):
                    yield from names(part.args[1])
            continue
        if isinstance(statement, Loop):
            for bound in getattr(statement.over, "args", (statement.over,)):
                yield from _handed(bound)  # of a list the length, not what is on it
        for block in blocks_of(statement):
            yield from _indices(block.body)


def _handed(value: Value) -> Iterator[str]:
    """Yield the names whose numbers a value has: itself, its operands, the array that it is an entry of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Apply):
        entry = value.op in ("Item", GET)
        given = value.args[:1] if entry else value.args[:1] + value.args[-1:]
        if value.op in ARITHMETIC:
            given = value.args
        elif not entry and value.op not in (PUSH, PUT, *WRITES):
            given = ()
        for argument in given:
            yield from _handed(argument)


def _read(value: Value, made: Mapping[str, Value]) -> Iterator[str]:
    """Yield the names that a whole number is computed of."""
    if isinstance(value, Apply):
        if value.op in ARITHMETIC:
            for argument in value.args:
                yield from _read(argument, made)
    elif isinstance(value, str):
        if value in made:
            yield from _read(made[value], made)
        else:
            yield value


def bindings(body: Iterable[Statement]) -> Iterator[tuple[str, Value]]:
    """Yield the names that lines bind, lists that they change included, and what each may be."""
    for statement in body:
        if isinstance(statement, Equation):
            yield statement.target, statement.value
            if is_stack(statement.value):
                yield str(statement.value.args[0]), statement.value  # type: ignore[union-attr]
            continue
        if isinstance(statement, Loop):
            parameters = statement.block.parameters[1:]
            yield from zip(parameters, statement.carried)
            yield from zip(parameters, statement.block.results)
            yield from zip(statement.targets, parameters)
        for block in blocks_of(statement):
            yield from bindings(block.body)
            yield from zip(statement.targets, block.results)
