# flags: --value
def f(x):
    return x * x
# output
def value_and_grad_f(x):
    """Value and gradient of f: returns out, grad_x. The input is a scalar."""
    # Forward
    out = x * x

    # Backward
    grad_out = 1.0
    grad_x = grad_out * x + grad_out * x  # gradient adder: swap multiplier
    return out, grad_x
