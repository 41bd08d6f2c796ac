def reassigned(x, y):
    h = x * y
    h = h + x
    h = h * h
    x = x + h
    x *= 2
    y -= x
    return y / h
# output
def grad_reassigned(x, y):
    """Gradient of reassigned: returns (grad_x, grad_y). Inputs are scalars."""
    # Forward
    h_1 = x * y
    h_2 = h_1 + x
    h = h_2 * h_2
    x_1 = x + h
    x_2 = x_1 * 2
    y_1 = y - x_2
    out = y_1 / h

    # Backward
    grad_out = 1.0
    grad_y_1 = grad_out / h  # quotient
    grad_x_2 = -grad_y_1  # sign flips
    grad_x_1 = grad_x_2 * 2  # swap multiplier
    grad_h = -grad_out * out / h + grad_x_1  # gradient adder: quotient, copier
    grad_h_2 = grad_h * h_2 + grad_h * h_2  # gradient adder: swap multiplier
    grad_h_1 = grad_h_2  # gradient copier
    # gradient adder: copier, swap multiplier
    grad_x = grad_x_1 + grad_h_2 + grad_h_1 * y
    grad_y = grad_y_1 + grad_h_1 * x  # gradient adder: copier, swap multiplier
    return grad_x, grad_y
