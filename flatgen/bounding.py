"""Inequalities between whole numbers: whether there are numbers that meet all of them.

A dimension stands for the inequality that it is at least 0: ``i-1`` that i is above 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flatgen.dims import QUOTIENTS, Dim, Monomial, add, atom, multiply, number, subtract

MOST = 100  # inequalities at once; of more nothing is said
LESS = number(-1)


def is_sure(known: Iterable[Dim], found: Dim) -> bool:
    """Tell whether ``found`` is at least 0 wherever all that are known are."""
    if found.number is not None and found.number >= 0:
        return True
    return impossible([*known, subtract(LESS, found)])


def impossible(known: Iterable[Dim]) -> bool:
    """Tell whether not all can be at least 0: one name is eliminated after the other (Fourier, Motzkin)."""
    rows = set(known)
    rows |= {Dim(((m, 1),)) for row in rows for m, _ in row.terms if m and is_size(m)}
    while len(rows) <= MOST:
        if any(row.number is not None and row.number < 0 for row in rows):
            return True
        names = sorted({m for row in rows for m, _ in row.terms if m})
        if not names:
            return False
        rows = without(names[0], rows)
    return False


def is_size(monomial: Monomial) -> bool:
    """Tell whether it is of the user's own names of dimensions, which are never below 0."""
    return all(name.isidentifier() for name in monomial)


def without(name: Monomial, rows: set[Dim]) -> set[Dim]:
    """Return what inequalities say of all names but one."""
    factors = {row: dict(row.terms).get(name, 0) for row in rows}
    above = [(row, factor) for row, factor in factors.items() if factor > 0]
    below = [(row, -factor) for row, factor in factors.items() if factor < 0]
    return {
        *[row for row, factor in factors.items() if not factor],
        *[
            add(multiply(number(down), up_row), multiply(number(up), down_row))
            for up_row, up in above
            for down_row, down in below
        ],
    }


def is_sure_in_rounds(spans: Mapping[str, Iterable[Dim]], found: Dim) -> bool:
    """Tell whether a dimension is at least 0 by what the counters of loops are, whose ``spans`` are known.

    Of ``i * stride`` it is what it is of i: a factor of a round's number is no less than 0.
    """
    known: dict[Dim, None] = {}
    todo, seen = [found], set[str]()
    counted = [(m, name) for m, _ in found.terms for name in m if name in spans]
    while todo:
        new = todo.pop().atoms - seen
        seen |= new
        more = [bound for name in new for bound in spans.get(name, ())]
        for name in new & QUOTIENTS.keys():
            whole, part = QUOTIENTS[name]
            more.append(subtract(whole, multiply(atom(name), part)))
        known |= dict.fromkeys(more)
        todo += more
    for monomial, name in counted:
        rest = list(monomial)
        rest.remove(name)
        factor = Dim(((tuple(rest), 1),))
        known |= dict.fromkeys([multiply(bound, factor) for bound in spans[name] if rest])
    return bool(known) and is_sure(known, found)
