# What a training loop prints of its list: read where it is printed.
# inputs: x=np.array([0.3, -0.4])
import numpy as np


def train(x, verbose=False):
    losses = []
    for t in range(3):
        x = x - 0.1 * np.sin(x)
        losses.append(np.sum(x**2))
        if verbose:
            print("loss", losses[-1])
        if t > 5:
            print(f"{t}: {losses[-1]:.4f} before {losses[-2]}")
    assert losses[-1] < 9, f"{losses[0]}"
    return losses[-1]
# output
import numpy as np


def grad_train(x, verbose=False):
    """Gradient of train: returns grad_x."""
    # Forward
    losses = []
    x_history = []
    for t in range(3):
        x_history.append(x)
        s0 = np.sin(x)
        s1 = 0.1 * s0
        x = x - s1
        s2 = x**2
        s3 = np.sum(s2)
        losses.append(s3)
        if verbose:
            s4 = losses[-1]
            print("loss", s4)
        if t > 5:
            s6 = losses[-1]
            s7 = losses[-2]
            print(f"{t}: {s6:.4f} before {s7}")
    s8 = losses[-1]
    s9 = losses[0]
    assert s8 < 9, f"{s9}"

    # Backward
    grad_out = 1.0
    grad_losses = [0.0] * len(losses)  # of what is left on losses
    grad_losses[-1] += grad_out
    grad_x = np.zeros_like(x) * 1.0
    for t in reversed(range(3)):
        x_before = x_history.pop()
        grad_s3 = grad_losses.pop()  # as its value went onto a list
        grad_s2 = grad_s3  # sum: copies to all
        grad_x = grad_x + grad_s2 * 2 * x  # gradient adder: power
        grad_s1 = -grad_x  # sign flips
        grad_s0 = grad_s1 * 0.1  # swap multiplier
        grad_x += grad_s0 * np.cos(x_before)  # gradient adder: copier, sine
        x = x_before
    return grad_x
