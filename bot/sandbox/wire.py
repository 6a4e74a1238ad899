"""JSON as it goes over the wire."""

import json
from typing import Any, TypeAlias

from aiohttp import web

Json: TypeAlias = dict[str, Any]

_encode = json.JSONEncoder(separators=(",", ":")).encode


def dumps(value: object) -> str:
    """The value as compact JSON in ASCII (lone surrogates survive)."""
    return _encode(value)


def json_answer(status: int, body: object) -> web.Response:
    """An HTTP answer in JSON. Its type names no charset: clients compare it literally."""
    return web.Response(status=status, body=dumps(body).encode(), content_type="application/json")
