# A robust loss, element by element, on arrays of any shape: routers all the way.
#
#     flatgen examples/huber.py
#
# The gradient of an array function is that of the sum of its values. Where shapes may differ, the small
# helper unbroadcast goes into the output.
import numpy as np


def huber(prediction, target):
    residual = np.abs(prediction - target)
    near = 0.5 * residual**2
    far = residual - 0.5
    return np.where(residual < 1, near, far)
