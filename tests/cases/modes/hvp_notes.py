# flags: -m hvp
def f(x, y, z):
    q = x + y
    f = q * z
    return f**2
# output
def hvp_f(x, y, z, v_x, v_y, v_z):
    """Hessian-vector product of f.

    Returns (hvp_x, hvp_y, hvp_z). Inputs are scalars.
    """
    # Forward
    q = x + y
    f = q * z

    # Backward
    grad_f = 2.0 * f  # power

    # Backward of gradient · v, v held constant
    hvp_grad_q = v_y + v_x  # gradient adder: copier
    hvp_grad_f = hvp_grad_q * z + v_z * q  # gradient adder: swap multiplier
    hvp_f = hvp_grad_f * 2.0  # swap multiplier
    hvp_z = hvp_grad_q * grad_f + hvp_f * q  # gradient adder: swap multiplier
    hvp_q = v_z * grad_f + hvp_f * z  # gradient adder: swap multiplier
    hvp_x = hvp_q  # gradient copier
    hvp_y = hvp_q  # gradient copier
    return hvp_x, hvp_y, hvp_z
