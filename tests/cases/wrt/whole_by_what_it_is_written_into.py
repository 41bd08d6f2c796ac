# Labels that no gradient is asked by go into an array of whole numbers, between blanks.
# flags: -w p
# inputs: p=np.array([[0.2, 0.3, 0.5], [0.4, 0.4, 0.2]]), labels=np.array([1, 2])
import numpy as np


def picked(p, labels):
    ext = np.zeros(2 * len(labels) + 1, dtype=int)
    ext[1::2] = labels
    return np.sum(np.log(p[:, ext]))


def shifted(p, labels):
    places = np.arange(3)
    for i in range(len(labels)):
        before = labels[i] - 1
        places[i] = before
    return np.sum(p[0, places] ** 2) * labels[0]
# output
import numpy as np


def grad_picked(p, labels):
    """Gradient of picked: returns grad_p."""
    # Forward
    ext = np.zeros(2 * len(labels) + 1, dtype=int)
    ext[1::2] = labels
    s0 = p[:, ext]

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out  # sum: copies to all
    grad_s0 = grad_s1 / s0  # logarithm: 1 / x
    grad_p = np.zeros_like(p) * 1.0
    # gradient router: to what is read; repeats add
    np.add.at(grad_p, (slice(None), ext), grad_s0)
    return grad_p


def grad_shifted(p, labels):
    """Gradient of shifted: returns grad_p."""
    # Forward
    places = np.arange(3)  # [3]
    for i in range(len(labels)):
        s0 = labels[i]
        before = s0 - 1
        places[i] = before
    s1 = p[0, places]
    s2 = s1**2
    s3 = np.sum(s2)
    s4 = labels[0]
    out = s3 * s4

    # Backward
    grad_out = np.ones_like(out) * 1.0  # seed: the gradient of the sum of out
    grad_s3 = np.sum(grad_out * s4)  # swap multiplier, undo broadcast
    grad_s2 = grad_s3  # sum: copies to all
    grad_s1 = grad_s2 * 2 * s1  # power
    grad_p = np.zeros_like(p) * 1.0
    # gradient router: to what is read; repeats add
    np.add.at(grad_p, (0, places), grad_s1)
    return grad_p
