# The lecture's neuron: two inputs, two weights and a bias through a sigmoid.
#
#     flatgen examples/neuron.py > neuron_backward.py
#
# sigmoid is neither defined nor imported: it is the well-known function of that name.
def f(w0, x0, w1, x1, w2):
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)
# output
from math import exp


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def grad_f(w0, x0, w1, x1, w2):
    """Gradient of f.

    Returns (grad_w0, grad_x0, grad_w1, grad_x1, grad_w2). Inputs are scalars.
    """
    # Forward
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)

    # Backward
    grad_L = 1.0
    grad_s3 = grad_L * (1 - L) * L  # sigmoid: (1 - σ) σ
    grad_w2 = grad_s3  # gradient copier
    grad_s2 = grad_s3  # gradient copier
    grad_s0 = grad_s2  # gradient copier
    grad_s1 = grad_s2  # gradient copier
    grad_w1 = grad_s1 * x1  # swap multiplier
    grad_x1 = grad_s1 * w1  # swap multiplier
    grad_w0 = grad_s0 * x0  # swap multiplier
    grad_x0 = grad_s0 * w0  # swap multiplier
    return grad_w0, grad_x0, grad_w1, grad_x1, grad_w2
