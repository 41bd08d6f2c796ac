# inputs: x=np.array([[0.1, 0.5], [0.9, -0.3], [-0.4, 0.7]]), y=np.array([0.3, -0.2, 0.8]), ell=1.1, scale=0.9, noise=0.5
import numpy as np


def negative_log_likelihood(
    x: Float[np.ndarray, "N D"], y: Float[np.ndarray, "N"], ell: float, scale: float, noise: float
):
    d2 = ((x[:, None, :] - x[None, :, :]) ** 2).sum(-1)
    k = scale**2 * np.exp(-d2 / (2 * ell**2)) + noise**2 * np.eye(x.shape[0])
    chol = np.linalg.cholesky(k)
    a = np.linalg.solve(chol.T, np.linalg.solve(chol, y))
    return 0.5 * y @ a + np.sum(np.log(np.diag(chol)))


def by_slogdet(x, y, ell, noise):
    d2 = np.sum((x[:, None, :] - x[None, :, :]) ** 2, axis=-1)
    k = np.exp(-0.5 * d2 / ell**2) + noise**2 * np.eye(len(y))
    _, logdet = np.linalg.slogdet(k)
    return 0.5 * (y @ np.linalg.solve(k, y) + logdet)
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


def right_gradient(grad, x, y):
    """Return the gradient of y in x @ y: x.T @ grad, and likewise for vectors and stacks."""
    if np.ndim(x) == 1:
        gradient = (
            x * grad
            if np.ndim(y) == 1
            else np.expand_dims(x, -1) * np.expand_dims(grad, -2)
        )
    elif np.ndim(y) == 1:
        gradient = (np.swapaxes(x, -1, -2) @ np.expand_dims(grad, -1))[..., 0]
    else:
        gradient = np.swapaxes(x, -1, -2) @ grad
    return unbroadcast(gradient, y)


def as_columns(x, a):
    """Return x, a solution by the matrix a, as a matrix: a vector as its one column."""
    return x[..., None] if np.ndim(x) < np.ndim(a) else x


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


def grad_negative_log_likelihood(
    x: Float[np.ndarray, "N D"],
    y: Float[np.ndarray, "N"],
    ell: float,
    scale: float,
    noise: float,
):
    """Gradient of negative_log_likelihood.

    Returns (grad_x, grad_y, grad_ell, grad_scale, grad_noise).
    """
    # Forward
    s0 = x[:, None, :]  # [N, 1, D]
    s1 = x[None, :, :]  # [1, N, D]
    s2 = s0 - s1  # [N, N, D]
    s3 = s2**2  # [N, N, D]
    d2 = s3.sum(-1)  # [N, N]
    s4 = scale**2
    s5 = -d2  # [N, N]
    s6 = ell**2
    s7 = 2 * s6
    s8 = s5 / s7  # [N, N]
    s9 = np.exp(s8)  # [N, N]
    s10 = s4 * s9  # [N, N]
    s11 = noise**2
    s12 = np.eye(x.shape[0])  # [N, N]
    s13 = s11 * s12  # [N, N]
    k = s10 + s13  # [N, N]
    chol = np.linalg.cholesky(k)  # [N, N]
    s14 = chol.T  # [N, N]
    s15 = np.linalg.solve(chol, y)  # [N]
    a = np.linalg.solve(s14, s15)  # [N]
    s16 = 0.5 * y  # [N]
    s18 = np.diag(chol)  # [N]

    # Backward
    grad_out = 1.0
    grad_s17 = grad_out  # gradient copier
    grad_s20 = grad_out  # gradient copier
    grad_s19 = grad_s20  # sum: copies to all
    grad_s18 = grad_s19 / s18  # logarithm: 1 / x
    grad_s16 = grad_s17 * a  # inner product: swap multiplier
    grad_a = grad_s17 * s16  # inner product: swap multiplier
    adjoint = np.linalg.solve(chol, grad_a)  # Aᵀ grad b = grad x
    grad_s14 = -np.outer(adjoint, a)  # solve: -grad b xᵀ
    grad_s15 = adjoint  # solve: by the transpose
    adjoint_1 = np.linalg.solve(s14, grad_s15)  # Aᵀ grad b = grad x
    grad_y = grad_s16 * 0.5 + adjoint_1  # gradient adder: swap multiplier, solve
    # gradient adder: diagonal, solve, transpose
    grad_chol = np.diag(grad_s18) - np.outer(adjoint_1, s15) + grad_s14.T
    inner = s14 @ grad_chol  # [N, N] = [N, N] @ [N, N]
    phi = np.tril(inner) + np.tril(inner, -1).T  # its lower triangle, mirrored
    inverse = np.linalg.inv(chol)  # L⁻¹
    grad_k = inverse.T @ phi @ inverse / 2  # Cholesky: ½ L⁻ᵀ Φ L⁻¹, in both triangles
    grad_s10 = grad_k  # gradient copier
    grad_s13 = grad_k  # gradient copier
    grad_s11 = np.vdot(grad_s13, s12)  # swap multiplier, undo broadcast [N, N] -> []
    grad_noise = grad_s11 * 2 * noise  # power
    grad_s4 = np.vdot(grad_s10, s9)  # swap multiplier, undo broadcast [N, N] -> []
    grad_s9 = grad_s10 * s4  # swap multiplier
    grad_s8 = grad_s9 * s9  # exponential: its own slope
    grad_s5 = grad_s8 / s7  # quotient
    grad_s7 = -np.sum(grad_s8 * s8) / s7  # quotient, undo broadcast [N, N] -> []
    grad_s6 = grad_s7 * 2  # swap multiplier
    grad_ell = grad_s6 * 2 * ell  # power
    grad_d2 = -grad_s5  # sign flips
    grad_scale = grad_s4 * 2 * scale  # power
    grad_s3 = grad_d2[..., None]  # sum: copies to all
    grad_s2 = grad_s3 * 2 * s2  # power
    # gradient adder: sign flips, copier
    grad_x = -np.sum(grad_s2, axis=0) + np.sum(grad_s2, axis=1)
    return grad_x, grad_y, grad_ell, grad_scale, grad_noise


def grad_by_slogdet(x, y, ell, noise):
    """Gradient of by_slogdet: returns (grad_x, grad_y, grad_ell, grad_noise)."""
    # Forward
    s0 = x[:, None, :]
    s1 = x[None, :, :]
    s2 = s0 - s1
    s3 = s2**2
    d2 = np.sum(s3, axis=-1)
    s4 = -0.5 * d2
    s5 = ell**2
    s6 = s4 / s5
    s7 = np.exp(s6)
    s8 = noise**2
    s9 = np.eye(len(y))
    s10 = s8 * s9
    k = s7 + s10
    s11 = np.linalg.slogdet(k)
    logdet = s11[1]
    s12 = np.linalg.solve(k, y)
    s13 = y @ s12
    s14 = s13 + logdet
    out = 0.5 * s14

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s14 = grad_out * 0.5  # swap multiplier
    grad_s13 = unbroadcast(grad_s14, s13)  # gradient copier
    grad_logdet = unbroadcast(grad_s14, logdet)  # gradient copier
    grad_s12 = right_gradient(grad_s13, y, s12)  # matrix product
    # Aᵀ grad b = grad x, in columns
    adjoint = np.linalg.solve(np.swapaxes(k, -1, -2), as_columns(grad_s12, k))
    grad_y = left_gradient(grad_s13, y, s12)  # matrix product
    # gradient adder: solve
    grad_y = grad_y + unbroadcast(np.reshape(adjoint, s12.shape), y)
    # solve: -grad b xᵀ
    grad_k = unbroadcast(-adjoint @ np.swapaxes(as_columns(s12, k), -1, -2), k)
    # gradient adder: log-determinant
    grad_k = grad_k + np.expand_dims(grad_logdet, (-2, -1)) * np.swapaxes(
        np.linalg.inv(k), -1, -2
    )
    grad_s7 = unbroadcast(grad_k, s7)  # gradient copier
    grad_s10 = unbroadcast(grad_k, s10)  # gradient copier
    grad_s8 = unbroadcast(grad_s10 * s9, s8)  # swap multiplier
    grad_noise = grad_s8 * 2 * noise  # power
    grad_s6 = grad_s7 * s7  # exponential: its own slope
    grad_s4 = unbroadcast(grad_s6 / s5, s4)  # quotient
    grad_s5 = -unbroadcast(grad_s6 * s6, s5) / s5  # quotient
    grad_ell = grad_s5 * 2 * ell  # power
    grad_d2 = grad_s4 * -0.5  # swap multiplier
    grad_s3 = grad_d2[..., None]  # sum: copies to all
    grad_s2 = grad_s3 * 2 * s2  # power
    grad_s0 = unbroadcast(grad_s2, s0)  # gradient copier
    grad_s1 = -unbroadcast(grad_s2, s1)  # sign flips
    # gradient adder: reshape
    grad_x = np.reshape(grad_s1, np.shape(x)) + np.reshape(grad_s0, np.shape(x))
    return grad_x, grad_y, grad_ell, grad_noise
