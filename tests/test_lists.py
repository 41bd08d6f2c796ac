"""Lists as inputs and outputs: what they have as gradients and tangents are lists, of the same lengths and shapes."""

from __future__ import annotations

import textwrap
from copy import deepcopy
from typing import Any

import black
import numpy as np
import pytest
from numeric import execute

from flatgen import FlatgenError, generate

STEP = 1e-6
RNG = np.random.default_rng(4)
X, WS = RNG.normal(size=3), [RNG.normal(size=(2, 3)), RNG.normal(size=(4, 2))]
PROGRAMS: dict[str, tuple[str, dict[str, Any]]] = {
    "layers": (
        """
        import numpy as np
        def f(ws: list[np.ndarray], bs: list[np.ndarray], x):
            for w, b in zip(ws, bs):
                x = np.tanh(w @ x + b)
            return np.sum(x**2)
        """,
        {"ws": WS, "bs": [RNG.normal(size=2), RNG.normal(size=4)], "x": X},
    ),
    "penalty": (
        """
        import numpy as np
        def f(ws: list, x):
            return sum(np.sum(w**2) for w in ws) * np.sum(x) + np.sum(ws[-1] * x[0])
        """,
        {"ws": WS, "x": X},
    ),
    "numbers": (
        """
        def f(ws: list[float], x: float):
            s = x
            for w in ws:
                s = s * w + w**2
            return s + ws[0] * sum(ws)
        """,
        {"ws": [0.3, -0.5, 1.2], "x": 0.4},
    ),
    "straight": (
        """
        import numpy as np
        def f(ws: list[Float[np.ndarray, "N"]]):
            return np.sum(ws[0] * ws[1]) + np.sum(np.stack(ws) ** 2)
        """,
        {"ws": [RNG.normal(size=2), RNG.normal(size=2)]},
    ),
    "copied_then_popped": (
        """
        def f(l: list[float], b: float):
            l = list(l)
            y = l.pop()
            return y * b + sum(q * q for q in l)
        """,
        {"l": [0.3, -0.5, 1.2], "b": 0.4},
    ),
    "copied_then_filled": (
        """
        def f(l: list[float], b: float):
            l = list(l)
            y = l.pop()
            l.append(y * b)
            l.insert(0, b)
            return y * b + sum(q * q for q in l)
        """,
        {"l": [0.3, -0.5, 1.2], "b": 0.4},
    ),
    "copied_then_longer": (
        """
        def f(l: list[float], b: float):
            l = l.copy()
            l += [b, b * 2]
            return sum(l)
        """,
        {"l": [0.3, -0.5, 1.2], "b": 0.4},
    ),
    "copied_and_turned": (
        """
        import numpy as np
        def f(ws: list[np.ndarray], b: float, n: int):
            ws = ws.copy()
            for i in range(n):
                z = ws.pop(0)
                ws.append(z * b)
            return np.sum(ws[0] ** 2) + np.sum(ws[-1])
        """,
        {"ws": WS, "b": 0.4, "n": 1},
    ),
    "copy_of_a_copy": (
        """
        def f(l: list[float], b: float):
            h = [q * b for q in l]
            g = list(h)
            g.append(b)
            h.pop()
            return sum(h) + sum(q * q for q in g)
        """,
        {"l": [0.3, -0.5, 1.2], "b": 0.4},
    ),
    "numbers_of_a_copy_that_change": (
        """
        def f(l: list[float], b: float):
            l = list(l)
            s = b
            for q in l:
                q += b
                s += q * s
            return s
        """,
        {"l": [0.3, -0.5, 1.2], "b": 0.4},
    ),
    "copies_of_what_is_written_out": (
        """
        import numpy as np
        def f(x, b):
            h = [x * b, b]
            g = h.copy()
            g.append(x)
            h[0] = x * 2
            return sum(np.sum(v * v) for v in g) + np.sum(h[0] * h[1])
        """,
        {"x": X, "b": X * 2},
    ),
    "states": (
        """
        from __future__ import annotations
        import numpy as np
        def f(ws: list[np.ndarray], x):
            out = [x]
            for w in ws:
                out.append(np.tanh(w @ out[-1]))
            return out
        """,
        {"ws": WS, "x": X},
    ),
    "a_list_and_a_number": (
        """
        def f(x: float, n: int):
            out = []
            for i in range(n):
                x = x * x + i
                out.append(x)
            return out, x
        """,
        {"x": 0.3, "n": 3},
    ),
    "made_anew": (
        """
        import numpy as np
        def f(ws: list[np.ndarray], x, n: int):
            for t in range(n):
                ws = [np.sin(w) * (t + 1) for w in ws]
                for w in ws[:1]:
                    x = np.tanh(w @ x)[:1] + x
            return np.sum(x) + sum(np.sum(w**2) for w in ws)
        """,
        {"ws": WS, "x": X, "n": 2},
    ),
    "no_path": (
        """
        import numpy as np
        def f(ws: list[np.ndarray], x):
            return np.sum(x) * len(ws)
        """,
        {"ws": WS, "x": X},
    ),
}


def flat(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return np.concatenate([np.zeros(0), *map(flat, value)])
    return np.ravel(value)


def like(value: Any, rng: Any) -> Any:
    """Return random numbers in the form of a value."""
    if isinstance(value, list):
        return [like(part, rng) for part in value]
    drawn = rng.normal(size=np.shape(value))
    return drawn if np.shape(value) else float(drawn)


def moved(value: Any, along: Any, step: float) -> Any:
    if isinstance(value, list):
        return [moved(v, a, step) for v, a in zip(value, along)]
    return value + step * along


def same_form(one: Any, other: Any) -> bool:
    if isinstance(other, list):
        return isinstance(one, list) and len(one) == len(other) and all(map(same_form, one, other))
    return np.shape(one) == np.shape(other)


def inputs(point: dict[str, Any]) -> list[str]:
    return [name for name, value in point.items() if not isinstance(value, int)]


def along(point: dict[str, Any]) -> dict[str, Any]:
    rng = np.random.default_rng(5)
    return {name: like(point[name], rng) for name in inputs(point)}


def slope(f: Any, point: dict[str, Any], way: dict[str, Any]) -> Any:
    ends = [
        flat(f(**{n: moved(v, way[n], step) if n in way else v for n, v in point.items()}))
        for step in (STEP, -STEP)
    ]
    return (ends[0] - ends[1]) / (2 * STEP)


def written(text: str) -> str:
    assert black.format_str(text, mode=black.Mode()) == text
    later = "from __future__ import annotations\n"
    return text if later in text else later + text


def vjp_of(text: str, name: str, point: dict[str, Any], value: Any) -> Any:
    """Return the gradients by random upstreams, and those."""
    function = execute(written(text))[name]
    outputs = value if isinstance(value, tuple) else (value,)
    upstreams = [like(output, np.random.default_rng(6)) for output in outputs]
    found = function(*point.values(), *upstreams)
    return (found if len(inputs(point)) > 1 else (found,)), upstreams


@pytest.mark.parametrize("name", PROGRAMS)
def test_upstreams_of_lists(name: str) -> None:
    source, point = textwrap.dedent(PROGRAMS[name][0]).lstrip(), PROGRAMS[name][1]
    f = execute(written_source(source))["f"]
    found, upstreams = vjp_of(
        generate(source, functions=["f"], mode="vjp"), "vjp_f", point, f(**point)
    )
    way = along(point)
    assert all(same_form(g, point[n]) for g, n in zip(found, inputs(point)))
    wanted = np.sum(slope(f, point, way) * flat(upstreams))
    assert np.allclose(np.sum(flat(found) * flat(list(way.values()))), wanted, 1e-5, 1e-6)


@pytest.mark.parametrize("name", PROGRAMS)
def test_tangents_of_lists(name: str) -> None:
    source, point = textwrap.dedent(PROGRAMS[name][0]).lstrip(), PROGRAMS[name][1]
    f = execute(written_source(source))["f"]
    jvp = execute(written(generate(source, functions=["f"], mode="jvp")))["jvp_f"]
    way = along(point)
    found = jvp(**point, **{f"dot_{n}": v for n, v in way.items()})
    assert np.allclose(flat(found), slope(f, point, way), 1e-5, 1e-6)


ONE_VALUE = [n for n in PROGRAMS if "return out" not in PROGRAMS[n][0] and n != "no_path"]


@pytest.mark.parametrize("name", ONE_VALUE)
def test_second_order_of_lists(name: str) -> None:
    """hvp, and forward over reverse by the gradient's own text, against differences of the gradient."""
    source, point = textwrap.dedent(PROGRAMS[name][0]).lstrip(), PROGRAMS[name][1]
    text = generate(source, functions=["f"])
    grad = execute(written(text))["grad_f"]
    way = along(point)
    wanted = slope(grad, point, way)
    hvp = execute(written(generate(source, functions=["f"], mode="hvp")))["hvp_f"]
    found = hvp(**point, **{f"v_{n}": v for n, v in way.items()})
    assert np.allclose(flat(found), wanted, 1e-4, 1e-5)
    jvp = execute(written(generate(text, functions=["grad_f"], mode="jvp")))["jvp_grad_f"]
    again = jvp(**point, **{f"dot_{n}": v for n, v in way.items()})
    assert np.allclose(flat(again), wanted, 1e-4, 1e-5)
    second = generate(text, functions=["grad_f"], mode="vjp")
    value = grad(**point)
    parts, upstreams = vjp_of(second, "vjp_grad_f", point, value)
    assert all(same_form(g, point[n]) for g, n in zip(parts, inputs(point)))
    product = np.sum(flat(parts) * flat(list(way.values())))
    assert np.allclose(product, np.sum(wanted * flat(upstreams)), 1e-4, 1e-5)


def written_source(source: str) -> str:
    return source if "__future__" in source else f"from __future__ import annotations\n{source}"


@pytest.mark.parametrize("line", ["ws.append(x)", "ws[0] = x", "y = ws.pop()"])
def test_the_callers_list_is_not_changed(line: str) -> None:
    source = (
        f"import numpy as np\ndef f(ws: list[np.ndarray], x):\n    {line}\n    return np.sum(x)\n"
    )
    with pytest.raises(FlatgenError, match="the caller's list"):
        generate(source)


def test_a_gradient_is_of_one_value() -> None:
    source = textwrap.dedent(PROGRAMS["states"][0]).lstrip()
    with pytest.raises(FlatgenError, match="returns a list"):
        generate(source, functions=["f"])


@pytest.mark.parametrize(
    "after",
    ["pass", "if i: h = h * x", "h, k = k, h", "h = h if i else k"],
)
def test_an_array_that_a_later_round_changes_on_a_list_is_refused(after: str) -> None:
    source = f"""
import numpy as np
def f(x, n: int):
    h, k = np.zeros_like(x), np.ones_like(x)
    hs = []
    for i in range(n):
        h[i] += x[i] * x[i]
        hs.append(h)
        {after}
    return np.sum(np.stack(hs) ** 2)
"""
    with pytest.raises(FlatgenError, match="h is on a list while this changes its array"):
        generate(source)


@pytest.mark.parametrize(
    "lines",
    [
        "h = [t] * n",
        "h = [t, t]",
        "h = []\n    for i in range(n): h.append(t)",
        "h = [0.0] * n; h[0] = t; h[1] = t",
        "h = []; k = []; h.append(t); k.append(h[0])",
    ],
)
def test_an_array_that_is_on_lists_twice_is_not_added_to(lines: str) -> None:
    source = f"""
import numpy as np
def f(x, n: int):
    k = [x]
    t = np.sin(x)
    {lines}
    h[0] += x
    return np.sum(np.stack(h) ** 2) + np.sum(np.stack(k))
"""
    with pytest.raises(FlatgenError, match="an array on a list may have another name"):
        generate(source)


@pytest.mark.parametrize(
    "end",
    [
        "return rows",
        "return rows.pop()",
        "return sum(rows.pop())",
        "return rows[0][0]",
        "return sum(row[0] for row in rows)",
        "last = rows.pop(); last.append(x); return x * len(last)",
        "rows.append(x); return x * rows.pop()",
    ],
)
def test_of_lists_on_a_list_only_the_size_is_read(end: str) -> None:
    source = """
import numpy as np
def f(x, n: int):
    rows = []
    for i in range(n):
        row = [x]
        for j in range(i):
            row.append(x * i * j)
        rows.append(row)
    {}
"""
    with pytest.raises(FlatgenError, match="appending a list is not supported"):
        generate(source.format(end), mode="vjp")
    grad = execute(generate(source.format("return x * len(rows.pop()) * len(rows)")))["grad_f"]
    assert grad(0.3, 3) == 6


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("row[0] = row[0] * x\n        rows.append(row)", "row changes after it went onto a list"),
        ("rows.append(row)\n        row[1] = x * i", "row changes after it went onto a list"),
        ("rows.append([y, y])\n        y *= x", "y is on a list while this changes its array"),
        ("rows.append([x, y[0]])\n        x = sum(rows[0] + rows[i])", "a list of lists where"),
        (
            "rows.append([[x, y[0]]])\n        x = sum(rows[0][0] + rows[i][0])",
            "a list of lists where",
        ),
    ],
)
def test_a_row_that_is_not_what_its_array_is_is_refused(body: str, said: str) -> None:
    source = f"""
import numpy as np
def f(x, n: int):
    rows = []
    y = x * np.ones(2)
    row = [x, x]
    for i in range(n):
        {body}
    return np.sum(np.array(rows))
"""
    with pytest.raises(FlatgenError, match=said):
        generate(source)


@pytest.mark.parametrize(
    "table",
    ["[[0.0] * n] * n", "[[i * 1.0] * n for i in range(n)]", "[[x] * n for _ in range(n)]"],
)
def test_a_table_whose_rows_or_numbers_are_others_is_refused(table: str) -> None:
    source = f"""
import numpy as np
def f(x, n: int):
    D = {table}
    D[0][1] = x
    return np.sum(np.array(D) ** 2)
"""
    with pytest.raises(FlatgenError):
        generate(source)


WHOLES = """
import numpy as np
def f(p, labels: list[int]):
    s = 0.0
    for t in range(len(labels)):
        s += p[labels[t]] ** 2
    ext = np.zeros(2 * len(labels) + 1, dtype=int)
    ext[1::2] = labels
    return s - np.sum(np.log(p[ext]))
"""


def test_whole_numbers_on_a_list_are_one_index_each() -> None:
    """A list of repeats and an array of them give the same; what is read by one of them takes no np.add.at."""
    text = generate(WHOLES)
    assert "grad_p[s1] +=" in text or "grad_p[s0] +=" in text, text
    p, labels = np.array([0.5, 2.0, 3.0]), [1, 2, 1, 1]
    grad = execute(text)["grad_f"](p, labels)
    assert grad == pytest.approx(2 * p * [0, 3, 1] - np.array([5, 3, 1]) / p)
    assert np.array_equal(execute(text)["grad_f"](p, np.array(labels)), grad)


@pytest.mark.parametrize("line", ["labels + [0]", "[0] + labels", "labels * 2", "labels[1:] * 2"])
def test_lists_of_whole_numbers_are_no_arrays_for_operators(line: str) -> None:
    """They would be joined, or repeated."""
    source = (
        f"import numpy as np\ndef f(p, labels: list[int]):\n    return np.sum(p[{line}] ** 2)\n"
    )
    with pytest.raises(FlatgenError, match="of a list of whole numbers is not supported"):
        generate(source)
    assert "grad_p" in generate(source.replace("list[int]", "Int[np.ndarray, 'N']"))


def test_a_table_that_is_returned() -> None:
    """The caller gets an array for it: Cholesky as textbooks have it, its upstream too."""
    source = """
def f(a):
    n = len(a)
    L = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            s = a[i][j]
            for k in range(j):
                s -= L[i][k] * L[j][k]
            L[i][j] = s**0.5 if i == j else s / L[j][j]
    return L
"""
    f = execute(source)["f"]
    a = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]])
    along = np.array([[1.0, 0.0, 0.0], [0.5, -1.0, 0.0], [0.3, 0.7, 2.0]])
    grad_l = np.arange(9.0).reshape(3, 3)
    slope = (np.array(f(a + 1e-6 * along)) - np.array(f(a - 1e-6 * along))) / 2e-6
    grad_a = execute(generate(source, mode="vjp"))["vjp_f"](a, grad_l)
    assert np.sum(grad_a * along) == pytest.approx(np.sum(slope * grad_l), rel=1e-6)
    assert execute(generate(source, mode="jvp"))["jvp_f"](a, along) == pytest.approx(
        slope, rel=1e-6
    )


@pytest.mark.parametrize("body", ["gs = hs", "a, *gs = hs"])
@pytest.mark.parametrize("read", ["[h * x for h in gs]", "len(gs)", "sum(np.sum(h) for h in gs)"])
def test_a_list_that_a_branch_replaces_is_not_read(body: str, read: str) -> None:
    source = f"""
import numpy as np
def f(x, flag: bool):
    hs, gs = [x, x**2], []
    for i in range(3):
        gs.append(x * i)
    if flag:
        {body}
    made = {read}
    return np.sum(x**2)
"""
    with pytest.raises(FlatgenError, match="gs is another list in each branch"):
        generate(source)


def test_lists_of_dicts_and_tuples_taken_apart() -> None:
    head = "import numpy as np\ndef f(params: list[{note}], x):\n"
    dicts = head.format(note="dict") + (
        "    first, second = params\n"
        "    h = np.tanh(x @ first['W'] + first['b'])\n"
        "    return np.sum(h @ second['W'] + second['b'])\n"
    )
    tuples = head.format(note="tuple[np.ndarray, np.ndarray]") + (
        "    *hidden, last = params\n"
        "    for W, b in hidden:\n"
        "        x = np.tanh(x @ W + b)\n"
        "    W, b = last\n"
        "    return np.sum(x @ W + b)\n"
    )
    pairs = [(RNG.normal(size=(3, 3)), RNG.normal(size=3)) for _ in range(2)]
    x = RNG.normal(size=(2, 3))
    found = execute(generate(tuples))["grad_f"](pairs, x)
    by_key = execute(generate(dicts))["grad_f"]([{"W": W, "b": b} for W, b in pairs], x)
    f = execute(tuples)["f"]
    for i in range(2):
        along = np.ones_like(pairs[i][0])
        moved = [
            [(W + s * along, b) if k == i else (W, b) for k, (W, b) in enumerate(pairs)]
            for s in (STEP, -STEP)
        ]
        slope = (f(moved[0], x) - f(moved[1], x)) / (2 * STEP)
        assert np.isclose(np.sum(found[0][i][0]), slope, rtol=1e-5)
        np.testing.assert_allclose(by_key[0][i]["W"], found[0][i][0])
        np.testing.assert_allclose(by_key[0][i]["b"], found[0][i][1])
    grad = execute(generate(tuples))["grad_f"]
    with pytest.raises(IndexError):
        grad([], x)


def test_numbers_on_a_list_that_is_given_are_pythons() -> None:
    """They have no shape of their own: what is made of them is asked by np.shape."""
    source = """
def f(x, xs: list[float]):
    for i in range(2):
        if x < xs[i]:
            w = x / (xs[1] - xs[0])
            return xs[1] * w
    return x
"""
    grad, hvp = [execute(generate(source, mode=mode))[f"{mode}_f"] for mode in ("grad", "hvp")]
    x, xs, along = 0.3, [0.2, 1.3], (0.7, [0.4, -0.2])
    ends = [
        grad(x + h * along[0], [a + h * b for a, b in zip(xs, along[1])]) for h in (1e-6, -1e-6)
    ]
    found = hvp(x, xs, along[0], along[1])
    np.testing.assert_allclose(found[0], (ends[0][0] - ends[1][0]) / 2e-6, rtol=1e-5)
    np.testing.assert_allclose(found[1], np.subtract(ends[0][1], ends[1][1]) / 2e-6, rtol=1e-5)


OWN_PARTS = """
import numpy as np
RATES = np.array([0.1, 0.2])
LIST = [0.1, 0.2]
def f(ws: list[np.ndarray], us: list[np.ndarray], x: float):
    s = 0.0
    for w in ws:
        w *= x
        s += np.sum(w * w)
    for rate in RATES:
        rate *= 0.9
        s += x * rate
    r = LIST[0]
    r += x
    b = us[0]
    v = b[1:]
    v *= 2
    return s * r + np.sum(b ** 2)
"""


def test_what_a_given_list_has_is_changed_for_itself() -> None:
    """Where the list isn't read again, that is right: the caller's arrays stay, as in every generated function."""
    f, grad = execute(OWN_PARTS)["f"], execute(generate(OWN_PARTS))["grad_f"]
    ws, us, x = [np.array([1.0, 2.0]), np.array([0.5])], [np.array([1.0, -2.0, 0.3])], 0.7
    before = deepcopy((ws, us))
    found = grad(ws, us, x)
    np.testing.assert_equal((ws, us), before)

    def value(t: float) -> float:
        moved = [[a + t for a in part] for part in before]
        return float(f(*moved, x + t))

    wanted = (value(1e-6) - value(-1e-6)) / 2e-6
    got = sum(np.sum(a) for part in found[:2] for a in part) + found[2]
    np.testing.assert_allclose(got, wanted, rtol=1e-6)


DISTANCES = """
import math
def f(xs: list[float], ys: list[float], a: float):
    h, g = [], []
    for x, y in zip(xs, ys):
        h.append(x * a)
        g.append(y**2)
    return math.dist(h[:2], g[:2]) + math.dist(h, [0.5, 0.2, 0.1]) * math.dist(xs, ys)
"""


def test_functions_of_two_lists() -> None:
    f, grad = execute(DISTANCES)["f"], execute(generate(DISTANCES))["grad_f"]
    point = [0.3, 1.2, -0.4], [0.9, -0.1, 0.8], 1.3
    xs, ys, a = grad(*point)
    for k, found in enumerate([*xs, *ys, a]):

        def value(t: float, k: int = k) -> float:
            flat = [*point[0], *point[1], point[2]]
            flat[k] += t
            return float(f(flat[:3], flat[3:6], flat[6]))

        np.testing.assert_allclose(found, (value(1e-6) - value(-1e-6)) / 2e-6, rtol=1e-6)


ASKED = """
def f(a: float, xs: list[float]):
    i = 0
    while i < 3 and max(xs) > 0:
        a = a * xs[0]
        i += 1
    if a < 30 and 0 < min(xs) < 5:
        a = a * 2
    return a
"""


def test_the_largest_on_a_list_is_asked_behind_and() -> None:
    grad = execute(generate(ASKED))["grad_f"]
    of_a, of_xs = grad(1.5, [2.0, 0.5])
    np.testing.assert_allclose([of_a, *of_xs], [16.0, 36.0, 0.0])
    np.testing.assert_allclose(
        execute(generate(ASKED, mode="jvp"))["jvp_f"](1.5, [2.0, 0.5], 1.0, [1.0, 0.0]), 52.0
    )


def test_one_list_returned_twice() -> None:
    text = "def f(x: list[float], a: float):\n    h = [v * a for v in x]\n    return h, h\n"
    with pytest.raises(FlatgenError, match="returns one list, or dict, twice"):
        generate(text, mode="vjp")


def test_one_name_returned_twice() -> None:
    text = "def f(x: float, a: float):\n    y = a\n    return y, y\n"
    assert execute(generate(text, mode="vjp"))["vjp_f"](1.0, 2.0, 1.0, 10.0)[1] == 11.0


def test_a_list_that_is_returned_as_it_is() -> None:
    text = (
        "import numpy as np\ndef f(x: list[np.ndarray], a):\n    h = list(x)\n    return x, h, a\n"
    )
    ws, dots = [np.ones(2), np.ones((1, 3))], [np.ones(2) * 3, np.ones((1, 3)) * 4]
    found = execute(generate(text, mode="vjp"))["vjp_f"](ws, 2.0, dots, dots, 7.0)
    np.testing.assert_equal(found, ([np.ones(2) * 6, np.ones((1, 3)) * 8], 7.0))
    tangents = execute(generate(text, mode="jvp"))["jvp_f"](ws, 2.0, dots, 7.0)
    np.testing.assert_equal(tangents, (dots, dots, 7.0))
    assert tangents[0] is not dots
