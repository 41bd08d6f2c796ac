"""Writes into arrays: values of their own in a program, changes in place in the text.

    z = np.zeros(n)                z = np.zeros(n)
    z_1 = SetItem(z, 0, x)         z[0] = x
    z_2 = SetItem(z_1, 1, y)       z[1] = y

Where an older value is read later, the write gets a copy to change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from flatgen.ir import (
    READ_ONLY,
    Apply,
    Atom,
    Equation,
    Literal,
    Loop,
    Statement,
    Value,
    names,
    substitute,
)
from flatgen.lives import numbers_read
from flatgen.names import Names
from flatgen.statements import blocks_of, equations

WRITES = ("SetItem", "AddItem", "numpy.add.at")
WRITES_ADDING = {"SetItem": "AddItem", "AddItem": "AddItem", "numpy.add.at": "numpy.add.at"}
COPIES = (".copy()", "numpy.copy")


def is_write(value: Value) -> bool:
    """Tell whether a value is an array with something written into it."""
    return type(value) is Apply and value.op in WRITES


def is_copy(value: Value) -> bool:
    """Tell whether a value is a copy of an array."""
    return type(value) is Apply and value.op in COPIES


def handed_to_writes(body: Iterable[Statement]) -> set[str]:
    """Return the values that branches and loops hand on, as what is written into afterwards."""
    body = list(body)
    written = {str(e.value.args[0]) for e in equations(body) if is_write(e.value)}  # type: ignore[union-attr]
    pairs = list(handed_on(body))
    found: set[Atom] = set()
    while True:
        more = {given for given, taken in pairs if taken in written | found} - found
        if not more:
            return {name for name in found if isinstance(name, str)}
        found |= more


def handed_on(body: Iterable[Statement]) -> Iterator[tuple[Atom, str]]:
    """Yield what a branch or loop is given or gives, with the name that it has from there on."""
    for statement in body:
        for block in blocks_of(statement):
            assert not isinstance(statement, Equation)
            yield from handed_on(block.body)
            yield from zip(block.results, statement.targets)
            if isinstance(statement, Loop):
                yield from zip(block.results, block.parameters[1:])
                yield from zip(statement.carried, block.parameters[1:])
                yield from zip(statement.carried, statement.targets)


def copied(
    forward: list[Equation],
    backward: list[Equation],
    fixed: set[str],
    results: Collection[Atom],
    unused: Names,
    sources: Callable[[Value], Iterable[Atom]],
) -> tuple[list[Equation], list[Equation]]:
    """Return the lines with a copy before each write into what is ``fixed``, or is read or returned later.

    What is read may be a view of it: ``sources`` tells whose arrays a value may share.
    """
    parts = [forward, backward]
    while (found := _shared_write([*parts[0], *parts[1]], fixed, results, sources)) is not None:
        part = parts[found >= len(parts[0])]
        at = found - len(parts[0]) if part is parts[1] else found
        line = part[at]
        assert isinstance(line.value, Apply)
        base, *rest = line.value.args
        before = part[at - 1] if at else line
        if before.target == base and isinstance(before.value, str):  # y = x: a copy of it
            new = [before._replace(value=Apply(".copy()", (before.value,))), line]
            parts[part is parts[1]] = [*part[: at - 1], *new, *part[at + 1 :]]
            continue
        copy = unused.fresh(line.target + "_copy")
        own = Equation(copy, Apply(".copy()", (base,)), line.line, line.column)
        line = line._replace(value=Apply(line.value.op, (copy, *rest)))
        parts[part is parts[1]] = [*part[:at], own, line, *part[at + 1 :]]
    return parts[0], parts[1]


def _shared_write(
    lines: list[Equation],
    fixed: set[str],
    results: Collection[Atom],
    sources: Callable[[Value], Iterable[Atom]],
) -> int | None:
    """Return which line is the first to write into what is ``fixed``, or is read or returned as it was."""
    if not any(is_write(line.value) for line in lines):
        return None
    owners: dict[str, set[str]] = {}
    last: dict[str, int] = {}  # by owner

    def owners_of(read: Iterable[object]) -> set[str]:
        return {o for name in read if isinstance(name, str) for o in owners.get(name) or {name}}

    for i, line in enumerate(lines):
        last |= dict.fromkeys(owners_of(numbers_read(line.value)), i)
        owners[line.target] = owners_of(sources(line.value))
    bound = {line.target: i for i, line in enumerate(lines)}
    returned = [(bound[name], owners_of([name])) for name in map(str, results) if name in bound]
    for i, line in enumerate(lines):
        value = line.value
        if isinstance(value, Apply) and is_write(value) and isinstance(value.args[0], str):
            own = owners_of([value.args[0]])
            late = any(last[owner] > i for owner in own)
            late |= any(time < i and own & held for time, held in returned)
            if late or own & fixed or own & owners_of(numbers_read(Apply("", value.args[1:]))):
                return i
    return None


def uncopied(
    lines: list[Equation],
    kept: set[str],
    sources: Callable[[Value], Iterable[Atom]],
    arrays: set[str],
    is_number: Callable[[Value], bool],
) -> list[Equation]:
    """Return lines without the copies of arrays that are changed then, and read no more as they were.

    Such an array is made by these lines, and neither ``kept`` nor read-only. Where its copy has no reason of
    its own, it has the copy's name.
    """
    changed = {line.value.args[0] for line in lines if is_write(line.value)}  # type: ignore[union-attr]
    if not any(is_copy(line.value) and line.target in changed for line in lines):
        return lines
    owners: dict[str, set[str]] = {}
    last: dict[str, int] = {}  # when each array is read for the last time
    for i, line in enumerate(lines):
        for name in names(line.value):
            last |= dict.fromkeys(owners.get(name, ()), i)
        value = line.value  # of what a helper makes a number, its text doesn't tell
        element = isinstance(value, Apply) and value.op == "Item" and is_number(line.target)
        shared = [] if element else [str(s) for s in sources(value)]
        own = {
            owner for name in shared for owner in owners.get(name, {""})
        }  # "" is not of these lines
        diagonal = isinstance(value, Apply) and value.op == "numpy.diag"  # of a matrix
        no_array = diagonal or is_read_only(line.value)
        owners[line.target] = (own | {""} if no_array else own) or {line.target}
    held = {owner for name in kept for owner in owners.get(name, ())} | {""}
    by: dict[str, Value] = {}
    found: list[Equation] = []
    for i, line in enumerate(lines):
        value = line.value
        base = value.args[0] if isinstance(value, Apply) and is_copy(value) else ""
        own = owners.get(base, held) if isinstance(base, str) else held
        if line.target in changed and held.isdisjoint(own) and base in arrays:
            if all(last[owner] <= i for owner in own):
                if not line.note:
                    by[str(base)] = line.target
                    continue
                line = line._replace(value=base)
        found.append(line)
    return [
        line._replace(
            target=str(by.get(line.target, line.target)), value=substitute(line.value, by)
        )
        for line in found
    ]


def is_read_only(value: Value) -> bool:
    """Tell whether a value may be a view that numpy doesn't write into: arithmetic makes new arrays."""
    if not isinstance(value, Apply) or value.op[:1].isupper():
        return False
    return value.op in READ_ONLY or any(map(is_read_only, value.args))


def merged(lines: list[Equation]) -> dict[str, str]:
    """Return, for each name that stands for one array under change, that of the text: the shortest."""
    arrays: dict[str, list[str]] = {}
    for line in lines:
        if is_write(line.value):
            assert isinstance(line.value, Apply)
            base = str(line.value.args[0])
            names = arrays.setdefault(base, [base])
            names.append(line.target)
            arrays[line.target] = names
    return {name: min(names, key=len) for name, names in arrays.items()}


def called(
    by: dict[str, str], lines: list[Equation], read: set[str], variables: Mapping[str, str]
) -> dict[str, str]:
    """Return the text's names, with those of gradients after what the text calls a value: ``grad_z`` of z.

    Of several of one name the first has it itself.
    """
    groups = {
        by.get(e.target, e.target): variables[e.target] for e in lines if e.target in variables
    }
    taken = {by.get(name, name) for name in (*read, *[e.target for e in lines])} - groups.keys()
    new: dict[str, str] = {}
    for own, name in groups.items():
        count = 0
        while (new_name := f"{name}_{count}" if count else name) in taken:
            count += 1
        taken.add(new_name)
        new[own] = new_name
    return new | {name: new.get(text, text) for name, text in by.items()}


def renamed(line: Equation, by: dict[str, str]) -> Equation:
    """Return a line in the text's names."""
    if not by:
        return line
    target, value = line.target, line.value
    return Equation(
        by.get(target, target), substitute(value, by), line.line, line.column, line.note
    )


def renamed_atom(atom: Atom, by: dict[str, str]) -> Atom:
    return by.get(atom, atom) if isinstance(atom, str) else atom


ADDING = {"AddItem": "SetItem", "numpy.add.at": "numpy.add.at"}  # what adds, and into zeros


def added_up(value: Value, name: str) -> list[Value]:
    """Return what is added up in a gradient of ``name`` of which one line writes into another's array."""
    if not isinstance(value, Apply) or value.op not in ADDING or is_zeros(value.args[0]):
        return [value]
    base, index, written = value.args
    zeros = Apply("Mult", (Apply("numpy.zeros_like", (name,)), Literal("1.0", 1.0)))
    return [*added_up(base, name), Apply(ADDING[value.op], (zeros, index, written))]


def is_zeros(value: Value) -> bool:
    """Tell whether a value is a new array of zeros."""
    if isinstance(value, Apply) and value.op == "Mult":
        value = value.args[0]
    return isinstance(value, Apply) and value.op == "numpy.zeros_like"
