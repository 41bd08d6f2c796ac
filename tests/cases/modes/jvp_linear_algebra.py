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


def axes_of(x, axis):
    """Return the axes that axis names, all of them where it is None; a number has none."""
    return tuple(
        range(np.ndim(x)) if axis is None or np.ndim(x) == 0 else np.ravel(axis)
    )


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
    dot_s8 = x.T @ dot_x  # [D, D] = [D, N] @ [N, D]
    dot_s1 = dot_s8 + dot_s8.T  # matrix product with itself: both ways
    dot_s3 = dot_penalty * s2  # product rule
    dot_s4 = dot_s1 + dot_s3  # sum rule
    dot_s6 = y @ dot_x + x.T @ dot_y  # matrix product
    dot_out = np.linalg.solve(s4, dot_s6 - dot_s4 @ out)  # solve: A dx = db - dA x
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
    inner = inverse @ (dot_a + dot_a.T) @ inverse.T  # [N, N] = [N, N] @ [N, N]
    # Cholesky: L Φ, Φ the lower half of L⁻¹ dA L⁻ᵀ
    dot_chol = chol @ (np.tril(inner) + np.tril(inner, -1)) / 4
    dot_z = np.linalg.solve(chol, dot_y - dot_chol @ z)  # solve: A dx = db - dA x
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

    # Tangents
    here = (x == s0[:, None]).astype(s0.dtype)  # 1 where it is
    # router: equal ones share
    dot_s0 = np.sum(np.where(here, dot_x, 0), axis=1) / np.sum(here, axis=1)
    apart = np.abs(ranks(x, 1) - (x.shape[1] - 1) / 2)  # from the middle
    share = np.maximum(0, 1 - apart).astype(s1.dtype)  # by nearness
    # median: the one in the middle, or two by half
    dot_s1 = np.sum(dot_x * share, axis=1)
    dot_s2 = dot_s0 + dot_s1  # sum rule
    order = np.argsort(x, axis=0, kind="stable")  # of the entries
    dot_s3 = np.take_along_axis(dot_x, order, 0)  # sort: in the same order
    dot_s4 = np.sum(dot_x * others(x, 0), axis=0)  # product: of the others
    return dot_s2, dot_s3, dot_s4
