from math import exp

WRT = ("w0", "x0", "w1", "x1", "w2")


def inputs(rng):
    return {"w0": 2.0, "x0": -1.0, "w1": -3.0, "x1": -2.0, "w2": -3.0}


def hand(w0, x0, w1, x1, w2):
    L = 1 / (1 + exp(-(w0 * x0 + w1 * x1 + w2)))
    slope = (1 - L) * L
    return slope * x0, slope * w0, slope * x1, slope * w1, slope
