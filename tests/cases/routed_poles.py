# inputs: x=np.array([0.0, 4.0, -1.0])
# inputs: x=0.0
# inputs: x=-1.0
import numpy as np


def where_it_is_not(x):
    return np.where(x > 0.5, np.sqrt(np.abs(x)), 0.0) * 2


def below_zero(x):
    return np.sqrt(np.maximum(x - 0.5, 0.25)) + np.clip(x - 0.5, 0.25, None) ** 0.5


def logarithm(x):
    return np.where(x > 0.5, np.log(np.abs(x)), x)


def root_of_relu(x):
    return np.sqrt(np.maximum(x, -0.5) + 0.5) * np.clip(x, 1.5, 9.0) ** 0.5
# output
import numpy as np


def grad_where_it_is_not(x):
    """Gradient of where_it_is_not: returns grad_x."""
    # Forward
    s0 = x > 0.5
    s1 = np.abs(x)
    s2 = np.sqrt(s1)
    s3 = np.where(s0, s2, 0.0)
    out = s3 * 2

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s3 = grad_out * 2  # swap multiplier
    grad_s2 = np.where(s0, grad_s3, 0)  # gradient router
    grad_s1 = grad_s2 / (2 * s2)  # square root: 1 / (2 √x)
    # absolute value: routes with the sign
    grad_x = np.where(s0, grad_s1 * np.sign(x), 0)
    return grad_x


def grad_below_zero(x):
    """Gradient of below_zero: returns grad_x."""
    # Forward
    s0 = x - 0.5
    s1 = np.maximum(s0, 0.25)
    s2 = np.sqrt(s1)
    s4 = np.clip(s0, 0.25, None)
    s5 = s4**0.5
    out = s2 + s5

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s2 = grad_out  # gradient copier
    grad_s5 = grad_out  # gradient copier
    grad_s4 = grad_s5 * 0.5 / s5  # power
    grad_s1 = grad_s2 / (2 * s2)  # square root: 1 / (2 √x)
    # gradient adder: router
    grad_s0 = np.where(s0 > 0.25, grad_s4, 0) + np.where(s0 > 0.25, grad_s1, 0)
    grad_x = grad_s0  # gradient copier
    return grad_x


def grad_logarithm(x):
    """Gradient of logarithm: returns grad_x."""
    # Forward
    s0 = x > 0.5
    s1 = np.abs(x)
    s2 = np.log(s1)
    out = np.where(s0, s2, x)

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s2 = np.where(s0, grad_out, 0)  # gradient router
    grad_s1 = grad_s2 / s1  # logarithm: 1 / x
    # gradient adder: router, absolute value
    grad_x = np.where(s0, 0, grad_out) + np.where(s0, grad_s1 * np.sign(x), 0)
    return grad_x


def grad_root_of_relu(x):
    """Gradient of root_of_relu: returns grad_x."""
    # Forward
    s0 = np.maximum(x, -0.5)
    s1 = s0 + 0.5
    s2 = np.sqrt(s1)
    s3 = np.clip(x, 1.5, 9.0)
    s4 = s3**0.5
    out = s2 * s4

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s2 = grad_out * s4  # swap multiplier
    grad_s4 = grad_out * s2  # swap multiplier
    grad_s3 = grad_s4 * 0.5 / s4  # power
    grad_s1 = grad_s2 / (2 * s2)  # square root: 1 / (2 √x)
    grad_s0 = grad_s1  # gradient copier
    grad_x = np.where(x < 9.0, np.where(x > 1.5, grad_s3, 0), 0)  # gradient router
    grad_x = grad_x + np.where(x > -0.5, grad_s0, 0)  # gradient adder: router
    return grad_x
