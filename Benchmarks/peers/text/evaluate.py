"""How well each method finds the group for a need in somebody's own words: right at rank 1, MRR and nDCG@5, in one run.

A group is right where its tags (CounselChat) or its topics (forum posts) meet those of the text.
"""
import argparse
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time

import numpy as np

from lexical import Lexical
from semb import Table

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def rows(path):
    return [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def question_set(path, groups):
    """CounselChat's questions against one group a tag and the distractors."""
    groups = [g for g in groups if g["role"] in ("topic", "distractor")]
    questions = [{"id": q["id"], "text": q["title"].strip() + "\n" + q["text"], "right": set(q["topics"])} for q in rows(path)]
    return "questions", groups, *judged(questions, [set(g["tags"]) for g in groups])


def forum_set(path, groups):
    """Forum posts against every group."""
    posts = [{"id": p["id"], "text": p["text"], "right": set(p["topics"])} for p in rows(path)]
    return "forum", groups, *judged(posts, [set(g["topics"]) for g in groups])


def judged(texts, labels):
    """The texts that have a right group, and which groups are right for each."""
    right = np.array([[bool(t["right"] & label) for label in labels] for t in texts])
    keep = right.any(1)
    return [t for t, k in zip(texts, keep) if k], right[keep]


def document(group, wording):
    return f"{group['name']}: {group[wording]}"


def measures(scores, right):
    """Right at rank 1, reciprocal rank and nDCG@5 of each text, one row a text; ties count against the right groups."""
    out = []
    for s, r in zip(scores, right):
        ranked = r[np.lexsort((r, -s))]
        gains = ranked[:5] / np.log2(np.arange(2, 7))
        best = (1 / np.log2(np.arange(2, 2 + min(5, r.sum())))).sum()
        out.append((ranked[0], 1 / (1 + ranked.argmax()), gains.sum() / best))
    return np.array(out, float)


def interval(values, seed=7, rounds=2000):
    """The mean and the middle 95 % of the means of resamples."""
    picks = np.random.default_rng(seed).integers(0, len(values), (rounds, len(values)))
    return (values.mean(), *np.percentile(values[picks].mean(1), (2.5, 97.5)))


def kith_scores(command, groups, texts, wording):
    """Ranks from a command that reads {"id","text"} lines and writes {"id","ranking":[group ids]}, best first.

    `{groups}` in the command becomes the path of a JSON Lines file of the groups: id, name, description, topics.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for g in groups:
            file.write(json.dumps({"id": g["id"], "name": g["name"], "description": g[wording], "topics": g["topics"]}) + "\n")
        file.flush()
        asked = "".join(json.dumps({"id": t["id"], "text": t["text"]}) + "\n" for t in texts)
        words = [w.replace("{groups}", file.name) for w in shlex.split(command)]
        done = subprocess.run(words, input=asked, capture_output=True, text=True, check=True)
    at = {g["id"]: i for i, g in enumerate(groups)}
    row = {t["id"]: i for i, t in enumerate(texts)}
    scores = np.full((len(texts), len(groups)), -np.inf)
    for line in filter(None, done.stdout.splitlines()):
        answer = json.loads(line)
        for rank, group in enumerate(answer["ranking"]):
            scores[row[answer["id"]], at[group]] = -rank
    return scores


def transformer():
    """The pipeline's own MiniLM, or nothing where torch or the weights are not installed."""
    sys.path.insert(0, str(ROOT / "scripts/embedding"))
    try:
        import minilm
        return minilm.MiniLM()
    except ImportError as error:
        print(f"no transformer: {error}", file=sys.stderr)


def methods(options):
    """Name and a function from (groups, texts, wording) to scores, for every method asked for."""
    def embedded(encode):
        return lambda groups, texts, wording: encode([t["text"] for t in texts]) @ encode([document(g, wording) for g in groups]).T

    def lexical(name):
        return lambda groups, texts, wording: getattr(Lexical([document(g, wording) for g in groups]), name)([t["text"] for t in texts])

    yield "BM25", lexical("bm25")
    yield "TF-IDF", lexical("tfidf")
    if not options.no_transformer and (model := transformer()):
        yield "all-MiniLM-L6-v2", embedded(model.encode)
    for path in options.table:
        yield f"table {pathlib.Path(path).name}", embedded(Table(path).encode_all)
    for named in options.kith:
        name, command = named.split("=", 1)
        yield name, lambda groups, texts, wording, command=command: kith_scores(command, groups, texts, wording)


def throughput(texts):
    """Texts a second of the transformer on one core, one at a time and in batches of like lengths."""
    model = transformer()
    if not model:
        return
    import torch
    torch.set_num_threads(1)
    model.encode(texts[:20])
    start = time.perf_counter()
    for t in texts[:100]:
        model.encode([t])
    single = 100 / (time.perf_counter() - start)
    start = time.perf_counter()
    model.encode(texts)
    words = np.mean([len(t.split()) for t in texts])
    print(f"\nall-MiniLM-L6-v2 on one core, {words:.0f} words a text: {single:.0f} texts/s singly, {len(texts) / (time.perf_counter() - start):.0f} in batches")


def report(name, scores, right):
    cells = [f"{m:.3f} ({low:.2f}–{high:.2f})" for m, low, high in map(interval, measures(scores, right).T)]
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", help="CounselChat as JSON Lines: id, title, text, topics")
    parser.add_argument("--forum", default=HERE / "forum-dev.jsonl")
    parser.add_argument("--groups", default=HERE / "topics.jsonl")
    parser.add_argument("--table", action="append", default=[], help="a SEMB table; may be given again to compare")
    parser.add_argument("--wording", choices=("description", "second"), action="append", help="which of the two descriptions; both by default")
    parser.add_argument("--kith", action="append", default=[], metavar="NAME=COMMAND", help="a command with the line protocol of kith_scores")
    parser.add_argument("--no-transformer", action="store_true")
    options = parser.parse_args()
    options.table = options.table or [ROOT / "data/embedding/table.semb"]
    groups = rows(options.groups)
    sets = ([question_set(options.questions, groups)] if options.questions else []) + [forum_set(options.forum, groups)]
    ready = list(methods(options))
    for label, some, texts, right in sets:
        for wording in options.wording or ("description", "second"):
            print(f"\n{label}, {wording}: {len(texts)} texts, {len(some)} groups\n\n| | right at rank 1 | MRR | nDCG@5 |\n|---|---|---|---|")
            for name, score in ready:
                report(name, score(some, texts, wording), right)
    if not options.no_transformer:
        throughput([t["text"] for t in sets[0][2]])


if __name__ == "__main__":
    main()
