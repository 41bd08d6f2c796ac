"""Arrays where a number is usual, and numbers where an array is: each gradient has its input's shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gradients import check, gradient_of, text_of
from numeric import execute

from flatgen import FlatgenError, generate

RNG = np.random.default_rng(5)


def positive(*shape: int) -> Any:
    return RNG.uniform(0.5, 1.5, shape)


@pytest.mark.parametrize("shape", [(5,), (1,), (4, 1), (4, 5)])
def test_a_spacing_for_each_frequency(shape: tuple[int, ...]) -> None:
    check("np.sum(np.fft.fftfreq(5, x) ** 2)", {"x": positive(*shape)})
    source = "import scipy.fft as fft\ndef f(x): return fft.rfftfreq(9, d=x) ** 2"
    check(source, {"x": positive(*shape)})


@pytest.mark.parametrize("y", [(5,), (3, 5)])
@pytest.mark.parametrize("x", [(4,), (3, 1), (2, 3, 4), (1,)])
def test_a_step_for_each_piece(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    check("np.sum(np.trapezoid(y, dx=x) ** 2)", {"x": positive(*x), "y": positive(*y)})
    check(
        "np.sum(np.trapezoid(y.T, dx=x.T, axis=0) ** 2)", {"x": positive(*x[-1:]), "y": positive(5)}
    )


@pytest.mark.parametrize(
    ("x", "y"), [((3, 5), (5,)), ((2, 1, 5), (4, 5)), ((5,), (2,)), ((2,), (5,))]
)
def test_places_that_heights_are_broadcast_to(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    source, point = "np.sum(np.trapezoid(y, x) ** 2)", {"x": positive(*x), "y": positive(*y)}
    check(source, point)
    check(source, point, shapes={n: ",".join(map(str, np.shape(v))) for n, v in point.items()})


def test_no_step() -> None:
    """The area is in proportion to the step, also where that is 0."""
    check("np.trapezoid(y, dx=x)", {"x": 0.0, "y": positive(5)}, shapes={"x": "", "y": "5"})


@pytest.mark.parametrize("options", ["", ", axis=-1", ", keepdims=True", ", axis=0, keepdims=True"])
@pytest.mark.parametrize(("x", "y"), [((3,), (2, 3)), ((2, 1), (1, 3)), ((3,), (4, 2, 3))])
def test_weights_for_more_than_one_exponent(
    x: tuple[int, ...], y: tuple[int, ...], options: str
) -> None:
    head = "import numpy as np\nfrom scipy.special import logsumexp\n"
    source = f"{head}def f(x, y): return np.sum(logsumexp(x, b=y{options}) ** 2)"
    point = {"x": positive(*x), "y": positive(*y)}
    check(source, point)
    check(source, point, shapes={n: ",".join(map(str, np.shape(v))) for n, v in point.items()})


@pytest.mark.parametrize(
    "call",
    [
        "np.squeeze(x, 0)",
        "np.squeeze(x, axis=-1)",
        "np.cumsum(x, axis=0)",
        "np.cumprod(x, axis=-1)",
        "np.prod(x, axis=0)",
        "np.nancumsum(x, axis=0)",
        "np.convolve(x, [1.0, 2.0])",
        "np.convolve(x, x, 'same')",
    ],
)
@pytest.mark.parametrize("number", [1.3, np.array(1.3)])
def test_a_number_where_an_axis_is_named(call: str, number: Any) -> None:
    """numpy lets it pass, as a row of one or as what it is."""
    check(f"np.sum({call} ** 2)", {"x": number})
    check(f"np.sum({call} ** 2)", {"x": number}, shapes={"x": ""})


def test_a_convolution_by_a_number() -> None:
    check("np.sum(np.convolve(x, y) ** 2)", {"x": 2.0, "y": positive(3)})
    check("np.sum(np.convolve(y, x, 'valid') ** 2)", {"x": 2.0, "y": positive(3)})


@pytest.mark.parametrize("returned", ["x", "x, x * 2", "x * 2, y, x", "x.T, x"])
@pytest.mark.parametrize("shapes", [None, {"x": "N,N", "y": "N,N"}])
def test_a_tangent_that_is_returned_is_a_copy(returned: str, shapes: dict[str, str] | None) -> None:
    source = f"import numpy as np\ndef f(x, y):\n    z = y @ x\n    return {returned}\n"
    text = text_of(source, mode="jvp", shapes=shapes)
    x, y, dot_x, dot_y = (positive(2, 2) for _ in range(4))
    got = execute(text)["jvp_f"](x, y, dot_x, dot_y)
    for part in got if isinstance(got, tuple) else (got,):
        assert not np.shares_memory(part, dot_x), text
        assert not np.shares_memory(part, dot_y), text


def test_the_sum_of_two_upstreams_says_what_it_is() -> None:
    assert "# gradient adder\n" in text_of("def f(x): return x, x", mode="vjp")


@pytest.mark.parametrize(
    "value",
    [
        'np.array([x, "a"])',
        'np.stack([x, x, "a"])',
        'np.array([x[0], ["a"]])',
        'np.append(x, "a")',
        'x.sum("a")',
        'x.reshape("a")',
        'x.dot("a")',
        'x.mean(axis="a")',
        'x.repeat("a")',
        'x.std(ddof="a")',
        'np.cumsum(x, axis="a")',
        'np.full(3, "a") * x',
    ],
)
def test_a_text_among_numbers(value: str) -> None:
    with pytest.raises(FlatgenError, match="a text where a number has to stand"):
        text_of(f"def f(x): return np.sum({value})")


def test_texts_that_name_a_way() -> None:
    point = {"x": positive(2, 3)}
    for value in (
        'np.array(x, dtype="float64")',
        'np.asarray(x, "float64")',
        'x.ravel("F")',
        'np.pad(x, 1, "edge")',
        'x.reshape(-1, order="F")',
    ):
        check(f"np.sum({value} ** 2)", point)


@pytest.mark.parametrize("source", [3, None, b"def f(x): return x"])
def test_a_source_that_is_no_text(source: Any) -> None:
    with pytest.raises(FlatgenError, match="has to be the text of a file") as caught:
        generate(source)
    assert "help: " in caught.value.report()


def test_a_rule_that_multiplies_a_text(tmp_path: Path) -> None:
    rules = tmp_path / "rules.py"
    rules.write_text(
        "from flatgen import rule\n\n@rule('foo(x)')\ndef foo(y, x, grad_y):\n"
        "    grad_x = grad_y * 'a'\n    return grad_x\n"
    )
    with pytest.raises(FlatgenError, match="a text where a number has to stand") as caught:
        generate("def f(x): return foo(x)", rules=[rules])
    assert caught.value.lineno == 5


def test_values_once_are_shared() -> None:
    """What is equal shares the gradient of the one value, as it does that of the largest."""
    point = np.array([2.0, 1.0, 2.0])
    gradient = gradient_of("np.sum(np.unique(x) ** 2)")(point)
    assert np.array_equal(gradient, [2.0, 2.0, 2.0])
    edges = gradient_of("np.histogram_bin_edges(x, 2)")(point)
    assert np.array_equal(edges, [0.75, 1.5, 0.75])


def test_edges_that_are_given() -> None:
    for edges in ("x", "np.array([0.0, 1.0])", "2, range=(0, 3)"):
        with pytest.raises(FlatgenError, match="histogram_bin_edges"):
            text_of(f"np.histogram_bin_edges(x, bins={edges})")


@pytest.mark.parametrize("imported", ["", "import math", "from numpy import *", "import numpy"])
def test_a_function_of_a_function(imported: str) -> None:
    """np.add.at is no name of a module that could be imported from."""
    text = generate(f"{imported}\ndef f(x, i):\n    return x[i] * 2\n", wrt=["x"])
    gradient = execute(text)["grad_f"]
    assert np.array_equal(gradient(np.ones(3), np.array([0, 0, 2])), [4.0, 0.0, 2.0])


@pytest.mark.filterwarnings("ignore:Arrays of 2-dimensional vectors:DeprecationWarning")
@pytest.mark.parametrize(("x", "y"), [((2,), (2,)), ((4, 2), (2,)), ((4, 1, 2), (3, 2))])
def test_vectors_in_a_plane(x: tuple[int, ...], y: tuple[int, ...]) -> None:
    point = {"x": positive(*x), "y": positive(*y)}
    shapes = {name: ",".join(map(str, value.shape)) for name, value in point.items()}
    check("np.cross(x, y) ** 2", point, shapes=shapes)


@pytest.mark.parametrize(
    "call", ["x.sum((0, 0))", "np.max(x, (1, -1))", "np.expand_dims(x, (0, 0))"]
)
def test_an_axis_named_twice(call: str) -> None:
    with pytest.raises(FlatgenError, match="is named twice"):
        text_of(call, shapes={"x": "3,4"})


def test_a_complex_number_divided_by_one_of_numpys() -> None:
    """It stays Python's own, without a shape."""
    source = text_of("np.abs(1 / (2 + 1j * w))", mode="vjp")
    jvp = execute(generate(source, mode="jvp", wrt=["w"]))["jvp_vjp_f"]
    vjp = execute(source)["vjp_f"]
    slope = (vjp(0.3 + 1e-5, 1.0) - vjp(0.3 - 1e-5, 1.0)) / 2e-5
    assert abs(jvp(0.3, 1.0, 1.0) - slope) < 1e-6


@pytest.mark.parametrize(
    "value", ["...", "x * ...", "np.sin(...)", "(x, ...)", "np.array([x, ...])"]
)
def test_an_ellipsis_is_no_number(value: str) -> None:
    with pytest.raises(FlatgenError, match=r"\.\.\. where a number has to stand"):
        generate(f"import numpy as np\ndef f(x):\n    return {value}\n", mode="vjp")


@pytest.mark.parametrize("call", ["np.sum()", "x * np.exp()", "x + np.zeros()"])
def test_a_call_without_arguments(call: str) -> None:
    with pytest.raises(FlatgenError, match="is called without arguments"):
        text_of(f"def f(x):\n    return {call}")


def test_an_axis_in_its_own_place() -> None:
    text = text_of(
        'def f(x: Float[np.ndarray, "D D"]):\n    return x.swapaxes(-1, -1) * x\n', mode="vjp"
    )
    assert "swapaxes" in text


@pytest.mark.parametrize(
    ("frozen", "plain"),
    [
        ("stats.norm(x, y).logpdf(0.3)", "stats.norm.logpdf(0.3, x, y)"),
        ("stats.t(4, loc=x, scale=y).cdf(0.3)", "stats.t.cdf(0.3, 4, loc=x, scale=y)"),
        ("stats.poisson(y).logpmf(np.arange(3)) * x", "stats.poisson.logpmf(np.arange(3), y) * x"),
    ],
)
def test_a_frozen_distribution(frozen: str, plain: str) -> None:
    """The functions of a distribution with its parameters take them behind their own arguments."""
    head = "import numpy as np\nfrom scipy import stats\n\n\ndef f(x, y):\n    return "
    assert text_of(head + frozen) == text_of(head + plain)
    check(head + frozen, {"x": 0.2, "y": 1.3})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("d = stats.norm(x)\nreturn d", "a function where a number has to stand"),
        ("return stats.norm(x).rvs(3)", "unknown function 'stats.norm.rvs'"),
        ("m = x.copy()\nd = stats.norm(m)\nm[0] = 2.0\nreturn d.pdf(x)", "may share its array"),
    ],
)
def test_a_frozen_distribution_that_is_refused(body: str, said: str) -> None:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    with pytest.raises(FlatgenError, match=said):
        generate(f"import numpy as np\nfrom scipy import stats\n\n\ndef f(x):\n{lines}")


def test_a_running_extreme_of_equal_entries() -> None:
    """Of equal entries the first is routed to, as of two variables; the shares sum to the upstream."""
    x = np.array([1.0, 2.0, 2.0, 0.5, 3.0])
    assert gradient_of("np.maximum.accumulate(x)")(x).tolist() == [1, 3, 0, 0, 1]
    assert gradient_of("np.minimum.accumulate(x)")(x).tolist() == [3, 0, 0, 2, 0]
    assert gradient_of("np.maximum.accumulate(x)")(x[:0]).shape == (0,)


def test_select_of_an_array_of_choices() -> None:
    """Choices that aren't written out are refused by name."""
    with pytest.raises(FlatgenError, match="select with these arguments is not supported"):
        text_of("np.select(y > 0, y, x)")


@pytest.mark.parametrize("part", ["1:5:2", "4:0:-2", "4:1:-1, None", "1:5:2, ..."])
@pytest.mark.parametrize("line", ["z[P] *= y", "z[P] = z[P] * y", "z[P] /= y + z[P] ** 2"])
def test_a_part_by_start_stop_and_step(part: str, line: str) -> None:
    """A view as any slice is: it isn't the one number that three numbers may look like."""
    source = f"z = np.zeros(6)\nz[:] = x\n{line.replace('P', part)}\nreturn np.sum(z ** 3)"
    check(source, {"x": positive(6), "y": 0.7})
    check(source, {"x": positive(6), "y": 0.7}, shapes={"x": "6", "y": ""})


def test_distances_of_places_that_are_one() -> None:
    """A distance of 0 has no slope, in any mode: all pairs have those of each with itself."""
    head = "from scipy.spatial.distance import cdist, pdist, squareform\n"
    x = np.array([[0.0, 1.0], [2.0, 0.5], [0.0, 1.0], [1.0, -1.0]])
    source = head + "def f(x, u): return np.sum(u * CALL)"
    u = np.arange(16.0).reshape(4, 4)
    for shapes in ({}, {"x": "N,D", "u": "N,N"}):
        texts = [
            text_of(source.replace("CALL", call), wrt=["x"], shapes=shapes or {"x": "N,D"})
            for call in ("cdist(x, x)", "squareform(pdist(x))")
        ]
        one, two = (execute(text)["grad_f"](x, u) for text in texts)
        assert np.all(np.isfinite(one))
        assert one == pytest.approx(execute(texts[0])["grad_f"](x, u.T))
        both = np.triu(u) + np.tril(u).T
        assert two == pytest.approx(execute(texts[0])["grad_f"](x, np.triu(both, 1)))
        along = text_of(source.replace("CALL", "cdist(x, x)"), wrt=["x"], mode="jvp")
        assert execute(along)["jvp_f"](x, u, x + 1) == pytest.approx(np.sum(one * (x + 1)))


def test_numbers_taken_off_by_indices() -> None:
    source = (
        "def f(x, i, u):\n    z = x * 2\n    np.subtract.at(z, i, u)\n    return np.sum(z ** 2)\n"
    )
    point = {"x": positive(4), "i": np.array([0, 2, 2]), "u": positive(3)}
    check(source, point)
    check(source, point, shapes={"x": "4", "u": "3"})


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("np.sum(np.divide(x, x, out=np.zeros_like(x), where=x != 0) * x)", [1.0, 0.0, 1.0]),
        ("np.sum(np.log(x, out=np.zeros_like(x), where=x > 0))", [0.5, 0.0, 0.0]),
        ("np.sum(np.sqrt(x, out=np.ones_like(x), where=x > 0) ** 3)", [1.5 * 2.0**0.5, 0.0, 0.0]),
        (
            "z = np.zeros_like(x)\nnp.divide(1.0, x, out=z, where=x != 0)\nreturn np.sum(z)",
            [-0.25, 0.0, -1.0],
        ),
    ],
)
def test_what_is_computed_where_a_mask_says_so(source: str, wanted: list[float]) -> None:
    """Elsewhere, at poles too, nothing is handed down."""
    assert np.allclose(gradient_of(source)(np.array([2.0, 0.0, -1.0])), wanted)


def test_an_index_that_is_read_by_its_own_entries() -> None:
    """``for i in k`` with ``k[i]``: not the dict that it may be of no annotation, as it is an index itself."""
    source = """
import numpy as np
def f(x, k):
    s = 0.0
    for i in k:
        s = s + x[k[i]] * x[i]
    for i in k:
        s *= x[k[k[i]]]
    return s
"""
    point = {"x": positive(4), "k": np.array([2, 0, 3, 1])}
    f, grad = execute(source)["f"], execute(generate(source))["grad_f"]
    for i, along in enumerate(np.eye(4)):
        ends = [f(point["x"] + step * along, point["k"]) for step in (1e-6, -1e-6)]
        assert np.isclose(grad(**point)[i], (ends[0] - ends[1]) / 2e-6)


@pytest.mark.parametrize("listed", ["[2.0, 3.0]", "(2.0, 3.0)"])
@pytest.mark.parametrize(
    "expression",
    [
        *(
            "LISTED @ x",
            "x @ LISTED",
            "np.dot(LISTED, x)",
            "np.sum(x**LISTED)",
            "np.sum(x / LISTED)",
        ),
        *("np.sum((x - LISTED) ** 2)", "np.average(x, weights=LISTED)", "np.outer(x, LISTED)"),
        *("np.einsum('i,i->', LISTED, x) ** 2", "np.sum(np.power(x, LISTED))"),
        *("np.sum(x * LISTED)", "np.matmul(LISTED, x)", "np.where(x > LISTED, x, LISTED)"),
    ],
)
def test_lists_of_the_file_beside_arrays(expression: str, listed: str) -> None:
    """numpy takes them for arrays; where the gradient computes with one alone, it is made one."""
    check(
        f"import numpy as np\nLISTED = {listed}\ndef f(x): return {expression}",
        {"x": positive(2)},
    )
