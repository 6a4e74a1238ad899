"""The use cases of the place of a study group: its thread and its board, and what is wrong with them."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.errors import UserError
from bot.domain.group_keeping import CLAIM_HOLDS, ONCE_IN, Keeping
from bot.domain.group_place import BOARD_SUBJECT, GroupPlace, PlaceTrouble, repaired
from bot.domain.outbox import OutboxKey, OutboxKind, OutboxScope, OutboxStatus
from bot.domain.ports import Clock
from bot.domain.study_group import Membership, StudyGroup, check_living, check_may_manage
from bot.services.asker import Asker
from bot.storage import (
    group_checkins,
    group_members,
    group_places,
    group_retelling,
    kept_messages,
    outbox,
    study_groups,
)
from bot.storage.database import Database, Session


class GroupPlaces:
    """Knows where groups meet. `wake` is called when something was written that is due now."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        wake: Callable[[], None],
        *,
        holds: timedelta = CLAIM_HOLDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._holds = holds

    async def place(self, guild_id: int, group_id: int) -> GroupPlace:
        """Where a group meets. Raises UserError `group-unknown`."""
        return await self._database.read(_needed, guild_id, group_id)

    async def group_in(self, guild_id: int, thread_id: int) -> int | None:
        """The number of the living group that meets in a thread; None where none does."""
        return await self._database.read(group_places.group_in, guild_id, thread_id)

    async def members(self, guild_id: int, group_id: int) -> list[int]:
        """Who is in a group, the longest first."""
        stays = await self._database.read(group_members.current_of, guild_id, group_id)
        return [stay.user_id for stay in stays]

    async def stay(self, guild_id: int, number: int) -> Membership | None:
        """A stay by its number; None where it is none of the server's, or was erased."""
        return await self._database.read(group_members.by_number, guild_id, number)

    async def server_of_owned(self, user_id: int, group_id: int) -> int | None:
        """The server of a group that a user owns, for a button in a direct message; None of others."""
        owned = await self._database.read(study_groups.owned_by, user_id, None)
        return next((each.guild_id for each in owned if each.id == group_id), None)

    async def claim_untold(self, guild_id: int, user_id: int) -> list[int]:
        """The groups whose owner no direct message could tell of their trouble; from now on they know."""
        return await self._database.write(outbox.claim_group_faults, guild_id, user_id)

    async def rooms_of(self, user_id: int, guild_id: int | None) -> list[GroupPlace]:
        """The private threads in which a user is as a member, in one server or (None) in all."""
        return await self._database.read(group_places.rooms_of, user_id, guild_id)

    async def count_troubled(self, guild_id: int) -> int:
        """How many living groups of the server cannot be shown where they meet."""
        return await self._database.read(group_places.count_troubled, guild_id)

    async def set_thread(self, place: GroupPlace, thread_id: int, *, is_private: bool) -> GroupPlace:
        """Keeps the thread that was made for a place; says where the group meets now."""
        return await self._database.write(_set_thread, place, thread_id, is_private=is_private)

    async def threads_taken(self, guild_id: int, thread_ids: Collection[int]) -> set[int]:
        """Those of the threads in which groups meet."""
        return await self._database.read(group_places.threads_taken, guild_id, thread_ids)

    async def repair(
        self, asker: Asker, group_id: int, *, is_moderator: bool, move_to: int | None = None
    ) -> GroupPlace:
        """Takes a place up again, for its owner and for moderators; a board that is gone is posted anew.

        What could not be told meanwhile is told. `move_to` is a channel to meet in from now on. Raises
        UserError `server-needed`, `group-unknown`, `group-over`, `group-not-yours`, `group-channel-gone`.
        """
        place = await self._database.write(
            _repair, asker, group_id, self._clock.now(), is_moderator=is_moderator, move_to=move_to
        )
        self._wake()
        return place

    async def lost(self, guild_id: int, room_id: int) -> None:
        """A thread or a channel is gone: the owners of the groups that met there are told, once."""
        await self._database.write(_lost, guild_id, room_id, self._clock.now())
        self._wake()

    async def lost_messages(self, guild_id: int, message_ids: Collection[int]) -> None:
        """Messages are gone: where one was a board, the owner of its group is told, once."""
        if await self._database.read(group_places.boards_among, guild_id, message_ids):
            await self._database.write(_lost_messages, guild_id, message_ids, self._clock.now())
            self._wake()

    async def claim(self, limit: int) -> list[Keeping]:
        """Boards and check-ins that do not say what holds, and were not edited in the last minute."""
        now = self._clock.now()
        if not await self._database.read(kept_messages.has_stale, now=now):
            return []
        return await self._database.write(_claim, now, self._holds, limit)

    async def shown(self, keeping: Keeping) -> None:
        """Keeps that a message says what held at the claim."""
        await self._database.write(kept_messages.mark_shown, keeping)

    async def put_off(self, keeping: Keeping, wait: timedelta) -> None:
        """Has a message wait that could not be changed."""
        await self._database.write(kept_messages.put_off, keeping, wait, now=self._clock.now())

    async def give_back(self, keeping: Keeping) -> None:
        """Gives a message back that nobody began to change."""
        await self._database.write(kept_messages.give_back, keeping, now=self._clock.now())

    async def troubled(self, keeping: Keeping, trouble: PlaceTrouble) -> None:
        """Keeps why a message cannot be changed; the owner is told, once.

        A check-in that somebody deleted is no trouble of the place: it is not changed any more.
        """
        await self._database.write(_troubled, keeping, trouble, self._clock.now())
        self._wake()


def begin_place(session: Session, group: StudyGroup, channel_id: int, now: datetime) -> GroupPlace:
    """Writes that a new group meets in a thread of a channel; it is made when the board is posted."""
    place = GroupPlace(group.id, group.guild_id, channel_id)
    group_places.add(session, place, now=now)
    post_board(session, place, now)
    return place


def post_board(session: Session, place: GroupPlace, now: datetime) -> None:
    """Has the board of a place's generation posted: once."""
    outbox.add(session, board_key(place), {}, due_at=now, now=now)


def board_key(place: GroupPlace) -> OutboxKey:
    """The key of the posting of a board."""
    scope, kind = OutboxScope.GROUP, OutboxKind.BOARD
    return OutboxKey(place.guild_id, scope, place.group_id, kind, BOARD_SUBJECT, str(place.generation))


def in_trouble(session: Session, place: GroupPlace, trouble: PlaceTrouble, now: datetime) -> None:
    """Keeps what is wrong with a place, and has its owner told; what is known is not told again."""
    if not group_places.set_trouble(
        session, place.guild_id, place.group_id, place.generation, trouble, now=now
    ):
        return
    group = study_groups.of(session, place.guild_id, place.group_id)
    if group is None or not group.is_living or group.owner_id is None:
        return
    scope, kind = OutboxScope.MEMBER, OutboxKind.GROUP_FAULT
    key = OutboxKey(group.guild_id, scope, group.owner_id, kind, str(group.id), now.isoformat())
    outbox.add(session, key, {"trouble": trouble.value}, due_at=now, now=now)


def _needed(session: Session, guild_id: int, group_id: int) -> GroupPlace:
    place = group_places.of(session, guild_id, group_id)
    if place is None:
        raise UserError("group-unknown")
    return place


def _set_thread(session: Session, place: GroupPlace, thread_id: int, *, is_private: bool) -> GroupPlace:
    group_places.set_thread(
        session, place.guild_id, place.group_id, place.generation, thread_id, is_private=is_private
    )
    return _needed(session, place.guild_id, place.group_id)


def _repair(
    session: Session,
    asker: Asker,
    group_id: int,
    now: datetime,
    *,
    is_moderator: bool,
    move_to: int | None,
) -> GroupPlace:
    if asker.guild_id is None:
        raise UserError("server-needed")
    place = _needed(session, asker.guild_id, group_id)
    group = study_groups.of(session, asker.guild_id, group_id)
    if group is None:
        raise UserError("group-unknown")
    check_living(group)
    check_may_manage(group, asker.user_id, is_moderator=is_moderator)
    after = repaired(place, move_to=move_to)
    if after == place or (move_to is None and _is_on_its_way(session, place)):
        return place
    group_places.renew(session, after, now=now)
    if after.generation != place.generation:
        post_board(session, after, now)
    group_retelling.tell_again(session, after, has_moved=after.thread_id != place.thread_id, now=now)
    return after


def _is_on_its_way(session: Session, place: GroupPlace) -> bool:
    """Whether the thread is about to be made: a second click makes no second one."""
    if place.trouble is not PlaceTrouble.NO_THREAD_YET:
        return False
    posting = outbox.at(session, board_key(place))
    return posting is not None and posting.status in {OutboxStatus.PENDING, OutboxStatus.LEASED}


def _lost(session: Session, guild_id: int, room_id: int, now: datetime) -> None:
    for place in group_places.met_in(session, guild_id, room_id):
        is_channel = place.channel_id == room_id
        in_trouble(session, place, PlaceTrouble.CHANNEL_GONE if is_channel else PlaceTrouble.THREAD_GONE, now)


def _lost_messages(session: Session, guild_id: int, message_ids: Collection[int], now: datetime) -> None:
    for place in group_places.boards_among(session, guild_id, message_ids):
        in_trouble(session, place, PlaceTrouble.MESSAGE_GONE, now)


def _claim(session: Session, now: datetime, holds: timedelta, limit: int) -> list[Keeping]:
    boards = kept_messages.claim_boards(session, now=now, holds=holds, limit=limit)
    return boards + kept_messages.claim_checkins(session, holds=holds, limit=limit - len(boards))


def _troubled(session: Session, keeping: Keeping, trouble: PlaceTrouble, now: datetime) -> None:
    if keeping.week is not None and trouble is PlaceTrouble.MESSAGE_GONE:
        group_checkins.forget_message(session, keeping.place.guild_id, keeping.place.group_id, keeping.week)
        return
    if keeping.week is None:
        kept_messages.mark_shown(session, replace(keeping, week_ends_at=None))
    else:
        # A repair marks the board only: a check-in that was not changed stays stale until then.
        kept_messages.put_off(session, keeping, ONCE_IN, now=now)
    in_trouble(session, keeping.place, trouble, now)
