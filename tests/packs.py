"""Programs whose parameters are dicts, tuples and namedtuples of arrays, and points to run them at."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import numpy as np

RNG = np.random.default_rng(0)


def n(*shape: int) -> Any:
    return RNG.normal(size=shape)


X, W1, B1, W2, B2 = n(5, 3), n(3, 4), n(4), n(4, 2), n(2)
SQUARE = n(3, 3)
Point = dict[str, Any]
PROGRAMS: dict[str, tuple[str, Callable[[Any], Point]]] = {}


def program(text: str, point: Callable[[Any], Point]) -> None:
    """Add a program; its point is made by what the program defines."""
    lines = text.strip("\n").split("\n")
    name = lines[0].strip("# ").replace(" ", "_")
    PROGRAMS[name] = "\n".join(lines[1:]) + "\n", drawn_for(name, point)


def drawn_for(name: str, point: Callable[[Any], Point]) -> Callable[[Any], Point]:
    """Return a program's point, drawn by its name: the same whichever programs ran before."""

    def drawn(defined: Any) -> Point:
        RNG.bit_generator.state = np.random.default_rng(
            zlib.crc32(name.encode())
        ).bit_generator.state
        return point(defined)

    return drawn


NET = {"w1": W1, "b1": B1, "w2": W2, "b2": B2}
program(
    """
# a dict of no annotation
import numpy as np
def f(params, x):
    h = np.tanh(x @ params["w1"] + params["b1"])
    p = h @ params["w2"] + params["b2"]
    return np.mean(p ** 2)
""",
    lambda _: {"params": NET, "x": X},
)
program(
    """
# a dict that is passed on
import numpy as np
def layer(p, k, x):
    return np.tanh(x @ p["w1"] + p["b1"]) * k
def f(params: dict[str, np.ndarray], x):
    w1 = params["w1"]
    out = layer(params, 2.0, x) @ params["w2"] + params["b2"] + np.sum(w1)
    return np.sum(out ** 2)
""",
    lambda _: {"params": NET, "x": X},
)
program(
    """
# a tuple
import numpy as np
def f(params: tuple[np.ndarray, np.ndarray], x):
    w, b = params
    return np.sum(np.tanh(x @ w + b) ** 2)
""",
    lambda _: {"params": (W1, B1), "x": X},
)
program(
    """
# a tuple alone, by its unpacking
import numpy as np
def f(params: tuple):
    w, b = params
    return np.sum(np.tanh(w * b) ** 2)
""",
    lambda _: {"params": (W1, B1)},
)
program(
    """
# a tuple by index, its annotation quoted
import numpy as np
def f(x, params: "tuple[np.ndarray, np.ndarray]"):
    return np.tanh(x @ params[0] + params[-1])
""",
    lambda _: {"x": X, "params": (W1, B1)},
)
program(
    """
# a tuple of one
import numpy as np
def f(a: tuple[np.ndarray]):
    (w,) = a
    return np.sum(np.sin(w))
""",
    lambda _: {"a": (SQUARE,)},
)
program(
    """
# a tuple of a dict
import numpy as np
def f(a: tuple[dict]):
    return np.sum(np.sin(a[0]["w"] * a[0]["b"]))
""",
    lambda _: {"a": ({"w": SQUARE, "b": n(3)},)},
)
program(
    """
# a namedtuple
from typing import NamedTuple
import numpy as np
class Params(NamedTuple):
    w: np.ndarray
    b: np.ndarray
    s: float
def f(p: Params, x):
    return np.sum(np.tanh(x @ p.w + p.b) ** 2) * p.s
""",
    lambda names: {"p": names["Params"](W1, B1, 0.7), "x": X},
)
program(
    """
# a namedtuple that is called, a field unread
from collections import namedtuple
import numpy as np
Params = namedtuple("Params", "w b unread")
def f(p: Params, x):
    w, b, _ = p
    return np.sum(np.tanh(x @ w + b) ** 2)
""",
    lambda names: {"p": names["Params"](W1, B1, n(3)), "x": X},
)
program(
    """
# a dataclass
from dataclasses import dataclass
import numpy as np
@dataclass(frozen=True)
class Params:
    w: np.ndarray
    b: np.ndarray
def f(p: Params, x):
    return np.sum(np.tanh(x @ p.w + p.b) ** 2)
""",
    lambda names: {"p": names["Params"](W1, B1), "x": X},
)
program(
    """
# a typed dict, in loops
from typing import TypedDict
import numpy as np
class Params(TypedDict):
    w: np.ndarray
    b: np.ndarray
    c: np.ndarray
def f(p: Params, x):
    r = sum(np.sum(v**2) for v in p.values())
    for k in p:
        r = r + np.sum(np.sin(p[k]))
    for _, v in p.items():
        r = r + np.sum(v)
    return np.sum(np.tanh(x @ p["w"]) ** 2) + r
""",
    lambda _: {"p": {"w": W1, "b": B1, "c": n(2, 2)}, "x": X},
)
program(
    """
# a typed dict, a key unread
from typing import TypedDict
import numpy as np
class Params(TypedDict):
    w: np.ndarray
    b: np.ndarray
def f(p: Params, x):
    return np.sum(np.tanh(x @ p["w"]) ** 2)
""",
    lambda _: {"p": {"w": W1, "b": B1}, "x": X},
)
program(
    """
# a dict of tuples
import numpy as np
def f(params: dict[str, tuple[np.ndarray, np.ndarray]], x):
    w1, b1 = params["first"]
    w2, b2 = params["second"]
    h = np.tanh(x @ w1 + b1)
    return np.sum((h @ w2 + b2) ** 2)
""",
    lambda _: {"params": {"first": (W1, B1), "second": (W2, B2)}, "x": X},
)
program(
    """
# a dict of dicts, of no annotation
import numpy as np
def dense(layer, x):
    return x @ layer["w"] + layer["b"]
def f(params, x):
    h = np.tanh(dense(params["first"], x))
    return np.sum(dense(params["second"], h) ** 2)
""",
    lambda _: {"params": {"first": {"w": W1, "b": B1}, "second": {"w": W2, "b": B2}}, "x": X},
)
program(
    """
# a tuple of tuples, in a loop
import numpy as np
Layer = tuple[np.ndarray, np.ndarray]
def f(params: tuple[Layer, Layer], x):
    for w, b in params:
        x = np.tanh(x @ w + b)
    return np.sum(x ** 2)
""",
    lambda _: {"params": ((W1, B1), (W2, B2)), "x": X},
)
program(
    """
# a dict of lists
import numpy as np
def f(params: dict[str, list[np.ndarray]], x):
    for w, b in zip(params["ws"], params["bs"]):
        x = np.tanh(x @ w + b)
    return np.sum(x ** 2)
""",
    lambda _: {"params": {"ws": [W1, W2], "bs": [B1, B2]}, "x": X},
)
program(
    """
# numbers in a dict
import math
def f(p, x):
    return p["a"] * math.exp(-x * p["b"])
""",
    lambda _: {"p": {"a": 1.3, "b": 0.4}, "x": 0.8},
)
program(
    """
# numbers in a tuple
import math
def f(p: tuple[float, float], x: float):
    a, b = p
    return a * math.exp(-x * b)
""",
    lambda _: {"p": (1.3, 0.4), "x": 0.8},
)
program(
    """
# a loop
import numpy as np
def f(params: dict, x, n: int):
    for i in range(n):
        x = np.tanh(x @ params["w"] + params["b"])
    return np.sum(x ** 2)
""",
    lambda _: {"params": {"w": SQUARE, "b": n(3)}, "x": X, "n": 3},
)
program(
    """
# a loop that changes the parameters
import numpy as np
def f(params: tuple[np.ndarray, np.ndarray], x, n: int):
    for i in range(n):
        w, b = params
        params = (w - 0.1 * np.sin(w), b - 0.1 * b**2)
    w, b = params
    return np.sum(np.tanh(x @ w + b) ** 2)
""",
    lambda _: {"params": (SQUARE, n(3)), "x": X, "n": 3},
)
program(
    """
# branches
import numpy as np
def f(params: dict, x):
    if np.sum(x) > 100:
        return 0.0
    if np.sum(x) > 0:
        h = x @ params["w"]
    else:
        w = params["b"]
        h = x * w
    return np.sum(h ** 2)
""",
    lambda _: {"params": {"w": SQUARE, "b": n(3)}, "x": X},
)
program(
    """
# outputs that hold an input
import numpy as np
def f(params, x):
    w = params["w"]
    return {"h": np.tanh(x @ w), "w": w, "s": np.sum(w ** 2)}
""",
    lambda _: {"params": {"w": SQUARE}, "x": X},
)
program(
    """
# the parameter itself
import numpy as np
def f(params: tuple[np.ndarray, np.ndarray]):
    return params
""",
    lambda _: {"params": (SQUARE, n(2))},
)
program(
    """
# keys that are no names, or others' names
import numpy as np
def f(params, grad_w1, w):
    w1 = np.sin(params["w1"]) + params["dense/kernel"] * params["sum"] * params["np"]
    w1 = w1 * params["lambda"]
    return np.sum(w1 * grad_w1 + params["grad_w1"] + params["w"] * params["x y"] - w)
""",
    lambda _: {
        "params": {
            **{k: n(3, 3) for k in ("w1", "dense/kernel", "sum")},
            **{k: n(3) for k in ("np", "lambda", "grad_w1", "w", "x y")},
        },
        "grad_w1": SQUARE,
        "w": n(3),
    },
)
program(
    """
# effects
import numpy as np
def f(params: dict, x: np.ndarray):
    assert params["w"].shape[0] == 3, params["w"]
    print(f"{params['w'].shape}")
    return np.sum((x @ params["w"].T) ** 2)
""",
    lambda _: {"params": {"w": SQUARE}, "x": n(3, 3)},
)
program(
    """
# two of them, one by keyword
import numpy as np
def f(a: tuple[np.ndarray, np.ndarray], x, *, b: dict, k: int = 2):
    w, v = a
    c = b["w"]
    return np.sum(np.sin(x @ w) * c + v) * k
""",
    lambda _: {"a": (SQUARE, n(3)), "x": X, "b": {"w": n(3)}},
)

LAYERS = [(n(3, 4), n(4)), (n(4, 2), n(2)), (n(2, 2), n(2))]
program(
    """
# a list of tuples
import numpy as np
def f(params: list[tuple[np.ndarray, np.ndarray]], x):
    h = x
    for W, b in params:
        h = np.tanh(h @ W + b)
    return np.sum(h ** 2)
""",
    lambda _: {"params": LAYERS, "x": X},
)
program(
    """
# a list of tuples, parts of it, in a helper, and all
import numpy as np
def predict(params, x):
    for W, b in params[:-1]:
        x = np.tanh(x @ W + b)
    W, b = params[-1]
    return x @ W + b
def f(params: list[tuple[np.ndarray, np.ndarray]], x):
    penalty = sum(np.sum(W ** 2) + np.sum(b ** 2) for W, b in params)
    return np.mean(predict(params, x) ** 2) + 0.1 * penalty
""",
    lambda _: {"params": LAYERS, "x": X},
)
program(
    """
# a list of one tuple, an array in it twice
import numpy as np
def f(params: "list[tuple[np.ndarray, np.ndarray]]", x):
    for i, (w, v) in enumerate(params):
        x = np.sin(x @ w) * (i + 1) + v * w
    return np.sum(x) * len(params)
""",
    lambda _: {"params": [(SQUARE, SQUARE)], "x": SQUARE},
)
program(
    """
# a list of tuples of numbers
import math
def f(pairs: list[tuple[float, float]], x: float):
    s = x
    for a, b in reversed(pairs):
        s = s * a + math.sin(b) * x
    return s * pairs[0][1] + pairs[-2][0] ** 2
""",
    lambda _: {"pairs": [(0.3, -0.5), (1.2, 0.7), (-0.4, 0.9)], "x": 0.8},
)
program(
    """
# a list of dicts of no annotation
import numpy as np
def f(layers, x):
    for layer in layers:
        x = np.tanh(x @ layer["W"] + layer["b"])
    return np.sum(x)
""",
    lambda _: {"layers": [{"W": W, "b": b} for W, b in LAYERS], "x": X},
)
program(
    """
# a list of dicts, by index
import numpy as np
def dense(p, x):
    return x @ p["kernel"] + p["b"]
def f(layers: list[dict[str, np.ndarray]], x):
    for i in range(len(layers) - 1):
        x = np.tanh(dense(layers[i], x))
    last = layers[-1]
    return np.sum(dense(last, x) ** 2)
""",
    lambda _: {"layers": [{"kernel": W, "b": b} for W, b in LAYERS], "x": X},
)
program(
    """
# a list of namedtuples
from typing import NamedTuple
import numpy as np
class Layer(NamedTuple):
    W: np.ndarray
    b: np.ndarray
    scale: float
def f(x, net: list[Layer]):
    for layer in net:
        x = np.tanh(x @ layer.W + layer.b) * layer.scale
    return x
""",
    lambda names: {"x": X, "net": [names["Layer"](W, b, 0.7) for W, b in LAYERS]},
)
program(
    """
# a list of dataclasses, a field unread, in a dict
from dataclasses import dataclass
import numpy as np
@dataclass
class Layer:
    W: np.ndarray
    b: np.ndarray
    unread: np.ndarray
class Params(TypedDict):
    layers: list[Layer]
    s: float
def f(params: Params, x):
    for W, b in [(layer.W, layer.b) for layer in params["layers"]]:
        x = np.tanh(x @ W + b)
    return np.sum(x) * params["s"]
""".replace("import numpy", "from typing import TypedDict\nimport numpy"),
    lambda names: {
        "params": {"layers": [names["Layer"](W, b, b) for W, b in LAYERS], "s": 0.3},
        "x": X,
    },
)
program(
    """
# a list of tuples of tuples, beside others
import numpy as np
def f(params: list[tuple[np.ndarray, tuple[np.ndarray, float]]], xs, k: int = 2):
    total = 0.0
    for (w, (v, s)), x in zip(params, xs):
        total = total + np.sum(np.sin(w) * v) * s * x
    return total * k
""",
    lambda _: {"params": [(n(2), (n(2), 0.3)), (n(3), (n(3), 0.7))], "xs": n(2)},
)
program(
    """
# a dict of tuples of lists of tuples
import numpy as np
def f(params: dict[str, list[tuple[np.ndarray, np.ndarray]]], x):
    for name in ("encoder", "decoder"):
        for W, b in params[name]:
            x = np.tanh(x @ W + b)
    return np.sum(x)
""",
    lambda _: {"params": {"encoder": LAYERS[:2], "decoder": LAYERS[2:]}, "x": X},
)

program(
    """
# a dict taken whole, and by its keys
import numpy as np
def predict(params, x):
    h = np.tanh(x @ params["w1"] + params["b1"])
    return h @ params["w2"] + params["b2"]
def f(params: dict[str, np.ndarray], x, decay: float = 0.1):
    penalty = sum(np.sum(p ** 2) for p in params.values())
    return np.mean(predict(params, x) ** 2) + decay * penalty
""",
    lambda _: {"params": {**NET, "unread": n(2)}, "x": X, "decay": 0.3},
)
program(
    """
# a dict of no annotation, its items
import numpy as np
def f(params, x):
    total = 0.0
    for name, p in params.items():
        if name == "b1":
            total += np.sum(p)
        else:
            total += np.sum(p ** 2) * np.mean(x)
    return total / len(params)
""",
    lambda _: {"params": NET, "x": X},
)
program(
    """
# a dict by the names that are run through
import numpy as np
def f(params: dict[str, np.ndarray]):
    total = 0.0
    for name in params:
        total += np.sum(np.sin(params[name]))
    for i, k in enumerate(params.keys()):
        total += i * np.sum(params[k])
    return total
""",
    lambda _: {"params": NET},
)
program(
    """
# a dict of tuples taken whole
import numpy as np
def f(params: dict[str, tuple[np.ndarray, np.ndarray]], x):
    for W, b in params.values():
        x = np.tanh(x @ W + b)
    return np.sum(x ** 2) + np.sum(params["out"][1])
""",
    lambda _: {"params": dict(zip(("first", "second", "out"), LAYERS)), "x": X},
)
program(
    """
# a dict of dicts of no annotation, taken whole in one
import numpy as np
def f(params, x):
    for layer in params["layers"].values():
        x = np.tanh(x @ layer["W"] + layer["b"])
    return np.sum(x) * params["s"]
""",
    lambda _: {
        "params": {
            "s": 0.7,
            "layers": {f"l{i}": {"W": W, "b": b} for i, (W, b) in enumerate(LAYERS)},
        },
        "x": X,
    },
)
program(
    """
# two dicts by the keys of one
import numpy as np
def f(params: dict[str, np.ndarray], means: dict[str, np.ndarray], s):
    return sum(np.sum((p - means[k]) ** 2) for k, p in params.items()) * s
""",
    lambda _: {"params": NET, "means": {k: n(*NET[k].shape) for k in reversed(NET)}, "s": 0.3},
)

program(
    """
# a dict of no annotation, spread over a function's arguments
import numpy as np
def layer(x, *, w1, b1, scale):
    return np.tanh(x @ w1 + b1) * scale
def f(params, x):
    return np.sum(layer(x, scale=2.0, **params) ** 2)
""",
    lambda _: {"params": {"b1": B1, "w1": W1}, "x": X},
)
program(
    """
# a dict spread and taken whole, another that is got from
import numpy as np
def layer(x, w1, b1):
    return np.tanh(x @ w1 + b1)
def f(params: dict[str, np.ndarray], x):
    setting = {"k": np.sum(x)}
    y = layer(x, **params) * setting.get("k", 2.0) * setting.get("missing", 3.0)
    return np.sum(y) + sum(np.sum(p ** 2) for p in params.values())
""",
    lambda _: {"params": {"b1": B1, "w1": W1}, "x": X},
)

program(
    """
# a dict by keys that are put together
import numpy as np
def f(params, x, n: int = 2):
    for i in range(n):
        x = np.tanh(x @ params[f"w{i + 1}"] + params[f"b{i + 1}"])
    return np.sum(x * params["s"])
""",
    lambda _: {"params": {"s": n(2), **NET}, "x": X, "n": 2},
)

program(
    """
# a dict by keys that are put together in other ways
import numpy as np
def f(params, x, n: int = 2):
    for i in range(1, n + 1):
        x = np.tanh(x @ params["w" + str(i)] + params["b%d" % i])
    return np.sum(x * params["{0}{s}".format("", s="s")])
""",
    lambda _: {"params": {"s": n(2), **NET}, "x": X, "n": 2},
)

program(
    """
# a dict by keys that are known when they are put together
import numpy as np
def layer(params, name, i, x):
    w, b = params[f"w{i}"], params[name + str(i)]
    return np.tanh(x @ w + b)
def f(params, x):
    for i in (1, 2):
        x = layer(params, "b", i, x)
    return np.sum(x ** 2)
""",
    lambda _: {"params": NET, "x": X},
)
program(
    """
# a copy that is changed in loops, by keys that are run through
import numpy as np
def f(params, grads, x):
    velocity = {k: np.zeros_like(params[k]) for k in ("w", "b")}
    new = dict(params)
    for _ in range(3):
        for k in velocity:
            velocity[k] = 0.9 * velocity[k] - 0.1 * grads[k] * new[k]
            new[k] = new[k] + velocity[k]
    return np.sum(np.tanh(x * new["w"] + new["b"]))
""",
    lambda _: {
        "params": {"w": n(3), "b": n(3)},
        "grads": {"w": n(3), "b": n(3)},
        "x": n(3),
    },
)
program(
    """
# a copy that is changed on one way
import numpy as np
def f(params, x):
    p = params.copy()
    if np.sum(x) > 100:
        p["w"] = p["d"] = x * 2
    else:
        p["b"] = p["b"] * 1.5
        y = p.pop("c")
        p["d"] = y * x
    return np.sum(p["w"] * p["b"] * p["d"])
""",
    lambda _: {"params": {"w": n(3), "b": n(3), "c": n(3)}, "x": n(3)},
)
program(
    """
# a copy that each round copies again
import numpy as np
def f(params, x):
    p = {**params}
    for t in range(3):
        p = dict(p, w=np.tanh(p["w"] * x))
        if t > 0:
            p["b"] = p["b"] + p["w"]
    return np.sum(p["w"] * p["b"])
""",
    lambda _: {"params": {"w": n(3), "b": n(3)}, "x": n(3)},
)
program(
    """
# a TypedDict that is copied, asked and taken whole
from typing import TypedDict
import numpy as np
class Layer(TypedDict):
    w: np.ndarray
    b: np.ndarray
def f(params: Layer, x):
    new = {**params, "w": params["w"] * 2}
    if "b" in params and "c" not in new:
        new["c"] = params.get("b", 0.0) * x
    new.setdefault("b", x)
    return sum(np.sum(np.tanh(x * v)) for v in new.values()) * len(new)
""",
    lambda _: {"params": {"w": n(3), "b": n(3)}, "x": n(3)},
)
program(
    """
# states that a step returns, and what is kept of them
import numpy as np
def step(state, x, params):
    new = {**state}
    new["h"] = np.tanh(state["h"] @ params["w"] + x)
    new["t"] = state["t"] + 1
    return new
def f(params, xs, h0):
    state = {"h": h0, "t": 0}
    history = {"h": [], "norm": []}
    for t in range(len(xs)):
        state = step(state, xs[t], params)
        history["h"].append(state["h"])
        history["norm"].append(np.sum(state["h"] ** 2))
    return np.mean(np.array(history["h"])) + sum(history["norm"])
""",
    lambda _: {"params": {"w": SQUARE}, "xs": X, "h0": n(3)},
)
program(
    """
# dicts as arguments of functions of which some have defaults
import numpy as np
def layer_norm(x, g, b, eps: float = 1e-5):
    mean = np.mean(x, axis=-1, keepdims=True)
    return g * (x - mean) / np.sqrt(np.var(x, axis=-1, keepdims=True) + eps) + b
def block(x, ln, w, scale: float = 2.0):
    if "bias" in ln:
        x = x + 1
    return layer_norm(x, **ln) @ w * scale
def f(x, params, last):
    assert "bias" not in params["ln"]
    h = block(x, **params)
    for i in range(2):
        h = h + layer_norm(h, **last)
    return np.sum(h**2)
""",
    lambda _: {
        "x": X,
        "params": {"ln": {"g": n(3), "b": n(3)}, "w": SQUARE},
        "last": {"g": n(3), "b": n(3)},
    },
)
program(
    """
# layers on a list of dicts within dicts, handed on as they are
import numpy as np
def layer_norm(x, g, b, eps=1e-5):
    mean = np.mean(x, axis=-1, keepdims=True)
    return g * (x - mean) / np.sqrt(np.var(x, axis=-1, keepdims=True) + eps) + b
def linear(x, w, b):
    return x @ w + b
def mlp(x, up, down):
    return linear(np.tanh(linear(x, **up)), **down)
def block(x, ln, feed, scale):
    return x + scale * mlp(layer_norm(x, **ln), **feed)
def f(x, blocks: list[dict], last):
    for layer in blocks:
        x = block(x, **layer, scale=0.5) + layer["feed"]["up"]["b"][0]
    return np.sum(layer_norm(x, **last) ** 3)
""",
    lambda _: {
        "x": X,
        "blocks": [
            {
                "ln": {"g": n(3), "b": n(3)},
                "feed": {"up": {"w": n(3, 2), "b": n(2)}, "down": {"w": n(2, 3), "b": n(3)}},
            }
            for _ in range(2)
        ],
        "last": {"g": n(3), "b": n(3)},
    },
)
program(
    """
# attention of several heads, on a list of blocks
from typing import Annotated, TypedDict
import numpy as np
class Wide(TypedDict):
    w: Annotated[np.ndarray, "4 12"]
    b: Annotated[np.ndarray, "12"]
class Square(TypedDict):
    w: Annotated[np.ndarray, "4 4"]
    b: Annotated[np.ndarray, "4"]
class Block(TypedDict):
    qkv: Wide
    out: Square
def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
def linear(x, w, b):
    return x @ w + b
def attention(q, k, v, mask):
    return softmax(q @ k.T / np.sqrt(q.shape[-1]) + mask) @ v
def heads(x, qkv, out, count: int):
    parts = np.split(linear(x, **qkv), 3, axis=-1)
    parts = list(map(lambda part: np.split(part, count, axis=-1), parts))
    mask = (1 - np.tri(x.shape[0])) * -1e10
    found = [attention(q, k, v, mask) for q, k, v in zip(*parts)]
    return linear(np.hstack(found), **out)
def f(x: Annotated[np.ndarray, "T 4"], blocks: list[Block], count: int = 2):
    for block in blocks:
        x = x + heads(x, **block, count=count)
    return np.mean(x**2)
""",
    lambda _: {
        "x": n(3, 4),
        "blocks": [
            {"qkv": {"w": n(4, 12) / 3, "b": n(12)}, "out": {"w": n(4, 4) / 3, "b": n(4)}}
            for _ in range(2)
        ],
    },
)
program(
    """
# a tuple of any length
import numpy as np
def f(params: dict[str, tuple[np.ndarray, ...]], x):
    for w in params["ws"]:
        x = np.tanh(x @ w)
    return np.sum(x ** 2) * len(params["ws"])
""",
    lambda _: {"params": {"ws": [W1, W2]}, "x": X},
)
program(
    """
# layers in a tuple of any length
import numpy as np
def f(params: tuple[tuple[np.ndarray, np.ndarray], ...], x):
    for w, b in params:
        x = np.tanh(x @ w + b)
    return np.sum(x ** 2)
""",
    lambda _: {"params": [(W1, B1), (W2, B2)], "x": X},
)
for spelled in ("stack", "concatenate", "vstack", "array"):
    program(
        f"""
# a list that is taken whole by {spelled}
import numpy as np
def f(params: dict[str, list[np.ndarray]], y: float):
    return np.sum(np.cos(np.{spelled}(params["ws"])) * y)
""",
        lambda _: {"params": {"ws": [W1, 2 * W1]}, "y": 0.7},
    )

program(
    """
# layers on a list that a function is given
import numpy as np
def forward(ws, x, acts):
    acts.append(x)
    for w in ws:
        acts.append(np.tanh(acts[-1] @ w))
    return acts[-1]
def f(x, y, params: dict[str, list[np.ndarray]]):
    acts = []
    scores = forward(params["ws"], x, acts)
    penalty = 0.0
    for h in acts:
        penalty += 0.01 * np.sum(h ** 2)
    return np.sum((scores - y) ** 2) + penalty
""",
    lambda _: {"x": X, "y": X * 2, "params": {"ws": [SQUARE, SQUARE.T]}},
)
program(
    """
# a namedtuple that is renewed in rounds
from typing import NamedTuple
import numpy as np
class State(NamedTuple):
    x: np.ndarray
    v: np.ndarray
def f(state: State, w):
    now = state._replace(v=state.v * w)
    for _ in range(3):
        now = now._replace(x=now.x + 0.1 * now.v)
        now = now._replace(v=now.v - 0.1 * now.x**3)
    return now.x * now.v * state.v
""",
    lambda names: {"state": names["State"](n(3), n(3)), "w": 0.7},
)
program(
    """
# a dataclass that is renewed by replace
import dataclasses
from dataclasses import dataclass, replace
import numpy as np
@dataclass
class State:
    x: np.ndarray
    v: np.ndarray
def step(s, w):
    return replace(s, x=s.x + w * s.v)
def f(state: State, w):
    now = step(step(state, w), w)
    now = dataclasses.replace(now, v=np.sin(now.x) * now.v)
    return now.x * now.v
""",
    lambda names: {"state": names["State"](n(3), n(3)), "w": 0.7},
)
program(
    """
# a dict that a loop runs over, of no annotation
import numpy as np
def f(params, x):
    s = np.sum(x @ params["w1"])
    for name in params:
        if name != "b1":
            s = s + np.sum(params[name] ** 2) * s
    return s
""",
    lambda _: {"params": {"w1": W1, "b1": B1, "w2": W2}, "x": X},
)
program(
    """
# a dict whose keys are asked by their texts
import numpy as np
def f(params, x):
    s = np.sum(x)
    for k, v in params.items():
        if "w" in k and not k.endswith("2"):
            s += np.sum(v ** 2)
        elif "b" not in k:
            s *= np.sum(v)
    for k in ("b1", "w2"):
        if k.startswith("b") or "z" in k:
            s += np.sum(params[k] ** 3)
    return s
""",
    lambda _: {"params": {"w1": W1, "b1": B1, "w2": W2}, "x": X},
)
program(
    """
# keys by a number of layers
import numpy as np
def f(params, x, L=2):
    for i in range(1, L):
        x = np.tanh(x @ params["w" + str(i)] + params[f"b{i}"])
    return np.mean(x @ params["w" + str(L)] + params[f"b{L}"])
""",
    lambda _: {"params": NET, "x": X, "L": 2},
)
program(
    """
# a dict that is made by the keys of one of no annotation
import numpy as np
def f(params, grads, x):
    new = {k: params[k] - 0.1 * grads[k] ** 2 for k in params}
    return np.sum(np.tanh(x @ new["w1"] + new["b1"]))
""",
    lambda _: {"params": {"w1": W1, "b1": B1}, "grads": {"b1": B1 * 2, "w1": W1 * 0.5}, "x": X},
)
program(
    """
# a dict whose defaults are read
import numpy as np
def f(x, p):
    eps = p.get("eps", 0.3)
    if p.get("mode", "train") == "train":
        x = x * p["scale"]
    return np.sum(x / np.sqrt(x**2 + eps**2)) * p.get("eps", 0.3) * p.get("power", 2)
""",
    lambda _: {"x": X, "p": {"eps": 0.7, "scale": 1.5, "power": 3.0}},
)
program(
    """
# a dict that may have a bias
import numpy as np
def f(p: dict[str, np.ndarray], x):
    return np.tanh(x @ p["w"] + p.get("b", 0.0))
""",
    lambda _: {"p": {"w": W1, "b": B1}, "x": X},
)
program(
    """
# a dict of no annotation that may have a bias
import numpy as np
def f(p, x):
    return np.tanh(x @ p["w"] + p.get("b", 0.0))
""",
    lambda _: {"p": {"w": W1, "b": B1}, "x": X},
)
program(
    """
# a copy of rows, off which some come
def f(rows: list[tuple[float, float]]):
    g = rows.copy()
    a, b = g.pop()
    return a * b + sum(u * v * v for u, v in g)
""",
    lambda _: {"rows": [(0.3, -0.5), (1.2, 0.4), (0.2, 0.9)]},
)
program(
    """
# layers by their numbers, as many as there are
import numpy as np
def relu(Z):
    return np.maximum(0, Z)
def f(parameters: dict[str, np.ndarray], X):
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        Z = parameters['W' + str(l)] @ A_prev + parameters['b' + str(l)]
        A = relu(Z)
    ZL = parameters['W' + str(L)] @ A + parameters['b' + str(L)]
    return np.sum(1 / (1 + np.exp(-ZL)))
""",
    lambda _: {
        "parameters": {"W1": W1, "b1": W1[:, :1], "W2": W1.T, "b2": W1.T[:, :1]},
        "X": W1.T + 0.3,
    },
)
program(
    """
# a dict that is read by a key, and counted
import numpy as np
def f(p: dict[str, np.ndarray], x):
    return np.sum(p["w"] * x) * len(p)
""",
    lambda _: {"p": {"w": X, "b": B1}, "x": X},
)
program(
    """
# copies that change beside what they are of
import numpy as np
def f(p: dict, x: np.ndarray):
    h = np.sin(x) * p["b"]
    v = h.copy()
    v[0] = 3.0
    v[1] = x[2] * 2
    old = v[1:].copy()
    v[1:] = h[:-1]
    return v, h, old
""",
    lambda _: {"p": {"b": B2[0]}, "x": B1},
)
program(
    """
# what is returned by its first name
import numpy as np
def f(p: dict, x: np.ndarray):
    h = np.sin(x) * p["b"]
    old = h.copy()
    h[0] = 3.0
    return {"old": old, "new": h}
""",
    lambda _: {"p": {"b": B2[0]}, "x": B1},
)
