# flags: --value -w y,x
def f(x, y, z):
    h = x * y
    L = h * z + x
    return L
# output
def value_and_grad_f(x, y, z):
    """Value and gradient of f: returns L, (grad_x, grad_y). Inputs are scalars."""
    # Forward
    h = x * y
    s0 = h * z
    L = s0 + x

    # Backward
    grad_L = 1.0
    grad_s0 = grad_L  # gradient copier
    grad_h = grad_s0 * z  # swap multiplier
    grad_x = grad_L + grad_h * y  # gradient adder: copier, swap multiplier
    grad_y = grad_h * x  # swap multiplier
    return L, (grad_x, grad_y)
