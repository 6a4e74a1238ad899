from datetime import timedelta

from bot.discord_ui import custom_ids
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.components.lookups import (
    BrowseButton,
    BrowseDetailsSelect,
    CompareSelect,
    DetailsSelect,
    HelpSelect,
    ShowSelect,
    TopicSelect,
)
from tests.discord_ui.components.test_searches import asked
from tests.discord_ui.fakes import NOAH, body_of, custom_ids_in, shown_message, use
from tests.set_clock import SetClock


async def test_details_say_what_the_search_said_and_lead_back(badger: BadgerClient):
    found = await asked(badger, "learn sql", "3h a week")
    identity = custom_ids.DETAILS.of(found.search_id, 0)
    played = await use(badger, DetailsSelect, identity, "sql")
    assert played.last.where == "in place"
    assert "“sql” is in its title" in played.last.words
    assert custom_ids.RESULTS.of(found.search_id, 0) in custom_ids_in(body_of(played.last.view))


async def test_details_of_a_search_that_is_gone_are_still_shown(badger: BadgerClient):
    played = await use(badger, DetailsSelect, custom_ids.DETAILS.of("gone", 0), "sql")
    assert "### SQL for Data Science" in played.last.words
    assert "(Back to results)" not in played.last.words


async def test_details_from_a_public_answer_are_private(badger: BadgerClient):
    found = await asked(badger, "learn sql", is_public=True)
    identity = custom_ids.DETAILS.of(found.search_id, 0)
    public = shown_message(is_private=False)
    played = await use(badger, DetailsSelect, identity, "sql", message=public, user_id=NOAH)
    assert played.last.where == "private message"


async def test_a_value_that_was_never_offered_is_refused_kindly(badger: BadgerClient):
    played = await use(badger, DetailsSelect, custom_ids.DETAILS.of("gone", 0), "no-such-credential")
    assert "I have no credential" in played.last.words


async def test_results_are_compared_with_their_fit(badger: BadgerClient):
    found = await asked(badger, "teaching", "5h/week for 5 weeks")
    identity = custom_ids.COMPARE.of(found.search_id, 0)
    played = await use(
        badger, CompareSelect, identity, "virtual-teaching-quick", "virtual-teaching-portfolio"
    )
    assert "✅ **fits**" in played.last.words
    assert "🟡 **near miss**" in played.last.words
    assert "(Back to results)" in played.last.words


async def test_a_comparison_judges_from_the_day_of_the_question(badger: BadgerClient, clock: SetClock):
    found = await asked(badger, "virtual teaching", "5h a week until 20 December")
    identity = custom_ids.COMPARE.of(found.search_id, 0)
    compared = ("virtual-teaching-quick", "virtual-teaching-portfolio")
    before = await use(badger, CompareSelect, identity, *compared)
    clock.advance(timedelta(days=25))
    after = await use(badger, CompareSelect, identity, *compared)
    assert after.last.words == before.last.words


async def test_a_comparison_of_a_search_that_is_gone_is_still_made(badger: BadgerClient):
    played = await use(badger, CompareSelect, custom_ids.COMPARE.of("gone", 0), "sql", "java")
    assert "### The same in both" in played.last.words


async def test_details_beside_a_comparison_leave_it_there(badger: BadgerClient):
    played = await use(badger, ShowSelect, custom_ids.SHOW.of(), "sql")
    assert played.last.where == "private message"
    in_private = await use(badger, ShowSelect, custom_ids.SHOW.of(), "sql", guild_id=None)
    assert in_private.last.where == "message"


async def test_the_catalogue_is_turned_page_by_page(badger: BadgerClient):
    played = await use(badger, BrowseButton, custom_ids.BROWSE.of(1, "data", ""))
    assert played.last.where == "in place"
    assert "### On data: 12 credentials" in played.last.words
    assert "Page 2 of 2" in played.last.words


async def test_an_issuer_whose_name_was_cut_is_found_again(badger: BadgerClient):
    played = await use(badger, BrowseButton, custom_ids.BROWSE.of(0, "", "Example Univ…"))
    assert "From Example University" not in played.last.words
    whole = await use(badger, BrowseButton, custom_ids.BROWSE.of(0, "", "Example University"))
    assert "### From Example University" in whole.last.words


async def test_details_in_the_catalogue_lead_back_to_the_list(badger: BadgerClient):
    identity = custom_ids.BROWSE_DETAILS.of(1, "data", "")
    played = await use(badger, BrowseDetailsSelect, identity, "data-01")
    assert "(Back to the list)" in played.last.words
    assert custom_ids.BROWSE.of(1, "data", "") in custom_ids_in(body_of(played.last.view))


async def test_a_topic_is_chosen(badger: BadgerClient):
    played = await use(badger, TopicSelect, custom_ids.TOPIC.of(), "teaching")
    assert "### On teaching: 2 credentials" in played.last.words


async def test_a_topic_that_there_is_not_is_refused_kindly(badger: BadgerClient):
    played = await use(badger, TopicSelect, custom_ids.TOPIC.of(), "cooking")
    assert "I have no topic “cooking”" in played.last.words


async def test_a_topic_of_the_help_is_chosen(badger: BadgerClient):
    played = await use(badger, HelpSelect, custom_ids.HELP.of(), "time")
    assert "### Saying how much time you have" in played.last.words


async def test_nothing_chosen_is_answered_kindly(badger: BadgerClient):
    played = await use(badger, TopicSelect, custom_ids.TOPIC.of())
    assert "older answer of mine" in played.last.words
