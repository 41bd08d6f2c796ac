"""The gradient of an einsum, worked out as subscripts: to the letter, and in numbers."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from flatgen.einsum import gradient, gradient_subscripts
from flatgen.ir import Apply, Literal, Value

# Subscripts and operand: the gradient's subscripts, is the upstream an operand, eyes, missing axes.
TABLE: dict[tuple[str, int], tuple[str, bool, tuple[int, ...], tuple[int, ...]]] = {
    ("ij,jk->ik", 0): ("ik,jk->ij", True, (), ()),
    ("ij,jk->ik", 1): ("ij,ik->jk", True, (), ()),
    ("ij, jk", 0): ("ik,jk->ij", True, (), ()),
    ("ba", 0): ("ab->ba", True, (), ()),
    ("bi,bj,ijk->bk", 2): ("bi,bj,bk->ijk", True, (), ()),
    # as it is: nothing to order, nothing to sum
    ("ij->ij", 0): ("", True, (), ()),
    # one number
    ("i,i->", 0): ("", False, (), ()),
    ("i,ij,j->", 1): ("i,j->ij", False, (), ()),
    ("ij->", 0): ("", False, (), ()),
    # summed alone: the same all along that axis; in front by broadcasting
    ("ij->i", 0): ("", True, (), (1,)),
    ("ij->j", 0): ("", True, (), ()),
    ("ij,k->i", 0): ("i,k->i", True, (), (1,)),
    ("ij,k->i", 1): ("ij,i->", True, (), ()),
    ("...ij->...i", 0): ("", True, (), (-1,)),
    ("i...j->i...", 0): ("", True, (), (-1,)),
    # a diagonal
    ("ii->i", 0): ("i,ij->ij", True, (1,), ()),
    ("ii", 0): ("", False, (1,), ()),
    ("iii->i", 0): ("i,ij,ik->ijk", True, (1, 2), ()),
    ("...ii->...i", 0): ("...i,ij->...ij", True, (-1,), ()),
    ("zz->z", 0): ("z,zA->zA", True, (1,), ()),
    # an ellipsis
    ("...ij,...jk->...ik", 1): ("...ij,...ik->...jk", True, (), ()),
    ("ij,...jk->...ik", 0): ("...ik,...jk->...ij", True, (), ()),
    ("...i,...i", 0): ("...,...i->...i", True, (), ()),
    ("i...->...", 0): ("", True, (), ()),
}


@pytest.mark.parametrize(("subscripts", "i"), TABLE)
def test_subscripts(subscripts: str, i: int) -> None:
    assert gradient_subscripts(subscripts, i) == TABLE[subscripts, i]


def test_an_ellipsis_is_written_out_where_ranks_are_known() -> None:
    found = gradient_subscripts("i...,i...->...", 0, [1, 3])
    assert found == ("ab,iab->i", True, (), ())
    assert gradient_subscripts("...i->...i", 0, [1]).subscripts == ""


@pytest.mark.parametrize(
    ("subscripts", "i", "ranks"),
    [
        ("i1->i", 0, None),
        ("ij->ii", 0, None),
        ("ij->k", 0, None),
        ("ij->i", 1, None),
        ("..i->i", 0, None),
        ("......i->i", 0, None),
        ("i...,i...->...", 0, None),  # only the ranks would tell
        ("ij->i", 0, [3]),
        ("ij->i", 0, [2, 2]),
        ("...i->i", 0, [3]),
    ],
)
def test_refused(subscripts: str, i: int, ranks: list[int] | None) -> None:
    with pytest.raises(ValueError, match=r"\.\.\.|index|operand|arrays|subscripts"):
        gradient_subscripts(subscripts, i, ranks)


def number_of(value: Value, arrays: dict[str, Any]) -> Any:
    """Return what a value is when numpy runs it."""
    if isinstance(value, str):
        return arrays[value]
    if isinstance(value, Literal):
        return value.known
    assert isinstance(value, Apply)
    args = [number_of(argument, arrays) for argument in value.args]
    if value.op in ("Tuple", "Mult", "Item", ".dtype"):
        first, *rest = args or [None]
        own = {"Tuple": lambda: tuple(args), "Mult": lambda: first * rest[0]}
        own |= {"Item": lambda: first[rest[0]], ".dtype": lambda: first.dtype}
        return own[value.op]()
    plain = len(args) - len(value.keys)
    function = getattr(np, value.op.removeprefix("numpy."))
    return function(*args[:plain], **dict(zip(value.keys, args[plain:])))


def check(subscripts: str, shapes: list[tuple[int, ...]], known: bool = False) -> None:
    """Compare with the definition: <grad_z, einsum(.., dx, ..)> is <grad_x, dx>, exactly linear."""
    rng = np.random.default_rng(1)
    arrays = {f"x{i}": rng.normal(size=shape) for i, shape in enumerate(shapes)}
    names = list(arrays)
    z = np.einsum(subscripts, *arrays.values())
    arrays["g"] = rng.normal(size=z.shape)
    for i, name in enumerate(names):
        ranks = [len(shape) for shape in shapes] if known else None
        value = gradient(subscripts, i, "g", names, ranks)
        grad = np.asarray(number_of(value, arrays))
        dx = rng.normal(size=shapes[i])
        moved = [dx if other == name else arrays[other] for other in names]
        wanted = np.vdot(arrays["g"], np.einsum(subscripts, *moved))
        np.testing.assert_allclose(np.sum(grad * dx), wanted, 1e-9, 1e-12, err_msg=subscripts)


@pytest.mark.parametrize(
    ("subscripts", "shapes"),
    [
        ("ij,jk->ik", [(2, 3), (3, 4)]),
        ("ij,jk,kl", [(2, 3), (3, 4), (4, 2)]),
        ("ij,k->i", [(2, 3), (4,)]),
        ("ii", [(3, 3)]),
        ("iji->j", [(3, 2, 3)]),
        ("iii,i->i", [(3, 3, 3), (3,)]),
        ("jii,ik->", [(2, 3, 3), (3, 4)]),
        ("...ii", [(2, 4, 3, 3)]),
        ("...ij->...", [(5, 2, 3)]),
        ("i...j->j...", [(5, 2, 3)]),
        ("...ij,...jk", [(5, 2, 3), (3, 4)]),
        ("ij,...jk->...ik", [(2, 3), (5, 3, 4)]),
        ("...ik,...->...i", [(5, 2, 3), (5,)]),
        (",ij->ji", [(), (2, 3)]),
        ("i,i->i", [(1,), (3,)]),
        ("ij,j->", [(2, 1), (3,)]),
    ],
)
def test_numbers(subscripts: str, shapes: list[tuple[int, ...]]) -> None:
    check(subscripts, shapes)
    check(subscripts, shapes, known=True)


@pytest.mark.parametrize("seed", range(200))
def test_random_subscripts(seed: int) -> None:
    draw = random.Random(seed)
    sizes = dict(zip("ijkl", (2, 3, 4, 5)))
    terms = ["".join(draw.choices("ijkl", k=draw.randrange(4))) for _ in range(draw.randint(1, 3))]
    letters = sorted(set("".join(terms)))
    output = "".join(draw.sample(letters, draw.randint(0, len(letters))))
    subscripts = ",".join(terms) + draw.choice(["", f"->{output}"])
    check(subscripts, [tuple([sizes[c] for c in term]) for term in terms], draw.random() < 0.5)
