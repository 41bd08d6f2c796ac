# inputs: image=np.cos(np.arange(20.0)).reshape(4, 5), kernel=np.sin(np.arange(6.0)).reshape(2, 3)
import numpy as np


def loss(image: Float[np.ndarray, "H W"], kernel: Float[np.ndarray, "K L"]):
    H, W = image.shape
    K, L = kernel.shape
    out = np.zeros((H - K + 1, W - L + 1))
    for i in range(H - K + 1):
        for j in range(W - L + 1):
            out[i, j] = np.sum(image[i : i + K, j : j + L] * kernel)
    return np.sum(out**2)


# output
from __future__ import annotations

import numpy as np


def grad_loss(image: Float[np.ndarray, "H W"], kernel: Float[np.ndarray, "K L"]):
    """Gradient of loss: returns (grad_image, grad_kernel)."""
    # Forward
    H = image.shape[0]
    W = image.shape[1]
    K = kernel.shape[0]
    L = kernel.shape[1]
    s0 = H - K
    s1 = s0 + 1
    s2 = W - L
    s3 = s2 + 1
    out = np.zeros((s1, s3))  # [H-K+1, W-L+1]
    for i in range(s1):
        for j in range(s3):
            s8 = i + K
            s9 = j + L
            s10 = image[i:s8, j:s9]  # [K, L]
            s11 = s10 * kernel  # [K, L]
            s12 = np.sum(s11)
            out[i, j] = s12

    # Backward
    grad_result = 1.0
    grad_s13 = grad_result  # sum: copies to all
    grad_out = grad_s13 * 2 * out  # power
    grad_image = np.zeros_like(image)
    grad_kernel = np.zeros_like(kernel)
    for i in reversed(range(s1)):
        for j in reversed(range(s3)):
            s8 = i + K
            s9 = j + L
            s10 = image[i:s8, j:s9]
            grad_s12 = grad_out[i, j]  # gradient router: to what was written
            grad_s11 = grad_s12  # sum: copies to all
            grad_kernel += grad_s11 * s10  # swap multiplier
            grad_s10 = grad_s11 * kernel  # swap multiplier
            grad_image[i:s8, j:s9] += grad_s10  # gradient router: to what is read
    return grad_image, grad_kernel
