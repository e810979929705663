#!/bin/sh
# Holds a running service to its description with schemathesis, all checks on.
#
#   scripts/api/check.sh [examples]      how many requests are made up for each route and phase; 100 where not given
#
# Builds nothing: KITH names the command, else the release build is taken. SCHEMATHESIS names schemathesis, else it is
# installed for the run, with Python 3.10 or later.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
kith=${KITH:-$root/.build/release/kith}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

schemathesis=${SCHEMATHESIS:-}
if [ -z "$schemathesis" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --requirement "$root/scripts/api/requirements.txt"
  schemathesis=$work/venv/bin/schemathesis
fi
"$kith" import "$root/data/demo/directory.jsonl" --source demo --directory "$work/kith.sqlite" >/dev/null

token=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
port=${PORT:-18080}
KITH_TOKEN=$token "$kith" serve --directory "$work/kith.sqlite" --port "$port" --requests-per-second 0 \
  --log-level warning &
server=$!
cp "$root/scripts/api/hooks.py" "$root/scripts/api/schemathesis.toml" "$work"
cd "$work"
PYTHONPATH=. SCHEMATHESIS_HOOKS=hooks "$schemathesis" run "http://127.0.0.1:$port/openapi.json" --wait-for-schema 20 \
  --checks all --header "Authorization: Bearer $token" --max-examples "${1:-100}" --no-color
