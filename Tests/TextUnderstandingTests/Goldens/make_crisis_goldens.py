"""Makes crisis-goldens.json: what the crisis classifier must read in some texts, by another implementation.

The features come from scripts/crisis/features.py, which is written apart from the Swift code with Python's own Unicode
tables. The groups of words are made up here, so that the goldens outlive the weights that the project ships.

    python3 make_crisis_goldens.py
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "scripts/crisis"))
from features import features, fnv1a, words  # noqa: E402

GROUPS = [["mum", "mother", "mama"], ["pills", "tablets", "pastillas"], ["mother", "letters"]]
TEXTS = [
    "",
    "\u2026!",
    "Help",
    "I have written letters to everyone.",
    "MUM\u2019S tablets, the ones she counts, are in my coat \U0001f494",
    "Ya dej\u00e9 las cartas; mam\u00e1 no sabe d\u00f3nde est\u00e1n las pastillas. \u00bfQui\u00e9n la cuida?",
    "He says so. Often. We know him well, all of us, and nobody in this house sleeps before two. Why? I wait.",
    "My sugar is 1.9, then 2,5. 3 pills at 10:30 a.m. and I can't stop shaking; mother's gone to the shop.",
    "na\u00efve cafe\u0301 \u00c5ngstr\u00f6m \u0130stanbul \ufb01ne \u6291\u90c1\u75c7",
    "zero\u200bwidth soft\u00adhyphen 'quoted' rock''n'roll o\u2019clock",
    "one\ntwo\nthree four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen\nseventeen",
]


def read(text, groups):
    found = words(text)
    hashes = [fnv1a(feature) for feature in features(found, groups)]
    return {"text": text, "words": len(found), "features": len(hashes), "sum": sum(hashes) % (1 << 32)}


def main():
    groups = {}
    for number, members in enumerate(GROUPS):
        for member in members:
            groups.setdefault(member, []).append(number)
    texts = [read(text, groups) for text in TEXTS]
    lines = "".join(" ".join(members) + "\n" for members in GROUPS)
    path = HERE / "crisis-goldens.json"
    path.write_text(json.dumps({"groups": lines, "texts": texts}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
