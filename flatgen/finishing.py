"""What a mode makes of a function, finished: the forward lines that are needed, copies where arrays change."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from flatgen.apart import unzeroed
from flatgen.augmenting import augmented
from flatgen.backward import Adjoint
from flatgen.clearing import uncleared
from flatgen.divisors import divisors
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.flatten import handed_out
from flatgen.ir import (
    Apply,
    Atom,
    Block,
    Equation,
    Literal,
    Loop,
    Outline,
    Parameter,
    Program,
    Result,
    Statement,
    Value,
)
from flatgen.lives import sizes_read
from flatgen.names import Names
from flatgen.nesting import nested
from flatgen.owning import owned
from flatgen.parse import Parsed
from flatgen.recording import recorded
from flatgen.rules import RuleBook
from flatgen.shapes import Shape
from flatgen.simplify import NOTHING, Asking, live, tidy, unguarded
from flatgen.sinking import sunk
from flatgen.statements import bound_in, equations, exchanged, is_ordered, read_in, straight
from flatgen.statements import needed as needed_of
from flatgen.stopping import unstopped, unstopped_within
from flatgen.upstreams import floated, floating, is_in_doubt, written_among
from flatgen.writes import copied, renamed_atom, uncopied

ONE = Outline("")
BETWEEN = "@"  # stands between the forward and what comes after it


class Task(NamedTuple):
    """A function that is ready to be differentiated."""

    parsed: Parsed
    program: Program  # with shapes
    facts: Facts
    wrt: list[str]
    names: Names
    rules: RuleBook
    value: bool
    faults: list[Fault]
    declared: dict[str, Shape]
    place: tuple[int, int]  # of what it returns


class Derived(NamedTuple):
    """What a mode makes of a function."""

    program: Program  # the forward, its extra parameters last
    facts: Facts
    extra: tuple[Parameter, ...]  # upstreams, tangents, vectors
    sections: tuple[tuple[str, tuple[Statement, ...]], ...]
    returned: tuple[Atom, ...]
    outline: Outline
    whole: Program  # before anything was left out


def finished(
    task: Task,
    adjoint: Adjoint,
    extra: tuple[Parameter, ...],
    heading: str,
    order: list[str],
    flat: Collection[str] = (),
) -> Derived:
    """Return the forward lines that are needed, and the lines of the mode; ``flat`` are nested again."""
    program = task.program
    if is_ordered((*program.body, *adjoint.lines)):
        return with_rounds(task, adjoint, extra, heading, order)
    used = needed_of(adjoint.lines, {str(adjoint.gradients[name]) for name in order})
    adjoint = adjoint._replace(lines=tuple(used))  # the others lead to no result
    forward = needed(program, adjoint.lines, task.value)
    kept = {line.target for line in forward.body if isinstance(line, Equation)}
    nonzero = set() if task.facts.arrays else divisors(forward.body)
    lines = unguarded(adjoint.lines, adjoint.raising, kept, task.rules, nonzero)
    fixed = {p.name for p in (*program.parameters, *extra)}
    kept_lines = [line for line in forward.body if isinstance(line, Equation)]
    kept_lines, made, by = unstopped(
        kept_lines, straight(lines), task.parsed.temporaries, task.facts.arrays
    )
    if flat:
        kept_lines, made = folded(task, kept_lines, made, flat, set(adjoint.gradients.values()))
    returned = tuple([adjoint.gradients[name] for name in order])
    facts, kept_names = task.facts, set(map(str, returned))
    sources = facts.sources
    arrays = {
        n for n, shape in facts.by_name.items() if shape and facts.is_numpy(n) and facts.has_axes(n)
    }
    made = straight(unzeroed(made, kept_names, facts))
    made = uncopied(made, kept_names, sources, arrays, facts.is_one_number)
    results = [*returned, *[result.value for result in forward.results]]
    first, second = copied(kept_lines, made, fixed, results, task.names, sources)
    upstreams = [p.name for p in extra if not p.listed]
    second = floated(second, upstreams, returned, facts, task.names)
    outline = Outline("Tuple", (ONE,) * len(returned)) if len(returned) > 1 else ONE
    given = tuple([Result(name, atom) for name, atom in zip(order, returned)])
    whole = program._replace(body=(*program.body, *adjoint.lines), results=given)
    outputs = tuple([r._replace(value=renamed_atom(r.value, by)) for r in forward.results])
    return Derived(
        forward._replace(body=tuple(first), results=outputs),
        task.facts,
        extra,
        ((heading, tuple(second)),),
        returned,
        outline,
        whole,
    )


def with_rounds(
    task: Task, adjoint: Adjoint, extra: tuple[Parameter, ...], heading: str, order: list[str]
) -> Derived:
    """Return what ``finished`` does of a function with branches or loops."""
    program, facts = task.program, task.facts
    inputs = [parameter.name for parameter in program.parameters]
    first, second = recorded(program.body, adjoint.lines, inputs, facts, task.names)
    whole = handed_out([*first, *second], task.names, set(), {})  # as it runs
    returned = tuple([adjoint.gradients[name] for name in order])
    values = [result.value for result in program.results] if task.value else []
    second = needed_of(second, set(map(str, (*returned, *values))))
    second = uncleared(second, set(map(str, (*returned, *values))), facts.is_integer)
    second = unzeroed(second, map(str, (*returned, *values)), facts)
    first, second = unfilled(first, second, {*map(str, (*returned, *values))}, facts)
    kept = {line.target for line in equations(first)}
    nonzero = set() if facts.arrays else divisors(first)
    second = [*unguarded(tuple(second), adjoint.raising, kept, task.rules, nonzero)]
    first, second, by = unstopped_within(first, second)
    second = sunk(second, facts, task.names)
    fixed = {p.name for p in (*program.parameters, *extra)}
    results = [*returned, *values]
    mark = Equation(BETWEEN, Literal("", None))
    lines = augmented([*first, mark, *second], results, fixed, facts, task.parsed.in_place)
    first, second = lines[: lines.index(mark)], lines[lines.index(mark) + 1 :]
    if facts.arrays:
        upstreams = [p.name for p in extra if not p.listed]
        written = written_among(second, upstreams, facts)
        doubt = is_in_doubt(second, upstreams, returned, facts)
        unsure = [p for p in extra if doubt or p.name in written]
        floats = list(floating(unsure, second, facts, task.names))
        second = [*floats, *second]
    lines = owned([*first, mark, *second], results, fixed, task.names, facts)
    at = lines.index(mark)
    outline = Outline("Tuple", (ONE,) * len(returned)) if len(returned) > 1 else ONE
    given = tuple([Result(name, atom) for name, atom in zip(order, returned)])
    outputs = tuple([r._replace(value=renamed_atom(r.value, by)) for r in program.results])
    return Derived(
        program._replace(body=tuple(lines[:at]), results=outputs if task.value else ()),
        facts,
        extra,
        ((heading, tuple(lines[at + 1 :])),),
        returned,
        outline,
        program._replace(body=tuple(whole), results=given),
    )


def unfilled(
    first: list[Statement], second: list[Statement], results: set[str], facts: Facts
) -> tuple[list[Statement], list[Statement]]:
    """Return the forward that is needed, and the lines that read it: no array is filled for its size alone."""
    sized = sizes_read(Block((), tuple(second), tuple(results)))
    kept = needed_of(first, {*read_in(second), *results})
    for loop in first:
        rows = zip(loop.targets, loop.carried) if isinstance(loop, Loop) else ()
        for target, init in rows:
            alike = target in sized and facts.alike(init, target)
            if not alike or facts.kind(init) != facts.kind(target):
                continue
            made = [exchanged(statement, {target: init}) for statement in second]
            less = needed_of(first, {*read_in(made), *results})
            if target not in bound_in(less):
                kept, second = less, made
    return kept, second


def folded(
    task: Task,
    first: list[Equation],
    second: list[Equation],
    flat: Collection[str],
    kept: set[Atom],
) -> tuple[list[Equation], list[Equation]]:
    """Return the lines of a gradient, made flat to be differentiated, nested again; no copier stays."""
    facts = task.facts
    # By no definitions: what a name stood for may have gone into another line. What is still
    # divided by ``divide`` was routed.
    asking = Asking({"routed": True}, facts.questions) if facts.arrays else NOTHING
    backward = {line.target for line in second}

    def may_go(line: Equation) -> bool:
        plain = not isinstance(line.value, Apply)
        copy = plain and (line.target in backward or line.target in flat)
        return line.target not in kept and (copy or (line.target in flat and not line.note))

    def tidied(value: Value) -> Value:
        return tidy(value, task.rules, asking)

    lines = nested([*first, *second], may_go, tidied)
    return (
        [line for line in lines if line.target not in backward],
        [line for line in lines if line.target in backward],
    )


def needed(program: Program, lines: tuple[Statement, ...], value: bool) -> Program:
    """Return the forward lines that are read, and those of the value where it is asked for."""
    read = set(read_in(lines))
    return live(program if value else program._replace(results=()), read)
