# The pressure of a real gas, with physical constants at the top of the module.
#
#     flatgen -w volume,temperature examples/van_der_waals.py
#
# -w leaves the amount of gas constant: no gradient is made for it.
R = 8.314  # J / (mol K)
A = 0.1370  # Pa m^6 / mol^2, of nitrogen
B = 3.87e-5  # m^3 / mol


def pressure(volume, temperature, moles):
    # what the molecules leave free
    free = volume - moles * B
    thermal = moles * R * temperature / free
    attraction = A * (moles / volume) ** 2  # they pull at each other
    return thermal - attraction
# output
R = 8.314  # J / (mol K)
A = 0.1370  # Pa m^6 / mol^2, of nitrogen
B = 3.87e-5  # m^3 / mol


def grad_pressure(volume, temperature, moles):
    """Gradient of pressure.

    Returns (grad_volume, grad_temperature). Inputs are scalars.
    """
    # Forward
    # what the molecules leave free
    s0 = moles * B
    free = volume - s0
    s1 = moles * R
    s2 = s1 * temperature
    thermal = s2 / free
    # they pull at each other
    s3 = moles / volume

    # Backward
    grad_out = 1.0
    grad_thermal = grad_out  # gradient copier
    grad_attraction = -grad_out  # sign flips
    grad_s4 = grad_attraction * A  # swap multiplier
    grad_s3 = grad_s4 * 2 * s3  # power
    grad_s2 = grad_thermal / free  # quotient
    grad_free = -grad_thermal * thermal / free  # quotient
    grad_temperature = grad_s2 * s1  # swap multiplier
    grad_volume = -grad_s3 * s3 / volume + grad_free  # gradient adder: quotient, copier
    return grad_volume, grad_temperature
