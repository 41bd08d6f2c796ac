"""The modes: what is computed of a function, beside its value.

grad, vjp    reverse mode, from an upstream that is 1.0 or given
jvp          forward mode
hvp          the gradient, and the backward of (gradient · v), v held constant
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from flatgen.backward import Adjoint, Backward
from flatgen.constants import BOOLEANS, FLOATS, INTEGERS
from flatgen.errors import Fault
from flatgen.facts import Facts
from flatgen.finishing import Derived, Task, finished
from flatgen.flatten import counted_within, flattened, flattened_within, numbered
from flatgen.forward import Forward
from flatgen.ir import BLANKS, Apply, Atom, Equation, Literal, Parameter, Program, Value
from flatgen.names import Names
from flatgen.packs import held
from flatgen.parse import Parsed
from flatgen.ragged import kept_apart
from flatgen.rounds import Seed
from flatgen.settling import with_shapes
from flatgen.shapes import SCALAR, comment
from flatgen.simplify import Asking, tidy
from flatgen.statements import equations, is_ordered, starts_list

PRODUCT = "Backward of gradient · v, v held constant"


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
        help = "return one value, no cache beside it, or take the mode vjp: an upstream for each"
        task.faults.append(Fault(message, help, *task.place))
        return None
    if task.program.results[0].value in task.facts.lists:
        what = "a dict" if task.parsed.outline.op == "Keyed" else "a list"
        message = f"{task.program.name} returns {what}; a gradient is of one value"
        help = "return a sum, or take the mode vjp: an upstream for all that is in it"
        task.faults.append(Fault(message, help, *task.place))
        return None
    adjoint = reverse(task, None)
    return adjoint and finished(task, adjoint, (), "Backward", task.wrt)


def vjp(task: Task) -> Derived | None:
    """Return the gradients by an upstream for each output."""
    parameters: list[Parameter] = []
    upstreams: list[str] = []
    inputs = [p.name for p in task.program.parameters]
    within = dicts_of(task)
    for i, result in enumerate(task.program.results):
        unnamed = f"out{i}" if len(task.program.results) > 1 else "out"
        unnamed = result.unnamed or unnamed
        name = task.names.fresh(f"grad_{unnamed if result.name in inputs else result.name}")
        listed = result.value in task.facts.lists
        if listed and result.value in [p.like for p in parameters]:
            message = (
                f"{task.program.name} returns one list, or dict, twice: its upstreams are added up"
            )
            help = "return it once, or a new one of what is on it"
            task.faults.append(Fault(message, help, *task.place))
            return None
        like, whole = str(result.value), within.get(i, "")
        parameters.append(Parameter(name, like=like, listed=listed, within=whole))
        task.facts.by_name[name] = task.facts.of(result.value)
        if says_floats(task, name) and not task.facts.is_complex(result.value):
            task.facts.kinds[name] = FLOATS
        upstreams.append(name)
    adjoint = reverse(task, upstreams)
    return adjoint and finished(task, adjoint, tuple(parameters), "Backward", task.wrt)


def dicts_of(task: Task) -> dict[int, str]:
    """Return the upstreams that are dicts, by the numbers of the outputs that are in them."""
    found: dict[int, str] = {}
    results = task.program.results
    for first, pack in held(task.parsed.outline, results):
        called = results[first].unnamed.rstrip("0123456789_") or "out"
        name = task.names.fresh(f"grad_{called}")
        found |= dict.fromkeys(range(first, first + len(pack.leaves)), name)
    return found


def says_floats(task: Task, upstream: str) -> bool:
    """Tell whether the annotation of an upstream, in the way of the first input's of a shape, is of floats."""
    inputs = [p for p in task.program.parameters if p.shape is not None and not p.listed]
    kinds = [p.kind for p in inputs if p.kind not in (INTEGERS, BOOLEANS)]
    shape = task.facts.by_name[upstream]
    return kinds[:1] == [FLOATS] and shape != SCALAR and comment(shape) != ""


def jvp(task: Task) -> Derived | None:
    """Return the tangents of the outputs by those of the inputs."""
    extra = beside(task, "dot_")
    dots = {p.like: p.name for p in extra}
    for parameter in extra:
        task.facts.learn_along(parameter.name, parameter.like)
    forward = Forward(task.program, task.facts, task.names)
    adjoint = forward.tangents(dots)
    task.faults.extend(forward.faults)
    if forward.faults:
        return None
    values = [result.value for result in task.program.results]
    outputs = list(map(str, values))
    adjoint = with_zeros(adjoint, values, "dot_", task.facts, task.names)
    heading = "Tangents"
    if is_ordered(task.program.body):  # the lines of the forward are among them
        task = task._replace(program=task.program._replace(body=()))
        heading = "Forward, with tangents"
    made = finished(task, adjoint, extra, heading, outputs)
    return made._replace(outline=task.parsed.outline)


def hvp(task: Task) -> Derived | None:
    """Return the backward of (gradient · v) with respect to the inputs."""
    one = grad(task)
    if one is None:
        return None
    program = task.program
    if is_ordered(program.body) or task.facts.lists:
        return hvp_within(task, one)
    gradient = flattened(one.whole.body[len(program.body) :], task.names)  # type: ignore[arg-type]
    vectors = beside(task, "v_")
    second = program._replace(
        parameters=(*program.parameters, *vectors),
        body=(*program.body, *gradient),
        results=(*one.whole.results, *program.results),
    )
    found = again_backwards(task, task.parsed._replace(program=second), vectors)
    if found is None:
        return None
    again, adjoint = found
    own = {line.target for line in gradient}
    return split(finished(again, adjoint, vectors, PRODUCT, task.wrt, own), own)


def hvp_within(task: Task, one: Derived) -> Derived | None:
    """Return what ``hvp`` does of a function with branches or loops: the gradient as it runs, differentiated."""
    program = task.program
    both = list(flattened_within(one.whole.body, task.names))
    lists = [e.target for e in equations(both) if starts_list(e.value)]
    lists += [p.name for p in program.parameters if p.listed]
    vectors = beside(task, "v_")
    counted = counted_within(both, {*lists}, task.names)
    whole = program._replace(
        parameters=(*program.parameters, *vectors),
        body=tuple(numbered(counted, count(1))),
        results=(*one.whole.results, *program.results),
    )
    parsed = task.parsed._replace(
        program=whole, lists={*lists}, variables=dict(task.facts.variables)
    )
    found = again_backwards(task, parsed, vectors)
    if found is None:
        return None
    again, adjoint = found
    return finished(again, adjoint, vectors, PRODUCT, task.wrt)


def again_backwards(
    task: Task, parsed: Parsed, vectors: tuple[Parameter, ...]
) -> tuple[Task, Adjoint] | None:
    """Return the backward of (gradient · v) of a program that ends in the gradient, and the task that it is of."""
    second, facts = with_shapes(parsed, task.rules, task.declared, task.faults)
    ragged = kept_apart(parsed, facts, task.names) if facts.lists else None
    if ragged:
        second, facts = with_shapes(ragged, task.rules, task.declared, task.faults)
    count = len(task.wrt)
    seeds = [
        Seed(result.value, vector.name, "gradient · v: v is held constant")
        for result, vector in zip(second.results[:count], vectors)
    ]
    backward = Backward(second, facts, task.names, "hvp_")
    adjoint = backward.run(task.wrt, seeds)
    task.faults.extend(backward.faults)
    if backward.faults:
        return None
    adjoint = with_zeros(adjoint, task.wrt, "hvp_", facts, task.names)
    parameters = task.program.parameters
    second = second._replace(parameters=parameters, results=second.results[count:])
    return task._replace(program=second, facts=facts), adjoint


def split(made: Derived, gradient: set[str]) -> Derived:
    """Return it with the lines of the gradient in a section of their own."""
    lines = [line for line in made.program.body if isinstance(line, Equation)]
    at = next((i for i, line in enumerate(lines) if line.target in gradient), len(lines))
    sections = (("Backward", tuple(lines[at:])), *made.sections)
    return made._replace(program=made.program._replace(body=tuple(lines[:at])), sections=sections)


def beside(task: Task, prefix: str) -> tuple[Parameter, ...]:
    """Return a parameter for each input, of the same shape: its tangent, or a vector."""
    lists, names = task.facts.lists, task.names
    packed = task.parsed.packed
    whole = {p.name: names.fresh(prefix + p.name) for p in packed}
    within = {leaf.input.name: whole[p.name] for p in packed for leaf in p.leaves}
    return tuple(
        [
            Parameter(names.fresh(prefix + n), like=n, listed=n in lists, within=within.get(n, ""))
            for n in task.wrt
        ]
    )


def seed(program: Program, facts: Facts) -> Seed:
    """Return the gradient of the only output with respect to itself, and why it is that."""
    value = program.results[0].value
    if facts.is_scalar(value):
        return Seed(value, Literal("1.0", 1.0))
    ones = Apply("Mult", (Apply("numpy.ones_like", (value,)), Literal("1.0", 1.0)))
    called = facts.variables.get(str(value), value)  # the text may have it by yet another name
    return Seed(value, ones, f"seed: the gradient of the sum of {called}")


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
        called = f"{prefix}{name if isinstance(name, str) else 'out'}"
        target = unused.fresh(called)
        facts.variables[target] = called
        value: Value = Literal("0.0", 0.0)
        if name in facts.lists:
            value = Apply(BLANKS, (name, Literal("1.0", 1.0)))
        elif facts.of(name) != SCALAR:
            zeros = Apply("Mult", (Apply("numpy.zeros_like", (name,)), Literal("1.0", 1.0)))
            value = tidy(zeros, facts.rules, Asking({}, facts.questions))
        lines.append(Equation(target, value, note=said))
        gradients[str(name)] = target
    return adjoint._replace(lines=tuple(lines), gradients=gradients)


DERIVED = {"grad": grad, "vjp": vjp, "jvp": jvp, "hvp": hvp}
MODES = tuple(DERIVED)
