# flags: --value
import math
import flatgen
from flatgen import stop_gradient as sg


def mixed(x):
    y = x * flatgen.stop_gradient(x)  # half of the slope
    return sg(x) ** 2 + y


def straight_through(x, w):
    hard = max(x * w, 0.5)
    soft = math.tanh(x * w)
    return soft + stop_gradient(hard - soft)


def target(x, w):
    goal = sg(math.exp(w))  # a constant from here on
    return (x * w - goal) ** 2
# output
import math


def value_and_grad_mixed(x):
    """Value and gradient of mixed: returns out, grad_x. The input is a scalar."""
    # Forward
    y = x * x  # half of the slope
    s2 = x**2
    out = s2 + y

    # Backward
    grad_out = 1.0
    grad_y = grad_out  # gradient copier
    grad_x = grad_y * x  # swap multiplier
    return out, grad_x


def value_and_grad_straight_through(x, w):
    """Value and gradient of straight_through.

    Returns out, (grad_x, grad_w). Inputs are scalars.
    """
    # Forward
    s0 = x * w
    hard = max(s0, 0.5)
    s1 = x * w
    soft = math.tanh(s1)
    s2 = hard - soft
    out = soft + s2

    # Backward
    grad_out = 1.0
    grad_soft = grad_out  # gradient copier
    grad_s1 = grad_soft * (1 - soft**2)  # tanh: 1 - tanh²
    grad_x = grad_s1 * w  # swap multiplier
    grad_w = grad_s1 * x  # swap multiplier
    return out, (grad_x, grad_w)


def value_and_grad_target(x, w):
    """Value and gradient of target.

    Returns out, (grad_x, grad_w). Inputs are scalars.
    """
    # Forward
    goal = math.exp(w)  # a constant from here on
    s1 = x * w
    s2 = s1 - goal
    out = s2**2

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out * 2 * s2  # power
    grad_s1 = grad_s2  # gradient copier
    grad_x = grad_s1 * w  # swap multiplier
    grad_w = grad_s1 * x  # swap multiplier
    return out, (grad_x, grad_w)
