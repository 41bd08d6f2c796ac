"""Parameters that are dicts, tuples and namedtuples: gradients, tangents and vectors are of their form."""

from __future__ import annotations

import inspect
import sys
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import black
import numpy as np
import packs_layers  # noqa: F401 (programs that it adds)
import pytest
from numeric import CASES
from packs import PROGRAMS

from flatgen import FlatgenError, generate, verify

STEP = 1e-5
MODES = ("grad", "vjp", "jvp", "hvp")
OUTPUT = "# output\n"
GOLDEN = sorted((CASES / "packed").glob("*.py"))


def execute(text: str) -> dict[str, Any]:
    module = ModuleType("generated")
    sys.modules["generated"] = module  # dataclasses look themselves up
    exec(compile(text, "<generated>", "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def keys(value: Any) -> list[Any] | None:
    """Return what the parts of a value are found by, None if it has none."""
    if isinstance(value, dict):
        return list(value)
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return list(range(len(value))) if isinstance(value, (tuple, list)) else None


def part(value: Any, key: Any) -> Any:
    return getattr(value, key) if is_dataclass(value) else value[key]


def mapped(function: Any, value: Any, *others: Any) -> Any:
    """Return a value's form with ``function`` of each number or array in it, and in others of that form."""
    found = keys(value)
    if found is None:
        return function(value, *others)
    made = [mapped(function, part(value, k), *[part(o, k) for o in others]) for k in found]
    if isinstance(value, dict):
        return dict(zip(found, made))
    plain = type(value) in (tuple, list)
    return type(value)(made) if plain else type(value)(*made)


def flat(value: Any, like: Any = None) -> Any:
    """Return all numbers in a value, in the order of ``like``."""
    found = keys(value if like is None else like)
    if found is None:
        return np.ravel(value).astype(float)
    parts = [flat(part(value, k), None if like is None else part(like, k)) for k in found]
    return np.concatenate([np.zeros(0), *parts])


def same_form(one: Any, other: Any) -> bool:
    found = keys(other)
    if found is None:
        return keys(one) is None and np.shape(one) == np.shape(other)
    if type(one).__name__ != type(other).__name__ or set(keys(one) or ()) != set(found):
        return False
    return all(same_form(part(one, k), part(other, k)) for k in found)


class Sample:
    """A program at a point: what is moved, and along what."""

    def __init__(self, name: str) -> None:
        self.text, point = PROGRAMS[name]
        self.f = execute(self.text)["f"]
        self.point = point(self.f.__globals__)
        self.inputs = [k for k, v in self.point.items() if not isinstance(v, int)]
        self.rng = np.random.default_rng(3)
        self.along = {name: self.like(self.point[name]) for name in self.inputs}
        self.vectors = {name: self.like(self.point[name]) for name in self.inputs}
        self.out = self.f(**self.point)

    def like(self, value: Any) -> Any:
        def drawn(v: Any) -> Any:
            return self.rng.normal(size=np.shape(v)) if np.ndim(v) else float(self.rng.normal())

        return mapped(drawn, value)

    def slope(self, function: Any, along: dict[str, Any]) -> Any:
        """Return how what a function gives changes as all inputs are moved."""

        def at(t: float) -> Any:
            moved = {
                n: mapped(lambda v, a: v + t * a, self.point[n], along[n]) for n in self.inputs
            }
            return flat(
                function(**{**self.point, **moved}), self.out if function is self.f else None
            )

        return (at(STEP) - at(-STEP)) / (2 * STEP)

    def each(self, result: Any) -> tuple[Any, ...]:
        return result if len(self.inputs) > 1 else (result,)


def upstreams(value: Any, count: int) -> list[Any]:
    """Return what is in an output, one by one."""
    found = keys(value)
    if found is None or count == 1:
        return [value]
    return [inner for k in found for inner in upstreams(part(value, k), 2)]


def generated(text: str, mode: str, value: bool, **options: Any) -> tuple[str, Any]:
    made = generate(text, mode=mode, value=value, **options)
    assert made == generate(text, mode=mode, value=value, **options)
    assert black.format_str(made, mode=black.Mode()) == made
    return made, execute(made)["value_and_" * value + f"{mode}_f"]


@pytest.mark.parametrize("value", [False, True])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PROGRAMS)
def test_every_mode(name: str, mode: str, value: bool, capsys: Any) -> None:
    """Derivatives are those of finite differences, in the form of what they are of; nothing is changed."""
    sample = Sample(name)
    if keys(sample.out) is not None and mode in ("grad", "hvp"):
        with pytest.raises(FlatgenError, match="a gradient is of one"):
            generate(sample.text, mode=mode)
        return
    _, function = generated(sample.text, mode, value)
    before = repr(sample.point)
    given: dict[str, Any] = {}
    up = sample.like(sample.out)
    if mode == "vjp":
        own = inspect.signature(sample.f).parameters
        names = [n for n in inspect.signature(function).parameters if n not in own]
        given = dict(zip(names, upstreams(up, len(names))))
    elif mode != "grad":
        of = sample.along if mode == "jvp" else sample.vectors
        given = {("dot_" if mode == "jvp" else "v_") + n: v for n, v in of.items()}
    result = function(**sample.point, **given)
    assert repr(sample.point) == before
    if value:
        own_value, result = result
        assert same_form(own_value, sample.out)
        assert np.allclose(flat(own_value, sample.out), flat(sample.out))
    if mode == "jvp":
        assert same_form(result, sample.out)
        wanted = sample.slope(sample.f, sample.along)
        assert np.allclose(flat(result, sample.out), wanted, rtol=1e-5, atol=1e-6)
        return
    parts = sample.each(result)
    points = [sample.point[n] for n in sample.inputs]
    assert all(map(same_form, parts, points)) and len(parts) == len(points)
    got = sum(
        flat(r, p) @ flat(sample.along[n], p) for r, p, n in zip(parts, points, sample.inputs)
    )
    if mode == "hvp":
        _, first = generated(sample.text, "grad", False)

        def directed(**point: Any) -> Any:
            found = sample.each(first(**point))
            return sum(
                flat(r, p) @ flat(sample.along[n], p)
                for r, p, n in zip(found, points, sample.inputs)
            )

        wanted = sample.slope(directed, sample.vectors).sum()
    else:
        change = sample.slope(sample.f, sample.along)
        wanted = change.sum() if mode == "grad" else change @ flat(up)
    assert np.allclose(got, wanted, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", PROGRAMS)
def test_output_is_input(name: str, capsys: Any) -> None:
    """What is generated can be differentiated again, and that again: its parameters are of the same form."""
    sample = Sample(name)
    text, called = sample.text, "f"
    for _ in range(3):
        text = generate(text, mode="vjp", functions=[called], wrt=sample.inputs)
        called = f"vjp_{called}"
        assert black.format_str(text, mode=black.Mode()) == text
        execute(text)
    if keys(sample.out) is not None:
        return
    first = generate(sample.text)
    function = execute(first)["grad_f"]
    again = execute(generate(first, mode="jvp", functions=["grad_f"]))["jvp_grad_f"]
    result = again(**sample.point, **{f"dot_{n}": v for n, v in sample.along.items()})
    wanted = sample.slope(function, sample.along)
    assert np.allclose(flat(result), wanted, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", PROGRAMS)
def test_verified(name: str) -> None:
    """--verify draws what is in them."""
    text, _ = PROGRAMS[name]
    report = verify(text, mode="vjp", points=2)
    assert not [row for row in report.rows if row.fault]
    assert any("." in row.input for row in report.rows)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path, update_golden: bool) -> None:
    """The text is what was approved."""
    forward, _, expected = path.read_text().partition(OUTPUT)
    shapes = {}
    mode = "grad"
    for line in forward.split("\n"):
        words = line.split()
        if line.startswith("# flags:"):
            mode = words[words.index("-m") + 1] if "-m" in words else "grad"
            shapes = dict(w.split("=") for flag, w in pairwise(words) if flag == "-s")
    output = generate(forward, mode=mode, shapes=shapes)
    assert black.format_str(output, mode=black.Mode()) == output
    if update_golden:
        path.write_text(forward + OUTPUT + output)
    else:
        assert output == expected


def test_wrt_and_shapes() -> None:
    """A parameter is differentiated by as a whole; what is in it has shapes by its key."""
    text = 'import numpy as np\ndef f(p: dict, x):\n    return np.sum(x @ p["w"] + p["b"])\n'
    made = generate(text, wrt=["p"], shapes={"p.w": "D,H", "p.b": "H", "x": "N,D"})
    assert 'return {"w": grad_w, "b": grad_b}\n' in made and "unbroadcast" not in made
    assert 'w = p["w"]  # [D, H]' in made
    for name, said in (("p", "p.w, p.b"), ("p.v", "p.w, p.b"), ("q.w", "p, x")):
        with pytest.raises(FlatgenError, match="which is no") as caught:
            generate(text, shapes={name: "N"})
        assert said in caught.value.report()


def test_what_has_no_gradient() -> None:
    """Settings and texts of a dict have none: their keys are left out."""
    text = """
import numpy as np
def f(x, c):
    print(c["name"])
    y = x * c["rate"]
    if c["mode"] == "sum" or c["mode"] in ("a", "b"):
        return np.sum(y, axis=c["axis"])[0]
    return np.sum(y)
"""
    made = generate(text)
    assert 'return grad_x, {"rate": grad_rate}\n' in made
    setting = {"name": "n", "rate": 2.0, "mode": "sum", "axis": 0}
    gradient, of = execute(made)["grad_f"](np.ones((2, 3)), setting)
    assert gradient[:, 0].tolist() == [2.0, 2.0] and of == {"rate": 2.0}


def test_texts_on_a_list() -> None:
    """What is compared with a text is a constant, on a list of dicts, too: its key is left out."""
    text = """
import numpy as np
def f(layers, x):
    for layer in layers:
        x = x @ layer["W"]
        if layer["act"] == "tanh":
            x = np.tanh(x)
    return np.sum(x)
"""
    layers = [{"W": np.ones((2, 3)), "act": "tanh"}, {"W": np.eye(3), "act": ""}]
    gradient, of = execute(generate(text))["grad_f"](layers, np.ones(2))
    assert [set(layer) for layer in gradient] == [{"W"}, {"W"}]
    assert np.allclose(gradient[0]["W"], 1 - np.tanh(2.0) ** 2)
    assert np.allclose(gradient[1]["W"], np.tanh(2.0)) and np.allclose(
        of, 3 * (1 - np.tanh(2.0) ** 2)
    )


def test_lists_of_tuples_that_are_returned() -> None:
    """An upstream is a list for each part of what is on a list; tangents have the form of the value."""
    text = """
import numpy as np
def f(x, n: int):
    path = []
    for i in range(n):
        x = np.sin(x) * 2
        path.append((x, x * i))
    return path
"""
    x, dot = np.array([0.3, -0.7]), np.array([1.0, 0.4])
    names = execute(text)
    up = [[np.array([i + 1.0, 2.0]) for i in range(3)], [np.array([0.5, i]) for i in range(3)]]

    def total(t: float) -> float:
        pairs = names["f"](x + t * dot, 3)
        return float(
            sum(np.sum(u * v) for part, us in zip(zip(*pairs), up) for u, v in zip(part, us))
        )

    wanted = (total(STEP) - total(-STEP)) / (2 * STEP)
    gradient = execute(generate(text, mode="vjp"))["vjp_f"](x, 3, *up)
    assert np.isclose(gradient @ dot, wanted)
    tangents = execute(generate(text, mode="jvp"))["jvp_f"](x, 3, dot)
    assert [type(pair) for pair in tangents] == [tuple] * 3
    assert np.isclose(
        sum(np.sum(u * v) for part, us in zip(zip(*tangents), up) for u, v in zip(part, us)), wanted
    )
    for mode in ("vjp", "jvp"):
        assert not [row for row in verify(text, mode=mode, points=3).rows if row.fault]


def test_wrt_of_lists_and_dicts() -> None:
    """What isn't differentiated by has no line; a dict that is read by another's keys follows their order."""
    text = """
import numpy as np
def f(layers: list[tuple[np.ndarray, np.ndarray]], p: dict[str, np.ndarray], q: dict[str, np.ndarray]):
    s = sum(np.sum(w * b) for w, b in layers)
    return s * sum(np.sum(v * q[k]) for k, v in p.items())
"""
    layers = [(np.ones(2), np.arange(2.0)), (np.ones(3), np.arange(3.0))]
    p = {"a": np.array([1.0, 2.0]), "b": np.array([3.0])}
    q = {"b": np.array([5.0]), "a": np.array([7.0, 11.0])}
    full = execute(generate(text))["grad_f"](layers, p, q)
    for name, wanted in zip(("layers", "p", "q"), full):
        assert same_form(wanted, {"layers": layers, "p": p, "q": q}[name])
        one = execute(generate(text, wrt=[name]))["grad_f"](layers, p, q)
        assert np.allclose(flat(one), flat(wanted))
    assert np.allclose(full[2]["a"], 4 * p["a"]) and np.allclose(full[1]["b"], 4 * q["b"])
    tangent = execute(generate(text, mode="jvp", wrt=["q"]))["jvp_f"](layers, p, q, dot_q=full[2])
    assert np.isclose(tangent, sum(np.sum(full[2][k] ** 2) for k in q))


def test_nothing_on_a_list() -> None:
    """A list of nothing has a gradient of nothing; a dict too."""
    text = """
import numpy as np
def f(layers: list[tuple[np.ndarray, np.ndarray]], p: dict[str, np.ndarray], x):
    for w, b in layers[:-1]:
        x = x @ w + b
    return np.sum(x) + sum(np.sum(v) for v in p.values())
"""
    gradient = execute(generate(text))["grad_f"]([], {}, np.ones(2))
    assert gradient[0] == [] and gradient[1] == {} and gradient[2].tolist() == [1.0, 1.0]
    hvp = execute(generate(text, mode="hvp"))["hvp_f"]([], {}, np.ones(2), [], {}, np.ones(2))
    assert hvp[0] == [] and hvp[1] == {} and hvp[2].tolist() == [0.0, 0.0]
