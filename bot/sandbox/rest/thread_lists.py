"""REST that lists threads: those of a server that are not put away, and a channel's that were."""

from collections.abc import Callable
from datetime import datetime

from bot.sandbox.payloads import active_threads, channel_payload
from bot.sandbox.permissions import MANAGE_THREADS, READ_MESSAGE_HISTORY
from bot.sandbox.refusals import field_refused
from bot.sandbox.rest.access import channel_or_refuse, guild_or_refuse
from bot.sandbox.rest.call import Call
from bot.sandbox.wire import Json
from bot.sandbox.world import PRIVATE_THREAD, PUBLIC_THREAD, Channel, Thread, World

_FEWEST, _MOST = 2, 100


class ThreadLists:
    """Endpoints that list threads as the bot sees them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def active(self, call: Call) -> Json:
        """The threads of a server that are not put away."""
        guild = guild_or_refuse(self._world, call.id("guild_id"))
        return _listed(active_threads(self._world, guild, self._world.bot.id))

    def public(self, call: Call) -> Json:
        """The public threads of a channel that were put away, the last of them first."""
        parent = channel_or_refuse(self._world, call.id("channel_id"), READ_MESSAGE_HISTORY)
        return self._put_away(call, parent, lambda channel, _: channel.type == PUBLIC_THREAD)

    def private(self, call: Call) -> Json:
        """The private threads of a channel that were put away, the last of them first."""
        needed = (READ_MESSAGE_HISTORY, MANAGE_THREADS)
        parent = channel_or_refuse(self._world, call.id("channel_id"), *needed)
        return self._put_away(call, parent, lambda channel, _: channel.type == PRIVATE_THREAD)

    def joined(self, call: Call) -> Json:
        """The private threads of a channel that were put away and that the bot is in, by their ids."""
        parent = channel_or_refuse(self._world, call.id("channel_id"), READ_MESSAGE_HISTORY)
        bot_id = self._world.bot.id
        before = call.query_id("before")
        found = [
            channel
            for channel, thread in self._away(parent)
            if channel.type == PRIVATE_THREAD and bot_id in thread.members
            if before is None or channel.id < before
        ]
        return self._page(call, sorted(found, key=lambda channel: channel.id, reverse=True))

    def _put_away(self, call: Call, parent: Channel, is_meant: Callable[[Channel, Thread], bool]) -> Json:
        before = _moment(call, "before")
        found = [
            (datetime.fromisoformat(thread.archive_changed_at), channel.id, channel)
            for channel, thread in self._away(parent)
            if is_meant(channel, thread)
        ]
        found.sort(key=lambda one: one[:2], reverse=True)
        return self._page(call, [channel for moment, _, channel in found if not before or moment < before])

    def _away(self, parent: Channel) -> list[tuple[Channel, Thread]]:
        guild = guild_or_refuse(self._world, parent.guild_id or 0)
        return [
            (channel, channel.thread)
            for channel in guild.threads.values()
            if channel.parent_id == parent.id and channel.thread and channel.thread.is_archived
        ]

    def _page(self, call: Call, found: list[Channel]) -> Json:
        limit = call.query_id("limit") if "limit" in call.query else _MOST
        if limit is None or not _FEWEST <= limit <= _MOST:
            text = f"int value should be between {_FEWEST} and {_MOST}."
            raise field_refused("limit", code="NUMBER_TYPE_MAX", message=text)
        bot_id = self._world.bot.id
        shown = [channel_payload(self._world, channel, seen_by=bot_id) for channel in found[:limit]]
        return _listed(shown) | {"has_more": len(found) > limit}


def _listed(shown: list[Json]) -> Json:
    members = [thread["member"] for thread in shown if "member" in thread]
    return {"threads": shown, "members": members, "has_more": False}


def _moment(call: Call, name: str) -> datetime | None:
    if name not in call.query:
        return None
    try:
        moment = datetime.fromisoformat(call.query[name])
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        text = f'Value "{call.query[name]}" is not a timestamp.'
        raise field_refused(name, code="DATE_TIME_TYPE_PARSE", message=text)
    return moment
