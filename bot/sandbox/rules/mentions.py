"""Whom a message may ping."""

from collections.abc import Mapping

from bot.sandbox.rules.faults import Fault, Faults, Path
from bot.sandbox.rules.shapes import array, boolean, one_of, shape, snowflake

_FIELDS = shape(
    {
        "parse": array(one_of("users", "roles", "everyone"), 0, 3, is_set=True),
        "users": array(snowflake, 0, 100, is_set=True),
        "roles": array(snowflake, 0, 100, is_set=True),
        "replied_user": boolean,
    }
)


def allowed_mentions(value: object, path: Path) -> Faults:
    """Kinds of mentions, or single ones: never both of the same kind."""
    yield from _FIELDS(value, path)
    parse = value.get("parse") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(parse, list):
        return
    for kind in ("users", "roles"):
        if kind in parse and value.get(kind):
            yield Fault(
                path,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
