"""The gradient of an einsum is an einsum: an operand and the output change places.

    z = np.einsum("ij,jk->ik", x, y)
    grad_x = np.einsum("ik,jk->ij", grad_z, y)
    grad_y = np.einsum("ij,ik->jk", x, grad_z)

Three things may be beside it. An index that only the operand has was summed alone: the gradient is the
same all along it, and its axis is put back, of size 1; in front, broadcasting does that. An index that
comes twice in the operand took a diagonal: the gradient is put back there by an identity matrix, one more
operand. And an upstream that is one number is a factor. What is worked out here is text alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_letters
from typing import NamedTuple

from flatgen.ir import Apply, Literal, Value

DOTS = "..."


class Gradient(NamedTuple):
    """How the gradient of one operand is made.

    ``subscripts`` are those of the einsum, "" where its one operand is the gradient as it is, or where it
    has none. The ``upstream`` is an operand, in the place of the one whose gradient it is, or it is a
    factor. For each of ``eyes``, axes of the operand, an identity matrix of that size is one more operand.
    The result lacks the ``missing`` axes of the operand: np.expand_dims puts them back.
    """

    subscripts: str
    upstream: bool
    eyes: tuple[int, ...]
    missing: tuple[int, ...]


def gradient(
    subscripts: str,
    i: int,
    upstream: Value,
    operands: Sequence[Value],
    ranks: Sequence[int | None] | None = None,
    options: Mapping[str, Value] | None = None,
) -> Value:
    """Return the gradient of operand ``i`` as a value; it may still have to be fitted, or broadcast, to it.

    ``options`` are further arguments of the einsum, such as ``optimize``. Raises ValueError as
    ``gradient_subscripts`` does.
    """
    found = gradient_subscripts(subscripts, i, ranks)
    arrays = [*operands[:i], *([upstream] if found.upstream else []), *operands[i + 1 :]]
    arrays += [_identity(operands[i], axis) for axis in found.eyes]
    if not arrays:
        return upstream
    value = arrays[0]
    if found.subscripts:
        text = Literal(f'"{found.subscripts}"', found.subscripts)
        settings = options or {}
        value = Apply("numpy.einsum", (text, *arrays, *settings.values()), tuple(settings))
    if not found.upstream:
        value = Apply("Mult", (upstream, value))
    if found.missing:
        axes = [Literal(str(axis), axis) for axis in found.missing]
        axis = axes[0] if len(axes) == 1 else Apply("Tuple", tuple(axes))
        value = Apply("numpy.expand_dims", (value, axis))
    return value


def _identity(x: Value, axis: int) -> Value:
    """Return ``np.eye(np.shape(x)[axis], dtype=x.dtype)``."""
    size = Apply("Item", (Apply("numpy.shape", (x,)), Literal(str(axis), axis)))
    return Apply("numpy.eye", (size, Apply(".dtype", (x,))), ("dtype",))


def gradient_subscripts(
    subscripts: str, i: int, ranks: Sequence[int | None] | None = None
) -> Gradient:
    """Return how operand ``i`` of an einsum gets its gradient.

    Where ``ranks`` of all operands are known an ellipsis is written out in letters. Else an ellipsis of
    the result comes first: what it has too many of axes is summed as a broadcast is undone. The gradient
    may have to be fitted to the operand by that in any case, since an axis of size 1 is stretched.

    Raises ValueError where the text is no einsum's, and where only the ranks would tell.
    """
    terms, output = parsed(subscripts)
    if not 0 <= i < len(terms):
        raise ValueError(f"there is no operand {i} in {subscripts!r}")
    if ranks is not None and None not in ranks:
        terms, output = written_out(terms, output, [rank for rank in ranks if rank is not None])
    own = terms[i]
    others = [*terms[:i], *terms[i + 1 :]]
    if DOTS in own and not own.startswith(DOTS) and any(DOTS in term for term in others):
        raise ValueError(f"which axes ... stands for in {own!r} has to be known")
    target, twins = _without_repeats(own, set("".join([*terms, output])))
    sources = [*terms[:i], *([output] if output else []), *terms[i + 1 :]]
    sources += [first + second for first, second, _ in twins]
    given = set("".join(sources))
    if "." not in given:
        target = target.replace(DOTS, "")  # it stands for no axis
    elif DOTS not in target:
        target = DOTS + target
    signs = _signs(target)
    front = next((place for place, c in enumerate(signs) if c in given), len(signs))
    lacking = [place for place, c in enumerate(signs) if c not in given and place > front]
    result = "".join([c for c in target if c in given])
    text = f"{','.join(sources)}->{result}" if sources and sources != [result] else ""
    # The axes before the first that is given are left to broadcasting.
    hidden = ["." in signs[front:place] for place in lacking]
    missing = tuple(
        [place - (len(signs) if dots else front) for place, dots in zip(lacking, hidden)]
    )
    return Gradient(text, bool(output), tuple([axis for _, _, axis in twins]), missing)


def parsed(subscripts: str) -> tuple[list[str], str]:
    """Return the subscripts of each operand and of the output, which may be implied.

    Implied are the indices that come once, in the order of the alphabet. Raises ValueError.
    """
    text = subscripts.replace(" ", "")
    inputs, arrow, output = text.partition("->")
    terms = inputs.split(",")
    letters = [term.replace(DOTS, "", 1) for term in terms]
    result = output.replace(DOTS, "", 1)
    for part in (*letters, result):
        for c in part:
            if c not in ascii_letters:
                raise ValueError(f"{c!r} is no index in {subscripts!r}")
    every = "".join(letters)
    if not arrow:
        output = "".join(sorted({c for c in every if every.count(c) == 1}))
        output = DOTS + output if DOTS in inputs else output
    elif any(result.count(c) > 1 for c in result):
        raise ValueError(f"an index comes twice in the output of {subscripts!r}")
    elif not set(result) <= set(every):
        raise ValueError(f"the output of {subscripts!r} has an index that no operand has")
    return terms, output


def written_out(terms: list[str], output: str, ranks: list[int]) -> tuple[list[str], str]:
    """Return subscripts with letters in place of each ellipsis; its axes are counted from the end."""
    if len(ranks) != len(terms):
        raise ValueError(f"{len(ranks)} arrays for {len(terms)} subscripts")
    hidden = [rank - len(term.replace(DOTS, "")) for term, rank in zip(terms, ranks)]
    for term, rank, count in zip(terms, ranks, hidden):
        if count < 0 or (count and DOTS not in term):
            raise ValueError(f"the subscripts {term!r} of an array of {rank} axes")
    taken = set("".join([*terms, output]))
    count = max([n for n, term in zip(hidden, terms) if DOTS in term], default=0)
    letters = "".join([c for c in ascii_letters if c not in taken][:count])
    if count and DOTS not in output:
        raise ValueError("the axes of ... are not in the output")
    own = [letters[count - n :] for n in hidden]
    return [t.replace(DOTS, new) for t, new in zip(terms, own)], output.replace(DOTS, letters)


def _without_repeats(term: str, taken: set[str]) -> tuple[str, list[tuple[str, str, int]]]:
    """Return a term with a letter of its own for each axis; which two letters, and which axis, are one."""
    result, twins = "", []
    for c in term:
        if c != "." and c in result:
            at = ascii_letters.index(c)
            new = next(n for n in ascii_letters[at:] + ascii_letters if n not in taken)
            taken = taken | {new}
            twins.append((c, new, _axis(term, len(_signs(result)))))
            c = new
        result += c
    return result, twins


def _signs(term: str) -> str:
    """Return a term with one sign for each axis, and one for an ellipsis."""
    return term.replace(DOTS, ".")


def _axis(term: str, place: int) -> int:
    """Return the axis of a sign of a term: from the end, where an ellipsis is before it."""
    signs = _signs(term)
    return place - len(signs) if "." in signs[:place] else place
