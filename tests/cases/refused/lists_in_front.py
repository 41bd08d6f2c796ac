from collections import deque


def inserted(x, n: int):
    h = [x]
    for i in range(n):
        h.insert(1, x * i)
    return sum(h)


def at_most(x, n: int):
    q = deque(x, maxlen=3)
    for i in range(n):
        q.append(x * i)
    return sum(q)
# output
forward.py:7:9: h.insert is not supported
        h.insert(1, x * i)
        ^
help: insert at the front: h.insert(0, x)
forward.py:12:9: a deque that is made of others, or with maxlen, is not supported
    q = deque(x, maxlen=3)
        ^
help: start with what is written out, and pop what is too much: if len(q) > n: q.popleft()
