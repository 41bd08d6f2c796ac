"""stop_gradient: the value goes on, the gradient ends, in every mode and by every name.

Each program is held to its twin, in which what is stopped is a parameter of its own, held constant.
"""

from __future__ import annotations

import inspect
from typing import Any, NamedTuple

import numpy as np
import pytest
from numeric import agree, execute, quietly

import flatgen
from flatgen import FlatgenError, generate
from flatgen.cli import main

IMPORTS = "import numpy as np, math, flatgen\n"
X = np.array([[0.3, -0.7, 1.1], [0.9, 0.2, -0.4]])


class Program(NamedTuple):
    """What is returned of x, and of x and the stopped ``c``; what c is."""

    stopped: str
    twin: str
    constant: str


PROGRAMS = [
    Program("x * stop_gradient(x)", "x * c", "x"),
    Program("stop_gradient(x)**2 + x**2", "c**2 + x**2", "x"),
    Program("x**3 * stop_gradient(x**2) + x**2", "x**3 * c + x**2", "x**2"),
    Program("stop_gradient(x * x + 1) * (x * x + 1)", "c * (x * x + 1)", "x * x + 1"),
    Program("stop_gradient(x * x) * x * stop_gradient(x * x)", "c * x * c", "x * x"),
    Program("x - stop_gradient(stop_gradient(x) * x) * x", "x - c * x", "x * x"),
    Program("stop_gradient(sigmoid(x)) * x", "c * x", "sigmoid(x)"),
]
ARRAYS = [
    Program("np.exp(x) * stop_gradient(np.exp(x))", "np.exp(x) * c", "np.exp(x)"),
    Program("np.exp(stop_gradient(x)) * np.exp(x)", "np.exp(c) * np.exp(x)", "x"),
    Program("x * np.sum(stop_gradient(x), axis=0)", "x * np.sum(c, axis=0)", "x"),
    Program("x.T @ stop_gradient(x)", "x.T @ c", "x"),
    Program("stop_gradient(x)[0] * x[1] + x[0]", "c[0] * x[1] + x[0]", "x"),
    Program("np.where(stop_gradient(x) > 0, x, x**2)", "np.where(c > 0, x, x**2)", "x"),
    Program("x - stop_gradient(np.max(x))", "x - c", "np.max(x)"),
]
CASES = [(p, False) for p in PROGRAMS] + [(p, True) for p in PROGRAMS + ARRAYS]


def made(body: str, parameters: str, arrays: bool, mode: str, value: bool = False) -> Any:
    """Return what a mode makes of a function by x."""
    body = body if not arrays else f"np.multiply({body}, 1.0)"
    source = f"{IMPORTS}def f({parameters}):\n    return {body}\n"
    text = generate(source, mode=mode, value=value, wrt=["x"])
    assert "flatgen" not in text and "stop_gradient" not in text
    return execute(text)[f"value_and_{mode}_f" if value else f"{mode}_f"]


@pytest.mark.parametrize(("program", "arrays"), CASES)
@pytest.mark.parametrize("name", ["stop_gradient", "flatgen.stop_gradient"])
@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp", "hvp"])
def test_what_is_stopped_is_held_constant(
    program: Program, arrays: bool, name: str, mode: str
) -> None:
    x = X if arrays else 0.7
    sigmoid = 1 / (1 + np.exp(-x))
    c = eval(program.constant, {"np": np, "x": x, "sigmoid": lambda x: sigmoid})
    one = made(program.stopped.replace("stop_gradient", name), "x", arrays, mode, value=True)
    other = made(program.twin, "x, c", arrays, mode, value=True)
    extra = list(inspect.signature(one).parameters)[1:]
    shape = (
        np.shape(eval(program.twin, {"np": np, "x": x, "c": c})) if mode == "vjp" else np.shape(x)
    )
    drawn = np.random.default_rng(2).normal(size=shape if arrays else ())
    given = [drawn if arrays else float(drawn)] if extra else []
    value, got = quietly(one, x, *given)
    wanted_value, wanted = quietly(other, x, c, *given)
    assert agree(value, wanted_value, 1e-12) and agree(got, wanted, 1e-12)
    assert agree(quietly(made(program.stopped, "x", arrays, mode), x, *given), wanted, 1e-12)


@pytest.mark.parametrize(
    ("imports", "name"),
    [
        ("import flatgen", "flatgen.stop_gradient"),
        ("import flatgen as fg", "fg.stop_gradient"),
        ("from flatgen import stop_gradient", "stop_gradient"),
        ("from flatgen import stop_gradient as sg", "sg"),
        ("from flatgen import *", "stop_gradient"),
        ("import jax", "jax.lax.stop_gradient"),
        ("from jax import lax", "lax.stop_gradient"),
        ("from jax.lax import stop_gradient", "stop_gradient"),
        ("", "stop_gradient"),
    ],
)
def test_names(imports: str, name: str) -> None:
    text = generate(f"{imports}\ndef f(x):\n    return x * {name}(x)\n")
    assert "grad_out * x  # swap multiplier" in text
    assert "flatgen" not in text and "jax" not in text and "stop_gradient" not in text


def test_a_function_of_the_file_is_what_its_body_says() -> None:
    text = generate(
        "def stop_gradient(x):\n    return 2 * x\ndef f(x):\n    return stop_gradient(x)\n"
    )
    assert execute(text)["grad_f"](3.0) == 2.0


def test_numbers_stay_numbers() -> None:
    text = generate("import flatgen\ndef f(x):\n    return x * flatgen.stop_gradient(x)\n")
    assert "The input is a scalar." in text


def test_tuples_and_constants() -> None:
    source = """def f(x, y):
    a, (b, c) = stop_gradient((x * y, [y, 3]))
    return a * x + b * y + stop_gradient(2) * x**c
"""
    gradient = execute(generate(source))["grad_f"]
    assert agree(gradient(2.0, 5.0), (10.0 + 6 * 2.0**2, 5.0))


def test_the_users_name_is_kept() -> None:
    text = generate("def f(x):\n    gate = stop_gradient(x * x)  # held\n    return gate * x\n")
    assert "    gate = x * x  # held\n" in text


SOFTMAX = """import numpy as np
def f(x, u):
    e = np.exp(x - {})
    return np.sum(u * e / np.sum(e, axis=1, keepdims=True))
"""


@pytest.mark.parametrize(
    "shift",
    [
        "stop_gradient(np.max(x, axis=1, keepdims=True))",
        "np.max(stop_gradient(x), axis=1, keepdims=True)",
        "stop_gradient(x).max(axis=1, keepdims=True)",
        "stop_gradient(np.max(stop_gradient(x), axis=1, keepdims=True))",
    ],
)
@pytest.mark.parametrize("mode", ["grad", "jvp", "hvp"])
def test_softmax_is_known(shift: str, mode: str) -> None:
    plain = SOFTMAX.replace("u * e /", "u * (e /").replace("))\n", ")))\n")
    texts = [
        generate(plain.format(s), mode=mode, wrt=["x"])
        for s in (shift, "np.max(x, axis=1, keepdims=True)")
    ]
    assert "softmax: p (grad - Σ grad p)" in texts[0] or mode == "hvp"
    v = np.random.default_rng(1).normal(size=(2, 2, 3))
    given = (X, v[0]) if mode == "grad" else (X, v[0], v[1])
    one, other = [execute(text)[f"{mode}_f"](*given) for text in texts]
    assert agree(one, other, 1e-12)


def test_a_shift_that_does_not_cancel_keeps_its_gradient() -> None:
    """m + log Σ exp(x - m) with the second m stopped alone: the slope of the first one is there."""
    source = """import numpy as np
def f(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - stop_gradient(m))))
"""
    x = X[0]
    share = np.exp(x - x.max()) / np.exp(x - x.max()).sum()
    assert agree(execute(generate(source))["grad_f"](x), share + (x == x.max()))


def test_it_is_the_same_array() -> None:
    """Writing into what it is of would change it, too, and is refused as for any second name."""
    source = """import numpy as np
def f(x):
    y = x * 2
    c = stop_gradient(y)
    {}
    return np.sum(c * y)
"""
    for write in ("y *= 3", "y[0] = 1.0", "c *= 3", "c[0] = 1.0"):
        with pytest.raises(FlatgenError):
            generate(source.format(write))
    assert "y_1" in generate(source.replace("np.sum", "").format("y *= 3"))


def test_wrong_calls_are_refused() -> None:
    with pytest.raises(FlatgenError, match="takes one argument, not 2"):
        generate("def f(x):\n    return stop_gradient(x, x)\n")


@pytest.mark.parametrize(
    "rest",
    ["C = sg(3.0)\ndef f(x):\n    return x * C\n", "def f(x, c=sg(3.0)):\n    return x * c\n"],
)
def test_outside_of_functions_it_is_refused(rest: str) -> None:
    """Constants and defaults go into the output as they are, and would have to import flatgen."""
    with pytest.raises(FlatgenError, match="sg is called outside of the functions") as caught:
        generate("import math\nfrom flatgen import stop_gradient as sg\n" + rest)
    assert caught.value.lineno == 2


def test_it_is_a_function() -> None:
    assert flatgen.stop_gradient(X) is X


def test_stages_show_it(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    path = tmp_path / "forward.py"
    path.write_text("def f(x):\n    return x * stop_gradient(x)\n")
    assert main(["--show", "flat", str(path)]) == 0
    assert "flatgen.stop_gradient" in capsys.readouterr().out


IN_BLOCKS = [
    """
def f(x, n: int):
    h = np.sin(x)
    for _ in range(n):
        h = {stop}(h) * x
    return np.sum(h * x)
""",
    """
def f(x, n: int):
    total = 0.0
    for i in range(n):
        if x[i] > 0:
            total = total + {stop}(x[i] ** 2) * x[i]
        else:
            total = total + x[i] ** 2 - {stop}(total)
    return total
""",
    """
def f(x, n: int):
    h = np.sin(x)
    for _ in range(n):
        h = {stop}(h)
    return np.sum([{stop}(v) * w for v, w in zip(x, h)])
""",
]


@pytest.mark.parametrize("stop", ["flatgen.stop_gradient", "jax.lax.stop_gradient", "stop"])
@pytest.mark.parametrize("body", IN_BLOCKS)
def test_within_blocks(body: str, stop: str) -> None:
    """Forward mode agrees with the gradient, the output has what is stopped itself, and goes through no stop again."""
    imports = "import jax\n" if stop.startswith("jax") else ""
    imports += "from flatgen import stop_gradient as stop\n" if stop == "stop" else ""
    imports += "import flatgen\n" if stop.startswith("flatgen") else ""
    source = f"import numpy as np\n{imports}{body.format(stop=stop)}"
    x, along = np.array([0.4, -0.3, 0.8]), np.array([1.0, -0.5, 2.0])
    found = {}
    for mode in ("grad", "jvp", "hvp"):
        text = generate(source, mode=mode)
        assert "stop" not in text and "flatgen" not in text and "pass\n" not in text
        found[mode] = execute(text)[f"{mode}_f"]
    assert np.isclose(found["jvp"](x, 3, along), np.sum(found["grad"](x, 3) * along))
    plain = f"import numpy as np\n{body.format(stop='np.positive')}"
    again = execute(generate(plain, mode="jvp"))["jvp_f"]
    assert not np.isclose(found["jvp"](x, 3, along), again(x, 3, along))
