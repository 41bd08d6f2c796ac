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


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


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
    out = np.zeros((s1, s3))  # [H-K+1, -L+W+1]
    for i in range(s1):
        for j in range(s3):
            s8 = i + K
            s9 = j + L
            s10 = image[i:s8, j:s9]
            s11 = s10 * kernel
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
            s11 = s10 * kernel
            grad_s12 = grad_out[i, j]  # gradient router: to what was written
            grad_s11 = np.full_like(s11, grad_s12)  # sum: copies to all
            grad_kernel += unbroadcast(grad_s11 * s10, kernel)  # swap multiplier
            grad_s10 = unbroadcast(grad_s11 * kernel, s10)  # swap multiplier
            grad_image[i:s8, j:s9] += grad_s10  # gradient router: to what is read
    return grad_image, grad_kernel
