"""Learns the weights of the crisis classifier from written sentences.

python3 scripts/crisis/train.py [OUTPUT]        default: data/crisis/classifier.bin; nothing is random

Every fifth line of the files in sentences whose names begin with examples-, messages- or posts- is set aside and never learnt from.
"""
import functools
import json
import pathlib
import re
import struct
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from features import features, fnv1a
from features import words as words_of

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KINDS = ("suicide", "self-harm", "being-harmed", "harming-others", "medical-emergency")
DANGER_BUCKETS, KIND_BUCKETS = 1 << 18, 1 << 13
SET_ASIDE = 5
# How far weights may grow, chosen by cross-validation on the sentences not set aside.
PENALTY = 1 / 30
# A need on an ordinary topic is no danger, but nobody has read it for that: it counts less than a written sentence.
ORDINARY_WEIGHT = 0.4
# The share of the dangers set aside that the classifier hears by itself; with the points of the rules it is nine in ten.
HEARD = 0.86
# What phrases of concern and urgent ones add to a score, in standard deviations of the scores: by logistic regression over
# the scores of sentences in five parts, each by weights learnt from the other four.
CONCERN_POINTS, URGENT_POINTS = 0.4, 0.8
# Needs on these topics may well speak of danger; those that stand in sentences/grave-needs-en.jsonl were read for it.
GRAVE_TOPICS = {
    "alcohol", "anger", "anorexia", "borderline-personality", "bullying", "childhood-abuse", "crime-victims", "drugs",
    "domestic-violence", "eating-disorders", "hearing-voices", "narcissistic-abuse", "opioids", "psychosis", "self-harm",
    "sexual-assault", "stimulants", "suicidal-thoughts"}
bucket = functools.lru_cache(None)(fnv1a)


def word_groups():
    """The single words of each class of the crisis rules: words that mean much the same where there is danger."""
    found = []
    for path in sorted((ROOT / "data/crisis").glob("??.json")):
        for _, phrases in sorted(json.loads(path.read_text(encoding="utf-8"))["classes"].items()):
            words = sorted(p for p in phrases if re.fullmatch("[a-z0-9]+", p))
            if len(words) > 1:
                found.append(words)
    return found


GROUPS = word_groups()
GROUPS_OF = {}
for number, members in enumerate(GROUPS):
    for member in members:
        GROUPS_OF.setdefault(member, []).append(number)


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def written():
    """The sentences to learn from and those set aside."""
    learnt, aside = [], []
    for path in sorted((HERE / "sentences").glob("*.jsonl")):
        is_parted = path.name.startswith(("examples-", "messages-", "posts-"))
        for number, row in enumerate(rows(path), 1):
            (aside if is_parted and number % SET_ASIDE == 0 else learnt).append(row)
    return learnt + rows(ROOT / "Tests/TextUnderstandingTests/Crisis/development.jsonl"), aside


def ordinary():
    """Needs on ordinary topics, as people would write them: those to learn from and those set aside."""
    needs = [row for path in sorted((ROOT / "scripts/embedding/texts").glob("needs-*.jsonl")) for row in rows(path)]
    needs = [{"text": n["text"], "signal": False, "language": "en", "is_ordinary": True} for n in needs if n["topic"] not in GRAVE_TOPICS]
    return [n for i, n in enumerate(needs, 1) if i % SET_ASIDE], needs[SET_ASIDE - 1::SET_ASIDE]


def importance(texts):
    """How much each text counts: in each language the harmless as much together as the dangers."""
    found = np.array([ORDINARY_WEIGHT if r.get("is_ordinary") else 1 for r in texts])
    for language in {r["language"] for r in texts}:
        dangers, harmless = ([r["language"] == language and r["signal"] == s for r in texts] for s in (True, False))
        found[harmless] *= found[dangers].sum() / found[harmless].sum()
    return found


def buckets_of(words, buckets):
    """The buckets that the features of the words fall into, each once."""
    return sorted({bucket(f) % buckets for f in features(words, GROUPS_OF)})


def counts(word_lists, buckets):
    """For each list of words which buckets occur in it, each over the root of their number."""
    row, column, value = [], [], []
    for i, words in enumerate(word_lists):
        hashes = buckets_of(words, buckets)
        row += [i] * len(hashes)
        column += hashes
        value += [len(hashes) ** -0.5] * len(hashes)
    return csr_matrix((value, (row, column)), shape=(len(word_lists), buckets))


def rarity(x):
    """How much a bucket may matter: the logarithm of how rare it is, nothing where it occurs in one text alone."""
    texts = np.bincount(x.tocsr().indices, minlength=x.shape[1])
    return np.where(texts > 1, np.log(x.shape[0] / np.maximum(texts, 1)), 0)


def logistic(x, y, weights):
    """Weights of a logistic regression with a ridge penalty and an offset."""
    sign, transposed, n = 2 * y - 1, x.T.tocsr(), x.shape[1]

    def loss(b):
        z = sign * (x @ b[:n] + b[n])
        slope = -weights * sign / (1 + np.exp(np.minimum(z, 500)))
        value = (weights * np.logaddexp(0, -z)).sum() + PENALTY / 2 * (b[:n] @ b[:n])
        return value, np.append(transposed @ slope + PENALTY * b[:n], slope.sum())

    b = minimize(loss, np.zeros(n + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return b[:n]


def whole(weights):
    """Weights as signed bytes, the greatest of them 127."""
    return np.rint(weights * 127 / np.abs(weights).max()).astype(np.int8)


def learn(word_lists, y, weights, buckets):
    x = counts(word_lists, buckets)
    scale = rarity(x) / 5
    return logistic((x @ diags(scale)).tocsr(), y, weights) * scale


def score(weights, text):
    """What is compared with the threshold."""
    found = buckets_of(words_of(text), len(weights))
    return int(weights[found].astype(int).sum()) / len(found) ** 0.5 if found else -np.inf


def packed(threshold, points, danger, kinds):
    """The file as data/README.md describes it."""
    groups = "".join(" ".join(words) + "\n" for words in GROUPS).encode()
    header = struct.pack("<4s4I3f", b"CRIS", 2, len(danger), kinds.shape[1], len(groups), threshold, *points)
    return header + groups + danger.tobytes() + kinds.tobytes()


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data/crisis/classifier.bin"
    learnt, aside = written()
    needs, _ = ordinary()
    print(f"{len(learnt)} sentences and {len(needs)} ordinary needs to learn from, {len(aside)} set aside", flush=True)
    y = np.array([row["signal"] for row in learnt + needs], float)
    danger = whole(learn([words_of(r["text"]) for r in learnt + needs], y, importance(learnt + needs), DANGER_BUCKETS))
    scores, is_danger = (np.array(v) for v in zip(*((score(danger, r["text"]), r["signal"]) for r in aside)))
    threshold = round(float(np.quantile(scores[is_danger], 1 - HEARD)), 2)
    heard = scores >= threshold
    print(f"threshold {threshold}: of those set aside {is_danger[heard].mean():.3f} of what is heard speaks of danger", flush=True)
    points = [round(float(scores.std()) * p, 2) for p in (CONCERN_POINTS, URGENT_POINTS)]
    grave = [r for r in learnt if r["signal"]]
    lists = [words_of(r["text"]) for r in grave]
    kinds = [learn(lists, np.array([r["kind"] == kind for r in grave], float), np.ones(len(grave)), KIND_BUCKETS) for kind in KINDS]
    output.write_bytes(packed(threshold, points, danger, whole(np.stack(kinds))))


if __name__ == "__main__":
    main()
