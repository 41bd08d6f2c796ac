# flags: -m jvp
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


def jvp_f(w0, x0, w1, x1, w2, dot_w0, dot_x0, dot_w1, dot_x1, dot_w2):
    """Jacobian-vector product of f: returns dot_L. Inputs are scalars."""
    # Forward
    s0 = w0 * x0
    s1 = w1 * x1
    s2 = s0 + s1
    s3 = s2 + w2
    L = sigmoid(s3)

    # Tangents
    dot_s0 = dot_w0 * x0 + dot_x0 * w0  # product rule
    dot_s1 = dot_w1 * x1 + dot_x1 * w1  # product rule
    dot_s2 = dot_s0 + dot_s1  # sum rule
    dot_s3 = dot_s2 + dot_w2  # sum rule
    dot_L = dot_s3 * (1 - L) * L  # sigmoid: (1 - σ) σ
    return dot_L
