# flags: -m jvp
import numpy as np


def ridge(x: Float[np.ndarray, "N D"], y: Float[np.ndarray, "N"], penalty: float):
    return np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


def likelihood(a: Float[np.ndarray, "N N"], y: Float[np.ndarray, "N"]):
    chol = np.linalg.cholesky(a)
    z = np.linalg.solve(chol, y)
    return -0.5 * z @ z - np.sum(np.log(np.diag(chol)))


def routed(x: Float[np.ndarray, "N D"]):
    return np.max(x, axis=1) + np.median(x, axis=1), np.sort(x, axis=0), np.prod(x, axis=0)
# output
from __future__ import annotations

import numpy as np
from math import prod


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def axes_of(x, axis):
    """Return the axes that axis names, all of them where it is None."""
    return tuple(range(np.ndim(x)) if axis is None else np.ravel(axis))


def count(x, axis):
    """Return how many entries of x are reduced to one along the axes."""
    return prod(np.shape(x)[i] for i in axes_of(x, axis))


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


def ranks(x, axis):
    """Return the place of each entry of x in their order along the axes."""
    order = np.argsort(lined(x, axis), axis=-1, kind="stable")
    return unlined(np.argsort(order, axis=-1), x, axis)


def others(x, axis):
    """Return for each entry of x the product of the others along the axes."""
    rows = lined(x, axis)
    one = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate([one, rows[..., :-1]], -1), -1)
    after = np.cumprod(np.concatenate([one, rows[..., :0:-1]], -1), -1)
    return unlined(before * after[..., ::-1], x, axis)


def jvp_ridge(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    penalty: float,
    dot_x: Float[np.ndarray, "N D"],
    dot_y: Float[np.ndarray, "N"],
    dot_penalty: float,
):
    """Jacobian-vector product of ridge: returns dot_out."""
    # Forward
    s0 = x.T  # [D, N]
    s1 = s0 @ x  # [D, D] = [D, N] @ [N, D]
    s2 = np.eye(x.shape[1])  # [D, D]
    s3 = penalty * s2  # [D, D]
    s4 = s1 + s3  # [D, D]
    s6 = s0 @ y  # [D] = [D, N] @ [N]
    out = np.linalg.solve(s4, s6)  # [D]

    # Tangents
    dot_s0 = dot_x.T  # linear
    dot_s8 = x.T @ dot_x  # [D, D] = [D, N] @ [N, D]
    dot_s9 = dot_s8  # gradient copier
    dot_s1 = dot_s8 + dot_s9.T  # matrix product with itself: both ways
    dot_s3 = dot_penalty * s2  # product rule
    dot_s4 = dot_s1 + dot_s3  # sum rule
    dot_s6 = dot_s0 @ y + s0 @ dot_y  # product rule
    dot_s11 = -dot_s4  # gradient copier
    dot_adjoint = dot_s11 @ out  # [D] = [D, D] @ [D]
    adjoint_1 = np.linalg.solve(s4, dot_adjoint)  # Aᵀ grad b = grad x
    dot_adjoint_2 = dot_s6  # gradient copier
    adjoint_3 = np.linalg.solve(s4, dot_adjoint_2)  # Aᵀ grad b = grad x
    dot_out = adjoint_1 + adjoint_3  # solve
    return dot_out


def jvp_likelihood(
    a: Float[np.ndarray, "N N"],
    y: Float[np.ndarray, "N"],
    dot_a: Float[np.ndarray, "N N"],
    dot_y: Float[np.ndarray, "N"],
):
    """Jacobian-vector product of likelihood: returns dot_out."""
    # Forward
    chol = np.linalg.cholesky(a)  # [N, N]
    z = np.linalg.solve(chol, y)  # [N]
    s0 = -0.5 * z  # [N]
    s2 = np.diag(chol)  # [N]

    # Tangents
    inverse = np.linalg.inv(chol)  # L⁻¹
    dot_s9 = dot_a / 2  # quotient
    dot_s10 = dot_s9 @ inverse.T  # [N, N] = [N, N] @ [N, N]
    dot_phi = inverse @ dot_s10  # [N, N] = [N, N] @ [N, N]
    dot_s6 = dot_phi  # gradient copier
    dot_s7 = dot_phi  # gradient copier
    dot_s8 = dot_s7.T  # transpose: back
    dot_inner = np.tril(dot_s8, -1) + np.tril(dot_s6, 0)  # gradient adder: router
    dot_chol = chol @ dot_inner  # [N, N] = [N, N] @ [N, N]
    dot_s12 = -dot_chol  # gradient copier
    dot_adjoint = dot_s12 @ z  # [N] = [N, N] @ [N]
    adjoint_1 = np.linalg.solve(chol, dot_adjoint)  # Aᵀ grad b = grad x
    dot_adjoint_2 = dot_y  # gradient copier
    adjoint_3 = np.linalg.solve(chol, dot_adjoint_2)  # Aᵀ grad b = grad x
    dot_z = adjoint_1 + adjoint_3  # solve
    dot_s0 = dot_z * -0.5  # product rule
    dot_s1 = dot_s0 @ z + s0 @ dot_z  # product rule
    dot_s2 = np.diag(dot_chol)  # linear
    dot_s3 = dot_s2 / s2  # logarithm: 1 / x
    dot_s4 = np.sum(dot_s3)  # linear
    dot_out = dot_s1 - dot_s4  # sum rule
    return dot_out


def jvp_routed(x: Float[np.ndarray, "N D"], dot_x: Float[np.ndarray, "N D"]):
    """Jacobian-vector product of routed: returns (dot_s2, dot_s3, dot_s4)."""
    # Forward
    s0 = np.max(x, axis=1)  # [N]
    s1 = np.median(x, axis=1)  # [N]
    s3 = np.sort(x, axis=0)  # [N, D]

    # Tangents
    here = (x == s0[:, None]).astype(s0.dtype)  # 1 where it is
    share = s0 / np.sum(here, axis=1)  # of each
    s6 = share[:, None]
    s5 = np.where(here, s6, 0)
    # gradient router
    dot_s6 = unbroadcast(np.broadcast_to(np.where(here, dot_x, 0), np.shape(s5)), s6)
    dot_share = np.reshape(dot_s6, share.shape)  # reshape: back
    # router: equal ones share
    dot_s0 = unbroadcast(dot_share / np.sum(here, axis=1), s0)
    apart = np.abs(ranks(x, 1) - (x.shape[1] - 1) / 2)  # from the middle
    share_1 = np.maximum(0, 1 - apart).astype(s1.dtype)  # by nearness
    s8 = s1[:, None]
    s7 = s8 * share_1
    # median: the one in the middle, or two by half
    dot_s1 = np.sum(np.broadcast_to(dot_x * share_1, s7.shape), axis=1)
    dot_s2 = dot_s0 + dot_s1  # sum rule
    places = np.reshape(np.arange(s3.size), s3.shape)  # 0, 1, 2, ...
    taken = np.take_along_axis(places, ranks(x, 0), 0)  # of the places
    total = np.zeros_like(np.ravel(s3))
    np.add.at(total, taken, dot_x)  # by place
    dot_s3 = np.reshape(total, s3.shape)  # sort: back to its place
    dot_s4 = np.sum(dot_x * others(x, 0), axis=0)  # product: of the others
    return dot_s2, dot_s3, dot_s4
