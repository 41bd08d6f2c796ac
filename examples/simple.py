# The lecture's first example: f(x, y, z) = (x + y) z.
#
#     flatgen examples/simple.py
def f(x, y, z):
    q = x + y
    f = q * z
