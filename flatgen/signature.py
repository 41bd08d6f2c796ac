"""What a function's signature says of its parameters: which are real, and which are numbers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flatgen.constants import is_number
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
    defaults += arguments.kw_defaults
    given = zip([*plain, *arguments.kwonlyargs], defaults)
    return tuple([_parameter(argument, default, parser) for argument, default in given])


def _parameter(argument: ast.arg, default: ast.expr | None, parser: Expressions) -> Parameter:
    said: object = 0.0
    if isinstance(default, ast.Constant):
        said = default.value
    elif isinstance(default, (ast.Tuple, ast.List, ast.Dict, ast.Set)):
        said = None  # no number: a shape, an axis, a setting
    computed = default is not None and not is_number(default, parser.module) and said == 0.0
    if isinstance(said, complex):
        parser.fault(argument, "a complex number can't be differentiated", "use real numbers")
    kind = _type_name(argument.annotation)
    return Parameter(
        argument.arg,
        real=kind not in CONSTANT_TYPES and not isinstance(said, (bool, str, type(None))),
        scalar=kind in ("float", "int", "bool"),
        integer=kind == "int",
        array=computed or (kind != "float" and shows_arrays(argument.annotation)),
    )


def shows_arrays(annotation: ast.expr | None) -> bool:
    """Tell whether an annotation is of anything but numbers, texts and the like."""
    return _type_name(annotation) not in ("", "float", *CONSTANT_TYPES)


def _type_name(annotation: ast.expr | None) -> str:
    """Return an annotation that is one word, quoted or not; "?" for any other."""
    if annotation is None:
        return ""
    if isinstance(annotation, ast.Name):
        return annotation.id
    if isinstance(annotation, ast.Constant):
        return str(annotation.value).strip()
    return "?"
