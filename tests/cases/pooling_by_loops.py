# flags: -f pooled
# inputs: x=np.cos(np.arange(60.0)).reshape(2, 2, 5, 3)
from typing import Annotated

import numpy as np


def pooled(x: Annotated[np.ndarray, "N C H W"]):
    N, C, H, W = x.shape
    out = np.zeros((N, C, H // 2, W // 2))
    for i in range(H // 2):
        for j in range(W // 2):
            window = x[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            out[:, :, i, j] = np.mean(window, axis=(2, 3)) + np.max(window, axis=(2, 3))
    return out
# output
from typing import Annotated
import numpy as np


def grad_pooled(x: Annotated[np.ndarray, "N C H W"]):
    """Gradient of pooled: returns grad_x."""
    # Forward
    N = x.shape[0]
    C = x.shape[1]
    H = x.shape[2]
    W = x.shape[3]
    s0 = H // 2
    s1 = W // 2
    out = np.zeros((N, C, s0, s1))  # [N, C, H//2, W//2]
    s11_history = []
    for i in range(s0):
        for j in range(s1):
            s4 = 2 * i
            s6 = s4 + 2
            s7 = 2 * j
            s9 = s7 + 2
            window = x[:, :, s4:s6, s7:s9]  # [N, C, 2, 2]
            s11 = np.max(window, axis=(2, 3))  # [N, C]
            s11_history.append(s11)

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_x = np.zeros_like(x) * 1.0
    for i in reversed(range(s0)):
        for j in reversed(range(s1)):
            s4 = 2 * i
            s6 = s4 + 2
            s7 = 2 * j
            s9 = s7 + 2
            window = x[:, :, s4:s6, s7:s9]
            s11 = s11_history.pop()
            grad_s12 = grad_out[:, :, i, j]  # gradient router: to what was written
            grad_s10 = grad_s12  # gradient copier
            grad_s11 = grad_s12  # gradient copier
            # 1 where it is
            here = (window == np.expand_dims(s11, (2, 3))).astype(s11.dtype)
            share = grad_s11 / np.sum(here, axis=(2, 3))  # of each
            # gradient router: equal ones share
            grad_window = np.where(here, np.expand_dims(share, (2, 3)), 0)
            # gradient adder: mean
            grad_window = grad_window + np.expand_dims(grad_s10, (2, 3)) / 4
            # gradient router: to what is read
            grad_x[:, :, s4:s6, s7:s9] += grad_window
    return grad_x
