"""Every mode on every golden program: products with the Jacobian from both sides, and with the Hessian.

The vjp is held to finite differences of the forward, the jvp to the vjp (u · J v, taken from either side) and to
differences along v, the hvp to differences of the gradient along v, and, to rounding, to forward over reverse.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import black
import numpy as np
import pytest
from numeric import agree, difference_gradient, execute, forward_function, quietly
from test_cases import CASES, PROGRAMS, Case, call, points, tuple_of

from flatgen import generate

MODES = ["grad", "vjp", "jvp", "hvp"]
GOLDEN = sorted(CASES.glob("modes/*.py"))
SHARES = 8  # the lines of a Hessian-vector product to those of its gradient, at the most


class Setting(NamedTuple):
    """A function of a golden case at a point: its inputs, and directions beside them."""

    case: Case
    name: str
    forward: Callable[..., Any]
    point: dict[str, Any]
    wrt: list[str]
    along: dict[str, Any]

    def made(self, mode: str, value: bool = False) -> str:
        return self.case.generate(mode=mode, value=value, functions=[self.name], wrt=self.wrt)

    def run(self, mode: str, extra: list[Any], value: bool = False) -> Any:
        """Call what a mode makes, with ``extra`` for the parameters that it adds."""
        text = self.made(mode, value)
        function = self.case.run(text)[
            f"value_and_{mode}_{self.name}" if value else f"{mode}_{self.name}"
        ]
        added = list(inspect.signature(function).parameters)[-len(extra) :] if extra else []
        return quietly(call, function, self.point | dict(zip(added, extra)))

    def weighted(self, upstream: Any) -> Callable[..., float]:
        """Return the forward's value against an upstream."""
        return lambda **point: float(np.sum(upstream * call(self.forward, point)))

    @property
    def vectors(self) -> list[Any]:
        return [self.along[name] for name in self.wrt]


def settings(path: Path) -> Iterator[Setting]:
    """Yield each function of a case, at its first point."""
    case = Case(path)
    output = case.generate(mode="grad", value=False)
    for name in [n.removeprefix("grad_") for n in case.run(output) if n.startswith("grad_")]:
        forward = forward_function(case.forward, name, "numpy" in output)
        generated = case.run(output)[f"grad_{name}"]
        point = points(case, generated)[0]
        doc = " ".join(generated.__doc__.split())
        wrt = [p for p in inspect.signature(generated).parameters if named(f"grad_{p}", doc)]
        rng = np.random.default_rng(5)
        along = {n: rng.normal(1.0, 0.5, np.shape(v)) for n, v in point.items()}
        along = {n: v if v.shape else float(v) for n, v in along.items()}
        yield Setting(case, name, forward, point, wrt, along)


def named(gradient: str, doc: str) -> bool:
    words = "".join(c if c.isalnum() or c == "_" else " " for c in doc).split()
    return gradient in words or f"{gradient}_1" in words


def inner(ones: list[Any], others: list[Any]) -> float:
    return float(sum(np.sum(np.asarray(a) * np.asarray(b)) for a, b in zip(ones, others)))


def slope(function: Callable[..., Any], setting: Setting) -> list[Any]:
    """Return the changes of what a function gives along the directions, by differences; None in doubt."""

    def at(step: float) -> tuple[Any, ...]:
        moved = {n: setting.point[n] + step * setting.along[n] for n in setting.wrt}
        return tuple_of(function(setting.point | moved))

    def estimate(step: float) -> list[Any]:
        near = [a - b for a, b in zip(at(step), at(-step))]
        far = [a - b for a, b in zip(at(2 * step), at(-2 * step))]
        return [(8 * one - two) / (12 * step) for one, two in zip(near, far)]

    pairs = zip(estimate(1e-4), estimate(3e-4))
    return [
        one if np.all(np.isfinite(one)) and agree(one, two, 1e-6) else None for one, two in pairs
    ]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_products(path: Path) -> None:
    for setting in settings(path):
        value = quietly(call, setting.forward, setting.point)
        rng = np.random.default_rng(6)
        upstream = rng.normal(1.0, 0.5, np.shape(value))
        upstream = upstream if upstream.shape else float(upstream)
        got = tuple_of(setting.run("vjp", [upstream]))
        for name, gradient in zip(setting.wrt, got, strict=True):
            wanted = difference_gradient(setting.weighted(upstream), setting.point, name)
            assert agree(gradient, wanted, 1e-6), (setting.name, name)
            assert np.asarray(gradient).dtype.kind == "f"
        dot = setting.run("jvp", setting.vectors)
        assert np.shape(dot) == np.shape(value)
        if np.all(np.isfinite(dot)):
            both = inner([upstream], [dot]), inner(list(got), setting.vectors)
            assert agree(*both, 1e-9), setting.name
        for mode, extra in (("vjp", [upstream]), ("jvp", setting.vectors)):
            first, rest = setting.run(mode, extra, value=True)
            assert agree(first, value, 1e-12)
            assert all(
                map(
                    partial(agree, tolerance=0.0),
                    tuple_of(rest),
                    tuple_of(setting.run(mode, extra)),
                )
            )


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_hessian_vector_products(path: Path) -> None:
    """Reverse over reverse is forward over reverse, and the change of the gradient along v."""
    for setting in settings(path):
        got = tuple_of(setting.run("hvp", setting.vectors))
        gradient = execute(setting.made("grad"))[f"grad_{setting.name}"]
        text = setting.case.generate(
            setting.made("grad"),
            mode="jvp",
            value=False,
            wrt=setting.wrt,
            functions=[gradient.__name__],
        )
        over = execute(text)[f"jvp_grad_{setting.name}"]
        added = list(inspect.signature(over).parameters)[-len(setting.wrt) :]
        other = tuple_of(quietly(call, over, setting.point | dict(zip(added, setting.vectors))))
        change = quietly(slope, partial(call, gradient), setting)
        for name, one, two, three in zip(setting.wrt, got, other, change, strict=True):
            assert np.shape(one) == np.shape(setting.point[name])
            if np.all(np.isfinite(one)):
                assert agree(one, two, 1e-9), (setting.name, name)
            if three is not None:
                assert agree(one, three, 1e-5), (setting.name, name)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_second_order_stays_small(path: Path) -> None:
    """A Hessian-vector product has at most SHARES times the operations of its gradient."""
    for setting in settings(path):
        counts = [
            sum(
                " = " in line
                for line in setting.made(mode).partition(f"def {mode}_")[2].split("\n")
            )
            for mode in ("grad", "hvp")
        ]
        assert counts[1] <= SHARES * counts[0], (setting.name, counts)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_text_of_every_mode(path: Path, mode: str) -> None:
    """It is in black's form, the same when made twice, runs alone, and doesn't name flatgen."""
    case = Case(path)
    for value in (False, True):
        text = case.generate(mode=mode, value=value)
        assert black.format_str(text, mode=black.Mode()) == text
        assert case.generate(mode=mode, value=value) == text
        assert "flatgen" not in text


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path, update_golden: bool) -> None:
    case = Case(path)
    output = case.generate()
    if update_golden:
        case.update(output)
    assert output == Case(path).expected


@pytest.mark.parametrize("value", ["-2", "2 * LOW", "np.pi", "TABLE"])
def test_a_constant_has_no_tangent(value: str) -> None:
    source = "import numpy as np\nLOW = 1.5\nTABLE = np.ones(3)\n"
    source += f"def f(x):\n    return {value}, np.sum(x)\n"
    tangent, other = execute(generate(source, mode="jvp"))["jvp_f"](np.ones(2), np.ones(2))
    assert np.shape(tangent) == ((3,) if value == "TABLE" else ())
    assert not np.any(tangent)
    assert other == 2


@pytest.mark.parametrize(
    ("lines", "upstreams"),
    [
        ('return {"a": x * x, "b": [x, 2 * x]}', "grad_a, grad_b0, grad_b1"),
        ("b = x, 2 * x\n    return x * x, b", "grad_out0, grad_b0, grad_b1"),
        ('y = x * x\n    return {"b": [y, 2 * x]}', "grad_y, grad_b1"),
        ('return {"p": {"q": x * x, "1": x * 3}}', "grad_q, grad_p1"),
        ('return {"p": ([x, x * 3], x)}', "grad_p0_0, grad_p0_1, grad_p1"),
        ('b0 = x * 2\n    return {"c": b0, "b": [x * x, 3 * x]}', "grad_c, grad_out0, grad_b1"),
        ("return x * x, (2 * x, 3 * x)", "grad_out0, grad_out0_1, grad_out1"),
    ],
)
def test_upstreams_are_named_by_what_is_around(lines: str, upstreams: str) -> None:
    text = generate(f"def f(x):\n    {lines}\n", mode="vjp")
    assert f"def vjp_f(x, {upstreams}):\n" in text


@pytest.mark.parametrize(
    "line",
    ["np.rad2deg(x).sum()", "np.square(x)[None] * x", "np.negative(x).T", "np.square(x).cumsum()"],
)
def test_a_number_of_numpy_has_a_tangent_of_python(line: str) -> None:
    """Which has no methods, and is no array of no axes."""
    text = generate(f"import numpy as np\n\n\ndef f(x):\n    return {line}\n", mode="jvp")
    jvp, f = execute(text)["jvp_f"], execute(f"import numpy as np\nf = lambda x: {line}\n")["f"]
    slope = (f(0.7 + 1e-6) - f(0.7 - 1e-6)) / 2e-6
    assert jvp(0.7, 2.0) == pytest.approx(2 * slope)
    assert np.shape(jvp(0.7, 2.0)) == np.shape(f(0.7))


def test_what_leads_to_no_result_is_left_out() -> None:
    text = "import numpy as np\ndef f(x):\n    return np.sum(np.sort(x)[::-1] * np.arange(5.0))\n"
    hvp = generate(text, mode="hvp")
    assert hvp.partition("held constant\n")[2].split("\n")[:2] == [
        "    hvp_x = np.zeros_like(x) * 1.0  # no path to the output",
        "    return hvp_x",
    ]
