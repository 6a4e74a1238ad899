"""The use cases of kudos: giving one, and choosing a member of a study group for it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.kudos import Kudos, kudos_left, may_give
from bot.domain.moderation import BlockedFrom
from bot.domain.ports import Clock
from bot.domain.study_group import StudyGroup, check_living
from bot.services.asker import Asker
from bot.services.group_rooms import group_numbered, server_of, today_of
from bot.storage import board_marks, group_members, kudos, member_blocks
from bot.storage.database import Database, Session


@dataclass(frozen=True, slots=True)
class KudosGiven:
    """A good word that was given, and how many the giver still has today."""

    kudos: Kudos
    left_today: int


@dataclass(frozen=True, slots=True)
class KudosChoice:
    """Whom of a group somebody may still give kudos today; `is_alone`: there is nobody else in it."""

    group: StudyGroup
    user_ids: tuple[int, ...]
    left_today: int
    is_alone: bool


class KudosGiving:
    """Gives kudos: a few a day and giver, one a day to the same, none to oneself."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def give(self, asker: Asker, receiver_id: int, group_id: int | None = None) -> KudosGiven:
        """Gives the receiver kudos, in a study group where both are in it.

        Raises UserError `server-needed`, `kudos-self`, `kudos-blocked`, `kudos-already`, `kudos-too-many`;
        with a group also `group-unknown`, `group-over`, `group-not-in-it`, `kudos-left`.
        """
        return await self._database.write(_give, asker, receiver_id, group_id, self._clock.now())

    async def choice(self, asker: Asker, group_id: int) -> KudosChoice:
        """Whom the asker may choose in a group of theirs, who came first to it first.

        Raises UserError `server-needed`, `group-unknown`, `group-over`, `group-not-in-it`, `kudos-too-many`.
        """
        return await self._database.read(_choice, asker, group_id, self._clock.now())


def _give(
    session: Session, asker: Asker, receiver_id: int, group_id: int | None, now: datetime
) -> KudosGiven:
    guild_id, today = server_of(asker), today_of(session, asker.user_id, now)
    given = kudos.given_on(session, guild_id, asker.user_id, today)
    known = kudos.given_by(session, guild_id, asker.user_id, asker.interaction_id)
    if known is not None:
        return KudosGiven(known, kudos_left(given))
    if group_id is not None and receiver_id not in _members(session, asker, group_id)[1]:
        raise UserError("kudos-left")
    blocks = member_blocks.blocks_of(session, guild_id, asker.user_id)
    may_give(asker.user_id, receiver_id, given, is_blocked=BlockedFrom.EVERYTHING in blocks)
    word = Kudos(guild_id, asker.user_id, receiver_id, today, now, group_id)
    kudos.add(session, word, asker.interaction_id)
    board_marks.mark_member(session, guild_id, receiver_id, now)
    return KudosGiven(word, kudos_left({*given, receiver_id}))


def _choice(session: Session, asker: Asker, group_id: int, now: datetime) -> KudosChoice:
    group, members = _members(session, asker, group_id)
    today = today_of(session, asker.user_id, now)
    given = kudos.given_on(session, group.guild_id, asker.user_id, today)
    if not kudos_left(given):
        may_give(asker.user_id, 0, given, is_blocked=False)
    others = [each for each in members if each != asker.user_id]
    still = tuple(each for each in others if each not in given)
    return KudosChoice(group, still, kudos_left(given), is_alone=not others)


def _members(session: Session, asker: Asker, group_id: int) -> tuple[StudyGroup, list[int]]:
    """A living group of the asker's with those who are in it. Raises UserError as its callers say."""
    group = group_numbered(session, server_of(asker), group_id)
    check_living(group)
    members = [stay.user_id for stay in group_members.current_of(session, group.guild_id, group.id)]
    if asker.user_id not in members:
        raise UserError("group-not-in-it", name=group.name)
    return group, members
