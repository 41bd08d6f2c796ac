"""Programs with arrays of several shapes on a list that changes after it was read."""

from __future__ import annotations

from typing import Any

import numpy as np

X, Y = np.array([0.4, 0.7, 1.1, -0.6]), np.array([0.9, -0.3, 0.5])
TEXTS = {
    "replaced": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            l[0] = y
            return (l[0] ** 2).sum() + l[1].sum()
        """,
    "replaced_behind_a_join": """
        import numpy as np
        def f(x, y):
            parts = [x, y]
            out = np.concatenate(parts)
            parts[0] = y * 2
            return (out ** 2).sum() + parts[0].sum()
        """,
    "renewed_behind_a_sum": """
        import numpy as np
        def f(x, y):
            l = [y, x]
            q = sum(l)
            l.pop(0)
            l.append(y)
            return (q * l[-1]).sum()
        """,
    "exchanged": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            l[0], l[1] = (l[1], l[0])
            return (l[0] ** 2).sum() + l[1].sum()
        """,
    "replaced_in_a_branch": """
        import numpy as np
        def f(x, y):
            l = [x]
            if x[0] > 0:
                l[0] = y
            return (l[0] ** 2).sum()
        """,
    "taken_off_behind_a_join": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            q = np.concatenate(l)
            l.pop()
            return (q ** 2).sum() + l[0].sum()
        """,
    "taken_off_in_rounds": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            q = np.concatenate(l)
            while len(l) > 1:
                l.pop()
            return (q ** 2).sum() * l[0].sum()
        """,
    "taken_off_in_a_branch": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            q = np.concatenate(l).sum()
            if len(l) > 1:
                q = q * l.pop(0).sum()
            return q * l[0].sum()
        """,
    "of_falling_sizes": """
        import numpy as np
        def f(x, y):
            acts = []
            for i in range(3):
                acts.append(np.sin(x) * i)
                x = x[:-1]
            s = sum((np.abs(a).mean() for a in acts))
            acts[0] = acts[-1]
            return s * acts[0].sum() + y.sum()
        """,
    "a_window": """
        import numpy as np
        def f(x, y):
            window = [x, y]
            out = 0.0
            for i in range(3):
                s = np.concatenate(window)
                window.pop(0)
                window.append(s[1:])
                out = out + (s ** 2).sum()
            return out
        """,
    "changed_by_index": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            q = np.concatenate(l)
            l[1] = l[1] * 2
            l[0] += 1.0
            return (q ** 2).sum() + (l[0] ** 2).sum() + (l[1] ** 3).sum()
        """,
    "exchanged_before_a_sum": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            l[0], l[1] = l[1], l[0]
            return np.sum(sum(l) ** 2)
        """,
    "put_in_front_behind_a_join": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            s = np.concatenate(l)
            l.insert(0, y)
            return np.sum(s ** 2) * np.sum(l[0])
        """,
    "exchanged_in_rounds": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            for i in range(3):
                l[0], l[1] = l[1] * 2, l[0] * x[0]
                l[-1] = np.tanh(l[-1])
            return np.sum(l[0]) * np.sum(l[1] ** 2)
        """,
    "joined_in_rounds": """
        import numpy as np
        def f(x, y):
            l = [x, y]
            for i in range(2):
                l[0] = np.concatenate(l)
            return (l[0] ** 2).sum()
        """,
}
RAGGED: dict[str, tuple[str, dict[str, Any]]] = {
    name: (text, {"x": X, "y": Y[:1] if "sum" in name else Y}) for name, text in TEXTS.items()
}
