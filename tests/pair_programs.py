"""Programs with dicts whose keys are pairs of whole numbers, each with a point at which derivatives are compared."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(3)
X, W, H = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=(3, 3)), RANDOM.normal(size=3)

PAIRS: dict[str, tuple[str, dict[str, Any]]] = {
    "pairs_edit_distance": (
        """
        import numpy as np
        def f(a, b):
            n, m = len(a), len(b)
            D = {}
            for i in range(n + 1):
                D[i, 0] = i * 1.5
            for j in range(m + 1):
                D[0, j] = j * 1.5
            for i in range(1, n + 1):
                for j in range(1, m + 1):
                    cost = (a[i - 1] - b[j - 1]) ** 2
                    D[i, j] = min(D[i - 1, j] + 1.5, D[i, j - 1] + 1.5, D[i - 1, j - 1] + cost)
            return D[n, m]
        """,
        {"a": np.array([2.041, -0.568, -2.02, 3.323]), "b": H},
    ),
    "pairs_forward_alg": (
        """
        import numpy as np
        def f(init, trans, emit):
            alpha = {}
            for t in range(len(emit)):
                for s in range(len(init)):
                    if t == 0:
                        alpha[t, s] = init[s] * emit[t, s]
                    else:
                        total = 0.0
                        for r in range(len(init)):
                            total += alpha[t - 1, r] * trans[r, s]
                        alpha[t, s] = total * emit[t, s]
            return sum(alpha[len(emit) - 1, s] for s in range(len(init)))
        """,
        {"init": H, "trans": W, "emit": X},
    ),
    "pairs_chart": (
        """
        import numpy as np
        def f(w, x):
            n = len(x)
            best = {}
            for i in range(n):
                best[i, i + 1] = x[i] ** 2
            for span in range(2, n + 1):
                for i in range(n - span + 1):
                    j = i + span
                    best[i, j] = 0.0
                    for k in range(i + 1, j):
                        best[i, j] += best[i, k] * best[k, j] * w
            return best[0, n]
        """,
        {"w": 0.7, "x": np.array([2.041, -0.568, -2.02, 3.323])},
    ),
    "pairs_matrix_chain": (
        """
        def f(d):
            n = len(d) - 1
            C = {}
            for i in range(n):
                C[i, i] = 0.0
            for length in range(1, n):
                for i in range(n - length):
                    j = i + length
                    C[i, j] = 1e9
                    for k in range(i, j):
                        C[i, j] = min(C[i, j], C[i, k] + C[k + 1, j] + d[i] * d[k + 1] * d[j + 1])
            return C[0, n - 1]
        """,
        {"d": np.array([3.041, 1.568, 3.02, 4.323])},
    ),
    "pairs_get_margin": (
        """
        import numpy as np
        def f(x, w):
            n, m = x.shape
            S = {}
            for i in range(n):
                for j in range(m):
                    S[i, j] = x[i, j] + w * (S.get((i - 1, j), 0.0) + S.get((i, j - 1), 0.0))
            return S[n - 1, m - 1] ** 2
        """,
        {"x": X, "w": 0.7},
    ),
    "pairs_get_accumulate2": (
        """
        import numpy as np
        def f(x, w, n):
            C = {}
            for k in range(4):
                for i in range(n):
                    for j in range(i, n):
                        C[i, j] = C.get((i, j), 0.5) * w + x[i] * x[j]
            return sum(C[i, n - 1] for i in range(n))
        """,
        {"x": H, "w": 0.7, "n": 3},
    ),
    "pairs_initial_entry": (
        """
        import numpy as np
        def f(p, n):
            P = {(0, 0): 1.0}
            for i in range(1, n + 1):
                P[i, 0] = P[i - 1, 0] * (1 - p)
                for j in range(1, i):
                    P[i, j] = P[i - 1, j] * (1 - p) + P[i - 1, j - 1] * p
                P[i, i] = P[i - 1, i - 1] * p
            return P[n, 2] + P[n, n]
        """,
        {"p": 0.3, "n": 4},
    ),
    "pairs_offsets": (
        """
        import numpy as np
        def f(x, w):
            n = len(x)
            A = {}
            for i in range(-1, n):
                A[i, -1] = w
            for j in range(n):
                A[-1, j] = w * 2
            for i in range(n):
                for j in range(n):
                    A[i, j] = A[i - 1, j] * x[i] + A[i, j - 1] * x[j]
            return A[n - 1, n - 1]
        """,
        {"x": H, "w": 0.7},
    ),
    "pairs_descending": (
        """
        import numpy as np
        def f(x, w):
            n = len(x)
            V = {}
            for s in range(3):
                V[n, s] = w * s
            for t in range(n - 1, -1, -1):
                for s in reversed(range(3)):
                    V[t, s] = np.log(1 + np.exp(V[t + 1, s] + x[t])) + V[t + 1, (s + 1) % 3]
            return V[0, 0] * V[0, 1]
        """,
        {"x": H, "w": 0.7},
    ),
    "pairs_triple": (
        """
        import numpy as np
        def f(x, w):
            n = len(x)
            T = {}
            for i in range(n):
                for j in range(n):
                    for k in range(2):
                        T[i, j, k] = x[i] * x[j] ** (k + 1)
            s = 0.0
            for i in range(n):
                for k in range(2):
                    s += T[i, n - 1 - i, k] * w
            return s
        """,
        {"x": H, "w": 0.7},
    ),
    "pairs_back_pointers2": (
        """
        import numpy as np
        def f(x, w):
            n, m = x.shape
            V = {}
            B = {}
            for j in range(m):
                V[0, j] = x[0, j]
            for i in range(1, n):
                for j in range(m):
                    best = 0
                    for k in range(m):
                        if V[i - 1, k] > V[i - 1, best]:
                            best = k
                    B[i, j] = best
                    V[i, j] = x[i, j] * w + V[i - 1, best]
            s = V[n - 1, 0]
            at = 0
            for i in range(n - 1, 0, -1):
                at = B[i, at]
                s = s + x[i - 1, at] ** 2
            return s
        """,
        {"x": X, "w": 0.7},
    ),
    "pairs_arrays_known": (
        """
        import numpy as np
        def f(x, w):
            A = {}
            for i in range(2):
                for j in range(2):
                    A[i, j] = np.tanh(x * w * (i + 1)) + j
            return np.sum(A[1, 0] * A[0, 1])
        """,
        {"x": X, "w": 0.7},
    ),
    "pairs_ints_mixed": (
        """
        import numpy as np
        def f(x, n):
            A = {}
            for i in range(n):
                for j in range(n):
                    A[i, j] = 1
            A[0, 1] = 0.5
            s = 0.0
            for i in range(n):
                for j in range(n):
                    s += x[i] * A[i, j] ** 2
            return s
        """,
        {"x": H, "n": 3},
    ),
    "pairs_aug": (
        """
        import numpy as np
        def f(x, n):
            A = {}
            for i in range(n):
                for j in range(n):
                    A[i, j] = x[i]
                    A[i, j] += x[j] ** 2
                    A[i, j] *= A[i, 0]
            return A[n - 1, 1] * A[0, n - 1]
        """,
        {"x": H, "n": 3},
    ),
    "pairs_made_in_helper": (
        """
        import numpy as np
        def table(x, n):
            A = {}
            for i in range(n):
                for j in range(n):
                    A[i, j] = x[i] * x[j]
            return A[n - 1, 0] * A[0, 1]
        def f(x, n):
            return table(x, n) + table(x * 2, 2)
        """,
        {"x": H, "n": 3},
    ),
    "pairs_in_a_loop": (
        """
        import numpy as np
        def f(x, w, n):
            s = 0.0
            for t in range(1, n):
                A = {}
                for i in range(t + 1):
                    for j in range(2):
                        A[i, j] = x[i] * w ** (j + t)
                s += A[t, 1] * A[0, 0]
            return s
        """,
        {"x": H, "w": 0.7, "n": 3},
    ),
    "pairs_enum": (
        """
        import numpy as np
        def f(x, w):
            A = {}
            for i, a in enumerate(x):
                for j, b in enumerate(w):
                    A[i, j] = a * b + (A[i - 1, j - 1] if i > 0 and j > 0 else 0.0)
            return A[len(x) - 1, len(w) - 1]
        """,
        {"x": H, "w": H[::-1] * 0.3},
    ),
    "pairs_dtw": (
        """
        import numpy as np
        def f(x, y):
            D = {}
            for i in range(-1, len(x)):
                D[(i, -1)] = float("inf")
            for j in range(-1, len(y)):
                D[(-1, j)] = float("inf")
            D[(-1, -1)] = 0.0
            for i in range(len(x)):
                for j in range(len(y)):
                    D[(i, j)] = (x[i] - y[j]) ** 2 + min(D[(i - 1, j)], D[(i, j - 1)], D[(i - 1, j - 1)])
            return np.sqrt(D[len(x) - 1, len(y) - 1])
        """,
        {"x": H, "y": np.array([2.041, -0.568, -2.02, 3.323])},
    ),
    "pairs_step2": (
        """
        import numpy as np
        def f(x, w):
            A = {}
            for i in range(0, 6, 2):
                for j in range(3):
                    A[i, j] = x[j] * w ** i
            return A[4, 1] * A[2, 0]
        """,
        {"x": H, "w": 0.7},
    ),
    "pairs_two_at_once": (
        """
        import numpy as np
        def f(x, w):
            n, m = x.shape
            V, B = {}, {}
            for j in range(m):
                V[0, j], B[0, j] = x[0, j], w
            for i in range(1, n):
                for j in range(m):
                    V[i, j] = x[i, j] * w + max(V[i - 1, 0], V[i - 1, j])
                    B[i, j] = V[i, j] * B[i - 1, j]
            return V[n - 1, m - 1] * B[n - 1, 0]
        """,
        {"x": X, "w": 0.7},
    ),
    "pairs_bool_table": (
        """
        import numpy as np
        def f(x, w):
            A = {}
            for i in range(len(x)):
                for j in range(len(x)):
                    A[i, j] = x[i] > x[j]
            s = 0.0
            for i in range(len(x)):
                for j in range(len(x)):
                    if A[i, j]:
                        s += x[i] * w
                    if not A[i, j]:
                        s += x[j] ** 2
            return s
        """,
        {"x": H, "w": 0.7},
    ),
}
