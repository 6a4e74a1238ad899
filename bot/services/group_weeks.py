"""What study groups did in a week, for the reminders of their members and for the server's digest."""

from datetime import date, datetime, timedelta
from functools import cache

from bot.domain.group_board import Audience, Board, Window
from bot.domain.group_weeks import MOST_OWN, OwnGroupWeek, OwnGroupWeeks, ToldGroups, told_groups
from bot.domain.local_days import DAYS_PER_WEEK
from bot.services.group_boards import board_in
from bot.services.member_ledger import CatalogueOf
from bot.storage import group_boards, group_members, group_weeks
from bot.storage.database import Session
from bot.storage.group_boards import People

_WEEK = timedelta(days=DAYS_PER_WEEK)


def own_group_weeks(
    session: Session, catalogue_of: CatalogueOf, guild_id: int, user_id: int, now: datetime
) -> OwnGroupWeeks:
    """What the member's groups in the server did together, as members see it."""
    stays = group_members.of_user(session, guild_id, user_id)
    found = (group_boards.people_of(session, guild_id, stay.group_id) for stay in stays[:MOST_OWN])
    weeks = tuple(_own_week(session, catalogue_of, people, now) for people in found if people is not None)
    return OwnGroupWeeks(weeks, max(0, len(stays) - MOST_OWN))


def told_group_weeks(
    session: Session, catalogue_of: CatalogueOf, guild_id: int, since: date, until: date
) -> ToldGroups:
    """What the server's digest tells of its groups in these days."""
    ids_of = cache(catalogue_of(guild_id).seen.ids_of)
    return told_groups(group_weeks.open_work(session, guild_id, since, until, counted_of=ids_of))


def _own_week(session: Session, catalogue_of: CatalogueOf, people: People, now: datetime) -> OwnGroupWeek:
    """That of today; where nothing is in it yet, the one before, as on the morning after."""

    def board(at: datetime) -> Board:
        return board_in(session, catalogue_of, people, Window.WEEK, Audience.GROUP, at)

    shown, is_last_week = board(now), False
    if not (shown.total_minutes or shown.total_tasks):
        before = board(now - _WEEK)
        if before.total_minutes or before.total_tasks:
            shown, is_last_week = before, True
    return OwnGroupWeek(people.group.name, shown.total_minutes or 0, shown.total_tasks or 0, is_last_week)
