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
    grad_out = 1.0
    s0 = grad_out * 2
    grad_f = s0 * f  # power

    # Backward of gradient · v
    hvp_grad_x = v_x  # gradient · v: v is held constant
    hvp_grad_y = v_y  # gradient · v: v is held constant
    hvp_grad_z = v_z  # gradient · v: v is held constant
    hvp_grad_q = hvp_grad_y + hvp_grad_x  # gradient adder: copier
    hvp_grad_f = hvp_grad_q * z + hvp_grad_z * q  # gradient adder: swap multiplier
    hvp_f = hvp_grad_f * s0  # swap multiplier
    hvp_z = hvp_grad_q * grad_f + hvp_f * q  # gradient adder: swap multiplier
    hvp_q = hvp_grad_z * grad_f + hvp_f * z  # gradient adder: swap multiplier
    hvp_x = hvp_q  # gradient copier
    hvp_y = hvp_q  # gradient copier
    return hvp_x, hvp_y, hvp_z
