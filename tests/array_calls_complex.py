"""Complex numbers on the way: holomorphic functions, products, powers, filters."""

CALLS = """
x: 3; y: 3 / x: 2,3; y: 2,3 / x: 2,3; y: 3 / x: ; y: 3 / x: ; y:
    np.{real imag}(np.{sin cos sinh cosh}(x + 1j * y))
    np.real(np.{tan tanh}(0.3 * x + 0.3j * y))
    np.imag(np.{exp2 expm1}(x + 1j * y))
    np.{real imag}((x + 2j * y + 3j){** 2| ** 3| ** -1| ** 0.5| ** -1.5})
    np.imag((x + 1j * y + 3) ** (x + 1j))
    np.real((x + 1j * y + 3) ** y)
    np.real((1 + x * x) ** (1j * y + x))
    np.real(2.0 ** (1j * y + x))
    np.real(np.power(x + 1j * y + 3, 1j * x))
x: 3; y: 3 / x: 2,3; y: 3
    np.{real imag}(np.{log2 log10 log1p}(x * x + 1 + 1j * y))
    np.real(np.{arcsin arccos arctan arcsinh arccosh arctanh}(x + 4j + 1j * y * y))
x: 3; y: 3 / x: 3; y: 3,2 / x: 2,3; y: 3 / x: 2,3; y: 3,2 / x: 2,2,3; y: 3,2 / x: 2,3; y: 2,3,2
    np.{real imag}(np.dot(x + 2j * x, np.exp(1j * y)))
    np.real(np.dot(x, np.exp(1j * y)))
    np.imag(np.tensordot(x + 2j, y * 1j + y * y, 1))
x: ; y: 3 | x: 2,3; y:
    np.imag(np.{dot inner}(x * 1j + x * x, np.exp(1j * y)))
x: 3; y: 3 | x: 2,3; y: 4,3 | x: 2,3; y: 3
    np.real(np.inner(1j * x + x * x, np.exp(1j * y)))
x: 2,3; y: 2,3
    np.{real imag}(np.tensordot(x + 2j, y * 1j + y * y, {2|([0, 1], [0, 1])|([1], [1])|0}))
    np.imag(np.einsum("ij,{ij|ij->|ij->i|kj->ik}", x + 2j, np.exp(1j * y)))
    np.imag(np.einsum("ij,ij,j->i", x + 2j, np.exp(1j * y), y[0]))
x: ; y: / x: 3; y: 3
    np.real(np.{array asarray}([x, 1j * y, x * y], dtype={complex|np.complex128}) ** 3)
    np.imag(np.exp(1j * np.array([[x, y], [y, x * y]], {complex|np.complex128})))
x: 3; y: 3
    np.real(np.exp(1j * {x.astype(complex)|x.astype("complex128")|np.array(x, dtype=complex)}) * np.sqrt(y + 4j))
    np.abs(np.sqrt(x.astype({"D"|np.dtype(complex)|">c16"}) - 1.5)) ** 2 * y
    np.abs(np.sqrt(np.array(x, dtype=np.result_type(x, 1j)) - 1.5)) ** 2 * y
    np.abs(np.sqrt(np.zeros(3, dtype="F") + x - 1.5)) ** 2 * y
x: 3,3
    np.real(np.einsum("{ii|ii->i}", np.exp(1j * x)))
    np.{real imag}(linalg.expm(1j * x + x.T / 4))
    np.imag(np.linalg.matrix_power(x + 2j, {0|1|2|3|4|-1|-2}))
    np.imag(np.linalg.multi_dot([x * 1j, x + 2j, x]))
    {np.linalg linalg}.eigvalsh(x + x.T + 1j * x - 1j * x.T) !double
    np.linalg.eigh(x + x.T + 1j * x - 1j * x.T)[0] !double
    linalg.eigh(x + x.T + 1j * x - 1j * x.T, eigvals_only=True) !double
    np.abs({np.linalg linalg}.eigh(x + x.T + 1j * x - 1j * x.T)[1]) ** 2 !double
x: 2,3,3
    np.real(linalg.expm(1j * x))
x: 3; y: 4 / x: 2,3; y: 3,2 / x: 2,3; y: 4 / x: 3; y: 2,2
    np.{real imag}(np.kron(x + 2j, np.exp(1j * y)))
    np.imag(np.outer(x + 2j, np.exp(1j * y)))
x: 3; y: 4
    np.imag(np.linalg.outer(x + 2j, np.exp(1j * y)))
x: 4,3; y: 4,3 | x: 2,3; y: 3
    np.{real imag}(np.cross(x + 2j, np.exp(1j * y)))
x: 4 / x: 3,4 / x: 2,3,2
    np.{real imag}(np.cumprod(x + 1j * x * x, axis={0|-1}))
    np.{real imag}(np.prod(np.exp(1j * x){|, axis=0|, axis=-1, keepdims=True}))
    np.imag(np.average(np.exp(1j * x), axis=0))
x: 5; y: 3 | x: 3; y: 5
    np.{real imag}(np.{convolve correlate}(x + 1j * x * x, np.exp(1j * y), {"full"|"same"|"valid"}))
    np.imag(np.{convolve correlate}(x, np.exp(1j * y), "same"))
    np.imag(np.{convolve correlate}(np.exp(1j * x), y))
x: 4; y: 3 | x: 4; y: 2,3
    np.{real imag}(np.polyval(x + 1j * x * x, np.exp(1j * y)))
    np.imag(np.polyval(x, np.exp(1j * y)))
    np.imag(np.polyval([1.0, 2.0, 3.0], np.exp(1j * y)))
x: 4
    np.{real imag}(np.vander(x + 1j * x * x{|, 3|, increasing=True}))
x: 6 / x: 3,5
    np.imag(signal.lfilter([1.0, -0.5j], [1.0, 0.3j, 0.1], np.exp(1j * x))) !floats
x: 5; p: 2; q: 3
    np.imag(signal.lfilter(p + 1j, 0.2j * q + 1, np.exp(1j * x))) !floats !double
x: ; y:
    np.{real imag}(cmath.{exp sin cos tan sinh cosh tanh}(x + 1j * y)) !double
    np.real(cmath.{exp sqrt log log10}(1j * x + y * y)) !double
    np.imag(cmath.{sqrt log}(-1 - x * x)) * y !double
    cmath.phase(x + 1j * y) !double
    cmath.polar(x + 1j * y)[{0 1}] !double
    np.imag(cmath.rect(x, y)) !double
"""
