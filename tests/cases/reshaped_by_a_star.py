# inputs: x=np.array([[0.3, -1.2], [1.1, 0.4], [0.2, 0.9]])
import numpy as np


def back_again(x):
    shape = x.shape
    flat = x.reshape(-1) ** 2
    return np.sum(flat.reshape(*shape)[0])


# output
import numpy as np


def grad_back_again(x):
    """Gradient of back_again: returns grad_x."""
    # Forward
    s0 = x.reshape(-1)
    flat = s0**2
    s1 = flat.reshape(x.shape)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_s1 = np.zeros_like(s1) * 1.0
    grad_s1[0] = grad_s2  # gradient router: to what is read
    grad_flat = np.reshape(grad_s1, flat.shape)  # reshape: back
    grad_s0 = grad_flat * 2 * s0  # power
    grad_x = np.reshape(grad_s0, np.shape(x))  # reshape: back
    return grad_x
