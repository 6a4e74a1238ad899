"""A study group as its members live it: begun, joined, watched and left; and what each lets others see."""

import pytest

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of
from tests.e2e.test_groups import READING, begun, labels, next_steps

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(autouse=True)
def wednesday_noon(club: Club) -> None:
    """No test runs into another day, or into a check-in, by itself."""
    club.sandbox.clock.move_to_next("wednesday 12:00")


async def test_a_group_is_begun_in_public_joined_watched_and_left(club: Club):
    amara, jonas = club.amara, club.jonas
    public = await begun(club)
    assert not is_private(public)
    assert "Amara begins a study group" in text_of(public)
    assert labels(public) == ["Join", "Board"]
    own = await next_steps(amara)
    assert is_private(own)
    assert labels(own) == ["Invite", "Set a goal", "Board", "Edit"]
    outside = await jonas.clicks(public, "Board")
    assert is_private(outside)
    assert "One member shows it to the group only." in text_of(outside)
    assert "Amara" not in text_of(outside)
    assert labels(outside)[3:] == ["Join"]
    joined = await jonas.clicks(public, "Join")
    assert is_private(joined)
    assert "You are in “SQL before summer”. Welcome" in text_of(joined)
    again = await jonas.clicks(public, "Join")
    assert "You are in “SQL before summer” already" in text_of(again)
    await jonas.uses(club.channel, "start", credential=READING)
    await jonas.uses(club.channel, "log", minutes="50")
    board = await jonas.uses(club.channel, "group board")
    said = text_of(board)
    assert "2 of 10 members, open to everybody here, led by Amara" in said
    assert "Together: 50 min" in said
    assert said.index("**Jonas** ▰▰▰▰▰▰▰▰▰▰ 50 min") < said.index("**Amara** resting this week")
    assert labels(board)[:3] == ["This week", "This month", "All time"]
    assert labels(board)[3:] == ["Past weeks", "Kudos", "Check in", "Invite", "Leave"]
    month = await jonas.clicks(board, "This month")
    assert month["id"] == board["id"]
    assert "**This month** since" in text_of(month)
    asked = await jonas.clicks(month, "Leave")
    assert "You can come back any time." in text_of(asked)
    stayed = await jonas.clicks(asked, "Stay")
    assert "All right, nothing is changed." in text_of(stayed)
    left = await jonas.clicks(await jonas.uses(club.channel, "group leave"), "Leave it")
    assert "You have left “SQL before summer”" in text_of(left)
    kept = await amara.uses(club.channel, "group board")
    assert "Together: 50 min" in text_of(kept)
    assert "Former members: 50 min" in text_of(kept)
    back = await jonas.clicks(left, "Join again")
    assert "Welcome" in text_of(back)


async def test_members_of_a_group_see_one_another_as_far_as_each_lets_them(club: Club):
    amara, jonas, noor = club.amara, club.jonas, club.noor
    public = await begun(club)
    await jonas.clicks(public, "Join")
    await amara.uses(club.channel, "start", credential=READING)
    await amara.uses(club.channel, "log", minutes="50")
    look = await jonas.uses_on(club.channel, "Learning profile", amara.id)
    assert "You are both in SQL before summer" in text_of(look)
    stranger = await noor.uses_on(club.channel, "Learning profile", amara.id)
    assert "I have nothing of theirs to show you" in text_of(stranger)
    settings = await amara.uses(club.channel, "me settings")
    await amara.chooses(settings, "Who sees your progress", "Only")
    board = await jonas.uses(club.channel, "group board")
    assert "**Amara** keeps it to themselves" in text_of(board)
    assert "50 min" not in text_of(board)
    settings = await noor.uses(club.channel, "me settings")
    await noor.chooses(settings, "Who sees your progress", "Only")
    hidden = await noor.clicks(public, "Join")
    assert "the group sees your name and nothing else" in text_of(hidden)
