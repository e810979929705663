#!/usr/bin/env python3
"""Holds kith_spark.py to what `kith batch` answers on one machine: through spark-submit, on two local cores.

KITH names the binary; without it, it is the one of `make build`. The demo directory is imported, and its members are
repeated under new ids.
"""

import collections
import csv
import decimal
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest

import pyspark
from pyspark.sql import Row, SparkSession

import kith_spark

SPARK = pathlib.Path(__file__).resolve().parent
ROOT = SPARK.parent.parent
DATA = ROOT / "data"
KITH = pathlib.Path(os.environ.get("KITH") or ROOT / ".build/release/kith").resolve()
SUBMIT = pathlib.Path(pyspark.__file__).parent / "bin/spark-submit"
AT = "2026-12-01"
REPEATS = 100

BROKEN = [
    {"id": "broken-age", "age": "thirty"},
    {"id": "broken-role", "role": "astronaut"},
    {"id": "broken-place", "near": "nowhere that is on a map"},
]


def demo_members():
    """The demo's members, each many times, with ids of their own."""
    with open(DATA / "demo/members.jsonl", encoding="utf-8") as file:
        known = [json.loads(line) for line in file if line.strip()]
    return [{**member, "id": f"{member['id']}-{turn}"} for turn in range(REPEATS) for member in known]


def cells(member):
    """A member as a row of a table: the columns and cells that data/README.md and `kith batch --help` describe."""
    row = {}
    for name, value in member.items():
        if name in ("availability", "importance"):
            row[name] = json.dumps(value)
        elif isinstance(value, dict):
            row.update({f"{name}.{field}": cell(inner) for field, inner in value.items()})
        else:
            row[name] = cell(value)
    return row


def cell(value):
    """One value as a cell."""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class ClusterTests(unittest.TestCase):
    """Jobs as spark-submit runs them."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="kith-spark-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        shutil.copy(KITH, cls.folder / "kith")
        with tarfile.open(cls.folder / "data.tar.gz", "w:gz") as archive:
            archive.add(DATA, arcname=".")
        cls.kith("import", DATA / "demo/directory.jsonl", "--source", "demo", "--directory", "demo.sqlite")
        cls.kith("snapshot", "build", "--directory", "demo.sqlite", "--output", "demo.kith")
        cls.members = demo_members()
        cls.spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
        cls.addClassCleanup(cls.spark.stop)

    @classmethod
    def kith(cls, *arguments):
        """Runs the binary on this machine and returns what it prints."""
        run = subprocess.run(
            [cls.folder / "kith", *arguments], cwd=cls.folder, env={**os.environ, "KITH_DATA": str(DATA)},
            capture_output=True, text=True, encoding="utf-8")
        if run.returncode != 0:
            raise AssertionError(run.stderr)
        return run.stdout

    def one_machine(self, members, *options):
        """What `kith batch` answers, sorted by member."""
        text = self.kith(
            "batch", "--snapshot", "demo.kith", "--members", members, "--output", "-", "--at", AT, *options)
        return sorted((json.loads(line) for line in text.splitlines()), key=lambda line: line["member"])

    def submit(self, members, *options, binary="kith", partition_bytes=256 << 10):
        """Runs a job; returns the finished process and where its lists are."""
        output = self.folder / (members.replace(".", "-") + "-lists.parquet")
        command = [
            SUBMIT, "--master", "local[2]", "--conf", "spark.ui.enabled=false",
            "--files", f"{self.folder / binary},{self.folder / 'demo.kith'}",
            "--archives", f"{self.folder / 'data.tar.gz'}#data", SPARK / "kith_spark.py",
            "--members", self.folder / members, "--output", output, "--overwrite", "--at", AT, "--binary", binary,
            "--snapshot", "demo.kith", "--partition-bytes", partition_bytes, *options]
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
        environment.pop("KITH_DATA", None)
        run = subprocess.run(
            [str(word) for word in command], cwd=self.folder, env=environment, capture_output=True, text=True)
        for need in {member["need"] for member in self.members if "need" in member}:
            self.assertNotIn(need, run.stderr + run.stdout, "a member's words in the log")
        return run, output

    def cluster(self, members, *options):
        """What a job answers, as lines of `kith batch`, sorted by member."""
        run, output = self.submit(members, *options)
        self.assertEqual(run.returncode, 0, run.stderr[-4000:])
        rows = self.spark.read.parquet(str(output))
        self.assertEqual(rows.schema.simpleString(), kith_spark.RESULT.simpleString())
        lines = (row.asDict(recursive=True) for row in rows.collect())
        stated = [{name: value for name, value in line.items() if value is not None} for line in lines]
        return sorted(stated, key=lambda line: line["member"])

    def write_json(self, name, members):
        """Writes members as JSON Lines."""
        lines = [json.dumps(member, ensure_ascii=False) + "\n" for member in members]
        (self.folder / name).write_text("".join(lines), encoding="utf-8")

    def errors(self, lines):
        """The members that have an error in place of a list."""
        for line in lines:
            self.assertEqual("error" in line, "matches" not in line)
        return [line["member"] for line in lines if "error" in line]

    def test_json_lines(self):
        self.write_json("members.jsonl", self.members[:1000] + BROKEN + self.members[1000:])
        expected = self.one_machine("members.jsonl")
        self.assertEqual(len(expected), len(self.members) + len(BROKEN))
        answer = self.cluster("members.jsonl")
        self.assertEqual(answer, expected)
        self.assertEqual(self.errors(answer), ["broken-age", "broken-place", "broken-role"])
        self.assertGreater(len(list((self.folder / "members-jsonl-lists.parquet").glob("part-*"))), 2)

    def test_csv(self):
        rows = [cells(member) for member in self.members + BROKEN]
        rows[7]["need"] = 'She said "you are not alone", and \\ then: go; try, once'
        columns = list(dict.fromkeys(name for row in rows for name in row))
        with open(self.folder / "members.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, columns, lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
            file.write("too-short,a need\n")
            file.write("too-long" + "," * (len(columns) + 1) + "\n")
        expected = self.one_machine("members.csv")
        answer = self.cluster("members.csv", "--format", "csv")
        # A member without a record has no id but its line's number, which a partition counts from its own start.
        self.assertEqual(len(answer), len(expected))
        self.assertEqual([line for line in answer if not line["member"].startswith("line ")],
                         [line for line in expected if not line["member"].startswith("line ")])
        self.assertEqual(sorted(line["error"] for line in answer if line["member"].startswith("line ")),
                         sorted(line["error"] for line in expected if line["member"].startswith("line ")))
        self.assertEqual(len(self.errors(answer)), len(BROKEN) + 2)

    def test_csv_with_line_ends_in_cells(self):
        rows = [{"id": f"m-{turn}", "need": f"I cannot sleep.\nPanic, \"again\", {turn}", "topics": "panic;grief"}
                for turn in range(20)]
        with open(self.folder / "lines.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
        expected = self.one_machine("lines.csv", "--top", "3")
        self.assertEqual(len(expected), len(rows))
        self.assertEqual(self.cluster("lines.csv", "--format", "csv", "--multiline", "--top", "3"), expected)

    def test_parquet(self):
        broken = [member for member in BROKEN if "age" not in member]
        self.write_json("typed.jsonl", self.members + broken)
        rows = self.spark.read.json(str(self.folder / "typed.jsonl"))
        self.assertIn("struct", dict(rows.dtypes)["distance"])
        rows.repartition(5).write.parquet(str(self.folder / "typed.parquet"))
        expected = self.one_machine("typed.jsonl", "--weights", "newcomer")
        answer = self.cluster("typed.parquet", "--format", "parquet", "--weights", "newcomer")
        self.assertEqual(answer, expected)
        self.assertEqual(self.errors(answer), ["broken-place", "broken-role"])

    def test_a_line_that_is_no_record_where_a_partition_begins(self):
        (self.folder / "garbled.jsonl").write_text('"id":"x"}\n\n{"id":"m-1","topics":["grief"]}\n', encoding="utf-8")
        answer = self.cluster("garbled.jsonl")
        self.assertEqual([line["member"] for line in answer], ["line 1", "m-1"])
        self.assertEqual(self.errors(answer), ["line 1"])

    def test_a_binary_that_fails_fails_the_job(self):
        self.write_json("few.jsonl", self.members[:50])
        failing = self.folder / "failing"
        failing.write_text("#!/bin/sh\nread line\necho 'kith: the disk is full of feathers' >&2\nexit 74\n")
        failing.chmod(0o755)
        run, output = self.submit("few.jsonl", binary="failing")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("kith batch ended with 74: kith: the disk is full of feathers", run.stderr)
        self.assertFalse((output / "_SUCCESS").exists())

    def test_wrong_usage_of_the_binary_fails_the_job(self):
        self.write_json("one.jsonl", self.members[:1])
        run, _ = self.submit("one.jsonl", "--weights", "no-such-weights")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("kith batch ended with 64", run.stderr)


class RecordTests(unittest.TestCase):
    """Rows as records, without a cluster."""

    def test_what_says_nothing_is_left_out(self):
        row = Row(id=7, need=None, age=float("nan"), cost=Row(maximum=decimal.Decimal("12.5"), currency=None),
                  location=Row(latitude=None, longitude=None), topics=["grief", None], importance={"distance": 2.0})
        self.assertEqual(
            kith_spark.record(row),
            {"id": "7", "cost": {"maximum": 12.5}, "topics": ["grief"], "importance": {"distance": 2.0}})

    def test_dots_in_a_column_are_nested_fields(self):
        row = Row(**{
            "id": "m", "distance.maximumKilometers": 5, "distance.comfortableKilometers": None, "cost.maximum": 0})
        self.assertEqual(
            kith_spark.record(row), {"id": "m", "distance": {"maximumKilometers": 5}, "cost": {"maximum": 0}})

    def test_line_ends_stay_inside_a_record(self):
        lines = list(kith_spark.json_lines([Row(id="m", need="one\ntwo\u2028three")]))
        self.assertEqual([line.count("\n") for line in lines], [1])
        self.assertEqual(json.loads(lines[0])["need"], "one\ntwo\u2028three")


class PipeTests(unittest.TestCase):
    """The pipe, with other programs at its end."""

    def test_members_go_in_while_lists_come_out(self):
        # Far more than two pipes hold: it comes through only where neither side waits for the other's end.
        taken = collections.deque()
        lines = (taken.append(turn) or "x" * 1000 + f"{turn}\n" for turn in range(20_000))
        lists = kith_spark.Batch(["cat"], ".", dict(os.environ)).lists(lines)
        first = next(lists)
        self.assertTrue(first.endswith(b"0\n"))
        self.assertLess(len(taken), 20_000)
        self.assertEqual(sum(1 for _ in lists), 19_999)

    def test_members_that_cannot_be_read_fail_the_task(self):
        def lines():
            yield "one\n"
            raise ValueError("the source broke")

        with self.assertRaisesRegex(ValueError, "the source broke"):
            list(kith_spark.Batch(["cat"], ".", dict(os.environ)).lists(lines()))


if __name__ == "__main__":
    unittest.main()
