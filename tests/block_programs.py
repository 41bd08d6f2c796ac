"""Programs with branches and loops, each with a point at which its derivatives are compared."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(0)
SQUARE = RANDOM.normal(size=(3, 3))


def drawn(*shape: int) -> Any:
    return RANDOM.normal(size=shape)


PROGRAMS: dict[str, tuple[str, dict[str, Any]]] = {
    "simple": (
        """
        def f(x, w, n: int):
            y = x
            for i in range(n):
                y = y * w + x
            return y
        """,
        {"x": 1.3, "w": 0.7, "n": 4},
    ),
    "branch": (
        """
        def f(x, w):
            if x > w:
                y = x * x
            else:
                y = x * w
            return y + 1
        """,
        {"x": 1.3, "w": 0.7},
    ),
    "other_branch": (
        """
        def f(x, w):
            if x > w:
                y = x * x
            else:
                y = x * w
            return y + 1
        """,
        {"x": 0.3, "w": 0.7},
    ),
    "branch_without_else": (
        """
        def f(x, w):
            y = x * w
            if y > 0:
                y = y * x
            return y * w
        """,
        {"x": 1.3, "w": 0.7},
    ),
    "branch_not_taken": (
        """
        def f(x, w):
            y = x * w
            if y > 0:
                y = y * x
            return y * w
        """,
        {"x": 1.3, "w": -0.7},
    ),
    "branches": (
        """
        def f(x):
            if x > 1:
                y = x ** 2
            elif x > 0:
                y = x ** 3
            else:
                y = -x
            return y
        """,
        {"x": 0.5},
    ),
    "early_returns": (
        """
        def f(x):
            if x > 1:
                return x ** 2
            if x > 0:
                return x ** 3
            y = -x
            return y * x
        """,
        {"x": -0.5},
    ),
    "rnn": (
        """
        import numpy as np
        def f(xs, h, wx, wh):
            L = 0.0
            for t in range(len(xs)):
                h = np.tanh(xs[t] @ wx + h @ wh)
                L += np.sum(h**2)
            return L
        """,
        {"xs": drawn(4, 3), "h": drawn(2), "wx": drawn(3, 2), "wh": drawn(2, 2)},
    ),
    "no_rounds": (
        """
        import numpy as np
        def f(xs, h, wx, wh):
            L = 0.0
            for t in range(len(xs)):
                h = np.tanh(xs[t] @ wx + h @ wh)
                L += np.sum(h**2)
            return L
        """,
        {"xs": drawn(0, 3), "h": drawn(2), "wx": drawn(3, 2), "wh": drawn(2, 2)},
    ),
    "over_an_array": (
        """
        import numpy as np
        def f(xs, w):
            s = 0.0
            for x in xs:
                s = s + np.sum(np.sin(x * w)) * s
                s = s + np.sum(x) * w
            return s
        """,
        {"xs": drawn(4, 3), "w": 0.8},
    ),
    "heat": (
        """
        import numpy as np
        def f(u, kappa, steps: int):
            u = u.copy()
            for t in range(steps):
                u[1:-1] += kappa * (u[:-2] - 2 * u[1:-1] + u[2:])
            return np.sum(u**2)
        """,
        {"u": drawn(6), "kappa": 0.2, "steps": 3},
    ),
    "jacobi": (
        """
        import numpy as np
        def f(A, steps: int):
            A = A.copy()
            B = A.copy()
            for t in range(steps):
                B[1:-1] = 0.33 * (A[:-2] + A[1:-1] + A[2:])
                A[1:-1] = 0.33 * (B[:-2] + B[1:-1] + B[2:])
            return np.sum(A**2)
        """,
        {"A": drawn(6), "steps": 3},
    ),
    "filled": (
        """
        import numpy as np
        def f(x, n: int):
            y = np.zeros(n)
            y[0] = x
            for i in range(1, n):
                y[i] = np.sin(y[i - 1]) * x
            return np.sum(y * y)
        """,
        {"x": 0.8, "n": 5},
    ),
    "cholesky": (
        """
        import numpy as np
        def f(A):
            n = A.shape[0]
            L = np.zeros((n, n))
            for i in range(n):
                for j in range(i + 1):
                    s = A[i, j]
                    for k in range(j):
                        s = s - L[i, k] * L[j, k]
                    if i == j:
                        L[i, j] = np.sqrt(s)
                    else:
                        L[i, j] = s / L[j, j]
            return np.sum(L ** 2 * 0.3 + L)
        """,
        {"A": SQUARE @ SQUARE.T + 3 * np.eye(3)},
    ),
    "swap": (
        """
        def f(a, b, n: int):
            for i in range(n):
                a, b = b, a + b * b
            return a * b
        """,
        {"a": 0.3, "b": 0.4, "n": 3},
    ),
    "continued": (
        """
        def f(x, n: int):
            s = 0.0
            for i in range(n):
                if i % 2 == 0:
                    continue
                s = s + x ** i * s + x
            return s
        """,
        {"x": 0.8, "n": 6},
    ),
    "continued_deeper": (
        """
        def f(x, n: int):
            s = x
            for i in range(n):
                if i > 0:
                    t = s * s
                    if i % 2 == 0:
                        continue
                    s = s + t * x
                s = s * x + 0.5 * x
            return s
        """,
        {"x": 0.8, "n": 6},
    ),
    "gradients_of_what_is_not_always_bound": (
        """
        import numpy as np

        def f(x, m, n: int):
            for s in (m[n], m[n] + np.sum(x)):
                for line in x:
                    Q = np.zeros_like(line)
                    Q[n % 3] += 2 * s
                    Q = Q * Q + np.cos(s)
            return np.sum(Q)
        """,
        {"x": np.array([[0.3, 0.2, -0.4], [0.6, -0.7, 0.9]]), "m": np.array([0.3, 0.4]), "n": 1},
    ),
    "rounds_of_what_is_not_always_bound": (
        """
        import numpy as np
        def f(x, w, n: int):
            s = x[0]
            for c in x:
                q = np.cos(w)
            if n < 1:
                q = w * 2
            else:
                for k in range(2):
                    s = s * q[k]
            if n % 2 == 0:
                q = x * q
            return np.sum(q) + s
        """,
        {"x": np.array([0.3, 0.2, -0.4]), "w": np.array([0.6, -0.7, 0.9]), "n": 1},
    ),
    "parts_of_what_is_not_always_bound": (
        """
        import numpy as np

        def f(x, n: int):
            s = x[0, 0]
            for i in range(n):
                for v in x:
                    row = v * i
                for k in range(2):
                    s = s + row[k] * row[k]
            return s
        """,
        {"x": np.array([[0.3, 0.2, -0.4], [0.6, -0.7, 0.9]]), "n": 2},
    ),
    "one_array_by_two_names_of_branches": (
        """
        import numpy as np
        def f(x, w):
            K = np.zeros(3)
            if w[0] > 0:
                K[1:] -= w[1:]
            else:
                x = np.minimum(x, K)
            K[:] += np.tanh(w)
            return np.sum(np.maximum(K, x))
        """,
        {"x": np.array([-0.4, 0.5, -0.6]), "w": np.array([-0.9, 0.3, 0.2])},
    ),
    "newton": (
        """
        def f(a, b):
            x = a
            while abs(x * x - a) > 1e-12:
                x = 0.5 * (x + a / x) * b + (1 - b) * x
            return x
        """,
        {"a": 2.3, "b": 0.9},
    ),
    "while_counted": (
        """
        import numpy as np
        def f(x, n: int):
            i = 0
            s = 1.0
            while i < n and x[i] > 0:
                s = s * x[i] + i
                i += 1
            return s * x[-1] * i
        """,
        {"x": np.array([0.5, 0.8, 1.2, -0.4, 0.9]), "n": 5},
    ),
    "while_never": (
        """
        def f(x, y):
            s = x * y
            while s > 100:
                s = s * x
            return s
        """,
        {"x": 0.5, "y": 0.8},
    ),
    "while_in_for": (
        """
        def f(x, n: int):
            s = x
            for i in range(n):
                t = s * x
                while t > 0.3:
                    t = t * x
                    s = s + t
            return s * s
        """,
        {"x": 0.83, "n": 3},
    ),
    "while_named_in_its_test": (
        """
        def f(x, y):
            s = x
            while (t := s * y) > 0.1:
                s = s * t + 0.3 * s
            return s * t
        """,
        {"x": 0.9, "y": 0.7},
    ),
    "broken_off": (
        """
        import numpy as np
        def f(A, b, n: int):
            x = np.zeros_like(b)
            for k in range(n):
                r = b - A @ x
                if np.sum(r * r) < 0.05:
                    break
                x = x + 0.3 * r
            return np.sum(x * x) + np.sum(r) * k
        """,
        {
            "A": np.array([[1.2, 0.3], [0.2, 1.5]]),
            "b": np.array([0.7, -0.8]),
            "n": 30,
        },
    ),
    "broken_off_at_once": (
        """
        def f(x, n: int):
            s = x * x
            for i in range(1, n, 2):
                if s > 0.1:
                    break
                s = s * x
            else:
                s = 2 * s
            return s + x
        """,
        {"x": 0.6, "n": 9},
    ),
    "not_broken_off": (
        """
        def f(x, n: int):
            s = x * x
            for i in range(n):
                if s > 10:
                    break
                if i % 2:
                    continue
                s = s * x + 0.1 * i
            else:
                s = 2 * s
            return s + x
        """,
        {"x": 0.6, "n": 4},
    ),
    "returned_early": (
        """
        def f(a, b, n: int):
            x = a
            for k in range(n):
                y = x * b
                if y > 2:
                    return y * x
                x = y + a
            return x * a
        """,
        {"a": 0.9, "b": 0.8, "n": 9},
    ),
    "returned_late": (
        """
        def f(a, b, n: int):
            y, z = both(a, b, n)
            return y * z
        def both(a, b, n: int):
            x = a
            for k in range(n):
                y = x * b
                if y > 2:
                    return y * x, y
                x = y + a
            return x * a, b
        """,
        {"a": 0.9, "b": 0.8, "n": 2},
    ),
    "returned_from_within": (
        """
        def f(a, b, n: int):
            s = a
            while True:
                for j in range(n):
                    s = s * b + a
                    if s > 1.8 + 0.1 * j:
                        return s * s
                s = s + 0.5 * b
        """,
        {"a": 0.7, "b": 0.6, "n": 3},
    ),
    "broken_off_unrolled": (
        """
        def f(a, b):
            s = a
            for t in (a, b, a * b, 2.0):
                s = s * t + b
                if s > 1:
                    break
                s = s + t
            return s * t
        """,
        {"a": 0.7, "b": 0.6},
    ),
    "written_until": (
        """
        import numpy as np
        def f(x):
            y = np.zeros(len(x) + 1)
            i = 0
            while True:
                y[i + 1] = y[i] * x[i] + x[i]
                i = i + 1
                if i == len(x) or y[i] > 1:
                    break
            return np.sum(y * y)
        """,
        {"x": np.array([0.5, 0.4, 0.9, 0.8, 0.3])},
    ),
    "while_backwards": (
        """
        import numpy as np
        def f(x, n: int):
            s = 0.0
            while n > 0:
                s = s * x[n] + x[n] ** 2
                n //= 2
            return s
        """,
        {"x": np.array([0.5, 0.4, 0.9, 0.8, 0.3, 0.7]), "n": 5},
    ),
    "arguments_written_into": (
        """
        import numpy as np
        def f(u, b, n: int):
            u[0] = b
            for t in range(n):
                u[1:-1] += 0.1 * (u[:-2] - 2 * u[1:-1] * u[1:-1] + u[2:])
            return np.sum(u * u)
        """,
        {"u": np.array([0.3, 0.2, -0.4, 0.6]), "b": 0.7, "n": 2},
    ),
    "arguments_changed": (
        """
        import numpy as np
        def f(A, B):
            A *= B
            if B[0] > 0:
                A[0] = B[1] * A[1]
            else:
                B += A
            return np.sum(A * B)
        """,
        {"A": np.array([0.3, 0.2, -0.4]), "B": np.array([0.6, -0.7, 0.9])},
    ),
    "helpers_that_write": (
        """
        import numpy as np
        def step(A, B, c):
            B[1:-1] = c * (A[:-2] + A[1:-1] * A[1:-1] + A[2:])
        def bump(A, k):
            for i in range(k):
                A[i] = A[i] * A[i + 1]
            if k > 1:
                A[0] += 2.0 * A[1]
            return A[1] * A[1]
        def f(u, c, n: int):
            v = u.copy()
            w = np.zeros_like(u)
            s = 0.0
            for t in range(n):
                step(v, w, c)
                step(w, v, c)
                if t == 1:
                    s = s + bump(A=v, k=2)
            s = s + bump(v, 1)
            return np.sum(v * v) + np.sum(w) * s
        """,
        {"u": np.array([0.3, 0.2, -0.4, 0.6]), "c": 0.4, "n": 3},
    ),
    "helpers_that_write_until": (
        """
        import numpy as np
        def step(A, i):
            if A[i] > 3:
                return
            A[i] = A[i] * A[i - 1] + 1
        def f(u):
            i = 1
            while i < len(u):
                step(u, i)
                i += 1
                if u[i - 1] > 1.3:
                    break
            return np.sum(u * u)
        """,
        {"u": np.array([0.3, 0.4, -0.5, 0.7])},
    ),
    "read_afterwards": (
        """
        def f(x, n: int):
            s = x
            for i in range(n):
                t = s * x
                s = t + i
            return s * t * i
        """,
        {"x": 0.8, "n": 3},
    ),
    "nested": (
        """
        import numpy as np
        def f(x, w):
            s = 0.0
            for i in range(x.shape[0]):
                r = 1.0
                for j in range(x.shape[1]):
                    r = r * (x[i, j] + w)
                s = s + r * w
            return s
        """,
        {"x": drawn(3, 2), "w": 0.8},
    ),
    "shortest_paths": (
        """
        import numpy as np
        def f(d):
            d = d.copy()
            n = len(d)
            for k in range(n):
                for i in range(n):
                    for j in range(n):
                        if d[i, k] + d[k, j] < d[i, j]:
                            d[i, j] = d[i, k] + d[k, j]
            return np.sum(d ** 2)
        """,
        {"d": RANDOM.uniform(1, 5, size=(4, 4))},
    ),
    "log_sum_exp": (
        """
        import math
        def f(x, n: int):
            m = x[0]
            for i in range(1, n):
                if x[i] > m:
                    m = x[i]
            s = 0.0
            for i in range(n):
                s += math.exp(x[i] - m)
            return m + math.log(s)
        """,
        {"x": drawn(5), "n": 5},
    ),
    "state_in_a_tuple": (
        """
        import numpy as np
        def f(x, v, dt, n: int):
            state = (x, v)
            for i in range(n):
                x, v = state
                a = -np.sin(x)
                v = v + dt * a
                state = (x + dt * v, v)
            x, v = state
            return np.sum(x * v)
        """,
        {"x": drawn(3), "v": drawn(3), "dt": 0.1, "n": 4},
    ),
    "loops_in_helpers": (
        """
        import numpy as np
        def step(x, w):
            for i in range(2):
                if np.sum(x) > 0:
                    x = np.tanh(x * w)
                else:
                    x = x - w
            return x
        def f(x, w, n: int):
            for t in range(n):
                x = step(x, w)
            return np.sum(x)
        """,
        {"x": drawn(3), "w": 0.7, "n": 3},
    ),
    "tests_by_in": (
        """
        import numpy as np
        def f(x, kind: str, n: int):
            if kind in ("a", "b") and n not in [1, 2]:
                y = x * 2
            else:
                y = x * x
            for k in range(n):
                if k in (0, 2):
                    y = y * x
            return np.sum(y * np.sum(x))
        """,
        {"x": np.array([0.5, -1.2]), "kind": "b", "n": 3},
    ),
    "listed_and_reversed": (
        """
        import numpy as np
        def f(xs, ys):
            s = 1.0
            for a, b in reversed(list(zip(xs, ys))):
                s = s * a + b
            for i, (a, b) in enumerate(zip(xs, ys)):
                s = s * b + i * a
            for i, x in zip(range(1, len(xs)), xs):
                s = s + i * x
            return s
        """,
        {"xs": np.array([0.5, -1.2, 0.3]), "ys": np.array([0.7, 1.1])},
    ),
    "elements_swapped": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], n: int):
            y = x * x
            y[0], y[1] = y[1], y[0]
            for i in range(n):
                for j in range(n - 1):
                    if y[j] > y[j + 1]:
                        y[j], y[j + 1] = y[j + 1], y[j]
            s = 1.0
            for i in range(n):
                v = y[i]
                y[i] = v * s
                s = s + v * y[i]
            return s * y[0] + np.sum(y * x)
        """,
        {"x": np.array([0.5, -1.2, 0.3]), "n": 3},
    ),
    "a_matrix_transposed_in_place": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N N"], n: int):
            y = np.sin(x)
            for i in range(n):
                for j in range(i):
                    kept = y[i, j]
                    y[i, j] = y[j, i] * 2
                    y[j, i] = kept
            return np.sum(y * x)
        """,
        {"x": np.array([[0.5, -1.2], [0.3, 0.7]]), "n": 2},
    ),
    "enumerated_and_zipped": (
        """
        import numpy as np
        def f(xs, ys):
            s = 0.0
            for i, x in enumerate(xs):
                s = s + x * i
            for x, y in zip(xs, ys):
                s = s * 0.5 + x * y
            for x in reversed(xs):
                s = s * x
            return s
        """,
        {"xs": drawn(3), "ys": drawn(3)},
    ),
    "conditional_expression": (
        """
        import numpy as np
        def f(x, w):
            y = x * w if x > 0 else x - w
            return y * y
        """,
        {"x": 0.4, "w": 0.3},
    ),
    "buffers_that_swap": (
        """
        import numpy as np
        def f(u, n: int):
            a = u.copy()
            b = np.zeros_like(u)
            for t in range(n):
                b[1:] = a[1:] ** 2
                a, b = b, a
            return np.sum(a)
        """,
        {"u": np.array([0.3, 0.7, 0.4]), "n": 2},
    ),
    "three_buffers": (
        """
        import numpy as np
        def f(u, n: int):
            a = u.copy()
            b = u * 2.0
            c = u * 3.0
            for t in range(n):
                c[1:] = a[:-1] * b[1:]
                a, b, c = b, c, a
            return np.sum(a*b+c)
        """,
        {"u": np.array([0.3, 0.7, 0.4]), "n": 4},
    ),
    "append_in_a_branch": (
        """
        def f(x, flag: int):
            stack = []
            stack.append(x)
            if flag:
                stack.append(x * x)
            y = stack.pop()
            return y
        """,
        {"x": 1.3, "flag": 1},
    ),
    "appends_in_branches": (
        """
        def f(x, n: int):
            stack = []
            for i in range(n):
                if i % 2:
                    stack.append(x * i)
            s = 0.0
            for i in range(n // 2):
                v = stack.pop()
                s = s + v * v
            return s
        """,
        {"x": 1.3, "n": 5},
    ),
    "pop_in_one_branch": (
        """
        def f(x, n: int):
            stack = []
            for i in range(n):
                if i % 2:
                    y = stack.pop()
                    x = x + y * y
                else:
                    stack.append(x * i)
            return x
        """,
        {"x": 1.3, "n": 6},
    ),
    "pop_and_append": (
        """
        def f(x, n: int):
            stack = []
            stack.append(x)
            for i in range(n):
                x = x + stack.pop() ** 2
                stack.append(x)
            return x
        """,
        {"x": 0.3, "n": 3},
    ),
    "loops_within_loops": (
        """
        import numpy as np
        def f(A, n: int):
            A = A.copy()
            for k in range(2):
                for i in range(2):
                    A[i] = A[i] * A[k]
            return A
        """,
        {"A": np.array([0.3, 0.7, 0.4]), "n": 2},
    ),
    "around_it": (
        """
        def f(x: float):
            y = x
            for i in range(3):
                s = y
            return s
        """,
        {"x": 1.2},
    ),
    "a_part_or_a_sum": (
        """
        import numpy as np
        def f(x, w):
            R = np.zeros(3)
            if np.all(x > w[1, 1]):
                return R[0]
            return 2 * np.sum(x)
        """,
        {"x": drawn(4), "w": drawn(4, 3)},
    ),
    "a_chain_of_comparisons": (
        """
        import numpy as np
        def f(w, m):
            return m[0] if 0.5 < np.sum(w) < w[1] else np.sum(w)
        """,
        {"w": drawn(4), "m": drawn(3)},
    ),
    "written_out_rounds": (
        """
        import numpy as np
        def f(x, w, m, n: int):
            Z = np.zeros(x.shape)
            for d in (m, m, m):
                if n != 1:
                    Z[1:-1] = x[::2]
                    Z -= d
            return Z
        """,
        {"x": drawn(4), "w": drawn(4), "m": -0.4, "n": 3},
    ),
    "read_where_there_is_no_round": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.sin(w)
            for i in range(n):
                y = np.zeros(w.shape) + x
            return np.sum(y)
        """,
        {"x": 0.3, "w": drawn(4), "n": 0},
    ),
    "tuples_of_a_block": (
        """
        def f(x, n: int):
            if n == 0:
                s = (x, x)
                y = s[0] * s[1]
            else:
                y = x
            for i in range(n):
                s = (x, y)
                y = s[0] * s[1]
            return y
        """,
        {"x": 1.2, "n": 2},
    ),
    "elements_that_change_places": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], n: int):
            x = x.copy()
            for t in range(n):
                for i in range(len(x) - 1):
                    if x[i] > x[i + 1]:
                        x[i], x[i + 1] = x[i + 1], x[i]
                    x[i] = x[i] * x[i + 1]
            return np.sum(x**2)
        """,
        {"x": np.array([0.3, 0.7, 0.4]), "n": 2},
    ),
    "elements_read_after_they_changed": (
        """
        from __future__ import annotations
        import numpy as np
        def f(y: Float[np.ndarray, "N"], n: int):
            y = y.copy()
            s = 0.0
            for i in range(n):
                v = y[i]
                y[i] = v * v
                s = s + v * y[i] * y[i]
            return s
        """,
        {"y": np.array([0.3, 0.7, 0.4]), "n": 3},
    ),
    "read_before_and_after_rounds_within_rounds": (
        """
        from __future__ import annotations
        import numpy as np
        def f(h: Float[np.ndarray, "N"], w: float, n: int):
            L = 0.0
            for t in range(n):
                g = h * w
                for k in range(2):
                    g = np.tanh(w * g) * g
                    L = L + np.sum(g ** 2)
                h = np.sin(g) + h * h
                L = L + np.sum(h * g)
            return L
        """,
        {"h": np.array([0.3, 0.7, 0.4]), "w": 0.7, "n": 3},
    ),
    "what_was_before_is_carried_too": (
        """
        import numpy as np
        def f(a, b, n: int):
            for t in range(n):
                c = a * b + a
                a = b
                b = c
            return np.sum(a * b)
        """,
        {"a": drawn(3), "b": drawn(3), "n": 3},
    ),
    "numbers_that_are_computed_again": (
        """
        from __future__ import annotations
        import numpy as np
        def f(h: Float[np.ndarray, "N"], w: float, dt: float, n: int):
            L = 0.0
            for t in range(n):
                k = dt / 2
                if h[t] < 0.5:
                    q = -w * k
                    h = h + q * h
                elif k > 0:
                    h = h * h * k
                for j in range(t):
                    m = k * j
                    L = L + m * h[j] * w
            return L + np.sum(h**2)
        """,
        {"h": np.array([0.3, 0.7, 0.4]), "w": 0.7, "dt": 0.3, "n": 3},
    ),
    "a_condition_on_what_changes_later": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], w: float, n: int):
            x = x.copy()
            L = 0.0
            for t in range(n):
                a = x[t] * w
                if x[t] > 0.35:
                    x[t] = a * a
                if x[t] > 0.05:
                    L = L + a * x[t]
                x[t] = x[t] * L
            return L + np.sum(x**2)
        """,
        {"x": np.array([0.3, 0.7, 0.4]), "w": 0.7, "n": 3},
    ),
    "read_for_its_size_alone": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], w: float, n: int):
            L = 0.0
            for t in range(n):
                s = x[t:] * w
                L = L + np.sum(s)
                q = np.outer(s, s)
                L = L + np.mean(q)
            return L
        """,
        {"x": np.array([0.3, 0.7, 0.4]), "w": 0.7, "n": 3},
    ),
    "written_by_numbers_of_no_declared_shape": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros_like(x)
            for t in range(n):
                s = x[t:] * w
                y[t] = np.sum(s * s)
                for j in range(t):
                    y[j] += y[t] * x[j]
            return y
        """,
        {"x": np.array([0.3, 0.7, 0.4]), "w": 0.7, "n": 3},
    ),
    "rows_of_no_declared_shape": (
        """
        import numpy as np
        def f(D, a, b):
            D = D.copy()
            for i in range(1, len(a) + 1):
                for j in range(1, len(b) + 1):
                    c = (a[i - 1] - b[j - 1]) ** 2
                    D[i, j] = c + np.minimum(D[i - 1, j], D[i, j - 1] * 0.9)
            return D[len(a), len(b)]
        """,
        {
            "D": np.arange(12.0).reshape(4, 3) ** 0.5 + 1,
            "a": np.array([0.3, 0.7, 0.4]),
            "b": np.array([0.1, 0.9]),
        },
    ),
    "another_shape_onto_a_list": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "M N"], n: int):
            stack = []
            stack.append(x)
            y = 0.0
            for t in range(n):
                a = stack.pop()
                y = y + np.sum(w * a)
                stack.append(w * a)
            return y + np.sum(stack.pop() ** 2)
        """,
        {"x": np.array([0.3, 0.7, 0.4]), "w": np.arange(6.0).reshape(2, 3) * 0.1, "n": 2},
    ),
    "best_paths": (
        """
        from __future__ import annotations
        import numpy as np
        def f(T: Float[np.ndarray, "S S"], E: Float[np.ndarray, "N S"]):
            v = E[0]
            for t in range(1, len(E)):
                w = np.zeros(E.shape[1])
                for s in range(E.shape[1]):
                    w[s] = np.max(v + T[:, s]) + E[t, s]
                v = w
            return np.max(v)
        """,
        {"T": drawn(2, 2), "E": drawn(3, 2)},
    ),
    "longer_each_round": (
        """
        import numpy as np
        def f(x, n: int):
            s = np.zeros(1)
            for t in range(n):
                s = np.concatenate([s, x * s[-1:] + 1])
            return np.sum(s**2)
        """,
        {"x": drawn(2), "n": 3},
    ),
    "shorter_each_round": (
        """
        import numpy as np
        def f(x):
            y = np.ones(4) * x
            while len(y) > 1:
                y = y[:-1] * y[1:]
            return y[0]
        """,
        {"x": drawn(4)},
    ),
    "beam": (
        """
        import numpy as np
        def f(logits, k: int):
            scores = np.zeros(1)
            for t in range(len(logits)):
                cand = (scores[:, None] + logits[t]).ravel()
                scores = cand[np.argsort(-cand)[:k]]
            return scores[0] + 0.5 * scores[-1] ** 2
        """,
        {"logits": drawn(3, 4), "k": 2},
    ),
    "last_part_of_a_loop": (
        """
        import numpy as np
        def f(x, n: int):
            for i in range(n):
                y = x[: i + 1] * x[i]
                x = x + np.sum(np.flip(y))
            return np.sum(y**2) + x[0]
        """,
        {"x": drawn(3), "n": 3},
    ),
    "sized_by_a_parameter": (
        """
        import numpy as np
        def f(x, mu, rounds: int):
            s = np.ones(len(mu))
            for _ in range(rounds):
                r = np.exp(-((x[:, None] - mu) ** 2) / s)
                mu = (r.T @ x) / r.sum(axis=0)
                for k in range(len(mu)):
                    s[k] = np.sum(r[:, k] * (x - mu[k]) ** 2) + 0.1
            return mu
        """,
        {"x": drawn(3), "mu": drawn(2), "rounds": 2},
    ),
    "a_number_in_rounds_of_arrays": (
        """
        import numpy as np
        def f(u, r, steps: int):
            for _ in range(steps):
                a = np.full(len(u), -r / 2)
                b = np.full(len(u), 1 + r)
                a[0] = 0.0
                b[-1] = 1.0
                for i in range(1, len(u)):
                    b[i] = b[i] - a[i] * u[i - 1]
                u = u / b
            return np.sum(u**2)
        """,
        {"u": drawn(3), "r": 0.4, "steps": 2},
    ),
    "sorted_by_swaps": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"]):
            a = np.array(x)
            swapped = True
            while swapped:
                swapped = False
                for i in range(len(a) - 1):
                    if a[i] > a[i + 1]:
                        a[i], a[i + 1] = a[i + 1], a[i]
                        swapped = True
            return a[0] ** 2 + a[-1] ** 3
        """,
        {"x": drawn(5)},
    ),
    "brackets_behind_brackets": (
        """
        import math
        import numpy as np
        def f(A):
            n = A.shape[0]
            L = np.zeros((n, n))
            for i in range(n):
                for j in range(i + 1):
                    s = 0
                    for k in range(j):
                        s += L[i][k] * L[j][k]
                    if i == j:
                        L[i][j] = math.sqrt(A[i][i] - s)
                    else:
                        L[i][j] = (A[i][j] - s) / L[j][j]
                L[i][0:2] *= 1.5
            return L.sum()
        """,
        {"A": SQUARE @ SQUARE.T + 9 * np.eye(3)},
    ),
    "counted_from_a_start": (
        """
        def f(x, y, a, n: int):
            s = 0.0
            for k, (v, w) in enumerate(zip(x, y), start=n):
                if v > 2:
                    break
                s += v * w * a**k
            return s * k
        """,
        {"x": drawn(4), "y": drawn(4), "a": 0.7, "n": 2},
    ),
    "nothing_before": (
        """
        def f(xs, w):
            prev = None
            total = 0.0
            for x in xs:
                if prev is None:
                    total += 2 * x * w
                else:
                    total += x * prev * w**2
                prev = x
            return total
        """,
        {"xs": drawn(4), "w": 0.7},
    ),
    "nothing_or_less": (
        """
        import numpy as np
        def f(xs, w):
            best = None
            for x in xs:
                v = np.sin(x) * w
                if best is None or v < best:
                    best = v
            return best * w
        """,
        {"xs": drawn(4), "w": 0.7},
    ),
    "best_of_all": (
        """
        import math
        import numpy as np
        def f(xs, w, n: int):
            best = np.inf
            for x in xs:
                v = np.sin(x) * w
                if v < best:
                    best = v
            for i in range(n):
                best = best * w if i % 2 else math.e
            return best * w
        """,
        {"xs": drawn(4), "w": 0.7, "n": 3},
    ),
    "full_and_carried": (
        """
        import numpy as np
        def f(x, a, n: int):
            h = np.full_like(x, a)
            for i in range(n):
                h = h * x + np.sum(h[1:])
            return h
        """,
        {"x": np.array([0.3, 0.4, 0.5]), "a": 1.3, "n": 3},
    ),
    "strided_slice_of_a_round": (
        """
        import numpy as np
        def f(x, w):
            y = x.copy()
            for i in range(5):
                y[1:i:2, 0] += np.sin(w) * 2
            return np.sum(y**2)
        """,
        {"x": drawn(5, 2), "w": 0.7},
    ),
    "read_before_it_is_written_over": (
        """
        import numpy as np
        def f(x, w):
            y = x * 1.0
            for i in range(1, len(y)):
                y[i] = np.sin(y[i - 1]) * w
                w = w * y[i - 2]
            return np.sum(y) * w
        """,
        {"x": drawn(5), "w": 0.7},
    ),
    "filled_from_the_end": (
        """
        import numpy as np
        def f(x, w):
            n = len(x)
            y = np.zeros((n, n))
            for i in reversed(range(n)):
                for j in range(n - 1, i - 1, -1):
                    y[i, j] = np.exp(x[i] * w)
                    for k in range(i + 1, j + 1):
                        y[i, j] = y[i, j] + y[k, j] * y[i, k - 1] ** 2
            return np.sum(y * y.T) + np.sum(y)
        """,
        {"x": drawn(4), "w": 0.7},
    ),
    "filled_in_branches": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros((n, n))
            for i in range(n):
                for j in range(n):
                    if i == 0 or j == 0:
                        y[i, j] = np.cos(w * x[i + j])
                    elif x[i] > 0:
                        y[i, j] = y[i - 1, j] * y[i, j - 1] + w
                    else:
                        y[i, j] = y[i - 1, j - 1] * np.tanh(y[j - 1, i])
            return np.sum(y**2)
        """,
        {"x": drawn(6), "w": 0.7, "n": 3},
    ),
    "filled_twice": (
        """
        import numpy as np
        def f(x, w):
            y = np.zeros(len(x))
            for i in range(len(x)):
                y[i] = np.exp(x[i])
            for i in range(1, len(x)):
                y[i] = y[i] * y[i - 1] * w
            for i in range(len(x) - 1):
                w = w + y[i] * y[i + 1]
            return np.sum(y) * w
        """,
        {"x": drawn(4), "w": 0.7},
    ),
    "softmax_before_a_loop": (
        """
        import numpy as np
        def f(x, w):
            N, C = x.shape
            e = np.exp(x)
            p = e / np.sum(e, axis=1, keepdims=True)
            loss = 0.0
            for i in range(len(x)):
                loss -= w * np.log(p[i, -i])
            return loss
        """,
        {"x": drawn(3, 4), "w": 0.7},
    ),
    "softmax_before_a_branch": (
        """
        import numpy as np
        def f(x, w, i: int):
            p = np.exp(x) / np.sum(np.exp(x))
            if w > 0:
                loss = -np.log(p[i])
            else:
                loss = np.sum(p * w)
            return loss * w
        """,
        {"x": drawn(4), "w": 0.7, "i": 2},
    ),
    "sigmoid_before_loops": (
        """
        import numpy as np
        def f(x, y, n: int):
            p = 1 / (1 + np.exp(-x))
            loss = 0.0
            for i in range(n):
                for j in range(i):
                    loss += np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) * j
            return loss
        """,
        {"x": drawn(4), "y": np.array([0.2, 0.9, 0.5, 0.4]), "n": 3},
    ),
    "product_with_itself_begun_before": (
        """
        import numpy as np
        def f(x, y, n: int):
            N, D = x.shape
            t = x.T
            for i in range(n):
                y = np.sin(t @ x + y)
            return np.sum(y)
        """,
        {"x": drawn(3, 2), "y": drawn(2, 2), "n": 2},
    ),
    "length_before_a_loop": (
        """
        import numpy as np
        def f(x, w, n: int):
            length = np.linalg.norm(x)
            total = 0.0
            for i in range(n):
                total = np.sin(total) * w + length**2
            return total
        """,
        {"x": drawn(3), "w": 0.7, "n": 3},
    ),
    "eroded": (
        """
        import numpy as np
        def f(h, steps: int):
            n = len(h)
            for t in range(steps):
                for i in range(1, n - 1):
                    flow = 0.1 * (h[i] - h[i - 1])
                    if flow > 0:
                        h[i] -= flow
                        h[i - 1] += flow
            return np.sum(h ** 2 * np.arange(n))
        """,
        {"h": np.array([0.3, 0.9, -0.4, 0.8]), "steps": 2},
    ),
    "counted_neighbours": (
        """
        import numpy as np
        def f(g, steps: int):
            n, m = g.shape
            for t in range(steps):
                new = np.zeros((n, m))
                for i in range(n):
                    for j in range(m):
                        s = 0.0
                        for di in (-1, 0, 1):
                            for dj in (-1, 0, 1):
                                if di != 0 or dj != 0:
                                    s += g[(i + di) % n, (j + dj) % m]
                        if s > 2:
                            new[i, j] = g[i, j] * s
                        else:
                            new[i, j] = 0.5 * g[i, j]
                g = new
            return np.sum(g)
        """,
        {"g": np.array([[0.3, 0.9, -0.4], [0.8, 0.2, 0.9], [0.5, 0.6, 0.7]]), "steps": 2},
    ),
    "tridiagonal_in_place": (
        """
        import numpy as np
        def f(a, b, c, d):
            n = len(d)
            for i in range(1, n):
                w = a[i] / b[i - 1]
                b[i] = b[i] - w * c[i - 1]
                d[i] -= w * d[i - 1]
            x = np.zeros(n)
            x[-1] = d[-1] / b[-1]
            for i in range(n - 2, -1, -1):
                x[i] = (d[i] - c[i] * x[i + 1]) / b[i]
            return np.sum(x * x)
        """,
        {
            "a": np.array([0.3, 0.2, -0.4]),
            "b": np.array([2.3, 3.2, 2.4]),
            "c": np.array([0.1, 0.2, -0.4]),
            "d": np.array([0.3, 0.9, -0.4]),
        },
    ),
    "exchanged_in_each_round": (
        """
        import numpy as np
        def f(x, w, n: int):
            for k in range(n):
                y = x * w
                a = y[0]
                y[0] = y[1]
                y[1] = a
                x = np.sin(y)
            return np.sum(x)
        """,
        {"x": np.array([0.3, 0.2, -0.4]), "w": np.array([0.3, 0.2, -0.4]), "n": 3},
    ),
    "held_by_a_branch": (
        """
        import numpy as np
        def f(x, n: int):
            if n > 2:
                a = x[0]
            else:
                a = x[1] * 2
            x[0] = 3.0
            return np.sum(x) * a
        """,
        {"x": np.array([0.3, 0.2, -0.4]), "n": 3},
    ),
    "pivots_held": (
        """
        import numpy as np
        def f(A, n: int):
            for k in range(n - 1):
                p = A[k][k]
                A[k, k] = A[k + 1, k]
                A[k + 1, k] = p * p
            return np.sum(A * A)
        """,
        {"A": np.array([[0.3, 0.9, -0.4], [0.8, 0.2, 0.9], [0.5, 0.6, 0.7]]), "n": 3},
    ),
    "filled_place_by_place": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for i in range(n):
                y[i] = np.sin(x[i]) * w
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_in_two_loops": (
        """
        import numpy as np
        def f(x, w, n: int):
            z = np.zeros((n, n))
            for i in range(n):
                for j in range(n):
                    z[j, i] = np.sin(x[i]) * x[j] * w
            return np.sum(z**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_by_rows": (
        """
        import numpy as np
        def f(x, w, n: int):
            z = np.zeros((n, 4))
            for i in range(n):
                z[i, :] = np.sin(x * w) * i
            return np.sum(z**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_backwards": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for i in range(n - 1, -1, -1):
                y[i] = np.sin(x[i]) * w
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_twice_around_the_end": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(3)
            for i in range(-2, 2):
                y[i] = np.sin(x[i]) * w * (i + 3)
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_again_by_inner_rounds": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for i in range(n):
                for k in range(1, 3):
                    y[i] = np.sin(x[i]) * w * k
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_again_by_outer_rounds": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for k in range(1, 3):
                for i in range(n):
                    y[i] = np.sin(x[i]) * w * k
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_and_changed": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for i in range(n):
                y[i] = np.sin(x[i])
                y[i] = y[i] * y[i] * w
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_with_the_one_before": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n + 1)
            for i in range(n):
                y[i] = np.sin(y[i - 1] * w) + x[i]
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_with_one_far_off": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for i in range(n):
                y[i] = np.sin(y[n - 1 - i] * w) + x[i]
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_where_there_was_something": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = x * w
            for i in range(n - 1):
                y[i] = np.sin(x[i])
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_anew_in_each_round": (
        """
        import numpy as np
        def f(x, w, n: int):
            total = 0.0
            for k in range(1, 3):
                y = np.zeros(n)
                for i in range(n):
                    y[i] = np.sin(x[i]) * w * k
                total = total * w + np.sum(y**2)
            return total
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_by_half": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            for i in range(n):
                y[i // 2] = np.sin(x[i]) * w
            return np.sum(y**2)
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "filled_and_read_in_a_later_round": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(n)
            total = 0.0
            for i in range(n):
                y[i] = np.sin(x[i]) * w
                total += y[0] * y[i] + np.sum(y)
            return total
        """,
        {"x": drawn(4), "w": 0.7, "n": 4},
    ),
    "elements_put_back": (
        """
        import numpy as np
        def f(A, b, omega, sweeps: int):
            x = np.zeros(len(b))
            for _ in range(sweeps):
                for i in range(len(b)):
                    s = A[i] @ x - A[i, i] * x[i]
                    x[i] = (1 - omega) * x[i] + omega * (b[i] - s) / A[i, i]
            return np.sum(x**2)
        """,
        {"A": 4 * np.eye(3) + drawn(3, 3) / 4, "b": drawn(3), "omega": 1.2, "sweeps": 2},
    ),
    "elements_put_back_in_two_lines": (
        """
        import numpy as np
        def f(A, x, sweeps: int):
            y = np.zeros(3) + x[0]
            for _ in range(sweeps):
                for i in reversed(range(1, len(y))):
                    y[i] = np.sin(A[i, :i] @ y[:i]) - A[i, i:] @ y[i:]
                    y[i - 1] += np.sum(y) * A[i, 0]
            z = y @ A
            for i in range(len(x)):
                y[i] = z[i] * x[i] + np.sum(x * y)
            return z @ y
        """,
        {"A": drawn(3, 3) / 2, "x": drawn(3), "sweeps": 2},
    ),
    "elements_put_back_in_a_matrix": (
        """
        import numpy as np
        def f(x, c, n: int):
            u = np.zeros((4, 4)) + x
            for _ in range(n):
                for i in range(1, u.shape[0] - 1):
                    for j in range(1, u.shape[1] - 1):
                        u[i, j] = c * np.tanh(np.sum(u[i - 1 : i + 2, j]) + np.sum(u[i, :j] ** 2))
            return np.sum(u**2)
        """,
        {"x": drawn(4, 4), "c": 0.7, "n": 2},
    ),
    "array_changed_by_a_call": (
        """
        import numpy as np
        def relax(a, c):
            a *= c
            a[1:-1] += c * (a[2:] - a[:-2])
            a -= np.sin(a)
        def f(x, c, n: int):
            y = np.zeros(4) + x
            for _ in range(n):
                relax(y, c)
            return np.sum(y**2)
        """,
        {"x": drawn(4), "c": 0.7, "n": 2},
    ),
    "number_not_changed_by_a_call": (
        """
        import numpy as np
        def less(t, c):
            t *= c
            return t
        def f(x, c, n: int):
            s = 1.0
            for i in range(n):
                s = s * x + less(s, c)
            return s * less(s, x)
        """,
        {"x": 0.4, "c": 0.7, "n": 2},
    ),
    "copy_of_a_view": (
        """
        import numpy as np
        def f(x, w, n: int):
            t = 0.0
            for i in range(n):
                y = np.reshape(np.sin(x) * w, (2, 1))
                z = y.copy()
                z[...] = 3.0
                v = y[...]
                t = t + np.sum(v * v) + np.sum(z)
            return t
        """,
        {"x": np.array([0.3, 0.4]), "w": np.array([0.3, 0.7]), "n": 2},
    ),
    "results_written_into_arrays": (
        """
        import numpy as np
        def f(x, w, n: int):
            z = np.empty_like(x)
            np.multiply(x, w, out=z)
            for i in range(n):
                np.sin(z, out=z)
                z = np.add(z, x, out=z)
            np.clip(z, 0, 1.4, out=z)
            return np.sum(z * w)
        """,
        {"x": np.array([0.3, 0.4]), "w": np.array([0.3, 0.7]), "n": 3},
    ),
    "a_part_and_the_whole_in_each_round": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = np.zeros(6)
            y[:] = x
            for i in range(n):
                y[::2] = x[5:0:-2]
                y *= w
            y[1:5:2] += y[::-1][:2]
            return np.tanh(y)
        """,
        {"x": drawn(6), "w": 0.7, "n": 2},
    ),
    "a_part_overwritten_after_rounds": (
        """
        import numpy as np
        def f(x, w, n: int):
            y = x * 1.0
            for i in range(n):
                y[-1] += y[5]
            y[5:0:-2] = x[5:0:-2]
            y = y * w
            return np.sum(np.tanh(y) ** 2)
        """,
        {"x": drawn(6), "w": 0.7, "n": 2},
    ),
    "a_dict_whose_keys_change_their_order": (
        """
        def f(x, y, n: int):
            d = {"a": x, "b": y}
            for i in range(n):
                d = {"b": d["a"] * 2, "a": d["b"] + 1}
            if x > y:
                e = {"a": x, "b": d["b"]}
            else:
                e = {"b": x * 2, "a": y * d["a"]}
            return d["a"] * e["b"] + 3 * d["b"] * e["a"]
        """,
        {"x": 1.3, "y": 1.7, "n": 3},
    ),
    "numbers_on_a_list_of_what_changes": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], w: float, n: int):
            q = x * w
            firsts = []
            last = q[0]
            for i in range(n):
                first = q[i]
                firsts.append(first)
                q *= first + 1
                q -= last
                last = q[i - 1]
            total = 0.0
            for first in reversed(firsts):
                total = total * w + first
            return np.sum(q**2) + total * last
        """,
        {"x": drawn(3), "w": 0.7, "n": 3},
    ),
    "a_system_by_newton": (
        """
        import numpy as np
        def f(a: float, b: float, n: int):
            z = np.array([0.7, 0.7])
            for _ in range(n):
                r = np.array([a * z[0] ** 2 + z[1] - 1, z[0] - b * z[1] ** 3])
                J = np.array([[2 * a * z[0], 1.0], [1.0, -3 * b * z[1] ** 2]])
                z -= np.linalg.solve(J, r)
            return z[0] * z[1]
        """,
        {"a": 1.2, "b": 0.8, "n": 3},
    ),
    "not_assigned_before_a_branch_in_rounds": (
        """
        import numpy as np
        def f(x, w):
            if np.sum(x) > 100:
                Y = np.sin(w)
            for g in w[:-1]:
                if g > 100:
                    if g > 200:
                        Y = np.cos(x)
                else:
                    x = x * g
            for d in w:
                Y = np.zeros(x.shape)
                Y += d * x
            return np.sum(Y * w)
        """,
        {"x": np.array([0.3, -0.5, 1.2]), "w": np.array([0.7, 1.1, -0.4])},
    ),
    "sizes_of_what_is_written_into": (
        """
        import numpy as np
        def f(C, w):
            for i in range(len(C)):
                C[i] = C[i] * w[i]
                for j in range(C.shape[1]):
                    C[i, j] = C[i, j] ** 2 + C[i, j - 1]
            D = np.zeros_like(C)
            D[0] = C[1]
            return np.sum(C ** 2) / C.shape[0] + np.sum(D ** 3)
        """,
        {"C": np.outer(np.arange(1.0, 4.0), [0.3, -0.7]), "w": np.array([0.5, 1.5, -0.2])},
    ),
    "cleared_and_added_to": (
        """
        import numpy as np
        def f(x, w):
            y = x * 1.0
            y[1:] = 0.0
            y[1:] += w[1:] * x[:-1]
            y[0] = 0.0
            y[0] += y[1] * 2
            i = np.array([0, 0, 1])
            y[i] = 0.0
            y[i] += x[i] * w[0]
            return np.sum(y ** 2)
        """,
        {"x": np.array([0.5, 1.5, -0.2]), "w": np.array([0.4, -1.1, 0.9])},
    ),
    "longer_in_each_round": (
        """
        import numpy as np
        def f(x, w):
            for i in range(len(x)):
                x = np.append(x, x[i] * w[i])
                x[0] = x[-1] * len(x)
            return np.sum(x ** 2) / len(x)
        """,
        {"x": np.array([0.5, 1.5, -0.2]), "w": np.array([0.4, -1.1, 0.9])},
    ),
    "an_array_unpacked_into_a_model": (
        """
        import numpy as np
        def decay(t, a, k, c):
            return a * np.exp(-k * t) + c
        def f(p, t):
            line = lambda m, b: m * t + b
            return np.sum((decay(t, *p[1:], c=p[0]) - line(*p[:2])) ** 2)
        """,
        {"p": np.array([0.3, -0.7, 1.1]), "t": np.linspace(0.0, 1.0, 5)},
    ),
    "a_mean_of_what_is_reduced_along_the_last_axis": (
        """
        import numpy as np
        def f(x):
            return np.mean(np.sum(x**2, -1)) ** 2 + np.sum(np.sin(x), axis=-1) * np.mean(x, axis=-1)
        """,
        {"x": np.arange(8.0).reshape(2, 4) / 5 - 0.7},
    ),
    "numbers_multiplied_in_a_loop": (
        """
        def f(x, y, t):
            total = 0.0
            for i in range(len(x)):
                term = y[i]
                for j in range(len(x)):
                    if j != i:
                        term *= (t - x[j]) / (x[i] - x[j])
                total += term
            return total
        """,
        {"x": np.array([0.0, 1.0, 2.5]), "y": np.array([0.4, -1.1, 0.9]), "t": 1.3},
    ),
    "rows_multiplied_in_a_loop": (
        """
        import numpy as np
        def f(x, w, t):
            total = 0.0
            for i in range(len(x)):
                h = x[i]
                for j in range(3):
                    h *= t + j
                total += h @ w
            return total
        """,
        {"x": np.outer(np.arange(1.0, 4.0), [0.3, -0.7]), "w": np.array([0.4, -1.1]), "t": 1.3},
    ),
    "a_view_written_into_then_a_copy": (
        """
        import numpy as np
        def f(s, x):
            s = s * x[0]
            g = np.reshape(s, np.shape(x))
            for i in range(len(x)):
                if i != 1:
                    g[i] += x[i]
            for k in range(len(x)):
                g = np.copy(g)
                g[k] *= x[k]
            return np.sum(g * g)
        """,
        {"s": np.array([0.4, -1.1, 0.9]), "x": np.array([0.3, 0.7, -1.3])},
    ),
    "polynomials_in_rows": (
        """
        import numpy as np
        def f(x, t):
            s = 0.0
            for row in x:
                acc = row[0]
                for k in range(1, len(row)):
                    acc *= t
                    acc += row[k]
                s += acc**2
            return s
        """,
        {"x": np.outer(np.arange(1.0, 4.0), [0.3, -0.7, 0.5]), "t": 1.3},
    ),
    "helpers_that_write_and_return": (
        """
        import numpy as np
        def swapped(v, i, j):
            v[i], v[j] = v[j], v[i]
            return v
        def unit(v):
            v /= np.sqrt(np.sum(v * v))
            return v
        def f(x, w):
            v = x * 2
            unit(v)
            for i in range(len(v)):
                for j in range(i):
                    if v[i] < v[j]:
                        swapped(v, i, j)
            return np.sum(v**2 * w)
        """,
        {"x": np.array([0.5, 1.5, -0.2]), "w": np.array([0.4, -1.1, 0.9])},
    ),
    "a_view_of_an_array_whose_name_is_given_away": (
        """
        import numpy as np
        def f(x, w):
            z = np.stack([x, w])
            for a, b in z.T:
                z = z * a + b
            v = z[0]
            for i in range(2):
                z = z * v[i]
            return z
        """,
        {"x": np.array([0.5, 1.5]), "w": np.array([0.4, -1.1])},
    ),
    "a_table_whose_least_is_taken": (
        """
        import numpy as np
        def f(x):
            n, m = x.shape
            D = np.zeros((n, m))
            D[0, 0] = x[0, 0]
            for i in range(1, n):
                D[i, 0] = D[i - 1, 0] + x[i, 0]
            for j in range(1, m):
                D[0, j] = D[0, j - 1] * 1.5 + x[0, j]
            for i in range(1, n):
                for j in range(1, m):
                    best = D[i - 1, j - 1]
                    if D[i - 1, j] < best:
                        best = D[i - 1, j]
                    if D[i, j - 1] < best:
                        best = D[i, j - 1] * x[i, j]
                    D[i, j] = x[i, j] + best
            return D[-1, -1] + np.sum(D)
        """,
        {"x": np.cos(np.arange(12.0) ** 2).reshape(4, 3)},
    ),
    "a_row_or_all_in_branches": (
        """
        import numpy as np
        def f(x, w):
            s = 0.0
            for i in range(3):
                if i == 1:
                    s += np.sum(x[i]) * w[0]
                    x = x * w[1]
                elif i == 2:
                    if s > 100:
                        s *= x[0, 1]
                    else:
                        for k in range(2):
                            s += x[k, 1] * w[k] ** 2
                else:
                    s = s + x[0, 0]
            if s > 1:
                y = x
            else:
                y = x[0]
            return s * np.sum(y) + np.sum(w)
        """,
        {"x": np.cos(np.arange(6.0)).reshape(3, 2), "w": np.array([0.7, -1.2])},
    ),
    "arrays_of_the_file_that_are_replaced": (
        """
        import numpy as np
        H0 = np.zeros(3)
        EYE = np.eye(3)
        def f(x):
            h = H0
            if x[0] > 9:
                h = x * 2
            y, z = np.outer(x, x) + 2 * EYE, EYE
            for k in range(2):
                h = h[::-1] * x + k
                y, z = 0.5 * (y + np.linalg.inv(z)), 0.5 * (z + np.linalg.inv(y))
            return np.sum(h) + np.sum(y * x) * z[0, 1]
        """,
        {"x": np.array([0.5, 1.5, -0.2])},
    ),
    "complex_sums_in_rounds_of_rounds": (
        """
        import numpy as np
        def f(x):
            total = 0.0
            for k in range(3):
                acc = 0j
                for i in range(len(x)):
                    acc += x[i] * np.exp(-2j * k * i)
                total += abs(acc) ** 2
            return total
        """,
        {"x": np.array([0.5, 1.5, -0.2])},
    ),
    "a_state_beside_what_comes_in": (
        """
        import numpy as np
        from typing import Annotated
        def f(xs: Annotated[np.ndarray, "T D"], w):
            h = np.zeros(2)
            for t in range(xs.shape[0]):
                h = np.tanh(np.hstack((xs[t], h)) @ w)
            return np.sum(h)
        """,
        {"xs": np.cos(np.arange(6.0)).reshape(2, 3), "w": np.sin(np.arange(10.0)).reshape(5, 2)},
    ),
    "windows_that_end_early": (
        """
        import numpy as np
        from typing import Annotated
        def f(x: Annotated[np.ndarray, "N"], w: Annotated[np.ndarray, "3"]):
            N = len(x)
            s = 0.0
            for i in range(N):
                s += np.mean(x[i:i + 3]) ** 2
                s += np.sum(x[max(0, i - 2):i + 1] ** 2) / (i + 1)
            for i in range(N - 2):
                s += np.mean(x[i:i + 3] * w) ** 2 + np.sum(np.outer(x[i:i + 2], w[1:]) ** 2)
            for i in range(0, N // 2):
                s *= np.mean(x[2 * i:2 * i + 2] * w[:2]) + 2
            for i in reversed(range(1, N)):
                s += np.var(x[:i]) * np.mean(x[i:]) * np.mean(x[i - 1:i + 1])
            return s
        """,
        {"x": np.cos(np.arange(7.0)), "w": np.array([0.5, 1.5, -0.2])},
    ),
    "windows_by_steps": (
        """
        import numpy as np
        from typing import Annotated
        def f(x: Annotated[np.ndarray, "N"], w: Annotated[np.ndarray, "K"], step: int):
            N, K = len(x), len(w)
            out = np.zeros(1 + (N - K) // step)
            for i in range(1 + (N - K) // step):
                window = x[i * step:i * step + K]
                out[i] = np.sum(window * w) + np.mean(window) ** 2
            for i in range(N // step):
                out[0] += np.mean(x[i * step:i * step + K]) ** 3
            return np.sum(out**2)
        """,
        {"x": np.cos(np.arange(8.0)), "w": np.array([0.5, 1.5, -0.2]), "step": 2},
    ),
    "complex_arrays_that_start_real": (
        """
        import numpy as np
        def f(x, y):
            z = x + 0j
            for i in range(2):
                z[i + 1] = z[i] * 1j * y[i]
            w = x.astype(complex)
            for _ in range(2):
                v = w.copy()
                w[1:] = v[:-1] * 2j
            u = np.zeros(3, dtype=complex)
            u[:] = x
            for i in range(2):
                if i > 0:
                    u[i + 1] = u[i] * (1j + y[i])
            return np.real(z) + np.imag(z) + np.real(w) * y + np.imag(u)
        """,
        {"x": np.array([0.5, 1.5, -0.2]), "y": np.array([0.7, -0.3, 1.2])},
    ),
    "a_transform_by_halves": (
        """
        import numpy as np
        def f(x):
            z = x.astype(complex)[[0, 2, 1, 3]]
            size = 2
            while size <= 4:
                for start in range(0, 4, size):
                    for k in range(size // 2):
                        w = np.exp(-2j * np.pi * k / size)
                        t = w * z[start + k + size // 2]
                        u = z[start + k]
                        z[start + k] = u + t
                        z[start + k + size // 2] = u - t
                size *= 2
            return np.abs(z) ** 2
        """,
        {"x": np.array([0.5, 1.5, -0.2, 0.9])},
    ),
    "a_rank_that_grows": (
        """
        import numpy as np
        from typing import Annotated
        def f(x: Annotated[np.ndarray, "D"], b: Annotated[np.ndarray, "N D"], c: float):
            for _ in range(2):
                y = x.copy()
                y[0] = y[1] * c
                x = y * b
            return x
        """,
        {"x": np.array([1.0, 2.0]), "b": np.arange(1.0, 7.0).reshape(3, 2), "c": 0.5},
    ),
}
