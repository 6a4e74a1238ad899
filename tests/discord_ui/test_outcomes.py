"""Telling what became of a proposal: once, by whichever way leads to the member first."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import Mock, create_autospec, patch

import discord
import pytest
from aiohttp import ClientConnectionError

from bot.discord_ui import outcomes, replying
from bot.discord_ui.cards.outcome import outcome_card
from bot.discord_ui.client import BadgerClient
from bot.discord_ui.cogs.untold import UntoldCog
from bot.discord_ui.draining import finish_answers
from bot.discord_ui.outcomes import nonce_of
from bot.domain.drafts import DraftField
from bot.domain.proposals import Proposal
from bot.services.asker import Asker
from bot.services.catalogue_keeping import Keeper
from tests.discord_ui.fakes import (
    MIA,
    NOAH,
    OTHER_SERVER,
    SERVER,
    Played,
    http_error,
    interaction,
    words_of,
)

TYPED = {DraftField.TITLE: "Beekeeping", DraftField.LINK: "https://bees.example.org/one"}
CLOSED = http_error(403, 50007)
BUSY = discord.DiscordServerError(Mock(spec=["status", "reason"], status=503, reason="busy"), "")


@dataclass
class DirectMessages:
    """The direct channel with a member: what was sent into it, and what Discord raises instead."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    before: list[Mock] = field(default_factory=list)
    refusals: list[Exception] = field(default_factory=list)
    on_send: Callable[[], object] = lambda: None
    opened: list[int] = field(default_factory=list)

    def channel(self) -> Mock:
        made: Mock = create_autospec(discord.DMChannel, instance=True)
        made.send.side_effect = self._send
        made.history.side_effect = self._history
        return made

    async def _send(self, *, view: discord.ui.LayoutView, nonce: str) -> None:
        self.on_send()
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append((words_of(view), nonce))

    async def _history(self, *, limit: int) -> AsyncIterator[Mock]:
        for message in self.before[:limit]:
            yield message


@pytest.fixture
def direct(badger: BadgerClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[DirectMessages]:
    messages = DirectMessages()

    async def create_dm(user: discord.abc.Snowflake) -> Mock:
        messages.opened.append(user.id)
        return messages.channel()

    monkeypatch.setattr(replying, "PAUSES_SECONDS", (0, 0))
    monkeypatch.setattr(outcomes, "PAUSE_SECONDS", 0)
    guilds = {SERVER: Mock(spec=discord.Guild, id=SERVER)}
    guilds[SERVER].name = "Open Learning Club"
    with (
        patch.object(badger, "create_dm", side_effect=create_dm),
        patch.object(badger, "get_guild", side_effect=guilds.get),
    ):
        yield messages


_numbers = iter(range(1, 10**6))


async def refused(badger: BadgerClient, guild_id: int = SERVER, member_id: int = MIA) -> Proposal:
    """A suggestion that a moderator has just refused."""
    use_cases = badger.desk.use_cases
    number = next(_numbers)
    typed = {**TYPED, DraftField.TITLE: f"Beekeeping {number * 1111}"}
    found = await use_cases.proposing.suggest(Asker(member_id, guild_id, number), typed, is_sure=True)
    assert found.proposal is not None
    return await use_cases.queue.refuse(Keeper(guild_id, NOAH), found.proposal.id, "Not free.")


async def untold(badger: BadgerClient) -> list[str]:
    return [proposal_id for _, proposal_id in await badger.desk.use_cases.outcomes.untold()]


async def after_a_command(badger: BadgerClient, used: Played) -> None:
    """What Badger does once a command is answered."""
    command = Mock(spec=discord.app_commands.Command)
    await UntoldCog(badger).tell_after_a_command(used.interaction, command)


async def test_a_decision_is_told_by_direct_message_with_a_nonce_of_its_own(
    badger: BadgerClient, direct: DirectMessages
):
    proposal = await refused(badger)
    badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    (words, nonce), opened = direct.sent[0], direct.opened
    assert "The moderators of Open Learning Club did not take" in words
    assert "They say: Not free." in words
    assert (nonce, opened) == (nonce_of(proposal), [MIA])
    assert len(nonce) <= 25
    assert await untold(badger) == []


async def test_it_is_told_once_however_often_it_is_begun(badger: BadgerClient, direct: DirectMessages):
    proposal = await refused(badger)
    for _ in range(3):
        badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    assert len(direct.sent) == 1


async def test_what_waits_is_not_told(badger: BadgerClient, direct: DirectMessages):
    found = await badger.desk.use_cases.proposing.suggest(Asker(MIA, SERVER, 1), TYPED, is_sure=True)
    assert found.proposal is not None
    badger.outcomes.tell_soon(SERVER, found.proposal.id)
    badger.outcomes.tell_soon(OTHER_SERVER, found.proposal.id)
    await finish_answers()
    assert direct.opened == []


@pytest.mark.parametrize("passing", [BUSY, ClientConnectionError()])
async def test_where_discord_fails_for_a_moment_it_is_tried_again_with_the_same_nonce(
    badger: BadgerClient, direct: DirectMessages, passing: Exception
):
    direct.refusals = [passing, passing]
    proposal = await refused(badger)
    badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    assert [nonce for _, nonce in direct.sent] == [nonce_of(proposal)]


async def test_a_member_with_closed_messages_is_told_at_the_next_command_once(
    badger: BadgerClient, direct: DirectMessages
):
    direct.refusals = [CLOSED]
    proposal = await refused(badger)
    badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    assert await untold(badger) == [proposal.id]
    used, again = interaction(badger), interaction(badger)
    await after_a_command(badger, used)
    assert used.last.where == "private follow-up"
    assert "They say: Not free." in used.last.words
    await after_a_command(badger, again)
    assert again.shown == []
    assert await untold(badger) == []


@pytest.mark.parametrize(("user_id", "guild_id"), [(NOAH, SERVER), (MIA, OTHER_SERVER), (MIA, None)])
async def test_nobody_else_and_nowhere_else_is_told(
    badger: BadgerClient, direct: DirectMessages, user_id: int, guild_id: int | None
):
    proposal = await refused(badger)
    used = interaction(badger, user_id=user_id, guild_id=guild_id)
    await after_a_command(badger, used)
    assert used.shown == []
    assert (await untold(badger), direct.sent) == ([proposal.id], [])


async def test_after_a_form_was_opened_nothing_is_said_yet(badger: BadgerClient, direct: DirectMessages):
    proposal = await refused(badger)
    used = interaction(badger)
    used.interaction.response.type = discord.InteractionResponseType.modal
    await after_a_command(badger, used)
    assert used.shown == []
    assert (await untold(badger), direct.sent) == ([proposal.id], [])


async def test_a_follow_up_that_discord_refuses_leaves_it_for_the_next_command(
    badger: BadgerClient, direct: DirectMessages
):
    proposal = await refused(badger)
    used = interaction(badger)
    used.interaction.followup.send.side_effect = http_error(404, 10015)
    await after_a_command(badger, used)
    assert (await untold(badger), direct.sent) == ([proposal.id], [])
    again = interaction(badger)
    await after_a_command(badger, again)
    assert "Not free." in again.last.words


async def test_what_is_being_told_by_direct_message_is_not_told_at_a_command_too(
    badger: BadgerClient, direct: DirectMessages
):
    proposal = await refused(badger)
    used = interaction(badger)
    meanwhile: list[asyncio.Task[None]] = []
    direct.on_send = lambda: meanwhile.append(asyncio.ensure_future(after_a_command(badger, used)))
    badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    await asyncio.gather(*meanwhile)
    assert len(direct.sent) == 1
    assert used.shown == []


async def test_several_outcomes_come_in_one_message_and_the_rest_at_the_next_command(
    badger: BadgerClient, direct: DirectMessages
):
    for _ in range(6):
        await refused(badger)
    first, second = interaction(badger), interaction(badger)
    await after_a_command(badger, first)
    await after_a_command(badger, second)
    assert [each.words.count("They say") for each in (*first.shown, *second.shown)] == [5, 1]
    assert direct.sent == []


async def test_what_is_left_of_before_is_told_at_the_start_in_the_servers_that_are_seen(
    badger: BadgerClient, direct: DirectMessages
):
    first, _, second = (
        await refused(badger),
        await refused(badger, OTHER_SERVER),
        await refused(badger, member_id=NOAH),
    )
    cog = UntoldCog(badger)
    await cog.tell_at_the_start()
    await cog.tell_at_the_start()
    assert sorted(nonce for _, nonce in direct.sent) == sorted(map(nonce_of, (first, second)))


async def test_what_was_sent_just_before_a_crash_is_not_sent_again(
    badger: BadgerClient, direct: DirectMessages
):
    proposal = await refused(badger)
    button: Any = outcome_card(badger.desk.texts, [proposal], "club").children[1]
    message = Mock(spec=discord.Message, components=[Mock(spec=discord.ActionRow, children=button.children)])
    direct.before = [Mock(spec=discord.Message, components=[]), message]
    await UntoldCog(badger).tell_at_the_start()
    assert direct.sent == []
    assert await untold(badger) == []


async def test_who_suggested_the_same_page_is_told_too(badger: BadgerClient, direct: DirectMessages):
    use_cases = badger.desk.use_cases
    found = [
        await use_cases.proposing.suggest(Asker(member, SERVER, member), TYPED, is_sure=True)
        for member in (MIA, NOAH)
    ]
    first = found[0].proposal
    assert first is not None
    await use_cases.queue.accept(Keeper(SERVER, NOAH), first.id)
    badger.outcomes.tell_soon(SERVER, first.id)
    await finish_answers()
    assert direct.opened == [MIA, NOAH]
    assert await untold(badger) == []


async def test_an_account_that_is_gone_is_not_looked_for_again(badger: BadgerClient, direct: DirectMessages):
    direct.refusals = [discord.NotFound(Mock(spec=["status", "reason"], status=404, reason="gone"), "")]
    proposal = await refused(badger)
    badger.outcomes.tell_soon(SERVER, proposal.id)
    await finish_answers()
    assert (direct.sent, await untold(badger)) == ([], [])
