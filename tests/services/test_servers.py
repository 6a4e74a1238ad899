from datetime import timedelta

import pytest

from bot.domain.errors import UserError
from bot.domain.filters import Filters
from bot.domain.stored_search import KEPT_FOR, Question
from bot.services.asker import Asker
from bot.services.expiry import Expiry
from bot.services.servers import DirectMessageServer, Servers
from bot.storage import stored_searches, user_settings
from bot.storage.database import Database, Session
from tests.set_clock import SetClock

MIA, NOAH = 1, 2


@pytest.fixture
def servers(database: Database, clock: SetClock) -> Servers:
    return Servers(database, clock)


async def ask(database: Database, clock: SetClock, user: int, *servers: int | None) -> None:
    """A search of the person in each of the servers, a minute after the last."""
    await database.write(_keep, clock, user, servers)


def _keep(session: Session, clock: SetClock, user: int, servers: tuple[int | None, ...]) -> None:
    for server in servers:
        clock.advance(timedelta(minutes=1))
        now = clock.now()
        stored_searches.keep(
            session,
            Question("learn sql", None, Filters(), now.date()),
            owner_id=user,
            guild_id=server,
            interaction_id=int(now.timestamp()),
            is_public=False,
            now=now,
        )


def direct(user: int) -> Asker:
    return Asker(user, None, 77)


async def test_who_is_active_in_no_server_gets_the_seed_pack(
    servers: Servers, database: Database, clock: SetClock
):
    await ask(database, clock, MIA, None)
    await ask(database, clock, NOAH, 10)
    assert await servers.of_direct_message(MIA) == DirectMessageServer(None)


async def test_the_only_server_is_the_one(servers: Servers, database: Database, clock: SetClock):
    await ask(database, clock, MIA, 10)
    assert await servers.of_direct_message(MIA) == DirectMessageServer(10)


async def test_of_several_one_is_asked_for_and_remembered(
    servers: Servers, database: Database, clock: SetClock
):
    await ask(database, clock, MIA, 10)
    await ask(database, clock, MIA, 20)
    assert await servers.of_direct_message(MIA) == DirectMessageServer(None, (20, 10))
    await servers.choose(direct(MIA), 10)
    assert await servers.of_direct_message(MIA) == DirectMessageServer(10)
    assert await servers.of_direct_message(NOAH) == DirectMessageServer(None)


async def test_a_server_in_which_one_has_nothing_cannot_be_chosen(
    servers: Servers, database: Database, clock: SetClock
):
    await ask(database, clock, NOAH, 10)
    with pytest.raises(UserError) as refused:
        await servers.choose(direct(MIA), 10)
    assert refused.value.message_id == "server-not-yours"


async def test_a_chosen_server_in_which_nothing_is_left_is_forgotten(
    servers: Servers, database: Database, clock: SetClock
):
    await ask(database, clock, MIA, 10)
    await ask(database, clock, MIA, 20)
    await servers.choose(direct(MIA), 10)
    clock.advance(KEPT_FOR - timedelta(minutes=1))
    assert await servers.of_direct_message(MIA) == DirectMessageServer(20)
    assert await database.read(user_settings.direct_message_server_of, MIA) is None


async def test_there_are_never_more_choices_than_discord_shows(
    servers: Servers, database: Database, clock: SetClock
):
    await ask(database, clock, MIA, *range(1, 31))
    assert (await servers.of_direct_message(MIA)).choices == tuple(range(30, 5, -1))


async def test_what_is_over_is_swept_away_for_all(database: Database, clock: SetClock):
    await ask(database, clock, MIA, *(number % 3 or None for number in range(1203)))
    expiry = Expiry(database, clock)
    assert await expiry.delete_expired() == 0
    clock.advance(KEPT_FOR - timedelta(minutes=2))
    assert await expiry.delete_expired() == 1201
    clock.advance(timedelta(minutes=2))
    assert await expiry.delete_expired() == 2
