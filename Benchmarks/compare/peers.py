"""What one would write without Kith, on the same records: python3 peers.py numpy|faiss FOLDER

numpy: filters as masks (status, format, language, age, distance), four features added up (likeness of the texts by hashed
words, topics in common, distance, freshness), exact top 10. faiss: the products of the texts alone, no filter and no other
feature. Both do less than Kith, which weighs nineteen features and has twelve rules. Prints one JSON object.
"""

import hashlib
import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

DIMENSIONS, TOP = 256, 10


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def vectors(texts):
    """Unit vectors of hashed words."""
    known = {}
    rows = np.zeros((len(texts), DIMENSIONS), np.float32)
    for row, text in enumerate(texts):
        for word in set(text.lower().split()):
            if word not in known:
                bits = np.unpackbits(np.frombuffer(hashlib.blake2b(word.encode(), digest_size=32).digest(), np.uint8))
                known[word] = bits.astype(np.float32) * 2 - 1
            rows[row] += known[word]
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def masks(records, field, bit):
    out = np.zeros(len(records), np.uint64)
    for row, record in enumerate(records):
        for name in field(record):
            out[row] |= np.uint64(1) << np.uint64(bit.setdefault(name, len(bit)) % 64)
    return out


class Directory:
    def __init__(self, groups, members):
        topics, languages, formats = {}, {}, {}
        self.topics = masks(groups, lambda g: g.get("topics", []), topics)
        self.languages = masks(groups, lambda g: g.get("languages", []), languages)
        self.formats = masks(groups, lambda g: g.get("formats", []), formats)
        self.active = np.array([g.get("status", "active") == "active" for g in groups])
        ages = [g.get("ages") or {} for g in groups]
        self.youngest = np.array([a.get("min", 0) for a in ages])
        self.oldest = np.array([a.get("max", 200) for a in ages])
        places = [g.get("location") or {} for g in groups]
        self.point = np.radians([[p.get("latitude", np.nan), p.get("longitude", np.nan)] for p in places])
        self.fresh = np.array([1.0 if "verifiedAt" in g else 0.2 for g in groups], np.float32)
        self.vectors = vectors([f"{g['name']} {g.get('description', '')}" for g in groups])
        remote = formats.get("online", 63), formats.get("phone", 63)
        self.remote = (self.formats & np.uint64(sum(1 << bit for bit in set(remote)))) != 0
        self.members = [self.compiled(m, topics, languages, formats) for m in members]
        self.needs = vectors([m.get("need", " ".join(m.get("topics", []))) for m in members])

    def compiled(self, member, topics, languages, formats):
        def mask(names, bit):
            return np.uint64(sum(1 << (bit[n] % 64) for n in set(names) if n in bit))
        place = member.get("location") or {}
        return (mask(member.get("topics", []), topics), mask(member.get("languages", []), languages),
                mask((member.get("formats") or {}).get("accepted", []), formats), member.get("age"),
                np.radians([place["latitude"], place["longitude"]]) if "latitude" in place else None,
                (member.get("distance") or {}).get("maximumKilometers", 50.0))

    def best(self, place):
        topics, languages, formats, age, here, limit = self.members[place]
        keep = self.active.copy()
        if languages:
            keep &= (self.languages == 0) | ((self.languages & languages) != 0)
        if formats:
            keep &= (self.formats == 0) | ((self.formats & formats) != 0)
        if age is not None:
            keep &= (self.youngest <= age) & (self.oldest >= age)
        rows = np.flatnonzero(keep)
        near = np.ones(len(rows), np.float32)
        if here is not None:
            there = self.point[rows]
            delta = there - here
            half = np.sin(delta[:, 0] / 2) ** 2 + np.cos(here[0]) * np.cos(there[:, 0]) * np.sin(delta[:, 1] / 2) ** 2
            kilometers = 12742.0176 * np.arcsin(np.sqrt(np.minimum(1, half)))
            reached = self.remote[rows] | np.isnan(kilometers) | (kilometers <= limit)
            near = np.where(self.remote[rows], 1, np.nan_to_num(1 - kilometers / limit, nan=0.3)).astype(np.float32)
            rows, near = rows[reached], near[reached]
        score = 4 * (self.vectors[rows] @ self.needs[place]) + 2 * near + 0.5 * self.fresh[rows]
        score += 5 * np.minimum(1, np.bitwise_count(self.topics[rows] & topics))
        if len(rows) <= TOP:
            return rows[np.argsort(-score)]
        top = np.argpartition(-score, TOP)[:TOP]
        return rows[top[np.argsort(-score[top])]]


def timed(step, count):
    step(0)
    times = []
    for place in range(count):
        start = time.perf_counter()
        step(place)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return statistics.median(times), times[min(count - 1, count * 99 // 100)]


def main():
    peer, folder = sys.argv[1:3]
    groups, members = read(f"{folder}/directory.jsonl"), read(f"{folder}/members.jsonl")
    directory = Directory(groups, members)
    count = min(len(members), 400)
    if peer == "numpy":
        median, late = timed(directory.best, min(count, 200))
        start = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(directory.best, range(count)))
        seconds = time.perf_counter() - start
    else:
        import faiss
        index = faiss.IndexFlatIP(DIMENSIONS)
        index.add(directory.vectors)
        faiss.omp_set_num_threads(1)
        median, late = timed(lambda place: index.search(directory.needs[place:place + 1], TOP), min(count, 200))
        faiss.omp_set_num_threads(2)
        needs = np.tile(directory.needs, (max(1, 2000 // len(members)), 1))
        count = len(needs)
        start = time.perf_counter()
        index.search(needs, TOP)
        seconds = time.perf_counter() - start
    print(json.dumps({"single50": median, "single99": late, "pairsTwoThreads": count * len(groups) / seconds / 1e6}))


if __name__ == "__main__":
    main()
