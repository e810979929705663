"""A directory and a member list of any size, made of the demo's: python3 workload.py GROUPS MEMBERS FOLDER

Each fact of a group is that of some group of the demo directory, drawn alone, so that facts occur as often as there and in
every combination; a sentence of another group is added to its description, so that few texts are alike, and places are
spread around those of the demo. Members likewise. The same groups begin every directory, however large, and the members are
the same for all, so that sizes can be compared. Records are written as they are made: memory does not grow with their number.
"""

import json
import pathlib
import random
import re
import sys

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
TOGETHER = [("name", "description", "need", "topics"), ("location",), ("formats",), ("sessions",), ("availability", "timeZone")]
# A file of records, the start of their ids, and the field that says in words what each is about.
FILES = [("directory.jsonl", "g", "description"), ("members.jsonl", "m", "need")]


def records(name):
    return [json.loads(line) for line in (DATA / "demo" / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def postal_codes():
    """The place of each postal code of the United States."""
    rows = (line.split("\t") for line in (DATA / "places" / "us-postal-codes.tsv").read_text(encoding="utf-8").splitlines())
    return {row[0]: {"latitude": float(row[3]), "longitude": float(row[4])} for row in rows}


def located(pool):
    """The records with coordinates in place of a postal code, so that every program knows where a member is."""
    places = postal_codes()
    for record in pool:
        near = record.pop("near", None)
        if near in places:
            record.setdefault("location", places[near])
    return pool


def moved(draw, place):
    """The place, up to some dozen kilometres away."""
    if "latitude" not in place:
        return place
    return {**place, "latitude": round(place["latitude"] + draw.gauss(0, 0.15), 5),
            "longitude": round(place["longitude"] + draw.gauss(0, 0.15), 5)}


def mixed(draw, pool, fields, text, sentences):
    """A record with each fact of its own origin; facts that belong together stay together."""
    record = {}
    for together in fields:
        origin = draw.choice(pool)
        record.update({name: origin[name] for name in together if name in origin})
    if text in record:
        record[text] += " " + draw.choice(sentences)
    if "location" in record:
        record["location"] = moved(draw, record["location"])
    return record


def write(path, count, prefix, text):
    draw = random.Random(path.name)
    pool = located(records(path.name))
    names = sorted({field for record in pool for field in record} - {"id", "source", "exclude"})
    taken = {name for together in TOGETHER for name in together}
    fields = TOGETHER + [(name,) for name in names if name not in taken]
    sentences = [part for record in pool for part in re.split(r"(?<=[.!?…]) +", record.get(text, "")) if part]
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            record = {"id": f"{prefix}{number:07d}", **mixed(draw, pool, fields, text, sentences)}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def main():
    counts, folder = (int(sys.argv[1]), int(sys.argv[2])), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for count, (name, prefix, text) in zip(counts, FILES):
        write(folder / name, count, prefix, text)


if __name__ == "__main__":
    main()
