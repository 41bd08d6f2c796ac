# A tuple of annotated arrays.
import numpy as np
from jaxtyping import Float


def loss(
    layer: tuple[Float[np.ndarray, "D H"], Float[np.ndarray, "H"]],
    x: Float[np.ndarray, "N D"],
):
    w, b = layer
    h = np.tanh(x @ w + b)
    return np.sum(h**2)


# output
import numpy as np
from jaxtyping import Float


def grad_loss(
    layer: tuple[Float[np.ndarray, "D H"], Float[np.ndarray, "H"]],
    x: Float[np.ndarray, "N D"],
):
    """Gradient of loss: returns ((grad_w, grad_b), grad_x)."""
    # Forward
    w, b = layer
    s0 = x @ w  # [N, H] = [N, D] @ [D, H]
    s1 = s0 + b  # [N, H]
    h = np.tanh(s1)  # [N, H]
    s2 = h**2  # [N, H]

    # Backward
    grad_out = 1.0
    grad_s2 = grad_out  # sum: copies to all
    grad_h = grad_s2 * 2 * h  # power
    grad_s1 = grad_h * (1 - s2)  # tanh: 1 - tanh²
    grad_b = np.sum(grad_s1, axis=0)  # undo broadcast [N, H] -> [H]
    grad_s0 = grad_s1  # gradient copier
    grad_x = grad_s0 @ w.T  # [N, D] = [N, H] @ [H, D]
    grad_w = x.T @ grad_s0  # [D, H] = [D, N] @ [N, H]
    return (grad_w, grad_b), grad_x
