"""What a function's signature says of its parameters: which are real, and which are numbers."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flatgen.annotations import CONSTANT_TYPES, is_complex, read, resolved, unsized
from flatgen.constants import is_number
from flatgen.dims import read as dimension
from flatgen.errors import Fault
from flatgen.imaginary import is_said_complex
from flatgen.ir import Parameter, Program
from flatgen.naming import EACH, GOT, VALUES, key_got
from flatgen.outermost import FunctionNode
from flatgen.shapes import Shape, known
from flatgen.static import Packed
from flatgen.surveying import PARTS, arguments_of, defaults_in

if TYPE_CHECKING:
    from flatgen.expressions import Expressions


def parameters_of(node: FunctionNode, parser: Expressions) -> tuple[Parameter, ...]:
    """Return the parameters of the function to differentiate."""
    arguments = node.args
    if arguments.kwarg:
        parser.fault(
            arguments.kwarg, f"**{arguments.kwarg.arg} is not supported", "name each input"
        )
    defaults = dict(defaults_in(node.args))
    given = arguments_of(arguments)
    return tuple([parameter_of(each, defaults.get(each.arg), parser) for each in given])


def parameter_of(argument: ast.arg, default: ast.expr | None, parser: Expressions) -> Parameter:
    """Return what an annotation and a default say of a parameter, or of what is in one."""
    said: object = 0.0
    if isinstance(default, ast.Constant):
        optional = default.value is None and argument.arg in parser.asked_by
        said = default.value if not optional else said
    elif isinstance(default, (ast.Tuple, ast.List, ast.Dict, ast.Set)):
        said = None  # no number: a shape, an axis, a setting
    elif default is not None and (parser.is_function(default) or parser.is_setting(default)):
        said = None
    computed = default is not None and not is_number(default, parser.module) and said == 0.0
    if isinstance(said, complex):
        parser.fault(argument, "a complex number can't be differentiated", "use real numbers")
    annotation = resolved(argument.annotation, parser.module)
    noted = read(annotation)
    given = ast.unparse(default) if isinstance(default, (ast.Name, *PARTS)) else ""
    held = parser.home.is_imaginary(given) if given else False
    spelled = default is not None and is_said_complex(default, parser.module, set())
    if is_complex(annotation) or held or (spelled and not given):
        noted = noted._replace(kind="complex")
        parser.rules.load_library("complex")
    constant = argument.arg == parser.module.owner
    constant = (
        constant
        or noted.word in CONSTANT_TYPES
        or noted.kind in ("integers", "booleans", "complex")
    )
    return Parameter(
        argument.arg,
        real=not constant and not isinstance(said, (bool, str, type(None))),
        scalar=noted.word in ("float", "int", "bool", "complex"),
        integer=noted.word == "int",
        array=computed or shows_arrays(annotation),
        kind=noted.kind,
        shape=noted.shape,
        listed=noted.listed,
        unsized=unsized(annotation, parser.module),
    )


def listed(parameter: Parameter, argument: ast.arg, parser: Expressions) -> Parameter:
    """Return the parameter of all that is on a list, by that of one."""
    if not parameter.real:
        return parameter._replace(listed=True)
    note: ast.expr = ast.Name("list", ast.Load())
    if argument.annotation:
        note = ast.Subscript(note, argument.annotation, ast.Load())
    whole = parameter_of(ast.arg(argument.arg, note), None, parser)
    unsized = "a list of lists" if parameter.listed else whole.unsized
    return whole._replace(listed=True, unsized=unsized)


def shows_arrays(annotation: ast.expr | None) -> bool:
    """Tell whether an annotation is of anything but numbers, texts and the like."""
    return read(annotation).word not in ("", "float", *CONSTANT_TYPES)


def declared_shapes(
    program: Program,
    given: Mapping[str, str],
    node: FunctionNode,
    faults: list[Fault],
    packed: tuple[Packed, ...] = (),
) -> dict[str, Shape]:
    """Return the shapes that are declared: by ``given``, "N,D" or "" for a number, or by annotations.

    What is in a parameter is called by its key behind a dot: ``params.w``.
    """
    found: dict[str, Shape] = {}
    called = called_in(packed)
    whole = {pack.name: [called[leaf.input.name] for leaf in pack.leaves] for pack in packed}
    for name in given:
        root = name.partition(".")[0]
        if root in whole and name not in whole[root]:
            help = f"what is in it has shapes: {', '.join(whole[root])}"
            message = f"shape names '{name}', which is no array"
            faults.append(Fault(message, help, node.lineno, node.col_offset + 1))
    for parameter in program.parameters:
        said = given.get(called.get(parameter.name, parameter.name), parameter.shape)
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


def called_in(packed: tuple[Packed, ...]) -> dict[str, str]:
    """Return what inputs that are part of a parameter are called from outside: ``params.w``."""
    leaves = [leaf for pack in packed for leaf in pack.leaves]
    return {
        leaf.input.name: ".".join([word_of(piece) for piece in leaf.path if piece != EACH])
        for leaf in leaves
    }


def word_of(piece: str) -> str:
    """Return a key without what stands around it."""
    if piece.startswith(VALUES):
        return "values"
    if piece.startswith(GOT):
        return key_got(piece)
    return piece.lstrip(".[").rstrip("]").strip("\"'")
