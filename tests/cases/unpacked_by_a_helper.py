# inputs: theta=np.sin(np.arange(9.0)), X=np.cos(np.arange(6.0)).reshape(3, 2), y=np.array([0.3, -0.2, 0.9])
import numpy as np
from typing import Annotated


def unpack(theta):
    W = theta[:4].reshape(2, 2)
    b = theta[4:6]
    v = theta[6:8]
    c = theta[8]
    return W, b, v, c


def loss(
    theta: Annotated[np.ndarray, "9"],
    X: Annotated[np.ndarray, "N 2"],
    y: Annotated[np.ndarray, "N"],
):
    W, b, v, c = unpack(theta)
    h = np.tanh(X @ W + b)
    return np.mean((h @ v + c - y) ** 2)


# output
import numpy as np
from typing import Annotated


def grad_loss(
    theta: Annotated[np.ndarray, "9"],
    X: Annotated[np.ndarray, "N 2"],
    y: Annotated[np.ndarray, "N"],
):
    """Gradient of loss: returns (grad_theta, grad_X, grad_y)."""
    # Forward
    s0 = theta[:4]  # [4]
    W = s0.reshape(2, 2)  # [2, 2]
    b = theta[4:6]  # [2]
    v = theta[6:8]  # [2]
    c = theta[8]
    s1 = X @ W  # [N, 2] = [N, 2] @ [2, 2]
    s2 = s1 + b  # [N, 2]
    h = np.tanh(s2)  # [N, 2]
    s3 = h @ v  # [N] = [N, 2] @ [2]
    s4 = s3 + c  # [N]
    s5 = s4 - y  # [N]

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out / y.size  # mean: shared equally
    grad_s5 = grad_s6 * 2 * s5  # power
    grad_y = -grad_s5  # sign flips
    grad_s4 = grad_s5  # gradient copier
    grad_s3 = grad_s4  # gradient copier
    grad_c = np.sum(grad_s4)  # undo broadcast [N] -> []
    grad_h = np.outer(grad_s3, v)  # matrix product
    grad_v = h.T @ grad_s3  # [2] = [2, N] @ [N]
    grad_s2 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
    grad_s1 = grad_s2  # gradient copier
    grad_b = np.sum(grad_s2, axis=0)  # undo broadcast [N, 2] -> [2]
    grad_X = grad_s1 @ W.T  # [N, 2] = [N, 2] @ [2, 2]
    grad_W = X.T @ grad_s1  # [2, 2] = [2, N] @ [N, 2]
    grad_s0 = np.reshape(grad_W, (4,))  # reshape: back
    grad_theta = np.zeros_like(theta) * 1.0
    grad_theta[8] = grad_c  # gradient router: to what is read
    grad_theta[6:8] += grad_v  # gradient router: to what is read
    grad_theta[4:6] += grad_b  # gradient router: to what is read
    grad_theta[:4] += grad_s0  # gradient router: to what is read
    return grad_theta, grad_X, grad_y
