# inputs: x=np.array([0.4, -0.6, 1.1, 0.7])
import numpy as np
from typing import Annotated


def rosen(x: Annotated[np.ndarray, "N"]):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2.0) ** 2.0 + (1 - x[:-1]) ** 2.0)


# output
import numpy as np
from typing import Annotated


def grad_rosen(x: Annotated[np.ndarray, "N"]):
    """Gradient of rosen: returns grad_x."""
    # Forward
    s0 = x[1:]  # [N-1]
    s1 = x[:-1]  # [N-1]
    s2 = s1**2.0  # [N-1]
    s3 = s0 - s2  # [N-1]
    s7 = 1 - s1  # [N-1]

    # Backward
    grad_out = 1.0
    grad_s9 = grad_out  # sum: copies to all
    grad_s5 = grad_s9  # gradient copier
    grad_s8 = grad_s9  # gradient copier
    grad_s7 = grad_s8 * 2.0 * s7  # power
    grad_s4 = grad_s5 * 100.0  # swap multiplier
    grad_s3 = grad_s4 * 2.0 * s3  # power
    grad_s0 = grad_s3  # gradient copier
    grad_s2 = -grad_s3  # sign flips
    grad_s1 = -grad_s7 + grad_s2 * 2.0 * s1  # gradient adder: sign flips, power
    grad_x = np.zeros_like(x) * 1.0
    grad_x[:-1] = grad_s1  # gradient router: to what is read
    grad_x[1:] += grad_s0  # gradient router: to what is read
    return grad_x
