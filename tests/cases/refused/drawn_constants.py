import random

import numpy as np

rng = np.random.default_rng()
SAME = np.random.default_rng(3).normal(size=3)
OTHER = rng.normal(size=3)


def data():
    return np.random.randn(3)


GIVEN = data() * 2
PARTS = [random.random() for _ in range(3)]


def f(x):
    return np.sum(x * SAME + OTHER + GIVEN) + PARTS[0]
# output
forward.py:19:30: what OTHER is only the run tells: it is drawn at random, without a seed
    return np.sum(x * SAME + OTHER + GIVEN) + PARTS[0]
                             ^
help: say which, np.random.default_rng(0); or differentiate the function that runs: flatgen.grad(f)
forward.py:19:38: what GIVEN is only the run tells: it is drawn at random, without a seed
    return np.sum(x * SAME + OTHER + GIVEN) + PARTS[0]
                                     ^
help: say which, np.random.default_rng(0); or differentiate the function that runs: flatgen.grad(f)
forward.py:19:47: what PARTS is only the run tells: it is drawn at random, without a seed
    return np.sum(x * SAME + OTHER + GIVEN) + PARTS[0]
                                              ^
help: say which, np.random.default_rng(0); or differentiate the function that runs: flatgen.grad(f)
