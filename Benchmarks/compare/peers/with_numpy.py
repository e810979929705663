"""numpy, written for speed.

Every value of a filtered fact has a bitmap of its rows, so that a filter is a few bitmaps joined and filters are ANDed a word at
a time. Places are put into cells, so that a table says which rows may be near enough. What is left is added up from the member's
tables, several facts to a table, and only rows that can still reach the tenth score are multiplied. Many members go through two
processes.
"""

import multiprocessing
import time

import numpy as np

from . import job
from .columns import Columns
from .timing import Engine

# Facts that exclude many rows for few values; sessions have many values and are looked up on the survivors.
BY_BITMAP = ["formats", "languages", "audiences", "communities", "ages", "cost", "accommodations"]
CELL = 50.0  # Kilometres.
# Facts looked up together are those whose values have fewer combinations than this.
TOGETHER = 10_000
LOW = np.int64(0xFFFF_FFFF)


class Bitmaps:
    """For each value of a fact, which rows have it."""

    def __init__(self, codes, values):
        self.rows = np.stack([np.packbits(codes == value) for value in range(values)])

    def passing(self, points):
        """The rows whose value does not fail, or nothing where no value does."""
        fails = np.flatnonzero(points < 0)
        if not len(fails):
            return None
        if 2 * len(fails) <= len(points):
            return ~np.bitwise_or.reduce(self.rows[fails], axis=0)
        return np.bitwise_or.reduce(self.rows[np.flatnonzero(points >= 0)], axis=0)


class Joint:
    """Several facts as one, so that a row costs one look-up in place of several."""

    def __init__(self, columns, facts):
        self.facts = facts
        self.codes = np.zeros(len(columns.standing), np.uint16)
        for fact in facts:
            self.codes = self.codes * np.uint16(columns.points[fact].shape[1]) + columns.codes[fact]

    def table(self, columns, member):
        table = np.zeros(1, np.int32)
        for fact in self.facts:
            table = np.add.outer(table, columns.points[fact][member]).reshape(-1)
        return table

    @staticmethod
    def of(columns, facts):
        sets = []
        for fact in sorted(facts, key=lambda fact: -columns.points[fact].shape[1]):
            values = columns.points[fact].shape[1]
            home = next((one for one in sets if one[0] * values <= TOGETHER), None)
            if home:
                home[0] *= values
                home[1].append(fact)
            else:
                sets.append([values, [fact]])
        return [Joint(columns, facts) for _, facts in sets]


class Numpy(Engine):
    name = "numpy, two processes"

    def __init__(self, folder):
        begin = time.perf_counter()
        self.columns = columns = Columns(folder)
        self.members, self.count = columns.members, len(columns.standing)
        self.vectors = columns.vectors.astype(np.float32)
        self.needs = columns.needs.astype(np.float32)
        self.bitmaps = {fact: Bitmaps(columns.codes[fact], columns.points[fact].shape[1]) for fact in BY_BITMAP}
        self.joint = Joint.of(columns, [fact for fact in columns.facts if fact != "sessions"])
        self.known = np.packbits(~np.isnan(columns.places[0]))
        self.cells, self.cell = np.unique(np.rint(np.nan_to_num(columns.places) / CELL), axis=1, return_inverse=True)
        self.cell = self.cell.reshape(-1).astype(np.uint16 if self.cells.shape[1] < 65536 else np.int32)
        self.best(0)
        self.start = time.perf_counter() - begin

    def eligible(self, member):
        """The rows that no filter excludes, and what their nearness is worth."""
        columns = self.columns
        bits = None
        for fact, bitmaps in self.bitmaps.items():
            passing = bitmaps.passing(columns.points[fact][member])
            if passing is not None:
                bits = passing if bits is None else bits & passing
        if bits is None:
            bits = np.full(-(-self.count // 8), 255, np.uint8)
        here = columns.here[member]
        if not np.isnan(here[0]):
            bits = bits & self.reachable(member, here)
        rows = np.flatnonzero(np.unpackbits(bits, count=self.count).view(bool))
        worth = columns.points["sessions"][member].take(columns.codes["sessions"].take(rows))
        passes = np.flatnonzero(worth >= 0)
        rows, worth = rows.take(passes), worth.take(passes)
        near, kept = self.nearness(member, rows, here)
        return (rows, worth + near) if kept is None else (rows.take(kept), (worth + near).take(kept))

    def nearness(self, member, rows, here):
        """What the nearness of rows is worth, and which are within reach, or nothing where all are."""
        columns = self.columns
        near = np.full(len(rows), job.NEAR, np.int32)
        travels = np.flatnonzero(columns.remote[member].take(columns.codes["formats"].take(rows)) == 0)
        if not len(travels):
            return near, None
        places = rows.take(travels)
        x, y, z = (columns.places[axis].take(places) - here[axis] for axis in range(3))
        away = np.sqrt(x * x + y * y + z * z)
        points = (np.float32(job.NEAR) - np.nan_to_num(away) * columns.near[member]).astype(np.int32)
        near[travels] = np.where(np.isnan(away), job.PLACE_UNKNOWN, points)
        beyond = travels.take(np.flatnonzero(away > columns.reach[member]))
        if not len(beyond):
            return near, None
        within = np.ones(len(rows), bool)
        within[beyond] = False
        return near, np.flatnonzero(within)

    def reachable(self, member, here):
        """Attended from home, or in a cell that the member may reach, or somewhere unknown."""
        remote = np.flatnonzero(self.columns.remote[member])
        away = np.sqrt(((self.cells * CELL - here[:, None])**2).sum(axis=0))
        near = away <= self.columns.reach[member] + CELL
        bits = np.packbits(near.take(self.cell)) | ~self.known
        return bits | np.bitwise_or.reduce(self.bitmaps["formats"].rows[remote], axis=0) if len(remote) else bits

    def candidates(self, member):
        """The rows that can be among the best, with all their points but those for meaning."""
        columns = self.columns
        rows, worth = self.eligible(member)
        worth = worth + columns.standing.take(rows)
        for joint in self.joint:
            worth += joint.table(columns, member).take(joint.codes.take(rows))
        if len(rows) > job.TOP:
            tenth = np.partition(worth, len(worth) - job.TOP)[len(worth) - job.TOP]
            kept = np.flatnonzero(worth + columns.most[member] >= tenth)
            rows, worth = rows.take(kept), worth.take(kept)
        return rows, worth

    def ordered(self, rows, worth, products):
        score = worth + (np.maximum(products, 0) * self.columns.factor).astype(np.int32)
        keys = score.astype(np.int64) << 32 | (LOW - rows)
        if len(keys) > job.TOP:
            keys = np.partition(keys, len(keys) - job.TOP)[-job.TOP:]
        return self.columns.numbers[LOW - (np.sort(keys)[::-1] & LOW)]

    def best(self, member):
        rows, worth = self.candidates(member)
        return self.ordered(rows, worth, self.vectors.take(rows, axis=0) @ self.needs[member])

    def batch(self, members):
        members = list(members)
        workers = [multiprocessing.get_context("fork").Process(target=self.answer, args=(members[part::2],)) for part in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def answer(self, members):
        for member in members:
            self.best(member)


def engines(folder):
    yield Numpy(folder)
