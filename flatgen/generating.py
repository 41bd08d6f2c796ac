"""One form of a function that runs: its text generated, and compiled where the function lives.

The text is the command's. Names that the forward reads are the module's own and the closure's own, live; what the
text brings along (helpers, imports of its own) is seen by it alone.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, NamedTuple

from flatgen.compiling import built, noted, registered
from flatgen.ir import Program
from flatgen.live import LiveModule
from flatgen.origins import GENERATED
from flatgen.output import Output
from flatgen.pipeline import LOCK, Job, book, deep, uncollected


class Settings(NamedTuple):
    """How a function is differentiated."""

    wrt: tuple[str, ...] | None = None
    shapes: tuple[tuple[str, str], ...] = ()
    rules: tuple[Any, ...] = ()


def generated(
    function: FunctionType, form: str, settings: Settings, owner: object = None
) -> FunctionType:
    """Return one form of a function, ``grad`` or ``value_and_vjp``: an ordinary function, with its ``source``.

    Without a form, it is the gradient of one output, and the vjp of several. A method is that of ``owner``, an object
    or a class. Raises FlatgenError, with the place in the function's file, where it can't be differentiated.
    """
    with LOCK, uncollected():
        return _generated(
            function, form, settings, owner
        )  # what that makes is gone before cycles are looked for


def _generated(
    function: FunctionType, form: str, settings: Settings, owner: object
) -> FunctionType:
    mode = form.removeprefix("value_and_")
    job, output, _ = differentiated_function(function, mode, mode != form, settings, owner)
    text, spelling = job.written([output])
    module = job.module
    assert isinstance(module, LiveModule)
    filename = registered(f"{GENERATED}{output.name} of {module.name}:{module.node.lineno}", text)
    brought = module.brought | spelling.brought()
    derived = built(function, text, filename, output.name, brought, module.cells)
    lines = [f"    {name}: {meaning}" for name, meaning in output.about]
    derived.__doc__ = "\n".join([(derived.__doc__ or "").rstrip(), "", *lines])
    derived.__annotations__ = noted(function, [name for name, _ in output.extra])
    derived.source = text  # type: ignore[attr-defined]
    derived.methods = module.inlined()  # type: ignore[attr-defined]
    derived.numbers = dict.fromkeys(module.numbers)  # type: ignore[attr-defined]
    return derived


def differentiated_function(
    function: FunctionType,
    mode: str,
    value: bool,
    settings: Settings,
    owner: object = None,
) -> tuple[Job, Output, dict[str, Callable[[], Program]]]:
    """Return what a function is in a mode, before it is text, and the programs at each stage."""
    rules = book(settings.rules)
    with deep(function.__code__.co_filename, ""):
        module = LiveModule(function, rules.knows, owner)
    with deep(module.filename, module.text):
        job = Job(module, rules, mode, value, dict(settings.shapes))
        ((output, stages),) = job.all([module.node], settings.wrt)
    return job, output, stages
