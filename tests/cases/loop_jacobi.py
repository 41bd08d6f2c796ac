# inputs: b=np.cos(np.arange(20.0)).reshape(4, 5), u=np.sin(np.arange(20.0)).reshape(4, 5), steps=3
import numpy as np


def energy(b: Float[np.ndarray, "M N"], u: Float[np.ndarray, "M N"], steps: int):
    for _ in range(steps):
        new = u.copy()
        new[1:-1, 1:-1] = (
            u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - b[1:-1, 1:-1]
        ) / 4
        u = new
    return np.sum(u**2)


# output
from __future__ import annotations

import numpy as np


def grad_energy(b: Float[np.ndarray, "M N"], u: Float[np.ndarray, "M N"], steps: int):
    """Gradient of energy: returns (grad_b, grad_u)."""
    # Forward
    for _ in range(steps):
        new = u.copy()  # [M, N]
        s0 = u[:-2, 1:-1]  # [M-2, N-2]
        s1 = u[2:, 1:-1]  # [M-2, N-2]
        s2 = s0 + s1  # [M-2, N-2]
        s3 = u[1:-1, :-2]  # [M-2, N-2]
        s4 = s2 + s3  # [M-2, N-2]
        s5 = u[1:-1, 2:]  # [M-2, N-2]
        s6 = s4 + s5  # [M-2, N-2]
        s7 = b[1:-1, 1:-1]  # [M-2, N-2]
        s8 = s6 - s7  # [M-2, N-2]
        s9 = s8 / 4  # [M-2, N-2]
        new[1:-1, 1:-1] = s9
        u = new

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # sum: copies to all
    grad_u = grad_s10 * 2 * u  # power
    grad_b = np.zeros_like(b)
    for _ in reversed(range(steps)):
        grad_s9 = grad_u[1:-1, 1:-1].copy()  # gradient router: to what was written
        grad_u[1:-1, 1:-1] = 0.0  # overwritten: no gradient gets through
        grad_s8 = grad_s9 / 4  # quotient
        grad_s6 = grad_s8  # gradient copier
        grad_s7 = -grad_s8  # sign flips
        grad_b[1:-1, 1:-1] += grad_s7  # gradient router: to what is read
        grad_s4 = grad_s6  # gradient copier
        grad_s5 = grad_s6  # gradient copier
        grad_s2 = grad_s4  # gradient copier
        grad_s3 = grad_s4  # gradient copier
        grad_s0 = grad_s2  # gradient copier
        grad_s1 = grad_s2  # gradient copier
        grad_u[1:-1, 2:] += grad_s5  # gradient router: to what is read
        grad_u[1:-1, :-2] += grad_s3  # gradient router: to what is read
        grad_u[2:, 1:-1] += grad_s1  # gradient router: to what is read
        grad_u[:-2, 1:-1] += grad_s0  # gradient router: to what is read
    return grad_b, grad_u
