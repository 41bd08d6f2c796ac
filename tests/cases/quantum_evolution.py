# A state in the eigenvectors of a Hermitian matrix: its numbers are complex on the way, the gradients real.
# inputs: x=np.array([0.3, -0.7, 0.4]), y=np.array([0.5, 0.2, -0.6]), t=0.8
import numpy as np


def transition(x: Float[np.ndarray, "3"], y: Float[np.ndarray, "3"], t: float):
    coupling = np.diag(x[:2] + 1j * y[:2], 1)
    hamiltonian = coupling + coupling.conj().T + np.diag(x)
    energies, states = np.linalg.eigh(hamiltonian)
    phases = np.exp(-1j * t * energies)
    evolution = (states * phases) @ states.conj().T
    amplitude = evolution[2, 0]
    return np.abs(amplitude) ** 2 + np.sum(y * y)
# output
from __future__ import annotations

import numpy as np


def over_gaps(m, w):
    """Return m[i, j] / (w[j] - w[i]), and 0 on the diagonal and wherever m is 0."""
    gaps = w[..., None, :] - w[..., None]
    apart = (m != 0) & ~np.eye(w.shape[-1], dtype=bool)
    return np.divide(m, gaps, out=np.zeros_like(m * gaps), where=apart)


def grad_transition(x: Float[np.ndarray, "3"], y: Float[np.ndarray, "3"], t: float):
    """Gradient of transition: returns (grad_x, grad_y, grad_t)."""
    # Forward
    s0 = x[:2]  # [2]
    s1 = y[:2]  # [2]
    s2 = 1j * s1  # [2]
    s3 = s0 + s2  # [2]
    coupling = np.diag(s3, 1)  # [3, 3]
    s4 = coupling.conj()  # [3, 3]
    s5 = s4.T  # [3, 3]
    s6 = coupling + s5  # [3, 3]
    s7 = np.diag(x)  # [3, 3]
    hamiltonian = s6 + s7  # [3, 3]
    s8 = np.linalg.eigh(hamiltonian)
    energies = s8[0]  # [3]
    states = s8[1]  # [3, 3]
    s9 = -1j * t
    s10 = s9 * energies  # [3]
    phases = np.exp(s10)  # [3]
    s11 = states * phases  # [3, 3]
    s12 = states.conj()  # [3, 3]
    s13 = s12.T  # [3, 3]
    evolution = s11 @ s13  # [3, 3] = [3, 3] @ [3, 3]
    amplitude = evolution[2, 0]

    # Backward
    grad_out = 1.0
    grad_s15 = grad_out  # gradient copier
    grad_s17 = grad_out  # gradient copier
    grad_s16 = grad_s17  # sum: copies to all
    grad_amplitude = grad_s15 * 2 * amplitude  # squared absolute value: 2 x
    grad_evolution = np.zeros_like(evolution) * 1.0
    grad_evolution[2, 0] = grad_amplitude  # gradient router: to what is read
    grad_s11 = grad_evolution @ np.conj(s12)  # [3, 3] = [3, 3] @ [3, 3]
    grad_s13 = np.conj(s11.T) @ grad_evolution  # [3, 3] = [3, 3] @ [3, 3]
    grad_s12 = grad_s13.T  # transpose: back
    # gradient adder: conjugate, swap multiplier, conjugated
    grad_states = np.conj(grad_s12) + grad_s11 * np.conj(phases)
    # swap multiplier, conjugated, undo broadcast [3, 3] -> [3]
    grad_phases = np.sum(grad_s11 * s12, axis=0)
    grad_s10 = grad_phases * np.conj(phases)  # exponential: its own slope, conjugated
    # swap multiplier, conjugated, undo broadcast [3] -> []
    grad_s9 = np.sum(grad_s10 * energies)
    grad_energies = np.real(grad_s10 * np.conj(s9))  # swap multiplier, conjugated
    grad_t = np.real(grad_s9 * 1j)  # swap multiplier, conjugated
    vh = np.conj(states.T)  # Vᴴ
    turns = over_gaps(vh @ grad_states, energies)  # Vᴴ grad V over the gaps
    # eigenvectors: V turns Vᴴ, Hermitian
    grad_hamiltonian = states @ (turns + np.conj(turns.T)) @ vh / 2
    # gradient adder: eigenvalues
    grad_hamiltonian = grad_hamiltonian + states * grad_energies[..., None, :] @ vh
    grad_s6 = grad_hamiltonian  # gradient copier
    grad_s7 = np.real(grad_hamiltonian)  # gradient copier
    grad_s5 = grad_s6  # gradient copier
    grad_s4 = grad_s5.T  # transpose: back
    grad_coupling = grad_s6 + np.conj(grad_s4)  # gradient adder: copier, conjugate
    grad_s3 = np.diagonal(grad_coupling, 1)  # diagonal matrix: its diagonal
    grad_s0 = np.real(grad_s3)  # gradient copier
    grad_s2 = grad_s3  # gradient copier
    grad_s1 = np.real(grad_s2 * -1j)  # swap multiplier, conjugated
    grad_y = grad_s16 * y * 2  # swap multiplier, twice
    grad_y[:2] += grad_s1  # gradient router: to what is read
    grad_x = np.copy(np.diagonal(grad_s7, 0))  # diagonal matrix: its diagonal
    grad_x[:2] += grad_s0  # gradient router: to what is read
    return grad_x, grad_y, grad_t
