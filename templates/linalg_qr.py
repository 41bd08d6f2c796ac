"""The QR decomposition, A = Q R, by numpy.linalg, and by scipy.linalg where it is the same.

Each output has its own rule; their gradients add up. The first k columns of R are square, what is beyond
them is there where A is wide.

Walter and Lehmann, Algorithmic Differentiation of Linear Algebra Functions (2010).
"""

import numpy as np
import scipy.linalg
from flatgen.templates import rule


@rule(
    "(t := np.linalg.qr(a, mode=mode))[0]",
    when="mode == 'reduced'",
    shape="any",
)
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[0]",
    when="mode == 'economic'",
    shape="any",
)
def orthogonal_factor(q, t, a, mode, check_finite, grad_q):
    """QR: (grad Q - Q Φ) R⁻ᵀ

    inner: gradᵀ Q
    phi: its lower triangle, mirrored
    k: R has k square columns
    square: of the first k columns, transposed
    """
    inner = np.swapaxes(grad_q, -1, -2) @ q
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    k = np.shape(q)[-1]
    square = np.linalg.solve(t[1][..., :k], np.swapaxes(grad_q - q @ phi, -1, -2))
    grad_a = np.concatenate([np.swapaxes(square, -1, -2), np.zeros_like(a[..., k:])], axis=-1)
    return grad_a


@rule("(t := np.linalg.qr(a, mode=mode))[0]", when="mode == 'reduced'")
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[0]",
    when="mode == 'economic'",
)
def orthogonal_factor_forward(q, t, a, mode, check_finite, dot_a):
    """QR: dA R⁻¹ - Q (Qᵀ dA R⁻¹ - turns)

    k: R has k square columns
    share: dA R⁻¹, of the first k columns, transposed
    inner: Qᵀ dA R⁻¹
    turns: its lower triangle, less that mirrored
    """
    k = np.shape(q)[-1]
    share = np.linalg.solve(np.swapaxes(t[1][..., :k], -1, -2), np.swapaxes(dot_a[..., :k], -1, -2))
    inner = np.swapaxes(share @ q, -1, -2)
    turns = np.tril(inner, -1) - np.swapaxes(np.tril(inner, -1), -1, -2)
    dot_q = np.swapaxes(share, -1, -2) + q @ (turns - inner)
    return dot_q


@rule(
    "(t := np.linalg.qr(a, mode=mode))[1]",
    when="mode == 'reduced'",
    shape="any",
)
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[1]",
    when="mode == 'economic'",
    shape="any",
)
def triangular_factor(r, t, a, mode, check_finite, grad_r):
    """QR: (grad Q + Q Φ) R⁻ᵀ

    k: R has k square columns
    pull: grad of Q, by the columns beyond them
    inner: R gradᵀ - (grad Q)ᵀ Q
    phi: its lower triangle, mirrored
    square: of the first k columns, transposed
    """
    k = np.shape(t[0])[-1]
    pull = a[..., k:] @ np.swapaxes(grad_r[..., k:], -1, -2)
    inner = r[..., :k] @ np.swapaxes(grad_r[..., :k], -1, -2) - np.swapaxes(pull, -1, -2) @ t[0]
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    square = np.linalg.solve(r[..., :k], np.swapaxes(pull + t[0] @ phi, -1, -2))
    grad_a = np.concatenate([np.swapaxes(square, -1, -2), t[0] @ grad_r[..., k:]], axis=-1)
    return grad_a


@rule("(t := np.linalg.qr(a, mode=mode))[1]", when="mode == 'reduced'")
@rule(
    "(t := scipy.linalg.qr(a, mode=mode, check_finite=check_finite))[1]",
    when="mode == 'economic'",
)
def triangular_factor_forward(r, t, a, mode, check_finite, dot_a):
    """QR: Qᵀ dA - turns R

    k: R has k square columns
    share: dA R⁻¹, of the first k columns, transposed
    inner: Qᵀ dA R⁻¹
    turns: its lower triangle, less that mirrored
    """
    k = np.shape(t[0])[-1]
    share = np.linalg.solve(np.swapaxes(r[..., :k], -1, -2), np.swapaxes(dot_a[..., :k], -1, -2))
    inner = np.swapaxes(share @ t[0], -1, -2)
    turns = np.tril(inner, -1) - np.swapaxes(np.tril(inner, -1), -1, -2)
    dot_r = np.triu(np.swapaxes(t[0], -1, -2) @ dot_a - turns @ r)
    return dot_r


@rule("np.linalg.qr(a, mode=mode)", when="mode == 'r'", shape="any", gives="floats")
def triangular_factor_alone(r, a, mode, grad_r):
    """QR: (grad Q + Q Φ) R⁻ᵀ

    q: the other factor
    k: R has k square columns
    pull: grad of Q, by the columns beyond them
    inner: R gradᵀ - (grad Q)ᵀ Q
    phi: its lower triangle, mirrored
    square: of the first k columns, transposed
    """
    q = np.linalg.qr(a)[0]
    k = np.shape(q)[-1]
    pull = a[..., k:] @ np.swapaxes(grad_r[..., k:], -1, -2)
    inner = r[..., :k] @ np.swapaxes(grad_r[..., :k], -1, -2) - np.swapaxes(pull, -1, -2) @ q
    phi = np.tril(inner) + np.swapaxes(np.tril(inner, -1), -1, -2)
    square = np.linalg.solve(r[..., :k], np.swapaxes(pull + q @ phi, -1, -2))
    grad_a = np.concatenate([np.swapaxes(square, -1, -2), q @ grad_r[..., k:]], axis=-1)
    return grad_a


@rule("np.linalg.qr(a, mode=mode)", when="mode == 'r'")
def triangular_factor_alone_forward(r, a, mode, dot_a):
    """QR: Qᵀ dA - turns R

    q: the other factor
    k: R has k square columns
    share: dA R⁻¹, of the first k columns, transposed
    inner: Qᵀ dA R⁻¹
    turns: its lower triangle, less that mirrored
    """
    q = np.linalg.qr(a)[0]
    k = np.shape(q)[-1]
    share = np.linalg.solve(np.swapaxes(r[..., :k], -1, -2), np.swapaxes(dot_a[..., :k], -1, -2))
    inner = np.swapaxes(share @ q, -1, -2)
    turns = np.tril(inner, -1) - np.swapaxes(np.tril(inner, -1), -1, -2)
    dot_r = np.triu(np.swapaxes(q, -1, -2) @ dot_a - turns @ r)
    return dot_r
