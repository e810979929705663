"""The workload as columns, made once for all peers: python3 -m peers.columns FOLDER

Writes FOLDER/columns/*.npy: for each active group a code for each fact, its place and its text's vector; for each member a table
for each fact, the place and the need's vector. Every peer starts from these, as Kith starts from its snapshot.
"""

import hashlib
import json
import pathlib
import sys
from array import array

import numpy as np

from . import job

DIMENSIONS = 256
# Components are whole numbers of at most seven bits, so that sums of products are the same in floats, in whatever order.
SCALE = 400


class Vectors:
    """Vectors of hashed words: each word of four letters or more a random sign a dimension."""

    def __init__(self, path, count):
        self.rows = np.lib.format.open_memmap(path, mode="w+", dtype=np.int8, shape=(count, DIMENSIONS))
        self.place = {}
        self.signs = np.zeros((0, DIMENSIONS), np.int8)

    def put(self, row, text):
        words = sorted({word for word in text.lower().split() if len(word) > 3})
        places = [self.known(word) for word in words]
        total = self.signs[places].sum(axis=0, dtype=np.int32)
        self.rows[row] = np.rint(total * (SCALE / max(np.sqrt(np.dot(total, total)), 1))).clip(-127, 127)

    def known(self, word):
        if word not in self.place:
            bits = np.unpackbits(np.frombuffer(hashlib.blake2b(word.encode(), digest_size=DIMENSIONS // 8).digest(), np.uint8))
            self.place[word] = len(self.place)
            if len(self.place) > len(self.signs):
                self.signs = np.concatenate([self.signs, np.zeros((len(self.signs) + 1024, DIMENSIONS), np.int8)])
            self.signs[self.place[word]] = bits.astype(np.int8) * 2 - 1
        return self.place[word]


def lines(path):
    with open(path, encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


def point(place):
    """The place in space, in kilometres from the centre of the earth; nothing where it is unknown."""
    if not place or "latitude" not in place:
        return (np.nan,) * 3
    north, east = np.radians(place["latitude"]), np.radians(place["longitude"])
    return tuple(job.EARTH_RADIUS * part for part in (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))


def write_groups(source, out):
    """Writes the columns of the active groups; returns the distinct values of each fact."""
    count = sum(job.is_active(group) for group in lines(source))
    texts = Vectors(out / "vectors.npy", count)
    codes = {fact: array("H") for fact, _ in job.FACTS}
    known = {fact: {} for fact, _ in job.FACTS}
    values = {fact: [] for fact, _ in job.FACTS}
    standing, places, numbers = array("i"), array("f"), array("i")
    for number, group in enumerate(lines(source)):
        if not job.is_active(group):
            continue
        texts.put(len(numbers), f"{group['name']} {group.get('description', '')}")
        for fact, code in codes.items():
            origin = json.dumps(job.origin(group, fact))
            if origin not in known[fact]:
                known[fact][origin] = len(values[fact])
                values[fact].append(job.value(group, fact))
            code.append(known[fact][origin])
        standing.append(job.standing(group))
        places.extend(point(group.get("location")))
        numbers.append(number)
    for fact, code in codes.items():
        np.save(out / f"{fact}.npy", np.array(code, np.uint16))
    np.save(out / "standing.npy", np.array(standing, np.int32))
    np.save(out / "places.npy", np.array(places, np.float32).reshape(-1, 3).T.copy())
    np.save(out / "numbers.npy", np.array(numbers, np.int32))
    return values


def write_members(source, out, values):
    members = [job.with_free_time(member) for member in lines(source)]
    needs = Vectors(out / "needs.npy", len(members))
    for row, member in enumerate(members):
        needs.put(row, member.get("need") or " ".join(member.get("topics", [])))
    for fact, points in job.FACTS:
        table = [[points(member, value) for value in values[fact]] for member in members]
        np.save(out / f"{fact}-points.npy", np.array(table, np.int32))
    remote = [[job.is_remote(member, value) for value in values["formats"]] for member in members]
    np.save(out / "remote.npy", np.array(remote, np.uint8))
    np.save(out / "here.npy", np.array([point(member.get("location")) for member in members], np.float32))
    reach = [(member.get("distance") or {}).get("maximumKilometers", job.FARTHEST) for member in members]
    np.save(out / "reach.npy", np.array(reach, np.float32))


class Columns:
    """The columns of a folder, read into memory.

    `codes[fact]` and `points[fact]` belong together: what a row is worth to a member is `points[fact][member][codes[fact][row]]`.
    """

    def __init__(self, folder):
        def read(name):
            return np.load(pathlib.Path(folder) / "columns" / f"{name}.npy")

        self.facts = [fact for fact, _ in job.FACTS]
        self.codes = {fact: read(fact) for fact in self.facts}
        self.points = {fact: read(f"{fact}-points") for fact in self.facts}
        self.standing, self.places, self.vectors, self.numbers = map(read, ("standing", "places", "vectors", "numbers"))
        self.needs, self.remote, self.here, self.reach = map(read, ("needs", "remote", "here", "reach"))
        self.near = np.float32(job.NEAR) / self.reach
        # What a product of two vectors is worth: points are the whole part of factor · product.
        self.factor = np.float32(job.MEANING / SCALE**2)
        self.members = len(self.reach)
        # More than the text of any group can be worth to a member.
        needs = np.sqrt((self.needs.astype(np.int32)**2).sum(axis=1))
        self.most = (self.factor * needs * self.longest()).astype(np.int32) + 1

    def longest(self):
        """The length of the longest vector of a group."""
        parts = np.array_split(self.vectors, len(self.vectors) // 10_000 + 1)
        return np.sqrt(max(np.square(part, dtype=np.int32).sum(axis=1).max() for part in parts))


def main():
    folder = pathlib.Path(sys.argv[1])
    out = folder / "columns"
    out.mkdir(exist_ok=True)
    write_members(folder / "members.jsonl", out, write_groups(folder / "directory.jsonl", out))
    (out / "done").write_text("")


if __name__ == "__main__":
    main()
