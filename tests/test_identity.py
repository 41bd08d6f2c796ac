"""``is None`` and the like: decided where the text tells, else asked as it runs; never taken for granted."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numeric import execute

import flatgen

X, ALONG, STEP = np.array([0.3, -0.4, 1.2]), np.array([1.0, 2.0, -0.5]), 1e-6
SOURCE = """
import numpy as np


class Model:
    bias = None
    cfg = {"drop": None, "p": 2.0}

    def __init__(self, w, b=None, training=True):
        self.w, self.b, self.training, self.mask = w, b, training, None

    def attribute(self, x):
        y = x * self.w
        if self.b is not None:
            y = y * x
        return np.sum(y)

    def by_a_name(self, x):
        m = self.mask
        if m is None:
            return np.sum(x)
        return np.sum(x**2)

    def of_the_class(self, x):
        if self.bias is None:
            return np.sum(x)
        return np.sum(x**2)

    def in_a_dict(self, x):
        if self.cfg["drop"] is None:
            return np.sum(x)
        return np.sum(x**2)

    def as_a_truth(self, x):
        use = self.bias is not None
        if use:
            return np.sum(x)
        return np.sum(x**2)

    def as_a_number(self, x):
        return np.sum(x) * float(self.bias is None) + np.sum(x**2)

    def is_true(self, x):
        if self.training is True:
            return np.sum(x)
        return np.sum(x**2)

    def turned(self, x):
        if not (self.bias is not None):
            return np.sum(x)
        return np.sum(x**2)

    def set_where_none(self, x):
        h = self.mask
        if h is None:
            h = np.mean(x)
        return np.sum(x**2) * h

    def added(self, x):
        y = x * self.w
        if self.b is not None:
            y = y + self.b
        return np.sum(y * y)

    def chosen(self, x):
        return np.sum(x) if self.mask is None else np.sum(x**2)

    def in_a_loop(self, x):
        y = x
        for _ in range(2):
            h = self.b
            if h is None:
                h = y[0]
            y = y * h
        return np.sum(y)


NOTHING = None
FLAG = True
TYPE = float
HELD = [None, 1.0]


def constant(x):
    if NOTHING is None:
        return np.sum(x)
    return np.sum(x**2)


def local(x):
    axis = None
    if axis is None:
        return np.sum(x)
    return np.sum(x**2)


def attend(s, mask=None):
    if mask is not None:
        s = np.where(mask, s, 0.0)
    return np.sum(s**2)


def handed(x):
    mask = None
    return attend(x, mask) + attend(x, NOTHING)


def of_several(x):
    a, b = None, x
    if a is None:
        return np.sum(x)
    return np.sum(b**2)


def of_both(x):
    a = b = None
    if a is b:
        return np.sum(x)
    return np.sum(x**2)


def another_name(x):
    a = None
    b = a
    return np.sum(x) if b is None else np.sum(x**2)


def filled(x):
    cache = None

    def get():
        return x**2

    if cache is None:
        cache = get()
    return np.sum(cache)


def flag(x):
    if FLAG is True:
        return np.sum(x)
    return np.sum(x**2)


def kind(x):
    if TYPE is float:
        return np.sum(x)
    return np.sum(x**2)


def function(x):
    act = np.tanh
    if act is np.tanh and attend is attend:
        return np.sum(x)
    return np.sum(x**2)


def ending(x):
    i = 0
    while True:
        x = x * 2
        i += 1
        if NOTHING is None:
            break
        if i > 3:
            break
    return np.sum(x)


def walrus(x):
    if (k := NOTHING) is None:
        return np.sum(x)
    return np.sum(x**2) * k


def otherwise(x):
    eps = NOTHING if NOTHING is not None else 1e-3
    return np.sum(x) * eps


def raising(x):
    if NOTHING is not None:
        raise ValueError
    return np.sum(x**2)


def held(x):
    return np.sum(x) if HELD[0] is None else np.sum(x**2)


def both_asked(x):
    if x is not None and NOTHING is None:
        return np.sum(x)
    return np.sum(x**2)


def before(x):
    prev = None
    total = 0.0
    for i in range(3):
        if prev is not None:
            total = total + np.sum(x * prev)
        prev = x * i
    return total


def best(x):
    found = None
    for i in range(3):
        v = x[i] ** 2
        if found is None or v < found:
            found = v
    return found


def entry(x):
    d = {"a": None, "b": x}
    t = (None, x)
    if d["a"] is None and t[0] is None:
        return np.sum(d["b"])
    return np.sum(x**2)


def same_array(x):
    y = x * 2
    z = y
    if z is y and z is not x:
        return np.sum(y)
    return np.sum(x**2)


def popped(x):
    hs = []
    for i in range(3):
        hs.append(None if i == 1 else x * i)
    total = 0.0
    for h in hs:
        if h is None:
            total = total + np.sum(x)
        else:
            total = total + np.sum(h * x)
    return total


CONFIG = {"scale": 2.0, "bias": None}


def in_a_config(x):
    y = x**3
    if CONFIG["scale"] is not None:
        y = y * 2.0
    if CONFIG["bias"] is not None:
        y = y + CONFIG["bias"]
    return np.sum(y)


def made(nothing, act):
    def closed(x):
        if nothing is None and act is np.tanh:
            return np.sum(x)
        return np.sum(x**2)

    return closed
"""
METHODS = [
    "attribute by_a_name of_the_class in_a_dict as_a_truth as_a_number is_true turned",
    "set_where_none added chosen in_a_loop",
]
NAMES = [
    "constant local handed of_several of_both another_name filled flag kind function ending walrus",
    "otherwise raising held both_asked before best entry same_array popped in_a_config",
]


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("identity") / "asks_what_is.py"
    path.write_text(SOURCE)
    spec = importlib.util.spec_from_file_location("asks_what_is", path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def check(f: Any, grad: Any, jvp: Any) -> None:
    slope = (f(X + STEP * ALONG) - f(X - STEP * ALONG)) / (2 * STEP)
    assert np.isclose(np.sum(grad(X) * ALONG), slope, rtol=1e-6)
    assert np.isclose(jvp(X, ALONG), slope, rtol=1e-6)


@pytest.mark.parametrize("name", " ".join(NAMES).split())
def test_functions(module: Any, name: str) -> None:
    f = getattr(module, name)
    check(f, flatgen.grad(f), flatgen.jvp(f))
    texts = [flatgen.generate(SOURCE, functions=[name], mode=mode) for mode in ("grad", "jvp")]
    check(f, execute(texts[0])[f"grad_{name}"], execute(texts[1])[f"jvp_{name}"])


@pytest.mark.parametrize("name", " ".join(METHODS).split())
def test_methods_of_objects(module: Any, name: str) -> None:
    for model in (module.Model(3.0), module.Model(3.0, 2.0, False)):
        f = getattr(model, name)
        check(f, flatgen.grad(f), flatgen.jvp(f))


def test_closures(module: Any) -> None:
    for f in (module.made(None, np.tanh), module.made(1.0, np.tanh), module.made(None, np.sin)):
        check(f, flatgen.grad(f), flatgen.jvp(f))


def test_what_a_constant_becomes(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of the module is asked as it runs: what it was when the gradient was generated tells nothing."""
    grad, jvp = flatgen.grad(module.constant), flatgen.jvp(module.constant)
    check(module.constant, grad, jvp)
    monkeypatch.setattr(module, "NOTHING", 2.0)
    check(module.constant, grad, jvp)
    grad, jvp = flatgen.grad(module.in_a_config), flatgen.jvp(module.in_a_config)
    monkeypatch.setitem(module.CONFIG, "scale", None)
    check(module.in_a_config, grad, jvp)
    monkeypatch.setattr(module, "FLAG", 1)
    check(module.flag, flatgen.grad(module.flag), flatgen.jvp(module.flag))


def test_entries_of_what_may_be_a_list() -> None:
    source = """
import numpy as np
def f(x, masks):
    y = x
    for m in masks:
        if m is None:
            y = np.sin(y)
        else:
            y = y * m
    return np.sum(y) if masks[0] is None else np.sum(y**2)
"""
    f = execute(source)["f"]
    grad, jvp = [execute(generate_by_x(source, mode))[f"{mode}_f"] for mode in ("grad", "jvp")]
    for masks in ([X, None], [None, X + 1], [None, None]):
        given = {"masks": masks}
        check(partial(f, **given), partial(grad, **given), lambda x, v, m=masks: jvp(x, m, v))


def generate_by_x(source: str, mode: str) -> str:
    return flatgen.generate(source, mode=mode, wrt=["x"])


def test_second_order_of_what_becomes_none() -> None:
    source = """
import numpy as np
def f(x):
    t = x * 1.0
    a = None
    for i in range(2):
        if a is not None:
            t = t + a * x
        else:
            t = t * np.sin(t)
        a = None
    return np.sum(t)
"""
    again = execute(flatgen.generate(flatgen.generate(source), mode="vjp"))["vjp_grad_f"]
    hvp = execute(flatgen.generate(source, mode="hvp"))["hvp_f"]
    np.testing.assert_allclose(again(X, ALONG), hvp(X, ALONG))


@pytest.mark.parametrize(
    "body",
    [
        "cache = {}\n    return np.sum(x) if cache else np.sum(x**2)",
        "parts = ()\n    if parts:\n        return np.sum(x)\n    return np.sum(x**2)",
        "parts = [x][1:0]\n    if not parts:\n        return np.sum(x**3)\n    return np.sum(x)",
        "cache = {'a': x}\n    cache.pop('a')\n    return np.sum(x) if cache and x[0] > 0 else np.sum(x**2)",
        "cache = {}\n    cache['a'] = x\n    return np.sum(x**2) if cache else np.sum(x)",
        "if x[1] > 0:\n        cache = {'a': x}\n    else:\n        cache = {'a': x, }\n"
        "    return np.sum(cache['a'] ** 3) if cache else np.sum(x)",
    ],
)
def test_what_is_empty_counts_as_false(body: str) -> None:
    source = f"import numpy as np\ndef f(x):\n    {body}\n"
    grad, jvp = [execute(generate_by_x(source, mode))[f"{mode}_f"] for mode in ("grad", "jvp")]
    check(execute(source)["f"], grad, jvp)


@pytest.mark.parametrize(
    "lines",
    [
        "cache = {}\n    if k > 2:\n        cache['a'] = x\n    if cache:\n        return x",
        "cache = {'a': x}\n    if k > 2:\n        cache.pop('a')\n    if not cache:\n        return x",
        "cache = dict(p)\n    if cache:\n        return x",
        "if p:\n        return x",
    ],
)
def test_what_may_be_empty_is_refused(lines: str) -> None:
    with pytest.raises(flatgen.FlatgenError, match="whether this dict is empty only the run tells"):
        flatgen.generate(f"def f(x, p: dict, k: int):\n    {lines}\n    return x * x\n")
