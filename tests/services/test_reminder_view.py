"""What a reminder says is read when it is sent, and a button finds its server by the row that it names."""

from collections.abc import AsyncIterator
from datetime import time

import pytest

from bot.domain.reminder import Mood
from bot.domain.visibility import Visibility
from bot.services.reminder_view import ReminderReader
from bot.services.schedules import Schedules
from bot.storage.database import Database
from tests.services.ledger_club import HERE, MIRA, NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, SetClock(), [with_tasks("sql", "Read"), with_tasks("r", "Listen", "Write")])
    await database.close()


@pytest.fixture
def reader(club: Club) -> ReminderReader:
    return ReminderReader(club.seen, club.database, club.clock)


async def test_it_says_what_is_underway_now_and_nothing_of_another_server(club: Club, reader: ReminderReader):
    await club.start("sql")
    await club.start("r")
    told = (await reader.reminder(HERE, MIRA)).reminder
    assert told is not None
    assert [line.mood for line in told.lines] == [Mood.BEGIN, Mood.BEGIN]
    await club.log("Read")
    told = (await reader.reminder(HERE, MIRA)).reminder
    assert told is not None
    assert [line.enrolment.credential_id for line in told.lines] == ["r"]
    assert (await reader.reminder(THERE, MIRA)).reminder is None
    assert (await reader.reminder(HERE, NOA)).reminder is None


async def test_what_rests_is_told_apart_from_nothing_at_all(club: Club, reader: ReminderReader):
    enrolment_id = await club.start("sql")
    await club.enrolling.pause(club.asker(), enrolment_id)
    view = await reader.reminder(HERE, MIRA)
    assert (view.reminder, view.has_paused) == (None, True)
    assert not (await reader.reminder(HERE, NOA)).has_paused


async def test_others_may_read_it_only_where_the_member_says_so(club: Club, reader: ReminderReader):
    assert not (await reader.reminder(HERE, MIRA)).is_for_all
    await club.profile.set_visibility(club.asker(), Visibility.SERVER)
    assert (await reader.reminder(HERE, MIRA)).is_for_all
    assert not (await reader.reminder(THERE, MIRA)).is_for_all


async def test_a_row_leads_to_its_server_for_its_owner_alone(club: Club, reader: ReminderReader):
    enrolment_id = await club.start("sql")
    assert await reader.server_of_enrolment(MIRA, enrolment_id) == HERE
    assert await reader.server_of_enrolment(NOA, enrolment_id) is None
    schedules = Schedules(club.database, club.clock, lambda: None)
    await schedules.set_reminder(club.asker(), 0, time(9))
    delivery_id = await schedules.try_reminder(club.asker())
    assert await reader.server_of_delivery(MIRA, delivery_id) == HERE
    assert await reader.server_of_delivery(NOA, delivery_id) is None
