"""Makes statistics.json: tests, quantiles and fitted weights from SciPy and scikit-learn.

    pip install numpy scipy scikit-learn
    python3 Tests/WeightTuningTests/Goldens/make_statistics.py

The listwise loss is written down here once more, document by document from its definition, and minimised by SciPy's
general methods; the logistic fits are scikit-learn's.
"""

import itertools
import json
import pathlib

import numpy as np
from scipy import optimize, stats
from sklearn.linear_model import LogisticRegression

r = np.random.default_rng(7)


def student():
    return [{"t": float(t), "freedom": f, "cumulative": float(stats.t.cdf(t, f)), "twoSided": float(2 * stats.t.sf(abs(t), f))}
            for t in (-40, -3, -1.1, -0.01, 0, 0.3, 1.96, 5, 12) for f in (1, 2, 7, 30, 200, 5000)]


def quantiles():
    return [{"probability": p, "freedom": f, "value": float(stats.t.ppf(p, f))}
            for p in (0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9995) for f in (1, 3, 20, 400)]


def comparisons():
    out = []
    for n in (2, 3, 8, 12, 15):
        first = r.random(n).round(3)
        second = (first + r.normal(0.05, 0.15, n)).round(3)
        if n == 8:
            second[:3] = first[:3]
        d = second - first
        moving = d[d != 0]
        sums = [abs(sum(s * x for s, x in zip(signs, moving))) for signs in itertools.product((1, -1), repeat=len(moving))]
        exact = sum(s >= abs(moving.sum()) - 1e-12 for s in sums) / len(sums)
        out.append({"first": first.tolist(), "second": second.tolist(), "t": float(stats.ttest_rel(second, first).pvalue),
                    "exact": exact, "effectSize": float(d.mean() / d.std(ddof=1))})
    return out


def ridge(w, u, strength):
    return strength * (w @ w - (u @ w) ** 2) / 2


def listwise(w, queries):
    total = 0
    for x, g in queries:
        s = x @ w
        relevant = [i for i in range(len(g)) if g[i] > 0]
        total += sum(np.log(np.exp(s[g <= g[i]]).sum()) - s[i] for i in relevant) / len(relevant)
    return total / len(queries)


def listwise_fits():
    out = []
    for signed in (True, False):
        for features, count in ((3, 6), (6, 20)):
            raw, rows = [], []
            truth = r.normal(0.4, 0.8, features)
            for q in range(count):
                n = int(r.integers(4, 12))
                x = r.normal(size=(n, features)).round(3)
                noise = x @ truth + r.normal(size=n)
                g = np.digitize(noise, [0.3, 1.3])
                if g.max() == 0 or (g == g[0]).all():
                    g[0], g[1] = 1, 0
                raw.append((x, g))
                rows += [{"query": str(q + 1), "grade": int(g[i]), "values": x[i].tolist()} for i in range(n)]
            centred = [x - x.mean(0) for x, _ in raw]
            pooled = np.sqrt(sum((c ** 2).sum(0) for c in centred) / (len(rows) - count))
            queries = [(c / pooled, g) for c, (_, g) in zip(centred, raw)]
            u = np.ones(features) / np.sqrt(features)
            f = lambda w: listwise(w, queries) + ridge(w, u, 10 / count)
            bounds = [(None, None) if signed else (0, None)] * features
            best = optimize.minimize(f, np.full(features, 0.1), method="L-BFGS-B", bounds=bounds,
                                     options={"ftol": 1e-16, "gtol": 1e-10, "maxiter": 5000})
            out.append({"signed": signed, "rows": rows, "deviations": pooled.tolist(), "weights": best.x.tolist(),
                        "loss": float(best.fun)})
    return out


def logistic_fits():
    out = []
    for n, features in ((40, 2), (300, 5)):
        x = r.normal(size=(n, features)).round(3)
        y = (r.random(n) < 1 / (1 + np.exp(-(x @ np.linspace(1, -0.5, features) - 0.3)))).astype(int)
        weights = r.uniform(0.5, 2, n).round(3)
        model = LogisticRegression(C=1e8, tol=1e-12, max_iter=10000).fit(x, y, sample_weight=weights)
        out.append({"x": x.tolist(), "y": y.tolist(), "weights": weights.tolist(), "coefficients": model.coef_[0].tolist(),
                    "intercept": float(model.intercept_[0])})
    return out


golden = {"student": student(), "quantiles": quantiles(), "comparisons": comparisons(), "listwise": listwise_fits(),
          "logistic": logistic_fits()}
(pathlib.Path(__file__).parent / "statistics.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
