# flags: -f convolution
# inputs: x=np.cos(np.arange(60.0)).reshape(2, 2, 5, 3), w=np.sin(np.arange(24.0)).reshape(3, 2, 2, 2), b=np.array([0.1, -0.2, 0.3]), stride=2, pad=1
from typing import Annotated

import numpy as np


def convolution(
    x: Annotated[np.ndarray, "N C H W"],
    w: Annotated[np.ndarray, "F C HH WW"],
    b: Annotated[np.ndarray, "F"],
    stride: int,
    pad: int,
):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    rows = 1 + (H + 2 * pad - HH) // stride
    columns = 1 + (W + 2 * pad - WW) // stride
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, rows, columns))
    for n in range(N):
        for f in range(F):
            for i in range(rows):
                for j in range(columns):
                    top, left = i * stride, j * stride
                    window = padded[n, :, top : top + HH, left : left + WW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out
# output
from typing import Annotated
import numpy as np


def unpad(y, x, pad_width):
    """Return the part of np.pad(x, pad_width) that x fills."""
    starts = np.broadcast_to(pad_width, (np.ndim(x), 2))[:, 0]
    return np.asarray(y)[tuple(slice(i, i + n) for i, n in zip(starts, np.shape(x)))]


def grad_convolution(
    x: Annotated[np.ndarray, "N C H W"],
    w: Annotated[np.ndarray, "F C HH WW"],
    b: Annotated[np.ndarray, "F"],
    stride: int,
    pad: int,
):
    """Gradient of convolution: returns (grad_x, grad_w, grad_b)."""
    # Forward
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
    rows = 1 + s3
    s5 = W + s0
    s6 = s5 - WW
    s7 = s6 // stride
    columns = 1 + s7
    # [N, C, 2*pad+H, 2*pad+W]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    # [N, F, (2*pad+H-HH)//stride+1, (2*pad+W-WW)//stride+1]
    out = np.zeros((N, F, rows, columns))

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_padded = np.zeros_like(padded) * 1.0
    grad_w = np.zeros_like(w) * 1.0
    grad_b = np.zeros_like(b) * 1.0
    for n in reversed(range(N)):
        for f in reversed(range(F)):
            for i in reversed(range(rows)):
                for j in reversed(range(columns)):
                    s8 = i * stride
                    s9 = j * stride
                    s10 = s8 + HH
                    s11 = s9 + WW
                    window = padded[n, :, s8:s10, s9:s11]
                    s12 = w[f]
                    # gradient router: to what was written
                    grad_s16 = grad_out[n, f, i, j]
                    grad_s14 = grad_s16  # gradient copier
                    grad_s15 = grad_s16  # gradient copier
                    grad_b[f] += grad_s15  # gradient router: to what is read
                    grad_s13 = grad_s14  # sum: copies to all
                    grad_window = grad_s13 * s12  # swap multiplier
                    grad_s12 = grad_s13 * window  # swap multiplier
                    grad_w[f] += grad_s12  # gradient router: to what is read
                    # gradient router: to what is read
                    grad_padded[n, :, s8:s10, s9:s11] += grad_window
    # padding: off again
    grad_x = unpad(grad_padded, x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return grad_x, grad_w, grad_b
