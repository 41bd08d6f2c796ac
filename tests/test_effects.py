"""Statements with an effect: what a forward prints, logs and rejects, its gradient does, too: in that order, once."""

from __future__ import annotations

import inspect
import logging
import textwrap
import warnings
from typing import Any

import black
import numpy as np
import pytest
from numeric import execute

import flatgen
from flatgen import generate

MODES = ("grad", "vjp", "jvp", "hvp")
ROW = np.array([0.5, 1.5, 2.0])
HEAD = "import logging\nimport warnings\nimport numpy as np\n"

PROGRAMS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "a guard": (
        """
        def f(x, n: int):
            if n < 1:
                raise ValueError(f"n is {n}")
            return x * x * n
        """,
        [{"x": 2.0, "n": 3}, {"x": 2.0, "n": 0}],
    ),
    "a guard with a message that is made before": (
        """
        def f(x, n: int):
            if n < 1:
                low = n - 1
                raise ValueError("too small", low)
            return x * x * n
        """,
        [{"x": 2.0, "n": 3}, {"x": 2.0, "n": 0}],
    ),
    "the other side raises": (
        """
        def f(x, kind: str):
            if kind == "square":
                y = x * x
            elif kind == "cube":
                print("cube of", x)
                y = x * x * x
            else:
                raise KeyError(kind)
            return y
        """,
        [{"x": 2.0, "kind": "square"}, {"x": 2.0, "kind": "cube"}, {"x": 2.0, "kind": "four"}],
    ),
    "returns and raises": (
        """
        def f(x, kind: str):
            if kind == "square":
                return x * x
            if kind == "cube":
                return x * x * x
            raise KeyError(f"{kind!r} is neither")
        """,
        [{"x": 2.0, "kind": "square"}, {"x": 2.0, "kind": "cube"}, {"x": 2.0, "kind": "four"}],
    ),
    "each way raises": (
        """
        def f(x, n: int):
            if n < 1:
                if n == 0:
                    raise ValueError("zero")
                else:
                    raise IndexError("less")
            return x * x
        """,
        [{"x": 2.0, "n": 1}, {"x": 2.0, "n": 0}, {"x": 2.0, "n": -1}],
    ),
    "checks": (
        """
        def f(x, w):
            assert x.shape == w.shape, f"{x.shape} and {w.shape}"
            assert np.all(x > 0)
            assert all(0 < v <= 2 for v in x) and not any(np.isnan(w))
            return np.sum(x * w)
        """,
        [
            {"x": ROW, "w": ROW},
            {"x": ROW, "w": np.ones(2)},
            {"x": -ROW, "w": ROW},
            {"x": ROW + 1, "w": ROW},
        ],
    ),
    "between writes": (
        """
        def f(x):
            y = np.zeros(3)
            y[0] = x[0] * x[1]
            print("first", y)
            y[1] = y[0] * x[2]
            print(y[1], y.sum(), len(y), sep=";")
            z = y
            y = y * 2
            print(y, "and", z, end="!")
            return np.sum(y * z)
        """,
        [{"x": ROW}],
    ),
    "names that are assigned again": (
        """
        def f(x):
            print(x)
            x = x * 2
            print(x)
            y = x
            x = np.sin(x)
            print(f"{np.sum(x):.3f} {y!r:>20} {x.shape} {{}} {y[0] if y[0] > 0 else 'none'}")
            return np.sum(x * y)
        """,
        [{"x": ROW}],
    ),
    "what is printed alone": (
        """
        def f(x):
            norm = np.sqrt(np.sum(x**2))
            largest = np.max(x)
            print("norm", norm, "largest", largest)
            return np.sum(x)
        """,
        [{"x": ROW}],
    ),
    "rounds": (
        """
        def f(x, n: int, debug: bool):
            s = 1.0
            for i in range(n):
                if s > 20:
                    raise OverflowError(f"{s:.2f} in round {i}")
                s = s * x[i] + 1.0
                if debug:
                    print(i, s)
                elif i == 1:
                    pass
                else:
                    print("round", i)
            if debug:
                print("done", s)
            return s
        """,
        [
            {"x": ROW, "n": 3, "debug": True},
            {"x": ROW, "n": 3, "debug": False},
            {"x": 10 * ROW, "n": 3, "debug": False},
        ],
    ),
    "writes in rounds": (
        """
        def f(x):
            y = np.zeros(3)
            for i in range(3):
                y[i] = x[i] * x[i]
                print(i, y)
            for v in y:
                print("is", v)
            return np.sum(y * y)
        """,
        [{"x": ROW}],
    ),
    "helpers": (
        """
        class TooSmall(ValueError):
            pass

        def is_small(v):
            return v < 1

        def check(v, name="v"):
            if is_small(np.max(v)):
                raise TooSmall(f"{name}: {v}")

        def half(v):
            print("half of", v)
            return v / 2

        def f(x):
            check(x, name="x")
            y = half(x) + half(x * x)
            check(y)
            return np.sum(y)
        """,
        [{"x": ROW}, {"x": ROW / 10}, {"x": ROW / 2}],
    ),
    "branches": (
        """
        def f(x):
            if np.sum(x) > 3:
                y = x * x
                print("large", y)
                z = np.sum(y)
            else:
                t = x * 3
                print("small", t)
                z = np.sum(x)
            if z > 5:
                print("z is", z)
                return z
            return z * 2
        """,
        [{"x": ROW}, {"x": ROW / 2}, {"x": 2 * ROW}],
    ),
    "tuples and dicts": (
        """
        def f(x):
            state = (x, x * 2)
            both = {"a": x, "b": state[1]}
            print(state, both, both["b"], state[0], *state)
            return np.sum(state[0] * both["b"])
        """,
        [{"x": ROW}],
    ),
    "names of its own in what is printed": (
        """
        def f(x):
            v = x * 2
            w = v
            v = 3.0
            print([v + w[0] for v in range(3)], v, [a * b for a, b in zip(x, w) if a > b - 9])
            return np.sum(w * x) * v
        """,
        [{"x": ROW}],
    ),
    "warnings and logs": (
        """
        logger = logging.getLogger("of_tests")

        def f(x):
            logger.warning("x is %s", x)
            logging.getLogger("of_tests").error("again")
            warnings.warn(f"the sum is {np.sum(x)}")
            return np.sum(x * x)
        """,
        [{"x": ROW}],
    ),
    "texts with names": (
        """
        def check(v, name):
            message = f"{name} is {v:.3f}"
            assert v > 0, message + "!"
            more = f"{message} and {name}{'s' if v > 1 else ''}"
            if v > 2:
                raise ValueError(more)
            print(more, f"<{more}>")

        def f(x):
            for i in range(3):
                at = f"at {i}"
                check(x[i] * 2, at)
            return np.sum(x * x)
        """,
        [{"x": ROW}, {"x": ROW / 2}, {"x": -ROW}],
    ),
    "a long one": (
        """
        def f(x, tolerance_of_the_sum: float, tolerance_of_the_product: float):
            for i in range(2):
                if np.sum(x) < tolerance_of_the_sum and np.prod(x) < tolerance_of_the_product and i > 0:
                    raise ValueError(f"the sum is {np.sum(x)}, the product is {np.prod(x)}", tolerance_of_the_sum)
                elif np.sum(x) < tolerance_of_the_sum * 2 and np.prod(x) < tolerance_of_the_product * 2:
                    print("say it's \\"near\\"\\n", 'or "far"', tolerance_of_the_sum, tolerance_of_the_product)
            return np.sum(x * x) * tolerance_of_the_sum + tolerance_of_the_product
        """,
        [
            {"x": ROW, "tolerance_of_the_sum": 3.0, "tolerance_of_the_product": 1.0},
            {"x": ROW, "tolerance_of_the_sum": 9.0, "tolerance_of_the_product": 9.0},
        ],
    ),
}


def heard(function: Any, point: dict[str, Any], capsys: Any, caplog: Any) -> tuple[Any, ...]:
    """Return what a function prints, logs, warns of and rejects."""
    capsys.readouterr()
    caplog.clear()
    error = None
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            function(**point)
        except Exception as raised:
            error = (type(raised).__name__, str(raised))
    said = [str(w.message) for w in warned]
    return capsys.readouterr().out, [r.getMessage() for r in caplog.records], said, error


def given(function: Any, point: dict[str, Any]) -> dict[str, Any]:
    """Return arguments for what is beside the forward's inputs."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return {n: point[n] if n in point else _beside(n, point) for n in names}


def _beside(name: str, point: dict[str, Any]) -> Any:
    real = [v for n, v in point.items() if n in name.split("_") and not isinstance(v, (int, str))]
    return np.ones_like(real[0]) if real else 1.0


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PROGRAMS)
def test_effects_are_the_forwards(name: str, mode: str, capsys: Any, caplog: Any) -> None:
    source, points = PROGRAMS[name]
    source = HEAD + textwrap.dedent(source)
    forward = execute(source)["f"]
    text = generate(source, functions=["f"], mode=mode)
    assert black.format_str(text, mode=black.Mode()) == text
    for value in (False, True):
        text = generate(source, functions=["f"], mode=mode, value=value)
        function = execute(text)[("value_and_" if value else "") + f"{mode}_f"]
        for point in points:
            wanted = heard(forward, point, capsys, caplog)
            assert heard(function, given(function, point), capsys, caplog) == wanted, text


@pytest.mark.parametrize("mode", ["vjp", "jvp"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_effects_again(name: str, mode: str, capsys: Any, caplog: Any) -> None:
    """The output, differentiated again and again, still does what the forward does, once."""
    source, points = PROGRAMS[name]
    source = HEAD + textwrap.dedent(source)
    forward, text, function = execute(source)["f"], source, "f"
    for _ in range(3):
        text = generate(text, functions=[function], mode=mode)
        function = f"{mode}_{function}"
        made = execute(text)[function]
        for point in points:
            wanted = heard(forward, point, capsys, caplog)
            assert heard(made, given(made, point), capsys, caplog) == wanted, text


logger = logging.getLogger("of_tests")


class TooLargeError(ValueError):
    pass


def check(x: Any) -> None:
    if x.sum() < 0:
        raise TooLargeError(f"the sum is {x.sum()}")


def limited(limit: float) -> Any:
    @flatgen.differentiable
    def f(x):  # type: ignore[no-untyped-def]
        check(x)
        if x.max() > limit:
            raise TooLargeError(limit)
        logger.warning("x is %s", x)
        return np.sum(x * x)

    return f


def test_effects_of_a_function_that_runs(capsys: Any, caplog: Any) -> None:
    f = limited(3.0)
    for x in (ROW, -ROW, 2 * ROW):
        wanted = heard(f, {"x": x}, capsys, caplog)
        assert heard(f.grad, {"x": x}, capsys, caplog) == wanted


QUIET = """
import numpy as np
def safe(x):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(x > 0, np.log(x), 0.0)
def f(x, n: int):
    y = x
    for i in range(n):
        with np.errstate(divide="ignore", over="ignore"):
            if i == 1:
                continue
            y = y + safe(x) * x
    return np.sum(y)
"""


@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp", "hvp"])
def test_warnings_are_treated_as_in_the_forward(mode: str) -> None:
    counts = {"jvp": 1, "hvp": 4}  # of the loops that have its lines
    text = generate(QUIET, functions=["f"], mode=mode)
    assert black.format_str(text, mode=black.Mode()) == text
    assert text.count('with np.errstate(divide="ignore", over="ignore"):') == counts.get(mode, 2)
    again = generate(text, functions=[f"{mode}_f"], mode="jvp")
    made = execute(again)[f"jvp_{mode}_f"]
    given = [p for p in inspect.signature(made).parameters if p != "n"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made(**{p: 1.0 if p[-3:] == "out" else np.array([0.0, 0.5]) for p in given}, n=3)
