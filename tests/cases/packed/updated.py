# A copy of the parameters, of which one is another; a dict that is filled is returned.
# flags: -m vjp -s params.w=D,H -s params.b=H -s x=N,D
import numpy as np


def f(params, x):
    new = dict(params)
    new["w"] = params["w"] / np.sqrt(np.sum(params["w"] ** 2))
    out = {}
    out["h"] = np.tanh(x @ new["w"] + new["b"])
    out["loss"] = np.mean(out["h"] ** 2)
    return out


# output
import numpy as np


def vjp_f(params, x, grad_h, grad_loss):
    """Vector-Jacobian product of f.

    Returns ({"w": grad_w, "b": grad_b}, grad_x). Of params, the keys that are read.
    """
    # Forward
    w = params["w"]  # [D, H]
    b = params["b"]  # [H]
    s0 = w**2  # [D, H]
    s1 = np.sum(s0)
    s2 = np.sqrt(s1)
    new_w = w / s2  # [D, H]
    s3 = x @ new_w  # [N, H] = [N, D] @ [D, H]
    s4 = s3 + b  # [N, H]
    h = np.tanh(s4)  # [N, H]
    s5 = h**2  # [N, H]

    # Backward
    grad_s5 = grad_loss / (x.shape[0] * w.shape[1])  # mean: shared equally
    grad_h_1 = grad_h + grad_s5 * 2 * h  # gradient adder: power
    grad_s4 = grad_h_1 * (1 - s5)  # tanh: 1 - tanh²
    grad_b = np.sum(grad_s4, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s3 = grad_s4  # gradient copier
    grad_x = grad_s3 @ new_w.T  # [N, D] = [N, H] @ [H, D]
    grad_new_w = x.T @ grad_s3  # [D, H] = [D, N] @ [N, H]
    grad_s2 = -np.sum(grad_new_w * new_w) / s2  # quotient, undo broadcast [D, H] -> []
    grad_s1 = grad_s2 / (2 * s2)  # square root: 1 / (2 √x)
    grad_s0 = grad_s1  # sum: copies to all
    grad_w = grad_new_w / s2 + grad_s0 * 2 * w  # gradient adder: quotient, power
    return {"w": grad_w, "b": grad_b}, grad_x
