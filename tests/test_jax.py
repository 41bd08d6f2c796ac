"""Every mode beside JAX, where it is installed: ``pip install -e ".[benchmark]"``."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest
from numeric import execute, quietly

from flatgen import generate

jax = pytest.importorskip("jax")
jnp = pytest.importorskip("jax.numpy")

PROGRAMS = {
    "mlp": """
def f(x, w, b):
    h = np.tanh(x @ w + b)
    return np.sum(np.log(1 + np.exp(h)))
""",
    "softmax": """
def f(x, w):
    s = x @ w
    e = np.exp(s - np.max(s, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)
""",
    "layer_norm": """
def f(x, b):
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    return (x - mean) / np.sqrt(var + 1e-3) * b
""",
    "solve": """
def f(a, b):
    m = a.T @ a + np.eye(3)
    return np.linalg.solve(m, b), np.linalg.slogdet(m)[1]
""",
    "eigh": """
def f(a):
    w, v = np.linalg.eigh(a + a.T)
    return np.sum(np.sin(w)), np.abs(v) ** 2
""",
    "indices": """
def f(x, b):
    y = x[:, [0, 2, 0]] * b
    return np.sum(np.cumsum(y, axis=0)[1:] ** 2) + np.prod(x[0])
""",
    "einsum": """
def f(x, a):
    return np.einsum("nd,de,me->nm", x, a, x)
""",
    "where": """
def f(x, b):
    return np.sum(np.where(x > 0, np.sqrt(np.abs(x)) * b, x**3), axis=0)
""",
}
SHAPES = {"x": (4, 3), "w": (3, 5), "a": (3, 3), "b": None}


def point(text: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"np": np}
    exec(text, namespace)
    rng = np.random.default_rng(1)
    last = (5,) if "w" in inspect.signature(namespace["f"]).parameters else (3,)
    names = inspect.signature(namespace["f"]).parameters
    return {n: rng.normal(size=SHAPES[n] or last) for n in names}


def leaves(value: Any) -> list[Any]:
    return (
        [leaf for part in value for leaf in leaves(part)]
        if isinstance(value, (tuple, list))
        else [value]
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_modes_are_those_of_jax(name: str) -> None:
    text = PROGRAMS[name]
    given = point(text)
    namespace: dict[str, Any] = {"np": jnp}
    exec(text, namespace)
    rng = np.random.default_rng(2)
    dots = [rng.normal(size=v.shape) for v in given.values()]
    with jax.enable_x64(True) if hasattr(jax, "enable_x64") else jax.experimental.enable_x64():
        value, dot = jax.jvp(namespace["f"], tuple(given.values()), tuple(dots))
        ups = [rng.normal(size=np.shape(v)) for v in leaves(value)]
        _, pull = jax.vjp(namespace["f"], *given.values())
        grads = pull(tuple(ups) if isinstance(value, tuple) else ups[0])

        def total(*args: Any) -> Any:
            return sum(jnp.sum(leaf) for leaf in leaves(namespace["f"](*args)))

        indices = tuple(range(len(given)))
        _, hvp = jax.jvp(jax.grad(total, indices), tuple(given.values()), tuple(dots))
    source = "import numpy as np\n" + text
    made = {mode: execute(generate(source, mode=mode))[f"{mode}_f"] for mode in ("vjp", "jvp")}
    got = {
        "vjp": quietly(made["vjp"], *given.values(), *ups),
        "jvp": quietly(made["jvp"], *given.values(), *dots),
    }
    wanted = {"vjp": grads, "jvp": dot}
    if not isinstance(value, tuple):
        second = execute(generate(source, mode="hvp"))["hvp_f"]
        got["hvp"], wanted["hvp"] = quietly(second, *given.values(), *dots), hvp
    for mode, right in wanted.items():
        for one, two in zip(leaves(got[mode]), leaves(right), strict=True):
            assert np.shape(one) == np.shape(two)
            assert np.allclose(one, np.asarray(two), rtol=1e-7, atol=1e-9), mode
