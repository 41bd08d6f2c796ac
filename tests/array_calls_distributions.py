"""scipy.stats."""

CALLS = """
x: 3 / x: / x: 2,3
    stats.norm.{logpdf pdf cdf logcdf sf logsf}(x)
    stats.t.{logpdf pdf cdf logcdf sf logsf}(x, 3)
x: 2,3; y: 3; q: / x: ; y: ; q: 3 / x: 2,1; y: 3; q: 3
    stats.norm.{logpdf pdf cdf logcdf sf logsf}(x, y, q)
    stats.norm.{logpdf(x, scale=q) pdf(x, loc=y)}
    stats.t.{logpdf pdf cdf logcdf}(x, 2.5, y, q)
    stats.{laplace logistic cauchy}.{logpdf pdf cdf}(x, y, q)
x: 2,3; p: 3 / x: 3; p:
    stats.t.{logpdf pdf}(x, p)
p: 2,3; q: 3 / p: 3; q:
    stats.gamma.{logpdf pdf cdf}(p, 2.5, scale=q)
    stats.gamma.{logpdf pdf}(p, q)
    stats.chi2.{logpdf pdf cdf}(p, 3)
    stats.chi2.{logpdf pdf}(p, q)
    stats.expon.{logpdf pdf cdf}(p, scale=q)
    stats.weibull_min.logpdf(p, 1.5, scale=q)
    stats.weibull_min.logpdf(p, q)
    stats.pareto.logpdf(p + 2, 1.5, scale=q)
    stats.pareto.logpdf(p + 2, q)
    stats.lognorm.{logpdf pdf cdf}(p, q)
    stats.uniform.{logpdf pdf cdf}(p, 0.0, 5 * q)
r: 2,3; p: 3; q:
    stats.norm.ppf(r{|, p, q|, scale=q})
    stats.beta.{logpdf pdf}(r, p, q)
    stats.beta.cdf(r, 1.5, 2.5)
p: 3; k = np.array([0, 2, 5]) | p: ; k = 3
    stats.poisson.{logpmf pmf cdf sf}(k, p)
    stats.poisson.logpmf(k, p, loc=0)
r: 3; k = np.array([0, 1, 1])
    stats.bernoulli.logpmf(k, r)
    stats.binom.logpmf(k, 4, r)
x: 3; y: 3; s: 3,3 / x: 4,3; y: 3; s: 3,3 / x: 1; y: 1; s: 1,1
    stats.multivariate_normal.{logpdf pdf}(x, y, (s + s.T) / 2)
    stats.multivariate_normal.logpdf(x, mean=y, cov=s @ s.T)
    stats.multivariate_normal.{logpdf pdf}(x, cov=(s + s.T) / 2)
    stats.multivariate_normal.logpdf(x, y, np.eye(len(s)))
    stats.multivariate_normal.entropy(cov=(s + s.T) / 2)
    stats.multivariate_normal.{logpdf pdf}(x, y, (s + s.T) / 2) * 2
    stats.multivariate_normal.{logpdf pdf}(x, y, np.tril(s) + np.tril(s, -1).T + np.triu(np.ones(len(s)), 1))
    stats.multivariate_normal.entropy(cov=np.tril(s) + np.tril(s, -1).T + np.triu(np.ones(len(s)), 1))
x: ; y: 3; s: 3,3
    stats.multivariate_normal.{logpdf pdf}(x, y, (s + s.T) / 2)
x: 3; y: 3; q: | x: 3; y: 3; q: 3
    stats.multivariate_normal.logpdf(x, y, q)
x: 3; y: 3
    stats.multivariate_normal.{logpdf pdf}(x, y)
    stats.multivariate_normal.{logpdf pdf}(x)
    stats.multivariate_normal.entropy(y, np.eye(3)) * x
p: 3
    stats.dirichlet.{logpdf pdf}([0.2, 0.3, 0.5], p)
    stats.dirichlet.{logpdf pdf}(p[:2] / np.sum(p), np.array([1.5, 2.0, 2.5]))
    stats.dirichlet.{logpdf pdf}(p / np.sum(p), p)
p: 5 / p: 4,3 / p: 2,3,4
    stats.{zscore skew kurtosis sem variation gmean hmean entropy}(p)
    stats.zscore(p, {axis=-1|0, 1|axis=None|ddof=1})
    stats.{skew kurtosis gmean variation}(p, axis={0 None -1})
    stats.kurtosis(p, fisher=False)
    stats.sem(p, ddof=0)
    stats.moment(p, {2|3, axis=-1|order=4})
    stats.iqr(p{|, axis=0|, axis=-1})
p: 5; q: 5 / p: 4,3; q: 4,3
    stats.entropy(p, q{|, axis=-1})
"""
