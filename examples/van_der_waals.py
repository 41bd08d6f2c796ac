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
