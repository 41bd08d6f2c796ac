# What Python's functions take a dict for is its keys: written out, filled, and of the module.
# flags: -f of_degree -f last -f of_module
# inputs: x=np.array([0.3, 0.7, -0.4])
import numpy as np

COSTS = {3: 1.0, 1: 5.0}


def of_degree(x):
    terms = {3: x[0], 1: x[1] ** 2}
    return terms[3] * max(terms) + min(terms) * terms[1] + sum(terms) * x[2]


def last(x):
    hs = {0: x[0]}
    for t in range(1, 4):
        hs[t] = np.tanh(hs[t - 1] * x[1])
    return hs[3] + max(hs) * x[2]


def of_module(x):
    total = x[0] * max(COSTS) + x[1] * sum(COSTS)
    for i, k in enumerate(COSTS):
        total += x[i] * k
    return total
# output
import numpy as np

COSTS = {3: 1.0, 1: 5.0}


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_of_degree(x):
    """Gradient of of_degree: returns grad_x."""
    # Forward
    term3 = x[0]
    s0 = x[1]
    term1 = s0**2
    s1 = term3 * max(3, 1)
    s2 = min(3, 1) * term1
    s3 = s1 + s2
    s4 = x[2]
    s5 = (3 + 1) * s4
    out = s3 + s5

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s3 = unbroadcast(grad_out, s3)  # gradient copier
    grad_s5 = unbroadcast(grad_out, s5)  # gradient copier
    grad_s4 = grad_s5 * 4  # swap multiplier
    grad_s1 = unbroadcast(grad_s3, s1)  # gradient copier
    grad_s2 = unbroadcast(grad_s3, s2)  # gradient copier
    grad_term1 = grad_s2 * min(3, 1)  # swap multiplier
    grad_term3 = grad_s1 * max(3, 1)  # swap multiplier
    grad_s0 = grad_term1 * 2 * s0  # power
    grad_x = np.zeros_like(x) * 1.0
    grad_x[2] = grad_s4  # gradient router: to what is read
    grad_x[1] += grad_s0  # gradient router: to what is read
    grad_x[0] += grad_term3  # gradient router: to what is read
    return grad_x


def grad_last(x):
    """Gradient of last: returns grad_x."""
    # Forward
    h0 = x[0]
    s1 = x[1]
    s2 = h0 * s1
    h1 = np.tanh(s2)
    s5 = h1 * s1
    h2 = np.tanh(s5)
    s8 = h2 * s1
    h3 = np.tanh(s8)
    s9 = x[2]
    s10 = max(max(max(0, 1), 2), 3) * s9
    out = h3 + s10

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_h3 = unbroadcast(grad_out, h3)  # gradient copier
    grad_s10 = unbroadcast(grad_out, s10)  # gradient copier
    grad_s9 = grad_s10 * max(max(max(0, 1), 2), 3)  # swap multiplier
    grad_s8 = grad_h3 * (1 - h3**2)  # tanh: 1 - tanh²
    grad_h2 = grad_s8 * s1  # swap multiplier
    grad_s5 = grad_h2 * (1 - h2**2)  # tanh: 1 - tanh²
    grad_h1 = grad_s5 * s1  # swap multiplier
    grad_s2 = grad_h1 * (1 - h1**2)  # tanh: 1 - tanh²
    grad_h0 = unbroadcast(grad_s2 * s1, h0)  # swap multiplier
    grad_s1 = unbroadcast(grad_s8 * h2, s1)  # swap multiplier
    grad_s1 = grad_s1 + unbroadcast(grad_s5 * h1, s1)  # gradient adder: swap multiplier
    grad_s1 = grad_s1 + unbroadcast(grad_s2 * h0, s1)  # gradient adder: swap multiplier
    grad_x = np.zeros_like(x) * 1.0
    grad_x[2] = grad_s9  # gradient router: to what is read
    grad_x[1] += grad_s1  # gradient router: to what is read
    grad_x[0] += grad_h0  # gradient router: to what is read
    return grad_x


def grad_of_module(x):
    """Gradient of of_module: returns grad_x."""
    # Forward
    assert list(COSTS) == [3, 1], "this is the gradient for the keys 3, 1"
    s0 = x[0]
    s1 = s0 * max(3, 1)
    s2 = x[1]
    s3 = s2 * (3 + 1)
    total_1 = s1 + s3
    k = 3
    s5 = s0 * k
    total = total_1 + s5
    k_1 = 1
    s7 = s2 * k_1
    total_2 = total + s7

    # Backward
    # seed: the gradient of the sum of total_2
    grad_total_2 = np.ones_like(total_2) * 1.0
    grad_total = grad_total_2  # gradient copier
    grad_s7 = unbroadcast(grad_total_2, s7)  # gradient copier
    grad_total_1 = grad_total  # gradient copier
    grad_s5 = unbroadcast(grad_total, s5)  # gradient copier
    grad_s1 = unbroadcast(grad_total_1, s1)  # gradient copier
    grad_s3 = unbroadcast(grad_total_1, s3)  # gradient copier
    grad_s2 = grad_s7 * k_1 + grad_s3 * 4  # gradient adder: swap multiplier
    grad_s0 = grad_s5 * k + grad_s1 * max(3, 1)  # gradient adder: swap multiplier
    grad_x = np.zeros_like(x) * 1.0
    grad_x[1] = grad_s2  # gradient router: to what is read
    grad_x[0] += grad_s0  # gradient router: to what is read
    return grad_x
