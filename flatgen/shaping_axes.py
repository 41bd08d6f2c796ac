"""Shape rules of what runs along an axis: sums so far, differences, quantiles, padding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flatgen.dims import Dim, add, number, quotient, unknown
from flatgen.ir import DISPLAYS, UNKNOWN, Apply, Value, shown
from flatgen.shapes import Dims, Shape, dims_of, known, rank_of

if TYPE_CHECKING:
    from flatgen.facts import Facts


def _plain(facts: Facts, value: Value) -> Dims | None:
    shape = facts.of(value)
    return dims_of(shape) if rank_of(shape) is not None else None


def _total(dims: Dims, text: str) -> Dim:
    return dims[0] if len(dims) == 1 else unknown(f"size of {text}")


def running(facts: Facts, x: Value, axis: Value) -> Shape | None:
    """Like x, a number as an array of one; all in one row where no axis is given."""
    along = facts.constant(axis)
    if along is UNKNOWN:
        return None
    if along is None:
        dims = _plain(facts, x)
        return None if dims is None else known([_total(dims, shown(x))])
    if not facts.of(x):
        return known([number(1)])
    sizes = dims_of(facts.of(x)) or ()
    along_one = facts.has_axes(x) or any(not size.star for size in sizes)
    return facts.of(x) if along_one else None


def shortened(facts: Facts, x: Value, axis: Value, n: Value) -> Shape | None:
    """Like x, but n entries shorter along an axis."""
    dims, along, less = _plain(facts, x), facts.constant(axis), facts.constant(n)
    if not dims or type(along) is not int or type(less) is not int:
        return None
    if not -len(dims) <= along < len(dims):
        return None
    sizes = list(dims)
    sizes[along] = add(sizes[along], number(-less))
    return known(sizes)


def spaced(facts: Facts, start: Value, stop: Value, num: Value) -> Shape | None:
    """So many numbers from one to the other."""
    size = facts.size(num)
    scalar = facts.is_scalar(start) and facts.is_scalar(stop)
    return known([size]) if size is not None and scalar else None


def moved(facts: Facts, x: Value, source: Value, destination: Value) -> Shape | None:
    """One axis, or several, in other places."""
    dims = _plain(facts, x)
    wanted = [facts.constant(source), facts.constant(destination)]
    pairs = [part if isinstance(part, tuple) else (part,) for part in wanted]
    whole = all(type(axis) is int for part in pairs for axis in part)
    if dims is None or not whole or len(pairs[0]) != len(pairs[1]):
        return None
    rank = len(dims)
    if any(not -rank <= axis < rank for part in pairs for axis in part):
        return None
    places = dict(sorted(zip([a % rank for a in pairs[1]], [a % rank for a in pairs[0]])))
    rest = iter([i for i in range(rank) if i not in places.values()])
    return known([dims[places[i] if i in places else next(rest)] for i in range(rank)])


def taken(facts: Facts, x: Value, indices: Value, axis: Value) -> Shape | None:
    """Entries along an axis, by their numbers; of all in one row where no axis is given."""
    dims, wanted, along = _plain(facts, x), _plain(facts, indices), facts.constant(axis)
    if dims is None or wanted is None:
        return None
    if along is None:
        return known(wanted)
    if type(along) is not int or not -len(dims) <= along < len(dims):
        return None
    at = along % len(dims)
    return known([*dims[:at], *wanted, *dims[at + 1 :]])


def padded(facts: Facts, x: Value, width: Value) -> Shape | None:
    """Like x, with more entries at both ends of each axis."""
    dims, more = _plain(facts, x), _widths(facts, width)
    if dims is None:
        return None
    if isinstance(more, Dim):
        more = ((more, more),) * len(dims)
    if more is not None and len(more) == 2 and all(isinstance(n, Dim) for n in more):
        more = (more,) * len(dims)
    if more is None or len(more) != len(dims):
        return None
    found = []
    for dim, pair in zip(dims, more):
        if type(pair) is not tuple or len(pair) != 2 or not all(isinstance(n, Dim) for n in pair):
            return None
        found.append(add(dim, add(*pair)))
    return known(found)


def _widths(facts: Facts, width: Value) -> Any:
    """Return how much an axis is padded by: a size, or a tuple of these; None where that isn't known."""
    if isinstance(width, Apply) and width.op in DISPLAYS:
        return tuple([_widths(facts, part) for part in width.args])
    known = facts.constant(width)
    return _as_sizes(known) if type(known) is tuple else facts.size(width)


def _as_sizes(known: object) -> Any:
    if type(known) is tuple:
        return tuple(map(_as_sizes, known))
    return number(known) if type(known) is int else None


def part(facts: Facts, x: Value, sections: Value, axis: Value, i: Value) -> Shape | None:
    """One of so many equal parts along an axis, or of those between cuts."""
    dims, along = _plain(facts, x), facts.constant(axis)
    count, number_of = facts.constant(sections), facts.constant(i)
    if not dims or type(along) is not int or not -len(dims) <= along < len(dims):
        return None
    whole = dims[along]
    size = unknown(f"part {shown(i)} of {shown(x)} in {shown(sections)}")
    if type(count) is int and count > 0:
        size = quotient(whole, number(count)) or size
    elif isinstance(count, tuple) and all(type(cut) is int for cut in count):
        size = _between(whole, [0, *count], number_of) or size
    sizes = list(dims)
    sizes[along] = size
    return known(sizes)


def _between(whole: Dim, cuts: list[int], i: object) -> Dim | None:
    """Return the size of the part that starts at the i-th cut, if the cuts are in order."""
    if type(i) is not int or min(cuts) < 0 or sorted(cuts) != cuts or not 0 <= i < len(cuts):
        return None
    if i + 1 < len(cuts) and (whole.number is None or cuts[i + 1] <= whole.number):
        return number(cuts[i + 1] - cuts[i])
    if i + 1 < len(cuts):
        return None
    return (
        number(max(0, whole.number - cuts[i]))
        if whole.number is not None
        else add(whole, number(-cuts[i]))
    )


AXES = (running, shortened, spaced, moved, taken, padded, part)
