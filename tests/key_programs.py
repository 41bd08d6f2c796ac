"""Programs with dicts whose keys are whole numbers, or tuples, that don't count, each with a point."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(3)
X, W, H = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=(3, 3)), RANDOM.normal(size=3)

KEYS: dict[str, tuple[str, dict[str, Any]]] = {
    "keys_layers": (
        """
        import numpy as np
        def f(x, w1, w2):
            params = {1: w1, 2: w2}
            h = {}
            h[0] = x
            h[1] = np.tanh(h[0] @ params[1])
            h[2] = np.tanh(h[1] @ params[2])
            return np.sum(h[2] ** 2)
        """,
        {"x": X, "w1": W, "w2": W.T * 0.5},
    ),
    "keys_rk": (
        """
        import numpy as np
        def g(t, x):
            return -x * np.sin(t) + x ** 2
        def f(x, h):
            for i in range(3):
                k = {}
                k[1] = g(0.0, x)
                k[2] = g(h / 2, x + h / 2 * k[1])
                k[3] = g(h / 2, x + h / 2 * k[2])
                k[4] = g(h, x + h * k[3])
                x = x + h / 6 * (k[1] + 2 * k[2] + 2 * k[3] + k[4])
            return np.sum(x)
        """,
        {"x": H, "h": 0.1},
    ),
    "keys_tableau": (
        """
        import numpy as np
        def f(x, h):
            A = {1: {}, 2: {1: 0.5}, 3: {1: -1.0, 2: 2.0}}
            B = {1: 1 / 6, 2: 2 / 3, 3: 1 / 6}
            k = {}
            for i in range(1, 4):
                y = x
                for j in range(1, i):
                    y = y + h * A[i][j] * k[j]
                k[i] = np.sin(y) * y
            for i in (1, 2, 3):
                x = x + h * B[i] * k[i]
            return np.sum(x)
        """,
        {"x": H, "h": 0.1},
    ),
    "keys_negative": (
        """
        import numpy as np
        def f(x, w):
            hs = {-1: x * 2, -2: w}
            hs[0] = np.tanh(hs[-1] * hs[-2])
            hs[-1] = hs[0] + hs[-1]
            return np.sum(hs[-1] * hs[0])
        """,
        {"x": H, "w": H[::-1] * 0.3},
    ),
    "keys_branches": (
        """
        def f(a, b):
            p = {3: a, 1: b}
            if a > 0:
                p[7] = a * b
            else:
                p[7] = a + b
            if b > 0:
                p[1] = p[7] * 2
            return p[3] * p[1] * p[7]
        """,
        {"a": 0.7, "b": -1.2},
    ),
    "keys_loop_state": (
        """
        def f(a, b, n):
            s = {0: a, 1: b, 10: a * b}
            for t in range(n):
                s[0], s[1] = s[1] * 0.5, s[0] + s[10]
            return s[0] * s[1]
        """,
        {"a": 0.7, "b": -1.2, "n": 5},
    ),
    "keys_helper_fills": (
        """
        import numpy as np
        def step(k, x, h):
            k[2] = np.sin(x + h * k[1])
            return k[2] * 2
        def f(x, h):
            k = {1: np.cos(x)}
            y = step(k, x, h)
            return np.sum(k[1] * k[2] * y)
        """,
        {"x": H, "h": 0.2},
    ),
    "keys_items": (
        """
        import numpy as np
        def f(a, b):
            c = {2: a, -1: b, 5: a * b}
            s = 0.0
            for k, v in c.items():
                s = s + k * v ** 2
            for k in c:
                s = s + c[k] ** k
            for v in c.values():
                s = s * 1.1 + v
            return s
        """,
        {"a": 0.7, "b": 1.2},
    ),
    "keys_comprehension": (
        """
        import numpy as np
        def f(a, b):
            c = {i: a ** i + b for i in range(4)}
            d = {k: v * k for k, v in c.items()}
            return c[0] * d[3] + sum(d.values()) * c[2] + sum(c[i] * d[i] for i in range(4))
        """,
        {"a": 0.7, "b": 1.2},
    ),
    "keys_get_in": (
        """
        import numpy as np
        def f(a, b):
            c = {1: a, 2: b}
            x = c.get(3, a * b) + c.get(1, 0.0)
            if 2 in c:
                x = x * c[2]
            if 7 not in c:
                c[7] = x * a
            c.setdefault(8, b)
            y = c.pop(8)
            del c[1]
            return x * y * c[7] * len(c)
        """,
        {"a": 0.7, "b": 1.2},
    ),
    "keys_writes": (
        """
        import numpy as np
        def f(x, w):
            h = {0: np.zeros(3), 1: x * 2}
            h[0][1] = w[0] * x[2]
            h[0] += x
            h[1] *= w
            h[1][0] = h[0][1]
            return np.sum(h[0] * h[1])
        """,
        {"x": H, "w": H[::-1] * 0.3},
    ),
    "keys_const_key": (
        """
        import numpy as np
        LAST = 3
        def f(a, b):
            h = {}
            i = 1
            h[i] = a * b
            h[i + 1] = h[i] * a
            h[LAST] = h[LAST - 1] * h[1] + b
            h[2 * LAST - 1] = h[LAST] * 2
            return h[5] * h[2]
        """,
        {"a": 0.7, "b": 1.2},
    ),
    "keys_stride": (
        """
        import numpy as np
        def f(x, w):
            h = {0: x, 1: w}
            for i in range(2, 8, 2):
                h[i] = h[i - 2] * w
                h[i + 1] = np.sin(h[i - 1]) * h[i]
            return np.sum(h[6] * h[7])
        """,
        {"x": H, "w": H[::-1] * 0.3},
    ),
    "keys_mixed": (
        """
        import numpy as np
        def f(x, w):
            h = {0: x, "w": w, 1: w * x, "1": x}
            h["h"] = h[0] * h["w"]
            h[2] = h["h"] + h["1"]
            return np.sum(h[2] * h[1])
        """,
        {"x": H, "w": H[::-1] * 0.3},
    ),
    "keys_tuple_keys": (
        """
        import numpy as np
        def f(a, b):
            trans = {("H", "H"): a, ("H", "C"): 1 - a, ("C", "H"): b, ("C", "C"): 1 - b}
            p = {"H": 0.6, "C": 0.4}
            for t in range(3):
                new = {}
                for s in ("H", "C"):
                    new[s] = sum(p[r] * trans[r, s] for r in ("H", "C"))
                p = new
            return p["H"] * trans[("C", "H")]
        """,
        {"a": 0.7, "b": 0.2},
    ),
    "keys_dict_of_dicts": (
        """
        import numpy as np
        def f(a, b):
            A = {0: {0: a, 1: b}, 1: {0: a * b, 1: 2.0}}
            A[1][1] = A[0][0] * A[1][0]
            return A[0][0] * A[1][1] - A[0][1] * A[1][0]
        """,
        {"a": 0.7, "b": 0.2},
    ),
    "keys_lists_in": (
        """
        import numpy as np
        def f(x, w):
            h = {0: [], 1: []}
            for i in range(3):
                h[0].append(x[i] * w[i])
                h[1].append(np.sin(x[i]))
            return sum(h[0]) * np.sum(np.array(h[1]))
        """,
        {"x": H, "w": H[::-1] * 0.3},
    ),
    "keys_by_len": (
        """
        import numpy as np
        def f(x, a):
            h = {}
            h[len(h)] = a
            h[len(h)] = a * h[0]
            h[len(h)] = np.sum(x) * h[1]
            return h[2] * h[1]
        """,
        {"x": H[:2], "a": 0.2},
    ),
    "keys_ret_dict": (
        """
        import numpy as np
        def g(x):
            return {1: x * 2, 2: x ** 2}
        def f(a, b):
            h = g(a)
            k = {**g(b), 3: a}
            k.update(h)
            return h[1] * k[2] * k[3]
        """,
        {"a": 0.7, "b": 0.2},
    ),
    "keys_names_clash": (
        """
        def f(a, h1, h2, n):
            h = {1: a, 2: h1}
            h3 = h[1] * h2
            h[3] = h3 * h1
            hs = {1: h[3], 11: a}
            k = {}
            k[1, 1] = a
            k[11] = h1
            for t in range(n):
                h[1] = h[1] * h[2] + k[1, 1] + k[11]
                hs[1] = hs[1] + h[1]
            return h[1] * h[3] * hs[1] * hs[11]
        """,
        {"a": 0.7, "h1": 0.2, "h2": 1.1, "n": 3},
    ),
    "keys_swap": (
        """
        def f(a, b, n):
            h = {0: a, 1: b}
            h[0], h[1] = h[1], h[0] * h[1]
            for i in range(n):
                if h[0] > 0.5:
                    h[0], h[1] = h[1], h[0]
                else:
                    h[0] += h[1]
            return h[0] * h[1] ** 2
        """,
        {"a": 0.7, "b": 0.2, "n": 3},
    ),
}
