# A net with its weights in a dict, shapes by their keys.
# flags: -s params.w1=D,H -s params.b1=H -s params.w2=H,C -s params.b2=C -s x=N,D -s y=N,C
import numpy as np


def loss(params, x, y):
    h = np.tanh(x @ params["w1"] + params["b1"])
    p = h @ params["w2"] + params["b2"]
    return np.mean((p - y) ** 2)


# output
import numpy as np


def grad_loss(params, x, y):
    """Gradient of loss.

    Returns ({"w1": grad_w1, "b1": grad_b1, "w2": grad_w2, "b2": grad_b2}, grad_x,
    grad_y). Of params, the keys that are read.
    """
    # Forward
    w1 = params["w1"]  # [D, H]
    b1 = params["b1"]  # [H]
    w2 = params["w2"]  # [H, C]
    b2 = params["b2"]  # [C]
    s0 = x @ w1  # [N, H] = [N, D] @ [D, H]
    s1 = s0 + b1  # [N, H]
    h = np.tanh(s1)  # [N, H]
    s2 = h @ w2  # [N, C] = [N, H] @ [H, C]
    p = s2 + b2  # [N, C]
    s3 = p - y  # [N, C]

    # Backward
    grad_out = 1.0
    grad_s4 = grad_out / y.size  # mean: shared equally
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_y = -grad_s3  # sign flips
    grad_p = grad_s3  # gradient copier
    grad_b2 = np.sum(grad_p, axis=0)  # undo broadcast [N, C] -> [C]
    grad_s2 = grad_p  # gradient copier
    grad_w2 = h.T @ grad_s2  # [H, C] = [H, N] @ [N, C]
    grad_h = grad_s2 @ w2.T  # [N, H] = [N, C] @ [C, H]
    grad_s1 = grad_h * (1 - h**2)  # tanh: 1 - tanh²
    grad_b1 = np.sum(grad_s1, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s0 = grad_s1  # gradient copier
    grad_x = grad_s0 @ w1.T  # [N, D] = [N, H] @ [H, D]
    grad_w1 = x.T @ grad_s0  # [D, H] = [D, N] @ [N, H]
    return {"w1": grad_w1, "b1": grad_b1, "w2": grad_w2, "b2": grad_b2}, grad_x, grad_y
