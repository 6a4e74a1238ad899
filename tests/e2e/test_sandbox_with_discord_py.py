import asyncio
from collections.abc import AsyncIterator

import discord
import pytest

from bot.sandbox.server import Sandbox
from tests.e2e.person import Person, is_private, person_at, text_of
from tests.e2e.throwaway_bot import ThrowawayBot, throwaway_bot_in


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started() as running:
        yield running
        assert running.violations == []


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[ThrowawayBot]:
    async with throwaway_bot_in(sandbox) as running:
        yield running


@pytest.fixture
async def learner(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with person_at(sandbox.address, str(sandbox.world.learner.id)) as person:
        yield person


@pytest.fixture
def welcome(sandbox: Sandbox) -> str:
    return str(sandbox.world.channel_named("welcome").id)


async def test_a_day_with_a_bot_on_the_real_client(
    sandbox: Sandbox, bot: ThrowawayBot, learner: Person, welcome: str
):
    """One start of the client for everything that leaves no trace."""
    await _answers_commands(learner, welcome)
    await _answers_components(learner, welcome)
    await _reads_and_sends_files(learner, welcome)
    await _talks_in_threads(sandbox, bot, learner)
    await _answers_menus(sandbox, learner, welcome)
    await _answers_words(sandbox, bot, learner, welcome)
    await _knows_its_place(sandbox, bot)


async def _answers_commands(learner: Person, welcome: str) -> None:
    answer = await learner.uses(welcome, "find", goal="sql", topic="data")
    assert text_of(answer) == "sql in data"
    assert is_private(answer)
    assert await learner.completes(welcome, "find", "topic", "da", goal="x") == [
        {"name": "Data", "value": "data"},
        {"name": "Dance", "value": "dance"},
    ]
    await learner.uses(welcome, "slow")
    await learner.wait_for(
        lambda event: event["type"] == "message_create" and event["message"]["content"] == "And once more"
    )
    once_more, thought = (await learner.sees(welcome))[:2]
    assert (text_of(once_more), text_of(thought)) == ("And once more", "Thought about it")
    assert is_private(once_more)
    assert is_private(thought)


async def _reads_and_sends_files(learner: Person, welcome: str) -> None:
    answer = await learner.uses(welcome, "count", file=("my list.csv", b"a\nb\n"))
    assert text_of(answer) == "my_list.csv: 2 lines"
    report = answer["attachments"][0]
    assert (report["filename"], report["size"], report["description"]) == ("report.csv", 4, "In capitals")
    assert await learner.downloads(report) == b"A\nB\n"
    modal = await learner.uses_for_modal(welcome, "count")
    answer = await learner.submits(modal, [("a.png", b"abc"), ("b.png", b"")])
    assert text_of(answer) == "Proof of [3, 0]"


async def _talks_in_threads(sandbox: Sandbox, bot: ThrowawayBot, learner: Person) -> None:
    channel = bot.get_channel(sandbox.world.channel_named("study-hall").id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("Who studies SQL?")
    thread = await message.create_thread(name="SQL", auto_archive_duration=60)
    await thread.send("Here we are")
    said = await learner.says(str(thread.id), f"<@{bot.user.id if bot.user else 0}> me")
    answer = await learner.hears_from_bot(str(thread.id), after=said["id"])
    assert text_of(answer) == "You said: me"
    await thread.edit(archived=True)
    await learner.wait_for(
        lambda event: event["type"] == "channel_update" and event["channel"]["thread_metadata"]["archived"]
    )
    assert [each.id async for each in channel.archived_threads()] == [thread.id]
    assert (await thread.fetch_member(int(learner.id))).id == int(learner.id)


async def _answers_components(learner: Person, welcome: str) -> None:
    message = await learner.uses(welcome, "choose")
    assert text_of(await learner.chooses(message, "Pick", "design")) == "Picked design"
    opened = await learner.opens_modal(message, "Note")
    assert opened["modal"]["title"] == "A note"
    assert text_of(await learner.submits(opened, "SQL first", "")) == "Noted: SQL first []"
    assert text_of(await learner.clicks(message, "Slowly")) == "Done slowly"
    layout = await learner.uses(welcome, "layout")
    assert text_of(layout) == "## SQL\n-# 6 weeks"
    details = await learner.clicks(layout, "Details 7")
    assert text_of(details) == "Details of 7"
    assert is_private(details)


async def _answers_menus(sandbox: Sandbox, learner: Person, welcome: str) -> None:
    said = await learner.says(welcome, "I want to learn SQL")
    assert text_of(await learner.uses_on(welcome, "Quote", said["id"])) == "> I want to learn SQL"
    moderator = str(sandbox.world.moderator.id)
    assert text_of(await learner.uses_on(welcome, "Greet", moderator)) == "Hello Mira"


async def _answers_words(sandbox: Sandbox, bot: ThrowawayBot, learner: Person, welcome: str) -> None:
    said = await learner.says(welcome, f"<@{sandbox.world.bot.id}> I want to learn SQL")
    reply = await learner.hears_from_bot(welcome, said["id"])
    assert text_of(reply) == "You said: I want to learn SQL"
    assert (reply["referenced_message"]["id"], reply["mentions"]) == (said["id"], [])
    direct = await learner.direct_messages_with(str(sandbox.world.bot.id))
    said = await learner.says(direct, "in three weeks")
    assert text_of(await learner.hears_from_bot(direct, said["id"])) == "You said: in three weeks"
    assert text_of(await learner.uses(direct, "find", goal="sql")) == "sql in None"
    user = await bot.fetch_user(int(learner.id))
    sent = await user.send("By the way")
    assert (await learner.last(direct))["id"] == str(sent.id)


async def _knows_its_place(sandbox: Sandbox, bot: ThrowawayBot) -> None:
    guild = bot.get_guild(sandbox.world.guild.id)
    assert guild is not None
    channel = discord.utils.get(guild.text_channels, name="announcements")
    assert channel is not None
    assert not channel.permissions_for(guild.me).send_messages
    member = await guild.fetch_member(sandbox.world.moderator.id)
    assert member.guild_permissions.manage_guild
    welcome = discord.utils.get(guild.text_channels, name="welcome")
    assert welcome is not None
    assert [message.author.name async for message in welcome.history(limit=1)] == ["Badger"]
    sent = await welcome.send("Soon gone", nonce=1)
    async with welcome.typing():
        await sent.edit(content="Going")
    await sent.delete()
    with pytest.raises(discord.NotFound):
        await welcome.fetch_message(sent.id)
    assert sandbox.violations.pop().code == 10008
    with pytest.raises(discord.Forbidden):
        await channel.send("May I?")
    assert sandbox.violations.pop().code == 50013


async def test_a_button_works_after_a_restart_of_the_bot(sandbox: Sandbox, learner: Person, welcome: str):
    async with throwaway_bot_in(sandbox):
        layout = await learner.uses(welcome, "layout")
    await learner.wait_for(lambda event: event == {"type": "bot", "is_online": False})
    async with throwaway_bot_in(sandbox):
        assert text_of(await learner.clicks(layout, "Details 7")) == "Details of 7"


@pytest.mark.parametrize("action", ["drop", "reconnect"])
async def test_a_bot_that_lost_its_connection_comes_back_and_answers_what_it_missed(
    sandbox: Sandbox, bot: ThrowawayBot, learner: Person, welcome: str, action: str
):
    sandbox.end_gateway(action)
    await learner.wait_for(lambda event: event == {"type": "bot", "is_online": False})
    assert text_of(await learner.uses(welcome, "find", goal="patience")) == "patience in None"
    assert bot.resumed.is_set()


async def test_a_bot_whose_session_is_invalid_identifies_anew(
    sandbox: Sandbox, bot: ThrowawayBot, learner: Person, welcome: str
):
    bot.ready.clear()
    sandbox.end_gateway("invalid_session", is_resumable=False)
    async with asyncio.timeout(20):
        await bot.ready.wait()
    assert text_of(await learner.uses(welcome, "find", goal="patience")) == "patience in None"
    assert not bot.resumed.is_set()
