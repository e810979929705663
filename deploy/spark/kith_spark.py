#!/usr/bin/env python3
"""Matches a member list to a directory on Apache Spark: every partition of the members goes through `kith batch`.

The binary, the snapshot and the data folder are shipped by spark-submit; each task starts the binary, writes its
members to its standard input and reads their lists from its standard output. No member's record is cached, shuffled,
logged or written: what is kept is the id and the list, or what was wrong. See README.md beside this file.
"""

import argparse
import collections
import csv
import datetime
import decimal
import io
import itertools
import json
import math
import os
import subprocess
import sys
import threading

from pyspark import SparkFiles
from pyspark.sql import Row, SparkSession
from pyspark.sql import types

RESULT = types.StructType([
    types.StructField("member", types.StringType(), nullable=False),
    types.StructField("error", types.StringType()),
    types.StructField("eligible", types.LongType()),
    types.StructField("matches", types.ArrayType(types.StructType([
        types.StructField("rank", types.IntegerType(), nullable=False),
        types.StructField("group", types.StringType(), nullable=False),
        types.StructField("score", types.DoubleType(), nullable=False),
    ]), containsNull=False)),
])
"""A row a member: an error, or how many groups are eligible and the list of the best."""

MALFORMED = "_malformed_record"
"""The column that holds a CSV record whose number of fields is not the header's."""

LAST_LINES = 20
"""How many of the binary's last lines of standard error a failed task shows."""


# Members, as text for the binary


def settled(value):
    """A Spark value as JSON takes it; `None` where it says nothing: nulls, not-a-numbers, structs of nothing else."""
    if isinstance(value, Row):
        value = value.asDict()
    if isinstance(value, dict):
        fields = {name: settled(field) for name, field in value.items()}
        return {name: field for name, field in fields.items() if field is not None} or None
    if isinstance(value, (list, tuple)):
        return [item for item in map(settled, value) if item is not None]
    if isinstance(value, decimal.Decimal):
        value = float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def record(row):
    """A row as a member's native record: structs as they are, a column with dots in its name as the field it names."""
    member = {}
    for column, value in row.asDict().items():
        value = settled(value)
        if value is None:
            continue
        *path, name = column.split(".")
        fields = member
        for step in path:
            fields = fields.setdefault(step, {})
        fields[name] = value
    if "id" in member:
        member["id"] = str(member["id"])
    return member


def json_lines(rows):
    """Rows with types, one native record a line."""
    return (json.dumps(record(row), ensure_ascii=False) + "\n" for row in rows)


def text_lines(rows):
    """Rows of a text file whose lines are native records already; blank ones say nothing of anybody.

    The binary tells by its first line whether it reads records or a table. A broken record that happens to be the first
    of a partition is made one that begins as a record and is as broken.
    """
    lines = (row.value + "\n" for row in rows if row.value.strip())
    for first in lines:
        yield first if first.lstrip().startswith("{") else "{{" + first
        break
    yield from lines


def csv_lines(rows, columns):
    """Rows of a table as a table again, header first: the binary knows which columns are lists, numbers and flags.

    A record with too few or too many fields goes on as it came, so that the binary names what is wrong.
    """
    yield csv_line(columns)
    for row in rows:
        malformed = row[MALFORMED]
        yield malformed.rstrip("\r\n") + "\n" if malformed else csv_line(row[column] for column in columns)


def csv_line(cells):
    """One record of a table, ended by a line feed; nulls are empty cells."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow("" if cell is None else cell for cell in cells)
    return text.getvalue()


def members(spark, options):
    """The members, an RDD of rows, and the function that makes a partition of them lines for the binary."""
    reader = spark.read
    if options.format == "json":
        return reader.text(options.members, lineSep="\n").rdd, text_lines
    if options.format != "csv":
        return reader.format(options.format).load(options.members).rdd, json_lines
    # Quotes within quotes are doubled, as RFC 4180 has it; Spark would have a backslash.
    dialect = {"header": True, "quote": '"', "escape": '"', "multiLine": options.multiline}
    columns = reader.csv(options.members, **dialect).columns
    fields = [types.StructField(name, types.StringType()) for name in [*columns, MALFORMED]]
    table = reader.csv(
        options.members, schema=types.StructType(fields), columnNameOfCorruptRecord=MALFORMED,
        enforceSchema=False, **dialect)
    return table.rdd, lambda rows: csv_lines(rows, columns)


# The binary


class Batch:
    """One run of `kith batch`: members go in while lists come out, so that neither side's memory grows."""

    def __init__(self, command, folder, environment):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
        self.last_lines = collections.deque(maxlen=LAST_LINES)
        self.failure = None

    def lists(self, lines):
        """The binary's lines for the members given as lines.

        Raises RuntimeError where the binary ends with another code than 0, and what reading the members raised.
        """
        feeding = self.start(self.feed, lines)
        listening = self.start(self.listen)
        try:
            yield from self.process.stdout
            code = self.process.wait()
            listening.join()
            if self.failure is None and code != 0:
                raise RuntimeError(f"kith batch ended with {code}: {' '.join(self.last_lines) or 'it said nothing'}")
            feeding.join()
            if self.failure is not None:
                raise self.failure
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()

    @staticmethod
    def start(work, *arguments):
        """A thread that ends with the worker where nobody waits for it."""
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread

    def feed(self, lines):
        """Writes the members; a binary that has ended says itself why it took no more."""
        try:
            with self.process.stdin as pipe:
                for line in lines:
                    pipe.write(line.encode())
        except BrokenPipeError:
            pass
        except Exception as failure:  # It is raised again by the thread that reads.
            self.failure = failure
            self.process.kill()

    def listen(self):
        """Hands the binary's messages on to the executor's log."""
        with self.process.stderr as messages:
            for message in messages:
                line = message.decode(errors="replace")
                self.last_lines.append(line.strip())
                print(line, end="", file=sys.stderr, flush=True)


def command(options, threads):
    """How the binary is started in the folder of the shipped files."""
    return [
        os.path.join(".", options.binary), "batch", "--snapshot", options.snapshot, "--members", "-", "--output", "-",
        "--at", options.at, "--top", str(options.top), "--weights", options.weights, "--threads", str(threads),
    ]


def result(line):
    """A line of the binary as a row of the result."""
    fields = json.loads(line)
    if "error" in fields:
        return fields["member"], fields["error"], None, None
    matches = [(match["rank"], match["group"], match["score"]) for match in fields["matches"]]
    return fields["member"], None, fields["eligible"], matches


def matcher(options, threads, as_lines):
    """The function that matches a partition: rows in, rows of the result out."""

    def match(rows):
        first = next(rows, None)
        if first is None:
            return
        folder = SparkFiles.getRootDirectory()
        environment = {**os.environ, "KITH_DATA": os.path.join(os.path.abspath(folder), options.data)}
        batch = Batch(command(options, threads), folder, environment)
        yield from map(result, batch.lists(as_lines(itertools.chain([first], rows))))

    return match


# The command


def arguments():
    """What the command is asked for."""
    parser = argparse.ArgumentParser(
        prog="kith_spark.py", description="Match a member list to a directory on Apache Spark.",
        epilog="Ship the binary and the snapshot with spark-submit --files, the data folder with --archives; the names "
        "below are those they have once shipped.")
    parser.add_argument("--members", required=True, metavar="PATH", help="the members, anywhere Spark reads from")
    parser.add_argument(
        "--format", default="json", metavar="NAME",
        help="json (a native record a line), csv (a table with a header), parquet or another source that Spark knows "
        "by name; default: json")
    parser.add_argument("--output", required=True, metavar="PATH", help="where the lists go, as Parquet")
    parser.add_argument("--overwrite", action="store_true", help="replace what is there; without it that is an error")
    parser.add_argument(
        "--at", required=True, metavar="MOMENT",
        help="the moment asked about, as 2026-12-01 or 2026-12-01T18:00, by each member's clock; stated, so that all "
        "tasks and all attempts answer for the same one")
    parser.add_argument(
        "--top", type=int, default=10, metavar="N", help="how many groups a list holds at most; default: 10")
    parser.add_argument(
        "--weights", default="default", metavar="NAME", help="a preset, or the name of a shipped file of weights")
    parser.add_argument(
        "--multiline", action="store_true",
        help="cells of the CSV may hold line ends; such a file is one partition, however long it is")
    parser.add_argument(
        "--partition-bytes", type=int, default=32 << 20, metavar="N",
        help="how much of the members a task reads at most; default: 33554432")
    parser.add_argument("--binary", default="kith", metavar="NAME", help="the shipped binary; default: kith")
    parser.add_argument(
        "--snapshot", default="kith.kith", metavar="NAME", help="the shipped snapshot; default: kith.kith")
    parser.add_argument(
        "--data", default="data", metavar="NAME",
        help="the folder of the shipped data, as after the # of --archives; default: data")
    return parser.parse_args()


def main():
    """Reads, matches and writes."""
    options = arguments()
    spark = SparkSession.builder.appName("kith").getOrCreate()
    spark.conf.set("spark.sql.files.maxPartitionBytes", options.partition_bytes)
    threads = int(spark.sparkContext.getConf().get("spark.task.cpus", "1"))
    rows, as_lines = members(spark, options)
    lists = rows.mapPartitions(matcher(options, threads, as_lines))
    mode = "overwrite" if options.overwrite else "error"
    spark.createDataFrame(lists, RESULT).write.mode(mode).parquet(options.output)
    spark.stop()


if __name__ == "__main__":
    main()
