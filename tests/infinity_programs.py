"""Programs with infinities written in them, and points to run them at: what is infinite doesn't move."""

from __future__ import annotations

from typing import Any

from list_programs import drawn

POINT = {"q": drawn(4, 2), "k": drawn(4, 2) * 0.7, "tau": 1.3}

INFINITIES: dict[str, tuple[str, dict[str, Any]]] = {
    "scores_written_over_by_infinity": (
        """
        import numpy as np
        from scipy.special import softmax
        def f(q, k, tau):
            s = q @ k.T
            s[np.triu_indices(len(q), 1)] = -np.inf
            s = s / tau
            p = softmax(s, axis=-1)
            return np.sum((p @ k) ** 2)
        """,
        POINT,
    ),
    "masked_scores_times_a_scale": (
        """
        import numpy as np
        HIDDEN = -np.inf
        def f(q, k, tau):
            mask = np.arange(4)[:, None] >= np.arange(4)
            s = np.where(mask, q @ k.T, HIDDEN) * (1 / tau)
            e = np.exp(s - np.max(s, axis=-1, keepdims=True))
            p = e / np.sum(e, axis=-1, keepdims=True)
            return np.sum((p @ k) ** 2)
        """,
        POINT,
    ),
    "a_bias_of_infinities": (
        """
        import numpy as np
        from scipy.special import logsumexp
        def f(q, k, tau):
            bias = np.triu(np.full((4, 4), float("-inf")), 1)
            bias = np.where(np.isnan(bias), 0.0, bias)
            s = (q @ k.T + bias) / tau
            return np.sum(logsumexp(s, axis=-1) * tau)
        """,
        POINT,
    ),
    "time_warping_by_temperature": (
        """
        import numpy as np
        def f(q, k, tau):
            D = (q[:, None, 0] - k[:, 0]) ** 2
            R = np.full((5, 5), np.inf)
            R[0, 0] = 0.0
            for i in range(1, 5):
                for j in range(1, 5):
                    r = np.array([-R[i - 1, j - 1], -R[i - 1, j], -R[i, j - 1]]) / tau
                    m = np.max(r)
                    R[i, j] = D[i - 1, j - 1] - tau * (np.log(np.sum(np.exp(r - m))) + m)
            return R[4, 4] + np.sum(q * k)
        """,
        POINT,
    ),
    "a_running_maximum_from_infinity": (
        """
        import numpy as np
        def f(q, k, tau):
            m, l = -np.inf, 0.0
            for i in range(len(q)):
                x = np.sum(q[i] * k[i]) / tau
                higher = np.maximum(m, x)
                l = l * np.exp((m - higher) * tau) + np.exp((x - higher) * tau)
                m = higher
            return m + np.log(l) * tau
        """,
        POINT,
    ),
    "states_that_cant_be_reached_yet": (
        """
        import numpy as np
        def f(x, w):
            a = np.array([0.0, -np.inf, -np.inf])
            best = np.array([0.0, -np.inf, -np.inf])
            for v in x:
                shifted = np.concatenate([[-np.inf], a[:-1] + v])
                a = np.logaddexp(a, shifted) / w
                best = np.maximum(best, np.concatenate([[-np.inf], best[:-1] * w]))
            return np.sum(np.exp(a)) + np.sum(np.exp(best) * w)
        """,
        {"x": drawn(3), "w": 1.3},
    ),
}
