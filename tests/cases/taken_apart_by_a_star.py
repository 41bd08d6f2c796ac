# inputs: x=np.array([0.3, -1.2, 0.7, 2.1])
import numpy as np


def energy(x):
    first, *rest = x
    total = np.sin(first)
    for i, v in enumerate(rest):
        total = total * v + i * len(rest)
    return total


def highest(x):
    *others, last = x
    return sum(others) * last + max(others)


def between(x):
    first, *mid, last = x
    return first * last + sum(v**2 for v in mid)


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


def grad_energy(x):
    """Gradient of energy: returns grad_x."""
    # Forward
    first = x[0]
    total = np.sin(first)
    s0 = x[1:]
    total_history = []
    for i in range(len(s0)):
        total_history.append(total)
        v = s0[i]
        s1 = total * v
        s2 = i * (len(x) - 1)
        total = s1 + s2

    # Backward
    grad_total = np.ones_like(total)  # seed: the gradient of the sum of total
    grad_s0 = np.zeros_like(s0) * 1.0
    for i in reversed(range(len(s0))):
        total = total_history.pop()
        v = s0[i]
        grad_v = unbroadcast(grad_total * total, v)  # swap multiplier
        grad_total = unbroadcast(grad_total * v, total)  # swap multiplier
        grad_s0[i] += grad_v  # gradient router: to what is read
    grad_first = grad_total * np.cos(first)  # sine: cosine
    grad_x = np.zeros_like(x) * 1.0
    grad_x[1:] = grad_s0  # gradient router: to what is read
    grad_x[0] += grad_first  # gradient router: to what is read
    return grad_x


def grad_highest(x):
    """Gradient of highest: returns grad_x."""
    # Forward
    last = x[-1]
    s0 = x[:-1]
    s1 = np.sum(s0, axis=0)
    s2 = s1 * last
    s4 = np.max(s0, axis=0)
    out = s2 + s4

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s2 = grad_out  # gradient copier
    grad_s4 = unbroadcast(grad_out, s4)  # gradient copier
    here = (s0 == s4).astype(s4.dtype)  # 1 where it is
    grad_s1 = unbroadcast(grad_s2 * last, s1)  # swap multiplier
    grad_last = unbroadcast(grad_s2 * s1, last)  # swap multiplier
    # gradient adder: router, sum
    grad_s0 = np.where(here, grad_s4 / np.sum(here, axis=0), 0) + grad_s1
    grad_x = np.zeros_like(x) * 1.0
    grad_x[:-1] = grad_s0  # gradient router: to what is read
    grad_x[-1] += grad_last  # gradient router: to what is read
    return grad_x


def grad_between(x):
    """Gradient of between: returns grad_x."""
    # Forward
    assert len(x) >= 2
    first = x[0]
    last = x[-1]
    s0 = first * last
    items = []
    s2 = x[1:-1]
    for i in range(len(s2)):
        v = s2[i]
        s3 = v**2
        items.append(s3)
    s4 = sum(items)
    out = s0 + s4

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s0 = unbroadcast(grad_out, s0)  # gradient copier
    grad_s4 = unbroadcast(grad_out, s4)  # gradient copier
    grad_s2 = np.zeros_like(s2) * 1.0
    for i in reversed(range(len(s2))):
        v = s2[i]
        s3 = items[i]
        grad_s3 = unbroadcast(grad_s4, s3)
        grad_v = grad_s3 * 2 * v  # power
        grad_s2[i] += grad_v  # gradient router: to what is read
    grad_first = unbroadcast(grad_s0 * last, first)  # swap multiplier
    grad_last = unbroadcast(grad_s0 * first, last)  # swap multiplier
    grad_x = np.zeros_like(x) * 1.0
    grad_x[1:-1] = grad_s2  # gradient router: to what is read
    grad_x[-1] += grad_last  # gradient router: to what is read
    grad_x[0] += grad_first  # gradient router: to what is read
    return grad_x
