import logging
from datetime import timedelta
from unittest.mock import Mock, create_autospec

import discord
import pytest

from bot.discord_ui.client import BadgerClient
from bot.discord_ui.cogs.plain_words import PlainWordsCog
from tests.discord_ui.fakes import BADGER, NOAH, Shown, answers_to, body_of, http_error, spoken
from tests.set_clock import SetClock


async def hear(badger: BadgerClient, message: Mock) -> list[Shown]:
    await PlainWordsCog(badger).hear(message)
    return answers_to(message)


async def test_a_mention_is_answered_publicly_without_a_ping(badger: BadgerClient):
    message = spoken(badger, f"<@{BADGER}> I want to learn sql, I have 3 hours a week")
    [shown] = await hear(badger, message)
    assert shown.where == "reply"
    assert message.channel.send.call_args.kwargs["mention_author"] is False
    assert "Your time: 3 h a week" in shown.words
    assert "(My own answer)" in shown.words


async def test_a_direct_message_is_answered_there(badger: BadgerClient):
    [shown] = await hear(badger, spoken(badger, "learn sql until March", guild_id=None, mentions=()))
    assert shown.where == "message"
    assert "[How many hours a week do you have?" in shown.words


async def test_a_bare_mention_gets_a_short_how_to(badger: BadgerClient):
    [shown] = await hear(badger, spoken(badger, f"<@{BADGER}>"))
    assert "Tell me what you want to be able to do" in shown.words


async def test_an_error_is_said_where_one_asked(badger: BadgerClient):
    [shown] = await hear(badger, spoken(badger, f"<@{BADGER}> 3 hours a week"))
    assert "That is a time" in shown.words


@pytest.mark.parametrize(
    "how",
    [
        {"is_bot": True},
        {"mentions": ()},
        {"mentions": (NOAH,)},
    ],
)
async def test_what_does_not_speak_to_badger_is_left_alone(badger: BadgerClient, how: dict[str, object]):
    assert await hear(badger, spoken(badger, "@everyone learn sql", **how)) == []  # type: ignore[arg-type]


async def test_what_discord_itself_says_is_left_alone(badger: BadgerClient):
    message = spoken(badger, "learn sql")
    message.type = discord.MessageType.pins_add
    assert await hear(badger, message) == []


async def replied(badger: BadgerClient, words: str) -> list[Shown]:
    """A reply to an answer of Badger's, which Discord makes a mention by itself."""
    asked = spoken(badger, f"<@{BADGER}> learn sql")
    [answer] = await hear(badger, asked)
    of_badger = Mock(spec=discord.Message, id=77)
    of_badger.components = [_component(each) for each in body_of(answer.view)]
    return await hear(badger, spoken(badger, words, raw_mentions=(), replied_to=of_badger))


def _component(data: dict) -> Mock:  # type: ignore[type-arg]
    children = [_component(each) for each in data.get("components", [])]
    return Mock(spec=["custom_id", "children"], custom_id=data.get("custom_id"), children=children)


async def test_a_reply_with_a_time_is_about_the_goal_before(badger: BadgerClient):
    [shown] = await replied(badger, "10h in all")
    assert "You want: learn sql\nYour time: 10 h in all" in shown.words


async def test_a_reply_with_another_goal_is_answered(badger: BadgerClient):
    [shown] = await replied(badger, "and java?")
    assert "Java" in shown.words


@pytest.mark.parametrize("words", ["thanks!", "zzzz qqqq", "👍", "https://example.org/cat.gif"])
async def test_thanks_are_left_alone(badger: BadgerClient, words: str):
    assert await replied(badger, words) == []


async def test_a_reply_to_what_is_gone_is_left_alone(badger: BadgerClient):
    gone = Mock(spec=discord.DeletedReferencedMessage, id=78)
    assert await hear(badger, spoken(badger, "10h in all", raw_mentions=(), replied_to=gone)) == []


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [(discord.TextChannel, "send_messages"), (discord.Thread, "send_messages_in_threads")],
)
async def test_where_badger_may_not_write_it_does_not_try(
    badger: BadgerClient, kind: type[discord.TextChannel | discord.Thread], lacking: str
):
    message = spoken(badger, f"<@{BADGER}> learn sql")
    message.channel = create_autospec(kind, instance=True)
    message.channel.permissions_for.return_value = discord.Permissions(**{lacking: False})
    assert await hear(badger, message) == []


@pytest.mark.parametrize("status", [403, 400])
async def test_where_an_answer_is_refused_nothing_else_is_lost(
    badger: BadgerClient, caplog: pytest.LogCaptureFixture, status: int
):
    caplog.set_level(logging.WARNING)
    message = spoken(badger, f"<@{BADGER}> learn sql")
    message.channel.send.side_effect = http_error(status, 50013)
    await PlainWordsCog(badger).hear(message)
    assert len(caplog.records) == 1


async def directly(badger: BadgerClient, words: str) -> str:
    [shown] = await hear(badger, spoken(badger, words, guild_id=None, mentions=()))
    return shown.words


async def test_a_time_alone_in_a_direct_message_belongs_to_the_goal_before(badger: BadgerClient):
    await directly(badger, "learn sql")
    words = await directly(badger, "3h a week")
    assert "You want: learn sql\nYour time: 3 h a week" in words
    assert "Your time: 20 h in all" in await directly(badger, "20h")


async def test_hours_alone_go_into_the_weeks_before(badger: BadgerClient):
    await directly(badger, "learn sql in 6 weeks")
    assert "3 h a week for 6 weeks" in await directly(badger, "3h a week")


async def test_a_time_alone_belongs_to_no_goal_of_another_day(badger: BadgerClient, clock: SetClock):
    assert "That is a time" in await directly(badger, "3h a week")
    await directly(badger, "learn sql")
    clock.advance(timedelta(days=1, seconds=1))
    assert "That is a time" in await directly(badger, "3h a week")
