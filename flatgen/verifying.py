"""Checking generated functions by running them: ``flatgen --verify``, ``flatgen.verify``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import unwrap
from types import MethodType
from typing import Any

from flatgen.bundles import apart, bundles
from flatgen.comparing import Comparison, Subject
from flatgen.decorate import parted, settings_of
from flatgen.errors import Fault, FlatgenError
from flatgen.forming import plain
from flatgen.generating import Settings, differentiated_function, generated
from flatgen.given import Shapes, check_call, names_given, rules_given, shape_texts
from flatgen.ir import Outline, Parameter, Program
from flatgen.layouts import is_open
from flatgen.output import Output
from flatgen.pipeline import LOCK, Job, differentiated, generate
from flatgen.report import Report, Row
from flatgen.rule_files import RuleSource
from flatgen.running import failed, forward_function, generated_function, giving_back
from flatgen.sampling import Unrunnable
from flatgen.signature import called_in
from flatgen.source import normalise


def verify(
    source: str | Callable[..., Any],
    *,
    filename: str = "<string>",
    functions: Iterable[str] | None = None,
    wrt: Iterable[str] | None = None,
    mode: str = "grad",
    value: bool = False,
    shapes: Shapes | None = None,
    rules: Iterable[RuleSource] = (),
    points: int = 10,
    seed: int = 0,
    tolerance: float = 1e-6,
) -> Report:
    """Run ``source`` and what is generated from it at random points; compare with finite differences.

    ``source`` is the text of a file, or a function that runs; the arguments after it are those of
    ``generate``, and for a decorated function those that it is decorated by. Each gradient is compared at
    ``points`` points, drawn by ``seed``; one that is off by more than ``tolerance``, relative to its size,
    is a fault of the report. What ``stop_gradient`` stops is held as an input is moved.
    Raises FlatgenError if the source can't be differentiated, can't be run, or gives no finite value
    at any point that was tried.
    """
    check_call(mode)
    inputs, files = names_given(wrt, "wrt"), rules_given(rules)
    names = names_given(functions, "functions")
    options: dict[str, Any] = {"functions": names, "wrt": inputs, "rules": files}
    options["shapes"] = shape_texts(shapes)
    if isinstance(source, str):
        found = of_text(source, filename, mode, value, options)
    else:
        own = settings_of(parted(source)[0])
        declared = tuple({**dict(own.shapes), **options["shapes"]}.items())
        settings = Settings(inputs or own.wrt, declared, files or own.rules)
        found = [of_function(source, mode, value, settings)]
    rows: list[Row] = []
    opened: list[str] = []  # inputs of no declared shape
    for subject, job, output in found:
        try:
            comparison = Comparison(subject, points, seed, tolerance)
            compared = comparison.rows()
        except Unrunnable as stopped:
            raise unrunnable(stopped.error, job, output) from None
        if not any(row.fault or row.points or row.kinks or row.singular for row in compared):
            help = "look at its values between two near points"
            raise refused(f"{output.node.name}: {compared[0].verdict}", help, job, output)
        if mode == "hvp" and comparison.near.values and any(row.fault for row in compared):
            help = "verify it in the mode grad, and its Hessian with what is stopped as a parameter"
            message = f"{output.node.name} stops a gradient, which moves as that is differentiated"
            raise refused(message, help, job, output)
        called = called_in(output.packed)
        rows += [row._replace(input=called.get(row.input, row.input)) for row in compared]
        opened += [
            called.get(p.name, p.name) for p in subject.parameters if subject.arrays and is_open(p)
        ]
    help = "shapes that aren't declared are tried as they run; declare those that are meant: "
    said = f"{help}-s {opened[0]}=N,D" if opened else ""
    return Report(tuple(rows), found[0][1].module.filename, said)


Found = tuple[Subject, Job, Output]


def of_text(
    source: str, filename: str, mode: str, value: bool, options: dict[str, Any]
) -> list[Found]:
    """Return the functions of a file, each beside what is generated from it."""
    text = generate(source, filename=filename, mode=mode, value=value, **options)
    gradient = generate(source, filename=filename, **options) if mode == "hvp" else ""
    with LOCK:
        options["given"] = options.pop("shapes")
        job, made = differentiated(normalise(source), filename, mode=mode, value=value, **options)
    found = []
    for output, stages in made:
        subject = subject_of(job, output, stages["shapes"]().parameters, options["wrt"])
        grad = f"grad_{output.node.name}"
        forward = forward_function(
            job.module, output.node, job.rules.helpers, subject.arrays, results_of(stages)
        )
        made = generated_function(text, output.name, job.module)
        first = generated_function(gradient, grad, job.module) if gradient else None
        found.append((with_functions(subject, output, forward, made, first), job, output))
    return found


def of_function(function: Callable[..., Any], mode: str, value: bool, settings: Settings) -> Found:
    """Return a function, or the method of an object, that runs, beside what is generated from it."""
    of, owner = parted(function)
    plain_function = plain(of)
    job, output, stages = differentiated_function(plain_function, mode, value, settings, owner)
    own = job.module.owner if owner is not None else ""
    parameters = tuple([p for p in stages["shapes"]().parameters if p.name != own])
    subject = subject_of(job, output, parameters, settings.wrt)
    form = f"value_and_{mode}" if value else mode
    made = generated(plain_function, form, settings, owner)
    first = generated(plain_function, "grad", settings, owner) if mode == "hvp" else None
    called = [MethodType(f, owner) if f and own else f for f in (plain_function, made, first)]
    forward = giving_back(called[0], results_of(stages))  # type: ignore[arg-type]
    return with_functions(subject, output, forward, called[1], called[2]), job, output  # type: ignore[arg-type]


def with_functions(
    subject: Subject,
    output: Output,
    forward: Callable[..., Any],
    made: Callable[..., Any],
    gradient: Callable[..., Any] | None,
) -> Subject:
    """Return a subject with its functions, as functions of what is in their parameters."""
    held = bundles(output, subject.parameters, subject.wrt)
    beside = [name for name, _ in output.extra]
    own = [bundle for bundle in held if bundle.name not in beside]
    makers = getattr(unwrap(forward), "__globals__", {})
    returned = None if subject.mode == "jvp" else output.returned.outline
    # an upstream is of all that is on a list
    outputs = output.outline if subject.mode == "vjp" else None
    keys: dict[str, None] = {}
    value = outputs or Outline("") if subject.value and returned else None
    return subject._replace(
        forward=apart(forward, own, makers, outputs, keys=keys),
        generated=apart(made, held, makers, returned, value, keys),
        gradient=gradient and apart(gradient, own, makers, returned, keys=keys),
    )


def subject_of(
    job: Job, output: Output, parameters: tuple[Parameter, ...], wrt: tuple[str, ...] | None
) -> Subject:
    """Return what is compared, without the functions yet."""
    called = called_in(output.packed)
    of = {name: text.partition(".")[0] for name, text in called.items()}
    derived = {leaf.input.name for pack in output.packed for leaf in pack.derived}
    parameters = tuple([p for p in parameters if p.name not in derived])
    given = {p.name: job.shapes.get(called.get(p.name, p.name), p.shape) for p in parameters}
    declared = [
        p._replace(
            shape=f"3 {given[p.name]}" if p.listed and given[p.name] is not None else given[p.name]
        )
        for p in parameters
    ]
    inputs = [
        p.name for p in parameters if p.real and (wrt is None or of.get(p.name, p.name) in wrt)
    ]
    return Subject(
        *(output.name, job.mode, job.value, not_yet, not_yet, None),
        *(declared, inputs, not output.scalar),
    )


def results_of(stages: dict[str, Callable[[], Program]]) -> list[str]:
    return [result.name for result in stages["shapes"]().results]


def not_yet(*args: Any) -> Any:
    raise AssertionError("the functions of a subject are set by who knows them")


def unrunnable(error: Exception | None, job: Job, output: Output) -> FlatgenError:
    """Return the error of a function that runs at no point."""
    name = output.node.name
    help = "declare the shapes of its inputs, or give them defaults with which it runs"
    if error is not None:
        return failed(error, job.module, f"{name} runs at no random point", help)
    return refused(f"{name} gives no finite real number at any random point", help, job, output)


def refused(message: str, help: str, job: Job, output: Output) -> FlatgenError:
    place = output.node.lineno, output.node.col_offset + 1
    return FlatgenError([Fault(message, help, *place)], job.module.filename, job.module.text)
