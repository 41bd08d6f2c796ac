# flags: -m jvp
import numpy as np


def loss(layers, x):
    for layer in layers:
        x = np.tanh(layer["W"] @ x + layer["b"])
    return np.sum(x**2)


# output
import numpy as np


def jvp_loss(layers, x, dot_layers, dot_x):
    """Jacobian-vector product of loss: returns dot_out."""
    # Forward, with tangents
    Ws = [row["W"] for row in layers]
    bs = [row["b"] for row in layers]
    dot_Ws = [row["W"] for row in dot_layers]
    dot_bs = [row["b"] for row in dot_layers]
    for i in range(len(Ws)):
        W = Ws[i]
        dot_W = dot_Ws[i]
        b = bs[i]
        dot_b = dot_bs[i]
        s0 = W @ x
        dot_s0 = dot_W @ x + W @ dot_x  # product rule
        s1 = s0 + b
        dot_s1 = dot_s0 + dot_b  # sum rule
        x = np.tanh(s1)
        dot_x = dot_s1 * (1 - x**2)  # tanh: 1 - tanh²
    dot_s2 = dot_x * 2 * x  # power
    dot_out = np.sum(dot_s2)  # linear
    return dot_out
