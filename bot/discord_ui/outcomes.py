"""Telling a member what became of what they proposed: by direct message, or at their next command."""

import asyncio
import logging
from hashlib import sha256
from typing import TYPE_CHECKING

import discord
from aiohttp import ClientConnectionError

from bot.discord_ui.answering import BadgerInteraction
from bot.discord_ui.cards.outcome import outcome_card
from bot.discord_ui.draining import TELLING
from bot.discord_ui.message_parts import custom_ids_in
from bot.discord_ui.replying import surely
from bot.domain.proposals import Proposal

if TYPE_CHECKING:
    from bot.discord_ui.client import BadgerClient

_NONCE_LENGTH = 24
PAUSE_SECONDS = 1.0
"""Between two direct messages at a start: Discord takes many at once for spam."""
_LOOKED_AT = 50
"""Messages of a direct channel: what was sent just before a crash is among the latest."""

_log = logging.getLogger(__name__)


class OutcomeTeller:
    """Tells each outcome once, however many ways lead to it."""

    def __init__(self, client: "BadgerClient") -> None:
        self._client = client
        self._telling: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def tell_soon(self, guild_id: int, proposal_id: str) -> None:
        """Tells the member, and who suggested the same, while whoever decided goes on."""
        task = asyncio.create_task(self._tell_all(guild_id, proposal_id), name=TELLING)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell_all(self, guild_id: int, proposal_id: str) -> None:
        await self._tell(guild_id, proposal_id)
        try:
            beside = await self._client.desk.use_cases.outcomes.beside(guild_id, proposal_id)
        except Exception:  # noqa: BLE001  # nobody waits for it, and what is untold is told at the next start
            _log.exception("What else was accepted could not be looked up")
            return
        for each in beside:
            await asyncio.sleep(PAUSE_SECONDS)
            await self._tell(guild_id, each)

    async def tell_what_is_left(self) -> None:
        """Tells what was decided before a restart, in the servers that this process answers in."""
        untold = await self._client.desk.use_cases.outcomes.untold()
        ours = [each for each in untold if self._client.get_guild(each[0]) is not None]
        for number, (guild_id, proposal_id) in enumerate(ours):
            if number:
                await asyncio.sleep(PAUSE_SECONDS)
            await self._tell(guild_id, proposal_id, may_be_there=True)

    async def tell_at_command(self, interaction: BadgerInteraction, guild_id: int) -> None:
        """Tells who used a command in the server what could not be told in a direct message."""
        outcomes = self._client.desk.use_cases.outcomes
        untold = await outcomes.untold_of(guild_id, interaction.user.id)
        mine = [each for each in untold if each.id not in self._telling]
        self._telling.update(each.id for each in mine)
        try:
            # One that was being told a moment ago may be told by now.
            left = [each for each in mine if await outcomes.to_tell(guild_id, each.id)]
            if left:
                await interaction.followup.send(view=self._card(left), ephemeral=True)
            # Noted after it was sent: a crash just between the two says it twice, which is better than never.
            for proposal in left:
                await outcomes.told(proposal)
        except (discord.HTTPException, ClientConnectionError) as refused:
            _log.warning("An outcome could not be told at a command: %s", refused)
        finally:
            self._telling.difference_update(each.id for each in mine)

    async def _tell(self, guild_id: int, proposal_id: str, *, may_be_there: bool = False) -> None:
        if proposal_id in self._telling:
            return
        self._telling.add(proposal_id)
        try:
            proposal = await self._client.desk.use_cases.outcomes.to_tell(guild_id, proposal_id)
            if proposal is not None:
                await self._send_or_give_up(proposal, may_be_there=may_be_there)
                await self._client.desk.use_cases.outcomes.told(proposal)
        except discord.Forbidden:
            _log.info("A member takes no direct messages: told at their next command")
        except Exception:  # noqa: BLE001  # nobody waits for it, and what is untold is told later
            _log.exception("An outcome could not be told")
        finally:
            self._telling.discard(proposal_id)

    async def _send_or_give_up(self, proposal: Proposal, *, may_be_there: bool) -> None:
        try:
            await self._send(proposal, may_be_there=may_be_there)
        except discord.NotFound:
            # The account is gone, and is not looked for again at every start.
            _log.info("A member's account is gone: there is nobody to tell")

    async def _send(self, proposal: Proposal, *, may_be_there: bool) -> None:
        channel = await self._client.create_dm(discord.Object(proposal.member_id or 0))
        if may_be_there and await _is_there(channel, proposal):
            return
        card = self._card([proposal])
        await surely(lambda: channel.send(view=card, nonce=nonce_of(proposal)))

    def _card(self, proposals: list[Proposal]) -> discord.ui.LayoutView:
        guild_id = proposals[0].guild_id
        server = self._client.server_names([guild_id])[guild_id]
        return outcome_card(self._client.desk.texts, proposals, server)


def nonce_of(proposal: Proposal) -> str:
    """The same for the same proposal: Discord makes one message of what comes twice with one nonce."""
    key = f"proposal:{proposal.guild_id}:{proposal.id}"
    return sha256(key.encode()).hexdigest()[:_NONCE_LENGTH]


async def _is_there(channel: discord.DMChannel, proposal: Proposal) -> bool:
    """Whether the message stands in the channel: a crash came after it was sent, and before it was noted."""
    async for message in channel.history(limit=_LOOKED_AT):
        if any(custom_id.endswith(f":{proposal.id}") for custom_id in custom_ids_in(message.components)):
            return True
    return False
