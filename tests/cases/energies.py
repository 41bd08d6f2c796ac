# inputs: x=np.array([[0.1, 0.5], [1.9, -0.3], [-1.4, 1.7]]), q=np.array([0.3, -0.2, 0.8]), eps=0.7, sigma=0.9, k=1.3, ell=0.8
import numpy as np


def lennard_jones(x: Float[np.ndarray, "N D"], eps: float, sigma: float):
    i, j = np.triu_indices(len(x), k=1)
    d = x[i] - x[j]
    r2 = np.sum(d**2, axis=1)
    s6 = (sigma**2 / r2) ** 3
    return np.sum(4 * eps * (s6**2 - s6))


def springs(x: Float[np.ndarray, "N D"], k: float, ell: float):
    length = np.linalg.norm(np.diff(x, axis=0), axis=1)
    return 0.5 * k * np.sum((length - ell) ** 2)


def coulomb(x: Float[np.ndarray, "N D"], q: Float[np.ndarray, "N"]):
    d = x[:, None, :] - x[None, :, :]
    r = np.sqrt((d**2).sum(axis=2) + 0.01)
    return 0.5 * np.sum(q[:, None] * q[None, :] / r)
# output
from __future__ import annotations

import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def undiff(grad, x, n, axis):
    """Return the gradient of x from that of np.diff(x, n, axis)."""
    rows = np.moveaxis(grad, axis, -1) * 1.0
    end = np.zeros_like(rows, shape=(*rows.shape[:-1], n))
    rows = (-1) ** n * np.diff(np.concatenate([end, rows, end], -1), n)
    return np.moveaxis(rows[..., : np.shape(x)[axis]], -1, axis)


def grad_lennard_jones(x: Float[np.ndarray, "N D"], eps: float, sigma: float):
    """Gradient of lennard_jones: returns (grad_x, grad_eps, grad_sigma)."""
    # Forward
    s0 = np.triu_indices(len(x), k=1)
    i = s0[0]
    j = s0[1]
    s1 = x[i]
    s2 = x[j]
    d = s1 - s2
    s3 = d**2
    r2 = np.sum(s3, axis=1)
    s4 = sigma**2
    s5 = s4 / r2
    s6 = s5**3
    s7 = 4 * eps
    s8 = s6**2
    s9 = s8 - s6

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # sum: copies to all
    grad_s7 = np.sum(grad_s10 * s9)  # swap multiplier, undo broadcast
    grad_s9 = grad_s10 * s7  # swap multiplier
    grad_s8 = grad_s9  # gradient copier
    grad_s6 = -grad_s9 + grad_s8 * 2 * s6  # gradient adder: sign flips, power
    grad_eps = grad_s7 * 4  # swap multiplier
    grad_s5 = grad_s6 * 3 * s5**2  # power
    grad_s4 = np.sum(grad_s5 / r2)  # quotient, undo broadcast
    grad_r2 = -grad_s5 * s5 / r2  # quotient
    grad_sigma = grad_s4 * 2 * sigma  # power
    grad_s3 = grad_r2[:, None]  # sum: copies to all
    grad_d = grad_s3 * 2 * d  # power
    grad_s1 = unbroadcast(grad_d, s1)  # gradient copier
    grad_s2 = -unbroadcast(grad_d, s2)  # sign flips
    grad_x = np.zeros_like(x)
    np.add.at(grad_x, j, grad_s2)  # gradient router: to what is read; repeats add
    np.add.at(grad_x, i, grad_s1)  # gradient router: to what is read; repeats add
    return grad_x, grad_eps, grad_sigma


def grad_springs(x: Float[np.ndarray, "N D"], k: float, ell: float):
    """Gradient of springs: returns (grad_x, grad_k, grad_ell)."""
    # Forward
    s0 = np.diff(x, axis=0)  # [N-1, D]
    length = np.linalg.norm(s0, axis=1)  # [N-1]
    s1 = 0.5 * k
    s2 = length - ell  # [N-1]
    s3 = s2**2  # [N-1]
    s4 = np.sum(s3)

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * s4  # swap multiplier
    grad_s4 = grad_out * s1  # swap multiplier
    grad_s3 = grad_s4  # sum: copies to all
    grad_s2 = grad_s3 * 2 * s2  # power
    grad_ell = -np.sum(grad_s2)  # sign flips, undo broadcast [N-1] -> []
    grad_length = grad_s2  # gradient copier
    grad_k = grad_s1 * 0.5  # swap multiplier
    length_1 = length + (length == 0)  # 1 in place of 0
    grad_s0 = (grad_length / length_1)[:, None] * s0  # norm: x over its length, 0 at 0
    grad_x = undiff(grad_s0, x, 1, 0)  # difference: to one with +, to the other with -
    return grad_x, grad_k, grad_ell


def grad_coulomb(x: Float[np.ndarray, "N D"], q: Float[np.ndarray, "N"]):
    """Gradient of coulomb: returns (grad_x, grad_q)."""
    # Forward
    s0 = x[:, None, :]  # [N, 1, D]
    s1 = x[None, :, :]  # [1, N, D]
    d = s0 - s1  # [N, N, D]
    s2 = d**2  # [N, N, D]
    s3 = s2.sum(axis=2)  # [N, N]
    s4 = s3 + 0.01  # [N, N]
    r = np.sqrt(s4)  # [N, N]
    s5 = q[:, None]  # [N, 1]
    s6 = q[None, :]  # [1, N]
    s7 = s5 * s6  # [N, N]
    s8 = s7 / r  # [N, N]

    # Backward
    grad_out = 1.0
    grad_s9 = grad_out * 0.5  # swap multiplier
    grad_s8 = grad_s9  # sum: copies to all
    grad_s7 = grad_s8 / r  # quotient
    grad_r = -grad_s8 * s8 / r  # quotient
    # gradient adder: swap multiplier
    grad_q = np.sum(grad_s7 * s5, axis=0) + np.sum(grad_s7 * s6, axis=1)
    grad_s4 = grad_r / (2 * r)  # square root: 1 / (2 √x)
    grad_s3 = grad_s4  # gradient copier
    grad_s2 = grad_s3[:, :, None]  # sum: copies to all
    grad_d = grad_s2 * 2 * d  # power
    # gradient adder: sign flips, copier
    grad_x = -np.sum(grad_d, axis=0) + np.sum(grad_d, axis=1)
    return grad_x, grad_q
