"""The development measures, each against the teacher: people's questions, forum posts, our texts set aside, and topics left out."""
import pathlib
import sys

import numpy as np

from corpus import ROOT

PEERS = ROOT / "Benchmarks/peers/text"
sys.path.insert(0, str(PEERS))
import evaluate  # noqa: E402  the peers' own definitions of right, MRR and nDCG, and their reader of tables
from semb import Table  # noqa: E402,F401


def written_set(needs, shown):
    """Needs against the one description of every topic that was never trained on."""
    right = np.array([[n.topic == d.topic for d in shown] for n in needs])
    return [n.text for n in needs], [d.text for d in shown], right


def sets(aside, questions):
    """Name, texts, documents and which of them are right, for every development set that is here."""
    groups = evaluate.rows(PEERS / "topics.jsonl")
    found = [evaluate.question_set(questions, groups)] if questions and pathlib.Path(questions).exists() else []
    for label, some, texts, right in found + [evaluate.forum_set(PEERS / "forum-dev.jsonl", groups)]:
        for wording in ("description", "second"):
            yield f"{label}, {wording}", [t["text"] for t in texts], [evaluate.document(g, wording) for g in some], right
    shown = [t for t in aside if t.kind == "description"]
    yield "set aside", *written_set([t for t in aside if t.kind == "need"], shown)


def print_table(methods, named_sets):
    """One row a set and one column a method: right at rank 1 / MRR."""
    print("| | " + " | ".join(methods) + " |\n|---|" + "---|" * len(methods))
    for name, texts, documents, right in named_sets:
        cells = []
        for encode in methods.values():
            first, mrr, _ = evaluate.measures(encode(texts) @ encode(documents).T, right).mean(0)
            cells.append(f"{first:.3f} / {mrr:.3f}")
        print(f"| {name} ({len(texts)}) | " + " | ".join(cells) + " |", flush=True)
