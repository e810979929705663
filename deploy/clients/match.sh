#!/bin/sh
# Asks for groups with curl: match.sh [address of the service]
set -eu
service=${1:-http://127.0.0.1:8080}

curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' --data @- "$service/v1/matches" <<'MEMBER'
{
  "member": {
    "need": "I keep having panic attacks at work and feel alone with it",
    "near": "94612",
    "distance": {"comfortableKilometers": 5, "maximumKilometers": 25},
    "availability": [{"weekday": "tuesday", "start": "17:00", "end": "22:00"}]
  },
  "limit": 3
}
MEMBER
