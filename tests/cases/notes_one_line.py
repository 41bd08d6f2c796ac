def f(x, y, z):
    return (x + y) * z
# output
def grad_f(x, y, z):
    """Gradient of f: returns (grad_x, grad_y, grad_z). Inputs are scalars."""
    # Forward
    s0 = x + y

    # Backward
    grad_out = 1.0
    grad_z = grad_out * s0  # swap multiplier
    grad_s0 = grad_out * z  # swap multiplier
    grad_x = grad_s0  # gradient copier
    grad_y = grad_s0  # gradient copier
    return grad_x, grad_y, grad_z
