"""Programs with dicts whose keys count, each with a point at which its derivatives are compared."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(7)
X, W, H = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=(3, 3)), RANDOM.normal(size=3)

COUNTED: dict[str, tuple[str, dict[str, Any]]] = {
    "entry_before": (
        """
        import numpy as np
        def f(x, w, h):
            hs = {}
            hs[-1] = np.copy(h)
            for t in range(len(x)):
                hs[t] = np.tanh(w @ hs[t - 1] + x[t])
            return np.sum(hs[len(x) - 1] ** 2)
        """,
        {"x": X, "w": W, "h": H},
    ),
    "no_rounds": (
        """
        import numpy as np
        def f(x, w, h):
            hs = {-1: h * 2}
            for t in range(len(x)):
                hs[t] = np.tanh(w @ hs[t - 1] + x[t])
            return np.sum(hs[len(x) - 1] ** 2)
        """,
        {"x": X[:0], "w": W, "h": H},
    ),
    "several_entries_of_one_round": (
        """
        import numpy as np
        def f(x, w, h, n):
            xs, hs, ys, ps = {}, {}, {}, dict()
            hs[-1] = np.copy(h)
            loss = 0.0
            for t in range(n):
                xs[t] = np.zeros(3)
                xs[t][t % 3] = 1
                xs[t][0] += np.sum(x[t])
                hs[t] = np.tanh(np.dot(w, hs[t - 1]) + xs[t])
                ys[t] = np.dot(hs[t], w)
                ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t]))
                loss += -np.log(ps[t][1])
            return loss
        """,
        {"x": X, "w": W, "h": H, "n": 4},
    ),
    "entries_that_are_read_later": (
        """
        import numpy as np
        def f(x, w, h):
            hs = {0: h}
            for t in range(len(x)):
                hs[t + 1] = np.tanh(w @ hs[t] + x[t])
            loss = 0.0
            for t in range(1, len(x) + 1):
                loss += np.sum(hs[t] * hs[t - 1])
            return loss + np.sum(hs[2])
        """,
        {"x": X, "w": W, "h": H},
    ),
    "entries_before_the_one_before": (
        """
        def f(a, b, n):
            u = {}
            u[0] = a
            u[1] = b
            for i in range(2, n):
                u[i] = u[i - 1] * u[i - 2] + 0.5 * u[0]
            return u[n - 1] + u[1]
        """,
        {"a": 0.7, "b": 1.2, "n": 5},
    ),
    "backwards": (
        """
        import numpy as np
        def f(r, gain, end):
            n = len(r)
            value = {n: end}
            for t in reversed(range(n)):
                value[t] = r[t] + gain * np.log(1 + np.exp(value[t + 1]))
            return value[0]
        """,
        {"r": H, "gain": 0.9, "end": 0.3},
    ),
    "backwards_and_read_later": (
        """
        import numpy as np
        def f(r, gain, end):
            n = len(r)
            value = {}
            value[n] = end
            for t in range(n - 1, -1, -1):
                value[t] = r[t] + gain * np.log(1 + np.exp(value[t + 1]))
            total = 0.0
            for t in range(n):
                total += value[t] * value[t + 1]
            return total
        """,
        {"r": H, "gain": 0.9, "end": 0.3},
    ),
    "two_at_once": (
        """
        import numpy as np
        def step(x, h, c, w):
            i = 1 / (1 + np.exp(-(w @ h + x)))
            c = i * c + (1 - i) * np.tanh(x)
            return i * np.tanh(c), c
        def f(x, w, h):
            hs, cs = {}, {}
            hs[-1], cs[-1] = h, np.zeros_like(h)
            for t in range(len(x)):
                hs[t], cs[t] = step(x[t], hs[t - 1], cs[t - 1], w)
            return np.sum(hs[len(x) - 1] * cs[len(x) - 1])
        """,
        {"x": X, "w": W, "h": H},
    ),
    "tuples_as_entries": (
        """
        import numpy as np
        def f(x, w, h):
            cache = {}
            for t in range(len(x)):
                h = np.tanh(w @ h)
                cache[t] = (h, x[t] * h)
            loss = 0.0
            for t in reversed(range(len(x))):
                a, b = cache[t]
                loss = loss * 0.5 + np.sum(a * b)
            return loss
        """,
        {"x": X, "w": W, "h": H},
    ),
    "set_in_both_branches": (
        """
        import numpy as np
        def f(x, w, h):
            hs = {-1: h}
            for t, row in enumerate(x):
                if np.sum(row) > 0:
                    hs[t] = np.tanh(w @ hs[t - 1] + row)
                else:
                    hs[t] = hs[t - 1] * row
                if t > 1:
                    hs[t] = hs[t] + hs[t - 2] * 0.5
            return np.sum(np.stack(list(hs.values())) ** 2) + len(hs)
        """,
        {"x": X, "w": W, "h": H},
    ),
    "read_where_there_is_one": (
        """
        import numpy as np
        def f(x, w):
            hs = {}
            for t in range(len(x)):
                hs[t] = w @ x[t]
                if t > 0:
                    hs[t] = np.tanh(hs[t] + hs[t - 1])
            return np.sum(hs[len(x) - 1])
        """,
        {"x": X, "w": W},
    ),
    "left_early": (
        """
        import numpy as np
        def f(x, w, h):
            hs = {}
            hs[0] = h
            for t in range(1, 8):
                hs[t] = w @ np.sin(hs[t - 1]) * 0.5
                if np.sum(np.abs(hs[t] - hs[t - 1])) < 0.4:
                    break
            return np.sum(hs[t] ** 2 + hs[0] * hs[t - 1]) + np.sum(x)
        """,
        {"x": X, "w": W, "h": H},
    ),
    "parents": (
        """
        import numpy as np
        PARENTS = [0, 0, 1, 1]
        def f(x, w, h):
            node = {0: h}
            for i in range(len(x)):
                node[i + 1] = np.tanh(w @ node[PARENTS[i]] + x[i])
            return sum([np.sum(node[i] ** 2) for i in range(len(x) + 1)])
        """,
        {"x": X, "w": W, "h": H},
    ),
    "made_anew_in_rounds": (
        """
        import numpy as np
        def f(x, w, h):
            loss = 0.0
            for k in range(2):
                hs = {}
                hs[-1] = h * k
                for t in range(len(x)):
                    hs[t] = np.tanh(w @ hs[t - 1] + x[t])
                    for j in range(t):
                        hs[t] = hs[t] + 0.1 * hs[j]
                loss = loss + np.sum(hs[1] * hs[3])
            return loss
        """,
        {"x": X, "w": W, "h": H},
    ),
    "changed_after_it_was_set": (
        """
        import numpy as np
        def f(x, w, h):
            ps = {}
            s = 0.0
            for t in range(len(x)):
                ps[t] = np.exp(x[t])
                ps[t] /= np.sum(ps[t])
                np.add.at(ps[t], [0, 0], w[t % 3, :2])
                s += np.sum(ps[t] * ps[0]) if t > 0 else 0.0
            return s * np.sum(h)
        """,
        {"x": X, "w": W, "h": H},
    ),
    "in_a_helper": (
        """
        import numpy as np
        def run(x, w, h):
            hs = {-1: h}
            for t in range(len(x)):
                hs[t] = np.tanh(w @ hs[t - 1] + x[t])
            return hs[len(x) - 1], hs[0]
        def f(x, w, h):
            hs = w * 2
            a, b = run(x, hs, h)
            return np.sum(a * b)
        """,
        {"x": X, "w": W, "h": H},
    ),
    "without_rounds": (
        """
        import numpy as np
        def f(x, w, h):
            a = {}
            a[0] = x
            a[1] = np.tanh(a[0] @ w)
            a[2] = np.tanh(a[1] @ w) + a[0]
            return np.sum(a[2] @ h)
        """,
        {"x": X, "w": W, "h": H},
    ),
    "a_counter_called_key": (
        """
        def f(a, b, n):
            u = {0: a, 1: b}
            for key in range(2, n):
                u[key] = u[key - 1] * u[key - 2]
            return u[n - 1]
        """,
        {"a": 0.7, "b": 1.2, "n": 5},
    ),
    "set_two_at_once": (
        """
        import numpy as np
        def f(x: np.ndarray, a: float):
            memo = {}
            memo[0], memo[1] = a, x[0]
            for i in range(2, 5):
                memo[i] = memo[i - 1] * x[i - 1] + memo[i - 2]
            return memo[4] * memo[2]
        """,
        {"x": np.random.default_rng(3).normal(size=5), "a": 0.7},
    ),
    "one_for_two": (
        """
        import numpy as np
        def f(x: np.ndarray, a: float):
            memo = {}
            memo[0] = memo[1] = a
            for i in range(2, 5):
                memo[i] = memo[i - 1] * x[i - 1] + memo[i - 2]
            return memo[4] * memo[2]
        """,
        {"x": np.random.default_rng(3).normal(size=5), "a": 0.7},
    ),
    "set_two_crosswise": (
        """
        import numpy as np
        def f(x: np.ndarray, a: float):
            d = {}
            d[0] = a
            d[0], d[1] = x[1], d[0]
            for i in range(2, 5):
                d[i] = d[i - 1] * x[i - 1] + d[i - 2]
            return d[4] * d[2]
        """,
        {"x": np.random.default_rng(3).normal(size=5), "a": 0.7},
    ),
    "set_within_a_tuple": (
        """
        import numpy as np
        def f(x: np.ndarray, a: float):
            d = {}
            d[0], (d[1], s) = a, (x[0], a * 2)
            for i in range(2, 5):
                d[i] = d[i - 1] * x[i - 1] + d[i - 2]
            return d[4] * d[2] * s
        """,
        {"x": np.random.default_rng(3).normal(size=5), "a": 0.7},
    ),
    "two_dicts_set_at_once": (
        """
        import numpy as np
        def f(x: np.ndarray, a: float):
            hs, cs = {}, {}
            hs[-1], cs[-1] = a, x[0]
            for t in range(4):
                cs[t] = np.tanh(hs[t - 1] * x[t]) + cs[t - 1]
                hs[t] = cs[t] * a
            return hs[3] * cs[2]
        """,
        {"x": np.random.default_rng(3).normal(size=5), "a": 0.7},
    ),
    "two_dicts_in_each_round": (
        """
        import numpy as np
        def f(x: np.ndarray, a: float):
            hs, cs = {}, {}
            hs[-1], cs[-1] = a, x[0]
            for t in range(4):
                hs[t], cs[t] = hs[t - 1] * x[t] + cs[t-1], np.tanh(cs[t - 1]) * a
            return hs[3] * cs[2]
        """,
        {"x": np.random.default_rng(3).normal(size=5), "a": 0.7},
    ),
}
