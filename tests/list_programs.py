"""Programs with lists that grow, and points to run them at: of branches and loops see block_programs.py."""

from __future__ import annotations

from typing import Any

import numpy as np


def drawn(*shape: int) -> Any:
    """Return numbers that are always the same."""
    return np.random.default_rng(sum(shape)).normal(size=shape)


LISTS: dict[str, tuple[str, dict[str, Any]]] = {
    "states_stacked": (
        """
        from __future__ import annotations
        import numpy as np
        def f(xs: Float[np.ndarray, "T D"], w: Float[np.ndarray, "D D"], h: Float[np.ndarray, "D"]):
            states = []
            for x in xs:
                h = np.tanh(w @ h + x)
                states.append(h)
            y = np.stack(states)
            return np.sum(y**2) + np.sum(h)
        """,
        {"xs": drawn(4, 3), "w": drawn(3, 3), "h": drawn(3)},
    ),
    "states_without_shapes": (
        """
        import numpy as np
        def f(xs, w, h):
            states = []
            for x in xs:
                h = np.tanh(w @ h + x)
                states.append(h)
            y = np.array(states)
            return np.sum(y**2)
        """,
        {"xs": drawn(4, 3), "w": drawn(3, 3), "h": drawn(3)},
    ),
    "stacked_and_returned": (
        """
        import numpy as np
        def f(x, n: int):
            hs = []
            for i in range(n):
                x = np.sin(x) * x
                hs.append(x)
            return np.stack(hs, axis=1)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "last_of_a_list": (
        """
        def f(x, n: int):
            ys = [x]
            for i in range(n):
                ys.append(ys[-1] * ys[-1] + x)
            return ys[-1]
        """,
        {"x": 0.3, "n": 4},
    ),
    "two_before": (
        """
        def f(a, b, n: int):
            ys = [a, b]
            for i in range(n):
                ys.append(ys[-1] * ys[-2])
            return ys[n] + ys[0]
        """,
        {"a": 0.9, "b": 1.2, "n": 4},
    ),
    "list_of_arrays_by_index": (
        """
        import numpy as np
        def f(x, w, n: int):
            hs = [x]
            for i in range(n):
                hs.append(np.tanh(w @ hs[i]))
            s = 0.0
            for k in range(n + 1):
                s = s + np.sum(hs[k] ** 2) * k
            return s
        """,
        {"x": drawn(3), "w": drawn(3, 3), "n": 3},
    ),
    "zeros_written_into": (
        """
        def f(x, n: int):
            ys = [0.0] * n
            ys[0] = x
            for i in range(1, n):
                ys[i] = ys[i - 1] * x + i
            s = 0.0
            for y in ys:
                s = s + y * y
            return s
        """,
        {"x": 0.7, "n": 4},
    ),
    "entries_added_to": (
        """
        def f(x, n: int):
            ys = [0.0] * n
            for i in range(n):
                ys[i] += x * i
                ys[0] += ys[i] * x
            return ys[0] * ys[-1]
        """,
        {"x": 0.7, "n": 3},
    ),
    "summed": (
        """
        def f(x, n: int):
            terms = []
            for i in range(n):
                terms.append(x**i / (i + 1))
            return sum(terms)
        """,
        {"x": 0.7, "n": 4},
    ),
    "summed_arrays": (
        """
        import numpy as np
        def f(x, n: int):
            terms = []
            for i in range(n):
                x = x * np.cos(x)
                terms.append(x)
            return np.sum(sum(terms) ** 2) + np.sum(terms) + np.sum(np.mean(terms, axis=0) ** 2)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "nothing_summed": (
        """
        def f(x, n: int):
            terms = []
            for i in range(n):
                terms.append(x * x)
            return sum(terms) + x
        """,
        {"x": 0.7, "n": 0},
    ),
    "largest": (
        """
        import numpy as np
        def f(x, n: int):
            values = []
            for i in range(n):
                values.append(np.sin(x * i))
            return max(values) * min(values) + len(values) * x
        """,
        {"x": 0.7, "n": 4},
    ),
    "together": (
        """
        import numpy as np
        def f(x, ys):
            states = []
            for i in range(len(ys)):
                x = np.sin(x) + i
                states.append(x)
            s = 0.0
            for state, y in zip(states, ys):
                s += (state - y) ** 2
            for i, state in enumerate(states):
                s += i * state
            return s
        """,
        {"x": 0.4, "ys": drawn(4)},
    ),
    "two_lists": (
        """
        import numpy as np
        def f(x, v, n: int):
            xs, vs = [], []
            for i in range(n):
                v = v - 0.1 * x**3
                x = x + 0.1 * v
                xs.append(x)
                vs.append(v)
            return np.sum(np.stack(xs) * np.stack(vs)) + np.sum(xs[0])
        """,
        {"x": drawn(3), "v": drawn(3), "n": 3},
    ),
    "rows_of_rows": (
        """
        import numpy as np
        def f(x, y):
            rows = []
            for i in range(len(x)):
                row = []
                for j in range(len(y)):
                    row.append(np.exp(-((x[i] - y[j]) ** 2)))
                rows.append(np.stack(row))
            return np.sum(np.stack(rows) ** 2)
        """,
        {"x": drawn(3), "y": drawn(2)},
    ),
    "appended_in_branches": (
        """
        import numpy as np
        def f(x, n: int):
            out = []
            for i in range(n):
                if i % 2:
                    out.append(x * i)
                else:
                    out.append(np.sin(x))
                if i > 1:
                    out.append(x**2)
            return np.stack(out)
        """,
        {"x": drawn(2), "n": 4},
    ),
    "lists_of_helpers": (
        """
        import numpy as np
        def path(x, n):
            out = []
            for i in range(n):
                x = np.sin(x)
                out.append(x)
            return out
        def stacked(x, n):
            return np.stack(path(x * 2, n))
        def f(x, n: int):
            return np.sum(stacked(x, n) ** 2) + np.sum(path(x, n)[-1])
        """,
        {"x": drawn(2), "n": 3},
    ),
    "appended_and_changed": (
        """
        def f(x: float, n: int):
            out = []
            for i in range(n):
                out.append(x)
                x += x * x
            return sum(out) * x
        """,
        {"x": 0.2, "n": 3},
    ),
    "read_and_popped": (
        """
        import numpy as np
        def f(x, n: int):
            out = []
            for i in range(n):
                x = np.sin(x) * x
                out.append(x)
            s = np.sum(np.stack(out) ** 2)
            for i in range(n - 1):
                s = s + np.sum(out.pop() * out[0])
            return s * np.sum(np.stack(out))
        """,
        {"x": drawn(2), "n": 3},
    ),
    "lengths_of_a_list": (
        """
        def f(x, n: int):
            out = []
            s = 0.0
            for i in range(n):
                for j in range(len(out)):
                    s = s + out[j] * x
                out.append(x * i)
            return s
        """,
        {"x": 0.2, "n": 4},
    ),
    "kinds_that_differ": (
        """
        import numpy as np
        def f(x, y, n: int):
            out = [y]
            for i in range(n):
                out.append(out[-1] * x)
            return np.sum(out[-1] ** 2) + np.sum(out[0])
        """,
        {"x": drawn(2), "y": 0.4, "n": 2},
    ),
    "no_loop": (
        """
        import numpy as np
        def f(x, y):
            out = [x]
            out.append(np.sin(x) * y)
            out.append(y)
            return np.sum(np.stack(out) ** 2) * np.sum(out[1])
        """,
        {"x": drawn(2), "y": drawn(2)},
    ),
    "left_on_a_list": (
        """
        import numpy as np
        def f(x, y):
            out = []
            out.append(x)
            out.append(y)
            z = out.pop()
            return np.sum(z * z)
        """,
        {"x": drawn(3), "y": drawn(2)},
    ),
    "constants_first": (
        """
        import numpy as np
        def f(x, n: int):
            out = []
            for i in range(n):
                out.append(1.0 * i)
            out[1] = x
            out.append(x * x)
            return np.sum(np.array(out) ** 2)
        """,
        {"x": 0.4, "n": 3},
    ),
    "generator_summed": (
        """
        import numpy as np
        def f(x, w, n: int):
            return sum(x[i] * w[i] for i in range(n)) + np.sum(x**2)
        """,
        {"x": drawn(3), "w": drawn(4), "n": 3},
    ),
    "comprehension_of_arrays": (
        """
        import numpy as np
        def f(xs, w):
            hs = [np.tanh(x * 2) for x in xs]
            ys = np.stack([w @ h for h in hs])
            return np.sum(ys**2) + max(np.sum(h) for h in hs)
        """,
        {"xs": drawn(3, 2), "w": drawn(2, 2)},
    ),
    "comprehension_with_a_condition": (
        """
        import numpy as np
        def f(a, b):
            found = [p * q for p, q in zip(a, b) if p > q]
            rows = [a[i] * b[j] for i in range(len(a)) for j in range(len(b)) if i != j]
            return sum(found) + np.prod(rows)
        """,
        {"a": drawn(3), "b": drawn(4)[:3]},
    ),
    "comprehension_written_out": (
        """
        import numpy as np
        def f(x, y):
            s = sum([np.sin(t) for t in (x, y, x * y)])
            for a, b in [(p, p * q) for p, q in zip((x, y), (y, x))]:
                s = s + a * b
            return s
        """,
        {"x": 0.4, "y": 0.7},
    ),
    "comprehensions_in_a_loop": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], n: int):
            rows = []
            for i in range(n):
                row = [x[j] ** 2 * i for j in range(len(x))]
                rows.append(sum(row) + row[0] * max(row))
            return np.sum(np.array(rows) ** 2)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "comprehension_within": (
        """
        import numpy as np
        def f(a, b):
            k = np.array([[np.exp(-((p - q) ** 2)) for q in b] for p in a])
            return np.sum(k**3)
        """,
        {"a": drawn(3), "b": drawn(2)},
    ),
    "states_joined": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "D"], m: Float[np.ndarray, "K D"], n: int):
            s = [np.sin(x * i) for i in range(n)]
            t = [m * np.sum(v) for v in s]
            y = np.sum(np.concatenate(s) ** 2) + np.sum(np.vstack(s) ** 3)
            return y + np.sum(np.column_stack(s) ** 3) + np.sum(np.concatenate(t) ** 2)
        """,
        {"x": drawn(2), "m": drawn(3, 2), "n": 3},
    ),
    "heads_joined": (
        """
        from __future__ import annotations
        import numpy as np
        def f(q: Float[np.ndarray, "T H"], w: Float[np.ndarray, "H D"], n: int):
            heads = []
            for i in range(n):
                heads.append(np.tanh(q @ w * i))
            y = np.sum(np.hstack(heads) @ np.ones(n * w.shape[1]) * np.arange(q.shape[0]))
            z = np.concatenate(heads, axis=-1) * np.arange(n * w.shape[1])
            return y + np.sum(z**2) + np.sum(np.concatenate(heads, axis=1)[:, 1] ** 3)
        """,
        {"q": drawn(3, 2), "w": drawn(2, 2), "n": 3},
    ),
    "parts_of_several_shapes": (
        """
        import numpy as np
        def f(x, y, n: int):
            s = [x]
            for i in range(n):
                s.append(y * i)
            return np.sum(sum(s) ** 2) + np.sum(sum(s, x) ** 2)
        """,
        {"x": drawn(2), "y": 0.3, "n": 3},
    ),
    "stacked_as_it_grows": (
        """
        import numpy as np
        def f(x, n: int):
            s = []
            t = 0.0
            for i in range(n):
                s.append(x * (i + 1))
                t = t + np.sum(np.stack(s) ** 2)
                if i > 0:
                    t = t + np.sum(sum(s) ** 2)
            return t
        """,
        {"x": drawn(2), "n": 3},
    ),
    "changed_before_it_is_appended": (
        """
        import numpy as np
        def f(x, w, n: int):
            hs = []
            h = x
            for i in range(n):
                h = w @ h
                h += x
                hs.append(h)
            return np.sum(np.stack(hs) ** 2)
        """,
        {"x": drawn(2), "w": drawn(2, 2), "n": 3},
    ),
    "rows_appended_and_new_ones": (
        """
        import numpy as np
        def f(x, n: int):
            hs = []
            for i in range(n):
                hs.append(x)
                x = x * x
                x[0] = 1.0
            return np.sum(np.stack(hs) ** 2)
        """,
        {"x": drawn(2), "n": 3},
    ),
    "list_of_nothing": (
        """
        import numpy as np
        def f(x, w, n: int):
            hs = [None] * n
            hs[0] = x
            for i in range(1, n):
                hs[i] = np.tanh(w @ hs[i - 1])
            return np.sum(np.stack(hs) ** 2) + np.sum(hs[-1])
        """,
        {"x": drawn(2), "w": drawn(2, 2), "n": 3},
    ),
    "rows_of_an_array": (
        """
        import numpy as np
        def f(x, n: int):
            s = list(x)
            s.append(x[0] * x[1])
            return np.sum(np.array(s) ** 2) + len(s) * s[-1]
        """,
        {"x": drawn(3), "n": 3},
    ),
    "lists_of_two_kinds": (
        """
        import numpy as np
        def f(x, n: int):
            big, small = [], []
            for i in range(n):
                v = x * i
                if np.sum(v) < 0.5:
                    big.append(v * v)
                else:
                    small.append(np.sin(v))
            t = np.sum(x)
            if len(big) > 0:
                t = t + np.sum(np.stack(big))
            if len(small) > 1:
                t = t + np.sum(np.mean(np.stack(small), axis=0) ** 2)
            return t
        """,
        {"x": drawn(2), "n": 4},
    ),
    "pivots_of_what_is_changed": (
        """
        from __future__ import annotations
        import numpy as np
        def f(A: Float[np.ndarray, "N N"]):
            A = A.copy()
            pivots = []
            for k in range(len(A)):
                pivots.append(A[k, k])
                for i in range(k + 1, len(A)):
                    A[i] = A[i] - A[i, k] / A[k, k] * A[k]
            return np.prod(pivots)
        """,
        {"A": drawn(3, 3) + 2 * np.eye(3)},
    ),
    "a_list_in_each_round": (
        """
        import numpy as np
        def f(X, C, iters: int):
            for _ in range(iters):
                rows = []
                for k in range(len(C)):
                    if X[k, 0] > 0:
                        rows.append(X[k] / C[k])
                    else:
                        rows.append(C[k])
                C = np.array(rows)
            return np.sum(C**2)
        """,
        {"X": drawn(5, 2), "C": drawn(2, 2), "iters": 2},
    ),
    "one_number_in_all_places": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], a: float, n: int):
            hs = [x, x]
            hs[0] = np.full_like(x, a)
            for i in range(n):
                hs.append(np.full_like(x, a * i))
            rows = list(np.full_like(x, a * a))
            rows.append(a)
            return np.sum(hs[0]) * np.sum(np.stack(hs) ** 2) + np.sum(hs[-1]) + np.sum(np.array(rows) ** 3)
        """,
        {"x": drawn(3), "a": 1.3, "n": 2},
    ),
    "zeros_taken_off": (
        """
        def f(x, n: int):
            h = [0.0] * n
            for i in range(n):
                x = x + h.pop() ** 2
                h.append(x * x)
            return x
        """,
        {"x": 0.3, "n": 3},
    ),
    "not_all_taken_off": (
        """
        def f(x, n: int, k: int):
            h = []
            i = 0
            while i < n:
                h.append(x * i)
                i += 1
            y = 0.0
            while i > k:
                y += h.pop() ** 2
                i -= 1
            return y
        """,
        {"x": 0.3, "n": 5, "k": 2},
    ),
    "counted_halfway": (
        """
        from __future__ import annotations
        def f(x: float, n: int):
            y = x
            for i in range(n):
                h = [y, x * y]
                y = y * len(h) + h.pop() ** 2
            return y
        """,
        {"x": 0.3, "n": 3},
    ),
    "changed_before_it_is_put_on": (
        """
        import numpy as np
        def f(x, n: int):
            h = np.zeros_like(x)
            hs = []
            for j in range(2):
                for i in range(n):
                    h[i] += x[i] * x[i]
                hs.append(h)
                h = h * x
            return np.sum(np.stack(hs) ** 2)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "one_written_over": (
        """
        from __future__ import annotations
        def f(x: float, n: int):
            losses = []
            for j in range(n):
                losses.append(x**j)
            losses[0] = losses[1] * x
            return sum(losses) ** 2
        """,
        {"x": 0.3, "n": 3},
    ),
    "repeated": (
        """
        from __future__ import annotations
        def f(x: float, n: int):
            h = [x * x] * n
            for j in range(n):
                h[j] = h[j] * j + x
            return sum(h) ** 2
        """,
        {"x": 0.3, "n": 3},
    ),
    "repeated_arrays": (
        """
        import numpy as np
        def f(x, n: int):
            h = [np.sin(x)] * n
            h[0] = x
            for j in range(n):
                h.append(h[j] * h[j - 1])
            return np.sum(np.stack(h) ** 2)
        """,
        {"x": drawn(2), "n": 3},
    ),
    "repeated_in_each_round": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], n: int):
            t = x
            for i in range(n):
                h = [t] * n
                for j in range(n):
                    h[j] = h[j] * x * j
                t = t + sum(h)
            return np.sum(t)
        """,
        {"x": drawn(2), "n": 3},
    ),
    "a_path_of_tuples": (
        """
        import numpy as np
        def f(x, v, n: int):
            path = []
            for i in range(n):
                v = v - 0.1 * np.sin(x)
                x = x + 0.1 * v
                path.append((x, v))
            total = 0.0
            for x, v in path:
                total = total + np.sum(x * v**2)
            a, b = path[-1]
            return total + np.sum(a * b) * len(path)
        """,
        {"x": drawn(3), "v": drawn(2, 3), "n": 3},
    ),
    "tuples_that_are_popped_and_written": (
        """
        def f(x, y, n: int):
            stack = [(x, y)]
            for i in range(n):
                a, b = stack[i]
                stack.append((a * b, a - b * i))
            stack[0] = (x * x, 2.0)
            last, _ = stack.pop()
            total = last
            while stack:
                a, b = stack.pop()
                total = total * 0.5 + a * b
            return total
        """,
        {"x": 1.3, "y": 0.7, "n": 3},
    ),
    "tuples_by_comprehension": (
        """
        import numpy as np
        def f(xs, w):
            pairs = [(x * w, {"s": np.sin(x), "k": 2.0}) for x in xs]
            return sum(np.sum(a * b["s"]) * b["k"] for a, b in pairs) + sum(p[0][0] for p in pairs)
        """,
        {"xs": drawn(3, 2), "w": drawn(2)},
    ),
    "parts_of_a_list": (
        """
        import numpy as np
        def f(x, n: int):
            h = [x]
            for i in range(n):
                h.append(np.sin(h[-1]) + x)
            diffs = sum(np.sum((b - a) ** 2) for a, b in zip(h[:-1], h[1:]))
            last = h[-3:]
            return diffs + np.sum(np.stack(last) ** 2) + sum(np.sum(v) for v in h[1:])
        """,
        {"x": drawn(3), "n": 4},
    ),
    "parts_that_are_short_or_nothing": (
        """
        import numpy as np
        def f(x, n: int):
            h = [x, x * x]
            for i in range(n):
                h.append(np.cos(h[-2]))
            s = np.sum(x)
            for a in h[-5:]:
                s = s * 0.9 + np.sum(a)
            for a in h[7:]:
                s = s * 0.9 + np.sum(a)
            for a, b in zip(h[5:], h[:9]):
                s = s * 0.9 + np.sum(a * b)
            for i, a in enumerate(h[1:-2]):
                s = s * 0.9 + i * np.sum(a)
            return s + sum([np.sum(a) for a in h[:-4]], 0.0)
        """,
        {"x": drawn(3), "n": 1},
    ),
    "lists_of_others": (
        """
        import numpy as np
        def f(x, n: int):
            h = []
            for i in range(n):
                h.append(x * (i + 1))
            g = [*h, x]
            k = h + [x * x]
            r = list(reversed(h))
            s = 0.0
            for i, (a, b) in enumerate(zip(g, reversed(k))):
                s = s + i * np.sum(a * b)
            for i, a in enumerate(h[2:]):
                s = s + i * np.sum(a**3)
            for a in reversed(h[:-1]):
                s = s * 0.5 + np.sum(np.sin(a))
            for a in h[::-1]:
                s = s * 0.5 + np.sum(np.cos(a))
            both = list(zip(h, k[1:]))
            s = s + sum(np.sum(a - b**2) for a, b in both[1:])
            return s + np.sum(np.array(r) * np.array(h[:7]))
        """,
        {"x": drawn(3), "n": 3},
    ),
    "written_into_before_it_goes_onto_a_list": (
        """
        import numpy as np
        def f(x, n: int):
            u = x * 1.5
            h = []
            for i in range(n):
                u[0] = u[1] * np.sin(u[0])
                h.append(u)
                u = u * 2.0
            u[1] = 3.0
            return sum(np.sum(v**2) for v in h) + np.sum(u)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "an_array_twice_on_a_list_that_changes_later": (
        """
        import numpy as np
        def f(x, n: int):
            u = x * 1.5
            h = [(u, u)]
            for i in range(n):
                h.append((u, np.sin(u)))
                u = u * 2.0
            g = h[1:] + h[:2]
            return sum(np.sum(a * b) for a, b in g) + np.sum(u)
        """,
        {"x": drawn(3), "n": 2},
    ),
    "products_of_polynomials": (
        """
        from __future__ import annotations
        import numpy as np
        def f(a: Float[np.ndarray, "N"], b: Float[np.ndarray, "M"]):
            c = [0.0] * (len(a) + len(b) - 1)
            for i in range(len(a)):
                for j in range(len(b)):
                    c[i + j] += a[i] * b[j]
            s = 0.0
            for k in range(len(c)):
                s += c[k] ** 2 * k
            return s
        """,
        {"a": drawn(3), "b": drawn(2)},
    ),
    "added_to_its_own": (
        """
        from __future__ import annotations
        def f(x: float, n: int):
            h = [x] * n
            h[0] += h.pop() * x
            h[0] = h.pop() + h[0] * h[0]
            for i in range(1, len(h)):
                h[i] += i
                h[i] = h[i] + h[i - 1] * x
                h[i - 1] += h[i] * h[i]
            return h[-1] ** 2 + sum(h)
        """,
        {"x": 0.3, "n": 5},
    ),
    "one_value_many_times": (
        """
        def f(x, w, n: int):
            xs = [x * w] * n
            ys = n * [w]
            for i in range(1, n):
                xs[i] = xs[i - 1] * ys[i] + i
                ys[i] = xs[i] * x
            return sum(xs) * ys[0] + max(ys)
        """,
        {"x": 1.3, "w": 0.7, "n": 4},
    ),
    "one_array_many_times": (
        """
        import numpy as np
        def f(x, w, n: int):
            hs = [np.tanh(x)] * n
            s = np.sum(hs[0])
            while len(hs) > 1:
                s = s * w + np.sum(hs.pop() * x)
            return s
        """,
        {"x": drawn(3), "w": 0.7, "n": 3},
    ),
    "sum_of_what_is_read_again": (
        """
        def f(x, w, n: int):
            xs = [w * x]
            for i in range(1, n):
                xs.append(xs[i - 1] * w + i)
            return sum(xs) ** 2 * x
        """,
        {"x": 1.3, "w": 0.7, "n": 4},
    ),
    "mean_of_what_is_read_again": (
        """
        import numpy as np
        def f(x, w, n: int):
            hs = [x]
            for i in range(n):
                hs.append(np.tanh(hs[i] * w))
            return np.sum(sum(hs) ** 3) * w + np.sum(np.mean(hs, axis=0) ** 2)
        """,
        {"x": drawn(3), "w": 0.7, "n": 3},
    ),
    "while_there_is_something_on_it": (
        """
        def f(x, w, n: int):
            stack, rest = [x], []
            for i in range(n):
                stack.append(stack[-1] * w + i)
            r = 1.0
            while stack:
                v = stack.pop()
                if not stack or (rest and v > 2):
                    r = r + v
                else:
                    rest.append(v * r)
                r = r * v
            return r + sum(rest) if rest else r
        """,
        {"x": 1.3, "w": 0.7, "n": 3},
    ),
    "lists_that_others_are_put_onto": (
        """
        import numpy as np
        def f(x, n: int):
            g = [x * i for i in range(n)]
            h = [x]
            h += g
            h.extend([np.sin(v) for v in g])
            h.extend(h[:2])
            pairs = [(x, 1.0)]
            pairs += list(zip(h, h[1:]))
            pairs.extend([(x, x), (2.0, x)])
            return sum(np.sum(v**2) for v in h) + sum(np.sum(a * b) for a, b in pairs)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_list_that_is_made_anew_in_each_round": (
        """
        import numpy as np
        def f(x, n: int, k: int):
            state = [x * (i + 1) for i in range(k)]
            h = []
            for t in range(n):
                state = [s + 0.1 * np.sin(s) * state[0] for s in state]
                h.append(state[0])
            return sum(np.sum(s**2) for s in state) + np.sum(np.stack(h))
        """,
        {"x": drawn(3), "n": 3, "k": 2},
    ),
    "a_list_that_gets_longer_and_shorter": (
        """
        import numpy as np
        def f(x, n: int):
            xs = [x, x * 2]
            xs.append(x * 3)
            for t in range(n):
                new_xs = []
                for i in range(len(xs) - 1):
                    new_xs.append(np.cos(xs[i]) + xs[i + 1])
                if t == 1:
                    new_xs.append(xs[-1])
                    new_xs.append(xs[0])
                xs = new_xs
            return sum(np.sum(s**2) for s in xs) * len(xs)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "lists_that_change_places": (
        """
        import numpy as np
        def f(x, n: int):
            a = [x, x]
            b = [x * x, np.sin(x)]
            a.append(x)
            b.append(x)
            for t in range(n):
                a, b = b, [u * v for u, v in zip(a, b)]
                a = a + [x]
            return sum(np.sum(u * v) for u, v in zip(a, b)) + np.sum(a[-1])
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_list_of_tuples_made_anew": (
        """
        import numpy as np
        def f(xs, x, n: int):
            ps = [row * 1.0 for row in xs]
            state = [(p, x * p) for p in ps]
            while n > 0:
                state = [(p - 0.1 * v, v + np.sin(p)) for p, v in state]
                ps = [p * 2.0 for p in ps]
                n = n - 1
            return sum(np.sum(p * v) for p, v in state) + sum(np.sum(p**2) for p in ps)
        """,
        {"xs": drawn(2, 3), "x": drawn(3), "n": 2},
    ),
    "a_list_written_out_in_each_round": (
        """
        import numpy as np
        def f(x, y, n: int):
            state = [x * i for i in range(n)]
            for t in range(n):
                s = sum(np.sum(v) for v in state)
                state = [x * s, y, x - y]
            return sum(np.sum(np.sin(v)) for v in state) * len(state)
        """,
        {"x": drawn(3), "y": drawn(3), "n": 2},
    ),
    "made_anew_with_more_and_less": (
        """
        import numpy as np
        def f(x, n: int):
            a = [x * (i + 1) for i in range(n)]
            b = [np.sin(x)]
            b.append(x)
            for t in range(n):
                a = [v * 2 + a[-1] for v in a]
                a.append(x * t)
                b = [v * 0.5 for v in b]
                last = b.pop()
                b = [last, *b, last]
                b.pop()
            return sum(np.sum(v**2) for v in a) * len(a) + sum(np.sum(v**2) for v in b)
        """,
        {"x": drawn(3), "n": 2},
    ),
    "written_out_and_read_by_the_run": (
        """
        import numpy as np
        def f(a, b, x, n: int):
            c = [a, 2.0, b]
            pairs = [(a, x), (b * x, x)]
            s = x
            for i in range(n):
                s = s * c[i] + pairs[i % 2][0] * pairs[-1][1]
            return np.sum(s) + np.sum(np.array(c))
        """,
        {"a": 0.7, "b": -1.2, "x": drawn(3), "n": 3},
    ),
    "joined_in_each_round": (
        """
        import numpy as np
        def step(s):
            return [v + 0.1 * np.sin(v) for v in s]
        def f(x, n: int):
            h = [x]
            for t in range(n):
                h = h + [h[-1] * np.sin(h[0])]
                h = step(h)
            return np.sum(np.stack(h) ** 2)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_list_that_is_made_in_rounds_that_may_end": (
        """
        import math
        def f(x):
            b = 0.0
            for c in (0.3, x + x):
                hs = [x * 1.5]
                hs.append(c * 1.5)
                b = b + math.cos(x)
                for j in range(0, 4, 2):
                    for v in hs:
                        b += v * j
                    if b > 100:
                        return -c
            return b + 0.1 * x
        """,
        {"x": 0.7},
    ),
    "sizes_of_what_is_on_a_list": (
        """
        import numpy as np
        def f(x, n):
            for row, r in zip(x, x):
                hs = []
                for k in range(3):
                    hs.append((np.minimum(x.sum(axis=1), x[:, -1]) * 1.5) * k)
                p = hs[1] * row[2]
            if 2 * row[-1] < row[n % 3] - 100:
                return row[0]
            return max(np.sum(x), r[n % 3]) + np.sum(p) + 0.1 * np.sum(x)
        """,
        {"x": np.arange(6.0).reshape(2, 3) - 2.3, "n": 4},
    ),
    "a_comprehension_over_its_own_name": (
        """
        import numpy as np
        def f(q, w):
            parts = [np.tanh(q * w) for q in q]
            q = np.stack(parts)
            return np.sum([np.sum(q) * np.sum(r) for r in np.sin(q) for q in r])
        """,
        {"q": np.arange(6.0).reshape(2, 3) / 4 - 0.3, "w": np.array([0.4, -0.2, 0.9])},
    ),
    "mapped": (
        """
        import numpy as np
        def layer(x, w):
            return np.tanh(x * w)
        def f(x, w):
            h = list(map(np.sin, x))
            h = list(map(lambda r, i: r * w + i, h, range(len(h))))
            return sum(map(np.sum, map(layer, h, x))) + max(map(np.sum, h))
        """,
        {"x": np.arange(6.0).reshape(2, 3) / 4 - 0.3, "w": np.array([0.4, -0.2, 0.9])},
    ),
    "zipped_rows": (
        """
        import numpy as np
        def f(x, w):
            pairs = [(x[0], w), (x[1] * 2, np.sin(w))]
            a, b = [one for one in zip(*pairs)]
            s = 0.0
            for row, other in zip(*[x * k for k in (1.0, 2.0)]):
                s = s + np.sum(row * other)
            return s + np.sum(a[0] * b[1] + a[1] * b[0])
        """,
        {"x": np.arange(6.0).reshape(2, 3) / 4 - 0.3, "w": np.array([0.4, -0.2, 0.9])},
    ),
    "joined_of_whichever_rank": (
        """
        import numpy as np
        def f(x, y, n: int):
            hs = [x * x]
            for t in range(n):
                hs.append(np.sin(x * t) + y)
            z = np.hstack(hs)
            return np.sum(np.cumsum(z, axis=0) ** 3) + np.sum(np.dstack(hs)[0] ** 2)
        """,
        {"x": drawn(2, 3, 2), "y": drawn(2, 3, 2), "n": 2},
    ),
    "vectors_and_numbers_joined": (
        """
        import numpy as np
        def f(x, n: int):
            hs = []
            for t in range(n):
                hs.append(x * t)
                hs.append(x[t] ** 2)
            return np.sum(np.cumsum(np.hstack(hs)) ** 2)
        """,
        {"x": drawn(3), "n": 2},
    ),
    "columns_of_any_rank": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            for t in range(3):
                hs.append(x * w[t])
                hs.append(x[:, 0] * w[t])
            return np.sum(np.cumsum(np.column_stack(hs)) ** 2)
        """,
        {"x": drawn(3, 2), "w": drawn(3)},
    ),
    "nought_appended": (
        """
        def f(x, n: int):
            h = [x]
            for t in range(n):
                h.append(0)
                h.append(x * t)
            return h[0] * h[2] + h[4]
        """,
        {"x": 0.7, "n": 2},
    ),
    "a_list_that_grows_in_front": (
        """
        import numpy as np
        def f(x, A, n: int):
            T = n
            beta = [np.ones(3)]
            for t in range(T - 1, -1, -1):
                beta.insert(0, A @ (x[t] * beta[0]))
            s = 0.0
            for t in range(T):
                s = s + np.sum(beta[t] * x[t])
            return s
        """,
        {"x": drawn(4, 3), "A": drawn(3, 3), "n": 4},
    ),
    "a_queue": (
        """
        import numpy as np
        def f(x, n: int):
            q = [x * 2.0]
            s = 0.0
            for t in range(n):
                v = q.pop(0)
                s = s + np.sum(v ** 3) * t
                q.append(v * x)
                if t % 2:
                    q.append(np.sin(v))
            return s + np.sum(q[0]) + q[-1][0]
        """,
        {"x": drawn(3), "n": 4},
    ),
    "both_ends_of_a_list": (
        """
        import numpy as np
        def f(x, n: int):
            q = [x * 2.0]
            s = 0.0
            while len(q) > 0:
                v = q.pop(0)
                s = s + np.sum(v ** 3)
                if len(q) < 3 and n > 0:
                    q.insert(0, v * x)
                    q.append(np.sin(v))
                    q[0] = q[0] + x
                    n -= 1
            return s
        """,
        {"x": drawn(3), "n": 4},
    ),
    "numbers_in_front": (
        """
        def f(x, n: int):
            h = [x]
            for t in range(n):
                h.insert(0, h[0] * h[-1] + 0.1)
                h[1] += h[0]
                h[0] *= x
            return sum(h) * h[0]
        """,
        {"x": 0.3, "n": 3},
    ),
    "tuples_in_front": (
        """
        import numpy as np
        def f(x, n: int):
            h = []
            for t in range(n):
                h.insert(0, (x * t, np.sum(x) + t))
            a, b = h.pop(0)
            s = np.sum(a) * b
            for u, v in h:
                s = s + np.sum(u ** 2) * v
            return s
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_backward_recursion": (
        """
        import numpy as np
        def f(x, W, n: int):
            h = [x]
            for t in range(n):
                h.append(np.tanh(W @ h[t]))
            d = [h[n] * 2.0]
            for t in range(n - 1, -1, -1):
                d.insert(0, W.T @ (d[0] * (1 - h[t + 1] ** 2)))
            g = np.zeros_like(W)
            for t in range(n):
                g += np.outer(d[t + 1] * (1 - h[t + 1] ** 2), h[t])
            return np.sum(g ** 2) + np.sum(np.stack(d) * np.stack(h))
        """,
        {"x": drawn(3), "W": drawn(3, 3), "n": 3},
    ),
    "in_front_and_written_into": (
        """
        import numpy as np
        def f(x, n: int):
            hs = []
            for t in range(n):
                hs.insert(0, x * t)
                hs[0][0] = x[1]
                hs[-1][1] *= x[2]
            return np.sum(hs[1] * hs[0])
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_deque": (
        """
        import collections
        import numpy as np
        def f(x, n: int):
            q = collections.deque([x, x * 2.0])
            s = 0.0
            for t in range(n):
                v = q.popleft()
                s += np.sum(v * q[0])
                q.append(np.sin(v))
                if len(q) > 2:
                    q.pop()
            return s + sum(np.sum(v ** 2) for v in q)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_window_by_a_deque": (
        """
        from collections import deque
        import numpy as np
        def f(x, a, n: int):
            window = deque()
            out = []
            for t in range(n):
                window.append(x[t] * a)
                if len(window) > 2:
                    window.popleft()
                out.append(sum(window) / len(window))
            return np.sum(np.array(out) ** 2)
        """,
        {"x": drawn(6), "a": 0.7, "n": 6},
    ),
    "a_queue_of_tuples": (
        """
        from collections import deque
        import numpy as np
        def f(x, a):
            q = deque()
            q.append((x, 0.5))
            s = 0.0
            while q:
                v, w = q.popleft()
                s = s + np.sum(v) * w
                if s * s < 4.0 and w > 0.1:
                    q.append((v * a, w * 0.5))
                    q.appendleft((v * v, w * 0.25))
            return s
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "parts_taken_apart": (
        """
        import numpy as np
        def at(q, k, v):
            return np.tanh(q @ k.T) @ v
        def f(x, w):
            y = at(*np.split(x @ w, 3, axis=-1))
            first, *others = np.split(x, [1, 2])
            a, b = [np.sin(part) for part in np.split(y, 2, axis=-1)]
            top, bottom = map(np.tanh, np.split(y, 2))
            parts = np.split(w, 2, axis=0)
            s = np.sum(np.concatenate([*np.split(y, 2), y * a * b])[1:])
            return s + np.sum(first * others[1]) + np.sum(np.stack(parts) ** 3) + np.sum(top / bottom)
        """,
        {"x": drawn(4, 4), "w": drawn(4, 6)},
    ),
    "parts_of_parts": (
        """
        import numpy as np
        def f(x, n: int):
            qkv = [np.split(part, n, axis=-1) for part in np.split(x, 3, axis=-1)]
            s = 0.0
            for q, k, v in zip(*qkv):
                s += np.sum(np.tanh(q * k) * v)
            again = list(np.split(part, n) for part in np.split(x, 2))
            h = []
            for i in range(n):
                h.append(np.split(x * i, 2))
            return s + sum(np.sum(a * b) for a, b in zip(*again)) + np.sum(h[1][1] * h[0][0] + h[1][0])
        """,
        {"x": drawn(4, 6), "n": 2},
    ),
    "a_name_of_a_list_given_to_arrays": (
        """
        import numpy as np
        def f(x, n: int):
            h = [x, x * 2]
            h.append(x**2)
            s = sum(np.sum(np.sin(v)) for v in h)
            for i in range(n):
                h = x * i
                s += np.sum(h * h)
            return s
        """,
        {"x": drawn(3), "n": 2},
    ),
    "a_name_of_lists_in_loops_in_loops": (
        """
        def f(x, n: int):
            s = 0.0
            for t in range(n):
                for k in range(n):
                    row = []
                    for j in range(n):
                        row.append(x[j] * k + t)
                    s += row[0] * row[1]
            for t in range(n):
                for k in range(n):
                    row = []
                    for j in range(n):
                        row.append(x[j] * s)
                    s += row[k] * row[1]
            return s
        """,
        {"x": drawn(2), "n": 2},
    ),
    "joined_in_place": (
        """
        def f(x, w):
            ext = [w]
            for v in x:
                ext += [v * w, w]
            ext += ext[:1]
            return sum(e**2 * i for i, e in enumerate(ext))
        """,
        {"x": drawn(3), "w": 0.4},
    ),
    "rows_that_grow": (
        """
        import numpy as np
        def f(x, n: int):
            rows = [np.array([1.0])]
            for i in range(n):
                prev = rows[-1]
                row = np.zeros(i + 2)
                row[:-1] += prev * x[0]
                row[1:] += prev * x[1]
                rows.append(row)
            return np.sum(rows[-1] ** 2) + np.sum(rows[1] ** 3)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "rows_of_sizes_that_are_not_one_anothers": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], n: int):
            rows = [x[:1]]
            for _ in range(n):
                p = rows[-1]
                q = np.concatenate([p, p * x[0]])
                rows.append(q)
                x = x + np.sum(q * rows[0])
            return np.sum(x) + np.sum(rows[0] * rows[-1])
        """,
        {"x": drawn(4), "n": 2},
    ),
    "rows_taken_off": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"]):
            rows = []
            for i in range(1, 4):
                rows.append(x[:i] * 2)
            rows.pop()
            return np.sum(rows.pop() * rows[0])
        """,
        {"x": drawn(5)},
    ),
    "substitution_by_numbers_on_a_list": (
        """
        import numpy as np
        def f(A, b):
            n = len(b)
            x = [0.0] * n
            for i in reversed(range(n)):
                s = b[i]
                for j in range(i + 1, n):
                    s -= A[i][j] * x[j]
                x[i] = s / A[i][i]
            return sum(v ** 2 for v in x)
        """,
        {"A": drawn(3, 3), "b": drawn(3)},
    ),
    "numbers_off_a_list_added_to_a_part": (
        """
        import numpy as np
        def f(b, n: int):
            acc = [1.0]
            for i in range(n):
                s = b[i]
                s *= acc[-1]
                acc.append(s)
                s += acc.pop()
                acc.append(np.sin(s))
            return acc[-1] * acc[0] + b[0]
        """,
        {"b": drawn(4), "n": 3},
    ),
    "sums_and_products_that_start_from_a_value": (
        """
        import math
        import numpy as np
        def f(x, a):
            h = [r * a for r in x]
            s = sum((np.sin(r) for r in x), start=a) ** 2
            p = math.prod((r * r for r in x), start=a) * math.prod(h)
            return s * p + sum(h, start=x[0]) + math.prod([r for r in x if np.sum(r) > 99])
        """,
        {"x": drawn(3), "a": 0.7},
    ),
    "on_a_list_on_another_way_than_changed": (
        """
        import numpy as np
        def f(x, a, flag: bool):
            b = x.copy()
            h = []
            if flag:
                h.append(b)
                b = b * a
            else:
                b[0] = 5.0
            h.append(b * 2)
            return sum(np.sum(v) for v in h) + np.sum(b)
        """,
        {"x": drawn(3), "a": 0.7, "flag": False},
    ),
    "changed_in_rounds_of_one_branch": (
        """
        import numpy as np
        def f(x, a, flag: bool):
            b = x.copy()
            if flag:
                for i in range(2):
                    b += a
            else:
                b[-1] -= a
            if x[0] < 0.7:
                for i in range(3):
                    b *= a
            b[0] += a
            return b.sum()
        """,
        {"x": drawn(3), "a": 0.7, "flag": True},
    ),
    "one_value_on_each_place": (
        """
        import numpy as np
        def f(x, a, n: int):
            h = [a for _ in range(n)]
            k = [a for v in x]
            hs = []
            def inner(v):
                own = []
                for i in range(2):
                    hs.append(a)
                    own.append(v)
                return own[1]
            y = inner(x)
            return np.sum(h[0] * x) + np.sum(k[-1]) * np.sum(hs[1] * y)
        """,
        {"x": drawn(3), "a": drawn(3) * 2, "n": 2},
    ),
    "constants_on_lists": (
        """
        import numpy as np
        C3 = np.arange(3.0)
        def f(x, n: int):
            h = [x]
            for i in range(n):
                if i == 1:
                    h.append(C3)
                else:
                    h.append(h[-1] * x)
            k = [C3 for _ in range(n)]
            return np.sum(h[0] * h[-1]) * np.sum(k[1] * x)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_loop_over_what_is_made_of_the_list_before": (
        """
        import numpy as np
        def f(x):
            h = []
            for r in np.fft.irfft(h, 5):
                h.append(np.cumsum(r) * x)
            return np.sum(np.array(h) ** 2)
        """,
        {"x": drawn(4)},
    ),
}
