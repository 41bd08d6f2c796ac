"""What is no number, and is passed over, has no gradient and hands no NaN to others, in any mode.

The wanted derivative is that of the numbers alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from gradients import text_of
from numeric import execute, quietly

from flatgen import generate

HOLES = np.array([1.0, np.nan, 2.0, 4.0])
HERE = np.isfinite(HOLES)
V = np.array([0.5, 1.0, -1.0, 2.0])
PASSED_OVER = {  # and the same of numbers alone
    "np.sum(np.where(np.isnan(x), 0, x ** 2))": "np.sum(x ** 2)",
    "np.sum(np.where(np.isfinite(x), x ** 2, 0))": "np.sum(x ** 2)",
    "m = ~np.isnan(x)\nreturn np.sum(np.where(m, x * x * x, 0))": "np.sum(x ** 3)",
    "np.sum(np.where(x == x, x * x * x, 0))": "np.sum(x ** 3)",
    "m = np.not_equal(x, x)\nreturn np.sum(np.where(m, 0, x ** 2))": "np.sum(x ** 2)",
    "np.sum(x ** 2, where=~np.isnan(x))": "np.sum(x ** 2)",
    "np.mean(x ** 2, where=np.isfinite(x))": "np.mean(x ** 2)",
    "np.sum((x ** 2)[~np.isnan(x)])": "np.sum(x ** 2)",
    "z = x ** 2\nz[np.isnan(z)] = 0\nreturn np.sum(z)": "np.sum(x ** 2)",
    "z = x ** 2\nz[np.isnan(x)] = 0\nreturn np.sum(z)": "np.sum(x ** 2)",
    "np.nansum(x ** 2)": "np.sum(x ** 2)",
    "np.nansum(np.log(x))": "np.sum(np.log(x))",
    "np.nansum((x - np.nanmean(x)) ** 2)": "np.sum((x - np.mean(x)) ** 2)",
    "np.nanmean(x ** 2)": "np.mean(x ** 2)",
    "np.nanprod(x ** 2)": "np.prod(x ** 2)",
    "np.nanmax(x ** 2)": "np.max(x ** 2)",
    "np.nanmin(x ** 2, axis=0)": "np.min(x ** 2)",
    "np.nanmedian(x ** 2)": "np.median(x ** 2)",
    "np.nanquantile(x ** 2, 0.3)": "np.quantile(x ** 2, 0.3)",
    "np.sum(np.nan_to_num(x ** 2))": "np.sum(x ** 2)",
    "np.nanvar(x)": "np.var(x)",
    "np.nanstd(x, ddof=1)": "np.std(x, ddof=1)",
}


def derivative(source: str, mode: str, x: Any, v: Any, shapes: dict[str, str]) -> Any:
    vectors = () if mode == "grad" else (v,)
    text = text_of(source, mode=mode, shapes=shapes)
    return quietly(execute(text)[f"{mode}_f"], x, *vectors)


@pytest.mark.parametrize("source", PASSED_OVER)
@pytest.mark.parametrize("mode", ["grad", "jvp", "hvp"])
def test_what_is_no_number_is_passed_over(source: str, mode: str) -> None:
    for shapes in ({}, {"x": "N"}):
        wanted = derivative(PASSED_OVER[source], mode, HOLES[HERE], V[HERE], shapes)
        got = derivative(source, mode, HOLES.copy(), V, shapes)
        if mode != "jvp":
            assert np.all(got[~HERE] == 0)
            got = got[HERE]
        assert got == pytest.approx(wanted)


@pytest.mark.parametrize(
    "source", ["np.nanvar(x ** 2)", "np.nanstd(x ** 2)", "np.nanstd(np.log(x))"]
)
def test_deviations_of_what_is_steep(source: str) -> None:
    for mode in ("grad", "jvp", "hvp"):
        wanted = derivative(source, mode, HOLES[HERE], V[HERE], {})
        got = derivative(source, mode, HOLES.copy(), V, {})
        assert (got if mode == "jvp" else got[HERE]) == pytest.approx(wanted)
        assert mode == "jvp" or np.all(got[~HERE] == 0)


@pytest.mark.parametrize("source", ["np.nansum(x ** 3)", "np.sum(np.where(x == x, x ** 3, 0))"])
def test_what_is_passed_over_is_so_in_the_output(source: str) -> None:
    """The output asks in its own words where there is a number: read again, they are understood."""
    text = generate(text_of(source, mode="jvp"), mode="vjp", functions=["jvp_f"])
    grad_x, grad_dot_x = quietly(execute(text)["vjp_jvp_f"], HOLES.copy(), V, 1.0)
    assert grad_x == pytest.approx(np.where(HERE, 6 * HOLES * V, 0))
    assert grad_dot_x == pytest.approx(np.where(HERE, 3 * HOLES**2, 0))
