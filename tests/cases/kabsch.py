# The best rotation of one cloud of points onto another: the singular vectors of a square matrix turn by the gaps.
# inputs: p=np.array([[0.1, 0.5, 0.2], [0.9, -0.3, 0.4], [-0.4, 0.7, -0.6], [0.3, 0.2, 0.8]]), q=np.array([[0.3, 0.1, 0.4], [0.7, -0.5, -0.2], [-0.6, 0.2, 0.1], [0.1, 0.6, 0.5]])
import numpy as np


def misfit(p: Float[np.ndarray, "N 3"], q: Float[np.ndarray, "N 3"]):
    p = p - p.mean(axis=0)
    q = q - q.mean(axis=0)
    cov = p.T @ q
    u, s, vt = np.linalg.svd(cov)
    d = np.sign(np.linalg.det(u @ vt))
    rotation = vt.T @ np.diag([1.0, 1.0, d]) @ u.T
    return np.sum((p @ rotation.T - q) ** 2)
# output
from __future__ import annotations

import numpy as np


def over_gaps(m, w):
    """Return m[i, j] / (w[j] - w[i]), and 0 on the diagonal and wherever m is 0."""
    gaps = w[..., None, :] - w[..., None]
    apart = (m != 0) & ~np.eye(w.shape[-1], dtype=bool)
    return np.divide(m, gaps, out=np.zeros_like(m * gaps), where=apart)


def grad_misfit(p: Float[np.ndarray, "N 3"], q: Float[np.ndarray, "N 3"]):
    """Gradient of misfit: returns (grad_p, grad_q)."""
    # Forward
    s0 = p.mean(axis=0)  # [3]
    p_1 = p - s0  # [N, 3]
    s1 = q.mean(axis=0)  # [3]
    q_1 = q - s1  # [N, 3]
    s2 = p_1.T  # [3, N]
    cov = s2 @ q_1  # [3, 3] = [3, N] @ [N, 3]
    s3 = np.linalg.svd(cov)
    u = s3[0]  # [3, 3]
    s = s3[1]
    vt = s3[2]  # [3, 3]
    s4 = u @ vt  # [3, 3] = [3, 3] @ [3, 3]
    s5 = np.linalg.det(s4)
    d = np.sign(s5)
    s6 = vt.T  # [3, 3]
    s7 = np.array([1.0, 1.0, d])  # [3]
    s8 = np.diag(s7)  # [3, 3]
    s9 = s6 @ s8  # [3, 3] = [3, 3] @ [3, 3]
    s10 = u.T  # [3, 3]
    rotation = s9 @ s10  # [3, 3] = [3, 3] @ [3, 3]
    s11 = rotation.T  # [3, 3]
    s12 = p_1 @ s11  # [N, 3] = [N, 3] @ [3, 3]
    s13 = s12 - q_1  # [N, 3]

    # Backward
    grad_out = 1.0
    grad_s14 = grad_out  # sum: copies to all
    grad_s13 = grad_s14 * 2 * s13  # power
    grad_s12 = grad_s13  # gradient copier
    grad_rotation = grad_s12.T @ p_1  # [3, 3] = [3, N] @ [N, 3]
    grad_s9 = grad_rotation @ u  # [3, 3] = [3, 3] @ [3, 3]
    grad_u = grad_rotation.T @ s9  # [3, 3] = [3, 3] @ [3, 3]
    grad_vt = s8 @ grad_s9.T  # [3, 3] = [3, 3] @ [3, 3]
    turns = over_gaps(vt @ grad_vt.T, s**2)  # Vᵀ grad V over the gaps of s²
    turns_1 = over_gaps(s10 @ grad_u, s**2)  # Uᵀ grad U over the gaps of s²
    grad_cov = u * s @ (turns + turns.T) @ vt  # right singular vectors: U s turns Vᵀ
    # gradient adder: left singular vectors
    grad_cov = grad_cov + u @ (turns_1 + turns_1.T) * s @ vt
    grad_p_1 = grad_s12 @ rotation + q_1 @ grad_cov.T  # gradient adder: matrix product
    grad_q_1 = -grad_s13 + p_1 @ grad_cov  # gradient adder: sign flips, matrix product
    grad_s1 = -np.sum(grad_q_1, axis=0)  # sign flips, undo broadcast [N, 3] -> [3]
    grad_q = grad_q_1 + grad_s1 / p.shape[0]  # gradient adder: copier, mean
    grad_s0 = -np.sum(grad_p_1, axis=0)  # sign flips, undo broadcast [N, 3] -> [3]
    grad_p = grad_p_1 + grad_s0 / p.shape[0]  # gradient adder: copier, mean
    return grad_p, grad_q
