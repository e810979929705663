"""How schemathesis sends JSON Lines: texts as they are, anything else as one line."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def json_lines(context, value):
    return (value if isinstance(value, str) else json.dumps(value)).encode()
