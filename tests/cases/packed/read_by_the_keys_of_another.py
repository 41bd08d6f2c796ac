import numpy as np


def field(x, h):
    energy = 0.0
    for i, w in h.items():
        energy += w * x[i] ** 2
    return energy


def declared(x: np.ndarray, h: dict):
    return sum(w * x[i] for i, w in h.items())
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


def grad_field(x, h):
    """Gradient of field: returns (dict(zip(h, grad_values)), dict(zip(h, grad_ws)))."""
    # Forward
    values = [x[key] for key in h]
    ws = list(h.values())
    keys = list(h)
    assert isinstance(
        x, dict
    ), "x is read by the keys of h: it has to be a dict; annotate an array"
    energy = 0.0
    energy_history = []
    s1_history = []
    for i in range(len(keys)):
        energy_history.append(energy)
        w = ws[i]
        s0 = values[i]
        s1 = s0**2
        s1_history.append(s1)
        s2 = w * s1
        energy = energy + s2

    # Backward
    grad_energy = np.ones_like(energy)  # seed: the gradient of the sum of energy
    grad_values = [np.zeros_like(s) * 1.0 for s in values]
    grad_ws = [np.zeros_like(s) * 1.0 for s in ws]
    for i in reversed(range(len(keys))):
        w = ws[i]
        s0 = values[i]
        s1 = s1_history.pop()
        energy = energy_history.pop()
        s2 = w * s1
        grad_s2 = unbroadcast(grad_energy, s2)  # gradient copier
        grad_energy = unbroadcast(grad_energy, energy)  # gradient copier
        grad_w = unbroadcast(grad_s2 * s1, w)  # swap multiplier
        grad_s1 = unbroadcast(grad_s2 * w, s1)  # swap multiplier
        grad_s0 = grad_s1 * 2 * s0  # power
        grad_values[i] = grad_s0
        grad_ws[i] = grad_w
    return dict(zip(h, grad_values)), dict(zip(h, grad_ws))


def grad_declared(x: np.ndarray, h: dict):
    """Gradient of declared: returns (grad_x, dict(zip(h, grad_ws)))."""
    # Forward
    ws = list(h.values())
    keys = list(h)
    items = []
    for i in range(len(keys)):
        i_1 = keys[i]
        w = ws[i]
        s0 = x[i_1]
        s1 = w * s0
        items.append(s1)
    out = sum(items)

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_ws = [np.zeros_like(s) * 1.0 for s in ws]
    grad_x = np.zeros_like(x) * 1.0
    for i in reversed(range(len(keys))):
        i_1 = keys[i]
        w = ws[i]
        s0 = x[i_1]
        s1 = items[i]
        grad_s1 = unbroadcast(grad_out, s1)
        grad_w = unbroadcast(grad_s1 * s0, w)  # swap multiplier
        grad_s0 = unbroadcast(grad_s1 * w, s0)  # swap multiplier
        np.add.at(grad_x, i_1, grad_s0)  # gradient router: to what is read; repeats add
        grad_ws[i] = grad_w
    return grad_x, dict(zip(h, grad_ws))
