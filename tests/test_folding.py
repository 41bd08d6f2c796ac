"""What is laid out without black is as black has it: heads of functions, and the helpers that are copied."""

from __future__ import annotations

import black
import flatgen.templates as templates
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatgen.folding import folded_head, settled_head
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


@pytest.mark.parametrize("library", templates.HELPERS)
def test_helpers_are_as_black_has_them(library: str) -> None:
    helpers = own_rules().helpers
    for name in helpers.module(library).functions:
        text = helpers.text(f"{library}.{name}") + "\n"
        assert black.format_str(text, mode=black.Mode(line_length=88)) == text
