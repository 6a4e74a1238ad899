"""The threads in which study groups meet: made with the first post, found after a crash, taken up again."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

import discord
from aiohttp import ClientError

from bot.domain.delivery import Delivery, GoneError, LostPlaceError, RetryError
from bot.domain.group_place import GroupPlace, PlaceTrouble
from bot.domain.outbox import OutboxKind
from bot.domain.study_group import StudyGroup
from bot.services.asker import Asker

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient
    from bot.services.group_places import GroupPlaces

QUIET_MINUTES: Final = 10080
"""A thread in which nothing is said for a week is put away; the next message takes it up again."""
IS_ARCHIVED = 50083
UNKNOWN_MESSAGE = 10008
_SOON_SECONDS = 2.0
_CLOCK_SLACK = timedelta(minutes=1)
_NAME_LENGTH = 100
_PRIVATE, _PUBLIC = discord.ChannelType.private_thread, discord.ChannelType.public_thread
_REFUSED = {400, 403}
_MOST_REMEMBERED = 1000
"""Threads: one is forgotten long after its board is there."""

Room: TypeAlias = discord.Thread | discord.PartialMessageable
_log = logging.getLogger(__name__)


class GroupThreads:
    """Makes and finds threads, and lets members in and out. What fails raises as the delivery port does."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client
        self._let_in: OrderedDict[int, set[int]] = OrderedDict()

    async def open(self, delivery: Delivery) -> Room:
        """The thread to which something goes; the board's posting makes one where there is none.

        Raises LostPlaceError, GoneError; RetryError where the board is not posted yet.
        """
        found = await self.find(delivery)
        is_board = delivery.key.kind is OutboxKind.BOARD
        if found is not None and not (is_board and delivery.tries > 1):
            return found
        if not is_board:
            raise RetryError(_SOON_SECONDS)
        place = await self._places.place(delivery.key.guild_id, delivery.key.scope_id)
        if found is None:
            if delivery.key.period != str(place.generation):
                raise GoneError
            found, place = await self._made(place)
        await self._let_all_in(place)
        return found

    async def find(self, delivery: Delivery) -> Room | None:
        """The thread to which something goes; None where there is none yet."""
        key = delivery.key
        if delivery.channel_id is not None:
            return self.room(key.guild_id, delivery.channel_id)
        place = await self._places.place(key.guild_id, key.scope_id)
        if place.thread_id is not None:
            return self.room(key.guild_id, place.thread_id)
        if key.kind is not OutboxKind.BOARD or delivery.tries == 1:
            return None
        return await self._left_behind(place, delivery)

    def room(self, guild_id: int, thread_id: int) -> Room:
        """The thread; one that was put away is not in memory."""
        guild = self._client.get_guild(guild_id)
        found = None if guild is None else guild.get_thread(thread_id)
        return found or self._client.get_partial_messageable(thread_id, guild_id=guild_id)

    async def let_in(self, place: GroupPlace, user_id: int) -> bool:
        """Adds a member to a private thread, who reads along then; false where Discord does not let them."""
        if place.thread_id is None or not place.is_private:
            return True
        thread_id = place.thread_id
        try:
            await self.taken_up(thread_id, lambda: self._client.http.add_user_to_thread(thread_id, user_id))
        except discord.HTTPException as refused:
            _log.info("A member could not be added to the thread of their group: %s", refused)
            return False
        return True

    async def _let_all_in(self, place: GroupPlace) -> None:
        """Adds the members to the thread; after a try that was cut off, those whom it did not reach."""
        if place.thread_id is None or not place.is_private:
            return
        done = self._let_in.setdefault(place.thread_id, set())
        while len(self._let_in) > _MOST_REMEMBERED:
            self._let_in.popitem(last=False)
        for user_id in await self._places.members(place.guild_id, place.group_id):
            if user_id not in done:
                await self.let_in(place, user_id)
                done.add(user_id)

    async def let_out(self, place: GroupPlace, user_id: int) -> None:
        """Takes a member out of a private thread, as far as Discord lets Badger."""
        if place.thread_id is None or not place.is_private:
            return
        thread_id, leave = place.thread_id, self._client.http.remove_user_from_thread
        try:
            await self.taken_up(thread_id, lambda: leave(thread_id, user_id))
        except discord.HTTPException as refused:
            _log.info("A member could not be taken out of the thread of their group: %s", refused)

    async def let_out_of_all(self, places: Iterable[GroupPlace], user_id: int) -> None:
        """Takes somebody out of several threads, once: where the connection breaks, out of the others."""
        for place in places:
            try:
                await self.let_out(place, user_id)
            except (ClientError, OSError, discord.RateLimited) as broken:
                _log.warning("Somebody could not be taken out of the thread of a group: %s", broken)

    async def taken_up(self, thread_id: int, change: Callable[[], Awaitable[object]]) -> None:
        """Changes something in a thread, which is taken up before where it was put away."""
        try:
            await change()
        except discord.HTTPException as refused:
            if refused.code != IS_ARCHIVED:
                raise
            await self._client.http.edit_channel(thread_id, archived=False)
            await change()

    async def rename(self, place: GroupPlace, name: str) -> None:
        """Names the thread after its group, as far as Discord lets Badger: twice in ten minutes."""
        if place.thread_id is not None:
            await self._change(place.thread_id, name=name[:_NAME_LENGTH])

    async def put_away(self, place: GroupPlace) -> None:
        """Puts the thread of a group that is over away."""
        if place.thread_id is not None:
            await self._change(place.thread_id, archived=True)

    @property
    def _places(self) -> "GroupPlaces":
        return self._client.desk.use_cases.groups.places

    async def _change(self, thread_id: int, **fields: str | bool) -> None:
        try:
            await self._client.http.edit_channel(thread_id, reason=None, **fields)
        except (discord.HTTPException, discord.RateLimited) as refused:
            _log.info("A thread could not be changed: %s", refused)

    async def _made(self, place: GroupPlace) -> tuple[Room, GroupPlace]:
        group = await self._group(place)
        channel = self._channel(place)
        thread, is_private = await self._begun(channel, group)
        kept = await self._places.set_thread(place, thread.id, is_private=is_private)
        if kept.thread_id != thread.id:
            # Somebody else repaired it, or made a thread, meanwhile. Badger may not delete threads.
            await self._change(thread.id, archived=True)
            raise RetryError(_SOON_SECONDS)
        return thread, kept

    async def _begun(
        self, channel: discord.TextChannel | discord.ForumChannel, group: StudyGroup
    ) -> tuple[discord.Thread, bool]:
        """The new thread, and whether only members see it: as private as Badger may make it."""
        try:
            if isinstance(channel, discord.ForumChannel):
                return await self._begun_post(channel, group), False
            kind = _kind_in(channel)
            thread = await channel.create_thread(
                name=group.name[:_NAME_LENGTH],
                type=kind,
                auto_archive_duration=QUIET_MINUTES,
                invitable=False,
            )
        except discord.NotFound as gone:
            raise LostPlaceError(PlaceTrouble.CHANNEL_GONE) from gone
        except discord.HTTPException as refused:
            # There may be too many threads already, which is as good as forbidden.
            if refused.status not in _REFUSED:
                raise
            raise LostPlaceError(PlaceTrouble.FORBIDDEN) from refused
        return thread, kind is _PRIVATE

    async def _begun_post(self, channel: discord.ForumChannel, group: StudyGroup) -> discord.Thread:
        post = await channel.create_thread(
            name=group.name[:_NAME_LENGTH],
            content=self._client.desk.texts("group-thread-first"),
            auto_archive_duration=QUIET_MINUTES,
            applied_tags=channel.available_tags[:1] if channel.flags.require_tag else [],
        )
        return post.thread

    async def _left_behind(self, place: GroupPlace, delivery: Delivery) -> Room | None:
        """A thread that was made before a crash, and that nobody wrote down."""
        guild, user = self._client.get_guild(place.guild_id), self._client.user
        if guild is None or user is None or delivery.first_tried_at is None:
            return None
        group, since = await self._group(place), delivery.first_tried_at - _CLOCK_SLACK
        mine = [
            each
            for each in await guild.active_threads()
            if each.owner_id == user.id
            and each.parent_id == place.channel_id
            and each.name == group.name[:_NAME_LENGTH]
            and discord.utils.snowflake_time(each.id) >= since
        ]
        taken = await self._places.threads_taken(place.guild_id, [each.id for each in mine])
        return await self._taken_over(place, (each for each in mine if each.id not in taken))

    async def _taken_over(self, place: GroupPlace, threads: Iterable[discord.Thread]) -> Room | None:
        thread = min(threads, key=lambda each: each.id, default=None)
        if thread is None:
            return None
        kept = await self._places.set_thread(place, thread.id, is_private=thread.is_private())
        if kept.thread_id is None:
            return None
        return self.room(place.guild_id, kept.thread_id)

    def _channel(self, place: GroupPlace) -> discord.TextChannel | discord.ForumChannel:
        guild = self._client.get_guild(place.guild_id)
        channel = None if guild is None else guild.get_channel(place.channel_id)
        if channel is None:
            raise LostPlaceError(PlaceTrouble.CHANNEL_GONE)
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            raise LostPlaceError(PlaceTrouble.FORBIDDEN)
        return channel

    async def _group(self, place: GroupPlace) -> StudyGroup:
        groups = self._client.desk.use_cases.groups
        return (await groups.lists.group(Asker(0, place.guild_id, 0), str(place.group_id))).group


def _kind_in(channel: discord.TextChannel) -> discord.ChannelType:
    """The kind of thread that the channel allows: in one for news there are no private ones."""
    if channel.is_news():
        return discord.ChannelType.news_thread
    return _PRIVATE if channel.permissions_for(channel.guild.me).create_private_threads else _PUBLIC
