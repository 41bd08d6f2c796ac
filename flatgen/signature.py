"""A function's parameters: which are real, which are numbers, and how the signature is written."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flatgen.comments import number, string
from flatgen.ir import Parameter
from flatgen.module import FunctionNode

if TYPE_CHECKING:
    from flatgen.expressions import Expressions

CONSTANT_TYPES = ("int", "bool", "str", "None")


def parameters_of(node: FunctionNode, parser: Expressions) -> tuple[Parameter, ...]:
    """Return the parameters of the function to differentiate."""
    arguments = node.args
    for star in (arguments.vararg, arguments.kwarg):
        if star:
            stars = "*" if star is arguments.vararg else "**"
            parser.fault(star, f"{stars}{star.arg} is not supported", "name each input")
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults))
    defaults += arguments.defaults
    found = []
    for i, (argument, default) in enumerate(zip(plain, defaults)):
        kind = "positional-only" if i < len(arguments.posonlyargs) else "plain"
        found.append(_parameter(argument, kind, default, parser))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        found.append(_parameter(argument, "keyword-only", default, parser))
    return tuple(found)


def _parameter(
    argument: ast.arg, kind: str, default: ast.expr | None, parser: Expressions
) -> Parameter:
    annotation = written(argument.annotation, parser) if argument.annotation else ""
    bare = annotation.strip("\"'")
    if isinstance(default, ast.Constant) and isinstance(default.value, complex):
        parser.fault(default, "a complex number can't be differentiated", "use real numbers")
    constant = bare in CONSTANT_TYPES or (
        isinstance(default, ast.Constant) and isinstance(default.value, (bool, str, type(None)))
    )
    return Parameter(
        argument.arg,
        kind,
        annotation,
        written(default, parser) if default is not None else None,
        real=not constant,
        scalar=bare in ("float", "int", "bool"),
    )


def written(node: ast.expr, parser: Expressions) -> str:
    """Return an annotation or default on one line, spelled as black spells it."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            return string(node.value)
        text = parser.text(node)
        return number(text) if isinstance(node.value, (int, float)) and text[:1].isdigit() else text
    if isinstance(node, ast.Attribute):
        return f"{written(node.value, parser)}.{node.attr}"
    if isinstance(node, ast.Tuple) and node.elts:
        inner = ", ".join(written(part, parser) for part in node.elts)
        return f"({inner}{',' if len(node.elts) == 1 else ''})"
    if isinstance(node, ast.Subscript):
        index = written(node.slice, parser)
        if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) > 1:
            index = index[1:-1]
        return f"{written(node.value, parser)}[{index}]"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return f"-{written(node.operand, parser)}"
    from flatgen.render import python_text  # late: it loads astor

    return python_text(node)
