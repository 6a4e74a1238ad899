"""What members propose, from the form to the moderators' queue and back to the member."""

from bot.discord_ui.draining import finish_answers
from tests.e2e.club import Club
from tests.e2e.person import Json, Person, component, is_private, text_of

TITLE, LINK = "Beekeeping for Beginners", "https://bees.example.org/beginners"
REPORTED = "teacher-sel"
CLOSED = 50007
"""Discord's code for a person who takes no direct messages."""


async def suggests(
    person: Person, channel: str, title: str = TITLE, link: str = LINK, time: str = ""
) -> Json:
    """Suggests a credential, and returns the answer."""
    opened = await person.uses_for_modal(channel, "credential suggest")
    return await person.submits(opened, title, link, "", time, [])


async def opens_first(club: Club) -> Json:
    """The moderator opens what has waited longest."""
    queue = await club.mira.uses(club.channel, "catalog queue")
    return await club.mira.chooses(queue, "Look at", "1. ")


async def refuses(club: Club, item: Json, reason: str) -> Json:
    """The moderator refuses it, for a reason."""
    return await club.mira.submits(await club.mira.opens_modal(item, "Refuse"), reason)


async def told(club: Club, person: Person) -> Json:
    """What the person is told in their direct messages."""
    direct = await person.direct_messages_with(club.bot_id)
    return await person.hears_from_bot(direct, "0")


def draft_of(opened: Json, name: str) -> str:
    """What stands in an input of the form before one types."""
    return str(component(opened["modal"], lambda part: part.get("custom_id") == name)["value"])


def closes_direct_messages(club: Club, person: Person) -> None:
    """Nobody may write to the person any more."""
    known = club.sandbox.world.person(int(person.id))
    assert known is not None
    known.accepts_direct_messages = False


def was_refused_by_closed_messages(club: Club) -> None:
    """Discord's refusals were those of closed messages, which nobody can know of before."""
    refusals = club.sandbox.violations
    assert {each.code for each in refusals} == {CLOSED}
    refusals.clear()


async def test_a_suggestion_is_accepted_told_and_found(club: Club):
    sent = await suggests(club.amara, club.channel, time="10-15 hours")
    assert is_private(sent)
    assert f"The moderators see “{TITLE}” in their queue" in text_of(sent)
    item = await opens_first(club)
    assert is_private(item)
    for words in (TITLE, "by Amara", "10-15 hours", "Not said: Issuer, Proof"):
        assert words in text_of(item)
    after = await club.mira.clicks(item, "Accept")
    assert f"In the catalogue now: “{TITLE}”" in text_of(after)
    assert "Nothing waits" in text_of(after)
    message = await told(club, club.amara)
    assert "is in the catalogue now" in text_of(message)
    shown = await club.amara.clicks(message, "Show it")
    assert TITLE in text_of(shown)
    found = await club.amara.uses(club.channel, "find", goal="beekeeping")
    assert TITLE in text_of(found)


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


async def test_a_report_is_done_with_a_word_to_the_member(club: Club):
    sent = await club.amara.uses(
        club.channel,
        "credential report",
        credential=REPORTED,
        reason="wrong_cost",
        note="It is <@1> 99 USD now",
    )
    assert "in their queue" in text_of(sent)
    again = await club.amara.uses(
        club.channel,
        "credential report",
        credential=REPORTED,
        reason="wrong_cost",
        note="It is <@1> 99 USD now",
    )
    assert "You reported that" in text_of(again)
    item = await opens_first(club)
    assert "the cost is wrong" in text_of(item)
    assert "99 USD now" in text_of(item)
    after = await club.mira.submits(await club.mira.opens_modal(item, "Done"), "The new price is in.")
    assert "Done" in text_of(after)
    message = await told(club, club.amara)
    assert "have dealt with what you reported" in text_of(message)
    assert "The new price is in" in text_of(message)


async def test_what_is_reported_is_retired_from_the_queue(club: Club):
    await club.amara.uses(club.channel, "credential report", credential=REPORTED, reason="outdated")
    item = await opens_first(club)
    after = await club.mira.submits(await club.mira.opens_modal(item, "Retire it"), "The course has ended.")
    assert "Retired" in text_of(after)
    gone = await club.amara.uses(club.channel, "credential show", credential=REPORTED)
    assert "retired" in text_of(gone)


async def test_the_second_moderator_sees_who_decided_what(club: Club):
    await suggests(club.amara, club.channel)
    first, second = await opens_first(club), await opens_first(club)
    await refuses(club, first, "We have one like it.")
    late = await club.mira.clicks(second, "Accept")
    assert "Mira refused this already" in text_of(late)
    assert "We have one like it" in text_of(late)
    found = await club.amara.uses(club.channel, "credential show", credential=TITLE)
    assert "I have no credential" in text_of(found)


async def test_after_a_decision_comes_the_next(club: Club):
    for number in (1, 2, 3):
        await suggests(
            club.amara, club.channel, f"Course number {number * 1111}", f"https://c{number}.example.org/x"
        )
    item = await opens_first(club)
    assert "2 more wait" in text_of(item)
    item = await refuses(club, item, "No.")
    assert "Course number 2222" in text_of(item)
    assert "One more waits" in text_of(item)


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


async def test_a_suggestion_is_edited_and_accepted(club: Club):
    await suggests(club.amara, club.channel)
    draft = await club.mira.clicks(await opens_first(club), "Edit and accept")
    assert TITLE in text_of(draft)
    edited = await club.mira.submits(
        await club.mira.opens_modal(draft, "Edit"),
        *("Beekeeping from Scratch", "Bee Academy", LINK, "20 hours", ["practice"]),
    )
    assert "Bee Academy" in text_of(edited)
    published = await club.mira.clicks(edited, "Publish")
    queue = await club.mira.clicks(published, "Back to the queue")
    assert "Nothing waits" in text_of(queue)
    message = await told(club, club.amara)
    assert "is in the catalogue now" in text_of(message)
    assert "Bee Academy" in text_of(await club.amara.clicks(message, "Show it"))


async def test_a_reported_entry_is_edited_though_another_is_done_with_it(club: Club):
    await club.amara.uses(club.channel, "credential report", credential=REPORTED, reason="wrong_time")
    item = await opens_first(club)
    draft = await club.mira.clicks(await opens_first(club), "Edit the entry")
    await club.mira.submits(await club.mira.opens_modal(item, "Done"), "")
    edited = await club.mira.submits(
        await club.mira.opens_modal(draft, "Edit"),
        *("Another Title", "An Issuer", LINK, "20 hours", ["quiz"]),
    )
    await club.mira.clicks(edited, "Publish")
    assert "Another Title" in text_of(
        await club.amara.uses(club.channel, "credential show", credential=REPORTED)
    )
    assert "have dealt with what you reported" in text_of(await told(club, club.amara))
