"""Numbers of other kinds than usual: complex ones on the way, whole ones as tangents, single ones throughout."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import numpy as np
import pytest
from gradients import check, text_of, tuple_of
from numeric import execute

from flatgen import FlatgenError, generate

THREE = np.array([0.5, 1.0, 2.0])


@pytest.mark.parametrize("shapes", [None, {"x": "3", "w": ""}])
@pytest.mark.parametrize(
    "source",
    [
        "np.sum(x * np.exp(1j * w * np.arange(3))).real",
        "np.exp(1j * w * x).mean().imag",
        "z = x * np.exp(1j * w)\nreturn np.abs(z / z.sum())",
        "np.abs(np.sum(np.exp(1j * x)) / (1 + 1j * w))",
        "np.sum(np.abs(x[:, None] * np.exp(1j * w * np.arange(3))) ** 2)",
    ],
)
def test_products_of_complex_numbers_summed(source: str, shapes: dict[str, str] | None) -> None:
    """np.vdot conjugates: it is no sum of products of complex numbers, in no mode."""
    point = {"w": 0.4, "x": THREE}
    check(source, point, shapes=shapes)
    check_hessian(source, point, shapes=shapes)


def check_hessian(source: str, point: dict[str, Any], **options: Any) -> None:
    """Compare the Hessian-vector product with finite differences of the gradient."""
    gradient = execute(text_of(source, **options))["grad_f"]
    along = [np.cos(np.arange(np.size(x))).reshape(np.shape(x)) for x in point.values()]
    along = [v for name, v in zip(point, along) if name in options.get("wrt", point)]
    got = execute(text_of(source, mode="hvp", **options))["hvp_f"](*point.values(), *along)
    step = 1e-5
    there, back = (
        tuple_of(gradient(*[x + s * v for x, v in zip_longest(point.values(), along, fillvalue=0)]))
        for s in (step, -step)
    )
    for product, after, before in zip(tuple_of(got), there, back):
        assert np.shape(product) == np.shape(after)
        assert np.allclose(product, (after - before) / (2 * step), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("z = x.copy()\nz[0] = 0.5 * x[1]\nreturn z", [0.5, 1.0, 1.0]),
        ("z = x.copy()\nz[0] = x[0] * z[1]\nz[1] = z[0] * 2\nreturn z", [1.5, 3.0, 1.0]),
        ("z = np.roll(x, 1)\nz[0] = 0.5 * x[1]\nreturn z", [0.5, 1.0, 1.0]),
        ("z = x * 2\nz[1:] += 0.5 * x[:2]\nreturn z", [2.0, 2.5, 2.5]),
        ("np.gradient(x, 0.4)", [0.0, 0.0, 0.0]),
    ],
)
def test_a_tangent_of_whole_numbers(source: str, wanted: list[float]) -> None:
    """What is written into it is not cut off."""
    got = execute(text_of(source, mode="jvp"))["jvp_f"](THREE, np.ones(3, int))
    assert np.allclose(got, wanted)


@pytest.mark.parametrize(
    "source",
    [
        "z = x.copy()\nz[1:] += 0.5 * z[:-1]\nreturn z",
        "z = x.copy()\nz[0], z[1] = z[1], z[0] ** 2\nreturn z",
        "z = np.roll(x, 1)\nz[0] = z[1] / 4\nreturn z[::-1]",
        "np.cumprod(x)",
        "np.gradient(x, 0.4)",
    ],
)
def test_an_upstream_of_whole_numbers(source: str) -> None:
    vjp = execute(text_of(source, mode="vjp"))["vjp_f"]
    upstream = np.array([0, 3, 1])
    got = vjp(THREE, upstream)
    assert got.dtype == float
    assert np.allclose(got, vjp(THREE, upstream * 1.0))


def test_a_vector_of_whole_numbers() -> None:
    source = "z = x**2\nz[1:] += 0.5 * z[:-1] ** 2\nreturn z"
    hvp = execute(text_of(source, mode="hvp"))["hvp_f"]
    assert np.allclose(hvp(THREE, np.array([0, 1, 2])), hvp(THREE, np.array([0.0, 1.0, 2.0])))


@pytest.mark.parametrize("mode", ["grad", "vjp", "jvp", "hvp"])
def test_the_log_of_a_number_leaves_single_single(mode: str) -> None:
    single = THREE.astype(np.float32)
    made = execute(text_of("2.0**x * 3**x", mode=mode, shapes={"x": "3"}))[f"{mode}_f"]
    assert made(*[single] * (1 if mode == "grad" else 2)).dtype == np.float32


CURVES = [
    "np.sum(np.sinc(x) ** 2)",
    "np.sum(sp.digamma(x))",
    "np.sum(sp.boxcox(x, 0.3) * sp.boxcox1p(x, 0.3))",
    "np.sum(sp.betainc(1.5, 2.5, x))",
    "np.sum(sp.gammaln(x))",
    "np.sum(x * w + np.exp(x))",  # and a number of Python's beside it
]


@pytest.mark.parametrize("source", CURVES)
def test_single_stays_single_in_the_second_order(source: str) -> None:
    """scipy's functions may give double for single: a Hessian-vector product doesn't."""
    head = "import numpy as np\nimport scipy.special as sp\n"
    source = f"{head}def f(x, w):\n    return {source}\n"
    x = np.array([0.2, 0.5, 0.7], np.float32)
    product = execute(text_of(source, mode="hvp", wrt=["x"]))["hvp_f"](x, 1.5, x)
    assert product.dtype == np.float32
    check_hessian(source, {"x": x.astype(float), "w": 1.5}, wrt=["x"])


def test_a_real_power_of_a_matrix() -> None:
    """scipy gives complex numbers for the power of a defective matrix, by rounding alone."""
    head = "import numpy as np\nimport scipy.linalg\n"
    source = f"{head}def f(x):\n    return np.trace(scipy.linalg.fractional_matrix_power(x, 1.5))\n"
    point = np.array([[2.0, 0.3], [0.2, 1.0]])
    product = execute(text_of(source, mode="hvp"))["hvp_f"](point, np.ones((2, 2)))
    assert product.dtype == float
    check_hessian(source, {"x": point})


def test_what_is_compared_with_a_text_is_none_to_differentiate() -> None:
    text = text_of("""
        def f(x, mode, other):
            if mode == "relu" or other in ("a", "b"):
                return np.sum(np.maximum(0, x))
            return np.sum(np.tanh(x))
        """)
    assert "returns grad_x." in text


WHOLE = [
    "np.zeros(3, 'i8')",
    "np.zeros(3, dtype=np.uint8)",
    "np.zeros(3, bool)",
    "np.zeros_like(x, dtype=int)",
    "np.empty_like(x, np.int64)",
    "np.full(3, 0.0, dtype=int)",
    "np.full(3, n)",
    "np.array([n, 0, n])",
    "np.array(x, dtype=int)",
    "np.asarray(x, dtype=np.int32)",
    "x.astype(np.uint8)",
    "x > 0",
    "(x > 0) * 1",
    "np.arange(n)",
    "np.arange(0.0, 3.0, dtype=int)",
    "np.eye(3, dtype=int)",
    "np.linspace(0, 3, 4, dtype=int)",
    "np.zeros(3, dtype=k.dtype)",
    "k.copy()",
    "k[::-1].copy()",
    "np.zeros(3, int)",
]
INTO = ["z[0] = x[0]", "z[0] += x[0]", "np.add.at(z, [0], x[0])"]
INTO_MATRIX = [
    "np.fill_diagonal(z, x)",
    "np.put_along_axis(z, np.array([[0]]), 0.5 * x[:1, None], 0)",
]


@pytest.mark.parametrize(
    "lines",
    [
        *(f"z = {made}; z[0] = x[0]" for made in WHOLE),
        *(f"z = np.zeros(3, int); {write}" for write in INTO),
        *(f"z = np.zeros((3, 3), int); {write}" for write in INTO_MATRIX),
    ],
)
def test_whole_numbers_cut_off_what_is_written(lines: str) -> None:
    body = lines.replace("; ", "\n    ")
    head = 'def f(x, k: Int[np.ndarray, "N"], n: int):'
    with pytest.raises(FlatgenError, match="cuts off what is written into it"):
        text_of(f"{head}\n    {body}\n    return np.sum(z * 1.0)")


@pytest.mark.parametrize(
    "made",
    [
        "1 / np.arange(1, n + 1)",
        "np.arange(n) / 2",
        "np.linspace(0, 1, n)",
        "np.mean(np.arange(9).reshape(3, 3), axis=0)",
        "np.std(np.arange(9).reshape(3, 3), axis=0)",
        "np.divide(np.arange(3), 2)",
        "np.gradient(np.arange(3))",
        "np.arctan2(np.arange(3), 1)",
        "np.zeros_like(x, dtype=float)",
        "np.arange(3, dtype=np.float64)",
    ],
)
def test_floating_numbers_made_of_whole_ones(made: str) -> None:
    """They cut nothing off."""
    lines = f"z = {made}\n    z[0] = x[0]\n    return np.sum(z * x)"
    check(f"def f(x, n: int):\n    {lines}", {"x": THREE, "n": 3}, wrt=["x"])


@pytest.mark.parametrize(
    "taken",
    [
        *(f"np.quantile(x, 0.4, method='{m}')" for m in ("lower", "inverted_cdf", "linear")),
        *(f"np.percentile(x, 40, 0, method='{m}')" for m in ("higher", "nearest", "hazen")),
        "np.percentile(x, [30, 60], method='closest_observation')",
        "np.quantile(x, 1)",
        "np.quantile(x, [0, 1])",
        "np.nanquantile(x, 1, axis=0)",
        "np.nanquantile(x, [0, 1])",
        "np.median(x)",
        "np.max(x, axis=0)",
        "np.sort(x)",
    ],
)
@pytest.mark.parametrize("shapes", [None, {"x": "N"}, {"x": "3"}])
def test_what_is_taken_of_whole_numbers_has_a_floating_gradient(
    taken: str, shapes: dict[str, str] | None
) -> None:
    gradient = execute(text_of(f"def f(x): return 1.5 * np.sum({taken})", shapes=shapes))["grad_f"]
    whole = np.array([7, 2, 4])
    got, wanted = gradient(whole), gradient(whole * 1.0)
    assert got.dtype == float
    assert np.array_equal(got, wanted)
    assert np.sum(got) % 1.5 == pytest.approx(0)


@pytest.mark.parametrize(
    "curve",
    [
        "np.polyval(x, y)",
        "np.vander(x, 3).sum(1) * y",
        "np.trapezoid(x**2, y) * y",
        "np.cumprod(x) * y",
        "np.gradient(x) * x * y",
        "np.sort(x)**2 * y",
        "np.sinc(x * 0.3) * y",
    ],
)
def test_the_second_order_at_whole_numbers(curve: str) -> None:
    """A cast that keeps single precision cuts no slope off."""
    hvp = execute(text_of(f"def f(x, y): return {curve}", mode="hvp"))["hvp_f"]
    x, y = np.array([1, 3, 2]), np.array([2, -1, 4])
    along = np.array([0.5, -1.5, 0.25]), np.array([1.5, 0.5, -0.75])
    for got, wanted in zip(hvp(x, y, *along), hvp(x * 1.0, y * 1.0, *along)):
        assert got.dtype == float
        assert got == pytest.approx(wanted)


@pytest.mark.parametrize("shapes", [None, {"x": "N", "w": "K"}, {"x": "3", "w": "4"}])
@pytest.mark.parametrize(
    "bins",
    [
        "(x[:, None] > np.array([0.4, 0.7])).sum(axis=1)",
        "np.sum(x[:, None] > np.zeros(2), axis=1, initial=1)",
        "np.sum(x[:, None] > np.zeros(2), axis=1, where=[True, False])",
        "np.cumsum(x < 0.7)",
        "np.cumulative_sum(x < 0.7)",
        "np.prod(x[:, None] > np.zeros(2), axis=1)",
        "np.add.reduce(x[:, None] > np.zeros(2), axis=1)",
        "np.add.accumulate(x < 0.7)",
        "np.count_nonzero(x[:, None] > np.zeros(2), axis=1)",
    ],
)
def test_truths_that_are_counted_are_places(bins: str, shapes: dict[str, str] | None) -> None:
    """They may come twice, which masks don't."""
    point = {"w": np.array([1.0, 3.0, 2.0, -1.0]), "x": THREE}
    check(f"bins = {bins}\nreturn np.sum(w[bins] ** 2 * x)", point, shapes=shapes)


@pytest.mark.parametrize(
    "lines",
    [
        "z = x.copy(); np.fill_diagonal(z, 0.5)",
        "z = x.copy(); np.put_along_axis(z, np.array([[0], [1]]), 0.5, 1)",
        "z = np.nan_to_num(x, nan=0.5)",
        "z = np.real_if_close(x, tol=0.5)",
        "z = np.sum(x, axis=0, initial=0.5)",
        "z = np.max(x, axis=0, initial=0.5)",
        "from scipy import ndimage; z = ndimage.gaussian_filter(x, 0.8)",
        "from scipy import ndimage; z = ndimage.laplace(x, cval=0.5)",
    ],
)
def test_what_stays_whole_beside_a_floating_setting(lines: str) -> None:
    """The numbers that come out are of the array's kind, whatever the setting is; the gradient is floating."""
    *imports, body = lines.replace("; z", "\nz", 1).rpartition("\n")
    source = f"{imports[0]}\ndef f(x):\n    " + body.replace("; ", "\n    ") + "\n    return z"
    gradient = execute(text_of(source))["grad_f"]
    whole = np.array([[3, 1], [5, 4]])
    assert gradient(whole).dtype == float
    assert np.array_equal(gradient(whole), gradient(whole * 1.0))


COMPLEX_NOTES = [
    'Complex[np.ndarray, "N"]',
    "NDArray[np.complex128]",
    "np.complex128",
    "complex | None",
    'Annotated[np.ndarray, "N", complex]',
]


@pytest.mark.parametrize("note", COMPLEX_NOTES)
def test_complex_parameters_are_constants(note: str) -> None:
    """Of their kind is what is made of them: nothing is taken for real that isn't."""
    body = "np.sum(np.abs(x * z + 1) ** 2) + np.sum(np.imag(z * np.conj(x * z**2)))"
    source = f"import numpy as np\ndef f(x, z: {note}):\n    return {body}\n"
    f = execute(source.replace(f": {note}", ""))["f"]
    x, z = np.array([0.4, -0.7, 1.1]), np.array([0.4 + 0.9j, -0.7 + 0.2j, 1.1 - 0.5j])
    along, step = np.array([1.0, -0.5, 2.0]), 1e-6
    slope = (f(x + step * along, z) - f(x - step * along, z)) / (2 * step)
    grad = execute(generate(source))["grad_f"](x, z)
    assert np.isrealobj(grad) and np.isclose(grad @ along, slope)
    assert np.isclose(execute(generate(source, mode="jvp"))["jvp_f"](x, z, along), slope)
    with pytest.raises(FlatgenError, match="wrt names 'z', which is a constant"):
        generate(source, wrt=["z"])


ACCUMULATED = [
    "v = x\nfor i in range(3):\n    v = v * (1 + 1j)\nreturn np.sum(np.abs(v) ** 2 * x)",
    "s = 0.0\nfor i in range(3):\n    s = s + np.exp(1j * x * i)\nreturn np.sum(np.abs(s) ** 2)",
    "v = x + 0j\nfor i in range(3):\n    v = v * (1 + 1j) + x\nreturn np.sum(np.abs(v) ** 2)",
    "v = 1.0\nfor i in range(3):\n    v = v * np.exp(1j * x) + np.conj(v) * x\nreturn np.sum(np.abs(v))",
    "v = np.ones(3)\nfor i in range(3):\n    v = v * np.exp(1j * x * i)\nreturn np.sum(np.abs(v + x))",
]


WRITTEN = [
    "v = np.exp(x) + 0j\nv[1] = 1j * x[0] * x[1]\nreturn np.sum(np.abs(v * (1 + 2j) + x) ** 2 * x)",
    "v = x.astype(complex)\nv[1] = 1j * x[0] * x[1]\nreturn np.sum(np.abs(v * (1 + 2j) + x) ** 2 * x)",
]


@pytest.mark.parametrize("source", [*ACCUMULATED, *WRITTEN])
def test_complex_numbers_in_loops(source: str) -> None:
    check(source, {"x": THREE})
    check_hessian(source, {"x": THREE})


@pytest.mark.parametrize(
    "source",
    [
        "v = x\nfor i in range(3):\n    v = v * (1 + 1j)\n    v[0] = 0.0\nreturn np.sum(np.abs(v) ** 2)",
        "if np.sum(x) > 0:\n    v = x * 1j\nelse:\n    v = x\nreturn np.sum(np.abs(v) ** 2)",
        "hs = [x]\nfor i in range(3):\n    hs.append(hs[-1] * 1j)\nreturn np.sum(np.abs(hs[-1]))",
    ],
)
def test_real_on_one_way_and_complex_on_another(source: str) -> None:
    """Such a name's gradient would have to be real in one round, and complex in another."""
    with pytest.raises(
        FlatgenError, match=r"is real in one|has real and complex numbers"
    ) as caught:
        text_of(source, wrt=["x"])
    assert "make it complex from the start" in caught.value.report()


CUT = {
    "an array of the file": ("a = L.copy()\n    a[0] = x[0]\n    return np.sum(a * x)", ()),
    "a parameter": ("a = u.copy()\n    a[1:] = x[1:] * a[:-1]\n    return np.sum(a)", ("u",)),
    "zeros like one": (
        "a = np.zeros_like(u)\n    for i in range(3):\n        a[i] = x[i] * 2\n    return np.sum(a * x)",
        ("u",),
    ),
    "in a branch": (
        "a = u * 2\n    if np.sum(x) > 0:\n        a[0] += x[0]\n    return np.sum(a * x)",
        ("u",),
    ),
}


@pytest.mark.parametrize("name", CUT)
def test_constants_of_whole_numbers_are_not_written_into(name: str) -> None:
    """numpy cuts off what is written into them; a gradient that doesn't would be wrong."""
    body, given = CUT[name]
    head = f"import numpy as np\nL = np.array([0{{dot}}, 1{{dot}}, 2{{dot}}])\ndef f({', '.join(('x', *given))}):\n"
    whole = np.array([1, 2, 3])
    x = np.array([0.5, 1.5, 0.7])
    for mode in ("grad", "jvp"):
        cut = head.format(dot="") + f"    {body}\n"
        function = execute(generate(cut, wrt="x", mode=mode))[f"{mode}_f"]
        dots = {"dot_x": x} if mode == "jvp" else {}
        with pytest.raises(AssertionError, match="has to be of floating numbers"):
            function(x, *[whole] * len(given), **dots)
        plain = head.format(dot=".") + f"    {body}\n"
        function = execute(generate(plain, wrt="x", mode=mode))[f"{mode}_f"]
        f = execute(plain)["f"]
        constants = [whole * 1.0] * len(given)
        wanted = [(f(x + h, *constants) - f(x - h, *constants)) / 2e-6 for h in 1e-6 * np.eye(3)]
        found = function(x, *constants, **dots)
        assert np.allclose(found, np.dot(wanted, x) if dots else wanted, 1e-5, 1e-6)


def test_numbers_that_are_arrays_of_one() -> None:
    """scipy.optimize hands a function of a number an array of one: what is recorded isn't changed in place."""
    source = "def f(x):\n    y = 1.0\n    for k in range(3):\n        y *= x\n        y -= 0.5 * x\n    return y * x\n"
    grad = execute(generate(source))["grad_f"]
    assert np.allclose(grad(np.array([2.2])), [grad(2.2)])


def test_what_was_divided_by_needs_no_care() -> None:
    """The forward raises before: where it doesn't, a pole has its care."""
    source = "import math\ndef f(t, v):\n    root = math.sqrt(t)\n    return {}\n"
    care = {"1 / (v * root)": False, "v + root": True, "v * root if v > 0 else v / root": True}
    for value, needed in care.items():
        text = generate(source.format(value))
        assert ("divide" in text) == needed, text
        assert execute(text)["grad_f"](4.0, 2.0)
    assert execute(generate(source.format("v * root")))["grad_f"](0.0, 0.0) == (0.0, 0.0)


@pytest.mark.parametrize(
    "expression",
    [
        *("np.angle(np.linalg.slogdet(z)[0])", "np.linalg.pinv(z).imag", "np.sign(z[0, 0]).imag"),
        *("np.linalg.matrix_power(z, 3).imag", "np.linalg.cholesky(z @ np.conj(z).T).imag"),
    ],
)
def test_rules_of_real_numbers_say_nothing_of_complex_ones(expression: str) -> None:
    """What a rule says that it gives, or that it is flat, is said of real numbers, where it doesn't say otherwise."""
    text = f"import numpy as np\ndef f(w):\n    z = np.eye(2) + 1j * w\n    return np.sum({expression})\n"
    w = np.array([[0.3, -0.4], [1.2, 0.7]])
    try:
        found = execute(generate(text))["grad_f"](w)
    except FlatgenError:  # which is right, too
        return
    f = execute(text)["f"]
    for place in np.ndindex(2, 2):
        along = np.zeros((2, 2))
        along[place] = 1e-6
        assert np.isclose(found[place], (f(w + along) - f(w - along)) / 2e-6, 1e-4, 1e-6)
