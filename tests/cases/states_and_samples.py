# inputs: xs=np.array([[0.3, -1.2], [1.1, 0.4], [0.2, 0.9]]), ys=np.array([0.5, -0.3, 1.0]), w=np.array([0.7, -0.2]), A=np.array([[1.0, 0.2], [-0.3, 0.8]])
import numpy as np


def residuals(xs, ys, w, A):
    s = 0.0
    for x, y in zip(xs, ys):
        s += (x @ w - y) ** 2
    return s + np.sum(A * A) + np.mean(xs)


def steps(xs, ys, w, A):
    s = 0.0
    for t in range(len(xs) - 1):
        s += np.sum((A @ xs[t] - xs[t + 1]) ** 2)
    return s + ys @ ys * np.sum(w)


def state(xs, ys, w, A):
    p, v, a = xs
    moved = A @ p + v
    return np.sum(moved**2) + A[0] @ w + np.sum(ys) + np.sum(a)


def by_index(xs, ys, w, A):
    return np.sum((A @ xs[0] + xs[1]) ** 2) + np.sum(xs**2) + ys[0] * np.sum(w)


# output
import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


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


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


def grad_residuals(xs, ys, w, A):
    """Gradient of residuals: returns (grad_xs, grad_ys, grad_w, grad_A)."""
    # Forward
    s = 0.0
    s_history = []
    s0_history = []
    s1_history = []
    for i in range(min(len(xs), len(ys))):
        s_history.append(s)
        x = xs[i]
        y = ys[i]
        s0 = x @ w
        s0_history.append(s0)
        s1 = s0 - y
        s1_history.append(s1)
        s2 = s1**2
        s = s + s2
    s3 = A * A
    s4 = np.sum(s3)
    s5 = s + s4
    s6 = np.mean(xs)
    out = s5 + s6

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s5 = grad_out  # gradient copier
    grad_s6 = np.sum(grad_out)  # undo broadcast
    grad_s = grad_s5  # gradient copier
    grad_s4 = np.sum(grad_s5)  # undo broadcast
    grad_s3 = grad_s4  # sum: copies to all
    grad_A = grad_s3 * A * 2  # swap multiplier, twice
    grad_xs = grad_s6 / np.size(xs) * np.ones_like(xs)  # mean: shared equally
    grad_ys = np.zeros_like(ys) * 1.0
    grad_w = np.zeros_like(w) * 1.0
    for i in reversed(range(min(len(xs), len(ys)))):
        x = xs[i]
        s0 = s0_history.pop()
        y = ys[i]
        s1 = s1_history.pop()
        s = s_history.pop()
        s2 = s1**2
        grad_s2 = unbroadcast(grad_s, s2)  # gradient copier
        grad_s = unbroadcast(grad_s, s)  # gradient copier
        grad_s1 = grad_s2 * 2 * s1  # power
        grad_s0 = unbroadcast(grad_s1, s0)  # gradient copier
        grad_y = -unbroadcast(grad_s1, y)  # sign flips
        grad_w += right_gradient(grad_s0, x, w)  # matrix product
        grad_x = left_gradient(grad_s0, x, w)  # matrix product
        grad_ys[i] += grad_y  # gradient router: to what is read
        grad_xs[i] += grad_x  # gradient router: to what is read
    return grad_xs, grad_ys, grad_w, grad_A


def grad_steps(xs, ys, w, A):
    """Gradient of steps: returns (grad_xs, grad_ys, grad_w, grad_A)."""
    # Forward
    s = 0.0
    s1_history = []
    s4_history = []
    for t in range(len(xs) - 1):
        s0 = xs[t]
        s1 = A @ s0
        s1_history.append(s1)
        s2 = t + 1
        s3 = xs[s2]
        s4 = s1 - s3
        s4_history.append(s4)
        s5 = s4**2
        s6 = np.sum(s5)
        s += s6
    s7 = ys @ ys
    s8 = np.sum(w)
    s9 = s7 * s8
    out = s + s9

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s = np.sum(grad_out)  # undo broadcast
    grad_s9 = grad_out  # gradient copier
    grad_s7 = grad_s9 * s8  # swap multiplier
    grad_s8 = np.sum(grad_s9 * s7)  # swap multiplier, undo broadcast
    grad_w = grad_s8 * np.ones_like(w)  # sum: copies to all
    # gradient adder: matrix product
    grad_ys = left_gradient(grad_s7, ys, ys) + right_gradient(grad_s7, ys, ys)
    grad_xs = np.zeros_like(xs) * 1.0
    grad_A = np.zeros_like(A) * 1.0
    for t in reversed(range(len(xs) - 1)):
        s0 = xs[t]
        s2 = t + 1
        s1 = s1_history.pop()
        s3 = xs[s2]
        s4 = s4_history.pop()
        grad_s5 = grad_s  # sum: copies to all
        grad_s4 = grad_s5 * 2 * s4  # power
        grad_s1 = unbroadcast(grad_s4, s1)  # gradient copier
        grad_s3 = -unbroadcast(grad_s4, s3)  # sign flips
        grad_xs[s2] += grad_s3  # gradient router: to what is read
        grad_A += left_gradient(grad_s1, A, s0)  # matrix product
        grad_s0 = right_gradient(grad_s1, A, s0)  # matrix product
        grad_xs[t] += grad_s0  # gradient router: to what is read
    return grad_xs, grad_ys, grad_w, grad_A


def grad_state(xs, ys, w, A):
    """Gradient of state: returns (grad_xs, grad_ys, grad_w, grad_A)."""
    # Forward
    p = xs[0]
    v = xs[1]
    a = xs[2]
    s0 = A @ p
    moved = s0 + v
    s1 = moved**2
    s2 = np.sum(s1)
    s3 = A[0]
    s4 = s3 @ w
    s5 = s2 + s4
    s6 = np.sum(ys)
    s7 = s5 + s6
    s8 = np.sum(a)
    out = s7 + s8

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s7 = grad_out  # gradient copier
    grad_s8 = np.sum(grad_out)  # undo broadcast
    grad_a = grad_s8  # sum: copies to all
    grad_s5 = grad_s7  # gradient copier
    grad_s6 = np.sum(grad_s7)  # undo broadcast
    grad_ys = grad_s6 * np.ones_like(ys)  # sum: copies to all
    grad_s2 = np.sum(grad_s5)  # undo broadcast
    grad_s4 = grad_s5  # gradient copier
    grad_w = right_gradient(grad_s4, s3, w)  # matrix product
    grad_s3 = left_gradient(grad_s4, s3, w)  # matrix product
    grad_s1 = grad_s2  # sum: copies to all
    grad_moved = grad_s1 * 2 * moved  # power
    grad_s0 = unbroadcast(grad_moved, s0)  # gradient copier
    grad_v = unbroadcast(grad_moved, v)  # gradient copier
    grad_p = right_gradient(grad_s0, A, p)  # matrix product
    grad_A = np.copy(left_gradient(grad_s0, A, p))  # matrix product
    grad_A[0] += grad_s3  # gradient router: to what is read
    grad_xs = np.zeros_like(xs) * 1.0
    grad_xs[2] = grad_a  # gradient router: to what is read
    grad_xs[1] += grad_v  # gradient router: to what is read
    grad_xs[0] += grad_p  # gradient router: to what is read
    return grad_xs, grad_ys, grad_w, grad_A


def grad_by_index(xs, ys, w, A):
    """Gradient of by_index: returns (grad_xs, grad_ys, grad_w, grad_A)."""
    # Forward
    s0 = xs[0]
    s1 = A @ s0
    s2 = xs[1]
    s3 = s1 + s2
    s4 = s3**2
    s5 = np.sum(s4)
    s6 = xs**2
    s7 = np.sum(s6)
    s8 = s5 + s7
    s9 = ys[0]
    s10 = np.sum(w)
    s11 = s9 * s10
    out = s8 + s11

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s8 = np.sum(grad_out)  # undo broadcast
    grad_s11 = grad_out  # gradient copier
    grad_s9 = grad_s11 * s10  # swap multiplier
    grad_s10 = np.sum(grad_s11 * s9)  # swap multiplier, undo broadcast
    grad_w = grad_s10 * np.ones_like(w)  # sum: copies to all
    grad_ys = np.zeros_like(ys) * 1.0
    grad_ys[0] = grad_s9  # gradient router: to what is read
    grad_s5 = grad_s8  # gradient copier
    grad_s7 = grad_s8  # gradient copier
    grad_s6 = grad_s7  # sum: copies to all
    grad_s4 = grad_s5  # sum: copies to all
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s1 = unbroadcast(grad_s3, s1)  # gradient copier
    grad_s2 = unbroadcast(grad_s3, s2)  # gradient copier
    grad_A = left_gradient(grad_s1, A, s0)  # matrix product
    grad_s0 = right_gradient(grad_s1, A, s0)  # matrix product
    grad_xs = grad_s6 * 2 * xs  # power
    grad_xs[1] += grad_s2  # gradient router: to what is read
    grad_xs[0] += grad_s0  # gradient router: to what is read
    return grad_xs, grad_ys, grad_w, grad_A
