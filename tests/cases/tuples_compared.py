# inputs: x=np.array([[0.3, -1.2], [1.1, 0.4], [0.2, 0.9]])
import numpy as np


def by_place(x):
    s = 0.0
    for i in range(3):
        for j in range(2):
            if (i, j) == (0, 1):
                s += x[i, j] ** 2
            elif (i, j) != (1, 1):
                s += x[i, j]
    return s


def by_shape(x):
    if x.shape == (3, 2):
        x = x * 2
    return np.sum(x**2)


def of_a_tuple(x):
    return np.max((x[0, 0], x[1, 0])) * np.mean((x[0, 1], x[1, 1]))


def as_floats(x):
    squares = [v**2 for v in x]
    return np.sum(np.array(squares, dtype=np.float64) ** 2)


def by_name(x):
    size, s = x.shape, 0.0
    if size != (2, 3) and x.shape != [3, 2]:
        for i in range(3):
            place = (i, 0)
            if place == (1, 0):
                s += 2.0 * x[i, 0] ** 2
    return s


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


def grad_by_place(x):
    """Gradient of by_place: returns grad_x."""
    # Forward
    s = 0.0
    s_history = []
    for i in range(3):
        for j in range(2):
            s_history.append(s)
            if i == 0 and j == 1:
                s0 = x[i, j]
                s1 = s0**2
                s = s + s1
            elif i != 1 or j != 1:
                s2 = x[i, j]
                s = s + s2

    # Backward
    grad_s = np.ones_like(s)  # seed: the gradient of the sum of s
    grad_x = np.zeros_like(x) * 1.0
    for i in reversed(range(3)):
        for j in reversed(range(2)):
            s = s_history.pop()
            if i == 0 and j == 1:
                s0 = x[i, j]
                s1 = s0**2
                grad_s1 = unbroadcast(grad_s, s1)  # gradient copier
                grad_s = unbroadcast(grad_s, s)  # gradient copier
                grad_s0 = grad_s1 * 2 * s0  # power
                grad_x[i, j] += grad_s0  # gradient router: to what is read
            elif i != 1 or j != 1:
                s2 = x[i, j]
                grad_s2 = unbroadcast(grad_s, s2)  # gradient copier
                grad_s = unbroadcast(grad_s, s)  # gradient copier
                grad_x[i, j] += grad_s2  # gradient router: to what is read
    return grad_x


def grad_by_shape(x):
    """Gradient of by_shape: returns grad_x."""
    # Forward
    if x.shape == (3, 2):
        x = x * 2

    # Backward
    grad_out = 1.0
    grad_s0 = grad_out  # sum: copies to all
    grad_x = grad_s0 * 2 * x  # power
    if x.shape == (3, 2):
        grad_x = grad_x * 2  # swap multiplier
    return grad_x


def grad_of_a_tuple(x):
    """Gradient of of_a_tuple: returns grad_x."""
    # Forward
    s0 = x[0, 0]
    s1 = x[1, 0]
    s2 = np.array((s0, s1))
    s3 = np.max(s2)
    s4 = x[0, 1]
    s5 = x[1, 1]
    s6 = np.array((s4, s5))
    s7 = np.mean(s6)

    # Backward
    grad_out = 1.0
    grad_s3 = grad_out * s7  # swap multiplier
    grad_s7 = grad_out * s3  # swap multiplier
    grad_s6 = grad_s7 / s6.size * np.ones_like(s6)  # mean: shared equally
    grad_s4 = grad_s6[0]  # written out: each its part
    grad_s5 = grad_s6[1]  # written out: each its part
    here = (s2 == s3).astype(s3.dtype)  # 1 where it is
    # gradient router: equal ones share
    grad_s2 = np.where(here, grad_s3 / np.sum(here), 0)
    grad_s0 = grad_s2[0]  # written out: each its part
    grad_s1 = grad_s2[1]  # written out: each its part
    grad_x = np.zeros_like(x) * 1.0
    grad_x[1, 1] = grad_s5  # gradient router: to what is read
    grad_x[0, 1] += grad_s4  # gradient router: to what is read
    grad_x[1, 0] += grad_s1  # gradient router: to what is read
    grad_x[0, 0] += grad_s0  # gradient router: to what is read
    return grad_x


def grad_as_floats(x):
    """Gradient of as_floats: returns grad_x."""
    # Forward
    squares = []
    for i in range(len(x)):
        v = x[i]
        s0 = v**2
        squares.append(s0)
    s1 = np.array(squares, dtype=np.float64)

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_s1 = grad_s2 * 2 * s1  # power
    grad_squares = list(grad_s1)  # written out: each its part
    grad_x = np.zeros_like(x) * 1.0
    for i in reversed(range(len(x))):
        v = x[i]
        grad_s0 = grad_squares.pop()  # as its value went onto a list
        grad_v = grad_s0 * 2 * v  # power
        grad_x[i] += grad_v  # gradient router: to what is read
    return grad_x


def grad_by_name(x):
    """Gradient of by_name: returns grad_x."""
    # Forward
    s = 0.0
    s_history = []
    s2_history = []
    if x.shape != (2, 3) and True:
        for i in range(3):
            s_history.append(s)
            if i == 1:
                s0 = x[i, 0]
                s1 = s0**2
                s2 = 2.0 * s1
                s2_history.append(s2)
                s = s + s2

    # Backward
    grad_s = np.ones_like(s)  # seed: the gradient of the sum of s
    if x.shape != (2, 3) and True:
        grad_x = np.zeros_like(x) * 1.0
        for i in reversed(range(3)):
            s = s_history.pop()
            if i == 1:
                s0 = x[i, 0]
                s2 = s2_history.pop()
                grad_s2 = unbroadcast(grad_s, s2)  # gradient copier
                grad_s = unbroadcast(grad_s, s)  # gradient copier
                grad_s1 = grad_s2 * 2.0  # swap multiplier
                grad_s0 = grad_s1 * 2 * s0  # power
                grad_x[i, 0] += grad_s0  # gradient router: to what is read
    else:
        grad_x = np.zeros_like(x) * 1.0
    return grad_x
