"""Checking generated functions by running them: ``flatgen --verify``, ``flatgen.verify``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flatgen.comparing import Comparison, Subject
from flatgen.errors import Fault, FlatgenError
from flatgen.ir import Parameter
from flatgen.layouts import is_open
from flatgen.pipeline import LOCK, Job, differentiated, generate, shape_texts
from flatgen.render import Output
from flatgen.report import Report, Row
from flatgen.running import failed, forward_function, generated_function
from flatgen.sampling import Unrunnable
from flatgen.source import normalise


def verify(
    source: str,
    *,
    filename: str = "<string>",
    functions: Iterable[str] | None = None,
    wrt: Iterable[str] | None = None,
    mode: str = "grad",
    value: bool = False,
    shapes: Mapping[str, str | Iterable[object]] | None = None,
    rules: Iterable[str] = (),
    points: int = 10,
    seed: int = 0,
    tolerance: float = 1e-6,
) -> Report:
    """Run ``source`` and what is generated from it at random points; compare with finite differences.

    The first arguments are those of ``generate``. Each gradient is compared at ``points`` points, drawn by
    ``seed``; one that is off by more than ``tolerance``, relative to its size, is a fault of the report.
    Raises FlatgenError if the source can't be differentiated, can't be run, or gives no finite value
    at any point that was tried.
    """
    inputs = None if wrt is None else tuple(wrt)
    names = None if functions is None else tuple(functions)
    options: dict[str, Any] = {"functions": names, "wrt": inputs, "rules": tuple(rules)}
    options["shapes"] = shape_texts(shapes)
    text = generate(source, filename=filename, mode=mode, value=value, **options)
    gradient = generate(source, filename=filename, **options) if mode == "hvp" else ""
    with LOCK:
        options["given"] = options.pop("shapes")
        job, made = differentiated(normalise(source), filename, mode=mode, value=value, **options)
    rows: list[Row] = []
    opened: list[str] = []  # inputs of no declared shape
    for output, stages in made:
        parameters = [
            p._replace(shape=job.shapes.get(p.name, p.shape)) for p in stages["shapes"].parameters
        ]
        subject = subject_of(job, output, parameters, inputs, text, gradient)
        try:
            found = Comparison(subject, points, seed, tolerance).rows()
        except Unrunnable as stopped:
            raise unrunnable(stopped.error, job, output) from None
        if not any(row.fault or row.points or row.kinks or row.singular for row in found):
            help = "look at its values between two near points"
            raise refused(f"{output.node.name}: {found[0].verdict}", help, job, output)
        rows += found
        opened += [p.name for p in parameters if subject.arrays and is_open(p)]
    help = "shapes that aren't declared are tried as they run; declare those that are meant: "
    return Report(tuple(rows), filename, f"{help}-s {opened[0]}=N,D" if opened else "")


def subject_of(
    job: Job,
    output: Output,
    parameters: list[Parameter],
    wrt: tuple[str, ...] | None,
    text: str,
    gradient: str,
) -> Subject:
    """Return a function of a file and what was generated from it, both ready to be called."""
    arrays = not output.scalar
    name = output.node.name
    return Subject(
        output.name,
        job.mode,
        job.value,
        forward_function(job.module, output.node, job.rules.helpers, arrays),
        generated_function(text, output.name, job.module),
        generated_function(gradient, f"grad_{name}", job.module) if gradient else None,
        parameters,
        [p.name for p in parameters if p.real and (wrt is None or p.name in wrt)],
        arrays,
    )


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
