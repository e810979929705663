#!/usr/bin/env python3
"""Makes the golden files beside it with implementations that share no code with Kith.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python make_rank_goldens.py

rank-comparisons.json  rbo's RankingSimilarity.rbo_ext at p = 0.9, and scipy's kendalltau over what both lists have
retention.json         Kleinman's moments in exact fractions, and for simulated groups the maximum of the beta-binomial
                       likelihood as scipy finds it
"""
import json
import random
from fractions import Fraction
from pathlib import Path

import numpy
import rbo
from scipy.optimize import minimize
from scipy.stats import betabinom, kendalltau

HERE = Path(__file__).resolve().parent


def write(name, rows):
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    (HERE / name).write_text(f"[\n{lines}\n]\n")


def pairs(rng):
    yield list("abcdef"), list("abcdef")
    yield list("abcdef"), list("fedcba")
    yield list("abc"), list("def")
    yield list("a"), list("a")
    yield list("a"), list("b")
    yield list("ab"), list("ba")
    yield list("abc"), list("acdefgh")
    for _ in range(200):
        pool = [f"g{number}" for number in range(rng.randint(3, 40))]
        first = rng.sample(pool, rng.randint(1, len(pool)))
        second = rng.sample(pool, rng.randint(1, len(pool)))
        yield first, second
    for _ in range(100):  # lists as weights change them: near each other, of one length
        pool = [f"g{number}" for number in range(60)]
        length = rng.choice([5, 10, 20])
        noise = rng.choice([1, 4, 15])
        second = sorted(pool, key=lambda group: pool.index(group) + rng.uniform(-noise, noise))
        yield pool[:length], second[:length]


def comparisons():
    for first, second in pairs(random.Random(1)):
        common = [group for group in first if group in second]
        tau = None
        if len(common) > 1:
            tau = float(kendalltau(range(len(common)), [second.index(group) for group in common]).statistic)
        overlap = float(rbo.RankingSimilarity(first, second).rbo_ext(p=0.9))
        yield {"first": first, "second": second, "overlap": overlap, "tau": tau}


def moments(groups):
    """Kleinman (1973), equations for the weights w_i = n_i, of mean and of the strength of the beta distribution."""
    total = sum(n for _, n in groups)
    mean = Fraction(sum(x for x, _ in groups), total)
    weighted = sum(n * (Fraction(x, n) - mean) ** 2 for x, n in groups)
    first = sum(Fraction(n, n) * (1 - Fraction(n, total)) for _, n in groups)
    second = sum(n * (1 - Fraction(n, total)) for _, n in groups)
    correlation = (weighted - mean * (1 - mean) * first) / (mean * (1 - mean) * (second - first))
    return mean, correlation


def likeliest(groups):
    stayed = numpy.array([x for x, _ in groups])
    referred = numpy.array([n for _, n in groups])

    def loss(parameters):
        alpha, beta = numpy.exp(parameters)
        return -betabinom.logpmf(stayed, referred, alpha, beta).sum()

    alpha, beta = numpy.exp(minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-9}).x)
    return alpha / (alpha + beta), alpha + beta


def retention():
    rng = random.Random(2)
    small = [
        [(3, 10), (8, 10)], [(0, 4), (1, 4), (2, 4), (4, 4)], [(1, 2), (0, 9), (7, 8), (3, 30), (11, 20)],
        [(5, 10), (5, 10), (5, 10)], [(1, 1), (0, 1), (1, 1)], [(0, 50), (50, 50)],
    ]
    for groups in small:
        total, squares = sum(n for _, n in groups), sum(n * n for _, n in groups)
        determined = total - Fraction(squares, total) != len(groups) - 1
        mean, correlation = moments(groups) if determined else (Fraction(sum(x for x, _ in groups), total), None)
        yield {"groups": groups, "mean": float(mean), "correlation": None if correlation is None else float(correlation)}
    for mean, strength, count in [(0.3, 6, 400), (0.5, 20, 400), (0.15, 10, 600), (0.6, 40, 800)]:
        groups = []
        for _ in range(count):
            referred = rng.randint(2, 40)
            share = rng.betavariate(mean * strength, (1 - mean) * strength)
            groups.append((sum(rng.random() < share for _ in range(referred)), referred))
        fitted, correlation = moments(groups)
        likeliest_mean, likeliest_strength = likeliest(groups)
        yield {
            "groups": groups, "mean": float(fitted), "correlation": float(correlation), "trueMean": mean,
            "trueStrength": strength, "likeliestMean": float(likeliest_mean), "likeliestStrength": float(likeliest_strength),
        }


write("rank-comparisons.json", comparisons())
write("retention.json", retention())
