def unused(x, y, z=1.0):
    return x * 2


def an_input(x, y):
    return y


def renamed_input(x):
    L = x
    return L


def constant(x):
    loss = 3.0
    return loss
# output
def grad_unused(x, y, z=1.0):
    """Gradient of unused: returns (grad_x, grad_y, grad_z). Inputs are scalars."""
    # Backward
    grad_out = 1.0
    grad_x = grad_out * 2  # swap multiplier
    grad_y = 0.0  # no path to the output
    grad_z = 0.0  # no path to the output
    return grad_x, grad_y, grad_z


def grad_an_input(x, y):
    """Gradient of an_input: returns (grad_x, grad_y). Inputs are scalars."""
    # Backward
    grad_y = 1.0
    grad_x = 0.0  # no path to the output
    return grad_x, grad_y


def grad_renamed_input(x):
    """Gradient of renamed_input: returns grad_x. The input is a scalar."""
    # Backward
    grad_L = 1.0
    grad_x = grad_L  # gradient copier
    return grad_x


def grad_constant(x):
    """Gradient of constant: returns grad_x. The input is a scalar."""
    # Backward
    grad_x = 0.0  # no path to the output
    return grad_x
