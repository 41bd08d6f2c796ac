# flags: -f f -f g -f h
import os
import random

import numpy as np

os.environ["QUALITY"] = "3"
QUALITY = float(os.environ["QUALITY"])
rng = np.random.default_rng(0)
B = rng.normal(size=3)
W = rng.normal(size=3)
PILE = [1.0, 2.0, 3.0]
random.seed(1)
TOP = PILE.pop()
NEXT = PILE.pop()
A = np.zeros(3)
_ = np.add(A, 2, out=A)
HALF = 0.5
C = np.sqrt(HALF)


def f(x):
    return x * W


def g(x):
    return x**NEXT * QUALITY * C


def h(x):
    return x**A
# output
import os
import random
import numpy as np

os.environ["QUALITY"] = "3"
QUALITY = float(os.environ["QUALITY"])
rng = np.random.default_rng(0)
B = rng.normal(size=3)
W = rng.normal(size=3)
PILE = [1.0, 2.0, 3.0]
random.seed(1)
TOP = PILE.pop()
NEXT = PILE.pop()
A = np.zeros(3)
_ = np.add(A, 2, out=A)
HALF = 0.5
C = np.sqrt(HALF)


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_f(x):
    """Gradient of f: returns grad_x."""
    # Forward
    out = x * W

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_x = unbroadcast(grad_out * W, x)  # swap multiplier
    return grad_x


def grad_g(x):
    """Gradient of g: returns grad_x."""
    # Forward
    s0 = x**NEXT
    s1 = s0 * QUALITY
    out = s1 * C

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s1 = grad_out * C  # swap multiplier
    grad_s0 = unbroadcast(grad_s1 * QUALITY, s0)  # swap multiplier
    # one less; 0 at 0 ** 0
    less = np.where((x == 0) * (NEXT == 0), np.zeros_like(x), NEXT - 1)
    grad_x = unbroadcast(grad_s0 * NEXT * np.power(1.0 * x, less), x)  # power
    return grad_x


def grad_h(x):
    """Gradient of h: returns grad_x."""
    # Forward
    out = x**A

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    # one less; 0 at 0 ** 0
    less = np.where((x == 0) * (A == 0), np.zeros_like(x), A - 1)
    grad_x = unbroadcast(grad_out * A * np.power(1.0 * x, less), x)  # power
    return grad_x
