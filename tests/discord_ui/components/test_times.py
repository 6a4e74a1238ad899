import pytest

from bot.discord_ui import custom_ids
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.routing import route
from bot.discord_ui.components.times import FixTimeButton, WithoutTimeButton
from tests.discord_ui.cogs.test_commands import find
from tests.discord_ui.fakes import SERVER, Played, interaction, shown_message, use
from tests.discord_ui.test_routing import MODAL, typed

LONG = "some evenings, and now and then a whole weekend"


async def sent(badger: BadgerClient, search: str, time: str, guild_id: int | None = SERVER) -> Played:
    played = interaction(
        badger,
        guild_id=guild_id,
        kind=MODAL,
        custom_id=custom_ids.TIME_FORM.of(search),
        data=typed("time", time),
        message=shown_message(),
    )
    await route(played.interaction)
    return played


@pytest.mark.parametrize(("time", "draft"), [("soonish", "soonish"), (LONG, f"{LONG[:39].rstrip()}…")])
async def test_the_form_holds_what_was_typed_as_far_as_it_travels(
    badger: BadgerClient, time: str, draft: str
):
    refused = await find(badger, time=time)
    identity = custom_ids.FIX_TIME.of(refused.search, draft)
    played = await use(badger, FixTimeButton, identity)
    (form,) = played.forms
    (label,) = form.to_dict()["components"]
    assert label["component"]["value"] == draft


async def test_the_time_sent_in_answers_the_goal_with_its_filters(badger: BadgerClient):
    refused = await find(badger, time="soonish", level="advanced")
    played = await sent(badger, refused.search, "3h a week")
    assert played.last.where == "in place"
    assert "You want: learn sql\nYour time: 3 h a week\nOnly: advanced" in played.last.words


async def test_again_a_bad_time_gets_the_same_again(badger: BadgerClient):
    refused = await find(badger, time="soonish")
    again = await sent(badger, refused.search, "plenty")
    assert "“plenty”" in again.last.words
    assert "(Fix it)\n(Without a time)" in again.last.words
    assert "Your time: 3 h a week" in (await sent(badger, again.search, "3h a week")).last.words


async def test_the_goal_is_answered_without_a_time(badger: BadgerClient):
    refused = await find(badger, time="soonish")
    played = await use(badger, WithoutTimeButton, custom_ids.WITHOUT_TIME.of(refused.search))
    assert played.last.where == "in place"
    assert "SQL for Data Science" in played.last.words
    assert "Your time" not in played.last.words


async def test_a_search_that_is_gone_is_told(badger: BadgerClient):
    assert "I do not keep this search" in (await sent(badger, "gone", "3h a week")).last.words
