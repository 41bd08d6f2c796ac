"""What is laid out without black is as black has it: heads of functions, and the helpers that are copied."""

from __future__ import annotations

import black
import flatgen.templates as templates
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatgen import generate
from flatgen.folding import by_black, folded_head, folded_value, settled_head
from flatgen.rules import own_rules

ANNOTATIONS = [
    "",
    ": float",
    ': Annotated[np.ndarray, "N D"]',
    ': Float[np.ndarray, "*batch N"]',
    ": tuple[float, float]",
    ': Annotated[np.ndarray, "N D M", some.other(3)]',
]
DEFAULTS = ["", "1.0", "(1.0, 2.0)", "(1,)", '"a, b"', "some.where.far.away.DEFAULT"]
PARAMETERS = st.lists(
    st.tuples(st.integers(1, 50), st.sampled_from(ANNOTATIONS), st.sampled_from(DEFAULTS)),
    min_size=1,
    max_size=12,
)


@given(st.integers(1, 40), PARAMETERS, st.integers(0, 12))
def test_heads(length: int, drawn: list[tuple[int, str, str]], slash: int) -> None:
    drawn.sort(key=lambda one: bool(one[2]))  # those without a default go first
    parameters = []
    for i, (size, annotation, default) in enumerate(drawn):
        equals = (" = " if annotation else "=") if default else ""
        parameters.append(f"{'x' * size}{i}{annotation}{equals}{default}")
    if 0 < slash <= len(parameters):
        parameters.insert(slash, "/")
    name = f"grad_{'f' * length}"
    head = f"def {name}({', '.join(parameters)}):"
    folded = folded_head(name, parameters)
    if len(head) > 88 and folded:
        assert folded == settled_head(head)


NAMES = st.sampled_from(
    ["x", "w.T", "-grad_s", "np.pi", "2", "grad_weights_part", "x[:, None]", "(x.shape[0],)"]
)
SIGNS = st.sampled_from(["+", "-", "*", "/", "@", "//", "**", "=="])
CALLED = st.sampled_from(
    ["f", "np.sum", "unbroadcast", "np.linalg.inv", "x.sum", "", "grad_s * ", "w - "]
)


def pairs(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw calls and brackets, and arithmetic."""
    two = st.tuples(CALLED, inner, st.sampled_from([", ", " + ", " * "]), inner)
    brackets = two.map(lambda drawn: f"{drawn[0]}({''.join(drawn[1:])})")
    return brackets | st.tuples(inner, SIGNS, inner).map(" ".join)


@given(st.integers(1, 3), st.recursive(NAMES, pairs, max_leaves=14))
def test_values(depth: int, value: str) -> None:
    line = black.format_str(f"grad_s = {value}", mode=black.Mode(line_length=1000)).strip()
    long = "    " * depth + line
    folded = folded_value(long) if len(long) > 88 and "\n" not in line else ""
    assert not folded or folded == by_black([long])[long]


@pytest.mark.parametrize(
    "value",
    [
        "weights * (grad_weights - np.sum(grad_weights * weights, axis=1, keepdims=True))",
        "np.sum(grad_s8 * s7, axis=0) + np.sum(grad_s4 * s3, axis=0) + np.sum(grad_s, axis=0)",
    ],
)
def test_values_that_take_no_black(value: str) -> None:
    assert folded_value(f"    grad_scores = {value}")


@pytest.mark.parametrize("library", templates.HELPERS)
def test_helpers_are_as_black_has_them(library: str) -> None:
    helpers = own_rules().helpers
    for name in helpers.named(library):
        text = helpers.text(f"{library}.{name}") + "\n"
        assert black.format_str(text, mode=black.Mode(line_length=88)) == text


def test_heads_of_blocks() -> None:
    """Tests that are too long for one line are laid out, too."""
    test = "n > 2 and (-0.5 < x and -0.5 < x**2 and (-0.5 < x * 2 and 2 < -0.5 * x)) or (n < 3 and x < 0.5)"
    text = generate(f"""
def f(x: float, n: int):
    i = 0
    while i < 0 and (-0.5 < -0.5 and -0.5 < -0.7 and (-0.5 < 2 and 2 < -0.5)) or (i < 3 and x < 0.5):
        i += 1
        if {test}:
            x = x * x
        elif x > 3 and ({test}):
            x = x * 2
    return x
""")
    assert black.format_str(text, mode=black.Mode()) == text
