import pytest

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import asker_of
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.routing import route
from bot.discord_ui.components.searches import (
    ChangeHoursButton,
    FixHoursButton,
    HoursSelect,
    MineButton,
    ResultsButton,
)
from bot.services.advice import AdviceRequest
from bot.services.finding import FoundAdvice
from tests.discord_ui.fakes import (
    NOAH,
    OTHER_SERVER,
    SERVER,
    Json,
    Played,
    interaction,
    shown_message,
    use,
)
from tests.discord_ui.test_routing import MODAL, typed


async def asked(
    badger: BadgerClient,
    goal: str = "learn data",
    time: str | None = None,
    *,
    guild_id: int | None = SERVER,
    is_public: bool = False,
) -> FoundAdvice:
    finding = badger.desk.use_cases.finding
    find = finding.find_in_public if is_public else finding.find
    asker = asker_of(interaction(badger, guild_id=guild_id).interaction)
    return await find(asker, AdviceRequest(goal, time))


async def test_pages_are_turned_in_place(badger: BadgerClient):
    found = await asked(badger)
    played = await use(badger, ResultsButton, custom_ids.RESULTS.of(found.search_id, 1))
    assert played.last.where == "in place"
    assert "### 6" in played.last.words


async def test_on_a_public_message_everybody_gets_their_own_copy(badger: BadgerClient):
    found = await asked(badger, is_public=True)
    public = shown_message(is_private=False)
    identity = custom_ids.RESULTS.of(found.search_id, 1)
    played = await use(badger, ResultsButton, identity, message=public, user_id=NOAH)
    assert played.last.where == "private message"
    assert played.search != found.search_id


async def test_another_persons_private_answer_is_not_theirs_to_use(badger: BadgerClient):
    found = await asked(badger)
    played = await use(badger, ResultsButton, custom_ids.RESULTS.of(found.search_id, 1), user_id=NOAH)
    assert "belongs to somebody else" in played.last.words
    assert played.last.where == "private message"


async def test_what_is_gone_says_what_to_do(badger: BadgerClient):
    played = await use(badger, ResultsButton, custom_ids.RESULTS.of("gone", 0))
    assert "Ask again with /find" in played.last.words


async def test_a_search_of_another_server_is_gone_here(badger: BadgerClient):
    found = await asked(badger, guild_id=OTHER_SERVER)
    played = await use(badger, ResultsButton, custom_ids.RESULTS.of(found.search_id, 0))
    assert "Ask again with /find" in played.last.words


async def test_ones_own_answer_opens_from_a_public_one(badger: BadgerClient):
    found = await asked(badger, "learn data", "until March", is_public=True)
    identity = custom_ids.MINE.of(found.search_id)
    played = await use(badger, MineButton, identity, message=shown_message(is_private=False), user_id=NOAH)
    assert played.last.where == "private message"
    assert "[How many hours a week do you have?" in played.last.words


async def test_hours_are_chosen_answered_and_remembered(badger: BadgerClient):
    found = await asked(badger, time="until March")
    played = await use(badger, HoursSelect, custom_ids.HOURS.of(found.search_id), "300")
    assert played.last.where == "in place"
    assert "5 h a week until 1 March 2027" in played.last.words
    again = await asked(badger, time="until April")
    assert again.hours_remembered


async def form_of(played: Played) -> Json:
    return played.forms[-1].to_dict()


async def test_another_number_opens_a_form(badger: BadgerClient):
    found = await asked(badger, time="until March")
    played = await use(badger, HoursSelect, custom_ids.HOURS.of(found.search_id), "other")
    form = await form_of(played)
    assert form["custom_id"] == custom_ids.HOURS_FORM.of(found.search_id)


async def test_remembered_hours_are_changed_in_a_form(badger: BadgerClient):
    found = await asked(badger, time="until March")
    played = await use(badger, ChangeHoursButton, custom_ids.CHANGE_HOURS.of(found.search_id))
    assert (await form_of(played))["title"] == "Your hours a week"


async def test_a_form_that_was_opened_before_a_restart_is_taken(badger: BadgerClient):
    found = await asked(badger, time="until March")
    identity = custom_ids.HOURS_FORM.of(found.search_id)
    sent = interaction(
        badger, kind=MODAL, custom_id=identity, data=typed("hours", "2,5"), message=shown_message()
    )
    await route(sent.interaction)
    assert sent.last.where == "in place"
    assert "2 h 30 min a week until 1 March 2027" in sent.last.words


async def test_bad_input_is_kept_and_can_be_mended(badger: BadgerClient):
    found = await asked(badger, time="until March")
    identity = custom_ids.HOURS_FORM.of(found.search_id)
    sent = interaction(badger, kind=MODAL, custom_id=identity, data=typed("hours", "soon: <@1>"))
    await route(sent.interaction)
    assert "(Fix it)" in sent.last.words
    fix = custom_ids.FIX_HOURS.of(found.search_id, "soon: <@1>")
    form = await form_of(await use(badger, FixHoursButton, fix))
    assert form["components"][0]["component"]["value"] == "soon: <@1>"


@pytest.mark.parametrize("hours", ["0", "999"])
async def test_impossible_hours_are_refused_with_a_sentence(badger: BadgerClient, hours: str):
    found = await asked(badger, time="until March")
    identity = custom_ids.HOURS_FORM.of(found.search_id)
    sent = interaction(badger, kind=MODAL, custom_id=identity, data=typed("hours", hours))
    await route(sent.interaction)
    assert "(Fix it)" in sent.last.words
