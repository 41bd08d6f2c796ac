# inputs: y=np.array([0.4, -0.6, 1.1]), v=np.array([0.5, -0.3]), x=np.array([0.4, -0.6]), p=np.cos(np.arange(6.0)).reshape(3, 2), a=0.3, last=0.7, sigma=1.1, rho=0.9, beta=0.4
import numpy as np
from typing import Annotated


def lorenz(y: Annotated[np.ndarray, "3"], sigma: float, rho: float, beta: float):
    dy = np.zeros(3)
    dy[0] = sigma * (y[1] - y[0])
    dy[1] = y[0] * (rho - y[2]) - y[1]
    dy[2] = y[0] * y[1] - beta * y[2]
    return dy


def rotated(a: float, p: Annotated[np.ndarray, "N 2"]):
    R = np.zeros((2, 2))
    R[0, 0], R[0, 1] = np.cos(a), -np.sin(a)
    R[1, 0], R[1, 1] = np.sin(a), np.cos(a)
    return np.sum((p @ R.T) ** 3)


def halves(x: Annotated[np.ndarray, "N"], v: Annotated[np.ndarray, "M"]):
    z = np.zeros(len(x) + len(v))
    z[: len(x)] = np.sin(x)
    z[len(x) :] = np.cos(v)
    return np.sum(z**3)


def ends(x: Annotated[np.ndarray, "N"], last: float):
    z = np.zeros(len(x) + 1)
    z[-1] = last**2
    z[:-1] = np.sin(x)
    return np.sum(z**3)


def by_mask(x: Annotated[np.ndarray, "N"]):
    y = np.empty(len(x))
    positive = x > 0
    y[positive] = np.log1p(x[positive])
    y[~positive] = x[~positive] ** 2
    return np.sum(y**3)


# the first write is read before the second one is there, and the third takes its place
def again(x: Annotated[np.ndarray, "2"]):
    z = np.zeros(2)
    z[0] = x[0] ** 2
    z[1] = z[0] * x[1]
    z[0] = x[1] ** 3
    return np.sum(z**2)


# output
import numpy as np
from typing import Annotated


def divide(x, y):
    """Return x / y, and 0 where x is 0: what nothing is routed to has no slope, whatever y is."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    zeros = np.zeros(shape, np.result_type(x, y, 0.5))
    return np.divide(x, y, out=zeros, where=x != 0)


def grad_lorenz(y: Annotated[np.ndarray, "3"], sigma: float, rho: float, beta: float):
    """Gradient of lorenz: returns (grad_y, grad_sigma, grad_rho, grad_beta)."""
    # Forward
    dy = np.zeros(3)  # [3]
    s0 = y[1]
    s1 = y[0]
    s2 = s0 - s1
    s3 = sigma * s2
    dy[0] = s3
    s5 = y[2]
    s6 = rho - s5
    s7 = s1 * s6
    s9 = s7 - s0
    dy[1] = s9
    s12 = s1 * s0
    s14 = beta * s5
    s15 = s12 - s14
    dy[2] = s15

    # Backward
    grad_dy = np.ones_like(dy)  # seed: the gradient of the sum of dy
    grad_s15 = grad_dy[2]  # gradient router: to what was written
    grad_s12 = grad_s15  # gradient copier
    grad_s14 = -grad_s15  # sign flips
    grad_beta = grad_s14 * s5  # swap multiplier
    grad_s9 = grad_dy[1]  # gradient router: to what was written
    grad_s7 = grad_s9  # gradient copier
    grad_s6 = grad_s7 * s1  # swap multiplier
    grad_rho = grad_s6  # gradient copier
    grad_s5 = grad_s14 * beta - grad_s6  # gradient adder: swap multiplier, sign flips
    grad_s3 = grad_dy[0]  # gradient router: to what was written
    grad_sigma = grad_s3 * s2  # swap multiplier
    grad_s2 = grad_s3 * sigma  # swap multiplier
    # gradient adder: swap multiplier, sign flips, copier
    grad_s0 = grad_s12 * s1 - grad_s9 + grad_s2
    # gradient adder: swap multiplier, sign flips
    grad_s1 = grad_s12 * s0 + grad_s7 * s6 - grad_s2
    grad_y = np.zeros_like(y) * 1.0
    grad_y[2] = grad_s5  # gradient router: to what is read
    grad_y[0] += grad_s1  # gradient router: to what is read
    grad_y[1] += grad_s0  # gradient router: to what is read
    return grad_y, grad_sigma, grad_rho, grad_beta


def grad_rotated(a: float, p: Annotated[np.ndarray, "N 2"]):
    """Gradient of rotated: returns (grad_a, grad_p)."""
    # Forward
    R = np.zeros((2, 2))  # [2, 2]
    s0 = np.cos(a)
    s1 = np.sin(a)
    s2 = -s1
    R[0, 0] = s0
    R[0, 1] = s2
    R[1, 0] = s1
    R[1, 1] = s0
    s5 = R.T  # [2, 2]
    s6 = p @ s5  # [N, 2] = [N, 2] @ [2, 2]

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # sum: copies to all
    grad_s6 = grad_s7 * 3 * s6**2  # power
    grad_p = grad_s6 @ R  # [N, 2] = [N, 2] @ [2, 2]
    grad_R = grad_s6.T @ p  # [2, 2] = [2, N] @ [N, 2]
    grad_s2 = grad_R[0, 1]  # gradient router: to what was written
    grad_s0 = grad_R[1, 1] + grad_R[0, 0]  # gradient adder: router
    grad_s1 = grad_R[1, 0] - grad_s2  # gradient adder: router, sign flips
    grad_a = grad_s1 * s0 - grad_s0 * s1  # gradient adder: sine, cosine
    return grad_a, grad_p


def grad_halves(x: Annotated[np.ndarray, "N"], v: Annotated[np.ndarray, "M"]):
    """Gradient of halves: returns (grad_x, grad_v)."""
    # Forward
    z = np.zeros(len(x) + len(v))  # [M+N]
    s0 = np.sin(x)  # [N]
    z[: len(x)] = s0
    s1 = np.cos(v)  # [M]
    z[len(x) :] = s1

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_z = grad_s2 * 3 * z**2  # power
    grad_s1 = grad_z[len(x) :]  # gradient router: to what was written
    grad_v = -grad_s1 * np.sin(v)  # cosine: -sine
    grad_s0 = grad_z[: len(x)]  # gradient router: to what was written
    grad_x = grad_s0 * np.cos(x)  # sine: cosine
    return grad_x, grad_v


def grad_ends(x: Annotated[np.ndarray, "N"], last: float):
    """Gradient of ends: returns (grad_x, grad_last)."""
    # Forward
    z = np.zeros(len(x) + 1)  # [N+1]
    s0 = last**2
    z[-1] = s0
    s1 = np.sin(x)  # [N]
    z[:-1] = s1

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_z = grad_s2 * 3 * z**2  # power
    grad_s1 = grad_z[:-1]  # gradient router: to what was written
    grad_x = grad_s1 * np.cos(x)  # sine: cosine
    grad_s0 = grad_z[-1]  # gradient router: to what was written
    grad_last = grad_s0 * 2 * last  # power
    return grad_x, grad_last


def grad_by_mask(x: Annotated[np.ndarray, "N"]):
    """Gradient of by_mask: returns grad_x."""
    # Forward
    y = np.empty(len(x))  # [N]
    positive = x > 0  # [N]
    s0 = x[positive]
    s1 = np.log1p(s0)
    y[positive] = s1
    s2 = ~positive  # [N]
    s3 = x[s2]
    s4 = s3**2
    y[s2] = s4

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out  # sum: copies to all
    grad_y = grad_s6 * 3 * y**2  # power
    grad_s4 = grad_y[s2]  # gradient router: to what was written
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s1 = grad_y[positive]  # gradient router: to what was written
    grad_s0 = divide(grad_s1, 1.0 + s0)  # logarithm: 1 / (1 + x)
    grad_x = np.zeros_like(x) * 1.0
    grad_x[s2] = grad_s3  # gradient router: to what is read
    grad_x[positive] += grad_s0  # gradient router: to what is read
    return grad_x


def grad_again(x: Annotated[np.ndarray, "2"]):
    """Gradient of again: returns grad_x."""
    # Forward
    z = np.zeros(2)  # [2]
    s0 = x[0]
    s1 = s0**2
    z[0] = s1
    s2 = z[0]
    s3 = x[1]
    s4 = s2 * s3
    z[1] = s4
    s6 = s3**3
    z[0] = s6

    # Backward
    grad_out = 1.0
    grad_s7 = grad_out  # sum: copies to all
    grad_z = grad_s7 * 2 * z  # power
    grad_s6 = grad_z[0]  # gradient router: to what was written
    grad_z[0] = 0.0  # overwritten: no gradient gets through
    grad_s4 = grad_z[1]  # gradient router: to what was written
    grad_s2 = grad_s4 * s3  # swap multiplier
    # gradient adder: power, swap multiplier
    grad_s3 = grad_s6 * 3 * s3**2 + grad_s4 * s2
    grad_z[0] += grad_s2  # gradient router: to what is read
    grad_s1 = grad_z[0]  # gradient router: to what was written
    grad_s0 = grad_s1 * 2 * s0  # power
    grad_x = np.zeros_like(x) * 1.0
    grad_x[1] = grad_s3  # gradient router: to what is read
    grad_x[0] += grad_s0  # gradient router: to what is read
    return grad_x
