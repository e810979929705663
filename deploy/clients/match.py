#!/usr/bin/env python3
"""Asks for groups with requests: match.py [address of the service]"""

import sys

import requests

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
member = {
    "need": "I keep having panic attacks at work and feel alone with it",
    "near": "94612",
    "distance": {"comfortableKilometers": 5, "maximumKilometers": 25},
    "availability": [{"weekday": "tuesday", "start": "17:00", "end": "22:00"}],
}

# What is about a person goes into the body: addresses end in logs.
answer = requests.post(f"{service}/v1/matches", json={"member": member, "limit": 3}, timeout=10)
if answer.status_code == 422:
    for error in answer.json()["errors"]:
        print(f"{error['pointer']}: {error['detail']}", file=sys.stderr)
    sys.exit(1)
answer.raise_for_status()

body = answer.json()
if body["crisis"]:
    for line in body["crisis"]["lines"]:
        print(line["name"], line.get("call", ""), line.get("text", ""))
for match in body["matches"]:
    print(f"{match['rank']}. {match['group']['name']} ({match['fit']})")
    for reason in match["reasons"]:
        print(f"   {reason}")
    for question in match["questions"]:
        print(f"   {question}")
print(body["note"])
