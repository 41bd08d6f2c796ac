import numpy as np


def energy(r, spring):
    return np.sum(r**2) * spring.k


# output
forward.py:5:27: the attribute .k is not supported
    return np.sum(r**2) * spring.k
                          ^
help: annotate spring as the namedtuple or dataclass that it is, if it is one; else use a function of numpy, math or your own
