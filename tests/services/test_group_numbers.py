"""An erased member leaves nothing behind that goes on, and numbers are not taken for others."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, col, select

from bot.domain.erasure import ErasureScope
from bot.domain.outbox import OutboxKind
from bot.storage.database import Database
from bot.storage.own_rows import rows_of
from bot.storage.tables import GroupPlaceRow, OutboxRow
from tests.services.group_club import TEO, group_work, make_group
from tests.services.ledger_club import MIRA, NOA, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read")])
    await database.close()


def news_to_tell(session: Session) -> list[str]:
    query = select(OutboxRow.subject).where(
        col(OutboxRow.kind) == OutboxKind.GROUP_NEWS.value, col(OutboxRow.status) == "pending"
    )
    return sorted(session.exec(query))


def tell_all(session: Session) -> None:
    for row in session.exec(select(OutboxRow)):
        row.status = "sent"


async def test_who_comes_after_an_erasure_is_told_of_and_let_into_the_thread(club: Club):
    group_id = await make_group(club, "Night Owls", NOA)
    await club.database.write(tell_all)
    await club.data.erase(club.asker(NOA), ErasureScope.HERE)
    joined = await group_work(club).life.join(club.asker(TEO), group_id)
    # A number that was given away again is not taken for the one before.
    assert await club.database.read(news_to_tell) == [f"joined:{joined.membership.id}"]


async def test_a_board_loses_the_kudos_of_who_was_erased(club: Club):
    group_id = await make_group(club)
    await make_group(club, "Early Birds", owner_id=NOA)
    await group_work(club).kudos.give(club.asker(NOA), MIRA)
    await club.database.write(show_all)
    await club.data.erase(club.asker(NOA), ErasureScope.HERE)
    query = select(GroupPlaceRow.changed_at).where(col(GroupPlaceRow.group_id) == group_id)
    assert await club.database.read(lambda session: session.exec(query).one()) is not None


def show_all(session: Session) -> None:
    for row in session.exec(select(GroupPlaceRow)):
        row.changed_at = None


async def test_no_number_in_an_export_is_rounded_by_its_readers(club: Club):
    groups = group_work(club)
    group_id = await make_group(club, "Night Owls", NOA)
    await groups.invitations.invite(club.asker(NOA), group_id, TEO)
    await groups.life.leave(club.asker(NOA), group_id)
    exported = await club.database.read(rows_of, NOA)
    numbers = [each for rows in exported.values() for row in rows for each in row.values()]
    assert max(each for each in numbers if isinstance(each, int)) < 2**53
