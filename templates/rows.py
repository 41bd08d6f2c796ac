"""Python's functions of many values: of lists that grow, and of arrays, whose rows they go over."""

import numpy as np
from flatgen.templates import define, rule


@rule("sum(values)", when="listed(values)", complex=True)
def sum_of_a_list(y, values, grad_y):
    """sum: copies to all"""
    grad_values = [grad_y for x in values]
    return grad_values


@rule("max(x)", "min(x)", "sum(x)", shape="number", gives="python", when="not listed(x)")
def of_sizes(y, x):
    """flat: no gradient"""


# Of an array they go over its rows.


@define("sum(x)")
def total_of_array(x):
    return np.sum(x, axis=0)


@define("sum(x, start)")
def total_of_array_from(x, start):
    return start + np.sum(x, axis=0)


@define("max(x)")
def largest_of_array(x):
    return np.max(x, axis=0)


@define("min(x)")
def smallest_of_array(x):
    return np.min(x, axis=0)


@define("math.prod(x)")
def product_of_array(x):
    return np.prod(x, axis=0)


@define("math.prod(x, start)")
def product_of_array_from(x, start):
    return start * np.prod(x, axis=0)
