# flags: -w logits,means,log_stds
# inputs: x=np.cos(np.arange(8.0)).reshape(4, 2), logits=np.array([0.2, -0.1, 0.4]), means=np.sin(np.arange(6.0)).reshape(3, 2), log_stds=np.array([[0.1, -0.3], [0.2, 0.0], [-0.2, 0.3]])
import numpy as np
from scipy.special import logsumexp


def nll(
    x: Float[np.ndarray, "N D"],
    logits: Float[np.ndarray, "K"],
    means: Float[np.ndarray, "K D"],
    log_stds: Float[np.ndarray, "K D"],
):
    z = (x[:, None, :] - means) / np.exp(log_stds)
    log_normal = -0.5 * np.sum(z**2, axis=-1) - np.sum(log_stds, axis=-1)
    log_weights = logits - logsumexp(logits)
    return -np.sum(logsumexp(log_weights + log_normal, axis=1))
# output
from __future__ import annotations

import numpy as np
from scipy.special import logsumexp


def grad_nll(
    x: Float[np.ndarray, "N D"],
    logits: Float[np.ndarray, "K"],
    means: Float[np.ndarray, "K D"],
    log_stds: Float[np.ndarray, "K D"],
):
    """Gradient of nll: returns (grad_logits, grad_means, grad_log_stds)."""
    # Forward
    s0 = x[:, None, :]  # [N, 1, D]
    s1 = s0 - means  # [N, K, D]
    s2 = np.exp(log_stds)  # [K, D]
    z = s1 / s2  # [N, K, D]
    s3 = z**2  # [N, K, D]
    s4 = np.sum(s3, axis=-1)  # [N, K]
    s5 = -0.5 * s4  # [N, K]
    s6 = np.sum(log_stds, axis=-1)  # [K]
    log_normal = s5 - s6  # [N, K]
    s7 = logsumexp(logits)
    log_weights = logits - s7  # [K]
    s8 = log_weights + log_normal  # [N, K]
    s9 = logsumexp(s8, axis=1)  # [N]

    # Backward
    grad_out = 1.0
    grad_s10 = -grad_out  # sign flips
    grad_s9 = grad_s10  # sum: copies to all
    grad_s8 = grad_s9 * np.exp(s8 - s9[:, None])  # log-sum-exp: the share of each
    grad_log_weights = np.sum(grad_s8, axis=0)  # undo broadcast [N, K] -> [K]
    grad_log_normal = grad_s8  # gradient copier
    grad_s7 = -np.sum(grad_log_weights)  # sign flips, undo broadcast [K] -> []
    # gradient adder: copier, log-sum-exp
    grad_logits = grad_log_weights + grad_s7 * np.exp(log_weights)
    grad_s5 = grad_log_normal  # gradient copier
    # sign flips, undo broadcast [N, K] -> [K]
    grad_s6 = -np.sum(grad_log_normal, axis=0)
    grad_s4 = grad_s5 * -0.5  # swap multiplier
    grad_s3 = grad_s4[..., None]  # sum: copies to all
    grad_z = grad_s3 * 2 * z  # power
    grad_s1 = grad_z / s2  # quotient
    # quotient, undo broadcast [N, K, D] -> [K, D]
    grad_s2 = -np.sum(grad_z * z, axis=0) / s2
    # gradient adder: sum, exponential
    grad_log_stds = grad_s6[..., None] + grad_s2 * s2
    # sign flips, undo broadcast [N, K, D] -> [K, D]
    grad_means = -np.sum(grad_s1, axis=0)
    return grad_logits, grad_means, grad_log_stds
