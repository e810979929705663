#!/usr/bin/env python3
"""Measures a running `kith serve`: throughput and latency, a soak with changing directories, many connections.

    python3 Benchmarks/service/measure.py throughput [--groups 1000 10000 100000] [--seconds 20] [--connections 64]
    python3 Benchmarks/service/measure.py soak [--groups 10000] [--minutes 10]
    python3 Benchmarks/service/measure.py connections [--count 10000]

Needs wrk (Debian: apt-get install wrk) and a release build; `KITH` names another command. Load and service share the
machine: figures are what both reach together.
"""

import argparse
import json
import os
import random
import re
import resource
import signal
import socket
import subprocess
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
                if urllib.request.urlopen(URL + "/health/ready", timeout=5).status == 200:
                    return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("the service did not become ready")
                time.sleep(0.2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def resident_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


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


def wrk(path: str, seconds: int, connections: int, lua: Path | None = None) -> dict:
    command = ["wrk", "--threads", "2", "--connections", str(connections), "--duration", f"{seconds}s",
               "--timeout", "30s", "--latency"]
    text = subprocess.run(command + (["--script", str(lua)] if lua else []) + [URL + path], check=True,
                          capture_output=True, text=True).stdout
    unit = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}
    times = {share: float(number) * unit[name]
             for share, number, name in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s|m)\b", text)}
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": times["50"], "p99": times["99"],
            "errors": sum(map(int, sockets.groups())) if sockets else 0, "refused": int(refused[1]) if refused else 0}


def throughput(options) -> None:
    print("| groups | route | requests/s | p50 ms | p99 ms | failed | MB |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lua = script(folder)
        for count in options.groups:
            with Service(directory(folder, count)) as service:
                wrk("/v1/matches", 3, options.connections, lua)
                for path, body in [("/health/live", None), ("/v1/matches", lua)]:
                    run = wrk(path, options.seconds, options.connections, body)
                    print(f"| {count} | {path} | {run['rate']:.0f} | {run['p50']:.2f} | {run['p99']:.2f} "
                          f"| {run['errors'] + run['refused']} | {service.resident_mb():.0f} |", flush=True)


def soak(options) -> None:
    """Four fifths of what the service can do, with a new directory every ten seconds."""
    connections = 32
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Service(directory(folder, options.groups), "--watch-seconds", "0") as service:
            full = wrk("/v1/matches", 10, connections, script(folder))
            # wrk waits after each answer: the rest of the time that one connection has for a request at that rate.
            pause = max(1, connections / (0.8 * full["rate"]) * 1000 - full["p50"])
            print(f"at most {full['rate']:.0f} requests/s; now 80 % of that for {options.minutes} minutes")
            start, swaps, memory = time.monotonic(), 0, []
            load = subprocess.Popen(
                ["wrk", "--threads", "2", "--connections", str(connections), "--duration",
                 f"{int(options.minutes * 60)}s", "--timeout", "30s", "--latency", "--script",
                 str(script(folder, pause)), URL + "/v1/matches"], stdout=subprocess.PIPE, text=True)
            while load.poll() is None:
                time.sleep(10)
                service.process.send_signal(signal.SIGHUP)
                swaps += 1
                memory.append((time.monotonic() - start, service.resident_mb()))
            print(load.stdout.read())
            metrics = urllib.request.urlopen(URL + "/metrics").read().decode()
            failed = re.search(r"kith_snapshot_load_failures_total (\d+)", metrics)[1]
            # Loading a directory anew takes memory for two; what counts is whether the highest mark still rises.
            third = max(1, len(memory) // 3)
            early = max(mb for _, mb in memory[:third])
            late = max(mb for _, mb in memory[-third:])
            print(f"{swaps} new directories, {failed} failed; resident at most {early:.0f} MB in the first third, "
                  f"{late:.0f} MB in the last: {100 * (late / early - 1):+.1f} %")


def connections(options) -> None:
    """Many connections that say nothing, and one that asks."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
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
            print(f"{len(silent)} silent connections, {service.resident_mb():.0f} MB resident; one client beside them: "
                  f"p50 {times[len(times) // 2]:.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms")
            for client in silent:
                client.close()


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
    command.add_argument("--minutes", type=float, default=10)
    command.set_defaults(run=soak)
    command = commands.add_parser("connections")
    command.add_argument("--count", type=int, default=10000)
    command.set_defaults(run=connections)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
