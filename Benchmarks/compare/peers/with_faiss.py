"""Faiss: the products of the texts alone, no filter and no other feature, in floats and in eight bits."""

import time

import faiss
import numpy as np

from . import job
from .columns import DIMENSIONS, Columns
from .timing import Engine


class Faiss(Engine):
    does = "the product alone"

    def __init__(self, folder, name, index):
        begin = time.perf_counter()
        columns = Columns(folder)
        self.name, self.index, self.members = name, index, columns.members
        self.numbers, self.needs = columns.numbers, columns.needs.astype(np.float32)
        for rows in np.array_split(columns.vectors, max(1, len(columns.vectors) // 100_000)):
            index.add(rows.astype(np.float32))
        self.best(0)
        self.start = time.perf_counter() - begin

    def best(self, member):
        return self.numbers[self.index.search(self.needs[member:member + 1], job.TOP)[1][0]]

    def batch(self, members):
        self.index.search(self.needs[list(members)], job.TOP)


def engines(folder):
    faiss.omp_set_num_threads(2)
    yield Faiss(folder, "Faiss FlatIP", faiss.IndexFlatIP(DIMENSIONS))
    eight_bits = faiss.ScalarQuantizer.QT_8bit_direct_signed  # The vectors are whole numbers of that size already.
    yield Faiss(folder, "Faiss 8-bit", faiss.IndexScalarQuantizer(DIMENSIONS, eight_bits, faiss.METRIC_INNER_PRODUCT))
