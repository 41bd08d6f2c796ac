"""Softmax, cross-entropy and log-sum-exp in the usual ways of writing them.

Each has the short gradient, with the comment that says which it is, none of whose lines goes through
the maximum, and the values of the long form.
"""

from __future__ import annotations

import numpy as np
import pytest
from gradients import body_of, check, text_of
from numeric import execute, quietly

SHIFTS = {
    "none": "x",
    "max": "x - np.max(x, axis={axis}, keepdims=True)",
    "method": "x - x.max(axis={axis}, keepdims=True)",
    "amax": "x - np.amax(x, axis={axis}, keepdims=True)",
    "positional": "x - x.max({axis}, keepdims=True)",
}
SUMS = ["np.sum(e, axis={axis}, keepdims=True)", "e.sum(axis={axis}, keepdims=True)"]
SUMS += ["e.sum({axis}, keepdims=True)"]
Z = np.random.default_rng(2).normal(size=(4, 3))
U = np.random.default_rng(3).normal(size=(4, 3))
ROW = Z[0]
LABELS = np.array([0, 2, 1, 1])
KNOWN = {"x": "N,C", "u": "N,C"}


def held(source: str, comment: str, point: dict[str, object], **options: object) -> str:
    """Hold numbers and words: the short gradient, and nothing through the maximum."""
    text = check(source, point, **options)
    body = body_of(text)
    assert comment in body, text
    backward = body.partition("# Backward")[2]
    assert "==" not in backward, f"a gradient goes through the maximum\n{text}"
    assert not any(word in backward for word in ("np.max", ".max(", "amax", "maximum")), text
    return text


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("total", SUMS)
@pytest.mark.parametrize("axis", [-1, 1, 0])
def test_softmax(shift: str, total: str, axis: int) -> None:
    source = f"""
        def f(x, u):
            e = np.exp({SHIFTS[shift].format(axis=axis)})
            p = e / {total.format(axis=axis)}
            return np.sum(p * u)
        """
    for shapes in ({}, KNOWN):
        held(source, "# softmax: p (grad - Σ grad p)", {"x": Z, "u": U}, shapes=shapes)


WRITTEN = {
    "in one line": """
        def f(x, u):
            m = x.max(1, keepdims=True)
            return np.sum(np.exp(x - m) / np.exp(x - m).sum(1, keepdims=True) * u)
        """,
    "exp twice": """
        def f(x, u):
            p = np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)
            return np.sum(p * u)
        """,
    "the shift has a name": """
        def f(x, u):
            m = np.max(x, axis=1, keepdims=True)
            z = x - m
            e = np.exp(z)
            s = np.sum(e, axis=1, keepdims=True)
            return np.sum(e / s * u)
        """,
    "x bound again": """
        def f(x, u):
            x = x - np.max(x, axis=1, keepdims=True)
            x = np.exp(x)
            x = x / np.sum(x, axis=1, keepdims=True)
            return np.sum(x * u)
        """,
    "in place": """
        def f(x, u):
            e = x - x.max(axis=1, keepdims=True)
            p = np.exp(e)
            p /= p.sum(axis=1, keepdims=True)
            return np.sum(p * u)
        """,
    "a function": """
        def softmax(z, axis=-1):
            e = np.exp(z - np.max(z, axis=axis, keepdims=True))
            return e / np.sum(e, axis=axis, keepdims=True)

        def f(x, u):
            return np.sum(softmax(x) * u)
        """,
    "None for the axis": """
        def f(x, u):
            e = np.exp(x - x.max(axis=1)[:, None])
            return np.sum(e / e.sum(axis=1)[:, None] * u)
        """,
    "newaxis": """
        def f(x, u):
            e = np.exp(x - np.max(x, axis=1)[:, np.newaxis])
            return np.sum(e / np.sum(e, axis=1)[:, np.newaxis] * u)
        """,
    "expand_dims": """
        def f(x, u):
            e = np.exp(x - np.expand_dims(np.max(x, axis=1), 1))
            return np.sum(e / np.expand_dims(np.sum(e, axis=1), 1) * u)
        """,
    "the last axis": """
        def f(x, u):
            e = np.exp(x - x.max(-1)[..., None])
            return np.sum(e / e.sum(axis=-1)[..., np.newaxis] * u)
        """,
    "expand_dims of the last": """
        def f(x, u):
            e = np.exp(x - np.expand_dims(x.max(axis=-1), axis=-1))
            return np.sum(e / np.expand_dims(e.sum(axis=-1), axis=-1) * u)
        """,
    "the shift of all": """
        def f(x, u):
            e = np.exp(x - x.max())
            return np.sum(e / e.sum(axis=1, keepdims=True) * u)
        """,
    "transposed": """
        def f(x, u):
            e = np.exp(x.T - np.max(x.T, axis=0))
            return np.sum((e / np.sum(e, axis=0)).T * u)
        """,
    "scipy": """
        import numpy as np
        from scipy.special import softmax

        def f(x, u):
            return np.sum(softmax(x, axis=1) * u)
        """,
    "the well-known name": """
        def f(x, u):
            return np.sum(softmax(x) * u)
        """,
    "its axis": """
        def f(x, u):
            return np.sum(softmax(x, axis=1) * u)
        """,
    "its first axis": """
        def f(x, u):
            return np.sum(softmax(x, 0) * u)
        """,
    "reshape": """
        def f(x, u):
            e = np.exp(x - np.max(x, axis=1).reshape(-1, 1))
            return np.sum(e / np.sum(e, axis=1).reshape(-1, 1) * u)
        """,
    "one axis from the front, one from the end": """
        def f(x, u):
            e = np.exp(x - x.max(axis=1)[..., None])
            return np.sum(e / e.sum(axis=1)[..., None] * u)
        """,
    "one axis from the end, one from the front": """
        def f(x, u):
            e = np.exp(x - x.max(axis=-1)[:, None])
            return np.sum(e / e.sum(axis=-1)[:, None] * u)
        """,
}


TWO_AXES = ("reshape", "one axis")  # it has to be known that there are two


@pytest.mark.parametrize("name", WRITTEN)
def test_softmax_written(name: str) -> None:
    for shapes in [{}, KNOWN][name.startswith(TWO_AXES) :]:
        text = held(WRITTEN[name], "softmax", {"x": Z, "u": U}, shapes=shapes)
        assert "/" not in body_of(text).partition("# Backward")[2], text
    check(WRITTEN[name], {"x": Z, "u": U})


@pytest.mark.parametrize(
    "kept", ["e.sum(axis=2)[:, :, None]", "e.sum(-1)[..., None]", "e.sum(axis=-1, keepdims=True)"]
)
def test_softmax_of_a_stack(kept: str) -> None:
    source = f"def f(x, u):\n    e = np.exp(x)\n    return np.sum(e / {kept} * u)\n"
    stack = np.stack([Z, U])
    for shapes in ({}, {"x": "B,N,C", "u": "N,C"}):
        text = held(source, "softmax", {"x": stack, "u": U}, shapes=shapes)
        assert "/" not in body_of(text).partition("# Backward")[2], text


def test_a_sum_of_another_axis_is_none() -> None:
    """Only of two axes is the second the last."""
    source = (
        "def f(x, u):\n    e = np.exp(x)\n    return np.sum(e / e.sum(axis=1)[..., None] * u)\n"
    )
    x = np.random.default_rng(4).normal(size=(2, 3, 3))
    for shapes in ({}, {"x": "2,3,3"}):
        assert "softmax" not in check(source, {"x": x, "u": x[0]}, shapes=shapes)


@pytest.mark.parametrize("shift", ["x", "x - np.max(x)", "x - x.max()"])
@pytest.mark.parametrize("total", ["np.sum(e)", "e.sum()", "np.sum(e, axis=0)"])
def test_softmax_of_a_vector(shift: str, total: str) -> None:
    source = f"def f(x, u):\n    e = np.exp({shift})\n    return np.sum(e / {total} * u)\n"
    point = {"x": ROW, "u": U[0]}
    held(source, "softmax", point, shapes={"x": "C", "u": "C"})
    if "axis" not in total:
        held(source, "softmax", point)


LOG_SOFTMAX = {
    "log of the softmax": "e = np.exp(x - x.max(1, keepdims=True)); z = np.log(e / e.sum(1, keepdims=True))",
    "softmax without a shift": "e = np.exp(x); z = np.log(e / np.sum(e, axis=1, keepdims=True))",
    "shifted less the log of the sum": """s = x - x.max(axis=1, keepdims=True)
            z = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))""",
    "shifted twice": """m = x.max(axis=1, keepdims=True)
            z = x - m - np.log(np.exp(x - m).sum(axis=1, keepdims=True))""",
    "less the log-sum-exp": """m = x.max(axis=1, keepdims=True)
            z = x - (m + np.log(np.sum(np.exp(x - m), axis=1, keepdims=True)))""",
    "less the log-sum-exp, named": """m = np.max(x, axis=1, keepdims=True)
            lse = np.log(np.sum(np.exp(x - m), axis=1, keepdims=True)) + m
            z = x - lse""",
    "without a shift": "z = x - np.log(np.sum(np.exp(x), axis=1, keepdims=True))",
    "with None": "z = x - np.log(np.sum(np.exp(x), axis=1))[:, None]",
    "scipy's log_softmax": "z = special.log_softmax(x, axis=1)",
    "scipy's logsumexp": "z = x - special.logsumexp(x, axis=1, keepdims=True)",
}


@pytest.mark.parametrize("name", LOG_SOFTMAX)
def test_log_softmax(name: str) -> None:
    source = f"""
        import numpy as np
        from scipy import special

        def f(x, u):
            {LOG_SOFTMAX[name].replace("; ", chr(10) + 12 * " ")}
            return np.sum(z * u)
        """
    said = "log-s"  # softmax or sum-exp
    for shapes in ({}, KNOWN):
        held(source, said, {"x": Z, "u": U}, shapes=shapes)


LOG_SUM_EXP = {
    "of all": "m = np.max(x); z = m + np.log(np.sum(np.exp(x - m)))",
    "of all, the other way": "m = x.max(); z = np.log(np.exp(x - m).sum()) + m",
    "kept": "m = x.max(1, keepdims=True); z = m + np.log(np.exp(x - m).sum(1, keepdims=True))",
    "column of the maximum": "m = x.max(1, keepdims=True); z = m[:, 0] + np.log(np.exp(x - m).sum(1))",
    "squeezed": "m = x.max(axis=1, keepdims=True); z = m.squeeze(1) + np.log(np.sum(np.exp(x - m), axis=1))",
    "None": "m = x.max(axis=1); z = m + np.log(np.sum(np.exp(x - m[:, None]), axis=1))",
    "newaxis": "m = x.max(axis=1); z = m + np.log(np.sum(np.exp(x - m[:, np.newaxis]), axis=1))",
    "columns": "m = x.max(axis=0); z = m + np.log(np.sum(np.exp(x - m), axis=0))",
    "without a shift": "z = np.log(np.sum(np.exp(x), axis=1))",
    "without a shift, of all": "z = np.log(np.exp(x).sum())",
    "scipy": "z = special.logsumexp(x, axis=1)",
    "the last axis": "m = x.max(-1); z = m + np.log(np.sum(np.exp(x - m[..., None]), axis=-1))",
    "the last, squeezed": "m = x.max(-1, keepdims=True); z = np.log(np.exp(x - m).sum(-1)) + np.squeeze(m, -1)",
}


@pytest.mark.parametrize("name", LOG_SUM_EXP)
def test_log_sum_exp(name: str) -> None:
    """Its gradient is the softmax; without a shift that is what the long form says, too."""
    source = f"""
        import numpy as np
        from scipy import special

        def f(x):
            {LOG_SUM_EXP[name].replace("; ", chr(10) + 12 * " ")}
            return np.sum(z**2)
        """
    for shapes in ({}, {"x": "N,C"}):
        held(source, "" if "without" in name else "log-sum-exp", {"x": Z}, shapes=shapes)


CROSS_ENTROPY = {
    "labels by len": "np.mean(np.log(p[np.arange(len(t)), t]))",
    "labels by shape": "np.mean(np.log(p[np.arange(x.shape[0]), t]))",
    "labels by len of x": "np.sum(np.log(p[np.arange(len(x)), t])) / len(x)",
    "labels by a name": "np.log(p[np.arange(n), t]).mean()",
    "labels of the logarithm": "np.mean(np.log(p)[np.arange(len(t)), t])",
    "a name for what is read": "np.mean(np.log(right))",
    "one-hot": "np.sum(one_hot * np.log(p))",
    "one-hot, mean": "np.mean(np.sum(one_hot * np.log(p), axis=1))",
}


@pytest.mark.parametrize("name", CROSS_ENTROPY)
@pytest.mark.parametrize("shift", ["x", "x - np.max(x, axis=1, keepdims=True)"])
def test_cross_entropy(name: str, shift: str) -> None:
    source = f"""
        def f(x, t, one_hot):
            n, c = x.shape
            e = np.exp({shift})
            p = e / e.sum(axis=1, keepdims=True)
            right = p[np.arange(n), t]
            return -{CROSS_ENTROPY[name]}
        """
    point = {"x": Z, "t": LABELS, "one_hot": np.eye(3)[LABELS]}
    for shapes in ({}, {"x": "N,C", "t": "N", "one_hot": "N,C"}):
        text = held(source, "softmax", point, wrt=["x"], shapes=shapes)
        if shapes and "label" in name:
            assert "p, less 1 at the label" in text


@pytest.mark.parametrize("read", ["p[np.arange(len(t)), t]", "p[range(len(t)), t]", "p[rows, t]"])
@pytest.mark.parametrize("kept", ["(axis=1, keepdims=True)", "(axis=-1)[..., None]"])
def test_cross_entropy_without_shapes(read: str, kept: str) -> None:
    """It is finite where the label's own probability is 0."""
    source = f"""
        def f(x, t, rows):
            e = np.exp(x - x.max{kept})
            p = e / e.sum{kept}
            return -np.mean(np.log({read}))
        """
    rows = np.arange(4)
    text = held(source, "cross-entropy", {"x": Z, "t": LABELS, "rows": rows}, wrt=["x"])
    check(source, {"x": Z, "t": LABELS[:, None], "rows": rows}, wrt=["x"])  # all labels for each
    far = np.array([[0.0, 800.0], [1.0, 2.0]])
    got = quietly(execute(text)["grad_f"], far, np.array([0, 1]), np.array([0, 1]))
    p = 1 / (1 + np.e)
    assert np.allclose(got, [[-0.5, 0.5], [p / 2, -p / 2]])


def test_cross_entropy_of_one_example() -> None:
    source = """
        def f(x, k: int):
            p = np.exp(x - np.max(x))
            p = p / np.sum(p)
            return -np.log(p[k])
        """
    for shapes in ({}, {"x": "C"}):
        held(source, "softmax", {"x": ROW, "k": 1}, shapes=shapes)


@pytest.mark.parametrize(
    "loss",
    [
        "-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))",
        "-np.mean((1 - t) * np.log(1 - p) + t * np.log(p))",
        "np.mean(-t * np.log(p) - (1 - t) * np.log(1 - p))",
        "-(t * np.log(p) + (1 - t) * np.log(1 - p)).sum()",
    ],
)
@pytest.mark.parametrize(
    "sigmoid", ["1 / (1 + np.exp(-x))", "sigmoid(x)", "1.0 / (1.0 + np.exp(-x))"]
)
def test_sigmoid_and_cross_entropy(loss: str, sigmoid: str) -> None:
    """The short gradient is p - t."""
    source = f"def f(x, t):\n    p = {sigmoid}\n    return {loss}\n"
    for shapes in ({}, {"x": "N", "t": "N"}):
        text = check(source, {"x": ROW, "t": np.array([1.0, 0.0, 1.0])}, shapes=shapes)
        if loss.startswith("-"):
            assert "cross-entropy" in text


TWO_SUMS = {
    "two sums": "return -np.sum(t * np.log(p)) - np.sum((1 - t) * np.log(1 - p))",
    "names": "a = -t * np.log(p); b = (1 - t) * np.log(1 - p); return np.mean(a - b)",
    "signs": "return np.mean(-t * np.log(p) - (1 - t) * np.log(1 - p))",
    "signs, the other way": "return np.mean(-(1 - t) * np.log(1 - p) - t * np.log(p))",
    "the other first": "return -np.sum((1 - t) * np.log(1.0 - p)) - np.sum(t * np.log(p))",
    "weights": "return -np.mean(2 * t * np.log(p) + (1 - t) * np.log(1 - p))",
    "where": "return -np.sum(np.where(t == 1, np.log(p), np.log(1 - p)))",
}


@pytest.mark.parametrize("loss", TWO_SUMS)
@pytest.mark.parametrize(
    "sigmoid", ["1 / (1 + np.exp(-x))", "(1 + np.exp(-x)) ** -1", "sigmoid(x)", "expit(x)"]
)
def test_the_log_of_a_sigmoid(loss: str, sigmoid: str) -> None:
    """Its gradient is finite where the sigmoid is 0 or 1 to all its digits."""
    source = f"""
        import numpy as np
        from scipy.special import expit

        def f(x, t):
            p = {sigmoid}
            {TWO_SUMS[loss].replace("; ", chr(10) + 12 * " ")}
        """
    far, right = np.array([40.0, -800.0, 0.5]), np.array([0.0, 1.0, 1.0])
    for shapes in ({}, {"x": "N", "t": "N"}):
        text = check(source, {"x": ROW, "t": right}, shapes=shapes, wrt=["x"])
        got = quietly(execute(text)["grad_f"], far, right)
        assert np.isfinite(got).all(), text
        assert abs(got[1]) > 0.3, text


@pytest.mark.parametrize("shapes", [{}, KNOWN])
def test_large_values(shapes: dict[str, str]) -> None:
    """The short forms are finite where the long ones are not."""
    x = np.array([[1000.0, 0.0, -1000.0]])
    for source in (
        "e = np.exp(x - x.max(1, keepdims=True)); z = np.log(e / e.sum(1, keepdims=True))",
        "m = x.max(1, keepdims=True); z = x - m - np.log(np.sum(np.exp(x - m), 1, keepdims=True))",
    ):
        lines = source.replace("; ", "\n    ")
        text = text_of(
            f"def f(x, u):\n    {lines}\n    return np.sum(z * u)\n", shapes=shapes, wrt=["x"]
        )
        got = quietly(execute(text)["grad_f"], x, np.array([[0.0, 1.0, 0.0]]))
        assert np.allclose(got, [[-1.0, 1.0, 0.0]])


LOG_PROBABILITIES = {
    "log-softmax": "s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))",
    "a name for the sum": "s - np.log(z)",
    "by the inverse of the sum": "np.log(np.exp(s) * z**-1)",
    "by one over the sum": "np.log(np.exp(s) * (1 / z))",
    "a softmax": "np.log(np.exp(s) / z)",
}


@pytest.mark.parametrize("name", LOG_PROBABILITIES)
def test_cross_entropy_of_log_probabilities(name: str) -> None:
    source = f"""
        def f(x, t):
            n = x.shape[0]
            s = x - np.max(x, axis=1, keepdims=True)
            z = np.sum(np.exp(s), axis=1, keepdims=True)
            log_probs = {LOG_PROBABILITIES[name]}
            return -log_probs[range(n), t].mean()
        """
    for shapes in ({}, {"x": "N,C", "t": "N"}):
        text = held(source, "softmax", {"x": Z, "t": LABELS}, wrt=["x"], shapes=shapes)
        if shapes:
            assert "p, less 1 at the label" in text, text


ONE_LABEL = {
    "in a row": ("x", "", "np.log(p[t])"),
    "in a column": ("x.reshape(-1, 1)", "", "np.log(p[t, 0])"),
    "in one of several rows": ("np.outer(x, x)", ", axis=1, keepdims=True", "np.log(p[1, t])"),
    "of the logarithm": ("x", "", "np.log(p)[t]"),
}


@pytest.mark.parametrize("name", ONE_LABEL)
def test_cross_entropy_of_one_label(name: str) -> None:
    scores, along, read = ONE_LABEL[name]
    source = f"""
        def f(x: Float[np.ndarray, "C"], t: int):
            s = {scores}
            p = np.exp(s) / np.sum(np.exp(s){along})
            return -{read}
        """
    held(source, "p, less 1 at the label", {"x": ROW, "t": 2})


@pytest.mark.parametrize("shapes", [None, {"x": "N,D"}])
@pytest.mark.parametrize(
    "read",
    ["np.sin(p[p > 0.2])", "np.where(p > 0.2, np.sin(p), 0.0)", "np.log(p[x > 0.05]) * 2"],
)
@pytest.mark.parametrize(
    "soft",
    [
        "e / np.sum(e, axis=-1, keepdims=True)",
        "e / np.sum(e, axis=0)",
        "e / np.sum(e)",
        "e * (1 / np.sum(e, axis=1, keepdims=True))",
    ],
)
def test_a_softmax_of_which_a_part_is_read(
    soft: str, read: str, shapes: dict[str, str] | None
) -> None:
    """What is masked is what a softmax gives, not what it is given: each entry of that has to do with all."""
    source = f"def f(x):\n    e = np.exp(x)\n    p = {soft}\n    return np.sum({read})\n"
    check(source, {"x": np.sin(np.arange(6.0)).reshape(2, 3)}, shapes=shapes)
