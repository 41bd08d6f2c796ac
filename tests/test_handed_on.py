"""Arrays that a round gives another name and a later one changes in place: what else has them changes, too.

Such a program is refused, but of numbers, which nothing changes in place.
"""

from __future__ import annotations

import numpy as np
import pytest
from numeric import execute

import flatgen

REFUSED = {
    "total_that_begins_as_the_input": """
import numpy as np
def f(x, w):
    for i in range(3):
        if i == 0:
            tot = x
        else:
            tot += x * w
    return np.sum(tot * x)
""",
    "product_that_begins_as_the_input": """
import numpy as np
def f(x, w):
    for i in range(3):
        if i == 0:
            a = x
        else:
            a *= x
    return np.sum(a) * w
""",
    "second_name_in_the_first_round": """
import numpy as np
def f(x, w):
    for i in range(3):
        if i == 0:
            a = x * w
            b = a
        else:
            b += x
    return np.sum(a * b)
""",
    "alias_behind_a_return": """
import numpy as np
def f(x, w):
    b = x * 1.0
    for i in range(2):
        b += x
        if i == 1:
            return np.sum(a * b) * w
        a = b
    return w
""",
    "view_in_the_first_round": """
import numpy as np
def f(x, w):
    for i in range(3):
        if i == 0:
            a = x[1:]
        else:
            a *= w
    return np.sum(a) * np.sum(x)
""",
    "before_in_a_while": """
import numpy as np
def f(x, w):
    n = 0
    while n < 3:
        if n == 0:
            prev = x
        else:
            prev -= w * x
        n += 1
    return np.sum(prev * x)
""",
    "in_a_helper": """
import numpy as np
def g(v, w):
    for i in range(3):
        if i == 0:
            a = v
        else:
            a *= w
    return a
def f(x, w):
    y = x * x
    return np.sum(g(y, w) * y)
""",
    "alias_of_what_was": """
import numpy as np
def f(x, w):
    for i in range(3):
        if i == 0:
            r = x * w
            p = r
        else:
            r -= w * p
            p = r + w * p
    return np.sum(p * r)
""",
    "total_of_a_list": """
import numpy as np
def f(xs: list[np.ndarray], w):
    for i, x in enumerate(xs):
        if i == 0:
            tot = x
        else:
            tot += x * w
    return np.sum(tot * xs[0])
""",
    "helper_that_adds": """
import numpy as np
def g(v, w):
    v += w
def f(x, w):
    y = x * w
    for i in range(3):
        if i == 0:
            a = y
        else:
            g(a, w)
    return np.sum(a * y)
""",
    "two_targets": """
import numpy as np
def f(x, w):
    a = x * 1.0
    b = x * w
    for i in range(3):
        b += x
        a = b = a * w
    return np.sum(a * b)
""",
    "best_so_far": """
import numpy as np
def f(x, w):
    a = x * 1.0
    b = x * w
    for i in range(3):
        b += x * a
        if i == 1:
            a = b
    return np.sum(a * b)
""",
    "elements_of_an_alias": """
import numpy as np
def f(x, w):
    a = x * 1.0
    b = x * w
    for i in range(3):
        a *= x
        b[0] = w
        a = b = a * b
    return np.sum(a * b)
""",
    "two_targets_in_a_while": """
import numpy as np
def f(x, w):
    a = x * 1.0
    b = x * w
    n = 0
    while n < 3:
        b += x
        a = b = a * w
        n += 1
    return np.sum(a * b)
""",
    "entries_of_a_dict": """
import numpy as np
def f(x, w):
    p = {"a": x * 1.0, "b": x * w}
    for i in range(3):
        p["b"] += x
        p["a"] = p["b"] = p["a"] * w
    return np.sum(p["a"] * p["b"])
""",
    "row_of_the_round_before": """
import numpy as np
def f(x, w):
    y = np.outer(x, x)
    r = x * w
    for i in range(3):
        r *= w
        r = y[i]
    return np.sum(y * y) + np.sum(r)
""",
    "row_that_is_written_into": """
import numpy as np
def f(x, w):
    y = np.outer(x, x)
    r = x * w
    for i in range(3):
        r[0] = w
        r = y[i]
    return np.sum(y * y) + np.sum(r)
""",
    "differences": """
import numpy as np
def f(x, w):
    v = x * w
    old = x * 1.0
    for t in range(3):
        v -= .1 * old
        d = v - old
        old = v
    return np.sum(old * v * d)
""",
    "alias_in_one_round": """
import numpy as np
def f(x, w):
    d = x.copy()
    e = x * w
    for i in range(3):
        e[i] = w
        if i == 1:
            e = d
    return np.sum(e * d)
""",
    "alias_by_a_helper": """
import numpy as np
def step(u, w):
    u *= w
    return u
def f(x, w):
    u = x * 1.0
    v = x * w
    for i in range(3):
        v += 1.0
        v = step(u, w)
    return np.sum(u * v)
""",
    "total_that_begins_as_none": """
import numpy as np
def f(x, w):
    tot = None
    for i in range(3):
        if tot is None:
            tot = x
        else:
            tot += x * w
    return np.sum(tot * x)
""",
}
NUMBERS = [
    "for i in range(3):\n        if i == 0:\n            tot = x\n        else:\n            tot += x * w\n"
    "    return tot * x",
    "a = x * 1.0\n    b = x * w\n    for i in range(3):\n        b += x\n        a = b = a * w\n    return a * b",
    "prev = x\n    s = 0.0\n    for i in range(3):\n        x += w\n        s += x * prev\n        prev = x\n"
    "    return s * prev",
]


@pytest.mark.parametrize("name", REFUSED)
def test_arrays_that_have_another_name_in_the_next_round(name: str) -> None:
    with pytest.raises(flatgen.FlatgenError, match="may share its array"):
        flatgen.generate(REFUSED[name])


@pytest.mark.parametrize("lines", NUMBERS)
def test_numbers_are_not_changed_in_place(lines: str) -> None:
    source = f"def f(x: float, w: float):\n    {lines}\n"
    f, grad = execute(source)["f"], execute(flatgen.generate(source))["grad_f"]
    x, w, step = 0.7, -0.4, 1e-6
    slopes = (
        (f(x + step, w) - f(x - step, w)) / 2 / step,
        (f(x, w + step) - f(x, w - step)) / 2 / step,
    )
    np.testing.assert_allclose(grad(x, w), slopes, rtol=1e-6)
