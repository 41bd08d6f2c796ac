"""Programs whose parameters have no annotation and hold layers: weights and biases, which no array can hold."""

from __future__ import annotations

from itertools import pairwise

from packs import n, program


def layers(*sizes: int) -> list[tuple[object, object]]:
    return [(n(D, H), n(H)) for D, H in pairwise(sizes)]


program(
    """
# layers but the last, and that
import numpy as np
def predict(params, x):
    for w, b in params[:-1]:
        x = np.tanh(x @ w + b)
    w, b = params[-1]
    return x @ w + b
def f(params, x, y):
    return np.mean((predict(params, x) - y) ** 2)
""",
    lambda _: {"params": layers(3, 4, 2), "x": n(5, 3), "y": n(5, 2)},
)
program(
    """
# layers by index
import numpy as np
def f(params, x):
    w1, b1 = params[0]
    w2, b2 = params[1]
    return np.sum(b1 + np.dot(x, w1)) + np.sum(np.tanh(x @ w1 + b1) @ w2 + b2)
""",
    lambda _: {"params": layers(3, 4, 2), "x": n(5, 3)},
)
program(
    """
# layers that are counted
import numpy as np
def f(params, x):
    for i, (w, b) in enumerate(params):
        x = x @ w + b
        if i < len(params) - 1:
            x = np.maximum(x, 0)
    return np.sum(x ** 2)
""",
    lambda _: {"params": layers(3, 4, 4, 2), "x": n(5, 3)},
)
program(
    """
# layers with a number beside them
import numpy as np
def f(params, x):
    for w, b, scale in params:
        x = scale * np.tanh(x @ w + b)
    return np.sum(x)
""",
    lambda _: {"params": [(w, b, n()) for w, b in layers(3, 4, 2)], "x": n(5, 3)},
)
program(
    """
# layers in a dict beside others
import numpy as np
def f(params, x):
    for w, b in params["layers"]:
        x = np.tanh(x @ w + b)
    return np.sum(x @ params["out"])
""",
    lambda _: {"params": {"layers": layers(3, 4, 2), "out": n(2)}, "x": n(5, 3)},
)
program(
    """
# a dict of layers
import numpy as np
def f(params, x):
    for W, b in params.values():
        x = np.tanh(b + x @ W)
    return np.sum(x)
""",
    lambda _: {"params": dict(zip("ab", layers(3, 4, 2))), "x": n(5, 3)},
)
program(
    """
# a dict of layers in a dict
import numpy as np
def f(params, x):
    for w, b in params["layers"].values():
        x = np.tanh(x @ w + b)
    return np.sum(x * params["scale"])
""",
    lambda _: {"params": {"layers": dict(zip("ab", layers(3, 4, 2))), "scale": n(2)}, "x": n(5, 3)},
)
program(
    """
# two lists of layers in a tuple
import numpy as np
def mlp(layers, x):
    for w, b in layers:
        x = np.tanh(x @ w + b)
    return x
def f(params, x):
    encoder, decoder = params
    return np.sum((mlp(decoder, mlp(encoder, x)) - x) ** 2)
""",
    lambda _: {"params": (layers(3, 2), layers(2, 4, 3)), "x": n(5, 3)},
)
program(
    """
# weights and biases one after another
import numpy as np
def f(params, x):
    W1, b1, W2, b2 = params
    h = np.tanh(x @ W1 + b1)
    return np.sum(h @ W2 + b2)
""",
    lambda _: {"params": (*layers(3, 4)[0], *layers(4, 2)[0]), "x": n(5, 3)},
)
program(
    """
# weights and biases within each other
import numpy as np
def f(params, x, h):
    (Wx, Wh, b), (Wo, bo) = params
    h = np.tanh(x @ Wx + h @ Wh + b)
    return np.sum(h @ Wo + bo)
""",
    lambda _: {
        "params": ((n(3, 4), n(4, 4), n(4)), (n(4, 2), n(2))),
        "x": n(5, 3),
        "h": n(5, 4),
    },
)
program(
    """
# hidden layers and the last by a star
import numpy as np
def f(params, x):
    *hidden, (w_out, b_out) = params
    for w, b in hidden:
        x = np.tanh(x @ w + b)
    return np.sum(x @ w_out + b_out)
""",
    lambda _: {"params": layers(3, 4, 2), "x": n(5, 3)},
)
program(
    """
# dicts of layers by a star
import numpy as np
def f(params, x):
    *hidden, last = params
    for layer in hidden:
        x = np.maximum(0, x @ layer["weights"] + layer["biases"])
    return np.sum(x @ last["weights"] + last["biases"])
""",
    lambda _: {
        "params": [{"weights": w, "biases": b} for w, b in layers(3, 4, 2)],
        "x": n(5, 3),
    },
)
program(
    """
# the first and the last by a star
import numpy as np
def f(params: list[tuple[np.ndarray, np.ndarray]], x):
    (w, b), *mid, (v, c) = params
    h = np.tanh(x @ w + b)
    for i, (w, b) in enumerate(mid):
        h = np.tanh(h @ w + b) + i * len(mid)
    return np.sum(h @ v + c)
""",
    lambda _: {"params": layers(3, 4, 4, 4, 2), "x": n(5, 3)},
)
program(
    """
# layers whose weights are turned, backwards
import numpy as np
def f(params, x):
    for w, b in reversed(params):
        x = np.tanh(np.dot(x, w.T) - b)
    return np.sum(x)
""",
    lambda _: {"params": [(n(3, 4), n(3)), (n(4, 2), n(4))], "x": n(5, 2)},
)
program(
    """
# heads and a layer
import numpy as np
def f(params, x):
    heads, (w, b) = params
    return np.sum(sum(np.tanh(x @ wq + bq) for wq, bq in heads) @ w + b)
""",
    lambda _: {
        "params": (layers(3, 4) + layers(3, 4) + layers(3, 4), layers(4, 2)[0]),
        "x": n(5, 3),
    },
)
