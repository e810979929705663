"""The job that the peers do, defined once: ten hard filters, sixteen weighted features, the exact ten best, ties by id.

A fact of a group is one of few distinct values, so a member's wishes become a table for each fact: what each value is worth in
points, or FAILS where a filter excludes it. A group's score is what its facts are worth, and points for how near it meets and
for how like its text is to the need. Points are whole numbers, so that every program comes to the same sums in whatever order.

Filters: status, format, language, audience, exclusive community, age, cost, accommodations, schedule, distance; an unknown fact
passes. Kith has these and more, and tells of each what is unknown; its features read the need's text, know which topics are
near which, count sessions by the calendar and say why. The job is what of it fits into tables.
"""

import datetime
import zoneinfo

TOP = 10
FAILS = -1
POINTS = 100_000  # What a weight of one gives at most.
WEIGHTS = {
    "topics": 5, "meaning": 4, "distance": 2, "schedule": 1.5, "accommodations": 1.5, "audience": 1.5, "community": 1, "cost": 1,
    "format": 1, "language": 1, "low pressure": 1, "age": 0.5, "size": 0.5, "facilitation": 0.5, "freshness": 0.5, "openings": 0.25,
}
ASKED_ON = datetime.date(2026, 12, 1)
EARTH_RADIUS = 6371.0088  # Kilometres.
HALF_HOURS = 7 * 48
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def worth(feature, value):
    return round(WEIGHTS[feature] * POINTS * value)


def is_active(group):
    return group.get("status", "active") == "active"


# What does not depend on the member.

def standing(group):
    """Points for who leads it, how lately it was verified and how much room there is."""
    led = group.get("facilitation") or {}
    kind = {"professional": 1.0, "trained-peer": 0.9, "peer": 0.7}.get(led.get("kind"), 0.4)
    verified = group.get("verifiedAt")
    days = (ASKED_ON - datetime.date.fromisoformat(verified[:10])).days if verified else None
    fresh = 0.2 if days is None else max(0.0, 1 - max(0, days) / 730)
    room = (group.get("size") or {}).get("openings")
    return (worth("facilitation", kind * (1 if led.get("guidelinesPublished") else 0.8)) + worth("freshness", fresh)
            + worth("openings", 0.5 if room is None else min(1, room / 4)))


# What a fact is worth to a member.

def topics(member, topics):
    wanted = set(member.get("topics", []))
    return worth("topics", len(wanted & set(topics)) / max(1, len(wanted)) if topics else 0.1)


def formats(member, formats):
    wish = member.get("formats") or {}
    accepted = wish.get("accepted", [])
    if not formats or not accepted:
        return worth("format", 0.3)
    shared = [way for way in accepted if way in formats]
    return worth("format", 1 if wish.get("preferred", shared[0]) in shared else 0.5) if shared else FAILS


def is_remote(member, formats):
    """Whether the member can attend from home."""
    accepted = (member.get("formats") or {}).get("accepted", ["online", "phone"])
    return any(way in accepted for way in formats or [] if way in ("online", "phone"))


def languages(member, languages):
    spoken = member.get("languages", [])
    if not languages or not spoken:
        return worth("language", 0.3)
    if spoken[0] in languages:
        return worth("language", 1)
    return worth("language", 0.6) if set(spoken) & set(languages) else FAILS


def audiences(member, audiences):
    role = member.get("role")
    if not audiences or not role:
        return worth("audience", 0.5)
    if role in audiences:
        return worth("audience", 1)
    return worth("audience", 0.7) if "anyone" in audiences else FAILS


def communities(member, communities):
    mine = set(member.get("communities", []))
    names = {one if isinstance(one, str) else one["name"] for one in communities or []}
    exclusive = {one["name"] for one in communities or [] if not isinstance(one, str) and one.get("exclusive")}
    if exclusive and mine and not exclusive & mine:
        return FAILS
    return worth("community", 0.3 if not names or not mine else 1 if names & mine else 0.1)


def ages(member, ages):
    age = member.get("age")
    if not ages or age is None:
        return worth("age", 0.5)
    return worth("age", 1) if ages.get("min", 0) <= age <= ages.get("max", 200) else FAILS


def cost(member, cost):
    budget = member.get("cost") or {}
    if not cost:
        return worth("cost", 0.4)
    least = cost.get("amount") or {}
    if cost["kind"] == "free":
        return worth("cost", 1)
    if least and "maximum" in budget and least["currency"] == budget.get("currency") and least["minimum"] > budget["maximum"]:
        return FAILS
    return worth("cost", {"donation": 0.9, "sliding-scale": 0.8}.get(cost["kind"], 0.6))


def accommodations(member, offered):
    wish = member.get("accommodations") or {}
    required, wanted = wish.get("required", []), wish.get("required", []) + wish.get("helpful", [])
    states = [(offered or {}).get(name) for name in wanted]
    if "unavailable" in states[:len(required)]:
        return FAILS
    values = {"available": 1, "on-request": 0.6, None: 0.3, "unavailable": 0}
    return worth("accommodations", sum(values[state] for state in states) / len(states) if states else 1)


def participation(member, rules):
    comfort = member.get("comfort") or {}
    asked = [rule for wish, rule in (("listenOnly", "sharingOptional"), ("observeFirst", "observersWelcome")) if comfort.get(wish)]
    values = {True: 1, None: 0.5, False: 0}
    rules = rules or {}
    return worth("low pressure", sum(values[rules.get(rule)] for rule in asked) / len(asked) if asked else 1)


def size(member, size):
    wish = (member.get("comfort") or {}).get("size")
    return worth("size", 0.4 if not size or not wish else 1 if size == wish else 0.2)


def sessions(member, sessions):
    """The most of a session's half hours that the member is free; none of them fails."""
    free = member.get("free")
    if not sessions or free is None:
        return worth("schedule", 0.4)
    best = max((slots & free).bit_count() / slots.bit_count() for slots in sessions)
    return worth("schedule", best) if best else FAILS


# A fact, and what it is worth.
FACTS = [
    ("topics", topics), ("formats", formats), ("languages", languages), ("audiences", audiences), ("communities", communities),
    ("ages", ages), ("cost", cost), ("accommodations", accommodations), ("participation", participation), ("size", size),
    ("sessions", sessions),
]


def origin(group, fact):
    """The part of the record that decides the value of a fact."""
    if fact == "size":
        people = (group.get(fact) or {}).get("typical")
        return None if people is None else "small" if people <= 8 else "medium" if people <= 15 else "large"
    return group.get(fact)


def value(group, fact):
    """The value as the functions above take it."""
    if fact == "sessions":
        # By the week; the calendar of a recurrence is left to Kith.
        return [half_hours(one["weekday"], one["start"], one["durationMinutes"], one["timeZone"]) for one in group.get(fact, [])]
    return origin(group, fact)


def half_hours(weekday, start, minutes, zone):
    """The half hours of the week in universal time, a bit each."""
    offset = zoneinfo.ZoneInfo(zone).utcoffset(datetime.datetime.combine(ASKED_ON, datetime.time()))
    first = DAYS.index(weekday) * 48 + minute(start) // 30 - int(offset.total_seconds()) // 1800
    return sum(1 << (first + step) % HALF_HOURS for step in range(-(-minutes // 30)))


def minute(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def with_free_time(member):
    """The member with the free half hours of the week."""
    windows = member.get("availability")
    if not windows:
        return member
    free = 0
    for window in windows:
        free |= half_hours(window["weekday"], window["start"], minute(window["end"]) - minute(window["start"]), member["timeZone"])
    return {**member, "free": free}


# What is worked out row by row. `NEAR` points at the same place, none at the member's limit.
NEAR = worth("distance", 1)
PLACE_UNKNOWN = worth("distance", 0.3)
FARTHEST = 50.0  # Kilometres, where a member does not say.
MEANING = worth("meaning", 1)
