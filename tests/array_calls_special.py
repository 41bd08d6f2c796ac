"""Functions element by element, on arrays: numpy's, scipy.special's, softmax and its kin written out."""

CALLS = """
p: 3 / p: / p: 2,3
    sp.{loggamma gamma gammaln digamma psi rgamma erf erfc erfcx expit log_expit log_ndtr}(p)
    sp.{ndtr i0 i1 i0e i1e j0 j1 y0 y1 k0 k1 expi exp1 exprel cosm1 entr dawsn spence cbrt}(p)
    sp.{exp2 exp10 expm1 log1p erfi softplus}(p)
    sp.gammasgn(p) * p
    sp.{jv jn yv yn iv ive kv kn}(2, p)
    sp.{jv yv iv ive kv}(1.5, p)
    sp.polygamma({0 1 2}, p)
    sp.{boxcox boxcox1p}(p, {0.5 0})
    sp.{huber pseudo_huber}({1.0 3.0}, p)
    sp.{gammainc gammaincc}(1.5, p)
    sp.zeta(2.5, p)
    sp.spherical_jn({0 1 2}, p)
    sp.hyp1f1(1.5, 2.5, p)
    sp.multigammaln(p + 2, {1 2 3})
    np.{i0 sinc}(p)
p: 3
    sp.{digamma erf ndtr spence exp10}(p + 2)
    sp.multigammaln(p + 2, 2)
    np.{exp exp2 expm1 log log2 log10 log1p sqrt cbrt square reciprocal abs absolute fabs negative}(p)
    np.{sin cos tan sinh cosh tanh arctan atan arcsinh asinh deg2rad rad2deg degrees radians}(p)
    np.ldexp(p, {3|np.array([1, 2, 3])|-1})
    np.sum(np.ldexp(p, {3|np.array([1, 2, 3])}))
    np.any(p > 1) * np.sum(p)
    np.sum(p) * 2 * np.all(p > 9)
    np.sum(p * np.count_nonzero(p))
    np.sum(np.abs(p * 1j + 1))
    np.sum(np.imag(np.exp(-1j * p)))
r: 3 / r: / r: 2,3
    sp.{logit erfinv erfcinv ndtri ellipk ellipe log1p}(r)
    sp.betainc(1.5, 2.5, r)
    sp.hyp2f1(0.5, 1.5, 2.5, r)
    np.{arccos acos arcsin asin arctanh atanh}(r)
    np.{arccosh acosh}(r + 1)
r: 3
    sp.{logit erfinv ndtri ellipk}(r)
    sp.betainc(1.5, 2.5, r)
p: 2,3; q: 3 / p: 3; q: / p: 2,1; q: 3
    sp.{beta betaln xlogy xlog1py rel_entr kl_div}(p, q)
    sp.{xlogy rel_entr kl_div}(q, p)
    np.{logaddexp logaddexp2 hypot arctan2 atan2 float_power power pow copysign}(p, q)
    np.{maximum minimum fmax fmin mod fmod remainder divide true_divide multiply subtract add}(p, q)
p: 3
    np.{maximum subtract hypot power}(p, [1.0, 2.0, 0.5]) !sizes
    np.where([True, False, True], p, [1.0, 2.0, 0.5]) !sizes
    sp.xlogy([[1.0], [0.0]], p)
p: 2,3; q: 3 / p: 3; q:
    np.divmod(p, q)[1]
    np.divmod(p, q)[0] * p
    np.modf(3 * p){[0]|[1] * p}
p: 3; q:
    sp.{beta betaln xlogy xlog1py rel_entr kl_div}(p, q)
    np.{logaddexp hypot power pow copysign maximum fmin}(p, q)
    p**q
x: 4,3 | x: 2,4,3
    (x - np.mean(x, axis=1, keepdims=True)) / np.sqrt(np.var(x, axis=1, keepdims=True) + 0.1)
    (x - np.mean(x, axis=1, keepdims=True)) / (np.var(x, axis=1, keepdims=True) + 0.1) ** 0.5
    (x - np.mean(x, axis=-1, keepdims=True)) * (1 / np.sqrt(np.var(x, axis=-1, keepdims=True) + 0.1))
    c = x - x.mean(axis=1, keepdims=True); c / np.sqrt((c**2).mean(axis=1, keepdims=True) + 0.1) * 2
    c = x - x.mean(axis=1, keepdims=True); c * (1 / np.sqrt((c**2).mean(axis=1, keepdims=True) + 0.1))
    (x - np.mean(x, axis=0)) / np.sqrt(np.var(x, axis=0) + 0.1)
    c = x - np.mean(x, axis=0); c / np.sqrt(np.mean(c**2, axis=0) + 0.1)
    (x - np.mean(x, axis=(0, 1), keepdims=True)) / np.sqrt(np.var(x, axis=(0, 1), keepdims=True) + 0.1)
x: 4,3
    (x - x.mean(axis=1)[:, None]) / np.sqrt(x.var(axis=1)[:, None] + 0.1)
    m = x.mean(axis=1)[:, None]; c = x - m; c / np.sqrt((c * c).mean(axis=1)[:, None] + 0.1)
x: 4
    (x - np.mean(x, axis=0)) / np.sqrt(np.var(x, axis=0) + 0.1)
x: 4,3; y: 4,3
    (x - np.mean(x, axis=1, keepdims=True)) / np.sqrt(np.var(x, axis=1, keepdims=True) + y**2)
x: 3 | x:
    np.logaddexp({0, x|x, 0.0}){|| * 2}
p: 3; n = 2 | p: 3; n = np.array([0, 1, 2])
    sp.{jv yv iv polygamma}(n, p)

x: 3,4 / x: 2,3
    e = np.exp(x - np.max(x, axis=1, keepdims=True)); e / np.sum(e, axis=1, keepdims=True)
    e = np.exp(x - np.max(x)); e / np.sum(e, axis=1, keepdims=True)
    e = np.exp(x); e / np.sum(e, axis={0 -1}, keepdims=True)
    e = np.exp(x - np.max(x)); {e / np.sum(e)|np.log(e / np.sum(e))}
    e = np.exp(x); {e / np.sum(e)|np.log(e / np.sum(e))}
    e = np.exp({x|x - np.max(x, axis=0)|x - np.max(x)}); e / np.sum(e, axis=0)
    e = np.exp({x|x - np.max(x, axis=0)}); np.log(e / np.sum(e, axis=0))
    e = np.exp({x|x - x.max(axis=1)[:, None]|x - np.max(x, 1, keepdims=True)}); e / e.sum(axis=1)[:, None]
    e = np.exp({x|x - x.max(axis=1)[:, None]|x - np.max(x, 1, keepdims=True)}); np.log(e / e.sum(axis=1)[:, None])
    e = np.exp({x|x - x.max(axis=-1, keepdims=True)}); np.log(e / e.sum(axis=-1, keepdims=True))
    y = {x|x - np.max(x, axis=1, keepdims=True)}; y - np.log(np.sum(np.exp(y), axis=1, keepdims=True))
    y = {x|x - np.max(x)}; y - np.log(np.sum(np.exp(y)))
    y = {x|x - np.max(x, axis=0)}; y - np.log(np.sum(np.exp(y), axis=0))
    y = {x|x - x.max(axis=1)[:, None]|x - np.max(x, 1, keepdims=True)}; y - np.log(np.sum(np.exp(y), axis=1))[:, None]
    y = {x|x - x.max(axis=1)[:, None]|x - np.max(x, 1, keepdims=True)}; y - np.log(np.sum(np.exp(y), axis=1)[:, None])
    m = np.max(x); {m + np.log(np.sum(np.exp(x - m)))|np.log(np.sum(np.exp(x - m))) + m}
    m = np.max(x, axis=1, keepdims=True); {m +| -m +} np.log(np.sum(np.exp(x - m), axis=1, keepdims=True))
    m = np.max(x, axis=1, keepdims=True); np.log(np.sum(np.exp(x - m), axis=1, keepdims=True)) + m
    m = np.max(x, axis=1, keepdims=True); np.squeeze(m, axis=1) + np.log(np.sum(np.exp(x - m), axis=1))
    m = np.max(x, axis=0, keepdims=True); np.log(np.sum(np.exp(x - m), axis=0)) + np.squeeze(m, axis=0)
    m = np.max(x, axis=0); m + np.log(np.sum(np.exp(x - np.expand_dims(m, 0)), axis=0))
    m = np.max(x, axis=0); {m + np.log(np.sum(np.exp(x - m), axis=0))|np.log(np.sum(np.exp(x - m), axis=0)) + m}
    m = np.max(x, axis=1, keepdims=True); m[:, 0] + np.log(np.sum(np.exp(x - m), axis=1))
    m = np.max(x, axis=1, keepdims=True); np.log(np.sum(np.exp(x - m), axis=1)) + m[:, 0]
    m = np.max(x, axis=1); np.log(np.sum(np.exp(x - m[:, None]), axis=1)) + m
    m = np.max(x, axis=1); m + np.log(np.sum(np.exp(x - m[:, None]), axis=1))
    e = np.exp(x - x.max(1, keepdims=True)); e * {e.sum(axis=1, keepdims=True) ** -1|(1 / np.sum(e, 1, keepdims=True))}
    {softmax log_softmax}(x{|, 0|, axis=1}){| * 2}
    {leaky_relu elu}(x{|, 0.2|, alpha=0.2})
    e = np.exp(x); p = e / np.sum(e{|, axis=0|, axis=1, keepdims=True}); np.log(p[{0|1:|:, 1|[0, 0, 1]|x > 0}])
x: 4,5; i = np.array([0, 3, 3, 1])
    e = np.exp(x - np.max(x, 1, keepdims=True)); p = e / e.sum(1, keepdims=True); np.log(p[np.arange(len(x)), i])
    e = np.exp(x); p = e / np.sum(e, axis=1, keepdims=True); np.log(p[np.arange(len(x)), i])
    e = np.exp(x); p = e / np.sum(e, axis=1)[:, None]; np.log(p[np.arange(len(i)), i])
    e = np.exp(x - np.max(x, 1, keepdims=True)); p = e / np.sum(e, 1)[:, None]; np.log(p[range(len(x)), i])
x: 4; y: 4
    p = 1 / (1 + np.exp(-x)); y * np.log(p) + (1 - y) * np.log(1 - p)
    p = 1 / (1 + np.exp(-x)); {-y * np.log(p) - (1 - y) * np.log(1 - p)|-(1 - y) * np.log(1 - p) - y * np.log(p)}
    p = (1 + np.exp(-x)) ** -1; {np.log(p)|np.log(1 - p)} * y
"""
