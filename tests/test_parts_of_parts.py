"""What is read by one index after another: of an array by both at once, of several arrays one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from gradients import text_of
from numeric import execute, quietly

EXPRESSIONS = """
    x[0][1] * x[-1][0] + np.sum(x[1][1:])
    x[1:][0][1] * x[:, 1][2] * x[::2][1][0]
    x[0][None][0][1] * np.sum(x[1][...])
    x[[0, 2]][1][0] * x[x[:, 0] > 0][0][1]
    np.modf(x)[0][1, 0]
    np.divmod(x, 0.3)[1][0][1]
    np.meshgrid(y, y)[0][0][1]
    np.broadcast_arrays(x, y[:2])[1][0][1]
    np.gradient(x)[0][1][0]
    np.array_split(x, 2)[1][0][1]
    np.split(x, 3)[1][0][0] * np.hsplit(x, 2)[1][0][0]
    x[np.nonzero(x > 0)[0][0]][0] * x[np.where(x > 0)[0][0]][0]
    np.linalg.eigh(x.T @ x)[1][1][0] ** 2 * np.linalg.qr(x)[1][0][1]
    np.linalg.svd(x, full_matrices=False)[1][0]
    np.unique(x, return_inverse=True)[0][0]
    np.indices((2, 2))[0][1][0] * y[0]
    np.array([x, x * 2])[1][0][1] * [x, 2 * x][1][0][1] * (x, y)[0][1][0]
    np.tril_indices(3)[0][1] * y[1] + x.nonzero()[0][0] * y[0]
""".strip().split("\n")
X = np.array([[0.3, -1.0], [2.3, 3.3], [4.3, 5.3]])
Y = np.array([0.4, 1.4, 2.4])


@pytest.mark.parametrize("shapes", [None, {"x": "3,2", "y": "3"}], ids=["unknown", "known"])
@pytest.mark.parametrize("expression", [expression.strip() for expression in EXPRESSIONS])
def test_parts_of_parts(expression: str, shapes: Any) -> None:
    source = f"import numpy as np\ndef f(x, y):\n    return np.sum({expression})\n"
    text = text_of(source, shapes=shapes)
    forward, gradient = execute(source)["f"], execute(text)["grad_f"]
    along, step = (np.cos(np.arange(6.0)).reshape(3, 2), np.sin(np.arange(3.0) + 1)), 1e-6
    ends = [forward(X + s * along[0], Y + s * along[1]) for s in (step, -step)]
    found = sum(np.sum(g * v) for g, v in zip(quietly(lambda: gradient(X, Y)), along))
    assert np.isclose(found, (ends[0] - ends[1]) / (2 * step), 1e-4, 1e-6), text
