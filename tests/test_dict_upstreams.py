"""Upstreams of dicts of which only the run tells the keys: dicts, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from numeric import execute

from flatgen import generate

RNG = np.random.default_rng(4)
P = {"b": RNG.normal(size=3), "w": RNG.normal(size=(2, 3)), "c": RNG.normal(size=3)}
PAIRS = {"one": (RNG.normal(size=3), RNG.normal(size=3)), "two": (RNG.normal(size=3),) * 2}
X = RNG.normal(size=3)
PROGRAMS: dict[str, tuple[str, list[Any]]] = {
    "one": (
        """
        def f(p: dict, x):
            return {k: v * x for k, v in p.items()}
        """,
        [P, X],
    ),
    "beside_another": (
        """
        import numpy as np
        def f(p: dict, g: dict, lr):
            new = {k: p[k] - lr * np.sin(g[k]) for k in p}
            return new, np.sum(lr**2)
        """,
        [P, {key: 2 * P[key] for key in sorted(P)}, X],
    ),
    "of_pairs": (
        """
        import numpy as np
        def f(p: dict[str, tuple[np.ndarray, np.ndarray]], x):
            return {k: (w * x, b + x * x) for k, (w, b) in p.items()}
        """,
        [PAIRS, X],
    ),
    "within_another": (
        """
        def f(p, x):
            return {k: v * x for k, v in p["layers"].items()}, p["d"] * x
        """,
        [{"layers": P, "d": X}, X],
    ),
}
PROGRAMS["of_a_gradient"] = (
    generate("""
import numpy as np
def f(p: dict, x):
    return sum(np.sum(np.sin(v * x)) for v in p.values())
""").replace("grad_f(", "f("),
    [P, X],
)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key in sorted(value):
            yield from leaves(value[key])
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def drawn(value: Any, seed: int) -> Any:
    """Return random numbers in the form of a value, its keys in another order."""
    if isinstance(value, dict):
        return {key: drawn(value[key], seed + i) for i, key in enumerate(reversed(value))}
    if isinstance(value, tuple):
        return tuple(drawn(part, seed + i) for i, part in enumerate(value))
    return np.random.default_rng(seed).normal(size=np.shape(value))


def product(one: Any, other: Any) -> float:
    both = list(zip(leaves(one), leaves(other), strict=True))
    assert all(np.shape(a) == np.shape(b) for a, b in both)
    return float(sum(np.sum(a * b) for a, b in both))


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_upstream_has_the_form_of_what_is_returned(name: str) -> None:
    text, inputs = PROGRAMS[name]
    text = dedent(text)
    vjp = execute(generate(text, mode="vjp"))["vjp_f"]
    jvp = execute(generate(text, mode="jvp"))["jvp_f"]
    value = execute(text)["f"](*inputs)
    upstreams = drawn(value, 7)
    given = upstreams if isinstance(value, tuple) else (upstreams,)
    along = [drawn(one, 9 + i) for i, one in enumerate(inputs)]
    before = deepcopy((inputs, given))
    gradients = vjp(*inputs, *given)
    np.testing.assert_equal((inputs, given), before)
    np.testing.assert_equal(vjp(*inputs, *given), gradients)
    one, other = product(jvp(*inputs, *along), upstreams), product(tuple(along), gradients)
    np.testing.assert_allclose(one, other, rtol=1e-10)


def test_it_is_read_by_the_keys_of_the_input() -> None:
    text = generate(dedent(PROGRAMS["one"][0]), mode="vjp")
    assert "def vjp_f(p: dict, x, grad_out: dict):" in text
    assert "grad_out_1 = [grad_out[key] for key in p]\n" in text
    assert "list(grad_out" not in text
