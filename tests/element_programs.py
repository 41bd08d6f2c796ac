"""Programs that write into arrays that are on lists, and points to run them at: of lists see list_programs.py."""

from __future__ import annotations

from typing import Any

import numpy as np
from list_programs import drawn

ELEMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "rows_filled_on_a_list": (
        """
        import numpy as np
        def f(x, n: int):
            xs = []
            for t in range(n):
                xs.append(np.zeros(3))
                for i in range(3):
                    xs[t][i] = x[i] * t
            s = 0.0
            for t in range(n):
                s += np.sum(xs[t] ** 2)
            return s
        """,
        {"x": drawn(3), "n": 3},
    ),
    "the_last_on_a_list_changed": (
        """
        import numpy as np
        def f(x, w, n: int):
            xs = [x * 1.0]
            for t in range(n):
                xs.append(np.tanh(w @ xs[t]))
                xs[t + 1][0] += xs[t][1]
                xs[-1][1] = 0.5
            return np.sum(xs[-1])
        """,
        {"x": drawn(3), "w": drawn(3, 3), "n": 3},
    ),
    "a_grid_on_a_list": (
        """
        import numpy as np
        def f(x, w, n: int):
            h = [np.zeros_like(x) for _ in range(n + 1)]
            h[0][:] = x
            for t in range(1, n + 1):
                for i in range(len(x)):
                    h[t][i] = h[t - 1][i] * w[i]
                    if i > 0:
                        h[t][i] += np.sin(h[t][i - 1]) + h[t - 1][i - 1]
            return np.sum(h[n] ** 2)
        """,
        {"x": drawn(3), "w": drawn(3) * 0.5, "n": 3},
    ),
    "parts_of_what_is_on_a_list": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            for t in range(4):
                h = np.tanh(x * w[t])
                hs.append(h)
                hs[-1][0] *= w[t]
                hs[t][1:] = hs[t][:-1] * 2.0
            s = 0.0
            for h in hs:
                s = s + np.sum(h ** 2)
            return s
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "entries_of_matrices_on_a_list": (
        """
        import numpy as np
        def f(x, w):
            a = np.zeros((2, 3))
            hs = [a]
            for t in range(4):
                hs.append(np.ones((2, 3)) * w[t])
                for i in range(2):
                    for j in range(3):
                        hs[t + 1][i][j] = hs[t][i][j] * x[j] + w[t]
                        hs[t + 1][i, j] += x[i]
            return np.sum(hs[-1] * hs[1])
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "rows_of_an_array_on_a_list": (
        """
        import numpy as np
        def f(X, w):
            hs = list(X * 2.0)
            hs[1][0] = w[0]
            hs[2][1:] = hs[1][1:] * w[1]
            return np.sum(hs[1] ** 2) + np.sum(hs[2] * hs[1])
        """,
        {"X": drawn(4, 3), "w": drawn(4)},
    ),
    "a_helper_that_writes_into_a_list": (
        """
        import numpy as np
        def g(hs, v):
            hs[0][1] = v
            return hs[0][1] * hs[0][0]
        def f(x, w):
            hs = [x * w[0], x * w[1]]
            y = g(hs, w[2])
            return np.sum(hs[0] ** 2) * y
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "a_list_written_out_and_written_into": (
        """
        import numpy as np
        def f(x, w):
            hs = [x * w[0], x * w[1]]
            i = 0
            while np.sum(hs[0]) < 4.0 and i < 6:
                hs[0][i % 3] += w[0] ** 2
                hs[1][0] = hs[0][1]
                i += 1
            return np.sum(hs[0] ** 2) * hs[1][0]
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "a_name_for_what_is_on_a_list": (
        """
        import numpy as np
        def f(x, w):
            hs = [x * w[0], x * w[1]]
            for t in range(2):
                row = hs[t]
                for i in range(3):
                    row[i] = w[t] * x[i]
            return np.sum(hs[0] * hs[1])
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "the_last_by_a_name": (
        """
        import numpy as np
        def f(x, w):
            hs = [x * w[0], x * w[1]]
            row = hs[-1]
            hs.append(x * w[2])
            row[0] = w[3]
            return np.sum(hs[0] * hs[1]) + row[0] * hs[2][0]
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "a_helper_is_given_what_is_on_a_list": (
        """
        import numpy as np
        def put(h, v):
            h[0] = v
            h[1] += h[0] * v
        def f(x, w):
            hs = []
            for t in range(3):
                hs.append(x * w[t])
                put(hs[t], w[t + 1])
            return np.sum(hs[0] * hs[1])
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "rows_changed_as_they_are_run_over": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            for t in range(3):
                hs.append(x * w[t])
            for t, row in enumerate(hs):
                if w[t] > 0:
                    row[0] = w[t]
                else:
                    row *= x
                    continue
                row[1] += 1.0
            s = 0.0
            for row in hs:
                s += np.sum(row ** 2)
            return s
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "two_lists_changed_as_they_are_run_over": (
        """
        import numpy as np
        def f(x, w):
            hs = [np.zeros(3) for _ in range(3)]
            gs = [np.zeros(3) for _ in range(3)]
            for h, g, t in zip(hs, gs, range(3)):
                h[t] = x[t] * w[t]
                for i in range(3):
                    g[i] = h[t] * x[i]
                    h[i] -= g[i] ** 2
            return np.sum(hs[0] * gs[1]) + np.sum(hs[2]) + np.sum(gs[2] * gs[0])
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "a_name_bound_anew": (
        """
        import numpy as np
        def f(x, w):
            hs = [x * w[0], x * w[1]]
            for t in range(2):
                row = hs[t]
                row = row * 2.0
                row[0] = 1.0
            return np.sum(hs[0] * hs[1])
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "stacked_and_written_into": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            for t in range(3):
                hs.append(x * w[t])
            hs = np.stack(hs)
            hs[1] = hs[0] * w[2]
            return np.sum(hs**2)
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "elements_of_filled_arrays_changed_later": (
        """
        import numpy as np
        def f(x, w, n: int):
            hs = []
            for t in range(n):
                h = np.zeros(3)
                for i in range(3):
                    h[i] = x[i] * w[t] + (hs[t - 1][i] if t > 0 else 0.0)
                hs.append(h)
            for t in range(n - 2, -1, -1):
                for i in range(3):
                    hs[t][i] += hs[t + 1][i] * w[i]
            return np.sum(np.stack(hs) ** 2)
        """,
        {"x": drawn(3), "w": drawn(3) * 2, "n": 3},
    ),
    "rows_in_a_helper_that_returns_early": (
        """
        import numpy as np
        def step(rows, i, v):
            r = rows[i]
            for k in range(len(r)):
                r[k] = r[k] * v + 1.0
                if r[k] > 3.0:
                    return r[k]
            return r[0]
        def f(x, w, n: int):
            rows = [x * w[0], x * w[1], x + 0.0]
            s = 0.0
            for i in range(n):
                s += step(rows, i, w[i])
            return s * np.sum(rows[0]) + np.sum(rows[-1] ** 2)
        """,
        {"x": drawn(3), "w": drawn(3) * 2, "n": 3},
    ),
    "lists_and_arrays_in_a_dict": (
        """
        import numpy as np
        def f(x, w, n: int):
            c = {"h": [], "A": np.zeros((3, 3))}
            for t in range(n):
                c["h"].append(np.zeros(3))
                c["h"][t][t] = w[t]
                row = c["A"][t]
                row += c["h"][t] * x
                c["h"][t][:] += row
            return sum(np.sum(h ** 2) for h in c["h"]) + np.sum(c["A"] ** 3)
        """,
        {"x": drawn(3), "w": drawn(3) * 2, "n": 3},
    ),
    "rows_normalized": (
        """
        import numpy as np
        def f(X, w):
            out = []
            for x in X:
                out.append(np.zeros_like(x))
                o = out[-1]
                for k, v in enumerate(x):
                    o[k] = v * w[k]
                o /= np.sum(o ** 2)
            return np.sum(np.vstack(out) ** 3)
        """,
        {"X": drawn(4, 3), "w": drawn(3)},
    ),
    "changed_whole_then_by_elements": (
        """
        import numpy as np
        def f(x, w):
            hs = [np.zeros_like(x) for _ in range(3)]
            gs = []
            for t, h in enumerate(hs):
                h += x * w[t]
                gs.insert(0, h * 1.0)
                h[t] = gs[0][t] ** 2
                gs[-1][t] += h[t]
            return np.sum(np.vstack(gs) * np.vstack(hs)) + np.sum(np.hstack(hs) ** 2)
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "columns_joined_and_written_into": (
        """
        import numpy as np
        def f(x, w):
            hs = []
            for t in range(3):
                hs.append(x * w[t])
                for s in range(t):
                    hs[t][s] = hs[s][t] * w[s]
                    hs[s] = hs[s] * 2.0
            Z = np.column_stack(hs)
            Z[0] *= Z[1]
            Z[:, 1] = 0.0
            Z[:, 1] += Z[:, 0]
            return np.sum(Z ** 2)
        """,
        {"x": drawn(3), "w": drawn(4)},
    ),
    "one_row_changed_in_each_round_and_read": (
        """
        import numpy as np
        def f(x, w):
            rows = [x * w[0], x * w[1]]
            s = 0.0
            for i in range(len(x)):
                r = rows[0]
                s += np.sum(np.sin(r) * w[0])
                rows[0][i] = x[i] ** 2 * s
                r = rows[0]
                s += np.sum(np.cos(r) * rows[1])
                rows[1] = rows[1] * w[0]
            return s
        """,
        {"x": np.array([0.3, -0.6, 1.1]), "w": np.array([0.7, -0.4])},
    ),
    "a_row_from_the_one_before": (
        """
        import numpy as np
        def f(x, w):
            alpha = [x * 1.0]
            for t in range(1, 4):
                alpha.append(np.zeros(len(x)))
                for s in range(len(x)):
                    best = alpha[t - 1][s]
                    if s > 0:
                        best = np.logaddexp(best, alpha[t - 1][s - 1] + alpha[t][s - 1])
                    alpha[t][s] = best + w[t, s]
            return alpha[3][2] * np.sum(alpha[1])
        """,
        {"x": np.array([0.3, -0.6, 1.1]), "w": np.arange(12.0).reshape(4, 3) / 7 - 0.6},
    ),
    "rows_of_a_round": (
        """
        import numpy as np
        def f(x, w):
            s = 0.0
            for i in range(2):
                rows = [np.zeros(3) for _ in range(2)]
                for k in range(3):
                    rows[i][k] = x[k] * w[i]
                    rows[1 - i][k] += rows[i][k] ** 2 * s
                    s = s + np.sum(np.tanh(rows[0]) * rows[1]) + x[0]
            return s
        """,
        {"x": np.array([0.3, -0.6, 1.1]), "w": np.array([0.7, -0.4])},
    ),
}
