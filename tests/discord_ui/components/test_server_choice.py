import pytest

from bot.discord_ui import custom_ids
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.server_choice import SearchServerSelect, ShownServerSelect
from tests.discord_ui.components.test_searches import asked
from tests.discord_ui.credentials import FOUR_DAYS, SIX_WEEKS
from tests.discord_ui.fakes import OTHER_SERVER, SERVER, Played, use


async def chosen(badger: BadgerClient, *credential_ids: str, server: str = str(SERVER)) -> Played:
    identity = custom_ids.SERVER_SHOWN.of(custom_ids.keys_of(credential_ids))
    return await use(badger, ShownServerSelect, identity, server, guild_id=None)


async def test_the_server_that_was_asked_for_answers_the_question_that_waited(badger: BadgerClient):
    await asked(badger, guild_id=SERVER)
    await asked(badger, guild_id=OTHER_SERVER)
    waiting = await asked(badger, "learn sql", guild_id=None)
    identity = custom_ids.SERVER.of(waiting.search_id)
    played = await use(badger, SearchServerSelect, identity, str(SERVER), guild_id=None)
    assert "SQL for Data Science" in played.last.words
    settled = await badger.desk.use_cases.servers.of_direct_message(1001)
    assert settled.guild_id == SERVER


async def test_the_credential_that_waited_is_shown(badger: BadgerClient):
    await asked(badger, guild_id=SERVER)
    played = await chosen(badger, FOUR_DAYS.id)
    assert played.last.words.startswith("### Virtual Teaching")


async def test_the_comparison_that_waited_is_made(badger: BadgerClient):
    await asked(badger, guild_id=SERVER)
    played = await chosen(badger, FOUR_DAYS.id, SIX_WEEKS.id)
    assert "### What differs" in played.last.words


async def test_what_waited_and_is_no_credential_any_more_is_told_kindly(badger: BadgerClient):
    await asked(badger, guild_id=SERVER)
    assert "does not work any more" in (await chosen(badger, "was-here-once")).last.words


def test_four_credentials_fit_into_an_id():
    custom_ids.SERVER_SHOWN.of(custom_ids.keys_of("abcd"))


@pytest.mark.parametrize("value", [str(OTHER_SERVER), "x", "9" * 30, "-1", "\u0663"])
async def test_a_server_that_was_never_offered_is_refused(badger: BadgerClient, value: str):
    played = await chosen(badger, FOUR_DAYS.id, server=value)
    assert "You have nothing with me in that server" in played.last.words
