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
