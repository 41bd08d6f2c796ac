"""The whole compiler, as one short function."""

from __future__ import annotations

from typing import Iterable, NamedTuple

from flatgen.backward import Adjoint, Backward
from flatgen.choose import chosen_functions, chosen_inputs
from flatgen.comments import comments_by_line
from flatgen.errors import Fault, FlatgenError
from flatgen.ir import Apply, Equation, Literal, Program, Result, Value, check, names, show
from flatgen.module import FunctionNode, Module
from flatgen.parse import Parsed, Parser
from flatgen.render import Output, Renderer
from flatgen.rules import RuleBook
from flatgen.shapes import SCALAR, Shapes, with_shapes
from flatgen.simplify import live
from flatgen.source import decode, normalise, syntax_tree
from flatgen.spelling import Spelling

STAGES = ("flat", "shapes", "backward", "simplified")


class Options(NamedTuple):
    """What the caller asks for: see ``generate``."""

    functions: tuple[str, ...] | None = None
    wrt: tuple[str, ...] | None = None
    value: bool = False


def generate(
    source: str,
    *,
    filename: str = "<string>",
    functions: Iterable[str] | None = None,
    wrt: Iterable[str] | None = None,
    value: bool = False,
    rules: Iterable[str] = (),
    stage: str = "",
) -> str:
    """Return a Python module with the gradient of the functions in ``source``.

    ``functions`` are the names of those to differentiate (default: those that no other function of
    the file calls), ``wrt`` the parameters to differentiate by (default: every real one), ``value``
    asks for the forward value as well, ``rules`` are paths of rule files that win over flatgen's own.
    With ``stage``, one of ``STAGES``, the programs after that stage are returned instead.
    Raises FlatgenError with every fault of the file.
    """
    options = Options(_names(functions), _names(wrt), value)
    text = normalise(source)
    module = Module(syntax_tree(text, filename), text, filename)
    book = RuleBook(tuple([(path, _read(path)) for path in rules]))
    faults: list[Fault] = []
    chosen = chosen_functions(module, options.functions, faults)
    inputs = chosen_inputs(chosen, options.wrt, faults)
    stages = [differentiated(module, node, inputs, book, options, faults) for node in chosen]
    if faults:
        raise FlatgenError(faults, filename, text)
    if stage:
        return "\n\n".join(show(programs[stage]) for _, programs in stages if programs) + "\n"
    outputs = [output for output, _ in stages if output]
    spelling = Spelling(module, book.helpers, {name for o in outputs for name in _bound(o)})
    return Renderer(spelling).module(outputs)


def differentiated(
    module: Module,
    node: FunctionNode,
    inputs: tuple[str, ...] | None,
    book: RuleBook,
    options: Options,
    faults: list[Fault],
) -> tuple[Output | None, dict[str, Program]]:
    """Take one function through all passes; return what is to be written, and the stages."""
    before = len(faults)
    parser = Parser(module, book, faults)
    parsed = parser.function(node)
    if len(faults) > before:
        return None, {}
    program, shapes = with_shapes(parsed, book)
    faults += [u.fault for u in parsed.updates if not (u.value and shapes.is_scalar(u.value))]
    real = [p.name for p in program.parameters if p.real]
    wrt = [name for name in real if inputs is None or name in inputs]
    if not wrt:
        help = "give it a parameter that is a real number or an array"
        faults.append(Fault(f"{node.name} has no real input", help, node.lineno, node.col_offset + 1))
    if len(program.results) > 1:
        message = f"{node.name} returns {len(program.results)} values; a gradient is of one"
        faults.append(Fault(message, "return one value", *parser.place(parser.returned or node)))
    if len(faults) > before:
        return None, {}
    backward = Backward(program, shapes, book, parser.names, parsed.known)
    adjoint = backward.run(wrt, *seed(program, shapes))
    faults += backward.faults
    if len(faults) > before:
        return None, {}
    adjoint = with_zeros(adjoint, shapes, parser)
    forward = needed(program, adjoint, options.value)
    output = Output(
        name=("value_and_grad_" if options.value else "grad_") + node.name,
        node=node,
        program=forward,
        backward=adjoint.lines,
        gradients=tuple(adjoint.gradients.items()),
        value=program.results[0].value if options.value else None,
        comments=comments_by_line(module, node),
        scalar=not parsed.arrays and all(p.scalar or not p.annotation for p in program.parameters),
    )
    stages = {"flat": parsed.program, "shapes": program}
    stages["backward"] = _whole(program, adjoint)
    stages["simplified"] = _whole(forward, adjoint)
    return output, stages


def seed(program: Program, shapes: Shapes) -> tuple[Value, str]:
    """Return the gradient of the output with respect to itself, and why it is that."""
    value = program.results[0].value
    if shapes.is_scalar(value):
        return Literal("1.0", 1.0), ""
    ones = Apply("numpy.ones_like", (value,))
    return Apply("Mult", (ones, Literal("1.0", 1.0))), f"seed: the gradient of the sum of {value}"


def with_zeros(adjoint: Adjoint, shapes: Shapes, parser: Parser) -> Adjoint:
    """Return the adjoint with a gradient for the inputs that the output does not depend on."""
    lines = list(adjoint.lines)
    gradients = dict(adjoint.gradients)
    for name, gradient in gradients.items():
        if gradient:
            continue
        target = parser.names.fresh(f"grad_{name}")
        value: Value = Literal("0.0", 0.0)
        if shapes.by_name[name] != SCALAR:
            value = Apply("numpy.zeros", (Apply("numpy.shape", (name,)),))
        lines.append(Equation(target, value, note="no path to the output"))
        gradients[name] = target
    return Adjoint(tuple(lines), gradients)


def needed(program: Program, adjoint: Adjoint, value: bool) -> Program:
    """Return the forward lines that the gradient reads, and those of the value where it is asked for."""
    read = {name for line in adjoint.lines for name in names(line.value)}
    return live(program if value else program._replace(results=()), read)


def _whole(program: Program, adjoint: Adjoint) -> Program:
    results = tuple(Result(name, gradient) for name, gradient in adjoint.gradients.items())
    return program._replace(body=(*program.body, *adjoint.lines), results=results)


def _bound(output: Output) -> list[str]:
    bound = [p.name for p in output.program.parameters]
    equations = (*output.program.body, *output.backward)
    return bound + [e.target for e in equations if isinstance(e, Equation)]


def _names(names: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _read(path: str) -> str:
    try:
        with open(path, "rb") as stream:
            return normalise(decode(stream.read(), path))
    except OSError as error:
        fault = Fault(f"cannot be read: {error.strerror}", "give the path of a file of rules")
        raise FlatgenError([fault], path) from None


__all__ = ["STAGES", "Options", "Parsed", "check", "generate"]
