# flags: -w x,w,b
# inputs: x=np.cos(np.arange(40.0)).reshape(2, 1, 4, 5), w=np.sin(np.arange(12.0)).reshape(2, 1, 3, 2), b=np.array([0.5, -1.0]), conv_param={"stride": 1, "pad": 1}
# inputs: x=np.cos(np.arange(40.0)).reshape(1, 2, 5, 4), w=np.sin(np.arange(16.0)).reshape(2, 2, 2, 2), b=np.array([0.5, -1.0]), conv_param={"stride": 2, "pad": 0}
import numpy as np


def conv_forward_naive(
    x: Float[np.ndarray, "N C H W"],
    w: Float[np.ndarray, "F C HH WW"],
    b: Float[np.ndarray, "F"],
    conv_param,
):
    stride, pad = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    H_out = 1 + (H + 2 * pad - HH) // stride
    W_out = 1 + (W + 2 * pad - WW) // stride
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    window = x_pad[
                        n, :, i * stride : i * stride + HH, j * stride : j * stride + WW
                    ]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
# output
from __future__ import annotations

import numpy as np


def unpad(y, x, pad_width):
    """Return the part of np.pad(x, pad_width) that x fills."""
    starts = np.broadcast_to(pad_width, (np.ndim(x), 2))[:, 0]
    return np.asarray(y)[tuple(slice(i, i + n) for i, n in zip(starts, np.shape(x)))]


def grad_conv_forward_naive(
    x: Float[np.ndarray, "N C H W"],
    w: Float[np.ndarray, "F C HH WW"],
    b: Float[np.ndarray, "F"],
    conv_param,
):
    """Gradient of conv_forward_naive: returns (grad_x, grad_w, grad_b)."""
    # Forward
    stride = conv_param["stride"]
    pad = conv_param["pad"]
    N = x.shape[0]
    H = x.shape[2]
    W = x.shape[3]
    F = w.shape[0]
    HH = w.shape[2]
    WW = w.shape[3]
    s0 = 2 * pad
    s1 = H + s0
    s2 = s1 - HH
    s3 = s2 // stride
    H_out = 1 + s3
    s5 = W + s0
    s6 = s5 - WW
    s7 = s6 // stride
    W_out = 1 + s7
    # [N, C, 2*pad+H, 2*pad+W]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    # [N, F, (2*pad+H-HH)//stride+1, (2*pad+W-WW)//stride+1]
    out = np.zeros((N, F, H_out, W_out))

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_x_pad = np.zeros_like(x_pad)
    grad_w = np.zeros_like(w)
    grad_b = np.zeros_like(b)
    for n in reversed(range(N)):
        for f in reversed(range(F)):
            for i in reversed(range(H_out)):
                for j in reversed(range(W_out)):
                    s8 = i * stride
                    s10 = s8 + HH
                    s11 = j * stride
                    s13 = s11 + WW
                    window = x_pad[n, :, s8:s10, s11:s13]
                    s14 = w[f]
                    # gradient router: to what was written
                    grad_s18 = grad_out[n, f, i, j]
                    grad_s16 = grad_s18  # gradient copier
                    grad_s17 = grad_s18  # gradient copier
                    grad_b[f] += grad_s17  # gradient router: to what is read
                    grad_s15 = grad_s16  # sum: copies to all
                    grad_window = grad_s15 * s14  # swap multiplier
                    grad_s14 = grad_s15 * window  # swap multiplier
                    grad_w[f] += grad_s14  # gradient router: to what is read
                    # gradient router: to what is read
                    grad_x_pad[n, :, s8:s10, s11:s13] += grad_window
    # padding: off again
    grad_x = unpad(grad_x_pad, x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return grad_x, grad_w, grad_b
