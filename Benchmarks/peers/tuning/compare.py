"""Kith's learners beside other learners to rank, on the same files, folds and measures, in one run.

    pip install numpy scikit-learn lightgbm
    python3 Benchmarks/peers/tuning/compare.py --kith .build/release/kith --lightgbm FOLDER --trecnews FOLDER

FOLDER of --lightgbm holds rank.train, rank.test and their .query files (LightGBM's example, MIT); that of --trecnews
trec_news_2018.train and .test (fastrank's example, MIT), which are put together and cross-validated in five parts by query.
Peers are given features in units of the deviation within queries, centred by query, which is what Kith's `pooled` does;
LightGBM takes them as they are. Every system writes a run, and `kith evaluate` measures all of them against the same
judgments. Coordinate ascent follows RankLib: five starts, 25 passes at most, steps that double from 0.05, AP on training.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import lightgbm
import numpy as np
from sklearn.linear_model import LogisticRegression

MEASURES = "nDCG@5,nDCG@10,nDCG-exp@10,AP"
KITH = ["listwise", "pairwise", "logistic", "coordinate-ascent"]


def read(path):
    """Rows as (grade, query, {feature: value}); queries from qid or from the sizes beside."""
    rows = []
    for line in open(path):
        parts = line.split("#")[0].split()
        query = parts[1][4:] if parts[1].startswith("qid:") else None
        pairs = (p.split(":") for p in parts[1 if query is None else 2:])
        rows.append([int(parts[0]), query, {int(k): float(v) for k, v in pairs}])
    sizes = pathlib.Path(str(path) + ".query")
    if sizes.exists():
        start = 0
        for number, size in enumerate(map(int, sizes.read_text().split())):
            for row in rows[start:start + size]:
                row[1] = f"{path.name}-{number + 1}"
            start += size
    return rows


def write(path, rows):
    with open(path, "w") as out:
        for index, (grade, query, features) in rows:
            values = " ".join(f"{k}:{v:.17g}" for k, v in sorted(features.items()))
            out.write(f"{grade} qid:{query} {values} # d{index}\n")


def matrix(rows, width):
    x = np.zeros((len(rows), width))
    for place, (_, (_, _, features)) in enumerate(rows):
        for k, v in features.items():
            x[place, k] = v
    return x


def groups(rows):
    queries = [row[1] for _, row in rows]
    starts = [0] + [i for i in range(1, len(queries)) if queries[i] != queries[i - 1]] + [len(queries)]
    return list(zip(starts, starts[1:]))


def centred(x, spans):
    x = x.copy()
    for a, b in spans:
        x[a:b] -= x[a:b].mean(0)
    return x


def average_precision(scores, grades, spans):
    total = 0.0
    for a, b in spans:
        relevant = grades[a:b][np.lexsort((grades[a:b], -scores[a:b]))] > 0
        if relevant.any():
            hits = np.flatnonzero(relevant)
            total += (np.arange(1, len(hits) + 1) / (hits + 1)).mean()
    return total / len(spans)


def coordinate_ascent(x, grades, spans, seed=1):
    r = np.random.default_rng(seed)
    best, best_value = None, -1.0
    for start in range(5):
        w = np.ones(x.shape[1]) if start == 0 else r.uniform(-1, 1, x.shape[1])
        w /= np.abs(w).sum()
        scores = x @ w
        value = average_precision(scores, grades, spans)
        for _ in range(25):
            before = value
            for f in r.permutation(np.flatnonzero(x.any(0))):
                found = None
                for size in [0.05 * 2 ** k / x.shape[1] for k in range(8)]:
                    for step in (size, -size):
                        candidate = average_precision(scores + step * x[:, f], grades, spans)
                        if candidate > (found[0] if found else value):
                            found = (candidate, step)
                if found:
                    value, w[f] = found[0], w[f] + found[1]
                    w /= np.abs(w).sum()
                    scores = x @ w
            if value - before < 0.001:
                break
        if value > best_value:
            best, best_value = w, value
    return best


def peers(train, test, width):
    """Each peer's scores of the test rows, and how long it took to train."""
    spans, test_spans = groups(train), groups(test)
    raw, raw_test = matrix(train, width), matrix(test, width)
    x, x_test = centred(raw, spans), centred(raw_test, test_spans)
    deviation = np.sqrt((x ** 2).sum(0) / max(len(x) - len(spans), 1))
    deviation[deviation == 0] = 1
    x, x_test = x / deviation, x_test / deviation
    grades = np.array([row[0] for _, row in train])
    start = time.time()
    yield "coordinate ascent", x_test @ coordinate_ascent(x, grades, spans), time.time() - start
    start = time.time()
    model = LogisticRegression(max_iter=5000).fit(x, grades > 0)
    yield "scikit-learn logistic", model.decision_function(x_test), time.time() - start
    start = time.time()
    data = lightgbm.Dataset(raw, grades, group=[b - a for a, b in spans])
    settings = {"objective": "lambdarank", "verbose": -1, "num_threads": 2, "seed": 1, "deterministic": True,
                "min_data_in_leaf": 20, "learning_rate": 0.1}
    yield "LightGBM lambdarank", lightgbm.train(settings, data, 100).predict(raw_test), time.time() - start


def kith(command, folder, train, test):
    write(folder / "train.txt", train)
    write(folder / "test.txt", test)
    for learner in KITH:
        start = time.time()
        choice = ["--normalization", "pooled", "--prior", "marginal"] if learner == "coordinate-ascent" else []
        subprocess.run([command, "tune", "--letor", folder / "train.txt", "--learner", learner, "--metric", "AP",
                        "--output", folder / "model.json", *choice], check=True, capture_output=True)
        seconds = time.time() - start
        subprocess.run([command, "evaluate", "--letor", folder / "test.txt", "--model", folder / "model.json",
                        "--run-output", folder / "kith.run", "--metrics", "AP"], check=True, capture_output=True)
        yield f"kith {learner}", (folder / "kith.run").read_text(), seconds


def compare(command, name, splits):
    width = max(k for train, test in splits for _, row in train + test for k in row[2]) + 1
    runs, seconds = {}, {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for train, test in splits:
            for system, text, took in kith(command, folder, train, test):
                runs[system] = runs.get(system, "") + text
                seconds[system] = seconds.get(system, 0) + took
            for system, scores, took in peers(train, test, width):
                lines = [f"{row[1]} Q0 d{index} 1 {score:.17g} x\n" for (index, row), score in zip(test, scores)]
                runs[system] = runs.get(system, "") + "".join(lines)
                seconds[system] = seconds.get(system, 0) + took
        judged = {index: row for _, test in splits for index, row in test}
        (folder / "qrels").write_text("".join(f"{row[1]} 0 d{index} {row[0]}\n" for index, row in judged.items()))
        arguments = []
        for number, (system, text) in enumerate(runs.items()):
            (folder / f"{number}.run").write_text(text)
            arguments += ["--run", folder / f"{number}.run"]
        answer = json.loads(subprocess.run(
            [command, "evaluate", "--judgments", folder / "qrels", *arguments, "--metrics", MEASURES, "--json"],
            check=True, capture_output=True, text=True).stdout)
    names = MEASURES.split(",")
    print(f"\n{name}: {answer['queries']} test queries\n\n| | " + " | ".join(names) + " | AP, 95 % interval | training, s |")
    print("|---" * (len(names) + 3) + "|")
    for system, figures in zip(runs, answer["systems"]):
        metrics = figures["metrics"]
        low, high = metrics["AP"]["interval"]
        means = " | ".join(f"{metrics[m]['mean']:.3f}" for m in names)
        print(f"| {system} | {means} | {low:.3f}–{high:.3f} | {seconds[system]:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kith", required=True)
    parser.add_argument("--lightgbm", type=pathlib.Path)
    parser.add_argument("--trecnews", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.trecnews:
        rows = read(arguments.trecnews / "trec_news_2018.train") + read(arguments.trecnews / "trec_news_2018.test")
        rows = sorted(enumerate(rows), key=lambda pair: (int(pair[1][1]), pair[0]))
        queries = sorted({row[1] for _, row in rows}, key=int)
        order = np.random.default_rng(1).permutation(len(queries))
        parts = [{queries[i] for i in order[k::5]} for k in range(5)]
        splits = [([p for p in rows if p[1][1] not in part], [p for p in rows if p[1][1] in part]) for part in parts]
        compare(arguments.kith, "TREC News, five parts", splits)
    if arguments.lightgbm:
        train, test = read(arguments.lightgbm / "rank.train"), read(arguments.lightgbm / "rank.test")
        split = (list(enumerate(train)), list(enumerate(test, len(train))))
        compare(arguments.kith, "LightGBM's example", [split])


main()
