# inputs: x=0.4, slope=0.1
# inputs: x=-0.4, slope=0.1
def leaky(x: float, slope: float):
    y = x if x > 0 else slope * x
    return y**2


# output
def grad_leaky(x: float, slope: float):
    """Gradient of leaky: returns (grad_x, grad_slope). Inputs are scalars."""
    # Forward
    if x > 0:
        y = x
    else:
        y = slope * x

    # Backward
    grad_out = 1.0
    grad_y = grad_out * 2 * y  # power
    if x > 0:
        grad_x = grad_y
        grad_slope = 0.0
    else:
        grad_slope = grad_y * x  # swap multiplier
        grad_x = grad_y * slope  # swap multiplier
    return grad_x, grad_slope
