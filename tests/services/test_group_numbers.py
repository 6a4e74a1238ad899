"""A stay that was erased leaves nothing behind that a later one could be taken for."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session, col, select

from bot.domain.erasure import ErasureScope
from bot.domain.outbox import OutboxKind
from bot.storage.database import Database
from bot.storage.tables import OutboxRow
from tests.services.group_club import TEO, group_work, make_group
from tests.services.ledger_club import NOA, Club, with_tasks
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
