"""The whole compiler, as one short function."""

from __future__ import annotations

from _thread import RLock  # threading's, without its start-up time
from collections.abc import Iterable

from flatgen.backward import Adjoint, Backward
from flatgen.choose import chosen_functions, chosen_inputs
from flatgen.comments import comments_by_line, placed
from flatgen.errors import Fault, FlatgenError
from flatgen.files import read
from flatgen.ir import Apply, Equation, Literal, Program, Result, Value, names, show
from flatgen.module import FunctionNode, Module
from flatgen.names import Names
from flatgen.parse import Parsed, Parser
from flatgen.render import Output, Renderer
from flatgen.rules import RuleBook, own_rules
from flatgen.shapes import SCALAR, Shapes, with_shapes
from flatgen.simplify import live, unguarded
from flatgen.source import decode, normalise, syntax_tree
from flatgen.spelling import Spelling

STAGES = ("flat", "shapes", "backward", "simplified")


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
    Raises FlatgenError with every fault of the file, TypeError if ``source`` is no text.
    """
    if not isinstance(source, str):
        raise TypeError(f"source has to be the text of a file, not {type(source).__name__}")
    with LOCK:
        return _generate(normalise(source), filename, functions, wrt, value, rules, stage)


# Rules are read and black is loaded when they are first needed: by one thread at a time.
LOCK = RLock()


def _generate(
    text: str,
    filename: str,
    functions: Iterable[str] | None,
    wrt: Iterable[str] | None,
    value: bool,
    rules: Iterable[str],
    stage: str,
) -> str:
    try:
        job = Job(Module(syntax_tree(text, filename), text, filename), _book(rules), value)
        chosen = chosen_functions(job.module, _names(functions), job.faults)
        inputs = chosen_inputs(chosen, _names(wrt), job.faults)
        made = [job.differentiate(node, inputs) for node in chosen]
        if job.faults:
            raise FlatgenError(job.faults, filename, text)
        if stage:
            return "\n\n".join(show(stages[stage]) for _, stages in filter(None, made)) + "\n"
        outputs = [output for output, _ in filter(None, made)]
        spelling = Spelling(job.module, job.rules.helpers, {n for o in outputs for n in _bound(o)})
        return Renderer(spelling, job.comments).module(outputs)
    except RecursionError:  # the caller's own stack may be deep already
        help = "name parts of the longest expressions on lines of their own"
        raise FlatgenError(
            [Fault("the program is nested too deep", help)], filename, text
        ) from None


class Job:
    """The functions of one file on their way through the passes."""

    def __init__(self, module: Module, rules: RuleBook, value: bool) -> None:
        self.module = module
        self.rules = rules
        self.value = value
        self.comments = comments_by_line(module)
        self.faults: list[Fault] = []

    def differentiate(
        self, node: FunctionNode, inputs: tuple[str, ...] | None
    ) -> tuple[Output, dict[str, Program]] | None:
        """Take one function through all passes: what is to be written, and the program at each stage.

        None if there is a fault in it.
        """
        before = len(self.faults)
        parser = Parser(self.module, self.rules, self.faults)
        parsed = parser.function(node)
        if len(self.faults) > before:
            return None
        if parsed.arrays:
            self.rules.load_library("numpy")
        program, shapes = with_shapes(parsed, self.rules)
        self.faults += [
            u.fault for u in parsed.updates if not (u.value and shapes.is_scalar(u.value))
        ]
        wrt = self.inputs(program, node, inputs)
        if len(program.results) > 1:
            message = f"{node.name} returns {len(program.results)} values; a gradient is of one"
            place = parser.place(parser.returned or node)
            self.faults.append(Fault(message, "return one value", *place))
        if len(self.faults) > before:
            return None
        backward = Backward(program, shapes, self.rules, parser.names, parsed.known)
        adjoint = with_zeros(backward.run(wrt, *seed(program, shapes)), shapes, parser.names)
        self.faults += backward.faults
        if len(self.faults) > before:
            return None
        forward = needed(program, adjoint, self.value)
        kept = {equation.target for equation in forward.body if isinstance(equation, Equation)}
        lines = unguarded(adjoint.lines, adjoint.raising, kept, self.rules)
        adjoint = adjoint._replace(lines=lines)
        stages = {"flat": parsed.program, "shapes": program}
        stages["backward"] = _whole(program, adjoint)
        stages["simplified"] = _whole(forward, adjoint)
        return self.output(parsed, forward, adjoint), stages

    def inputs(
        self, program: Program, node: FunctionNode, inputs: tuple[str, ...] | None
    ) -> list[str]:
        """Return the parameters to differentiate by, in the order of the signature."""
        real = [p.name for p in program.parameters if p.real]
        constant = [p.name for p in program.parameters if not p.real]
        place = node.lineno, node.col_offset + 1
        if not real:
            help = "give it a parameter that is a real number or an array"
            self.faults.append(Fault(f"{node.name} has no real input", help, *place))
        for name in inputs or ():
            if name in constant:
                help = f"leave it out of wrt, or annotate {name} as float"
                self.faults.append(Fault(f"wrt names '{name}', which is a constant", help, *place))
        wrt = [name for name in real if inputs is None or name in inputs]
        if real and not wrt and not self.faults:
            help = f"its inputs are {', '.join(real)}"
            self.faults.append(Fault(f"wrt names no input of {node.name}", help, *place))
        return wrt

    def output(self, parsed: Parsed, forward: Program, adjoint: Adjoint) -> Output:
        """Return what is to be written."""
        kept = {equation.target for equation in forward.body if isinstance(equation, Equation)}
        lines = [e.target for e in parsed.program.body if isinstance(e, Equation)]
        origins = [parsed.origins.get(target, ()) for target in lines]
        annotated = any(p.array for p in forward.parameters)
        return Output(
            name=("value_and_grad_" if self.value else "grad_") + forward.name,
            node=parsed.node,
            program=forward,
            backward=adjoint.lines,
            gradients=tuple(adjoint.gradients.items()),
            value=parsed.program.results[0].value if self.value else None,
            comments=placed(origins, [target in kept for target in lines], self.comments),
            scalar=not parsed.arrays and not annotated,
        )


def seed(program: Program, shapes: Shapes) -> tuple[Value, str]:
    """Return the gradient of the output with respect to itself, and why it is that."""
    value = program.results[0].value
    if shapes.is_scalar(value):
        return Literal("1.0", 1.0), ""
    ones = Apply("numpy.ones_like", (value,))
    return Apply("Mult", (ones, Literal("1.0", 1.0))), f"seed: the gradient of the sum of {value}"


def with_zeros(adjoint: Adjoint, shapes: Shapes, unused: Names) -> Adjoint:
    """Return the adjoint with a gradient for the inputs that the output does not depend on."""
    lines = list(adjoint.lines)
    gradients = dict(adjoint.gradients)
    for name, gradient in gradients.items():
        if gradient:
            continue
        target = unused.fresh(f"grad_{name}")
        value: Value = Literal("0.0", 0.0)
        if shapes.by_name[name] != SCALAR:
            value = Apply("numpy.zeros", (Apply("numpy.shape", (name,)),))
        lines.append(Equation(target, value, note="no path to the output"))
        gradients[name] = target
    return adjoint._replace(lines=tuple(lines), gradients=gradients)


def needed(program: Program, adjoint: Adjoint, value: bool) -> Program:
    """Return the forward lines that the gradient reads, and those of the value where it is asked for."""
    read = {name for line in adjoint.lines for name in names(line.value)}
    return live(program if value else program._replace(results=()), read)


def _whole(program: Program, adjoint: Adjoint) -> Program:
    results = tuple(Result(name, gradient) for name, gradient in adjoint.gradients.items())
    return program._replace(body=(*program.body, *adjoint.lines), results=results)


def _bound(output: Output) -> list[str]:
    bound = [output.name, *[p.name for p in output.program.parameters]]
    equations = (*output.program.body, *output.backward)
    return bound + [e.target for e in equations if isinstance(e, Equation)]


def _names(names: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _book(paths: Iterable[str]) -> RuleBook:
    files = tuple([(path, _read(path)) for path in paths])
    return RuleBook(files) if files else own_rules()


def _read(path: str) -> str:
    _, data = read(path)
    return normalise(decode(data, path))
