def by_key(xs: list[float]):
    return max(xs, key=abs)


def with_default(xs: list[float], a: float):
    return min((x for x in xs if x > 9), default=a)
# output
forward.py:2:12: max with key= is not supported
    return max(xs, key=abs)
           ^
help: call max with its values alone
forward.py:6:12: min with default= is not supported
    return min((x for x in xs if x > 9), default=a)
           ^
help: call min with its values alone
