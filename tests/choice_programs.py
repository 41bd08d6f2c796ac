"""Programs that choose by ``or`` and ``and``, within an expression, and by ``match``."""

from __future__ import annotations

from typing import Any

import numpy as np
from list_programs import drawn

CHOICES: dict[str, tuple[str, dict[str, Any]]] = {
    "a_norm_or_one": (
        """
        import numpy as np
        def f(x, z):
            n = np.linalg.norm(x) or 1.0
            m = np.sum(z) * 0.0 or np.max(x)
            return np.sum(x / n) * m
        """,
        {"x": drawn(4), "z": drawn(3)},
    ),
    "the_first_that_is_not_zero": (
        """
        import numpy as np
        def f(x, a: float, b: float, k: int):
            s = k or a or np.sum(x)
            t = k or b * 0 or np.max(x) * b
            return np.sum(x * s) + t**2 * a
        """,
        {"x": drawn(4), "a": 0.3, "b": 0.7, "k": 0},
    ),
    "both_or_neither": (
        """
        import math
        def f(a, b, c):
            u = a and b * c
            v = c and math.sin(a) / c
            w = 0 * a and b and a + b
            return (w or 2.0) * v + u * (a * 0.0 and b or c)
        """,
        {"a": 0.4, "b": -1.1, "c": 0.8},
    ),
    "what_has_a_default": (
        """
        import numpy as np
        def scaled(x, scale=None, power=0):
            scale = scale or np.sum(x**2)
            return x ** (power or 3) / scale
        def f(x, w):
            return np.sum(scaled(x) * w) + np.sum(scaled(w, 2.0, 2) * x)
        """,
        {"x": drawn(3), "w": drawn(3)},
    ),
    "in_rounds": (
        """
        def f(x, w: float):
            t = 1.0
            for i, v in enumerate(x):
                t += (i * v or w) * t + (v and v * w)
            return t
        """,
        {"x": np.array([0.4, 1.2, -0.3]), "w": 0.7},
    ),
    "truths_stay_truths": (
        """
        import numpy as np
        def f(x, a: float, k: int):
            on = k and a > 0 or np.any(x > 9)
            off = not k or a < 0
            return np.sum(x * a) if on and not off else np.sum(x)
        """,
        {"x": drawn(3), "a": 0.6, "k": 1},
    ),
    "arrays_of_one": (
        """
        import numpy as np
        def f(x, w):
            h = np.zeros(1)
            for i in range(3):
                h = (h or w) * x[i] + h
            return h[0]
        """,
        {"x": drawn(3), "w": np.array([0.7])},
    ),
    "matched_texts": (
        """
        import numpy as np
        def layer(x, kind, k=2):
            match kind:
                case "tanh" | "th":
                    return np.tanh(x)
                case "relu" if k > 1:
                    return np.maximum(x, 0)
                case None:
                    return x
                case other:
                    return x * len(other)
        def f(x, w, kind: str):
            for name in ["th", None, "relu", "abc"]:
                x = layer(x * w, name)
            return np.sum(layer(x, kind) ** 2)
        """,
        {"x": drawn(3), "w": drawn(3), "kind": "relu"},
    ),
    "matched_numbers": (
        """
        import numpy as np
        def f(x, n: int):
            total = 0.0
            for i in range(n):
                match i % 4, n:
                    case (0, 5):
                        total += np.sum(np.sin(x))
                    case 1, m:
                        total *= np.max(x) * m
                    case (2 | 3) as k, _:
                        total += k * np.sum(x**3) * total
                match np.sum(x) > 0:
                    case True:
                        total += x[0] ** 2
                    case _:
                        total -= x[0] ** 2
            return total
        """,
        {"x": drawn(3), "n": 5},
    ),
    "matched_and_returned": (
        """
        import numpy as np
        def f(x, kind: str, p: float):
            match kind:
                case "l2":
                    match x.ndim:
                        case 1:
                            return np.sum(x**2) * p
                        case n if n > 1:
                            return np.sum(x) * p**n
                case "l1":
                    return np.sum(np.abs(x))
            return np.prod(x)
        """,
        {"x": drawn(2, 2), "kind": "l2", "p": 0.7},
    ),
    "asked_of_a_text": (
        """
        import numpy as np
        def act(x, name):
            if name.startswith("abs") or "sin" in name:
                return np.abs(x) if "abs" in name else np.sin(x)
            return x**2
        def f(x, w, kind: str):
            for name in ["abs", "sinus", kind]:
                x = act(x * w, name)
                if kind.endswith("2") and "q" not in kind:
                    x = x * w
            return np.sum(x)
        """,
        {"x": drawn(3), "w": drawn(3), "kind": "sin2"},
    ),
}
