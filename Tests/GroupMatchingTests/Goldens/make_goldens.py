#!/usr/bin/env python3
"""Makes the golden files beside it with implementations that share no code with Kith.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python make_goldens.py

recurrences.json  python-dateutil's rrule: on which days a rule falls
zones.json        Python's zoneinfo: what clocks show, and which moment a time on a clock is
distances.json    geographiclib's geodesics on the WGS 84 ellipsoid, and the haversine formula in Python
"""
import json
import math
import random
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from geographiclib.geodesic import Geodesic

HERE = Path(__file__).resolve().parent
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def write(name, rows):
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    (HERE / name).write_text(f"[\n{lines}\n]\n")


# Recurrences: a rule, its first day, and the days after it on which it falls, as numbers of days from the first.

FIRST_DAYS = [date(2025, 12, 29), date(2026, 1, 6), date(2026, 2, 28), date(2027, 3, 7)]


def rules():
    for interval in (1, 2, 3, 4, 8):
        yield f"FREQ=WEEKLY;INTERVAL={interval}"
        for days in ("TU", "SU", "MO,WE,FR", "SA,SU", "SU,MO"):
            yield f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={days}"
    for position in (1, 2, 3, 4, 5, -1, -2, -3, -4, -5):
        for day in ("MO", "SA"):
            yield f"FREQ=MONTHLY;BYDAY={position}{day}"
    for days in ("1TU,3TU", "2MO,4TH", "-1SA", "TH", "1FR,-1FR"):
        for interval in (1, 2, 3, 6):
            yield f"FREQ=MONTHLY;INTERVAL={interval};BYDAY={days}"
    for position in (1, 3, -1):
        yield f"FREQ=MONTHLY;BYDAY=WE;BYSETPOS={position}"
    yield "FREQ=WEEKLY;BYDAY=SU;BYSETPOS=1"
    yield "FREQ=WEEKLY;BYDAY=SU;BYSETPOS=-1"
    yield "FREQ=WEEKLY;BYDAY=1SA"
    yield "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU"
    yield "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260331"
    yield "FREQ=MONTHLY;BYDAY=1SU;UNTIL=20261231T235959"
    yield "RRULE:FREQ=WEEKLY;BYDAY=FR"


def recurrences():
    for index, rule in enumerate(rules()):
        first = FIRST_DAYS[index % len(FIRST_DAYS)]
        if "WKST=SU" in rule:  # a first day on which it meets, for which the week's start does not matter
            first = date(2026, 1, 6)
        start = datetime(first.year, first.month, first.day)
        found = rrulestr(rule, dtstart=start).between(start, start + timedelta(days=420), inc=True)
        yield {"rule": rule, "first": first.isoformat(), "weekday": DAYS[first.weekday()],
               "days": [(day - start).days for day in found]}


# Zones: around each change of clocks from 2025 to 2027, the clock's time to the minute UTC and back.

ZONES = ["America/New_York", "Europe/Dublin", "Europe/London", "Australia/Lord_Howe", "America/St_Johns",
         "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland", "UTC"]
AROUND = [-1440, -181, -120, -90, -61, -60, -59, -31, -30, -29, -1, 0, 1, 29, 30, 31, 59, 60, 61, 90, 120, 181, 1440]


def minutes(moment):
    return int((moment - EPOCH).total_seconds()) // 60


def changes(zone):
    """The moments, to the minute, at which a zone's offset changes."""
    moment = datetime(2025, 1, 1, tzinfo=timezone.utc)
    end = datetime(2028, 1, 1, tzinfo=timezone.utc)
    step = timedelta(hours=1)
    while moment < end:
        if moment.astimezone(zone).utcoffset() != (moment + step).astimezone(zone).utcoffset():
            minute = moment
            while minute.astimezone(zone).utcoffset() == moment.astimezone(zone).utcoffset():
                minute += timedelta(minutes=1)
            yield minute
        moment += step


def zones():
    for name in ZONES:
        zone = ZoneInfo(name)
        around = list(changes(zone)) or [datetime(2026, 3, 8, 7, tzinfo=timezone.utc)]
        shown, read = [], []
        for change in around:
            for offset in AROUND:
                moment = change + timedelta(minutes=offset)
                local = moment.astimezone(zone)
                shown.append([minutes(moment), local.strftime("%Y-%m-%dT%H:%M"),
                              int(local.utcoffset().total_seconds()) // 60])
                # The same minutes around the change on the wall clock: some are skipped, some come twice (fold 0: the first).
                wall = (change.astimezone(zone).replace(tzinfo=None) + timedelta(minutes=offset))
                read.append([wall.strftime("%Y-%m-%dT%H:%M"), minutes(wall.replace(tzinfo=zone, fold=0))])
        yield {"zone": name, "shown": [list(map(str, row)) for row in shown],
               "read": [list(map(str, row)) for row in read]}


# Distances in kilometres.

POINTS = {
    "Oakland": (37.8044, -122.2712), "Berkeley": (37.8716, -122.2727), "New York": (40.7128, -74.006),
    "St. John's": (47.5615, -52.7126), "London": (51.5072, -0.1276), "Dublin": (53.3498, -6.2603),
    "Lord Howe": (-31.5547, 159.0822), "Suva": (-18.1416, 178.4419), "Apia": (-13.8333, -171.7667),
    "Quito": (-0.1807, -78.4678), "North Pole": (90.0, 0.0), "South Pole": (-90.0, 0.0), "Null meridian": (0.0, 0.1),
}


def haversine(one, other):
    (lat1, lon1), (lat2, lon2) = [[math.radians(x) for x in point] for point in (one, other)]
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.atan2(math.sqrt(h), math.sqrt(1 - h))


def distances():
    pairs = [(a, b) for a in POINTS.values() for b in POINTS.values() if a < b]
    source = random.Random(7)
    for _ in range(40):  # near each other, as members and groups are
        a = (source.uniform(-60, 70), source.uniform(-180, 180))
        pairs.append((a, (a[0] + source.uniform(-0.3, 0.3), a[1] + source.uniform(-0.3, 0.3))))
    for a, b in pairs:
        if abs(b[1]) > 180:
            continue
        line = Geodesic.WGS84.Inverse(a[0], a[1], b[0], b[1])
        yield {"from": a, "to": b, "geodesic": line["s12"] / 1000, "haversine": haversine(a, b)}


write("recurrences.json", recurrences())
write("zones.json", zones())
write("distances.json", distances())
