# Dicts of the module that loops run through: a round for each key, and what is there read by it.
# flags: -f decay -f linked -f weighted
# inputs: x=np.array([0.7, -0.3])
import numpy as np

RATES = {"fast": 2.0, "slow": 0.5}
LAYERS = {"first": np.eye(2), "second": np.ones((2, 2))}
SITES = {1: (0.0, 1.0), 2: (2.0, 0.5)}


def decay(x):
    total = 0.0
    for name, rate in RATES.items():
        total += np.sum(np.exp(-rate * x)) * (3 if name == "slow" else 1)
    return total


def linked(x):
    energy = 0.0
    for i, (a, k) in SITES.items():
        energy += 0.5 * k * (x[i - 1] - a) ** 2
    return energy


def weighted(x):
    for name in LAYERS:
        x = np.tanh(LAYERS[name] @ x)
    return sum(rate * v for rate, v in zip(RATES.values(), x))
# output
import numpy as np

RATES = {"fast": 2.0, "slow": 0.5}
LAYERS = {"first": np.eye(2), "second": np.ones((2, 2))}
SITES = {1: (0.0, 1.0), 2: (2.0, 0.5)}


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


def grad_decay(x):
    """Gradient of decay: returns grad_x."""
    # Forward
    rate = RATES["fast"]
    s0 = -rate
    s1 = s0 * x
    s2 = np.exp(s1)
    rate_1 = RATES["slow"]
    s5 = -rate_1
    s6 = s5 * x
    s7 = np.exp(s6)

    # Backward
    grad_total_2 = 1.0
    grad_total = grad_total_2  # gradient copier
    grad_s9 = grad_total_2  # gradient copier
    grad_s8 = grad_s9 * 3  # swap multiplier
    grad_s7 = grad_s8  # sum: copies to all
    grad_s6 = grad_s7 * s7  # exponential: its own slope
    grad_s4 = grad_total  # gradient copier
    grad_s3 = grad_s4  # swap multiplier
    grad_s2 = grad_s3  # sum: copies to all
    grad_s1 = grad_s2 * s2  # exponential: its own slope
    grad_x = grad_s6 * s5 + grad_s1 * s0  # gradient adder: swap multiplier
    return grad_x


def grad_linked(x):
    """Gradient of linked: returns grad_x."""
    # Forward
    energy_1 = 0.0
    i = 1
    a = SITES[1][0]
    k = SITES[1][1]
    s0 = 0.5 * k
    s1 = i - 1
    s2 = x[s1]
    s3 = s2 - a
    s4 = s3**2
    s5 = s0 * s4
    energy = energy_1 + s5
    i_1 = 2
    a_1 = SITES[2][0]
    k_1 = SITES[2][1]
    s6 = 0.5 * k_1
    s7 = i_1 - 1
    s8 = x[s7]
    s9 = s8 - a_1
    s10 = s9**2
    s11 = s6 * s10
    energy_2 = energy + s11

    # Backward
    grad_energy_2 = np.ones_like(energy_2)  # seed: the gradient of the sum of energy_2
    grad_energy = unbroadcast(grad_energy_2, energy)  # gradient copier
    grad_s11 = unbroadcast(grad_energy_2, s11)  # gradient copier
    grad_s10 = unbroadcast(grad_s11 * s6, s10)  # swap multiplier
    grad_s9 = grad_s10 * 2 * s9  # power
    grad_s8 = unbroadcast(grad_s9, s8)  # gradient copier
    grad_s5 = grad_energy  # gradient copier
    grad_s4 = unbroadcast(grad_s5 * s0, s4)  # swap multiplier
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s2 = unbroadcast(grad_s3, s2)  # gradient copier
    grad_x = np.zeros_like(x) * 1.0
    grad_x[s7] = grad_s8  # gradient router: to what is read
    grad_x[s1] += grad_s2  # gradient router: to what is read
    return grad_x


def grad_weighted(x):
    """Gradient of weighted: returns grad_x."""
    # Forward
    s0 = LAYERS["first"] @ x
    x_1 = np.tanh(s0)
    s1 = LAYERS["second"] @ x_1
    x_2 = np.tanh(s1)
    items = []
    s3 = np.array([RATES["fast"], RATES["slow"]])  # [2]
    for i in range(min(len(s3), len(x_2))):
        rate = s3[i]
        v = x_2[i]
        s4 = rate * v
        items.append(s4)
    out = sum(items)

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_x = np.zeros_like(x_2)
    for i in reversed(range(min(len(s3), len(x_2)))):
        rate = s3[i]
        s4 = items[i]
        grad_s4 = unbroadcast(grad_out, s4)
        grad_v = grad_s4 * rate  # swap multiplier
        grad_x[i] += grad_v  # gradient router: to what is read
    grad_s1 = grad_x * (1 - x_2**2)  # tanh: 1 - tanh²
    grad_x = right_gradient(grad_s1, LAYERS["second"], x_1)  # matrix product
    grad_s0 = grad_x * (1 - x_1**2)  # tanh: 1 - tanh²
    grad_x = right_gradient(grad_s0, LAYERS["first"], x)  # matrix product
    return grad_x
