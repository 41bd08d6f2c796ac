# inputs: x=np.cos(np.arange(3.0)), w=np.sin(np.arange(3.0))
def scaled(x):
    """Its own import."""
    import numpy as np

    return np.tanh(x) * 2


def loss(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"]):
    import numpy as np
    from math import pi

    h = scaled(x * w)
    return np.sum(h**2) / pi


# output
from __future__ import annotations

import numpy as np
from math import pi


def grad_loss(x: Float[np.ndarray, "N"], w: Float[np.ndarray, "N"]):
    """Gradient of loss: returns (grad_x, grad_w)."""
    # Forward
    s0 = x * w  # [N]
    s1 = np.tanh(s0)  # [N]
    h = s1 * 2  # [N]

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out / pi  # quotient
    grad_s2 = grad_s3  # sum: copies to all
    grad_h = grad_s2 * 2 * h  # power
    grad_s1 = grad_h * 2  # swap multiplier
    grad_s0 = grad_s1 * (1 - s1**2)  # tanh: 1 - tanh²
    grad_x = grad_s0 * w  # swap multiplier
    grad_w = grad_s0 * x  # swap multiplier
    return grad_x, grad_w
