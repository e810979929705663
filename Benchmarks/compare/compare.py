"""Kith beside what one would use without it, one after the other, on the same groups and members.

    pip install -r Benchmarks/compare/requirements.txt
    swift build -c release --package-path Benchmarks && swift build -c release --product kith
    python3 Benchmarks/compare/compare.py [--sizes 10000 100000 …] [--members 2000] [--peers numpy faiss …] [--work FOLDER]
    python3 Benchmarks/compare/compare.py --check                       how many lists of the exact peers are the same
    python3 Benchmarks/compare/compare.py --growth 10000 100000 …       Kith alone over the sizes, drawn as growth.svg

Prints one table for each size. What a peer lacks is said, and it is left out. Workloads and figures stay in the work folder.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from chart import Line, chart
from memory import Peak
from peers import PEERS

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KITH = ROOT / ".build" / "release" / "kith"
SPEED = ROOT / "Benchmarks" / ".build" / "release" / "matching-speed"
MOMENT = "2026-12-01"
CHECKED = 200
SINGLE = 200
# Kith as it is, then in the instruction sets of older machines; those that a machine lacks are left out.
KERNELS = {"avx512": "Kith", "avx2": "Kith without AVX-512", "scalar": "Kith without AVX"}


def run(*command, watched=None, **environment):
    """What a program printed, its seconds and the most memory of its own, looked at every so many seconds."""
    environment = {**os.environ, "KITH_DATA": str(ROOT / "data"), "PYTHONPATH": str(HERE), **environment}
    start = time.perf_counter()
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=environment) as process:
        peak = Peak(process.pid, watched)
        if watched:
            peak.start()
        out, error = process.communicate()
        seconds = time.perf_counter() - start
        peak.ended.set()
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {error.strip()}")
    return out, seconds, peak.megabytes


class Workload:
    """The records of one size, and all that is made of them once."""

    def __init__(self, work, groups, members):
        self.groups, self.members = groups, members
        self.folder = work / f"{groups}-{members}"
        self.figures = self.folder / "figures.json"

    def made(self):
        if not (self.folder / "done").exists():
            say(f"making {self.groups:,} groups and {self.members:,} members")
            run(sys.executable, HERE / "workload.py", self.groups, self.members, self.folder)
            (self.folder / "done").touch()
        return self

    def columns(self):
        """The columns that all peers start from."""
        if not (self.folder / "columns" / "done").exists():
            say("making the columns for the peers")
            run(sys.executable, "-m", "peers.columns", self.folder)

    def store(self):
        store = self.folder / "kith.sqlite"
        if not (self.folder / "imported").exists():
            say("importing into Kith's store")
            run(KITH, "import", self.folder / "directory.jsonl", "--directory", store)
            (self.folder / "imported").touch()
        return store

    def keep(self, figures):
        """Adds figures to those of earlier runs; the growth draws from them."""
        self.figures.write_text(json.dumps({**self.kept(), **{row["name"]: row for row in figures}}, indent=1))

    def kept(self):
        return json.loads(self.figures.read_text()) if self.figures.exists() else {}


def say(words):
    print(f"… {words}", file=sys.stderr, flush=True)


def kith(workload, kernels):
    """Kith in each of the instruction sets, and the whole command."""
    store = workload.store()
    say("building Kith's snapshot")
    _, build, _ = run(KITH, "snapshot", "build", "--directory", store)
    members = workload.folder / "members.jsonl"
    rows = []
    for kernel in kernels:
        say(f"Kith, {kernel}")
        counts = "--single", SINGLE, "--batch", workload.members
        speed = json.loads(run(SPEED, f"{store}.kith", members, *counts, "--kernel", kernel)[0])
        name = "Kith" if kernel == kernels[0] else KERNELS[kernel]
        rows.append({**speed, "name": name, "does": "12 rules, 19 features", "build": build,
                     "membersPerSecond": speed["pairsTwoThreads"] * 1e6 / speed["groups"]})
    say("kith batch")
    _, whole, memory = run(KITH, "batch", "--directory", store, "--members", members, "--output", workload.folder / "lists.jsonl",
                           "--at", MOMENT, watched=0.02)
    rows[0]["memory"] = memory
    rows.append({"name": "kith batch, the whole command", "does": "reading, needs, writing too", "memory": memory,
                 "membersPerSecond": workload.members / whole})
    return rows


def kernels():
    """The instruction sets of this machine, the fastest first."""
    done = subprocess.run([str(SPEED)], capture_output=True, text=True)
    return [kernel for kernel in KERNELS if kernel in done.stderr]


def peer_rows(peer, workload):
    say(peer.name)
    out, _, memory = run(sys.executable, "-m", "peers", peer.name, workload.folder, "--single", SINGLE, "--batch", workload.members,
                         watched=0.5, **peer.environment)
    return [{**row, "memory": memory} for row in json.loads(out)]


def present(peers):
    """The peers that can run here; of the others, says why not."""
    kept = []
    for peer in peers:
        missing = peer.missing()
        if missing:
            print(f"{peer.name} is left out: missing {missing}", flush=True)
        else:
            kept.append(peer)
    return kept


def table(groups, rows):
    """One line a program, with how many times as fast Kith is."""
    lines = [f"{groups:,} groups", "",
             "| | what it does | one member, p50 / p99 ms | members/s, two cores | million pairs/s | Kith is faster by, one / many "
             "| first answer, ms | own memory, MB |", "|---|---|---|---|---|---|---|---|"]
    best = rows[0]
    for row in rows:
        single = f"{row['single50']:.2f} / {row['single99']:.2f}" if "single50" in row else ""
        ratio = ""
        if row is not best and "single50" in row:
            ratio = f"{row['single50'] / best['single50']:.1f} × / {best['membersPerSecond'] / row['membersPerSecond']:.1f} ×"
        first = f"{row['firstAnswer']:,.0f}" if "firstAnswer" in row else ""
        memory = f"{row['memory']:,.0f}" if "memory" in row else ""
        lines.append(f"| {row['name']} | {row['does']} | {single} | {row['membersPerSecond']:,.0f} | "
                     f"{row['membersPerSecond'] * groups / 1e6:,.0f} | {ratio} | {first} | {memory} |")
    lines += ["", f"Kith compiles a member in {best['compile50']:.2f} ms and built the snapshot from its store in "
              f"{best['build']:.1f} s. "
              f"Of {groups:,} groups a search bounds {best['rows']:.0f} rows, compares {best['sketches']:.0f} texts by their "
              f"sketches, adds up the facts of {best['scored']:.0f} and multiplies {best['products']:.0f} vectors in full.", ""]
    return "\n".join(lines)


def compare(given):
    peers = present([peer for peer in PEERS if peer.name in given.peers])
    for size in given.sizes:
        workload = Workload(given.work, size, given.members).made()
        rows = kith(workload, kernels())
        if peers:
            workload.columns()
        for peer in peers:
            rows += peer_rows(peer, workload)
        workload.keep(rows)
        print(table(size, rows), flush=True)


def check(given):
    """Ends with 1 where two peers that do the whole job differ."""
    peers = present([peer for peer in PEERS if peer.is_exact and peer.name in given.peers])
    agree = True
    for size in given.sizes:
        workload = Workload(given.work, size, given.members).made()
        workload.columns()
        lists = {}
        for peer in peers:
            path = workload.folder / f"lists-{peer.name}.jsonl"
            run(sys.executable, "-m", "peers", peer.name, workload.folder, "--single", CHECKED, "--lists", path,
                **peer.environment)
            lists[peer.name] = [json.loads(line) for line in path.read_text().splitlines()]
        first, *others = lists
        print(f"{size:,} groups, {sum(map(len, lists[first]))} suggestions by {first}", flush=True)
        for other in others:
            same = sum(one == another for one, another in zip(lists[first], lists[other]))
            print(f"  {other}: {same} of {len(lists[first])} lists are those of {first}", flush=True)
            agree = agree and same == len(lists[first]) == len(lists[other])
    sys.exit(0 if agree else 1)


def growth(given):
    single, batch, numpy = [], [], []
    for size in sorted(given.growth):
        workload = Workload(given.work, size, given.members).made()
        row = kith(workload, kernels()[:1])[0]
        workload.keep([row])
        single.append((size, row["single50"]))
        batch.append((size, 1000 / row["membersPerSecond"]))
        numpy += [(size, peer["single50"]) for name, peer in workload.kept().items() if name.startswith("numpy")]
        print(f"{size:,} groups: one member {row['single50']:.3f} ms, of many {batch[-1][1]:.3f} ms each, "
              f"first answer {row['firstAnswer']:.0f} ms, own memory of the batch {row['memory']:.0f} MB, "
              f"snapshot built in {row['build']:.1f} s", flush=True)
    drawing = chart(
        "How matching grows with the directory", "The ten best groups for a member: one after the other (median), and many on two threads",
        "groups in the directory", "time for a member",
        [Line("Kith, one member", "#1d5fae", single), Line("Kith, each of many", "#1f8a5f", batch, side=1),
         Line("numpy, one member", "#b4532a", numpy, "6 4")])
    (given.work / "growth.svg").write_text(drawing, encoding="utf-8")
    print(f"drawn as {given.work / 'growth.svg'}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--members", type=int, default=2000)
    arguments.add_argument("--peers", nargs="*", choices=[peer.name for peer in PEERS], default=[peer.name for peer in PEERS])
    arguments.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "kith-compare")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--growth", type=int, nargs="+", metavar="SIZE")
    given = arguments.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    if given.check:
        check(given)
    elif given.growth:
        growth(given)
    else:
        compare(given)


if __name__ == "__main__":
    main()
