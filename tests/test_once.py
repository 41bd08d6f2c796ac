"""Generators: lists where they are read once and nothing changes before; refused where that isn't so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numeric import execute

import flatgen

X = np.array([0.3, -0.4, 1.2])
RIGHT = {
    "argument": "return sum(v * v for v in x)",
    "by_a_name": "g = (v * v for v in x)\nk = 2.0\nreturn sum(g) * k",
    "by_a_loop": "g = (v * v for v in x)\nt = 0.0\nfor v in g:\n    t += v * t + v\nreturn t",
    "in_a_loop": "t = 0.0\nfor k in range(3):\n    g = (v ** (k + 1) for v in x)\n    t += sum(g)\nreturn t",
    "made_a_list": "g = (v * v for v in x)\na = list(g)\nreturn sum(a) + sum(a)",
    "returned": "def squares(y):\n    return (v * v for v in y)\nreturn sum(squares(x))",
    "given": "def twice(g):\n    t = 2.0\n    return sum(g) * t\nreturn twice(v * v for v in x)",
    "taken_apart": "m = map(np.sin, x)\na, b, c = m\nreturn a * b + c",
}
WRONG = {  # each has another value than with a list
    "read_twice": "g = (v * v for v in x)\nreturn sum(g) + sum(g)",
    "mapped_twice": "m = map(lambda v: v * v, x)\nreturn sum(m) + sum(m)",
    "read_in_rounds": "g = (v * v for v in x)\nt = 0.0\nfor k in range(2):\n    t += sum(g)\nreturn t",
    "by_two_names": "g = (v * v for v in x)\nh = g\nreturn sum(g) + sum(h)",
    "returned": "def squares(y):\n    return (v * v for v in y)\ng = squares(x)\nreturn sum(g) + sum(g)",
    "given": "def twice(g):\n    return sum(g) + sum(g)\nreturn twice(v * v for v in x)",
    "given_by_name": "def twice(g):\n    return sum(g) + sum(g)\nreturn twice(g=(v * v for v in x))",
    "changed": "k = 2.0\ng = (k * v for v in x)\nk = 3.0\nreturn sum(g)",
    "changed_in_its_loop": "k = 2.0\nt = 0.0\nfor v in (k * w for w in x):\n    k = k + 1\n    t += v\nreturn t",
    "grown": "xs = [x[0], x[1]]\ng = (v * v for v in xs)\nxs.append(x[2])\nreturn sum(g)",
    "written": "xs = [x[0], x[1]]\ng = (v * v for v in xs)\nxs[0] = x[2]\nreturn sum(g)",
    "written_in_a_call": "y = x * 1.0\ndef f(g, z):\n    z[0] = 5.0\n    return sum(g)\nreturn f((v for v in y), y)",
    "in_a_tuple": "t = ((v * v for v in x), 2.0)\nreturn sum(t[0]) + sum(t[0])",
    "read_later": "g = (v * v for v in x)\ndef total():\n    return sum(g)\nreturn total() + total()",
}


def written(body: str) -> str:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return f"import numpy as np\ndef f(x):\n{lines}"


@pytest.mark.parametrize("name", RIGHT)
def test_generators_that_are_read_once(name: str) -> None:
    source = written(RIGHT[name])
    f: Any = execute(source)["f"]
    found = execute(flatgen.generate(source))["grad_f"](X)
    for i, along in enumerate(np.eye(3)):
        slope = (f(X + 1e-6 * along) - f(X - 1e-6 * along)) / 2e-6
        np.testing.assert_allclose(found[i], slope, rtol=1e-6)


@pytest.mark.parametrize("name", WRONG)
def test_generators_that_are_no_lists(name: str) -> None:
    with pytest.raises(flatgen.FlatgenError, match=r"generator|comprehension"):
        flatgen.generate(written(WRONG[name]))
