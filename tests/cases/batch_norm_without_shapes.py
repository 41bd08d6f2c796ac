# flags: -w x,gamma,beta
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), gamma=np.array([0.5, -1.0, 2.0]), beta=np.array([0.1, 0.2, -0.3]), target=np.sin(np.arange(12.0)).reshape(4, 3)
# inputs: x=np.cos(np.arange(12.0)).reshape(4, 3), gamma=0.7, beta=np.array([[0.1], [0.2], [-0.3], [0.5]]), target=0.4
# inputs: x=np.cos(np.arange(5.0)), gamma=1.3, beta=0.2, target=np.sin(np.arange(5.0))
import numpy as np


def loss(x, gamma, beta, target, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xhat = (x - mu) / np.sqrt(var + eps)
    y = gamma * xhat + beta
    return 0.5 * ((y - target) ** 2).sum()
# output
import numpy as np


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def grad_loss(x, gamma, beta, target, eps=1e-5):
    """Gradient of loss: returns (grad_x, grad_gamma, grad_beta)."""
    # Forward
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    s0 = x - mu
    s1 = var + eps
    s2 = np.sqrt(s1)
    xhat = s0 / s2
    s3 = gamma * xhat
    y = s3 + beta
    s4 = y - target

    # Backward
    grad_out = 1.0
    grad_s6 = grad_out * 0.5  # swap multiplier
    grad_s5 = grad_s6  # sum: copies to all
    grad_s4 = grad_s5 * 2 * s4  # power
    grad_y = unbroadcast(grad_s4, y)  # gradient copier
    grad_beta = unbroadcast(grad_y, beta)  # gradient copier
    grad_s3 = unbroadcast(grad_y, s3)  # gradient copier
    grad_gamma = unbroadcast(grad_s3 * xhat, gamma)  # swap multiplier
    grad_xhat = unbroadcast(grad_s3 * gamma, xhat)  # swap multiplier
    grad_s0 = unbroadcast(grad_xhat / s2, s0)  # quotient
    grad_s2 = -unbroadcast(grad_xhat * xhat, s2) / s2  # quotient
    grad_s1 = grad_s2 / (2 * s2)  # square root: 1 / (2 √x)
    grad_var = unbroadcast(grad_s1, var)  # gradient copier
    grad_mu = -np.sum(grad_s0, axis=0)  # sign flips, undo broadcast
    # gradient adder: copier, variance
    grad_x = grad_s0 + grad_var * 2 / np.shape(x)[0] * s0
    grad_x = grad_x + grad_mu / np.shape(x)[0]  # gradient adder: mean
    return grad_x, grad_gamma, grad_beta
