"""Badger with its data on a PostgreSQL server: what members and moderators do, across restarts."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.club import Club
from tests.e2e.person import text_of
from tests.e2e.test_catalog_drafts import TASKS, TITLE, begins
from tests.stores import PostgresqlStore


@pytest.fixture
async def club_on_postgresql(club: Club, postgresql_store: PostgresqlStore) -> AsyncIterator[Club]:
    """The club with its data on a server, which Badger lets go of before it is thrown away."""
    await club.stop_badger()
    club.database_url = postgresql_store.new_url(is_migrated=False)
    await club.start_badger()
    yield club
    await club.stop_badger()


async def test_a_search_is_opened_after_a_restart(club_on_postgresql: Club):
    club = club_on_postgresql
    refused = await club.amara.uses(club.channel, "find", goal="learn sql", time="soonish")
    await club.restart_badger()
    form = await club.amara.opens_modal(refused, "Fix it")
    answer = await club.amara.submits(form, "3h/week for 6 weeks")
    assert "SQL for Data Science" in text_of(answer)


async def test_what_a_moderator_publishes_is_found_and_stays(club_on_postgresql: Club):
    club = club_on_postgresql
    card = await begins(club.mira, club.channel)
    form = await club.mira.opens_modal(card, "Add task")
    card = await club.mira.submits(form, TASKS, ["practice"])
    await club.restart_badger()
    assert "is published" in text_of(await club.mira.clicks(card, "Publish"))
    audit = await club.mira.uses(club.channel, "server audit")
    assert TITLE in text_of(audit)
    await club.restart_badger()
    assert TITLE in text_of(await club.amara.uses(club.channel, "find", goal="campfire storytelling"))
