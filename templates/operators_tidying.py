"""Tidying of Python's operators: forms that are exactly equal, for every number."""

import numpy as np
from flatgen.templates import rule, same
from flatgen.templates.scalars import divide, route


@same("x**1", "x * 1", "1 * x", "x / 1", "x - 0", "--x")
def itself(x):
    return x


@same("x + -y")
def difference(x, y):
    return x - y


@same("x + -y @ z")
def difference_of_matrix_product(x, y, z):
    return x - y @ z


@same("x + -y @ z @ u")
def difference_of_matrix_products(x, y, z, u):
    return x - y @ z @ u


@same("x + -y * z")
def difference_of_product(x, y, z):
    return x - y * z


@same("x + -y / z")
def difference_of_quotient(x, y, z):
    return x - y / z


@same("x + -y * z / u")
def difference_of_product_and_quotient(x, y, z, u):
    return x - y * z / u


@same("x + -y * z * u")
def difference_of_three_factors(x, y, z, u):
    return x - y * z * u


@same("x + -y * z * u * v")
def difference_of_four_factors(x, y, z, u, v):
    return x - y * z * u * v


@same("x + -y * z / u / v")
def difference_of_quotients(x, y, z, u, v):
    return x - y * z / u / v


# Where the upstream may be infinite, it is routed by choice: times False it would be no number.


@same("x * (y > z)", when="pole and on_numbers")
def routed_above(x, y, z):
    return route(x, y > z)


@same("x * (y < z)", when="pole and on_numbers")
def routed_below(x, y, z):
    return route(x, y < z)


@same("x * (y >= z)", when="pole and on_numbers")
def routed_not_below(x, y, z):
    return route(x, y >= z)


@same("x * (y <= z)", when="pole and on_numbers")
def routed_not_above(x, y, z):
    return route(x, y <= z)


@same("x * here", when="pole and mask(here) and on_numbers")
def routed_by_truth(x, here):
    return route(x, here)


@rule("route(x, here)", routes=True)
def routed(z, x, here, grad_z):
    """gradient router"""
    grad_x = route(grad_z, here)
    return grad_x


@same("1.0 * x", when="on_numbers")
def number_itself(x):
    return x


@same("-1.0 * x", when="on_numbers")
def negated_number(x):
    return -x


@same("scalars.divide(x, y)", when="raised")
def bare_quotient(x, y):
    return x / y


@same("x * -1", "-1 * x")
def negated(x):
    return -x
