# Constants of the module that are in dicts, also by another name and in dicts within.
# flags: -f f -f g
# inputs: x=0.7
import numpy as np

CONFIG = {"rate": 0.1, "inner": {"power": 3, "name": "a"}, "steps": 2, "w": np.ones(3)}


def f(x: float):
    settings = CONFIG
    if CONFIG["inner"]["name"] == "a":
        x = x * 2
    for _ in range(CONFIG["steps"]):
        x = x - settings["rate"] * x**2
    return x ** CONFIG["inner"]["power"]


def g(x):
    CONFIG_1 = CONFIG["rate"] * x
    return np.sum(CONFIG["w"] * CONFIG_1)
# output
import numpy as np

CONFIG = {"rate": 0.1, "inner": {"power": 3, "name": "a"}, "steps": 2, "w": np.ones(3)}


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_f(x: float):
    """Gradient of f: returns grad_x."""
    # Forward
    if CONFIG["inner"]["name"] == "a":
        x = x * 2
    x_history = []
    for _ in range(CONFIG["steps"]):
        x_history.append(x)
        s0 = x**2
        s1 = CONFIG["rate"] * s0
        x = x - s1

    # Backward
    grad_out = 1.0
    # power
    grad_x = grad_out * CONFIG["inner"]["power"] * x ** (CONFIG["inner"]["power"] - 1)
    for _ in reversed(range(CONFIG["steps"])):
        x = x_history.pop()
        grad_s1 = -grad_x  # sign flips
        grad_s0 = grad_s1 * CONFIG["rate"]  # swap multiplier
        grad_x = grad_x + grad_s0 * 2 * x  # gradient adder: copier, power
    if CONFIG["inner"]["name"] == "a":
        grad_x = grad_x * 2  # swap multiplier
    return grad_x


def grad_g(x):
    """Gradient of g: returns grad_x."""
    # Forward
    CONFIG_1 = CONFIG["rate"] * x
    s0 = CONFIG["w"] * CONFIG_1

    # Backward
    grad_out = 1.0
    grad_s0 = np.full_like(s0, grad_out)  # sum: copies to all
    grad_CONFIG_1 = unbroadcast(grad_s0 * CONFIG["w"], CONFIG_1)  # swap multiplier
    grad_x = grad_CONFIG_1 * CONFIG["rate"]  # swap multiplier
    return grad_x
