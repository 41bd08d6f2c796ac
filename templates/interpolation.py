"""numpy.interp: between two points a straight line, beyond them a constant.

``i`` is the point to the left, ``t`` how far it is on to the next one; beyond the points t stops at 0 or 1.
"""

import numpy as np
from flatgen.templates import rule


@rule("np.interp(x, xp, fp)", shape="x")
def interpolated(y, x, xp, fp, grad_y):
    """interpolation: the slope

    i: the point to the left
    width: of the piece, 1 in place of 0
    t: how far on to the next point
    slope: of the piece
    inside: not beyond the points
    share: by the slope
    grad_xp: interpolation: minus the slope, shared by nearness
    grad_fp: interpolation: shared by nearness
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    width_or_1 = width + (width == 0)
    t = np.clip((x - np.take(xp, i)) / width_or_1, 0, 1)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / width_or_1
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    share = np.where(inside, grad_y * slope, 0)
    grad_x = share
    grad_xp = np.zeros_like(xp) * 1.0
    np.add.at(grad_xp, i, -share * (1 - t))
    np.add.at(grad_xp, i + 1, -share * t)
    grad_fp = np.zeros_like(fp) * 1.0
    np.add.at(grad_fp, i, grad_y * (1 - t))
    np.add.at(grad_fp, i + 1, grad_y * t)
    return grad_x, grad_xp, grad_fp


@rule("np.interp(x, xp, fp)")
def interpolated_forward(y, x, xp, fp, dot_x):
    """interpolation: the slope

    i: the point to the left
    width: of the piece
    slope: of the piece
    inside: not beyond the points
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / (width + (width == 0))
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    dot_y = np.where(inside, dot_x * slope, 0)
    return dot_y


@rule("np.interp(x, xp, fp)")
def interpolated_between_moved_points(y, x, xp, fp, dot_xp):
    """interpolation: minus the slope, times the tangent there

    i: the point to the left
    width: of the piece
    slope: of the piece
    inside: not beyond the points
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / (width + (width == 0))
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    dot_y = -np.where(inside, np.interp(x, xp, dot_xp) * slope, 0)
    return dot_y


@rule("np.interp(x, xp, fp)")
def interpolated_tangents(y, x, xp, fp, dot_fp):
    """interpolation: of the tangents"""
    dot_y = np.interp(x, xp, dot_fp)
    return dot_y


@rule("np.interp(x, xp, fp, left=left, right=right)", shape="x")
def interpolated_in_constants(y, x, xp, fp, left, right, grad_y):
    """interpolation: the slope

    i: the point to the left
    width: of the piece, 1 in place of 0
    slope: of the piece
    inside: not beyond the points
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / (width + (width == 0))
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    grad_x = np.where(inside, grad_y * slope, 0)
    return grad_x


# What is beyond the points has numbers of its own: ``left``, ``right``, or both.


@rule(
    "np.interp(x, xp, fp, left=left, right=right)",
    shape="x",
    when="left is not None and right is not None",
)
def interpolated_between_ends(y, x, xp, fp, left, right, grad_y):
    """interpolation: the slope

    i: the point to the left
    width: of the piece, 1 in place of 0
    t: how far on to the next point
    slope: of the piece
    inside: not beyond the points
    share: of what is not beyond the points
    grad_xp: interpolation: minus the slope, shared by nearness
    grad_fp: interpolation: shared by nearness
    grad_left: gradient router
    grad_right: gradient router
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    width_or_1 = width + (width == 0)
    t = np.clip((x - np.take(xp, i)) / width_or_1, 0, 1)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / width_or_1
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    share = np.where(inside, grad_y, 0)
    grad_x = share * slope
    grad_xp = np.zeros_like(xp) * 1.0
    np.add.at(grad_xp, i, -share * slope * (1 - t))
    np.add.at(grad_xp, i + 1, -share * slope * t)
    grad_fp = np.zeros_like(fp) * 1.0
    np.add.at(grad_fp, i, share * (1 - t))
    np.add.at(grad_fp, i + 1, share * t)
    grad_left = np.where(x < np.min(xp), grad_y, 0)
    grad_right = np.where(x > np.max(xp), grad_y, 0)
    return grad_x, grad_xp, grad_fp, grad_left, grad_right


@rule(
    "np.interp(x, xp, fp, left=left, right=right)",
    shape="x",
    when="left is not None and right is None",
)
def interpolated_from_left(y, x, xp, fp, left, right, grad_y):
    """interpolation: the slope

    i: the point to the left
    width: of the piece, 1 in place of 0
    t: how far on to the next point
    slope: of the piece
    inside: not beyond the points
    drop: minus the slope
    share: of what is not to the left of the points
    grad_xp: interpolation: minus the slope, shared by nearness
    grad_fp: interpolation: shared by nearness
    grad_left: gradient router
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    width_or_1 = width + (width == 0)
    t = np.clip((x - np.take(xp, i)) / width_or_1, 0, 1)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / width_or_1
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    drop = -np.where(inside, grad_y, 0) * slope
    share = np.where(x < np.min(xp), 0, grad_y)
    grad_x = -drop
    grad_xp = np.zeros_like(xp) * 1.0
    np.add.at(grad_xp, i, drop * (1 - t))
    np.add.at(grad_xp, i + 1, drop * t)
    grad_fp = np.zeros_like(fp) * 1.0
    np.add.at(grad_fp, i, share * (1 - t))
    np.add.at(grad_fp, i + 1, share * t)
    grad_left = np.where(x < np.min(xp), grad_y, 0)
    return grad_x, grad_xp, grad_fp, grad_left


@rule(
    "np.interp(x, xp, fp, left=left, right=right)",
    shape="x",
    when="left is None and right is not None",
)
def interpolated_to_right(y, x, xp, fp, left, right, grad_y):
    """interpolation: the slope

    i: the point to the left
    width: of the piece, 1 in place of 0
    t: how far on to the next point
    slope: of the piece
    inside: not beyond the points
    drop: minus the slope
    share: of what is not to the right of the points
    grad_xp: interpolation: minus the slope, shared by nearness
    grad_fp: interpolation: shared by nearness
    grad_right: gradient router
    """
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, np.size(xp) - 2)
    width = np.take(xp, i + 1) - np.take(xp, i)
    width_or_1 = width + (width == 0)
    t = np.clip((x - np.take(xp, i)) / width_or_1, 0, 1)
    slope = (np.take(fp, i + 1) - np.take(fp, i)) / width_or_1
    inside = np.logical_and(x >= np.min(xp), x <= np.max(xp))
    drop = -np.where(inside, grad_y, 0) * slope
    share = np.where(x > np.max(xp), 0, grad_y)
    grad_x = -drop
    grad_xp = np.zeros_like(xp) * 1.0
    np.add.at(grad_xp, i, drop * (1 - t))
    np.add.at(grad_xp, i + 1, drop * t)
    grad_fp = np.zeros_like(fp) * 1.0
    np.add.at(grad_fp, i, share * (1 - t))
    np.add.at(grad_fp, i + 1, share * t)
    grad_right = np.where(x > np.max(xp), grad_y, 0)
    return grad_x, grad_xp, grad_fp, grad_right
