"""Shape rules of linear algebra: products, diagonals, solutions of equations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flatgen.dims import ONE, Dim, add, differ, multiply, number, unknown
from flatgen.ir import Apply, Value, shown
from flatgen.shapes import SCALAR, Dims, Mismatch, Shape, broadcast, dims_of, known
from flatgen.shapes import shown as shown_dims
from flatgen.shaping_joining import shapes_in

if TYPE_CHECKING:
    from flatgen.facts import Facts


def _plain(facts: Facts, *values: Value) -> list[Dims] | None:
    """Return the dimensions of arrays, None if one isn't known."""
    found = [dims_of(facts.of(value)) for value in values]
    if any(dims is None or any(d.star for d in dims) for dims in found):
        return None
    return [dims or () for dims in found]


def outer(facts: Facts, x: Value, y: Value) -> Shape | None:
    """Every entry of x with every one of y."""
    found = _plain(facts, x, y)
    return None if found is None else known([_size(found[0]), _size(found[1])])


def _size(dims: Dims) -> Dim:
    total = number(1)
    for dim in dims:
        total = multiply(total, dim)
    return total


def inner(facts: Facts, x: Value, y: Value) -> Shape | None:
    """numpy.inner: the last axes together."""
    found = _plain(facts, x, y)
    if found is None:
        return None
    a, b = found
    if not a or not b:
        return known(a or b)
    if differ(a[-1], b[-1]):
        raise Mismatch(f"the last dimensions of {shown_dims(a)} and {shown_dims(b)} don't fit")
    return known([*a[:-1], *b[:-1]])


def crossed(facts: Facts, x: Value, y: Value) -> Shape | None:
    """Vectors in space, each by one in the other's place."""
    return broadcast(facts.of(x), facts.of(y))


def kron(facts: Facts, x: Value, y: Value) -> Shape | None:
    """The Kronecker product."""
    found = _plain(facts, x, y)
    if found is None:
        return None
    rank = max(map(len, found))
    a, b = [(number(1),) * (rank - len(dims)) + dims for dims in found]
    return known([multiply(one, two) for one, two in zip(a, b)])


def tensordot(facts: Facts, x: Value, y: Value, axes: Value) -> Shape | None:
    """numpy.tensordot: the last axes of x with the first of y, or those that are named."""
    found, along = _plain(facts, x, y), facts.constant(axes)
    if found is None:
        return None
    if type(along) is int:
        a = found[0]
        along = (tuple(range(len(a) - along, len(a))), tuple(range(along)))
    if not isinstance(along, tuple) or len(along) != 2:
        return None
    pairs = [part if isinstance(part, tuple) else (part,) for part in along]
    if not all(type(axis) is int for part in pairs for axis in part):
        return None
    kept = []
    for dims, part in zip(found, pairs):
        if any(not -len(dims) <= axis < len(dims) for axis in part):
            raise Mismatch(f"there is no such axis in {shown_dims(dims)}")
        away = {axis % len(dims) for axis in part}
        kept += [dim for i, dim in enumerate(dims) if i not in away]
    return known(kept)


def solved(facts: Facts, a: Value, b: Value) -> Shape | None:
    """The solution of a x = b, of one or several right-hand sides, of stacks, too."""
    found = _plain(facts, a, b)
    if found is None or len(found[0]) < 2 or not found[1]:
        return None
    matrix, right = found
    if len(right) == 1:
        return known([*matrix[:-2], right[0]])
    stacks = dims_of(broadcast(known(matrix[:-2]), known(right[:-2])))
    return None if stacks is None else known([*stacks, *right[-2:]])


def diag(facts: Facts, x: Value, k: Value) -> Shape | None:
    """A vector as the diagonal of a matrix; of a matrix, its diagonal."""
    found, offset = _plain(facts, x), facts.constant(k)
    if found is None or type(offset) is not int or len(found[0]) not in (1, 2):
        return None
    if len(found[0]) == 1:
        side = add(found[0][0], number(abs(offset)))
        return known([side, side])
    rows, columns = found[0]
    return known([_diagonal(rows, columns, offset, shown(x))])


def _diagonal(rows: Dim, columns: Dim, offset: int, text: str) -> Dim:
    if rows.number is not None and columns.number is not None:
        return number(max(0, min(rows.number + min(offset, 0), columns.number - max(offset, 0))))
    if rows == columns and not offset:
        return rows
    return unknown(f"diagonal {offset} of {text}")


def diagonal(facts: Facts, x: Value, offset: Value, axis1: Value, axis2: Value) -> Shape | None:
    """The diagonal over two axes, which goes last."""
    found = _plain(facts, x)
    along = [facts.constant(v) for v in (offset, axis1, axis2)]
    if found is None or not all(type(n) is int for n in along) or len(found[0]) < 2:
        return None
    dims = found[0]
    one, two = along[1] % len(dims), along[2] % len(dims)
    size = _diagonal(dims[one], dims[two], along[0], shown(x))
    return known([*[d for i, d in enumerate(dims) if i not in (one, two)], size])


def triangular(facts: Facts, x: Value) -> Shape | None:
    """Like x; of a vector, a square of its copies."""
    found = _plain(facts, x)
    if found is None:
        return None
    return known(found[0] * 2 if len(found[0]) == 1 else found[0])


def convolved(facts: Facts, a: Value, v: Value, mode: Value) -> Shape | None:
    """A convolution of two rows: "full", "same" or "valid"."""
    found, how = _plain(facts, a, v), facts.constant(mode)
    if found is None or any(len(dims) != 1 for dims in found):
        return None
    (one,), (two,) = found
    if how == "full":
        return known([add(add(one, two), number(-1))])
    if one.number is not None and two.number is not None and how in ("same", "valid"):
        large, small = sorted((one.number, two.number), reverse=True)
        return known([number(large if how == "same" else large - small + 1)])
    return known([unknown(f"{shown(a)} by {shown(v)}, {how}")])


def einsum(facts: Facts, subscripts: Value, operands: Value) -> Shape | None:
    """Einstein's summation, without an ellipsis."""
    text = facts.constant(subscripts)
    if not isinstance(text, str) or "." in text:
        return None
    inputs, arrow, output = text.replace(" ", "").partition("->")
    if arrow and not output:
        return SCALAR
    terms, shapes = inputs.split(","), shapes_in(facts, operands)
    count = len(operands.args) if isinstance(operands, Apply) else 0
    if len(terms) != count:
        raise Mismatch(f"{count} arrays for {len(terms)} subscripts")
    if shapes is None:
        return None
    sizes: dict[str, Dim] = {}
    for term, dims in zip(terms, shapes):
        if len(term) != len(dims):
            raise Mismatch(f"the subscripts {term} of {shown_dims(dims)}")
        for letter, dim in zip(term, dims):
            sizes[letter] = _stretched(sizes.get(letter, ONE), dim, letter)
    letters = "".join(terms)
    implied = "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    return known(sizes[letter] for letter in (output if arrow else implied))


def _stretched(one: Dim, two: Dim, letter: str) -> Dim:
    """Return the size of an index of two axes: one of size 1 is stretched to the other."""
    if two in (ONE, one):
        return one
    if one == ONE:
        return two
    if differ(one, two):
        raise Mismatch(f"the index {letter} has two sizes")
    return unknown()


LINEAR = (
    outer,
    inner,
    crossed,
    kron,
    tensordot,
    solved,
    diag,
    diagonal,
    triangular,
    convolved,
    einsum,
)
