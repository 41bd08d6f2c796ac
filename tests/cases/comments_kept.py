def f(x, y):
    """Docstrings go; what the gradient does is said anew."""
    # the first layer
    a = x * y  # a product
    b = (
        a  # inside
        + x * x
    )
    #badly spaced
    c = "#" == "#"
    # of a line that is not needed
    d = a + b
    return b * d * a  # the end
# output
def grad_f(x, y):
    """Gradient of f: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    # the first layer
    a = x * y  # a product
    s0 = x * x
    b = a + s0  # inside
    # of a line that is not needed
    d = a + b
    # the end
    s1 = b * d

    # Backward
    grad_out = 1.0
    grad_s1 = grad_out * a  # swap multiplier
    grad_d = grad_s1 * b  # swap multiplier
    grad_b = grad_s1 * d + grad_d  # gradient adder: swap multiplier, copier
    grad_a = grad_out * s1 + grad_d + grad_b  # gradient adder: swap multiplier, copier
    grad_s0 = grad_b  # gradient copier
    grad_x = grad_s0 * x + grad_s0 * x + grad_a * y  # gradient adder: swap multiplier
    grad_y = grad_a * x  # swap multiplier
    return grad_x, grad_y
