"""Who did what, and taking down what Badger posted for a member."""

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of

REMOVE = "Remove"


async def test_what_moderators_do_is_told_in_words(club: Club):
    empty = await club.mira.uses(club.channel, "server audit")
    assert is_private(empty)
    assert "Nobody has done anything here yet" in text_of(empty)
    for number in range(7):
        await club.mira.uses(club.channel, "catalog-alias add", word=f"word{number}", means="SQL")
        await club.mira.uses(club.channel, "catalog-alias remove", word=f"word{number}")
    log = await club.mira.uses(club.channel, "server audit")
    text = text_of(log)
    assert text.index("Took the word “word6” away.") < text.index("Added the word “word6”: it means SQL.")
    assert "**Mira** · <t:" in text
    older = await club.mira.clicks(log, "Older")
    assert "word0" in text_of(older)
    newest = await club.mira.clicks(older, "Newest")
    assert text_of(newest) == text
    of_amara = await club.mira.uses(club.channel, "server audit", member=club.amara.id)
    assert "Nothing that Amara did here is written down." in text_of(of_amara)
    school = await club.mira.channel("general", server=1)
    assert "Nobody has done anything" in text_of(await club.mira.uses(school, "server audit"))


async def test_a_public_message_of_badgers_is_taken_down(club: Club):
    shared = await club.amara.uses(club.channel, "find", goal="learn sql", share=True)
    assert not is_private(shared)
    removed = await club.mira.uses_on(club.channel, REMOVE, shared["id"])
    assert is_private(removed)
    assert text_of(removed) == "Removed."
    assert shared["id"] not in {message["id"] for message in await club.amara.sees(club.channel)}
    log = await club.mira.uses(club.channel, "server audit")
    assert "Took down a message of mine that was posted for Amara." in text_of(log)
    assert f"<#{club.channel}>" in text_of(log)


async def test_what_others_wrote_is_not_badgers_to_take_down(club: Club):
    said = await club.jonas.says(club.channel, "hello")
    refused = await club.mira.uses_on(club.channel, REMOVE, said["id"])
    assert "I can only take down what I posted myself." in text_of(refused)
    assert said["id"] in {message["id"] for message in await club.amara.sees(club.channel)}
