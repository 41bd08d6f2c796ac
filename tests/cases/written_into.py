# inputs: u=np.cos(np.arange(5.0)), c=0.3, x=np.array([0.4, -0.6, 1.1]), p=np.array([0.3, -0.4, 0.2])
import numpy as np


def wave(u: Float[np.ndarray, "N"], c: float):
    v = u.copy()
    v[1:-1] = u[1:-1] + c * (u[2:] - 2 * u[1:-1] + u[:-2])
    v[0] = 0  # fixed at one end
    v[-1] = v[-2]  # free at the other
    return np.sum(v**2)


def leaky(x, c):
    y = x.copy()
    y[x < 0] *= c
    return np.sum(y**2)


def cholesky_factor(p, x):
    chol = np.zeros((2, 2))
    chol[0, 0] = np.exp(p[0])
    chol[1, 0] = p[1]
    chol[1, 1] = np.exp(p[2])
    z = chol @ x[:2]
    return z @ z


def running(x: Float[np.ndarray, "3"]):
    v = np.zeros(3)
    v[0] = x[0]
    v[1] = v[0] * x[1]
    v[2] = v[1] * x[2]
    return np.sum(v)


def read_before(u):
    v = u * 1.5
    z = v[1:3] ** 2
    v[1] = 0
    return np.sum(z) + np.sum(v**3)
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


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


def right_gradient(grad, x, y):
    """Return the gradient of y in x @ y: x.T @ grad, and likewise for vectors and stacks."""
    if np.ndim(x) == 1:
        gradient = (
            x * grad
            if np.ndim(y) == 1
            else np.expand_dims(x, -1) * np.expand_dims(grad, -2)
        )
    elif np.ndim(y) == 1:
        gradient = (np.swapaxes(x, -1, -2) @ np.expand_dims(grad, -1))[..., 0]
    else:
        gradient = np.swapaxes(x, -1, -2) @ grad
    return unbroadcast(gradient, y)


def grad_wave(u: Float[np.ndarray, "N"], c: float):
    """Gradient of wave: returns (grad_u, grad_c)."""
    # Forward
    v = u.copy()  # [N]
    s0 = u[1:-1]  # [N-2]
    s1 = u[2:]  # [N-2]
    s3 = 2 * s0  # [N-2]
    s4 = s1 - s3  # [N-2]
    s5 = u[:-2]  # [N-2]
    s6 = s4 + s5  # [N-2]
    s7 = c * s6  # [N-2]
    s8 = s0 + s7  # [N-2]
    v[1:-1] = s8
    v[0] = 0  # fixed at one end
    s9 = v[-2]
    v[-1] = s9  # free at the other

    # Backward
    grad_out = 1.0
    grad_s10 = grad_out  # sum: copies to all
    grad_v = grad_s10 * 2 * v  # power
    grad_s9 = grad_v[-1]  # gradient router: to what was written
    grad_v[-1] = 0.0  # overwritten: no gradient gets through
    grad_v[-2] += grad_s9  # gradient router: to what is read
    grad_v[0] = 0.0  # overwritten: no gradient gets through
    grad_s8 = grad_v[1:-1]  # gradient router: to what was written
    grad_v_1 = np.copy(grad_v)
    grad_v_1[1:-1] = 0.0  # overwritten: no gradient gets through
    grad_s7 = grad_s8  # gradient copier
    grad_c = np.vdot(grad_s7, s6)  # swap multiplier, undo broadcast [N-2] -> []
    grad_s6 = grad_s7 * c  # swap multiplier
    grad_s4 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s1 = grad_s4  # gradient copier
    grad_s3 = -grad_s4  # sign flips
    grad_s0 = grad_s8 + grad_s3 * 2  # gradient adder: copier, swap multiplier
    grad_u = grad_v_1  # gradient copier
    grad_u[:-2] += grad_s5  # gradient router: to what is read
    grad_u[2:] += grad_s1  # gradient router: to what is read
    grad_u[1:-1] += grad_s0  # gradient router: to what is read
    return grad_u, grad_c


def grad_leaky(x, c):
    """Gradient of leaky: returns (grad_x, grad_c)."""
    # Forward
    y = x.copy()
    s0 = x < 0
    s1 = y[s0]
    s2 = s1 * c
    y_1 = y.copy()
    y_1[s0] = s2

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out  # sum: copies to all
    grad_y = grad_s4 * 2 * y_1  # power
    # gradient router: to what was written
    grad_s2 = np.broadcast_to(grad_y[s0], s2.shape)
    grad_c = unbroadcast(grad_s2 * s1, c)  # swap multiplier
    grad_s1 = unbroadcast(grad_s2 * c, s1)  # swap multiplier
    grad_y_1 = np.copy(grad_y)
    grad_y_1[s0] = grad_s1  # gradient router: to what is read
    grad_x = grad_y_1  # gradient copier
    return grad_x, grad_c


def grad_cholesky_factor(p, x):
    """Gradient of cholesky_factor: returns (grad_p, grad_x)."""
    # Forward
    chol = np.zeros((2, 2))  # [2, 2]
    s0 = p[0]
    s1 = np.exp(s0)
    chol[0, 0] = s1
    s2 = p[1]
    chol[1, 0] = s2
    s3 = p[2]
    s4 = np.exp(s3)
    chol[1, 1] = s4
    s5 = x[:2]
    z = chol @ s5
    out = z @ z

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    # gradient adder: matrix product
    grad_z = left_gradient(grad_out, z, z) + right_gradient(grad_out, z, z)
    grad_chol = left_gradient(grad_z, chol, s5)  # matrix product
    grad_s5 = right_gradient(grad_z, chol, s5)  # matrix product
    grad_x = np.zeros_like(x) * 1.0
    grad_x[:2] = grad_s5  # gradient router: to what is read
    grad_s4 = grad_chol[1, 1]  # gradient router: to what was written
    grad_s3 = grad_s4 * s4  # exponential: its own slope
    grad_s2 = grad_chol[1, 0]  # gradient router: to what was written
    grad_s1 = grad_chol[0, 0]  # gradient router: to what was written
    grad_s0 = grad_s1 * s1  # exponential: its own slope
    grad_p = np.zeros_like(p) * 1.0
    grad_p[2] = grad_s3  # gradient router: to what is read
    grad_p[1] += grad_s2  # gradient router: to what is read
    grad_p[0] += grad_s0  # gradient router: to what is read
    return grad_p, grad_x


def grad_running(x: Float[np.ndarray, "3"]):
    """Gradient of running: returns grad_x."""
    # Forward
    v = np.zeros(3)  # [3]
    s0 = x[0]
    v[0] = s0
    s1 = v[0]
    s2 = x[1]
    s3 = s1 * s2
    v[1] = s3
    s4 = v[1]
    s5 = x[2]

    # Backward
    grad_out = 1.0
    grad_v = np.full_like(x, grad_out)  # sum: copies to all
    grad_s6 = grad_v[2]  # gradient router: to what was written
    grad_s4 = grad_s6 * s5  # swap multiplier
    grad_s5 = grad_s6 * s4  # swap multiplier
    grad_v[1] += grad_s4  # gradient router: to what is read
    grad_s3 = grad_v[1]  # gradient router: to what was written
    grad_s1 = grad_s3 * s2  # swap multiplier
    grad_s2 = grad_s3 * s1  # swap multiplier
    grad_v[0] += grad_s1  # gradient router: to what is read
    grad_s0 = grad_v[0]  # gradient router: to what was written
    grad_x = np.zeros_like(x)
    grad_x[2] = grad_s5  # gradient router: to what is read
    grad_x[1] += grad_s2  # gradient router: to what is read
    grad_x[0] += grad_s0  # gradient router: to what is read
    return grad_x


def grad_read_before(u):
    """Gradient of read_before: returns grad_u."""
    # Forward
    v = u * 1.5
    s0 = v[1:3]
    v_1 = v.copy()
    v_1[1] = 0

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # gradient copier
    grad_s3 = grad_out  # gradient copier
    grad_s2 = grad_s3  # sum: copies to all
    grad_v = grad_s2 * 3 * v_1**2  # power
    grad_z = grad_s1  # sum: copies to all
    grad_s0 = grad_z * 2 * s0  # power
    grad_v_1 = np.copy(grad_v)
    grad_v_1[1] = 0.0  # overwritten: no gradient gets through
    grad_v_1[1:3] += grad_s0  # gradient router: to what is read
    grad_u = grad_v_1 * 1.5  # swap multiplier
    return grad_u
