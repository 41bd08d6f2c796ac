"""One template as a rule: what each input's gradient is, or the output's tangent, and why."""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

from flatgen.ir import Apply, Value, names
from flatgen.surveying import walk
from flatgen.templates import OPTIONS
from flatgen.templating import NAMED, Misplaced, Template, each, value_of
from flatgen.whens import Condition

ANYTHING = "*"  # that an operation is given, its result may share the array of
TANGENT = "dot"  # the reason of forward mode, where it has one of its own


class Each(NamedTuple):
    """The gradient of every element of a display: ``value`` for ``targets`` in ``over``."""

    targets: tuple[str, ...]
    over: tuple[str, ...]
    value: Value


class Rule(NamedTuple):
    """One template with one of its patterns."""

    name: str
    pattern: Apply
    output: str
    upstream: str
    reasons: dict[str, str]  # by parameter or line, or TANGENT; "" is that of all others
    lines: dict[str, Value]
    gradients: dict[str, Value | Each]
    when: Condition | None  # what has to be known of constants
    raises: bool  # the operation raises an error where its slope is infinite
    routes: bool  # it makes some gradients 0
    shaped: bool  # it isn't element by element: its upstream has to have the output's shape
    spreads: bool  # its gradients are broadcast to their inputs
    stretches: bool  # they may be smaller along one axis, and larger along another
    fits: bool  # its gradients have the shapes of their inputs
    masks: bool  # it reads its operands only where a condition says
    tame: bool  # its values and slopes are finite
    complex: bool  # it is right for complex numbers, too
    multilinear: bool  # it is a product of the parts of a display
    picks: bool  # it reads a part of its input
    gaps: bool  # it passes over what is no number, or tells it
    sharp: bool  # a slope may be infinite, or no number, where its value is finite
    view: str = ""  # the parameter whose array the output may share
    steep: str = ""  # the parameter at whose zeros a slope is infinite
    named: frozenset[str] = frozenset()  # what the pattern itself names: other outputs
    affine: bool = False  # a user's: whether it adds something constant isn't known
    laid: str = ""  # where the output is sure to be all of that array, laid out anew
    dots: tuple[str, ...] = ()  # of a rule for forward mode: the inputs whose tangents it takes
    holomorphic: bool = False  # it is right for complex numbers with conjugates
    of_reals: Any = None  # the rule that this one, with conjugates, comes from


def rule_of(
    template: Template,
    pattern: Apply,
    when: str,
    flags: frozenset[str] = frozenset(),
    view: str = "",
    steep: str = "",
    laid: str = "",
) -> Rule:
    """Return a rule from its template; raise ValueError where it has not the form of one."""
    parameters = template.parameters
    if not parameters:
        raise Misplaced("its first parameter has to be the output", template.node)
    output, upstream = parameters[0], f"grad_{parameters[0]}"
    gradients: dict[str, Value | Each] = {}
    if template.dots:
        _check_tangents(template, pattern, flags)
        gradients[output] = template.value(template.lines[f"dot_{output}"])
    elif upstream in parameters:
        gradients = _gradients(template, pattern)
    elif template.lines or template.returned:
        raise Misplaced(_without_upstream(template, pattern), template.node)
    _check_order(template)
    if "user" in flags and template.lines:
        _check_names(template, upstream, pattern)
    own = {output, upstream, *_named(pattern)}
    settings = () if "user" in flags else OPTIONS  # a user may call an input as he likes
    asked = Condition(when, template.node.name) if when else None
    lines = {n: template.value(e) for n, e in template.lines.items() if not _is_result(n, template)}
    return Rule(
        template.node.name,
        pattern,
        output,
        upstream,
        _reasons(template),
        lines,
        gradients,
        asked,
        "raises" in flags,
        "routes" in flags,
        "shape" in flags,
        "spreads" in flags,
        "stretches" in flags,
        "given" not in flags
        and len([p for p in template.parameters if p not in own and p not in settings]) == 1,
        "masks" in flags,
        "tame" in flags,
        "complex" in flags or (asked is not None and "complex" in asked.names),
        "multilinear" in flags,
        "picks" in flags,
        "gaps" in flags,
        "sharp" in flags,
        view,
        steep,
        frozenset(_named(pattern)),
        "user" in flags,
        laid,
        template.dots,
        "holomorphic" in flags,
    )


def _check_names(template: Template, upstream: str, pattern: Apply) -> None:
    """Raise ValueError where a user's rule has a parameter that its pattern doesn't name."""
    taken = {upstream, *[f"dot_{name}" for name in template.dots], *_names_in(pattern)}
    for name in [name for name in template.parameters[1:] if name not in taken]:
        raise Misplaced(f"{name!r} is no name of the pattern", template.node)


def _without_upstream(template: Template, pattern: Apply) -> str:
    """Return what is wrong with a function that has a body and no upstream: it would pass for flat."""
    output, *others = template.parameters
    known = _names_in(pattern)
    if output in known or output.startswith("grad_"):
        return f"its first parameter has to be the output, not {output}"
    for name in others:
        if name not in known and name not in OPTIONS:
            return f"{name!r} is no name of the pattern; the upstream is called grad_{output}"
    return f"it takes no upstream, which is called grad_{output}"


def _gradients(template: Template, pattern: Apply) -> dict[str, Value | Each]:
    """Return what a template returns, by the inputs that it is the gradient of."""
    gradients: dict[str, Value | Each] = {}
    for node in template.returned:
        if not (isinstance(node, ast.Name) and node.id.startswith("grad_")):
            raise Misplaced("it has to return names such as grad_x", node)
        parameter = node.id.removeprefix("grad_")
        if parameter not in template.parameters:
            raise Misplaced(f"{node.id} is the gradient of no parameter", node)
        if parameter not in {name.lstrip("*") for name in names(pattern)}:
            raise Misplaced(f"{parameter} is not in the pattern", node)
        if node.id not in template.lines:
            raise Misplaced(f"{node.id} is not assigned", node)
        gradients[parameter] = _gradient(template, template.lines[node.id])
    if not gradients:
        message = "it has to return a gradient; one without is of a flat function"
        raise Misplaced(message, template.node)
    return gradients


def _check_tangents(template: Template, pattern: Apply, flags: frozenset[str]) -> None:
    """Raise ValueError where a template with tangents has not the form of a rule for forward mode."""
    output = template.parameters[0]
    for name in template.dots:
        if name not in template.parameters:
            raise Misplaced(f"dot_{name} is the tangent of no parameter", template.node)
        if name not in names(pattern):
            raise Misplaced(f"{name} is not in the pattern", template.node)
    if f"grad_{output}" in template.parameters:
        raise Misplaced("it has to take a gradient or tangents, not both", template.node)
    returned = [node.id if isinstance(node, ast.Name) else "" for node in template.returned]
    if returned != [f"dot_{output}"]:
        node = template.returned[0] if template.returned else template.node
        raise Misplaced(f"it has to return dot_{output}", node)
    if returned[0] not in template.lines:
        raise Misplaced(f"{returned[0]} is not assigned", template.returned[0])
    strange = flags - {"complex", "user"}
    if strange:
        raise ValueError(f"{min(strange)}= is for the rule of the gradient to say")


def _is_result(name: str, template: Template) -> bool:
    """Tell whether a line of a template is a gradient, or the output's tangent."""
    return name == f"dot_{template.parameters[0]}" if template.dots else name[:5] == "grad_"


def _names_in(pattern: Apply) -> set[str]:
    return {name.lstrip("*") for name in names(pattern)} | {*_named(pattern)}


def _named(pattern: Value) -> list[str]:
    if not isinstance(pattern, Apply):
        return []
    own = [str(pattern.args[0])] if pattern.op == NAMED else []
    return own + [name for argument in pattern.args for name in _named(argument)]


def _check_order(template: Template) -> None:
    """Raise ValueError where a line reads one that is below it, or a gradient."""
    above: set[str] = set()
    for name, node in template.lines.items():
        read = [part for part in walk(node) if type(part) is ast.Name and part.id in template.lines]
        below = [part for part in read if part.id not in above]
        if below:
            part = min(below, key=lambda part: (part.lineno, part.col_offset))
            raise Misplaced(f"{name} reads {part.id}, which is no line above it", part)
        above |= {name} if not _is_result(name, template) else set()


def _reasons(template: Template) -> dict[str, str]:
    """Return the comments of a template: its docstring's first line, and those of ``name: ...`` lines."""
    node = template.node
    said = node.body[0].value if isinstance(node.body[0], ast.Expr) else None
    text = str(said.value) if isinstance(said, ast.Constant) else node.name
    first, *more = [line.strip() for line in text.split("\n")]
    reasons = {"": first or node.name}
    for line in more:
        name, colon, reason = line.partition(": ")
        if colon and name in template.lines:
            reasons[name.removeprefix("grad_")] = reason
        elif colon and name == f"dot_{template.parameters[0]}":
            reasons[TANGENT] = reason
    return reasons


def _gradient(template: Template, node: ast.expr) -> Value | Each:
    if isinstance(node, ast.ListComp):
        targets, over, element = each(node)
        names = {*template.names, *template.lines, *targets}
        return Each(targets, over, value_of(element, template.module, names))
    return template.value(node)
