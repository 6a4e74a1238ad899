"""Suggesting: what is kept, mended, shown first, refused, and told when messages are closed."""

from bot.discord_ui.draining import finish_answers
from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of
from tests.e2e.proposing import (
    LINK,
    REPORTED,
    TITLE,
    closes_direct_messages,
    draft_of,
    opens_first,
    refuses,
    suggests,
    told,
    was_refused_by_closed_messages,
)


async def test_with_closed_messages_the_refusal_is_told_once_at_the_next_command_there(club: Club):
    closes_direct_messages(club, club.amara)
    await suggests(club.amara, club.channel)
    await refuses(club, await opens_first(club), "It is not *free* to start.")
    await finish_answers()
    school = await club.amara.channel("general", server=1)
    await club.amara.uses(school, "help")
    answer = await club.amara.uses(club.channel, "help")
    follow_up = await club.amara.hears_from_bot(club.channel, answer["id"])
    assert is_private(follow_up)
    assert f"did not take what you suggested: “{TITLE}”" in text_of(follow_up)
    assert r"They say: It is not \*free\* to start." in text_of(follow_up)
    assert all(TITLE not in text_of(message) for message in await club.amara.sees(school))
    again = await club.amara.opens_modal(follow_up, "Change it and send again")
    sent = await club.amara.submits(again, "Beekeeping Two", LINK, "", "", [])
    assert "The moderators see “Beekeeping Two”" in text_of(sent)
    await club.amara.uses(club.channel, "help")
    await finish_answers()
    told_there = [each for each in await club.amara.sees(club.channel) if "did not take" in text_of(each)]
    assert len(told_there) == 1
    was_refused_by_closed_messages(club)


async def test_a_suggestion_is_sent_again_from_a_direct_message(club: Club):
    await suggests(club.amara, club.channel)
    await refuses(club, await opens_first(club), "The link is for members only.")
    message = await told(club, club.amara)
    again = await club.amara.opens_modal(message, "Change it and send again")
    mending = await club.amara.submits(again, TITLE, "no link at all", "", "", [])
    fixing = await club.amara.opens_modal(mending, "Fix it")
    assert draft_of(fixing, "link") == "no link at all"
    sent = await club.amara.submits(fixing, TITLE, LINK, "", "", [])
    assert "The moderators see" in text_of(sent)
    assert TITLE in text_of(await opens_first(club))


async def test_what_cannot_be_read_is_kept_and_mended(club: Club):
    bad = await suggests(club.amara, club.channel, time="ages")
    assert "ages" in text_of(bad)
    fixing = await club.amara.opens_modal(bad, "Fix it")
    assert draft_of(fixing, "title") == TITLE
    sent = await club.amara.submits(fixing, TITLE, LINK, "", "20 hours", ["quiz"])
    assert "The moderators see" in text_of(sent)
    item = await opens_first(club)
    assert "quiz" in text_of(item)


async def test_what_is_there_already_is_shown_before_it_is_sent(club: Club):
    asked = await suggests(
        club.amara, club.channel, "SQL for data science", "https://elsewhere.example.org/sql"
    )
    assert "here already" in text_of(asked)
    sent = await club.amara.clicks(asked, "Send anyway")
    assert "The moderators see “SQL for data science”" in text_of(sent)
    assert "Perhaps it is" in text_of(await opens_first(club))


async def test_a_message_is_suggested_with_its_link_and_words(club: Club):
    said = await club.jonas.says(club.channel, f"I did **{TITLE}** ({LINK}), it was great")
    opened = await club.amara.uses_on_for_modal(club.channel, "Suggest as credential", said["id"])
    assert draft_of(opened, "link") == LINK
    assert TITLE in draft_of(opened, "title")
    sent = await club.amara.submits(opened, TITLE, LINK, "", "", [])
    assert "The moderators see" in text_of(sent)


async def test_a_blocked_member_is_told_kindly_until_they_are_let_again(club: Club):
    done = await club.mira.uses(club.channel, "server block", member=club.amara.id, what="suggesting")
    assert "Amara is kept from suggesting and reporting" in text_of(done)
    refused = await club.amara.uses(club.channel, "credential suggest")
    assert "do not take suggestions" in text_of(refused)
    refused = await club.amara.uses(club.channel, "credential report", credential=REPORTED, reason="outdated")
    assert "do not take suggestions" in text_of(refused)
    blocked = await club.mira.uses(club.channel, "server unblock")
    assert "Amara" in text_of(blocked)
    nobody = await club.mira.chooses(blocked, "Let again", "Amara")
    assert "Nobody is kept" in text_of(nobody)
    assert "in their queue" in text_of(await suggests(club.amara, club.channel))


async def test_oneself_and_bots_cannot_be_blocked(club: Club):
    own = await club.mira.uses(club.channel, "server block", member=club.mira.id, what="everything")
    assert "cannot block yourself" in text_of(own)
    bot = await club.mira.uses(club.channel, "server block", member=club.bot_id, what="everything")
    assert "Bots cannot be blocked" in text_of(bot)


async def test_what_was_decided_before_a_restart_is_told_after_it(club: Club):
    closes_direct_messages(club, club.amara)
    await suggests(club.amara, club.channel)
    await refuses(club, await opens_first(club), "Not now.")
    await club.stop_badger()
    was_refused_by_closed_messages(club)
    person = club.sandbox.world.person(int(club.amara.id))
    assert person is not None
    person.accepts_direct_messages = True
    await club.start_badger()
    assert "Not now" in text_of(await told(club, club.amara))
    await club.restart_badger()
    await club.amara.uses(club.channel, "help")
    await finish_answers()
    direct = await club.amara.direct_messages_with(club.bot_id)
    assert len([each for each in await club.amara.sees(direct) if "Not now" in text_of(each)]) == 1


async def test_nobody_suggests_to_the_moderators_of_nowhere(club: Club):
    direct = await club.amara.direct_messages_with(club.bot_id)
    answer = await club.amara.uses(direct, "credential suggest")
    assert "in the server whose moderators" in text_of(answer)
