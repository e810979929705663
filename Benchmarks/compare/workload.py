"""A directory and a member list of any size, made of the demo's: python3 workload.py GROUPS MEMBERS FOLDER

Each fact of a group is that of some group of the demo directory, drawn alone, so that facts occur as often as there and in
every combination; places are spread around those of the demo. Members likewise. The same numbers give the same files.
"""

import json
import pathlib
import random
import sys

DEMO = pathlib.Path(__file__).resolve().parents[2] / "data" / "demo"
TOGETHER = [("name", "description", "topics"), ("location", "near"), ("formats",), ("sessions",)]


def records(name):
    return [json.loads(line) for line in (DEMO / name).read_text().splitlines() if line.strip()]


def moved(draw, place):
    """The place, up to some dozen kilometres away."""
    if not place or "latitude" not in place:
        return place
    return {**place, "latitude": round(place["latitude"] + draw.gauss(0, 0.15), 5),
            "longitude": round(place["longitude"] + draw.gauss(0, 0.15), 5)}


def mixed(draw, pool, names):
    """A record with each fact of its own origin; facts that belong together stay together."""
    taken = {name for group in TOGETHER for name in group}
    record = {}
    for group in TOGETHER + [(name,) for name in names if name not in taken]:
        origin = draw.choice(pool)
        record.update({name: origin[name] for name in group if name in origin})
    if "location" in record:
        record["location"] = moved(draw, record["location"])
    return record


def main():
    groups, members, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(f"{groups} {members}")
    for name, count, prefix in (("directory.jsonl", groups, "g"), ("members.jsonl", members, "m")):
        pool = records(name)
        fields = sorted({field for record in pool for field in record} - {"id", "source", "exclude"})
        with open(folder / name, "w", encoding="utf-8") as out:
            for number in range(count):
                record = {"id": f"{prefix}{number:07d}", **mixed(draw, pool, fields)}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
