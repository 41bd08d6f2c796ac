"""Programs with loops over several counters at once, and points to run them at."""

from __future__ import annotations

from typing import Any

from list_programs import drawn

GRIDS: dict[str, tuple[str, dict[str, Any]]] = {
    "indices_of_a_grid": (
        """
        from __future__ import annotations
        import numpy as np
        def f(a: Float[np.ndarray, "N M"], w: float):
            out = np.empty_like(a)
            for i, j in np.ndindex(a.shape):
                out[i, j] = a[i, j] ** 2 * (i + w)
            for i, j in np.ndindex(a.shape[0], 2):
                out[i, j] *= w
            return np.sum(out * a)
        """,
        {"a": drawn(2, 3), "w": 0.7},
    ),
    "entries_that_change_as_they_are_counted": (
        """
        import numpy as np
        def f(a, w):
            a = a.copy()
            s = 0.0
            for i, j in np.ndindex(a.shape):
                a[i, j] = a[i, j] * w + s
                s += a[i, j] ** 2
            for i, j in np.ndindex(*a.shape):
                a[i, j] += a[i, 0] * s
            return np.sum(a * s)
        """,
        {"a": drawn(2, 2), "w": 0.7},
    ),
    "entries_by_their_places": (
        """
        import numpy as np
        def f(a, w):
            out = np.zeros((3, 2))
            for (i, j), v in np.ndenumerate(a):
                if v < 0:
                    continue
                out[j, i] = v ** 2 * w
            return np.sum(out * a.T)
        """,
        {"a": drawn(2, 3), "w": 0.7},
    ),
    "pairs_of_bodies": (
        """
        import itertools
        import numpy as np
        def f(p, m):
            energy = 0.0
            for i, j in itertools.combinations(range(len(p)), 2):
                d = p[i] - p[j]
                energy -= m[i] * m[j] / np.sqrt(np.sum(d * d) + 0.1)
            return energy
        """,
        {"p": drawn(4, 2), "m": drawn(4)},
    ),
    "combinations_of_entries": (
        """
        from itertools import combinations, product
        def f(x, w):
            s = 0.0
            for a, b, c in combinations(x, 3):
                s += a * b * c * w
            for a, b in product(x, repeat=2):
                s += (a - b) ** 2
            return s + sum(x[i] * x[j] for i, j in product(range(2), range(1, 3)))
        """,
        {"x": drawn(4), "w": 0.7},
    ),
    "counters_that_are_read_behind": (
        """
        import numpy as np
        from itertools import combinations, product
        def f(x, n: int):
            s, k = 0.0, 3
            for i, j in combinations(range(n), 2):
                s += x[i] * x[j]
            for k, m in product(range(2), range(n - 3)):
                s += x[k] * x[m]
            return s * x[i] * x[k] + j
        """,
        {"x": drawn(4), "n": 3},
    ),
    "tables_that_a_function_fills_by_counters": (
        """
        import numpy as np
        from itertools import product
        def put(hs, i, j, v):
            hs.append(v * i + j)
        def f(x, n: int):
            hs = [x]
            for i, j in product(range(n), range(len(x))):
                put(hs, i, j, x[j] * hs[-1])
            return np.sum(hs[-1] * hs[1])
        """,
        {"x": drawn(2), "n": 2},
    ),
    "pairs_of_rows_in_a_generator": (
        """
        import numpy as np
        from itertools import combinations
        def f(x, w):
            near = sum(np.sum((a - b) ** 2) for a, b in combinations(x, 2) if a[0] > -9)
            far = [np.dot(a, b) * w for a, b in combinations(x, 2)]
            z = w * x[0]
            return near + np.max(np.array(far)) + sum(a * b * c for a, b, c in combinations(z, 3))
        """,
        {"x": drawn(4, 3), "w": 0.7},
    ),
}
