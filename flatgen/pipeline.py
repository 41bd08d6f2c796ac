"""The whole compiler, as one short function."""

from __future__ import annotations

from _thread import RLock  # threading's, without its start-up time
from collections.abc import Callable, Iterable, Mapping

from flatgen.assemble import assembled
from flatgen.backward import Adjoint, Backward
from flatgen.choose import check_inputs, chosen_functions, chosen_inputs
from flatgen.comments import comments_by_line
from flatgen.errors import Fault, FlatgenError
from flatgen.facts import Facts, with_shapes
from flatgen.files import read
from flatgen.ir import Apply, Equation, Literal, Program, Result, Value, names, show
from flatgen.module import FunctionNode, Module
from flatgen.names import Names
from flatgen.parse import Parser
from flatgen.render import Output, Renderer
from flatgen.rules import RuleBook, own_rules
from flatgen.settings import without_settings
from flatgen.shapes import SCALAR, said
from flatgen.signature import declared_shapes
from flatgen.simplify import Asking, live, tidy, unguarded
from flatgen.source import decode, normalise, syntax_tree
from flatgen.spelling import Spelling
from flatgen.writes import copied

STAGES = ("flat", "shapes", "backward", "simplified")


def generate(
    source: str,
    *,
    filename: str = "<string>",
    functions: Iterable[str] | None = None,
    wrt: Iterable[str] | None = None,
    value: bool = False,
    shapes: Mapping[str, str | Iterable[object]] | None = None,
    rules: Iterable[str] = (),
    stage: str = "",
) -> str:
    """Return a Python module with the gradient of the functions in ``source``.

    ``functions`` are the names of those to differentiate (default: those that no other function of
    the file calls), ``wrt`` the parameters to differentiate by (default: every real one), ``value``
    asks for the forward value as well, ``shapes`` has dimensions of parameters, names or numbers, such as
    {"x": "N,D"} ("" for a number), and wins over annotations, ``rules`` are paths of rule files that
    win over flatgen's own. With ``stage``, one of ``STAGES``, the programs after that stage are
    returned instead. Raises FlatgenError with every fault of the file, TypeError if ``source`` is no text.
    """
    if not isinstance(source, str):
        raise TypeError(f"source has to be the text of a file, not {type(source).__name__}")
    with LOCK:
        return _generate(
            normalise(source), filename, functions, wrt, value, _shapes(shapes), rules, stage
        )


# Rules are read and black is loaded when they are first needed: by one thread at a time.
LOCK = RLock()


def _generate(
    text: str,
    filename: str,
    functions: Iterable[str] | None,
    wrt: Iterable[str] | None,
    value: bool,
    given: dict[str, str],
    rules: Iterable[str],
    stage: str,
) -> str:
    try:
        job = Job(Module(syntax_tree(text, filename), text, filename), _book(rules), value, given)
        chosen = chosen_functions(job.module, _names(functions), job.faults)
        inputs = chosen_inputs(chosen, _names(wrt), job.faults)
        check_inputs(chosen, given, "shape", job.faults)
        made = [job.differentiate(node, inputs) for node in chosen]
        if job.faults:
            raise FlatgenError(job.faults, filename, text)
        if stage:
            return "\n\n".join(show(stages[stage]()) for _, stages in filter(None, made)) + "\n"
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

    def __init__(
        self, module: Module, rules: RuleBook, value: bool, shapes: Mapping[str, str]
    ) -> None:
        self.module = module
        self.shapes = shapes  # of parameters, as they are given beside the file
        self.rules = rules
        self.value = value
        self.comments = comments_by_line(module)
        self.faults: list[Fault] = []

    def differentiate(
        self, node: FunctionNode, inputs: tuple[str, ...] | None
    ) -> tuple[Output, dict[str, Callable[[], Program]]] | None:
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
            parsed = parsed._replace(program=without_settings(parsed.program))
        declared = declared_shapes(parsed.program, self.shapes, node, self.faults)
        program, facts = with_shapes(parsed, self.rules, declared, self.faults)
        self.faults += [
            u.fault for u in parsed.updates if not (u.value and facts.is_scalar(u.value))
        ]
        wrt = self.inputs(program, node, inputs)
        if len(program.results) > 1:
            message = f"{node.name} returns {len(program.results)} values; a gradient is of one"
            place = parser.place(parser.returned or node)
            self.faults.append(Fault(message, "return one value", *place))
        elif program.results and facts.is_complex(program.results[0].value):
            place = parser.place(parser.returned or node)
            help = "return a real number: its real part, its absolute value"
            self.faults.append(Fault(f"{node.name} returns complex numbers", help, *place))
        if len(self.faults) > before:
            return None
        backward = Backward(program, facts, parser.names)
        adjoint = with_zeros(backward.run(wrt, *seed(program, facts)), facts, parser.names)
        self.faults += backward.faults
        if len(self.faults) > before:
            return None
        forward = needed(program, adjoint, self.value)
        kept = {equation.target for equation in forward.body if isinstance(equation, Equation)}
        lines = unguarded(adjoint.lines, adjoint.raising, kept, self.rules)
        fixed = {p.name for p in program.parameters}
        kept_lines = [line for line in forward.body if isinstance(line, Equation)]
        first, second = copied(kept_lines, list(lines), fixed, parser.names, self.rules.viewed)
        forward = forward._replace(body=tuple(first))
        adjoint = adjoint._replace(lines=tuple(second))
        stages = {
            "flat": lambda: parsed.program,
            "shapes": lambda: _shaped(program, facts),
            "backward": lambda: _whole(program, adjoint),
            "simplified": lambda: _whole(forward, adjoint),
        }
        return assembled(parsed, forward, adjoint, facts, self.value, self.comments), stages

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


def seed(program: Program, facts: Facts) -> tuple[Value, str]:
    """Return the gradient of the output with respect to itself, and why it is that."""
    value = program.results[0].value
    if facts.is_scalar(value):
        return Literal("1.0", 1.0), ""
    ones = Apply("numpy.ones_like", (value,))
    return Apply("Mult", (ones, Literal("1.0", 1.0))), f"seed: the gradient of the sum of {value}"


def with_zeros(adjoint: Adjoint, facts: Facts, unused: Names) -> Adjoint:
    """Return the adjoint with a gradient for the inputs that the output does not depend on."""
    lines = list(adjoint.lines)
    gradients = dict(adjoint.gradients)
    for name, gradient in gradients.items():
        if gradient:
            continue
        target = unused.fresh(f"grad_{name}")
        value: Value = Literal("0.0", 0.0)
        if facts.by_name[name] != SCALAR:
            zeros = Apply("Mult", (Apply("numpy.zeros_like", (name,)), Literal("1.0", 1.0)))
            value = tidy(zeros, facts.rules, Asking({}, facts.questions))
        lines.append(Equation(target, value, note="no path to the output"))
        gradients[name] = target
    return adjoint._replace(lines=tuple(lines), gradients=gradients)


def needed(program: Program, adjoint: Adjoint, value: bool) -> Program:
    """Return the forward lines that the gradient reads, and those of the value where it is asked for."""
    read = {name for line in adjoint.lines for name in names(line.value)}
    return live(program if value else program._replace(results=()), read)


def _shaped(program: Program, facts: Facts) -> Program:
    """Return the program with the shape of each line as its note."""
    lines = [line for line in program.body if isinstance(line, Equation)]
    noted = [line._replace(note=said(facts.by_name[line.target])) for line in lines]
    return program._replace(body=tuple(noted))


def _whole(program: Program, adjoint: Adjoint) -> Program:
    results = tuple(Result(name, gradient) for name, gradient in adjoint.gradients.items())
    return program._replace(body=(*program.body, *adjoint.lines), results=results)


def _bound(output: Output) -> list[str]:
    bound = [output.name, *[p.name for p in output.program.parameters]]
    equations = (*output.program.body, *output.backward)
    return bound + [e.target for e in equations if isinstance(e, Equation)]


def _names(names: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _shapes(shapes: Mapping[str, str | Iterable[object]] | None) -> dict[str, str]:
    given = (shapes or {}).items()
    return {n: d if isinstance(d, str) else ",".join(map(str, d)) for n, d in given}


def _book(paths: Iterable[str]) -> RuleBook:
    files = tuple([(path, _read(path)) for path in paths])
    return RuleBook(files) if files else own_rules()


def _read(path: str) -> str:
    _, data = read(path)
    return normalise(decode(data, path))
