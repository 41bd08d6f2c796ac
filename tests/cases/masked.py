# inputs: x=np.array([-1.0, 0.5, 2.0]), w=np.array([4.0, 5.0, 7.0])
import numpy as np


def one_value_in_both(x):
    return np.sum(np.where(x > 0, np.sqrt(x + x**2), x**2))


def broken_power(x):
    return np.sum(np.where(x > 0, x**1.5, 0))


def one_mask_twice(x):
    m = x > 0
    y = np.sqrt(x)
    return np.sum(np.where(m, y * y, 1.0) + np.where(m, y, x))


def read_elsewhere(x, w):
    m = x > 0
    return np.sum(np.where(m, w * (1 / x), w))
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


def grad_one_value_in_both(x):
    """Gradient of one_value_in_both: returns grad_x."""
    # Forward
    s0 = x > 0
    s1 = x**2
    s2 = x + s1
    s3 = np.sqrt(s2)

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out * np.ones_like(x)  # sum: copies to all
    grad_s3 = np.where(s0, grad_s5, 0)  # gradient router
    grad_s2 = grad_s3 / (2 * s3)  # square root: 1 / (2 √x)
    # gradient adder: router, copier
    grad_s1 = np.where(s0, 0, grad_s5) + np.where(s0, grad_s2, 0)
    grad_x = np.where(s0, grad_s2, 0) + grad_s1 * 2 * x  # gradient adder: copier, power
    return grad_x


def grad_broken_power(x):
    """Gradient of broken_power: returns grad_x."""
    # Forward
    s0 = x > 0

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out * np.ones_like(x)  # sum: copies to all
    grad_s1 = np.where(s0, grad_s2, 0)  # gradient router
    grad_x = np.where(s0, grad_s1 * 1.5 * x**0.5, 0)  # power
    return grad_x


def grad_one_mask_twice(x):
    """Gradient of one_mask_twice: returns grad_x."""
    # Forward
    m = x > 0
    y = np.sqrt(x)

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out  # sum: copies to all
    grad_s1 = grad_s3 * np.ones_like(x)  # gradient copier
    grad_s2 = grad_s3 * np.ones_like(x)  # gradient copier
    grad_y = np.where(m, grad_s2, 0)  # gradient router
    grad_s0 = np.where(m, grad_s1, 0)  # gradient router
    # gradient adder: router, copier
    grad_x = np.where(m, 0, grad_s2) + np.where(m, grad_s0, 0)
    grad_x = grad_x + np.where(m, grad_y / (2 * y), 0)  # gradient adder: square root
    return grad_x


def grad_read_elsewhere(x, w):
    """Gradient of read_elsewhere: returns (grad_x, grad_w)."""
    # Forward
    m = x > 0
    s0 = 1 / x
    s1 = w * s0
    s2 = np.where(m, s1, w)

    # Backward
    grad_out = 1.0
    grad_s2 = np.full_like(s2, grad_out)  # sum: copies to all
    grad_s1 = np.where(m, grad_s2, 0)  # gradient router
    grad_w = unbroadcast(np.where(m, 0, grad_s2), w)  # gradient router
    # gradient adder: swap multiplier
    grad_w = grad_w + unbroadcast(np.where(m, grad_s1 * s0, 0), w)
    grad_s0 = unbroadcast(grad_s1 * w, s0)  # swap multiplier
    grad_x = np.where(m, -grad_s0 * s0 / x, 0)  # quotient
    return grad_x, grad_w
