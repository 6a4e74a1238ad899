"""Mentions in a channel and messages in a direct channel."""

from tests.e2e.club import Club
from tests.e2e.person import is_private, text_of


async def test_a_mention_is_answered_publicly_without_a_ping(club: Club):
    said = await club.amara.says(
        club.channel, f"<@{club.bot_id}> I want to learn SQL, I have 3 hours a week until March"
    )
    answer = await club.jonas.hears_from_bot(club.channel, said["id"])
    assert not is_private(answer)
    assert answer["mentions"] == []
    assert answer["message_reference"]["message_id"] == said["id"]
    assert "SQL for Data Science" in text_of(answer)


async def test_a_public_answer_says_nothing_personal_and_its_button_does_privately(club: Club):
    asked = await club.amara.uses(club.channel, "find", goal="learn sql", time="6 weeks")
    await club.amara.chooses(asked, "How many hours a week", "3 hours")
    said = await club.amara.says(club.channel, f"<@{club.bot_id}> learn excel in 10 weeks")
    public = await club.amara.hears_from_bot(club.channel, said["id"])
    assert "3 h a week" not in text_of(public)
    mine = await club.amara.clicks(public, "My own answer")
    assert is_private(mine)
    assert "3 h a week for 10 weeks" in text_of(mine)
    others = await club.jonas.clicks(public, "My own answer")
    assert is_private(others)
    assert "3 h a week" not in text_of(others)


async def test_a_mention_without_a_goal_gets_a_short_how_to(club: Club):
    said = await club.amara.says(club.channel, f"<@{club.bot_id}>")
    answer = await club.amara.hears_from_bot(club.channel, said["id"])
    assert "Tell me what you want to be able to do" in text_of(answer)


async def test_what_mentions_nobody_is_left_alone(club: Club):
    await club.amara.says(club.channel, "I would like to learn SQL")
    said = await club.amara.says(club.channel, f"<@{club.bot_id}> learn sql")
    await club.amara.hears_from_bot(club.channel, said["id"])
    assert len([seen for seen in await club.amara.sees(club.channel) if seen["author"].get("bot")]) == 1


async def test_where_badger_may_not_write_nothing_breaks(club: Club):
    announcements = await club.mira.channel("announcements")
    await club.mira.says(announcements, f"<@{club.bot_id}> learn sql")
    said = await club.mira.says(club.channel, f"<@{club.bot_id}> learn sql")
    assert "SQL" in text_of(await club.mira.hears_from_bot(club.channel, said["id"]))


async def test_a_direct_message_is_answered_there(club: Club):
    direct = await club.jonas.direct_messages_with(club.bot_id)
    said = await club.jonas.says(direct, "become a nurse aide, 10 hours a week until 15 March")
    answer = await club.jonas.hears_from_bot(direct, said["id"])
    assert "urs" in text_of(answer)
    assert "10 h a week" in text_of(answer)


async def test_a_time_alone_in_a_direct_message_belongs_to_the_goal_before(club: Club):
    direct = await club.jonas.direct_messages_with(club.bot_id)
    said = await club.jonas.says(direct, "learn sql")
    await club.jonas.hears_from_bot(direct, said["id"])
    said = await club.jonas.says(direct, "I have 3h a week")
    answer = await club.jonas.hears_from_bot(direct, said["id"])
    assert "You want: learn sql" in text_of(answer)
    assert "Your time: 3 h a week" in text_of(answer)


async def test_commands_work_in_a_direct_message(club: Club):
    direct = await club.jonas.direct_messages_with(club.bot_id)
    names = {command["name"] for command in await club.jonas.commands(direct)}
    assert {"find", "compare", "credential", "help"} <= names
    answer = await club.jonas.uses(direct, "find", goal="learn sql", time="3h/week for 6 weeks")
    assert "SQL for Data Science" in text_of(answer)
    assert "Share" not in [part.get("label") for part in answer["components"]]


async def test_a_member_of_two_servers_is_asked_once_which_one_it_is_about(club: Club):
    school = await club.amara.channel("general", server=1)
    await club.amara.uses(club.channel, "find", goal="learn sql")
    await club.amara.uses(school, "find", goal="learn sql")
    direct = await club.amara.direct_messages_with(club.bot_id)
    said = await club.amara.says(direct, "learn sql")
    asked = await club.amara.hears_from_bot(direct, said["id"])
    assert "more than one server" in text_of(asked)
    answered = await club.amara.chooses(asked, "Choose a server", "Evening School")
    assert "SQL for Data Science" in text_of(answered)
    said = await club.amara.says(direct, "learn excel")
    again = await club.amara.hears_from_bot(direct, said["id"])
    assert "more than one server" not in text_of(again)


async def test_what_was_asked_before_the_choice_of_a_server_is_shown_after_it(club: Club):
    school = await club.amara.channel("general", server=1)
    await club.amara.uses(club.channel, "find", goal="learn sql")
    await club.amara.uses(school, "find", goal="learn sql")
    direct = await club.amara.direct_messages_with(club.bot_id)
    asked = await club.amara.uses(direct, "compare", first="nea-sel-self-awareness", second="teacher-sel")
    shown = await club.amara.chooses(asked, "Choose a server", "Evening School")
    assert "What differs" in text_of(shown)


async def test_a_greeting_is_no_goal_and_questions_about_badger_lead_to_its_help(club: Club):
    direct = await club.jonas.direct_messages_with(club.bot_id)
    for words, told in (
        ("hi!", "I am Badger."),
        ("How do I start?", "I am Badger."),
        ("what is my progress?", "/progress shows how far you are"),
        ("I finished chapter 3", "/log, Enter, Enter"),
        ("erase my data", "/me erase lets me forget you"),
        ("thanks", "Any time."),
        ("start a business", "You want: start a business"),
    ):
        said = await club.jonas.says(direct, words)
        assert told in text_of(await club.jonas.hears_from_bot(direct, said["id"])), words
    said = await club.amara.says(club.channel, f"<@{club.bot_id}> hello")
    answer = await club.amara.hears_from_bot(club.channel, said["id"])
    assert "Tell me what you want to be able to do" in text_of(answer)
