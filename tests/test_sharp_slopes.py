"""Slopes that are infinite, or no number, where the value is finite: beside a router, what isn't routed is 0.

h = np.maximum(x, 0)      the router is below: it is handed what is infinite
y = h ** p
y = np.maximum(y, 0.1)    it is above: it hands down 0, times what is infinite
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from gradients import text_of
from numeric import execute, quietly

SHARP = {  # each with a slope that is infinite at 0, or no number below
    "power": "{} ** p",
    "numpy's power": "np.power({}, p)",
    "float_power": "np.float_power({}, p)",
    "entropy": "special.entr({})",
    "x log x": "special.xlogy({0}, {0})",
    "x log p": "special.xlogy(p, p + {0}) + special.xlogy({0}, p)",
    "log1p": "special.xlog1py({0}, {0} - 1)",
    "relative entropy": "special.rel_entr({}, p)",
    "divergence": "special.kl_div({}, p)",
    "incomplete gamma": "special.gammainc(p, {})",
    "its complement": "special.gammaincc(p, {})",
    "incomplete beta": "special.betainc(p, p, {} / 9)",
    "elliptic": "special.ellipe(1 - {})",
    "spence": "special.spence({})",
    "Bessel": "special.jv(p, {})",
    "modified Bessel": "special.iv(p, {})",
    "gamma": "stats.gamma.cdf({}, p)",
    "chi squared": "stats.chi2.cdf({}, 2 * p)",
    "beta": "stats.beta.cdf({} / 9, p, 1.5)",
}
ROUTERS = {  # below it, which cuts off at 0; above it, which takes none of the first two entries
    "maximum": "np.sum(F(np.maximum(x, 0)))",
    "clip": "np.sum(F(np.clip(x, 0, 9)))",
    "where": "np.sum(F(np.where(x > 0, x, 0)))",
    "times a truth": "np.sum(F(x * (x > 0)))",
    "times a truth as a number": "np.sum(F(x * (x > 0).astype(float)))",
    "times one or zero": "np.sum(F(np.where(x > 0, 1.0, 0.0) * x))",
    "a part": "np.sum(F(np.maximum(x, 0))[2:])",
    "masked": "np.sum(np.where(x > 0, F(np.maximum(x, 0)), 0))",
    "above": "np.sum(np.where(x > 0, F(np.abs(x) * (x > 0)), 3.0))",
}
POINT = np.array([-1.0, 0.0, 0.3, 0.7])
POWERS = np.array([0.5, 0.6, 0.5, 0.7])
HEAD = "import numpy as np\nfrom scipy import special, stats\n\n\n"


def source_of(sharp: str, router: str) -> str:
    before, _, rest = ROUTERS[router].partition("F(")
    depth, end = 1, 0
    while depth:
        depth += (rest[end] == "(") - (rest[end] == ")")
        end += 1
    inner = SHARP[sharp].format(f"({rest[: end - 1]})")
    return f"{HEAD}def f(x, p): return {before}({inner}){rest[end:]}\n"


@pytest.mark.parametrize("router", ROUTERS)
@pytest.mark.parametrize("sharp", SHARP)
def test_what_is_not_routed_is_0(sharp: str, router: str) -> None:
    """The first two entries are cut off; of the others the slope is that of finite differences."""
    source = source_of(sharp, router)
    f = execute(source)["f"]
    steps = 1e-6 * np.eye(4)
    wanted = np.array(
        [quietly(f, POINT + s, POWERS) - quietly(f, POINT - s, POWERS) for s in steps]
    )
    wanted = np.where(POINT > 0, wanted / 2e-6, 0.0)
    for shapes in ({}, {"x": "N", "p": "N"}):
        text = text_of(source, wrt=["x"], shapes=shapes)
        got = quietly(execute(text)["grad_f"], POINT, POWERS)
        assert got == pytest.approx(wanted, rel=1e-5), text
        text = text_of(source, wrt=["x"], shapes=shapes, mode="jvp")
        for at in (0, 2, 3):  # at the kink a tangent is one side's
            got = quietly(execute(text)["jvp_f"], POINT, POWERS, np.eye(4)[at])
            assert got == pytest.approx(wanted[at], rel=1e-5), text


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("np.sum(np.maximum(x ** p, 0.1))", [0.0, 0.5, 0.25]),
        ("np.sum((x ** p)[1:])", [0.0, 0.5, 0.25]),
        ("np.max(x ** p)", [0.0, 0.0, 0.25]),
        (
            "np.sum(np.maximum(special.entr(x / 4), 0.1))",
            [0.0, -0.25 + np.log(4) / 4, 0.0],
        ),
        ("np.sum(special.entr(x)[1:])", [0.0, -1.0, -1 - np.log(4.0)]),
        ("np.sum(np.where(x > 0, x ** p, 0))", [0.0, 0.5, 0.25]),
    ],
)
def test_below_a_router(source: str, wanted: list[float]) -> None:
    x, p = np.array([0.0, 1.0, 4.0]), np.full(3, 0.5)
    for shapes in ({}, {"x": "N", "p": "N"}):
        text = text_of(f"{HEAD}def f(x, p): return {source}", shapes=shapes, wrt=["x"])
        assert quietly(execute(text)["grad_f"], x, p) == pytest.approx(np.array(wanted)), text


NUMBERS: list[tuple[str, Callable[[float], Any]]] = [  # and the slope where x is positive
    ("max(x, 0.0) ** p", lambda x: 0.5 / x**0.5),
    ("max(x, 0.0) ** p if x < 9 else p", lambda x: 0.5 / x**0.5),
    ("max(abs(x) ** p, 1e-3)", lambda x: 0.5 / x**0.5),
]


@pytest.mark.parametrize(("source", "slope"), NUMBERS)
def test_of_numbers(source: str, slope: Callable[[float], Any]) -> None:
    text = text_of(f"def f(x: float, p: float): return {source}", wrt=["x"])
    twice = text_of(f"def f(x: float, p: float): return {source}", wrt=["x"], mode="hvp")
    tangents = text_of(f"def f(x: float, p: float): return {source}", wrt=["x"], mode="jvp")
    for x, wanted in ((0.0, 0.0), (4.0, slope(4.0))):
        assert execute(text)["grad_f"](x, 0.5) == pytest.approx(wanted), text
        assert execute(tangents)["jvp_f"](x, 0.5, 1.0) == pytest.approx(wanted), tangents
        curvature = -slope(x) / (2 * x) if x else 0.0
        assert execute(twice)["hvp_f"](x, 0.5, 1.0) == pytest.approx(curvature), twice


def test_a_negative_base_whose_power_is_fixed() -> None:
    """By the power there is no slope: no number, which the router keeps off."""
    source = "np.sum(x ** np.maximum(x, 1) / y)"
    for shapes in ({}, {"x": "M,N", "y": "N"}):
        text = text_of(source, shapes=shapes, wrt=["x"])
        x, y = np.array([[-2.0, 0.5, 2.0]]), np.array([1.0, 2.0, 4.0])
        wanted = np.array([[1.0, 0.5, (np.log(2.0) + 1)]])
        assert quietly(execute(text)["grad_f"], x, y) == pytest.approx(wanted), text
