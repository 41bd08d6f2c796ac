"""Programs with lists that have several names, or are parts of others, and change; and points to run them at."""

from __future__ import annotations

from typing import Any

import numpy as np

POINT = {"x": 1.3, "w": -0.7, "n": 2}
ALIASES: dict[str, tuple[str, dict[str, Any]]] = {
    "a_particle_list": (
        """
        from __future__ import annotations
        def f(x: float, w: float, n: int):
            ps = [[x, 1.0], [2.0, x * w]]
            for _ in range(n):
                for p in ps:
                    p[0] += p[1] * 0.1 * w
                    p[1] -= p[0] * 0.1
            return ps[0][0] * ps[1][0] + ps[0][1]
        """,
        POINT,
    ),
    "parts_of_a_list_by_names": (
        """
        from __future__ import annotations
        def f(x: float, w: float, n: int):
            b = [[x, 1.0], [w, 2.0]]
            r0, r1 = b
            r0[0] = x ** 3
            for _ in range(n):
                r1[1] *= w
            return b[0][0] * b[1][1]
        """,
        POINT,
    ),
    "lists_in_dicts_and_tuples": (
        """
        from __future__ import annotations
        def f(x: float, w: float, n: int):
            d = {"a": [x, 1.0], "b": ([w, x], 3.0)}
            q = d["a"]
            r = d["b"][0]
            for i in range(n):
                q[0] = q[0] * x
                r.append(q[0] * w)
            return d["a"][0] + d["b"][0][-1] ** 2
        """,
        POINT,
    ),
    "one_list_by_two_names": (
        """
        from __future__ import annotations
        def f(x: float, w: float, n: int):
            v = u = [x, 1.0]
            v[0] *= w
            z = u
            z[1] = z[0] * x
            y = [[x, 2.0]] * 2
            q = y[0]
            q[0] = x * w
            return u[0] * v[1] + y[1][0] * n
        """,
        POINT,
    ),
    "bodies_in_tuples": (
        """
        from __future__ import annotations
        def advance(bodies, dt, n):
            for _ in range(n):
                for m, (r, v) in bodies:
                    v[0] -= r[0] * dt / m
                for m, (r, v) in bodies:
                    r[0] += v[0] * dt
        def f(x: float, w: float, n: int):
            bodies = [(1.0, ([x], [w])), (2.0, ([w], [x * w]))]
            advance(bodies, 0.1, n)
            return sum(m * v[0] ** 2 + r[0] for m, (r, v) in bodies)
        """,
        POINT,
    ),
    "a_part_that_a_function_finds": (
        """
        from __future__ import annotations
        def first(rows):
            return rows[0]
        def scale(rows, w):
            for row in rows:
                row[0] *= w
        def f(x: float, w: float, n: int):
            s = [[x, 1.0], [w, x]]
            q = first(s)
            q[1] = x * x
            scale(s, w)
            return s[0][0] * s[0][1] + s[1][0] * n
        """,
        POINT,
    ),
    "one_list_returned_twice": (
        """
        from __future__ import annotations
        def pair(x):
            p = [x, 1.0]
            return p, p
        def f(x: float, w: float, n: int):
            a, b = pair(x)
            a[0] = x * w
            c = (a, n)
            d, _ = c
            d[1] = a[0] * x
            return b[0] * b[1]
        """,
        POINT,
    ),
    "a_list_by_its_name_and_as_an_entry": (
        """
        from __future__ import annotations
        def f(x: float, w: float, n: int):
            a = [x, 1.0]
            d = {"u": a, "v": 1.0}
            d["u"][0] = x * w
            d["u"].append(w)
            for _ in range(n):
                d["v"] += a[0] * a[2]
            return d["v"] * len(a)
        """,
        POINT,
    ),
    "one_list_as_two_entries": (
        """
        from __future__ import annotations
        def f(x: float, w: float, n: int):
            d = {}
            d["u"] = d["v"] = [x, 1.0]
            d["u"][0] = x * w
            return d["v"][0] * n
        """,
        POINT,
    ),
    "two_that_swap_places": (
        """
        import numpy as np
        def f(u, v):
            a, b = u, v
            for t in range(3):
                c = a.copy()
                c[0] = b[0] * b[1]
                a, b = b, c
            return np.sum(b) + np.sum(u * v)
        """,
        {"u": np.array([0.5, 1.5]), "v": np.array([0.8, -0.7])},
    ),
    "two_buffers_that_swap_places": (
        """
        import numpy as np
        def f(u, v):
            s = 0.0
            for k in range(2):
                a, b = u.copy(), v.copy()
                for t in range(2):
                    a[0] = b[0] * b[1]
                    a, b = b, a
                s = s + np.sum(b)
            a, b = u.copy(), v.copy()
            for t in range(3):
                a[0] = b[0] * b[1]
                a, b = b, a
            return s * b[0]
        """,
        {"u": np.array([0.5, 1.5]), "v": np.array([0.8, -0.7])},
    ),
    "three_that_take_turns": (
        """
        import numpy as np
        def f(u, v):
            a, b, c = u.copy(), v.copy(), u * v
            for t in range(4):
                a[1] = b[0] * c[1] + a[0]
                a, b, c = c, a, b
            return np.sum(a * b) + np.sum(c)
        """,
        {"u": np.array([0.5, 1.5]), "v": np.array([0.8, -0.7])},
    ),
    "copies_of_views_on_a_list": (
        """
        import numpy as np
        def f(x):
            z = x + 0
            hs = []
            for k in range(2):
                y = z.copy()
                y[0] = y[1]
                s = y[:-1]
                hs.append(s.copy())
                y[1:] += s * z[1:]
                z = y
            r = 0.0
            for k in range(2):
                r = r + np.sum(hs.pop() ** 2)
            return r
        """,
        {"x": np.array([0.5, 1.5, -0.7, 0.9])},
    ),
    "parts_that_overlap_in_rounds": (
        """
        import numpy as np
        def f(x):
            z = x + 0
            for k in range(2):
                y = z.copy()
                y[1:] = y[:-1]
                y[1:] += y[:-1] * z[1:]
                z = y
            return np.sum(z ** 2)
        """,
        {"x": np.array([0.5, 1.5, -0.7, 0.9])},
    ),
}
