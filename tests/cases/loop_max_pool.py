# inputs: x=np.cos(np.arange(32.0)).reshape(1, 2, 4, 4), pool_param={"pool_height": 2, "pool_width": 2, "stride": 2}
import numpy as np


def max_pool_forward_naive(x: Float[np.ndarray, "N C H W"], pool_param):
    N, C, H, W = x.shape
    ph, pw = pool_param["pool_height"], pool_param["pool_width"]
    stride = pool_param["stride"]
    out = np.zeros((N, C, 1 + (H - ph) // stride, 1 + (W - pw) // stride))
    for n in range(N):
        for c in range(C):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    out[n, c, i, j] = np.max(
                        x[n, c, i * stride : i * stride + ph, j * stride : j * stride + pw]
                    )
    return out
# output
from __future__ import annotations

import numpy as np


def grad_max_pool_forward_naive(x: Float[np.ndarray, "N C H W"], pool_param):
    """Gradient of max_pool_forward_naive: returns grad_x."""
    # Forward
    ph = pool_param["pool_height"]
    pw = pool_param["pool_width"]
    stride = pool_param["stride"]
    N = x.shape[0]
    C = x.shape[1]
    H = x.shape[2]
    W = x.shape[3]
    s0 = H - ph
    s1 = s0 // stride
    s2 = 1 + s1
    s3 = W - pw
    s4 = s3 // stride
    s5 = 1 + s4
    out = np.zeros((N, C, s2, s5))  # [N, C, (H-ph)//stride+1, (W-pw)//stride+1]
    for n in range(N):
        for c in range(C):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    s6 = i * stride
                    s8 = s6 + ph
                    s9 = j * stride
                    s11 = s9 + pw
                    s12 = x[n, c, s6:s8, s9:s11]
                    s13 = np.max(s12)
                    out[n, c, i, j] = s13

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_x = np.zeros_like(x)
    for n in reversed(range(N)):
        for c in reversed(range(C)):
            for i in reversed(range(out.shape[2])):
                for j in reversed(range(out.shape[3])):
                    s6 = i * stride
                    s8 = s6 + ph
                    s9 = j * stride
                    s11 = s9 + pw
                    s12 = x[n, c, s6:s8, s9:s11]
                    s13 = out[n, c, i, j]
                    # gradient router: to what was written
                    grad_s13 = grad_out[n, c, i, j]
                    here = (s12 == s13).astype(s13.dtype)  # 1 where it is
                    # gradient router: equal ones share
                    grad_s12 = np.where(here, grad_s13 / np.sum(here), 0)
                    # gradient router: to what is read
                    grad_x[n, c, s6:s8, s9:s11] += grad_s12
    return grad_x
