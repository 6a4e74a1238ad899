"""The use cases that read the boards of study groups. All of it is derived on reading."""

from datetime import datetime, timedelta

from bot.domain.board_facts import BoardFacts
from bot.domain.errors import UserError
from bot.domain.group_board import Audience, Board, Window, board_of, window_days
from bot.domain.local_days import local_day
from bot.domain.ports import Clock
from bot.domain.study_group import StudyGroup, check_living
from bot.services.asker import Asker
from bot.services.group_rooms import server_of, title_of
from bot.services.member_ledger import CatalogueOf
from bot.storage import group_boards, group_places
from bot.storage.database import Database, Session
from bot.storage.group_boards import People

_STREAK_LOOK_BACK = timedelta(weeks=104)
"""Two years: whoever kept at it longer is shown as that long."""


class GroupBoards:
    """Reads the boards of groups, as far as who looks may see."""

    def __init__(self, catalogue_of: CatalogueOf, database: Database, clock: Clock) -> None:
        """`catalogue_of` is what a server sees at this moment."""
        self._catalogue_of = catalogue_of
        self._database = database
        self._clock = clock

    async def board(self, asker: Asker, group_id: int, window: Window = Window.WEEK) -> Board:
        """The board as the asker may see it.

        Raises UserError `group-unknown`, `group-over`, `server-needed` without a server.
        """

        def look(session: Session, now: datetime) -> Board:
            people = _people(session, server_of(asker), group_id)
            check_living(people.group)
            is_in = any(stay.is_current and stay.user_id == asker.user_id for stay in people.stays)
            audience = Audience.GROUP if is_in else Audience.SERVER
            return board_in(session, self._catalogue_of, people, window, audience, now)

        return await self._database.read(look, self._clock.now())

    async def posted_board(self, guild_id: int, group_id: int) -> Board:
        """The board of the week as it stands in the group's thread. Raises UserError `group-unknown`.

        Where others than members can read along, it is what others may see. A group that is over has one too.
        """

        def look(session: Session, now: datetime) -> Board:
            people = _people(session, guild_id, group_id)
            place = group_places.of(session, guild_id, group_id)
            audience = Audience.GROUP if place is not None and place.is_private else Audience.SERVER
            return board_in(session, self._catalogue_of, people, Window.WEEK, audience, now)

        return await self._database.read(look, self._clock.now())


def board_in(
    session: Session,
    catalogue_of: CatalogueOf,
    people: People,
    window: Window,
    audience: Audience,
    now: datetime,
) -> Board:
    """The board of a group with its people, in at most five queries more."""
    group = people.group
    today, users = local_day(now, group.zone), tuple(people.visibilities)
    since, until = window_days(window, today)
    counted = counted_credentials(catalogue_of, group)
    look_back = None if since is None else min(since, today - _STREAK_LOOK_BACK)
    facts = BoardFacts(
        group,
        title_of(catalogue_of, group),
        people.stays,
        people.visibilities,
        group_boards.work_of(session, group.guild_id, users, credential_ids=counted, since=look_back),
        group_boards.erased_of(session, group.guild_id, group.id, credential_ids=counted),
        group_boards.kudos_of(session, group.guild_id, users, since, until),
        {} if counted is None else group_boards.done_of(session, group.guild_id, users, counted),
    )
    return board_of(facts, window, audience, today=today)


def counted_credentials(catalogue_of: CatalogueOf, group: StudyGroup) -> frozenset[str] | None:
    """The ids of the group's credential and of all that it took the place of; None where any counts."""
    if group.credential_id is None:
        return None
    return catalogue_of(group.guild_id).seen.ids_of(group.credential_id)


def _people(session: Session, guild_id: int, group_id: int) -> People:
    found = group_boards.people_of(session, guild_id, group_id)
    if found is None:
        raise UserError("group-unknown")
    return found
