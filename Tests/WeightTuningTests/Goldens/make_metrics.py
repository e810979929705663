"""Makes metrics.jsonl: the values that ir_measures gives random and degenerate runs.

    pip install ir_measures cwl-eval
    python3 Tests/WeightTuningTests/Goldens/make_metrics.py

Most measures come from trec_eval itself, through pytrec_eval. Where ir_measures asks another program, that program breaks
ties its own way or rounds: it is then given the run in trec_eval's order with distinct scores, and gdeval, which prints
five decimals, is made to print twelve. nDCG with LETOR's discount is in none of them: it is computed here from its
definition, term by term.
"""

import json
import math
import pathlib
import random
import struct
import warnings

import ir_measures
from ir_measures.providers import gdeval_provider

warnings.filterwarnings("ignore")
RUNS = 1000
TREC = ["nDCG", "nDCG@5", "nDCG@10", "AP", "AP@10", "AP(rel=2)", "RR", "RR(rel=2)", "P@1", "P@5", "P@20", "P(rel=2)@5",
        "Rprec", "R@5", "R@20", "Success@1", "Success@5", "Bpref", "Bpref(rel=2)"]
OTHER = ["RBP(rel=1)", "RBP(rel=2)", "ERR@5", "ERR@20", "Judged@5", "Judged@10"]
EXPONENTIAL = ["nDCG(dcg='exp-log2')@5", "nDCG(dcg='exp-log2')@10"]
# The names by which Kith calls them.
OURS = {"Bpref": "bpref", "Bpref(rel=2)": "bpref(rel=2)", "RBP(rel=1)": "RBP", "nDCG(dcg='exp-log2')@5": "nDCG-exp@5",
        "nDCG(dcg='exp-log2')@10": "nDCG-exp@10"}


def precise_gdeval():
    """gdeval prints %.5f; the text of the program is changed on its way to perl."""
    original = gdeval_provider.pkgutil.get_data
    def patched(package, resource):
        data = original(package, resource)
        return data.replace(b"%.5f,%.5f", b"%.12f,%.12f") if resource.endswith("gdeval.pl") else data
    gdeval_provider.pkgutil.get_data = patched


def single(score):
    return struct.unpack("f", struct.pack("f", score))[0]


def random_case(r, number):
    documents = [f"d{i:03d}" for i in range(r.choice([1, 2, 5, 10, 30, 60]))]
    grades = {}
    kind = number % 10
    for document in documents:
        if r.random() < 0.75:
            grades[document] = r.choice([0, 0, 0, 1, 1, 2, 3, 4]) if kind else r.choice([-1, 0, 1, 2])
    if kind == 1:
        grades = {d: 0 for d in grades}                     # nothing relevant
    if kind == 2:
        grades = {d: 1 for d in documents}                  # everything relevant
    if not grades:
        grades[documents[0]] = 1
    ranked = r.sample(documents, r.randint(1, len(documents)))
    if kind == 3:
        ranked = [f"x{i}" for i in range(5)]                # nothing judged
    if kind == 4:
        run = {d: 1.0 for d in ranked}                      # one big tie
    elif kind == 5:
        run = {d: 1e6 + 1e-4 * i for i, d in enumerate(ranked)}   # apart in double, equal in single precision
    elif kind == 6:
        run = {d: float(r.randint(0, 3)) for d in ranked}   # many ties
    else:
        run = {d: round(r.gauss(0, 10), 4) for d in ranked}
    return grades, run


def trec_order(run):
    return sorted(sorted(run, reverse=True), key=lambda d: -single(run[d]))


def letor(grades, order, cutoff):
    def dcg(gs):
        return sum((2 ** g - 1) * (1 if i == 0 else 1 / math.log2(i + 1)) for i, g in enumerate(gs[:cutoff]) if g > 0)
    best = dcg(sorted(grades.values(), reverse=True))
    return dcg([grades.get(d, 0) for d in order]) / best if best > 0 else 0.0


def values(names, qrels, run):
    measures = {name: ir_measures.parse_measure(name) for name in names}
    found = {name: {} for name in names}
    back = {measure: name for name, measure in measures.items()}
    for metric in ir_measures.iter_calc(list(measures.values()), qrels, run):
        found[back[metric.measure]][metric.query_id] = metric.value
    return found


def main():
    precise_gdeval()
    r = random.Random(20261124)
    cases = {str(i + 1): random_case(r, i) for i in range(RUNS)}
    qrels = {q: grades for q, (grades, _) in cases.items()}
    run = {q: scores for q, (_, scores) in cases.items()}
    orders = {q: trec_order(scores) for q, scores in run.items()}
    untied = {q: {d: float(len(order) - i) for i, d in enumerate(order)} for q, order in orders.items()}
    judged = {q: {d: g for d, g in grades.items() if g >= 0} or {"-": 0} for q, grades in qrels.items()}
    found = values(TREC, qrels, run)
    found |= values(OTHER + EXPONENTIAL, judged, untied)
    goldens = []
    for q, (grades, scores) in cases.items():
        expected = {OURS.get(name, name): round(found[name].get(q, 0.0), 9) for name in found}
        for cutoff in (5, 10):
            expected[f"nDCG-letor@{cutoff}"] = round(letor(grades, orders[q], cutoff), 9)
        goldens.append({"grades": grades, "run": scores, "expected": expected})
    path = pathlib.Path(__file__).parent / "metrics.jsonl"
    path.write_text("".join(json.dumps(g, separators=(",", ":")) + "\n" for g in goldens))


main()
