"""Programs in which functions are values: in dicts and lists, and partials; of reduce."""

from __future__ import annotations

from typing import Any

from list_programs import drawn

FUNCTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "activation_by_its_name": (
        """
        import numpy as np
        def relu(z):
            return np.maximum(z, 0)
        ACTIVATIONS = {"tanh": np.tanh, "relu": relu, "square": lambda z: z**2}
        def f(x, w1, w2, kind: str):
            act = ACTIVATIONS[kind]
            h = act(x @ w1)
            return np.sum(act(h @ w2) ** 2)
        """,
        {"x": drawn(4, 3), "w1": drawn(3, 5), "w2": drawn(5, 2), "kind": "square"},
    ),
    "activations_of_layers": (
        """
        import numpy as np
        def relu(z):
            return np.maximum(z, 0)
        LAYERS = [np.tanh, relu]
        STEPS = [(2, np.sin), (3, relu)]
        def f(x, w):
            for i in range(len(LAYERS)):
                x = LAYERS[i](x @ w)
            for power, step in STEPS:
                x = step(x) ** power
            return np.sum(x)
        """,
        {"x": drawn(4, 3), "w": drawn(3, 3)},
    ),
    "activation_in_a_loop": (
        """
        import numpy as np
        ACTIVATIONS = {"tanh": np.tanh, "sin": np.sin}
        def f(x, w, kind: str):
            for _ in range(3):
                x = ACTIVATIONS.get(kind, np.cos)(x @ w)
            return np.sum(x**2)
        """,
        {"x": drawn(4, 3), "w": drawn(3, 3), "kind": "other"},
    ),
    "losses_by_their_names": (
        """
        import numpy as np
        def f(x, kind: str):
            def square(z):
                return np.sum(z**2)
            def huber(z):
                return np.sum(np.where(np.abs(z) < 0.5, z**2, np.abs(z) - 0.25))
            losses = {"square": square, "huber": huber}
            if kind not in losses:
                raise ValueError(kind)
            return losses[kind](x)
        """,
        {"x": drawn(5), "kind": "huber"},
    ),
    "functions_by_their_numbers": (
        """
        import numpy as np
        STEPS = [np.tanh, lambda z: z * z]
        def f(x, n: int):
            last = {0: np.cos, 1: np.sin, 2: np.exp}
            for i in range(n):
                x = STEPS[i % 2](x) + STEPS[-1 - i % 2](x) * STEPS[i - 2](x)
            for i in range(4):
                x = last[i % 3](x)
            return np.sum(last[n % 3](x))
        """,
        {"x": drawn(4), "n": 3},
    ),
    "all_functions_of_a_dict": (
        """
        import numpy as np
        FEATURES = {"sin": np.sin, "cos": np.cos, "square": lambda z: z * z}
        def f(x, w):
            total = len(FEATURES) * np.sum(w)
            for name, feature in FEATURES.items():
                total = total + w[0] * np.sum(feature(x))
            for k, feature in enumerate(FEATURES.values()):
                total = total + w[k] * np.sum(feature(x * x))
            return total
        """,
        {"x": drawn(4), "w": drawn(3)},
    ),
    "partials": (
        """
        import functools
        from functools import partial
        import numpy as np
        half = partial(np.multiply, 0.5)
        scaled = functools.partial(lambda z, k, p=2: k * z**p, k=3.0)
        def euler(x, dt):
            return x + dt * np.sin(x)
        def f(x, y, n: int):
            step = partial(euler, dt=0.1)
            for _ in range(n):
                x = step(x)
            g = partial(np.dot, y)
            return g(half(x)) * partial(scaled, p=3)(g(x)) + np.sum(list(map(scaled, x))[0])
        """,
        {"x": drawn(4), "y": drawn(4), "n": 2},
    ),
    "partial_that_fills_an_array": (
        """
        from functools import partial
        import numpy as np
        def put(out, i, v):
            out[i] = v * v
        def f(x, w):
            out = np.zeros(3)
            first = partial(put, v=w)
            for i in range(3):
                first(out, i)
                put(out, i, x[i] + out[i])
            return np.sum(out**2)
        """,
        {"x": drawn(3), "w": 0.7},
    ),
    "partial_of_either": (
        """
        from functools import partial
        import numpy as np
        def f(x, y, t: float):
            if t > 0:
                g = partial(np.multiply, y)
            else:
                g = partial(np.add, y)
            return np.sum(g(x) ** 2)
        """,
        {"x": drawn(3), "y": drawn(3), "t": 0.5},
    ),
    "function_that_may_be_given": (
        """
        import numpy as np
        def layer(x, w, act=None, shift=None):
            act = act or np.tanh
            h = act(x @ w)
            return shift(h) if shift else h
        def layers(x, w, act=None, last=None):
            h = layer(x, w)
            if act is not None:
                h = act(h)
            h = layer(h, w, act or np.sin, last and (lambda z: last(z) + 1))
            return np.sum(last(h)) if last else np.sum(h**2)
        def f(x, w):
            return layers(x, w) + layers(w, w, np.tanh) + layers(x, w, last=np.exp)
        """,
        {"x": drawn(4, 3), "w": drawn(3, 3)},
    ),
    "reduced_layers": (
        """
        import numpy as np
        from functools import reduce as fold
        def f(x, w1, w2):
            h = fold(lambda h, w: np.tanh(h @ w), [w1, w2], x)
            return np.sum(h**2) * fold(np.dot, (w1, w2))[0, 0]
        """,
        {"x": drawn(4, 3), "w1": drawn(3, 3), "w2": drawn(3, 3)},
    ),
    "reduced_numbers": (
        """
        import functools
        import operator
        def f(x, w: float):
            def step(a, b):
                return a * w + b
            p = functools.reduce(operator.mul, x)
            q = functools.reduce(lambda a, b: a * b + w, (v * p for v in x))
            for h in functools.reduce(step, x, w), p:
                q += functools.reduce(lambda h, a: h + a * w, x, 0.0) * h
            return functools.reduce(step, map(lambda v: v * w, x), q) + h
        """,
        {"x": drawn(4), "w": 0.7},
    ),
    "reduced_functions": (
        """
        import numpy as np
        from functools import reduce
        STEPS = [np.sin, np.tanh]
        def f(x, w):
            if np.sum(x) < 0:
                return np.sum(reduce(lambda z, step: step(z * w), STEPS, x))
            return np.sum(reduce(lambda z, step: step(z + w), STEPS, x) * x)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "a_reduce_of_its_own": (
        """
        import functools
        from functools import reduce
        import numpy as np
        def f(x, w):
            def reduce(step, xs, start):
                return step(start, xs[0])
            total = functools.reduce(lambda a, b: a * b + w, x)
            return reduce(lambda a, b: a * b, x, w) + total
        """,
        {"x": drawn(3), "w": 0.7},
    ),
}
