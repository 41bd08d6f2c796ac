"""Helpers on arrays: axes, products with zeros, order, parts."""

import math

import numpy as np


# fmt: off
def axes_of(x, axis):
    """Return the axes that axis names, all of them where it is None; a number has none."""
    return tuple(
        range(np.ndim(x)) if axis is None or np.ndim(x) == 0 else np.ravel(axis)
    )
# fmt: on


def kept(y, x, axis, keepdims):
    """Return y, reduced from x, with the reduced axes in their places, each of size 1; a number as it is."""
    if keepdims or np.ndim(y) == 0:
        return y
    rank = np.ndim(x)
    return np.expand_dims(y, tuple(i % rank - rank for i in axes_of(x, axis)))


def last_kept(y, x):
    """Return y, reduced from x along its last axis, with that axis in its place; a number as it is."""
    return np.expand_dims(y, -1) if np.ndim(x) else y


def edges(arrays, axis=0):
    """Return where arrays meet that are joined along an axis: 0, and where each of them ends."""
    return np.cumsum([0] + [np.shape(x)[axis] for x in arrays])


def edges_of_rows(arrays):
    """Return where arrays meet that vstack joins, of which vectors are one row: 0, and where each of them ends."""
    return np.cumsum([0] + [len(np.atleast_2d(x)) for x in arrays])


def edges_beside(arrays):
    """Return where arrays meet that hstack joins, of whichever rank: 0, and where each of them ends."""
    return np.cumsum([0] + [np.shape(np.atleast_2d(x))[1] for x in arrays])


def edges_of_columns(arrays):
    """Return where arrays meet that column_stack joins, of which vectors are one column: 0, and where each ends."""
    return np.cumsum([0] + [np.shape(np.column_stack([x]))[1] for x in arrays])


def edges_in_depth(arrays):
    """Return where arrays meet that dstack joins, of which matrices are one layer: 0, and where each of them ends."""
    return np.cumsum([0] + [np.shape(np.atleast_3d(x))[2] for x in arrays])


def handed(value, grad):
    """Return value, and 0 where grad is 0: what nothing is routed to hands nothing down, whatever its slope."""
    return np.where(grad == 0, 0, value)


def covered(index, x):
    """Return where x has the entries x[index]: an array of its shape, of truths."""
    here = np.zeros(np.shape(x), bool)
    here[index] = True
    return here


def across(a, b):
    """Return a with an axis of size 1 for each of b's: beside b, each of a meets each of b."""
    return np.reshape(a, np.shape(a) + (1,) * np.ndim(b))


def count(x, axis):
    """Return how many entries of x are reduced to one along the axes."""
    return math.prod(np.shape(x)[i] for i in axes_of(x, axis))


def lined(x, axis):
    """Return x with the axes laid out as one, the last."""
    axes = axes_of(x, axis)
    rows = np.moveaxis(x, axes, range(-len(axes), 0))
    return rows.reshape(*rows.shape[: rows.ndim - len(axes)], count(x, axis))


def unlined(rows, x, axis):
    """Return rows, laid out by lined(x, axis), in the shape of x."""
    axes = axes_of(x, axis)
    shape = [*np.shape(rows)[:-1], *(np.shape(x)[i] for i in axes)]
    return np.moveaxis(np.reshape(rows, shape), range(-len(axes), 0), axes)


def others(x, axis):
    """Return for each entry of x the product of the others along the axes."""
    rows = lined(x, axis)
    one = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate([one, rows[..., :-1]], -1), -1)
    after = np.cumprod(np.concatenate([one, rows[..., :0:-1]], -1), -1)
    return unlined(before * after[..., ::-1], x, axis)


def recurrence(a, b):
    """Return y with y[i] = a[i] * y[i - 1] + b[i] along the last axis, by doubling."""
    a, y, step = np.array(a), np.array(b, np.result_type(a, b, 0.5)), 1
    while step < y.shape[-1]:
        y[..., step:] += a[..., step:] * y[..., :-step]
        a[..., step:] *= a[..., :-step]
        step *= 2
    return y


def ranks(x, axis):
    """Return the place of each entry of x in their order along the axes."""
    order = np.argsort(lined(x, axis), axis=-1, kind="stable")
    return unlined(np.argsort(order, axis=-1), x, axis)


def leaders(y, axis):
    """Return where along the axis each entry of y, a running extreme, was reached."""
    rows = np.moveaxis(y, axis, -1)
    reached = np.ones(rows.shape, bool)
    reached[..., 1:] = rows[..., 1:] != rows[..., :-1]
    places = np.where(reached, np.arange(rows.shape[-1]), 0)
    return np.moveaxis(np.maximum.accumulate(places, -1), -1, axis)


# fmt: off
def along(w, x, axis):
    """Return weights, of the shape of x or in a row along its axis, so that they stand beside x."""
    if np.shape(w) == np.shape(x):
        return w
    return np.reshape(
        w, [-1 if i == axis % np.ndim(x) else 1 for i in range(np.ndim(x))]
    )
# fmt: on


def laid(x, y, axis):
    """Return x, a row of places along the axis of y, so that it stands beside y; else as it is."""
    return along(x, y, axis) if np.ndim(x) == 1 else x


def undiff(grad, x, n, axis):
    """Return the gradient of x from that of np.diff(x, n, axis)."""
    rows = np.moveaxis(grad, axis, -1) * 1.0
    end = np.zeros_like(rows, shape=(*rows.shape[:-1], n))
    rows = (-1) ** n * np.diff(np.concatenate([end, rows, end], -1), n)
    return np.moveaxis(rows[..., : np.shape(x)[axis]], -1, axis)


def extended(x, end, axis):
    """Return zeros of the shape of x and end, one behind the other along the axis: a number is there once."""
    shape = list(np.shape(x))
    shape[axis] += np.shape(end)[axis] if np.ndim(end) else 1
    return np.zeros(shape)


# fmt: off
def ungradient(grad, spacing, axis, edge_order):
    """Return the gradient of f from that of np.gradient(f, spacing, axis=axis, ...)."""
    rows = np.moveaxis(grad, axis, -1) * 1.0
    steps = (
        np.diff(spacing) if np.ndim(spacing) else np.full(rows.shape[-1] - 1, spacing)
    )
    steps = steps.astype(rows.dtype)
    slopes = np.zeros_like(rows[..., 1:])  # gradient of (f[i + 1] - f[i]) / steps[i]
    share = rows[..., 1:-1] / (steps[:-1] + steps[1:])
    slopes[..., 1:] += steps[:-1] * share
    slopes[..., :-1] += steps[1:] * share
    slopes[..., 0] += rows[..., 0]
    slopes[..., -1] += rows[..., -1]
    if edge_order == 2:
        first = rows[..., 0] * steps[0] / (steps[0] + steps[1])
        last = rows[..., -1] * steps[-1] / (steps[-1] + steps[-2])
        slopes[..., 0] += first
        slopes[..., 1] -= first
        slopes[..., -1] += last
        slopes[..., -2] -= last
    result = np.zeros_like(rows)
    result[..., 1:] += slopes / steps
    result[..., :-1] -= slopes / steps
    return np.moveaxis(result, -1, axis)
# fmt: on


def ungradients(grad, f, spacings, axis, edge_order):
    """Return the gradient of f from those of np.gradient(f, *spacings, axis=axis, ...), one for each axis."""
    axes = axes_of(f, axis)
    parts = grad if len(axes) > 1 else [grad]
    steps = spacings if len(spacings) > 1 else (spacings or (1.0,)) * len(axes)
    return sum(ungradient(*each, edge_order) for each in zip(parts, steps, axes))


def with_diagonal(x, v):
    """Return x with v on its diagonal, as numpy.fill_diagonal writes it."""
    y = np.copy(x)
    np.fill_diagonal(y, v)
    return y


def unfilled(grad, v):
    """Return the gradient of v, whose entries are written one after another, again from the first where they end."""
    total = np.zeros(np.size(v), grad.dtype)
    np.add.at(total, np.arange(np.size(grad)) % np.size(v), np.ravel(grad))
    return total.reshape(np.shape(v))


def placed_along(x, indices, v, axis):
    """Return x with v at the indices along the axis, as numpy.put_along_axis writes it."""
    y = np.copy(x)
    np.put_along_axis(y, indices, v, axis)
    return y


def uncut(grad, a, v, mode, late):
    """Return grad of np.convolve(a, v, mode) between zeros, as that of mode "full".

    The mode "same" cuts, of an odd number, one more in front if it is late.
    """
    short = min(np.size(a), np.size(v))
    start = {"full": 0, "same": (short - 1 + late) // 2, "valid": short - 1}[mode]
    full = np.zeros_like(grad, shape=np.size(a) + np.size(v) - 1)
    full[start : start + np.size(grad)] = grad
    return full


def in_part(grad, x, sections, axis, i):
    """Return zeros like x with grad in part i of np.array_split(x, sections, axis)."""
    whole = np.zeros_like(grad, shape=np.shape(x))
    np.array_split(whole, sections, axis)[i][...] = grad
    return whole


def place_in_block(blocks, index):
    """Return where in np.block(blocks) the block of this index is."""
    place = [...]
    for axis, i in enumerate(index, -len(index)):
        sizes = [np.array(np.block(b), ndmin=len(index)).shape[axis] for b in blocks]
        place.append(slice(sum(sizes[:i]), sum(sizes[: i + 1])))
        blocks = blocks[i]
    return tuple(place)


def unpad(y, x, pad_width):
    """Return the part of np.pad(x, pad_width) that x fills."""
    starts = np.broadcast_to(pad_width, (np.ndim(x), 2))[:, 0]
    return np.asarray(y)[tuple(slice(i, i + n) for i, n in zip(starts, np.shape(x)))]


def framed(x, w, late, mode, cval):
    """Return x with all that scipy.ndimage reads beyond its edges, by weights w and a mode."""
    mirrored = {"reflect": "symmetric", "mirror": "reflect", "nearest": "edge"}
    name = mode.replace("grid-mirror", "reflect").removeprefix("grid-")
    width = [((n - late) // 2, n - 1 - (n - late) // 2) for n in np.shape(w)]
    if name == "constant":
        return np.pad(x, width, constant_values=cval)
    return np.pad(x, width, mirrored.get(name, name))


def unframed(grad, x, w, late, mode):
    """Return the gradient of x from that of framed(x, w, late, mode, 0.0): what is one place adds up."""
    places = framed(np.arange(np.size(x)).reshape(np.shape(x)), w, late, mode, -1)
    total = np.zeros(np.size(x) + 1, grad.dtype)  # the last is beyond the edges
    np.add.at(total, places, grad)
    return total[:-1].reshape(np.shape(x))


def unreduced(grad, x, indices, axis):
    """Return the gradient of x from that of np.add.reduceat(x, indices, axis): each segment has its sum's."""
    rows, total = np.moveaxis(grad, axis, 0), np.zeros_like(grad, shape=np.shape(x))
    for row, start, end in zip(rows, indices, [*indices[1:], np.shape(x)[axis]]):
        np.moveaxis(total, axis, 0)[start : max(end, start + 1)] += row
    return total
