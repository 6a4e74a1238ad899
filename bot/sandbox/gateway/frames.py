"""What a bot sends over the gateway, read strictly, and the codes with which the gateway closes."""

from collections.abc import Mapping

from bot.sandbox.wire import loads

_LARGEST_PAYLOAD = 4096
_VERSIONS = ("9", "10")
_WHY = {
    4001: "Unknown opcode",
    4002: "Decode error",
    4003: "Not authenticated",
    4004: "Authentication failed",
    4005: "Already authenticated",
    4007: "Invalid seq",
    4008: "Rate limited",
    4009: "Session timed out",
    4010: "Invalid shard",
    4012: "Invalid API version",
    4013: "Invalid intent(s)",
    4014: "Disallowed intent(s)",
}


class ClosedError(Exception):
    """The gateway closes the connection, with Discord's code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
        self.why = _WHY.get(code, "Unknown error")


def op_and_body(data: str | bytes) -> tuple[int, object]:
    """The opcode of a frame, and what comes with it. Raises ClosedError where it cannot be read."""
    if len(data) > _LARGEST_PAYLOAD:
        raise ClosedError(4002)
    try:
        payload = loads(data)
    except ValueError as cause:
        raise ClosedError(4002) from cause
    if not isinstance(payload, dict) or type(payload.get("op")) is not int:
        raise ClosedError(4002)
    return payload["op"], payload.get("d")


def check_version(query: Mapping[str, str]) -> None:
    """Nothing where the sandbox speaks what the address asks for. Raises ClosedError else."""
    if query.get("v", "10") not in _VERSIONS:
        raise ClosedError(4012)
    if query.get("encoding", "json") != "json":
        raise ClosedError(4002)


def is_shard(shard: object) -> bool:
    """Whether this is a shard's number and their count."""
    if not isinstance(shard, list) or [type(part) for part in shard] != [int, int]:
        return False
    return bool(0 <= shard[0] < shard[1])
