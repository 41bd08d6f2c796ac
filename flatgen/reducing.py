"""The tangent of a reduction whose gradient is the upstream, put back beside the operand, times something.

    grad_x = np.where(here, np.expand_dims(grad_y / ties, axis), 0)
    dot_y = np.sum(np.where(here, dot_x, 0), axis=axis) / ties

What is copied to all, backwards, is summed, forwards; the factors on either side of it stay there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flatgen.binding import Contribution
from flatgen.fitting import SUM
from flatgen.ir import Apply, Literal, Value, names, substitute
from flatgen.linking import Link, reason_of
from flatgen.masking import ZEROS
from flatgen.ruling import TANGENT, Rule
from flatgen.shapes import SCALAR

if TYPE_CHECKING:
    from flatgen.forward import Forward

PUT_BACK = ("arrays.kept", "numpy.expand_dims")  # how a template has a result beside its operand
ROUTER = "numpy.where"
UNSAID = (Literal("None", None), Literal("False", False))
AXIS, KEEPDIMS = "axis@", "keepdims@"  # of the reduction, by names that no template has


def reduction(forward: Forward, link: Link, operand: tuple[str, str, Value]) -> Contribution | None:
    """Return what the tangent of a reduced operand adds; None if its gradient is of no such form."""
    parameter, name, gradient = operand
    rule, target = link.rule, link.equation.target
    assert rule is not None
    axes = reduced_axes(forward, link, name)
    value = written_out(gradient, rule)
    way = steps(value, rule.upstream)
    if axes is None or way is None or not all(is_back(step, axes[0], link) for step in way):
        return None
    link.bound.update(zip((AXIS, KEEPDIMS), axes))
    forward.splice(link, [value])
    at = place_of_sum(forward, link, way)
    tangent: Value = rule.upstream
    for i, step in enumerate(way):
        tangent = summed(tangent) if i == at else tangent
        tangent = tangent if step.op in PUT_BACK else applied(step, tangent, rule.upstream)
    tangent = summed(tangent) if at == len(way) else tangent
    made = forward.contribution(link, parameter, tangent, str(forward.gradients[name]))
    reason = rule.reasons.get(TANGENT) or reason_of(rule, parameter)
    return Contribution(made, reason, forward.facts.by_name[target])


def reduced_axes(forward: Forward, link: Link, name: str) -> tuple[Value, Value] | None:
    """Return along which axes an operation reduces an operand, and whether they stay."""
    assert isinstance(link.equation.value, Apply)
    for said, bound in forward.facts.said(link.equation.value, "kind"):
        assert said.kind is not None
        kind, arguments = said.kind
        if kind == "number":
            return UNSAID
        if kind == "reduced":
            given = [substitute(argument, bound) for argument in arguments]
            given += UNSAID[len(given) - 1 :]
            return (given[1], given[2]) if given[0] == name else None
        return None
    return None


def written_out(gradient: Value, rule: Rule) -> Value:
    """Return a gradient with the rule's lines that depend on the upstream in their places."""
    lines: dict[str, Value] = {}
    for name, line in rule.lines.items():
        line = substitute(line, lines)
        if rule.upstream in names(line):
            lines[name] = line
    return substitute(gradient, lines)


def steps(value: Value, upstream: str) -> list[Apply] | None:
    """Return the operations from a gradient to the upstream, if that occurs once and passes them all."""
    if value == upstream:
        return []
    if not isinstance(value, Apply) or list(names(value)).count(upstream) != 1:
        return None
    at = next(i for i, argument in enumerate(value.args) if upstream in names(argument))
    rest = steps(value.args[at], upstream)
    routed = value.op == ROUTER and at == 1 and value.args[2] in ZEROS
    scaled = value.op in ("Mult", "USub") or (value.op == "Div" and at == 0)
    back = value.op in PUT_BACK and at == 0
    return [value, *rest] if rest is not None and (routed or scaled or back) else None


def is_back(step: Apply, axis: Value, link: Link) -> bool:
    """Tell whether what puts axes back puts just those that were reduced: of one number, any."""
    kept, expanded = PUT_BACK
    at = {kept: 2, expanded: 1}.get(step.op)
    return at is None or axis == UNSAID[0] or substitute(step.args[at], link.bound) == axis


def place_of_sum(forward: Forward, link: Link, way: list[Apply]) -> int:
    """Return before which step to sum: as early as the factors beyond are no larger than the result."""
    facts, whole = forward.facts, forward.facts.by_name[link.equation.target]
    at = next((i for i, step in enumerate(way) if step.op in PUT_BACK), len(way))
    allowed = [SCALAR] if at < len(way) else [SCALAR, whole]  # beside x, numbers only
    while at:
        beside = factors(way[at - 1], link)
        found = [facts.of_gradient(forward.contribution(link, "", v, "")) for v in beside]
        if any(shape not in allowed for shape in found):
            break
        at -= 1
    return at


def factors(step: Apply, link: Link) -> list[Value]:
    """Return the arguments of a step that don't depend on the upstream."""
    assert link.rule is not None
    return [argument for argument in step.args if link.rule.upstream not in names(argument)]


def summed(value: Value) -> Value:
    return Apply(SUM, (value, AXIS, KEEPDIMS), ("axis", "keepdims"))


def applied(step: Apply, tangent: Value, upstream: str) -> Value:
    """Return a step with the tangent in the place of what depends on the upstream."""
    args = [tangent if upstream in names(argument) else argument for argument in step.args]
    if step.op == "Mult" and args[1] is tangent:
        args.reverse()  # the tangent first, as in all lines
    return Apply(step.op, tuple(args))
