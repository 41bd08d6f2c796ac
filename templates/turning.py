"""numpy's functions that put the entries of an array in another order: flips, rolls, turns. Back again."""

import numpy as np
from flatgen.templates import rule


@rule("np.flip(x, axis=axis)", shape="x", when="axis is None", complex=True, view="x")
def flip_all(y, x, axis, grad_y):
    """flip: back"""
    grad_x = np.flip(grad_y)
    return grad_x


@rule("np.flip(x, axis=axis)", shape="x", complex=True, view="x")
def flip(y, x, axis, grad_y):
    """flip: back"""
    grad_x = np.flip(grad_y, axis)
    return grad_x


@rule("np.fliplr(x)", shape="x", complex=True, view="x")
def flip_columns(y, x, grad_y):
    """flip: back"""
    grad_x = np.fliplr(grad_y)
    return grad_x


@rule("np.flipud(x)", shape="x", complex=True, view="x")
def flip_rows(y, x, grad_y):
    """flip: back"""
    grad_x = np.flipud(grad_y)
    return grad_x


@rule(
    "np.roll(x, shift, axis=axis)",
    shape="x",
    when="axis is None and isinstance(shift, int)",
    complex=True,
)
def roll_all(y, x, shift, axis, grad_y):
    """roll: back"""
    grad_x = np.roll(grad_y, -shift)
    return grad_x


@rule("np.roll(x, shift, axis=axis)", shape="x", when="isinstance(shift, int)", complex=True)
def roll_along(y, x, shift, axis, grad_y):
    """roll: back"""
    grad_x = np.roll(grad_y, -shift, axis)
    return grad_x


@rule("np.roll(x, shift, axis=axis)", shape="x", complex=True)
def roll(y, x, shift, axis, grad_y):
    """roll: back"""
    grad_x = np.roll(grad_y, np.negative(shift), axis)
    return grad_x


@rule(
    "np.rot90(x, k=k, axes=axes)",
    shape="any",
    view="x",
    when="axes == (0, 1)",
    complex=True,
)
def turn(y, x, k, axes, grad_y):
    """quarter turn: back"""
    grad_x = np.rot90(grad_y, -k)
    return grad_x


@rule("np.rot90(x, k=k, axes=axes)", shape="any", view="x", complex=True)
def turn_of_axes(y, x, k, axes, grad_y):
    """quarter turn: back"""
    grad_x = np.rot90(grad_y, -k, axes)
    return grad_x
