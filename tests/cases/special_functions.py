# inputs: x=np.array([0.3, 0.8]), y=np.array([0.6, 0.2])
import numpy as np
from scipy import special
from scipy.special import erf, expit as sigma, xlogy


def special_functions(x, y):
    a = sigma(x) + erf(y) + special.logit(x) * special.gammaln(y)
    return xlogy(x, y) * a + special.ndtr(np.log(x))
# output
import numpy as np
from scipy import special
from scipy.special import erf, expit as sigma, xlogy
from math import sqrt


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_special_functions(x, y):
    """Gradient of special_functions: returns (grad_x, grad_y)."""
    # Forward
    s0 = sigma(x)
    s1 = erf(y)
    s2 = s0 + s1
    s3 = special.logit(x)
    s4 = special.gammaln(y)
    s5 = s3 * s4
    a = s2 + s5
    s6 = xlogy(x, y)
    s7 = s6 * a
    s8 = np.log(x)
    s9 = special.ndtr(s8)
    out = s7 + s9

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s7 = grad_out  # gradient copier
    grad_s9 = unbroadcast(grad_out, s9)  # gradient copier
    # normal distribution: its density
    grad_s8 = grad_s9 * np.exp(-0.5 * s8 * s8) / sqrt(2 * np.pi)
    grad_s6 = grad_s7 * a  # swap multiplier
    grad_a = grad_s7 * s6  # swap multiplier
    grad_s2 = grad_a  # gradient copier
    grad_s5 = grad_a  # gradient copier
    grad_s3 = unbroadcast(grad_s5 * s4, s3)  # swap multiplier
    grad_s4 = unbroadcast(grad_s5 * s3, s4)  # swap multiplier
    grad_s0 = unbroadcast(grad_s2, s0)  # gradient copier
    grad_s1 = unbroadcast(grad_s2, s1)  # gradient copier
    # x log y
    grad_y = unbroadcast(grad_s6 * x / np.where((x == 0) * (y == 0), 1, y), y)
    grad_y = grad_y + grad_s4 * special.digamma(y)  # gradient adder: log gamma
    # gradient adder: error function
    grad_y = grad_y + grad_s1 * (2 / sqrt(np.pi)) * np.exp(-1.0 * y * y)
    # gradient adder: logarithm, x log y
    grad_x = grad_s8 / x + unbroadcast(grad_s6 * np.log(y), x)
    grad_x = grad_x + grad_s3 / (x * (1.0 - x))  # gradient adder: logit
    grad_x = grad_x + grad_s0 * (1 - s0) * s0  # gradient adder: sigmoid
    return grad_x, grad_y
