"""Learns the weights of the crisis classifier from written sentences.

python3 scripts/crisis/train.py [OUTPUT]        default: data/crisis/classifier.json; nothing is random

Every fifth line of data/crisis/examples-*.jsonl is set aside and never learnt from: the threshold is chosen on it.
"""
import base64
import functools
import json
import pathlib
import re
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

from features import features, fnv1a, passages, sentences

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = ("suicide", "self-harm", "being-harmed", "harming-others", "medical-emergency")
DANGER_BUCKETS, KIND_BUCKETS = 1 << 18, 1 << 13
SET_ASIDE = 5
# How far weights may grow, chosen by cross-validation on the sentences not set aside.
PENALTY = 1 / 30
# A need on an ordinary topic is no danger, but nobody has read it for that: it counts less than a written sentence.
ORDINARY_WEIGHT = 0.1
# The share of the harmless sentences set aside that may be heard as danger: recall comes first.
FALSE_ALARMS = 0.25
# The same for longer texts: the share of the ordinary needs set aside that have more passages than FEW.
ORDINARY_ALARMS, FEW = 0.08, 2
# Needs on these topics may well speak of danger.
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
    for path in sorted((ROOT / "data/crisis").glob("examples-*.jsonl")):
        for number, row in enumerate(rows(path), 1):
            (aside if number % SET_ASIDE == 0 else learnt).append(row)
    for path in sorted((ROOT / "data/crisis").glob("rule-examples-*.jsonl")):
        learnt += rows(path)
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


def counts(word_lists, buckets):
    """How often each bucket occurs in each list of words, over the root of the number of features."""
    row, column, value = [], [], []
    for i, words in enumerate(word_lists):
        hashes = [bucket(f) % buckets for f in features(words, GROUPS_OF)]
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


def exceeded_by(share, scores):
    """The least threshold that at most this share of the scores reach."""
    return round(sorted(scores, reverse=True)[int(len(scores) * share)] + 0.005, 2)


def learn(word_lists, y, weights, buckets):
    x = counts(word_lists, buckets)
    scale = rarity(x) / 5
    return logistic((x @ diags(scale)).tocsr(), y, weights) * scale


def base64_of(weights):
    return base64.b64encode(weights.tobytes()).decode()


def score(weights, text):
    """The greatest score of a passage of the text."""
    best = -np.inf
    for words in passages(text):
        hashes = [bucket(f) % len(weights) for f in features(words, GROUPS_OF)]
        if hashes:
            best = max(best, int(weights[hashes].astype(int).sum()) / len(hashes) ** 0.5)
    return best


def joined(text):
    """All normalised words of a text."""
    return [word for sentence in sentences(text) for word in sentence]


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data/crisis/classifier.json"
    learnt, aside = written()
    needs, needs_aside = ordinary()
    print(f"{len(learnt)} sentences and {len(needs)} ordinary needs to learn from, {len(aside)} set aside", flush=True)
    y = np.array([row["signal"] for row in learnt + needs], float)
    danger = whole(learn([joined(r["text"]) for r in learnt + needs], y, importance(learnt + needs), DANGER_BUCKETS))
    threshold = exceeded_by(FALSE_ALARMS, [score(danger, r["text"]) for r in aside if not r["signal"]])
    long = [r["text"] for r in needs_aside if len(passages(r["text"])) > FEW]
    long_threshold = max(threshold, exceeded_by(ORDINARY_ALARMS, [score(danger, text) for text in long]))
    heard = np.mean([score(danger, r["text"]) >= threshold for r in aside if r["signal"]])
    print(f"thresholds {threshold} and {long_threshold}: {heard:.3f} of the dangers set aside are heard", flush=True)
    grave = [r for r in learnt if r["signal"]]
    lists = [joined(r["text"]) for r in grave]
    kinds = {}
    for kind in KINDS:
        is_kind = np.array([r["kind"] == kind for r in grave], float)
        kinds[kind] = learn(lists, is_kind, np.ones(len(grave)), KIND_BUCKETS)
    packed = dict(zip(KINDS, map(base64_of, whole(np.stack([kinds[k] for k in KINDS])))))
    file = {"threshold": threshold, "longThreshold": long_threshold, "groups": GROUPS, "danger": base64_of(danger), "kinds": packed}
    output.write_text(json.dumps(file) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
