"""Who is pinged by a message: what it says, cut down to what its writer allows and may."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox import permissions
from bot.sandbox.snowflakes import snowflake_or_none
from bot.sandbox.wire import Json
from bot.sandbox.world import Channel, World

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_TEXT_DISPLAY = 10


@dataclass(slots=True)
class Mentions:
    """Those who are pinged."""

    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    is_everyone: bool = False


@dataclass(slots=True)
class _Allowed:
    users: bool
    roles: bool
    everyone: bool
    user_ids: frozenset[int]
    role_ids: frozenset[int]
    replied_user: bool


def mentions_of(
    world: World,
    channel: Channel,
    author_id: int,
    body: Json,
    replied_to: int | None = None,
    *,
    is_answer: bool = False,
) -> Mentions:
    """Who is pinged by a message with this body; `replied_to` wrote what it replies to.

    Where nothing is said of what is allowed, an answer to an interaction (`is_answer`) pings users only.
    """
    text = "\n".join(_texts(body))
    found = Mentions()
    allowed = _allowed(body.get("allowed_mentions"), is_answer=is_answer)
    guild = world.guild_of(channel)
    if "<@" in text:
        for user_id in dict.fromkeys(int(number) for number in _USER.findall(text)):
            if user_id in world.users and (allowed.users or user_id in allowed.user_ids):
                found.users.append(user_id)
    if replied_to is not None and allowed.replied_user and replied_to not in found.users:
        found.users.append(replied_to)
    if guild is None:
        return found
    may_all = bool(world.permissions(author_id, channel) & permissions.MENTION_EVERYONE)
    for role_id in dict.fromkeys(int(number) for number in _ROLE.findall(text)):
        role = guild.roles.get(role_id)
        if role and (role.is_mentionable or may_all) and (allowed.roles or role_id in allowed.role_ids):
            found.roles.append(role_id)
    found.is_everyone = allowed.everyone and may_all and bool(_EVERYONE.search(text))
    return found


def _texts(body: Json) -> Iterator[str]:
    if isinstance(body.get("content"), str):
        yield body["content"]
    parts = list(body.get("components") or ())
    while parts:
        part = parts.pop()
        if part.get("type") == _TEXT_DISPLAY:
            yield str(part.get("content", ""))
        parts.extend(part.get("components") or ())


def _allowed(given: object, *, is_answer: bool) -> _Allowed:
    if not isinstance(given, dict):
        return _Allowed(
            users=True,
            roles=not is_answer,
            everyone=not is_answer,
            user_ids=frozenset(),
            role_ids=frozenset(),
            replied_user=True,
        )
    parse = given.get("parse") or ()
    return _Allowed(
        users="users" in parse,
        roles="roles" in parse,
        everyone="everyone" in parse,
        user_ids=_ids(given.get("users")),
        role_ids=_ids(given.get("roles")),
        replied_user=bool(given.get("replied_user")),
    )


def _ids(given: object) -> frozenset[int]:
    values = given if isinstance(given, list) else []
    return frozenset(number for number in map(snowflake_or_none, values) if number is not None)
