# The lecture's first example: f(x, y, z) = (x + y) z.
#
#     flatgen examples/simple.py
def f(x, y, z):
    q = x + y
    f = q * z
# output
def grad_f(x, y, z):
    """Gradient of f: returns (grad_x, grad_y, grad_z). Inputs are scalars."""
    # Forward
    q = x + y

    # Backward
    grad_f = 1.0
    grad_z = grad_f * q  # swap multiplier
    grad_q = grad_f * z  # swap multiplier
    grad_x = grad_q  # gradient copier
    grad_y = grad_q  # gradient copier
    return grad_x, grad_y, grad_z
