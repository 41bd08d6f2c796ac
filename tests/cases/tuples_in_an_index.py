# inputs: x=np.array([[0.3, -1.2, 0.7], [1.1, 0.4, -0.6], [0.2, 0.9, -0.8]])
import numpy as np

ROWS = (0, -1)


def rows(x):
    return np.sum(x[(0, -1), :] ** 2)


def by_name(x):
    columns = (0, 2)
    return np.sum(x[:, columns] ** 2) + np.sum(x[ROWS, :] ** 3)


def written(x):
    y = x * 2.0
    y[(0, 1), :] *= 3.0
    return np.sum(y**2)


def one_entry(x):
    return x[(0, 1)] ** 2 + np.sum(x[[0, 1], (1, 2)] ** 2)


# output
import numpy as np

ROWS = (0, -1)


def grad_rows(x):
    """Gradient of rows: returns grad_x."""
    # Forward
    s0 = x[[0, -1], :]

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # sum: copies to all
    grad_s0 = grad_s1 * 2 * s0  # power
    grad_x = np.zeros_like(x) * 1.0
    # gradient router: to what is read; repeats add
    np.add.at(grad_x, ([0, -1], slice(None)), grad_s0)
    return grad_x


def grad_by_name(x):
    """Gradient of by_name: returns grad_x."""
    # Forward
    s0 = x[:, [0, 2]]
    s3 = x[ROWS, :]

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # gradient copier
    grad_s5 = grad_out  # gradient copier
    grad_s4 = grad_s5  # sum: copies to all
    grad_s3 = grad_s4 * 3 * s3**2  # power
    grad_s1 = grad_s2  # sum: copies to all
    grad_s0 = grad_s1 * 2 * s0  # power
    grad_x = np.zeros_like(x) * 1.0
    # gradient router: to what is read; repeats add
    np.add.at(grad_x, (ROWS, slice(None)), grad_s3)
    grad_x[:, [0, 2]] += grad_s0  # gradient router: to what is read
    return grad_x


def grad_written(x):
    """Gradient of written: returns grad_x."""
    # Forward
    y = x * 2.0
    s0 = y[[0, 1], :]
    s1 = s0 * 3.0
    y[[0, 1], :] = s1

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_y = grad_s2 * 2 * y  # power
    grad_s1 = grad_y[[0, 1], :]  # gradient router: to what was written
    grad_s0 = grad_s1 * 3.0  # swap multiplier
    grad_y_1 = np.copy(grad_y)
    grad_y_1[[0, 1], :] = grad_s0  # gradient router: to what is read
    grad_x = grad_y_1 * 2.0  # swap multiplier
    return grad_x


def grad_one_entry(x):
    """Gradient of one_entry: returns grad_x."""
    # Forward
    s0 = x[0, 1]
    s1 = s0**2
    s2 = x[[0, 1], [1, 2]]
    s3 = s2**2
    s4 = np.sum(s3)
    out = s1 + s4

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s1 = grad_out  # gradient copier
    grad_s4 = np.sum(grad_out)  # undo broadcast
    grad_s3 = grad_s4  # sum: copies to all
    grad_s2 = grad_s3 * 2 * s2  # power
    grad_s0 = grad_s1 * 2 * s0  # power
    grad_x = np.zeros_like(x) * 1.0
    # gradient router: to what is read; repeats add
    np.add.at(grad_x, ([0, 1], [1, 2]), grad_s2)
    grad_x[0, 1] += grad_s0  # gradient router: to what is read
    return grad_x
