"""The whole compiler, as one short function."""

from __future__ import annotations

import gc
from _thread import RLock  # threading's, without its start-up time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from flatgen.assemble import assembled
from flatgen.choose import check_inputs, chosen_functions, chosen_inputs
from flatgen.comments import comments_by_line
from flatgen.drawing import drawn
from flatgen.errors import Fault, FlatgenError
from flatgen.facts import Facts
from flatgen.finishing import Task
from flatgen.given import Shapes, check_call, names_given, rules_given, shape_texts, wrong_call
from flatgen.grammar import show
from flatgen.ir import Program
from flatgen.modes import DERIVED
from flatgen.module import Module
from flatgen.outermost import FunctionNode
from flatgen.output import Output
from flatgen.packs import unsettled
from flatgen.parse import Parsed
from flatgen.reading import read
from flatgen.render import Renderer
from flatgen.rule_files import RuleSource, rule_file
from flatgen.rules import RuleBook, own_rules
from flatgen.shapes import said
from flatgen.source import normalise, syntax_tree
from flatgen.spelling import Spelling
from flatgen.statements import bound_in, is_effect, mapped
from flatgen.surveying import arguments_of


def generate(
    source: str,
    *,
    filename: str = "<string>",
    functions: Iterable[str] | None = None,
    wrt: Iterable[str] | None = None,
    mode: str = "grad",
    value: bool = False,
    shapes: Shapes | None = None,
    rules: Iterable[RuleSource] = (),
    stage: str = "",
) -> str:
    """Return a Python module with the gradient of the functions in ``source``.

    ``functions`` are the names of those to differentiate (default: those that no other function of
    the file calls), ``wrt`` the parameters to differentiate by (default: every real one), ``mode``
    is "grad", "vjp", "jvp" or "hvp", ``value`` asks for the forward value as well, ``shapes`` has
    dimensions of parameters, names or numbers, such as {"x": "N,D"} ("" for a number), and wins over
    annotations, ``rules`` are functions decorated by ``flatgen.rule``, modules that have such, or paths of
    files of rules; they win over flatgen's own. With ``stage``, one of
    ``STAGES``, the programs after that stage are returned instead. Raises FlatgenError with every
    fault of the file or what is wrong with the call.
    """
    if not isinstance(source, str):
        message = f"source has to be the text of a file, not {type(source).__name__}"
        raise wrong_call(message, "give the text: pathlib.Path(...).read_text()", filename)
    check_call(mode, stage, filename)
    if "\n" not in source and source.endswith(".py"):
        help = "give the text: pathlib.Path(...).read_text()"
        raise wrong_call(f"source is the text of a file, not its path {source!r}", help, filename)
    given = shape_texts(shapes, filename)
    with LOCK:
        return _generate(
            normalise(source),
            filename,
            functions,
            wrt,
            mode,
            value,
            given,
            rules,
            stage,
        )


# Rules are read and black is loaded when they are first needed: by one thread at a time.
LOCK = RLock()


def _generate(
    text: str,
    filename: str,
    functions: Iterable[str] | None,
    wrt: Iterable[str] | None,
    mode: str,
    value: bool,
    given: dict[str, str],
    rules: Iterable[RuleSource],
    stage: str,
) -> str:
    with deep(filename, text):
        job, made = differentiated(text, filename, functions, wrt, mode, value, given, rules)
        if stage:
            return "\n\n".join(show(stages[stage]()) for _, stages in made) + "\n"
        return job.written([output for output, _ in made])[0]


@contextmanager
def deep(filename: str, text: str) -> Iterator[None]:
    """Say where a program is nested too deep for Python: the caller's own stack may be deep already."""
    try:
        with uncollected():
            yield
    except RecursionError:
        help = "name parts of the longest expressions on lines of their own"
        raise FlatgenError(
            [Fault("the program is nested too deep", help)], filename, text
        ) from None


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no cycles: a compiler makes tuples by the thousand, and none of them is in one."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def differentiated(
    text: str,
    filename: str,
    functions: Iterable[str] | None,
    wrt: Iterable[str] | None,
    mode: str,
    value: bool,
    given: dict[str, str],
    rules: Iterable[RuleSource],
) -> tuple[Job, list[tuple[Output, dict[str, Callable[[], Program]]]]]:
    """Return what ``Job.differentiate`` makes of each chosen function. Raises FlatgenError with all faults."""
    module = Module(syntax_tree(text, filename), text, filename)
    module.unsure |= drawn(module)
    job = Job(module, book(rules), mode, value, given)
    chosen = chosen_functions(job.module, names_given(functions, "functions", filename), job.faults)
    return job, job.all(chosen, wrt)


class Job:
    """The functions of one file on their way through the passes."""

    def __init__(
        self, module: Module, rules: RuleBook, mode: str, value: bool, shapes: Mapping[str, str]
    ) -> None:
        self.module = module
        self.shapes = shapes  # of parameters, as they are given beside the file
        self.rules = rules
        self.mode = mode
        self.value = value
        self.comments = comments_by_line(module)
        self.faults: list[Fault] = []

    def all(
        self, chosen: list[FunctionNode], wrt: Iterable[str] | None
    ) -> list[tuple[Output, dict[str, Callable[[], Program]]]]:
        """Take functions through all passes; raise FlatgenError with every fault in them."""
        inputs = chosen_inputs(chosen, names_given(wrt, "wrt", self.module.filename), self.faults)
        check_inputs(chosen, self.shapes, "shape", self.faults)
        made = [self.differentiate(node, inputs) for node in chosen]
        if self.faults:
            raise FlatgenError(self.faults, self.module.filename, self.module.text)
        return [one for one in made if one is not None]

    def written(self, outputs: list[Output]) -> tuple[str, Spelling]:
        """Return the text of functions, and what it calls what."""
        bound = {name for output in outputs for name in _bound(output)}
        spelling = Spelling(self.module, self.rules.helpers, bound)
        return Renderer(spelling, self.comments).module(outputs), spelling

    def differentiate(
        self, node: FunctionNode, inputs: tuple[str, ...] | None
    ) -> tuple[Output, dict[str, Callable[[], Program]]] | None:
        """Take one function through all passes: what is to be written, and the program at each stage.

        None if there is a fault in it.
        """
        before = len(self.faults)
        found = read(node, self.module, self.rules, self.shapes, self.faults, wrt=inputs)
        if found is None:
            return None
        parser, parsed, declared, program, facts = found
        wrt = self.inputs(parsed, program, node, inputs)
        for result in program.results:
            if facts.is_complex(result.value):
                place = parser.place(parser.returned or node)
                help = "return a real number: its real part, its absolute value"
                self.faults.append(Fault(f"{node.name} returns complex numbers", help, *place))
        if len(self.faults) > before:
            return None
        task = Task(
            *(parsed, program, facts, wrt, parser.names, self.rules, self.value),
            *(self.faults, declared, parser.place(parser.returned or node)),
        )
        mode = self.mode or ("grad" if len(program.results) == 1 else "vjp")
        made = DERIVED[mode](task)
        if made is None or len(self.faults) > before:
            return None
        lines = [line for _, section in made.sections for line in section]
        stages = {
            "flat": lambda: parsed.program,
            "shapes": lambda: _shaped(program, facts),
            "backward": lambda: made.whole,
            "simplified": lambda: made.whole._replace(body=(*made.program.body, *lines)),
        }
        return assembled(parsed, made, mode, self.value, self.comments, self.module.states), stages

    def inputs(
        self, parsed: Parsed, program: Program, node: FunctionNode, inputs: tuple[str, ...] | None
    ) -> list[str]:
        """Return the inputs to differentiate by, in the order of the signature."""
        whole = {leaf.input.name: pack.name for pack in parsed.packed for leaf in pack.leaves}
        of = {p.name: whole.get(p.name, p.name) for p in program.parameters}
        real = dict.fromkeys([of[p.name] for p in program.parameters if p.real])
        constant = [of[p.name] for p in program.parameters if of[p.name] not in real]
        place = node.lineno, node.col_offset + 1
        if not real:
            help = "give it a parameter that is a real number or an array"
            self.faults.append(Fault(f"{node.name} has no real input", help, *place))
        for name in inputs or ():
            if name in constant:
                help = f"leave it out of wrt, or annotate {name} as float"
                self.faults.append(Fault(f"wrt names '{name}', which is a constant", help, *place))
        wrt = [p for p in program.parameters if p.real and (inputs is None or of[p.name] in inputs)]
        if real and not wrt and not self.faults:
            help = f"its inputs are {', '.join(real)}"
            self.faults.append(Fault(f"wrt names no input of {node.name}", help, *place))
        names = [p.name for p in wrt]
        self.faults += [Fault(*said, *place) for said in unsettled(parsed.packed, wrt)]
        return names


def _shaped(program: Program, facts: Facts) -> Program:
    """Return the program with the shape of each line as its note."""
    return program._replace(
        body=mapped(
            program.body,
            lambda e: e if is_effect(e.value) else e._replace(note=said(facts.by_name[e.target])),
        )
    )


def _bound(output: Output) -> list[str]:
    arguments = output.node.args
    given = arguments_of(arguments)
    bound = [output.name, *[a.arg for a in given], *[name for name, _ in output.extra]]
    bound += [name for line in output.opened for name in line.targets]
    lines = [*output.body, *[line for _, section in output.sections for line in section]]
    return bound + list(bound_in(lines))


def book(given: Iterable[RuleSource]) -> RuleBook:
    files = tuple(map(rule_file, rules_given(given)))
    return RuleBook(files) if files else own_rules()
