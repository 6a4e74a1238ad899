"""Reading single entries, and the sums of the log."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.errors import UserError
from bot.services.log_requests import EntryWords
from bot.storage.database import Database
from tests.services.ledger_club import NOA, THERE, Club, with_tasks
from tests.set_clock import SetClock
from tests.stores import Store


@pytest.fixture
async def club(store: Store, clock: SetClock) -> AsyncIterator[Club]:
    database = await Database.open(store.new_url())
    yield Club(database, clock, [with_tasks("sql", "Read"), with_tasks("excel", "Lessons")])
    await database.close()


async def test_an_entry_is_read_by_its_member_in_its_server_alone(club: Club):
    await club.start("sql")
    entry = (await club.log(minutes="45")).entry
    line = await club.reader.entry(club.asker(), entry.id)
    assert (line.entry, line.credential_title, line.task_title) == (entry, "sql basics", None)
    for stranger in (club.asker(NOA), club.asker(guild_id=THERE)):
        with pytest.raises(UserError) as refused:
            await club.reader.entry(stranger, entry.id)
        assert refused.value.message_id == "log-entry-unknown"


async def test_the_log_sums_what_stands_by_credential(club: Club):
    await club.start("sql")
    first = (await club.log(minutes="45")).entry
    await club.log("Read", "30")
    await club.start("excel")
    await club.log("Lessons")
    await club.tracking.edit_entry(club.asker(), first.id, EntryWords(minutes="1h"))
    sums = (await club.reader.history(club.asker())).standing_by_credential()
    assert {title: sum(each.minutes or 0 for each in entries) for title, entries in sums.items()} == {
        "excel basics": 0,
        "sql basics": 90,
    }
    assert list(sums) == ["excel basics", "sql basics"]


async def test_words_that_one_title_has_name_what_a_member_works_on(club: Club):
    started = await club.start("sql")
    await club.start("excel")
    for typed in ("sql", "SQL", "bas sq", "sql basics"):
        assert (await club.reader.progress(club.asker(), typed)).view.enrolment.id == started
    for typed, message in (("basics", "enrolment-ambiguous"), ("knitting", "enrolment-unknown")):
        with pytest.raises(UserError) as refused:
            await club.reader.progress(club.asker(), typed)
        assert refused.value.message_id == message


async def test_of_several_the_one_that_is_not_over_is_meant(club: Club):
    started = await club.start("sql")
    await club.start("excel")
    await club.log("Lessons")
    assert (await club.reader.progress(club.asker(), "basics")).view.enrolment.id == started
