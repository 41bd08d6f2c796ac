# inputs: x=np.cos(np.arange(6.0)), k=np.array([0.3, -0.4, 0.2]), u=np.sin(np.arange(12.0)).reshape(3, 4), g=np.cos(np.arange(12.0)).reshape(3, 4), c=0.3
import numpy as np


def convolution(x: Float[np.ndarray, "N"], k: Float[np.ndarray, "3"]):
    y = k[0] * x[:-2] + k[1] * x[1:-1] + k[2] * x[2:]
    return np.sum(y**2)


def heat(u: Float[np.ndarray, "N M"], c: float):
    lap = np.roll(u, 1, 0) + np.roll(u, -1, 0) + np.roll(u, 1, 1) + np.roll(u, -1, 1) - 4 * u
    return np.sum((u + c * lap) ** 2)


def total_variation(u: Float[np.ndarray, "N M"], g: Float[np.ndarray, "N M"], c: float):
    dx = np.diff(u, axis=1)
    dy = np.diff(u, axis=0)
    tv = np.sum(np.sqrt(dx[:-1] ** 2 + dy[:, :-1] ** 2 + 1e-3))
    return 0.5 * np.sum((u - g) ** 2) + c * tv


def filtered(x: Float[np.ndarray, "6"], k: Float[np.ndarray, "3"]):
    spectrum = np.fft.rfft(x)
    y = np.fft.irfft(spectrum[:3] * k, n=len(x))
    return np.sum(y**3)
# output
from __future__ import annotations

import numpy as np


def undiff(grad, x, n, axis):
    """Return the gradient of x from that of np.diff(x, n, axis)."""
    rows = np.moveaxis(grad, axis, -1) * 1.0
    end = np.zeros_like(rows, shape=(*rows.shape[:-1], n))
    rows = (-1) ** n * np.diff(np.concatenate([end, rows, end], -1), n)
    return np.moveaxis(rows[..., : np.shape(x)[axis]], -1, axis)


def resized(x, shape):
    """Return x cut, or filled with zeros, at the end of each axis, so that it has a shape."""
    result = np.zeros(shape, x.dtype)
    kept = tuple([slice(min(size, old)) for size, old in zip(result.shape, x.shape)])
    result[kept] = x[kept]
    return result


def folded(spectrum, axes):
    """Return the half of a spectrum along the last of axes: what has a mirror image, twice."""
    axis = -1 if axes is None else axes[-1]
    spectrum = np.swapaxes(spectrum, axis, -1)
    n = spectrum.shape[-1]
    k = 2 * np.arange(n)
    half = spectrum * (k <= n) + spectrum * ((k > 0) & (k < n))
    return np.swapaxes(half, axis, -1)


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_convolution(x: Float[np.ndarray, "N"], k: Float[np.ndarray, "3"]):
    """Gradient of convolution: returns (grad_x, grad_k)."""
    # Forward
    s0 = k[0]
    s1 = x[:-2]  # [N-2]
    s2 = s0 * s1  # [N-2]
    s3 = k[1]
    s4 = x[1:-1]  # [N-2]
    s5 = s3 * s4  # [N-2]
    s6 = s2 + s5  # [N-2]
    s7 = k[2]
    s8 = x[2:]  # [N-2]
    s9 = s7 * s8  # [N-2]
    y = s6 + s9  # [N-2]

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # sum: copies to all
    grad_y = grad_s10 * 2 * y  # power
    grad_s6 = grad_y  # gradient copier
    grad_s9 = grad_y  # gradient copier
    grad_s7 = np.vdot(grad_s9, s8)  # swap multiplier, undo broadcast [N-2] -> []
    grad_s8 = grad_s9 * s7  # swap multiplier
    grad_s2 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s3 = np.vdot(grad_s5, s4)  # swap multiplier, undo broadcast [N-2] -> []
    grad_s4 = grad_s5 * s3  # swap multiplier
    grad_s0 = np.vdot(grad_s2, s1)  # swap multiplier, undo broadcast [N-2] -> []
    grad_s1 = grad_s2 * s0  # swap multiplier
    grad_x = np.zeros_like(x)
    grad_x[2:] = grad_s8  # gradient router: to what is read
    grad_x[1:-1] += grad_s4  # gradient router: to what is read
    grad_x[:-2] += grad_s1  # gradient router: to what is read
    grad_k = np.zeros_like(k)
    grad_k[2] = grad_s7  # gradient router: to what is read
    grad_k[1] += grad_s3  # gradient router: to what is read
    grad_k[0] += grad_s0  # gradient router: to what is read
    return grad_x, grad_k


def grad_heat(u: Float[np.ndarray, "N M"], c: float):
    """Gradient of heat: returns (grad_u, grad_c)."""
    # Forward
    s0 = np.roll(u, 1, 0)  # [N, M]
    s1 = np.roll(u, -1, 0)  # [N, M]
    s2 = s0 + s1  # [N, M]
    s3 = np.roll(u, 1, 1)  # [N, M]
    s4 = s2 + s3  # [N, M]
    s5 = np.roll(u, -1, 1)  # [N, M]
    s6 = s4 + s5  # [N, M]
    s7 = 4 * u  # [N, M]
    lap = s6 - s7  # [N, M]
    s8 = c * lap  # [N, M]
    s9 = u + s8  # [N, M]

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # sum: copies to all
    grad_s9 = grad_s10 * 2 * s9  # power
    grad_s8 = grad_s9  # gradient copier
    grad_c = np.vdot(grad_s8, lap)  # swap multiplier, undo broadcast [N, M] -> []
    grad_lap = grad_s8 * c  # swap multiplier
    grad_s6 = grad_lap  # gradient copier
    grad_s7 = -grad_lap  # sign flips
    grad_s4 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s2 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    # gradient adder: copier, swap multiplier, roll
    grad_u = grad_s9 + grad_s7 * 4 + np.roll(grad_s5, 1, 1)
    # gradient adder: roll
    grad_u = grad_u + np.roll(grad_s3, -1, 1) + np.roll(grad_s1, 1, 0)
    grad_u = grad_u + np.roll(grad_s0, -1, 0)  # gradient adder: roll
    return grad_u, grad_c


def grad_total_variation(
    u: Float[np.ndarray, "N M"], g: Float[np.ndarray, "N M"], c: float
):
    """Gradient of total_variation: returns (grad_u, grad_g, grad_c)."""
    # Forward
    dx = np.diff(u, axis=1)  # [N, M-1]
    dy = np.diff(u, axis=0)  # [N-1, M]
    s0 = dx[:-1]  # [N-1, M-1]
    s1 = s0**2  # [N-1, M-1]
    s2 = dy[:, :-1]  # [N-1, M-1]
    s3 = s2**2  # [N-1, M-1]
    s4 = s1 + s3  # [N-1, M-1]
    s5 = s4 + 1e-3  # [N-1, M-1]
    s6 = np.sqrt(s5)  # [N-1, M-1]
    tv = np.sum(s6)
    s7 = u - g  # [N, M]

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # gradient copier
    grad_s11 = grad_out  # gradient copier
    grad_c = grad_s11 * tv  # swap multiplier
    grad_tv = grad_s11 * c  # swap multiplier
    grad_s9 = grad_s10 * 0.5  # swap multiplier
    grad_s8 = grad_s9  # sum: copies to all
    grad_s7 = grad_s8 * 2 * s7  # power
    grad_g = -grad_s7  # sign flips
    grad_s6 = grad_tv  # sum: copies to all
    grad_s5 = grad_s6 / (2 * s6)  # square root: 1 / (2 √x)
    grad_s4 = grad_s5  # gradient copier
    grad_s1 = grad_s4  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s2 = grad_s3 * 2 * s2  # power
    grad_dy = np.zeros_like(dy)
    grad_dy[:, :-1] = grad_s2  # gradient router: to what is read
    grad_s0 = grad_s1 * 2 * s0  # power
    grad_dx = np.zeros_like(dx)
    grad_dx[:-1] = grad_s0  # gradient router: to what is read
    # gradient adder: copier, difference
    grad_u = grad_s7 + undiff(grad_dy, u, 1, 0) + undiff(grad_dx, u, 1, 1)
    return grad_u, grad_g, grad_c


def grad_filtered(x: Float[np.ndarray, "6"], k: Float[np.ndarray, "3"]):
    """Gradient of filtered: returns (grad_x, grad_k)."""
    # Forward
    spectrum = np.fft.rfft(x)
    s0 = spectrum[:3]
    s1 = s0 * k
    y = np.fft.irfft(s1, n=len(x))

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_y = grad_s2 * 3 * y**2  # power
    spectrum_1 = np.conj(np.fft.ifft(grad_y))  # a symmetric matrix, conjugated
    # inverse Fourier transform to real numbers: mirror images are one
    grad_s1 = resized(folded(spectrum_1, (-1,)), s1.shape)
    # swap multiplier, conjugated
    grad_k = unbroadcast(np.real(grad_s1 * np.conj(s0)), k)
    grad_s0 = unbroadcast(grad_s1 * k, s0)  # swap multiplier, conjugated
    grad_spectrum = np.zeros_like(spectrum) * 1.0
    grad_spectrum[:3] = grad_s0  # gradient router: to what is read
    # Fourier transform: a symmetric matrix, conjugated
    grad_x = np.real(np.fft.fft(np.conj(grad_spectrum), n=6))
    return grad_x, grad_k
