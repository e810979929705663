#!/usr/bin/env python3
"""Measures a running `kith serve`: throughput and latency, a soak with changing directories, many connections.

    python3 Benchmarks/service/measure.py throughput [--groups 1000 10000 100000] [--seconds 20] [--connections 64]
    python3 Benchmarks/service/measure.py soak [--groups 10000] [--seconds 600] [--swap-seconds 10] [--warm-up-seconds 60]
    python3 Benchmarks/service/measure.py connections [--count 10000]

Needs wrk (Debian: apt-get install wrk) and a release build; `KITH` names another command. Load and service share the
machine: figures are what both reach together. What is printed is Markdown; the exit code is 1 where a request failed, and in
a soak also where a directory was not taken over or memory grew by more than 5 %.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KITH = os.environ.get("KITH", str(ROOT / ".build/release/kith"))
PORT = int(os.environ.get("PORT", "18081"))
URL = f"http://127.0.0.1:{PORT}"


def directory(folder: Path, count: int) -> Path:
    """A store of `count` groups: the demo's again and again, each copy elsewhere and under another id."""
    demo = [json.loads(line) for line in (ROOT / "data/demo/directory.jsonl").open(encoding="utf-8")]
    dice = random.Random(7)
    rows = folder / "groups.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for number in range(count):
            group = dict(demo[number % len(demo)])
            if number >= len(demo):
                group["id"] = f"{group['id']}-{number // len(demo)}"
                place = dict(group.get("location") or {})
                if "latitude" in place:
                    place["latitude"] = round(place["latitude"] + dice.uniform(-0.5, 0.5), 5)
                    place["longitude"] = round(place["longitude"] + dice.uniform(-0.5, 0.5), 5)
                    group["location"] = place
            file.write(json.dumps(group, ensure_ascii=False) + "\n")
    store = folder / f"{count}.sqlite"
    subprocess.run([KITH, "import", str(rows), "--source", "demo", "--directory", str(store)], check=True,
                   stdout=subprocess.DEVNULL)
    return store


class Service:
    """`kith serve` over a store, without a limit of rate."""

    def __init__(self, store: Path, *flags: str):
        self.process = subprocess.Popen(
            [KITH, "serve", "--directory", str(store), "--port", str(PORT), "--requests-per-second", "0",
             "--log-level", "warning", *flags])
        deadline = time.monotonic() + 600
        while True:
            try:
                self.snapshot()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.process.kill()
                    raise SystemExit("the service did not become ready")
                time.sleep(0.2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def snapshot(self) -> str:
        """The id of the snapshot that is served."""
        with urllib.request.urlopen(URL + "/health/ready", timeout=30) as answer:
            return json.load(answer)["snapshot"]

    def memory_mb(self) -> tuple:
        """What is resident, and what of it is the process's own: not the mapped snapshot, tables and program."""
        sizes = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        return tuple(int(re.search(name + r":\s+(\d+)", sizes)[1]) / 1024 for name in ("Rss", "Anonymous"))


def script(folder: Path, delay_ms: float = 0) -> Path:
    """What wrk sends: the demo's members in turn, ten suggestions each."""
    members = [json.loads(line) for line in (ROOT / "data/demo/members.jsonl").open(encoding="utf-8")]
    bodies = [json.dumps({"member": member, "limit": 10}) for member in members]
    lua = ["local bodies = {"] + [f"  [==[{body}]==]," for body in bodies] + [
        "}", "local turn = 0", 'wrk.method = "POST"', 'wrk.headers["Content-Type"] = "application/json"',
        "function request()", "  turn = turn % #bodies + 1",
        '  return wrk.format(nil, nil, nil, bodies[turn])', "end"]
    if delay_ms:
        lua += [f"function delay() return {delay_ms:.0f} end"]
    file = folder / "matches.lua"
    file.write_text("\n".join(lua), encoding="utf-8")
    return file


def load(path: str, seconds: float, connections: int, lua: Path | None = None) -> subprocess.Popen:
    command = ["wrk", "--threads", "2", "--connections", str(connections), "--duration", f"{max(1, round(seconds))}s",
               "--timeout", "30s", "--latency"]
    return subprocess.Popen(command + (["--script", str(lua)] if lua else []) + [URL + path],
                            stdout=subprocess.PIPE, text=True)


def figures(run: subprocess.Popen) -> dict:
    """What wrk says when it is done."""
    text, _ = run.communicate()
    if run.returncode != 0:
        raise SystemExit(f"wrk failed: {text}")
    unit = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}
    times = {share: float(number) * unit[name]
             for share, number, name in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s|m)\b", text)}
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": times["50"], "p99": times["99"],
            "requests": int(re.search(r"(\d+) requests in", text)[1]),
            "failed": (sum(map(int, sockets.groups())) if sockets else 0) + (int(refused[1]) if refused else 0)}


def throughput(options) -> int:
    print("| groups | route | requests/s | p50 ms | p99 ms | failed | resident MB | own MB |")
    print("|---|---|---|---|---|---|---|---|")
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lua = script(folder)
        for count in options.groups:
            with Service(directory(folder, count)) as service:
                figures(load("/v1/matches", min(3, options.seconds), options.connections, lua))
                for path, body in [("/health/live", None), ("/v1/matches", lua)]:
                    run = figures(load(path, options.seconds, options.connections, body))
                    failed += run["failed"]
                    resident, own = service.memory_mb()
                    print(f"| {count} | {path} | {run['rate']:.0f} | {run['p50']:.2f} | {run['p99']:.2f} "
                          f"| {run['failed']} | {resident:.0f} | {own:.0f} |", flush=True)
    return 1 if failed else 0


def two_snapshots(folder: Path, groups: int) -> list:
    """Two directories that differ in one group, ready to be served in turn."""
    files = []
    for count in (groups, groups + 1):
        store = directory(folder, count)
        file = folder / f"{count}.kith"
        subprocess.run([KITH, "snapshot", "build", "--directory", str(store), "--output", str(file)], check=True,
                       stdout=subprocess.DEVNULL)
        files.append(file)
    return files


def pause_for(wanted: float, rate: float, connections: int, folder: Path) -> float:
    """How long each connection has to wait after an answer, in ms, for so many requests a second.

    Answers come sooner the fewer there are, so that the pause is found by trying: what a round of one connection has to
    take longer is added until the rate is within 3 %.
    """
    pause = 0.0
    for _ in range(8):
        pause = max(1.0, pause + 1000 * connections * (1 / wanted - 1 / rate))
        rate = figures(load("/v1/matches", 5, connections, script(folder, pause)))["rate"]
        if abs(rate / wanted - 1) < 0.03:
            break
    print(f"With pauses of {pause:.0f} ms {rate:.0f} requests/s, {wanted:.0f} wanted.", flush=True)
    return pause


def soak(options) -> int:
    """Four fifths of what the service can do, with another directory every few seconds."""
    connections = options.connections
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = two_snapshots(folder, options.groups)
        served = folder / "served.kith"
        shutil.copyfile(files[0], served)
        with Service(folder / f"{options.groups}.sqlite", "--snapshot", str(served), "--watch-seconds", "0") as service:
            figures(load("/v1/matches", 3, connections, script(folder)))
            full = figures(load("/v1/matches", options.full_seconds, connections, script(folder)))
            print(f"At most {full['rate']:.0f} requests/s, p50 {full['p50']:.1f} ms, p99 {full['p99']:.1f} ms.", flush=True)
            pause = pause_for(options.share * full["rate"], full["rate"], connections, folder)
            run = load("/v1/matches", options.warm_up_seconds + options.seconds, connections, script(folder, pause))
            start = time.monotonic()
            turns, missed, memory = 0, 0, []
            while run.poll() is None:
                time.sleep(1)
                elapsed = time.monotonic() - start
                if elapsed >= options.warm_up_seconds and run.poll() is None:
                    memory.append((elapsed, *service.memory_mb()))
                if elapsed >= (turns + 1) * options.swap_seconds and run.poll() is None:
                    turns += 1
                    missed += swap(service, files[turns % 2], served)
            result = figures(run)
            with urllib.request.urlopen(URL + "/metrics", timeout=30) as answer:
                unloaded = int(re.search(r"kith_snapshot_load_failures_total (\d+)", answer.read().decode())[1])
    # Two snapshots are in memory while one gives way to the other, a second or so of ten: means take that in alike.
    third = max(1, len(memory) // 3)
    marks = [(statistics.mean(row[kind] for row in memory[:third]), statistics.mean(row[kind] for row in memory[-third:]))
             for kind in (1, 2)]
    growth = [100 * (late / early - 1) for early, late in marks]
    print("\n| groups | s | requests | requests/s | p50 ms | p99 ms | failed | new directories | not taken over "
          "| resident MB | own MB |\n|---|---|---|---|---|---|---|---|---|---|---|")
    (early, late), (own_early, own_late) = marks
    print(f"| {options.groups} | {options.seconds:.0f} | {result['requests']} | {result['rate']:.0f} "
          f"| {result['p50']:.2f} | {result['p99']:.2f} | {result['failed']} | {turns} | {missed + unloaded} "
          f"| {early:.1f} → {late:.1f} ({growth[0]:+.1f} %) | {own_early:.1f} → {own_late:.1f} ({growth[1]:+.1f} %) |")
    print(f"\nMemory after {options.warm_up_seconds:.0f} s of warm-up: the mean of the first and of the last third; "
          "own is without mapped files.")
    is_sound = result["failed"] == 0 and missed == 0 and unloaded == 0 and turns > 0 and max(growth) <= 5
    print("sound" if is_sound else "NOT sound: expected no failure, every directory taken over, growth of at most 5 %")
    return 0 if is_sound else 1


def swap(service: Service, file: Path, served: Path) -> int:
    """Puts a directory in the place of the one that is served; 1 where it is not taken over in time."""
    before = service.snapshot()
    fresh = served.with_suffix(".new")
    shutil.copyfile(file, fresh)
    os.replace(fresh, served)
    service.process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        if service.snapshot() != before:
            return 0
        time.sleep(0.1)
    return 1


def connections(options) -> int:
    """Many connections that say nothing, and one that asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < options.count + 200:
        raise SystemExit(f"{options.count} connections need a limit of {options.count + 200} open files, not {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    body = json.dumps({"member": {"topics": ["panic"]}, "limit": 10}).encode()
    request = urllib.request.Request(URL + "/v1/matches", body, {"Content-Type": "application/json"})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        flags = ["--maximum-connections", str(options.count + 100), "--header-seconds", "120"]
        with Service(directory(folder, 1000), *flags) as service:
            silent = []
            for number in range(options.count):
                client = socket.socket()
                # Each source address has 28,000 ports or so.
                client.bind((f"127.0.0.{2 + number // 20000}", 0))
                client.connect(("127.0.0.1", PORT))
                silent.append(client)
            times = []
            for _ in range(200):
                start = time.perf_counter()
                with urllib.request.urlopen(request, timeout=30) as answer:
                    answer.read()
                times.append((time.perf_counter() - start) * 1000)
            times.sort()
            resident, own = service.memory_mb()
            print("| silent connections | resident MB | own MB | one client beside them: p50 ms | p99 ms |")
            print("|---|---|---|---|---|")
            print(f"| {len(silent)} | {resident:.0f} | {own:.0f} | {times[len(times) // 2]:.1f} "
                  f"| {times[int(len(times) * 0.99)]:.1f} |")
            for client in silent:
                client.close()
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("throughput")
    command.add_argument("--groups", type=int, nargs="+", default=[1000, 10000, 100000])
    command.add_argument("--seconds", type=int, default=20)
    command.add_argument("--connections", type=int, default=64)
    command.set_defaults(run=throughput)
    command = commands.add_parser("soak")
    command.add_argument("--groups", type=int, default=10000)
    command.add_argument("--seconds", type=float, default=600)
    command.add_argument("--warm-up-seconds", type=float, default=60)
    command.add_argument("--swap-seconds", type=float, default=10)
    command.add_argument("--full-seconds", type=float, default=15)
    command.add_argument("--share", type=float, default=0.8)
    command.add_argument("--connections", type=int, default=32)
    command.set_defaults(run=soak)
    command = commands.add_parser("connections")
    command.add_argument("--count", type=int, default=10000)
    command.set_defaults(run=connections)
    options = parser.parse_args()
    sys.exit(options.run(options))


if __name__ == "__main__":
    main()
