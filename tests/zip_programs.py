"""Programs that take a list of tuples apart, a, b = zip(*pairs), each with a point."""

from __future__ import annotations

from typing import Any

import numpy as np

RANDOM = np.random.default_rng(3)
X, W, H = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=(3, 3)), RANDOM.normal(size=3)

ZIPPED: dict[str, tuple[str, dict[str, Any]]] = {
    "zipped_grown": (
        """
        import numpy as np
        def f(x):
            pairs = []
            for i in range(len(x)):
                pairs.append((x[i] ** 2, np.sin(x[i])))
            a, b = zip(*pairs)
            return np.sum(np.array(a) * np.array(b))
        """,
        {"x": H},
    ),
    "zipped_comp": (
        """
        import numpy as np
        def f(x, w):
            pairs = [(v * w, v ** 2) for v in x]
            a, b = zip(*pairs)
            return sum(a) * sum(b) + a[0] * b[-1]
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_direct": (
        """
        import numpy as np
        def f(x, w):
            a, b = zip(*[(v * w, v ** 2) for v in x])
            return sum(a) * np.sum(np.array(b) ** 2)
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_gen": (
        """
        import numpy as np
        def f(x, w):
            a, b = zip(*((v * w, v ** 2) for v in x))
            return sum(a) * np.sum(np.array(b) ** 2)
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_helper": (
        """
        import numpy as np
        def step(h, v):
            return np.tanh(h + v), h * v
        def f(x, w):
            out = []
            h = w
            for v in x:
                h, y = step(h, v)
                out.append((h, y))
            hs, ys = zip(*out)
            return np.sum(np.stack(hs)) + np.sum(ys[1] * hs[2])
        """,
        {"x": X, "w": H},
    ),
    "zipped_changes_later": (
        """
        import numpy as np
        def f(x, w):
            pairs = []
            for v in x:
                pairs.append((v * w, v ** 2))
            a, b = zip(*pairs)
            pairs.append((w, w))
            return sum(a) * len(b) + sum(p for p, q in pairs)
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_same_name": (
        """
        import numpy as np
        def f(x, w):
            a = []
            for v in x:
                a.append((v * w, v ** 2))
            a, b = zip(*a)
            return sum(a) * sum(b)
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_three": (
        """
        import numpy as np
        def f(x, w):
            rows = []
            for i in range(len(x)):
                rows.append((x[i], x[i] * w, np.exp(x[i])))
            a, b, c = zip(*rows)
            s = 0.0
            for u, v, z in zip(a, b, c):
                s += u * v * z
            return s
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_written": (
        """
        import numpy as np
        def f(x, w):
            a, b = zip(*[(x, w), (x * 2, w ** 2)])
            return np.sum(a[0] * b[0] + a[1] * b[1])
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_in_loop": (
        """
        import numpy as np
        def f(x, w):
            s = 0.0
            for t in range(3):
                rows = []
                for i in range(len(x)):
                    rows.append((x[i] * w, x[i] ** t))
                a, b = zip(*rows)
                s += sum(a) * sum(b)
            return s
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_nested": (
        """
        import numpy as np
        def f(x, w):
            rows = []
            for i in range(len(x)):
                rows.append(((x[i] * w, x[i]), x[i] ** 2))
            a, b = zip(*rows)
            return sum(u * v for u, v in a) * sum(b)
        """,
        {"x": H, "w": 0.7},
    ),
    "zipped_starred": (
        """
        import numpy as np
        def f(x, w):
            rows = []
            for i in range(len(x)):
                rows.append((x[i] * w, x[i], x[i] ** 2))
            a, *rest = zip(*rows)
            return sum(a) * sum(rest[1])
        """,
        {"x": H, "w": 0.7},
    ),
    "beside_what_is_written_out": (
        """
        import numpy as np
        def f(x, w):
            s = sum(v * c for v, c in zip(x, [1.0, 2.0, -0.5]))
            for c, v, i in zip((0.5, 2.0), w, range(5)):
                s = s * v + c * v**i
            return s ** 2
        """,
        {"x": np.array([0.3, -0.4, 1.2]), "w": np.array([0.7, 1.1, 0.2])},
    ),
}
