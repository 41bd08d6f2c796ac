# inputs: x=0.3, r=2.7, n=5
def population(x: float, r: float, n: int):
    ys = [x]
    for _ in range(n):
        ys.append(r * ys[-1] * (1 - ys[-1]))
    return ys[-1] - ys[0]


# output
def grad_population(x: float, r: float, n: int):
    """Gradient of population: returns (grad_x, grad_r). Inputs are scalars."""
    # Forward
    ys = [x]
    for i in range(n):
        s0 = ys[-1]
        s1 = r * s0
        s2 = ys[-1]
        s3 = 1 - s2
        s4 = s1 * s3
        ys.append(s4)

    # Backward
    grad_out = 1.0
    grad_s5 = grad_out  # gradient copier
    grad_s6 = -grad_out  # sign flips
    grad_ys = [0.0] * len(ys)  # of what is left on ys
    grad_ys[0] += grad_s6
    grad_ys[-1] += grad_s5
    grad_r = 0.0
    for i in reversed(range(n)):
        s0 = ys[i]
        s1 = r * s0
        s3 = 1 - s0
        grad_s4 = grad_ys.pop()  # as its value went onto a list
        grad_s1 = grad_s4 * s3  # swap multiplier
        grad_s3 = grad_s4 * s1  # swap multiplier
        grad_s2 = -grad_s3  # sign flips
        grad_ys[-1] += grad_s2
        grad_r += grad_s1 * s0  # swap multiplier
        grad_s0 = grad_s1 * r  # swap multiplier
        grad_ys[-1] += grad_s0
    grad_x = grad_ys.pop()  # as its value went onto a list
    return grad_x, grad_r
