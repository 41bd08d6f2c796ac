"""Arrays where a number is usual, and numbers where an array is: each gradient has its input's shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from gradients import check

RNG = np.random.default_rng(5)


def positive(*shape: int) -> Any:
    return RNG.uniform(0.5, 1.5, shape)


@pytest.mark.parametrize("shape", [(5,), (1,), (4, 1), (4, 5)])
def test_a_spacing_for_each_frequency(shape: tuple[int, ...]) -> None:
    check("np.sum(np.fft.fftfreq(5, x) ** 2)", {"x": positive(*shape)})
    source = "import scipy.fft as fft\ndef f(x): return fft.rfftfreq(9, d=x) ** 2"
    check(source, {"x": positive(*shape)})
