"""What schemathesis does not know by itself: how JSON Lines are sent."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value) + "\n").encode("utf-8", "surrogatepass")
