# inputs: x=np.cos(np.arange(20.0)).reshape(2, 2, 5), kernel=np.sin(np.arange(18.0) + 1).reshape(3, 2, 3), bias=np.array([0.1, -0.2, 0.3])
import numpy as np


def loss(
    x: Float[np.ndarray, "N C T"],
    kernel: Float[np.ndarray, "O C 3"],
    bias: Float[np.ndarray, "O"],
):
    windows = np.stack([x[:, :, :-2], x[:, :, 1:-1], x[:, :, 2:]], axis=-1)
    y = np.einsum("nctk,ock->not", windows, kernel) + bias[:, None]
    return np.sum(np.maximum(0, y) ** 2)
# output
from __future__ import annotations

import numpy as np


def grad_loss(
    x: Float[np.ndarray, "N C T"],
    kernel: Float[np.ndarray, "O C 3"],
    bias: Float[np.ndarray, "O"],
):
    """Gradient of loss: returns (grad_x, grad_kernel, grad_bias)."""
    # Forward
    s0 = x[:, :, :-2]  # [N, C, T-2]
    s1 = x[:, :, 1:-1]  # [N, C, T-2]
    s2 = x[:, :, 2:]  # [N, C, T-2]
    windows = np.stack([s0, s1, s2], axis=-1)  # [N, C, T-2, 3]
    s3 = np.einsum("nctk,ock->not", windows, kernel)  # [N, O, T-2]
    s4 = bias[:, None]  # [O, 1]
    y = s3 + s4  # [N, O, T-2]
    s5 = np.maximum(0, y)  # [N, O, T-2]

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_s5 = grad_s6 * 2 * s5  # power
    grad_y = grad_s5 * (y > 0)  # gradient router
    grad_s3 = grad_y  # gradient copier
    grad_bias = np.sum(grad_y, axis=(0, 2))  # undo broadcast [N, O, T-2] -> [O]
    # einsum: subscripts swapped
    grad_kernel = np.einsum("nctk,not->ock", windows, grad_s3)
    # einsum: subscripts swapped
    grad_windows = np.einsum("not,ock->nctk", grad_s3, kernel)
    grad_s0 = grad_windows[..., 0]  # stacked: each its part
    grad_s1 = grad_windows[..., 1]  # stacked: each its part
    grad_s2 = grad_windows[..., 2]  # stacked: each its part
    grad_x = np.zeros_like(x)
    grad_x[:, :, 2:] = grad_s2  # gradient router: to what is read
    grad_x[:, :, 1:-1] += grad_s1  # gradient router: to what is read
    grad_x[:, :, :-2] += grad_s0  # gradient router: to what is read
    return grad_x, grad_kernel, grad_bias
