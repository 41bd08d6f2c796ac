"""The modes: what is computed of a function, beside its value.

grad, vjp    reverse mode, from an upstream that is 1.0 or given
jvp          forward mode
hvp          the gradient, and the backward of (gradient · v), v held constant
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from flatgen.backward import Adjoint, Backward, Seed
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.flatten import flattened
from flatgen.forward import Forward
from flatgen.ir import (
    Apply,
    Atom,
    Equation,
    Literal,
    Outline,
    Parameter,
    Program,
    Result,
    Value,
    names,
)
from flatgen.names import Names
from flatgen.nesting import nested
from flatgen.parse import Parsed
from flatgen.rules import RuleBook
from flatgen.settling import with_shapes
from flatgen.shapes import SCALAR, Shape
from flatgen.simplify import NOTHING, Asking, live, tidy, unguarded
from flatgen.stopping import unstopped
from flatgen.writes import copied, renamed_atom

ONE = Outline("")


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
    sections: tuple[tuple[str, tuple[Equation, ...]], ...]
    returned: tuple[Atom, ...]
    outline: Outline
    whole: Program  # before anything was left out


def reverse(task: Task, upstreams: list[str] | None) -> Adjoint | None:
    """Return the backward of a function; None if there is a fault in it."""
    program, facts = task.program, task.facts
    if upstreams is not None:
        seeds = [Seed(r.value, name) for r, name in zip(program.results, upstreams)]
    else:
        seeds = [seed(program, facts)]
    backward = Backward(program, facts, task.names)
    adjoint = backward.run(task.wrt, seeds)
    task.faults.extend(backward.faults)
    return None if backward.faults else with_zeros(adjoint, task.wrt, "grad_", facts, task.names)


def grad(task: Task) -> Derived | None:
    """Return the gradient of the one output, or of its sum."""
    if len(task.program.results) > 1:
        message = (
            f"{task.program.name} returns {len(task.program.results)} values; a gradient is of one"
        )
        task.faults.append(
            Fault(
                message, "return one value, or take the mode vjp: an upstream for each", *task.place
            )
        )
        return None
    adjoint = reverse(task, None)
    return adjoint and finished(task, adjoint, (), "Backward", task.wrt)


def vjp(task: Task) -> Derived | None:
    """Return the gradients by an upstream for each output."""
    parameters = []
    upstreams: list[str] = []
    inputs = [p.name for p in task.program.parameters]
    for i, result in enumerate(task.program.results):
        unnamed = f"out{i}" if len(task.program.results) > 1 else "out"
        unnamed = result.unnamed or unnamed
        name = task.names.fresh(f"grad_{unnamed if result.name in inputs else result.name}")
        parameters.append(Parameter(name, like=str(result.value)))
        task.facts.by_name[name] = task.facts.of(result.value)
        upstreams.append(name)
    adjoint = reverse(task, upstreams)
    return adjoint and finished(task, adjoint, tuple(parameters), "Backward", task.wrt)


def jvp(task: Task) -> Derived | None:
    """Return the tangents of the outputs by those of the inputs."""
    extra = beside(task, "dot_")
    dots = {p.like: p.name for p in extra}
    for parameter in extra:
        known(task.facts, parameter)
    forward = Forward(task.program, task.facts, task.names)
    adjoint = forward.tangents(dots)
    task.faults.extend(forward.faults)
    if forward.faults:
        return None
    values = [result.value for result in task.program.results]
    outputs = list(map(str, values))
    adjoint = with_zeros(adjoint, values, "dot_", task.facts, task.names)
    made = finished(task, adjoint, extra, "Tangents", outputs)
    return made._replace(outline=task.parsed.outline)


def hvp(task: Task) -> Derived | None:
    """Return the backward of (gradient · v) with respect to the inputs."""
    one = grad(task)
    if one is None:
        return None
    program = task.program
    gradient = flattened(one.whole.body[len(program.body) :], task.names)  # type: ignore[arg-type]
    vectors = beside(task, "v_")
    second = program._replace(
        parameters=(*program.parameters, *vectors),
        body=(*program.body, *gradient),
        results=(*one.whole.results, *program.results),
    )
    parsed = task.parsed._replace(program=second)
    second, facts = with_shapes(parsed, task.rules, task.declared, task.faults)
    gradients = [result.value for result in second.results[: len(task.wrt)]]
    seeds = [
        Seed(gradient, vector.name, "gradient · v: v is held constant")
        for gradient, vector in zip(gradients, vectors)
    ]
    backward = Backward(second, facts, task.names, "hvp_")
    adjoint = backward.run(task.wrt, seeds)
    task.faults.extend(backward.faults)
    if backward.faults:
        return None
    adjoint = with_zeros(adjoint, task.wrt, "hvp_", facts, task.names)
    second = second._replace(parameters=program.parameters, results=second.results[len(task.wrt) :])
    again = task._replace(program=second, facts=facts)
    own = {line.target for line in gradient}
    made = finished(
        again, adjoint, vectors, "Backward of gradient · v, v held constant", task.wrt, own
    )
    return split(made, own)


def split(made: Derived, gradient: set[str]) -> Derived:
    """Return it with the lines of the gradient in a section of their own."""
    lines = [line for line in made.program.body if isinstance(line, Equation)]
    at = next((i for i, line in enumerate(lines) if line.target in gradient), len(lines))
    sections = (("Backward", tuple(lines[at:])), *made.sections)
    return made._replace(program=made.program._replace(body=tuple(lines[:at])), sections=sections)


def beside(task: Task, prefix: str) -> tuple[Parameter, ...]:
    """Return a parameter for each input, of the same shape: its tangent, or a vector."""
    return tuple([Parameter(task.names.fresh(prefix + name), like=name) for name in task.wrt])


def known(facts: Facts, parameter: Parameter) -> None:
    """Note that a parameter has the shape of another."""
    facts.by_name[parameter.name] = facts.by_name[parameter.like]
    if parameter.like in facts.numpy:
        facts.numpy.add(parameter.name)


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
    forward = needed(program, adjoint.lines, task.value)
    kept = {line.target for line in forward.body if isinstance(line, Equation)}
    lines = unguarded(adjoint.lines, adjoint.raising, kept, task.rules)
    fixed = {p.name for p in (*program.parameters, *extra)}
    kept_lines = [line for line in forward.body if isinstance(line, Equation)]
    kept_lines, made, by = unstopped(
        kept_lines, list(lines), task.parsed.temporaries, task.facts.arrays
    )
    if flat:
        kept_lines, made = folded(task, kept_lines, made, flat, set(adjoint.gradients.values()))
    first, second = copied(kept_lines, made, fixed, task.names, task.rules.sources)
    returned = tuple([adjoint.gradients[name] for name in order])
    outline = Outline("Tuple", (ONE,) * len(returned)) if len(returned) > 1 else ONE
    results = tuple([Result(name, atom) for name, atom in zip(order, returned)])
    whole = program._replace(body=(*program.body, *adjoint.lines), results=results)
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


def seed(program: Program, facts: Facts) -> Seed:
    """Return the gradient of the only output with respect to itself, and why it is that."""
    value = program.results[0].value
    if facts.is_scalar(value):
        return Seed(value, Literal("1.0", 1.0))
    ones = Apply("Mult", (Apply("numpy.ones_like", (value,)), Literal("1.0", 1.0)))
    return Seed(value, ones, f"seed: the gradient of the sum of {value}")


def with_zeros(
    adjoint: Adjoint, order: Sequence[Atom], prefix: str, facts: Facts, unused: Names
) -> Adjoint:
    """Return the adjoint with zeros for what there is no path to: inputs, or tangents of outputs."""
    lines = list(adjoint.lines)
    gradients = dict(adjoint.gradients)
    said = "no path from the inputs" if prefix == "dot_" else "no path to the output"
    for name in order:
        if gradients.get(str(name)):
            continue
        target = unused.fresh(f"{prefix}{name if isinstance(name, str) else 'out'}")
        value: Value = Literal("0.0", 0.0)
        if facts.of(name) != SCALAR:
            zeros = Apply("Mult", (Apply("numpy.zeros_like", (name,)), Literal("1.0", 1.0)))
            value = tidy(zeros, facts.rules, Asking({}, facts.questions))
        lines.append(Equation(target, value, note=said))
        gradients[str(name)] = target
    return adjoint._replace(lines=tuple(lines), gradients=gradients)


def needed(program: Program, lines: tuple[Equation, ...], value: bool) -> Program:
    """Return the forward lines that are read, and those of the value where it is asked for."""
    read = {name for line in lines for name in names(line.value)}
    return live(program if value else program._replace(results=()), read)


DERIVED = {"grad": grad, "vjp": vjp, "jvp": jvp, "hvp": hvp}
MODES = tuple(DERIVED)
