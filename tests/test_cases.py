"""Golden cases: a file holds the forward, ``# output``, and the backward, read and approved.

Every case also holds what is true of all output: it runs, its numbers are right, generating twice gives
the same bytes, black leaves it alone, and flatgen takes it as input (and its numbers are right again).
``pytest --update-golden`` rewrites the files. Refused programs are in ``cases/refused``.

A case may say ``# flags: --value -w x`` and, as often as it likes, ``# inputs: x=0.5, y=np.ones(3)``;
an example is run with the flags of the command at its top. Functions of numpy are run on numbers and
on arrays that have to be broadcast.
"""

from __future__ import annotations

import ast
import inspect
from functools import partial
from pathlib import Path
from typing import Any

import black
import numpy as np
import pytest
from numeric import CASES, agree, execute, forward_function, numeric_gradient

from flatgen import FlatgenError, generate
from flatgen.cli import options_of

EXAMPLES = CASES.parent.parent / "examples"
OUTPUT = "# output\n"
PROGRAMS = sorted(CASES.glob("*.py"))
EVERY = [*PROGRAMS, *sorted(CASES.glob("wrt/*.py"))]  # and those of which only -w makes a program
REFUSED = sorted(CASES.glob("refused/*.py"))


class Case:
    """One golden file, taken apart."""

    def __init__(self, path: Path) -> None:
        text = path.read_bytes().decode()
        self.path = path
        self.forward, _, self.expected = text.partition(OUTPUT)
        said = [line[2:].partition(": ") for line in text.split("\n") if line.startswith("# ")]
        flags = " ".join(value for key, _, value in said if key == "flags").split()
        command = next((line for line in text.split("\n") if line.startswith("#     flatgen ")), "")
        flags += [
            word for word in command.partition(" >")[0].split()[2:] if "examples/" not in word
        ]
        self.options = options_of([*flags, "forward.py"])
        self.points = [
            eval(f"dict({value})", {"np": np}) for key, _, value in said if key == "inputs"
        ]

    def generate(self, source: str | None = None, **options: Any) -> str:
        wrt = self.options.wrt.split(",") if self.options.wrt else None
        chosen = {"functions": self.options.function, "wrt": wrt, "value": self.options.value}
        rules = [str(self.path.parent / rule) for rule in self.options.rules]
        chosen["mode"] = self.options.mode
        source = self.forward if source is None else source
        return generate(source, filename="forward.py", rules=rules, **(chosen | options))

    def run(self, output: str) -> dict[str, Any]:
        """Run an output; its file name tells whether it is numpy's."""
        kind = "numpy" if "import numpy" in output else "math"
        return execute(output, f"<{self.path.stem}: {kind}>")

    def update(self, output: str) -> None:
        self.path.write_bytes((self.forward + OUTPUT + output).encode())


def gradient_functions(text: str) -> list[str]:
    """Return the names of the functions that flatgen wrote into ``text``."""
    kinds = ("grad_", "value_and_grad_")
    functions = [n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
    return [name for name in functions if name.startswith(kinds)]


def points(case: Case, function: Any) -> list[dict[str, Any]]:
    """Return the arguments to run a function with: those of the case, else three at random."""
    parameters = inspect.signature(function).parameters
    if case.points:
        return [{n: v for n, v in point.items() if n in parameters} for point in case.points]
    rng = np.random.default_rng(1)
    found = []
    for _ in range(3):
        point = {name: float(rng.uniform(0.3, 0.9)) for name in parameters}
        fixed = {n: 2 for n, p in parameters.items() if p.annotation in (int, "int")}
        found.append(point | fixed)
    if "numpy" in function.__code__.co_filename:
        shapes = [(2, 3), (3,), (1, 3), (2, 1)]
        for shift in range(len(parameters)):
            given = {n: shapes[(i + shift) % 4] for i, n in enumerate(parameters)}
            found.append({n: rng.uniform(0.3, 0.9, shape) for n, shape in given.items()})
    return found


def call(function: Any, point: dict[str, Any]) -> Any:
    """Call a function with arguments by name, whatever the kind of its parameters."""
    bound = inspect.signature(function).bind_partial()
    bound.arguments.update(dict(point.items()))
    with np.errstate(all="ignore"):  # at a pole numpy warns, and goes on
        return function(*bound.args, **bound.kwargs)


def call_with(function: Any, **point: Any) -> Any:
    return call(function, point)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_output(path: Path, update_golden: bool) -> None:
    """The output is what was approved, is the same when made twice, and is black's own form."""
    case = Case(path)
    output = case.generate()
    assert case.generate() == output
    assert black.format_str(output, mode=black.Mode()) == output
    assert "flatgen" not in output
    if update_golden:
        case.update(output)
    else:
        assert output == case.expected


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_numbers(path: Path) -> None:
    """The gradients are those of finite differences; arguments stay as they are."""
    case = Case(path)
    output = case.generate()
    names = gradient_functions(output)
    assert names
    for name in names:
        forward_name = name.removeprefix("value_and_").removeprefix("grad_")
        generated = case.run(output)[name]
        forward = forward_function(case.forward, forward_name, "numpy" in output)
        for point in points(case, generated):
            before = {n: np.copy(v) for n, v in point.items()}
            result = call(generated, point)
            again = call(generated, point)
            if case.options.value:
                value, result = result
                assert agree(value, call(forward, point))
                again = again[1]
            compare(generated, forward, point, result, case)
            assert all(agree(a, b, 0.0) for a, b in zip(tuple_of(result), tuple_of(again)))
            assert all(np.array_equal(before[n], point[n]) for n in point)


def tuple_of(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def compare(generated: Any, forward: Any, point: dict[str, Any], result: Any, case: Case) -> None:
    """Compare each gradient with finite differences."""
    wrt = differentiated(generated)
    got = tuple_of(result)
    assert len(got) == len(wrt)
    for name, gradient in zip(wrt, got):
        wanted, error = numeric_gradient(partial(call_with, forward), point, name)
        assert error < 1e-6, f"finite differences fail at {point}"
        assert agree(gradient, wanted), f"d/d{name} at {point}: {gradient}, not {wanted}"
        assert np.asarray(gradient).dtype.kind == "f"


def differentiated(generated: Any) -> list[str]:
    """Return the inputs that a generated function has gradients of, by its docstring."""
    text = " ".join(generated.__doc__.split()).partition("eturns ")[2]
    gradients = [part.strip("() .,") for part in text.split(". ")[0].split(",")]
    parameters = list(inspect.signature(generated).parameters)
    found = []
    for gradient in gradients:
        name = gradient.removeprefix("grad_")
        while name not in parameters and "_" in name:
            name = name.rpartition("_")[0]
        if gradient.startswith("grad_") and name in parameters:
            found.append(name)
    return found


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_output_as_input(path: Path) -> None:
    """Each gradient that the output gives can be differentiated in turn, and rightly."""
    case = Case(path)
    output = case.generate(value=False)
    for name in gradient_functions(output):
        generated = case.run(output)[name]
        wrt = differentiated(generated)
        signature = inspect.signature(generated)
        passed = ", ".join(
            f"{n}={n}" if p.kind is p.KEYWORD_ONLY else n for n, p in signature.parameters.items()
        )
        head = output.partition(f"def {name}(")[2].partition("):\n")[0]
        for i, _ in enumerate(wrt):
            part = "gradients" if len(wrt) == 1 else f"gradients[{i}]"
            second = (
                f"\n\ndef again({head}):\n    gradients = {name}({passed})\n    return {part}\n"
            )
            text = case.generate(output + second, functions=["again"], value=False)
            assert black.format_str(text, mode=black.Mode()) == text
            again = execute(text)["grad_again"]
            forward = execute(output + second)["again"]
            for point in points(case, generated)[:1]:
                for other, value in zip(differentiated(again), tuple_of(call(again, point))):
                    whole = partial(call_with, forward)
                    wanted, error = numeric_gradient(whole, point, other)
                    if error < 1e-5:
                        assert agree(value, wanted, 1e-5), f"d²/d{wrt[i]} d{other}: {value}"


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_refused(path: Path, update_golden: bool) -> None:
    """A program that can't be differentiated is refused in these words."""
    case = Case(path)
    with pytest.raises(FlatgenError) as caught:
        case.generate()
    report = caught.value.report() + "\n"
    assert caught.value.filename == "forward.py"
    if update_golden:
        case.update(report)
    else:
        assert report == case.expected


def test_examples_are_cases() -> None:
    """Each example is a golden case, too."""
    examples = {path.stem: path.read_text() for path in EXAMPLES.glob("*.py")}
    assert examples
    for stem, text in examples.items():
        assert Case(CASES / f"example_{stem}.py").forward == text
