# inputs: y=np.array([0.4, -0.6])
import numpy as np


def f(y):
    y = y.copy()
    a = y[0]
    a *= 2.0
    return 3.0 * a + y[1]


# output
import numpy as np


def grad_f(y):
    """Gradient of f: returns grad_y."""
    # Forward
    assert np.ndim(y) == 1, "y[i] has to be one number"
    y_1 = y.copy()

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out  # gradient copier
    grad_s1 = grad_out  # gradient copier
    grad_a = grad_s0 * 3.0  # swap multiplier
    grad_a_1 = grad_a * 2.0  # swap multiplier
    grad_y_1 = np.zeros_like(y_1) * 1.0
    grad_y_1[1] = grad_s1  # gradient router: to what is read
    grad_y_1[0] += grad_a_1  # gradient router: to what is read
    grad_y = grad_y_1  # gradient copier
    return grad_y
