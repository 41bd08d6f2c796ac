# inputs: x=np.array([0.4, 0.5, 1.0]), n=2
# inputs: x=np.array([0.4, 0.5, 1.0]), n=0
import logging

import numpy as np

logger = logging.getLogger(__name__)


def check(v, name: str):
    if np.any(v <= 0):
        raise ValueError(f"{name} has to be positive: {v}")


def f(x: Float[np.ndarray, "N"], n: int, debug: bool = False):
    if x.ndim != 1:  # no matrix
        raise ValueError(f"x has {x.ndim} axes")
    check(x, "x")
    assert n >= 0, "n counts"
    h = x * x
    logger.debug("h is %s", h)
    h = h * n
    if debug:
        print("n times", h, h.mean(), sep=": ")
    return np.sum(h)


# output
from __future__ import annotations

import logging
import numpy as np

logger = logging.getLogger(__name__)


def grad_f(x: Float[np.ndarray, "N"], n: int, debug: bool = False):
    """Gradient of f: returns grad_x."""
    # Forward
    # no matrix
    if x.ndim != 1:
        raise ValueError(f"x has {x.ndim} axes")
    if np.any(x <= 0):
        raise ValueError(f"x has to be positive: {x}")
    assert n >= 0, "n counts"
    h_1 = x * x  # [N]
    logger.debug("h is %s", h_1)
    h = h_1 * n  # [N]
    if debug:
        print("n times", h, h.mean(), sep=": ")

    # Backward
    grad_out = 1.0
    grad_h = grad_out  # sum: copies to all
    grad_h_1 = grad_h * n  # swap multiplier
    grad_x = grad_h_1 * x * 2  # swap multiplier, twice
    return grad_x
