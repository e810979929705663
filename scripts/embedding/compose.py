"""What is composed of our own texts: needs with openings and asides, halves, slips of the pen, phrases of the lexicon."""
import json
import random
import re
from collections import defaultdict

from corpus import HERE, ROOT

PHRASES = json.loads((HERE / "texts/phrases.json").read_text(encoding="utf-8"))
FRAMES = ("{}", "For people who live with {}", "A group about {}", "Support for {}", "{} support group")


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", text) if s]


def needs(train, seed):
    """(text, topic) pairs: each need wrapped, joined with others of its topic, and in halves."""
    rng = random.Random(seed)
    by_topic = defaultdict(list)
    for t in train:
        if t.kind == "need":
            by_topic[t.topic].append(t.text)
    for t in train:
        if t.kind != "need":
            continue
        others = by_topic[t.topic]
        yield t.text, t.topic
        for _ in range(2):
            yield wrapped(t.text, rng), t.topic
            yield wrapped(t.text + " " + rng.choice(others), rng), t.topic
        yield wrapped(" ".join([t.text] + rng.sample(others, min(3, len(others)))), rng), t.topic
        parts = sentences(t.text)
        if len(parts) > 2:
            yield " ".join(parts[: len(parts) // 2]), t.topic
            yield " ".join(parts[len(parts) // 2:]), t.topic


def wrapped(text, rng):
    parts = [text]
    if rng.random() < 0.6:
        parts.insert(0, rng.choice(PHRASES["openings"]))
    if rng.random() < 0.4:
        parts.insert(rng.randint(0, len(parts)), rng.choice(PHRASES["asides"]))
    if rng.random() < 0.7:
        parts.append(rng.choice(PHRASES["closings"]))
    return " ".join(parts)


def misspelt(text, rng, share):
    """The text with slips in a share of its longer words: letters swapped, dropped or doubled."""
    words = text.split(" ")
    for i, word in enumerate(words):
        if len(word) > 4 and rng.random() < share:
            k, kind = rng.randrange(1, len(word) - 2), rng.random()
            words[i] = (word[:k] + word[k + 1] + word[k] + word[k + 2:] if kind < 0.35
                        else word[:k] + word[k + 1:] if kind < 0.7 else word[:k] + word[k] + word[k:])
    return " ".join(words)


def lexicon_phrases(seed, each=3):
    """(text, topic) pairs: some wordings of each pattern of the English lexicon."""
    lexicon = json.loads((ROOT / "data/lexicon/en.json").read_text(encoding="utf-8"))
    rng = random.Random(seed)

    def worded(pattern, depth=0):
        def member(match):
            members = lexicon["classes"].get(match.group(1))
            return worded(rng.choice(members), depth + 1) if members and depth < 4 else ""
        pattern = re.sub(r"<([\w-]+)>", member, pattern)
        while (chosen := re.sub(r"\(([^()]*)\)", lambda m: rng.choice(m.group(1).split("|")), pattern)) != pattern:
            pattern = chosen
        return " ".join(pattern.replace("*", "").replace("~", "").split())

    for topic, strengths in lexicon["topics"].items():
        for patterns in strengths.values():
            for pattern in patterns:
                for text in sorted({worded(pattern) for _ in range(each)}):
                    if len(text) > 3:
                        yield text, topic


def group_text(topic, taxonomy, descriptions, rng):
    """How a group on a topic may describe itself: one of our descriptions, or the topic's names."""
    if descriptions[topic] and rng.random() < 0.7:
        return rng.choice(descriptions[topic])
    names = rng.sample(taxonomy.names[topic], min(len(taxonomy.names[topic]), rng.randint(1, 4)))
    return rng.choice(FRAMES).format(", ".join(names))
