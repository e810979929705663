"""DuckDB: a table of groups and one statement for a member.

Filters are lists of the codes that pass, what a fact is worth is looked up in the member's list. A statement is prepared by its
text, as a client would send it; two cursors share the cores for many members.
"""

import threading
import time

import duckdb
import numpy as np
import pyarrow

from . import job
from .columns import DIMENSIONS, Columns
from .timing import Engine

# Points for all but the text first, then the products of those that can still reach the tenth: half as long as the products of
# all that no filter excludes. Distance and meaning are in floats, step by step as everywhere.
STATEMENT = """
WITH eligible AS MATERIALIZED (
  SELECT row, number, standing + {worth}
    + CASE WHEN formats IN ({remote}) THEN {near_points}
           WHEN away IS NULL THEN {unknown}
           ELSE trunc({near_points}::FLOAT - away * {near}::FLOAT)::INTEGER END AS points
  FROM (
    SELECT rowid AS row, *, sqrt((x - {x}::FLOAT) * (x - {x}::FLOAT) + (y - {y}::FLOAT) * (y - {y}::FLOAT)
      + (z - {z}::FLOAT) * (z - {z}::FLOAT))::FLOAT AS away
    FROM groups WHERE {passes})
  WHERE formats IN ({remote}) OR away IS NULL OR away <= {reach}::FLOAT)
SELECT eligible.number
FROM eligible JOIN groups ON groups.rowid = eligible.row
WHERE points + {most} >= (SELECT min(points) FROM (SELECT points FROM eligible ORDER BY points DESC LIMIT {top}))
ORDER BY
  points + trunc(greatest(array_inner_product(vector, $need::FLOAT[{dimensions}]), 0::FLOAT) * {factor}::FLOAT)::INTEGER DESC,
  eligible.number
LIMIT {top}
"""


def listed(codes):
    return ", ".join(str(code) for code in codes) or "-1"


class DuckDB(Engine):
    name = "DuckDB, two cursors"

    def __init__(self, folder):
        begin = time.perf_counter()
        columns = self.columns = Columns(folder)
        self.members = columns.members
        self.database = duckdb.connect(config={"threads": 2})
        groups = self.table(columns)
        self.database.execute(f"CREATE TABLE groups AS SELECT * REPLACE (vector::FLOAT[{DIMENSIONS}] AS vector) FROM groups")
        del groups
        self.statements = {}
        self.best(0)
        self.start = time.perf_counter() - begin

    @staticmethod
    def table(columns):
        place = {axis: pyarrow.array(row, from_pandas=True) for axis, row in zip("xyz", columns.places)}
        components = pyarrow.array(columns.vectors.astype(np.float32).reshape(-1))
        vectors = pyarrow.FixedSizeListArray.from_arrays(components, DIMENSIONS)
        return pyarrow.table({"number": columns.numbers, "standing": columns.standing, **columns.codes, **place, "vector": vectors})

    def statement(self, member):
        columns = self.columns
        points = {fact: columns.points[fact][member] for fact in columns.facts}
        passes = [f"{fact} IN ({listed(np.flatnonzero(worth >= 0))})" for fact, worth in points.items() if (worth < 0).any()]
        x, y, z = ("NULL" if np.isnan(part) else repr(float(part)) for part in columns.here[member])
        most = columns.most[member]
        return STATEMENT.format(
            worth=" + ".join(f"$p_{fact}[{fact} + 1]" for fact in points), passes=" AND ".join(passes) or "true",
            remote=listed(np.flatnonzero(columns.remote[member])), near_points=job.NEAR, unknown=job.PLACE_UNKNOWN,
            near=repr(float(columns.near[member])), factor=repr(float(columns.factor)), reach=repr(float(columns.reach[member])),
            x=x, y=y, z=z, dimensions=DIMENSIONS, top=job.TOP, most=most
        ), {"need": columns.needs[member].tolist(), **{f"p_{fact}": worth.tolist() for fact, worth in points.items()}}

    def compiled(self, member):
        if member not in self.statements:
            self.statements[member] = self.statement(member)
        return self.statements[member]

    def best(self, member):
        return [row[0] for row in self.database.execute(*self.compiled(member)).fetchall()]

    def batch(self, members):
        # A query of a few row groups runs on one thread: two cursors use two cores.
        members = list(members)
        workers = [threading.Thread(target=self.answer, args=(self.database.cursor(), members[part::2])) for part in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def answer(self, cursor, members):
        for member in members:
            cursor.execute(*self.compiled(member)).fetchall()


def engines(folder):
    yield DuckDB(folder)
