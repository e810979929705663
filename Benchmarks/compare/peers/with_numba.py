"""numba: one compiled loop over the rows.

A row is left as soon as a fact fails. A row whose facts and nearness cannot reach the tenth score, were its text the need itself,
is left before the product of its vectors. Many members go through two threads.
"""

import time

import numba
import numpy as np

from . import job
from .columns import DIMENSIONS, Columns
from .timing import Engine

TOP = job.TOP
NEAR, NEAR_POINTS, PLACE_UNKNOWN = np.float32(job.NEAR), job.NEAR, job.PLACE_UNKNOWN


@numba.njit(cache=True, fastmath=True, nogil=True)
def product(one, other):
    total = np.int32(0)
    for part in range(DIMENSIONS):
        total += np.int32(one[part]) * np.int32(other[part])
    return total


@numba.njit(cache=True, nogil=True)
def distance(place, here, reach, near):
    """Points for the distance, or -1 beyond the member's reach."""
    if np.isnan(place[0]) or np.isnan(here[0]):
        return PLACE_UNKNOWN
    east, north, up = place[0] - here[0], place[1] - here[1], place[2] - here[2]
    away = np.sqrt(east * east + north * north + up * up)
    if away > reach:
        return -1
    return np.int32(NEAR - away * near)


@numba.njit(cache=True, nogil=True)
def put(scores, rows, score, row):
    """Inserts behind all that are as good: rows come in the order of their ids."""
    at = TOP - 1
    while at > 0 and scores[at - 1] < score:
        scores[at], rows[at] = scores[at - 1], rows[at - 1]
        at -= 1
    scores[at], rows[at] = score, row


@numba.njit(cache=True, nogil=True)
def search(codes, starts, standing, places, vectors, points, remote, here, reach, near, need, factor, most, rows):
    scores = np.full(TOP, -1, np.int32)
    rows[:] = -1
    facts = len(starts)
    for row in range(len(standing)):
        worth = points[codes[row, 0]]
        if worth < 0:
            continue
        total = standing[row] + worth
        worth = NEAR_POINTS if remote[codes[row, 0]] else distance(places[row], here, reach, near)
        if worth < 0:
            continue
        total += worth
        for fact in range(1, facts):
            worth = points[starts[fact] + codes[row, fact]]
            if worth < 0:
                break
            total += worth
        if worth < 0:
            continue
        if total + most <= scores[TOP - 1]:
            continue
        alike = product(vectors[row], need)
        if alike > 0:
            total += np.int32(np.float32(alike) * factor)
        if total > scores[TOP - 1]:
            put(scores, rows, total, row)


@numba.njit(cache=True, parallel=True)
def search_all(members, codes, starts, standing, places, vectors, points, remote, here, reach, near, need, factor, most, found):
    for place in numba.prange(len(members)):
        member = members[place]
        search(codes, starts, standing, places, vectors, points[member], remote[member], here[member], reach[member],
               near[member], need[member], factor, most[member], found[place])


class Numba(Engine):
    name = "numba, two threads"
    # The ways of meeting come first, because the distance depends on them, then those that exclude most.
    ORDER = ["formats", "languages", "audiences", "sessions", "communities", "ages", "cost", "accommodations", "participation",
             "size", "topics"]

    def __init__(self, folder):
        begin = time.perf_counter()
        columns = self.columns = Columns(folder)
        self.members = columns.members
        widths = [columns.points[fact].shape[1] for fact in self.ORDER]
        self.rows = (np.stack([columns.codes[fact] for fact in self.ORDER], axis=1), np.cumsum([0] + widths[:-1]),
                     columns.standing, np.ascontiguousarray(columns.places.T), columns.vectors)
        self.wishes = (np.concatenate([columns.points[fact] for fact in self.ORDER], axis=1), columns.remote, columns.here,
                       columns.reach, columns.near, columns.needs)
        self.factor, self.most = columns.factor, columns.most
        self.best(0)
        self.start = time.perf_counter() - begin

    def best(self, member):
        rows = np.empty(TOP, np.int32)
        search(*self.rows, *(wish[member] for wish in self.wishes), self.factor, self.most[member], rows)
        return self.columns.numbers[rows[rows >= 0]]

    def batch(self, members):
        members = np.asarray(members)
        search_all(members, *self.rows, *self.wishes, self.factor, self.most, np.empty((len(members), TOP), np.int32))


def engines(folder):
    numba.set_num_threads(2)
    # Compiled, or read from the cache, before the clock starts.
    Numba(folder)
    yield Numba(folder)
