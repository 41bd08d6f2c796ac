"""Shapes of programs: how they are declared, and what can be proved wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gradients import body_of, check, text_of
from numeric import forward_function

from flatgen import FlatgenError, generate
from flatgen.cli import main

RNG = np.random.default_rng(7)


def made(*shape: int) -> Any:
    return RNG.uniform(0.3, 1.2, shape)


# What can be proved not to fit


@pytest.mark.parametrize(
    ("expression", "shapes", "said"),
    [
        ("x @ y", "x=N,D y=M,K", "[N, D] @ [M, K]"),
        ("x @ y", "x=2,3 y=4,5", "[2, 3] @ [4, 5]"),
        ("x @ y", "x=N,D y=N", "inner dimensions"),
        ("x.dot(y)", "x=N,D y=N,D", "N"),
        ("np.matmul(x, y)", "x=B,N,D y=B,N,D", "inner dimensions"),
        ("np.dot(x, y)", "x=3 y=4", "3"),
        ("x @ y.T", "x=N,D y=D,M", "inner dimensions"),
        ("x @ y", "x= y=N", ""),
        ("x + y", "x=N,D y=N", "can't be broadcast"),
        ("x * y", "x=3 y=4", "can't be broadcast"),
        ("x / y", "x=N y=N+1", "can't be broadcast"),
        ("x - y", "x=N,D y=D,N", "can't be broadcast"),
        ("np.maximum(x, y)", "x=N y=M", "can't be broadcast"),
        ("np.where(x > 0, x, y)", "x=N,D y=N", "can't be broadcast"),
        ("np.sum(x, axis=1, where=y > 0)", "x=N,D y=M,D", "can't be broadcast"),
        ("x[1:] * y", "x=N y=N", "can't be broadcast"),
        ("np.diff(x) * y", "x=N y=N", "can't be broadcast"),
        ("np.sum(x, axis=1) * y", "x=N,D y=D", "can't be broadcast"),
        ("x.T + y", "x=N,D y=N,D", "can't be broadcast"),
        ("x.reshape(2, 3) * y", "x=6 y=3,2", "can't be broadcast"),
        ("x.reshape(4, 2) * y", "x=6 y=2", "reshape"),
        ("x.reshape(N, 2) * y", "x=N,3 y=2", "reshape"),
        ("np.concatenate([x, y])", "x=N,D y=M,K", "joined"),
        ("np.concatenate([x, y], axis=1)", "x=N,D y=M,D", "joined"),
        ("np.concatenate([x, y])", "x=N y=N,D", "joined"),
        ("np.stack([x, y])", "x=N y=M", "stacked"),
        ("np.sum(x, axis=2) + y", "x=N,D y=", "axis"),
        ("np.sum(x, axis=-3) + y", "x=N,D y=", "axis"),
        ("x.max(axis=1) + y", "x=N y=", "axis"),
        ("np.mean(x, axis=(0, 2)) + y", "x=N,D y=", "axis"),
        ("np.swapaxes(x, 0, 2) + y", "x=N,D y=", "axis"),
        ("np.expand_dims(x, 4) + y", "x=N,D y=", "axis"),
        ("x[0, 0, 0] + y", "x=N,D y=", "indices into [N, D]"),
        ("x[5] + y", "x=3 y=", "index"),
        ("np.outer(x, y) + x", "x=N y=M", "can't be broadcast"),
        ("np.einsum('ij,jk->ik', x, y)", "x=N,D y=M,K", ""),
    ],
)
def test_a_mismatch_is_refused_at_its_line(expression: str, shapes: str, said: str) -> None:
    prelude = "N, D = x.shape" if "(N" in expression else "pass"
    source = f"import numpy as np\ndef f(x, y):\n    {prelude}\n    z = np.sum({expression})\n    return z\n"
    with pytest.raises(FlatgenError) as caught:
        generate(source, shapes=dict(one.split("=") for one in shapes.split()))
    assert caught.value.lineno == 4
    assert said in str(caught.value), str(caught.value)
    assert "help: " in caught.value.report()


@pytest.mark.parametrize(
    ("expression", "shapes"),
    [
        ("x @ y", "x=N,D y=D"),
        ("x @ y", "x=D y=D"),
        ("x @ y", "x=D y=D,M"),
        ("x @ y", "x=B,N,D y=D,M"),
        ("x @ y", "x=B,N,D y=B,D,M"),
        ("x @ y", "x=1,N,D y=B,D,M"),
        ("x @ y", "x=B,1,N,D y=C,D,M"),
        ("x + y", "x=N,D y=D"),
        ("x + y", "x=N,1 y=D"),
        ("x + y", "x=N,D y=1,D"),
        ("x + y", "x=B,N,D y=N,1"),
        ("x + y", "x=N y="),
        ("x[1:] + y", "x=N+1 y=N"),
        ("x[:-1] + y", "x=N y=N-1"),
        ("np.diff(x) * y[1:]", "x=N y=N"),
        ("np.pad(x, 1) * y", "x=N y=N+2"),
        ("x.reshape(3, 2) * y", "x=6 y=2"),
        ("x.reshape(-1, 2) * y", "x=6 y=3,1"),
        ("x.reshape(-1) * y", "x=N,D y=N*D"),
        ("x.ravel() * y", "x=N,D y=D*N"),
        ("np.concatenate([x, y]) ** 2", "x=N,D y=M,D"),
        ("np.concatenate([x, y])[:2] * x[:2]", "x=N y=M"),
        ("np.repeat(x, 2) * y", "x=N y=2*N"),
        ("x[::2] * y", "x=2*N y=N"),
        ("x[::2] * y[1::2]", "x=4 y=4"),
        ("np.stack([x, y]) * x", "x=N y=N"),
        ("np.sum(x, axis=0) * y", "x=N,D y=D"),
        ("np.sum(x, axis=1, keepdims=True) * y", "x=N,D y=N,D"),
        ("np.sum(x, axis=-1) * y", "x=B,N,D y=B,N"),
        ("x.T @ y", "x=N,D y=N,M"),
        ("x @ y", "x=N,K+1 y=K+1,M"),
        ("x * y", "x=N y=3"),
        ("x + y", "x=*batch,N y=N"),
        ("x + y", "x=*batch,N y=*batch,N"),
        ("x + y", "x=*batch,N,D y=*batch,1,D"),
        ("x @ y", "x=*batch,N,D y=D,M"),
        ("x + y", "x=... y=N"),
        ("x + y", "x=N,D y=..."),
        ("x * y", "x=#N,D y=N,#D"),
        ("x * y", "x=_,D y=D"),
        ("np.outer(x, y)", "x=N y=M"),
        ("x[:, None] * y[None, :]", "x=N y=M"),
        ("np.einsum('ij,jk->ik', x, y)", "x=N,D y=D,K"),
    ],
)
def test_what_fits_is_taken(expression: str, shapes: str) -> None:
    """At declared sizes, with sizes that are small and equal, and with sizes of 1."""
    declared = dict(one.split("=") for one in shapes.split())
    source = f"def f(x, y): return np.sum(np.sin({expression}))"
    for sizes in ({"N": 3, "D": 2, "M": 4, "K": 5, "B": 2, "C": 3}, {}, dict.fromkeys("NDMKBC", 1)):
        point = {}
        for name, dims in declared.items():
            words = (
                dims.replace("*batch", "2,2")
                .replace("...", "3,N")
                .replace("#", "")
                .replace("_", "1")
            )
            if dims == "...":
                words = {"x": "2,N", "y": "N,D"}[name]
            known = dict.fromkeys("NDMKBC", 2) | sizes
            shape = [eval(word, dict(known)) for word in words.split(",") if word]
            point[name] = made(*shape) if shape else 0.7
        try:
            forward_function("import numpy as np\n" + source, "f", True)(**point)
        except (ValueError, IndexError):
            assert sizes != {"N": 3, "D": 2, "M": 4, "K": 5, "B": 2, "C": 3} or "3" in shapes
            continue
        check(source, point, shapes=declared)


@pytest.mark.parametrize("run", ["...", "*_", "*_batch"])
def test_runs_without_a_name_are_each_their_own(run: str) -> None:
    """In jaxtyping such a run binds no name: what one is says nothing of another."""
    source = f"""
        def f(x: Float[np.ndarray, "{run}"], y: Float[np.ndarray, "{run}"]):
            return np.sum(np.sin(x * y))
        """
    for one, other in (((1,), (3,)), ((3,), (2, 3)), ((2, 3), (2, 3)), ((), (2,))):
        check(source, {"x": made(*one), "y": made(*other)})


# How they are declared

FORMS = [
    'x: Float[np.ndarray, "N D"], w: Float[np.ndarray, "D"], a: float',
    'x: Float32[np.ndarray, "N D"], w: Float64[np.ndarray, "D"], a: Float[np.ndarray, ""]',
    'x: Annotated[np.ndarray, "N D"], w: Annotated[np.ndarray, "D"], a: float',
    "x: 'Float[np.ndarray, \"N D\"]', w: 'Float[np.ndarray, \"D\"]', a: 'float'",
    'x: jaxtyping.Float[Array, "N D"], w: jaxtyping.Float[Array, "D"], a: float',
    'x: typing.Annotated[np.ndarray, "N D", "more"], w: Num[np.ndarray, "D"], a: float',
    'x: Float[np.ndarray, " N  D "], w: Real[np.ndarray, "D"], a: Inexact[np.ndarray, ""]',
    'x: Annotated[Float[np.ndarray, "N D"], 3], w: Shaped[np.ndarray, "D"], a: float',
]


@pytest.mark.parametrize("parameters", FORMS)
def test_annotations(parameters: str) -> None:
    """All say the same, and are read as text: nothing has to be installed."""
    body = "    return np.sum((x @ w) ** 2) * a\n"
    wanted = body_of(text_of("def f(x, w, a):\n" + body, shapes={"x": "N,D", "w": "D", "a": ""}))
    text = text_of(f"def f({parameters}):\n{body}")
    assert body_of(text).partition('"""\n')[2] == wanted.partition('"""\n')[2]
    assert "# [N] = [N, D] @ [D]" in text
    assert "jaxtyping" not in text.replace(parameters, "")


@pytest.mark.parametrize(
    ("dims", "shape", "comment"),
    [
        ("N", (3,), "[N]"),
        ("N 4", (3, 4), "[N, 4]"),
        ("3", (3,), "[3]"),
        ("N+1", (3,), "[N+1]"),
        ("2*N", (4,), "[2*N]"),
        ("*batch N", (2, 3, 4), "[*batch, N]"),
        ("*batch N", (4,), "[*batch, N]"),
        ("batch=4 N", (4, 2), "[4, N]"),
        ("... N", (2, 3), None),
        ("...", (2, 3), None),
        ("#N D", (1, 3), None),
        ("_ D", (2, 3), None),
        ("?N D", (2, 3), None),
        ("", (), None),
    ],
)
def test_dimensions(dims: str, shape: tuple[int, ...], comment: str | None) -> None:
    source = f"""
        def f(x: Float[np.ndarray, "{dims}"]):
            y = np.sin(x)
            return np.sum(y * y + x)
        """
    text = check(source, {"x": made(*shape) if shape else 0.7})
    if comment is not None:
        assert f"y = np.sin(x)  # {comment}" in text
    assert "unbroadcast" not in text


def test_the_option_wins_over_annotations() -> None:
    source = 'def f(x: Float[np.ndarray, "A B"], w):\n    return np.sum(np.sin(x @ w))\n'
    text = text_of(source, shapes={"x": "N,D", "w": "D,M"})
    assert "# [N, M] = [N, D] @ [D, M]" in text
    assert "[A" not in body_of(text).partition('"""')[2]
    for given in ({"x": ("N", "D"), "w": ("D", "M")}, {"x": ["N", "D"], "w": "D, M"}):
        assert text_of(source, shapes=given) == text
    assert "s0 = x * a\n" in text_of("def f(x, a): return np.sin(x * a)", shapes={"x": "", "a": ""})


def test_the_commands_option(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "forward.py"
    source = "import numpy as np\n\n\ndef f(x, w, a):\n    return np.sum(x @ w) * a\n"
    file.write_text(source)
    assert main([str(file), "--shape", "x=N,D", "-s", "w=D", "--shape", "a="]) == 0
    wanted = generate(source, shapes={"x": "N,D", "w": "D", "a": ""})
    assert capsysbinary.readouterr().out.decode() == wanted
    assert "unbroadcast" not in wanted


@pytest.mark.parametrize("given", ["1.5", "f(N)", "-1", "N,!"])
def test_what_is_no_shape(given: str) -> None:
    with pytest.raises(FlatgenError, match="the shape of x"):
        text_of("def f(x): return np.sum(x)", shapes={"x": given})


def test_an_annotation_that_says_nothing() -> None:
    source = """
        def f(
            x: Float[np.ndarray, "N D"],
            y: Float[np.ndarray, "N !"],
        ):
            return np.sum(x + y)
        """
    with pytest.raises(FlatgenError, match="the shape of y: '!' is no dimension"):
        text_of(source)


# Undoing a broadcast


@pytest.mark.parametrize(
    ("expression", "shapes", "line"),
    [
        ("x + y", "x=N,O,T y=O,1", "np.sum(grad_z, axis=(0, 2))[:, None]"),
        ("x + y", "x=N,O,T y=1,T", "np.sum(grad_z, axis=(0, 1))[None]"),
        ("x + y", "x=N,O,T y=1,1", "np.sum(grad_z, axis=(0, 1, 2))[None, None]"),
        ("x + y", "x=N,O,T,M y=O,1,M", "np.sum(grad_z, axis=(0, 2))[:, None]"),
        ("x + y", "x=N,O,T,M y=1,T,1", "np.sum(grad_z, axis=(0, 1, 3))[None, :, None]"),
        ("x + y", "x=N,O,T y=O,T", "np.sum(grad_z, axis=0)"),
        ("x + y", "x=N,O,T y=1,O,1", "np.sum(grad_z, axis=(0, 2), keepdims=True)"),
        ("x + y[:, None]", "x=N,O,T y=O", "np.sum(grad_z, axis=(0, 2))"),
        ("x + y[:, None]", "x=O,T y=O", "np.sum(grad_z, axis=1)"),
        ("x - y[:, None]", "x=N,O,T y=O", "-np.sum(grad_z, axis=(0, 2))"),
        ("x - y[:, None]", "x=O,T y=O", "-np.sum(grad_z, axis=1)"),
        ("x * y[None, :, None]", "x=N,O,T y=O", "np.sum(grad_z * x, axis=(0, 2))"),
        ("x + np.expand_dims(y, 1)", "x=N,O,T y=O", "np.sum(grad_z, axis=(0, 2))"),
        ("x + np.expand_dims(y, 1)", "x=O,T y=O", "np.sum(grad_z, axis=1)"),
        ("x + y.reshape(1, -1, 1)", "x=N,O,T y=O", "np.sum(grad_z, axis=(0, 2))"),
    ],
)
def test_a_known_broadcast_is_undone_by_one_sum(expression: str, shapes: str, line: str) -> None:
    declared = dict(one.split("=") for one in shapes.split())
    sizes = {"N": 2, "O": 3, "T": 4, "M": 5}
    point = {n: made(*[eval(d, dict(sizes)) for d in s.split(",")]) for n, s in declared.items()}
    source = f"def f(x, y):\n    z = {expression}\n    return np.sum(np.sin(z))\n"
    text = check(source, point, shapes=declared)
    assert f"    grad_y = {line}" in text, text
    assert "reshape: back" not in text


WAYS = {
    "as": ("from typing import Annotated as A", 'A[np.ndarray, "N D"]', 'A[np.ndarray, "D"]'),
    "jaxtyping as": (
        "from jaxtyping import Float as F",
        'F[np.ndarray, "N D"]',
        "\"F[np.ndarray, 'D']\"",
    ),
    "ndarray": (
        "from typing import Annotated\nfrom numpy import ndarray, ndarray as Arr",
        'Annotated[ndarray, "N D"]',
        'Annotated[Arr, "D"]',
    ),
    "alias": (
        'from typing import Annotated\nMat = Annotated[np.ndarray, "N D"]\nVec = Annotated[np.ndarray, "D"]',
        "Mat",
        '"Vec"',
    ),
    "alias of jaxtyping": (
        'from jaxtyping import Float as F\nV = F[np.ndarray, "D"]\nMat, Vec = F[np.ndarray, "N D"], V',
        "Mat",
        "Vec",
    ),
    "TypeAlias": (
        "import jaxtyping as jt\nfrom typing import TypeAlias\n"
        'Mat: TypeAlias = jt.Float[np.ndarray, "N D"]\nVec: TypeAlias = "jt.Float[np.ndarray, \'D\']"',
        "Mat",
        "Vec",
    ),
    "type": (
        'from typing import Annotated\ntype Mat = Annotated[np.ndarray, "N D"]\ntype Vec = Annotated[np.ndarray, "D"]',
        "Mat",
        "Vec",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_shapes_by_any_name(way: str) -> None:
    if way == "type" and sys.version_info < (3, 12):
        pytest.skip("from Python 3.12 on")
    imports, matrix, vector = WAYS[way]
    text = f"import numpy as np\n{imports}\n\ndef f(x: {matrix}, w: {vector}):\n    return np.sin(x @ w)\n"
    made = generate(text, mode="vjp")
    assert "s0 = x @ w  # [N] = [N, D] @ [D]" in made
    assert "grad_x = np.outer(grad_s0, w)" in made
    assert ('grad_out: A[np.ndarray, "N"]' in made) == (way == "as")


def test_other_names_of_types() -> None:
    text = "Index = int\nReal = float\ndef f(x: Real, n: 'Index'):\n    return x**n\n"
    assert 'def grad_f(x: Real, n: "Index"):\n' in generate(text)
    assert "return grad_x" in generate(text)
