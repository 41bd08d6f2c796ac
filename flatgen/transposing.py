"""A rule turned around: how a tangent passes an operation, by the backward of its gradient.

    grad_x = -(z.T @ grad_z @ z.T)        dot_z = -(z @ dot_x @ z)

A gradient is a linear function of the upstream. The backward of a linear function is its transpose, and the
transpose of the transpose is what is looked for (J. Townsend, "A new trick for calculating Jacobian vector products").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flatgen.backward import Backward
from flatgen.binding import Contribution
from flatgen.errors import Fault
from flatgen.flatten import flattened
from flatgen.ir import Apply, Equation, Parameter, Program, Result, Value, names, substitute
from flatgen.linking import Link, reason_of
from flatgen.nesting import nested
from flatgen.rounds import Seed
from flatgen.simplify import live, tidy
from flatgen.statements import straight
from flatgen.writes import is_write

if TYPE_CHECKING:
    from flatgen.forward import Forward


def transposed(
    forward: Forward, link: Link, operand: tuple[str, str, Value]
) -> Contribution | None:
    """Return what the tangent of one operand adds to that of the result; append the lines it needs."""
    parameter, name, _ = operand
    facts, rule, target = forward.facts, link.rule, link.equation.target
    assert rule is not None
    upstream = forward.names.fresh(f"grad_{target}")
    facts.by_name[upstream] = facts.by_name[target]
    for known in (facts.kinds, facts.sizes):
        if target in known:
            known[upstream] = known[target]  # type: ignore[assignment]
    if target in facts.numpy:
        facts.numpy.add(upstream)
    program = gradient_program(forward, link, operand, upstream)
    inner = Backward(program, facts, forward.names, "dot_")
    inner.place = forward.place
    adjoint = inner.run([upstream], [Seed(program.results[0].value, forward.gradients[name])])
    reason = reason_of(rule, parameter)
    if inner.faults:
        what = str(getattr(link.equation.value, "op", "")).rpartition(".")[2]
        message = f"{what} has no forward mode in its argument {parameter}"
        help = "give it by a rule with dot_ parameters, or use reverse mode"
        forward.faults.append(Fault(message, help, *forward.place))
        return None
    own = straight(adjoint.lines)
    read = {n for line in own for n in names(line.value)}
    if not own:
        return None  # no path
    whole: dict[str, Value] = {upstream: target}  # what is still read of the upstream is its size
    for line in live(program._replace(results=()), read).body:
        assert isinstance(line, Equation)
        forward.lines.append(line._replace(value=substitute(line.value, whole)))
        if upstream not in names(line.value):
            forward.values.note(line.target, line.value)
    last = own[-1].target
    *lines, last_line = nested(
        [line._replace(value=substitute(line.value, whole)) for line in own],
        lambda line: line.target != last,
        lambda value: tidy(value, forward.rules, forward.asking),
    )
    lines = [line._replace(note=line.note.removeprefix("gradient ")) for line in lines]
    forward.lines += lines
    if is_write(last_line.value):
        forward.lines.append(last_line)
        last_line = last_line._replace(value=last)
    return Contribution(last_line.value, reason, facts.by_name[last])


def gradient_program(
    forward: Forward, link: Link, operand: tuple[str, str, Value], upstream: str
) -> Program:
    """Return one operand's gradient as a program of its own, a function of the upstream."""
    parameter, name, gradient = operand
    facts, target = forward.facts, link.equation.target
    before, values = len(forward.lines), dict(forward.values.names)
    forward.gradients[target] = upstream
    forward.splice(link, [gradient])
    value = forward.contribution(link, parameter, gradient, upstream)
    fitted = forward.fit(value, name, link)
    del forward.gradients[target]
    lines = [*straight(forward.lines[before:]), Equation(forward.names.temporary(), fitted.value)]
    del forward.lines[before:]
    forward.values.names = values  # which of these lines stay is not known yet
    body = flattened(lines, forward.names, {upstream})
    for line in body:
        facts.learn(line.target, line.value, gradient=True)
        facts.definitions[line.target] = line.value
    last = body[-1].target
    if fitted.shape == facts.by_name[name]:
        facts.by_name[last] = fitted.shape
    if facts.by_name[last] != facts.by_name[name] and facts.arrays:
        stretched = Apply("numpy.broadcast_to", (last, Apply("numpy.shape", (name,))))
        last = forward.names.temporary()
        body.append(Equation(last, stretched))
        facts.learn(last, stretched, gradient=True)
        facts.definitions[last] = stretched
    result = Result(last, last)
    return Program("", (Parameter(upstream),), tuple(body), (result,))
