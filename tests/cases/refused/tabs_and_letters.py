def f(naïve, x):
	y = "é" + naïve * unknown(x)
	return y
# output
forward.py:2:20: unknown name 'unknown'
	y = "é" + naïve * unknown(x)
	                  ^
help: define it, import it or pass it in
