"""Holding the gradients of random programs on arrays to autograd's, or to finite differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from checking import TOO_BIG, as_tuple, call, certain, check_products, check_text, load, unchanged
from hypothesis import assume, note
from numeric import agree, numeric_gradient
from oracle import oracle
from random_arrays import ArrayProgram, annotation, sample
from random_operands import FAILURES, Shape

from flatgen import FlatgenError, generate

Function = Callable[..., Any]
LACKS = (*FAILURES, NotImplementedError, AssertionError)  # how autograd says what it can't do
DOUBT = 1e-7
LARGE = 80  # numbers, by which finite differences are taken no more
OTHER = {1: 1, 2: 5, 3: 11, 4: 8}  # sizes to try a program with that was written for these
seen: Counter[str] = Counter()  # what became of the programs, for those who work on this


def by_differences(function: Function, point: dict[str, Any]) -> list[Any] | None:
    """Return gradients by finite differences, or None where they are in doubt."""

    def along(**moved: Any) -> Any:
        of_numpy = {n: np.float64(moved[n]) for n, v in point.items() if isinstance(v, np.float64)}
        return call(function, moved | of_numpy)

    found = []
    for name in point:
        try:
            gradient, error = numeric_gradient(along, point, name)
            scale = max(1.0, float(np.max(np.abs(gradient), initial=0.0)))
            if not error < DOUBT * scale or corner(along, point, name, gradient, scale):
                return None
        except (ValueError, ArithmeticError):  # of the forward, nearby: its shapes are the same
            return None
        found.append(gradient)
    return found


def corner(along: Function, point: dict[str, Any], name: str, gradient: Any, scale: float) -> bool:
    """Tell whether the slope to the right of a point is another one."""
    base = np.array(point[name], dtype=float)
    for index in np.ndindex(base.shape):
        moved = base.copy()
        moved[index] += 1e-6
        changed = {**point, name: moved if base.shape else float(moved)}
        slope = np.sum((along(**changed) - along(**point)) / 1e-6)
        if not abs(slope - gradient[index]) < 1e-4 * scale:
            return True
    return False


class Gradients:
    """The gradients of one function at one point, as they should be."""

    def __init__(self, source: str, name: str, point: dict[str, Any], last: str = "") -> None:
        self.function = load(source, last, {})[name]
        self.point = point
        copied = {n: np.copy(v) if np.ndim(v) else v for n, v in point.items()}
        self.value = call(self.function, copied)
        self.by_autograd: list[Any] | None = None
        try:
            if name == "f":
                self.by_autograd = certain(load(source, last, oracle())[name], point)
        except LACKS as error:
            seen[f"autograd: {type(error).__name__}"] += 1
            note(f"autograd: {error!r}")

    def check(self, got: Any) -> None:
        """Compare: numbers, shapes, dtypes. Where autograd says otherwise, finite differences decide."""
        assert len(as_tuple(got)) == len(self.point)
        for name, gradient in zip(self.point, as_tuple(got)):
            assert np.asarray(gradient).dtype.kind == "f", f"d/d{name}: {gradient!r}"
            assert np.shape(gradient) == np.shape(self.point[name]), f"d/d{name}: {gradient!r}"
        if self.by_autograd and all(map(agree, as_tuple(got), self.by_autograd)):
            seen["autograd's"] += 1
            return
        large = sum(map(np.size, self.point.values())) > LARGE
        wanted = None if large else by_differences(self.function, self.point)
        seen[
            ("in doubt" if wanted is None else "by differences")
            + " (not autograd's)" * bool(self.by_autograd)
        ] += 1
        for name, gradient, right in zip(self.point, as_tuple(got), wanted or []):
            assert agree(gradient, right), f"d/d{name} at {self.point}: {gradient}, not {right}"


def small(value: Any) -> bool:
    value = np.asarray(value)
    return bool(value.dtype.kind in "if" and np.all(np.abs(value) < TOO_BIG))


def resized(program: ArrayProgram) -> dict[str, Shape]:
    return {n: tuple(OTHER[size] for size in shape) for n, shape in program.shapes.items()}


def other_points(program: ArrayProgram, declared: dict[str, str] | None) -> list[dict[str, Any]]:
    """Return arguments of other shapes: of other sizes, and, where nothing is declared, of other ranks."""
    points = [sample(resized(program), program.seed)]
    if declared is None:
        names = list(program.shapes)
        name = names[program.seed % len(names)]
        shape = program.shapes[name]
        ways: list[Shape] = [(), (1,), shape[1:], (1, *shape), (2, *shape), (1,) * len(shape)]
        changed = {**program.shapes, name: ways[program.seed // 7 % len(ways)]}
        points.append(sample(changed, program.seed))
    return points


def check_arrays(program: ArrayProgram) -> None:
    """Compare a program's gradients: nothing declared, all shapes declared, some declared."""
    source = program.source()
    note(source)
    point = program.point()
    right = Gradients(source, "f", point, program.last)
    assume(small(right.value))
    names = list(program.shapes)
    letters = {name: program.letters(name) for name in names}
    some = {name: letters[name] for i, name in enumerate(names) if program.seed >> i & 1}
    for declared in (None, letters, *([some] if 0 < len(some) < len(names) else [])):
        text = generated(program, declared)
        note(text)
        check_text(text, "grad_f")
        grad = load(text, "", {})["grad_f"]
        got = unchanged(grad, point)
        right.check(got)
        assert all(map(np.array_equal, as_tuple(got), as_tuple(unchanged(grad, point))))
        for other in other_points(program, declared):
            check_elsewhere(program, grad, other)
        if declared is (letters if program.seed % 2 else None):
            check_value(source, right, point)
            shapes = {n: ",".join(map(str, s)) for n, s in program.shapes.items()}
            known = shapes if declared else None
            check_products(source, point, right.value, program.seed, shapes=known)
            check_second(text, names, point, program.seed)


def generated(program: ArrayProgram, declared: dict[str, str] | None) -> str:
    """Return the generated text; by numbers where letters are refused, as they say too much."""
    said = {name: annotation(text) for name, text in (declared or {}).items()}
    given = {name: text.split() for name, text in (declared or {}).items()}
    annotated = program.seed % 3 > 0
    source = program.source(said if annotated else {})
    shapes = None if annotated or not declared else given
    try:
        text = generate(source, functions=["f"], shapes=shapes)
    except FlatgenError as error:
        note(f"{declared}: {error.msg}")
        seen["refused"] += 1
        if not declared or not any(map(str.isalpha, "".join(declared.values()))):
            raise
        if runs(program.source(), sample(resized(program), program.seed)):
            raise
        numbers = {name: " ".join(map(str, program.shapes[name])) for name in declared}
        return generated(program, numbers)
    assert text == generate(source, functions=["f"], shapes=shapes)
    return text


def runs(source: str, point: dict[str, Any]) -> bool:
    """Tell whether a program takes these arguments."""
    try:
        call(load(source, "", {})["f"], point)
    except FAILURES:
        return False
    return True


def check_elsewhere(program: ArrayProgram, grad: Function, point: dict[str, Any]) -> None:
    """Compare at a point of other shapes, if the forward takes them."""
    try:
        right = Gradients(program.source(), "f", point, program.last)
    except FAILURES:
        return
    if small(right.value):
        seen["elsewhere"] += 1
        note(f"elsewhere: {point}")
        right.check(unchanged(grad, point))


def check_value(source: str, right: Gradients, point: dict[str, Any]) -> None:
    both = generate(source, functions=["f"], value=True)
    check_text(both, "value_and_grad_f")
    value, got = unchanged(load(both, "", {})["value_and_grad_f"], point)
    right.check(got)
    assert agree(value, right.value, 1e-9)


def check_second(text: str, names: list[str], point: dict[str, Any], seed: int) -> None:
    """Differentiate one of the gradients: the output is input, too."""
    part = "gradients" if len(names) == 1 else f"gradients[{seed % len(names)}]"
    head = text.partition("def grad_f(")[2].partition("):\n")[0]
    given = ", ".join(names)
    text += f"\n\ndef second({head}):\n    gradients = grad_f({given})\n    return {part}\n"
    again = generate(text, functions=["second"])
    check_text(again, "grad_second")
    if seed % 4 == 0:
        right = Gradients(text, "second", point)
        note(again)
        right.check(unchanged(load(again, "", {})["grad_second"], point))
        seen["second"] += 1
