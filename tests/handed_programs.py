"""Programs whose functions are given lists and tables that they change, and points to run them at."""

from __future__ import annotations

from typing import Any

from list_programs import drawn

HANDED: dict[str, tuple[str, dict[str, Any]]] = {
    "a_helper_that_appends": (
        """
        from __future__ import annotations
        import numpy as np
        def forward(ws, x, cache):
            h = x
            for w in ws:
                h = np.tanh(h @ w)
                cache.append(h)
            return h
        def f(ws: Float[np.ndarray, "L D D"], x: Float[np.ndarray, "N D"]):
            cache = []
            out = forward(ws, x, cache)
            return np.sum(out) + sum(np.mean(c**2) for c in cache)
        """,
        {"ws": drawn(2, 3, 3), "x": drawn(2, 3)},
    ),
    "helpers_within_each_other_that_append": (
        """
        import numpy as np
        def outer(hs, x):
            inner(hs, x)
            inner(v=x * x, row=hs)
        def inner(row, v):
            if v[0] > 0:
                row.append(np.sin(v))
            else:
                row.append(v)
        def f(x, n: int):
            hs = [x]
            for _ in range(n):
                outer(hs, hs[-1] * x)
            return np.sum(np.stack(hs) ** 2)
        """,
        {"x": drawn(3), "n": 2},
    ),
    "a_helper_that_appends_pairs": (
        """
        import numpy as np
        def record(hs, h, c):
            hs.append((h, c))
        def f(x, n: int):
            hs = []
            h, c = x, x * 2
            for i in range(n):
                h, c = np.tanh(h + c), h * c
                record(hs, h, c)
            return sum(np.sum(a * b) for a, b in hs)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_list_by_default": (
        """
        import numpy as np
        def collect(x, hs=None):
            if hs is None:
                hs = []
            hs.append(x * x)
            return hs
        def f(x):
            hs = collect(x)
            hs = collect(np.sin(x), hs)
            return np.sum(hs[0] * hs[1])
        """,
        {"x": drawn(3)},
    ),
    "a_stack_that_helpers_push_and_pop": (
        """
        from __future__ import annotations
        def add(stack):
            b, a = stack.pop(), stack.pop()
            stack.append(a + b)
        def multiply(stack):
            stack.append(stack.pop() * stack.pop())
        def f(x: float, y: float):
            stack = [x, y]
            multiply(stack)
            stack.append(x)
            stack.append(x * x)
            add(stack)
            multiply(stack)
            return stack.pop()
        """,
        {"x": 1.5, "y": -0.5},
    ),
    "a_dict_of_lists_that_a_helper_fills": (
        """
        import numpy as np
        def note(log, h):
            log["last"] = h
            log["all"].append(h)
        def f(x, n: int):
            log = {"all": []}
            for i in range(n):
                x = np.tanh(x * 1.5)
                note(log, x)
            return np.sum(log["last"]) + sum(np.sum(h**2) for h in log["all"])
        """,
        {"x": drawn(3), "n": 3},
    ),
    "an_element_that_a_helper_sets": (
        """
        from __future__ import annotations
        import numpy as np
        def swap(t, i, j):
            t[i], t[j] = t[j], t[i]
        def square(t, i):
            t[i] = t[i] ** 2
        def f(x: Float[np.ndarray, "3"], n: int):
            t = [x[0], x[1], x[2]]
            for i in range(n):
                square(t, i)
                swap(t, i, i + 1)
            return t[0] * t[1] ** 2 + t[2]
        """,
        {"x": drawn(3), "n": 2},
    ),
    "a_table_that_a_helper_fills": (
        """
        from __future__ import annotations
        import numpy as np
        def fill(d, a, b):
            for i in range(len(a)):
                for j in range(len(b)):
                    d[i][j] = (a[i] - b[j]) ** 2
        def f(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"]):
            d = [[0.0] * len(b) for _ in range(len(a))]
            fill(d, a, b)
            return d[0][0] + d[-1][-1] * d[0][1]
        """,
        {"a": drawn(3), "b": drawn(4)},
    ),
    "a_table_that_a_helper_makes": (
        """
        from __future__ import annotations
        import numpy as np
        def product(a, b, n):
            c = [[0.0] * n for _ in range(n)]
            for i in range(n):
                for j in range(n):
                    for k in range(n):
                        c[i][j] += a[i][k] * b[k][j]
            return c
        def f(x: Float[np.ndarray, "4"]):
            a = [[x[0], x[1]], [x[2], x[3]]]
            b = product(a, a, 2)
            return np.sum(np.array(product(b, a, 2)) ** 2) + b[0][1]
        """,
        {"x": drawn(4)},
    ),
    "a_table_that_is_written_out": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "4"], n: int):
            a = [[x[0], 1], [x[2], x[3]]]
            det = 1.0
            for k in range(n):
                det = det * a[k][k]
                for i in range(k + 1, n):
                    r = a[i][k] / a[k][k]
                    for j in range(k, n):
                        a[i][j] = a[i][j] - r * a[k][j]
            return det * x[1]
        """,
        {"x": drawn(4), "n": 2},
    ),
    "a_function_that_is_chosen": (
        """
        import numpy as np
        def f(x, w, kind: str, n: int):
            act = np.tanh if kind == "tanh" else np.sin
            h = x
            for i in range(n):
                if i % 2:
                    g = act
                elif i > 2:
                    g = np.cos
                else:
                    def g(z):
                        return z * z + w
                h = g(h * w)
            op = np.maximum if np.sum(x) > 0 else np.add
            return np.sum(op(h, act(x)))
        """,
        {"x": drawn(3), "w": drawn(3), "kind": "tanh", "n": 3},
    ),
    "lists_in_a_dict_by_a_key_that_is_given": (
        """
        import numpy as np
        def add(log, key, v):
            log[key].append(v)
        def f(x, n: int):
            log = {"sum": [], "norm": []}
            for _ in range(n):
                add(log, "sum", np.sum(x))
                for key in ("norm", "sum"):
                    log[key].append(np.sum(x ** 2))
                x = x * log["sum"][-1] * 0.2
            return sum(log["sum"]) * log["norm"][-1]
        """,
        {"x": drawn(3), "n": 2},
    ),
    "functions_of_math_by_names": (
        """
        from __future__ import annotations
        import math
        def f(x: float, w: float, n: int):
            wave = math.sin
            waves = {"a": math.cos, "b": wave}
            s = math.tau * x
            for k in ("a", "b", "a"):
                g = waves[k]
                s += g(x * w) * len(k)
            h = math.exp if n > 1 else wave
            return h(s * 0.1) + math.pi * w
        """,
        {"x": 0.7, "w": -1.2, "n": 2},
    ),
    "parts_of_a_vector_by_a_list": (
        """
        import numpy as np
        def unpack(theta, shapes):
            parts, i = [], 0
            for n, m in shapes:
                parts.append(theta[i:i + n * m].reshape(n, m))
                i += n * m
            return parts
        def f(theta, x):
            W, V = unpack(theta, [(3, 2), (2, 1)])
            first, *others = unpack(theta, [(4, 1), (2, 1), (1, 2)])
            return np.sum(np.tanh(x @ W) @ V) * np.sum(first) + np.sum(others[-1] * others[0])
        """,
        {"theta": drawn(8), "x": drawn(2, 3)},
    ),
    "lists_that_loops_fill_taken_apart": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            for i in range(len(x)):
                hs.append(np.sin(x[i] * w))
            a, *middle, last = hs
            b, c, d, e = hs
            total = a * last + b * e
            for h in middle:
                total = total + h ** 2 * c
            return total * d
        """,
        {"x": drawn(4), "w": 0.7},
    ),
}
