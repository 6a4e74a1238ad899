"""What a server's digest tells: only of those who let it be told, and of each day once."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from bot.domain.digest import DigestLine
from bot.domain.visibility import Announcing, Visibility
from bot.services.catalogue_keeping import Keeper
from bot.services.digest_view import DigestReader
from bot.services.server_setup import ServerSetup
from bot.storage.database import Database
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store

NEXT_MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
"""Everything is done on Tuesday, the 24th."""
TUESDAY = date(2026, 11, 24)


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read"), with_tasks("r", "Read", "Write")])
    await database.close()


@pytest.fixture
def reader(club: Club) -> DigestReader:
    return DigestReader(club.seen, club.database)


async def finish(club: Club, user_id: int, announcing: Announcing, visibility: Visibility) -> None:
    """Somebody starts, works for half an hour, and finishes."""
    await club.profile.set_announcing(club.asker(user_id), announcing)
    await club.profile.set_visibility(club.asker(user_id), visibility)
    await club.start("sql", user_id)
    await club.log("Read", "30", user_id)


async def test_it_tells_who_finished_who_started_and_the_hours(club: Club, reader: DigestReader):
    await finish(club, MIRA, Announcing.QUIET, Visibility.SERVER)
    await club.start("r", NOA)
    await club.profile.set_visibility(club.asker(NOA), Visibility.SERVER)
    await club.log("Write", "15", NOA)
    told = await reader.digest(HERE, NEXT_MONDAY)
    assert told.finished == (DigestLine(MIRA, "sql basics"),)
    assert set(told.started) == {DigestLine(MIRA, "sql basics"), DigestLine(NOA, "r basics")}
    assert told.minutes == {TUESDAY: 45}
    assert (told.total_minutes, told.members_counted) == (45, 2)
    assert not told.is_empty


async def test_nobody_is_told_of_who_did_not_say_so(club: Club, reader: DigestReader):
    await finish(club, MIRA, Announcing.OFF, Visibility.GROUPS)
    await club.start("r", NOA)
    told = await reader.digest(HERE, NEXT_MONDAY)
    assert told.is_empty


async def test_a_completion_is_told_by_its_own_wish_and_hours_by_theirs(club: Club, reader: DigestReader):
    await finish(club, MIRA, Announcing.QUIET, Visibility.PRIVATE)
    told = await reader.digest(HERE, NEXT_MONDAY)
    assert told.finished == (DigestLine(MIRA, "sql basics"),)
    assert (told.started, told.minutes) == ((), {})


async def test_what_was_undone_did_not_happen(club: Club, reader: DigestReader):
    await finish(club, MIRA, Announcing.QUIET, Visibility.SERVER)
    await club.tracking.undo(club.asker())
    told = await reader.digest(HERE, NEXT_MONDAY)
    assert (told.finished, told.minutes) == ((), {})


async def test_each_day_is_told_once_and_another_server_tells_nothing(club: Club, reader: DigestReader):
    await finish(club, MIRA, Announcing.QUIET, Visibility.SERVER)
    assert (await reader.digest(HERE, datetime(2026, 11, 24, 23, tzinfo=UTC))).is_empty
    assert (await reader.digest(HERE, datetime(2026, 12, 7, 9, tzinfo=UTC))).is_empty
    assert (await reader.digest(THERE, NEXT_MONDAY)).is_empty


async def test_a_trial_tells_of_today_too(club: Club, reader: DigestReader):
    await finish(club, MIRA, Announcing.QUIET, Visibility.SERVER)
    told = await reader.digest(HERE, datetime(2026, 11, 24, 23, tzinfo=UTC), is_trial=True)
    assert told.total_minutes == 30


async def test_the_days_are_those_of_the_server(club: Club, reader: DigestReader):
    await ServerSetup(club.database, club.clock, lambda: None).set_zone(Keeper(HERE, NOA), "Auckland")
    told = await reader.digest(HERE, NEXT_MONDAY)
    assert told.days.since == date(2026, 11, 23)
    assert told.days.begins_at == datetime(2026, 11, 22, 11, tzinfo=UTC)
    assert told.days.ends_at == datetime(2026, 11, 29, 11, tzinfo=UTC)
