def of_a_loop(x: float, a: float):
    s = a
    for i in range(2):
        d = [a * s, x]


def of_a_branch(x: float, a: float, k: int):
    if k:
        d = (a, x)
# output
forward.py:3:5: d may be what a round before made, which is no number or array
    for i in range(2):
    ^
help: bind d before the loop; or to an array: d = np.array(...)
forward.py:8:5: d is no number or array, and bound on one way only
    if k:
    ^
help: assign it on every way that leads here
