"""The texts to distil on: our own needs and descriptions, what is composed of them, the taxonomy's words and WordNet."""
import hashlib
import json
import pathlib
import random
import re
from collections import defaultdict
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Written:
    """A text written for this project: `kind` is "need" or "description"."""
    kind: str
    topic: str
    text: str

    @property
    def mark(self):
        """A number that depends on the words alone, to split by."""
        return int(hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:12], 16)


def json_lines(path):
    return [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def written():
    """All texts of texts/*.jsonl in a fixed order, equal texts once."""
    found = {}
    for file in sorted((HERE / "texts").glob("*.jsonl")):
        kind = "description" if file.name.startswith("descriptions") else "need"
        for row in json_lines(file):
            found.setdefault(row["text"], Written(kind, row["topic"], row["text"]))
    return list(found.values())


def split(texts):
    """Texts to train on, and those never trained on: a tenth of the needs and one description a topic."""
    shown = {}
    for t in texts:
        if t.kind == "description" and (t.topic not in shown or t.mark < shown[t.topic].mark):
            shown[t.topic] = t
    aside = set(shown.values()) | {t for t in texts if t.kind == "need" and t.mark % 10 == 0}
    return [t for t in texts if t not in aside], [t for t in texts if t in aside]


class Taxonomy:
    """Labels and synonyms of the topics, and how near two topics are."""

    def __init__(self):
        topics = json.loads((ROOT / "data/taxonomy.json").read_text(encoding="utf-8"))["topics"]
        self.slugs = [t["slug"] for t in topics]
        self.parent = {t["slug"]: t.get("parent") for t in topics}
        self.related = {t["slug"]: set(t.get("related", [])) for t in topics}
        self.label = {t["slug"]: t["label"]["en"] for t in topics}
        self.names = {t["slug"]: [t["label"]["en"]] + t["synonyms"].get("en", []) for t in topics}

    def ancestors(self, slug):
        while (slug := self.parent[slug]):
            yield slug

    def near(self, a, b):
        """Whether a text on `a` may well be at home in a group on `b`: the same, above or below, or related."""
        return a == b or a in self.ancestors(b) or b in self.ancestors(a) or b in self.related[a] or a in self.related[b]
