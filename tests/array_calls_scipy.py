"""scipy.special and scipy.stats on arrays, softmax and its kin written out."""

CALLS = """
p: 3 | p: | p: 2,3
    sp.{gamma gammaln digamma psi rgamma erf erfc erfcx expit log_expit log_ndtr}(p)
    sp.{ndtr i0 i1 i0e i1e j0 j1 y0 y1 k0 k1 expi exp1 exprel cosm1 entr dawsn spence cbrt}(p)
    sp.{exp2 exp10 expm1 log1p}(p)
    sp.{gammasgn}(p) * p
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
r: 3 | r: | r: 2,3
    sp.{logit erfinv erfcinv ndtri ellipk ellipe log1p}(r)
    sp.betainc(1.5, 2.5, r)
    sp.hyp2f1(0.5, 1.5, 2.5, r)
p: 2,3; q: 3 | p: 3; q: | p: 2,1; q: 3
    sp.{beta betaln xlogy xlog1py rel_entr kl_div}(p, q)
    sp.{xlogy rel_entr kl_div}(q, p)
    np.{logaddexp logaddexp2 hypot arctan2 atan2 float_power power pow copysign}(p, q)
    np.{maximum minimum fmax fmin mod fmod remainder divide multiply subtract add}(p, q)
p: 3; n = 2 | p: 3; n = np.array([0, 1, 2])
    sp.{jv yv iv polygamma}(n, p)

x: 3 | x: | x: 2,3
    stats.norm.{logpdf pdf cdf logcdf sf logsf}(x)
    stats.t.{logpdf pdf cdf logcdf sf logsf}(x, 3)
x: 2,3; y: 3; q: | x: ; y: ; q: 3 | x: 2,1; y: 3; q: 3
    stats.norm.{logpdf pdf cdf logcdf sf logsf}(x, y, q)
    stats.norm.{logpdf}(x, scale=q)
    stats.norm.{pdf}(x, loc=y)
    stats.t.{logpdf pdf cdf logcdf}(x, 2.5, y, q)
    stats.{laplace logistic cauchy}.{logpdf pdf cdf}(x, y, q)
x: 2,3; p: 3 | x: 3; p:
    stats.t.{logpdf pdf}(x, p)
p: 2,3; q: 3 | p: 3; q:
    stats.gamma.{logpdf pdf cdf}(p, 2.5, scale=q)
    stats.gamma.{logpdf pdf}(p, q)
    stats.chi2.{logpdf pdf cdf}(p, 3)
    stats.chi2.{logpdf pdf}(p, q)
    stats.{expon}.{logpdf pdf cdf}(p, scale=q)
    stats.lognorm.{logpdf pdf cdf}(p, q)
    stats.uniform.{logpdf pdf cdf}(p, 0.0, 5 * q)
r: 2,3; p: 3; q:
    stats.beta.{logpdf pdf}(r, p, q)
    stats.beta.cdf(r, 1.5, 2.5)
p: 3; k = np.array([0, 2, 5]) | p: ; k = 3
    stats.poisson.{logpmf pmf cdf}(k, p)
    stats.poisson.sf(k, p)
    stats.poisson.logpmf(k, p, loc=0)
r: 3; k = np.array([0, 1, 1])
    stats.bernoulli.logpmf(k, r)
    stats.binom.logpmf(k, 4, r)
x: 3; y: 3; s: 3,3 | x: 4,3; y: 3; s: 3,3 | x: 1; y: 1; s: 1,1
    stats.multivariate_normal.{logpdf pdf}(x, y, (s + s.T) / 2)
    stats.multivariate_normal.logpdf(x, mean=y, cov=s @ s.T)
    stats.multivariate_normal.{logpdf pdf}(x, cov=(s + s.T) / 2)
    stats.multivariate_normal.logpdf(x, y, np.eye(len(s)))
    stats.multivariate_normal.entropy(cov=(s + s.T) / 2)
x: 3; y: 3; q:
    stats.multivariate_normal.{logpdf}(x, y, q)
x: 3; y: 3; q: 3
    stats.multivariate_normal.{logpdf}(x, y, q)
x: 3; y: 3
    stats.multivariate_normal.{logpdf pdf}(x, y)
    stats.multivariate_normal.{logpdf pdf}(x)
    stats.multivariate_normal.entropy(y, np.eye(3)) * x
p: 3
    stats.dirichlet.{logpdf pdf}([0.2, 0.3, 0.5], p)
    stats.dirichlet.{logpdf pdf}(p[:2] / np.sum(p), np.array([1.5, 2.0, 2.5]))
    stats.dirichlet.{logpdf pdf}(p / np.sum(p), p)

x: 3,4 | x: 2,3
    e = np.exp(x - np.max(x, axis=1, keepdims=True)); e / np.sum(e, axis=1, keepdims=True)
    e = np.exp(x); e / np.sum(e, axis={0 -1}, keepdims=True)
    e = np.exp(x - np.max(x)); e / np.sum(e)
    e = np.exp(x - x.max(axis=-1, keepdims=True)); np.log(e / e.sum(axis=-1, keepdims=True))
    e = np.exp(x - np.max(x)); np.log(e / np.sum(e))
    y = x - np.max(x, axis=1, keepdims=True); y - np.log(np.sum(np.exp(y), axis=1, keepdims=True))
    x - np.log(np.sum(np.exp(x), axis=1, keepdims=True))
    y = x - np.max(x); y - np.log(np.sum(np.exp(y)))
    m = np.max(x); m + np.log(np.sum(np.exp(x - m)))
    m = np.max(x); np.log(np.sum(np.exp(x - m))) + m
    m = np.max(x, axis=1, keepdims=True); m + np.log(np.sum(np.exp(x - m), axis=1, keepdims=True))
    m = np.max(x, axis=1, keepdims=True); np.log(np.sum(np.exp(x - m), axis=1, keepdims=True)) + m
    m = np.max(x, axis=1, keepdims=True); np.squeeze(m, axis=1) + np.log(np.sum(np.exp(x - m), axis=1))
    m = np.max(x, axis=0, keepdims=True); np.log(np.sum(np.exp(x - m), axis=0)) + np.squeeze(m, axis=0)
    m = np.max(x, axis=0); m + np.log(np.sum(np.exp(x - np.expand_dims(m, 0)), axis=0))
    m = np.max(x, axis=1, keepdims=True); m[:, 0] + np.log(np.sum(np.exp(x - m), axis=1))
    m = np.max(x, axis=1, keepdims=True); np.log(np.sum(np.exp(x - m), axis=1)) + m[:, 0]
    m = np.max(x, axis=1); np.log(np.sum(np.exp(x - m[:, None]), axis=1)) + m
    m = np.max(x, axis=1); m + np.log(np.sum(np.exp(x - m[:, None]), axis=1))
x: 4,5; i = np.array([0, 3, 3, 1])
    e = np.exp(x - np.max(x, axis=1, keepdims=True)); p = e / np.sum(e, axis=1, keepdims=True); -np.log(p[np.arange(4), i])
    e = np.exp(x); p = e / np.sum(e, axis=1, keepdims=True); np.log(p[np.arange(len(x)), i])
x: 4; y: 4
    p = 1 / (1 + np.exp(-x)); y * np.log(p) + (1 - y) * np.log(1 - p)
"""
