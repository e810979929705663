"""Runs one peer on a folder of the workload and prints what was measured: python3 -m peers NAME FOLDER [--lists FILE]

`--lists` writes the lists of the first members in place of measuring, a line each.
"""

import argparse
import importlib
import json

from . import PEERS
from .timing import measured


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("peer", choices=[peer.name for peer in PEERS])
    arguments.add_argument("folder")
    arguments.add_argument("--single", type=int, default=200)
    arguments.add_argument("--batch", type=int, default=2000)
    arguments.add_argument("--lists")
    given = arguments.parse_args()
    peer = next(peer for peer in PEERS if peer.name == given.peer)
    module = importlib.import_module(f".{peer.module}", __package__)
    if hasattr(module, "run"):  # One that is not a Python program measures itself.
        figures = module.run(given.folder, given.single, given.batch, given.lists)
    else:
        engines = module.engines(given.folder)
        if given.lists:
            engine = next(iter(engines))
            with open(given.lists, "w", encoding="utf-8") as out:
                for member in range(given.single):
                    out.write(json.dumps([int(number) for number in engine.best(member)]) + "\n")
            return
        figures = [measured(engine, given.single, given.batch) for engine in engines]
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
