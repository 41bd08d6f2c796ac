# Gates in layers, from a state that is real at first: it is complex from the start of the loop.
# inputs: gammas=np.array([0.3, -0.7]), betas=np.array([0.5, 0.2])
import numpy as np

X = np.array([[0, 1], [1, 0]])
Z = np.diag([1, -1])
EYE = np.eye(2)


def energy(gammas, betas):
    cost = np.diag(np.kron(Z, Z))
    state = np.ones(4) / 2
    for gamma, beta in zip(gammas, betas):
        state = np.exp(-1j * gamma * cost) * state
        mixer = np.cos(beta) * EYE - 1j * np.sin(beta) * X
        state = np.kron(mixer, mixer) @ state
    return np.real(np.vdot(state, cost * state)) + np.abs(state[0]) ** 2
# output
import numpy as np

X = np.array([[0, 1], [1, 0]])
Z = np.diag([1, -1])
EYE = np.eye(2)


def unbroadcast(grad, x):
    """Sum grad over the axes along which x was broadcast, so that it has the shape of x."""
    shape = np.shape(x)
    lead = np.ndim(grad) - len(shape)
    if np.shape(grad) == shape:
        return grad
    stretched = [i + lead for i, size in enumerate(shape) if size == 1]
    return np.sum(grad, axis=(*range(lead), *stretched)).reshape(shape)


def left_gradient(grad, x, y):
    """Return the gradient of x in x @ y: grad @ y.T, and likewise for vectors and stacks."""
    if np.ndim(y) == 1:
        gradient = np.expand_dims(grad, -1) * y
    elif np.ndim(x) == 1:
        gradient = (np.expand_dims(grad, -2) @ np.swapaxes(y, -1, -2))[..., 0, :]
    else:
        gradient = grad @ np.swapaxes(y, -1, -2)
    return unbroadcast(gradient, x)


def right_gradient(grad, x, y):
    """Return the gradient of y in x @ y: x.T @ grad, and likewise for vectors and stacks."""
    if np.ndim(x) == 1:
        gradient = (
            x * grad
            if np.ndim(y) == 1
            else np.expand_dims(x, -1) * np.expand_dims(grad, -2)
        )
    elif np.ndim(y) == 1:
        gradient = (np.swapaxes(x, -1, -2) @ np.expand_dims(grad, -1))[..., 0]
    else:
        gradient = np.swapaxes(x, -1, -2) @ grad
    return unbroadcast(gradient, y)


def kron_blocks(grad, x, y):
    """Return a matrix of the form of np.kron(x, y) with the axes of x first, then those of y."""
    n = max(np.ndim(x), np.ndim(y))
    rows, columns = [(1,) * (n - np.ndim(v)) + np.shape(v) for v in (x, y)]
    woven = np.reshape(grad, [size for pair in zip(rows, columns) for size in pair])
    blocks = np.transpose(woven, [*range(0, 2 * n, 2), *range(1, 2 * n, 2)])
    return np.reshape(blocks, np.shape(x) + np.shape(y))


def grad_energy(gammas, betas):
    """Gradient of energy: returns (grad_gammas, grad_betas)."""
    # Forward
    s0 = np.kron(Z, Z)
    cost = np.diag(s0)
    s1 = np.ones(4)  # [4]
    state = s1 / 2  # [4]
    state = state + 0j  # [4]
    state_history = []
    s4_history = []
    state_history_1 = []
    s5_history = []
    s6_history = []
    s8_history = []
    s9_history = []
    mixer_history = []
    s10_history = []
    for i in range(min(len(gammas), len(betas))):
        state_history.append(state)
        gamma = gammas[i]
        beta = betas[i]
        s2 = -1j * gamma
        s3 = s2 * cost
        s4 = np.exp(s3)
        s4_history.append(s4)
        state = s4 * state
        state_history_1.append(state)
        s5 = np.cos(beta)
        s5_history.append(s5)
        s6 = s5 * EYE
        s6_history.append(s6)
        s7 = np.sin(beta)
        s8 = 1j * s7
        s8_history.append(s8)
        s9 = s8 * X
        s9_history.append(s9)
        mixer = s6 - s9
        mixer_history.append(mixer)
        s10 = np.kron(mixer, mixer)
        s10_history.append(s10)
        state = s10 @ state
    s11 = cost * state
    s12 = np.vdot(state, s11)
    s13 = np.real(s12)
    s14 = state[0]
    s15 = np.abs(s14)
    s16 = s15**2
    out = s13 + s16

    # Backward
    grad_out = np.ones_like(out)  # seed: the gradient of the sum of out
    grad_s13 = np.sum(grad_out)  # undo broadcast
    grad_s16 = grad_out  # gradient copier
    grad_s14 = grad_s16 * 2 * s14  # squared absolute value: 2 x
    grad_s12 = grad_s13  # gradient copier, along the real axis
    # inner product: swap multiplier, one conjugated
    grad_s11 = grad_s12 * np.reshape(state, s11.shape)
    # inner product: swap multiplier, one conjugated
    grad_state_part = grad_s12 * np.reshape(s11, state.shape)
    # gradient adder: swap multiplier, conjugated
    grad_state = grad_state_part + unbroadcast(grad_s11 * cost, state)
    grad_state[0] += grad_s14  # gradient router: to what is read
    grad_gammas = np.zeros_like(gammas) * 1.0
    grad_betas = np.zeros_like(betas) * 1.0
    for i in reversed(range(min(len(gammas), len(betas)))):
        state = state_history.pop()
        beta = betas[i]
        s4 = s4_history.pop()
        state_1 = state_history_1.pop()
        s6 = s6_history.pop()
        s9 = s9_history.pop()
        mixer = mixer_history.pop()
        s10 = s10_history.pop()
        s8 = s8_history.pop()
        s5 = s5_history.pop()
        gamma = gammas[i]
        s2 = -1j * gamma
        # matrix product, conjugated
        grad_s10 = left_gradient(grad_state, s10, np.conj(state_1))
        # matrix product, conjugated
        grad_state_1 = right_gradient(grad_state, np.conj(s10), state_1)
        # one of the form of y for each of x
        blocks = kron_blocks(grad_s10, mixer, mixer)
        # Kronecker product: by the other
        grad_mixer = unbroadcast(
            np.tensordot(blocks, np.conj(mixer), np.ndim(mixer)), mixer
        )
        # gradient adder: Kronecker product
        grad_mixer = grad_mixer + unbroadcast(
            np.tensordot(np.conj(mixer), blocks, np.ndim(mixer)), mixer
        )
        grad_s6 = unbroadcast(np.real(grad_mixer), s6)  # gradient copier
        grad_s9 = -unbroadcast(grad_mixer, s9)  # sign flips
        grad_s8 = unbroadcast(grad_s9 * X, s8)  # swap multiplier, conjugated
        grad_s7 = np.real(grad_s8 * -1j)  # swap multiplier, conjugated
        grad_s5 = unbroadcast(grad_s6 * EYE, s5)  # swap multiplier
        # gradient adder: sine, cosine
        grad_beta = grad_s7 * np.cos(beta) - grad_s5 * np.sin(beta)
        # swap multiplier, conjugated
        grad_state = unbroadcast(grad_state_1 * np.conj(s4), state)
        # swap multiplier, conjugated
        grad_s4 = unbroadcast(grad_state_1 * np.conj(state), s4)
        grad_s3 = grad_s4 * np.conj(s4)  # exponential: its own slope, conjugated
        grad_s2 = unbroadcast(grad_s3 * cost, s2)  # swap multiplier, conjugated
        grad_gamma = np.real(grad_s2 * 1j)  # swap multiplier, conjugated
        grad_betas[i] += grad_beta  # gradient router: to what is read
        grad_gammas[i] += grad_gamma  # gradient router: to what is read
    return grad_gammas, grad_betas
