# flags: -f loss
# inputs: x=np.cos(np.arange(4.0)), eps=0.5
import numpy as np


def loss(x, eps: float):
    spread = np.max(x) - np.min(x) or 1.0
    scaled = x / spread
    return np.sum(scaled**2) + (eps or 1e-5)
# output
import numpy as np


def grad_loss(x, eps: float):
    """Gradient of loss: returns (grad_x, grad_eps)."""
    # Forward
    s0 = np.max(x)
    s1 = np.min(x)
    s2 = s0 - s1
    if s2:
        spread = s2
    else:
        spread = 1.0
    scaled = x / spread

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # gradient copier
    grad_chosen = grad_out  # gradient copier
    if eps:
        grad_eps = grad_chosen
    else:
        grad_eps = 0.0
    grad_s3 = grad_s4  # sum: copies to all
    grad_scaled = grad_s3 * 2 * scaled  # power
    grad_spread = -np.sum(grad_scaled * scaled) / spread  # quotient, undo broadcast
    if s2:
        grad_s2 = grad_spread
    else:
        grad_s2 = 0.0
    grad_s1 = -grad_s2  # sign flips
    here = (x == s1).astype(s1.dtype)  # 1 where it is
    here_1 = (x == s0).astype(s0.dtype)  # 1 where it is
    grad_x = grad_scaled / spread  # quotient
    # gradient adder: router
    grad_x = grad_x + np.where(here, grad_s1 / np.sum(here), 0)
    # gradient adder: router
    grad_x = grad_x + np.where(here_1, grad_s2 / np.sum(here_1), 0)
    return grad_x, grad_eps
