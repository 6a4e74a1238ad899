"""What breaks off around study groups, and what is sent in as it was."""

from unittest.mock import patch

import aiohttp
import pytest

from bot.domain.delivery import RetryError
from tests.e2e.club import Club
from tests.e2e.person import text_of
from tests.e2e.test_group_boards import (
    NAME,
    begun,
    labels,
    shown,
    the_board,
    thread_of,
    until_troubled,
)
from tests.e2e.test_reminders import settled

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(autouse=True)
def wednesday_noon(club: Club) -> None:
    """No test runs into another day, or into a check-in, by itself."""
    club.sandbox.clock.move_to_next("wednesday 12:00")


async def test_the_news_of_an_end_lead_to_the_weeks_that_are_left(club: Club):
    thread = await begun(club, club.jonas)
    sure = await club.amara.uses(club.channel, "group end", group=NAME)
    await club.amara.clicks(sure, "End it for all")
    await shown(club)
    news = next(each for each in await club.jonas.sees(thread) if "Thank you all" in text_of(each))
    assert labels(news) == ["Past weeks"]
    assert "has ended, and it had closed no week" in text_of(await club.jonas.clicks(news, "Past weeks"))


async def test_a_goal_that_is_sent_in_as_it_was_stays(club: Club):
    await begun(club)
    said = await club.amara.uses(club.channel, "group goal", group=NAME, hours_week="1h40")
    opened = await club.amara.opens_modal(said, "Change the goal")
    hours = opened["modal"]["components"][0]["component"]["value"]
    again = await club.amara.submits(opened, hours, "")
    assert text_of(again) == text_of(said) == "✓ Your goal: 1 h 40 min a week together."


async def test_whoever_joins_is_told_so_even_where_the_connection_breaks(club: Club):
    await begun(club)
    broken = aiohttp.ServerDisconnectedError()
    with patch.object(club.client.http, "add_user_to_thread", side_effect=broken):
        joined = await club.jonas.uses(club.channel, "group join", group=NAME)
    assert "You are in “SQL before summer”. Welcome!" in text_of(joined)


async def test_all_are_let_into_a_new_thread_though_discord_asks_to_wait_in_between(club: Club):
    await club.mira.ends(await begun(club, club.jonas, club.noor))
    await until_troubled(club)
    board = await club.amara.uses(club.channel, "group board", group=NAME)
    let_in, asked = club.client.http.add_user_to_thread, list[int]()

    async def limited(thread_id: int, user_id: int) -> None:
        asked.append(user_id)
        if len(asked) == 2:
            raise RetryError
        await let_in(thread_id, user_id)

    with patch.object(club.client.http, "add_user_to_thread", limited):
        await club.amara.clicks(board, "Repair")
        while len(asked) < 2 or not await _is_posted(club):
            club.sandbox.clock.advance(5)
            await settled(club)
    thread = await thread_of(club)
    for person in (club.amara, club.jonas, club.noor):
        assert thread in str(await person.world())
    assert asked.count(asked[0]) == 1


async def _is_posted(club: Club) -> bool:
    places, guild_id = club.client.desk.use_cases.groups.places, next(iter(club.sandbox.world.guilds))
    place = await places.place(guild_id, 1)
    return place.thread_id is not None and place.board_message_id is not None


async def test_a_group_is_begun_though_its_founder_cannot_be_shown_the_next_steps(club: Club):
    broken = aiohttp.ServerDisconnectedError()
    with patch("discord.Webhook.send", side_effect=broken) as sent:
        made = await club.amara.uses(club.channel, "group create", name=NAME)
        while not sent.called:
            await settled(club)
    assert "Amara begins a study group" in text_of(made)
    told = [text_of(each) for each in await club.amara.sees(club.channel)]
    assert not any("went wrong" in each for each in told)


async def test_who_leaves_when_the_group_has_ended_is_not_said_to_have_been_the_last(club: Club):
    await begun(club, club.jonas)
    leave = await club.jonas.uses(club.channel, "group leave", group=NAME)
    end = await club.amara.uses(club.channel, "group end", group=NAME)
    await club.amara.clicks(end, "End it for all")
    assert "has ended already" in text_of(await club.jonas.clicks(leave, "Leave it"))


async def test_who_was_in_no_group_that_is_over_is_not_told_to_join_it(club: Club):
    thread = await begun(club, club.jonas)
    board = await the_board(club.jonas, thread)
    leave = await club.jonas.uses(club.channel, "group leave", group=NAME)
    end = await club.amara.uses(club.channel, "group end", group=NAME)
    await club.amara.clicks(end, "End it for all")
    # Who was in it looks at its weeks; whatever else one clicks says that it is over.
    for way in ("Kudos", "Check in"):
        assert "has ended" in text_of(await club.jonas.clicks(board, way))
    assert "has ended" in text_of(await club.noor.uses(club.channel, "group leave", group="1"))
    assert "has ended" in text_of(
        await club.noor.uses(club.channel, "group invite", group="1", member=club.amara.id)
    )
    assert "has ended" in text_of(await club.jonas.clicks(leave, "Stay"))


async def test_who_had_nothing_to_say_rests_with_one_press(club: Club):
    await begun(club)
    set_up = await club.amara.uses(
        club.channel, "group edit", group=NAME, checkin_day="monday", checkin_at="9:00"
    )
    assert "✓ Kept. Check-in: Every Monday at 09:00" in text_of(set_up)
    club.sandbox.clock.move_to_next("monday 12:00")
    await shown(club)
    opened = await club.amara.uses_for_modal(club.channel, "group checkin", group=NAME)
    empty = await club.amara.submits(opened, " ", "")
    assert labels(empty) == ["Fix it", "Resting this week"]
    assert "✓ You rest this week" in text_of(await club.amara.clicks(empty, "Resting this week"))


async def test_whoever_is_erased_is_told_so_even_where_the_connection_breaks(club: Club):
    await begun(club, club.jonas)
    asked = await club.jonas.uses(club.channel, "me erase", scope="here")
    broken = aiohttp.ServerDisconnectedError()
    with patch.object(club.client.http, "remove_user_from_thread", side_effect=broken) as left:
        erased = await club.jonas.clicks(await club.jonas.clicks(asked, "Go on"), "Erase it now")
    assert left.called
    assert "I keep nothing of you" in text_of(erased)
