"""Programs whose branches make lists that are read behind them, each run on every way."""

from __future__ import annotations

from typing import Any

import numpy as np

X = np.random.default_rng(5).normal(size=(2, 3))
W = np.array([0.4, -0.3, 0.5])
WAYS: dict[str, dict[str, Any]] = {
    "one": {"x": X, "w": W},
    "other": {"x": -X, "w": -W},
    "third": {"x": X, "w": 3 * W},
}
TEXTS = {
    "each_its_own": """
        import numpy as np
        def f(x, w):
            if np.sum(w) > 0:
                h = [w * r for r in x]
            else:
                h = [2 * r for r in x]
            return np.sum(h[0] * h[1]) * np.sum(w)
        """,
    "one_way_returns": """
        import numpy as np
        def f(x, w):
            if np.sum(w) > 1:
                w = x[0]
            elif np.sum(w) < 0:
                return np.sum(x ** 2)
            h = [w * row for row in x]
            return np.sum(h[0] * h[1])
        """,
    "several_of_three_branches": """
        import numpy as np
        def f(x, w):
            if np.sum(w) > 1:
                hs, ts = [], []
                for r in x:
                    hs.append(np.sin(r * w))
                    ts.append((r, w * r))
            elif np.sum(w) > 0:
                hs = []
                ts = [(r, 2 * r) for r in x]
            else:
                hs = [w * w, x[0]]
                ts = [(w, w), (w, 3 * w)]
            out = 0.0
            for h in hs:
                out = out + np.sum(h ** 2)
            for a, b in ts:
                out = out + np.sum(a * b)
            return out
        """,
    "of_a_conditional_expression": """
        import numpy as np
        def f(x, w):
            n = np.sum(w)
            h = [w * r for r in x] if n > 0 else [r + w for r in x]
            k = [w] if n > 0 else [r for r in x]
            z = [w, w] if n > 0 else [w, x[0]]
            hs = [w * r for r in x] if n > 1 else [] if n > 0 else [np.sin(r) for r in x]
            y = np.stack(h)
            return np.sum(y @ y.T) * np.sum(k[0]) + np.sum(z[1]) + sum(np.sum(h ** 2) for h in hs)
        """,
    "returned_by_a_helper": """
        import numpy as np
        def f(x, w):
            def inner(y):
                if y[0] > 0:
                    return [y * r for r in x]
                return [y + r for r in x]
            a = inner(w)
            b = inner(-w)
            return np.sum(a[0] * b[1])
        """,
    "in_rounds": """
        import numpy as np
        def f(x, w):
            s = 0.0
            for i in range(3):
                if np.sum(w) * (i - 1) > 0:
                    hs = [w * r for r in x]
                else:
                    hs = [w + r * i for r in x]
                s = s + np.sum(hs[0] * hs[1])
                w = np.tanh(w + hs[1])
            return s
        """,
    "made_within_rounds_of_a_branch": """
        import numpy as np
        def f(x, w):
            if np.sum(w) > 0:
                for i in range(2):
                    h = [w * r * (i + 1) for r in x]
                    w = w + h[0]
                k = [w]
            else:
                k = [np.sum(r) * w for r in x]
            return np.sum(k[0] * x[0]) + np.sum(w)
        """,
    "changed_behind": """
        import numpy as np
        def f(x, w):
            hs = [w * r for r in x] if np.sum(w) > 0 else [x[0], x[1]]
            hs[0] = hs[0] * w
            hs.append(w)
            last = hs.pop()
            return np.sum(hs[0] * last * hs[1])
        """,
    "joined_in_one_branch": """
        import numpy as np
        def f(x, w):
            z = np.array([np.sum(r * w) for r in x]) if np.sum(x) > 0 else np.ones(2)
            return np.sum(z ** 2) * np.sum(w)
        """,
}
TOGETHER: dict[str, tuple[str, dict[str, Any]]] = {
    f"{name}, {way}": (text, inputs) for name, text in TEXTS.items() for way, inputs in WAYS.items()
} | {
    "a_list_that_an_inner_branch_makes": (
        """
        import numpy as np
        def f(x):
            if np.sum(x) > 0:
                if np.max(x) > 0:
                    out = []
                else:
                    x = x * 2
            out.append(x.copy())
            return sum(e for e in out) ** 2
        """,
        {"x": np.array([0.4, -0.2, 1.1])},
    ),
    "a_list_that_a_later_branch_makes": (
        """
        import numpy as np
        def f(a: float):
            if a > 9:
                pass
            elif a > 0:
                hs = []
            hs.append(a)
            if a > 5.0:
                pass
            else:
                t = np.sum([e**2 for e in hs])
            return t
        """,
        {"a": 1.3},
    ),
}
