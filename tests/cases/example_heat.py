# Heat along a rod, step by step in place: a loop, whose gradient is a loop the other way.
#
#     flatgen examples/heat.py
#
# Something to try it with, once for no steps at all:
#
# inputs: u=np.cos(np.arange(7.0)), kappa=0.2, steps=3
# inputs: u=np.cos(np.arange(7.0)), kappa=0.2, steps=0

from typing import Annotated

import numpy as np


def energy(u: Annotated[np.ndarray, "N"], kappa: float, steps: int):
    u = u.copy()
    for t in range(steps):
        u[1:-1] += kappa * (u[:-2] - 2 * u[1:-1] + u[2:])
    return np.sum(u**2)
# output
from typing import Annotated
import numpy as np


def grad_energy(u: Annotated[np.ndarray, "N"], kappa: float, steps: int):
    """Gradient of energy: returns (grad_u, grad_kappa)."""
    # Forward
    u = u.copy()  # [N]
    s5_history = []
    for t in range(steps):
        s0 = u[:-2]  # [N-2]
        s1 = u[1:-1]  # [N-2]
        s2 = 2 * s1  # [N-2]
        s3 = s0 - s2  # [N-2]
        s4 = u[2:]  # [N-2]
        s5 = s3 + s4  # [N-2]
        s5_history.append(s5)
        s6 = kappa * s5  # [N-2]
        u[1:-1] += s6

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # sum: copies to all
    grad_u = grad_s7 * 2 * u  # power
    grad_kappa = 0.0
    for t in reversed(range(steps)):
        s5 = s5_history.pop()
        grad_s6 = grad_u[1:-1]  # gradient copier
        # swap multiplier, undo broadcast [N-2] -> []
        grad_kappa += np.vdot(grad_s6, s5)
        grad_s5 = grad_s6 * kappa  # swap multiplier
        grad_s3 = grad_s5  # gradient copier
        grad_s4 = grad_s5  # gradient copier
        grad_s0 = grad_s3  # gradient copier
        grad_s2 = -grad_s3  # sign flips
        grad_s1 = grad_s2 * 2  # swap multiplier
        grad_u[2:] += grad_s4  # gradient router: to what is read
        grad_u[1:-1] += grad_s1  # gradient router: to what is read
        grad_u[:-2] += grad_s0  # gradient router: to what is read
    return grad_u, grad_kappa
