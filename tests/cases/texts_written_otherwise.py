# inputs: x=np.array([0.3, -1.2, 0.7]), kind="Tanh"
import numpy as np


def act(x, kind: str = "relu"):
    if kind.lower() == "relu":
        return np.sum(np.maximum(x, 0))
    elif kind.upper() != "TANH":
        return np.sum(x)
    return np.sum(np.tanh(x))


def both(x, kind: str = "tanh"):
    return act(x, "RELU") + act(x * 2.0, kind) ** 2


# output
import numpy as np


def grad_both(x, kind: str = "tanh"):
    """Gradient of both: returns grad_x."""
    # Forward
    s2 = x * 2.0
    if kind.lower() == "relu":
        s3 = np.maximum(s2, 0)
        out = np.sum(s3)
    elif kind.upper() != "TANH":
        out = np.sum(s2)
    else:
        s6 = np.tanh(s2)
        out = np.sum(s6)

    # Backward
    grad_out_3 = 1.0
    grad_s1 = grad_out_3  # gradient copier
    grad_s8 = grad_out_3  # gradient copier
    grad_out = grad_s8 * 2 * out  # power
    if kind.lower() == "relu":
        grad_s3 = grad_out * np.ones_like(x)  # sum: copies to all
        grad_s2 = grad_s3 * (s2 > 0)  # gradient router
    elif kind.upper() != "TANH":
        grad_s2 = np.full_like(s2, grad_out)  # sum: copies to all
    else:
        grad_s6 = grad_out  # sum: copies to all
        grad_s2 = grad_s6 * (1 - s6**2)  # tanh: 1 - tanh²
    grad_s0 = grad_s1 * np.ones_like(x)  # sum: copies to all
    # gradient adder: swap multiplier, router
    grad_x = grad_s2 * 2.0 + grad_s0 * (x > 0)
    return grad_x
