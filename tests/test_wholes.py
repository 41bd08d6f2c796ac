"""Parameters that are whole numbers by their use: one in a size or a bound, and constants that are indices."""

from __future__ import annotations

import numpy as np
import pytest
from gradients import body_of, check

from flatgen import FlatgenError, generate

HEAD = "def f(x, n):\n"
X = np.arange(1.0, 25.0)
WHOLE = {  # by what is done with n
    "a size": "z = np.reshape(x, (n, len(x) // n))",
    "by the method": "z = x.reshape(n, -1)",
    "of arithmetic": "m = len(x) // n\nz = np.reshape(x, (m, n))",
    "the rounds of a loop": "z = x\nfor i in range(n):\n    z = np.sin(z) * (i != n)",
    "a bound": "z = np.stack([x[i * n : i * n + n] for i in range(2)])",
}
VAGUE = {  # n may be anything else
    "an index": "z = np.sin(x)[n]",
    "a bound as it is": "z = x[:n]",
    "a shape": "z = np.reshape(x, n) * x",
    "on one way": "z = x\nif len(x) > 3:\n    z = x.reshape(n, -1)",
}


def source_of(lines: str) -> str:
    text = f"{lines}\nreturn np.sum(z * z[..., ::-1])"
    return HEAD + "\n".join("    " + line for line in text.split("\n"))


@pytest.mark.parametrize("use", WHOLE)
def test_whole_numbers(use: str) -> None:
    """No helper is left to find out when it runs."""
    text = check(source_of(WHOLE[use]), {"x": X, "n": 4}, shapes={"x": "N"})
    assert "unbroadcast" not in text, text
    assert "n_history" not in text, text


@pytest.mark.parametrize("use", VAGUE)
def test_what_else_it_may_be(use: str) -> None:
    points = [4] if use == "on one way" else [slice(3, 7)] if use == "an index" else [None, 24]
    for n in points:
        if use == "a shape" and n is None:
            continue
        check(source_of(VAGUE[use]), {"x": X, "n": n}, shapes={"x": "N"})


def test_numbers_with_a_gradient() -> None:
    """What a size is computed of is one number, though it has a gradient, too."""
    source = """
        def f(x, n):
            dt = 1.0 / n
            z = x.reshape(n, -1) * dt
            return np.sum(z * z)
        """
    text = check(source, {"x": X, "n": 4}, wrt=["x"], shapes={"x": "N"})
    assert "unbroadcast" not in body_of(text), text


LABELS = {  # how they come to be an index
    "as they are": "p[rows, y]",
    "in another layout": "p[rows, y.reshape(-1)]",
    "flat": "p[rows, np.ravel(y)]",
    "as whole numbers": "p[rows, y.astype(int)]",
    "an array of them": "np.sum(p * np.eye(3)[np.asarray(y)], axis=1)",
    "a copy": "p[rows, np.array(y)]",
}


@pytest.mark.parametrize("how", LABELS)
def test_labels(how: str) -> None:
    """No input: they are an index, in whatever form."""
    source = f"""
        def f(x, y):
            p = np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)
            rows = np.arange(len(x))
            return -np.sum(np.log({LABELS[how]}))
        """
    x, y = np.sin(np.arange(12.0)).reshape(4, 3), np.array([2, 0, 1, 1])
    check(source, {"x": x, "y": y})


def test_what_a_gradient_is_asked_by_is_not_cut_off() -> None:
    text = "import numpy as np\ndef f(p, q):\n    n = np.zeros(3, dtype=int)\n    n[0] = {}\n    return p * n\n"
    generate(text.format("q + 1"), wrt=["p"])
    for written in ("p", "q * p", "1.5"):
        with pytest.raises(FlatgenError, match="cuts off what is written into it") as caught:
            generate(text.format(written), wrt=["p"])
        assert 'annotate it Int[np.ndarray, "N"], or leave it out of wrt' in caught.value.report()
    with pytest.raises(FlatgenError, match="cuts off what is written into it"):
        generate(text.format("q"))
