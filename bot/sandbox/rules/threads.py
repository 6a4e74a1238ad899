"""Threads: how they are begun and changed."""

from bot.sandbox.rules.faults import Check, Fault, Faults, Path
from bot.sandbox.rules.shapes import array, boolean, one_of, shape, snowflake, text, whole

PUBLIC, PRIVATE = 11, 12
MINUTES = (60, 1440, 4320, 10080)


def _any(_value: object, _path: Path) -> Faults:
    """What another rule looks into."""
    yield from ()


_NAME: dict[str, Check] = {
    "name": text(1, 100),
    "auto_archive_duration": one_of(*MINUTES),
    "rate_limit_per_user": whole(0, 21_600),
}
_AT_MESSAGE = shape(_NAME, "name")
_BESIDE = shape(_NAME | {"type": one_of(PUBLIC, PRIVATE), "invitable": boolean}, "name")
_POST = shape(
    _NAME | {"type": one_of(PUBLIC), "message": _any, "applied_tags": array(snowflake, 0, 5)},
    "name",
    "message",
)
_CHANGE = shape(
    _NAME
    | {
        "archived": boolean,
        "locked": boolean,
        "invitable": boolean,
        "flags": whole(0, 2),
        "applied_tags": array(snowflake, 0, 5),
    }
)


def thread_faults(body: object, *, place: str) -> list[Fault]:
    """What Discord refuses in a thread that is begun at a "message", in a "channel" or as a "post"."""
    return list({"message": _AT_MESSAGE, "channel": _BESIDE, "post": _POST}[place](body, ()))


def thread_change_faults(body: object) -> list[Fault]:
    """What Discord refuses in a change of a thread."""
    return list(_CHANGE(body, ()))
