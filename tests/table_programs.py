"""Programs with lists of lists that are tables of numbers, and points to run them at."""

from __future__ import annotations

from typing import Any

from list_programs import drawn

TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "time_warping_on_lists": (
        """
        from __future__ import annotations
        import math
        def f(x, y):
            n, m = len(x), len(y)
            D = [[math.inf] * (m + 1) for _ in range(n + 1)]
            D[0][0] = 0.0
            for i in range(1, n + 1):
                for j in range(1, m + 1):
                    cost = (x[i - 1] - y[j - 1]) ** 2
                    D[i][j] = cost + min(D[i - 1][j], D[i][j - 1], D[i - 1][j - 1])
            return D[n][m]
        """,
        {"x": drawn(4), "y": drawn(3)},
    ),
    "shortest_paths_on_lists": (
        """
        from __future__ import annotations
        import numpy as np
        FAR = 10**6
        def f(edges: Float[np.ndarray, "K"], n: int):
            D = [[FAR] * n for i in range(n)]
            for i in range(n):
                D[i][i] = 0
            for i in range(len(edges)):
                a, b = i % n, (2 * i + 1) % n
                D[a][b] = min(D[a][b], edges[i] ** 2)
            for k in range(n):
                for i in range(n):
                    for j in range(n):
                        D[i][j] = min(D[i][j], D[i][k] + D[k][j])
            return D[0][n - 1] + np.sum(np.minimum(D, 10.0))
        """,
        {"edges": drawn(6), "n": 4},
    ),
    "paths_through_a_graph": (
        """
        from __future__ import annotations
        def f(weights, n: int):
            INF = float("inf")
            D = [[INF] * n for _ in range(n)]
            for i in range(n):
                D[i][i] = 0.0
                if i + 1 < n:
                    D[i][i + 1] = weights[i] ** 2
            for k in range(n):
                for i in range(n):
                    for j in range(n):
                        if D[i][k] + D[k][j] < D[i][j]:
                            D[i][j] = D[i][k] + D[k][j]
            total = 0.0
            for i in range(n):
                for j in range(n):
                    if D[i][j] < INF:
                        total += D[i][j]
            return total
        """,
        {"weights": drawn(3), "n": 4},
    ),
    "product_on_lists": (
        """
        from __future__ import annotations
        import numpy as np
        def f(a: Float[np.ndarray, "N K"], b: Float[np.ndarray, "K M"]):
            c = [[0.0 for _ in range(len(b[0]))] for _ in range(len(a))]
            for i in range(len(a)):
                for j in range(len(b[0])):
                    for k in range(len(b)):
                        c[i][j] += a[i][k] * b[k][j]
            return np.sum(np.array(c) ** 2) * c[-1][0] * len(c) * len(c[0])
        """,
        {"a": drawn(2, 3), "b": drawn(3, 2)},
    ),
    "a_table_of_three_axes": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            T = [[[1] * 2 for _ in range(n)] for _ in range(n)]
            for i in range(n):
                for j in range(i):
                    T[i][j][0] = x * T[i][j - 1][1]
                    T[i][j][1] *= x + T[j][i][0] * i
            return np.sum(np.sin(T))
        """,
        {"x": 0.7, "n": 3},
    ),
    "entries_of_unknown_numbers": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, c, n: int):
            D = np.zeros((n, n))
            for i in range(n):
                for j in range(n):
                    D[i, j] = c[i, j] * x + x * D[i, j - 1] * x
            return np.sum(D * D)
        """,
        {"x": 0.7, "c": drawn(3, 3), "n": 3},
    ),
    "entries_off_a_list": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            h = [x]
            D = np.zeros((n, n))
            for i in range(n):
                h.append(h[-1] * x)
                D[i, i] = h[i]
            for i in range(n - 1):
                D[i, i + 1] = h.pop()
            return np.sum(D * D)
        """,
        {"x": 0.7, "n": 3},
    ),
    "rows_that_grow": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            rows = []
            for i in range(n):
                row = []
                for j in range(2):
                    row.append(x[i, j] ** 2 * (j + 1))
                rows.append(row)
            table = np.array(rows)
            return np.sum(table * x) + rows[-1][0] * rows[0][1]
        """,
        {"x": drawn(3, 2), "n": 3},
    ),
    "rows_in_comprehensions": (
        """
        from __future__ import annotations
        import numpy as np
        def kernel(x, y):
            return np.exp(-np.sum((x - y) ** 2))
        def f(x):
            K = [[kernel(a, b) for b in x] for a in x]
            K = np.array(K) + 0.1 * np.eye(len(x))
            return np.linalg.slogdet(K)[1]
        """,
        {"x": drawn(3, 2)},
    ),
    "a_path_of_points": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, v, h: float, n: int):
            path = [(x, v)]
            for i in range(n):
                x, v = x + h * v, v - h * np.sin(x)
                path.append((x, v))
            path = np.array(path)
            return np.sum(path[:, 0] ** 2) + path[-1, 1]
        """,
        {"x": 0.7, "v": -0.3, "h": 0.1, "n": 4},
    ),
    "a_path_of_vectors": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, v, n: int):
            path = []
            for i in range(n):
                x, v = x + 0.1 * v, v - 0.1 * np.sin(x)
                path.append([x, v])
            return np.stack(path)[-1, 0] * np.sum(np.array(path)) * len(path) * path[0][1]
        """,
        {"x": drawn(3), "v": drawn(3), "n": 4},
    ),
    "rows_in_a_helper": (
        """
        from __future__ import annotations
        import numpy as np
        def rotated(points, t):
            out = []
            for p in points:
                out.append([np.cos(t) * p[0] - np.sin(t) * p[1], np.sin(t) * p[0] + np.cos(t) * p[1]])
            return np.array(out)
        def f(points: Float[np.ndarray, "N 2"], t: float):
            y = rotated(rotated(points, t), t**2)
            return np.sum(y * np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 1.0]]))
        """,
        {"points": drawn(3, 2), "t": 0.7},
    ),
    "operators_beside_lists": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N 2"], t: float, n: int):
            R = [[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]
            for i in range(n):
                x = x @ R - [0.5, t]
                x = np.sin(x) * [1.0, 2.0] + (t, 0.0)
            return np.sum([2.0, t] / (1 + x**2))
        """,
        {"x": drawn(3, 2), "t": 0.7, "n": 2},
    ),
    "rows_named_again_in_each_round": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            for k in range(2):
                rows = []
                for i in range(n):
                    rows.append([x, np.sin(x) * i])
                rows = np.array(rows)
                x = np.sum(rows**2) / n
            return x
        """,
        {"x": 0.7, "n": 3},
    ),
    "rows_in_branches": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            rows = [[x, 1.0]]
            for i in range(n):
                row = [x * i]
                if i % 2:
                    row.append(x**2)
                    rows.append(row)
                else:
                    rows.append([rows[-1][1], x])
            return np.sum(np.array(rows) * [[1.0, 2.0]])
        """,
        {"x": 0.7, "n": 4},
    ),
    "rows_of_other_lengths": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            rows = []
            for i in range(n):
                row = [x * j for j in range(i + 1)]
                rows.append(row)
                rows.append([x, np.sin(x)])
            return np.sum(np.concatenate(rows) ** 2)
        """,
        {"x": 0.7, "n": 3},
    ),
    "parts_joined": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            h, below, beside = [x], [x], [x.T]
            for i in range(n):
                h.append(np.sin(x[i:]) * i)
                below.append(x[i])
                beside.append(x[i:].T)
            y = np.concatenate(h)
            z = np.vstack(below) * np.sum(y)
            u = np.concatenate(beside, axis=1)
            v = np.concatenate(beside, -1)
            return np.sum(y**2) + np.sum(z * np.cos(z)) + np.sum(u * v)
        """,
        {"x": drawn(3, 2), "n": 2},
    ),
    "parts_joined_of_known_rank": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N N"], n: int):
            h = []
            for i in range(n):
                x = np.tanh(w @ x)
                h.append(x[i:])
            y = np.hstack(h)
            return np.sum(np.cumsum(y) * y)
        """,
        {"x": drawn(3), "w": drawn(3, 3), "n": 2},
    ),
    "joined_upstream_by_upstream": (
        """
        from __future__ import annotations
        import numpy as np
        def f(x, n: int):
            h = []
            for i in range(n):
                h.append(x[: i + 1] * x[i])
            return np.concatenate(h)
        """,
        {"x": drawn(3), "n": 3},
    ),
    "a_table_of_where_it_came_from": (
        """
        from __future__ import annotations
        def f(step, seen):
            n, m = len(seen), len(seen[0])
            best = [[0.0] * m for _ in range(n)]
            back = [[-1] * m for _ in range(n)]
            for k in range(m):
                best[0][k] = seen[0][k]
            for t in range(1, n):
                for k in range(m):
                    most, last = best[t - 1][0] + step[0][k], 0
                    for j in range(1, m):
                        other = best[t - 1][j] + step[j][k]
                        if other > most:
                            most, last = other, j
                    best[t][k] = most + seen[t][k]
                    back[t][k] = last
            k = 0
            score = best[n - 1][k]
            for t in range(n - 1, 0, -1):
                score += seen[t][k] ** 2
                k = back[t][k]
            return score
        """,
        {"step": drawn(3, 3), "seen": drawn(4, 3)},
    ),
    "a_table_of_places": (
        """
        from __future__ import annotations
        def f(x, n: int):
            at = [[0] * n for _ in range(n)]
            s = 0.0
            for i in range(n):
                for j in range(n):
                    at[i][j] += (i * j + 1) % n
                    s += x[at[i][j]] * at[j][i]
                for k in range(at[i][1]):
                    s *= x[k]
            return s
        """,
        {"x": drawn(3), "n": 3},
    ),
    "vectors_beside_a_table": (
        """
        from __future__ import annotations
        def f(x, w, n: int):
            t = [[0.0] * 2 for _ in range(n)]
            for i in range(n):
                t[i][1] = 0.5 * i
            y = w * x
            return (y @ w) * t[1][1]
        """,
        {"x": drawn(3), "w": drawn(3), "n": 2},
    ),
}
