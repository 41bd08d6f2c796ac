import numpy as np

WRT = ("x", "kernel", "bias")


def inputs(rng):
    return {
        "x": rng.normal(size=(16, 4, 128)),
        "kernel": rng.normal(size=(8, 4, 3)),
        "bias": rng.normal(size=8),
    }


def hand(x, kernel, bias):
    windows = np.stack([x[:, :, :-2], x[:, :, 1:-1], x[:, :, 2:]], axis=-1)
    y = np.einsum("nctk,ock->not", windows, kernel, optimize=True) + bias[:, None]
    grad_y = 2 * np.maximum(0, y)
    grad_kernel = np.einsum("not,nctk->ock", grad_y, windows, optimize=True)
    grad_windows = np.einsum("not,ock->nctk", grad_y, kernel, optimize=True)
    grad_x = np.zeros(x.shape)
    grad_x[:, :, :-2] = grad_windows[..., 0]
    grad_x[:, :, 1:-1] += grad_windows[..., 1]
    grad_x[:, :, 2:] += grad_windows[..., 2]
    return grad_x, grad_kernel, grad_y.sum(axis=(0, 2))
