"""Every row of TRAPS.md: where other tools give a wrong gradient without a word.

Each comes out right here, or is refused by name.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from gradients import body_of, check, gradient_of, text_of
from numeric import execute

from flatgen import FlatgenError

RNG = np.random.default_rng(3)
MATRIX, ROW = RNG.uniform(0.5, 1.5, (2, 3)), RNG.uniform(0.5, 1.5, 3)


def refused(source: str, *said: str, line: int, **options: Any) -> None:
    """Hold that a program is refused in these words, at this line of the file."""
    with pytest.raises(FlatgenError) as caught:
        text_of(source, **options)
    report = caught.value.report()
    assert all(word in report for word in said), report
    assert caught.value.lineno == line, report
    assert "help: " in report


@pytest.mark.parametrize("total", ["E.sum(1, keepdims=True)", "np.sum(E, axis=1, keepdims=True)"])
def test_softmax_by_a_kept_sum(total: str) -> None:
    source = f"""
        def f(x, u):
            E = np.exp(x)
            P = E / {total}
            return np.sum(P * u)
        """
    point = {"x": MATRIX, "u": RNG.normal(size=(2, 3))}
    check(source, point)
    check(source.replace("np.exp(x)", "x**3 + 1"), point)  # no softmax: the sum is a sum
    check(source, point, shapes={"x": "N,D", "u": "N,D"})


@pytest.mark.parametrize("shapes", [(MATRIX, ROW), (ROW, MATRIX), (MATRIX, 1.1 * MATRIX[:, :1])])
@pytest.mark.parametrize(
    "operation",
    ["x / y", "x ** y", "np.multiply(x, y)", "np.maximum(x, y)", "x - y", "np.divide(x, y)"],
)
def test_a_gradient_has_its_inputs_shape(operation: str, shapes: tuple[Any, Any]) -> None:
    source = f"def f(x, y): return np.sum({operation} * {operation})"
    check(source, dict(zip("xy", shapes)))


@pytest.mark.parametrize("axis", ["axis=0", "0", "axis=1, keepdims=True", "axis=None"])
def test_standardised(axis: str) -> None:
    source = f"""
        def f(x, u):
            z = (x - np.mean(x, {axis})) / np.std(x, {axis})
            return np.sum(z * u)
        """
    point = {"x": MATRIX, "u": RNG.normal(size=(2, 3))}
    check(source, point)
    check(source, point, shapes={"x": "N,D", "u": "N,D"})
    check(source.replace("np.std(x, ", "x.std(").replace("np.mean(x, ", "x.mean("), point)


def test_a_second_name_for_a_number_stays() -> None:
    """Scalars rebind: ``z *= 2`` leaves y alone."""
    gradient = gradient_of("def f(x):\n    y = x * 3\n    z = y\n    z *= 2\n    return y * z\n")
    assert gradient(2.0) == pytest.approx(72.0)
    check("def f(x: float):\n    y = x * 3\n    z = y\n    z *= 2\n    return y * z\n", {"x": 2.0})


def test_a_second_name_for_an_array_is_refused() -> None:
    """Arrays share: what ``z *= 2`` does to y depends on the type."""
    source = "def f(x):\n    y = x @ x\n    z = y\n    z *= 2\n    return np.sum(y * z)\n"
    refused(source, "z may share its array with another name", line=5)


@pytest.mark.parametrize("part", ["y[0:2]", "y[:]", "y.T", "y.reshape(-1)"])
def test_a_write_through_a_view(part: str) -> None:
    """The write reaches y."""
    source = f"def f(x):\n    y = x * 2\n    v = {part}\n    v[0] = 7\n    return np.sum(y * x)\n"
    check(source, {"x": ROW})


def test_a_write_through_another_name() -> None:
    source = (
        "def f(x):\n    y = x * 2\n    v = np.asarray(y)\n    v[0] = 7\n    return np.sum(y * x)\n"
    )
    refused(source, line=5)


def test_repeats_add() -> None:
    gradient = gradient_of("def f(x): return np.sum(x[[0, 0, 1]])")
    assert np.array_equal(gradient(np.ones(3)), [2.0, 1.0, 0.0])
    source = "def f(x, index, u): return np.sum(x[index] ** 2 * u)"
    check(source, {"x": ROW, "index": np.array([2, 0, 2, -1]), "u": RNG.normal(size=4)})


def test_a_name_bound_again_keeps_its_old_value() -> None:
    source = """
        def f(a, b):
            a = a @ b
            a = a @ b + a
            return np.sum(a * a)
        """
    point = {"a": RNG.normal(size=(2, 2)), "b": RNG.normal(size=(2, 2))}
    check(source, point)
    check(source, point, shapes={"a": "N,N", "b": "N,N"})


@pytest.mark.parametrize(
    ("write", "wanted"),
    [
        ("x[0] = 5", [20.0, 27.0]),
        ("x[0] += 5.0", [32.0, 27.0]),
        ("x[0] *= 2.0", [24.0, 27.0]),
        ("x *= 2", [24.0, 54.0]),
    ],
)
def test_a_write_after_use(write: str, wanted: list[float]) -> None:
    """The backward uses the old x; the caller's own array isn't changed."""
    source = f"def f(x):\n    y = x**2\n    {write}\n    return np.sum(y * x)\n"
    try:
        gradient = gradient_of(source)
    except FlatgenError:
        refused(source, line=4)
        return
    x = np.array([2.0, 3.0])
    assert np.array_equal(gradient(x), wanted)
    assert np.array_equal(x, [2.0, 3.0])


def test_loops_without_a_count() -> None:
    """The rounds that were run are those that the gradient goes back through."""
    loop = "while p < 5:\n        p = p * x[0]"
    gradient = gradient_of(f"def f(x):\n    p = 1.0\n    {loop}\n    return p\n")
    assert np.array_equal(gradient(np.array([2.0])), [12.0])  # 2 ** 3
    assert np.array_equal(gradient(np.array([3.0])), [6.0])
    assert np.array_equal(gradient(np.array([9.0])), [1.0])


def test_a_product_in_a_loop() -> None:
    """``p *= x[i]``: of each round the numbers of its own are read."""
    gradient = gradient_of(
        "def f(x):\n    p = 1.0\n    for i in range(3):\n        p *= x[i]\n    return p\n"
    )
    assert np.array_equal(gradient(np.full(3, 2.0)), [4.0, 4.0, 4.0])
    assert np.array_equal(gradient(np.array([0.0, 2.0, 3.0])), [6.0, 0.0, 0.0])


def test_a_product_written_out() -> None:
    """``prod *= x[i]`` over [2, 2, 2]: each entry's gradient is the product of the others."""
    lines = "".join(f"    p *= x[{i}]\n" for i in range(3))
    gradient = gradient_of(f"def f(x):\n    p = 1.0\n{lines}    return p\n")
    assert np.array_equal(gradient(np.full(3, 2.0)), [4.0, 4.0, 4.0])
    assert np.array_equal(gradient(np.array([0.0, 2.0, 3.0])), [6.0, 0.0, 0.0])


def test_each_branch_has_its_gradient() -> None:
    source = """
        def f(x):
            y = x * 2
            if x > 0:
                y = x * x
            return y
        """
    gradient = gradient_of(source)
    assert gradient(3.0) == 6.0
    assert gradient(-3.0) == 2.0
    gradient = gradient_of("def f(x):\n    return np.sum(x) if x.ndim else x * x\n")
    assert np.array_equal(gradient(np.ones(2)), [1.0, 1.0])
    assert gradient(np.array(3.0)) == 6.0


@pytest.mark.parametrize(
    "statement",
    [
        "with np.errstate(all='ignore') as state: y = np.log(x)",
        "with np.errstate(**words): y = np.log(x)",
        "with open('log') as log: y = np.log(x)",
        "try: y = x\n    finally: pass",
        "global y",
        "del x",
        "import os",
        "class A: pass",
        "yield x",
        "raise ValueError",
        "match x:\n        case [a]: y = a",
        "y = {v for v in x}",
        "np.exp(x, out=(x,))",
        "y = np.exp(x, out=x)",
        "y = np.exp(x, where=x > 0, out=x)",
        "y = np.exp(x, where=x > 0)",
        "y = np.exp(x, where=x > 0, out=np.empty_like(x))",
        "y = np.sum(x, where=x > 0, out=np.zeros(()))",
        "y = x.frobnicate()",
        "y = np.frobnicate(x)",
    ],
)
def test_nothing_is_skipped(statement: str) -> None:
    """What isn't supported is an error at its line, never left out."""
    source = f"def f(x):\n    y = x * 2\n    {statement}\n    return np.sum(x * y)\n"
    refused(source, line=4)


def test_whole_numbers_times_a_half() -> None:
    for source in (
        "np.sum(x * 0.5)",
        "np.abs(x) * 0.5",
        "0.5 * np.sum(x)",
        "np.mean(x) * x[0] * 0.5",
    ):
        gradient = gradient_of(f"def f(x): return {source}")(np.array([1, 2, 3]))
        assert gradient.dtype == np.float64
        assert gradient.any(), source


@pytest.mark.parametrize("name", ["maximum", "minimum", "fmax", "fmin"])
def test_the_greater_of_twice_the_same(name: str) -> None:
    gradient = gradient_of(f"def f(x): return np.sum(np.{name}(x, x))")
    assert np.array_equal(gradient(np.array([-1.0, 0.0, 2.0])), [1.0, 1.0, 1.0])


def test_corners_at_zero() -> None:
    x = np.array([-2.0, 0.0, 3.0])
    for source, wanted in {
        "np.sum(np.abs(x))": [-1, 0, 1],
        "np.sum(np.maximum(x, 0))": [0, 0, 1],
        "np.sum(relu(x))": [0, 0, 1],
        "np.sum(np.where(x > 0, np.sqrt(x), 0))": [0, 0, 1 / math.sqrt(12)],
        "np.sum(np.where(x > 0, np.log(x), x))": [1, 1, 1 / 3],
        "np.sum(np.where(x != 0, 1 / x, 0))": [-0.25, 0, -1 / 9],
        "np.sum(np.where(x == 0, 1, np.sin(x) / x))": [0.4353978, 0, -0.3456775],
    }.items():
        assert gradient_of(source)(x) == pytest.approx(np.array(wanted), rel=1e-6), source


def test_products_with_zeros() -> None:
    for source in ("np.prod(x)", "x.prod()", "np.prod(x, axis=0)", "np.multiply.reduce(x)"):
        try:
            gradient = gradient_of(source)
        except FlatgenError:
            assert "reduce" in source
            continue
        assert np.array_equal(gradient(np.array([2.0, 0.0, 3.0])), [0, 6, 0])
        assert np.array_equal(gradient(np.array([0.0, 0.0, 3.0])), [0, 0, 0])


def test_powers() -> None:
    assert np.array_equal(gradient_of("np.sum(x ** 0.0)")(np.array([0.0, -1.0])), [0, 0])
    assert np.array_equal(gradient_of("np.sum(x ** 2)")(np.array([0.0, -3.0])), [0, -6])
    assert gradient_of("def f(x): return x ** 0.0")(0.0) == 0
    assert gradient_of("def f(x): return x ** 2")(-3.0) == -6


def test_softplus_far_out() -> None:
    for source in ("np.sum(np.log(1 + np.exp(x)))", "np.sum(np.log1p(np.exp(x)))"):
        assert gradient_of(source)(np.array([100.0, 1000.0, -1000.0])) == pytest.approx([1, 1, 0])
    assert gradient_of("import math\ndef f(x): return math.log(1 + math.exp(x))")(100.0) == 1


def test_gates_far_out() -> None:
    """A quotient by 1 + exp(-x), which overflows, is a product by what doesn't."""
    x = np.array([-800.0, 0.0, 2.0, 800.0])
    for source in ("np.sum(x / (1 + np.exp(-x)))", "np.sum(x / (np.exp(-x) + 1.0))"):
        assert gradient_of(source)(x) == pytest.approx([0, 0.5, 1.0907842, 1])
    by_x, by_y = gradient_of("np.sum(y / (1 + np.exp(-x)))")(x, np.array([1.0, 2.0, 3.0, 4.0]))
    assert by_x == pytest.approx([0, 0.5, 0.3149807, 0])
    assert by_y == pytest.approx([0, 0.5, 0.8807971, 1])


def test_a_root_squared_again() -> None:
    for root in ("np.sqrt(np.sum(x ** 2))", "np.linalg.norm(x)", "np.sum(x * x) ** 0.5"):
        for source in (f"({root}) ** 2", f"np.square({root})", f"{root} * {root}"):
            gradient = gradient_of(f"def f(x): return {source}")
            assert np.array_equal(gradient(np.zeros(3)), np.zeros(3)), source
            assert gradient(np.array([3.0, 4.0])) == pytest.approx([6.0, 8.0]), source


def test_clipped_nowhere() -> None:
    for source in ("np.sum(np.clip(x, None, None) * x)", "np.sum(x.clip(None, None) * x)"):
        assert np.array_equal(gradient_of(source)(np.array([1.0, -2.0])), [2.0, -4.0])


def test_complex_numbers_written_into_a_part_twice_differentiated() -> None:
    source = """
        def f(x):
            c = np.zeros(2, dtype=complex)
            c[:1] = x[:1] * 1j
            return np.abs(c) ** 2
        """
    text = text_of(source) + "\n\ndef g(x):\n    return np.sum(grad_f(x) ** 2)\n"
    again = text_of(text, functions=["g"])
    assert execute(again)["grad_g"](np.array([1.5, 2.0])) == pytest.approx([12.0, 0.0])


def test_the_root_of_zero() -> None:
    assert gradient_of("import math\ndef f(x): return math.sqrt(x)")(0.0) == math.inf
    assert np.array_equal(gradient_of("np.sum(np.sqrt(x))")(np.array([0.0, 4.0])), [math.inf, 0.25])


NAMES = """
import numpy as np

def f(x, y):
    sum = x * y
    max = np.exp(sum)
    grad_x = max + x
    bx = grad_x * grad_x
    _r0 = bx / y
    unbroadcast = np.sum(_r0, axis=0)
    s0 = unbroadcast * x
    grad_s0 = s0 - y
    out = np.sin(grad_s0)
    grad_out = out * s0
    return np.sum(grad_out)
"""


def test_names_are_renamed_around() -> None:
    point = {"x": MATRIX, "y": ROW}
    check(NAMES, point)
    check(NAMES, point, shapes={"x": "N,D", "y": "D"})
    shadowed = "import numpy\ndef f(x):\n    np = numpy.sin(x)\n    return numpy.sum(np * np)\n"
    check(shadowed + "import numpy as np\n", {"x": ROW})


def test_two_outputs_are_refused() -> None:
    refused("def f(x):\n    return np.sum(x), np.max(x)\n", "returns 2 values", line=3)


def test_what_is_not_used_poisons_nothing() -> None:
    source = "def f(x):\n    a = np.arccos(x)\n    b = np.sqrt(a - 9)\n    return np.sum(x * x)\n"
    text = text_of(source)
    assert "arccos" not in text
    assert np.array_equal(execute(text)["grad_f"](np.array([3.0, -3.0])), [6.0, -6.0])


def test_holders_of_one_gradient() -> None:
    """A gradient that two values share is added to for one of them only."""
    source = """
        def f(x, w, u):
            s = x + w
            return np.sum(s * u) + x[0] * 3 + np.sum(w[1:])
        """
    point = {"x": ROW, "w": RNG.normal(size=3), "u": RNG.normal(size=3)}
    check(source, point)
    text = check(source, point, shapes={"x": "N", "w": "N", "u": "N"})
    assert "unbroadcast" not in text
    grad_x, grad_w, _ = gradient_of(source)(**point)
    assert not np.shares_memory(grad_x, grad_w)


def test_the_callers_arrays_stay() -> None:
    source = """
        def f(x, y):
            a = x
            a = a * y
            a[0] += y[1]
            a *= 2
            return np.sum(a * x)
        """
    for shapes in ({}, {"x": "N", "y": "N"}):
        check(source, {"x": ROW, "y": ROW + 1}, shapes=shapes)
    assert "x *=" not in body_of(text_of(source))


@pytest.mark.parametrize(
    ("called", "meant"),
    [
        ("np.tahn(x)", "np.tanh"),
        ("np.tanH(x)", "np.tanh"),
        ("np.maximun(x, 0)", "np.maximum"),
        ("np.foo(x)", ""),
    ],
)
def test_a_name_with_a_slip(called: str, meant: str) -> None:
    with pytest.raises(FlatgenError) as caught:
        text_of(f"def f(x): return {called}")
    said = caught.value.report()
    assert (f"did you mean {meant}?" if meant else "give its gradient") in said, said


@pytest.mark.parametrize(
    "source",
    [
        "def f(x, *args, **kw): return x * args[0] + kw['a']",
        "def f(x):\n    while x > 0:\n        y = x.frobnicate()\n    return y\n",
    ],
)
def test_a_fault_is_said_once(source: str) -> None:
    with pytest.raises(FlatgenError) as caught:
        text_of(source)
    said = caught.value.report()
    assert "read before" not in said
    assert "returns nothing" not in said


def test_the_loop_that_trains() -> None:
    """What calls the loss is a function of its own, which the other one is part of: -f names the loss."""
    source = """
        def loss(w, x):
            return np.sum((x @ w) ** 2)

        def train(w, x):
            while loss(w, x) > 1:
                w = 0.5 * w
            return w
        """
    assert "def vjp_train(" in text_of(source, mode="vjp")
    assert "def grad_loss(" in text_of(source, functions=["loss"])
