"""Symbolic dimensions: polynomials with whole coefficients, so that N - 1 + 1 is N.

An atom is a name that the user declared ("N"), the value of a name of the program ("=n") or a quotient that
has a rest ("=N//2"), one that only the run tells ("?3"), or a run of dimensions ("*batch"). Two dimensions
of declared names are taken to be different unless they are the same polynomial; of the others only the run
tells.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable
from math import gcd
from typing import NamedTuple

Monomial = tuple[str, ...]


class Dim(NamedTuple):
    """A sum of terms, each an ordered product of atoms with its coefficient; none is 0."""

    terms: tuple[tuple[Monomial, int], ...]

    @property
    def number(self) -> int | None:
        """The dimension as a number, None if it has a name in it."""
        if not self.terms:
            return 0
        (atoms, coefficient), *more = self.terms
        return None if atoms or more else coefficient

    @property
    def atoms(self) -> set[str]:
        return {atom for atoms, _ in self.terms for atom in atoms}

    @property
    def star(self) -> bool:
        """Whether it stands for any number of dimensions."""
        return any(atom[0] == "*" for atom in self.atoms)

    @property
    def declared(self) -> bool:
        """Whether all its names are the user's own names for dimensions."""
        return not any(atom[0] in "=?*" for atom in self.atoms)


def number(value: int) -> Dim:
    return Dim((((), value),) if value else ())


def atom(name: str) -> Dim:
    return Dim((((name,), 1),))


ONE = number(1)
QUOTIENTS: dict[str, tuple[Dim, Dim]] = {}  # what atoms that are quotients are of


def _collect(terms: Iterable[tuple[Monomial, int]]) -> Dim:
    found: dict[Monomial, int] = {}
    for atoms, coefficient in terms:
        found[atoms] = found.get(atoms, 0) + coefficient
    return Dim(tuple(sorted((atoms, c) for atoms, c in found.items() if c)))


def add(a: Dim, b: Dim) -> Dim:
    return _collect([*a.terms, *b.terms])


def subtract(a: Dim, b: Dim) -> Dim:
    return _collect([*a.terms, *[(atoms, -c) for atoms, c in b.terms]])


def multiply(a: Dim, b: Dim) -> Dim:
    return _collect([(tuple(sorted(m + n)), c * d) for m, c in a.terms for n, d in b.terms])


def product(dims: Iterable[Dim]) -> Dim:
    result = ONE
    for dim in dims:
        result = multiply(result, dim)
    return result


def quotient(a: Dim, b: Dim) -> Dim | None:
    """Return a / b where b is one term that divides every term of a, else None."""
    if len(b.terms) != 1:
        return ONE if a == b and a.terms else None
    (divisor, scale) = b.terms[0]
    terms = []
    for atoms, coefficient in a.terms:
        left = list(atoms)
        for name in divisor:
            if name not in left:
                return None
            left.remove(name)
        if coefficient % scale:
            return None
        terms.append((tuple(left), coefficient // scale))
    return _collect(terms)


def floor(a: Dim, b: Dim) -> Dim:
    """Return a // b: where b isn't sure to divide a, a size that is known by its name alone."""
    if a.number is not None and b.number:
        return number(a.number // b.number)
    a, b = _cancelled(a, b)
    exact = quotient(a, b)
    if exact is not None:
        return exact
    vague = any(atom[0] in "?*" for atom in a.atoms | b.atoms)
    name = f"{'?' if vague else '='}{_factor(_raw(a), '+-')}//{_factor(_raw(b))}"
    QUOTIENTS[name] = a, b
    return atom(name)


def _cancelled(a: Dim, b: Dim) -> tuple[Dim, Dim]:
    """Return a fraction without the atoms and the number that all its terms share."""
    terms = [*a.terms, *b.terms]
    scale = gcd(*[coefficient for _, coefficient in terms])
    shared = Counter(terms[0][0] if terms else ())
    for atoms, _ in terms:
        shared &= Counter(atoms)
    common = Dim(((tuple(sorted(shared.elements())), scale or 1),))
    return quotient(a, common) or a, quotient(b, common) or b


def differ(a: Dim, b: Dim) -> bool:
    """Tell whether two dimensions are taken to be different: two numbers, or two of declared names.

    A name beside a number may be that number.
    """
    numbers = (a.number is None) + (b.number is None)
    return a != b and numbers != 1 and a.declared and b.declared


def text(dim: Dim) -> str:
    """Return a dimension as it is written in a comment: ``N``, ``2*N``, ``N-1``."""
    return _raw(dim).replace("=", "")


def _raw(dim: Dim) -> str:
    """Return a dimension as text that tells what the user declared from the values of names."""
    parts = []
    for atoms, coefficient in sorted(dim.terms, key=lambda t: (not t[0], t[1] < 0, -len(t[0]), t)):
        factors = list(atoms)
        if abs(coefficient) != 1 or not atoms:
            factors.insert(0, str(abs(coefficient)))
        if len(factors) > 1:
            factors = [_factor(name) if "//" in name else name for name in factors]
        parts.append(("-" if coefficient < 0 else "+") + "*".join(factors))
    return "".join(parts).removeprefix("+") or "0"


def _factor(text: str, signs: str = "+-*/") -> str:
    """Return a dimension's text as part of a product or quotient."""
    return f"({text})" if any(sign in text for sign in signs) else text


def read(word: str) -> Dim:
    """Return the dimension that a word of an annotation is: ``N``, ``3``, ``N+1``, ``2*N``.

    ``#N`` (may be 1), ``_`` and ``?N`` say in jaxtyping that only the run tells; ``...`` and ``*_`` that of a run of
    dimensions, each its own. Raises ValueError.
    """
    name, equals, size = word.partition("=")
    if equals and name.isidentifier() and size.isdigit():
        word = size
    if word[:1] == "*" and not word[1:].isidentifier():
        raise ValueError(f"{word!r} is no name of dimensions")
    if word == "..." or word[:2] == "*_":
        return atom(f"*{counted()}")
    if word[:1] == "*":
        return atom(word)
    if word[:1] in "#?_" or not word:
        return unknown()
    try:
        return _of(ast.parse(word, mode="eval").body)
    except SyntaxError:
        raise ValueError(f"{word!r} is no dimension") from None


def _of(node: ast.expr) -> Dim:
    if isinstance(node, ast.Name):
        return atom(node.id)
    if isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 0:
        return number(node.value)
    if isinstance(node, ast.BinOp):
        left, negative = node.left, False
        if isinstance(left, ast.UnaryOp) and isinstance(left.op, ast.USub):  # -p+N
            left, negative = left.operand, True
        a, b = _of(left), _of(node.right)
        a = subtract(number(0), a) if negative else a
        if isinstance(node.op, ast.Add):
            return add(a, b)
        if isinstance(node.op, ast.Sub):
            return subtract(a, b)
        if isinstance(node.op, ast.Mult):
            return multiply(a, b)
        if isinstance(node.op, (ast.FloorDiv, ast.Div)):
            return floor(a, b)
    raise ValueError(f"{ast.unparse(node)!r} is no dimension")


_count = 0


def unknown(of: str = "") -> Dim:
    """Return a dimension that only the run tells: a new one, or that which ``of`` describes."""
    return atom(f"?{of or counted()}")


def counted() -> int:
    """Return a number that no other dimension has."""
    global _count
    _count += 1
    return _count
