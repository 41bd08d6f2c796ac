# inputs: x=np.array([[0.3, 0.8, 1.2], [0.1, 0.5, 2.0]]), y=np.array([[0.7, 0.2, 1.1], [0.9, 1.4, 0.6]])
# inputs: x=np.array([[0.3, 0.8, 1.2], [0.1, 0.5, 2.0]]), y=np.array([0.7, 0.2, 1.1])
# inputs: x=np.array([[0.3, 0.8, 1.2]]), y=np.array([[0.7], [0.2]])
# inputs: x=0.3, y=np.array([0.7, 0.2])
# inputs: x=1.3, y=0.4
import numpy as np


def elementwise(x, y):
    a = np.sin(x) * y + np.sqrt(x / y)
    b = np.maximum(x, y) ** 2 - np.clip(x, 0.2, 1.0)
    c = np.where(x > y, a, b) + np.hypot(x, y) * np.arctan2(y, x)
    return np.log(1 + c * c) / np.logaddexp(a, b)
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


def divide(x, y):
    """Return x / y, and 0 where x is 0: what nothing is routed to has no slope, whatever y is."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    zeros = np.zeros(shape, np.result_type(x, y, 0.5))
    return np.divide(x, y, out=zeros, where=x != 0)


def grad_elementwise(x, y):
    """Gradient of elementwise: returns (grad_x, grad_y)."""
    # Forward
    s0 = np.sin(x)
    s1 = s0 * y
    s2 = x / y
    s3 = np.sqrt(s2)
    a = s1 + s3
    s4 = np.maximum(x, y)
    s5 = s4**2
    s6 = np.clip(x, 0.2, 1.0)
    b = s5 - s6
    s7 = x > y
    s8 = np.where(s7, a, b)
    s9 = np.hypot(x, y)
    s10 = np.arctan2(y, x)
    s11 = s9 * s10
    c = s8 + s11
    s12 = c * c
    s13 = 1 + s12
    s14 = np.log(s13)
    s15 = np.logaddexp(a, b)
    out = s14 / s15

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s14 = grad_out / s15  # quotient
    grad_s15 = -grad_out * out / s15  # quotient
    grad_s13 = grad_s14 / s13  # logarithm: 1 / x
    grad_s12 = grad_s13  # gradient copier
    grad_c = grad_s12 * c * 2  # swap multiplier, twice
    grad_s8 = grad_c  # gradient copier
    grad_s11 = grad_c  # gradient copier
    grad_s9 = grad_s11 * s10  # swap multiplier
    grad_s10 = grad_s11 * s9  # swap multiplier
    r = s9 + (s9 == 0)  # 1 in place of 0
    # gradient adder: log-sum-exp, router
    grad_a = grad_s15 * np.exp(a - s15) + np.where(s7, grad_s8, 0)
    # gradient adder: log-sum-exp, router
    grad_b = grad_s15 * np.exp(b - s15) + np.where(s7, 0, grad_s8)
    grad_s5 = grad_b  # gradient copier
    grad_s6 = -unbroadcast(grad_b, s6)  # sign flips
    grad_s4 = grad_s5 * 2 * s4  # power
    grad_s1 = grad_a  # gradient copier
    grad_s3 = grad_a  # gradient copier
    grad_s2 = divide(grad_s3, 2 * s3)  # square root: 1 / (2 √x)
    grad_y = unbroadcast(grad_s10 * (x / r) / r, y)  # angle: across over r²
    grad_y = grad_y + unbroadcast(grad_s9 * y / r, y)  # gradient adder: hypotenuse
    # gradient adder: router
    grad_y = grad_y + unbroadcast(np.where(y > x, grad_s4, 0), y)
    grad_y = grad_y - unbroadcast(grad_s2 * s2, y) / y  # gradient adder: quotient
    grad_y = grad_y + unbroadcast(grad_s1 * s0, y)  # gradient adder: swap multiplier
    grad_s0 = unbroadcast(grad_s1 * y, s0)  # swap multiplier
    grad_x = -unbroadcast(grad_s10 * (y / r) / r, x)  # angle: across over r²
    grad_x = grad_x + unbroadcast(grad_s9 * x / r, x)  # gradient adder: hypotenuse
    # gradient adder: router
    grad_x = grad_x + np.where(x < 1.0, np.where(x > 0.2, grad_s6, 0), 0)
    # gradient adder: router
    grad_x = grad_x + unbroadcast(np.where(x >= y, grad_s4, 0), x)
    grad_x = grad_x + unbroadcast(grad_s2 / y, x)  # gradient adder: quotient
    grad_x = grad_x + grad_s0 * np.cos(x)  # gradient adder: sine
    return grad_x, grad_y
