"""A good word in the channel, and who is happy to help with what they finished."""

import pytest

from tests.e2e.club import Club
from tests.e2e.person import Person, component, is_private, text_of
from tests.e2e.test_announcing import CREDENTIAL, finishes

MENU = "Send kudos"
pytestmark = pytest.mark.timeout(120)


async def cheers(club: Club, person: Person, user_id: str) -> str:
    return text_of(await person.uses_on(club.channel, MENU, user_id))


async def test_everybody_reads_who_gives_whom_kudos_and_nobody_is_pinged(club: Club):
    answer = await club.amara.uses_on(club.channel, MENU, club.jonas.id)
    assert not is_private(answer)
    assert answer["mentions"] == []
    assert text_of(await club.noor.last(club.channel)) == "👏 **Amara** sends kudos to **Jonas**"
    await club.mira.uses_on(club.channel, "Remove", answer["id"])
    assert await club.noor.sees(club.channel) == []


async def test_what_is_refused_is_said_in_private(club: Club):
    await cheers(club, club.amara, club.jonas.id)
    again = await club.amara.uses_on(club.channel, MENU, club.jonas.id)
    assert is_private(again)
    assert "You gave them kudos today already" in text_of(again)
    assert "kudos are for others" in await cheers(club, club.amara, club.amara.id)
    assert "kudos are for people" in await cheers(club, club.amara, club.bot_id)


async def test_in_a_group_one_chooses_whom_from_its_board(club: Club):
    await club.amara.uses(club.channel, "group create", name="Night owls", open=True)
    made = await club.noor.last(club.channel)
    await club.jonas.clicks(made, "Join")
    board = await club.amara.uses(club.channel, "group board")
    choice = await club.amara.clicks(board, "Kudos")
    assert is_private(choice)
    assert "5 more today" in text_of(choice)
    said = await club.amara.chooses(choice, "Who gets a good word?", "Jonas")
    assert text_of(said) == "👏 **Amara** sends kudos to **Jonas**"
    assert "1 kudos" in text_of(await club.jonas.uses(club.channel, "group board"))
    empty = await club.amara.clicks(board, "Kudos")
    assert "Everybody in “Night owls” has kudos from you today" in text_of(empty)


async def test_who_finished_it_is_listed_under_it_until_they_take_it_back(club: Club):
    card = await finishes(club, club.amara)
    offered = await club.amara.clicks(card, "Happy to help others")
    assert "Thank you!" in text_of(offered)
    listed = "Finished it and happy to help: Amara"
    shown = await club.jonas.uses(club.channel, "credential show", credential=CREDENTIAL)
    assert listed in text_of(shown)
    shared = await club.jonas.uses(club.channel, "credential show", credential=CREDENTIAL, share=True)
    assert listed in text_of(shared)
    finished = await club.amara.uses(club.channel, "start", credential=CREDENTIAL)
    again = await club.amara.clicks(finished, "Happy to help others")
    back = await club.amara.clicks(again, "Take it back")
    assert back["id"] == again["id"]
    assert "you are not listed" in text_of(back)
    after = await club.jonas.uses(club.channel, "credential show", credential=CREDENTIAL)
    assert "happy to help" not in text_of(after)
    with pytest.raises(LookupError):
        component(after, lambda part: "happy to help" in part.get("content", ""))
