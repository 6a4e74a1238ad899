"""JSON as it goes over the wire."""

import json
import math
from typing import Any, TypeAlias

from aiohttp import web

Json: TypeAlias = dict[str, Any]

_encode = json.JSONEncoder(separators=(",", ":")).encode


def dumps(value: object) -> str:
    """The value as compact JSON in ASCII (lone surrogates survive)."""
    return _encode(value)


def loads(content: str | bytes) -> Any:  # noqa: ANN401  # JSON
    """The value of a JSON text. Raises ValueError on anything else, NaN and bottomless nesting included."""
    try:
        return _decode(content if isinstance(content, str) else content.decode())
    except RecursionError as cause:
        raise ValueError("too deep") from cause


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(digits)
    return number


_decode = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite).decode


def json_answer(status: int, body: object) -> web.Response:
    """An HTTP answer in JSON. Its type names no charset: clients compare it literally."""
    return web.Response(status=status, body=dumps(body).encode(), content_type="application/json")
