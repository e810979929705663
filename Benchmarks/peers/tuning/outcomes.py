"""Outcomes of any number, to measure `kith tune` on: python3 outcomes.py OUTCOMES MEMBERS LISTS FOLDER

Members are made of the demo's facts as in ../../compare/workload.py. Each is shown LISTS lists on as many days of a year, of
groups of the demo directory drawn by chance, looks at the group at rank k with a chance of 1/√k, and stays where a trait of
the two (a digest of their ids) says so. The same numbers give the same files: members.jsonl and outcomes.csv.
"""

import datetime
import json
import pathlib
import random
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "compare"))

import workload  # noqa: E402


def main():
    outcomes, members, lists = map(int, sys.argv[1:4])
    folder = pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(f"{outcomes} {members} {lists}")
    pool = workload.records("members.jsonl")
    fields = sorted({field for record in pool for field in record} - {"id", "source", "exclude"})
    groups = [record["id"] for record in workload.records("directory.jsonl")]
    length = outcomes // members // lists
    first = datetime.date(2025, 11, 1)
    with open(folder / "members.jsonl", "w") as people, open(folder / "outcomes.csv", "w") as table:
        table.write("member,group,date,shownRank,attendedCount,rating,leftEarly\n")
        for number in range(members):
            name = f"m{number:05d}"
            people.write(json.dumps({"id": name, **workload.mixed(draw, pool, fields)}, ensure_ascii=False) + "\n")
            for day in draw.sample(range(365), lists):
                date = first + datetime.timedelta(days=day)
                for place, group in enumerate(draw.sample(groups, length)):
                    suits = zlib.crc32(f"{name} {group}".encode()) % 100 < 45
                    stays = suits and draw.random() < (place + 1) ** -0.5
                    attended = draw.randint(3, 12) if stays else draw.randint(0, 2)
                    rating = draw.randint(3, 5) if stays else draw.choice(["", 1, 2, 3])
                    early = "" if attended == 0 else str(not stays and draw.random() < 0.3).lower()
                    table.write(f"{name},{group},{date},{place + 1},{attended},{rating},{early}\n")


if __name__ == "__main__":
    main()
