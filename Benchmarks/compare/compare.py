"""Kith beside what one would write without it, one after the other, on the same groups and members.

    pip install numpy faiss-cpu
    swift build -c release --package-path Benchmarks && swift build -c release
    python3 Benchmarks/compare/compare.py [--sizes 10000 100000 …] [--members 2000] [--work FOLDER]

Prints a table for each size, and Kith's growth over the sizes as growth.svg in the work folder.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KITH = ROOT / ".build" / "release" / "kith"
SPEED = ROOT / "Benchmarks" / ".build" / "release" / "matching-speed"


def run(*command):
    start = time.perf_counter()
    environment = {**os.environ, "KITH_DATA": str(ROOT / "data")}
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout, time.perf_counter() - start


def measure(folder, groups, members):
    if not (folder / "directory.jsonl").exists():
        run(sys.executable, HERE / "workload.py", groups, members, folder)
    store = folder / "kith.sqlite"
    if not store.exists():
        run(KITH, "import", folder / "directory.jsonl", "--directory", store)
    _, build = run(KITH, "snapshot", "build", "--directory", store)
    figures = {"kith": json.loads(run(SPEED, f"{store}.kith", folder / "members.jsonl")[0])}
    _, whole = run(KITH, "batch", "--directory", store, "--members", folder / "members.jsonl", "--output",
                   folder / "lists.jsonl", "--at", "2026-12-01")
    figures["kith"]["build"] = build
    figures["kith"]["whole"] = members * groups / whole / 1e6
    for peer in ("numpy", "faiss"):
        figures[peer] = json.loads(run(sys.executable, HERE / "peers.py", peer, folder)[0])
    return figures


def table(groups, figures):
    kith = figures["kith"]
    lines = [f"{groups:,} groups", "", "| | one member, p50 / p99 ms | million pairs/s, two threads | Kith is faster by |",
             "|---|---|---|---|"]
    names = {"kith": "Kith, 19 features, 12 rules", "numpy": "numpy, 4 features, 5 filters",
             "faiss": "Faiss, the product alone"}
    for peer, name in names.items():
        row = figures[peer]
        ratio = row["single50"] / kith["single50"], kith["pairsTwoThreads"] / row["pairsTwoThreads"]
        lines.append(f"| {name} | {row['single50']:.2f} / {row['single99']:.2f} | {row['pairsTwoThreads']:.0f} | "
                     + ("|" if peer == "kith" else f"{ratio[0]:.1f} × / {ratio[1]:.1f} × |"))
    lines += ["", f"First answer {kith['firstAnswer']:.0f} ms after opening; a member compiled in {kith['compile50']:.2f} ms; "
              f"the whole command {kith['whole']:.0f} M pairs/s; the snapshot built in {kith['build']:.1f} s.",
              f"Of each directory a search bounds {kith['rows']:.0f} rows, compares {kith['sketches']:.0f} texts by their "
              f"sketches, adds up the facts of {kith['scored']:.0f} and multiplies {kith['products']:.0f} vectors in full.", ""]
    return "\n".join(lines)


def growth(points):
    """A plot of one member's time over the size, both on logarithmic scales."""
    import math
    xs = [math.log10(size) for size, _ in points]
    ys = [math.log10(value) for _, value in points]
    span = lambda low, high, value: (value - low) / max(high - low, 1e-9)
    at = [(60 + 400 * span(min(xs), max(xs), x), 240 - 200 * span(min(ys), max(ys), y)) for x, y in zip(xs, ys)]
    marks = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/><text x="{x + 8:.0f}" y="{y + 16:.0f}">{size:,}: {value:.2f} ms'
                    "</text>" for (x, y), (size, value) in zip(at, points))
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in at)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 280" font-family="sans-serif" font-size="12">'
            f"<title>Median time of one member by the number of groups</title>"
            f'<polyline points="{path}" fill="none" stroke="black"/>{marks}</svg>\n')


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--members", type=int, default=2000)
    arguments.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "kith-compare")
    given = arguments.parse_args()
    points = []
    for size in given.sizes:
        figures = measure(given.work / f"{size}-{given.members}", size, given.members)
        print(table(size, figures), flush=True)
        points.append((size, figures["kith"]["single50"]))
    (given.work / "growth.svg").write_text(growth(points))


if __name__ == "__main__":
    main()
