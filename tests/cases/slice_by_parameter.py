# inputs: y=np.array([0.5, -1.0, 2.0, 1.5, -0.5]), w=np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 4.0]]), n=1
# inputs: y=np.array([0.5, -1.0, 2.0, 1.5, -0.5]), w=np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 4.0], [1.5, 1.0, 2.5]]), n=2, m=1
import numpy as np


def f(y: "Float[np.ndarray, '5']", w: "Float[np.ndarray, 'N M']", n: int, m: int = 2):
    a = y[:n] * 2
    b = w[n, :m]
    c = w[:, n:] ** 2
    d = y[::m]
    e = y[n:0:-1]
    return np.sum(a**3) + np.sum(b * b) + np.sum(c) + np.sum(np.sin(d)) + np.sum(e * e)


# output
import numpy as np


def grad_f(
    y: "Float[np.ndarray, '5']", w: "Float[np.ndarray, 'N M']", n: int, m: int = 2
):
    """Gradient of f: returns (grad_y, grad_w)."""
    # Forward
    s0 = y[:n]
    a = s0 * 2
    b = w[n, :m]
    s1 = w[:, n:]
    d = y[::m]
    e = y[n:0:-1]

    # Backward
    grad_out = 1.0
    grad_s11 = grad_out  # gradient copier
    grad_s13 = grad_out  # gradient copier
    grad_s12 = grad_s13  # sum: copies to all
    grad_e = grad_s12 * e * 2  # swap multiplier, twice
    grad_s8 = grad_s11  # gradient copier
    grad_s10 = grad_s11  # gradient copier
    grad_s9 = grad_s10  # sum: copies to all
    grad_d = grad_s9 * np.cos(d)  # sine: cosine
    grad_s6 = grad_s8  # gradient copier
    grad_s7 = grad_s8  # gradient copier
    grad_c = grad_s7  # sum: copies to all
    grad_s3 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s4 = grad_s5  # sum: copies to all
    grad_b = grad_s4 * b * 2  # swap multiplier, twice
    grad_s2 = grad_s3  # sum: copies to all
    grad_a = grad_s2 * 3 * a**2  # power
    grad_s1 = grad_c * 2 * s1  # power
    grad_w = np.zeros_like(w)
    grad_w[:, n:] = grad_s1  # gradient router: to what is read
    grad_w[n, :m] += grad_b  # gradient router: to what is read
    grad_s0 = grad_a * 2  # swap multiplier
    grad_y = np.zeros_like(y)
    grad_y[n:0:-1] = grad_e  # gradient router: to what is read
    grad_y[::m] += grad_d  # gradient router: to what is read
    grad_y[:n] += grad_s0  # gradient router: to what is read
    return grad_y, grad_w
