# inputs: q=np.array([0.5, -0.6, 1.1, 0.7]), v=np.array([[0.3, -0.2, 0.9], [1.2, 0.4, -0.5]])
import numpy as np
from typing import Annotated


def rotated(q: Annotated[np.ndarray, "4"], v: Annotated[np.ndarray, "N 3"]):
    w, axis = q[0], q[1:]
    t = 2 * np.cross(axis, v)
    return np.sum((v + w * t + np.cross(axis, t)) ** 3)


# output
import numpy as np
from typing import Annotated


def grad_rotated(q: Annotated[np.ndarray, "4"], v: Annotated[np.ndarray, "N 3"]):
    """Gradient of rotated: returns (grad_q, grad_v)."""
    # Forward
    s0 = q[0]
    s1 = q[1:]  # [3]
    s2 = np.cross(s1, v)  # [N, 3]
    t = 2 * s2  # [N, 3]
    s3 = s0 * t  # [N, 3]
    s4 = v + s3  # [N, 3]
    s5 = np.cross(s1, t)  # [N, 3]
    s6 = s4 + s5  # [N, 3]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # sum: copies to all
    grad_s6 = grad_s7 * 3 * s6**2  # power
    grad_s4 = grad_s6  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_s0 = np.vdot(grad_s3, t)  # swap multiplier, undo broadcast [N, 3] -> []
    # gradient adder: cross product, swap multiplier
    grad_t = np.cross(grad_s5, s1) + grad_s3 * s0
    grad_s2 = grad_t * 2  # swap multiplier
    grad_v = grad_s4 + np.cross(grad_s2, s1)  # gradient adder: copier, cross product
    # gradient adder: cross product
    grad_s1 = np.sum(np.cross(t, grad_s5), axis=0) + np.sum(
        np.cross(v, grad_s2), axis=0
    )
    grad_q = np.zeros_like(q) * 1.0
    grad_q[1:] = grad_s1  # gradient router: to what is read
    grad_q[0] += grad_s0  # gradient router: to what is read
    return grad_q, grad_v
