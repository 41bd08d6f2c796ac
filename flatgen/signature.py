"""What a function's signature says of its parameters: which are real, and which are numbers."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flatgen.annotations import CONSTANT_TYPES, read
from flatgen.constants import is_number
from flatgen.dims import read as dimension
from flatgen.errors import Fault
from flatgen.ir import Parameter, Program
from flatgen.module import FunctionNode
from flatgen.shapes import Shape, known

if TYPE_CHECKING:
    from flatgen.expressions import Expressions


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
    noted = read(argument.annotation)
    constant = argument.arg == parser.module.owner
    constant = constant or noted.word in CONSTANT_TYPES or noted.kind in ("integers", "booleans")
    return Parameter(
        argument.arg,
        real=not constant and not isinstance(said, (bool, str, type(None))),
        scalar=noted.word in ("float", "int", "bool"),
        integer=noted.word == "int",
        array=computed or shows_arrays(argument.annotation),
        kind=noted.kind,
        shape=noted.shape,
        listed=noted.listed,
    )


def shows_arrays(annotation: ast.expr | None) -> bool:
    """Tell whether an annotation is of anything but numbers, texts and the like."""
    return read(annotation).word not in ("", "float", *CONSTANT_TYPES)


def declared_shapes(
    program: Program, given: Mapping[str, str], node: FunctionNode, faults: list[Fault]
) -> dict[str, Shape]:
    """Return the shapes that are declared: by ``given``, "N,D" or "" for a number, or by annotations."""
    found: dict[str, Shape] = {}
    for parameter in program.parameters:
        said = given.get(parameter.name, parameter.shape)
        if said is None:
            continue
        try:
            if any(not word.strip() for word in said.split(",")) and said.strip():
                raise ValueError(f"{said!r} has an empty dimension")
            words = said.replace(",", " ").split()
            dims = [dimension(word) for word in words]
            if any(dim.star for dim in dims[1:]):
                raise ValueError(f"{said!r}: only the first may be a run of dimensions")
            found[parameter.name] = known(dims)
        except ValueError as error:
            help = 'give names or numbers, such as "N D" or "N 3"'
            message = f"the shape of {parameter.name}: {error}"
            faults.append(Fault(message, help, node.lineno, node.col_offset + 1))
    return found
